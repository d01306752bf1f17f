import { join } from 'node:path';
import { CHANNELS } from '../channels/registry.ts';
import type { Zone } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { ifRight, type Mistake, nullIfWrong, OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Key } from '../core/domain/post-key.ts';
import { reason } from '../core/domain/reason.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type ClaimDecision, decideClaim, isSaidAfter } from '../core/ledger/claim-rules.ts';
import { type Entry, isOpen } from '../core/ledger/entry.ts';
import type { HistoryRow } from '../core/ledger/history.ts';
import { secretsIn, stateSource } from '../files/incident/source.ts';
import { nearest } from '../files/nearest.ts';
import { nullIfUnreadable, readFileBounded } from '../files/read-file.ts';
import { type Essentials, essentialsIn, zoneIn } from '../files/settings/essentials.ts';
import { hiding, readSecrets } from '../files/settings/secrets.ts';
import { type HistoryFilter, namesKnown, readHistory, setBackAt, unknownIncident } from '../sql/history.ts';
import type { LedgerPlace } from '../sql/open-store.ts';
import {
  eachPlace,
  exists,
  type LedgerMode,
  ledgerPlace,
  locateLedgers,
  otherMode,
  placeName,
} from './locate-ledgers.ts';
import type { AppContext } from './pause.ts';

/** A row of the history with what has to be looked up for it elsewhere. */
export interface PostHistory extends HistoryRow {
  /** The people who approved the text that was sent or waits; for pre-approved kinds, those who approved the wording. */
  readonly approvedBy: readonly string[];
  /** The key that took its place, or caused its edit or deletion. */
  readonly replacedBy: Key | null;
  /** Why it has not gone out yet; null for everything that is over. */
  readonly pending: string | null;
  /** Whether the program is working on the post: it sends it, looks for it, or will soon go on with it by itself. */
  readonly soon: boolean;
}

interface History {
  readonly posts: readonly PostHistory[];
  /** Names of the ledgers that were read because mistakes in the files leave open which one is meant; else null. */
  readonly guessed: readonly string[] | null;
  /** Why some of these ledgers could not be read, or may send nothing. */
  readonly mistakes: readonly Mistake[];
  /** The time zone of the files; null where they do not say it. */
  readonly zone: Zone | null;
  /** The mode of the incident, and whether everything goes to the sandbox; null where the files do not say it. */
  readonly target: { readonly mode: Mode; readonly sandbox: boolean } | null;
}

/**
 * The history of an incident, oldest first: of that in the state file unless the filter names another. It works whatever
 * mistakes the files have: where they do not say which ledger is meant, it is that of every ledger. Loads the schemas only to
 * say why a post waits. `read`: what is known of the files, null for nothing; without it they are read. `only`: the ledger of
 * this mode, whatever the files say.
 */
export async function history(
  surroundings: AppContext,
  filter: HistoryFilter,
  read?: Essentials | null,
  only: LedgerMode | null = null,
): Promise<History> {
  const { runtime, options } = surroundings;
  // `.env` may name another database.
  const environment = ifRight(() => runtime.environment());
  const { values } = readSecrets(environment ?? {}, [], CHANNELS);
  runtime.conceal(hiding([...values, ...secretsIn(options.state)]).redact);
  const written =
    read === undefined
      ? ((await essentialsNow(surroundings)) ?? (await essentialsLoaded(surroundings)))
      : read;
  const isOther = only !== null && written !== null && only === otherMode(written.mode);
  const known = isOther ? { ...written, mode: only } : written;
  if (known !== null && environment !== null) {
    const database = environment.DATABASE_URL || known.database;
    const placeOf = (mode: Mode) => ledgerPlace({ ...known, database }, options.data, mode);
    const place = placeOf(known.mode);
    const posts = await postsIn(surroundings, place, {
      ...filter,
      // A key says by itself which incident it is of.
      incident: filter.incident ?? (filter.key === undefined && !isOther ? known.incident : undefined),
    });
    if (posts.length === 0) {
      const other = otherMode(known.mode);
      if (only === null) await refuseElsewhere(place, placeOf(other), other, filter);
      await refuseUnknown(surroundings, [place], filter);
    }
    const shown = isOther ? posts.map(inOtherMode) : posts;
    const setBack = await setBackAt(place);
    const mistakes = setBack === null ? [] : [setBack];
    return { posts: shown, guessed: null, mistakes, zone: known.zone, target: known };
  }
  const places = locateLedgers(runtime, options).places.filter(
    (place) => exists(place) && (only === null || place.name.endsWith(only)),
  );
  const { done, mistakes } = await eachPlace(places, async (place) => ({
    place,
    posts: await postsIn(surroundings, place, filter),
    setBack: await setBackAt(place),
  }));
  if (done.length === 0 && mistakes.length > 0) throw new OperatorError(mistakes);
  const posts = done.flatMap((one) => one.posts);
  const readable = done.map(({ place }) => place);
  if (posts.length === 0 && mistakes.length === 0) await refuseUnknown(surroundings, readable, filter);
  const config = await configText(options.config);
  const zone = known?.zone ?? (config === null ? null : zoneIn(config));
  const refused = done.flatMap(({ setBack }) => setBack ?? []);
  const guessed = readable.map(placeName);
  return { posts, guessed, mistakes: [...mistakes, ...refused], zone, target: known };
}

