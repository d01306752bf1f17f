import { randomUUID } from 'node:crypto';
import type { Instant } from '../core/domain/clock.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Ledger, LedgerView } from '../core/ledger/ledger.ts';
import type { LedgerPlace } from '../sql/open-store.ts';
import { exists } from './locate-ledgers.ts';

/** Opens a ledger, and makes it where there is none. Loads the database only now. */
export async function openLedgerAt(place: LedgerPlace, settings: Settings, now: Instant): Promise<Ledger> {
  const { openLedger } = await import('../sql/open-ledger.ts');
  return openLedger(place, settings, randomUUID, now);
}

/** The ledger's view; an empty one where no ledger exists. */
export async function viewOf(place: LedgerPlace, settings: Settings, incident: string): Promise<LedgerView> {
  if (!exists(place)) return NOTHING_HAPPENED;
  const { readLedger } = await import('../sql/open-ledger.ts');
  const reader = await readLedger(place, settings);
  if (reader === null) return NOTHING_HAPPENED;
  try {
    return await reader.view(incident);
  } finally {
    await reader.close();
  }
}

/** The view for planning where there is no ledger. */
export const NOTHING_HAPPENED: LedgerView = {
  entries: [],
  firstRead: new Map(),
  approvals: [],
  pauses: [],
  snapshots: new Map(),
  accepted: [],
  signedAt: null,
  lastTick: null,
  stopped: new Map(),
  breakers: [],
  limits: new Map(),
  rateUsage: [],
  settlesWithinMs: {},
  waitingAfterMs: 0,
};
