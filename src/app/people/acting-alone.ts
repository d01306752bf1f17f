import { randomUUID } from 'node:crypto';
import type { AlertReason } from '../../core/domain/advice.ts';
import { OperatorError } from '../../core/domain/errors.ts';
import type { Mode } from '../../core/domain/incident.ts';
import { openLedgerAt } from '../ledgers.ts';
import { type App, type Loaded, loader } from '../load.ts';
import { eachPlace, exists, LEDGER_MODES, ledgerPlace } from '../locate-ledgers.ts';

/** An act that somebody does alone, and the reason. */
export type DidAlone = Omit<Extract<AlertReason, { code: 'alone' }>, 'code'>;

/**
 * Tells everyone at once that somebody does alone what needs two: as an alert in the ledger, which the worker sends. It is
 * that of the files as they are now: the app may have read them hours ago.
 */
export async function tellEveryone(app: App, did: DidAlone): Promise<void> {
  const loaded = await loader(app)();
  const { settings } = loaded.files;
  const now = app.runtime.clock.now();
  const id = `alone/${randomUUID()}`;
  const reason: AlertReason = { code: 'alone', ...did };
  const alert = { id, group: id, topic: 'ledger', about: did.about, reason, afterMs: 0 } as const;
  for (const mode of modesWorked(app, loaded)) {
    await using ledger = await openLedgerAt(ledgerPlace(settings, app.options.data, mode), settings, now);
    await ledger.recordAlerts({ alerts: [alert], topics: [], undecided: new Set() }, now);
  }
}

/** Ends this person's approvals of texts that have not gone out, in the ledgers of the live incident and of an exercise. */
export async function voidApprovals(app: App, name: string): Promise<void> {
  const { settings } = (await loader(app)()).files;
  const now = app.runtime.clock.now();
  const { mistakes } = await eachPlace(
    LEDGER_MODES.map((mode) => ledgerPlace(settings, app.options.data, mode)).filter(exists),
    async (place) => {
      await using ledger = await openLedgerAt(place, settings, now);
      await ledger.voidApprovals(name, now);
    },
  );
  if (mistakes.length > 0) throw new OperatorError(mistakes);
}

/** The mode of the incident; if the files cannot be read, each mode whose ledger the worker may still have. */
function modesWorked({ options }: App, { files, reading }: Loaded): readonly Mode[] {
  if (reading.kind === 'configuration') return [reading.configuration.state.incident.mode];
  const known = LEDGER_MODES.filter((mode) => exists(ledgerPlace(files.settings, options.data, mode)));
  return known.length > 0 ? known : ['live'];
}
