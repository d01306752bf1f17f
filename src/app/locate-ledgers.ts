import { join } from 'node:path';
import { collecting, type Mistake, mistake, mistakesIn } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Settings } from '../core/domain/settings.ts';
import { readFileBoundedSync, systemCode } from '../files/read-file.ts';
import { bytesIn } from '../sql/faults.ts';
import type { LedgerPlace } from '../sql/open-store.ts';
import type { Options } from './options.ts';
import type { Runtime } from './runtime.ts';

/** Every ledger has a name: an exercise never makes the real thing look done. */
export const LEDGER_NAMES = ['live', 'exercise', 'sandbox-live', 'sandbox-exercise'] as const;
export type LedgerName = (typeof LEDGER_NAMES)[number];

/** The modes that have a ledger of their own. */
export const LEDGER_MODES = ['live', 'exercise'] as const;
export type LedgerMode = (typeof LEDGER_MODES)[number];

/** A draft looks at the live ledger. */
export function ledgerName({ sandbox }: Pick<Settings, 'sandbox'>, mode: Mode): LedgerName {
  const kind = mode === 'exercise' ? 'exercise' : 'live';
  return sandbox ? `sandbox-${kind}` : kind;
}

/** The mode whose ledger nobody works on now: the one beside the ledger of `mode`. */
export function otherMode(mode: Mode): LedgerMode {
  return mode === 'exercise' ? 'live' : 'exercise';
}

export function ledgerPlace(
  settings: Pick<Settings, 'sandbox' | 'database'>,
  data: string,
  mode: Mode,
): NamedPlace {
  return placeNamed(ledgerName(settings, mode), settings.database, data);
}

/** A place with the name of its ledger, the same in a file and in a database. */
type NamedPlace = LedgerPlace & { readonly name: LedgerName | 'people' };

/** `database`: `postgres://…`, or null for a file in the folder `data`. */
export function placeNamed(name: NamedPlace['name'], database: string | null, data: string): NamedPlace {
  if (database === null) return { name, kind: 'file', file: join(data, `${name}.sqlite`) };
  return { name, kind: 'postgres', url: database, schema: `ausrufer_${name.replace('-', '_')}` };
}

/** Every ledger that a worker could use, found without reading a file that may have mistakes. */
interface LocatedLedgers {
  /** Sandbox or real, live or exercise: whatever the files say now, and whatever they say next. */
  readonly places: readonly NamedPlace[];
  /** Why config.yaml or `.env` may name a database that cannot be made out; nothing where they name none. */
  readonly elsewhere: readonly Mistake[];
  /** The place of the people of the console; null where there are none. */
  readonly people: LedgerPlace | null;
}

/**
 * Looks only at `DATABASE_URL` and at one line of config.yaml: `pause` must work whatever is broken, and start at once. `known`: the
 * database that a worker has, though `.env` may no longer name it.
 */
export function locateLedgers(
  { environment }: Pick<Runtime, 'environment'>,
  options: Options,
  known: Settings['database'] = null,
): LocatedLedgers {
  // An .env that cannot be read may name another database.
  const hidden: Mistake[] = [];
  const variables = collecting(hidden)(() => environment());
  const written = textOf(join(options.config, 'config.yaml'));
  const database = variables?.DATABASE_URL || databaseIn(written ?? '');
  const databases = [...new Set([database, known])].filter((one) => one !== null);
  const isHidden =
    databases.length === 0 && (variables === null || written === null || isNamed('database', written));
  const people = placeNamed('people', database, options.data);
  // A database has a place for them only where there is a console.
  const hasPeople = people.kind === 'file' ? exists(people) : isNamed('console', written ?? '');
  const files = LEDGER_NAMES.map((name) => placeNamed(name, null, options.data));
  return {
    // A worker that began before the database was named works its file until its next tick.
    places: [
      ...databases.flatMap((one) => LEDGER_NAMES.map((name) => placeNamed(name, one, options.data))),
      ...(database === null ? files : files.filter(exists)),
    ],
    elsewhere: isHidden ? [...hidden, mistake('ledger-elsewhere.here')] : [],
    people: hasPeople ? people : null,
  };
}

/** Without comments; empty where there is no such file; null where it is no text that can be read. */
function textOf(path: string): string | null {
  try {
    const text = readFileBoundedSync(path).toString();
    return /[\0\uFFFD]/.test(text) ? null : text.replace(COMMENT, '$1');
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? '' : null;
  }
}

/** To the end of its line; `"Störung #1"` is none. */
const COMMENT = /^((?:[^"'\n]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')*?)(?<=^|\s)#.*$/gm;

const NOTHING = String.raw`\s*(?:null|Null|NULL|~|false|False|FALSE)[ \t]*(?:\s*[,}]|$)|\s*[,}]|[ \t]*$(?!\s*^[ \t]+\S)`;

/** Tells whether a setting may have a value. Its key may follow a `?`, an anchor or a tag. */
function isNamed(key: string, config: string): boolean {
  return new RegExp(String.raw`\b${key}(?:["']\s*|\s*(?=:\s)):(?!${NOTHING})`, 'm').test(config);
}

function databaseIn(config: string): string | null {
  return (
    /(?:^|[{,])\s*["']?database["']?\s*:\s*["']?(postgres(?:ql)?:\/\/[^\s"',}]+)/m.exec(config)?.[1] ?? null
  );
}

/**
 * Does the same at every place. A ledger that cannot be opened does not hold up the others. A ledger that was moved is a mistake
 * only if none of its name was reached at another place: nobody here knows where it is.
 */
export async function eachPlace<Result>(
  places: readonly NamedPlace[],
  act: (place: NamedPlace) => Promise<Result>,
): Promise<{ readonly done: readonly Result[]; readonly mistakes: readonly Mistake[] }> {
  // At once: to pause must not wait four times for a database that is silent.
  const outcomes = await Promise.allSettled(places.map(async (place) => act(place)));
  const done: Result[] = [];
  const reached = new Set<string>();
  const failed: { readonly name: string; readonly mistake: Mistake }[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const { name } = places[index] as NamedPlace;
    if (outcome.status === 'rejected')
      failed.push(...mistakesIn(outcome.reason).map((mistake) => ({ name, mistake })));
    else {
      done.push(outcome.value);
      reached.add(name);
    }
  }
  const mistakes = failed
    .filter(({ name, mistake }) => mistake.code !== 'ledger-moved' || !reached.has(name))
    .map(({ mistake }) => mistake);
  return { done, mistakes };
}

export function exists(place: LedgerPlace): boolean {
  return place.kind !== 'file' || bytesIn(place.file) !== null;
}

/** Names a place to people: never by the address of a database, which may hold a password. */
export function placeName(place: LedgerPlace): string {
  if (place.kind === 'memory') return 'memory';
  return place.kind === 'file' ? place.file : `${place.schema} in PostgreSQL`;
}
