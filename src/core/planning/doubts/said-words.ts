import type { HoldReason } from '../../domain/advice.ts';
import { DAY, type Instant } from '../../domain/clock.ts';
import { serverOf } from '../../domain/configuration.ts';
import type { Key } from '../../domain/post-key.ts';
import { type Entry, isPending, postedAt } from '../../ledger/entry.ts';
import type { SaidBefore } from '../../ledger/ledger.ts';
import type { Candidate } from '../candidates.ts';
import type { PlanningContext } from '../context.ts';
import { postsOfToday } from '../posts-of-today.ts';

/** The announcement or incident that the file no longer has, of a post that no all-clear has ended: its id, and which of the two. */
export type GoneWords = Pick<Extract<HoldReason, { because: 'said-twice' }>, 'gone' | 'of'>;
/** For a post whose announcement the file has, or that is over. */
export const LISTED: GoneWords = { gone: null, of: null };

/** A text on an account: which post says it, and when it was or will be published. */
export interface Said {
  readonly key: Key;
  readonly at: Instant;
  readonly gone: GoneWords;
  /** The time that it was meant for, however late it goes out. */
  readonly meant: Instant;
}

/** The texts that accounts already say: in published posts of any incident, in posts on their way, and in this plan. */
export interface SaidWords {
  /** The post that last said these words at the place where a candidate would say them. */
  last(candidate: Candidate, text: string): Said | undefined;
  /** The same, among posts whose announcement or incident is no longer in the file. */
  lastGone(candidate: Candidate, text: string): Said | undefined;
  /** Adds the words of a candidate of this plan. */
  add(candidate: Candidate, text: string, at: Instant): void;
  /** Published posts of today's incident whose announcement is no longer in the file, and that no all-clear has ended. */
  readonly lost: readonly Entry[];
}

export function saidWords(context: PlanningContext): SaidWords {
  const { configuration, ledgerIndex, now } = context;
  const { entries, earlier, saidBefore } = ledgerIndex.view;
  const newest = new Map<string, Said>();
  const newestGone = new Map<string, Said>();
  // On a server that the account has left nobody reads it any more.
  const idOf = ({ account, server }: Pick<Entry, 'account' | 'server'>, text: string) =>
    `${account} ${server} ${text}`;
  const idHere = ({ account }: Candidate, text: string) =>
    idOf({ account: account.id, server: serverOf(configuration.settings, account) }, text);
  const add = (id: string, said: Said) => {
    for (const known of said.gone === LISTED ? [newest] : [newest, newestGone])
      if ((known.get(id)?.at ?? 0) <= said.at) known.set(id, said);
  };
  const listed = new Set(configuration.state.announcements.map(({ id }) => id));
  const lost = context.postsOfToday().filter(({ announcement }) => !listed.has(announcement));
  const isLost = new Set(lost);
  for (const entry of ledgerIndex.published) {
    const { publishedText, key, announcement } = entry;
    const gone = isLost.has(entry) ? lostAnnouncement(announcement) : LISTED;
    if (publishedText !== null)
      add(idOf(entry, publishedText), { key, at: postedAt(entry), gone, meant: entry.at });
  }
  // A post that may be published may go out now, however late the platform is asked again. A post with another id does not look
  // for it.
  for (const { text, key, due, announcement, ...entry } of entries)
    if (isPending(entry) && text !== null) {
      const gone = listed.has(announcement) ? LISTED : lostAnnouncement(announcement);
      add(idOf(entry, text), { key, at: Math.max(due, now), gone, meant: entry.at });
    }
  // An exercise is held again to say the same.
  const isExercise = configuration.state.incident.mode === 'exercise';
  const isOfLate = (post: SaidBefore) =>
    !isExercise && post.kind !== 'all-clear' && listed.has(post.announcement) && now - postedAt(post) < DAY;
  const lately = saidBefore.filter(isOfLate);
  const isRenamed = new Set(
    lately.length === 0 ? [] : postsOfToday(context, { entries: [...entries, ...saidBefore] }, lately),
  );
  for (const post of saidBefore) {
    const { publishedText, key, incident } = post;
    const at = postedAt(post);
    const gone = isRenamed.has(post) ? ({ gone: incident, of: 'incident' } as const) : LISTED;
    if (publishedText !== null) add(idOf(post, publishedText), { key, at, gone, meant: at });
  }
  for (const post of earlier)
    if (isPending(post) && post.text !== null && isOfLate(post)) {
      const { text, key, due, at, incident } = post;
      add(idOf(post, text), { key, at: due, gone: { gone: incident, of: 'incident' }, meant: at });
    }
  return {
    last: (candidate, text) => newest.get(idHere(candidate, text)),
    lastGone: (candidate, text) => newestGone.get(idHere(candidate, text)),
    add(candidate, text, at) {
      add(idHere(candidate, text), { key: candidate.key, at, gone: LISTED, meant: candidate.at });
    },
    lost,
  };
}

export function lostAnnouncement(id: string): GoneWords {
  return { gone: id, of: 'announcement' };
}
