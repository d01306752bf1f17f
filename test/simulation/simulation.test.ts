import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/domain/clock.ts';
import { figuresOf, neverMet, type PlayedDay } from './figures.ts';
import { HARDSHIPS, noHardships, sumOfHardships } from './hardship.ts';
import type { Protection } from './protection.ts';
import { type Experiment, NOBODY, simulate, USUAL } from './simulation.ts';

/**
 * A sample of what `npm run simulate` plays by the thousand, in which every hardship occurs. On day 8 the all-clear was
 * read together with a recurring status; on day 55 outages are looked for when it goes out.
 */
const SAMPLE = [5, 8, 22, 29, 38, 55];
/** Days within which the lack of a protection has to show; the first of them is a short one. */
const UNPROTECTED_FROM = 9;
const DAYS_UNPROTECTED_MAX = 20;
/** A day on which the ledgers are lost, and one on which the files leave the real platform while something waits. */
const LOST_ON = 22;
const LEFT_ON = 29;
/** What each protection keeps from happening. */
const SHOWN_BY: Readonly<Record<Protection, RegExp>> = {
  'quiet-time': /^duplicate/,
  claim: /^duplicate/,
  'look-up': /^duplicate/,
  'fresh-checks': /^stale/,
  delivery: /^loss/,
  session: /which the files left/,
  'first-reading': /^duplicate/,
  'signed-at': /old state file/,
};

async function played(seed: number, experiment: Experiment): Promise<PlayedDay> {
  return { seed, verdict: await simulate(seed, experiment, NOBODY) };
}

/** The first violation of this sort that days with this experiment bring, or null. */
async function firstViolation(experiment: Experiment, sort: RegExp): Promise<string | null> {
  const shownFrom: Partial<Record<Protection, number>> = { 'first-reading': LOST_ON, session: LEFT_ON };
  const from = shownFrom[experiment.without ?? 'claim'] ?? UNPROTECTED_FROM;
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
    for (const seed of SAMPLE) days.push(await played(seed, USUAL));
    expect(days.flatMap(({ seed, verdict }) => verdict.violations.map((one) => `${seed} ${one}`))).toEqual(
      [],
    );
    const figures = figuresOf(days);
    expect(figures).toMatchObject({ duplicates: 0, losses: 0, stale: 0, unknown: 0, flawless: true });
    expect(figures.posted).toBeGreaterThan(7 * SAMPLE.length);
    const met = sumOfHardships(days.map(({ verdict }) => verdict.hardships));
    expect(HARDSHIPS.filter((one) => met[one] === 0)).toEqual([]);
  });

  test('a whole run says what it never met, and a short one need not meet everything', async () => {
    const { verdict } = await played(9, USUAL);
    const days = Array.from({ length: 100 }, (_, seed) => ({ seed, verdict }));
    const met = verdict.hardships['ledgers lost later'];
    expect(met).toBe(0);
    expect(neverMet(days)).toContain('ledgers lost later');
    expect(neverMet(days.slice(1))).toEqual([]);
    const hardships = { ...noHardships(), ...Object.fromEntries(HARDSHIPS.map((one) => [one, 1])) };
    expect(neverMet(days.map((day) => ({ ...day, verdict: { ...verdict, hardships } })))).toEqual([]);
  });

  test('the same seed gives the same day, step by step', async () => {
    const told: string[][] = [[], []];
    for (const lines of told) await simulate(9, USUAL, (line) => lines.push(line));
    expect(told[0]?.length).toBeGreaterThan(100);
    expect(told[0]).toEqual(told[1]);
  });

  test.each(Object.entries(SHOWN_BY) as [Protection, RegExp][])(
    'the checker notices a day without the %s',
    async (without, violation) => {
      expect(await firstViolation({ ...USUAL, without }, violation)).toMatch(violation);
    },
  );

  test('a platform that accepts later than the quiet time makes duplicates, as docs/reliability.md says', async () => {
    const late = { ...USUAL, latenessMs: 60 * MINUTE };
    expect(await firstViolation(late, /^duplicate/)).toMatch(/^duplicate/);
  });
});
