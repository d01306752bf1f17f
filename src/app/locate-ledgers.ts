import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHANNELS } from '../channels/registry.ts';
import { type Mistake, OperatorError } from '../core/domain/errors.ts';
import type { Region } from '../core/domain/municipality.ts';
import type { Settings } from '../core/domain/settings.ts';
import { readRegion } from '../files/municipalities/region.ts';
import { readServices } from '../files/services/services.ts';
import { readSecrets, redactor } from '../files/settings/secrets.ts';
import { readSettings } from '../files/settings/settings.ts';
import type { LedgerPlace } from '../sql/open-ledger.ts';
import { ledgerPlace, withReader } from './ledgers.ts';
import { type App, openApp } from './load.ts';
import type { Options } from './options.ts';
import { databaseIn, readBytes } from './read-files.ts';
import type { Runtime } from './runtime.ts';

/** Where the ledgers are: all that a command needs which must work whatever mistakes the files have. */
export interface LocatedLedgers {
  readonly runtime: Runtime;
  readonly options: Options;
  /** Everything that people wrote; null where it has mistakes. */
  readonly app: App | null;
  /** Without a `config.yaml` that can be read, what holds where nothing is written. */
  readonly settings: Settings;
  /** Null where it cannot be read. */
  readonly region: Region | null;
  /** The live one first, and that of exercises where there is one. Of a broken `config.yaml` all that may be meant. */
  readonly ledgers: readonly LedgerPlace[];
  /** Whether a worker may use a database that nobody can name while `config.yaml` has mistakes. */
  readonly mayBeElsewhere: boolean;
}

/** Throws an OperatorError only where no ledger can be found, or its database does not answer. */
export async function locateLedgers(runtime: Runtime, options: Options): Promise<LocatedLedgers> {
  const opened = await attempt(() => openApp(runtime, options));
  if (opened.value === null) return withoutApp(runtime, options, opened.mistakes);
  const { settings, region } = opened.value.files;
  const ledgers = await ledgersOf(settings, options.data);
  return { runtime, options, app: opened.value, settings, region, ledgers, mayBeElsewhere: false };
}

async function withoutApp(
  runtime: Runtime,
  options: Options,
  mistakes: readonly Mistake[],
): Promise<LocatedLedgers> {
  runtime.conceal(redactor(readSecrets(runtime.env, [], CHANNELS).values));
  const path = (name: string) => join(options.config, name);
  const read = (name: string) => readBytes(path(name));
  const bytes = await attempt(() => read('config.yaml'));
  const written = await attempt(
    async () => bytes.value && readSettings(bytes.value, path('config.yaml'), CHANNELS),
  );
  if (written.value === null) return withoutSettings(runtime, options, mistakes, bytes.value);
  const settings = { ...written.value, database: databaseIn(runtime.env) ?? written.value.database };
  const region = await attempt(async () => {
    const services = readServices(await read('services.yaml'), path('services.yaml'));
    return readRegion(
      await read('municipalities.yaml'),
      path('municipalities.yaml'),
      services,
      settings,
      CHANNELS,
    );
  });
  const ledgers = await ledgersOf(settings, options.data);
  return { runtime, options, app: null, settings, region: region.value, ledgers, mayBeElsewhere: false };
}

async function withoutSettings(
  runtime: Runtime,
  options: Options,
  mistakes: readonly Mistake[],
  config: Uint8Array | null,
): Promise<LocatedLedgers> {
  const file = join(options.config, 'config.yaml');
  const settings = {
    ...readSettings('{}', file, CHANNELS),
    database: databaseIn(runtime.env) ?? databaseNamed(config),
  };
  const ledgers = await ledgersMeant(settings, options.data);
  if (ledgers.length === 0) throw new OperatorError([...mistakes, nowhere(options)]);
  const found = ledgers.map(placeName).join(', ');
  runtime.err(
    `${file} has mistakes (see \`check\`), so nobody can say which ledger is meant. Found: ${found}.\n`,
  );
  const mayBeElsewhere = settings.database === null && namesDatabase(config);
  return { runtime, options, app: null, settings, region: null, ledgers, mayBeElsewhere };
}

interface Attempted<Value> {
  readonly value: Value | null;
  readonly mistakes: readonly Mistake[];
}

async function attempt<Value>(read: () => Promise<Value | null>): Promise<Attempted<Value>> {
  try {
    return { value: await read(), mistakes: [] };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { value: null, mistakes: error.mistakes };
  }
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

async function ledgersOf(settings: Settings, data: string): Promise<readonly LedgerPlace[]> {
  const exercise = ledgerPlace(settings, data, 'exercise');
  const live = ledgerPlace(settings, data, 'live');
  return (await isThere(exercise, settings)) ? [live, exercise] : [live];
}

/** Whether everything goes to the sandbox is not known, so its ledgers are among them. */
async function ledgersMeant(settings: Settings, data: string): Promise<readonly LedgerPlace[]> {
  const found: LedgerPlace[] = [];
  for (const mode of ['live', 'exercise'] as const)
    for (const sandbox of [false, true]) {
      const place = ledgerPlace({ ...settings, sandbox }, data, mode);
      if (await isThere(place, settings)) found.push(place);
    }
  return found;
}

async function isThere(place: LedgerPlace, settings: Settings): Promise<boolean> {
  if (place.kind === 'file') return existsSync(place.file);
  try {
    return await withReader(place, settings, false, async () => true);
  } catch (error) {
    // It is there, and older or busy: whoever opens it to write brings it up to date, or says why not.
    if (error instanceof OperatorError) return true;
    throw error;
  }
}

function namesDatabase(config: Uint8Array | null): boolean {
  return config === null || /database|postgres/i.test(Buffer.from(config).toString());
}

/** Of a file with mistakes, the line that names a database, if that can be made out. */
function databaseNamed(config: Uint8Array | null): string | null {
  const text = config === null ? '' : Buffer.from(config).toString();
  return /^\s*["']?database["']?\s*:\s*["']?(postgres(?:ql)?:\/\/[^\s"'#]+)/m.exec(text)?.[1] ?? null;
}

function nowhere({ config, data }: Options): Mistake {
  return {
    code: 'ledger-nowhere',
    message: `Where the ledger is cannot be known: ${join(config, 'config.yaml')} has mistakes, and there is none in ${data}`,
    advice: 'Name the right folders with --config DIR and --data DIR, or end the worker to stop at once.',
    place: null,
  };
}
