import { locateLedgers } from '../../app/locate-ledgers.ts';
import { type AppContext, pause, scopeOf } from '../../app/pause.ts';
import { CHANNELS } from '../../channels/registry.ts';
import type { Logged } from '../../core/domain/signed-log.ts';
import { scopeNamed } from '../../staff-words/advice.ts';
import { say, shownTime } from '../../staff-words/say.ts';
import { appIfReadable, type Typed } from '../command.ts';
import { DONE, MISTAKE } from '../exit.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';

/** The options of `pause` and `resume`. */
export interface ScopeGiven {
  readonly account?: string;
  readonly channel?: string;
  readonly by: string;
}

export const usage = '[--account <id>] [--channel <channel>] --by <name>';

/** Also that of `resume`. */
export function refine({ option }: Typed): void {
  option('channel')
    .choices(CHANNELS.map(({ id }) => id))
    .conflicts('account');
}

export async function run(cli: AppContext, { by, ...given }: ScopeGiven) {
  const { runtime } = cli;
  const { account = null, channel = null } = given;
  // The files are read only to check the name of an account, and it is paused even where they cannot be read.
  const app = account === null ? null : await appIfReadable(cli);
  if (account !== null && app === null) runtime.err(`${say('pause-unchecked', { account })}\n`);
  const scope = scopeOf(app, { account, channel });
  // To stop comes first: any name will do.
  const actor = { id: by, name: by, via: 'command-line' } as const;
  const { ledgers, earlier, mistakes, isUnworked } = await pause(cli, scope, actor);
  runtime.err(mistakeLines(mistakes));
  if (ledgers === 0) return MISTAKE;
  const isLogged = await isInLog(cli, by, 'paused', JSON.stringify(scope));
  if (mistakes.length > 0) {
    runtime.err(`${say('pause-only', { scope: scopeNamed(scope), n: ledgers })}\n`);
    return MISTAKE;
  }
  if (earlier !== null) {
    const time = shownTime(earlier.at, 'UTC', runtime.clock.now());
    runtime.err(`${say('pause-already', { scope: scopeNamed(scope), time, by: earlier.by })}\n`);
  } else runtime.err(`${say('paused', { scope: scopeNamed(scope) })}\n`);
  if (isUnworked) runtime.err(`${say('pause-unworked')}\n`);
  return isLogged ? DONE : MISTAKE;
}

/** Writes the act into the log of the console, if there is one. If that fails, says why; the act itself stays done. */
export async function isInLog(cli: AppContext, by: string, what: Logged, about: string): Promise<boolean> {
  if (locateLedgers(cli.runtime, cli.options).people === null) return true;
  const { logCommand } = await import('../../app/people/log-command.ts');
  const unlogged = await logCommand(cli, by, what, about);
  cli.runtime.err(mistakeLines(unlogged));
  return unlogged.length === 0;
}
