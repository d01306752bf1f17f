import { parseArgs } from 'node:util';
import { NOBODY, simulate, USUAL } from './simulation.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
let violated = false;
for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.seeds); seed++) {
  const verdict = await simulate(seed, USUAL, NOBODY);
  for (const violation of verdict.violations) process.stdout.write(`seed ${seed}: ${violation}\n`);
  violated ||= verdict.violations.length > 0;
}
process.exitCode = violated ? 1 : 0;
