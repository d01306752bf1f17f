import type { Announcement } from '../domain/announcement.ts';
import { keptIn, remembering } from '../domain/cache.ts';
import { writtenAs } from '../domain/facts.ts';
import { onOneLine } from '../domain/invisible-characters.ts';
import type { Language } from '../domain/language.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import { reason } from '../domain/reason.ts';
import { type Entry, isPending, isPublished, mayHaveLeft, postedAt } from '../ledger/entry.ts';
import { correctedBy, isDormant } from '../ledger/replanning.ts';
import { wordingFor } from '../wording/fill.ts';
import { wordsBetweenSlots } from '../wording/own-words.ts';
import { announcementNamed, type Candidate, saidBy } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { inEffectAbout } from './in-effect.ts';
import { publishedSnapshotOf, saidToday, saysTheSame, snapshotOf } from './said.ts';
import {
  addressesGone,
  correctedFacts,
  factsIn,
  namesFacts,
  sameWherever,
  statedIn,
  statesAny,
  versionsOf,
  wordedAs,
} from './wrong-facts.ts';

/** Those of the posts of its original that a correction puts right: published too early, and saying what is corrected. */
export function wrongPostsAmong(
  context: PlanningContext,
  candidate: Candidate,
  posts: readonly Entry[],
): readonly Entry[] {
  const published = posts.filter((post) => post.state === 'posted' && isWrong(context, candidate, post));
  // A post that was published since differs from today, and that proves nothing about the posts before it.
  const isEarly = (post: Entry) => (post.postedAt ?? context.now) < candidate.firstRead;
  return [
    ...sayingIt(context, candidate, published.filter(isEarly)),
    ...published.filter((post) => !isEarly(post)),
  ];
}

/** Corrections of the same original that were posted before this one, removed ones too, the oldest first. */
export function earlierCorrections(context: PlanningContext, candidate: Candidate): readonly Entry[] {
  return correctionsBefore(context, candidate)
    .filter((post) => post.state === 'posted')
    .toSorted((a, b) => (a.postedAt ?? 0) - (b.postedAt ?? 0));
}

/**
 * Corrections of the same original from before this one, or on their way when it was known, whatever became of them; and those
 * that said all that it would while it waited.
 */
export function correctionsBefore(context: PlanningContext, candidate: Candidate): readonly Entry[] {
  const { announcement, account, language, firstRead, entry } = candidate;
  const saidAt = Math.max(firstRead, entry?.postedAt ?? Infinity);
  return context.configuration.state.announcements
    .filter((one) => one.corrects === announcement.corrects)
    .flatMap((one) => {
      const before = includes(one, announcement) ? saidAt : firstRead;
      const isBefore = ({ edition, postedAt, cancelled }: Entry) =>
        one === announcement
          ? edition < candidate.edition
          : (postedAt ?? 0) < before || cancelled === correctedBy(announcement.id);
      return context.ledgerIndex.said(one.id, account.id, language).filter(isBefore);
    });
}

/**
 * Names the correction that proves that an earlier ledger published and deleted a post which this ledger does not have: a
 * correction only goes where its original was. Null: there is none. An edition that was raised, or an occurrence that falls due,
 * after it is new.
 */
export function goneBefore(
  { configuration, ledgerIndex }: PlanningContext,
  { key, announcement, account, language, occurrence }: Candidate,
): string | null {
  const posts = ledgerIndex.said(announcement.id, account.id, language);
  if (posts.some((post) => post.key !== key || post.state === 'posted' || mayHaveLeft(post))) return null;
  const isSaid = (post: Entry) =>
    (post.state === 'posted' || isPending(post)) && (occurrence ?? 0) <= postedAt(post);
  const by = configuration.state.announcements.find(
    ({ id, corrects }) =>
      corrects === announcement.id && ledgerIndex.said(id, account.id, language).some(isSaid),
  );
  return by?.id ?? null;
}

/**
 * A post that was published before the correction was known is wrong, and so is one that was on its way with the wrong
 * words then, whenever it arrived. A post that was published between then and the correction's time was worded from a file
 * that knew better: it is wrong only if today's facts say something else.
 */
function isWrong(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const at = post.postedAt ?? context.now;
  if (post.cancelled === correctedBy(candidate.announcement.id)) return true;
  if (at < candidate.firstRead)
    return !wasFoundRight(context, candidate, post) && !wasPutRight(context, candidate, post);
  return at < candidate.at && isMisworded(context, candidate, post);
}

