import { z } from 'zod';
import { type Announcement, originalOf } from '../../core/domain/announcement.ts';
import { type Day, type Instant, MINUTE, type Zone } from '../../core/domain/clock.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import type { State } from '../../core/domain/incident.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { ALL, districtWithoutTowns, isName, type Region } from '../../core/domain/municipality.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { dayOf } from '../../core/domain/time-zone.ts';
import { isMapping } from '../settings/essentials.ts';
import { idsNamed, unknownName } from '../validation/names.ts';
import { contactsWithoutWay, mistakesOfContacts, warningsIn } from '../validation/warnings.ts';
import { check, checkEach, objection } from '../yaml/check.ts';
import { who, whos } from '../yaml/fields.ts';
import { type FileMistake, mistakeAt, type Path } from '../yaml/mistake.ts';
import { readYamlByPieces } from '../yaml/pieces.ts';
import { refusal, refuseTooMany, type YamlFile } from '../yaml/yaml.ts';
import { announcementSchema } from './announcement-schema.ts';
import { readAnnouncements } from './announcements.ts';
import { factsSchema } from './facts.ts';
import { incidentSchema } from './incident.ts';

const ANNOUNCEMENTS_MAX = 5_000;

const outline = z.strictObject({
  incident: z.unknown(),
  facts: z.record(z.string(), z.unknown()).nullish(),
  announcements: z
    .array(z.unknown())
    .check(({ value, issues }) => {
      const { length: n } = value;
      if (n > ANNOUNCEMENTS_MAX)
        issues.push(objection(mistake('too-big.announcements', { n, max: ANNOUNCEMENTS_MAX }), value));
    })
    .meta({ examples: [[{ id: 'outage', kind: 'outage', post_as: ['all'] }]] }),
});

/** The incident state file as written: the facts and the announcements. */
export function stateSchema(zone: string, catalogue: Services | null) {
  return z
    .strictObject({
      incident: incidentSchema(zone).describe('One event.'),
      facts: z
        .record(who, factsSchema(zone, catalogue, false).nullable())
        .nullish()
        .describe('What is true now: of `all`, of groups, and of each municipality.'),
      announcements: z
        .array(announcementSchema(zone, catalogue))
        .max(ANNOUNCEMENTS_MAX)
        .describe('What is to be said.'),
    })
    .meta({ title: 'Incident state file' });
}

/**
 * Reads the incident state file. Throws an OperatorError with every mistake in it, except where all of them are in the
 * facts of single municipalities: these are then `broken`, and without facts of their own. `updated` in the incident
 * replaces `confirmed` of municipalities that have facts of their own in the file. Neither, nor since when mail is lost or a
 * service is as it is, may be later than `now`.
 */
export function readState(
  content: Uint8Array | string,
  name: string,
  region: Region,
  services: Services,
  settings: Settings,
  now: Instant,
): State {
  const { zone } = settings;
  const file = readYamlByPieces(content, name);
  check(outline, file, file.value, []);
  const parts = partsOf(file.value);
  // The outline has reported a missing incident.
  const incident =
    parts.incident === undefined
      ? undefined
      : check(incidentSchema(settings.zone), file, parts.incident, ['incident']);
  const affects = affectedBy(parts.incident, region, file.mistakes);
  const facts = checkEach(factsSchema(settings.zone, services, false), file, parts.facts, 'facts');
  for (const word of Object.keys(parts.facts)) {
    if (!isName(region, word) && districtWithoutTowns(region, word) === null)
      file.mistakes.push(unknownName(word, ['facts', word], region, 'key'));
    refuseTooMany(file);
  }
  const announcements = readAnnouncements(file, parts.announcements, region, services, settings, affects);
  file.mistakes.push(
    ...contactsWithoutWay(facts, region),
    ...notYet(incident?.updated, ['incident', 'updated'], now, zone),
    ...[...facts].flatMap(([who, { confirmed, mail, services }]) => [
      ...notYet(confirmed, ['facts', who, 'confirmed'], now, zone),
      ...notYet(mail?.lostSince, ['facts', who, 'email', 'lost_since'], now, zone),
      ...Object.entries(services ?? {}).flatMap(([id, service]) =>
        notYet(service?.since, ['facts', who, 'services', id, 'since'], now, zone),
      ),
    ]),
  );
  const broken = brokenBy(file, region);
  for (const id of broken.keys()) facts.delete(id);
  if (!incident || !affects) throw refusal(file);
  const state: State = {
    incident: { ...incident, affects },
    facts,
    announcements: originalsFirst(announcements.map(({ announcement }) => announcement)),
    broken,
    warnings: [],
    digest: sha256(file.text),
  };
  file.mistakes.push(...mistakesOfContacts(announcements, state, region));
  if (file.mistakes.some((mistake) => municipalityOf(mistake, region) === null)) throw refusal(file);
  const warnings = warningsIn(announcements, state, region, settings);
  return { ...state, warnings: warnings.map((warning) => file.placed(warning)) };
}

