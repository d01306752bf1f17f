import { type Command, InvalidArgumentError } from 'commander';
import { type Drill, drill } from '../../app/drill.ts';
import type { App } from '../../app/load.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import { type Act, appOf } from '../command.ts';
import { DONE, STAFF } from '../exit.ts';
import { drillTable } from '../reports/drill-report.ts';
import { planReport } from '../reports/plan-report.ts';

interface Given {
  readonly from?: string;
  readonly exit?: boolean;
  readonly port?: number;
}

/** Steps between two signs of progress. */
const PROGRESS_EVERY = 25;

export function define(command: Command, act: Act): void {
  command
    .option('--from <dir>', 'folder with the versions of a state file (default: drill in the config folder)')
    .option('--exit', 'end by itself instead of keeping the timelines open')
    .option('--port <port>', 'port of the page with the timelines (default: any that is free)', portNumber)
    .action(({ from, exit = false, port = 0 }: Given) =>
      act(async (cli) => {
        const app = await appOf(cli);
        const { runtime, files, options } = app;
        const { zone } = files.settings;
        runtime.err(
          `A drill: ${files.region.municipalities.size} municipalities with ${files.region.accounts.size} accounts, all in the sandbox on this machine. Nothing leaves it.\n`,
        );
        let steps = 0;
        let status = DONE;
        await drill(
          app,
          {
            from: from ?? `${options.config}/drill`,
            port,
            onStep() {
              steps++;
              if (steps % PROGRESS_EVERY === 0) runtime.err(`   … ${steps} done\n`);
            },
            onScene: ({ at, file, planned }) =>
              runtime.out(
                `\n${'═'.repeat(78)}\n${shownTime(at, zone, at)}  ${file}\n${'═'.repeat(78)}\n${planReport(planned, zone, at, { all: false, sandbox: true, confirming: null, upcoming: [], digestName: (digest) => digest })}`,
              ),
          },
          async (result) => {
            status = result.differences.length === 0 ? DONE : STAFF;
            await show(app, result, exit);
          },
        );
        return status;
      }),
    );
}

async function show({ runtime, files }: App, result: Drill, exit: boolean): Promise<void> {
  const { scenes, entries, endedAt, differences, sandbox } = result;
  runtime.out(`\n${drillTable(scenes, entries, files.settings.zone, endedAt)}`);
  for (const difference of differences) runtime.out(`DIFFERENCE ${difference}\n`);
  runtime.out(
    differences.length === 0
      ? '\nThe timelines of the sandbox hold exactly what the ledger says.\n'
      : '\nThe timelines differ from the ledger.\n',
  );
  if (exit) {
    runtime.out(`The timelines were at ${sandbox.origin}/ (without --exit they stay there to be read).\n`);
    return;
  }
  runtime.out(`\nRead the timelines as followers would: ${sandbox.origin}/\nCtrl-C ends the drill.\n`);
  await new Promise<void>((resolve) => {
    if (runtime.signal.aborted) resolve();
    runtime.signal.addEventListener('abort', () => resolve());
  });
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number up to 65535.');
  return port;
}
