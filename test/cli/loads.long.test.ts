import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { file } from '../fixtures/day.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Writes every module that a process loads to the pipe with number 3. */
const TRACER = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  import { writeSync } from 'node:fs';
  registerHooks({ load(url, context, next) { writeSync(3, url + '\\n'); return next(url, context); } });
`)}`;

let program: TestProgram;
beforeAll(async () => {
  program = await openProgramAt('09:00', file({}, { id: 'outage', kind: 'outage', post_as: ['hemer'] }));
  await program.run('run', '--once');
  await program.run('pause', '--by', 'press-hemer');
});
afterAll(() => program[Symbol.asyncDispose]());

/** The packages, and our own files, that a command loads in a process of its own. */
function loadedBy(...words: readonly string[]): {
  readonly packages: ReadonlySet<string>;
  readonly files: readonly string[];
} {
  const folders = ['--config', program.folder, '--data', join(program.folder, 'data')];
  const child = spawnSync(
    process.execPath,
    ['--import', TRACER, join(ROOT, 'src/cli/main.js'), ...folders, ...words],
    {
      cwd: ROOT,
      env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8' },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 24,
    },
  );
  const loaded = loadedIn(child.output[3]?.toString() ?? '');
  expect(loaded.files, child.stderr.toString()).toContain('cli/start.ts');
  return loaded;
}

function loadedIn(trace: string) {
  const urls = trace.split('\n');
  const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  const files = urls.flatMap((url) => /\/src\/(.*\.ts)$/.exec(url)?.[1] ?? []);
  return { packages: new Set(packages), files };
}

const LIBRARIES: readonly (readonly [words: readonly string[], packages: readonly string[]])[] = [
  [['--help'], ['@fluent/bundle', 'commander', 'dotenv']],
  [['history'], ['@fluent/bundle', 'commander', 'dotenv', 'kysely', 'yaml']],
];

test.each(LIBRARIES)('`%s` loads no library that it does not need', (words, packages) => {
  expect([...loadedBy(...words).packages].sort()).toEqual(packages);
});

test('`pause` loads no library that it does not need, and reads no message, no town and no schema', () => {
  const { packages, files } = loadedBy('pause', '--by', 'press-hemer');
  expect([...packages].sort()).toEqual(['@fluent/bundle', 'commander', 'dotenv']);
  expect(
    files.filter((path) =>
      /^files\/(messages|municipalities|services|validation)|^core\/planning/.test(path),
    ),
  ).toEqual([]);
});

test('`plan` loads no client of a platform, no web server, no logger and no PostgreSQL', () => {
  const { packages, files } = loadedBy('plan');
  expect([...packages]).toEqual(expect.arrayContaining(['yaml', 'zod', 'kysely']));
  for (const name of [
    'undici',
    'masto',
    'twitter-api-v2',
    'hono',
    '@hono/node-server',
    'pino',
    'prom-client',
    'pg',
  ])
    expect(packages).not.toContain(name);
  expect(files.filter((path) => /^(sandbox|worker|web)\/|\/sandbox\//.test(path))).toEqual([]);
});

/** Writes to the pipe with number 3 how often each variable was asked for, of those that the process was given. */
const COUNTER = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  const asked = {};
  process.env = new Proxy(process.env, {
    get(given, name) { asked[name] = (asked[name] ?? 0) + 1; return given[name]; },
  });
  process.on('exit', () => writeSync(3, JSON.stringify(asked)));
`)}`;

test('the system is not asked for its variables with every word of a file', () => {
  const folders = ['--config', program.folder, '--data', join(program.folder, 'data')];
  const words = ['--import', COUNTER, join(ROOT, 'src/cli/main.js'), ...folders, 'plan'];
  const env = { PATH: process.env.PATH, LANG: 'en_GB.UTF-8' };
  const child = spawnSync(process.execPath, words, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const asked = JSON.parse(child.output[3]?.toString() ?? '') as Readonly<Record<string, number>>;
  expect(asked.LANG).toBeGreaterThan(0);
  // Node.js asks once for each of our first modules, the reader of YAML once for each word.
  expect(Math.max(...Object.values(asked))).toBeLessThan(1_000);
});

test('a worker without a console loads none of its pages and packages', async () => {
  const folders = ['--config', program.folder, '--data', join(program.folder, 'data')];
  const child = spawn(
    process.execPath,
    ['--import', TRACER, join(ROOT, 'src/cli/main.js'), ...folders, 'run'],
    { env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8' }, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const heard = ['', ''];
  const [said, trace] = [child.stderr, child.stdio[3]];
  said?.on('data', (part) => (heard[0] += part));
  trace?.on('data', (part) => (heard[1] += part));
  await expect.poll(() => heard[0]).toContain('/healthz');
  child.kill('SIGTERM');
  await once(child, 'close');
  const { packages, files } = loadedIn(heard[1] ?? '');
  expect(files).toContain('worker/run.ts');
  expect(files.filter((path) => /^web\/console|^app\/people|^sql\/people/.test(path))).toEqual([]);
  for (const name of ['@simplewebauthn/server', '@kern-ux/native', 'otpauth', 'uqr'])
    expect(packages).not.toContain(name);
});
