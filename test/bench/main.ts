import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { typed } from '../fixtures/arguments.ts';
import { growthTable, measureGrowth } from './growth.ts';
import { measure, type Setup } from './measure.ts';
import { ROOT } from './process.ts';
import { chartOf, median, type Result, renew, tableOf } from './report.ts';

const USAGE = `How fast the program is, beside the least that the same posts can cost. Ends by itself.

npm run bench -- [options]
  --municipalities N,N  how many (default 100,1000)
  --answers-after N,N   milliseconds that the platforms take to answer (default 0,50)
  --workers N,N         how many (default 1); with more, DATABASE_URL names a PostgreSQL database of its own
  --runs N              how often each is measured (default 3)
  --peer                measures another program too, which npm installs into a folder of its own
  --history N,N         instead: how ticks, starts and memory grow with so many posts of earlier incidents
  --json                prints the figures instead of a table
  --write               renews the table and the plot of docs/performance.md
`;

const AT_ONCE = 500;

const values = typed(USAGE, {
  municipalities: { type: 'string', default: '100,1000' },
  'answers-after': { type: 'string', default: '0,50' },
  workers: { type: 'string', default: '1' },
  runs: { type: 'string', default: '3' },
  peer: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  history: { type: 'string' },
});
const numbers = (words: string) => words.split(',').map(Number);
const runs = Number(values.runs);
const setups: readonly Setup[] = numbers(values.municipalities).flatMap((municipalities) =>
  numbers(values['answers-after']).flatMap((answersAfterMs) =>
    numbers(values.workers).map((workers) => ({
      ...{ municipalities, answersAfterMs, workers, atOnce: AT_ONCE },
      peer: values.peer,
    })),
  ),
);
if (setups.some(({ workers }) => workers > 1) && process.env.DATABASE_URL === undefined)
  throw new Error('several workers need a PostgreSQL database: set DATABASE_URL');

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node.js ${process.version}, ${process.env.DATABASE_URL === undefined ? 'embedded ledger' : 'PostgreSQL'}, medians of ${runs} ${runs === 1 ? 'run' : 'runs'}`;
if (values.history !== undefined) {
  const sizes = numbers(values.municipalities).flatMap((municipalities) =>
    numbers(values.history ?? '').map((oldPosts) => ({ municipalities, oldPosts })),
  );
  const results = [];
  for (const size of sizes) results.push({ size, growth: await medianOfRuns(size, measureGrowth) });
  await tell('growth', growthTable(results), results);
} else {
  const results: Result[] = [];
  for (const setup of setups) results.push({ setup, run: await medianOfRuns(setup, measure) });
  await tell('measured', tableOf(results), results);
  if (values.write) await writeFile(join(ROOT, 'docs/performance.svg'), chartOf(results));
}

async function tell(section: string, rows: string, results: unknown): Promise<void> {
  const table = `${rows}\n\nMeasured on ${machine}.`;
  process.stdout.write(values.json ? `${JSON.stringify({ machine, results }, null, 2)}\n` : `${table}\n`);
  if (!values.write) return;
  await renew(section, table);
}

/** The median of each figure for itself. */
async function medianOfRuns<Given, Figures>(
  given: Given,
  measureOnce: (given: Given) => Promise<Figures>,
): Promise<Figures> {
  const its: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    process.stderr.write(`${JSON.stringify(given)} ${run + 1}/${runs}\n`);
    its.push(await measureOnce(given));
  }
  return combined(its) as Figures;
}

function combined(values: readonly unknown[]): unknown {
  const [first] = values;
  if (typeof first === 'number') return median(values as number[]);
  return Object.fromEntries(
    Object.keys(first as object).map((key) => [
      key,
      combined(values.map((value) => (value as Record<string, unknown>)[key])),
    ]),
  );
}
