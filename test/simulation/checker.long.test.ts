import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/domain/clock.ts';
import type { Protection } from './protection.ts';
import { type Experiment, NOBODY, simulate, USUAL } from './simulation.ts';

/** What each protection keeps from happening, and a short day on which the lack of it shows. */
const SHOWN_BY: Readonly<Record<Protection, readonly [violation: RegExp, day: number]>> = {
  'quiet-time': [/^duplicate/, 19],
  claim: [/^duplicate/, 17],
  'look-up': [/^duplicate/, 23],
  'fresh-checks': [/^stale/, 19],
  delivery: [/^loss/, 17],
  // The files leave the real platform while something waits.
  session: [/which the files left/, 29],
  // The ledgers are lost.
  'first-reading': [/^duplicate/, 22],
  'signed-at': [/old state file/, 9],
};
/** Where it no longer shows on that day, it has to on one of those that follow. */
const DAYS_UNPROTECTED_MAX = 20;

/** The first violation of this sort that days with this experiment bring, from this one on, or null. */
async function firstViolation(experiment: Experiment, sort: RegExp, from: number): Promise<string | null> {
  for (let day = 0; day < DAYS_UNPROTECTED_MAX; day++) {
    const { violations } = await simulate(from + day, experiment, NOBODY);
    const found = violations.find((violation) => sort.test(violation));
    if (found) return found;
  }
  return null;
}

describe('the checker of the simulated days', () => {
  test.each(Object.entries(SHOWN_BY) as [Protection, readonly [RegExp, number]][])(
    'the checker notices a day without the %s',
    async (without, [violation, day]) => {
      expect(await firstViolation({ ...USUAL, without }, violation, day)).toMatch(violation);
    },
  );

  test('a platform that accepts later than the quiet time makes duplicates, as docs/reliability.md says', async () => {
    const late = { ...USUAL, latenessMs: 60 * MINUTE };
    expect(await firstViolation(late, /^duplicate/, 19)).toMatch(/^duplicate/);
  });
});