/**
 * Whether the post was found by a ledger that never sent it, and said what the facts say, as the correction beside it does where
 * that was found too: the ledger before it may have corrected it already. Own words do not follow from facts, nor do those of a
 * post that a person made by hand.
 */
function wasFoundRight(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const original = announcementNamed(context.configuration, post.announcement);
  if (!wasFound(post) || original?.text !== null) return false;
  const { entry } = candidate;
  const wasCorrected = entry?.state === 'posted' && wasFound(entry) && post.snapshot !== null;
  return wasCorrected || !isMisworded(context, candidate, post);
}

/** Whether an earlier ledger sent it. */
function wasFound(post: Entry): boolean {
  return post.attempts === 0 && (post.reason === reason('reason.adopted') || mayHaveLeft(post));
}

/**
 * Whether an earlier correction of the post was published, and all that people read of it there is still so: another town may have
 * something new to correct. Words of its own, or what it calls wrong and none did before, this correction says everywhere.
 */
function wasPutRight(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const { text, what } = candidate.announcement;
  // Once this correction is said, it is by this one that all is right.
  if (candidate.entry !== null && !isDormant(candidate.entry)) return false;
  const earlier = earlierCorrections(context, candidate).filter(isPublished);
  const isNamed = ({ announcement }: Entry) =>
    JSON.stringify(announcementNamed(context.configuration, announcement)?.what) === JSON.stringify(what);
  if (text !== null || earlier.length === 0 || !(what === null || earlier.some(isNamed))) return false;
  return [post, ...earlier].every(
    (one) => !isPublished(one) || !isMisworded(context, candidate, one, publishedSnapshotOf(context, one)),
  );
}

/**
 * Finds, among the posts that were published too early, those that say what is corrected: the newest that does, and those before
 * it that say the same wrong thing. An earlier edition or occurrence may have been right, and so may a later one. None, if
 * another account of the town said it and this one did not: a pause may have kept it from that edition. If nobody said it, the
 * correction is of an omission.
 */
function sayingIt(context: PlanningContext, candidate: Candidate, posts: readonly Entry[]): readonly Entry[] {
  const { announcement, municipality, language, entry } = candidate;
  const newestFirst = posts.toSorted((a, b) => (b.postedAt ?? 0) - (a.postedAt ?? 0));
  const ownNow = announcementNamed(context.configuration, announcement.corrects)?.text?.[language];
  const ownIn = (post: Entry) => ownWordsIn(context, post);
  const wrongIn = (post: Entry) => correctedFacts(context, announcement, post).map(({ id }) => id);
  const saysIt = (post: Entry) =>
    ownIn(post) === undefined ? wrongIn(post).length > 0 : ownIn(post) !== ownNow;
  const reads = (post: Entry) =>
    saysIt(post) && (ownIn(post) !== undefined || readsOtherwise(context, candidate, post));
  const saying = newestFirst.find(saysIt);
  const first = saying ?? newestFirst[0];
  if (first === undefined) return posts;
  // A waiting correction was worded by the facts that other accounts have put right since.
  const isCorrected = () =>
    (entry !== null && (entry.state === 'waiting' || !isDormant(entry))) ||
    correctionsBefore(context, candidate).length > 0;
  const isOthers = (says: (post: Entry) => boolean) =>
    municipality.accounts
      .flatMap((account) => saidBy(context, announcement.corrects ?? '', { municipality, account, language }))
      .some((post) => post.state === 'posted' && says(post));
  const isOnlyOthers = () =>
    saying === undefined ? isOthers(saysIt) : !posts.some(reads) && isOthers(reads);
  // Own words, the slots in them, and posts that a person wrote by hand follow from no fact that is known here.
  const isOfFacts = (post: Entry) => snapshotOf(context, post) !== undefined && ownIn(post) === undefined;
  const isByFacts = announcement.text === null && posts.every(isOfFacts);
  if (isByFacts && !isCorrected() && isOnlyOthers()) return [];
  if (posts.length < 2) return posts;
  const wrong = new Set(wrongIn(first));
  return posts.filter((post) => {
    const then = snapshotOf(context, post);
    if (post === first || then === undefined) return true;
    const own = ownIn(post);
    return own === undefined ? factsIn(then.facts).some(({ id }) => wrong.has(id)) : own === ownIn(first);
  });
}

/**
 * Whether a post would read otherwise by the facts that the town's correction was worded with or, while that is not published on any
 * account, by today's. For want of room a text may say nothing of what is wrong in its facts.
 */
