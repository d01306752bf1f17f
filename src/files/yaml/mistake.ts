import {
  type Arg,
  type Mistake,
  type MistakeArgs,
  type MistakeSentence,
  mistake,
  phrase,
} from '../../core/domain/errors.ts';

export type Path = readonly (string | number)[];

/** A file with more mistakes than this is not read to its end. */
export const MISTAKES_FOUND_MAX = 1_000;

/** A mistake that knows the path to what is wrong instead of its line and column. */
export interface FileMistake extends Mistake {
  readonly path: Path;
  /** The key, the value under it, or an offset in the file. */
  readonly at: 'key' | 'value' | number;
}

/** At the value under this path. */
export function mistakeAt<Id extends MistakeSentence>(
  path: Path,
  sentence: Id,
  ...args: MistakeArgs<Id>
): FileMistake {
  return { path, at: 'value', ...mistake(sentence, ...args) };
}

/** `a, b and 3 more` */
export function firstNames(names: readonly string[], most: number): Arg {
  const first = names.slice(0, most);
  return names.length > most ? phrase('phrase.and-more', { names: first, n: names.length - most }) : first;
}
