import { z } from 'zod';
import { factsSchema } from './facts.ts';
import { incidentSchema } from './incident.ts';

/** One thing that `set` can set. */
export interface Settable {
  /** The form that `set` takes. `ID` and `LANGUAGE` are placeholders. */
  readonly path: string;
  /** The allowed words; empty where it is no choice between words. */
  readonly values: readonly string[];
  /** A value as it is typed; null where `values` says all. */
  readonly example: string | null;
  readonly description: string;
}

/** Everything that `set` can set in the facts, and in the incident itself. */
export function settable(): { readonly facts: readonly Settable[]; readonly incident: readonly Settable[] } {
  // The fields that can be set are the same in every zone.
  return { facts: settableIn(factsSchema('UTC', null, false)), incident: settableIn(incidentSchema('UTC')) };
}

/** Tells whether the field at this path takes a text, and beside it only null. */
export function takesText(of: 'facts' | 'incident', path: readonly string[]): boolean {
  let fields: readonly Schema[] = [
    jsonSchema(of === 'facts' ? factsSchema('UTC', null, false) : incidentSchema('UTC')),
  ];
  for (const step of path)
    fields = fields
      .flatMap(alternatives)
      .flatMap(({ properties, additionalProperties }) => properties?.[step] ?? (additionalProperties || []));
  const types = fields.flatMap(alternatives).map(({ type }) => type);
  return types.includes('string') && types.every((type) => type === 'string' || type === 'null');
}

function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf?.flatMap(alternatives) ?? [schema];
}

function settableIn(schema: z.ZodType): readonly Settable[] {
  return leaves(jsonSchema(schema), [], '');
}

function jsonSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-07' }) as Schema;
}

/** The part of JSON Schema that our schemas use. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | false;
}

const LANGUAGE_LIKE = 'de';

function leaves(schema: Schema, path: readonly string[], above: string): readonly Settable[] {
  const description = above || (schema.description ?? '');
  if (schema.type === 'null') return [];
  const short = shortFormOf(schema);
  if (short !== null) return leaves({ ...short, description }, path, description);
  if (schema.anyOf) return schema.anyOf.flatMap((one) => leaves(one, path, description));
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([key, one]) =>
      leaves(one, [...path, key], one.description ?? ''),
    );
  if (schema.additionalProperties) {
    const { propertyNames, additionalProperties } = schema;
    const name = LANGUAGE_LIKE === propertyNames?.examples?.[0] ? 'LANGUAGE' : 'ID';
    return leaves(additionalProperties, [...path, name], description);
  }
  const values = schema.enum ?? (schema.type === 'boolean' ? ['true', 'false'] : []);
  return [
    { path: path.join('.'), values, example: values.length > 0 ? null : exampleOf(schema), description },
  ];
}

/** The text that says in short what can also be written in keys: the hours of a contact. */
function shortFormOf({ anyOf }: Schema): Schema | null {
  if (!anyOf?.some(({ type, anyOf: inner }) => type === 'object' || inner)) return null;
  const short = anyOf.map((one) => (one.type === 'string' && !one.enum ? one : shortFormOf(one)));
  return short.find((one) => one !== null) ?? null;
}

function exampleOf({ type, examples }: Schema): string {
  const example = examples?.[0];
  if (typeof example === 'string') return `"${example}"`;
  if (type === 'integer') return '4';
  return type === 'array' ? '[…]' : '"…"';
}
