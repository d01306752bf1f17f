import type { Scene } from '../../app/drill.ts';
import type { Instant, Zone } from '../../core/domain/clock.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { Entry } from '../../core/ledger/entry.ts';

/** The result: by version what was posted, changed, deleted, held; then where everything stands. */
export function drillTable(
  scenes: readonly Scene[],
  entries: readonly Entry[],
  zone: Zone,
  now: Instant,
): string {
  const header = ['time', 'posted', 'changed', 'deleted', 'newly held', 'still due'];
  const heldBefore = new Set<string>();
  const rows = scenes.map(({ at, planned, left }) => {
    const done = (action: Entry['action']) =>
      planned.posts.filter(({ intent }) => intent.action === action && isPosted(entries, intent.key)).length;
    const held = planned.held.map((one) => `${one.announcement}/${one.account}/${one.language}`);
    const newly = held.filter((id) => !heldBefore.has(id)).length;
    for (const id of held) heldBefore.add(id);
    return [
      shownTime(at, zone, now),
      done('publish'),
      done('edit'),
      done('delete'),
      newly,
      left.posts.filter((post) => post.intent.due <= at).length,
    ].map(String);
  });
  const states = new Map<string, number>();
  for (const entry of entries) states.set(entry.state, (states.get(entry.state) ?? 0) + 1);
  const total = [...states].map(([state, count]) => `${count} ${state}`).join(', ');
  return `${table([header, ...rows])}\nIn the ledger: ${total}.\n`;
}

function isPosted(entries: readonly Entry[], key: string): boolean {
  return entries.some((entry) => entry.key === key && entry.state === 'posted');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  const [head = '', ...body] = lines;
  return `${[head, '─'.repeat(head.length), ...body].join('\n')}\n`;
}
