import { existsSync } from 'node:fs';
import { cp, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { typed } from '../fixtures/arguments.ts';
import { ROOT, start } from './process.ts';
import { median, row } from './report.ts';

const USAGE = `How much CPU time a command takes from its start to its end, here and in another checkout of the program. Both take
turns, so that a busy machine slows both down. The first start of each fills the compile cache and is not counted. Prints
the median of user and system time in milliseconds.

npm run bench:start -- --against ../ausrufer-before [--runs 10]
`;

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  '--help': ['--help'],
  pause: ['pause', '--by', 'bench'],
  history: ['history'],
  plan: ['plan'],
};
const values = typed(USAGE, { against: { type: 'string' }, runs: { type: 'string' } });
const runs = Number(values.runs ?? 10);
const checkouts = [ROOT, ...(values.against === undefined ? [] : [resolve(values.against)])];

await using temporary = await mkdtempDisposable(join(tmpdir(), 'ausrufer-bench-'));
const folder = temporary.path;
await prepare();
const columns = ['command', ...checkouts.map((_, n) => (n === 0 ? 'here' : 'there')), 'here of there'];
process.stdout.write(`${row(columns)}\n${row(columns.map(() => '---'))}\n`);
for (const [name, words] of Object.entries(COMMANDS)) {
  const times = checkouts.map((): number[] => []);
  for (let run = 0; run <= runs; run++)
    for (const [n, checkout] of checkouts.entries()) {
      const ms = await cpuMs(checkout, words);
      if (run > 0) times[n]?.push(ms);
    }
  const [here = 0, there] = times.map(median);
  const share = there === undefined ? '' : `1/${(there / here).toFixed(1)}`;
  const cells = [here, ...(there === undefined ? [] : [there])].map((ms) => `${Math.round(ms)} ms`);
  process.stdout.write(`${row([name, ...cells, share])}\n`);
}

/** A small region with an incident that is live in the sandbox; each checkout has a ledger of its own with its posts. */
async function prepare(): Promise<void> {
  await cp(join(ROOT, 'test/fixtures/municipalities.yaml'), join(folder, 'municipalities.yaml'));
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
  for (const checkout of checkouts) await cpuMs(checkout, ['run', '--once']);
}

/** CPU time of all threads of one process of its own, in milliseconds. */
async function cpuMs(checkout: string, words: readonly string[]): Promise<number> {
  const data = join(folder, `data-${checkouts.indexOf(checkout)}`);
  // An older program begins in main.ts.
  const main = ['main.js', 'main.ts'].map((name) => join(checkout, 'src/cli', name)).find(existsSync) ?? '';
  const one = start(main, ['--config', folder, '--data', data, ...words], {}, checkout);
  const { status, used } = await one.ended;
  if (used !== null && status !== 1) return used.cpuMs;
  throw new Error(`${words.join(' ')} failed in ${checkout}: ${one.printed()}`);
}
