import type { Counts, Verdict } from './checker.ts';
import { HARDSHIPS, type Hardship, sumOfHardships } from './hardship.ts';

/** The least share of required posts that is published when the faults are over: holding everything keeps no promise. */
const STANDING_LEAST = 0.999;

/** On so many days every hardship has to be met: a run without one of them would prove less than it says. */
const WHOLE_RUN_DAYS = 100;

/** What came of one day. */
export interface PlayedDay {
  readonly seed: number;
  readonly verdict: Verdict;
}

/** The days' figures, added up. */
export interface Figures extends Counts {
  readonly seeds: number;
  /** The share of required posts that is published at the end. */
  readonly standing: number;
  /** On which no promise was broken. */
  readonly flawless: boolean;
}

export function figuresOf(days: readonly PlayedDay[]): Figures {
  const sum = (of: (verdict: Verdict) => number) =>
    days.reduce((total, { verdict }) => total + of(verdict), 0);
  const posted = sum((one) => one.posted);
  const held = sum((one) => one.held);
  const losses = sum((one) => one.losses);
  const standing = posted / Math.max(1, posted + held + losses);
  return {
    seeds: days.length,
    posted,
    held,
    unknown: sum((one) => one.unknown),
    duplicates: sum((one) => one.duplicates),
    losses,
    stale: sum((one) => one.stale),
    standing,
    flawless: standing >= STANDING_LEAST && days.every(({ verdict }) => verdict.violations.length === 0),
  };
}

/** The one line with which a run ends. */
export function lineOf({ seeds, posted, held, unknown, duplicates, losses, stale }: Figures): string {
  return `seeds ${seeds}, posted ${posted}, held ${held}, unknown ${unknown}, duplicates ${duplicates}, losses ${losses}, stale ${stale}`;
}

/** What a whole run never met; a shorter one need not meet everything. */
export function neverMet(days: readonly PlayedDay[]): readonly Hardship[] {
  const met = sumOfHardships(days.map(({ verdict }) => verdict.hardships));
  return days.length < WHOLE_RUN_DAYS ? [] : HARDSHIPS.filter((one) => met[one] === 0);
}

/** What the days had to live through. */
export function hardshipLine(days: readonly PlayedDay[]): string {
  const sum = sumOfHardships(days.map(({ verdict }) => verdict.hardships));
  return HARDSHIPS.map((one) => `${one} ${sum[one]}`).join(', ');
}
