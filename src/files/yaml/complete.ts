import { z } from 'zod';
import { HOUR, MINUTE, SECOND } from '../../core/domain/clock.ts';

/** The last word of a key that holds a duration. */
const UNITS_MS = { seconds: SECOND, minutes: MINUTE, hours: HOUR };
type Unit = keyof typeof UNITS_MS;

type CoreName<Key> = Key extends `${infer First}_${infer Rest}`
  ? Rest extends Unit
    ? `${First}Ms`
    : `${First}${Capitalize<CoreName<Rest>>}`
  : Key;

/**
 * An object of a file in the shape of the core: `valid_from` is called `validFrom`, `claim_seconds` is `claimMs` and in
 * milliseconds, and an absent key is null.
 */
type Complete<Written> = {
  readonly [Key in keyof Written as CoreName<Key> & string]-?: undefined extends Written[Key]
    ? Exclude<Written[Key], undefined> | null
    : Written[Key];
};

export function complete<Schema extends z.ZodObject>(schema: Schema) {
  const keys = keysOf(schema);
  return schema.transform((written) => inCore(keys, written, null) as Complete<z.output<Schema>>);
}

/** An object with exactly these keys, completed. */
export function object<Shape extends z.ZodRawShape>(shape: Shape, meta: z.core.GlobalMeta = {}) {
  return complete(z.strictObject(shape).meta(meta));
}

/** The same, but absent values stay absent: they are not nulls that somebody wrote. */
export function asWritten<Schema extends z.ZodObject>(schema: Schema) {
  const keys = keysOf(schema);
  return schema.transform(
    (written) => inCore(keys, written, undefined) as Partial<Complete<z.output<Schema>>>,
  );
}

function keysOf({ shape }: z.ZodObject) {
  return Object.keys(shape).map((key) => ({ key, ...coreName(key) }));
}

function inCore(keys: ReturnType<typeof keysOf>, written: Record<string, unknown>, absent: null | undefined) {
  const entries = keys.map(({ key, name, unitMs }) => {
    const value = written[key] ?? (key in written ? null : absent);
    return [name, typeof value === 'number' ? value * unitMs : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function coreName(key: string): { readonly name: string; readonly unitMs: number } {
  const [, beginning, unit] = /^(.+)_(seconds|minutes|hours)$/.exec(key) ?? [];
  const name = unit === undefined ? key : `${beginning}_ms`;
  return {
    name: name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    unitMs: unit === undefined ? 1 : UNITS_MS[unit as Unit],
  };
}

/** The key of a file whose name in the core this is: `valid_from` for `validFrom`. */
export function fileKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
