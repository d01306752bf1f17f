import type { PlayedVersion } from '../../app/drill.ts';
import type { Instant, Zone } from '../../core/domain/clock.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import { say, shownTime } from '../../staff-words/say.ts';
import { columns } from './words.ts';

const ACTIONS = ['publish', 'edit', 'delete'] as const;
const HEADS = [
  ...(['drill-time', 'drill-posted', 'drill-changed', 'drill-deleted'] as const),
  ...(['drill-newly-held', 'drill-still-due'] as const),
];

/** The result by version: the numbers of posts published, changed, deleted and held; then the totals, and those not done. */
export function drillTable(
  played: readonly PlayedVersion[],
  entries: readonly Entry[],
  zone: Zone,
  now: Instant,
): string {
  const done = new Map(entries.filter(({ state }) => state === 'posted').map((entry) => [entry.key, entry]));
  const counts = (some: readonly Entry[]) =>
    ACTIONS.map((action) => some.filter((entry) => entry.action === action).length);
  const seen = new Set<string>();
  const isFirst = (id: string) => !seen.has(id) && seen.add(id).has(id);
  const rows = played.map(({ at, planned, left }) => [
    shownTime(at, zone, now),
    // A post that was still due at the next version is in its plan as well.
    ...counts(planned.posts.flatMap(({ intent: { key } }) => (isFirst(key) ? (done.get(key) ?? []) : []))),
    planned.held.filter((one) => isFirst(`${one.announcement}/${one.account}/${one.language}`)).length,
    left.posts.filter((post) => post.intent.due <= at).length,
  ]);
  const states = entries.filter(({ state }) => state !== 'posted').map(({ state }) => state);
  const rest = [...Map.groupBy(states, (state) => state)].map(([state, { length }]) =>
    say('board-state', { n: length, state: say(`state-${state}`) }),
  );
  const lines = [HEADS.map((id) => say(id)), ...rows, [say('drill-in-all'), ...counts([...done.values()])]];
  const last = rest.length === 0 ? say('drill-all-done') : say('drill-not-done', { states: rest.join(', ') });
  return `${columns(lines.map((row) => row.map(String))).join('\n')}\n\n${last}\n`;
}
