import type { ERROR_CATALOGUE } from './error-catalogue.ts';

type Catalogue = typeof ERROR_CATALOGUE;
/** Stable and kebab-case, for scripts and tests: `unknown-key`, `missing-token`. */
export type ErrorCode = { [Room in keyof Catalogue]: keyof Catalogue[Room] }[keyof Catalogue];

/** A place in a file that people write. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** One thing that an operator got wrong: what, where, and what to do about it. */
export interface Mistake {
  readonly code: ErrorCode;
  readonly message: string;
  readonly advice: string;
  readonly place: Place | null;
}

/**
 * Everything that an operator got wrong, at once. The command line prints each mistake with its advice, and exits with 1.
 * Any other error is a bug.
 */
export class OperatorError extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[], options?: ErrorOptions) {
    super(mistakes.map((mistake) => `${mistake.code}: ${mistake.message}`).join('\n'), options);
    this.name = 'OperatorError';
    this.mistakes = mistakes;
  }
}

/** Whether an error is an OperatorError that has a mistake of this code. */
export function isMistake(error: unknown, code: ErrorCode): error is OperatorError {
  return error instanceof OperatorError && error.mistakes.some((mistake) => mistake.code === code);
}

/** An OperatorError with one mistake that is in no file. */
export function operatorError(code: ErrorCode, message: string, advice: string, options?: ErrorOptions) {
  return new OperatorError([{ code, message, advice, place: null }], options);
}

/** Reads parts one after the other and collects what is wrong with each, so that all of it is told at once. */
export function collecting(mistakes: Mistake[]): <Value>(read: () => Value) => Value | null {
  return (read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      mistakes.push(...error.mistakes);
      return null;
    }
  };
}
