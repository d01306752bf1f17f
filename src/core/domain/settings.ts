import type { Kind } from './announcement.ts';
import type { ChannelId, Limits } from './channel.ts';
import type { Zone } from './clock.ts';

/** The values that hold where `config.yaml` leaves these out. They say where a ledger is, and how its times are shown. */
export const SETTINGS_LEFT_OUT = { zone: 'Europe/Berlin', sandbox: true, database: null } as const;

/** The settings of `config/config.yaml`, with every default filled in. Durations are milliseconds. */
export interface Settings {
  readonly zone: Zone;
  /** Cron, in UTC. */
  readonly tick: string;
  /** Everything goes to the built-in sandbox. */
  readonly sandbox: boolean;
  readonly approvals: {
    /** How many different names must approve a text: 0, 1 or 2. */
    readonly needed: number;
    /** Kinds whose wording is approved once, beforehand. */
    readonly preApproved: ReadonlySet<Kind>;
  };
  /** A post that is older than this when it could first go out is never posted. */
  readonly freshnessMs: number;
  /** Posts that waited longer than this for the program to run are backlog: only the newest of each kind goes out. */
  readonly backlogAfterMs: number;
  /** The least time between two posts of one announcement on one account. */
  readonly gapMs: number;
  readonly keepCurrent: {
    readonly kinds: ReadonlySet<Kind>;
    /** How long the facts must have been quiet. */
    readonly quietMs: number;
    /** At most one edit of a post in this time. */
    readonly everyMs: number;
  };
  /** A recurring status whose facts nobody confirmed for longer than this is held, or says so. Null: neither. */
  readonly confirmed: { readonly withinMs: number; readonly otherwise: 'hold' | 'say' } | null;
  /** How long a claim holds. */
  readonly claimMs: number;
  /** How many accounts of one server are worked at the same time. */
  readonly accountsAtOnce: number;
  readonly channels: Readonly<Record<ChannelId, ChannelSettings>>;
  /** `postgres://…`, or null for the embedded ledger. */
  readonly database: string | null;
  /** The public key whose owner signs the state file, in base64; null: it need not be signed. */
  readonly state: { readonly signature: string | null };
  /** After this time staff are told that a published post is outdated. */
  readonly outdatedAfterMs: number;
  /** The staff console; null: there is none. */
  readonly console: {
    /** The address that staff open: passkeys belong to it. */
    readonly origin: string;
    readonly host: string;
    readonly port: number;
    /** Address of the reverse proxy that is trusted to name the origin of a request. */
    readonly trustedProxy: string | null;
  } | null;
  readonly web: { readonly port: number; readonly sandboxPort: number; readonly host: string };
  readonly alerts: {
    readonly webhook: string | null;
    readonly ping: string | null;
    /** After this time staff are told that an approved post does not get out. */
    readonly waitingMs: number;
  };
}

/** Settings of one channel. Throws where there are none, which is a bug: every channel has settings. */
export function channelSettings(settings: Pick<Settings, 'channels'>, channel: ChannelId): ChannelSettings {
  const found = settings.channels[channel];
  if (!found) throw new Error(`the channel ${channel} has no settings`);
  return found;
}

export interface ChannelSettings {
  /** Address of the API; null where each account names its server. */
  readonly baseUrl: string | null;
  readonly limits: Limits;
  readonly sendTimeoutMs: number;
  /** How long a post with an unknown outcome must not be seen before it counts as absent. */
  readonly quietMs: number;
  readonly pricesUsd: Prices;
  readonly rates: readonly RateLimit[];
  /** The share of each limit that only corrections, retractions and all-clears may use: 0 to 1. */
  readonly reserve: number;
  /** US dollars that may be spent in 24 hours; null: any amount. */
  readonly budgetUsdPerDay: number | null;
}

/** The price of one request of each sort. */
export interface Prices {
  readonly post: number;
  readonly postWithUrl: number;
  readonly delete: number;
  readonly read: number;
}

/** A request to a platform counts against the limits of these. */
export interface RateScope {
  readonly channel: ChannelId;
  /** Address of the server. */
  readonly server: string;
  readonly account: string;
}

export interface RateLimit {
  readonly of: 'posts' | 'deletes' | 'calls';
  readonly per: 'account' | 'server' | 'app';
  readonly count: number;
  readonly withinMs: number;
}
