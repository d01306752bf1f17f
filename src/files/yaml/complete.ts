import type { z } from 'zod';

type CamelCase<Key> = Key extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Key;

/** An object of a file in the shape of the core: `valid_from` is called `validFrom`, and an absent key is null. */
export type Complete<Written> = {
  readonly [Key in keyof Written as CamelCase<Key> & string]-?: undefined extends Written[Key]
    ? Exclude<Written[Key], undefined> | null
    : Written[Key];
};

export function complete<Schema extends z.ZodObject>(schema: Schema) {
  const keys = Object.keys(schema.shape).map((key) => [key, camelCase(key)] as const);
  return schema.transform((written: Record<string, unknown>) => {
    const entries = keys.map(([key, name]) => [name, written[key] ?? null]);
    return Object.fromEntries(entries) as Complete<z.output<Schema>>;
  });
}

function camelCase(key: string): string {
  return key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
