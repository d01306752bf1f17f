import { type Announcement, editionFor } from '../core/domain/announcement.ts';
import type { Day, Instant, Zone } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type Mistake, mistake, mistakesIn, OperatorError, operatorError } from '../core/domain/errors.ts';
import { factsOf } from '../core/domain/incident.ts';
import { municipalitiesNamed, namesIn, type Region } from '../core/domain/municipality.ts';
import { sha256 } from '../core/domain/post-key.ts';
import { isOver } from '../core/domain/time-zone.ts';
import type { Outdated } from '../core/planning/outdated.ts';
import {
  type Assignment,
  announcementAdded,
  editionsSet,
  factsCleared,
  factsRemoved,
  factsSet,
  incidentSet,
  type NewAnnouncement,
} from '../files/incident/edit-state.ts';
import { isAddress } from '../files/incident/source.ts';
import { unknownName } from '../files/validation/names.ts';
import { readInstant, writtenMinute } from '../files/validation/times.ts';
import { valueAt, valueIn, type YamlValue } from '../files/yaml/edit-yaml.ts';
import { readYaml } from '../files/yaml/yaml.ts';
import { configurationOf, configurationReading } from './configuration.ts';
import { unitOf, wholeOf } from './fact-changes.ts';
import { type FactsChange, layersWithin, set } from './fact-layers.ts';
import { type Fact, factsBelow, factsToday, HAS_DAYS, isInherited, isWithin } from './facts.ts';
import { type App, stateBytes, viewNow } from './load.ts';
import { planned } from './planned.ts';

/** An announcement whose id may be left open. */
export type AnnouncementDraft = { readonly kind: string; readonly id?: string } & Readonly<
  Record<string, YamlValue>
>;

/** A change to the state file that a person asks for: any of these parts, which become true together. */
export interface Change {
  /** The incident itself: its mode, phase, next update. */
  readonly incident?: readonly Assignment[];
  readonly facts?: readonly FactsChange[];
  /** Whether the change says outdated posts again: those about whom it writes facts, or all where it changes the incident. */
  readonly tell?: boolean;
  /** The announcement whose outdated posts are said again, and for which municipalities. */
  readonly again?: { readonly announcement: string; readonly speakers: readonly string[] };
  /** One more announcement. Without `id` it gets one that was never used. */
  readonly announcement?: AnnouncementDraft;
  /** When a person drew it up; absent: now. Its facts are confirmed then, unless they were confirmed since. */
  readonly stated?: Instant;
}

/** A state file as it was read. */
export interface StateText {
  readonly text: string;
  readonly digest: string;
}

/**
 * Throws an OperatorError with the mistakes that a change makes in the facts of municipalities, also in the place of other
 * mistakes, or if it writes facts for nobody. The file would be read: such a mistake breaks only its own municipality.
 * Mistakes beside the change are not its own.
 */
export function refuseOwnMistakes(
  { files, options }: App,
  { facts = [] }: Change,
  before: string,
  { state }: Configuration,
  now: Instant,
): void {
  for (const { who } of facts) {
    const named = municipalitiesNamed(files.region, who);
    if (named === null) throw operatorError(unknownName(who, [], namesIn(files.region)));
    if (named.length === 0) throw operatorError(mistake('no-towns.here', { of: who }));
  }
  if (state.broken.size === 0) return;
  const reading = configurationReading(files, factsCleared(before, facts), options.stateShown, now);
  const nameOf = ({ sentence, args }: Mistake) => JSON.stringify([sentence, args]);
  const known = reading.kind === 'broken' ? [] : [...reading.configuration.state.broken.values()].flat();
  const others = new Set(known.map(nameOf));
  const own = [...state.broken.values()].flat().filter((one) => !others.has(nameOf(one)));
  if (own.length > 0) throw unplaced(own);
}

/** Mistakes that only a change makes. They have no line: the file that they would be in is not written. */
function unplaced(mistakes: readonly Mistake[]): OperatorError {
  return new OperatorError(mistakes.map((one) => ({ ...one, place: null })));
}

/**
 * Reads the text of a state file as a change would leave it. `earlier`: what it said before. Throws an OperatorError; where the
 * file was right before, its mistakes are only the change's, and without a place.
 */
