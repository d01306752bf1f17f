import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/*
 * How much CPU time a command takes from its start to its end, here and in another checkout of the program:
 *
 *   npm run bench:start -- --against ../ausrufer-before [--runs 10]
 *
 * Both take turns, so that a busy machine slows both down. The first start of each fills the compile cache and is not
 * counted. Prints the median of user and system time in milliseconds.
 */

const ROOT = join(import.meta.dirname, '../..');
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  '--help': ['--help'],
  pause: ['pause', '--by', 'bench'],
  history: ['history'],
  plan: ['plan'],
};
/** Runs in each process: when it ends, it writes its CPU time to the pipe with number 3. */
const METER = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeSync(3, String((user + system) / 1000));
  });
`)}`;

const { values } = parseArgs({ options: { against: { type: 'string' }, runs: { type: 'string' } } });
const runs = Number(values.runs ?? 10);
const checkouts = [ROOT, ...(values.against === undefined ? [] : [resolve(values.against)])];

const folder = await mkdtemp(join(tmpdir(), 'ausrufer-bench-'));
try {
  await prepare();
  const columns = ['command', ...checkouts.map((_, n) => (n === 0 ? 'here' : 'there')), 'here of there'];
  process.stdout.write(`${row(columns)}\n`);
  for (const [name, words] of Object.entries(COMMANDS)) {
    const times = checkouts.map((): number[] => []);
    for (let run = 0; run <= runs; run++)
      for (const [n, checkout] of checkouts.entries()) {
        const ms = cpuMs(checkout, words);
        if (run > 0) times[n]?.push(ms);
      }
    const [here = 0, there] = times.map(median);
    const share = there === undefined ? '' : `1/${(there / here).toFixed(1)}`;
    const cells = [here, ...(there === undefined ? [] : [there])].map((ms) => `${Math.round(ms)} ms`);
    process.stdout.write(`${row([name, ...cells, share])}\n`);
  }
} finally {
  await rm(folder, { recursive: true });
}

/** A small region with an incident that is live in the sandbox; each checkout has a ledger of its own with its posts. */
async function prepare(): Promise<void> {
  await cp(join(ROOT, 'test/scenario/municipalities.yaml'), join(folder, 'municipalities.yaml'));
  // Without what an older program does not know.
  const services = await readFile(join(ROOT, 'config/services.yaml'), 'utf8');
  await writeFile(join(folder, 'services.yaml'), services.replace(/^ *phrase: .*\n/gm, ''));
  await writeFile(join(folder, 'config.yaml'), 'approvals: {needed: 0}\n');
  await writeFile(
    join(folder, 'incident.yaml'),
    `incident:
  id: bench
  mode: live
  title: {de: IT-Ausfall, en: IT outage}
  started: "${new Date(Date.now() - 3_600_000).toISOString().slice(0, 16)}Z"
facts: {all: {reach: {phone: down}}}
announcements:
  - {id: outage, kind: outage, post_as: [siegen, hsk, kreis-soest]}
`,
  );
  for (const checkout of checkouts) cpuMs(checkout, ['run', '--once']);
}

/** CPU time of all threads of one process of its own, in milliseconds. */
function cpuMs(checkout: string, words: readonly string[]): number {
  const data = join(folder, `data-${checkouts.indexOf(checkout)}`);
  // An older program begins in main.ts.
  const main = ['main.js', 'main.ts'].map((name) => join(checkout, 'src/cli', name)).find(existsSync) ?? '';
  const child = spawnSync(
    process.execPath,
    ['--import', METER, main, '--config', folder, '--data', data, ...words],
    { cwd: checkout, env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ms = Number(child.output[3]?.toString());
  if (child.status !== null && child.status !== 1 && ms > 0) return ms;
  throw new Error(`${words.join(' ')} failed in ${checkout}: ${child.stderr.toString()}`);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell) => cell.padEnd(14))
    .join('')
    .trimEnd();
}
