import type { Instant } from './clock.ts';
import type { Localized } from './language.ts';

export const KINDS = [
  'outage',
  'appointments',
  'contacts',
  'services',
  'estimate',
  'status',
  'restoration',
  'correction',
  'retraction',
  'all-clear',
  'notice',
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds that overtake everything else and wait for no gap. */
export const URGENT_KINDS: ReadonlySet<Kind> = new Set(['correction', 'retraction', 'all-clear']);

/** One thing to be said. */
export interface Announcement {
  readonly id: string;
  readonly kind: Kind;
  /** Ids of the municipalities that say it; null: wherever the original stands. Never anyone outside `affects`. */
  readonly postAs: readonly string[] | null;
  /** Ids of municipalities and groups; null: each about itself. Lies within what every poster speaks for. */
  readonly about: readonly string[] | null;
  /** Null: as soon as it is read. */
  readonly at: Instant | null;
  /** Never posted after this. */
  readonly until: Instant | null;
  /** Cron in the configured time zone: one post per account and occurrence. */
  readonly every: string | null;
  readonly edition: Edition;
  /** Null: as the configuration says for its kind. */
  readonly keepCurrent: boolean | null;
  readonly services: readonly string[];
  readonly contact: string | null;
  /** The announcement that this one corrects, withdraws or updates: at most one of the three. */
  readonly corrects: string | null;
  readonly withdraws: string | null;
  readonly updates: string | null;
  readonly what: Localized | null;
  /** Own words; placeholders allowed. */
  readonly text: Localized | null;
}

/** Raised to say an announcement again with today's facts: for all, or for single municipalities. */
export interface Edition {
  readonly all: number;
  readonly of: ReadonlyMap<string, number>;
}

export function editionFor(announcement: Announcement, municipality: string): number {
  return announcement.edition.of.get(municipality) ?? announcement.edition.all;
}

/** The announcement that this one answers for, if any. */
export function originalOf(
  announcement: Pick<Announcement, 'corrects' | 'withdraws' | 'updates'>,
): string | null {
  return announcement.corrects ?? announcement.withdraws ?? announcement.updates;
}