export function changedConfiguration(
  { files, options }: App,
  text: string,
  earlier: Configuration | null,
  now: Instant,
): Configuration {
  try {
    return configurationOf(files, text, options.stateShown, now);
  } catch (error) {
    if (earlier === null) throw error;
    throw unplaced(mistakesIn(error));
  }
}

/** Why the state file cannot be changed here: it is at an address, or signed. Null where it can. */
export function changedElsewhere({ options, files }: App): Mistake | null {
  const where = { where: options.stateShown };
  if (isAddress(options.state)) return mistake('state-elsewhere.here', where);
  return files.settings.state.signature === null ? null : mistake('state-elsewhere.signed', where);
}

/** The bytes of the state file. Throws an OperatorError if it cannot be changed here. */
export async function bytesToChange(app: App): Promise<Uint8Array> {
  const elsewhere = changedElsewhere(app);
  if (elsewhere !== null) throw operatorError(elsewhere);
  return stateBytes(app.runtime, app.options);
}

/** Decodes a state file. Throws an OperatorError if it is not YAML. */
export function stateTextIn(bytes: Uint8Array, file: string): StateText {
  const { text } = readYaml(bytes, file);
  return { text, digest: sha256(text) };
}

interface FilledIn {
  readonly change: Change;
  /** The state file with the change. */
  readonly text: string;
  /** Announcements that the change says. */
  readonly told: readonly string[];
}

/** Writes a change into the text of a state file, and fills in what the person left open. `earlier`: what the text says. */
export async function filledIn(
  app: App,
  change: Change,
  text: string,
  earlier: Configuration | null,
  now: Instant,
): Promise<FilledIn> {
  const { stated = now } = change;
  const minute = writtenMinute(stated, app.files.settings.zone);
  const incident = withTimes(change.incident ?? [], minute);
  const before = valueAt(text, ['facts']);
  const facts = allConfirmed(change.facts ?? [], earlier, stated, app.files.settings.zone)
    .map((one) => withTheRest(one, before, earlier))
    .map((one) => withoutFormerDays(one, before, app.files.settings.zone, now))
    .map((one) => dated(one, before, minute, isConfirmedSince(earlier, one.who, stated)));
  const written = factsSet(incident.reduce(incidentSet, text), facts);
  const changed = withoutIdleNulls(app, written, facts, now);
  const isMeant = meantAgain(app, change);
  const again =
    isMeant === null ? { text: changed, told: [] } : await toldAgain(app, changed, earlier, isMeant, now);
  const filled: Change = {
    ...change,
    ...(change.incident && { incident }),
    ...(change.facts && { facts }),
  };
  if (!change.announcement) return { change: filled, ...again };
  const announcement = await withFreeId(app, change.announcement, again.text, earlier, now);
  return {
    change: { ...filled, announcement },
    text: announcementAdded(again.text, announcement),
    told: [...again.told, announcement.id],
  };
}

/**
 * A confirmation for several bodies is one of each of them: those with a time of their own get this one too, because their older
 * time would still count. Those confirmed later stay.
 */
function allConfirmed(
  facts: readonly FactsChange[],
  earlier: Configuration | null,
  stated: Instant,
  zone: Zone,
): readonly FactsChange[] {
  const named = new Set(facts.map(({ who }) => who));
  return facts.flatMap(({ who, assignments }) => {
    const confirmed = assignments.find(({ path, value }) => path.join() === 'confirmed' && value !== 'null');
    if (confirmed === undefined || earlier === null) return [{ who, assignments }];
    const at = confirmed.value === 'now' ? stated : endIn(confirmed.value, zone);
    const isOlder = (of: string) => {
      const time = earlier.state.facts.get(of)?.confirmed;
      return time !== undefined && typeof at === 'number' && (time ?? 0) < at;
    };
    const others = layersWithin(earlier, who).filter((one) => !named.has(one) && isOlder(one));
    for (const one of others) named.add(one);
    const rest = assignments.filter((one) => one !== confirmed);
    // The present minute is written where nothing else is, unless they were confirmed since.
    const own = confirmed.value === 'now' && rest.length === 0 ? rest : assignments;
    return [{ who, assignments: own }, ...others.map((one) => ({ who: one, assignments: [confirmed] }))];
  });
}

