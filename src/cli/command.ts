import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import type { App } from '../app/load.ts';
import type { Surroundings } from '../app/pause.ts';
import { type Actor, nameOfPerson } from '../core/domain/actor.ts';
import { mistake, nullIfWrong, operatorError } from '../core/domain/errors.ts';
import { systemCode } from '../files/read-file.ts';
import { say } from '../staff-words/say.ts';

/** One file of `commands/`. Loaded only when the command is called. */
export interface CommandModule {
  /** Its arguments and options. */
  define(command: Command): void;
  /** What it does with those that were typed, once the files are read. Resolves with the exit status. */
  onFiles?(app: App, ...typed: unknown[]): Promise<number>;
  /** The same for a command that works whatever is wrong with the files. */
  run?(cli: Surroundings, ...typed: unknown[]): Promise<number>;
}

/** Everything that people wrote, except the state file. Throws an OperatorError where it has mistakes. */
export async function appOf({ runtime, options }: Surroundings): Promise<App> {
  const { load } = await import('../app/load.ts');
  return load(runtime, options);
}

/** The same; null where it has mistakes. For commands that work whatever is broken. */
export function appIfReadable(cli: Surroundings): Promise<App | null> {
  return appOf(cli).catch(nullIfWrong);
}

export function byOption(): Option {
  return new Option('--by <name>', say('help-by')).makeOptionMandatory();
}

/** The user of the shell: a number where the system has no name for it, as in a container. */
export function shellUser(): string {
  try {
    return userInfo().username;
  } catch (error) {
    systemCode(error);
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
