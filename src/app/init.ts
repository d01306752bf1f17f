import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CHANNELS } from '../channels/registry.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Region } from '../core/domain/municipality.ts';
import { csvOf } from '../files/csv.ts';
import { notWritten, saveNew } from '../files/incident/save.ts';
import { readState } from '../files/incident/state.ts';
import { readRegionTable } from '../files/municipalities/region-table.ts';
import { readServices } from '../files/services/services.ts';
import { readSecrets } from '../files/settings/secrets.ts';
import { readSettings } from '../files/settings/settings.ts';
import { valueSet } from '../files/yaml/edit-yaml.ts';
import { decodedFile } from './files.ts';
import { SHIPPED_CONFIG } from './home.ts';
import type { Runtime } from './runtime.ts';

/** The files of a region of one's own. */
interface BegunFolder {
  readonly files: readonly string[];
  readonly region: Region;
  /** The variables with the secrets of its accounts, as `.env` needs them. */
  readonly variables: readonly string[];
}

/** The row that is made if there is no table: one town that speaks on every channel. */
const EXAMPLE = {
  ...{ id: 'neustadt', name: 'Stadt Neustadt', kind: 'stadt', ags: '05999001' },
  ...{ info_url: 'https://example.org/notfall', desk: 'Feuerwache Neustadt' },
  ...Object.fromEntries(CHANNELS.map(({ id }) => [id, 'stadt_neustadt'])),
  server: 'https://social.example.org',
};

const PARTS = ['config', 'services', 'municipalities', 'incident'] as const;

/**
 * Writes the files of a new region into a folder, for the sandbox and with a draft of an incident: the municipalities of a
 * table, or one as an example, and the rest as it is shipped. Throws an OperatorError with every mistake in the table, and
 * `not-written` where one of the files is there already: then it writes none.
 */
export async function init(
  { clock }: Pick<Runtime, 'clock'>,
  folder: string,
  from: string | null,
): Promise<BegunFolder> {
  const shipped = (name: string) => decodedFile(join(SHIPPED_CONFIG, name));
  const config = valueSet(await shipped('config.yaml'), ['sandbox'], true);
  const incident = valueSet(await shipped('incident.yaml'), ['incident', 'mode'], 'draft');
  const services = await shipped('services.yaml');
  const settings = readSettings(config, 'config.yaml', CHANNELS);
  const known = readServices(services, 'services.yaml');

  const csv = from === null ? csvOf([Object.keys(EXAMPLE), Object.values(EXAMPLE)]) : await decodedFile(from);
  const { region, yaml } = readRegionTable(csv, from ?? '', known, settings, CHANNELS);
  readState(incident, 'incident.yaml', region, known, settings, clock.now());

  const municipalities = `# yaml-language-server: $schema=./municipalities.schema.json\n${yaml}`;
  const written = { config, services, municipalities, incident };
  const schemas = PARTS.map((part) => `${part}.schema.json`);
  const texts = new Map([
    ...PARTS.map((part) => [`${part}.yaml`, written[part]] as const),
    ...(await Promise.all(schemas.map(async (name) => [name, await shipped(name)] as const))),
  ]);
  await writeAll(folder, texts);
  // Without any, every secret is missing.
  const missing = readSecrets({}, [...region.accounts.values()], CHANNELS).mistakes;
  return { files: [...texts.keys()], region, variables: missing.map(({ args }) => String(args.variable)) };
}

/** All of the files or none. */
async function writeAll(folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const paths = [...texts].map(([name, text]) => ({ path: join(folder, name), text }));
  const there = paths.find(({ path }) => existsSync(path));
  if (there) throw operatorError('not-written.exists', { file: there.path });
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notWritten(folder, error);
  });
  const done: string[] = [];
  try {
    for (const { path, text } of paths) {
      await saveNew(path, text);
      done.push(path);
    }
  } catch (error) {
    await Promise.all(done.map((path) => rm(path)));
    throw error;
  }
}
