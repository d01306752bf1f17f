import { keptIn } from '../core/domain/cache.ts';
import { type Channel, channelWithId } from '../core/domain/channel.ts';
import type { ChannelModule, Credential } from '../core/domain/channel-module.ts';
import type { Clock } from '../core/domain/clock.ts';
import { serverOf } from '../core/domain/configuration.ts';
import type { Account, Region } from '../core/domain/municipality.ts';
import { channelSettings } from '../core/domain/settings.ts';
import type { SandboxAccount } from '../sandbox/account.ts';
import type { Files } from './files.ts';

/**
 * Loads the clients of all channels. Returns the channel of each account, or null where it has no credential. `sandbox`: the
 * origin of the sandbox, where accounts are reached with credentials of its own; null: the real platforms.
 */
export async function channelsFor(
  { channels, settings, credentials }: Pick<Files, 'channels' | 'settings' | 'credentials'>,
  sandbox: string | null,
  clock: Clock,
): Promise<(account: Account) => Channel | null> {
  const clients = new Map(
    await Promise.all(channels.map(async (module) => [module.id, await module.client()] as const)),
  );
  const open = (account: Account): Channel | null => {
    const credential =
      sandbox === null
        ? credentials.get(account.id)
        : sandboxCredential(channelWithId(channels, account.channel), account);
    const { sendTimeoutMs } = channelSettings(settings, account.channel);
    const server = sandbox ?? serverOf(settings, account);
    return credential
      ? (clients.get(account.channel)?.({ server, credential, sendTimeoutMs, clock }) ?? null)
      : null;
  };
  const opened = new Map<string, Channel | null>();
  return (account) => keptIn(opened, account.id, () => open(account));
}

/**
 * In the sandbox every account has a token made from its id. Real credentials are never looked at there: a drill cannot
 * reach a real account, whatever is in the environment.
 */
function sandboxCredential(
  { credential: { app, account: own } }: ChannelModule,
  account: Account,
): Credential {
  const names = [...app, ...own];
  return { ...Object.fromEntries(names.map((name) => [name, 'sandbox'])), [own[0]]: sandboxToken(account) };
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
