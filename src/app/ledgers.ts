import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { keptIn, type Recent, recent } from '../core/domain/cache.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Ledger, LedgerReader, LedgerView } from '../core/ledger/ledger.ts';
import type { LedgerPlace } from '../sql/open-store.ts';
import type { Witness } from '../sql/store.ts';
import { exists, placeName } from './locate-ledgers.ts';

/** Opens a ledger, and makes it where there is none. Loads the database only now. */
export async function openLedgerAt(
  place: LedgerPlace,
  settings: Settings,
  now: Instant,
  witness: Witness | null = null,
): Promise<Ledger> {
  const { openLedger } = await import('../sql/open-ledger.ts');
  return openLedger(place, settings, randomUUID, now, witness);
}

/**
 * The ledger's view; an empty one where no ledger exists. A process that asks again, such as the console, gets the same object
 * while nothing in the ledger changes.
 */
export function viewOf(place: LedgerPlace, settings: Settings, incident: string): Promise<LedgerView> {
  return readingLedger(place, settings, NOTHING_HAPPENED, async (reader) => {
    const views = keptIn(keptViews, settings, () => recent<string, KeptView>(VIEWS_KEPT));
    const name = `${placeName(place)} ${incident}`;
    // The next reading finds any change from now on.
    const stamp = `${fileStamp(place)} ${await reader.changes()}`;
    const kept = views.get(name);
    if (kept?.stamp === stamp) return kept.view;
    const view = await reader.view(incident);
    views.set(name, { stamp, view });
    return view;
  });
}

interface KeptView {
  /** The identity of the ledger, and how often it was changed. */
  readonly stamp: string;
  readonly view: LedgerView;
}

/** The incident of now, and the one that it replaces. */
const VIEWS_KEPT = 2;
/** Forgotten with the files that the settings are from. */
const keptViews = new WeakMap<Settings, Recent<string, KeptView>>();

/** Another file, such as one from a backup, has another stamp. */
function fileStamp(place: LedgerPlace): string {
  if (place.kind !== 'file') return '';
  return String(statSync(place.file).ino);
}

/** Gives what `work` reads from a ledger, or `otherwise` if there is no ledger. */
export async function readingLedger<Result>(
  place: LedgerPlace,
  settings: Settings,
  otherwise: Result,
  work: (reader: LedgerReader) => Promise<Result>,
): Promise<Result> {
  if (!exists(place)) return otherwise;
  const { readLedger } = await import('../sql/open-ledger.ts');
  await using reader = await readLedger(place, settings);
  if (reader === null) return otherwise;
  return await work(reader);
}

/** The view for planning where there is no ledger. */
export const NOTHING_HAPPENED: LedgerView = {
  entries: [],
  earlier: [],
  saidBefore: [],
  waitingBefore: [],
  outdatedBefore: [],
  firstRead: new Map(),
  wanted: new Map(),
  approvals: [],
  pauses: [],
  snapshots: new Map(),
  accepted: [],
  places: new Map(),
  identified: new Map(),
  stopped: new Map(),
  breakers: [],
  limits: new Map(),
  rateUsage: [],
  settlesWithinMs: {},
  waitingAfterMs: 0,
  machines: [],
  setBack: null,
};
