import type { HeldBecause } from '../domain/advice.ts';
import { originalOf } from '../domain/announcement.ts';
import { aboutOf, currentSnapshot, factsOwner, rulesOf } from '../domain/configuration.ts';
import { toldOtherwise } from '../domain/facts.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { consequenceKey, type Key } from '../domain/post-key.ts';
import { reason } from '../domain/reason.ts';
import { type Entry, isOpen, isPending, isPublished, mayHaveLeft } from '../ledger/entry.ts';
import { correctedBy, isDormant } from '../ledger/replanning.ts';
import type { Fitting } from '../wording/fill.ts';
import { wordsBetweenSlots } from '../wording/own-words.ts';
import { announcementNamed, type Candidate, namedByOriginal, originalIn, originalsOf } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { isOverForAll } from './doubts/contradictions.ts';
import { isInEffect } from './in-effect.ts';
import { isAllClearTooEarly } from './outdated.ts';
import { type Decision, DONE, decideByAccount, decideByEntry, decideSaying, held } from './rules.ts';
import { editsOf, isEdited, publishedSnapshotOf, snapshotOf } from './said.ts';
import { namedWrongNumber, namesFacts, stillHolds, versionsOf } from './wrong-facts.ts';
import { correctionsBefore, earlierCorrections, isMisworded, wrongPostsAmong } from './wrong-posts.ts';

/** The effects of a correction or retraction: its own post, and what happens to the posts that it is about. */
export interface Amendment {
  readonly decision: Decision;
  readonly consequences: readonly Consequence[];
  /** The published posts that it calls wrong or withdraws, whether or not they have been changed yet. */
  readonly wrong: readonly Entry[];
  /** Entries that may no longer be published. */
  readonly cancels: readonly Cancel[];
}

export interface Cancel {
  readonly key: Key;
  readonly reason: string;
}

/** An edit or deletion of a wrong post. */
interface PostChange {
  readonly key: Key;
  readonly action: 'edit' | 'delete';
  readonly target: Entry;
  /** Both null for a deletion, and for an edit that keeps the words with which it waits. */
  readonly fitting: Fitting | null;
  readonly snapshot: ContentSnapshot | null;
}

/** A change that follows from another post. */
export interface Consequence extends PostChange {
  /** The post that must be published first; null where it never will be. */
  readonly after: Key | null;
}

/**
 * A correction. If the original is published: a post that names what was wrong, then the original is edited, or
 * deleted where the platform cannot edit. If nothing was published before the correction was known, there is nothing
 * to correct: the original has today's facts.
 */
export function decideCorrection(
  context: PlanningContext,
  candidate: Candidate,
  original: { readonly decision: Decision; readonly isCalledWrong: boolean } | null,
): Amendment {
  const posts = originalsOf(context, candidate);
  const wrong = wrongPostsAmong(context, candidate, posts);
  // A resend would keep its text. The facts may still say what own words call wrong.
  const isCalledWrong = original?.isCalledWrong === true;
  const leaving = posts.filter(
    (post) => isOpen(post) && mayHaveLeft(post) && (isCalledWrong || isMisworded(context, candidate, post)),
  );
  const cancels = cancelsOf(context, candidate, leaving, correctedBy(candidate.announcement.id));
  const earlier = earlierCorrections(context, candidate);
  const also = earlier.filter((post) =>
    isMisworded(context, candidate, post, publishedSnapshotOf(context, post)),
  );
  // If the original was deleted before the ledger began, only its correction is known.
  const isKnown = posts.some((post) => post.state === 'posted');
  const amended = isKnown ? wrong : also.filter(isPublished);
  const isMeant = ({ announcement }: Entry) =>
    isCalledWrong && announcement === candidate.announcement.corrects;
  const changesAfter = (decision: Decision, all: readonly Entry[]) =>
    consequencesOf(candidate, decision, all, (post) => changesOf(context, candidate, post, isMeant(post)));
  const lost = leaving.filter(isPending);
  // The next incident may be the first to find them. A reason that would hold the correction then holds their deletion before.
  const deletionsOfLost = (decision: Decision) =>
    changesAfter(decideByAccount(context, candidate) ?? decision, lost).filter(
      ({ action }) => action === 'delete',
    );
  if (amended.length > 0) {
    const decision = decideAmendment(context, candidate, amended, isKnown ? earlier : []);
    const all = [...new Set([...amended, ...also])];
    // An edit puts what is right there; a deletion would leave nothing.
    const isLacking = decision.kind === 'hold' && LACKING.has(decision.reason.because);
    const consequences = [...changesAfter(decision, all), ...deletionsOfLost(decision)].filter(
      ({ action }) => action === 'edit' || !isLacking,
    );
    return { decision, consequences, wrong: all, cancels };
  }
  // An earlier ledger may have published it.
  const isUnknown = candidate.entry?.state === 'unknown';
  if (isUnknown || (!isKnown && correctionsBefore(context, candidate).some(isPending)))
    return only(decideByEntry(context, candidate) ?? ORIGINAL_UNKNOWN, cancels);
  if (lost.length > 0) return only(ORIGINAL_UNKNOWN, cancels, deletionsOfLost(ORIGINAL_UNKNOWN));
  // A post that was cancelled on its way and never arrived is the original's own affair.
  const isItsOwn = posts.some((post) => post.state === 'posted' || isOpen(post) || post.cancelled !== null);
  const isUnsaid = !isItsOwn && (original === null || original.decision.kind === 'hold');
  return only(isUnsaid ? held({ because: 'nothing-to-correct' }) : DONE, cancels);
}

