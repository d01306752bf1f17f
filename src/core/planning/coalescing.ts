import type { Warning } from '../domain/advice.ts';
import { alike } from '../domain/alike.ts';
import { type Announcement, isTooLate, URGENT_KINDS } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import { reason } from '../domain/reason.ts';
import type { Entry } from '../ledger/entry.ts';
import { isApprovedNow } from './approved-words.ts';
import { announcementNamed, type Candidate, updatedBy } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { type Decision, held, superseded } from './rules.ts';

export interface Evaluated {
  readonly candidate: Candidate;
  readonly decision: Decision;
}

/** Why a post is not said: something newer of its thread is, or after downtime something newer on the same topic. */
const NEWER = reason('reason.newer');
const NEWER_OF_SORT = reason('reason.newer-of-sort');

/**
 * Drops overtaken candidates, and delays those that would follow too closely. After downtime only the newest of each topic goes
 * out. Within the minimum gap only the newest of one announcement, its updates and its occurrences does. Own words are dropped
 * only for their updates, and then a warning names them. Urgent kinds overtake everything and wait for nothing.
 */
export function coalesced(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): { readonly evaluated: readonly Evaluated[]; readonly warnings: readonly Warning[] } {
  const overtaken = overtakenBacklog(context, evaluated);
  const unchanged = evaluated.filter((one) => !isToBeSaid(one));
  const dropped = evaluated.filter((one) => overtaken.has(one)).map((one) => overtakenBy(one, NEWER_OF_SORT));
  const threads = alike(
    evaluated.filter((one) => isToBeSaid(one) && !overtaken.has(one)),
    ({ candidate }) => threadOf(candidate, candidate.announcement.thread),
  );
  const spacedOut = threads.map((thread) => {
    const onceApproved = spaced(context, thread);
    if (thread.length === 1) return { now: onceApproved, onceApproved };
    const parts = Map.groupBy(
      thread,
      ({ candidate, decision }) => decision.kind === 'say' && isApprovedNow(context, candidate, decision),
    );
    // A post that is not approved yet never holds back one that is.
    const now = [true, false].flatMap((isApproved) => spaced(context, parts.get(isApproved) ?? []));
    return { now, onceApproved };
  });
  return {
    evaluated: [...unchanged, ...dropped, ...spacedOut.flatMap(({ now }) => now)],
    warnings: unsaidWords(context, [...dropped, ...spacedOut.flatMap(({ onceApproved }) => onceApproved)]),
  };
}

/** The words of its own that an update takes the place of before they are said, once what waits is approved. */
function unsaidWords(context: PlanningContext, evaluated: readonly Evaluated[]): readonly Warning[] {
  const { configuration, ledgerIndex } = context;
  if (evaluated.every(({ candidate }) => candidate.announcement.updates === null)) return [];
  const dropped = new Map(
    evaluated.flatMap(({ candidate, decision }) =>
      decision.kind === 'drop' ? [[threadOf(candidate, candidate.announcement.id), decision.text]] : [],
    ),
  );
  const comes = new Set(
    evaluated.flatMap(({ candidate, decision }) =>
      decision.kind === 'say' ? threadOf(candidate, candidate.announcement.id) : [],
    ),
  );
  const wordsOf = (candidate: Candidate, id: string): string | null => {
    const place = threadOf(candidate, id);
    const entries = ledgerIndex.said(id, candidate.account.id, candidate.language);
    const isSaid = comes.has(place) || entries.some(wentOut);
    if (isSaid || announcementNamed(configuration, id)?.text == null) return null;
    const given = entries.find(({ reason }) => reason === NEWER || reason === NEWER_OF_SORT);
    return dropped.get(place) ?? given?.text ?? null;
  };
  const unsaid = evaluated.flatMap(({ candidate, decision }) =>
    decision.kind !== 'say'
      ? []
      : updatedBy(configuration, candidate.announcement).flatMap((updates) => {
          const words = wordsOf(candidate, updates);
          return words === null ? [] : [{ announcement: candidate.announcement.id, updates, words }];
        }),
  );
  const groups = alike(unsaid, ({ announcement, updates }) => JSON.stringify([announcement, updates]));
  return groups.map((group) => ({ code: 'unsaid', ...group[0], posts: group.length }));
}

