import type { HeldBecause } from '../domain/advice.ts';
import { originalOf } from '../domain/announcement.ts';
import { currentSnapshot, renewedSnapshot, rulesOf, withoutTimes } from '../domain/configuration.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { consequenceKey, type Key } from '../domain/post-key.ts';
import { type Entry, isPublished } from '../ledger/entry.ts';
import { isDormant, mayHaveLeft } from '../ledger/transitions.ts';
import type { Fitting } from '../wording/fill.ts';
import type { Candidate } from './candidates.ts';
import { announcementNamed } from './candidates.ts';
import {
  type Decision,
  decideByAccount,
  decideByEntry,
  decideByWords,
  held,
  type PlanningContext,
} from './rules.ts';

/** What a correction or retraction does: its own post, and what then happens to the posts it is about. */
export interface Amendment {
  readonly decision: Decision;
  readonly consequences: readonly Consequence[];
  /** Earlier posts that may no longer be said. */
  readonly cancels: readonly { readonly key: Key; readonly reason: string }[];
}

/** An edit or deletion that follows from another post. */
export interface Consequence {
  readonly key: Key;
  readonly action: 'edit' | 'delete';
  readonly target: Entry;
  readonly after: Key | null;
  readonly fitting: Fitting | null;
  readonly snapshot: ContentSnapshot | null;
  readonly entry: Entry | null;
}

const NOTHING: Amendment = { decision: { kind: 'done' }, consequences: [], cancels: [] };

/**
 * A correction. Where the original stands: a post that names what was wrong, then the original is edited, or deleted
 * where the platform can't edit. Where nothing went out before it was known: nothing, the original has today's facts.
 */
export function decideCorrection(
  context: PlanningContext,
  candidate: Candidate,
  original: Decision | null,
): Amendment {
  const posts = originalsOf(context, candidate);
  const wrong = posts.filter((post) => post.state === 'posted' && isWrong(context, candidate, post));
  const pending = posts.filter((post) => isPending(post) && isMisworded(context, post));
  // What would be sent again would be sent to the letter.
  const fixed = posts.filter(
    (post) => post.state === 'waiting' && mayHaveLeft(post) && isMisworded(context, post),
  );
  const cancels = isInEffect(context, candidate)
    ? [...pending, ...fixed].map((post) => ({ key: post.key, reason: correctedBy(candidate) }))
    : [];
  if (wrong.length > 0) {
    const decision = decideAmendment(context, candidate, wrong);
    const order = orderAfter(candidate, decision);
    const also = earlierCorrections(context, candidate);
    return {
      decision,
      consequences: order ? changesFor(context, candidate, order.after, [...wrong, ...also]) : [],
      cancels,
    };
  }
  if (pending.length > 0)
    return {
      ...NOTHING,
      decision: held({ because: 'original-unknown' }),
      cancels,
    };
  if (posts.some((post) => post.state === 'posted' || isPending(post) || post.state === 'waiting'))
    return { ...NOTHING, cancels };
  if (posts.some((post) => post.state === 'superseded' && post.cancelled !== null))
    return sayInstead(context, candidate);
  if (original === null || original.kind === 'hold')
    return {
      ...NOTHING,
      decision: held({ because: 'nothing-to-correct' }),
    };
  return NOTHING;
}

/** A retraction: a post that says so, then every standing post of the original is deleted, on every channel. */
export function decideRetraction(context: PlanningContext, candidate: Candidate): Amendment {
  const posts = originalsOf(context, candidate);
  const said = posts.filter((post) => post.state === 'posted');
  const cancels = isInEffect(context, candidate)
    ? posts
        .filter((post) => isPending(post) || post.state === 'waiting')
        .map((post) => ({ key: post.key, reason: `withdrawn by ${candidate.announcement.id}` }))
    : [];
  if (said.length > 0) {
    const decision = decideAmendment(context, candidate, said);
    // What is wrong with the facts must not keep standing what is taken back.
    const order =
      decision.kind === 'hold' && decision.reason.because === 'facts-broken'
        ? { after: null }
        : orderAfter(candidate, decision);
    const changes = order ? said.flatMap((post) => deletionOf(context, candidate, order.after, post)) : [];
    return { decision, consequences: changes, cancels };
  }
  if (posts.some(isPending))
    return {
      ...NOTHING,
      decision: held({ because: 'original-unknown' }),
      cancels,
    };
  return { ...NOTHING, cancels };
}

