import { exampleOnMastodon, postOnMastodon } from '../channels/mastodon/address.ts';
import { exampleOnX, isShownByX, postOnX } from '../channels/x/address.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Account } from '../core/domain/municipality.ts';
import type { Settings } from '../core/domain/settings.ts';

/**
 * Remote id of the post at an address that somebody copied from a browser. Throws `bad-address` where it is no post of
 * this account: what its id names on another server, or under another name, is another post.
 */
export function remoteIdAt(address: string, account: Account, settings: Settings): string {
  const page = URL.parse(address);
  const id = page && isShownAt(page, account, settings) ? idOn(page, account) : null;
  if (id !== null) return id;
  throw operatorError(
    'bad-address',
    `${address} is no address of a post of @${account.handle}, the account ${account.id}`,
    `Open the post on the account's own page, and copy its address from the browser. It looks like ${exampleFor(account)}.`,
  );
}

function isShownAt(page: URL, account: Account, settings: Settings): boolean {
  if (page.protocol !== 'https:' && page.protocol !== 'http:') return false;
  // The sandbox is on this machine, at whatever port was free.
  if (settings.sandbox && ['127.0.0.1', 'localhost'].includes(page.hostname)) return true;
  switch (account.channel) {
    case 'mastodon':
      return page.host === hostOf(account.server);
    case 'x':
      return isShownByX(page.hostname) || page.host === hostOf(settings.channels.x.baseUrl);
    default:
      return account.channel satisfies never;
  }
}

function hostOf(address: string | null): string | null {
  return address === null ? null : new URL(address).host;
}

function idOn(page: URL, account: Account): string | null {
  switch (account.channel) {
    case 'mastodon':
      return postOnMastodon(page, account.handle, page.host);
    case 'x':
      return postOnX(page, account.handle);
    default:
      return account.channel satisfies never;
  }
}

function exampleFor({ channel, server, handle }: Account): string {
  return channel === 'x' ? exampleOnX(handle) : exampleOnMastodon(server ?? '', handle);
}
