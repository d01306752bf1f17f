import { describe, expect, test } from 'vitest';
import { once } from '../../src/core/domain/cache.ts';
import { figuresOf, neverMet, type PlayedDay } from './figures.ts';
import { HARDSHIPS, noHardships } from './hardship.ts';
import { type Experiment, NOBODY, simulate, USUAL } from './simulation.ts';

/** The shortest of the days that `npm run simulate` plays. `.ci/run` plays fifty; on a hundred every hardship has to occur. */
const SHORTEST = 9;
const ANOTHER = 17;
/** Of the shortest day, each step. */
const told: string[] = [];
const shortDay = once(() => played(SHORTEST, USUAL, (line) => void told.push(line)));
async function played(
  seed: number,
  experiment: Experiment,
  note: (line: string) => void = NOBODY,
): Promise<PlayedDay> {
  return { seed, verdict: await simulate(seed, experiment, note) };
}

describe('days on which everything goes wrong, in virtual time', () => {
  test('days on which everything goes wrong end with everything published once, nothing lost, stale or unknown', async () => {
    const days = [await shortDay(), await played(ANOTHER, USUAL)];
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
});
