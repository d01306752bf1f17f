import type { PostHistory } from '../../app/history.ts';

/** How much is published, and what is not: `169 of 172 published, 2 refused, 1 waits: paused`. */
export function boardLine(rows: readonly PostHistory[]): string {
  const publications = rows.filter(({ entry }) => entry.action === 'publish' && entry.state !== 'superseded');
  const published = publications.filter(({ entry }) => entry.state === 'posted');
  const gone = published.filter(({ entry }) => entry.removedAt !== null).length;
  const inState = (['sending', 'refused', 'unknown', 'expired'] as const).flatMap((state) => {
    const count = rows.filter(({ entry }) => entry.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const waiting = rows.filter(({ entry }) => entry.state === 'waiting');
  const byReason = Map.groupBy(waiting, ({ pending }) => pending ?? 'for a worker: `run`');
  return [
    `${published.length} of ${publications.length} published${gone === 0 ? '' : ` (${gone} deleted since)`}`,
    ...inState,
    ...[...byReason].map(
      ([because, { length }]) => `${length} ${length === 1 ? 'waits' : 'wait'}: ${because}`,
    ),
  ].join(', ');
}
