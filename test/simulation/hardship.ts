/** What makes a day hard. A day on which nothing went wrong proves nothing, so it is counted. */
export const HARDSHIPS = [
  'crashes',
  'freezes',
  'new sessions',
  'files broken',
  'false files refused',
  'quiet ticks',
  'planned elsewhere',
  'exercises',
  'sandboxes',
  'accounts added',
  'ledgers lost in the first hour',
  'ledgers lost later',
  'ledgers lost after the all-clear',
  'unread while adopting',
  'answers lost',
  'accepted late',
  'timelines unread',
  'rate limits',
  'accounts suspended',
  'sent again',
  'all-clears',
  'edits',
  'deletions',
] as const;
export type Hardship = (typeof HARDSHIPS)[number];
export type Hardships = Readonly<Record<Hardship, number>>;

/** Counts one more of these. */
export type Meet = (what: Hardship) => void;

export function noHardships(): Record<Hardship, number> {
  return Object.fromEntries(HARDSHIPS.map((one) => [one, 0])) as Record<Hardship, number>;
}

export function sumOfHardships(days: readonly Hardships[]): Hardships {
  const sum = noHardships();
  for (const day of days) for (const one of HARDSHIPS) sum[one] += day[one];
  return sum;
}
