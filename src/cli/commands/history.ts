import { history } from '../../app/history.ts';
import { LEDGER_MODES, type LedgerMode } from '../../app/locate-ledgers.ts';
import type { AppContext } from '../../app/pause.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { HistoryFilter } from '../../sql/history.ts';
import { say, timesIn } from '../../staff-words/say.ts';
import type { Typed } from '../command.ts';
import { MISTAKE } from '../exit.ts';
import { archivedReport } from '../reports/archived-report.ts';
import { ending, staffReasons } from '../reports/ending.ts';
import { historyCsv, historyJson, historyReport } from '../reports/history-report.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';

interface Given extends HistoryFilter {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly mode?: LedgerMode;
}

export const usage = `[--all] [--json] [--csv] [--key <key>]
  [--municipality <id>] [--announcement <id>] [--incident <id>] [--mode <mode>]`;

export function refine({ option }: Typed): void {
  option('json').conflicts('csv');
  option('mode').choices(LEDGER_MODES);
}

export async function run(cli: AppContext, { all = false, json, csv, mode, ...filter }: Given) {
  const { runtime } = cli;
  runtime.err(archivedReport(cli.options.data));
  const { posts, guessed, mistakes, zone, target } = await history(cli, filter, undefined, mode ?? null);
  if (guessed !== null)
    runtime.err(`${say('history-guessed', { ledgers: guessed.join(', ') || say('history-no-ledger') })}\n`);
  runtime.err(mistakeLines(mistakes));
  const now = runtime.clock.now();
  const utc = timesIn('UTC', now);
  const time = zone === null ? (at: Instant) => `${utc(at)} UTC` : timesIn(zone, now);
  const entries = posts.map(({ entry }) => entry);
  const end = ending(target, staffReasons(null, entries));
  const inFull = all || filter.key !== undefined;
  if (json) runtime.out(`${JSON.stringify(historyJson(posts), null, 2)}\n`);
  else if (csv) runtime.out(historyCsv(posts));
  else runtime.out(`${historyReport(posts, target, time, now, inFull)}\n${end.line}`);
  return mistakes.length > 0 ? MISTAKE : end.status;
}
