import { isUtf8 } from 'node:buffer';
import { statSync } from 'node:fs';
import { chmod, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'dotenv';
import { type Mistake, mistake, operatorError } from '../../core/domain/errors.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { notWritten, saveAtomically } from '../incident/save.ts';
import { readFileBounded, systemCode, textIfReadable } from '../read-file.ts';
import type { Environment } from './secrets.ts';

/** Variables whose value may be kept in a file of its own, which the variable with `_FILE` at its end names. */
const IN_FILE = /^((?:ALERTS|STATE)_\w+|DATABASE_URL|\w+_(?:TOKEN|SECRET|KEY))_FILE$/;

/** Without it, posts would go to another ledger. */
const NAMES_LEDGER = 'DATABASE_URL';

/**
 * Returns a function that adds to variables those whose files they name, by paths that begin in `folder`. A variable that is set
 * and not empty wins over its file; a file that cannot be read gives none. The result is the same object as before while
 * variables and files stay the same. Throws `env-unreadable` where the file that names the database cannot be read, and
 * where nothing speaks of a database any more that was named before: somebody is writing `.env`, or it was cut off.
 * `database`: the one that was named before the first reading.
 */
export function secretFileReader(folder: string, database = ''): (env: Environment) => Environment {
  let last: {
    readonly env: Environment;
    readonly named: ReturnType<typeof filesNamedIn>;
    readonly values: readonly (string | null)[];
    readonly all: Environment;
  } | null = null;
  return (env) => {
    const databaseBefore = last === null ? database : last.all[NAMES_LEDGER];
    if (databaseBefore && !(NAMES_LEDGER in env) && !env[`${NAMES_LEDGER}_FILE`])
      throw operatorError('env-unreadable.lost', { name: NAMES_LEDGER });
    const before = last?.env === env ? last : null;
    const named = before?.named ?? filesNamedIn(env);
    const values = named.map(({ path }) => textIfReadable(resolve(folder, path))?.trim() ?? null);
    const lost = named.find(({ name }, index) => name === NAMES_LEDGER && !env[name] && !values[index]);
    if (lost) throw operatorError('env-unreadable.named', { file: lost.path, name: lost.name });
    if (before !== null && values.every((value, index) => value === before.values[index])) return before.all;
    const inFiles = named.flatMap(({ name }, index) => {
      const value = values[index] ?? null;
      return value === null || env[name] ? [] : [[name, value] as const];
    });
    const all = { ...env, ...Object.fromEntries(inFiles) };
    last = { env, named, values, all };
    return all;
  };
}

function filesNamedIn(env: Environment): readonly { readonly name: string; readonly path: string }[] {
  return Object.entries(env).flatMap(([variable, path]) => {
    const name = IN_FILE.exec(variable)?.[1];
    return name === undefined || !path ? [] : { name, path };
  });
}

/** The warning that other users of the machine can read `.env`; null where they cannot. */
export function envFileWarning(path: string): Mistake | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || (stats.mode & 0o077) === 0 || process.platform === 'win32') return null;
  const place = { file: path, line: null, column: null };
  return { ...mistake('open-secrets.here', { file: path }), place };
}

/** Reads the variables that are written in `.env`; none where there is no file. */
export function writtenInEnv(path: string): Environment {
  return parse(textIfReadable(path) ?? '');
}

/**
 * Writes variables into `.env`, wholly or not at all, and takes out those that are null. Every other line and comment stays. A new
 * file, and one that everybody on the machine could read, is its owner's only. Throws `not-written`, `not-utf8` or
 * `changed-meanwhile`.
 */
export async function saveInEnv(
  path: string,
  values: Readonly<Record<string, string | null>>,
): Promise<void> {
  try {
    await writeFile(path, '', { flag: 'wx', mode: 0o600 }).catch((error) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
    if (((await stat(path)).mode & 0o007) !== 0) await chmod(path, 0o600);
    const bytes = await readFileBounded(path);
    if (!isUtf8(bytes)) throw operatorError('not-utf8.here', { file: path });
    const before = Buffer.from(bytes).toString();
    const after = Object.entries(values).reduce(
      (text, [name, value]) => withVariable(text, name, value),
      before,
    );
    const meant = Object.entries({ ...parse(before), ...values }).filter(([, value]) => value !== null);
    // A value, or a line beside it, that would be read otherwise.
    if (!isDeepStrictEqual(parse(after), Object.fromEntries(meant)))
      throw Object.assign(new Error('would be read otherwise'), { code: 'EILSEQ' });
    await saveAtomically(path, after, sha256(before));
  } catch (error) {
    throw notWritten(path, error);
  }
}

/** As dotenv finds a variable: its name, and its value as it is written. */
const VARIABLE =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/dgm;
/** Values that need no quotes: Docker would read quotes as a part of the value. */
const BARE = /^[\w.~+/=:@%-]+$/;

/** Writes or removes a variable. If it is on several lines, only the last counts: it is replaced, and the others are removed. */
function withVariable(text: string, name: string, value: string | null): string {
  const line = `${name}=${value !== null && BARE.test(value) ? value : `'${value}'`}`;
  const found = [...text.matchAll(VARIABLE)].filter(([, key]) => key === name);
  const end = /\r\n/.test(text) ? '\r\n' : '\n';
  if (found.length === 0 && value !== null)
    return `${text}${text === '' || text.endsWith('\n') ? '' : end}${line}${end}`;
  return found.reduceRight((rest, { 0: all, 2: written, index, indices }, n) => {
    const from = indices?.[1]?.[0] ?? index;
    const bare = /^[^=:]*[=:]/.exec(rest.slice(from))?.[0].length ?? 0;
    const to =
      written === undefined
        ? from + bare
        : (indices?.[2]?.[1] ?? 0) - (written.length - written.trimEnd().length);
    if (value !== null && n === found.length - 1) return rest.slice(0, from) + line + rest.slice(to);
    const begin = index + all.search(/\S/);
    const next = rest.indexOf('\n', to);
    return rest.slice(0, begin) + (next < 0 ? '' : rest.slice(next + 1));
  }, text);
}
