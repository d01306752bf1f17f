import type { SpokenFor, Warning } from '../domain/advice.ts';
import type { Evaluated } from './coalescing.ts';
import { contradictionsOfOthers } from './contradictions.ts';
import type { PlanningContext } from './rules.ts';

/** Texts that go out and say of others what these do not say of themselves, by announcement. */
export function contradictingOthers(
  { configuration, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    const spoken = new Map<string, SpokenFor>();
    for (const { candidate } of said) {
      const { speaker, others } = contradictionsOfOthers(
        configuration,
        candidate.announcement,
        candidate.municipality,
        now,
      );
      if (others.length > 0) spoken.set(speaker, { speaker, others });
    }
    return spoken.size === 0
      ? []
      : [{ code: 'contradicts-others', announcement, spoken: [...spoken.values()] }];
  });
}

/** Texts on an outage that do not say when there will be more to hear, by announcement. */
export function withoutNextUpdate(evaluated: readonly Evaluated[]): readonly Warning[] {
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    const without = said.filter(
      ({
        candidate: {
          announcement: { kind, text },
        },
        decision,
      }) =>
        (kind === 'outage' || kind === 'status') &&
        text === null &&
        decision.kind === 'say' &&
        decision.snapshot?.facts.nextUpdate === null,
    );
    const municipalities = [...new Set(without.map(({ candidate }) => candidate.municipality.id))];
    return municipalities.length === 0 ? [] : [{ code: 'no-next-update', announcement, municipalities }];
  });
}

function byAnnouncement(evaluated: readonly Evaluated[]) {
  const said = evaluated.filter(({ decision }) => decision.kind === 'say');
  return [...Map.groupBy(said, ({ candidate }) => candidate.announcement.id)];
}
