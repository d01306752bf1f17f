import type { Instant } from '../core/domain/clock.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Ledger, LedgerReader } from '../core/ledger/ledger.ts';
import { sqlLedger } from './ledger.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { closedOnError, type LedgerPlace, openStore, openToRead } from './open-store.ts';
import { read, refuseIfTaken, type Witness } from './store.ts';

/**
 * Opens a ledger to work with it: made where there is none, and brought up to date where it is older. Throws an
 * OperatorError where it can't be opened or written, is damaged, newer than the program, or was moved.
 */
export async function openLedger(
  place: LedgerPlace,
  settings: Settings,
  newToken: () => string,
  now: Instant,
  witness: Witness | null = null,
): Promise<Ledger> {
  const store = await openStore(place, MIGRATIONS, now);
  store.witness = witness;
  await closedOnError(
    store,
    read(store, (db) => refuseIfTaken(store, db)),
  );
  return sqlLedger(store, settings, newToken);
}

/** Opens a ledger to read it, while another process may write it; nothing is changed. Null where there is none. */
export async function readLedger(place: LedgerPlace, settings: Settings): Promise<LedgerReader | null> {
  const store = await openToRead(place);
  // A reader claims nothing, so it needs no tokens.
  return store && sqlLedger(store, settings, () => '');
}
