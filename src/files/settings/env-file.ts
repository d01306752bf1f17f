import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Mistake, mistake, operatorError } from '../../core/domain/errors.ts';
import { textIfReadable } from '../read-file.ts';
import type { Environment } from './secrets.ts';

/** Variables whose value may be kept in a file of its own, which the variable with `_FILE` at its end names. */
const IN_FILE = /^((?:ALERTS|STATE)_\w+|DATABASE_URL|\w+_(?:TOKEN|SECRET|KEY))_FILE$/;

/** Without it, posts would go to another ledger. */
const NAMES_LEDGER = 'DATABASE_URL';

/**
 * Returns a function that adds to variables those whose files they name, by paths that begin in `folder`. A variable that is set
 * and not empty wins over its file; a file that cannot be read gives none. The result is the same object as before while
 * variables and files stay the same. Throws `env-unreadable` where the file that names the database cannot be read.
 */
export function secretFileReader(folder: string): (env: Environment) => Environment {
  let last: {
    readonly env: Environment;
    readonly named: ReturnType<typeof filesNamedIn>;
    readonly values: readonly (string | null)[];
    readonly all: Environment;
  } | null = null;
  return (env) => {
    const before = last?.env === env ? last : null;
    const named = before?.named ?? filesNamedIn(env);
    const values = named.map(({ path }) => textIfReadable(resolve(folder, path))?.trim() ?? null);
    const lost = named.find(({ name }, index) => name === NAMES_LEDGER && !env[name] && !values[index]);
    if (lost) throw operatorError(mistake('env-unreadable.named', { file: lost.path, name: lost.name }));
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
