import { ERROR_CATALOGUE } from '../../core/domain/error-catalogue.ts';
import { type ErrorCode, type Mistake, operatorError } from '../../core/domain/errors.ts';

export type Path = readonly (string | number)[];

/** A file with more mistakes than this is not read to its end. */
export const MISTAKES_FOUND_MAX = 1_000;

/** A mistake in words: its code, what is wrong, and what to do about it. */
export type Words = Omit<Mistake, 'place'>;

/** A mistake that knows the path to what is wrong instead of its line and column. */
export interface FileMistake extends Words {
  readonly path: Path;
  /** The key, the value under it, or an offset in the file. */
  readonly at: 'key' | 'value' | number;
}

const CODES: ReadonlyMap<string, readonly [means: string, advice: string]> = new Map(
  Object.values(ERROR_CATALOGUE).flatMap((codes): [string, readonly [string, string]][] =>
    Object.entries(codes),
  ),
);

/** The error catalogue's words for a code: nothing of the file is in them. */
export function meaningOf(code: ErrorCode): Words {
  const [message, advice] = CODES.get(code) ?? ['', ''];
  return { code, message, advice };
}

/** The advice is that of the error catalogue, unless it can be more precise. */
export function words(code: ErrorCode, message: string, advice = ''): Words {
  return { code, message, advice: advice.trimEnd() || meaningOf(code).advice };
}

export function mistakeAt(
  path: Path,
  code: ErrorCode,
  message: string,
  advice?: string,
  at: FileMistake['at'] = 'value',
): FileMistake {
  return { path, at, ...words(code, message, advice) };
}

/** A mistake that has no place in a file. */
export function unplaced(code: ErrorCode, message: string, advice?: string): Mistake {
  return { ...words(code, message, advice), place: null };
}

/** `a, b and 3 more` */
export function firstNames(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}

/** An OperatorError with one mistake that has no place in a file. */
export function errorWith(code: ErrorCode, message: string, options?: ErrorOptions) {
  return operatorError(code, message, words(code, message).advice, options);
}
