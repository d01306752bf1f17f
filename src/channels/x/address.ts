import type { Account } from '../../core/domain/municipality.ts';

/**
 * Id of the post that a page of X shows: `https://x.com/HANDLE/status/ID`, or `/i/status/ID`; anything may follow. Null
 * where the page belongs to another account or to no post.
 */
export function postOnX(page: URL, handle: string): string | null {
  const [, whose = '', id] = /^\/(\w+|i\/web)\/status(?:es)?\/(\d{1,20})(?:\/|$)/i.exec(page.pathname) ?? [];
  if (id === undefined) return null;
  return [handle.toLowerCase(), 'i', 'i/web'].includes(whose.toLowerCase()) ? id : null;
}

/** Whether this host shows posts of X. */
export function isShownByX(host: string): boolean {
  return /^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com$/i.test(host);
}

export function examplePost({ handle }: Pick<Account, 'handle'>): string {
  return `https://x.com/${handle}/status/1719000000000000000`;
}
