import { ledgerPlace, withReader } from '../../app/ledgers.ts';
import { readWorldNow } from '../../app/load.ts';
import { type Bearings, placeName } from '../../app/locate-ledgers.ts';
import type { World } from '../../core/domain/configuration.ts';
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
  bearings: Bearings,
  { format, filter }: HistoryOptions,
): Promise<number> {
  const { host, settings, options } = bearings;
  const world = await readable(bearings);
  const place = world ? ledgerPlace(settings, options.data, world.state.incident.mode) : liveOf(bearings);
  const incident = world?.state.incident.id ?? null;
  const rows = await withReader(place, settings, [], async (reader) => {
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
      host.out(historyReport(rows, settings.zone, host.clock.now()));
      break;
    default:
      format satisfies never;
  }
  return rows.some(({ entry }) => entry.state === 'refused' || entry.state === 'unknown') ? STAFF : DONE;
}

function liveOf({ ledgers, settings, options }: Bearings): LedgerPlace {
  return ledgers[0] ?? ledgerPlace(settings, options.data, 'live');
}

async function readable(bearings: Bearings): Promise<World | null> {
  const { app, host } = bearings;
  try {
    if (app !== null) return await readWorldNow(app);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
  }
  const which = app === null ? 'The files have' : 'The state file has';
  host.err(`${which} mistakes (see \`check\`): all that is in ${placeName(liveOf(bearings))} is shown.\n`);
  return null;
}
