import type { Answer, Channel, Owner } from '../domain/channel.ts';
import type { Clock, Instant } from '../domain/clock.ts';
import type { Account } from '../domain/municipality.ts';
import type { Settings } from '../domain/settings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Finding, Ledger } from '../ledger/ledger.ts';

/** Everything that deliveries touch. */
export interface DeliveryContext {
  /** Names this process in claims. */
  readonly name: string;
  /** Whether a post with this text may belong to the ledger: an exercise never matches a real post. */
  isOurs(text: string): boolean;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly settings: Settings;
  account(id: string): Account | null;
  /** Null where the account has no usable credential: planning holds its posts for that. */
  channel(account: Account): Channel | null;
  /** All that this process found out about accounts and servers. */
  readonly memory: ProcessMemory;
  /** Called after every step, for logs and progress. */
  readonly onStep: (step: Step) => void;
}

/** A delivery on one account, until `signal` aborts. */
export interface AccountContext {
  readonly delivery: DeliveryContext;
  readonly account: Account;
  readonly channel: Channel;
  readonly signal: AbortSignal;
}

interface ProcessMemory {
  /** Accounts whose credential was confirmed to be theirs, as their platforms named them then. */
  readonly identified: Map<string, Owner & { readonly at: Instant }>;
  /** When the owner of a credential was last asked for ahead of any post, and not told. */
  readonly ownersAsked: Map<string, Instant>;
  /** When each server was last asked for its limits. */
  readonly limitsAsked: Map<string, Instant>;
}

export function emptyMemory(): ProcessMemory {
  return {
    identified: new Map(),
    ownersAsked: new Map(),
    limitsAsked: new Map(),
  };
}

/** One thing that was done for an account or a server. */
export type Step =
  /** `entry`: the entry after the ledger has applied this answer. */
  | { readonly kind: 'sent'; readonly entry: Entry; readonly answer: Answer }
  | { readonly kind: 'looked-up'; readonly entry: Entry; readonly found: Finding['kind'] }
  | { readonly kind: 'stopped'; readonly account: string; readonly reason: string }
  /** See `partFrom`. `from`: the handle of the former account. */
  | { readonly kind: 'parted'; readonly account: string; readonly from: string }
  | {
      readonly kind: 'breaker-opened';
      readonly server: string;
      readonly reason: string;
      readonly probeAt: Instant;
    }
  | { readonly kind: 'breaker-closed'; readonly server: string };
