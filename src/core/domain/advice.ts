import type { Kind } from './announcement.ts';
import type { ChannelId } from './channel.ts';
import type { Instant } from './clock.ts';
import type { Mistake } from './errors.ts';
import type { Mode } from './incident.ts';
import type { UnwordedReason } from './message.ts';
import type { Pause } from './pause.ts';
import type { Action, Key } from './post-key.ts';
import type { RateLimit } from './settings.ts';

/*
 * Everything that the core tells staff, as data: a code, and the values that its words need. staff-words/advice.ts words
 * it for the terminal and the console. `reason` is what a platform said, or a sentence of ours by its name (reason.ts).
 */

/** Why a post is held until a person acts. `because` is part of the outside contract (`plan --json`). */
export type HoldReason =
  | UnwordedReason
  | { readonly because: 'facts-broken'; readonly municipality: string; readonly mistake: Mistake }
  /** `contradictions`: facts as they are written, `reach.phone: down`. */
  | {
      readonly because: 'contradicts-facts';
      readonly municipality: string;
      readonly contradictions: readonly string[];
    }
  /** `group`: one that it speaks for, and all of whose members say otherwise. */
  | ({ readonly because: 'contradicts-others' } & SpokenFor & { readonly group: string })
  /** The same text as that of another post of the account. `gone`: the id of its announcement or incident (`of`), where the file lost that. */
  | {
      readonly because: 'said-twice';
      readonly other: Key;
      readonly gone: string | null;
      readonly of: 'announcement' | 'incident' | null;
    }
  /** A published post of the account says the same, and nothing since says otherwise. */
  | { readonly because: 'says-the-same'; readonly other: Key }
  /** Something of another kind was published under its id. `kind`: which. */
  | { readonly because: 'id-used'; readonly kind: Kind }
  | { readonly because: 'not-confirmed'; readonly municipality: string; readonly withinMs: number }
  /** `at`: when the minimum gap after the post before it would let it go out, which is later than its `until`. */
  | { readonly because: 'too-late'; readonly at: Instant }
  | { readonly because: 'not-for-exercises' }
  | { readonly because: 'no-credential' }
  | { readonly because: 'account-stopped'; readonly account: string; readonly reason: string }
  /** The published post is on an account that the files no longer have. */
  | { readonly because: 'account-gone'; readonly post: string; readonly key: Key }
  | { readonly because: 'nothing-to-correct' }
  /** Nobody knows yet whether the post that it corrects or withdraws is published. */
  | { readonly because: 'original-unknown' }
  /** The post that it corrects never arrived, and was written by hand. */
  | { readonly because: 'own-words' }
  /** `by`: a correction that calls it wrong. Nothing was put right since. */
  | { readonly because: 'not-put-right'; readonly by: string }
  /** `by`: the retraction of an all-clear by whose facts it is over all the same. */
  | { readonly because: 'still-over'; readonly by: string; readonly municipality: string }
  | { readonly because: 'older-file' }
  | ({ readonly because: 'too-alike' } & NearDuplicate)
  | { readonly because: 'refused'; readonly reason: string | null }
  /** `next`: a later edition or occurrence that waits until it is known; null where there is none. */
  | {
      readonly because: 'unknown';
      readonly reason: string | null;
      readonly decides: 'program' | 'staff';
      readonly next: Key | null;
    }
  /** `target`: for an edit or deletion, the post that is wrong and still published. */
  | {
      readonly because: 'not-in-file';
      readonly announcement: string;
      readonly action: Action;
      readonly target: Key | null;
    }
  /** A post is wrong and still published, because its edit or deletion is paused. */
  | { readonly because: 'paused'; readonly target: Key; readonly pause: Pause };

export type HeldBecause = HoldReason['because'];

/** Reasons to hold a post for which nobody can do anything. */
export const NEEDS_NOBODY: ReadonlySet<HeldBecause> = new Set(['nothing-to-correct', 'says-the-same']);

/** A text that says almost the same as one of another account. */
export interface NearDuplicate {
  readonly municipality: string;
  /** The platform's name: `X`. */
  readonly platform: string;
  /** The other account. */
  readonly other: string;
  /** How much of the text is the same: 90 to 100, rounded down. */
  readonly percent: number;
}

/** A text that states the facts of one body, and speaks for others whose own facts say otherwise. */
export interface SpokenFor {
  /** The body whose facts it states. */
  readonly speaker: string;
  readonly others: readonly {
    readonly municipality: string;
    /** As they are written: `reach.phone: up`. */
    readonly facts: readonly string[];
  }[];
}

