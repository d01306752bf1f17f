import { z } from 'zod';
import { keptIn } from '../../core/domain/cache.ts';
import { type Arg, type Mistake, mistake, type Phrase, phrase } from '../../core/domain/errors.ts';
import { nearest } from '../nearest.ts';
import { yamlOnOneLine } from './edit-yaml.ts';
import { type FileMistake, MISTAKES_FOUND_MAX, mistakeAt, type Path } from './mistake.ts';
import { readYaml, refusal, refuseTooMany, type YamlFile } from './yaml.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType | undefined;

/** Reads a file that a schema says all of. Throws an OperatorError with everything that is wrong with it. */
export function readChecked<Value>(
  schema: z.ZodType<Value>,
  content: Uint8Array | string,
  name: string,
): Value {
  const file = readYaml(content, name);
  const checked = check(schema, file, file.value, []);
  if (checked === undefined || file.mistakes.length > 0) throw refusal(file);
  return checked;
}

/**
 * Checks `value`, which the file has at the path `at`, and returns it in the shape that the schema gives it.
 * If anything is wrong it returns undefined and adds all of it to the file's mistakes.
 */
export function check<Value>(
  schema: z.ZodType<Value>,
  file: YamlFile,
  value: unknown,
  at: Path,
): Value | undefined {
  // Zod drops the schema of an issue as soon as it has a message, so each message is an index into the schemas.
  const schemas: Schema[] = [];
  const result = schema.safeParse(value, {
    reportInput: true,
    error: (raw) => String(schemas.push(raw.schema) - 1),
  });
  if (result.success) return result.data;
  for (const issue of result.error.issues.filter(isAboutItself)) {
    for (const mistake of mistakesIn(issue, at, schemas, file)) file.mistakes.push(mistake);
    refuseTooMany(file);
  }
  return undefined;
}

/** Zod counts the characters of a text where a list belongs. */
function isAboutItself(issue: Issue, _: number, all: readonly Issue[]): boolean {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return true;
  const at = issue.path.join('.');
  return !all.some(({ code, path }) => code === 'invalid_type' && path.join('.') === at);
}

/** By schema: what each entry came out as that it found nothing wrong with. */
const checkedBy = new WeakMap<z.ZodType, WeakMap<object, unknown>>();

/**
 * Checks each entry of a map by itself, so that one with mistakes hides nothing of the others. An object that was right is not
 * checked again by the same schema.
 */
export function checkEach<Value>(
  schema: z.ZodType<Value>,
  file: YamlFile,
  entries: Readonly<Record<string, unknown>>,
  at: string,
): Map<string, Value> {
  const before = keptIn(checkedBy, schema, () => new WeakMap()) as WeakMap<object, Value>;
  const right = new Map<string, Value>();
  for (const [key, entry] of Object.entries(entries)) {
    const isObject = typeof entry === 'object' && entry !== null;
    const checked = (isObject && before.get(entry)) || check(schema, file, entry, [at, key]);
    if (checked === undefined) continue;
    right.set(key, checked);
    if (isObject) before.set(entry, checked);
  }
  return right;
}

/** An issue for a check of our own. */
export function objection(mistake: Mistake, input: unknown, path: Path = []) {
  return { code: 'custom' as const, message: mistake.code, params: { mistake }, input, path: [...path] };
}

/** A path as it would be typed: `announcements[2].kind`. */
function named(path: Path): Arg {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return name === '' ? phrase('phrase.file') : `\`${name.replace(/^\./, '')}\``;
}

function mistakesIn(issue: Issue, base: Path, schemas: readonly Schema[], file: YamlFile): FileMistake[] {
  const path: Path = [...base, ...(issue.path as Path)];
  const schema = schemas[Number(issue.message)];
  const told = (mistake: Mistake): FileMistake[] => [{ path, at: 'value', ...mistake }];
  switch (issue.code) {
    case 'custom':
      return told((issue.params as { mistake: Mistake }).mistake);
    case 'unrecognized_keys':
      return issue.keys.slice(0, MISTAKES_FOUND_MAX + 1).map((key) => unknownKey([...path, key], schema));
    case 'invalid_key': {
      const [mistake] = issue.issues.flatMap((inner) => mistakesIn(inner, path, schemas, file));
      return mistake ? [{ ...mistake, at: 'key' }] : [];
    }
    case 'invalid_union': {
      const branch = branchMeant(issue);
      if (branch) return branch.flatMap((inner) => mistakesIn(inner, path, schemas, file));
      return told(misfit(issue, path, schema, file));
    }
    case 'invalid_type':
    case 'invalid_value':
      return told(misfit(issue, path, schema, file));
    case 'too_small':
    case 'too_big':
      return told(outOfBounds(issue, path));
    default:
      return told(mistake('not-allowed.here', { name: named(path) }));
  }
}

