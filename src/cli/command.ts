import { userInfo } from 'node:os';
import { type Argument, type Command, Option } from 'commander';
import type { App } from '../app/load.ts';
import type { AppContext } from '../app/pause.ts';
import { type Actor, nameOfPerson } from '../core/domain/actor.ts';
import { nullIfWrong, operatorError } from '../core/domain/errors.ts';
import { systemCode } from '../files/read-file.ts';
import { isSentence, type SentenceId, say, sayWith } from '../staff-words/say.ts';

/** One file of `commands/`. Loaded only when the command is called. */
export interface CommandModule {
  /**
   * Names the arguments and options as a manual does: `<who> [--yes] --by <name>`. Each argument and option is explained by the
   * sentence `help-<command>-<name>`, or by `help-<name>`.
   */
  readonly usage: string;
  /** Says what a line cannot: which words may be chosen, and which options exclude each other. */
  refine?(typed: Typed): void;
  /** Runs the command once the files are read. Resolves with its exit status; nothing means 0. */
  onFiles?(app: App, ...typed: unknown[]): Promise<number | undefined>;
  /** The same for a command that works even if the files are broken. */
  run?(cli: AppContext, ...typed: unknown[]): Promise<number | undefined>;
}

/** The arguments and options of a command, by name. */
export interface Typed {
  argument(name: string): Argument;
  option(name: string): Option;
}

export function withUsage(command: Command, usage: string): Typed {
  const help = (name = '') => {
    const own = `help-${command.name()}-${name}`;
    return sayWith((isSentence(own) ? own : `help-${name}`) as SentenceId, {});
  };
  for (const [written, flags, name] of usage.matchAll(TYPED)) {
    if (flags === undefined) command.argument(written, help(/[\w-]+/.exec(written)?.[0]));
    else command.addOption(new Option(flags, help(name)).makeOptionMandatory(!written.startsWith('[')));
  }
  const named = <One extends Argument | Option>(all: readonly One[], name: string): One => {
    const found = all.find((one) => one.name() === name);
    if (found) return found;
    throw new RangeError(`${command.name()} has no ${name}`);
  };
  return {
    argument: (name) => named(command.registeredArguments, name),
    option: (name) => named(command.options, name),
  };
}

/** Parses an option that may be typed several times. */
export function severalTimes(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/**
 * Ends the command where an option has no value, as an empty variable of a script gives it, or another option for its value, as
 * in `--by --yes`, or a value twice, where only the last would count. An empty `--by` is left to the command: `pause` accepts any name.
 */
export function refuseSlips(command: Command): void {
  const all = new Set<string | null | undefined>(command.options.map(({ long }) => long));
  for (const option of command.options.filter((one) => !one.isBoolean())) {
    const isSingle = !option.variadic && option.parseArg !== severalTimes;
    let isTyped = false;
    const isName = option.name() === 'by';
    command.on(`option:${option.name()}`, (value: string | null) => {
      if (all.has(value) || (value?.trim() === '' && !isName))
        command.error(`error: option '${option.flags}' empty`);
      if (isSingle && isTyped) command.error(`error: option '${option.flags}' twice`);
      isTyped = true;
    });
  }
}

/** An option with its value, in brackets where it may be left out; or an argument. */
const TYPED = /\[?(--([\w-]+)(?: [<[][^>\]]+[>\]])?)\]?|[<[][^>\]]+[>\]]/g;

/** Everything that people wrote, except the state file. Throws an OperatorError where it has mistakes. */
export async function appOf({ runtime, options }: AppContext): Promise<App> {
  const { load } = await import('../app/load.ts');
  return load(runtime, options);
}

/** The same; null where it has mistakes. For commands that work whatever is broken. */
export function appIfReadable(cli: AppContext): Promise<App | null> {
  return appOf(cli).catch(nullIfWrong);
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
export async function isAgreed({ runtime }: Pick<AppContext, 'runtime'>, question: string): Promise<boolean> {
  if (runtime.interactive) return runtime.ask(`${question} ${say('yes-or-no')} `);
  throw operatorError('not-confirmed');
}
