import { mastodonChannel } from '../channels/mastodon/channel.ts';
import { xChannel } from '../channels/x/channel.ts';
import type { Channel } from '../core/domain/channel.ts';
import type { Clock } from '../core/domain/clock.ts';
import type { Account, Region } from '../core/domain/municipality.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Credential } from '../files/settings/secrets.ts';
import type { SandboxAccount } from '../sandbox/account.ts';

/** Where accounts are reached: the real platforms with real credentials, or the sandbox with its own. */
export type AccountAccess =
  | { readonly kind: 'platforms'; readonly credentials: ReadonlyMap<string, Credential> }
  | { readonly kind: 'sandbox'; readonly origin: string };

/** Channels by account, each made once. Null where there is no credential. */
export function channelsFor(
  settings: Settings,
  reach: AccountAccess,
  clock: Clock,
): (account: Account) => Channel | null {
  const made = new Map<string, Channel | null>();
  return (account) => {
    const known = made.get(account.id);
    if (known !== undefined) return known;
    const channel = channelFor(settings, reach, clock, account);
    made.set(account.id, channel);
    return channel;
  };
}

function channelFor(
  settings: Settings,
  reach: AccountAccess,
  clock: Clock,
  account: Account,
): Channel | null {
  const credential =
    reach.kind === 'sandbox' ? sandboxCredential(account) : reach.credentials.get(account.id);
  if (!credential) return null;
  const { sendTimeoutMs, limits, baseUrl } = settings.channels[account.channel];
  if (credential.channel === 'x') {
    const { channel: _, ...credentials } = credential;
    return xChannel({
      baseUrl: reach.kind === 'sandbox' ? reach.origin : (baseUrl ?? ''),
      credentials,
      sendTimeoutMs,
      limits,
      clock,
    });
  }
  const server = reach.kind === 'sandbox' ? reach.origin : (account.server ?? '');
  return mastodonChannel({
    server,
    accessToken: credential.accessToken,
    sendTimeoutMs,
    fallbackLimits: limits,
    clock,
  });
}

/**
 * In the sandbox every account has a token made from its id. Real credentials are never looked at there: a drill cannot
 * reach a real account, whatever stands in the environment.
 */
function sandboxCredential(account: Account): Credential {
  const token = sandboxToken(account);
  if (account.channel === 'mastodon') return { channel: 'mastodon', accessToken: token };
  return {
    channel: 'x',
    appKey: 'sandbox',
    appSecret: 'sandbox',
    accessToken: token,
    accessSecret: 'sandbox',
  };
}

function sandboxToken(account: Account): string {
  return `sandbox-${account.id}`;
}

/** The region's accounts as the sandbox knows them. */
export function sandboxAccounts(region: Region): readonly SandboxAccount[] {
  return [...region.accounts.values()].map((account) => {
    const municipality = region.municipalities.get(account.municipality);
    const name = municipality?.name[municipality.languages[0]] ?? account.municipality;
    return {
      id: account.id,
      channel: account.channel,
      handle: account.handle,
      name,
      token: sandboxToken(account),
      group: name,
    };
  });
}
