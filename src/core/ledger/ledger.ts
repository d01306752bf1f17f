import type { Kind } from '../domain/announcement.ts';
import type { Answer, ChannelId, Seen } from '../domain/channel.ts';
import type { Instant } from '../domain/clock.ts';
import type { Mode } from '../domain/incident.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Pause, PauseScope } from '../domain/pause.ts';
import type { Key } from '../domain/post-key.ts';
import type { AlertFindings, AlertMessage, StoredAlert } from './alert.ts';
import type { Entry, EntryState, Intent } from './entry.ts';
import type { RateUsage } from './rate-limits.ts';

export interface Approval {
  /** A post's digest, for a standing kind the digest of its messages, for an older state file that of its content. */
  readonly digest: string;
  readonly subject: { readonly post: Key } | { readonly kind: Kind } | { readonly file: string };
  readonly by: string;
  readonly at: Instant;
}

/**
 * A server that refuses everything for a reason that is nobody's post: no credit, a suspended app. Nothing is sent there
 * before `probeAt`; then one post tries.
 */
export interface Breaker {
  readonly server: string;
  readonly reason: string;
  readonly openedAt: Instant;
  readonly probeAt: Instant;
}

/** A version of the state file that was accepted. */
export interface AcceptedState {
  readonly digest: string;
  readonly mode: Mode;
  readonly at: Instant;
}

/** All that planning must know of the past of one incident. */
export interface LedgerView {
  readonly entries: readonly Entry[];
  /** When each announcement was first read. */
  readonly firstRead: ReadonlyMap<string, Instant>;
  readonly approvals: readonly Approval[];
  readonly pauses: readonly Pause[];
  /** By digest: those that standing posts were worded from. */
  readonly snapshots: ReadonlyMap<string, ContentSnapshot>;
  /** Accepted versions of the state file, oldest first; the same content again is a new line. */
  readonly accepted: readonly AcceptedState[];
  /** The last tick before this one, or null. */
  readonly lastTick: Instant | null;
  /** Accounts that wait by themselves, with the reason that staff are told. */
  readonly stopped: ReadonlyMap<string, string>;
  readonly breakers: readonly Breaker[];
  /** What limits and budgets count, of all incidents in this ledger, oldest first; some of it may be too old to count. */
  readonly rateUsage: readonly RateUsage[];
  /** How long an unknown may take to settle by itself: a whole claim, and then the quiet time. */
  readonly settlesWithinMs: Readonly<Record<ChannelId, number>>;
}

/** What a tick writes down, in one transaction. */
export interface LedgerWrites {
  readonly incident: string;
  readonly state: AcceptedState;
  /** Digest of the messages of each kind: what standing approvals must match. */
  readonly messages: Readonly<Record<Kind, string>>;
  /** Ids of all announcements in the file: their first reading is kept. */
  readonly announcements: readonly string[];
  /** Inserted as waiting, or replacing the waiting one under the same key. */
  readonly intents: readonly Intent[];
  /** Never to be sent: written down as `expired` or `superseded`, unless something was sent already. */
  readonly dropped: readonly {
    readonly intent: Intent;
    readonly state: 'expired' | 'superseded';
    readonly reason: string;
  }[];
  /** May no longer be said: waiting becomes superseded at once; sending and unknown are marked. */
  readonly cancelled: readonly { readonly key: Key; readonly reason: string }[];
  /** What is open, and this plan does not want sent: it waits until a plan wants it again. */
  readonly held: readonly { readonly key: Key; readonly reason: string }[];
  readonly snapshots: ReadonlyMap<string, ContentSnapshot>;
}

/** The right to send one thing, once, until it runs out. */
export interface Claim {
  readonly entry: Entry;
  readonly token: string;
  readonly until: Instant;
  /** For an edit or deletion: what it is done to. */
  readonly targetRemoteId: string | null;
  /** `leftBy` as the claim found it. */
  readonly leftByBefore: Instant | null;
  /** Whether it tries out a server whose breaker is open. */
  readonly probe: boolean;
}
export type Claimed =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Not now, or never: the ledger has written down why. */
  | { readonly kind: 'not-claimed'; readonly because: string };

