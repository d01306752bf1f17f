import { z } from 'zod';
import type { ErrorCode } from '../../core/domain/errors.ts';
import { nearest } from '../validation/nearest.ts';
import type { Flaw, Path } from './mistake.ts';
import type { Written } from './yaml.ts';

export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly flaws: readonly Flaw[] };

export type Words = Pick<Flaw, 'code' | 'message' | 'advice'>;
type Issue = z.core.$ZodIssue;
type Schemas = ReadonlyMap<string, z.core.$ZodType>;

/**
 * Checks a part of a written file, `value` at the path `at`, and explains everything that is wrong to the one who
 * wrote it. What comes out is complete: schemas turn what is written into what is meant.
 */
export function check<Value>(
  schema: z.ZodType<Value>,
  written: Written,
  value: unknown,
  at: Path,
): Checked<Value> {
  // Zod drops the schema of an issue as soon as it has a message, so the message is a ticket for it.
  const schemas = new Map<string, z.core.$ZodType>();
  const result = schema.safeParse(value, {
    reportInput: true,
    error: (raw) => {
      const ticket = String(schemas.size);
      if (raw.schema) schemas.set(ticket, raw.schema);
      return ticket;
    },
  });
  if (result.success) return { ok: true, value: result.data };
  const flaws = result.error.issues.flatMap((issue) => explained(issue, at, schemas, written));
  return { ok: false, flaws };
}

/** Checks each entry of a map by itself: one that is wrong hides nothing of the others. Adds to `flaws`. */
export function checkEach<Value>(
  schema: z.ZodType<Value>,
  written: Written,
  entries: Readonly<Record<string, unknown>>,
  at: string,
  flaws: Flaw[],
): Map<string, Value> {
  const right = new Map<string, Value>();
  for (const [key, entry] of Object.entries(entries)) {
    const checked = check(schema, written, entry, [at, key]);
    if (checked.ok) right.set(key, checked.value);
    else flaws.push(...checked.flaws);
  }
  return right;
}

/** An issue that says itself what is wrong and what to do, for checks of our own. */
export function objection(words: Words, input: unknown, path: Path = []) {
  const { code, message, advice } = words;
  return { code: 'custom' as const, message, params: { code, advice }, input, path: [...path] };
}

/** A path as it would be typed: `announcements[2].kind`. */
export function named(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return name === '' ? 'the file' : `\`${name.replace(/^\./, '')}\``;
}

function explained(issue: Issue, base: Path, schemas: Schemas, written: Written): Flaw[] {
  const path: Path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const here = (words: Words): Flaw[] => [{ path, at: 'value', ...words }];
  const schema = schemas.get(issue.message);
  switch (issue.code) {
    case 'custom':
      return here({
        code: issue.params?.code as ErrorCode,
        message: issue.message,
        advice: String(issue.params?.advice),
      });
    case 'invalid_type':
      return here(wrongType(issue, path, schema, written));
    case 'invalid_value':
      return here(wrongWord(issue, path));
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], keysOf(schema)));
    case 'invalid_key':
      return issue.issues
        .slice(0, 1)
        .flatMap((inner) => explained(inner, path, schemas, written))
        .map((flaw) => ({ ...flaw, at: 'key' }));
    case 'invalid_union':
      if (issue.discriminator !== undefined) return here(wrongKind(issue, issue.discriminator, path));
      return explainedUnion(issue, path, schemas, written);
    case 'too_small':
    case 'too_big':
      return here(outOfBounds(issue, path));
    default:
      return here({
        code: 'not-allowed',
        message: `${named(path)} is not allowed as it is`,
        advice: exampleOf(schema) || 'Compare it with the files that ship.',
      });
  }
}

function wrongType(
  issue: z.core.$ZodIssueInvalidType,
  path: Path,
  schema: z.core.$ZodType | undefined,
  written: Written,
): Words {
  const last = path.at(-1);
  if (issue.input === undefined)
    return {
      code: 'missing-key',
      message: `${named(path)} is missing`,
      advice: `Add \`${last}:\`. ${exampleOf(schema)}`.trim(),
    };
  if (issue.input === null)
    return {
      code: 'empty-value',
      message: `nothing is written for ${named(path)}`,
      advice:
        `Write it, or leave the line out. A text that begins with # needs quotes. ${exampleOf(schema)}`.trim(),
    };
  const typed = written.typed(path);
  if (issue.expected === 'string' && typed !== null)
    return {
      code: 'not-quoted',
      message: `${named(path)} is ${kindOf(issue.input)}, and text belongs here`,
      advice: `Put it in quotes: "${typed}".${typeof issue.input === 'number' ? ' Without them a leading zero is lost.' : ''}`,
    };
  return {
    code: 'wrong-type',
    message: `${named(path)} is ${kindOf(issue.input)}, and ${wordFor(issue)} belongs here`,
    advice: exampleOf(schema) || `Write ${wordFor(issue)}.`,
  };
}

/** A word that decides which keys belong to it. */
function wrongKind(issue: z.core.$ZodIssueInvalidUnion, key: string, path: Path): Words {
  const { options = [] } = issue as { options?: z.core.util.Primitive[] };
  const input = (issue.input as Record<string, unknown>)[key];
  return wrongWord({ input, values: options }, path);
}

