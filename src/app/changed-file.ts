import { type Announcement, editionFor } from '../core/domain/announcement.ts';
import { type Instant, MINUTE } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type Mistake, mistake, mistakesIn, OperatorError, operatorError } from '../core/domain/errors.ts';
import { isName, municipalitiesNamed, namedIds, type Region } from '../core/domain/municipality.ts';
import { sha256 } from '../core/domain/post-key.ts';
import type { Outdated } from '../core/planning/outdated.ts';
import type { Plan } from '../core/planning/plan.ts';
import { newestOccurrence } from '../core/planning/recurrence.ts';
import {
  type Assignment,
  announcementAdded,
  announcementEnded,
  announcementIds,
  editionsSet,
  type FactsChange,
  factsCleared,
  factsSet,
  incidentSet,
  type NewAnnouncement,
} from '../files/incident/edit-state.ts';
import { isAddress } from '../files/incident/source.ts';
import { unknownName } from '../files/validation/names.ts';
import { writtenMinute } from '../files/validation/times.ts';
import type { YamlValue } from '../files/yaml/edit-yaml.ts';
import { readYaml } from '../files/yaml/yaml.ts';
import { configurationOf, configurationReading } from './configuration.ts';
import { factsFilledIn, withoutIdleNulls, withTimes } from './facts-filled-in.ts';
import { type App, planNow, stateBytes, viewNow } from './load.ts';
import { planned } from './planned.ts';

/** An announcement whose id may be left open. */
type AnnouncementDraft = { readonly kind: string; readonly id?: string } & Readonly<
  Record<string, YamlValue>
>;

