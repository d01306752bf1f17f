import { join } from 'node:path';
import { ledgerName, ledgerPlace, openLedgerAt } from '../app/ledgers.ts';
import type { App } from '../app/load.ts';
import type { Files } from '../app/read-files.ts';
import type { Tick } from '../core/delivery/reconcile.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { lockWorker } from '../sql/sqlite/worker-lock.ts';
import { type Herald, heraldFor, postFor } from './alert-sender.ts';
import { alarmsWith } from './failure-alerts.ts';
import { alarmNoteAt } from './failure-note.ts';
import type { Journal } from './log.ts';

/** The ledger of one mode, the right to work it, and who tells staff what it says. */
export interface Session {
  readonly ledger: Ledger;
  readonly herald: Herald;
  close(): Promise<void>;
}

/** Throws an OperatorError where another worker has the ledger, or it can't be opened: staff are told of the latter. */
export async function openSession(app: App, files: Files, mode: Mode, journal: Journal): Promise<Session> {
  const { host, options } = app;
  const { settings, redact } = files;
  const place = ledgerPlace(settings, options.data, mode);
  const where = ledgerName(settings, mode);
  const post = postFor({ host, settings, where, redact, journal });
  const alarms = await alarmsWith({
    note: alarmNoteAt(join(options.data, `${where}.alarms`)),
    send: async (bulletin) => (await post(bulletin)) === 'taken',
  });
  let release = () => {};
  try {
    if (place.kind === 'file') release = lockWorker(place.file).release;
    const ledger = await openLedgerAt(place, settings, host.clock.now());
    return {
      ledger,
      herald: heraldFor({ host, settings, ledger, alarms, post, journal }),
      async close() {
        await ledger.close();
        release();
      },
    };
  } catch (error) {
    release();
    await alarms.raise(error, host.clock.now());
    throw error;
  }
}

/** What a tick found, told to staff; then the sign of life. */
export async function report(herald: Herald, tick: Tick): Promise<void> {
  await herald.calm();
  await herald.tell();
  if (tick.kind === 'planned') await herald.ping();
}
