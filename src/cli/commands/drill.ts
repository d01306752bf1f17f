import { type Drill, drill } from '../../app/drill.ts';
import type { App } from '../../app/load.ts';
import { say, shownTime, timesIn } from '../../staff-words/say.ts';
import { openPractice } from '../../web/console/practice.ts';
import type { Typed } from '../command.ts';
import { DONE, STAFF } from '../exit.ts';
import { drillTable } from '../reports/drill-report.ts';
import { planReport } from '../reports/plan-report.ts';

interface Given {
  readonly from?: string;
  readonly own?: boolean;
  readonly exit?: boolean;
}

/** The port of the console in a practice, unless it is taken. */
const CONSOLE_PORT = 8_082;
/** Steps between two signs of progress. */
const PROGRESS_EVERY = 25;

export const usage = '[--from <dir>] [--own] [--exit]';

export function refine({ option }: Typed): void {
  option('own').conflicts('from');
}

export async function onFiles(app: App, { from, own = false, exit = false }: Given) {
  const { runtime, files, options } = app;
  const { zone } = files.settings;
  runtime.err(
    `${say('drill-begins', { municipalities: say('municipalities', { n: files.region.municipalities.size }), accounts: say('accounts', { n: files.region.accounts.size }) })}\n`,
  );
  let steps = 0;
  let status = DONE;
  await drill(
    app,
    {
      from: own ? null : (from ?? `${options.config}/drill`),
      onStep() {
        steps++;
        if (steps % PROGRESS_EVERY === 0) runtime.err(`   ${say('drill-done', { n: steps })}\n`);
      },
      onPlayed: ({ at, file, planned }) =>
        runtime.out(
          `\n${'═'.repeat(78)}\n${shownTime(at, zone, at)}  ${file}\n${'═'.repeat(78)}\n${planReport(planned, { now: at, time: timesIn(zone, at), sandbox: true })}`,
        ),
    },
    async (result) => {
      status = result.differences.length === 0 ? DONE : STAFF;
      await show(app, result, exit);
    },
  );
  return status;
}

async function show(app: App, result: Drill, exit: boolean): Promise<void> {
  const { runtime, files } = app;
  const { played, entries, endedAt, differences, sandbox } = result;
  runtime.out(`\n${drillTable(played, entries, files.settings.zone, endedAt)}`);
  for (const difference of differences) runtime.out(`${say('drill-difference', { ...difference })}\n`);
  runtime.out(`\n${say(differences.length === 0 ? 'drill-same' : 'drill-differ')}\n`);
  if (exit) {
    runtime.out(`${say('drill-were-at', { address: `${sandbox.origin}/` })}\n`);
    return;
  }
  runtime.out(`\n${say('drill-read', { address: `${sandbox.origin}/` })}\n`);
  await using practice = await openPractice(app, CONSOLE_PORT);
  runtime.out(`\n${say('drill-practise', { address: practice.link })}\n${say('drill-end')}\n`);
  await Promise.race([aborted(runtime.signal), practice.ended]);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}
