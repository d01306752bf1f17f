import type { HeldBecause } from '../domain/advice.ts';
import { type Announcement, isAboutPostsOf, originalOf } from '../domain/announcement.ts';
import { currentSnapshot, renewedSnapshot, rulesOf } from '../domain/configuration.ts';
import { onOneLine } from '../domain/invisible-characters.ts';
import { mentions } from '../domain/mention.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { consequenceKey, type Key } from '../domain/post-key.ts';
import { reason } from '../domain/reason.ts';
import { type Entry, isOpen, isPublished, mayHaveLeft } from '../ledger/entry.ts';
import { correctedBy, isDormant } from '../ledger/transitions.ts';
import type { Fitting } from '../wording/fill.ts';
import { wordsBetweenSlots } from '../wording/own-words.ts';
import { announcementNamed, type Candidate } from './candidates.ts';
import { isAllClearTooEarly } from './outdated.ts';
import { isInEffect, type WithdrawnBy } from './retractions.ts';
import {
  type Decision,
  DONE,
  decideByAccount,
  decideByEntry,
  decideByWords,
  held,
  type PlanningContext,
  saysTheSame,
  snapshotOf,
} from './rules.ts';
import { correctedFacts, factsIn } from './wrong-facts.ts';

/** The effects of a correction or retraction: its own post, and what happens to the posts that it is about. */
export interface Amendment {
  readonly decision: Decision;
  readonly consequences: readonly Consequence[];
  /** The published posts that a correction calls wrong, whether or not they have been changed yet. */
  readonly wrong: readonly Entry[];
  /** Entries that may no longer be published. */
  readonly cancels: readonly Cancel[];
}

export interface Cancel {
  readonly key: Key;
  readonly reason: string;
}

/** An edit or deletion that follows from another post. */
export interface Consequence {
  readonly key: Key;
  readonly action: 'edit' | 'delete';
  readonly target: Entry;
  /** The post that must be published first; null where it never will be. */
  readonly after: Key | null;
  readonly fitting: Fitting | null;
  readonly snapshot: ContentSnapshot | null;
}

/**
 * A correction. If the original is published: a post that names what was wrong, then the original is edited, or
 * deleted where the platform cannot edit. If nothing was published before the correction was known, there is nothing
 * to correct: the original has today's facts.
 */
export function decideCorrection(
  context: PlanningContext,
  candidate: Candidate,
  original: Decision | null,
): Amendment {
  const posts = originalsOf(context, candidate);
  const wrong = sayingIt(
    context,
    candidate,
    posts.filter((post) => post.state === 'posted' && isWrong(context, candidate, post)),
  );
  const pending = posts.filter((post) => isPending(post) && isMisworded(context, candidate, post));
  // A resend would keep its text.
  const resends = posts.filter(
    (post) => post.state === 'waiting' && mayHaveLeft(post) && isMisworded(context, candidate, post),
  );
  const cancels = cancelsOf(
    context,
    candidate,
    [...pending, ...resends],
    correctedBy(candidate.announcement.id),
  );
  if (wrong.length > 0) {
    const decision = decideAmendment(context, candidate, wrong);
    const order = orderAfter(candidate, decision);
    const also = earlierCorrections(context, candidate);
    const changes = order
      ? [...wrong, ...also].flatMap((post) => changeOf(context, candidate, order.after, post))
      : [];
    // An edit puts what is right there; a deletion would leave nothing.
    const consequences = lacksWhatIsRight(decision)
      ? changes.filter(({ action }) => action === 'edit')
      : changes;
    return { decision, consequences, wrong, cancels };
  }
  if (pending.length > 0) return only(held({ because: 'original-unknown' }), cancels);
  // One that was cancelled on its way and never arrived is the original's own affair.
  if (posts.some((post) => post.state === 'posted' || isOpen(post) || post.cancelled !== null))
    return only(DONE, cancels);
  if (original === null || original.kind === 'hold') return only(held({ because: 'nothing-to-correct' }));
  return only(DONE);
}

