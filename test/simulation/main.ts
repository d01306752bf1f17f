import { availableParallelism } from 'node:os';
import { SECOND } from '../../src/core/domain/clock.ts';
import { typed } from '../fixtures/arguments.ts';
import { playAll } from './crew.ts';
import { figuresOf, hardshipLine, lineOf, neverMet, type PlayedDay } from './figures.ts';
import { PROTECTIONS, type Protection } from './protection.ts';
import { type Experiment, simulate, USUAL } from './simulation.ts';
import { sweep } from './sweep.ts';

/** Days between two lines of progress. */
const PROGRESS_EVERY = 250;
const USAGE = `npm run simulate -- [options]
  --seeds N           that many days, from seed 1 on (default 100)
  --seed S            one day, told step by step; with --seeds the first of them
  --without NAME      takes a protection out: ${PROTECTIONS.join(', ')}
  --lateness SECONDS  how late a platform may still accept what it did not answer (default ${USUAL.latenessMs / SECOND})
  --sweep             plots duplicates against that lateness; --seeds are played at each
  --postgres          on PostgreSQL, where DATABASE_URL or TEST_DATABASE_URL says; a seed is not the same day twice there
  --threads N         default: one for each processor

Exits with 1 where a promise was broken, or 100 days and more never met one of the things that go wrong.
`;

const values = typed(USAGE, {
  seeds: { type: 'string' },
  seed: { type: 'string' },
  without: { type: 'string' },
  lateness: { type: 'string' },
  sweep: { type: 'boolean', default: false },
  threads: { type: 'string' },
  postgres: { type: 'boolean', default: false },
});

const out = (line: string) => void process.stdout.write(`${line}\n`);
const count = (text: string | undefined, otherwise: number) => {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`not a whole number: ${text}`);
  return number;
};
const protection = (name: string | undefined): Protection | null => {
  if (name === undefined) return null;
  const known = PROTECTIONS.find((one) => one === name);
  if (!known) throw new RangeError(`there is no ${name}, but ${PROTECTIONS.join(', ')}`);
  return known;
};

const { DATABASE_URL, TEST_DATABASE_URL } = process.env;
const postgres = values.postgres ? (DATABASE_URL ?? TEST_DATABASE_URL) : null;
if (postgres === undefined) throw new Error('DATABASE_URL says where the ledgers are to be made');
if (postgres !== null && values.without !== undefined)
  throw new Error('protections are taken out in memory only');
const experiment: Experiment = {
  postgres,
  without: protection(values.without),
  latenessMs: count(values.lateness, USUAL.latenessMs / SECOND) * SECOND,
};
const first = count(values.seed, 1);
const seeds = Array.from({ length: count(values.seeds, 100) }, (_, index) => first + index);
const threads = count(values.threads, availableParallelism());

// Ctrl-C ends it with the figures of the days that were played.
let isEnough = false;
process.once('SIGINT', () => {
  isEnough = true;
});
function* untilEnough(): Generator<number> {
  for (const seed of seeds) {
    if (isEnough) return;
    yield seed;
  }
}

let played = 0;
function told({ seed, verdict: { violations } }: PlayedDay): void {
  played += 1;
  if (played % PROGRESS_EVERY === 0) process.stderr.write(`${played} of ${seeds.length} days\n`);
  for (const violation of violations) out(`seed ${seed}: ${violation}`);
  if (violations.length > 0) out(`seed ${seed}: to see that day: npm run simulate -- --seed ${seed}`);
}

function concluded(days: readonly PlayedDay[]): void {
  const figures = figuresOf(days);
  out(`met: ${hardshipLine(days)}`);
  out(`${(figures.standing * 100).toFixed(2)} % of the required posts are published at the end`);
  out(lineOf(figures));
  const never = neverMet(days);
  if (never.length > 0) out(`never met: ${never.join(', ')}`);
  process.exitCode = figures.flawless && never.length === 0 ? 0 : 1;
}

if (values.sweep) {
  for await (const line of sweep(seeds, experiment, threads)) out(line);
} else if (values.seed !== undefined && values.seeds === undefined) {
  const day = { seed: first, verdict: await simulate(first, experiment, out) };
  told(day);
  concluded([day]);
} else {
  concluded(await playAll(untilEnough(), experiment, threads, told));
}