/** Nobody works on the ledger of the mode that the file does not have. */
function inOtherMode(post: PostHistory): PostHistory {
  const pending = post.entry.state === 'waiting' ? reason('reason.other-mode') : post.pending;
  return { ...post, pending, soon: false };
}

/** Throws `not-known` where only the ledger of the other mode knows posts of the incident, or the post, that is meant. */
export async function refuseElsewhere(
  here: LedgerPlace,
  there: LedgerPlace,
  mode: LedgerMode,
  { incident, key }: HistoryFilter,
): Promise<void> {
  const written = key ?? incident;
  if (written === undefined) return;
  const filter = key === undefined ? { incident: written } : { key };
  const isKnown = async (place: LedgerPlace) => {
    const keys = (await namesKnown(place, filter))?.key ?? [];
    return key === undefined ? keys.length > 0 : keys.includes(key);
  };
  if ((await isKnown(here)) || !(await isKnown(there).catch(nullIfWrong))) return;
  throw operatorError('not-known.mode', { what: key === undefined ? 'incident' : 'key', written, mode });
}

/** Throws `not-known` where a filter names what neither a ledger nor, as far as they can be read, the files know. */
async function refuseUnknown(
  surroundings: AppContext,
  places: readonly LedgerPlace[],
  filter: HistoryFilter,
): Promise<void> {
  // A page without posts does not wait for the server of the state file.
  if (Object.keys(filter).length === 0) return;
  const inLedgers = await Promise.all(places.map((place) => namesKnown(place, filter)));
  const files = await filesLoaded(surroundings);
  const inFiles = {
    incident: files === null ? [] : [files.state.incident.id],
    municipality: [...(files?.region.municipalities.keys() ?? [])],
    announcement: files?.state.announcements.map(({ id }) => id) ?? [],
    key: [],
  };
  for (const what of ['incident', 'municipality', 'announcement', 'key'] as const) {
    const word = filter[what];
    const known = [...inLedgers.flatMap((names) => names?.[what] ?? []), ...inFiles[what]];
    if (word === undefined || known.includes(word)) continue;
    const meant = nearest(word, known);
    if (what === 'incident') throw unknownIncident(word, known, meant);
    throw operatorError('not-known.here', { what, written: word, meant });
  }
}

async function essentialsNow({ runtime, options }: AppContext): Promise<Essentials | null> {
  const state = await stateSource(options.state, runtime).read(runtime.signal);
  const config = await configText(options.config);
  return state.kind === 'read' && config !== null
    ? essentialsIn(config, Buffer.from(state.bytes).toString())
    : null;
}

async function configText(folder: string): Promise<string | null> {
  const bytes = await readFileBounded(join(folder, 'config.yaml')).catch(nullIfUnreadable);
  return bytes && Buffer.from(bytes).toString();
}

