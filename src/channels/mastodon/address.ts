import { createHash } from 'node:crypto';
import type { Account } from '../../core/domain/municipality.ts';

/** `/@HANDLE/ID`, in the web client also behind `/deck` or `/web`; GoToSocial puts `statuses` between. */
const PAGE = /^(?:\/deck|\/web)?\/@([\w.-]+)(?:@([\w.:-]+))?\/(?:statuses\/)?(\w[\w-]*)(?:\/|$)/;
const ACTIVITY = /^\/users\/([\w.-]+)\/statuses\/(\w[\w-]*)(?:\/|$)/;
/** snac2 writes the second in which the post was made, and a number that tells posts of that second apart. */
const SNAC = /^(\/([\w.-]+)\/p\/(\d{10})\.\d+)\/?$/;

/**
 * Id of the post that a page of this server shows; anything may follow in the address. Null where the page belongs to
 * another account or to no post: every server gives the same number to another post.
 */
export function postOnMastodon(page: URL, handle: string): string | null {
  const whose = (found: string | undefined) => found?.toLowerCase() === handle.toLowerCase();
  const [, name, home = page.host, id] = PAGE.exec(page.pathname) ?? [];
  if (id !== undefined) return whose(name) && home.toLowerCase() === page.host ? id : null;
  const [, owner, number] = ACTIVITY.exec(page.pathname) ?? [];
  if (number !== undefined) return whose(owner) ? number : null;
  const [, path, author, second] = SNAC.exec(page.pathname) ?? [];
  if (path === undefined || !whose(author)) return null;
  // The API of snac2 knows a post by the digest of its address, after ten digits that it ignores.
  return `${second}${createHash('md5').update(`${page.origin}${path}`).digest('hex')}`;
}

export function examplePost({ server, handle }: Pick<Account, 'server' | 'handle'>): string {
  return `${server}/@${handle}/111000000000000000`;
}
