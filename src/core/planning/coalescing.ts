import type { Announcement } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import type { Entry } from '../ledger/entry.ts';
import { announcementNamed, type Candidate, rootOf } from './candidates.ts';
import { type Decision, isApprovedNow, isUrgent, type PlanningContext } from './rules.ts';

export interface Evaluated {
  readonly candidate: Candidate;
  readonly decision: Decision;
}

/**
 * Of what is to be said, what has been overtaken is dropped, and what would follow too closely waits: after downtime the
 * newest of each sort goes out; within the least gap only the newest of one announcement, its updates and its
 * occurrences. Urgent kinds overtake everything and wait for nothing.
 */
export function coalesced(context: PlanningContext, evaluated: readonly Evaluated[]): readonly Evaluated[] {
  const overtaken = overtakenBySort(context, evaluated);
  const byRoot = new Map<string, Evaluated[]>();
  const result: Evaluated[] = [];
  for (const one of evaluated) {
    if (!isToBeSaid(one)) result.push(one);
    else if (overtaken.has(one)) result.push(dropped(one, 'something newer of its sort takes its place'));
    else {
      const group = rootId(context, one.candidate);
      const others = byRoot.get(group);
      if (others) others.push(one);
      else byRoot.set(group, [one]);
    }
  }
  for (const group of byRoot.values())
    for (const some of byApproval(context, group)) result.push(...spaced(context, some));
  return result;
}

function isToBeSaid({ candidate, decision }: Evaluated): boolean {
  return decision.kind === 'say' && decision.fitting !== null && !isUrgent(candidate);
}

/** Backlog: what should have been said some time ago, and something newer of its sort is there. */
function overtakenBySort(context: PlanningContext, evaluated: readonly Evaluated[]): ReadonlySet<Evaluated> {
  const overdue = context.now - context.configuration.settings.backlogAfterMs;
  const newest = new Map<string, Instant>();
  const note = (sort: string, at: Instant) => newest.set(sort, Math.max(at, newest.get(sort) ?? at));
  for (const { candidate } of evaluated.filter((one) => isToBeSaid(one) && one.candidate.at <= context.now))
    for (const sort of sortsOf(context, candidate)) note(sort, candidate.at);
  const late = evaluated.filter((one) => isToBeSaid(one) && one.candidate.at < overdue);
  for (const { candidate } of late)
    for (const entry of context.ledgerIndex
      .publicationsOn(candidate.account.id)
      // Its own earlier edition is of the same time, by the clock of whoever wrote it down.
      .filter((other) => isAlive(other) && other.announcement !== candidate.announcement.id))
      for (const sort of sortsOf(context, candidate))
        if (sort === sortOfEntry(context, entry)) note(sort, entry.at);
  return new Set(
    late.filter(({ candidate }) =>
      sortsOf(context, candidate).some((sort) => (newest.get(sort) ?? 0) > candidate.at),
    ),
  );
}

/** The sorts within which newer overtakes older: the same thing about the same, or the same thread of updates. */
function sortsOf(
  context: PlanningContext,
  { announcement, account, language, about }: Candidate,
): readonly string[] {
  return [
    sortOf(announcement, account.id, language, [...about].sort()),
    `${account.id} ${language} thread ${rootOf(context.configuration, announcement)}`,
  ];
}

function sortOf(
  { id, kind, text, contact, services }: Announcement,
  account: string,
  language: Language,
  about: readonly string[],
): string {
  const topic = text !== null ? id : [contact ?? '', ...services].join('+');
  return `${account} ${language} ${kind} ${about.join('+')} ${topic}`;
}

/** What it is about is known as long as its announcement stands in the file. */
function sortOfEntry(
  { configuration }: PlanningContext,
  { announcement, account, language, about }: Entry,
): string | null {
  const said = announcementNamed(configuration, announcement);
  return said ? sortOf(said, account, language, about) : null;
}

function isAlive(entry: Entry): boolean {
  return entry.state === 'posted' || entry.state === 'sending' || entry.state === 'unknown';
}

/** What waits for a person goes by itself: nothing that was approved is kept back for it. */
function byApproval(
  context: PlanningContext,
  group: readonly Evaluated[],
): readonly (readonly Evaluated[])[] {
  if (group.length === 1) return [group];
  const isApproved = ({ candidate, decision }: Evaluated) =>
    decision.kind === 'say' && isApprovedNow(context, candidate, decision.text);
  return [group.filter(isApproved), group.filter((one) => !isApproved(one))];
}

/** One thread of updates on one account in one language: the first goes out, then only the newest after the gap. */
function spaced(context: PlanningContext, group: readonly Evaluated[]): readonly Evaluated[] {
  const { now, configuration } = context;
  const [first, ...rest] = [...group].sort((a, b) => bySaying(a.candidate, b.candidate));
  if (!first) return [];
  const last = lastSaid(context, first.candidate);
  const free = last === null ? null : last + configuration.settings.gapMs;
  const due = rest.filter((one) => one.candidate.at <= now);
  const later = rest.filter((one) => one.candidate.at > now);
  const newest = due.at(-1) ?? first;
  if (free !== null && free > now) {
    const passed = [first, ...due]
      .filter((one) => one !== newest)
      .map((one) => dropped(one, 'something newer takes its place'));
    return [...passed, delayed(newest, free), ...later];
  }
  if (due.length === 0) return [first, ...later];
  const passed = due
    .filter((one) => one !== newest)
    .map((one) => dropped(one, 'something newer takes its place'));
  return [first, ...passed, delayed(newest, now + configuration.settings.gapMs), ...later];
}

function lastSaid(context: PlanningContext, candidate: Candidate): Instant | null {
  const { configuration, ledgerIndex } = context;
  const root = rootOf(configuration, candidate.announcement);
  const members = new Set([
    root,
    ...configuration.state.announcements
      .filter((one) => rootOf(configuration, one) === root)
      .map((one) => one.id),
  ]);
  const times = ledgerIndex
    .publicationsOn(candidate.account.id)
    .filter(
      (entry) => members.has(entry.announcement) && entry.language === candidate.language && isAlive(entry),
    )
    .map((entry) => entry.postedAt ?? entry.updatedAt);
  return times.length === 0 ? null : Math.max(...times);
}

function rootId(context: PlanningContext, candidate: Candidate): string {
  return `${rootOf(context.configuration, candidate.announcement)}/${candidate.account.id}/${candidate.language}`;
}

function bySaying(a: Candidate, b: Candidate): number {
  return a.at - b.at || (a.occurrence ?? 0) - (b.occurrence ?? 0) || a.edition - b.edition || a.rank - b.rank;
}

function delayed(one: Evaluated, due: Instant): Evaluated {
  if (one.decision.kind !== 'say') return one;
  return { ...one, decision: { ...one.decision, due: Math.max(due, one.decision.due) } };
}

function dropped(one: Evaluated, reason: string): Evaluated {
  const text = one.decision.kind === 'say' ? one.decision.text : null;
  return { ...one, decision: { kind: 'drop', state: 'superseded', reason, text } };
}
