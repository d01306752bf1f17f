import { createHash } from 'node:crypto';
import { keptIn, type Recent, recent } from '../core/domain/cache.ts';
import type { Instant } from '../core/domain/clock.ts';
import { type Configuration, freeWordsByMunicipality } from '../core/domain/configuration.ts';
import type { Incident, Mode } from '../core/domain/incident.ts';
import type { Municipality } from '../core/domain/municipality.ts';
import { digestOfPosts, sha256 } from '../core/domain/post-key.ts';
import { approvalsOfWords, byDigest, waitsForItsTime } from '../core/ledger/approval.ts';
import type { Beginning } from '../core/ledger/beginning.ts';
import { type Entry, isPublished } from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import { quietUntil } from '../core/monitoring/quiet-until.ts';
import { oddlyWritten } from '../core/planning/doubts/written.ts';
import { type Oddity, oddities } from '../core/planning/oddities.ts';
import type { Plan } from '../core/planning/plan.ts';
import { type Upcoming, upcoming } from '../core/planning/upcoming.ts';
import { planToRead, type WordingGroup, wordings } from '../core/planning/wordings.ts';
import {
  bytesToChange,
  type Change,
  changedConfiguration,
  filledIn,
  refuseOwnMistakes,
  type StateText,
  stateTextIn,
} from './changed-file.ts';
import { configurationReading } from './configuration.ts';
import { refuseUntrusted } from './deliver-change.ts';
import {
  confirmedBelow,
  freedBy,
  lostWith,
  newIn,
  partOf,
  type Replaced,
  repeated,
  replacedBy,
  speakersOf,
  type WordsOfEach,
  type Wrote,
  whyNothing,
  wroteInto,
} from './effects.ts';
import { type App, viewNow } from './load.ts';
import { type LedgerName, ledgerName } from './locate-ledgers.ts';
import { openEntries } from './open-live.ts';
import { isStill } from './planned.ts';

/** The effects of a change. Nothing has been changed yet. */
export interface Prepared {
  /** The change with everything filled in that was left open: pass this one to `apply`. */
  readonly change: Change;
  readonly mode: Mode;
  /** The incident and the ledger that it is about, and the state file that it changes. */
  readonly into: Into;
  /** The part of the plan that the change is about: its own posts, or those that it sets free. */
  readonly plan: Plan;
  /** The texts grouped by the words that they have in common: this is what a person reads. */
  readonly wordings: readonly WordingGroup[];
  /** Everything odd about them. */
  readonly oddities: readonly Oddity[];
  /** Announcements that confirming a command approves; null where the change only sets posts free. */
  readonly approves: readonly string[] | null;
  /** The next occurrences of what the change says again and again; where the incident goes live by it, of everything that recurs. */
  readonly upcoming: readonly Upcoming[];
  /** Announcements of the change that send nothing, each with the reason. */
  readonly nothing: readonly { readonly announcement: string; readonly because: readonly string[] }[];
  /** Whether the incident goes live by it. */
  readonly goesLive: boolean;
  /** The announcement of the last minutes that said the same on all of these accounts; null where there is none. */
  readonly repeats: string | null;
  /** The incident whose id the change replaces, with its numbers of published posts, and of approved ones that wait; or null. */
  readonly leaves: { readonly incident: string; readonly published: number; readonly waiting: number } | null;
  /**
   * How many actions of the live incident, and of earlier ones, wait or are unknown. None is published, changed or deleted until the
   * file is live again. 0 where the change stops nothing.
   */
  readonly stops: number;
  /** The municipalities that say the announcement that the change adds or ends, or would; none where it does neither. */
  readonly speakers: readonly Municipality['id'][];
  /** The free words that the change writes into facts. The person who makes the change is their author. */
  readonly wrote: readonly Wrote[];
  /** The facts of today that the change writes over. */
  readonly replaces: readonly Replaced[];
  /** The times at which those below the owners of changed facts last confirmed their own. */
  readonly below: readonly Replaced[];
  /** Statements that the change drops: those beside a number or address that it replaces, and the days of a policy or status. */
  readonly loses: readonly Replaced[];
  /** Whether a person has to confirm. */
  readonly asks: boolean;
  /**
   * Covers all that the change writes, the values that the file has there before, and every text that goes out, now or later by
   * itself. It does not cover what others write elsewhere in the file. `apply` refuses any other digest.
   */
  readonly digest: string;
}

/** The place of a change: ids of announcements are unique only there. */
export interface Into {
  /** SHA-256 of the state file before the change. */
  readonly before: string;
  readonly incident: Incident['id'];
  readonly mode: Mode;
  readonly ledger: LedgerName;
}

/** A change worked out. */
interface Drafted {
  /** Everything but `repeats`, which depends on the time. */
  readonly prepared: Prepared;
  readonly before: StateText;
  readonly after: string;
  /** As the changed file says. */
  readonly configuration: Configuration;
  /** Free words that the change brings into the facts. */
  readonly typed: readonly string[];
  /** Announcements that the change says. */
  readonly told: readonly string[];
  /** The view that it was planned with, and that of the incident that it leaves. */
  readonly views: readonly [Viewed, ...Viewed[]];
  readonly from: Instant;
  /** The time until which the same files and ledger give the same texts. */
  readonly until: Instant;
}