/**
 * Waiting posts that say what a correction corrects. Until the first plan with it, or with its next edition, is written down, one of
 * a region's many may leave: it counts as published before the correction was known, though its time is later.
 */
export function wrongIfSent(
  context: PlanningContext,
  candidate: Candidate,
  decisions: ReadonlyMap<Key, Decision>,
): readonly Cancel[] {
  const { corrects, id } = candidate.announcement;
  const isKnown = context.ledgerIndex.view.firstRead.has(id) && candidate.at < context.now;
  if (corrects === null || isKnown) return [];
  const saysOtherwise = ({ key, text }: Entry) => {
    const decision = decisions.get(key);
    return decision?.kind === 'hold'
      ? decision.reason.because === 'own-words' || decision.reason.because === 'not-put-right'
      : decision?.kind === 'say' && decision.text !== text;
  };
  const unsent = originalsOf(context, candidate).filter(
    (post) => post.state === 'waiting' && !mayHaveLeft(post) && saysOtherwise(post),
  );
  return cancelsOf(context, candidate, unsent, correctedBy(id));
}

/** A retraction: a post that says so, then every published post of the original is deleted, on every channel. */
export function decideRetraction(context: PlanningContext, candidate: Candidate): Amendment {
  const { announcement, municipality, entry } = candidate;
  // A municipality that it no longer names only has those posts removed that existed when the retraction was published.
  const isMeant = announcement.postAs?.includes(municipality.id) ?? true;
  const posts = originalsOf(context, candidate).filter(
    ({ createdAt }) => isMeant || createdAt < (entry?.postedAt ?? 0),
  );
  const said = posts.filter((post) => post.state === 'posted');
  const cancels = cancelsOf(
    context,
    candidate,
    posts.filter(isOpen),
    reason('reason.withdrawn-by', { by: candidate.announcement.id }),
  );
  const lost = posts.filter(isPending);
  const deletionsAfter = (decision: Decision) =>
    consequencesOf(candidate, decision, [...said, ...lost], (post) => deletionOf(context, candidate, post));
  if (said.length > 0) {
    const by = saidWithdrawnBy(context, candidate, said);
    const decision: Decision =
      by === null
        ? decideAmendment(context, candidate, said)
        : { kind: 'done', because: reason('reason.withdrawn-by', { by }) };
    return { decision, consequences: deletionsAfter(decision), wrong: said, cancels };
  }
  if (lost.length === 0) return only(DONE, cancels);
  const decision = decideByAccount(context, candidate) ?? ORIGINAL_UNKNOWN;
  return only(ORIGINAL_UNKNOWN, cancels, deletionsAfter(decision));
}

/** Another retraction that says of all these posts that they are withdrawn; null where there is none. */
function saidWithdrawnBy(
  { configuration, ledgerIndex }: PlanningContext,
  { announcement, account, language, entry }: Candidate,
  posts: readonly Entry[],
): string | null {
  if (entry?.state === 'posted') return null;
  const isLater = (one: Entry) => posts.every(({ postedAt }) => (one.postedAt ?? 0) > (postedAt ?? 0));
  const other = configuration.state.announcements.find(
    ({ id, withdraws }) =>
      id !== announcement.id &&
      withdraws === announcement.withdraws &&
      ledgerIndex.said(id, account.id, language).some((one) => isPublished(one) && isLater(one)),
  );
  return other?.id ?? null;
}

function only(
  decision: Decision,
  cancels: Amendment['cancels'],
  consequences: Amendment['consequences'] = [],
): Amendment {
  return { decision, consequences, wrong: [], cancels };
}

