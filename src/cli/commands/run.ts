import type { App } from '../../app/load.ts';
import type { AppContext } from '../../app/pause.ts';
import { type SandboxServer, sandboxServer } from '../../app/sandbox-server.ts';
import { newWitness } from '../../sql/store.ts';
import { say, shownTime } from '../../staff-words/say.ts';
import { openHealthServer } from '../../web/health-server.ts';
import type { OnWorkerEvent } from '../../worker/events.ts';
import { runOnce, runUntilEnded } from '../../worker/run.ts';
import { runOf } from '../../worker/run-of.ts';
import { appOf, shellUser } from '../command.ts';
import { DONE, MISTAKE } from '../exit.ts';
import { ending, staffReasons } from '../reports/ending.ts';
import { targetNamed, targetOf } from '../reports/target.ts';
import { workerLog } from '../reports/worker-log.ts';
import { showBoard } from '../show-board.ts';
import { isInLog } from './pause.ts';

interface Given {
  readonly once?: boolean;
  readonly adopt?: boolean;
  readonly by?: string;
}

export const usage = '[--once] [--adopt] [--by <name>]';

export async function run(cli: AppContext, { once = false, adopt = false, by = shellUser() }: Given) {
  // After a lost disk everything hangs on this: a log that cannot be written keeps nobody from it.
  if (adopt) await isInLog(cli, by, 'adopted', '');
  const app = await appOf(cli);
  await using server = sandboxServer(app.runtime.clock, ({ web }) => (once ? 0 : web.sandboxPort));
  return once ? await single(app, server, adopt) : await worker(app, server, adopt);
}

async function single(app: App, server: SandboxServer, adopt: boolean): Promise<number> {
  const { onEvent } = workerLog(app.runtime, app.files.settings);
  const { tick, left, entries, undone } = await runOnce(runOf(app, { server, adopt, onEvent }));
  if (tick.kind === 'broken' || left === null) return MISTAKE;
  await showBoard(app, { mode: left.mode, keys: entries.map(({ key }) => key), held: left.held });
  const reasons = staffReasons(left, entries);
  const end = ending(targetOf(app, left.mode), undone ? [...reasons, say('staff-undone')] : reasons);
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
  const staffConsole = files.settings.console && (await consoleOf(app, log, files.settings.console.origin));
  try {
    const onEvent: OnWorkerEvent = (event) => {
      if (event.kind === 'session-opened') target = targetNamed(targetOf(event.session, event.session.mode));
      health.onEvent(event);
      log.onEvent(event);
    };
    await runUntilEnded(runOf(app, { server, adopt, onEvent }, newWitness()));
    return DONE;
  } finally {
    await staffConsole?.close();
    await health.close();
    log.note('stopped', target === '' ? say('log-stopped') : say('log-stopped-target', { target }));
  }
}

/** Loads the console only where there is one. */
async function consoleOf({ options, runtime }: App, log: ReturnType<typeof workerLog>, origin: string) {
  const { consoleBeside } = await import('../console-beside.ts');
  return consoleBeside(options, runtime, {
    opened: () => log.note('console', say('log-console', { origin })),
    failed: (error) => log.onEvent({ kind: 'failed', error }),
  });
}
