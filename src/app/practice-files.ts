import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, isoOf, MINUTE } from '../core/domain/clock.ts';
import { valueSet, type YamlValue, yamlOnOneLine } from '../files/yaml/edit-yaml.ts';
import type { Files } from './files.ts';
import { type App, load } from './load.ts';
import { optionsFrom } from './options.ts';

/** Files of a practice: a copy of what people wrote, in a folder of its own. */
interface PracticeFiles extends AsyncDisposable {
  readonly app: App;
}

/** In the copy, nothing leads out of this machine. */
const IN_PRACTICE: Readonly<Record<string, YamlValue>> = {
  sandbox: true,
  database: null,
  console: false,
  alerts: { webhook: null, ping: null },
  state: {},
};

/**
 * Copies the files into a new folder, with a state file in which an exercise begins now. The copy goes to the sandbox, and
 * has no credentials: no real account can be reached from it. Disposing of it removes the folder.
 */
export async function copyForPractice({ runtime, options, files }: App): Promise<PracticeFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-uebung-'));
  const { config, services, municipalities } = files.texts;
  const settings = Object.entries(IN_PRACTICE).reduce(
    (text, [key, value]) => valueSet(text, [key], value),
    Buffer.from(config).toString(),
  );
  await writeFile(join(folder, 'config.yaml'), valueSet(settings, ['approvals', 'needed'], 0));
  await writeFile(join(folder, 'services.yaml'), services);
  await writeFile(join(folder, 'municipalities.yaml'), municipalities);
  await writeFile(join(folder, 'incident.yaml'), practiceState(files, runtime.clock.now()));
  const { messages } = options;
  const app = await load(
    { ...runtime, environment: () => ({}), envFile: null },
    optionsFrom({ config: folder, messages, data: join(folder, 'data') }),
  );
  // A page that is still being answered may have the ledger open: SQLite then writes files beside it for a moment longer.
  const removal = { recursive: true, force: true, maxRetries: 10 };
  return { app, [Symbol.asyncDispose]: () => rm(folder, removal) };
}

/** The parts of a state file that differ between the versions of a practice. */
interface PracticeVersion {
  readonly incident: Readonly<Record<string, string>>;
  /** The facts of all municipalities. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly announcements: readonly Readonly<Record<string, string>>[];
}

/** Writes the state file of an exercise for these municipalities: an outage that began in this minute, and nothing to say. */
export function practiceState(
  { services }: Pick<Files, 'services'>,
  started: Instant,
  { incident, facts, announcements }: Partial<PracticeVersion> = {},
): string {
  const about = {
    id: 'uebung',
    mode: 'exercise',
    title: { de: 'IT-Ausfall', en: 'IT outage' },
    started: isoOf(Math.floor(started / MINUTE) * MINUTE),
    ...incident,
  };
  const all = { ...(services.has(EMERGENCY) ? { unaffected: [EMERGENCY] } : {}), ...facts };
  return `incident: ${yamlOnOneLine(about)}\nfacts: ${yamlOnOneLine({ all })}\nannouncements: ${yamlOnOneLine(announcements ?? [])}\n`;
}

const EMERGENCY = 'emergency-calls';
