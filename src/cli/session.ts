import type { Mode } from '../incident.ts';
import type { Ledger } from '../ledger.ts';
import type { Tick } from '../reconcile.ts';
import { lockWorker } from '../sql/worker-lock.ts';
import type { App } from './app.ts';
import type { Files } from './files.ts';
import { type Herald, heraldFor } from './herald.ts';
import type { Journal } from './journal.ts';
import { ledgerName, ledgerPlace, openLedgerAt } from './ledgers.ts';

/** The ledger of one mode, the right to work it, and who tells staff what it says. */
export interface Session {
  readonly ledger: Ledger;
  readonly herald: Herald;
  close(): Promise<void>;
}

/** Throws an OperatorError where another worker has the ledger, or it can't be opened. */
export async function openSession(app: App, files: Files, mode: Mode, journal: Journal): Promise<Session> {
  const { settings, redact } = files;
  const place = ledgerPlace(settings, app.options.data, mode);
  const lock = place.kind === 'file' ? lockWorker(place.file) : null;
  try {
    const ledger = await openLedgerAt(place, settings, app.host.clock.now());
    const where = ledgerName(settings, mode);
    return {
      ledger,
      herald: heraldFor({ host: app.host, settings, where, ledger, redact, journal }),
      async close() {
        await ledger.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** What a tick found, told to staff; then the sign of life. */
export async function report(herald: Herald, tick: Tick): Promise<void> {
  await herald.calm();
  await herald.tell();
  if (tick.kind === 'planned') await herald.ping();
}
