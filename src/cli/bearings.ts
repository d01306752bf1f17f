import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Mistake, OperatorError } from '../errors.ts';
import { readRegion } from '../files/region.ts';
import { readSecrets, redactor } from '../files/secrets.ts';
import { readServices } from '../files/services.ts';
import { readSettings } from '../files/settings.ts';
import type { Region } from '../municipality.ts';
import type { Settings } from '../settings.ts';
import type { LedgerPlace } from '../sql/open-ledger.ts';
import { type App, openApp } from './app.ts';
import { databaseIn, readBytes } from './files.ts';
import type { Host } from './host.ts';
import { ledgerPlace, withReader } from './ledgers.ts';
import type { Options } from './options.ts';

/** Where the ledgers are: all that a command needs which must work whatever mistakes the files have. */
export interface Bearings {
  readonly host: Host;
  readonly options: Options;
  /** Everything that people wrote; null where it has mistakes. */
  readonly app: App | null;
  /** Without a `config.yaml` that can be read, what holds where nothing is written. */
  readonly settings: Settings;
  /** Null where it cannot be read. */
  readonly region: Region | null;
  /** The live one first, and that of exercises where there is one. Of a broken `config.yaml` all that may be meant. */
  readonly ledgers: readonly LedgerPlace[];
}

/** Throws an OperatorError only where no ledger can be found, or its database does not answer. */
export async function openBearings(host: Host, options: Options): Promise<Bearings> {
  const mistakes: Mistake[] = [];
  const attempt = async <Value>(read: () => Promise<Value>): Promise<Value | null> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      mistakes.push(...error.mistakes);
      return null;
    }
  };
  const app = await attempt(() => openApp(host, options));
  if (app) {
    const { settings, region } = app.files;
    return { host, options, app, settings, region, ledgers: await ledgersOf(settings, options.data) };
  }
  host.conceal(redactor(readSecrets(host.env, []).values));
  const allMistakes = [...mistakes];
  const path = (name: string) => join(options.config, name);
  const read = (name: string) => readBytes(path(name));
  const config = await attempt(() => read('config.yaml'));
  const written = config && (await attempt(async () => readSettings(config, path('config.yaml'))));
  const database = databaseIn(host.env);
  if (written) {
    const settings = { ...written, database: database ?? written.database };
    const region = await attempt(async () => {
      const services = readServices(await read('services.yaml'), path('services.yaml'));
      return readRegion(await read('municipalities.yaml'), path('municipalities.yaml'), services, settings);
    });
    return { host, options, app, settings, region, ledgers: await ledgersOf(settings, options.data) };
  }
  const settings = {
    ...readSettings('{}', path('config.yaml')),
    database: database ?? databaseNamed(config),
  };
  const ledgers = await ledgersMeant(settings, options.data);
  if (ledgers.length === 0) throw new OperatorError([...allMistakes, nowhere(options)]);
  host.err(
    `${path('config.yaml')} has mistakes (see \`check\`), so nobody can say which ledger is meant. Found: ${ledgers.map(placeName).join(', ')}.\n`,
  );
  return { host, options, app, settings, region: null, ledgers };
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
  return place.kind === 'file'
    ? existsSync(place.file)
    : withReader(place, settings, false, async () => true);
}

/** Of a file with mistakes, the line that names a database, if that can be made out. */
function databaseNamed(config: Uint8Array | null): string | null {
  const text = config === null ? '' : Buffer.from(config).toString();
  return /^["']?database["']?\s*:\s*["']?(postgres(?:ql)?:\/\/[^\s"'#]+)/m.exec(text)?.[1] ?? null;
}

function nowhere({ config, data }: Options): Mistake {
  return {
    code: 'ledger-nowhere',
    message: `Where the ledger is cannot be known: ${join(config, 'config.yaml')} has mistakes, and there is none in ${data}`,
    advice: 'Name the right folders with --config DIR and --data DIR, or end the worker to stop at once.',
    place: null,
  };
}
