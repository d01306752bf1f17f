import { threadId } from 'node:worker_threads';
import type { LedgerName } from '../../src/app/locate-ledgers.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import { newWitness } from '../../src/sql/store.ts';
import { dropSchemas } from '../fixtures/postgres.ts';
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

const MEMORY = { kind: 'memory' } as const;
const NAMES: readonly LedgerName[] = ['live', 'exercise', 'sandbox-live', 'sandbox-exercise'];

export async function openLedgers(
  time: Time,
  settings: Settings,
  without: Protection | null,
  evidence: Learned,
  postgres: string | null,
): Promise<Ledgers> {
  const url = postgres ?? '';
  let tokens = 0;
  const opened = new Map<LedgerName, { readonly ledger: Ledger; readonly close: () => Promise<void> }>();

  async function open(name: LedgerName): Promise<void> {
    const schema = `simulated_${process.pid}_${threadId}_${name.replace('-', '_')}`;
    if (postgres !== null) await dropSchemas(url, schema);
    const place = postgres === null ? MEMORY : ({ kind: 'postgres', url, schema } as const);
    const store = await openStore(place, MIGRATIONS, time.now());
    store.witness = newWitness();
    const sqlOne = sqlLedger(store, settings, () => `token-${++tokens}`);
    const ledger = postgres === null ? sqlOne : outside(sqlOne, time);
    const shown = name === 'live' ? observed(ledger, time, evidence) : ledger;
    opened.set(name, { ledger: ledgerWithout(shown, store, without), close: () => sqlOne.close() });
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

/**
 * Each call takes as long as the database does, and no time. Workers ask every two seconds what was decided, most of a day's
 * calls: the database is asked again only after something else was done.
 */
function outside(ledger: Ledger, time: Time): Ledger {
  let decided: Promise<string> | null = null;
  return new Proxy(ledger, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      if (name === 'decisions')
        return () => {
          decided ??= time.outside(target.decisions());
          return decided;
        };
      return async (...given: unknown[]) => {
        decided = null;
        const result = await time.outside(Reflect.apply(method, target, given) as Promise<unknown>);
        decided = null;
        return result;
      };
    },
  });
}

type Learned = Pick<Evidence, 'readings' | 'adoptions'>;

/** Notes which versions of the file became the ledger's, and which announcements it knew when it began. */
function observed(ledger: Ledger, time: Time, { readings, adoptions }: Learned): Ledger {
  return {
    ...ledger,
    async adopt(beginning, now) {
      await ledger.adopt(beginning, now);
      adoptions.push({ announcements: new Set(beginning.firstRead.keys()), now, at: time.now() });
    },
    async record(writes, now, over) {
      const accepted = await ledger.record(writes, now, over);
      if (accepted === null) return null;
      readings.push({ digest: writes.state.digest, now, at: time.now() });
      return accepted;
    },
  };
}
