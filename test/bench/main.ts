import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type Run, type Setup } from './measure.ts';
import { chartOf, type Result, tableOf } from './report.ts';

/*
 * How fast the program is, beside the least that the same posts can cost:
 *
 *   npm run bench -- [--municipalities 100,1000] [--answers-after 0,50] [--workers 1] [--runs 3] [--json] [--write]
 *
 * `--answers-after`: milliseconds that the platforms take to answer. `--workers`: with more than one, DATABASE_URL names a
 * PostgreSQL database of its own. `--write` renews the table and the plot of docs/performance.md. Everything stays on this
 * machine, and it ends by itself.
 */

const DOCS = join(import.meta.dirname, '../../docs');
const [BEGIN, END] = ['<!-- measured -->', '<!-- end -->'];
const AT_ONCE = 500;

const { values } = parseArgs({
  options: {
    municipalities: { type: 'string', default: '100,1000' },
    'answers-after': { type: 'string', default: '0,50' },
    workers: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const numbers = (words: string) => words.split(',').map(Number);
const runs = Number(values.runs);
const setups: readonly Setup[] = numbers(values.municipalities).flatMap((municipalities) =>
  numbers(values['answers-after']).flatMap((answersAfterMs) =>
    numbers(values.workers).map((workers) => ({ municipalities, answersAfterMs, workers, atOnce: AT_ONCE })),
  ),
);
if (setups.some(({ workers }) => workers > 1) && process.env.DATABASE_URL === undefined)
  throw new Error('several workers need a PostgreSQL database: set DATABASE_URL');

const results: Result[] = [];
for (const setup of setups) {
  const its: Run[] = [];
  for (let run = 0; run < runs; run++) {
    process.stderr.write(`${JSON.stringify(setup)} ${run + 1}/${runs}\n`);
    its.push(await measure(setup));
  }
  results.push({ setup, run: medianOf(its) });
}
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node.js ${process.version}, ${process.env.DATABASE_URL === undefined ? 'embedded ledger' : 'PostgreSQL'}, medians of ${runs} ${runs === 1 ? 'run' : 'runs'}`;
const table = `${tableOf(results)}\n\nMeasured on ${machine}.`;
process.stdout.write(values.json ? `${JSON.stringify({ machine, results }, null, 2)}\n` : `${table}\n`);
if (values.write) {
  const page = join(DOCS, 'performance.md');
  const text = await readFile(page, 'utf8');
  const [before = '', after = ''] = [text.split(BEGIN)[0], text.split(END)[1]];
  await writeFile(page, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
  await writeFile(join(DOCS, 'performance.svg'), chartOf(results));
}

/** The median of each figure for itself. */
function medianOf(its: readonly Run[]): Run {
  return combined(its) as Run;
}

function combined(values: readonly unknown[]): unknown {
  const [first] = values;
  if (typeof first === 'number')
    return (values as number[]).toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return Object.fromEntries(
    Object.keys(first as object).map((key) => [
      key,
      combined(values.map((value) => (value as Record<string, unknown>)[key])),
    ]),
  );
}
