import type { Instant } from './clock.ts';
import type { ReachWay } from './facts.ts';
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

/** Kinds that go first, and wait for no minimum gap. */
export const URGENT_KINDS: ReadonlySet<Kind> = new Set(['correction', 'retraction', 'all-clear']);

/** Kinds that say how things stand, with all known facts. */
export const SITUATION_KINDS: readonly Kind[] = ['outage', 'status'];

/** A message for the public: who says what, about whom, and when. */
export interface Announcement {
  readonly id: string;
  readonly kind: Kind;
  /** Ids of the municipalities that publish it, all of them affected. Null: it goes wherever the original is published. */
  readonly postAs: readonly string[] | null;
  /** Ids of municipalities and groups that every poster may speak for. Null: each is about itself. */
  readonly about: readonly string[] | null;
  /** When it is published. Null: as soon as it is read. */
  readonly at: Instant | null;
  /** It is never published after this. */
  readonly until: Instant | null;
  /** Cron in the configured time zone. Each occurrence gives one post per account. */
  readonly every: string | null;
  readonly edition: Edition;
  /** Whether edits keep it true. Null: as config.yaml says for its kind. */
  readonly keepCurrent: boolean | null;
  readonly services: readonly string[];
  /** Ways to reach somebody that work again. */
  readonly reach: readonly ReachWay[];
  readonly contact: string | null;
  /** The announcement that this one corrects, withdraws or updates: at most one of the three. */
  readonly corrects: string | null;
  readonly withdraws: string | null;
  readonly updates: string | null;
  /** The other corrections that a correction calls wrong. */
  readonly correctsAlso: readonly string[];
  /** Id of the announcement at the root of its chain of `updates`: all of a chain supersede each other, and share one minimum gap. */
  readonly thread: string;
  readonly what: Localized | null;
  /** Words of its own instead of a message. They may have placeholders. */
  readonly text: Localized | null;
}

/** A number that staff raise to publish an announcement again with today's facts: for all, or for single municipalities. */
export interface Edition {
  readonly all: number;
  readonly of: ReadonlyMap<string, number>;
}

export function editionFor(announcement: Announcement, municipality: string): number {
  return announcement.edition.of.get(municipality) ?? announcement.edition.all;
}

/** Whether this instant is after its `until`: none of its posts is published any more. */
export function isTooLate<Post extends Pick<Announcement, 'until'>>(
  post: Post,
  at: Instant,
): post is Post & { readonly until: Instant } {
  return post.until !== null && at > post.until;
}

/** The id of the announcement that this one corrects, withdraws or updates; null where there is none. */
export function originalOf(
  announcement: Pick<Announcement, 'corrects' | 'withdraws' | 'updates'>,
): string | null {
  return amendedBy(announcement) ?? announcement.updates;
}

/** The id of what a correction or retraction is about; null for what is neither. */
export function amendedBy({
  corrects,
  withdraws,
}: Pick<Announcement, 'corrects' | 'withdraws'>): string | null {
  return corrects ?? withdraws;
}

/** Whether announcements of this kind correct or withdraw something. */
export function isAmending(kind: string): boolean {
  return kind === 'correction' || kind === 'retraction';
}
