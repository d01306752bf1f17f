import type { Answer, ChannelId, Owner, PostedAs } from '../domain/channel.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { NamedLimits } from '../domain/configuration.ts';
import type { Mistake } from '../domain/errors.ts';
import type { Mode } from '../domain/incident.ts';
import type { ContentSnapshot, WordDigests } from '../domain/message.ts';
import type { Pause, PauseScope } from '../domain/pause.ts';
import type { Key } from '../domain/post-key.ts';
import type { AlertFindings, AlertMessage, StoredAlert } from './alert.ts';
import type { Approval } from './approval.ts';
import type { Beginning } from './beginning.ts';
import type { Entry, Intent } from './entry.ts';
import type { HistoryRow } from './history.ts';
import type { RateUsage } from './rate-limits.ts';
import type { Machine, Planning } from './turn.ts';
import type { Wanted } from './wanted.ts';

/** The server that a breaker protects, and its channel: two platforms may have the same address, that of a test server. */
export type BreakerScope = Pick<Intent, 'channel' | 'server'>;

/**
 * The open circuit breaker of a server that rejects every account: no credit, a suspended app. Nothing is sent there before
 * `probeAt`; then one post tries.
 */
export interface Breaker extends BreakerScope {
  readonly reason: string;
  readonly openedAt: Instant;
  readonly probeAt: Instant;
}

/** The limits of an account, as its server named them at `readAt`. */
export interface KeptLimits extends NamedLimits {
  readonly readAt: Instant;
}

/** The owner of an account's credential, as its platform said at `at` to a channel with this proof. */
export interface KeptOwner extends Owner {
  readonly proof: string;
  readonly at: Instant;
}

/**
 * A post that a person found. `at`: when it was published; `text`: its words, where they are not those of the entry. Both
 * are null where the platform did not say.
 */
export interface PostedByHand {
  readonly remoteId: string;
  readonly url: string;
  readonly text: string | null;
  readonly at: Instant | null;
}

/** A version of the state file that was accepted. */
export interface AcceptedState {
  readonly digest: string;
  readonly mode: Mode;
  readonly at: Instant;
}

export interface AcceptedVersion {
  readonly number: number;
  readonly incident: string | null;
}

/** How long readers may take a published post of another incident for today's. */
export const EARLIER_FOR_MS = 30 * DAY;

/** The fields that planning needs of the posts of other incidents. */
export const SAID_BEFORE = [
  ...(['key', 'incident', 'announcement', 'kind', 'municipality', 'account', 'server', 'language'] as const),
  ...(['about', 'action', 'state', 'target', 'at', 'until', 'postedAt', 'removedAt'] as const),
  ...(['publishedText', 'publishedSnapshot'] as const),
] satisfies readonly (keyof Entry)[];
export type SaidBefore = Pick<Entry, (typeof SAID_BEFORE)[number]>;

/** Everything that planning needs to know of one incident. */
export interface LedgerView {
  readonly entries: readonly Entry[];
  /** Entries of earlier incidents that have no outcome yet, and their deletions that have yet to be made or were refused. */
  readonly earlier: readonly Entry[];
  /**
   * Posts of other incidents that can still be read: all of the day before the ledger's last change; and of the last
   * `EARLIER_FOR_MS` the all-clears, and of each kind the newest post of an account in a language about the same.
   */
  readonly saidBefore: readonly SaidBefore[];
  /** Posts of other incidents that wait. They go out only if the file returns to their incident. */
  readonly waitingBefore: readonly Entry[];
  /** Posts of other incidents that can still be read, and whose alert that they no longer match the facts is still open. */
  readonly outdatedBefore: readonly Key[];
  /** When each announcement was first read. */
  readonly firstRead: ReadonlyMap<string, Instant>;
  /** The times since when the file makes each request, by announcement; absent where they were not kept. */
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly approvals: readonly Approval[];
  readonly pauses: readonly Pause[];
  /** Snapshots that published posts and corrections of other incidents were worded from, by digest. */
  readonly snapshots: ReadonlyMap<string, ContentSnapshot>;
  /** Accepted versions of the state file, oldest first. A content that came back is a new version. */
  readonly accepted: readonly AcceptedState[];
  /** The handle and the server of each account that the files ever had, as one value, by the id of the account. */
  readonly places: ReadonlyMap<string, string>;
  /** When the owner of each account's credential was recorded last. */
  readonly identified: ReadonlyMap<string, Instant>;
  /** Stopped accounts, with the reason. */
  readonly stopped: ReadonlyMap<string, string>;
  readonly breakers: readonly Breaker[];
  readonly limits: ReadonlyMap<string, KeptLimits>;
  /** Requests that limits and budgets count, of all incidents, oldest first; some may be too old to count. */
  readonly rateUsage: readonly RateUsage[];
  /** How long an unknown outcome may take to settle, in milliseconds: a whole claim, then the quiet time. */
  readonly settlesWithinMs: Readonly<Record<ChannelId, number>>;
  /** After this time staff are told that an approved post does not get out. */
  readonly waitingAfterMs: number;
  /** The machines that planned last, each with what its files decided then. */
  readonly machines: readonly Machine[];
  /** Why nothing may be sent from this ledger: it was set back to an older state; else null. */
  readonly setBack: Mistake | null;
}

