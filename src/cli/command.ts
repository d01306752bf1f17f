import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import type { App } from '../app/load.ts';
import type { Surroundings } from '../app/pause.ts';
import { type Actor, nameOfPerson } from '../core/domain/actor.ts';
import { mistake, OperatorError, operatorError } from '../core/domain/errors.ts';
import { say } from '../staff-words/say.ts';

/** Runs the work of a command, which resolves with the exit status. */
export type Act = (work: (cli: Surroundings) => Promise<number>) => Promise<void>;

/** One file of `commands/`: its arguments and options, and what it does. Loaded only when the command is called. */
export interface CommandModule {
  define(command: Command, act: Act): void;
}

/** Everything that people wrote, except the state file. Throws an OperatorError where it has mistakes. */
export async function appOf({ runtime, options }: Surroundings): Promise<App> {
  const { load } = await import('../app/load.ts');
  return load(runtime, options);
}

/** The same; null where it has mistakes. For commands that work whatever is broken. */
export async function appIfReadable(cli: Surroundings): Promise<App | null> {
  try {
    return await appOf(cli);
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}

export function byOption(): Option {
  return new Option('--by <name>', say('help-by')).makeOptionMandatory();
}

/** The user of the shell: a number where the system has no name for it, as in a container. */
export function shellUser(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return `uid ${process.getuid?.()}`;
  }
}

/** The person who called with `--by`. Throws `bad-name`. */
export function actorNamed(written: string): Actor {
  const name = nameOfPerson(written);
  return { id: name, name, via: 'command-line' };
}

/** Asks the person at the terminal. Throws `not-confirmed` where nobody is there. */
export async function isAgreed(
  { runtime }: Pick<Surroundings, 'runtime'>,
  question: string,
): Promise<boolean> {
  if (runtime.interactive) return runtime.ask(`${question} ${say('yes-or-no')} `);
  throw operatorError(mistake('not-confirmed'));
}