/** Something that staff should know, though it holds nothing. */
export type Warning =
  | { readonly code: 'paused'; readonly pause: Pause }
  /** Something in the state file. */
  | { readonly code: 'written'; readonly mistake: Mistake }
  /** The first mistake in the facts of a municipality, and how many more there are: nothing new is worded from them. */
  | {
      readonly code: 'facts-broken';
      readonly municipality: string;
      readonly mistake: Mistake;
      readonly more: number;
    }
  /**
   * A time in the state file that is probably mistyped or forgotten. `who`: `incident`, whose facts, or which announcement;
   * `path`: where there. `far`: a next update that is months ahead.
   */
  | {
      readonly code: 'odd-time';
      readonly who: string;
      readonly of: 'next_update' | 'far' | 'estimate' | 'started' | 'at';
      readonly path: string;
      readonly at: Instant;
    }
  /** A number for which callers pay extra, without its price. `contact`: null in own words, of facts or of the announcement `who`. */
  | {
      readonly code: 'costly-number';
      readonly who: string;
      readonly contact: string | null;
      readonly phone: string;
    }
  | ({ readonly announcement: string } & AnnouncementWarning)
  /**
   * Published posts about an outage that are no longer compared with facts: the body has `left` the incident, or is `gone` from
   * the files. `earlier`: they are of another incident, and `posts` counts accounts. `elsewhere`: they are on accounts that the
   * files now list as another municipality's. `moved`: they are on a server that their account has left, and nothing about the
   * outage is published on its new server. `deleted`: somebody deleted them. `hidden`: their platform does not show them to
   * everybody.
   */
  | {
      readonly code: 'unwatched';
      readonly municipality: string;
      readonly posts: number;
      readonly why: 'left' | 'gone' | 'earlier' | 'elsewhere' | 'moved' | 'deleted' | 'hidden';
    }
  /** `waiting` out of `actions` on this channel have to wait, the last of them until about `until`. */
  | {
      readonly code: 'delayed';
      readonly channel: ChannelId;
      readonly delay: Delay;
      readonly waiting: number;
      readonly actions: number;
      readonly until: Instant;
    };

/** Something that staff should know of an announcement. */
type AnnouncementWarning =
  /** Posts that will never go out. */
  | { readonly code: 'dropped'; readonly posts: number; readonly reason: string }
  /** Posts that take the place of words of its own which were never said. `words`: in the first of these places. */
  | { readonly code: 'unsaid'; readonly updates: string; readonly posts: number; readonly words: string }
  /** Posts of a status that would say nothing new. */
  | { readonly code: 'nothing-new'; readonly posts: number }
  /** `spoken`: each once, by whose facts are stated. */
  | { readonly code: 'contradicts-others'; readonly spoken: readonly SpokenFor[] }
  /** Two bodies of one district contradict each other about 110 and 112. `others`: everybody there who says the one or the other. */
  | { readonly code: 'calls-differ'; readonly others: SpokenFor['others'] }
  /** `municipalities`: whose posts give rise to the doubt. */
  | (Doubt & { readonly municipalities: readonly string[] })
  /** An all-clear that also ends the posts of its body about itself and these others, although it is not over by their facts. */
  | { readonly code: 'ends-for-others'; readonly others: SpokenFor['others'] }
  /** Posts that say what that with the `key` says on the same account. */
  | { readonly code: 'said-twice'; readonly posts: readonly PostOn[] }
  /** A raised edition of an announcement that another one withdraws. */
  | { readonly code: 'withdrawn'; readonly by: string; readonly accounts: number }
  /** An edition that was raised after the all-clear of its municipalities. */
  | { readonly code: 'ended'; readonly accounts: number }
  /** A correction that deletes wrong posts which are also their accounts' only posts that say how things stand. */
  | { readonly code: 'deletes-outage'; readonly accounts: number }
  /** A retraction that ends a recurring announcement: it is not said `at` its next time, nor later. */
  | { readonly code: 'ends-recurring'; readonly withdraws: string; readonly at: Instant }
  /**
   * Published posts that say the same wrong thing as those that this correction changes, and that it does not change. Updates of
   * what this retraction withdraws, published or to come.
   */
  | { readonly code: 'also-wrong'; readonly posts: readonly PostOn[] }
  /** A published post that no longer matches the facts, on an account that the files no longer have. */
  | { readonly code: 'outdated-gone'; readonly account: string; readonly post: string; readonly key: Key }
  /** `pairs`: the most alike ones, at most six; there are so many `more`. */
  | {
      readonly code: 'too-alike';
      readonly pairs: readonly (NearDuplicate & { readonly account: string })[];
      readonly more: number;
    };

interface PostOn {
  readonly account: string;
  readonly key: Key;
}

/**
 * A statement of a text that can hardly be meant. In an outage or a status: it does not say when there will be more to hear, or
 * says that nobody can work though counters or phones do, or says of the systems what the facts deny. In an outage: everything
 * works. In these and an all-clear: mail does not arrive, though it does. `cannot-be-done`: it does not ask people to call,
 * because nobody answers; or it asks them to call and gives no number, or to mail where mail does not arrive; or it says that all
 * appointments take place, or a service is available or the desks are open, where nobody is to come. In a correction: its own
 * words speak of appointments, and beside them the text says of these what the wrong post said.
 */