/** A value that is missing, empty, of another type, or not one of the words that are allowed. */
function misfit(issue: Misfit, path: Path, schema: Schema, file: YamlFile): Mistake {
  const name = named(path);
  const expected = expectedBy(issue);
  const written = exampleOf(schema);
  const example = written === null ? '' : phrase('phrase.example', { example: written });
  const isChoice = issue.code === 'invalid_union' && issue.discriminator !== undefined;
  const input = isChoice ? (issue.input as Record<string, unknown>)[issue.discriminator ?? ''] : issue.input;
  if (input === undefined)
    return mistake('missing-key.here', { name, key: String(path.at(-1)), expected, example });
  if (input === null) return mistake('empty-value.here', { name, expected, example });
  const typed = file.typed(path);
  const given = phrase('phrase.given', {
    type: Array.isArray(input) ? 'array' : typeof input,
    written: shown(input),
  });
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typed !== null)
    return mistake(typeof input === 'number' ? 'not-quoted.number' : 'not-quoted.here', {
      name,
      given,
      typed,
    });
  if (typeof input === 'string' && (issue.code === 'invalid_value' || isChoice)) {
    const meant = nearest(input, wordsOf(issue));
    return mistake('unknown-word.here', { name, written: shown(input), expected, meant });
  }
  return written === null
    ? mistake('wrong-type.here', { name, given, expected })
    : mistake('wrong-type.example', { name, given, expected, example: written });
}

type Misfit = z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue | z.core.$ZodIssueInvalidUnion;

/** Names what belongs in the place of an issue: `text`, `a list or a map`, one of some words. */
function expectedBy(issue: Misfit): Phrase {
  const words = wordsOf(issue);
  if (words.length > 0) return phrase('phrase.one-of', { words: words.map((word) => `\`${word}\``) });
  if (issue.code === 'invalid_type') {
    const type = NAMED_TYPES.find((one) => one === issue.expected) ?? 'map';
    return phrase(`phrase.${type}`);
  }
  const branches = issue.code === 'invalid_union' ? issue.errors.flat() : [];
  const expected = branches.filter(isOfAnotherType).map(expectedBy);
  return [...new Map(expected.map((one) => [JSON.stringify(one), one])).values()].reduce((a, b) =>
    phrase('phrase.or', { a, b }),
  );
}

/** Everything else is a map. */
const NAMED_TYPES = ['string', 'number', 'int', 'boolean', 'array'] as const;

function wordsOf(issue: Misfit): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  const { options = [] } = issue as { options?: unknown[] };
  return options.map(String);
}

/**
 * The branch of a union that was probably meant: the one of this type that knows the keys best, then that with the fewest
 * issues at its own keys.
 */
function branchMeant({ errors }: z.core.$ZodIssueInvalidUnion): readonly Issue[] | undefined {
  const own = (issues: readonly Issue[]) => issues.filter(({ path }) => path.length <= 1).length;
  const unknown = (issues: readonly Issue[]) =>
    own(issues.filter(({ code }) => code === 'invalid_key' || code === 'unrecognized_keys'));
  return errors
    .filter((issues) => !issues.some(isOfAnotherType))
    .sort((a, b) => unknown(a) - unknown(b) || own(a) - own(b) || a.length - b.length)[0];
}

function isOfAnotherType(issue: Issue): issue is z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof issue.input !== 'string');
}

function unknownKey(path: Path, schema: Schema): FileMistake {
  const key = String(path.at(-1));
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const name = named(path);
  const keys = known.map((word) => `\`${word}\``);
  return {
    ...(key === '<<'
      ? mistakeAt(path, 'unknown-key.merge', { name })
      : mistakeAt(path, 'unknown-key.here', {
          name,
          keys,
          meant: nearest(key, known) ?? below(key, schema),
        })),
    at: 'key',
  };
}

/** `reach.phone` for `phone`: the only key of this name in a map of the schema. */
function below(key: string, schema: Schema): string | null {
  const fields = schema instanceof z.ZodObject ? Object.entries<Schema>(schema.shape) : [];
  const [found, ...more] = fields.filter(([, field]) => {
    const map = unwrapped(field);
    return map instanceof z.ZodObject && Object.hasOwn(map.shape, key);
  });
  return found && more.length === 0 ? `${found[0]}.${key}` : null;
}

/** The schema of the value itself, as it is written, without `optional`, `nullable` or a conversion. */
function unwrapped(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrapped(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: Path): Mistake {
  const isSmall = issue.code === 'too_small';
  const unit = { string: 'characters', number: 'none', int: 'none' }[String(issue.origin)] ?? 'entries';
  const inclusive = issue.inclusive === false ? 'no' : 'yes';
  const bound = { bound: Number(isSmall ? issue.minimum : issue.maximum), unit, inclusive };
  const limit = phrase(isSmall ? 'phrase.least' : 'phrase.most', bound);
  return mistake(isSmall ? 'too-small.here' : 'too-big.here', { name: named(path), unit, limit });
}

function exampleOf(schema: Schema): string | null {
  const examples = schema && z.globalRegistry.get(schema)?.examples;
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  return example === undefined ? null : yamlOnOneLine(example);
}

/** Quotes a written value in backticks, or the beginning of it. */
export function shown(input: unknown): string {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? String(input));
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