/** A change to the state file that a person asks for: any of these parts, which become true together. */
export interface Change {
  /** The incident itself: its mode, phase, next update. */
  readonly incident?: readonly Assignment[];
  /** Begins the incident. It counts only while the file is a draft: of two people who report an outage first, one begins it. */
  readonly begins?: readonly Assignment[];
  readonly facts?: readonly FactsChange[];
  /** Whether the change says outdated posts again: those about owners of changed facts, or all if it changes the incident. */
  readonly tell?: boolean;
  /** The announcement whose outdated posts are said again, and for which municipalities. */
  readonly again?: { readonly announcement: string; readonly speakers: readonly string[] };
  /** The announcement that the change ends, and the municipalities that say it. */
  readonly ends?: { readonly announcement: string; readonly speakers: readonly string[] };
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
    if (!isName(files.region, who)) throw new OperatorError([unknownName(who, [], files.region)]);
    if (municipalitiesNamed(files.region, who).length === 0)
      throw operatorError('no-towns.here', { of: who });
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
  if (elsewhere !== null) throw new OperatorError([elsewhere]);
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
  { begins = [], ...change }: Change,
  text: string,
  earlier: Configuration | null,
  now: Instant,
): Promise<FilledIn> {
  const { stated = now } = change;
  const minute = writtenMinute(stated, app.files.settings.zone);
  const isDraft = earlier === null || earlier.state.incident.mode === 'draft';
  const incident = withTimes([...(isDraft ? begins : []), ...(change.incident ?? [])], minute);
  const facts = factsFilledIn(change.facts ?? [], text, earlier, {
    zone: app.files.settings.zone,
    stated,
    now,
  });
  const withFacts = factsSet(incident.reduce(incidentSet, text), facts);
  const ended = change.ends?.announcement;
  const written =
    ended === undefined
      ? withFacts
      : announcementEnded(withFacts, ended, await endOf(app, ended, earlier, stated, now));
  const changed = withoutIdleNulls(
    app,
    written,
    { facts, ended: change.announcement?.kind === 'all-clear' ? text : null },
    now,
  );
  const isMeant = meantAgain(app, change);
  const again =
    isMeant === null
      ? { text: changed, told: [] }
      : await toldAgain(app, { text: changed, before: text }, earlier, isMeant, now);
  const isOfIncident = change.incident !== undefined || incident.length > 0;
  const filled: Change = {
    ...change,
    ...(isOfIncident && { incident }),
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
 * The end of an announcement that a person ended at `stated`. If some of its newest occurrence waits or is held, the end is before
 * that occurrence, so that nothing asks for it. If it had not begun by then, it begins a minute before its end. Throws
 * `said-no-more` if it has ended.
 */
async function endOf(
  app: App,
  id: string,
  earlier: Configuration | null,
  stated: Instant,
  now: Instant,
): Promise<{ readonly until: string; readonly at?: string }> {
  const { zone, freshnessMs } = app.files.settings;
  const {
    at = null,
    every = null,
    until: ended = null,
  } = earlier?.state.announcements.find((one) => one.id === id) ?? {};
  if (ended !== null && ended <= now) throw operatorError('said-no-more.here', { announcement: id });
  const isUnsaid = earlier !== null && unsaidOf(id, await planNow(app, earlier, now)) > 0;
  const isBefore = every !== null && (isUnsaid || (at !== null && at > now));
  const newest = isBefore ? newestOccurrence(every, zone, now - freshnessMs, now) : null;
  const last = Math.min(stated, (newest ?? Infinity) - MINUTE);
  const until = writtenMinute(last, zone);
  return at !== null && at >= last - (last % MINUTE)
    ? { until, at: writtenMinute(last - MINUTE, zone) }
    : { until };
}

/** How many posts of an announcement wait or are held, and are certainly not published. */
export function unsaidOf(id: string, { posts, held }: Pick<Plan, 'posts' | 'held'>): number {
  const waiting = posts.filter(({ intent }) => intent.announcement === id && intent.action === 'publish');
  const heldBack = held.filter((one) => one.announcement === id && one.because !== 'unknown');
  return waiting.length + heldBack.length;
}

/** The outdated posts that a change says again; null where it says none again. */
function meantAgain(
  { files }: App,
  { tell, again, facts, incident }: Change,
): ((post: Outdated) => boolean) | null {
  if (again !== undefined) {
    const speakers = new Set(again.speakers);
    return ({ entry }) => entry.announcement === again.announcement && speakers.has(entry.municipality);
  }
  if (!tell) return null;
  // Facts of the incident itself are about everybody.
  if (incident !== undefined && incident.length > 0) return () => true;
  return isAbout(
    files.region,
    (facts ?? []).map(({ who }) => who),
  );
}

/** Why an outdated post would say the same again, or be held. */
const IN_VAIN: ReadonlySet<string | undefined> = new Set(['others', 'denied', 'nothing-to-say']);

/**
 * Raises the edition of every announcement that says outdated posts again, of those meant, by this file. A post that a newer one
 * supersedes has been said again already, and an announcement that recurs says it by itself.
 */
async function toldAgain(
  app: App,
  { text, before }: { readonly text: string; readonly before: string },
  earlier: Configuration | null,
  isMeant: (post: Outdated) => boolean,
  now: Instant,
): Promise<Pick<FilledIn, 'text' | 'told'>> {
  const isSame = earlier !== null && text === before;
  const configuration = isSame ? earlier : changedConfiguration(app, text, earlier, now);
  const view = await viewNow(app, configuration);
  const meant = planned(configuration, view, now).plan.outdated.filter(
    (post) => isMeant(post) && !post.superseded && !IN_VAIN.has(post.wordless?.because),
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
      const posts = meant.filter(({ again }) => again === one.id);
      const speakers = new Set(posts.map(({ entry }) => entry.municipality));
      return [...speakers].map((speaker) => ({ id: one.id, speaker, edition: lastOf(one, speaker) + 1 }));
    });
  return { text: editionsSet(text, raised), told: [...new Set(raised.map(({ id }) => id))] };
}

/** Tells whether one of these municipalities or groups says an outdated post, or is its subject. */
export function isAbout(region: Region, who: readonly string[]): (post: Outdated) => boolean {
  const meant = namedIds(region, who);
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
  const inFile = announcementIds(text);
  const base = baseOf(given);
  const first: NewAnnouncement = { ...given, kind: given.kind, id: given.id ?? freeId(base, inFile) };
  const configuration = changedConfiguration(app, announcementAdded(text, first), earlier, now);
  const { firstRead, entries } = await viewNow(app, configuration);
  const known = new Set([...firstRead.keys(), ...entries.map((entry) => entry.announcement)]);
  if (!known.has(first.id)) return first;
  if (given.id === undefined) return { ...first, id: freeId(base, new Set([...inFile, ...known])) };
  throw operatorError('id-known.here', { id: first.id });
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

/** The same id, or one with `-2` if it is taken. */
function freeId(base: string, taken: ReadonlySet<string>): string {
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return id;
}