export type Settlement =
  | {
      readonly kind: 'answered';
      readonly answer: Answer;
      readonly retryAt: Instant | null;
      readonly leftBy: Instant;
    }
  /** The claim is handed back: nothing left this machine. */
  | { readonly kind: 'unsent'; readonly reason: string; readonly retryAt: Instant };

/** What an account's own timeline says about a post that an empty ledger would send. */
export interface Adoption {
  readonly intent: Intent;
  readonly as: /** It stands there, to the letter. */
    | { readonly kind: 'standing'; readonly seen: Seen }
    /** Something like it stands there: a person decides. */
    | { readonly kind: 'similar'; readonly seen: Seen }
    /** The account could not be read: it is looked for like any other whose answer was lost, among all posts since then. */
    | { readonly kind: 'unread'; readonly reason: string; readonly since: Instant };
}

/** What a look at the platform says about an unknown. */
export type Finding =
  | {
      readonly kind: 'found';
      readonly remoteId: string;
      readonly url: string | null;
      readonly at: Instant | null;
    }
  /** `lookedUpAt` is when the look began. It decides only after the quiet time; earlier it moves `nextAt`. */
  | { readonly kind: 'absent'; readonly lookedUpAt: Instant; readonly nextAt: Instant }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly nextAt: Instant }
  /** The post that was to be edited is not there any more. */
  | { readonly kind: 'gone' };

/** What an account can do now, or first can do at `at`. */
export interface NextDue {
  readonly account: string;
  readonly at: Instant;
}

/** What an entry went through: one line for each change of its state, and for its being cancelled on its way. */
export interface Transition {
  /** Null: it was written down. */
  readonly from: EntryState | null;
  readonly to: EntryState;
  readonly at: Instant;
  readonly why: string | null;
  /** Of a claim: the names of all whose approval it relied on. A pre-approved wording may be another by now. */
  readonly approvers: readonly string[];
}

/** A text that a waiting entry had before the one it has. */
export interface EarlierText {
  readonly text: string | null;
  readonly digest: string;
  readonly replacedAt: Instant;
  /** The approvals that became void with it. */
  readonly voided: readonly Approval[];
}

/** All that happened to one entry. */
export interface HistoryRow {
  readonly entry: Entry;
  /** Of the text that it has. */
  readonly approvals: readonly Approval[];
  /** Oldest first. */
  readonly earlierTexts: readonly EarlierText[];
  /** Oldest first. */
  readonly transitions: readonly Transition[];
}

/** Null: all of them. */
export interface HistoryFilter {
  readonly incident: string | null;
  readonly municipality: string | null;
  readonly announcement: string | null;
  readonly key: Key | null;
}

/** What can be asked of a ledger without changing it. */
export type LedgerReader = Pick<
  Ledger,
  | 'view'
  | 'versionAccepted'
  | 'incidentAccepted'
  | 'history'
  | 'nextDue'
  | 'open'
  | 'entry'
  | 'settledIds'
  | 'alertsDue'
  | 'openAlerts'
  | 'lastWritten'
  | 'close'
>;

