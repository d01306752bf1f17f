import type { Answer, Channel } from './channel.ts';
import type { Clock, Instant } from './clock.ts';
import type { Entry, Ledger } from './ledger.ts';
import type { Account } from './municipality.ts';
import type { Settings } from './settings.ts';

/** What a courier carries with it: everything that it touches is handed to it. */
export interface Courier {
  /** Names this process in claims. */
  readonly name: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly settings: Settings;
  account(id: string): Account | null;
  /** Null where the account has no usable credential; staff were told by `check`. */
  channel(account: Account): Channel | null;
  /** What this process found out about accounts and apps, and need not ask again. */
  readonly known: Known;
  /** Told of every step, for logs and progress. */
  readonly witness: (step: Step) => void;
}

export interface Known {
  /** Accounts whose credential was seen to be theirs. */
  readonly identified: Set<string>;
  /** Accounts and channels that rest until then: `account:<id>`, `channel:<id>`. */
  readonly resting: Map<string, Instant>;
}

/** One thing that was done for an account. */
export type Step =
  | { readonly kind: 'sent'; readonly entry: Entry; readonly answer: Answer }
  | {
      readonly kind: 'looked';
      readonly entry: Entry;
      readonly found: 'found' | 'absent' | 'unreadable' | 'gone';
    }
  | { readonly kind: 'stopped'; readonly account: string; readonly reason: string };