/** For a state file whose incident is not written as lines of its own, such as JSON. Null where the files have mistakes. */
async function essentialsLoaded(surroundings: AppContext): Promise<Essentials | null> {
  const files = await filesLoaded(surroundings);
  if (files === null) return null;
  const { id, mode } = files.state.incident;
  return { ...files.settings, incident: id, mode };
}

async function filesLoaded({ runtime, options }: AppContext): Promise<Configuration | null> {
  const { load, readConfiguration } = await import('./load.ts');
  return load(runtime, options).then(readConfiguration).catch(nullIfWrong);
}

/** The history in one ledger, in the order in which the entries were created; none where it does not exist. */
export async function postsIn(
  surroundings: Pick<AppContext, 'runtime' | 'options'>,
  place: LedgerPlace,
  filter: HistoryFilter,
): Promise<readonly PostHistory[]> {
  const reading = await readHistory(place, filter);
  if (reading === null) return [];
  const { rows, entries, claimView } = reading;
  const settings = rows.some(({ entry }) => entry.state === 'waiting')
    ? await settingsWritten(surroundings)
    : null;
  if (settings === null) return completed(rows, entries, () => null);
  const now = surroundings.runtime.clock.now();
  return completed(rows, entries, (entry) => decideClaim(entry, claimView(entry), now, settings));
}

/** Null where config.yaml has mistakes. */
async function settingsWritten({ options }: AppContext): Promise<Settings | null> {
  const text = await configText(options.config);
  if (text === null) return null;
  const { readSettings } = await import('../files/settings/settings.ts');
  return ifRight(() => readSettings(text, 'config.yaml', CHANNELS));
}

/** Rows of a ledger with what has to be looked up elsewhere. `all`: the entries of the incident. */
export function completed(
  rows: readonly HistoryRow[],
  all: readonly Entry[],
  decisionOn: (entry: Entry) => ClaimDecision | null,
): readonly PostHistory[] {
  const ofAccount = Map.groupBy(all, ({ account }) => account);
  return rows.map((row) => ({
    ...row,
    approvedBy: approversIn(row),
    replacedBy: replacementOf(row.entry, ofAccount.get(row.entry.account) ?? []),
    ...prospect(row.entry, decisionOn),
  }));
}

/** The action that a worker would take on an entry now. */
function prospect(
  entry: Entry,
  decisionOn: (entry: Entry) => ClaimDecision | null,
): Pick<PostHistory, 'pending' | 'soon'> {
  if (entry.state !== 'waiting') return { pending: null, soon: isOpen(entry) };
  const decision = decisionOn(entry);
  if (decision === null) return { pending: entry.reason, soon: false };
  if (decision.kind === 'claim') return { pending: entry.reason ?? reason('reason.in-line'), soon: true };
  return { pending: decision.because, soon: decision.kind === 'drop' || decision.soon };
}

/** The claim recorded whose approval it relied on: a pre-approved wording may be another by now. */
function approversIn({ approvals, transitions }: HistoryRow): readonly string[] {
  const claimed = transitions.findLast(({ to }) => to === 'sending')?.approvers ?? [];
  return claimed.length > 0 ? claimed : [...new Set(approvals.map((approval) => approval.by))];
}

/** `all`: the entries of the same account. */
function replacementOf(entry: Entry, all: readonly Entry[]): Key | null {
  if (entry.action !== 'publish') return null;
  const change = all.findLast((other) => other.target === entry.key && other.state === 'posted');
  if (change) return change.after ?? change.key;
  if (entry.state !== 'superseded') return null;
  const later = all
    .filter((other) => isLaterOf(other, entry) && other.state !== 'superseded' && other.state !== 'expired')
    .sort((a, b) => a.at - b.at || a.edition - b.edition);
  return later[0]?.key ?? null;
}

/** Whether `other` says later what `entry` was to say: the same announcement, or the same kind about the same. */
function isLaterOf(other: Entry, entry: Entry): boolean {
  if (other.action !== 'publish' || other.key === entry.key) return false;
  if (other.language !== entry.language || other.at < entry.at) return false;
  if (other.announcement === entry.announcement) return isSaidAfter(other, entry);
  return other.kind === entry.kind && other.about.join() === entry.about.join();
}
