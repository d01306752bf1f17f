import { z } from 'zod';
import { didYouMean, nearest } from '../validation/nearest.ts';
import { onOneLine } from './edit-yaml.ts';
import { type FileMistake, MISTAKES_FOUND_MAX, mistakeAt, type Path, type Words, words } from './mistake.ts';
import { refuseTooMany, type YamlFile } from './yaml.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType | undefined;

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
  for (const issue of result.error.issues) {
    for (const mistake of mistakesIn(issue, at, schemas, file)) file.mistakes.push(mistake);
    refuseTooMany(file);
  }
  return undefined;
}

/** Checks each entry of a map by itself, so that one with mistakes hides nothing of the others. */
export function checkEach<Value>(
  schema: z.ZodType<Value>,
  file: YamlFile,
  entries: Readonly<Record<string, unknown>>,
  at: string,
): Map<string, Value> {
  const right = new Map<string, Value>();
  for (const [key, entry] of Object.entries(entries)) {
    const checked = check(schema, file, entry, [at, key]);
    if (checked !== undefined) right.set(key, checked);
  }
  return right;
}

/** An issue for a check of our own. */
export function objection({ code, message, advice }: Words, input: unknown, path: Path = []) {
  return { code: 'custom' as const, message, params: { code, advice }, input, path: [...path] };
}

/** A path as it would be typed: `announcements[2].kind`. */
function named(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return name === '' ? 'the file' : `\`${name.replace(/^\./, '')}\``;
}

function mistakesIn(issue: Issue, base: Path, schemas: readonly Schema[], file: YamlFile): FileMistake[] {
  const path: Path = [...base, ...(issue.path as Path)];
  const schema = schemas[Number(issue.message)];
  const told = (words: Words): FileMistake[] => [{ path, at: 'value', ...words }];
  switch (issue.code) {
    case 'custom':
      return told({ ...(issue.params as Words), message: issue.message });
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
      return told(words('not-allowed', `${named(path)} is not allowed like this`));
  }
}

/** A value that is missing, empty, of another type, or not one of the words that are allowed. */
function misfit(issue: Misfit, path: Path, schema: Schema, file: YamlFile): Words {
  const name = named(path);
  const expected = expectedBy(issue);
  const example = exampleOf(schema);
  const isChoice = issue.code === 'invalid_union' && issue.discriminator !== undefined;
  const input = isChoice ? (issue.input as Record<string, unknown>)[issue.discriminator ?? ''] : issue.input;
  if (input === undefined)
    return words('missing-key', `${name} is missing`, `Add \`${path.at(-1)}:\`, ${expected}. ${example}`);
  if (input === null) {
    const advice = `Write ${expected}, or leave the line out. A text that begins with # needs quotes. ${example}`;
    return words('empty-value', `${name} is empty`, advice);
  }
  const typed = file.typed(path);
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typed !== null) {
    const why = typeof input === 'number' ? ' Without them a leading zero is lost.' : '';
    const message = `${name} is ${kindOf(input)}, and text belongs here`;
    return words('not-quoted', message, `Put it in quotes: "${typed}".${why}`);
  }
  if (typeof input === 'string' && (issue.code === 'invalid_value' || isChoice)) {
    const advice = `${didYouMean(nearest(input, wordsOf(issue)))}Write ${expected}.`;
    return words('unknown-word', `${name} cannot be ${shown(input)}`, advice);
  }
  const message = `${name} is ${kindOf(input)}, and ${expected} belongs here`;
  return words('wrong-type', message, example || `Write ${expected}.`);
}

type Misfit = z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue | z.core.$ZodIssueInvalidUnion;

/** Names what belongs in the place of an issue: `text`, `a list or a map`, one of some words. */
function expectedBy(issue: Misfit): string {
  const words = wordsOf(issue);
  if (words.length > 0) return `one of ${words.map((word) => `\`${word}\``).join(', ')}`;
  if (issue.code === 'invalid_type') return TYPE_NAMES[issue.expected] ?? 'a map (lines of `key: value`)';
  const branches = issue.code === 'invalid_union' ? issue.errors.flat() : [];
  return [...new Set(branches.filter(isOfAnotherType).map(expectedBy))].join(' or ');
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
};

function wordsOf(issue: Misfit): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  const { options = [] } = issue as { options?: unknown[] };
  return options.map(String);
}

/** The branch of a union that was probably meant: the one of this type with the fewest issues at its own keys. */
function branchMeant({ errors }: z.core.$ZodIssueInvalidUnion): readonly Issue[] | undefined {
  const own = (issues: readonly Issue[]) => issues.filter(({ path }) => path.length <= 1).length;
  return errors
    .filter((issues) => !issues.some(isOfAnotherType))
    .sort((a, b) => own(a) - own(b) || a.length - b.length)[0];
}

function isOfAnotherType(issue: Issue): issue is z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof issue.input !== 'string');
}

function unknownKey(path: Path, schema: Schema): FileMistake {
  const key = String(path.at(-1));
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const list = known.map((word) => `\`${word}\``).join(', ');
  const advice =
    key === '<<'
      ? 'YAML 1.2 has no merge keys: write the lines out, or use the facts of `all` or of a group.'
      : `${didYouMean(nearest(key, known))}The keys here are ${list}.`;
  return mistakeAt(path, 'unknown-key', `there is no key ${named(path)}`, advice, 'key');
}

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: Path): Words {
  const isSmall = issue.code === 'too_small';
  const bound = isSmall ? issue.minimum : issue.maximum;
  const least = issue.inclusive === false ? 'more than' : 'at least';
  const most = issue.inclusive === false ? 'less than' : 'at most';
  const unit = { string: ' characters', number: '', int: '' }[String(issue.origin)] ?? ' entries';
  const limit = `${isSmall ? least : most} ${bound}${unit}`;
  const message = `${named(path)} must ${unit === '' ? 'be' : 'have'} ${limit}`;
  return words(isSmall ? 'too-small' : 'too-big', message, `Write ${limit}.`);
}

function exampleOf(schema: Schema): string {
  const examples = schema && z.globalRegistry.get(schema)?.examples;
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  return example === undefined ? '' : `For example: ${onOneLine(example)}`;
}

function kindOf(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a map';
  return typeof input === 'string' ? `the text ${shown(input)}` : `the ${typeof input} ${shown(input)}`;
}

/** Quotes in backticks what was written, or the beginning of it. */
export function shown(input: unknown): string {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? String(input));
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
