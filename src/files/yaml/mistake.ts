import type { ErrorCode } from '../../core/domain/errors.ts';

export type Path = readonly (string | number)[];

/** A mistake that knows the path to what is wrong. */
export interface Flaw {
  readonly path: Path;
  /** The key, what stands under it, or an offset in the file. */
  readonly at: 'key' | 'value' | number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly advice: string;
}