/** Without a time of its own at once, even where the clock of whoever read it first was ahead of this one. */
export function isInEffect(
  context: PlanningContext,
  { announcement }: Pick<Candidate, 'announcement'>,
): boolean {
  return announcement.at === null || announcement.at <= context.now;
}

function originalsOf(context: PlanningContext, candidate: Candidate): readonly Entry[] {
  const { corrects, withdraws } = candidate.announcement;
  return context.ledgerIndex.said(corrects ?? withdraws ?? '', candidate.account.id, candidate.language);
}

/** Corrections of the same original that stand, and were wrong as well. */
function earlierCorrections(context: PlanningContext, candidate: Candidate): readonly Entry[] {
  const { id, corrects } = candidate.announcement;
  return context.configuration.state.announcements
    .filter((one) => one.corrects === corrects && one.id !== id)
    .flatMap((one) => context.ledgerIndex.said(one.id, candidate.account.id, candidate.language))
    .filter(
      (post) => isPublished(post) && (post.postedAt ?? 0) < candidate.firstRead && isMisworded(context, post),
    );
}

function isPending(post: Entry): boolean {
  return post.state === 'sending' || post.state === 'unknown';
}

function correctedBy({ announcement }: Candidate): string {
  return `corrected by ${announcement.id}`;
}

/**
 * What went out before the correction was known is wrong, and so is what was on its way with the wrong words then,
 * whenever it arrived. What went out between then and the correction's time was worded from a file that knew better, and is
 * wrong only if today's facts say something else; so is what was sent more than once, as its words are those of the first time.
 */
function isWrong(context: PlanningContext, candidate: Candidate, post: Entry): boolean {
  const postedAt = post.postedAt ?? context.now;
  if (postedAt < candidate.firstRead || post.cancelled === correctedBy(candidate)) return true;
  const isOfBefore = post.createdAt < candidate.firstRead && post.attempts > 1;
  return (postedAt < candidate.at || isOfBefore) && isMisworded(context, post);
}

function isMisworded(context: PlanningContext, post: Entry): boolean {
  const { configuration, ledgerIndex, wording } = context;
  const account = configuration.region.accounts.get(post.account);
  const then = post.snapshot === null ? undefined : ledgerIndex.view.snapshots.get(post.snapshot);
  if (!account || !then) return true;
  const renewed = renewedSnapshot(configuration, then, announcementNamed(configuration, post.announcement));
  if (renewed === null) return true;
  const before = wording.fit(withoutTimes(then), account, post.language);
  const today = wording.fit(withoutTimes(renewed), account, post.language);
  return before.kind !== 'fitting' || today.kind !== 'fitting' || before.text !== today.text;
}

function decideAmendment(
  context: PlanningContext,
  candidate: Candidate,
  originals: readonly Entry[],
): Decision {
  const early = decideByEntry(context, candidate) ?? decideByAccount(context, candidate);
  if (early) return early;
  const newest = originals.reduce((a, b) => ((b.postedAt ?? 0) > (a.postedAt ?? 0) ? b : a));
  return decideByWords(context, candidate, {
    kind: newest.kind,
    postedAt: newest.postedAt ?? newest.updatedAt,
  });
}

/** Why an amendment's own post can't be said, while what follows from it can be done. */
const WORDLESS: ReadonlySet<HeldBecause> = new Set([
  'no-message',
  'missing-translation',
  'nothing-to-say',
  'message-broken',
  'too-long',
  'refused',
]);

