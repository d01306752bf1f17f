import { join } from 'node:path';
import { ledgerName, ledgerPlace, openLedgerAt } from '../app/ledgers.ts';
import type { App } from '../app/load.ts';
import type { Files } from '../app/read-files.ts';
import type { Tick } from '../core/delivery/reconcile.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { lockWorker } from '../sql/sqlite/worker-lock.ts';
import { type AlertSender, alertSenderFor, postFor } from './alert-sender.ts';
import { alarmsWith } from './failure-alerts.ts';
import { alarmNoteAt } from './failure-note.ts';
import type { Log } from './log.ts';

/** The ledger of one mode, the right to work it, and who tells staff what it says. */
export interface Session {
  readonly ledger: Ledger;
  readonly alertSender: AlertSender;
  close(): Promise<void>;
}

/** Throws an OperatorError where another worker has the ledger, or it can't be opened: staff are told of the latter. */
export async function openSession(app: App, files: Files, mode: Mode, log: Log): Promise<Session> {
  const { runtime, options } = app;
  const { settings, redact } = files;
  const place = ledgerPlace(settings, options.data, mode);
  const where = ledgerName(settings, mode);
  const post = postFor({ runtime, settings, where, redact, log });
  const alarms = await alarmsWith({
    note: alarmNoteAt(join(options.data, `${where}.alarms`)),
    send: async (message) => (await post(message)) === 'taken',
  });
  let release = () => {};
  try {
    if (place.kind === 'file') release = lockWorker(place.file).release;
    const ledger = await openLedgerAt(place, settings, runtime.clock.now());
    return {
      ledger,
      alertSender: alertSenderFor({ runtime, settings, ledger, alarms, post, log }),
      async close() {
        await ledger.close();
        release();
      },
    };
  } catch (error) {
    release();
    await alarms.raise(error, runtime.clock.now());
    throw error;
  }
}

/** What a tick found, told to staff; then the sign of life. */
export async function report(alertSender: AlertSender, tick: Tick): Promise<void> {
  await alertSender.calm();
  await alertSender.tell();
  if (tick.kind === 'planned') await alertSender.ping();
}
