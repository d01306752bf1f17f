import { typed } from '../fixtures/arguments.ts';
import { randomFrom } from '../stories/random.ts';
import { figuresOf, violationsOf } from './figures.ts';
import { Proof } from './proof.ts';
import { nameOf, STEPS } from './step.ts';
import { proveWorkers } from './workers.ts';

const USAGE = `npm run crash -- [--kills 300] [--seed 1]
.ci/with-postgres npm run crash -- --postgres [--kills 300] [--seed 1]
.ci/with-postgres npm run crash -- --workers 4 [--municipalities 1000] [--embedded]
`;

const values = typed(USAGE, {
  kills: { type: 'string', default: '300' },
  seed: { type: 'string', default: '1' },
  postgres: { type: 'boolean', default: false },
  workers: { type: 'string' },
  embedded: { type: 'boolean', default: false },
  municipalities: { type: 'string', default: '1000' },
});
const { TEST_DATABASE_URL: url, TEST_DATABASE_RESTART: restart } = process.env;
if (values.workers !== undefined) {
  if (!url || !restart) throw new Error('several workers need PostgreSQL: call it by .ci/with-postgres');
  const verdict = await proveWorkers(Number(values.workers), Number(values.municipalities), {
    ...{ url, restart, embedded: values.embedded },
  });
  const { accounts, interrupted, duplicates, losses, unsettled, seconds } = verdict;
  process.stdout.write(
    `workers ${values.workers}, two killed, database restarted${values.embedded ? ', then one on a file' : ''}; accounts ${accounts}, interrupted ${interrupted}, duplicates ${duplicates}, losses ${losses}, unsettled ${unsettled}, ${seconds} s\n`,
  );
  process.exit(duplicates + losses + unsettled > 0 || interrupted === 0 ? 1 : 0);
}
if (values.postgres && !url) throw new Error('--postgres needs a server: call it by .ci/with-postgres');
const kills = Number(values.kills);
// Ctrl-C ends it with the figures of what was done.
let isEnough = false;
process.once('SIGINT', () => {
  isEnough = true;
});
await using proof = await Proof.open(
  randomFrom(Number(values.seed)).unit,
  values.postgres ? (url ?? null) : null,
);
for (let count = 0; count < kills && !isEnough; count++) {
  const step = STEPS[count % STEPS.length];
  if (!step) break;
  process.stderr.write(`${count + 1}/${kills} ${nameOf(step)}\n`);
  await proof.kill(step);
}
const verdict = await proof.verdict();
const violations = violationsOf(verdict);
for (const violation of violations) process.stderr.write(`${violation}\n`);
process.stdout.write(`${figuresOf(verdict)}\n`);
process.exitCode = violations.length === 0 ? 0 : 1;
