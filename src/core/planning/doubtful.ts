import type { SpokenFor, Warning } from '../domain/advice.ts';
import type { Facts } from '../domain/facts.ts';
import type { Evaluated } from './coalescing.ts';
import { contradictionsOfOthers, isMailLost } from './contradictions.ts';
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

/** All-clears whose facts nobody has confirmed for long, or which say of mail that it is lost still. */
export function doubtfulClears(
  { configuration: { settings }, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const withinMs = settings.confirmed?.withinMs ?? null;
  return byAnnouncement(evaluated).flatMap(([announcement, said]): readonly Warning[] => {
    const where = (isDoubtful: (facts: Facts) => boolean) => [
      ...new Set(
        said.flatMap(({ candidate, decision }) => {
          const snapshot = decision.kind === 'say' ? decision.snapshot : null;
          const isClear = candidate.announcement.kind === 'all-clear' && candidate.announcement.text === null;
          return isClear && snapshot && isDoubtful(snapshot.facts) ? [candidate.municipality.id] : [];
        }),
      ),
    ];
    const old = withinMs === null ? [] : where(({ confirmed }) => now - (confirmed ?? now) > withinMs);
    const lost = where((facts) => isMailLost(facts, now));
    return [
      ...(withinMs === null || old.length === 0
        ? []
        : [{ code: 'old-facts', announcement, municipalities: old, withinMs } as const]),
      ...(lost.length === 0
        ? []
        : [{ code: 'mail-still-lost', announcement, municipalities: lost } as const]),
    ];
  });
}

function byAnnouncement(evaluated: readonly Evaluated[]) {
  const said = evaluated.filter(({ decision }) => decision.kind === 'say');
  return [...Map.groupBy(said, ({ candidate }) => candidate.announcement.id)];
}
