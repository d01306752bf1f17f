import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mistake } from '../core/domain/errors.ts';
import type { LedgerPlace } from '../sql/open-ledger.ts';
import { LEDGER_NAMES, placeNamed } from './ledgers.ts';
import type { Options } from './options.ts';
import type { Runtime } from './runtime.ts';

/** Every ledger that a worker could use, found without reading a file that may have mistakes. */
export interface LocatedLedgers {
  /** Sandbox or real, live or exercise: whatever the files say now, and whatever they say next. */
  readonly places: readonly LedgerPlace[];
  /** Whether config.yaml names a database that cannot be made out, because the file has mistakes. */
  readonly elsewhere: Mistake | null;
}

/**
 * Looks at `DATABASE_URL` and at one line of config.yaml, no more: `pause` must work whatever is broken, and start at once.
 */
export function locateLedgers(
  { environment }: Pick<Runtime, 'environment'>,
  options: Options,
): LocatedLedgers {
  const { DATABASE_URL } = environment();
  const config = join(options.config, 'config.yaml');
  const written = existsSync(config) ? readFileSync(config, 'utf8') : '';
  const database = DATABASE_URL || databaseLine(written);
  const isHidden = database === null && /^\s*["']?database["']?\s*:(?!\s*(null|~)?\s*(#|$))/m.test(written);
  return {
    places: LEDGER_NAMES.map((name) => placeNamed(name, database, options.data)),
    elsewhere: isHidden ? ELSEWHERE : null,
  };
}

const ELSEWHERE: Mistake = {
  code: 'ledger-elsewhere',
  message:
    'A worker whose ledger is in a database is NOT paused by this: which database cannot be read from config.yaml',
  advice: 'Set DATABASE_URL to it and pause again, or end that worker.',
  place: null,
};

function databaseLine(config: string): string | null {
  return /^\s*["']?database["']?\s*:\s*["']?(postgres(?:ql)?:\/\/[^\s"'#]+)/m.exec(config)?.[1] ?? null;
}

export function exists(place: LedgerPlace): boolean {
  return place.kind !== 'file' || existsSync(place.file);
}

/** As people are told: never the address of a database, which may hold a password. */
export function placeName(place: LedgerPlace): string {
  switch (place.kind) {
    case 'memory':
      return 'memory';
    case 'file':
      return place.file;
    case 'postgres':
      return `${place.schema} in PostgreSQL`;
    default:
      return place satisfies never;
  }
}
