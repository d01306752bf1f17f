import { ledgerPlace, withReader } from '../../app/ledgers.ts';
import { readConfiguration } from '../../app/load.ts';
import { type LocatedLedgers, placeName } from '../../app/locate-ledgers.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { OperatorError } from '../../core/domain/errors.ts';
import type { HistoryFilter } from '../../core/ledger/ledger.ts';
import type { LedgerPlace } from '../../sql/open-ledger.ts';
import { DONE, STAFF } from '../exit.ts';
import { historyCsv, historyJson, historyReport, told } from '../reports/history-report.ts';
import { whyWaiting } from '../reports/why-waiting.ts';

export interface HistoryOptions {
  readonly format: 'table' | 'json' | 'csv';
  readonly filter: Omit<HistoryFilter, 'incident'>;
}

/**
 * What happened to every post of the incident in the state file; where that or another file has mistakes, of every
 * incident in the live ledger: what went out must be readable at any time.
 */
export async function historyCommand(
  located: LocatedLedgers,
  { format, filter }: HistoryOptions,
): Promise<number> {
  const { runtime, settings, options } = located;
  const configuration = await readable(located);
  const place = configuration
    ? ledgerPlace(settings, options.data, configuration.state.incident.mode)
    : liveOf(located);
  const incident = configuration?.state.incident.id ?? null;
  const rows = await withReader(place, settings, [], async (reader) => {
    const found = await reader.history({ ...filter, incident });
    if (configuration === null)
      return told(
        found,
        found.map(({ entry }) => entry),
        () => null,
      );
    const view = await reader.view(configuration.state.incident.id);
    return told(found, view.entries, (entry) => whyWaiting(configuration, view, entry, runtime.clock.now()));
  });
  switch (format) {
    case 'json':
      runtime.out(`${JSON.stringify(historyJson(rows), null, 2)}\n`);
      break;
    case 'csv':
      runtime.out(historyCsv(rows));
      break;
    case 'table':
      runtime.out(historyReport(rows, settings.zone, runtime.clock.now()));
      break;
    default:
      format satisfies never;
  }
  return rows.some(({ entry }) => entry.state === 'refused' || entry.state === 'unknown') ? STAFF : DONE;
}

function liveOf({ ledgers, settings, options }: LocatedLedgers): LedgerPlace {
  return ledgers[0] ?? ledgerPlace(settings, options.data, 'live');
}

async function readable(located: LocatedLedgers): Promise<Configuration | null> {
  const { app, runtime } = located;
  try {
    if (app !== null) return await readConfiguration(app);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
  }
  const which = app === null ? 'The files have' : 'The state file has';
  runtime.err(`${which} mistakes (see \`check\`): all that is in ${placeName(liveOf(located))} is shown.\n`);
  return null;
}
