import type { Answer, Channel } from '../domain/channel.ts';
import type { Clock, Instant } from '../domain/clock.ts';
import type { Account } from '../domain/municipality.ts';
import type { Settings } from '../domain/settings.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What a courier carries with it: everything that it touches is handed to it. */
export interface DeliveryContext {
  /** Names this process in claims. */
  readonly name: string;
  /** Whether its ledger is that of an exercise. */
  readonly rehearsal: boolean;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly settings: Settings;
  account(id: string): Account | null;
  /** Null where the account has no usable credential; staff were told by `check`. */
  channel(account: Account): Channel | null;
  /** What this process found out about accounts and apps, and need not ask again. */
  readonly memory: ProcessMemory;
  /** Told of every step, for logs and progress. */
  readonly onStep: (step: Step) => void;
}

export interface ProcessMemory {
  /** Accounts whose credential was seen to be theirs. */
  readonly identified: Set<string>;
  /** Accounts that rest until then. */
  readonly resting: Map<string, Instant>;
  /** How often in a row each account's credential was not taken. */
  readonly unauthorised: Map<string, number>;
  /** Which accounts of a server were turned away lately, by server and reason: see `isCommon`. */
  readonly rejections: Map<string, Map<string, Instant>>;
}

export function emptyMemory(): ProcessMemory {
  return { identified: new Set(), resting: new Map(), unauthorised: new Map(), rejections: new Map() };
}

/** One thing that was done for an account. */
export type Step =
  | { readonly kind: 'sent'; readonly entry: Entry; readonly answer: Answer }
  | {
      readonly kind: 'looked';
      readonly entry: Entry;
      readonly found: 'found' | 'absent' | 'unreadable' | 'gone';
    }
  | { readonly kind: 'stopped'; readonly account: string; readonly reason: string }
  /** The breaker of a server: nothing more is sent there, or everything again. */
  | { readonly kind: 'tripped'; readonly server: string; readonly reason: string; readonly probeAt: Instant }
  | { readonly kind: 'mended'; readonly server: string };
