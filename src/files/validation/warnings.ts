import { isIP } from 'node:net';
import { CronExpressionParser } from 'cron-parser';
import { DAY, MINUTE } from '../../core/domain/clock.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { hasWay } from '../../core/domain/facts.ts';
import { factsOf, type State } from '../../core/domain/incident.ts';
import {
  districtWithoutTowns,
  municipalitiesNamed,
  namedIds,
  type Region,
} from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import type { ReadAnnouncement } from '../incident/announcements.ts';
import { nearest } from '../nearest.ts';
import { shown } from '../yaml/check.ts';
import { type FileMistake, mistakeAt } from '../yaml/mistake.ts';

/** How many occurrences of a schedule are compared: enough to find those too close within an hour or a day. */
const OCCURRENCES_MAX = 10;

/** Announcements about a contact that none of their municipalities has. */
export function mistakesOfContacts(
  announcements: readonly ReadAnnouncement[],
  state: State,
  region: Region,
): readonly FileMistake[] {
  const withdrawn = new Set(announcements.map(({ announcement }) => announcement.withdraws));
  // A correction may be about the same bodies as its original.
  const abouts = new Map(state.announcements.map(({ id, about }) => [id, about]));
  return announcements.flatMap(({ path, announcement, speakers }) => {
    const { id, contact } = announcement;
    const municipalities = (abouts.get(id) ?? speakers).flatMap((who) => municipalitiesNamed(region, who));
    // An announcement withdrawn because its contact was wrong may lack that contact now.
    if (contact === null || municipalities.length === 0 || withdrawn.has(id)) return [];
    if (municipalities.some((one) => state.broken.has(one.id))) return [];
    const known = new Set<string>();
    for (const municipality of municipalities) {
      for (const one of Object.keys(factsOf(region, state, municipality).contacts)) known.add(one);
      if (known.has(contact)) return [];
    }
    const told = { announcement: id, contact, written: shown(contact), meant: nearest(contact, known) };
    return [mistakeAt([...path, 'contact'], 'unknown-contact.here', told)];
  });
}

/** Contacts by which nobody can be reached, neither as they are written here nor with what they inherit. */
export function contactsWithoutWay(facts: State['facts'], region: Region): readonly FileMistake[] {
  const shared = [...facts]
    .filter(([word]) => !region.municipalities.has(word))
    .map(([word, patch]) => ({
      patch,
      ids: namedIds(region, [word]),
    }));
  return [...facts].flatMap(([who, { contacts }]) => {
    const prepared = region.municipalities.get(who)?.facts;
    const layers = [prepared, ...shared.filter(({ ids }) => ids.has(who)).map(({ patch }) => patch)];
    return Object.entries(contacts ?? {}).flatMap(([id, contact]) => {
      if (contact === null || hasWay(contact)) return [];
      if (layers.some((one) => hasWay({ ...one?.contacts?.[id], ...contact }))) return [];
      return [mistakeAt(['facts', who, 'contacts', id], 'no-way')];
    });
  });
}

/** Warnings: they prevent nothing, but somebody should know. */
export function warningsIn(
  announcements: readonly ReadAnnouncement[],
  state: State,
  region: Region,
  settings: Settings,
): readonly FileMistake[] {
  return [
    ...ofNobody(state, region),
    ...unverifiedContacts(state),
    ...announcements.flatMap((one) => [...withoutAccounts(one, region), ...tooOften(one, settings)]),
  ];
}

/** Facts that were written for a group or for the towns of a municipality, and are nobody's. */
function ofNobody({ facts }: State, region: Region): readonly FileMistake[] {
  return [...facts.keys()].flatMap((who) => {
    const of = region.groups.get(who)?.members.length === 0 ? who : districtWithoutTowns(region, who);
    return of === null ? [] : [{ ...mistakeAt(['facts', who], 'no-towns.here', { of }), at: 'key' }];
  });
}

function unverifiedContacts(state: State): readonly FileMistake[] {
  return [...state.facts].flatMap(([who, { contacts }]) =>
    Object.entries(contacts ?? {}).flatMap(([id, contact]) => {
      const isAbout =
        contact !== null && (contact.phone || (contact.phone !== null && contact.verifiedBy === null));
      if (!isAbout || contact.verifiedBy) return [];
      const told = mistakeAt(['facts', who, 'contacts', id], 'unverified-contact.here', { contact: id, who });
      return [{ ...told, at: 'key' as const }];
    }),
  );
}

/** Municipalities that `words` name themselves and that have no account. */
function withoutAccounts({ path, postAs }: ReadAnnouncement, region: Region): readonly FileMistake[] {
  return postAs.flatMap((word, index) => {
    if (region.municipalities.get(word)?.accounts.length !== 0) return [];
    return [mistakeAt([...path, 'post_as', index], 'no-account.here', { word })];
  });
}

/** Nothing new goes out, and staff hear of nothing, while nothing is planned. */
const TICKS_APART_MS = 5 * MINUTE;

/** Ticks that are too far apart for what is promised within minutes: those of a Friday and the next day, and the first after. */
export function slowTicks({ tick }: Settings): readonly Mistake[] {
  let last = Date.UTC(1999, 11, 31, 12);
  const end = last + 1.5 * DAY;
  const schedule = CronExpressionParser.parse(tick, { tz: 'UTC', currentDate: new Date(last) });
  let apartMs = 0;
  while (last < end) {
    const next = schedule.next().getTime();
    apartMs = Math.max(apartMs, next - last);
    last = next;
  }
  return apartMs < TICKS_APART_MS ? [] : [mistake('slow-tick.here', { tick, apart: apartMs / MINUTE })];
}

/** A name is the address of no connection. At http://localhost nobody comes through a proxy. */
export function unknownProxy({ console }: Settings): readonly Mistake[] {
  if (!console?.origin.startsWith('https:') || isIP(console.trustedProxy ?? '') > 0) return [];
  return [mistake('proxy-unknown.here')];
}

/** A star for the minute is easily written where a zero was meant. */
function tooOften({ path, announcement: { every } }: ReadAnnouncement, settings: Settings) {
  if (every === null) return [];
  const schedule = CronExpressionParser.parse(every, { tz: settings.zone, currentDate: new Date(0) });
  const times = Array.from({ length: OCCURRENCES_MAX }, () => schedule.next().getTime());
  const closestMs = Math.min(...times.slice(1).map((time, index) => time - (times[index] ?? 0)));
  if (closestMs >= settings.gapMs) return [];
  return [mistakeAt([...path, 'every'], 'too-often.here', { minutes: closestMs / MINUTE })];
}
