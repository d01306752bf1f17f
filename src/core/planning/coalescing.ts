import { type Announcement, URGENT_KINDS } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import { reason } from '../domain/reason.ts';
import type { Entry } from '../ledger/entry.ts';
import { announcementNamed, type Candidate } from './candidates.ts';
import { type Decision, isApprovedNow, type PlanningContext, superseded } from './rules.ts';

export interface Evaluated {
  readonly candidate: Candidate;
  readonly decision: Decision;
}

/**
 * Drops what is overtaken, and delays what would follow too closely. After downtime only the newest of each topic goes
 * out. Within the minimum gap only the newest of one announcement, its updates and its occurrences does. Urgent kinds
 * overtake everything and wait for nothing.
 */
export function coalesced(context: PlanningContext, evaluated: readonly Evaluated[]): readonly Evaluated[] {
  const overtaken = overtakenBacklog(context, evaluated);
  const unchanged = evaluated.filter((one) => !isToBeSaid(one));
  const dropped = evaluated
    .filter((one) => overtaken.has(one))
    .map((one) => overtakenBy(one, reason('reason.newer-of-sort')));
  const threads = Map.groupBy(
    evaluated.filter((one) => isToBeSaid(one) && !overtaken.has(one)),
    ({ candidate }) => threadOf(candidate),
  );
  // A post that is not approved yet never holds back one that is.
  const spacedOut = [...threads.values()].flatMap((thread) => {
    if (thread.length === 1) return spaced(context, thread);
    const parts = Map.groupBy(
      thread,
      ({ candidate, decision }) => decision.kind === 'say' && isApprovedNow(context, candidate, decision),
    );
    return [true, false].flatMap((isApproved) => spaced(context, parts.get(isApproved) ?? []));
  });
  return [...unchanged, ...dropped, ...spacedOut];
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
    for (const topic of topicsOf(one.candidate)) note(topic, one.candidate.at, of);
  }
  for (const { candidate } of late)
    for (const entry of context.ledgerIndex
      .publicationsOn(candidate.account.id)
      // An earlier edition of the same announcement has the same time.
      .filter((other) => wentOut(other) && other.announcement !== candidate.announcement.id))
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

/** The topics within which newer overtakes older: the same thing about the same subjects, and the thread of updates. */
function topicsOf(candidate: Candidate): readonly string[] {
  const { announcement, account, language, about } = candidate;
  return [topicOf(announcement, account.id, language, [...about].sort()), threadOf(candidate)];
}

function topicOf(
  { id, kind, text, contact, services }: Announcement,
  account: string,
  language: Language,
  about: readonly string[],
): string {
  const what = text !== null ? id : [contact ?? '', ...services].join('+');
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

function threadOf({ announcement, account, language }: Candidate): string {
  return `${account.id} ${language} thread ${announcement.thread}`;
}

function wentOut(entry: Entry): boolean {
  return entry.state === 'posted' || entry.state === 'sending' || entry.state === 'unknown';
}

/** Lets the first of a thread on one account in one language go out at once, then only the newest, after the gap. */
function spaced(context: PlanningContext, thread: readonly Evaluated[]): readonly Evaluated[] {
  const { now, configuration } = context;
  const [first, ...rest] = [...thread].sort((a, b) => inOrder(a.candidate, b.candidate));
  if (!first) return [];
  const last = lastSaid(context, first.candidate);
  const free = last === null ? null : last + configuration.settings.gapMs;
  const due = rest.filter((one) => one.candidate.at <= now);
  const later = rest.filter((one) => one.candidate.at > now);
  const newest = due.at(-1) ?? first;
  const passed = (group: readonly Evaluated[]) =>
    group.filter((one) => one !== newest).map((one) => overtakenBy(one, reason('reason.newer')));
  if (free !== null && free > now) return [...passed([first, ...due]), delayed(newest, free), ...later];
  if (due.length === 0) return [first, ...later];
  return [first, ...passed(due), delayed(newest, now + configuration.settings.gapMs), ...later];
}

/** Of those that are read at the same time, the one further down in the file is newer, whatever their editions are. */
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
    .map((entry) => entry.postedAt ?? entry.updatedAt);
  return times.length === 0 ? null : Math.max(...times);
}

function delayed({ candidate, decision }: Evaluated, due: Instant): Evaluated {
  if (decision.kind !== 'say') return { candidate, decision };
  return { candidate, decision: { ...decision, due: Math.max(due, decision.due) } };
}

function overtakenBy({ candidate, decision }: Evaluated, why: string): Evaluated {
  return { candidate, decision: superseded(decision, why) };
}
