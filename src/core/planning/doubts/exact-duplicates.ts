import type { HoldReason, Warning } from '../../domain/advice.ts';
import { type Announcement, amendedBy, type Kind, SITUATION_KINDS } from '../../domain/announcement.ts';
import { once } from '../../domain/cache.ts';
import { DAY, type Instant, MINUTE } from '../../domain/clock.ts';
import { type Configuration, rulesOf, serverOf, withoutConfirmed } from '../../domain/configuration.ts';
import type { ContentSnapshot } from '../../domain/message.ts';
import type { Municipality } from '../../domain/municipality.ts';
import { announcementIn, type Key } from '../../domain/post-key.ts';
import { type Entry, isPending, isPublished, postedAt } from '../../ledger/entry.ts';
import type { SaidBefore } from '../../ledger/ledger.ts';
import { isApprovedNow } from '../approved-words.ts';
import { announcementNamed, type Candidate, OF_THE_OUTAGE } from '../candidates.ts';
import type { Evaluated } from '../coalescing.ts';
import type { PlanningContext } from '../context.ts';
import { readersOf } from '../posts-of-today.ts';
import { held, type Say } from '../rules.ts';
import { readsAlike, saidNow, snapshotOf } from '../said.ts';
import { LISTED, lostAnnouncement, type Said, type SaidWords, saidWords } from './said-words.ts';

/** Nobody means to say the same twice so soon. */
const AT_ONCE = 10 * MINUTE;

/** Within this time, a repeat with another time of confirmation brings a warning. */
const OF_LATE = 60 * MINUTE;

/**
 * Finds texts that the same account says already, in this plan or in a published post of any incident. Holds them where the
 * platform would refuse them, where they are meant for the same time, and where the announcement that said them, or its incident
 * within a day, is no longer in the file: an id may have been changed. So may that of what is corrected or withdrawn and was never
 * said, where the account says the same sort of thing. Warns of the others. Directly after each other, texts that differ only in
 * their time of confirmation count as the same.
 */
export function withoutRepeats(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): { readonly evaluated: readonly Evaluated[]; readonly warnings: readonly Warning[] } {
  const words = saidWords(context);
  const isDenied = deniedIn(context, evaluated);
  const replaced = new Map<Evaluated, Evaluated>();
  const warned: { readonly announcement: string; readonly account: string; readonly key: Key }[] = [];
  const approved = new Set(
    evaluated.filter(
      ({ candidate, decision }) => decision.kind === 'say' && isApprovedNow(context, candidate, decision),
    ),
  );
  for (const one of inOrder(context, evaluated, approved)) {
    const { hold, warn } = findingOf(context, words, isDenied, one);
    if (hold !== null) replaced.set(one, { ...one, decision: held(hold) });
    const { announcement, account } = one.candidate;
    if (warn !== null) warned.push({ announcement: announcement.id, account: account.id, key: warn });
    if (one.decision.kind === 'say' && hold === null)
      words.add(
        one.candidate,
        one.decision.text,
        leavesAt(context, one.candidate, one.decision, approved.has(one)),
      );
  }
  const groups = Map.groupBy(warned, ({ announcement }) => announcement);
  return {
    evaluated: evaluated.map((one) => replaced.get(one) ?? one),
    warnings: [...groups].map(([announcement, all]): Warning => {
      const posts = all.map(({ account, key }) => ({ account, key }));
      return { code: 'said-twice', announcement, posts };
    }),
  };
}

/** Why a candidate is held, or the post that a warning calls the same; at most one of them. */
interface Finding {
  readonly hold: HoldReason | null;
  readonly warn: Key | null;
}

const NOTHING: Finding = { hold: null, warn: null };

type IsDenied = ReturnType<typeof deniedIn>;

