import { CronExpressionParser } from 'cron-parser';
import { MINUTE } from '../../core/domain/clock.ts';
import { factsOf, type State } from '../../core/domain/incident.ts';
import { municipalitiesNamed, type Region } from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import type { ReadAnnouncement } from '../incident/announcements.ts';
import { didYouMean, shown } from '../yaml/explain.ts';
import type { Flaw } from '../yaml/mistake.ts';
import { nearest } from './nearest.ts';

/** How many occurrences of a schedule are looked at: enough for those that lie too close within an hour or a day. */
const OCCURRENCES_MAX = 10;
const SOME_MOMENT = new Date('2024-01-01T00:00:00Z');

/** Announcements about a contact that none of those they are about has. */
export function flawsOfContacts(
  announcements: readonly ReadAnnouncement[],
  state: State,
  region: Region,
): readonly Flaw[] {
  const withdrawn = new Set(announcements.map(({ announcement }) => announcement.withdraws));
  return announcements.flatMap(({ at, announcement, speakers }): Flaw[] => {
    const { id, contact } = announcement;
    // What is taken back because its contact was wrong need not have it any more.
    if (withdrawn.has(id)) return [];
    const municipalities = (announcement.about ?? speakers).flatMap(
      (who) => municipalitiesNamed(region, who) ?? [],
    );
    if (
      contact === null ||
      municipalities.length === 0 ||
      municipalities.some(({ id }) => state.broken.has(id))
    )
      return [];
    const known = new Set<string>();
    for (const municipality of municipalities) {
      for (const id of Object.keys(factsOf(region, state, municipality).contacts)) known.add(id);
      if (known.has(contact)) return [];
    }
    return [
      {
        path: [...at, 'contact'],
        at: 'value',
        code: 'unknown-contact',
        message: `none of those this is about has a contact ${shown(contact)}`,
        advice: `${didYouMean(nearest(contact, known))}Contacts stand in the facts, under \`contacts\`. Is it gone for good, withdraw what was said of it first.`,
      },
    ];
  });
}

/** What stands in nobody's way, but somebody should know. */
export function warningsOf(
  announcements: readonly ReadAnnouncement[],
  state: State,
  region: Region,
  settings: Settings,
): readonly Flaw[] {
  return [
    ...unverifiedContacts(state),
    ...announcements.flatMap((one) => [...mute(one, region), ...tooOften(one, settings)]),
  ];
}

function unverifiedContacts(state: State): readonly Flaw[] {
  return [...state.facts].flatMap(([whom, { contacts }]) =>
    Object.entries(contacts ?? {}).flatMap(([id, contact]): Flaw[] =>
      contact === null || contact.phone === null || contact.verifiedBy !== null
        ? []
        : [
            {
              path: ['facts', whom, 'contacts', id],
              at: 'key',
              code: 'unverified-contact',
              message: `nobody has verified the number of \`${id}\` of \`${whom}\``,
              advice: 'Call it, then add `verified_by:`. A mistyped number is the phone of a stranger.',
            },
          ],
    ),
  );
}

/** Those that were named themselves and have nowhere to speak. */
function mute({ at, written }: ReadAnnouncement, region: Region): readonly Flaw[] {
  return (written.post_as ?? []).flatMap((word, index): Flaw[] =>
    region.municipalities.get(word)?.accounts.length === 0
      ? [
          {
            path: [...at, 'post_as', index],
            at: 'value',
            code: 'no-account',
            message: `\`${word}\` has no account, so that nothing goes out there`,
            advice: 'Add an account in municipalities.yaml, or let somebody else speak about it.',
          },
        ]
      : [],
  );
}

/** A star for the minute is easily written where a zero was meant. */
function tooOften({ at, announcement: { every } }: ReadAnnouncement, settings: Settings): readonly Flaw[] {
  if (every === null) return [];
  const schedule = CronExpressionParser.parse(every, { tz: settings.zone, currentDate: SOME_MOMENT });
  const times = Array.from({ length: OCCURRENCES_MAX }, () => schedule.next().getTime());
  const closestMs = Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
  if (closestMs >= settings.gapMs) return [];
  return [
    {
      path: [...at, 'every'],
      at: 'value',
      code: 'too-often',
      message: `this comes again after ${closestMs / MINUTE} min, sooner than gap_minutes allows`,
      advice:
        'Occurrences too close are left out. At 8 o\'clock is "0 8 * * *": with a star in front it is every minute of that hour.',
    },
  ];
}