/** All that a tick writes down, in one transaction. */
export interface LedgerWrites {
  readonly incident: string;
  readonly state: AcceptedState;
  /** When the state file says that it was brought up to date, if it had to be signed. */
  readonly signedAt: Instant | null;
  /** The digests of what words each kind: the approval of a pre-approved kind must match them. */
  readonly messages: WordDigests;
  /** Ids of all announcements in the file. The ledger keeps when it first saw each. */
  readonly announcements: readonly string[];
  /** All requests of each announcement for which the file asks something new, by its id. */
  readonly wanted: ReadonlyMap<string, Wanted>;
  /** See `knowAccounts`. */
  readonly places: LedgerView['places'];
  /** Inserted as waiting entries, or replacing the waiting entry under the same key. */
  readonly intents: readonly Intent[];
  /** Intents that are never sent: kept as `expired` or `superseded`, unless something was sent already. */
  readonly dropped: readonly {
    readonly intent: Intent;
    readonly state: 'expired' | 'superseded';
    readonly reason: string;
  }[];
  /** No longer to be published: a waiting entry becomes superseded at once, a sending or unknown one is marked. */
  readonly cancelled: readonly { readonly key: Key; readonly reason: string }[];
  /** Waiting entries that the plan words again: marked if they have left since, published or not. */
  readonly cancelledIfSent: readonly { readonly key: Key; readonly reason: string }[];
  /**
   * Open entries that this plan does not want sent: they wait until a plan wants them again. And refusals that were past, and
   * need somebody again.
   */
  readonly held: readonly { readonly key: Key; readonly reason: string }[];
  readonly snapshots: ReadonlyMap<string, ContentSnapshot>;
}

/** The right to send one entry once, until it runs out. */
export interface Claim {
  readonly entry: Entry;
  readonly token: string;
  readonly until: Instant;
  /** For an edit or deletion: the post that is changed. */
  readonly targetRemoteId: string | null;
  /** `leftBy` as the claim found it. */
  readonly leftByBefore: Instant | null;
  /** Whether it probes a server whose breaker is open. */
  readonly probe: boolean;
}
export type Claimed =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Not now, or never. The entry keeps why. */
  | { readonly kind: 'not-claimed'; readonly because: string };

export type Settlement =
  | {
      readonly kind: 'answered';
      readonly answer: Answer;
      readonly retryAt: Instant | null;
      readonly leftBy: Instant;
    }
  /** The claim is given back, because nothing left this machine. */
  | { readonly kind: 'unsent'; readonly reason: string; readonly retryAt: Instant };

/** The result of a look-up for an unknown entry. */
export type Finding =
  | ({ readonly kind: 'found' } & PostedAs)
  /** It decides only where the look-up began, at `lookedUpAt`, after the quiet time. Before, it only moves `nextAt`. */
  | { readonly kind: 'absent'; readonly lookedUpAt: Instant; readonly nextAt: Instant }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly nextAt: Instant }
  /**
   * Something like it is published: from before this ledger began, or where the platform does not tell the words as they were
   * sent. A person decides, where an absence would.
   */
  | {
      readonly kind: 'similar';
      readonly where: string;
      readonly lookedUpAt: Instant;
      readonly nextAt: Instant;
    }
  /** The post that was to be edited no longer exists. */
  | { readonly kind: 'gone' };

/** When an account can do something next. */
export interface NextDue {
  readonly account: string;
  readonly at: Instant;
}

/** The methods that read a ledger, which somebody else may be writing. */
export type LedgerReader = Pick<
  Ledger,
  | 'view'
  | 'lastAccepted'
  | 'lastTick'
  | 'history'
  | 'entry'
  | 'lastWritten'
  | 'signedAt'
  | 'changes'
  | 'alertsDue'
  | 'lastTold'
  | 'openAlerts'
  | typeof Symbol.asyncDispose
