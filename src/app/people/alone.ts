import type { AlertReason } from '../../core/domain/advice.ts';
import { openLedgerAt } from '../ledgers.ts';
import { type App, readConfiguration } from '../load.ts';
import { ledgerPlace } from '../locate-ledgers.ts';
import { newId } from './people.ts';

/** Tells everyone at once that somebody did alone what needs two: as an alert in the ledger, which the worker sends. */
export async function tellEveryone(
  app: App,
  did: Omit<Extract<AlertReason, { code: 'alone' }>, 'code'>,
): Promise<void> {
  const { settings } = app.files;
  const now = app.runtime.clock.now();
  const { mode } = (await readConfiguration(app)).state.incident;
  const ledger = await openLedgerAt(ledgerPlace(settings, app.options.data, mode), settings, now);
  try {
    const id = `alone/${newId()}`;
    const reason: AlertReason = { code: 'alone', ...did };
    const alert = { id, group: id, topic: 'ledger', about: did.about, reason, afterMs: 0 } as const;
    await ledger.recordAlerts({ alerts: [alert], topics: [], undecided: new Set() }, now);
  } finally {
    await ledger.close();
  }
}
