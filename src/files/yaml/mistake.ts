import type { ErrorCode, Mistake } from '../../core/domain/errors.ts';

export type Path = readonly (string | number)[];

/** A mistake that knows the path to what is wrong instead of its line and column. */
export interface FileMistake extends Omit<Mistake, 'place'> {
  readonly path: Path;
  /** The key, the value under it, or an offset in the file. */
  readonly at: 'key' | 'value' | number;
}

export function mistakeAt(
  path: Path,
  code: ErrorCode,
  message: string,
  advice: string,
  at: FileMistake['at'] = 'value',
): FileMistake {
  return { path, at, code, message, advice };
}
