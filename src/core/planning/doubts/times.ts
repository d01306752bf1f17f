import type { Warning } from '../../domain/advice.ts';
import { DAY, type Instant, type Zone } from '../../domain/clock.ts';
import type { State } from '../../domain/incident.ts';
import { overFrom } from '../../domain/time-zone.ts';

/**
 * Times in the state file that are probably mistyped or forgotten: a next update or an estimate that has passed, which no
 * text names any more, and an incident that begins more than a day ahead.
 */
export function oddTimes({ incident, facts }: State, zone: Zone, now: Instant): readonly Warning[] {
  return [
    ...[...facts, ['incident', incident] as const].flatMap(([who, { nextUpdate, estimate }]) => {
      const estimated = estimate?.to ?? estimate?.at ?? null;
      const times = {
        next_update: nextUpdate ?? null,
        estimate: estimated === null ? null : overFrom(estimated, zone),
      };
      return (['next_update', 'estimate'] as const).flatMap((of): readonly Warning[] => {
        const at = times[of];
        const path = of === 'estimate' ? `estimate.${estimate?.to ? 'to' : 'at'}` : of;
        return at === null || at > now ? [] : [{ code: 'odd-time', who, of, path, at }];
      });
    }),
    ...(incident.started > now + DAY
      ? [{ code: 'odd-time', who: 'incident', of: 'started', path: 'started', at: incident.started } as const]
      : []),
  ];
}