const ORIGINAL_UNKNOWN = held({ because: 'original-unknown' });

function cancelsOf(
  context: PlanningContext,
  candidate: Candidate,
  posts: readonly Entry[],
  reason: string,
): readonly Cancel[] {
  return isInEffect(candidate.announcement, context.now) ? posts.map(({ key }) => ({ key, reason })) : [];
}

/** `earlier`: corrections of the same originals, which people have read since. */
function decideAmendment(
  context: PlanningContext,
  candidate: Candidate,
  originals: readonly Entry[],
  earlier: readonly Entry[] = [],
): Decision {
  const { announcement, municipality, language } = candidate;
  const own = announcement.text?.[language];
  const said = [...originals, ...earlier].flatMap((post) => versionsOf(context, post));
  // Nobody has put other words in the place of the wrong ones yet.
  if (
    own !== undefined &&
    said.length > 0 &&
    said.every((version) => version.announcement.text?.[language] === own)
  )
    return (
      decideByEntry(context, candidate) ??
      held({ because: 'nothing-to-say', message: announcement.kind, municipality: municipality.id })
    );
  const newest = originals.reduce((a, b) => ((b.postedAt ?? 0) > (a.postedAt ?? 0) ? b : a));
  const posts = [newest, ...earlier];
  const worded = context.snapshot(announcement, municipality);
  const { facts: today } = worded;
  // A correction that is right today is not called wrong, nor is an edition of this one that only says too little beside it.
  const isWrong = (post: Entry) => {
    const said = publishedSnapshotOf(context, post);
    const isOwn = post.announcement === announcement.id && own === undefined;
    if (isOwn && said !== undefined && stillHolds(said, today)) return false;
    return isPublished(post) && isMisworded(context, candidate, post, said);
  };
  const wrong = earlier.findLast(isWrong) ?? newest;
  const [first, ...newer] = posts.flatMap((post) => versionsOf(context, post)).map(({ facts }) => facts);
  const id = originalOf(announcement) ?? '';
  const original = newest.announcement === id ? undefined : originalIn(context.configuration, announcement);
  const kind = original?.kind ?? newest.kind;
  // A right number does not wait for how others are.
  const isNamed = namesFacts(announcement) && worded.about.some((one) => one.id !== municipality.id);
  const isOfClear = kind === 'all-clear' && announcement.corrects !== null && announcement.text === null;
  const isOver = isOfClear && !isNamed && isOverForAll(context, worded, candidate.at);
  return decideSaying(context, candidate, {
    id,
    kind,
    ...(isOver && { stillOver: true as const }),
    postedAt: wrong.postedAt ?? wrong.updatedAt,
    facts: first ? toldOtherwise([first, ...newer], today) : null,
    wrongNumber: namedWrongNumber(context, candidate, announcement.withdraws === null ? posts : originals),
    ...namedByOriginal(context.configuration, announcement),
    ...(announcement.withdraws !== null && originals.length > 1 && { several: true as const }),
  });
}

/** People have to shorten it, or to write what is right: until then nothing is deleted. */
const LACKING: ReadonlySet<HeldBecause> = new Set(['too-long', 'nothing-to-say']);

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

/** Lists the changes to these posts that follow an amendment, each after its own post; none where nothing follows yet. */
function consequencesOf(
  candidate: Candidate,
  decision: Decision,
  posts: readonly Entry[],
  changes: (post: Entry) => readonly PostChange[],
): readonly Consequence[] {
  const order = orderAfter(candidate, decision);
  return order === null ? [] : posts.flatMap(changes).map((change) => ({ ...change, ...order }));
}

/**
 * Consequences wait until the amendment's own post is published, and while it is held the ledger knows of them: the next incident
 * makes the deletions. If it never will be published, because it has no words, was refused or came too late, the wrong post is
 * changed all the same. Null: nothing follows yet.
 */
function orderAfter(
  { key, entry, announcement }: Candidate,
  decision: Decision,
): { readonly after: Key | null } | null {
  switch (decision.kind) {
    case 'say':
      return { after: key };
    case 'drop':
      return { after: null };
    case 'hold': {
      const { because } = decision.reason;
      // A mistake in the facts must not keep published what is withdrawn, and no edit is worded from it.
      if (because === 'facts-broken' && announcement.withdraws !== null) return { after: null };
      const isBarred = because === 'facts-broken' || because === 'not-for-exercises';
      if (isBarred && entry === null) return null;
      return { after: WORDLESS.has(because) ? null : key };
    }
    default:
      // A raised edition that an earlier one has said already: what was refused then is tried again.
      if (entry === null || entry.state === 'expired') return { after: null };
      return entry.state === 'superseded' ? null : { after: key };
  }
}

