import { typed } from '../fixtures/arguments.ts';
import { AS_IT_IS, fuzz, TARGETS, type Verdict } from './fuzz.ts';

const USAGE = `usage: npm run fuzz -- [--runs N] [--seed N] [--only ${TARGETS.join('|')}] [--path P]\n`;
const values = typed(USAGE, {
  runs: { type: 'string', default: '1000' },
  seed: { type: 'string' },
  path: { type: 'string' },
  only: { type: 'string' },
});
const runs = Number(values.runs);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const targets = TARGETS.filter((target) => values.only === undefined || values.only === target);
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed) || targets.length === 0) {
  process.stderr.write(USAGE);
  process.exit(1);
}

/** A story takes a second, a command a tenth, an answer or a file some ten milliseconds. */
const SHARES = { answers: 1, files: 0.5, commands: 0.1, stories: 0.02, losses: 0.02 } as const;

const verdicts: Verdict[] = [];
for (const target of targets) {
  const extent = { runs: Math.ceil(runs * SHARES[target]), seed, path: values.path ?? null };
  process.stderr.write(`${target}: ${extent.runs} from seed ${seed}\n`);
  const verdict = await fuzz(target, extent, AS_IT_IS);
  verdicts.push(verdict);
  if (verdict.violation === null) continue;
  process.stderr.write(`${verdict.violation.words}\n`);
  process.stderr.write(
    `see it again: npm run fuzz -- --only ${target} --runs ${runs} --seed ${seed} --path ${verdict.violation.path}\n`,
  );
}
const runsOf = (target: string) => verdicts.find((one) => one.target === target)?.runs ?? 0;
const violations = verdicts.filter((one) => one.violation !== null).length;
const posts = verdicts.reduce((sum, one) => sum + one.posts, 0);
process.stdout.write(
  `fuzz seed ${seed}, answers ${runsOf('answers')}, files ${runsOf('files')}, commands ${runsOf('commands')}, stories ${runsOf('stories')}, losses ${runsOf('losses')}, posts ${posts}, violations ${violations}\n`,
);
process.exitCode = violations === 0 ? 0 : 1;
