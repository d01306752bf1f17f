import type { LedgerName } from '../../src/app/locate-ledgers.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import type { Evidence } from './day.ts';
import { ledgerWithout, type Protection } from './protection.ts';
import type { Time } from './time.ts';

/** The data folder: a ledger for each target, which all workers share as on PostgreSQL. */
export interface Ledgers {
  /** As the worker meets it; what the live one takes over is noted as evidence. */
  named(name: LedgerName): Ledger;
  all(): readonly Ledger[];
  /** Everything is gone, and empty ledgers are in the place. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

const NAMES: readonly LedgerName[] = ['live', 'exercise', 'sandbox-live', 'sandbox-exercise'];

export async function openLedgers(
  time: Time,
  settings: Settings,
  without: Protection | null,
  readings: Evidence['readings'],
): Promise<Ledgers> {
  let tokens = 0;
  const opened = new Map<LedgerName, { readonly ledger: Ledger; readonly close: () => Promise<void> }>();

  async function open(name: LedgerName): Promise<void> {
    const store = await openStore({ kind: 'memory' }, MIGRATIONS, time.now());
    const ledger = sqlLedger(store, settings, () => `token-${++tokens}`);
    const shown = name === 'live' ? observed(ledger, time, readings) : ledger;
    opened.set(name, { ledger: ledgerWithout(shown, store, without), close: () => ledger.close() });
  }

  const close = async () => {
    for (const one of opened.values()) await one.close();
  };
  for (const name of NAMES) await open(name);
  return {
    named(name) {
      const found = opened.get(name);
      if (!found) throw new RangeError(`there is no ledger ${name}`);
      return found.ledger;
    },
    all: () => [...opened.values()].map(({ ledger }) => ledger),
    async lose() {
      await close();
      for (const name of NAMES) await open(name);
    },
    close,
  };
}

/** Notes which versions of the file became the ledger's. */
function observed(ledger: Ledger, time: Time, readings: Evidence['readings']): Ledger {
  return {
    ...ledger,
    async record(writes, now, over) {
      const accepted = await ledger.record(writes, now, over);
      if (accepted === null) return null;
      readings.push({ digest: writes.state.digest, now, at: time.now() });
      return accepted;
    },
  };
}
