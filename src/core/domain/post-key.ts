import { hash } from 'node:crypto';
import { type Instant, isoOf } from './clock.ts';
import type { Language } from './language.ts';

export type Action = 'publish' | 'edit' | 'delete';

/** Names one publication, edit or deletion on one account, for ever. */
export type Key = string;

export interface PostName {
  readonly incident: string;
  readonly announcement: string;
  readonly occurrence: Instant | null;
  readonly edition: number;
  readonly account: string;
  readonly language: Language;
}

/** `incident/announcement[@occurrence].edition/account/language`. The schemas of ids allow none of `/ @ .`. */
export function keyOf(name: PostName): Key {
  const occurrence = name.occurrence === null ? '' : `@${isoOf(name.occurrence)}`;
  return `${name.incident}/${name.announcement}${occurrence}.${name.edition}/${name.account}/${name.language}`;
}

export function incidentIn(key: Key): string {
  return key.slice(0, key.indexOf('/'));
}

/** The id of the announcement that a key is of. */
export function announcementIn(key: Key): string {
  const said = key.split('/')[1] ?? '';
  return said.slice(0, said.search(/[@.]/));
}

/** The edition and the account in a key; for an edit or deletion, those of the post that caused it. */
export function placeIn(key: Key): Pick<PostName, 'edition' | 'account'> {
  const [, said = '', account = ''] = key.split('/');
  return { edition: Number(said.slice(said.lastIndexOf('.') + 1)), account };
}

/** `@occurrence.edition`: what distinguishes a post from others of its announcement on the same account. */
function editionIn(key: Key): string {
  const said = key.split('/')[1] ?? '';
  return said.slice(said.search(/[@.]/));
}

/**
 * The key of the edit or deletion of `target` that follows from another post. It names occurrence and edition of the target,
 * unless that is the first edition of an announcement that does not recur.
 */
export function consequenceKey(cause: Key, action: 'edit' | 'delete', target: Key): Key {
  const which = editionIn(target);
  return which === '.1' ? `${cause}/${action}` : `${cause}/${action}${which}`;
}

/** The key of the nth edit that keeps a post current. */
export function keptCurrentKey(target: Key, n: number): Key {
  return `${target}/edit.${n}`;
}

export function isKeptCurrentKey(key: Key, target: Key): boolean {
  return key.startsWith(`${target}/edit.`);
}

/**
 * SHA-256 that an approval binds to: the exact text under this key, and so on this account, whatever its id is by now. It is also
 * Mastodon's Idempotency-Key, with the number of earlier ones behind it: what may have left keeps its text, and other words under
 * the key are another post.
 */
export function postDigest(post: {
  readonly key: Key;
  readonly action: Action;
  readonly text: string | null;
}): string {
  return sha256(JSON.stringify([post.key, post.action, placeIn(post.key).account, post.text]));
}

/** SHA-256 over the digests of several posts, in any order. */
export function digestOfPosts(digests: readonly string[]): string {
  return sha256(JSON.stringify([...digests].sort()));
}

export function sha256(text: string): string {
  return hash('sha256', text);
}
