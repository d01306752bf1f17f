import type { Warning } from '../../domain/advice.ts';
import { DAY, type Instant } from '../../domain/clock.ts';
import type { State } from '../../domain/incident.ts';

/**
 * Times in the state file that are probably mistyped or forgotten: a next update that has passed, which no text names any
 * more, and an incident that begins more than a day ahead.
 */
export function oddTimes({ incident, facts }: State, now: Instant): readonly Warning[] {
  const promised = new Map([...facts].map(([who, { nextUpdate }]) => [who, nextUpdate ?? null]));
  promised.set('incident', incident.nextUpdate);
  return [
    ...[...promised].flatMap(([who, at]): readonly Warning[] =>
      at === null || at > now ? [] : [{ code: 'odd-time', who, of: 'next_update', at }],
    ),
    ...(incident.started > now + DAY
      ? [{ code: 'odd-time', who: 'incident', of: 'started', at: incident.started } as const]
      : []),
  ];
}