interface Viewed {
  readonly configuration: Configuration;
  readonly view: LedgerView;
}

/** Works out what a change would bring about now. `beginning`: that of a ledger that is new to the incident. */
export async function drafted(
  app: App,
  change: Change,
  approves: boolean,
): Promise<Drafted & { readonly beginning: Beginning | null }> {
  const now = app.runtime.clock.now();
  const bytes = await bytesToChange(app);
  const isEnough = approves && app.files.settings.approvals.needed <= 1;
  const named = { state: createHash('sha256').update(bytes).digest('hex'), change, isEnough };
  const draft = (await keptDraft(app, named, now)) ?? (await draftOf(app, named, bytes, now));
  const { configuration, told, prepared, views } = draft;
  const [{ view }] = views;
  const beginning = await refuseUntrusted(app, configuration, view, told);
  const isNew = change.announcement !== undefined && change.announcement.id === undefined;
  const repeats = isNew ? repeated(prepared.plan, view, now) : null;
  return { ...draft, prepared: { ...prepared, repeats }, beginning };
}

/**
 * The parts of a state file that a change touches: what it writes, and the facts of several bodies, from which it may fill one up.
 * `told`: the announcements that it says.
 */
function partsWritten(
  { region, state }: Configuration,
  { incident, facts = [], ends }: Change,
  told: readonly string[],
) {
  const { id, mode } = state.incident;
  const whos = new Set(facts.map(({ who }) => who));
  const named = new Set([...told, ...(ends ? [ends.announcement] : [])]);
  return [
    incident === undefined ? { id, mode } : { ...state.incident, affects: [...state.incident.affects] },
    [...state.facts].filter(
      ([who]) => facts.length > 0 && (whos.has(who) || !region.municipalities.has(who)),
    ),
    state.announcements.flatMap((one) =>
      named.has(one.id) ? { ...one, edition: [one.edition.all, ...one.edition.of] } : [],
    ),
  ];
}

/** Everything that the texts of a change follow from, beside the files, the ledger and the time. */
interface DraftName {
  /** Digest of the state file. */
  readonly state: string;
  readonly change: Change;
  /** Whether confirming is enough for the words that it brings. */
  readonly isEnough: boolean;
}

/** How many drafts are kept at least: as many as are reviewed at the same time. */
const DRAFTS_KEPT = 2;
/** The newest drafts: each is looked at again and again, by several people. Forgotten with the files. */
const keptDrafts = new WeakMap<App['files'], Recent<string, Drafted>>();

/** Null where the files, the ledger or the time may have changed something since. */
async function keptDraft(app: App, name: DraftName, now: Instant): Promise<Drafted | null> {
  const draft = keptDrafts.get(app.files)?.get(JSON.stringify(name));
  if (draft === undefined || !isStill(draft, now)) return null;
  for (const { configuration, view } of draft.views)
    if ((await viewNow(app, configuration)) !== view) return null;
  return draft;
}

function keepDraft({ files }: App, name: DraftName, draft: Drafted): void {
  keptIn(keptDrafts, files, () => recent<string, Drafted>(DRAFTS_KEPT)).set(JSON.stringify(name), draft);
}

