import type { Announcement } from '../domain/announcement.ts';
import type { Municipality } from '../domain/municipality.ts';
import type { Candidate } from './candidates.ts';
import type { PlanningContext } from './rules.ts';

/** Whether its time has come. One without a time is in effect at once, even if the clock that read it was ahead of ours. */
export function isInEffect(
  { now }: Pick<PlanningContext, 'now'>,
  { announcement: { at } }: Pick<Candidate, 'announcement'>,
): boolean {
  return at === null || at <= now;
}

/** Names the retraction in effect that withdraws an announcement of a municipality; null where none does. */
export type WithdrawnBy = (of: {
  readonly announcement: Pick<Announcement, 'id'>;
  readonly municipality: Pick<Municipality, 'id'>;
}) => string | null;

export function withdrawnNow(context: Pick<PlanningContext, 'configuration' | 'now'>): WithdrawnBy {
  const retractions = context.configuration.state.announcements.filter(
    (announcement) => announcement.withdraws !== null && isInEffect(context, { announcement }),
  );
  const of = Map.groupBy(
    retractions.map(({ id, withdraws, postAs }) => ({ id, withdraws, by: postAs && new Set(postAs) })),
    ({ withdraws }) => withdraws,
  );
  return ({ announcement, municipality }) =>
    of.get(announcement.id)?.find(({ by }) => by === null || by.has(municipality.id))?.id ?? null;
}
