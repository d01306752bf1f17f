import type { HoldReason, Warning } from '../../domain/advice.ts';
import { type Announcement, type Kind, SITUATION_KINDS } from '../../domain/announcement.ts';
import { once } from '../../domain/cache.ts';
import { DAY, type Instant, MINUTE } from '../../domain/clock.ts';
import { rulesOf, serverOf } from '../../domain/configuration.ts';
import type { ContentSnapshot } from '../../domain/message.ts';
import { announcementIn, type Key } from '../../domain/post-key.ts';
import { type Entry, isPending, isPublished, postedAt } from '../../ledger/entry.ts';
import type { SaidBefore } from '../../ledger/ledger.ts';
import { raisedAt, wantedNow } from '../../ledger/wanted.ts';
import { postsOfToday, readersOf } from '../all-clears.ts';
import { announcementNamed, type Candidate, OF_THE_OUTAGE } from '../candidates.ts';
import type { Evaluated } from '../coalescing.ts';
import type { PlanningContext } from '../context.ts';
import { held, isApprovedNow } from '../rules.ts';
import { saidNow, saysTheSame, snapshotOf } from '../said.ts';

type Gone = Pick<Extract<HoldReason, { because: 'said-twice' }>, 'gone' | 'of'>;
const LISTED: Gone = { gone: null, of: null };