function findingOf(
  context: PlanningContext,
  words: SaidWords,
  isDenied: IsDenied,
  { candidate, decision }: Evaluated,
): Finding {
  const isSaid = decision.kind === 'say';
  // A retraction would withdraw nothing.
  const original =
    isSaid || context.withdrawnBy(candidate) !== null
      ? originalRenamed(context, words, candidate)
      : undefined;
  if (original) return { hold: saidTwice(original.key, lostAnnouncement(original.announcement)), warn: null };
  if (!isSaid) return NOTHING;
  const at = goesOutAt(context, decision);
  const last = isOnce(candidate)
    ? lastSaid(context, isNew(candidate) ? candidate : { ...candidate, at })
    : null;
  const before = words.last(candidate, decision.text);
  // A post that may have left keeps its text.
  if (before !== undefined && before.key !== candidate.key && decision.fitting !== null) {
    const hold = whyNotRepeated(context, words, isDenied, {
      candidate,
      text: decision.text,
      at,
      before,
      last,
    });
    return { hold, warn: hold === null ? before.key : null };
  }
  const alike = isNew(candidate) ? saidOfLate(context, last, candidate, decision.snapshot) : null;
  if (alike === null) return NOTHING;
  if (!isMeantWith(candidate, { at: postedAt(alike), meant: alike.at }))
    return { hold: null, warn: alike.key };
  const hold = stillHolds(context, candidate, alike.key, last)
    ? saysTheSameAs(alike.key)
    : saidTwice(alike.key);
  return { hold, warn: null };
}

/** Words that the account says already. */
interface Repeat {
  readonly candidate: Candidate;
  readonly text: string;
  /** When it would go out. */
  readonly at: Instant;
  /** The post that said them last. */
  readonly before: Said;
  /** The last post on the account of the same kind, or on how things stand; null where it does not matter. */
  readonly last: Entry | null;
}

/** Tells why the words are not said once more. Null: they are. */
function whyNotRepeated(
  context: PlanningContext,
  words: SaidWords,
  isDenied: IsDenied,
  repeat: Repeat,
): HoldReason | null {
  const { candidate, before, last } = repeat;
  const gone = goneOf(context, words, repeat);
  const isNews =
    gone?.gone.of === 'incident' && (candidate.raised !== null || isDenied(candidate, before.at));
  if (gone && isPerhapsRenamed(context, candidate, gone) && !isNews) return saidTwice(gone.key, gone.gone);
  if (!isRefused(context, repeat) && !isMeantOnce(repeat)) return null;
  return stillHolds(context, candidate, before.key, last) && before.gone === LISTED
    ? saysTheSameAs(before.key)
    : saidTwice(before.key, isNews ? LISTED : before.gone);
}

/** The post that said the words last, or one that the file has lost: a candidate that was said under its own id is not that one. */
function goneOf(
  { ledgerIndex }: PlanningContext,
  words: SaidWords,
  { candidate, text, before }: Repeat,
): Said | undefined {
  const { announcement, account, language } = candidate;
  const isSaid = ledgerIndex.said(announcement.id, account.id, language).some(isPublished);
  return before.gone === LISTED && !isSaid ? words.lastGone(candidate, text) : before;
}

/**
 * Whether a candidate may be a post that the file has lost, under another id. A recurring announcement goes on at its own times,
 * whatever its id.
 */
function isPerhapsRenamed({ configuration }: PlanningContext, candidate: Candidate, before: Said): boolean {
  // Own words wait for a person, who may mean to say them again.
  const isRead =
    candidate.announcement.text !== null &&
    (configuration.settings.approvals.needed > 0 || candidate.firstRead - before.at >= DAY);
  return before.gone !== LISTED && candidate.occurrence === null && !isRead;
}

/**
 * Whether the platform refuses it. A post that would have been a repetition when it was meant to go out is not sent hours later
 * either, once the platform would accept it.
 */
function isRefused(context: PlanningContext, { candidate, at, before, last }: Repeat): boolean {
  const { refusesRepeatsMs: window } = rulesOf(context.configuration, candidate.account);
  if (window === null) return false;
  if (at - before.at < window) return true;
  const meant = raisedAgain(candidate) ?? candidate.at;
  return stillHolds(context, candidate, before.key, last) && meant - before.at < window;
}

/** Whether both are meant for the same time, or were raised one after the other and have become the same for one town. */
function isMeantOnce({ candidate, before, last }: Repeat): boolean {
  // A post in between may have said the opposite: an all-clear.
  if (last !== null && postedAt(last) > before.at) return false;
  if (isNew(candidate)) return isMeantWith(candidate, before);
  const raised = raisedAgain(candidate);
  return (
    raised !== null &&
    announcementIn(before.key) !== candidate.announcement.id &&
    before.at > raised - AT_ONCE
  );
}

