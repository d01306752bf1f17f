import type { Instant, Zone } from './clock.ts';
import type sentences from './mistake-sentences.json';

/** Each sentence, with the names that it uses: `npm run types` lists them from mistakes.en.ftl. */
type Sentences = typeof sentences;

/**
 * A sentence of staff-words/mistakes.<language>.ftl: the meaning of a code, `unknown-key`, or one with details,
 * `unknown-key.here`.
 */
export type MistakeSentence = keyof Sentences;
/** Stable and kebab-case, for scripts and tests: `unknown-key`, `missing-token`. */
type ErrorCode = Exclude<MistakeSentence, `${string}.${string}`>;

/** A part of a sentence that has words of its own: `phrase.list` is a list, `eine Liste`. */
export interface Phrase {
  readonly sentence: MistakeSentence;
  readonly args: Args;
}
/** A time as staff read it: with the year, unless that is the year of `now`. */
interface Moment {
  readonly at: Instant;
  readonly zone: Zone;
  readonly now?: Instant;
}
/** Texts are as somebody wrote them. A list is put with commas. */
export type Arg = string | number | Phrase | Moment | readonly Arg[];
export type Args = Readonly<Record<string, Arg>>;

type Names<Id extends MistakeSentence> = Id extends unknown ? keyof Sentences[Id] & string : never;
type ArgsOf<Id extends MistakeSentence> = Readonly<Record<Names<Id>, Arg>> & {
  /** The word that was probably meant: the advice asks. */
  readonly meant?: string | null;
};
/** The arguments after a sentence: none where it names nothing. */
export type MistakeArgs<Id extends MistakeSentence> = [Names<Id>] extends [never]
  ? [args?: ArgsOf<Id>]
  : [args: ArgsOf<Id>];

/** A place in a file that people write. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** One mistake of an operator, as data: `mistakeWords` says in their language what it is and what to do. */
export interface Mistake {
  readonly code: ErrorCode;
  readonly sentence: MistakeSentence;
  readonly args: Args;
  readonly place: Place | null;
  /** The keys that lead to it in the file, even if it was not written and so has no place. */
  readonly path?: readonly (string | number)[];
}

/** A mistake without a place. The compiler knows what each sentence names. */
export function mistake<Id extends MistakeSentence>(sentence: Id, ...[args]: MistakeArgs<Id>): Mistake {
  const [code = ''] = sentence.split('.');
  const { meant, ...named } = (args ?? {}) as Record<string, Arg | null | undefined>;
  const given = { ...named, ...(meant == null ? {} : { meant }) } as Args;
  return { code: code as ErrorCode, sentence, args: given, place: null };
}

export function phrase<Id extends MistakeSentence & `phrase.${string}`>(
  sentence: Id,
  ...given: MistakeArgs<Id>
): Phrase {
  const { args } = mistake(sentence, ...given);
  return { sentence, args };
}

/**
 * Everything that an operator got wrong, at once. The command line prints each mistake with its advice, and exits with 1.
 * Any other error is a bug.
 */
export class OperatorError extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[], options?: ErrorOptions) {
    super(mistakes.map(({ sentence, args }) => `${sentence} ${JSON.stringify(args)}`).join('\n'), options);
    this.name = 'OperatorError';
    this.mistakes = mistakes;
  }
}

/** The mistakes of an OperatorError. Throws any other error: that is a bug. */
export function mistakesIn(error: unknown): readonly Mistake[] {
  if (error instanceof OperatorError) return error.mistakes;
  throw error;
}

/** For `catch`: null in the place of what an operator got wrong. Throws any other error. */
export function nullIfWrong(error: unknown): null {
  mistakesIn(error);
  return null;
}

/** Whether an error is an OperatorError that has a mistake of this code. */
export function isMistake(error: unknown, code: ErrorCode): error is OperatorError {
  return error instanceof OperatorError && error.mistakes.some((mistake) => mistake.code === code);
}

/** An OperatorError with this one mistake. */
export function operatorError<Id extends MistakeSentence>(
  sentence: Id,
  ...given: [...MistakeArgs<Id>, options?: ErrorOptions]
): OperatorError {
  const [args, options] = given as unknown as readonly [ArgsOf<Id>?, ErrorOptions?];
  return new OperatorError([mistake(sentence, ...([args] as MistakeArgs<Id>))], options);
}

/** Reads parts one after the other and collects the mistakes in each, so that all are told at once. */
export function collecting(mistakes: Mistake[]): <Value>(read: () => Value) => Value | null {
  return (read) => {
    try {
      return read();
    } catch (error) {
      mistakes.push(...mistakesIn(error));
      return null;
    }
  };
}

/** Does the same for one part alone; null if it has a mistake. */
export function ifRight<Value>(read: () => Value): Value | null {
  return collecting([])(read);
}
