import type { Channel, ChannelRules, Limits, ReadResult } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Account } from './municipality.ts';
import type { Prices, RateLimit } from './settings.ts';

/**
 * Everything the program knows of one platform. A folder in `channels/` exports one, `channels/registry.ts` lists it, and
 * schemas, settings and credentials follow from it.
 */
export interface ChannelModule extends ChannelRules {
  /** How accounts are written in `municipalities.yaml`. */
  readonly account: {
    readonly handle: RegExp;
    /** The signs that a handle may have besides letters and digits: `_ . -` */
    readonly handleSigns: string;
    /** Whether each account names its server. If it does not, all accounts share `defaults.baseUrl`. */
    readonly hasServer: boolean;
  };
  /** Settings where `config.yaml` says nothing. */
  readonly defaults: ChannelDefaults;
  /** Names of the environment variables that open an account. */
  readonly credential: {
    /** The same for all accounts: `X_APP_KEY`. */
    readonly app: readonly string[];
    /** Per account, behind its id in capitals: `ACCESS_TOKEN`. The first belongs to one account only. */
    readonly account: readonly [string, ...string[]];
    /** Per server, behind its host in capitals: the credentials that it gives the program itself. `id` is no secret. */
    readonly server?: { readonly id: string; readonly secret: string };
  };
  readonly pages: PostPages;
  /** Loads the platform's client library, which takes up to 0.4 s, and returns what opens accounts with it. */
  client(): Promise<(access: ChannelAccess) => Channel>;
  /** Loads what connects accounts by OAuth; absent where the platform has no such way. */
  connecting?(): Promise<Connecting>;
}

/** Gets and revokes tokens of accounts. */
export interface Connecting {
  readonly connect: Connect;
  /**
   * Makes the token in the credential invalid; `unknown` where the platform says only that it is not valid with this app, `absent`
   * where only the account's owner can. Until then a platform may give an account that agrees again the same token.
   */
  revoke(access: ChannelAccess, signal: AbortSignal): Promise<ReadResult<'revoked' | 'unknown'>>;
  /** The page of a server on which the owner of an account withdraws its consent. */
  consentsPage(server: string): string;
}

/**
 * Asks a platform to let the program into an account. The credential holds the secrets of the app, and those of the server
 * where they are known.
 */
export type Connect = (
  access: ChannelAccess,
  handle: string,
  signal: AbortSignal,
) => Promise<ReadResult<Consent>>;

/** The owner of an account agrees on a page of the platform, which then shows a code. */
interface Consent {
  readonly page: string;
  /** The secrets of the server, where it just gave them. */
  readonly ofServer: Credential;
  /** The secrets of the account, for the code. A code can be used once. */
  exchange(code: string, signal: AbortSignal): Promise<ReadResult<Credential>>;
}

/** As in `config.yaml`, in its units. Sources of the figures are with each channel. */
export interface ChannelDefaults {
  readonly limits: Limits & { readonly perUrl: number };
  /** The quiet time: how long after the last send a post must be absent from the timeline before it is sent again. */
  readonly quietSeconds: number;
  readonly pricesUsd: Prices;
  readonly rates: readonly (Omit<RateLimit, 'withinMs'> & { readonly withinMinutes: number })[];
  /** Null where each account names its server. */
  readonly baseUrl: string | null;
}

/** How the addresses look at which a browser shows posts. */
export interface PostPages {
  /** Whether this host shows the channel's posts. The server of an account always does. */
  isShownBy(hostname: string): boolean;
  /** Id of the post that a page shows, or null where it shows no post of this handle. */
  postOn(page: URL, handle: string): string | null;
  /** An address of a made-up post of the account. */
  example(account: Account): string;
}

/** Everything a client needs to reach one account. */
export interface ChannelAccess {
  /** Address of the API, without a slash at the end. */
  readonly server: string;
  readonly credential: Credential;
  readonly sendTimeoutMs: number;
  readonly clock: Pick<Clock, 'now'>;
}

/** The secrets that open an account, by the names in `ChannelModule.credential`. Complete. */
export type Credential = Readonly<Record<string, string>>;

/** The secret of this name. Throws where there is none, which is a bug: credentials are complete. */
export function secretNamed(credential: Credential, name: string): string {
  const secret = credential[name];
  if (secret === undefined) throw new Error(`the credential has no ${name}`);
  return secret;
}