/** Whether a post says on the account what still holds. Own words that are written once more are meant to be said once more. */
function stillHolds(
  { configuration }: PlanningContext,
  { announcement, account, municipality }: Candidate,
  other: Key,
  last: Entry | null,
): boolean {
  return (
    announcement.text === null &&
    last?.key === other &&
    isPublished(last) &&
    last.server === serverOf(configuration.settings, account) &&
    !isAmended(configuration, last.announcement, municipality.id)
  );
}

/** Whether the file corrects or withdraws an announcement: that of one municipality, or that of any for null. */
function isAmended({ state }: Configuration, id: string, municipality: Municipality['id'] | null): boolean {
  return state.announcements.some(
    (one) =>
      amendedBy(one) === id &&
      (one.postAs === null || municipality === null || one.postAs.includes(municipality)),
  );
}

/**
 * The post that a candidate may be under another id: where something was said under its own, or it recurs, that is not so; nor where own
 * words were said more than a day before, which may be meant once more.
 */
function originalRenamed(
  context: PlanningContext,
  { lost }: SaidWords,
  { announcement, account, language, occurrence, firstRead }: Candidate,
): Entry | undefined {
  if (lost.length === 0 || occurrence !== null) return undefined;
  if (!isAmended(context.configuration, announcement.id, null)) return undefined;
  if (context.ledgerIndex.said(announcement.id, account.id, language).length > 0) return undefined;
  return lost.find(
    (post) =>
      post.account === account.id &&
      post.language === language &&
      isOfSort(post, announcement, context) &&
      (announcement.text === null || firstRead - postedAt(post) < DAY),
  );
}

function saidTwice(other: Key, gone = LISTED): HoldReason {
  return { because: 'said-twice', other, ...gone };
}

function saysTheSameAs(other: Key): HoldReason {
  return { because: 'says-the-same', other };
}

/** Whether the same words would be a repetition. Posts of the same minute may be amended alike, and occurrences say the same. */
function isOnce({ announcement, occurrence }: Candidate): boolean {
  return amendedBy(announcement) === null && occurrence === null;
}

function isNew(candidate: Candidate): boolean {
  return isOnce(candidate) && candidate.edition === 1;
}

/** Whether it was to go out when the other was, or while that was still to come: both may have waited for the same. */
function isMeantWith({ at }: Candidate, other: Pick<Said, 'at' | 'meant'>): boolean {
  return at > other.meant - AT_ONCE && at < Math.max(other.at, other.meant) + AT_ONCE;
}

function goesOutAt({ now }: PlanningContext, { due }: Say): Instant {
  return Math.max(due, now);
}

/** Nobody knows when what waits for its approval goes out, and whether it does. */
function leavesAt(
  context: PlanningContext,
  candidate: Candidate,
  decision: Say,
  isApproved: boolean,
): Instant {
  const at = goesOutAt(context, decision);
  return isApproved ? at : Math.min(at, candidate.at);
}

/** When it was raised, of what is worded from the facts and said once; null where it was not. */
function raisedAgain(candidate: Candidate): Instant | null {
  const isRaised = isOnce(candidate) && !isNew(candidate) && candidate.announcement.text === null;
  return isRaised ? candidate.raised : null;
}

/**
 * Tells whether what a candidate says was denied on its account since a time, by a post that is the newest of its kind there. A post
 * denies nothing where its announcement says the same today, or is said again itself.
 */
function deniedIn(
  { configuration, ledgerIndex, snapshot, wording }: PlanningContext,
  evaluated: readonly Evaluated[],
): (candidate: Candidate, since: Instant) => boolean {
  const { settings, region } = configuration;
  const readersHere = ({ account, language }: Candidate) =>
    readersOf({ account: account.id, server: serverOf(settings, account), language });
  const said = once(() => Map.groupBy([...ledgerIndex.view.saidBefore, ...ledgerIndex.published], readersOf));
  const saidAgain = once(
    () =>
      new Set(
        evaluated.flatMap(({ candidate, decision }) =>
          decision.kind === 'say' ? `${readersHere(candidate)} ${candidate.announcement.id}` : [],
        ),
      ),
  );
  return (candidate, since) => {
    const { key, account, language } = candidate;
    const { id, kind } = candidate.announcement;
    const here = readersHere(candidate);
    const newer = (said().get(here) ?? [])
      .filter((post) => post.key !== key && postedAt(post) > since && mayDeny(post.kind, kind))
      .toSorted((a, b) => postedAt(a) - postedAt(b));
    const saysStill = (post: SaidBefore) => {
      const announcement = announcementNamed(configuration, post.announcement);
      const municipality = region.municipalities.get(post.municipality);
      if (!announcement || !municipality) return false;
      const today = wording.fit(snapshot(announcement, municipality), account, language);
      return today.kind === 'fitting' && today.text === post.publishedText;
    };
    return [...new Map(newer.map((post) => [post.kind, post])).values()].some(
      (post) =>
        !(post.announcement !== id && saidAgain().has(`${here} ${post.announcement}`)) && !saysStill(post),
    );
  };
}