/** Parts that say nothing without the fact that they belong to. Any other begins its fact anew, as another status does. */
const ADDS =
  /^(?:email\.|estimate\.(?!kind$)|appointments\.(?!policy$)|services\.[^.]+\.(?!status$)|instruction\.(?:place|until)$)/;

/**
 * Writes the rest of a fact that is overridden as a whole beside a part of it that is cleared, or that adds to what is said of
 * more than `who`: a null or a part by itself would hide the rest. Of words in several languages none is kept beside new ones.
 */
function withTheRest(
  { who, assignments }: FactsChange,
  before: YamlValue,
  earlier: Configuration | null,
): FactsChange {
  if (!earlier) return { who, assignments };
  const today = factsToday(earlier, who);
  const isCleared = ({ path, value }: Assignment) => {
    const part = path.join('.');
    const isPart = value === 'null' && part.startsWith(`${wholeAt(path)}.`);
    return isPart && isInherited(earlier, who, part) && today.some((fact) => isWithin(fact, part));
  };
  const rest = [...Map.groupBy(assignments, ({ path }) => wholeAt(path))].flatMap(([whole, parts]) => {
    const adds = parts.every(({ path }) => ADDS.test(path.join('.')));
    const isWritten = valueIn(before, [who, ...whole.split('.')]) !== undefined;
    const known = parts.some(isCleared) ? today : adds && !isWritten ? sharedBelow(earlier, who, whole) : [];
    const given = parts.map(({ path, value }) =>
      (value !== 'null' && path.length > whole.split('.').length + 1 ? path.slice(0, -1) : path).join('.'),
    );
    const kept = known.filter((fact) => isWithin(fact, whole) && !given.some((one) => isWithin(fact, one)));
    return known.length > 0 ? [set(whole, JSON.stringify(wholeOf(whole, kept, [])))] : [];
  });
  return { who, assignments: [...rest, ...assignments.filter((one) => !isCleared(one))] };
}

/** What everybody in `who` inherits of a fact; nothing where they inherit different things. */
function sharedBelow(configuration: Configuration, who: string, whole: string): readonly Fact[] {
  const inherited = factsBelow(configuration, who).map((facts) =>
    facts.filter((one) => isWithin(one, whole)),
  );
  const different = new Set(
    inherited.map((facts) => JSON.stringify(facts.map(({ path, value }) => [path, value]))),
  );
  return different.size === 1 ? (inherited[0] ?? []) : [];
}

/** The path of the fact, within this path, that a more specific place overrides as a whole: of a contact each field. */
function wholeAt(path: Assignment['path']): string {
  return path[0] === 'contacts' ? path.slice(0, 3).join('.') : unitOf(path.join('.'));
}

/**
 * Removes each null that clears nothing, because no wider facts say anything there: it would hide what is said of all the next
 * time. `facts`: what is cleared, for whom and everybody who belongs to them.
 */
function withoutIdleNulls(app: App, text: string, facts: readonly FactsChange[], now: Instant): string {
  const cleared = facts.flatMap(({ who, assignments }) =>
    assignments.flatMap(({ path, value }) => (value === 'null' ? [{ who, path }] : [])),
  );
  if (cleared.length === 0) return text;
  const reading = configurationReading(app.files, text, app.options.stateShown, now);
  if (reading.kind === 'broken') return text;
  const { configuration } = reading;
  const written = valueAt(text, ['facts']);
  const layers = new Map(cleared.map(({ who }) => [who, layersWithin(configuration, who)]));
  const idle = cleared.flatMap(({ who, path }) =>
    (layers.get(who) ?? [])
      .filter((of) => valueIn(written, [of, ...path]) === null)
      .filter((of) => !isInherited(configuration, of, path.join('.')))
      .map((of) => ({ of, path })),
  );
  return factsRemoved(text, idle);
}

