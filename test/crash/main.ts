import { parseArgs } from 'node:util';
import { randomFrom } from '../stories/random.ts';
import { figuresOf, violationsOf } from './figures.ts';
import { Proof } from './proof.ts';
import { nameOf, STEPS } from './step.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
const kills = Number(values.kills);
// Ctrl-C ends it with the figures of what was done.
let isEnough = false;
process.once('SIGINT', () => {
  isEnough = true;
});
await using proof = await Proof.open(randomFrom(Number(values.seed)).unit);
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