/** A text on an account: which post says it, and when it was or will be published. */
interface Said {
  readonly key: Key;
  readonly at: Instant;
  /** Of a post that no all-clear has ended: its announcement or incident, where the file no longer has that. */
  readonly gone: Gone;
  /** The time that it was meant for, however late it goes out. */
  readonly meant: Instant;
}

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
  const { configuration, ledgerIndex, now } = context;
  const { needed } = configuration.settings.approvals;
  const newest = new Map<string, Said>();
  const newestGone = new Map<string, Said>();
  // On a server that the account has left nobody reads it any more.
  const idOf = ({ account, server }: Pick<Entry, 'account' | 'server'>, text: string) =>
    `${account} ${server} ${text}`;
  const say = (id: string, said: Said) => {
    for (const known of said.gone === LISTED ? [newest] : [newest, newestGone])
      if ((known.get(id)?.at ?? 0) <= said.at) known.set(id, said);
  };
  const listed = new Set(configuration.state.announcements.map(({ id }) => id));
  const lost = ledgerIndex.published.filter(({ announcement }) => !listed.has(announcement));
  const standing = lost.length === 0 ? [] : postsOfToday(context, ledgerIndex.view, lost);
  const isStanding = new Set(standing);
  const amended = new Set(
    configuration.state.announcements.map(({ corrects, withdraws }) => corrects ?? withdraws),
  );
  const isAmended = (id: string, { municipality }: Candidate) =>
    configuration.state.announcements.some(
      ({ corrects, withdraws, postAs }) =>
        (corrects ?? withdraws) === id && (postAs?.includes(municipality.id) ?? true),
    );
  /**
   * The post that it may be under another id: where something was said under its own, or it recurs, that is not so; nor where own words
   * were said more than a day before, which may be meant once more.
   */
  const lostAs = ({ announcement, account, language, occurrence, firstRead }: Candidate) =>
    amended.has(announcement.id) &&
    occurrence === null &&
    ledgerIndex.said(announcement.id, account.id, language).length === 0
      ? standing.find(
          (post) =>
            post.account === account.id &&
            post.language === language &&
            isOfSort(post, announcement, context) &&
            (announcement.text === null || firstRead - postedAt(post) < DAY),
        )
      : undefined;
  for (const entry of ledgerIndex.published) {
    const { publishedText, key, announcement } = entry;
    const gone = isStanding.has(entry) ? lostAnnouncement(announcement) : LISTED;
    if (publishedText !== null)
      say(idOf(entry, publishedText), { key, at: postedAt(entry), gone, meant: entry.at });
  }
  // What may be there says it too, however late the platform is asked again. Another id does not look for it.
  for (const { text, key, due, announcement, ...entry } of ledgerIndex.view.entries)
    if (isPending(entry) && text !== null) {
      const gone = listed.has(announcement) ? LISTED : lostAnnouncement(announcement);
      say(idOf(entry, text), { key, at: due, gone, meant: entry.at });
    }
  const { entries, earlier, saidBefore } = ledgerIndex.view;
  // An exercise is held again to say the same.
  const isExercise = configuration.state.incident.mode === 'exercise';
  const isOfLate = (post: SaidBefore) =>
    !isExercise && post.kind !== 'all-clear' && listed.has(post.announcement) && now - postedAt(post) < DAY;
  const lately = saidBefore.filter(isOfLate);
  const isRenamed = new Set(
    lately.length === 0 ? [] : postsOfToday(context, { entries: [...entries, ...saidBefore] }, lately),
  );
  for (const post of saidBefore) {
    const { publishedText, key, incident } = post;
    const at = postedAt(post);
    const gone = isRenamed.has(post) ? ({ gone: incident, of: 'incident' } as const) : LISTED;
    if (publishedText !== null) say(idOf(post, publishedText), { key, at, gone, meant: at });
  }
  for (const post of earlier)
    if (isPending(post) && post.text !== null && isOfLate(post)) {
      const { text, key, due, at, incident } = post;
      say(idOf(post, text), { key, at: due, gone: { gone: incident, of: 'incident' }, meant: at });
    }
  const isDenied = deniedIn(context, evaluated);
  const replaced = new Map<Evaluated, Evaluated>();
  const hold = (one: Evaluated, reason: HoldReason) => replaced.set(one, { ...one, decision: held(reason) });
  const holdRepeat = (one: Evaluated, other: Key, gone = LISTED) =>
    hold(one, { because: 'said-twice', other, ...gone });
  const holdAsSaid = (one: Evaluated, other: Key) => hold(one, { because: 'says-the-same', other });
  const warned: { readonly announcement: string; readonly account: string; readonly key: Key }[] = [];
  for (const one of evaluated.toSorted((a, b) => dueOf(a) - dueOf(b))) {
    const { candidate, decision } = one;
    const { key, announcement, account } = candidate;
    // A retraction would withdraw nothing.
    if (decision.kind !== 'say' && context.withdrawnBy(candidate) === null) continue;
    const original = lostAs(candidate);
    if (original !== undefined) {
      holdRepeat(one, original.key, lostAnnouncement(original.announcement));
      continue;
    }
    if (decision.kind !== 'say') continue;
    const server = serverOf(configuration.settings, account);
    const id = idOf({ account: account.id, server }, decision.text);
    const before = newest.get(id);
    const at = Math.max(decision.due, now);
    // A post that may have left keeps its text.
    const isRepeated = before !== undefined && before.key !== key && decision.fitting !== null;
    const window = rulesOf(configuration, account).refusesRepeatsMs;
    // What is said of two posts may have the same words: a post of the same minute was withdrawn as well.
    const isOfItsOwn = announcement.corrects === null && announcement.withdraws === null;
    const isOnce = isOfItsOwn && candidate.occurrence === null;
    const isNew = isOnce && candidate.edition === 1;
    const last = isOnce ? lastSaid(context, isNew ? candidate : { ...candidate, at }) : null;
    // What was said in between may have been the opposite: an all-clear.
    const isPast = before !== undefined && last !== null && postedAt(last) > before.at;
    const isAtOnce = isNew && before !== undefined && !isPast && isMeantWith(candidate, before);
    // Two announcements that are raised one after the other may have become the same for one town.
    const raised = isOnce && !isNew && announcement.text === null ? raisedTime(context, candidate) : null;
    const isBeside =
      isRepeated &&
      !isPast &&
      raised !== null &&
      announcementIn(before.key) !== announcement.id &&
      before.at > raised - AT_ONCE;
    // Own words that are written once more are meant to be said once more, and what is corrected or withdrawn stands no longer.
    const stands = (other: Key) =>
      announcement.text === null &&
      last?.key === other &&
      isPublished(last) &&
      last.server === server &&
      !isAmended(last.announcement, candidate);
    // What says the same as when it was meant to go out is not said hours later, once the platform takes it.
    const isRefused =
      window !== null &&
      before !== undefined &&
      (at - before.at < window || (stands(before.key) && (raised ?? candidate.at) - before.at < window));
    // What was said under its own id is not what the file has lost, though another has said the same since.
    const isSaid = ledgerIndex.said(announcement.id, account.id, candidate.language).some(isPublished);
    const gone = before?.gone === LISTED && !isSaid ? newestGone.get(id) : before;
    // Own words wait for a person, who may mean to say them again; what recurs goes on at its own times, whatever its id.
    const isRead = announcement.text !== null && (needed > 0 || candidate.firstRead - (gone?.at ?? 0) >= DAY);
    const isLost = gone !== undefined && gone.gone !== LISTED && candidate.occurrence === null && !isRead;
    const isNews =
      isRepeated &&
      gone?.gone.of === 'incident' &&
      (raisedTime(context, candidate) !== null || isDenied(candidate, before.at));
    if (isRepeated && isLost && !isNews) {
      holdRepeat(one, gone.key, gone.gone);
      continue;
    }
    if (isRepeated && (isRefused || isAtOnce || isBeside)) {
      if (stands(before.key) && before.gone === LISTED) holdAsSaid(one, before.key);
      else holdRepeat(one, before.key, isNews ? LISTED : before.gone);
      continue;
    }
    const alike = isNew && !isRepeated ? saidOfLate(context, last, candidate, decision.snapshot) : undefined;
    if (alike !== undefined && isMeantWith(candidate, { at: postedAt(alike), meant: alike.at })) {
      if (stands(alike.key)) holdAsSaid(one, alike.key);
      else holdRepeat(one, alike.key);
      continue;
    }
    if (alike) warned.push({ announcement: announcement.id, account: account.id, key: alike.key });
    if (isRepeated) warned.push({ announcement: announcement.id, account: account.id, key: before.key });
    // Nobody knows when what waits for its approval goes out, and whether it does.
    const leaves = isApprovedNow(context, candidate, decision) ? at : Math.min(at, candidate.at);
    say(id, { key, at: leaves, gone: LISTED, meant: candidate.at });
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

function lostAnnouncement(id: string): Gone {
  return { gone: id, of: 'announcement' };
}

/** Whether it was to go out when the other was, or while that was still to come: both may have waited for the same. */
function isMeantWith({ at }: Candidate, other: Pick<Said, 'at' | 'meant'>): boolean {
  return at > other.meant - AT_ONCE && at < Math.max(other.at, other.meant) + AT_ONCE;
}

/** When staff asked for it once more since the program first read it; null where they did not. */
function raisedTime(
  { ledgerIndex: { view }, now }: PlanningContext,
  { announcement, municipality, edition, firstRead }: Candidate,
): Instant | null {
  const wanted = wantedNow(announcement, view.wanted.get(announcement.id), firstRead, now);
  return raisedAt(wanted, municipality.id, edition, firstRead);
}

/**
 * Tells whether what a candidate says was denied on its account since a time, by a post that is the newest of its kind there. A post
 * denies nothing where its announcement says the same today, or is said anew itself.
 */
function deniedIn(
  { configuration, ledgerIndex, snapshot, wording }: PlanningContext,
  evaluated: readonly Evaluated[],
): (candidate: Candidate, since: Instant) => boolean {
  const { settings, region } = configuration;
  const readersHere = ({ account, language }: Candidate) =>
    readersOf({ account: account.id, server: serverOf(settings, account), language });
  const said = once(() => Map.groupBy([...ledgerIndex.view.saidBefore, ...ledgerIndex.published], readersOf));
  const anew = once(
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
      (post) => !(post.announcement !== id && anew().has(`${here} ${post.announcement}`)) && !saysStill(post),
    );
  };
}