/** Whether a post of the one kind may say the opposite of one of the other. Posts that an all-clear ended no longer count. */
function mayDeny(newer: Kind, kind: Kind): boolean {
  const isOfTheSame = newer === kind || (newer === 'restoration' && OF_THE_OUTAGE.has(kind));
  return isOfTheSame || (SITUATION_KINDS.includes(newer) && SITUATION_KINDS.includes(kind));
}

/** The kinds that say how things stand, or take back a post that did. */
const SAYS_HOW_THINGS_STAND: ReadonlySet<Kind> = new Set([
  ...SITUATION_KINDS,
  ...(['restoration', 'all-clear', 'correction', 'retraction'] as const),
]);

/**
 * Finds the newest post on the account in this language that is of the same kind as the candidate, or says how things stand, and
 * was meant for no later time; one on its way counts too. A notice in between takes nothing back, and a later post frees nothing.
 */
function lastSaid(
  { ledgerIndex }: PlanningContext,
  { key, account, language, announcement, at }: Candidate,
): Entry | null {
  const isMeant = (post: Entry) =>
    post.language === language &&
    post.key !== key &&
    post.at <= at &&
    (post.kind === announcement.kind || SAYS_HOW_THINGS_STAND.has(post.kind)) &&
    (isPublished(post) || isPending(post));
  const inTurn = ledgerIndex.publicationsOn(account.id).toSorted((a, b) => postedAt(a) - postedAt(b));
  return inTurn.findLast(isMeant) ?? null;
}

/**
 * The last post of the account, if it says the same as a new announcement of its kind, except for the time of confirmation:
 * somebody may have announced it twice.
 */
function saidOfLate(
  context: PlanningContext,
  last: Entry | null,
  { announcement, account, language, at }: Candidate,
  snapshot: ContentSnapshot | null,
): Entry | null {
  const then = last && snapshotOf(context, last);
  if (!last || !then || !snapshot) return null;
  if (last.kind !== announcement.kind || Math.abs(at - last.at) >= OF_LATE) return null;
  // The promise is the same: so these are the texts that tell whether a published post is outdated, worded once for both.
  const isSame =
    then.facts.nextUpdate === snapshot.facts.nextUpdate &&
    readsAlike(context, withoutConfirmed(then), withoutConfirmed(snapshot), account, language);
  return isSame ? last : null;
}

/** Whether a post says of other facts what an announcement would say, or has the same words of its own. */
function isOfSort(
  post: Entry,
  { kind, text, contact, services, reach }: Announcement,
  context: PlanningContext,
): boolean {
  const said = saidNow(context, post)?.announcement;
  if (!said || kind !== post.kind) return false;
  const its = [said.text, said.contact, said.services, said.reach ?? []];
  return JSON.stringify(its) === JSON.stringify([text, contact, services, reach]);
}

/** Orders posts by due time, those that can go out now before those that wait for an approval, which may never come. */
function inOrder(
  { now }: PlanningContext,
  evaluated: readonly Evaluated[],
  approved: ReadonlySet<Evaluated>,
): readonly Evaluated[] {
  const dueOf = ({ decision }: Evaluated) => (decision.kind === 'say' ? decision.due : 0);
  const waits = (one: Evaluated) => one.decision.kind === 'say' && (dueOf(one) > now || !approved.has(one));
  return evaluated.toSorted((a, b) => Number(waits(a)) - Number(waits(b)) || dueOf(a) - dueOf(b));
}