function isToBeSaid({ candidate, decision }: Evaluated): boolean {
  const isUrgent = URGENT_KINDS.has(candidate.announcement.kind);
  return decision.kind === 'say' && decision.fitting !== null && !isUrgent;
}

/** Posts that should have gone out some time ago, where there is something newer on the same topic. */
function overtakenBacklog(context: PlanningContext, evaluated: readonly Evaluated[]): ReadonlySet<Evaluated> {
  const toBeSaid = evaluated.filter(isToBeSaid);
  const backlogBefore = context.now - context.configuration.settings.backlogAfterMs;
  const late = toBeSaid.filter(({ candidate }) => candidate.at < backlogBefore);
  if (late.length === 0) return new Set();
  const newest = new Map<string, Instant>();
  const unapproved = new Map<string, Instant>();
  const isApproved = ({ candidate, decision }: Evaluated) =>
    decision.kind === 'say' && isApprovedNow(context, candidate, decision);
  const note = (topic: string, at: Instant, of = newest) => of.set(topic, Math.max(at, of.get(topic) ?? at));
  for (const one of toBeSaid.filter((one) => one.candidate.at <= context.now)) {
    const of = isApproved(one) ? newest : unapproved;
    for (const topic of topicsOvertakenBy(context, one.candidate)) note(topic, one.candidate.at, of);
  }
  for (const { candidate } of late)
    for (const entry of context.ledgerIndex.publicationsOn(candidate.account.id).filter(wentOut))
      for (const topic of topicsOf(candidate))
        if (topic === topicOfEntry(context, entry)) note(topic, entry.at);
  return new Set(
    late.filter((one) => {
      const overtaking = isApproved(one) ? [newest] : [newest, unapproved];
      return topicsOf(one.candidate).some((topic) =>
        overtaking.some((of) => (of.get(topic) ?? 0) > one.candidate.at),
      );
    }),
  );
}

/**
 * The topics within which a newer post overtakes older ones: the same thing about the same subjects, and the thread of updates.
 * Own words are overtaken only by their updates.
 */
function topicsOf(candidate: Candidate): readonly string[] {
  const { id, text, thread } = candidate.announcement;
  return [sortOf(candidate), threadOf(candidate, text === null ? thread : id)];
}

function topicsOvertakenBy({ configuration }: PlanningContext, candidate: Candidate): readonly string[] {
  const { announcement } = candidate;
  const ids = [announcement.id, ...updatedBy(configuration, announcement)];
  return [sortOf(candidate), ...ids.map((id) => threadOf(candidate, id))];
}

function sortOf({ announcement, account, language, about }: Candidate): string {
  return topicOf(announcement, account.id, language, [...about].sort());
}

function topicOf(
  { id, kind, text, contact, services, reach }: Announcement,
  account: string,
  language: Language,
  about: readonly string[],
): string {
  const what = text !== null ? id : [contact ?? '', ...services, ...reach].join('+');
  return `${account} ${language} ${kind} ${about.join('+')} ${what}`;
}

/** Null where its announcement is no longer in the file. */
function topicOfEntry(
  { configuration }: PlanningContext,
  { announcement, account, language, about }: Entry,
): string | null {
  const said = announcementNamed(configuration, announcement);
  return said ? topicOf(said, account, language, about) : null;
}

/** The thread of an announcement on an account in a language: an announcement and its updates share one. */
function threadOf({ account, language }: Candidate, announcement: string): string {
  return `${account.id} ${language} thread ${announcement}`;
}

function wentOut(entry: Entry): boolean {
  return entry.state === 'posted' || entry.state === 'sending' || entry.state === 'unknown';
}