/** Whether a post of the one kind may say the opposite of one of the other. What an all-clear ended stands no more. */
function mayDeny(newer: Kind, kind: Kind): boolean {
  const isOfTheSame = newer === kind || (newer === 'restoration' && OF_THE_OUTAGE.has(kind));
  return isOfTheSame || (SITUATION_KINDS.includes(newer) && SITUATION_KINDS.includes(kind));
}

/** What says how things stand, or takes back what did. */
const SAYS_HOW_THINGS_STAND: ReadonlySet<Kind> = new Set([
  ...SITUATION_KINDS,
  ...(['restoration', 'all-clear', 'correction', 'retraction'] as const),
]);

/**
 * The newest post on the account in this language that is of the same kind as the candidate, or says how things stand, and was
 * meant for no later time; one on its way counts too. A notice in between takes nothing back, and what is said later frees nothing.
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
): Entry | undefined {
  const then = last && snapshotOf(context, last);
  if (!last || !then || !snapshot) return undefined;
  if (last.kind !== announcement.kind || Math.abs(at - last.at) >= OF_LATE) return undefined;
  const isSame =
    then.facts.nextUpdate === snapshot.facts.nextUpdate &&
    saysTheSame(context, then, snapshot, account, language);
  return isSame ? last : undefined;
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

function dueOf({ decision }: Evaluated): Instant {
  return decision.kind === 'say' ? decision.due : 0;
}