>;

/** The one place that decides whether something may go out. */
export interface Ledger extends AsyncDisposable {
  view(incident: string): Promise<LedgerView>;
  /** The state file's last accepted version. A later one has a greater number; where there is none, it is 0. */
  lastAccepted(): Promise<AcceptedVersion>;
  /** When a worker, or a command that delivers, last worked with this ledger; null where none ever did. */
  lastTick(): Promise<Instant | null>;
  /** The history of the entries of an incident, or of all for null, in the order of their creation. */
  history(incident: string | null): Promise<readonly HistoryRow[]>;
  /**
   * Writes a plan down, and returns the number of the version that this accepts. `over`: the number of `lastAccepted` from before the
   * file was read. If another version was accepted since, the file may be older: then it writes nothing and returns null.
   */
  record(writes: LedgerWrites, now: Instant, over: number): Promise<number | null>;
  /**
   * Writes down the handle and server of each account of the files. Posts, pauses and stops that the ledger has for the same
   * account under another id belong to this id from now on.
   */
  knowAccounts(places: LedgerView['places']): Promise<void>;
  /** Writes down a tick without readable files. */
  recordTick(now: Instant): Promise<void>;
  /**
   * Tells whether a worker has to plan these inputs. `unchanged`: it planned them since `changes`, and its plan still holds;
   * the tick is written down. `planned-elsewhere`: another worker did so. `underway`: another worker is planning them, and
   * began 15 seconds ago at most. `ours`: it has to, and from now on others wait for it.
   */
  takeTurn(
    planning: Planning,
    now: Instant,
  ): Promise<'unchanged' | 'planned-elsewhere' | 'underway' | 'ours'>;
  /** Writes down that the plan of `from` is recorded, and holds until `until` for these inputs and this ledger. */
  endTurn(planning: Planning, from: Instant, until: Instant): Promise<void>;
  /**
   * The ledger begins: writes down posts from before. An entry that may have been sent from this ledger stays as it is.
   * From now on an older post of an announcement is looked for, where it has nothing of that on that account in that language, before
   * it is sent, whenever a plan wants it.
   */
  adopt(beginning: Beginning, now: Instant): Promise<void>;
  approve(approvals: readonly Approval[]): Promise<void>;
  /** Ends this person's approvals of texts that have not gone out, and of free words in them. */
  voidApprovals(by: string, now: Instant): Promise<void>;
  pause(pause: Pause): Promise<void>;
  /** Ends the pauses of this scope (of every scope for `everything`). Returns how many. */
  resume(scope: PauseScope, by: string, now: Instant): Promise<number>;
  /** Stops an account until a person acts; null lets it go on. */
  stop(account: string, reason: string | null, now: Instant): Promise<void>;
  /** Opens the breaker of a server, or keeps it open for longer. */
  openBreaker(scope: BreakerScope, reason: string, probeAt: Instant, now: Instant): Promise<void>;
  /** Closes the breaker of a server that accepted something. Returns whether it was open. */
  closeBreaker(scope: BreakerScope): Promise<boolean>;
  /** By account, where its server named any. */
  limits(): Promise<ReadonlyMap<string, KeptLimits>>;
  /** Keeps the limits that the server of these accounts named, in place of earlier ones. */
  recordLimits(accounts: readonly string[], limits: NamedLimits, now: Instant): Promise<void>;
  /** The owner of the account's credential, as it was recorded last, or null. */
  owner(account: string): Promise<KeptOwner | null>;
  recordOwner(account: string, owner: KeptOwner): Promise<void>;
  /**
   * Records that this account of this server is `owner`, and that its earlier posts went to another account, `before`, which has
   * this place. From now on that is an account of its own, which no file has, and nothing is looked for there. Entries that were
   * never sent stay, and so does `claimed`, which the caller is about to send. `reason`: why the outcome of the rest is unknown.
   * Returns false, and changes nothing, while anything else is on its way there, or if somebody recorded another owner meanwhile.
   */
  partFrom(
    account: string,
    server: string,
    former: {
      readonly before: Owner;
      readonly place: string;
      readonly reason: string;
      readonly claimed: Key | null;
    },
    owner: KeptOwner,
  ): Promise<boolean>;
  /** Counts a request without a claim: a look-up, the reading of an identity. */
  recordUsage(usage: RateUsage): Promise<void>;
  /** Stores what was found to need a person: new alerts are raised, open ones that were not found again are over. */
  recordAlerts(findings: AlertFindings, now: Instant): Promise<void>;
  /** Alerts that staff must still be told of: those that lasted long enough, and told ones that are over. */
  alertsDue(now: Instant): Promise<readonly StoredAlert[]>;
  /** When staff were told last that something needs a person; null where they never were. */
  lastTold(): Promise<Instant | null>;
  /** Every alert that lasts, told or not. */
  openAlerts(): Promise<readonly StoredAlert[]>;
  /**
   * Staff are about to be told that these alerts were raised, or are over. Returns those for which this still holds and which
   * nobody told meanwhile; none, while another worker tells any of them. Only these may be told, within twenty seconds. From now
   * on staff may have heard of the raised ones, and so also hear of their end.
   */
  beginTelling(
    numbers: readonly number[],
    kind: AlertMessage['kind'],
    now: Instant,
  ): Promise<readonly number[]>;
  /** Staff were told of these alerts: that they were raised, or that they are over. */
  recordTold(numbers: readonly number[], kind: AlertMessage['kind'], now: Instant): Promise<void>;
  /** These are written into a log, and said to nobody. Returns those that no worker logged or began to tell before. */
  recordLogged(
    numbers: readonly number[],
    kind: AlertMessage['kind'],
    now: Instant,
  ): Promise<readonly number[]>;
  /** The message was not accepted. `certain`: staff did not hear of it. */
  recordNotTold(numbers: readonly number[], kind: AlertMessage['kind'], certain: boolean): Promise<void>;
  /**
   * Accounts with something to send, to look up or to let expire, each with the earliest time. An entry that waits for an
   * approval, the end of a pause or another entry does not count before that has come, or the entry expires.
   */
  nextDue(): Promise<readonly NextDue[]>;
  /** The same for one account; null where nothing comes by itself. */
  nextDueOn(account: string): Promise<Instant | null>;
  /**
   * The open entries of one account: waiting, sending, unknown. None where it has another `place` than the ledger knows by now, so
   * that its id may be that of another account.
   */
  open(account: string, place?: string): Promise<readonly Entry[]>;
  entry(key: Key): Promise<Entry | null>;
  /**
   * Claims an entry in one transaction that checks everything again (see `decideClaim`). The claim is committed when this
   * resolves. An entry whose earlier claim has expired becomes `unknown` here. `server`: where its account is now, if that may
   * be another than when it was planned.
   */
  claim(key: Key, by: string, now: Instant, server?: string): Promise<Claimed>;
  /**
   * Whether a claim still holds, right before its request is sent. False also where the entry was paused, stopped, held,
   * cancelled or made a draft meanwhile: then the caller settles it as `unsent`.
   */
  holds(claim: Claim, now: Instant): Promise<boolean>;
  /** Writes down the outcome. Returns what it makes of the entry; null where the claim had expired: that stays unknown. */
  settle(claim: Claim, settlement: Settlement, now: Instant): Promise<Entry | null>;
  /**
   * Writes down what a look-up found. False where the entry is not unknown, or the remote id settles another key already.
   * `server`: as for `claim`.
   */
  recordLookUp(key: Key, finding: Finding, now: Instant, server?: string): Promise<boolean>;
  /**
   * A person settles an unknown entry, or says that a waiting or refused one was published by hand, or a published one deleted. False
   * where that cannot be.
   */
  resolve(
    key: Key,
    as: { readonly posted: PostedByHand } | { readonly absent: true },
    by: string,
    now: Instant,
  ): Promise<boolean>;
  /** The latest time at which a tick or an entry was written, or null. If it lies ahead of now, a clock is or was wrong. */
  lastWritten(): Promise<Instant | null>;
  /** When the newest signed state file that was accepted, of any incident, was brought up to date. */
  signedAt(): Promise<Instant | null>;
  /**
   * The machine slept, perhaps in the middle of a send, or its clock jumped and is right again: the quiet time of every
   * unknown begins again at `now`, and nothing waits for a time that a clock ahead of `now` wrote down.
   */
  renewQuiet(now: Instant): Promise<void>;
  /**
   * A value that becomes another when somebody approves, pauses or resumes, or an unknown outcome settles, by any process.
   * Cheap enough to be asked every second.
   */
  decisions(): Promise<string>;
  /**
   * Counts what was written by any process. While it stays the same, so does all that the ledger holds, but for the time of
   * the last tick. Throws `ledger-moved`.
   */
  changes(): Promise<number>;
  /** Remote ids of this account on this server that settle a key. */
  settledIds(account: string, server: string): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}
