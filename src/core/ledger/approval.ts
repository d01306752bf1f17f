import { lookOfName } from '../domain/actor.ts';
import type { Kind } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { WordDigests } from '../domain/message.ts';
import { type Key, sha256 } from '../domain/post-key.ts';
import type { Settings } from '../domain/settings.ts';
import type { Intent } from './entry.ts';

export interface Approval {
  /** Digest of the post, of the messages of a pre-approved kind, of free words, or of the content of an older state file. */
  readonly digest: string;
  readonly subject:
    | { readonly post: Key }
    | { readonly kind: Kind }
    | { readonly words: string }
    /** No approval: staff were told of these free words. */
    | { readonly told: string }
    | { readonly file: string };
  readonly by: string;
  readonly at: Instant;
}

/** The part of a post that an approval is about. */
export interface ApprovalSubject extends Pick<Intent, 'digest' | 'kind' | 'language' | 'words'> {
  /** When its text was written down, or was asked for again; null where it was not yet. */
  readonly createdAt: Instant | null;
}

/** Everything beside a post by which it is approved. */
export interface ApprovalRules {
  readonly approvals: readonly Approval[];
  /** Digests of the messages that word each kind today. */
  readonly messages: WordDigests;
  readonly settings: Settings;
  readonly now: Instant;
}

/**
 * The names of those who approved exactly this text, or, for a pre-approved kind, what words it in its language today. It
 * covers no words that people wrote since: each is approved too, or its `new_words_minutes` are over. Names that look the
 * same are one person.
 */
export function approversOf(post: ApprovalSubject, rules: ApprovalRules): readonly string[] {
  const { approvals, messages, settings, now } = rules;
  const until = newWordsGoOutAt(post, rules);
  const isCovered =
    settings.approvals.preApproved.has(post.kind) &&
    ((until !== null && until <= now) || unseenWords(post, rules).length === 0);
  return namesIn(approvals, ({ subject, digest }) =>
    'kind' in subject
      ? isCovered && subject.kind === post.kind && digest === messages[post.kind][post.language]
      : 'post' in subject && digest === post.digest,
  );
}

/** Whether a post waits for more approvals once this person, if any, has approved it. */
export function isUnapproved(
  { approvals }: { readonly approvals: readonly string[] },
  needed: number,
  confirming: string | null,
): boolean {
  const names = confirming === null ? approvals : [...approvals, confirming];
  return new Set(names.map(lookOfName)).size < needed;
}

/** When posts with words that nobody approved go out by themselves, the first time first. */
export function timesAlone(
  posts: readonly { readonly newWords: { readonly goesOutAt: Instant | null } | null }[],
): readonly Instant[] {
  return posts.flatMap(({ newWords }) => newWords?.goesOutAt ?? []).sort((a, b) => a - b);
}

/** Whether a post goes out without another approval: it has all, or its new words go out by themselves after a while. */
export function goesOut(
  post: {
    readonly approvals: readonly string[];
    readonly newWords: { readonly goesOutAt: Instant | null } | null;
  },
  needed: number,
): boolean {
  return !isUnapproved(post, needed, null) || typeof post.newWords?.goesOutAt === 'number';
}

/** Digests of its free words that not enough people approved. */
export function unseenWords(
  { words }: Pick<ApprovalSubject, 'words'>,
  { approvals, settings }: ApprovalRules,
): readonly string[] {
  const seenBy = (digest: string) =>
    namesIn(approvals, (one) => 'words' in one.subject && one.digest === digest);
  return words.filter((digest) => seenBy(digest).length < settings.approvals.needed);
}

/** Staff were told of these unapproved words, by their digests. */
export function toldOfWords(words: readonly string[], at: Instant): readonly Approval[] {
  return words.map((digest) => ({ digest, subject: { told: digest }, by: '', at }));
}

/** Somebody saw these words, which people wrote freely. */
export function approvalsOfWords(words: readonly string[], by: string, at: Instant): readonly Approval[] {
  return words.map(sha256).map((digest) => ({ digest, subject: { words: digest }, by, at }));
}

function namesIn(
  approvals: readonly Approval[],
  isMeant: (approval: Approval) => boolean,
): readonly string[] {
  const names = approvals
    .filter(isMeant)
    .map((approval) => approval.by.trim())
    .filter((name) => name !== '');
  return [...new Map(names.map((name) => [lookOfName(name), name])).values()];
}

export function isApproved(post: ApprovalSubject, rules: ApprovalRules): boolean {
  return approversOf(post, rules).length >= rules.settings.approvals.needed;
}

/** Whether a post of a pre-approved kind waits only because of words that nobody approved. */
export function lacksOnlyWords(post: ApprovalSubject, rules: ApprovalRules): boolean {
  return !isApproved(post, rules) && isApproved({ ...post, words: [] }, rules);
}

/** How long such a post waits before it goes out by itself. Null: for an approval, also where nobody could be told of it. */
export function newWordsWait({ approvals, alerts }: Settings): number | null {
  return alerts.webhook === null ? null : approvals.newWordsMs;
}

/**
 * When a post with words that nobody approved goes out by itself: `new_words_minutes` after it was written down and staff
 * were told of each of these words, or are told of them now. Null: it waits for an approval.
 */
export function newWordsGoOutAt(post: ApprovalSubject, rules: ApprovalRules): Instant | null {
  const { approvals, settings, now } = rules;
  const wait = newWordsWait(settings);
  if (wait === null || post.createdAt === null) return null;
  const told = unseenWords(post, rules).map(
    (word) => approvals.find(({ subject }) => 'told' in subject && subject.told === word)?.at ?? now,
  );
  return Math.max(post.createdAt, ...told) + wait;
}