function readsOtherwise(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const { announcement, municipality, language } = candidate;
  const account = context.configuration.region.accounts.get(post.account);
  if (!account) return true;
  const worded = [post.account, ...municipality.accounts.map(({ id }) => id)]
    .map((id) => wordedAs(context, announcement, { account: id, language, municipality: municipality.id }))
    .find((one) => one !== undefined);
  const wording = wordingFor(context.configuration, postedAt(post));
  const versions = versionsOf(context, post, worded === undefined);
  return (
    versions.length === 0 ||
    versions.some((then) => {
      const right = worded ?? saidToday(context, post, then);
      if (right === null) return true;
      // As it would have been then: other times leave another room.
      const { confirmed, nextUpdate } = then.facts;
      const facts = { ...right.facts, confirmed, nextUpdate };
      const [before, after] = [then, { ...then, facts }].map((one) => wording.fit(one, account, language));
      return before?.kind !== 'fitting' || after?.kind !== 'fitting' || before.text !== after.text;
    })
  );
}

/** The words of its own that a post was published with. */
function ownWordsIn(context: PlanningContext, post: Entry): string | undefined {
  return snapshotOf(context, post)?.announcement.text?.[post.language];
}

/**
 * Tells whether words of a candidate's own are still those that a correction in effect calls wrong: they follow from no fact,
 * so they stay wrong until somebody changes them, or withdraws the correction. An account that never had them is judged by the
 * others that had them in its language, or by all, once for each correction; words that none had count as the wrong ones.
 */
export function wrongWordsIn(context: PlanningContext): (candidate: Candidate) => boolean {
  const { ledgerIndex, withdrawnBy, firstRead } = context;
  const correctionsOf = inEffectAbout(context, ({ corrects }) => corrects);
  const elsewhere = new Map<string, boolean>();
  return ({ announcement, municipality, account, language, entry }) => {
    if (announcement.text?.[language] === undefined) return false;
    // Other parts of a text come and go without anybody's doing, and so do the values that are filled in.
    const isSame = ({ text, language }: Entry) =>
      wordsBetweenSlots(announcement.text?.[language] ?? '').every((part) =>
        onOneLine(text ?? '').includes(onOneLine(part)),
      );
    return correctionsOf({ announcement, municipality }).some((one) => {
      if (withdrawnBy({ announcement: one, municipality }) !== null) return false;
      const knownAt = firstRead(one.id);
      if (entry !== null && entry.createdAt >= knownAt) return false;
      const isBefore = ({ createdAt }: Entry) => createdAt < knownAt;
      const here = ledgerIndex.said(announcement.id, account.id, language).filter(isBefore);
      if (here.length > 0) return here.some(isSame);
      return keptIn(elsewhere, `${one.id} ${language}`, () => {
        const anywhere = ledgerIndex.saidAnywhere(announcement.id).filter(isBefore);
        const inLanguage = anywhere.filter((post) => post.language === language);
        return anywhere.length === 0 || (inLanguage.length > 0 ? inLanguage : anywhere).some(isSame);
      });
    });
  };
}

/**
 * Names a correction that calls wrong what a candidate would still say, which the same town, or another, had published or on its way
 * when that correction was first read: what the correction names or, where it names nothing, the same text. Null: there is none.
 * Once something was put right, it is that, and only in towns that have not put it right themselves. A later edition or occurrence is
 * said by people who knew of it; words of its own follow from no fact (`wrongWordsIn`).
 */
