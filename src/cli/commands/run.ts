import type { Command } from 'commander';
import type { App } from '../../app/load.ts';
import { type SandboxServer, sandboxServer } from '../../app/sandbox-server.ts';
import type { Session } from '../../app/session.ts';
import { staffNeededFor } from '../../app/staff-needed.ts';
import { OperatorError } from '../../core/domain/errors.ts';
import { openHealthServer } from '../../web/health-server.ts';
import { say, shownTime, spoken } from '../../words/say.ts';
import { runOnce, runUntilEnded } from '../../worker/run.ts';
import { runOf } from '../../worker/run-of.ts';
import { type Act, appOf } from '../command.ts';
import type { ConsoleOpened, ForConsole } from '../console-thread.ts';
import { DONE, MISTAKE } from '../exit.ts';
import { wordAlert } from '../reports/alert-report.ts';
import { ending, staffReasons } from '../reports/ending.ts';
import { targetNamed } from '../reports/target.ts';
import { workerLog } from '../reports/worker-log.ts';
import { showBoard } from '../show-board.ts';

export function define(command: Command, act: Act): void {
  command
    .option('--once', say('help-run-once'))
    .option('--adopt', say('help-run-adopt'))
    .action(({ once = false, adopt = false }: { once?: boolean; adopt?: boolean }) =>
      act(async (cli) => {
        const app = await appOf(cli);
        const server = sandboxServer(app.runtime.clock, ({ web }) => (once ? 0 : web.sandboxPort));
        try {
          return once ? await single(app, server, adopt) : await worker(app, server, adopt);
        } finally {
          await server.close();
        }
      }),
    );
}

async function single(app: App, server: SandboxServer, adopt: boolean): Promise<number> {
  const { onEvent } = workerLog(app.runtime, app.files.settings);
  const { tick, left, entries } = await runOnce(runOf(app, { server, adopt, wordAlert, onEvent }));
  if (tick.kind === 'broken' || left === null) return MISTAKE;
  const { sandbox } = app.files.settings;
  await showBoard(app, { mode: left.mode, keys: entries.map(({ key }) => key), held: left.held });
  const end = ending({ mode: left.mode, sandbox }, staffReasons(staffNeededFor(left, entries)));
  app.runtime.err(end.line);
  return end.status;
}

async function worker(app: App, server: SandboxServer, adopt: boolean): Promise<number> {
  const { runtime, options, files } = app;
  const log = workerLog(runtime, files.settings);
  const health = await openHealthServer(files.settings.web, runtime);
  log.note(
    'started',
    say('log-started', {
      time: shownTime(runtime.clock.now(), files.settings.zone, runtime.clock.now()),
      file: options.stateShown,
      health: `${health.origin}/healthz`,
    }),
  );
  let target = '';
  const staffConsole = files.settings.console && (await consoleOf(app));
  if (files.settings.console)
    log.note('console', say('log-console', { origin: files.settings.console.origin }));
  try {
    const run = runOf(app, {
      server,
      adopt,
      wordAlert,
      onEvent(event) {
        if (event.kind === 'session-opened') target = targetOf(event.session);
        health.onEvent(event);
        log.onEvent(event);
      },
    });
    await Promise.race([runUntilEnded(run), ...(staffConsole ? [staffConsole.ended] : [])]);
    return DONE;
  } finally {
    await staffConsole?.close();
    await health.close();
    log.note('stopped', target === '' ? say('log-stopped') : say('log-stopped-target', { target }));
  }
}

/** The console in its thread. `ended` rejects where that ends by a bug. Throws what opening the console throws. */
async function consoleOf({ options }: App) {
  const { Worker } = await import('node:worker_threads');
  const workerData: ForConsole = { options, language: spoken() };
  const thread = new Worker(new URL('../console-thread.ts', import.meta.url), { workerData });
  const ended = new Promise<void>((resolve, reject) => {
    thread.once('error', reject);
    thread.once('exit', () => resolve());
  });
  const opened = new Promise<ConsoleOpened>((resolve) => thread.once('message', resolve));
  const mistakes = await Promise.race([opened, ended]);
  if (mistakes && mistakes.length > 0) throw new OperatorError(mistakes);
  return {
    ended,
    async close() {
      thread.postMessage('end');
      await ended.catch(() => {});
    },
  };
}

function targetOf({ mode, files }: Session): string {
  return targetNamed({ mode, sandbox: files.settings.sandbox });
}