/** The outdated posts that a change says again; null where it says none again. */
function meantAgain(
  { files }: App,
  { tell, again, facts, incident }: Change,
): ((post: Outdated) => boolean) | null {
  if (again !== undefined)
    return ({ entry }) =>
      entry.announcement === again.announcement && again.speakers.includes(entry.municipality);
  if (!tell) return null;
  // Facts of the incident itself are about everybody.
  if (incident !== undefined && incident.length > 0) return () => true;
  return isAbout(
    files.region,
    (facts ?? []).map(({ who }) => who),
  );
}

/** Facts that a person states are confirmed at this minute, unless the person says when, or they were confirmed since. */
function dated(
  { who, assignments }: FactsChange,
  before: YamlValue,
  minute: string,
  isSince: boolean,
): FactsChange {
  const all = withTimes([...assignments, ...unverified({ who, assignments }, before)], minute);
  if (isSince || all.some(({ path }) => path[0] === 'confirmed')) return { who, assignments: all };
  return { who, assignments: [...all, { path: ['confirmed'], value: minute }] };
}

/** Whether the time that these facts have is a later one: their own, or that of everybody whom they are about. */
function isConfirmedSince(earlier: Configuration | null, who: string, stated: Instant): boolean {
  if (earlier === null) return false;
  const { region, state } = earlier;
  const own = state.facts.get(who)?.confirmed;
  if (own != null) return own > stated;
  const all = municipalitiesNamed(region, who) ?? [];
  return all.length > 0 && all.every((one) => (factsOf(region, state, one).confirmed ?? 0) > stated);
}