export type Doubt =
  | {
      readonly code:
        | 'no-next-update'
        | 'nothing-down'
        /** A restoration whose facts confirm only some of the services and ways that it names: it is silent on the others. */
        | 'not-all-restored'
        | 'open-without-work'
        | 'phase-denied'
        | 'appointments-unchanged'
        | 'title-differs'
        | 'mail-still-lost'
        /** Somebody wrote "today", "tomorrow" or "yesterday". */
        | 'says-today'
        /** That 110 and 112 work where networks or power fail, and nobody has written down that they do. */
        | 'calls-not-asked'
        /** An all-clear in the name of municipalities from which nobody heard anything in this incident. */
        | 'clear-unsaid'
        /** A retraction of the all-clear of municipalities by whose facts it is still over. */
        | 'still-over';
    }
  /** An all-clear from facts that nobody has confirmed for `withinMs`. */
  | { readonly code: 'old-facts'; readonly withinMs: number }
  | { readonly code: 'cannot-be-done'; readonly of: 'call' | 'number' | 'mail' | 'appointments' | 'service' };

/** The reason why an action waits. */
export type Delay =
  | { readonly of: 'retry'; readonly reason: string | null }
  | { readonly of: 'breaker'; readonly server: string; readonly reason: string }
  | { readonly of: 'limit'; readonly limit: RateLimit }
  | { readonly of: 'budget'; readonly usd: number };

/** The actions of a live incident that wait or are unknown while nobody works on them. */
export interface OpenLive {
  /** Why nobody does: the state file is an exercise, everything goes to the sandbox, or the file is of another incident. */
  readonly during: 'exercise' | 'sandbox' | 'another';
  readonly incident: string;
  /** When somebody last worked with the live ledger: staff hear again of what is open after that. */
  readonly workedAt: Instant | null;
  readonly waiting: number;
  /** How many of those that wait are due, and not held. */
  readonly due: number;
  /** How many may be published or not. */
  readonly unknown: number;
}

/** A post of this announcement that the platform has not taken. `words`: its first; null where it has none. */
interface Undelivered {
  readonly announcement: string;
  readonly reason: string | null;
  readonly words: string | null;
}

/** The matter that needs a person now. */
export type AlertReason =
  /** The first mistake, and how many more there are. */
  | {
      readonly code: 'files-broken';
      readonly mistake: Mistake | null;
      readonly more: number;
      readonly mode: Mode;
    }
  | Extract<Warning, { code: 'facts-broken' }>
  | {
      readonly code: 'held';
      readonly announcement: string;
      readonly accounts: number;
      readonly reason: HoldReason;
    }
  | {
      readonly code: 'approval';
      readonly announcement: string;
      readonly texts: number;
      readonly digest: string;
    }
  /**
   * `outdated-others`: only the facts of others contradict it, so that it would say the same again. `outdated-clear`: an
   * all-clear that the facts deny, which cannot be said again.
   */
  | { readonly code: 'outdated' | 'outdated-others' | 'outdated-clear'; readonly announcement: string }
  /** On an account that the files no longer have: only a person can delete it. */
  | Extract<Warning, { code: 'outdated-gone' }>
  | Extract<Warning, { code: 'unwatched' }>
  /** `correction`: the announcement that corrects the same thing elsewhere. */
  | ({ readonly code: 'also-wrong'; readonly correction: string } & PostOn)
  | { readonly code: 'promise-due' | 'promise-broken'; readonly promised: Instant }
  | ({ readonly code: 'refused'; readonly action: Action } & Undelivered)
  /** `decides`: who settles it: the program, once it can read the account, or only a person. */
  | ({ readonly code: 'unknown'; readonly decides: 'program' | 'staff' } & Undelivered & PostOn)
  /**
   * Sent again and again, or put off again and again: by the platform, or by a limit of our own. `lost`: the platform may have
   * published it all the same.
   */
  | ({
      readonly code: 'undone';
      readonly of: 'platform' | 'limit' | 'lost';
      readonly account: string;
      readonly action: Action;
    } & Undelivered)
  | { readonly code: 'expired'; readonly announcement: string; readonly reason: string | null }
  /** Somebody did alone, for this reason, what needs two: approved texts, or changed rights. `about`: which. */
  | {
      readonly code: 'alone';
      readonly by: string;
      readonly did: 'approved' | 'rights';
      readonly about: string;
      readonly reason: string;
    }
  | { readonly code: 'breaker'; readonly server: string; readonly reason: string }
  | { readonly code: 'stopped'; readonly account: string; readonly reason: string }
  /** `changes` of the waiting `actions` are edits and deletions of posts that are wrong. */
  | { readonly code: 'paused'; readonly pause: Pause; readonly actions: number; readonly changes: number }
  | ({ readonly code: 'live-open' } & OpenLive)
  /** The files of two machines differ in the setting or file that the alert is about. */
  | ({ readonly code: 'machines-differ' } & Readonly<Record<'one' | 'other', string>>)
  | { readonly code: 'clock-wrong' | 'ledger-empty'; readonly mistake: Mistake }
  /** In words already: a failure of the program itself, or an alert of an earlier version. */
  | { readonly code: 'clock-wrong' | 'ledger-empty' | 'bug'; readonly what: string; readonly advice: string };
