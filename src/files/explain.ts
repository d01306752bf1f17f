import { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Flaw, Path, Written } from './yaml.ts';

export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly flaws: readonly Flaw[] };

/** What zod found, with the schema that found it, which zod itself forgets. */
type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/**
 * Checks what stands at a path of a written file, and explains everything that is wrong with it to the one who wrote
 * it. `checked.value` is complete: schemas turn what is written into what is meant.
 */
export function check<Value>(schema: z.ZodType<Value>, written: Written, value: unknown, at: Path): Checked<Value> {
  // Zod drops the schema of an issue once it has a message: the message is the ticket under which it is kept here.
  const schemas = new Map<string, Schema>();
  const result = schema.safeParse(value, {
    reportInput: true,
    error: (raw) => {
      const ticket = String(schemas.size);
      if (raw.schema) schemas.set(ticket, raw.schema);
      else if (raw.inst && 'def' in raw.inst._zod && 'type' in raw.inst._zod.def) schemas.set(ticket, raw.inst as Schema);
      return ticket;
    },
  });
  if (result.success) return { ok: true, value: result.data };
  const explainer = new Explainer(schemas, written);
  return { ok: false, flaws: result.error.issues.flatMap((issue) => explainer.flaws(issue, at)) };
}

/** Pushed by checks of our own: says itself what is wrong and what to do. */
export function objection(words: Pick<Flaw, 'code' | 'message' | 'advice'>, input: unknown, path: Path = []) {
  return {
    code: 'custom' as const,
    message: words.message,
    params: { code: words.code, advice: words.advice },
    input,
    path: [...path],
  };
}
