import { OperatorError } from '../../errors.ts';
import type { Mode } from '../../incident.ts';
import type { HistoryFilter } from '../../ledger.ts';
import { type App, readWorldNow } from '../app.ts';
import { DONE, STAFF } from '../exit.ts';
import { historyCsv, historyJson, historyReport } from '../history-report.ts';
import { ledgerPlace, withReader } from '../ledgers.ts';

export interface HistoryOptions {
  readonly format: 'table' | 'json' | 'csv';
  readonly filter: Omit<HistoryFilter, 'incident'>;
}

/**
 * What happened to every post of the incident in the state file; where that has mistakes, of every incident in the live
 * ledger: what went out must be readable at any time.
 */
export async function historyCommand(app: App, { format, filter }: HistoryOptions): Promise<number> {
  const { host, files, options } = app;
  const { id, mode } = await meant(app);
  const place = ledgerPlace(files.settings, options.data, mode);
  const rows = await withReader(place, files.settings, [], (reader) =>
    reader.history({ ...filter, incident: id }),
  );
  switch (format) {
    case 'json':
      host.out(`${JSON.stringify(historyJson(rows), null, 2)}\n`);
      break;
    case 'csv':
      host.out(historyCsv(rows));
      break;
    case 'table':
      host.out(historyReport(rows, files.settings.zone, host.clock.now()));
      break;
    default:
      format satisfies never;
  }
  return rows.some(({ entry }) => entry.state === 'refused' || entry.state === 'unknown') ? STAFF : DONE;
}

async function meant(app: App): Promise<{ readonly id: string | null; readonly mode: Mode }> {
  try {
    return (await readWorldNow(app)).state.incident;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    app.host.err('The state file has mistakes (see `check`): all that is in the live ledger is shown.\n');
    return { id: null, mode: 'live' };
  }
}