function wrongWord(issue: Pick<z.core.$ZodIssueInvalidValue, 'input' | 'values'>, path: Path): Words {
  const allowed = issue.values.map(String);
  const list = allowed.map((word) => `\`${word}\``).join(', ');
  if (issue.input === undefined)
    return {
      code: 'missing-key',
      message: `${named(path)} is missing`,
      advice: `Add \`${path.at(-1)}:\` with one of ${list}.`,
    };
  if (issue.input === null)
    return {
      code: 'empty-value',
      message: `nothing is written for ${named(path)}`,
      advice: `Write one of ${list}.`,
    };
  const meant = typeof issue.input === 'string' ? nearest(issue.input, allowed) : null;
  return {
    code: 'unknown-word',
    message: `${named(path)} can't be ${typeof issue.input === 'string' ? shown(issue.input) : kindOf(issue.input)}`,
    advice: `${didYouMean(meant)}Allowed: ${list}.`,
  };
}

function unknownKey(path: Path, known: readonly string[]): Flaw {
  const key = String(path.at(-1));
  const advice =
    key === '<<'
      ? 'Merge keys are not part of YAML 1.2: write the lines out, or use the facts of `all` or of a group.'
      : `${didYouMean(nearest(key, known))}Known here: ${known.map((word) => `\`${word}\``).join(', ')}.`;
  return { path, at: 'key', code: 'unknown-key', message: `nobody knows the key ${named(path)}`, advice };
}

/** The branch that was probably meant: the one of this type that knows most of the keys, and then has fewest flaws. */
function explainedUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  schemas: Schemas,
  written: Written,
): Flaw[] {
  const branches = issue.errors as readonly (readonly Issue[])[];
  const ofThisType = branches.filter((issues) => !issues.some(isOfAnotherType));
  const [meant] = ofThisType.sort((a, b) => strangers(a) - strangers(b) || a.length - b.length);
  if (meant) return meant.flatMap((inner) => explained(inner, path, schemas, written));
  const kinds = branches.flat().flatMap((inner) => (isOfAnotherType(inner) ? [wordFor(inner)] : []));
  const expected = [...new Set(kinds)].join(' or ');
  if (issue.input === undefined)
    return [
      {
        path,
        at: 'value',
        code: 'missing-key',
        message: `${named(path)} is missing`,
        advice: `Add \`${path.at(-1)}:\`, ${expected}. ${exampleOf(schemas.get(issue.message))}`.trim(),
      },
    ];
  return [
    {
      path,
      at: 'value',
      code: issue.input === null ? 'empty-value' : 'wrong-type',
      message: `${named(path)} is ${kindOf(issue.input)}, and ${expected} belongs here`,
      advice: exampleOf(schemas.get(issue.message)) || `Write ${expected}.`,
    },
  ];
}

function isOfAnotherType(issue: Issue): issue is z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof issue.input !== 'string');
}

/** How many keys of the value this branch does not know. */
function strangers(issues: readonly Issue[]): number {
  return issues.reduce((count, issue) => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return count + issue.keys.length;
    return issue.code === 'invalid_key' && issue.path.length === 1 ? count + 1 : count;
  }, 0);
}

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: Path): Words {
  const small = issue.code === 'too_small';
  const bound = small ? issue.minimum : issue.maximum;
  const unit =
    issue.origin === 'string'
      ? ' characters'
      : issue.origin === 'number' || issue.origin === 'int'
        ? ''
        : ' entries';
  const limit = `${issue.inclusive === false ? (small ? 'more than' : 'less than') : small ? 'at least' : 'at most'} ${bound}${unit}`;
  return {
    code: small ? 'too-small' : 'too-big',
    message: `${named(path)} must have ${limit}`.replace('must have', unit === '' ? 'must be' : 'must have'),
    advice: `Write ${limit}.`,
  };
}

export function didYouMean(word: string | null): string {
  return word === null ? '' : `Did you mean \`${word}\`? `;
}

function keysOf(schema: z.core.$ZodType | undefined): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function exampleOf(schema: z.core.$ZodType | undefined): string {
  const examples = schema && z.globalRegistry.get(schema)?.examples;
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  return example === undefined ? '' : `For example: ${flow(example)}`;
}

/** As YAML in one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, one]) => `${key}: ${flow(one)}`)
    .join(', ')}}`;
}

function wordFor(issue: z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue): string {
  if (issue.code === 'invalid_value')
    return `one of ${issue.values.map((word) => `\`${String(word)}\``).join(', ')}`;
  switch (issue.expected) {
    case 'string':
      return 'text';
    case 'number':
      return 'a number';
    case 'int':
      return 'a whole number';
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return 'a list';
    default:
      return 'a map (lines of `key: value`)';
  }
}

function kindOf(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a map';
  return typeof input === 'string' ? `the text ${shown(input)}` : `the ${typeof input} ${shown(input)}`;
}

/** As it was written, or the beginning of it. */
export function shown(input: unknown): string {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? String(input));
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