/** The one place that decides whether something may go out. */
export interface Ledger {
  view(incident: string): Promise<LedgerView>;
  /** Number of the version of the state file that was accepted last; 0: none was. Greater is later. */
  versionAccepted(): Promise<number>;
  /** The incident of that version; null: none was accepted. */
  incidentAccepted(): Promise<string | null>;
  /** What happened to every entry that the filter lets through, in the order in which they were written down. */
  history(filter: HistoryFilter): Promise<readonly HistoryRow[]>;
  /**
   * Returns the number of the version that is accepted by it. `over` is `versionAccepted` from before the file was read:
   * where another version was accepted since, the one that was read may be older: nothing is written, and it returns null.
   */
  record(writes: LedgerWrites, now: Instant, over: number): Promise<number | null>;
  /** Marks a tick without a readable file: what is approved goes on. */
  recordTick(now: Instant): Promise<void>;
  /** Writes down what stood on the accounts before this ledger began. What was sent from it, or may have been, stays as it is. */
  adopt(adoptions: readonly Adoption[], now: Instant): Promise<void>;
  approve(approvals: readonly Approval[]): Promise<void>;
  pause(pause: Pause): Promise<void>;
  /** Ends the pauses of this scope (of every scope for `everything`). Returns how many. */
  resume(scope: PauseScope, by: string, now: Instant): Promise<number>;
  /** Stops an account until a person acts; null lets it go on. */
  stop(account: string, reason: string | null, now: Instant): Promise<void>;
  /** Opens the breaker of a server, or keeps it open for longer. */
  openBreaker(server: string, reason: string, probeAt: Instant, now: Instant): Promise<void>;
  /** Closes it: something was taken there. Returns whether it was open. */
  closeBreaker(server: string): Promise<boolean>;
  /** Notes a request that no entry is claimed for: a look, a question who somebody is. */
  recordUsage(usage: RateUsage): Promise<void>;
  /** Stores what was found to need a person: new alerts are raised, open ones that were not found again are over. */
  recordAlerts(findings: AlertFindings, now: Instant): Promise<void>;
  /** What staff have still to be told: alerts that lasted long enough, and told ones that are over. */
  alertsDue(now: Instant): Promise<readonly StoredAlert[]>;
  /** Every alert that lasts, told or not. */
  openAlerts(): Promise<readonly StoredAlert[]>;
  /**
   * Staff are about to be told that these were raised. Returns those that still last and were not told meanwhile. Only
   * these may be told; from now on staff may have heard of them, and so also hear when they are over.
   */
  beginTelling(numbers: readonly number[], now: Instant): Promise<readonly number[]>;
  /** Staff were told of these: that they were raised, or that they are over. */
  recordTold(numbers: readonly number[], kind: AlertMessage['kind'], now: Instant): Promise<void>;
  /** Staff certainly did not hear that these were raised. */
  recordNotTold(numbers: readonly number[]): Promise<void>;
  /**
   * Accounts with something to send, to look for or to let expire, each with the earliest time. What waits for an
   * approval, the end of a pause, or another entry is no chance before that came, or it is too late.
   */
  nextDue(): Promise<readonly NextDue[]>;
  /** The entries of one account that are not over: waiting, sending, unknown. */
  open(account: string): Promise<readonly Entry[]>;
  /** One entry by its key. */
  entry(key: Key): Promise<Entry | null>;
  /**
   * Claims in one transaction that checks everything anew (see `decideClaim`); committed when it resolves.
   * An expired claim of another turns into `unknown` here.
   */
  claim(key: Key, by: string, now: Instant): Promise<Claimed>;
  /**
   * Whether this claim still holds: asked right before the network is touched. False also where it was paused, stopped,
   * held, cancelled or made a draft since: then it is settled as `unsent`.
   */
  holds(claim: Claim, now: Instant): Promise<boolean>;
  /** False where the claim was no longer this one: the row then says so itself. */
  settle(claim: Claim, settlement: Settlement, now: Instant): Promise<boolean>;
  /** Writes down what a look found. A remote id settles one key only: the same again is refused with false. Also false where nothing was unknown. */
  recordLookUp(key: Key, finding: Finding, now: Instant): Promise<boolean>;
  /** Staff settle what only a person can know. */
  resolve(
    key: Key,
    as: { readonly posted: { remoteId: string; url: string } } | { readonly absent: true },
    by: string,
    now: Instant,
  ): Promise<boolean>;
  /** The latest time at which a tick or an entry was written, or null. Where it lies ahead of now, a clock is or was wrong. */
  lastWritten(): Promise<Instant | null>;
  /**
   * The machine slept, perhaps in the middle of a send, or its clock jumped and is right again: the quiet time of every
   * unknown begins again at `now`, and nothing waits for a time that a clock ahead of `now` wrote down.
   */
  renewQuiet(now: Instant): Promise<void>;
  /** Remote ids of this account that settle a key. */
  settledIds(account: string): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}
