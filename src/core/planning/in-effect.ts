import type { Announcement } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Municipality } from '../domain/municipality.ts';

/** The files, and the time at which they hold. */
export interface FilesNow {
  readonly configuration: Configuration;
  readonly now: Instant;
}

/** Whether its time has come. One without a time is in effect at once, even if the clock that read it was ahead of ours. */
export function isInEffect({ at }: Announcement, now: Instant): boolean {
  return at === null || at <= now;
}

/** An announcement and a municipality that it concerns. */
interface Said {
  readonly announcement: Pick<Announcement, 'id'>;
  readonly municipality: Pick<Municipality, 'id'>;
}

/** Finds the announcements in effect that are about what an announcement says in a municipality, in the order of the file. */
export function inEffectAbout(
  { configuration, now }: FilesNow,
  namedBy: (one: Announcement) => string | null | readonly string[],
): (said: Said) => readonly Announcement[] {
  const naming = Map.groupBy(
    configuration.state.announcements
      .filter((one) => isInEffect(one, now))
      .flatMap((one) =>
        [namedBy(one) ?? []].flat().map((named) => ({ one, named, by: one.postAs && new Set(one.postAs) })),
      ),
    ({ named }) => named,
  );
  return ({ announcement, municipality }) =>
    (naming.get(announcement.id) ?? [])
      .filter(({ by }) => by === null || by.has(municipality.id))
      .map(({ one }) => one);
}

/** Names the retraction in effect that withdraws an announcement of a municipality; null where none does. */
export type WithdrawnBy = (of: Said) => string | null;

export function withdrawnNow(context: FilesNow): WithdrawnBy {
  const retractionsOf = inEffectAbout(context, ({ withdraws }) => withdraws);
  return (said) => retractionsOf(said)[0]?.id ?? null;
}