/** A retraction: a post that says so, then every published post of the original is deleted, on every channel. */
export function decideRetraction(context: PlanningContext, candidate: Candidate): Amendment {
  const posts = originalsOf(context, candidate);
  const said = posts.filter((post) => post.state === 'posted');
  const cancels = cancelsOf(
    context,
    candidate,
    posts.filter((post) => isPending(post) || post.state === 'waiting'),
    reason('reason.withdrawn-by', { by: candidate.announcement.id }),
  );
  if (said.length > 0) {
    const decision = decideAmendment(context, candidate, said);
    // A mistake in the facts must not keep published what is withdrawn.
    const isUnworded = decision.kind === 'hold' && decision.reason.because === 'facts-broken';
    const order = isUnworded ? { after: null } : orderAfter(candidate, decision);
    const consequences = order
      ? said.flatMap((post) => deletionOf(context, candidate, order.after, post))
      : [];
    return { decision, consequences, wrong: [], cancels };
  }
  return only(posts.some(isPending) ? held({ because: 'original-unknown' }) : DONE, cancels);
}

function only(decision: Decision, cancels: Amendment['cancels'] = []): Amendment {
  return { decision, consequences: [], wrong: [], cancels };
}

function cancelsOf(
  context: PlanningContext,
  candidate: Candidate,
  posts: readonly Entry[],
  reason: string,
): readonly Cancel[] {
  return isInEffect(context, candidate) ? posts.map(({ key }) => ({ key, reason })) : [];
}

function originalsOf(
  { ledgerIndex }: PlanningContext,
  { announcement: { corrects, withdraws }, account, language }: Candidate,
): readonly Entry[] {
  return ledgerIndex.said(corrects ?? withdraws ?? '', account.id, language);
}

/** Published corrections of the same original that were wrong as well. */
function earlierCorrections(context: PlanningContext, candidate: Candidate): readonly Entry[] {
  const { announcement, account, language, firstRead } = candidate;
  return context.configuration.state.announcements
    .filter((one) => one.corrects === announcement.corrects)
    .flatMap((one) => context.ledgerIndex.said(one.id, account.id, language))
    .filter(
      (post) =>
        isPublished(post) &&
        (post.announcement === announcement.id
          ? post.edition < candidate.edition
          : (post.postedAt ?? 0) < firstRead) &&
        isMisworded(context, candidate, post),
    );
}

function isPending(post: Entry): boolean {
  return post.state === 'sending' || post.state === 'unknown';
}

/**
 * A post that was published before the correction was known is wrong, and so is one that was on its way with the wrong
 * words then, whenever it arrived. A post that was published between then and the correction's time was worded from a file
 * that knew better: it is wrong only if today's facts say something else. The same holds for a post that was sent more
 * than once, because its text is that of the first send.
 */
function isWrong(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const postedAt = post.postedAt ?? context.now;
  if (post.cancelled === correctedBy(candidate.announcement.id)) return true;
  if (postedAt < candidate.firstRead) return !wasFoundRight(context, candidate, post);
  const isOlder = post.createdAt < candidate.firstRead && post.attempts > 1;
  return (postedAt < candidate.at || isOlder) && isMisworded(context, candidate, post);
}

/**
 * Whether the post was found by a ledger that never sent it, and says what the facts say: the ledger before it may have
 * corrected it already. Own words do not follow from facts, nor do those of a post that a person made by hand.
 */
function wasFoundRight(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const original = announcementNamed(context.configuration, post.announcement);
  const wasSought = post.reason === reason('reason.adopted') || mayHaveLeft(post);
  return (
    post.attempts === 0 && wasSought && original?.text === null && !isMisworded(context, candidate, post)
  );
}

/**
 * Of the posts that were published too early, those that say what is corrected: the newest that does, and those before it
 * that say the same wrong thing. An earlier edition or occurrence may have been right, and so may a later one.
 */
