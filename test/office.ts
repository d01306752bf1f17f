import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/cli/host.ts';
import { main } from '../src/cli/main.ts';
import type { Clock } from '../src/clock.ts';
import { readRegion } from '../src/files/region.ts';
import { readSettings } from '../src/files/settings.ts';
import type { SandboxLimitsPatch } from '../src/sandbox/limits.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts';
import { scenarioRegion, shippedServices } from './world.ts';

const ROOT = join(import.meta.dirname, '..');

/** What the program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The program as a process. */
export interface Running {
  readonly child: ChildProcess;
  /** Resolves once it has printed this. */
  printed(words: string | RegExp): Promise<void>;
  ended: Promise<Ended>;
}

/** The folder of a press office, and platforms that outlive the program. Real processes, real time. */
export interface Office extends AsyncDisposable {
  readonly folder: string;
  readonly sandbox: Sandbox;
  /** Every secret in the program's environment. */
  readonly secrets: readonly string[];
  /** Everything that the program ever printed here. */
  readonly printed: readonly string[];
  write(file: string, content: string | Uint8Array): Promise<void>;
  read(file: string): Promise<string>;
  /** A process of its own. */
  start(...words: readonly string[]): Running;
  /** The same program within this process, as starting one takes a second. Rejects where it would have shown a stack. */
  run(...words: readonly string[]): Promise<Ended>;
  /** A worker within this process, until it is told to end. */
  begin(...words: readonly string[]): { readonly ended: Promise<Ended>; end(): void };
  /** Texts that stand on all accounts, each after the account's id. */
  standing(): readonly string[];
}

export interface OfficeOptions {
  /** In addition to what every test needs. */
  readonly config?: string;
  /** `municipalities.yaml`. Default: that of the scenario. */
  readonly region?: string;
  readonly state: string;
  /** Of commands within this process, and of the platforms. Default: the real one. */
  readonly clock?: Clock;
  /** The platforms' own, where it is another. */
  readonly platformClock?: Clock;
  /** Of commands within this process: what goes on evenly, however `clock` is set. Default: as `clock`. */
  readonly steady?: () => number;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the platforms, where they differ from the real ones'. */
  readonly limits?: SandboxLimitsPatch;
}

export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { config = '', state, clock = systemClock, env = {}, limits = {} } = options;
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-office-'));
  const region = options.region ?? (await scenarioRegion());
  const read = readRegion(
    region,
    'municipalities.yaml',
    await shippedServices(),
    readSettings('{}', 'config.yaml'),
  );
  const accounts = [...read.accounts.values()].map(({ id, channel, handle }) => {
    const token = `token-of-${id}-${'k3y'.repeat(5)}`;
    return { id, channel, handle, token, name: handle, group: handle };
  });
  const sandbox = await startSandbox({ accounts, clock: options.platformClock ?? clock, limits });
  const secrets: Record<string, string> = { X_APP_KEY: 'app-key-4f1c9a', X_APP_SECRET: 'app-secret-77b20e' };
  for (const { id, channel, token } of accounts) {
    const name = id.toUpperCase().replaceAll('-', '_');
    secrets[`${name}_ACCESS_TOKEN`] = token;
    if (channel === 'x') secrets[`${name}_ACCESS_SECRET`] = `secret-of-${id}-93aa`;
  }
  const write = (file: string, content: string | Uint8Array) => writeFile(join(folder, file), content);
  await cp(join(ROOT, 'config/services.yaml'), join(folder, 'services.yaml'));
  await write('municipalities.yaml', region.replaceAll('https://social.example.org', sandbox.origin));
  await write(
    'config.yaml',
    `sandbox: false\nweb: {port: 0}\nchannels: {x: {base_url: "${sandbox.origin}"}}\n${config}`,
  );
  await write('incident.yaml', state);
  const printed: string[] = [];
  const running = new Set<ChildProcess>();

  const folders = ['--config', folder, '--data', join(folder, 'data'), '--messages', join(ROOT, 'messages')];

  function start(...words: readonly string[]): Running {
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...folders, ...words], {
      env: { PATH: process.env.PATH, ...secrets, ...env },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const told = { out: '', err: '' };
    let heard = () => {};
    for (const [stream, to] of [
      [child.stdout, 'out'],
      [child.stderr, 'err'],
    ] as const)
      stream.on('data', (bytes: Buffer) => {
        told[to] += bytes.toString();
        printed.push(bytes.toString());
        heard();
      });
    const ended = once(child, 'close').then(([status]): Ended => {
      running.delete(child);
      return { status: typeof status === 'number' ? status : null, ...told };
    });
    return {
      child,
      ended,
      printed: (words) =>
        new Promise((resolve) => {
          heard = () => {
            if (`${told.out}${told.err}`.search(words) >= 0) resolve();
          };
          heard();
        }),
    };
  }

  const run = (...words: readonly string[]) => within(words, new AbortController().signal);

  async function within(words: readonly string[], signal: AbortSignal): Promise<Ended> {
    const told = { out: '', err: '' };
    let redact = (text: string) => text;
    const tell = (to: 'out' | 'err') => (text: string) => {
      told[to] += redact(text);
      printed.push(redact(text));
    };
    const status = await main([...folders, ...words], {
      env: { ...secrets, ...env },
      clock,
      steady: options.steady ?? (() => clock.now()),
      fetch,
      signal,
      out: tell('out'),
      err: tell('err'),
      interactive: false,
      ask: () => Promise.reject(new Error('nobody is there to ask')),
      conceal: (next) => {
        redact = next;
      },
    });
    return { status, ...told };
  }

  return {
    folder,
    sandbox,
    secrets: [...Object.values(secrets), ...Object.values(env)],
    printed,
    write,
    read: (file) => readFile(join(folder, file), 'utf8'),
    start,
    run,
    begin(...words) {
      const ending = new AbortController();
      return { ended: within(words, ending.signal), end: () => ending.abort() };
    },
    standing: () =>
      accounts.flatMap(({ id }) =>
        sandbox
          .timeline(id)
          .filter((post) => post.deletedAt === null)
          .map((post) => `${id} ${post.text}`),
      ),
    async [Symbol.asyncDispose]() {
      for (const child of running) child.kill('SIGKILL');
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A live incident since then with the phones down, and these announcements, each as a line of YAML. */
export function phonesDown(started: string, announcements: readonly string[]): string {
  return [
    `incident: {id: i-1, mode: live, title: {de: IT-Ausfall, en: IT outage}, started: "${started}", phase: identified}`,
    'facts: {all: {reach: {phone: down}}}',
    announcements.length === 0 ? 'announcements: []' : 'announcements:',
    ...announcements.map((one) => `  - ${one}`),
    '',
  ].join('\n');
}