/**
 * What follows from an amendment waits until its own post stands. Where that never will, for want of words, because the
 * platform refused it or because it came too late, the wrong post goes all the same. Null: nothing follows yet.
 */
function orderAfter(candidate: Candidate, decision: Decision): { readonly after: Key | null } | null {
  if (decision.kind === 'say') return { after: candidate.key };
  const state = candidate.entry?.state;
  if (state === 'posted' || state === 'sending' || state === 'unknown' || state === 'waiting')
    return { after: candidate.key };
  if (decision.kind === 'drop' || state === 'expired') return { after: null };
  return decision.kind === 'hold' && WORDLESS.has(decision.reason.because) ? { after: null } : null;
}

/** The original was cancelled on its way and never arrived: it is said with today's facts, under the correction's key. */
function sayInstead(context: PlanningContext, candidate: Candidate): Amendment {
  const original = announcementNamed(context.configuration, candidate.announcement.corrects);
  if (!original) return NOTHING;
  if (original.text !== null)
    return {
      ...NOTHING,
      decision: held({ because: 'own-words' }),
    };
  const early = decideByEntry(context, candidate) ?? decideByAccount(context, candidate);
  if (early) return { ...NOTHING, decision: early };
  const instead: Candidate = {
    ...candidate,
    announcement: { ...original, until: original.until ?? candidate.announcement.until },
  };
  return { ...NOTHING, decision: decideByWords(context, instead, null) };
}

function changesFor(
  context: PlanningContext,
  candidate: Candidate,
  after: Key | null,
  wrong: readonly Entry[],
): readonly Consequence[] {
  const { configuration } = context;
  return wrong.flatMap((post) => {
    if (!rulesOf(configuration, candidate.account).edits) return deletionOf(context, candidate, after, post);
    return editOf(context, candidate, after, post);
  });
}

function editOf(
  context: PlanningContext,
  candidate: Candidate,
  after: Key | null,
  post: Entry,
): readonly Consequence[] {
  const { configuration, ledgerIndex, wording } = context;
  const key = changeKey(candidate, 'edit', post);
  const entry = ledgerIndex.entry(key);
  if (post.removedAt !== null || isSettled(entry)) return [];
  const original = announcementNamed(configuration, post.announcement);
  if (!original) return deletionOf(context, candidate, after, post);
  const then = post.snapshot === null ? undefined : ledgerIndex.view.snapshots.get(post.snapshot);
  const snapshot = currentSnapshot(configuration, original, candidate.municipality, then?.original ?? null);
  const fitting = wording.fit(snapshot, candidate.account, candidate.language);
  // Nothing right can be said in its place, or its own words are still the wrong ones: then it must not stand at all.
  if (fitting.kind !== 'fitting') return deletionOf(context, candidate, after, post);
  if (fitting.text === post.publishedText)
    return original.text === null ? [] : deletionOf(context, candidate, after, post);
  return [{ key, action: 'edit', target: post, after, fitting, snapshot, entry }];
}

function deletionOf(
  context: PlanningContext,
  candidate: Candidate,
  after: Key | null,
  post: Entry,
): readonly Consequence[] {
  const key = changeKey(candidate, 'delete', post);
  const entry = context.ledgerIndex.entry(key);
  if (post.removedAt !== null || isSettled(entry)) return [];
  return [{ key, action: 'delete', target: post, after, fitting: null, snapshot: null, entry }];
}

/** An earlier correction is named beside the original: both may be of the same edition. */
function changeKey({ key, announcement }: Candidate, action: 'edit' | 'delete', post: Entry): Key {
  const change = consequenceKey(key, action, post.key);
  return post.announcement === originalOf(announcement) ? change : `${change}+${post.announcement}`;
}

function isSettled(entry: Entry | null): boolean {
  return entry !== null && entry.state !== 'waiting' && !isDormant(entry);
}