/** Clears `verified_by` of a contact with a new number or address: nobody has verified that one yet. */
function unverified({ who, assignments }: FactsChange, before: YamlValue): readonly Assignment[] {
  const isSet = (path: Assignment['path']) => assignments.some((one) => one.path.join() === path.join());
  return assignments.flatMap(({ path, value }) => {
    const [contacts, id, way] = path;
    if (contacts !== 'contacts' || id === undefined || !/^(phone|email|url)$/.test(String(way))) return [];
    const by = [contacts, id, 'verified_by'];
    const isKept = isSet(by) || valueIn(before, [who, ...path]) === value;
    return isKept || valueIn(before, [who, ...by]) == null ? [] : [{ path: by, value: 'null' }];
  });
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Clears the days for which something else became of appointments, or a service was otherwise, a last day that is over, and
 * where else one can go for a service that is available again. Otherwise a text would say nothing, or what is over.
 */
function withoutFormerDays(
  { who, assignments }: FactsChange,
  facts: YamlValue,
  zone: Zone,
  now: Instant,
): FactsChange {
  const isGiven = (path: string) => assignments.some((one) => one.path.join('.') === path);
  const anew = assignments.flatMap((one) => {
    if (!HAS_DAYS.test(one.path.join('.'))) return [];
    const unit = one.path.slice(0, -1);
    // The rest of the fact, where a part of it is cleared too.
    const rest = assignments.find(({ path }) => path.join('.') === unit.join('.'));
    const before = rest ? valueAt(rest.value, []) : valueIn(facts, [who, ...unit]);
    if (typeof before !== 'object' || before === null) return [];
    const known = new Map(Object.entries(before));
    const key = String(one.path.at(-1));
    const written = one.value.replace(/^(["'])(.*)\1$/, '$2');
    const until = endIn(known.get('until'), zone);
    const isPast = until !== null && isOver(until, zone, now);
    const isOther = known.get(key) !== written;
    const former = [
      ...(isOther ? ['from', 'since', 'until'] : isPast ? ['until'] : []),
      ...(written === 'available' ? ['alternative'] : []),
    ];
    const cleared = former.filter((field) => known.delete(field) && !isGiven([...unit, field].join('.')));
    if (cleared.length === 0) return [];
    const value = JSON.stringify({ ...Object.fromEntries(known), [key]: written });
    return [{ instead: one, whole: { path: unit, value } }];
  });
  const others = assignments.filter((one) =>
    anew.every(({ instead, whole }) => instead !== one && whole.path.join('.') !== one.path.join('.')),
  );
  return { who, assignments: [...anew.map(({ whole }) => whole), ...others] };
}

/** A day or an instant, as it is written; null where it is neither. */
function endIn(written: YamlValue, zone: Zone): Day | Instant | null {
  if (typeof written !== 'string') return null;
  if (DAY.test(written)) return written;
  const read = readInstant(written, zone);
  return 'value' in read ? read.value : null;
}

/** `now` becomes the present minute. */
function withTimes(assignments: readonly Assignment[], minute: string): readonly Assignment[] {
  return assignments.map(({ path, value }) => ({ path, value: value === 'now' ? minute : value }));
}

/**
 * Raises the edition of every announcement that has outdated posts, of those meant, by this file. A post that a newer one
 * supersedes has been said again already, one that only others contradict would say the same, an all-clear that the facts deny
 * would be held, and an announcement that recurs says it by itself.
 */
async function toldAgain(
  app: App,
  text: string,
  earlier: Configuration | null,
  isMeant: (post: Outdated) => boolean,
  now: Instant,
): Promise<Pick<FilledIn, 'text' | 'told'>> {
  const configuration = changedConfiguration(app, text, earlier, now);
  const view = await viewNow(app, configuration);
  const meant = planned(configuration, view, now).plan.outdated.filter(
    (post) => isMeant(post) && !post.superseded && post.contradicted.length === 0 && !post.isDenied,
  );
  const known = Map.groupBy(view.entries, (one) => `${one.announcement} ${one.municipality}`);
  // A file that was restored may not know the last edition.
  const lastOf = (one: Announcement, speaker: string) =>
    Math.max(
      editionFor(one, speaker),
      ...(known.get(`${one.id} ${speaker}`) ?? []).map(({ edition }) => edition),
    );
  const raised = configuration.state.announcements
    .filter(({ every }) => every === null)
    .flatMap((one) => {
      const posts = meant.filter(({ entry }) => entry.announcement === one.id);
      const speakers = new Set(posts.map(({ entry }) => entry.municipality));
      return [...speakers].map((speaker) => ({ id: one.id, speaker, edition: lastOf(one, speaker) + 1 }));
    });
  return {
    text: editionsSet(text, raised),
    told: [...new Set(raised.map(({ id }) => id))],
  };
}

/** Tells whether one of these municipalities or groups says an outdated post, or is its subject. */
export function isAbout(region: Region, who: readonly string[]): (post: Outdated) => boolean {
  const meant = new Set(who.flatMap((one) => municipalitiesNamed(region, one) ?? []).map(({ id }) => id));
  return ({ entry }) => [entry.municipality, ...entry.about].some((id) => meant.has(id));
}

/**
 * Gives an announcement an id that nothing ever had. The ledger knows ids that were said, though the file may have lost them.
 * Throws `id-known` where the given id is known.
 */
async function withFreeId(
  app: App,
  given: AnnouncementDraft,
  text: string,
  earlier: Configuration | null,
  now: Instant,
): Promise<NewAnnouncement> {
  const isInFile = (id: string) => new RegExp(`\\bid:\\s*["']?${id}["']?\\s*[,}\\r\\n#]`).test(`${text}\n`);
  const base = baseOf(given);
  const first: NewAnnouncement = { ...given, kind: given.kind, id: given.id ?? freeId(base, isInFile) };
  const configuration = changedConfiguration(app, announcementAdded(text, first), earlier, now);
  const { firstRead, entries } = await viewNow(app, configuration);
  const known = new Set([...firstRead.keys(), ...entries.map((entry) => entry.announcement)]);
  if (!known.has(first.id)) return first;
  if (given.id === undefined) return { ...first, id: freeId(base, (id) => isInFile(id) || known.has(id)) };
  throw operatorError(mistake('id-known.here', { id: first.id }));
}

/** `outage-siegen` */
function baseOf({ kind, post_as, corrects, withdraws, updates }: AnnouncementDraft): string {
  const who = Array.isArray(post_as) ? post_as.join(',') : (corrects ?? withdraws ?? updates ?? '');
  return `${String(kind)}-${String(who)}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
}

/** The same, with `-2` where it is taken. */
function freeId(base: string, isTaken: (id: string) => boolean): string {
  let id = base;
  for (let n = 2; isTaken(id); n++) id = `${base}-${n}`;
  return id;
}
