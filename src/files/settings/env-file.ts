import { statSync } from 'node:fs';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { readFileBoundedSync } from '../read-file.ts';
import type { Environment } from './secrets.ts';

/** Variables whose value may be kept in a file of its own, which the variable with `_FILE` at its end names. */
const IN_FILE = /^((?:ALERTS|STATE)_\w+|DATABASE_URL|PGPASSWORD|\w+_(?:TOKEN|SECRET|KEY))_FILE$/;

/** The variables, and those whose files they name; what is written itself counts, if it is not empty. A file that cannot be read gives none. */
export function withSecretFiles(env: Environment): Environment {
  const inFiles = Object.entries(env).flatMap(([variable, path]) => {
    const name = IN_FILE.exec(variable)?.[1];
    const value = name === undefined || !path ? null : read(path);
    return name === undefined || value === null ? [] : [[name, value.toString().trim()] as const];
  });
  return { ...env, ...Object.fromEntries(inFiles.filter(([name]) => !env[name])) };
}

/** The warning that other users of the machine can read `.env`; null where they cannot. */
export function envFileWarning(path: string): Mistake | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || (stats.mode & 0o077) === 0 || process.platform === 'win32') return null;
  const place = { file: path, line: null, column: null };
  return { ...mistake('open-secrets.here', { file: path }), place };
}

function read(path: string): Buffer | null {
  try {
    return readFileBoundedSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
