import { channelWithId } from '../core/domain/channel.ts';
import type { ChannelModule, PostPages } from '../core/domain/channel-module.ts';
import { serverOf } from '../core/domain/configuration.ts';
import { mistake, operatorError } from '../core/domain/errors.ts';
import type { Account } from '../core/domain/municipality.ts';
import type { Settings } from '../core/domain/settings.ts';

/**
 * Remote id of the post at an address that somebody copied from a browser. Throws `bad-address` where it is no post of
 * this account: what its id names on another server, or under another name, is another post.
 */
export function remoteIdAt(
  address: string,
  account: Account,
  settings: Settings,
  channels: readonly ChannelModule[],
): string {
  const { pages } = channelWithId(channels, account.channel);
  const page = URL.parse(address);
  const id = page && isShownAt(page, pages, account, settings) ? pages.postOn(page, account.handle) : null;
  if (id !== null) return id;
  const told = { address, handle: account.handle, account: account.id, example: pages.example(account) };
  throw operatorError(mistake('bad-address.here', told));
}

function isShownAt(page: URL, pages: PostPages, account: Account, settings: Settings): boolean {
  if (page.protocol !== 'https:' && page.protocol !== 'http:') return false;
  // The sandbox is on this machine, at whatever port was free.
  if (settings.sandbox && ['127.0.0.1', 'localhost'].includes(page.hostname)) return true;
  return pages.isShownBy(page.hostname) || page.host === URL.parse(serverOf(settings, account))?.host;
}