/** How much the clock of the person who wrote a time may be ahead of this one. */
const AHEAD_MAX_MS = 5 * MINUTE;

/** Nobody can have made sure of anything, or lost mail, in the future: the text would say so as if it had been. */
function notYet(
  at: Instant | Day | null | undefined,
  path: Path,
  now: Instant,
  zone: Zone,
): readonly FileMistake[] {
  const latest = now + AHEAD_MAX_MS;
  if (at == null || at <= (typeof at === 'string' ? dayOf(latest, zone) : latest)) return [];
  return [mistakeAt(path, 'not-yet.here', { key: String(path.at(-1)) })];
}

/** The parts that can be checked even where the outline is wrong. Facts under a name that says nothing are empty. */
function partsOf(value: unknown) {
  const { incident, facts, announcements } = isMapping(value) ? value : {};
  const entries = Object.entries(isMapping(facts) ? facts : {}).map(([word, one]) => [word, one ?? {}]);
  return {
    incident,
    facts: Object.fromEntries(entries) as Record<string, unknown>,
    announcements: Array.isArray(announcements)
      ? (announcements.slice(0, ANNOUNCEMENTS_MAX) as readonly unknown[])
      : [],
  };
}

/** Ids of the municipalities that the incident affects. Null where `affects` has mistakes. */
function affectedBy(incident: unknown, region: Region, mistakes: FileMistake[]): ReadonlySet<string> | null {
  // The schema of the incident has reported any other mistake in it.
  const words = whos.optional().safeParse(isMapping(incident) ? incident.affects : undefined);
  if (!words.success) return null;
  const before = mistakes.length;
  const naming = { region, affects: null, mistakes };
  const ids = idsNamed(words.data ?? [ALL], ['incident', 'affects'], naming, 'affects-nobody');
  return mistakes.length === before ? new Set(ids) : null;
}

/** The single municipality whose facts a mistake is in, or null. */
function municipalityOf({ path: [part, who] }: FileMistake, region: Region): string | null {
  return part === 'facts' && typeof who === 'string' && region.municipalities.has(who) ? who : null;
}

function brokenBy(file: YamlFile, region: Region): Map<string, readonly Mistake[]> {
  const broken = new Map<string, Mistake[]>();
  for (const mistake of file.mistakes) {
    const id = municipalityOf(mistake, region);
    if (id !== null) broken.set(id, [...(broken.get(id) ?? []), file.placed(mistake)]);
  }
  return broken;
}

/**
 * Sorts announcements in the order of the file, but each after the announcement that it answers, wherever its line is. An answer
 * that goes where its original was published is about the same, unless it says otherwise.
 */
function originalsFirst(announcements: readonly Announcement[]): readonly Announcement[] {
  const named = new Map(announcements.map((one) => [one.id, one]));
  const ordered = new Map<string, Announcement>();
  const started = new Set<Announcement>();
  const posters = new Map<string, readonly string[]>();
  const put = (one: Announcement) => {
    if (started.has(one)) return;
    started.add(one);
    const answered = originalOf(one) ?? '';
    const written = named.get(answered);
    if (written) put(written);
    const original = ordered.get(answered);
    const speakers = posters.get(answered) ?? [];
    // A body that says for itself how things are, or that it is over, does not say so about others.
    const isThere = one.postAs?.every((id) => one.updates === null && speakers.includes(id)) ?? true;
    const about = isThere && one.about === null ? (original?.about ?? null) : one.about;
    posters.set(one.id, one.postAs ?? speakers);
    const thread = one.updates === null ? one.id : (original?.thread ?? one.id);
    ordered.set(one.id, { ...one, about, thread });
  };
  announcements.forEach(put);
  return [...ordered.values()];
}
