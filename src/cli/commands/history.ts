import type { Command } from 'commander';
import { history } from '../../app/history.ts';
import type { Surroundings } from '../../app/pause.ts';
import type { HistoryFilter } from '../../sql/read-history.ts';
import { say, timesIn } from '../../staff-words/say.ts';
import { MISTAKE } from '../exit.ts';
import { ending, staffReasons } from '../reports/ending.ts';
import { historyCsv, historyJson, historyReport } from '../reports/history-report.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';

interface Given extends HistoryFilter {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
}

export function define(command: Command): void {
  command
    .option('--all', say('help-history-all'))
    .option('--json', say('help-json'))
    .option('--csv', say('help-history-csv'))
    .option('--key <key>', say('help-history-key'))
    .option('--municipality <id>', say('help-history-municipality'))
    .option('--announcement <id>', say('help-history-announcement'))
    .option('--incident <id>', say('help-history-incident'));
}

export async function run(cli: Surroundings, { all = false, json, csv, ...filter }: Given) {
  const { runtime } = cli;
  const { posts, guessed, mistakes, zone, target } = await history(cli, filter);
  if (guessed !== null)
    runtime.err(`${say('history-guessed', { ledgers: guessed.join(', ') || say('history-no-ledger') })}\n`);
  runtime.err(mistakeLines(mistakes));
  const now = runtime.clock.now();
  const entries = posts.map(({ entry }) => entry);
  const end = ending(target, staffReasons(null, entries));
  const inFull = all || filter.key !== undefined;
  if (json) runtime.out(`${JSON.stringify(historyJson(posts), null, 2)}\n`);
  else if (csv) runtime.out(historyCsv(posts));
  else runtime.out(`${historyReport(posts, target, timesIn(zone, now), now, inFull)}\n${end.line}`);
  return mistakes.length > 0 ? MISTAKE : end.status;
}
