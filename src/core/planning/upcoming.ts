import type { Kind } from '../domain/announcement.ts';
import { remembering } from '../domain/cache.ts';
import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import type { Held } from './held.ts';
import { type PlannedPost, plan } from './plan.ts';
import { nextOf } from './recurrence.ts';

/** The next occurrence of a recurring announcement, worded with the current facts. Nothing of it is due yet. */
export interface Upcoming {
  readonly announcement: string;
  readonly kind: Kind;
  readonly occurrence: Instant;
  /** When it ends; null where nobody said. */
  readonly until: Instant | null;
  readonly posts: readonly PlannedPost[];
  readonly held: readonly Held[];
  /** How many names are needed. */
  readonly needed: number;
  /** Whether its wording can be approved beforehand; else its texts are approved when they are due. */
  readonly beforehand: boolean;
}

/**
 * The next occurrence of each recurring announcement, where it will be said, or would be if it said anything new. It is
 * planned as of then: what is over by then is not said.
 */
export function upcoming(configuration: Configuration, view: LedgerView, now: Instant): readonly Upcoming[] {
  const { state, settings } = configuration;
  const planAt = remembering((at: Instant) => plan(configuration, view, at));
  return state.announcements.flatMap((announcement) => {
    const { id, kind, until } = announcement;
    const occurrence = nextOf(configuration, announcement, now);
    if (occurrence === null) return [];
    const then = planAt(occurrence);
    const posts = then.posts.filter(
      ({ intent }) => intent.announcement === id && intent.occurrence === occurrence,
    );
    // An unknown outcome is of an earlier occurrence, and will be known by then.
    const held = then.held.filter((one) => one.announcement === id && one.because !== 'unknown');
    const isEmpty = then.warnings.some((one) => one.code === 'nothing-new' && one.announcement === id);
    if (posts.length + held.length === 0 && !isEmpty) return [];
    const { needed, preApproved } = settings.approvals;
    const beforehand = preApproved.has(kind);
    return [{ announcement: id, kind, occurrence, until, posts, held, needed, beforehand }];
  });
}
