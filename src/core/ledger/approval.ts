import { lookOfName } from '../domain/actor.ts';
import type { Kind } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { WordDigests } from '../domain/message.ts';
import { type Key, sha256 } from '../domain/post-key.ts';
import type { Settings } from '../domain/settings.ts';
import type { Entry, Intent } from './entry.ts';

export interface Approval {
  /** Digest of the post, of the messages of a pre-approved kind, of free words, or of the content of an older state file. */
  readonly digest: string;
  readonly subject:
    | { readonly post: Key }
    | { readonly kind: Kind }
    | { readonly words: string }
    | { readonly file: string };
  readonly by: string;
  readonly at: Instant;
}

/** The part of a post that an approval is about. */
export type ApprovalSubject = Pick<Intent, 'digest' | 'kind' | 'language' | 'words'>;

/** Every approval binds to a digest: out of thousands, a post needs only those with its own. */
type ApprovalsByDigest = ReadonlyMap<string, readonly Approval[]>;

export function byDigest(approvals: readonly Approval[]): ApprovalsByDigest {
  return Map.groupBy(approvals, ({ digest }) => digest);
}

/** The approvals that can be of this post, by digest: for callers that ask about one post alone. */
export function approvalsFor(
  { digest, words }: Pick<ApprovalSubject, 'digest' | 'words'>,
  approvals: readonly Approval[],
): ApprovalsByDigest {
  return byDigest(
    approvals.filter((one) => 'kind' in one.subject || one.digest === digest || words.includes(one.digest)),
  );
}

/** Everything beside a post by which it is approved. */
export interface ApprovalRules {
  readonly approvals: ApprovalsByDigest;
  /** Digests of the messages that word each kind today. */
  readonly messages: WordDigests;
  readonly settings: Settings;
}

/**
 * The names of those who approved exactly this text, or, for a pre-approved kind, what words it in its language today. It
 * covers no words that people wrote since, unless each is approved too. Names that look the same are one person.
 */
export function approversOf(post: ApprovalSubject, rules: ApprovalRules): readonly string[] {
  const { approvals, messages, settings } = rules;
  const isCovered = settings.approvals.preApproved.has(post.kind) && unseenWords(post, rules).length === 0;
  const ofWording = isCovered ? (approvals.get(messages[post.kind][post.language] ?? '') ?? []) : [];
  const ofText = approvals.get(post.digest) ?? [];
  return namesIn([
    ...ofText.filter(({ subject }) => 'post' in subject),
    ...ofWording.filter(({ subject }) => 'kind' in subject && subject.kind === post.kind),
  ]);
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

/** Digests of its free words that not enough people approved. */
export function unseenWords(
  { words }: Pick<ApprovalSubject, 'words'>,
  { approvals, settings }: ApprovalRules,
): readonly string[] {
  const seenBy = (digest: string) =>
    namesIn((approvals.get(digest) ?? []).filter(({ subject }) => 'words' in subject));
  return words.filter((digest) => seenBy(digest).length < settings.approvals.needed);
}

/** Somebody saw these words, which people wrote freely. */
export function approvalsOfWords(words: readonly string[], by: string, at: Instant): readonly Approval[] {
  return words.map(sha256).map((digest) => ({ digest, subject: { words: digest }, by, at }));
}

function namesIn(approvals: readonly Approval[]): readonly string[] {
  const names = approvals.map((approval) => approval.by.trim()).filter((name) => name !== '');
  return [...new Map(names.map((name) => [lookOfName(name), name])).values()];
}

export function isApproved(post: ApprovalSubject, rules: ApprovalRules): boolean {
  return approversOf(post, rules).length >= rules.settings.approvals.needed;
}

/** Whether a post waits for nothing but its time: somebody approved it, and nothing holds or cancels it. */
export function waitsForItsTime(entry: Entry, rules: ApprovalRules): boolean {
  const { state, action, held, cancelled } = entry;
  const isFree = state === 'waiting' && action === 'publish' && held === null && cancelled === null;
  return isFree && isApproved(entry, rules);
}

/** Whether a post of a pre-approved kind waits only because of words that nobody approved. */
export function lacksOnlyWords(post: ApprovalSubject, rules: ApprovalRules): boolean {
  return !isApproved(post, rules) && isApproved({ ...post, words: [] }, rules);
}
