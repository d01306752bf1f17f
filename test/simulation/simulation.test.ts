import { describe, expect, test } from 'vitest';
import { once } from '../../src/core/domain/cache.ts';
import { MINUTE } from '../../src/core/domain/clock.ts';
import { figuresOf, neverMet, type PlayedDay } from './figures.ts';
import { HARDSHIPS, noHardships } from './hardship.ts';
import type { Protection } from './protection.ts';
import { type Experiment, NOBODY, simulate, USUAL } from './simulation.ts';

/** The shortest of the days that `npm run simulate` plays. `.ci/run` plays a hundred, on which every hardship has to occur. */
const SHORTEST = 9;
const SAMPLE = [17, 19];
/** Of the shortest day, each step. */
const told: string[] = [];
const shortDay = once(() => played(SHORTEST, USUAL, (line) => void told.push(line)));
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

async function played(
  seed: number,
  experiment: Experiment,
  note: (line: string) => void = NOBODY,
): Promise<PlayedDay> {
  return { seed, verdict: await simulate(seed, experiment, note) };
}

/** The first violation of this sort that days with this experiment bring, from this one on, or null. */
async function firstViolation(experiment: Experiment, sort: RegExp, from: number): Promise<string | null> {
  for (let day = 0; day < DAYS_UNPROTECTED_MAX; day++) {
    const { verdict } = await played(from + day, experiment);
    const found = verdict.violations.find((violation) => sort.test(violation));
    if (found) return found;
  }
  return null;
}

describe('days on which everything goes wrong, in virtual time', () => {
  test('days on which everything goes wrong end with everything published once, nothing lost, stale or unknown', async () => {
    const days: PlayedDay[] = [];
    days.push(await shortDay());
    for (const seed of SAMPLE) days.push(await played(seed, USUAL));
    expect(days.flatMap(({ seed, verdict }) => verdict.violations.map((one) => `${seed} ${one}`))).toEqual(
      [],
    );
    const figures = figuresOf(days);
    expect(figures).toMatchObject({ duplicates: 0, losses: 0, stale: 0, unknown: 0, flawless: true });
    expect(figures.posted).toBeGreaterThan(7 * days.length);
  });

  test('a whole run says what it never met, and a short one need not meet everything', async () => {
    const { verdict } = await shortDay();
    const days = Array.from({ length: 100 }, (_, seed) => ({ seed, verdict }));
    const met = verdict.hardships['ledgers lost later'];
    expect(met).toBe(0);
    expect(neverMet(days)).toContain('ledgers lost later');
    expect(neverMet(days.slice(1))).toEqual([]);
    const hardships = { ...noHardships(), ...Object.fromEntries(HARDSHIPS.map((one) => [one, 1])) };
    expect(neverMet(days.map((day) => ({ ...day, verdict: { ...verdict, hardships } })))).toEqual([]);
  });

  test('the same seed gives the same day, step by step', async () => {
    await shortDay();
    const again: string[] = [];
    await played(SHORTEST, USUAL, (line) => void again.push(line));
    expect(again.length).toBeGreaterThan(100);
    expect(again).toEqual(told);
  });

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
