import { randomUUID } from 'node:crypto';
import type { AlertReason } from '../../core/domain/advice.ts';
import { OperatorError } from '../../core/domain/errors.ts';
import type { Mode } from '../../core/domain/incident.ts';
import { openLedgerAt } from '../ledgers.ts';
import { type App, readConfiguration } from '../load.ts';
import { exists, ledgerPlace } from '../locate-ledgers.ts';

/** An act that somebody does alone, and the reason. */
export type DidAlone = Omit<Extract<AlertReason, { code: 'alone' }>, 'code'>;

/** Tells everyone at once that somebody does alone what needs two: as an alert in the ledger, which the worker sends. */
export async function tellEveryone(app: App, did: DidAlone): Promise<void> {
  const { settings } = app.files;
  const now = app.runtime.clock.now();
  const id = `alone/${randomUUID()}`;
  const reason: AlertReason = { code: 'alone', ...did };
  const alert = { id, group: id, topic: 'ledger', about: did.about, reason, afterMs: 0 } as const;
  for (const mode of await modesWorked(app)) {
    const ledger = await openLedgerAt(ledgerPlace(settings, app.options.data, mode), settings, now);
    try {
      await ledger.recordAlerts({ alerts: [alert], topics: [], undecided: new Set() }, now);
    } finally {
      await ledger.close();
    }
  }
}

/** That of the incident; with a state file that cannot be read, each whose ledger the worker may still have. */
async function modesWorked(app: App): Promise<readonly Mode[]> {
  try {
    return [(await readConfiguration(app)).state.incident.mode];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const known = (['live', 'exercise'] as const).filter((mode) =>
      exists(ledgerPlace(app.files.settings, app.options.data, mode)),
    );
    return known.length > 0 ? known : ['live'];
  }
}
