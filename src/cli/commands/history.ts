import { OperatorError } from '../../errors.ts';
import type { HistoryFilter } from '../../ledger.ts';
import type { World } from '../../world.ts';
import { type App, readWorldNow } from '../app.ts';
import { DONE, STAFF } from '../exit.ts';
import { historyCsv, historyJson, historyReport, told } from '../history-report.ts';
import { ledgerPlace, withReader } from '../ledgers.ts';
import { whyWaiting } from '../why-waiting.ts';

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
  const world = await readable(app);
  const place = ledgerPlace(files.settings, options.data, world?.state.incident.mode ?? 'live');
  const incident = world?.state.incident.id ?? null;
  const rows = await withReader(place, files.settings, [], async (reader) => {
    const found = await reader.history({ ...filter, incident });
    if (world === null)
      return told(
        found,
        found.map(({ entry }) => entry),
        () => null,
      );
    const view = await reader.view(world.state.incident.id);
    return told(found, view.entries, (entry) => whyWaiting(world, view, entry, host.clock.now()));
  });
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

async function readable(app: App): Promise<World | null> {
  try {
    return await readWorldNow(app);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    app.host.err('The state file has mistakes (see `check`): all that is in the live ledger is shown.\n');
    return null;
  }
}