/**
 * Lets the first of a thread on one account in one language go out at once, then the newest after the gap, and before it,
 * each after a gap of its own, words of its own that nothing later updates.
 */
function spaced(context: PlanningContext, thread: readonly Evaluated[]): readonly Evaluated[] {
  const { now, configuration } = context;
  const { gapMs } = configuration.settings;
  const [first, ...rest] = [...thread].sort((a, b) => inOrder(a.candidate, b.candidate));
  if (!first) return [];
  const last = lastSaid(context, first.candidate);
  const free = last === null ? now : last + gapMs;
  const due = rest.filter((one) => one.candidate.at <= now);
  const later = rest.filter((one) => one.candidate.at > now);
  const [atOnce, inTurn, from] = free > now ? [[], [first, ...due], free] : [[first], due, now + gapMs];
  // A post that would be too late by then supersedes nothing.
  const tooLate = inTurn
    .filter(({ candidate }) => isTooLate(candidate.announcement, from))
    .map((one) => delayed(one, from));
  const inTime = inTurn.filter(({ candidate }) => !isTooLate(candidate.announcement, from));
  const isSaid = saidOf(context, inTime);
  const passed = inTime.filter((one) => !isSaid.has(one)).map((one) => overtakenBy(one, NEWER));
  const said = [...isSaid].map((one, turn) => delayed(one, from + turn * gapMs));
  return [...atOnce, ...tooLate, ...passed, ...said, ...later];
}

/** The newest of a thread, and words of its own that nothing after them updates, in their order. */
function saidOf({ configuration }: PlanningContext, inOrder: readonly Evaluated[]): ReadonlySet<Evaluated> {
  const updated = new Set<string>();
  const newestFirst = inOrder.toReversed().filter(({ candidate: { announcement } }, nth) => {
    const isSaid = nth === 0 || (announcement.text !== null && !updated.has(announcement.id));
    for (const id of updatedBy(configuration, announcement)) updated.add(id);
    return isSaid;
  });
  return new Set(newestFirst.reverse());
}

/** Compares by time. If two are read at the same time, the one further down in the file is newer, whatever its edition. */
function inOrder(a: Candidate, b: Candidate): number {
  return a.at - b.at || (a.occurrence ?? 0) - (b.occurrence ?? 0) || a.rank - b.rank;
}

/** When something of the thread last went out on this account. */
function lastSaid(
  { configuration, ledgerIndex }: PlanningContext,
  { announcement, account, language }: Candidate,
): Instant | null {
  const { thread } = announcement;
  const isOfThread = (id: string) => id === thread || announcementNamed(configuration, id)?.thread === thread;
  const times = ledgerIndex
    .publicationsOn(account.id)
    .filter((entry) => entry.language === language && wentOut(entry) && isOfThread(entry.announcement))
    .map((entry) => entry.postedAt ?? firstSent(entry));
  return times.length === 0 ? null : Math.max(...times);
}

/**
 * When a post whose outcome is not known was sent. Looking for it changes its entry, and so does sending it again: that would
 * put off for ever what updates it. When a post that was sent again went out first is known no better than when it was due.
 */
function firstSent({ attempts, createdAt, due, leftBy, updatedAt }: Entry): Instant {
  return attempts > 1 ? Math.max(createdAt, due) : Math.min(leftBy ?? updatedAt, updatedAt);
}

/** It goes out no sooner than this, or is held where that is after its `until`. */
function delayed({ candidate, decision }: Evaluated, due: Instant): Evaluated {
  if (decision.kind !== 'say') return { candidate, decision };
  if (isTooLate(candidate.announcement, due))
    return { candidate, decision: held({ because: 'too-late', at: due }) };
  return { candidate, decision: { ...decision, due: Math.max(due, decision.due) } };
}

function overtakenBy({ candidate, decision }: Evaluated, why: string): Evaluated {
  return { candidate, decision: superseded(decision, why) };
}
