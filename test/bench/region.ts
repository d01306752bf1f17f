import { cp, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manyTowns } from '../fixtures/many-towns.ts';
import { ROOT } from './process.ts';

/** A folder with the files of so many municipalities, each with an account on both platforms and facts of its own. */
export interface BenchRegion {
  readonly folder: string;
  /** The server of both platforms. */
  readonly origin: string;
  /** One post for each account. */
  readonly posts: number;
  /** The credentials, as they are in the file `.env` too. */
  readonly env: Readonly<Record<string, string>>;
  /** Saves the state file as an editor does, with a remark at its end; resolves with the time. */
  save(announced: boolean, remark?: string): Promise<number>;
}

export async function makeRegion(
  folder: string,
  municipalities: number,
  origin: string,
  atOnce: number,
  more = { settings: '', channel: '' },
): Promise<BenchRegion> {
  // With a folder `config` of its own the program reads the `.env` there, and none beside itself.
  await mkdir(join(folder, 'config'), { recursive: true });
  await writeFile(join(folder, 'config/config.yaml'), '');
  await cp(join(ROOT, 'config/services.yaml'), join(folder, 'services.yaml'));
  const towns = Array.from({ length: municipalities }, (_, town) => town);
  await writeFile(
    join(folder, 'municipalities.yaml'),
    manyTowns(municipalities, () => origin),
  );
  await writeFile(
    join(folder, 'config.yaml'),
    `sandbox: false
approvals: {needed: 0}
web: {port: 0}
accounts_at_once: ${atOnce}
${more.settings}
channels: {x: {base_url: "${origin}", rates: []${more.channel}}, mastodon: {rates: []${more.channel}}}
`,
  );
  const env: Record<string, string> = { X_APP_KEY: 'app-key', X_APP_SECRET: 'app-secret' };
  for (const town of towns) {
    env[`TOWN_${town}_X_ACCESS_TOKEN`] = `token-town-${town}-x`;
    env[`TOWN_${town}_X_ACCESS_SECRET`] = 'secret';
    env[`TOWN_${town}_MASTODON_ACCESS_TOKEN`] = `token-town-${town}-mastodon`;
  }
  const lines = Object.entries(env).map(([name, secret]) => `${name}=${secret}\n`);
  await writeFile(join(folder, '.env'), lines.join(''), { mode: 0o600 });
  const incident = `bench-${Date.now()}`;
  const started = new Date(Date.now() - 3_600_000).toISOString();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  return {
    folder,
    origin,
    posts: 2 * municipalities,
    env,
    async save(announced, remark = '') {
      const file = join(folder, 'incident.yaml');
      await writeFile(
        `${file}.new`,
        `incident:
  id: ${incident}
  mode: live
  title: {de: IT-Ausfall}
  started: "${started}"
  phase: identified
  next_update: "${tomorrow}"
facts: {all: {reach: {phone: down}}}
announcements: [${announced ? '{id: outage, kind: outage, post_as: [all]}' : ''}]
${remark}
`,
      );
      await rename(`${file}.new`, file);
      return Date.now();
    },
  };
}
