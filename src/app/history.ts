import { CHANNELS } from '../channels/registry.ts';
import { OperatorError } from '../core/domain/errors.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { HistoryFilter, HistoryRow } from '../core/ledger/ledger.ts';
import { readSettings } from '../files/settings/settings.ts';
import { withReader } from './ledgers.ts';
import { type App, readConfiguration } from './load.ts';
import { exists, ledgerPlace, locateLedgers, placeName } from './locate-ledgers.ts';
import type { Surroundings } from './pause.ts';
import { whyWaiting } from './why-waiting.ts';

/** A row of the history with what has to be looked up for it elsewhere. */
export interface PostHistory extends HistoryRow {
  /** Who approved what was sent or waits; for pre-approved kinds, who approved their wording. */
  readonly approvedBy: readonly string[];
  /** What took its place, or caused its edit or deletion. */
  readonly replacedBy: Key | null;
  /** Why it has not gone out yet; null for everything that is over. */
  readonly pending: string | null;
}

export interface History {
  readonly posts: readonly PostHistory[];
  /** Names of the ledgers that were read because mistakes in the files leave open which one is meant; else null. */
  readonly guessed: readonly string[] | null;
}

/** The history of the incident in the state file, oldest first. `app` is null where the files have mistakes: then that of every ledger. */
export async function history(
  app: App | null,
  surroundings: Surroundings,
  filter: Omit<HistoryFilter, 'incident'>,
): Promise<History> {
  const configuration = app && (await configurationIn(app));
  if (!app || !configuration) return wholeHistory(surroundings, filter);
  const { settings } = app.files;
  const { id, mode } = configuration.state.incident;
  const place = ledgerPlace(settings, app.options.data, mode);
  const posts = await withReader(place, settings, [], async (reader) => {
    const rows = await reader.history({ ...filter, incident: id });
    const view = await reader.view(id);
    const now = app.runtime.clock.now();
    return completed(rows, view.entries, (entry) => whyWaiting(configuration, view, entry, now));
  });
  return { posts, guessed: null };
}

async function configurationIn(app: App) {
  try {
    return await readConfiguration(app);
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}

async function wholeHistory(
  { runtime, options }: Surroundings,
  filter: Omit<HistoryFilter, 'incident'>,
): Promise<History> {
  const places = locateLedgers(runtime, options).places.filter(exists);
  const settings = readSettings('{}', 'config.yaml', CHANNELS);
  const posts: PostHistory[] = [];
  for (const place of places) {
    const rows = await withReader(place, settings, [], (reader) =>
      reader.history({ ...filter, incident: null }),
    );
    posts.push(
      ...completed(
        rows,
        rows.map(({ entry }) => entry),
        () => null,
      ),
    );
  }
  return { posts, guessed: places.map(placeName) };
}

/** Rows of a ledger with what has to be looked up elsewhere. `all`: the entries of the incident. */
export function completed(
  rows: readonly HistoryRow[],
  all: readonly Entry[],
  pendingOf: (entry: Entry) => string | null,
): readonly PostHistory[] {
  return rows.map((row) => ({
    ...row,
    approvedBy: approversIn(row),
    replacedBy: replacementOf(row.entry, all),
    pending: row.entry.state === 'waiting' ? (pendingOf(row.entry) ?? row.entry.reason) : null,
  }));
}

/** The claim recorded whose approval it relied on: a pre-approved wording may be another by now. */
function approversIn({ approvals, transitions }: HistoryRow): readonly string[] {
  const claimed = transitions.findLast(({ to }) => to === 'sending')?.approvers ?? [];
  return claimed.length > 0 ? claimed : [...new Set(approvals.map((approval) => approval.by))];
}

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
  if (other.account !== entry.account || other.language !== entry.language || other.at < entry.at)
    return false;
  if (other.announcement === entry.announcement)
    return other.edition > entry.edition || (other.occurrence ?? 0) > (entry.occurrence ?? 0);
  return other.kind === entry.kind && other.about.join() === entry.about.join();
}