async function draftOf(app: App, name: DraftName, bytes: Uint8Array, now: Instant): Promise<Drafted> {
  const { files } = app;
  const { change: given, isEnough } = name;
  const { before, earlier, change, text, told, configuration } = await fileAfter(app, given, bytes, now);
  const { id, mode } = configuration.state.incident;
  const wordsNow = freeWordsByMunicipality(configuration);
  const wordsBefore = earlier === null ? wordsNow : freeWordsByMunicipality(earlier);
  const typed = newWords(wordsBefore, wordsNow);
  const known = await viewNow(app, configuration);
  const confirmed = isEnough ? approvalsOfWords(typed, 'confirmed', now) : [];
  const view = confirmed.length === 0 ? known : { ...known, approvals: [...known.approvals, ...confirmed] };
  const whole = planToRead(configuration, view, now);
  // If the change adds this announcement, everything in it is new.
  const isAllNew = told.length === 1 && change.announcement !== undefined && !change.incident;
  const fresh = isAllNew ? whole : newIn(whole, earlier, view, now);
  const freed = freedBy(app, change, whole, told, { earlier, view, now });
  const shown = partOf(whole, { ...fresh, freed }, told, app, change, { configuration, view, now });
  const goesLive = mode === 'live' && earlier?.state.incident.mode !== 'live';
  const later = told.length === 0 && !goesLive ? [] : upcoming(configuration, view, now);
  const recurring = later.filter(({ announcement }) => goesLive || told.includes(announcement));
  const nothing = told.flatMap((announcement) => {
    if (recurring.some((one) => one.announcement === announcement)) return [];
    const because = whyNothing(configuration, view, whole, announcement);
    return because === null ? [] : [{ announcement, because }];
  });
  const { left, leaves, stops } = await incidentLeft(app, earlier, configuration);
  const oddBefore = new Set((earlier ? oddlyWritten(earlier, now) : []).map((one) => JSON.stringify(one)));
  const isOdder = oddlyWritten(configuration, now).some((one) => !oddBefore.has(JSON.stringify(one)));
  const groups = wordings(shown.posts);
  const ledger = ledgerName(files.settings, mode);
  const digest = sha256(
    JSON.stringify([
      earlier === null ? before.digest : partsWritten(earlier, change, told),
      partsWritten(configuration, change, told),
      ledger,
      digestOfPosts(shown.posts.map(({ intent }) => intent.digest)),
      recurring.map(({ posts }) => digestOfPosts(posts.map(({ intent }) => intent.digest))),
    ]),
  );
  const both = earlier === null ? [configuration] : [configuration, earlier];
  const draft: Drafted = {
    ...{ before, after: text, configuration, typed, told, from: now },
    views: [{ configuration, view: known }, ...(left === null ? [] : [left])],
    until: Math.min(...both.map((one) => quietUntil(one, known, whole, now))),
    prepared: {
      change,
      mode,
      into: { before: before.digest, incident: id, mode, ledger },
      plan: shown,
      wordings: groups,
      oddities: oddities(groups),
      approves: told.length > 0 ? told : null,
      upcoming: recurring,
      nothing,
      goesLive,
      ...{ leaves, stops },
      speakers: speakersOf(
        configuration,
        known,
        change.announcement?.id ?? change.ends?.announcement ?? null,
      ),
      wrote: wroteInto(change, files.region, wordsBefore, wordsNow),
      replaces: earlier === null ? [] : replacedBy(given, earlier),
      below: earlier === null ? [] : confirmedBelow(given, earlier),
      loses: earlier === null ? [] : lostWith(change, earlier, configuration, now),
      repeats: null,
      asks: told.length > 0 || goesLive || leaves !== null || stops > 0 || shown.posts.length > 0 || isOdder,
      digest,
    },
  };
  // A mistake may be a time that is yet to come.
  const isRight = earlier !== null && both.every(({ state }) => state.broken.size === 0);
  if (!isRight) return draft;
  keepDraft(app, name, draft);
  // It is applied with everything that was filled in, by somebody who approves it or not.
  for (const approved of typed.length === 0 ? [true, false] : [isEnough])
    keepDraft(app, { ...name, change, isEnough: approved }, draft);
  return draft;
}

/** The state file before a change and after it. `earlier`: what it said before; null where it had mistakes. Throws where the change makes one. */
async function fileAfter(app: App, given: Change, bytes: Uint8Array, now: Instant) {
  const { options, files } = app;
  const before = stateTextIn(bytes, options.stateShown);
  const reading = configurationReading(files, before.text, options.stateShown, now);
  const earlier = reading.kind === 'broken' ? null : reading.configuration;
  const { change, text, told } = await filledIn(app, given, before.text, earlier, now);
  const configuration = changedConfiguration(app, text, earlier, now);
  refuseOwnMistakes(app, change, before.text, configuration, now);
  return { before, earlier, change, text, told, configuration };
}

/** Free words that the facts have now, and had not before. */
function newWords(before: WordsOfEach, now: WordsOfEach): readonly string[] {
  const known = new Set([...before.values()].flat());
  return [...new Set([...now.values()].flat())].filter((one) => !known.has(one));
}

/** The incident that a change leaves, by its id or by its mode; `left` is null where it leaves none. */
async function incidentLeft(
  app: App,
  earlier: Configuration | null,
  { state: { incident } }: Configuration,
): Promise<Pick<Prepared, 'leaves' | 'stops'> & { readonly left: Viewed | null }> {
  const before = earlier?.state.incident;
  const isOther = before !== undefined && before.id !== incident.id;
  const endsLive = before?.mode === 'live' && incident.mode !== 'live';
  if (earlier === null || !(isOther || endsLive)) return { left: null, leaves: null, stops: 0 };
  const view = await viewNow(app, earlier);
  const { state, messages, settings } = earlier;
  const published = isOther ? view.entries.filter(isPublished).length : 0;
  const rules = { approvals: byDigest(view.approvals), messages: messages.digests, settings };
  const listed = new Set(state.announcements.map(({ id }) => id));
  // If the mode changes too, `stops` counts these.
  const isCounted = (one: Entry) => listed.has(one.announcement) && waitsForItsTime(one, rules);
  const waiting = isOther && !endsLive ? view.entries.filter(isCounted).length : 0;
  return {
    left: { configuration: earlier, view },
    leaves: published + waiting > 0 ? { incident: state.incident.id, published, waiting } : null,
    stops: endsLive ? openEntries(view).length : 0,
  };
}