export function stillWrongIn(context: PlanningContext): (candidate: Candidate) => string | null {
  const { configuration, ledgerIndex, withdrawnBy, firstRead } = context;
  const correctionsOf = inEffectAbout({ configuration, now: Infinity }, ({ corrects }) => corrects);
  const knownAt = ({ id }: Announcement) => firstRead(id);
  const calledWrong = remembering((correction: Announcement) => {
    const isBefore = (post: Entry) =>
      post.cancelled === correctedBy(correction.id) ||
      (post.state === 'posted'
        ? post.createdAt < knownAt(correction) && postedAt(post) < knownAt(correction)
        : !ledgerIndex.view.firstRead.has(correction.id) && mayHaveLeft(post));
    const before = ledgerIndex.saidAnywhere(correction.corrects ?? '').filter(isBefore);
    const putRight = before.flatMap((post) =>
      [...correctedFacts(context, correction, post), ...addressesGone(context, correction, post)].map(
        (fact) => ({ fact, town: post.municipality }),
      ),
    );
    return {
      byTown: Map.groupBy(before, ({ municipality }) => municipality),
      putRightIn: new Set(putRight.map(({ town }) => town)),
      gone: [...new Set(putRight.map(({ fact }) => sameWherever(fact)))].map((fact) => [fact]),
    };
  });
  const saidByOthers = remembering((correction: Announcement) => {
    const stated = [...calledWrong(correction).byTown.values()]
      .flat()
      .flatMap((post) => statedByOther(context, correction, post));
    return [...new Map(stated.map((fact) => [fact.join('\n'), fact])).values()];
  });
  return ({ announcement, municipality, account, language, occurrence, edition, at }) => {
    const corrections = correctionsOf({ announcement, municipality });
    if (announcement.text !== null || corrections.length === 0) return null;
    const today = context.snapshot(announcement, municipality);
    const says = (one: Announcement) => (post: Entry) => {
      const then = snapshotOf(context, post);
      if (then === undefined) return false;
      const named = namesFacts(one) ? statedIn(context, one, then) : [];
      return named.length > 0
        ? statesAny(context, today, named)
        : saysStill(context, then, today, account, language);
    };
    const correction = corrections.find((one) => {
      const isLater = (occurrence !== null || edition > 1) && at >= knownAt(one);
      if (isLater || withdrawnBy({ announcement: one, municipality }) !== null) return false;
      const { byTown, putRightIn, gone } = calledWrong(one);
      if (putRightIn.has(municipality.id)) return false;
      if (putRightIn.size > 0) return statesAny(context, today, gone);
      const own = byTown.get(municipality.id);
      return own?.some(says(one)) ?? statesAny(context, today, saidByOthers(one));
    });
    return correction?.id ?? null;
  };
}

/** Whether both are worded alike. A number that is only written otherwise is not put right. */
function saysStill(
  context: PlanningContext,
  then: ContentSnapshot,
  today: ContentSnapshot,
  account: Account,
  language: Language,
): boolean {
  const written = { ...then, facts: writtenAs(then.facts, today.facts) };
  return saysTheSame(context, written, today, account, language);
}

/**
 * Returns those facts that a correction calls wrong and that a post of another town stated. If the correction names nothing:
 * none, once the post would be worded otherwise.
 */
function statedByOther(context: PlanningContext, correction: Announcement, post: Entry) {
  const then = snapshotOf(context, post);
  const today = then && saidToday(context, post, then);
  if (!then || !today) return [];
  if (namesFacts(correction)) return statedIn(context, correction, then);
  const original = announcementNamed(context.configuration, correction.corrects);
  const isNamed = original?.kind === 'contacts' || original?.kind === 'services';
  const account = context.configuration.region.accounts.get(post.account);
  const isSame = account !== undefined && saysStill(context, then, today, account, post.language);
  return isSame ? statedIn(context, isNamed ? original : correction, then) : [];
}

/**
 * Whether a post is wrong: its own words are older than the correction, or those of a correction that says something else;
 * today's facts word it differently; or nobody can tell. `then`: what it was worded from.
 */
export function isMisworded(
  context: PlanningContext,
  candidate: Candidate,
  post: Entry,
  then = snapshotOf(context, post),
): boolean {
  const { configuration } = context;
  const original = announcementNamed(configuration, post.announcement);
  if (original && original.text !== null) {
    const { announcement, firstRead } = candidate;
    if (post.announcement === announcement.corrects) return post.createdAt < firstRead;
    if (correctsSomethingElse(original, announcement)) return false;
    return ownWordsIn(context, post) !== announcement.text?.[post.language];
  }
  const account = configuration.region.accounts.get(post.account);
  if (!account || !then) return true;
  return !saysTheSame(context, then, saidToday(context, post, then), account, post.language);
}

/** The subjects that a correction names as wrong; none where it is about all that was. */
function namedBy({ contact, services, what }: Announcement): readonly string[] {
  return [...(contact === null ? [] : [contact]), ...services, ...Object.values(what ?? {})];
}

/** Whether both corrections name what was wrong, and have nothing of it in common. */
function correctsSomethingElse(one: Announcement, other: Announcement): boolean {
  const [these, those] = [namedBy(one), namedBy(other)];
  return these.length > 0 && those.length > 0 && !these.some((name) => those.includes(name));
}

/** Whether a correction says all that another would: both by the facts, and whatever that one names. */
export function includes(one: Announcement, other: Announcement): boolean {
  const [these, those] = [namedBy(one), namedBy(other)];
  const isAll = these.length === 0 || (those.length > 0 && those.every((name) => these.includes(name)));
  return one.text === null && other.text === null && isAll;
}
