import { createHash } from 'node:crypto';
import { type Instant, isoOf } from './clock.ts';
import type { Language } from './language.ts';

export type Action = 'publish' | 'edit' | 'delete';

/** Names one thing that is done on one account, for ever. The same key is the same thing. */
export type Key = string;

export interface PostName {
  readonly incident: string;
  readonly announcement: string;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly account: string;
  readonly language: Language;
}

/** `incident/announcement[@occurrence].edition/account/language`. Ids hold none of `/ @ .`, which their schema sees to. */
export function keyOf(name: PostName): Key {
  const occurrence = name.occurrence === null ? '' : `@${isoOf(name.occurrence)}`;
  return `${name.incident}/${name.announcement}${occurrence}.${name.edition}/${name.account}/${name.language}`;
}

/** The part of a post's key that tells it from other posts of its announcement on the same account: `@occurrence.edition`. */
function editionIn(key: Key): string {
  const said = key.split('/')[1] ?? '';
  return said.slice(said.search(/[@.]/));
}

/**
 * The key of what another post brings upon `target`: an edit or a deletion. The first edition of a post that does not
 * recur needs no more words; of several standing posts each is named by its occurrence and edition.
 */
export function consequenceKey(cause: Key, action: 'edit' | 'delete', target: Key): Key {
  const which = editionIn(target);
  return which === '.1' ? `${cause}/${action}` : `${cause}/${action}${which}`;
}

/** The key of the n-th edit that keeps a post current. */
export function keptCurrentKey(target: Key, n: number): Key {
  return `${target}/edit.${n}`;
}

export function isKeptCurrentKey(key: Key, target: Key): boolean {
  return key.startsWith(`${target}/edit.`);
}

/**
 * Of a fixed length and free of names: Mastodon's Idempotency-Key. What is rehearsed on a real account is another thing to
 * the platform than the real post of the same key, which it would otherwise take for the rehearsal sent once more.
 */
export function idempotencyKeyOf(key: Key, rehearsal: boolean): string {
  return sha256(rehearsal ? `rehearsal of ${key}` : key);
}

/** What an approval binds to: the exact text, on this account, under this key. */
export function postDigest(post: {
  readonly key: Key;
  readonly action: Action;
  readonly account: string;
  readonly text: string | null;
}): string {
  return sha256(JSON.stringify([post.key, post.action, post.account, post.text]));
}

/** Covers several posts, in any order. */
export function digestOfPosts(digests: readonly string[]): string {
  return sha256(JSON.stringify([...digests].sort()));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