/** `isCalledWrong`: even where today's facts say it. */
function changesOf(
  context: PlanningContext,
  candidate: Candidate,
  post: Entry,
  isCalledWrong: boolean,
): readonly PostChange[] {
  const { configuration } = context;
  // Other words would be new ones of a municipality that may say nothing new.
  const isAffected = configuration.state.incident.affects.has(candidate.municipality.id);
  // A post that it has already put right stays so.
  if (!isAffected && editsOf(context, post).some((edit) => isOf(candidate, edit))) return [];
  if (!isAffected || !rulesOf(configuration, candidate.account).edits)
    return deletionOf(context, candidate, post);
  const key = openKey(context, candidate, 'edit', post);
  if (key === null) return [];
  const original = announcementNamed(configuration, post.announcement);
  if (!original) return deletionOf(context, candidate, post);
  const sent = snapshotOf(context, post);
  const owner = factsOwner(
    configuration.region,
    candidate.municipality,
    aboutOf(original, candidate.municipality),
  );
  if (configuration.state.broken.has(owner.id)) return waitingChanges(context, candidate, post);
  const snapshot = currentSnapshot(configuration, original, candidate.municipality, sent?.original ?? null);
  const wording = context.wordingAt(candidate.at);
  const fitting = wording.fit(snapshot, candidate.account, candidate.language);
  // Without right words to put in its place, and where its own words are still the wrong ones, it is deleted.
  if (fitting.kind !== 'fitting' || isCalledWrong || isAllClearTooEarly(context, post, snapshot))
    return deletionOf(context, candidate, post);
  const own = original.text?.[candidate.language];
  const isAsSent =
    own !== undefined &&
    own === sent?.announcement.text?.[candidate.language] &&
    wordsBetweenSlots(own).length === 1;
  if (fitting.text === post.publishedText || (isAsSent && !isEdited(context, post))) {
    // Its own words are right there once an edit has put them there.
    const isRight = original.text === null || isEdited(context, post);
    return isRight ? [] : deletionOf(context, candidate, post);
  }
  return [{ key, action: 'edit', target: post, fitting, snapshot }];
}

/** Keeps the changes that already wait, in their words: nothing else follows from facts that have a mistake. */
function waitingChanges(context: PlanningContext, candidate: Candidate, post: Entry): readonly PostChange[] {
  return (['edit', 'delete'] as const).flatMap((action): readonly PostChange[] => {
    const key = openKey(context, candidate, action, post);
    const entry = key === null ? null : context.ledgerIndex.entry(key);
    if (key === null || entry?.state !== 'waiting' || entry.held !== null) return [];
    return [{ key, action, target: post, fitting: null, snapshot: null }];
  });
}

/** Whether the entry is of this edition of a correction or retraction. */
function isOf({ announcement, edition }: Candidate, entry: Entry): boolean {
  return entry.announcement === announcement.id && entry.edition === edition;
}

function deletionOf(context: PlanningContext, candidate: Candidate, post: Entry): readonly PostChange[] {
  const key = openKey(context, candidate, 'delete', post);
  return key === null ? [] : [{ key, action: 'delete', target: post, fitting: null, snapshot: null }];
}

/**
 * Returns the key of a change that has yet to be made; null if the post is gone, or this edition has changed it, or failed to, in
 * the name of whichever town the account was listed under. The key of a change to an earlier correction names that correction,
 * which may have the same edition as the original. The key for a post of another town, to which the account belonged, names that
 * town.
 */
function openKey(
  { ledgerIndex }: PlanningContext,
  candidate: Candidate,
  action: 'edit' | 'delete',
  post: Entry,
): Key | null {
  const { key: cause, announcement, municipality } = candidate;
  const change = consequenceKey(cause, action, post.key);
  const what = post.announcement === originalOf(announcement) ? change : `${change}+${post.announcement}`;
  const key = post.municipality === municipality.id ? what : `${what}++${post.municipality}`;
  const isIts = (one: Entry) => one.action === action && isOf(candidate, one);
  const changes = [ledgerIndex.entry(key), ...ledgerIndex.changesOf(post.key).filter(isIts)];
  const isDone = changes.some((one) => one !== null && one.state !== 'waiting' && !isDormant(one));
  return post.removedAt !== null || isDone ? null : key;
}
