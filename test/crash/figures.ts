import type { Verdict } from './proof.ts';

/** One line of figures. */
export function figuresOf({ kills, posts, duplicates, losses, settledWithinMs, alerts }: Verdict): string {
  const sorted = [...settledWithinMs].sort((a, b) => a - b);
  const seconds = (ms = 0) => (ms / 1_000).toFixed(1);
  const median = seconds(sorted[Math.floor(sorted.length / 2)]);
  return `kills ${kills}, posts ${posts}, duplicates ${duplicates.length}, losses ${losses.length}, settled within s: median ${median}, max ${seconds(sorted.at(-1))}; alerts ${alerts.raised}, told twice ${alerts.twice}, more often ${alerts.tooOften.length}, never ${alerts.never.length}`;
}

/** Everything that breaks a promise, a line each. */
export function violationsOf({ duplicates, losses, unsettled, alerts }: Verdict): readonly string[] {
  return [...duplicates, ...losses, ...unsettled, ...alerts.tooOften, ...alerts.never];
}