function sayingIt(
  context: PlanningContext,
  { announcement, language }: Candidate,
  posts: readonly Entry[],
): readonly Entry[] {
  if (posts.length < 2) return posts;
  const newestFirst = posts.toSorted((a, b) => (b.postedAt ?? 0) - (a.postedAt ?? 0));
  const ownNow = announcementNamed(context.configuration, announcement.corrects)?.text?.[language];
  const ownIn = (post: Entry) => ownWordsIn(context, post);
  const wrongIn = (post: Entry) => correctedFacts(context, announcement, post).map(({ id }) => id);
  const saysIt = (post: Entry) =>
    ownIn(post) === undefined ? wrongIn(post).length > 0 : ownIn(post) !== ownNow;
  const first = newestFirst.find(saysIt) ?? newestFirst[0];
  if (first === undefined) return posts;
  const wrong = new Set(wrongIn(first));
  return posts.filter((post) => {
    const then = snapshotOf(context, post);
    if (post === first || then === undefined) return true;
    const own = ownIn(post);
    return own === undefined ? factsIn(then.facts).some(({ id }) => wrong.has(id)) : own === ownIn(first);
  });
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
export function wrongWordsIn(
  context: PlanningContext,
  withdrawnBy: WithdrawnBy,
): (candidate: Candidate) => boolean {
  const { configuration, ledgerIndex, now } = context;
  const elsewhere = new Map<string, boolean>();
  return ({ announcement, municipality, account, language, entry }) => {
    if (announcement.text?.[language] === undefined) return false;
    // Other parts of a text come and go without anybody, and so does what is filled in.
    const isSame = ({ text, language }: Entry) =>
      wordsBetweenSlots(announcement.text?.[language] ?? '').every((part) =>
        onOneLine(text ?? '').includes(onOneLine(part)),
      );
    return configuration.state.announcements.some((one) => {
      if (one.corrects !== announcement.id || !isAboutPostsOf(one, municipality.id)) return false;
      if (!isInEffect(context, { announcement: one })) return false;
      if (withdrawnBy({ announcement: one, municipality }) !== null) return false;
      const knownAt = ledgerIndex.view.firstRead.get(one.id) ?? now;
      if (entry !== null && entry.createdAt >= knownAt) return false;
      const isBefore = ({ createdAt }: Entry) => createdAt < knownAt;
      const here = ledgerIndex.said(announcement.id, account.id, language).filter(isBefore);
      if (here.length > 0) return here.some(isSame);
      const place = `${one.id} ${language}`;
      const known = elsewhere.get(place);
      if (known !== undefined) return known;
      const anywhere = ledgerIndex.saidAnywhere(announcement.id).filter(isBefore);
      const inLanguage = anywhere.filter((post) => post.language === language);
      const isWrong = anywhere.length === 0 || (inLanguage.length > 0 ? inLanguage : anywhere).some(isSame);
      elsewhere.set(place, isWrong);
      return isWrong;
    });
  };
}

/**
 * Whether a post is wrong: its own words are older than the correction, or those of a correction that says something else;
 * today's facts word it differently; or nobody can tell.
 */
function isMisworded(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const { configuration } = context;
  const original = announcementNamed(configuration, post.announcement);
  if (original && original.text !== null) {
    const { announcement, firstRead } = candidate;
    if (post.announcement === announcement.corrects) return post.createdAt < firstRead;
    if (correctsSomethingElse(original, announcement)) return false;
    return ownWordsIn(context, post) !== announcement.text?.[post.language];
  }
  const account = configuration.region.accounts.get(post.account);
  const then = snapshotOf(context, post);
  if (!account || !then) return true;
  const today = renewedSnapshot(configuration, then, original);
  return today === null || !saysTheSame(context, then, today, account, post.language);
}

/** Whether both corrections name what was wrong, and have nothing of it in common. */
function correctsSomethingElse(one: Announcement, other: Announcement): boolean {
  const namedBy = ({ contact, services, what }: Announcement) => [
    ...(contact === null ? [] : [contact]),
    ...services,
    ...Object.values(what ?? {}),
  ];
  const [these, those] = [namedBy(one), namedBy(other)];
  return these.length > 0 && those.length > 0 && !these.some((name) => those.includes(name));
}

function decideAmendment(
  context: PlanningContext,
  candidate: Candidate,
  originals: readonly Entry[],
): Decision {
  const newest = originals.reduce((a, b) => ((b.postedAt ?? 0) > (a.postedAt ?? 0) ? b : a));
  const original = {
    kind: newest.kind,
    postedAt: newest.postedAt ?? newest.updatedAt,
    facts: snapshotOf(context, newest)?.facts ?? null,
    wrongNumber: namedWrongNumber(context, candidate, newest),
  };
  return (
    decideByEntry(context, candidate) ??
    decideByAccount(context, candidate) ??
    decideByWords(context, candidate, original)
  );
}

/** Whether the text of the post has a number, of the corrected contact where one is named, that is not today's. */
function namedWrongNumber(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const { contact } = candidate.announcement;
  const then = Object.entries(snapshotOf(context, post)?.facts.contacts ?? {});
  const today = context.snapshot(candidate.announcement, candidate.municipality).facts.contacts;
  return then.some(
    ([id, { phone }]) =>
      (contact ?? id) === id &&
      phone !== null &&
      phone !== today[id]?.phone &&
      mentions(post.publishedText ?? '', phone),
  );
}

/** Reasons that hold an amendment's own post, but not its consequences. */
const WORDLESS: ReadonlySet<HeldBecause> = new Set([
  'no-language',
  'no-sentence',
  'unsigned',
  'missing-translation',
  'nothing-to-say',
  'message-broken',
  'secret',
  'too-long',
  'refused',
]);

/** Whether people have to shorten it, or to write what is right: until then nothing is deleted. */
function lacksWhatIsRight(decision: Decision): boolean {
  return decision.kind === 'hold' && ['too-long', 'nothing-to-say'].includes(decision.reason.because);
}

/**
 * Consequences wait until the amendment's own post is published. If it never will be, because it has no words, was
 * refused or came too late, the wrong post is changed all the same. Null: nothing follows yet.
 */
function orderAfter({ key, entry }: Candidate, decision: Decision): { readonly after: Key | null } | null {
  if (decision.kind === 'say') return { after: key };
  switch (entry?.state) {
    case 'posted':
    case 'sending':
    case 'unknown':
    case 'waiting':
      return { after: key };
    case 'expired':
      return { after: null };
    default: {
      const isWordless = decision.kind === 'hold' && WORDLESS.has(decision.reason.because);
      return decision.kind === 'drop' || isWordless ? { after: null } : null;
    }
  }
}

function changeOf(
  context: PlanningContext,
  candidate: Candidate,
  after: Key | null,
  post: Entry,
): readonly Consequence[] {
  const { configuration, ledgerIndex } = context;
  // Other words would be new ones of a municipality that may say nothing new.
  const isAffected = configuration.state.incident.affects.has(candidate.municipality.id);
  if (!isAffected || !rulesOf(configuration, candidate.account).edits)
    return deletionOf(context, candidate, after, post);
  const key = changeKey(candidate, 'edit', post);
  if (post.removedAt !== null || isSettled(ledgerIndex.entry(key))) return [];
  const original = announcementNamed(configuration, post.announcement);
  if (!original) return deletionOf(context, candidate, after, post);
  const then = snapshotOf(context, post)?.original ?? null;
  const snapshot = currentSnapshot(configuration, original, candidate.municipality, then);
  const wording = context.wordingAt(candidate.at);
  const fitting = wording.fit(snapshot, candidate.account, candidate.language);
  // Without right words to put in its place, and where its own words are still the wrong ones, it is deleted.
  if (fitting.kind !== 'fitting' || isAllClearTooEarly(context, post, snapshot))
    return deletionOf(context, candidate, after, post);
  if (fitting.text === post.publishedText)
    return original.text === null ? [] : deletionOf(context, candidate, after, post);
  return [{ key, action: 'edit', target: post, after, fitting, snapshot }];
}

function deletionOf(
  { ledgerIndex }: PlanningContext,
  candidate: Candidate,
  after: Key | null,
  post: Entry,
): readonly Consequence[] {
  const key = changeKey(candidate, 'delete', post);
  if (post.removedAt !== null || isSettled(ledgerIndex.entry(key))) return [];
  return [{ key, action: 'delete', target: post, after, fitting: null, snapshot: null }];
}

/** The key of a change to an earlier correction names that correction: it may have the same edition as the original. */
function changeKey({ key, announcement }: Candidate, action: 'edit' | 'delete', post: Entry): Key {
  const change = consequenceKey(key, action, post.key);
  return post.announcement === originalOf(announcement) ? change : `${change}+${post.announcement}`;
}

function isSettled(entry: Entry | null): boolean {
  return entry !== null && entry.state !== 'waiting' && !isDormant(entry);
}
