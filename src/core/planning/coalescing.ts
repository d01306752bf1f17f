import type { Announcement } from '../domain/announcement.ts';
import type { Instant } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import type { Entry } from '../ledger/entry.ts';
import { announcementNamed, type Candidate, rootOf } from './candidates.ts';
import { type Bench, isApprovedNow, isUrgent, type Ruling } from './rules.ts';

export interface Ruled {
  readonly candidate: Candidate;
  readonly ruling: Ruling;
}

/**
 * Of what is to be said, what has been overtaken is dropped, and what would follow too closely waits: after downtime the
 * newest of each sort goes out; within the least gap only the newest of one announcement, its updates and its
 * occurrences. Urgent kinds overtake everything and wait for nothing.
 */
export function coalesced(bench: Bench, ruled: readonly Ruled[]): readonly Ruled[] {
  const overtaken = overtakenBySort(bench, ruled);
  const byRoot = new Map<string, Ruled[]>();
  const result: Ruled[] = [];
  for (const one of ruled) {
    if (!isToBeSaid(one)) result.push(one);
    else if (overtaken.has(one)) result.push(dropped(one, 'something newer of its sort takes its place'));
    else {
      const group = rootId(bench, one.candidate);
      const others = byRoot.get(group);
      if (others) others.push(one);
      else byRoot.set(group, [one]);
    }
  }
  for (const group of byRoot.values())
    for (const some of byApproval(bench, group)) result.push(...spaced(bench, some));
  return result;
}

function isToBeSaid({ candidate, ruling }: Ruled): boolean {
  return ruling.kind === 'say' && ruling.fitting !== null && !isUrgent(candidate);
}

/** Backlog: what should have been said some time ago, and something newer of its sort is there. */
function overtakenBySort(bench: Bench, ruled: readonly Ruled[]): ReadonlySet<Ruled> {
  const overdue = bench.now - bench.world.settings.backlogAfterMs;
  const newest = new Map<string, Instant>();
  const note = (sort: string, at: Instant) => newest.set(sort, Math.max(at, newest.get(sort) ?? at));
  for (const { candidate } of ruled.filter((one) => isToBeSaid(one) && one.candidate.at <= bench.now))
    for (const sort of sortsOf(bench, candidate)) note(sort, candidate.at);
  const late = ruled.filter((one) => isToBeSaid(one) && one.candidate.at < overdue);
  for (const { candidate } of late)
    for (const entry of bench.past
      .publicationsOn(candidate.account.id)
      // Its own earlier edition is of the same time, by the clock of whoever wrote it down.
      .filter((other) => isAlive(other) && other.announcement !== candidate.announcement.id))
      for (const sort of sortsOf(bench, candidate))
        if (sort === sortOfEntry(bench, entry)) note(sort, entry.at);
  return new Set(
    late.filter(({ candidate }) =>
      sortsOf(bench, candidate).some((sort) => (newest.get(sort) ?? 0) > candidate.at),
    ),
  );
}

/** The sorts within which newer overtakes older: the same thing about the same, or the same thread of updates. */
function sortsOf(bench: Bench, { announcement, account, language, about }: Candidate): readonly string[] {
  return [
    sortOf(announcement, account.id, language, [...about].sort()),
    `${account.id} ${language} thread ${rootOf(bench.world, announcement)}`,
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
function sortOfEntry({ world }: Bench, { announcement, account, language, about }: Entry): string | null {
  const said = announcementNamed(world, announcement);
  return said ? sortOf(said, account, language, about) : null;
}

function isAlive(entry: Entry): boolean {
  return entry.state === 'posted' || entry.state === 'sending' || entry.state === 'unknown';
}

/** What waits for a person goes by itself: nothing that was approved is kept back for it. */
function byApproval(bench: Bench, group: readonly Ruled[]): readonly (readonly Ruled[])[] {
  if (group.length === 1) return [group];
  const isApproved = ({ candidate, ruling }: Ruled) =>
    ruling.kind === 'say' && isApprovedNow(bench, candidate, ruling.text);
  return [group.filter(isApproved), group.filter((one) => !isApproved(one))];
}

/** One thread of updates on one account in one language: the first goes out, then only the newest after the gap. */
function spaced(bench: Bench, group: readonly Ruled[]): readonly Ruled[] {
  const { now, world } = bench;
  const [first, ...rest] = [...group].sort((a, b) => bySaying(a.candidate, b.candidate));
  if (!first) return [];
  const last = lastSaid(bench, first.candidate);
  const free = last === null ? null : last + world.settings.gapMs;
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
  return [first, ...passed, delayed(newest, now + world.settings.gapMs), ...later];
}

function lastSaid(bench: Bench, candidate: Candidate): Instant | null {
  const { world, past } = bench;
  const root = rootOf(world, candidate.announcement);
  const members = new Set([
    root,
    ...world.state.announcements.filter((one) => rootOf(world, one) === root).map((one) => one.id),
  ]);
  const times = past
    .publicationsOn(candidate.account.id)
    .filter(
      (entry) => members.has(entry.announcement) && entry.language === candidate.language && isAlive(entry),
    )
    .map((entry) => entry.postedAt ?? entry.updatedAt);
  return times.length === 0 ? null : Math.max(...times);
}

function rootId(bench: Bench, candidate: Candidate): string {
  return `${rootOf(bench.world, candidate.announcement)}/${candidate.account.id}/${candidate.language}`;
}

function bySaying(a: Candidate, b: Candidate): number {
  return a.at - b.at || (a.occurrence ?? 0) - (b.occurrence ?? 0) || a.edition - b.edition || a.rank - b.rank;
}

function delayed(one: Ruled, due: Instant): Ruled {
  if (one.ruling.kind !== 'say') return one;
  return { ...one, ruling: { ...one.ruling, due: Math.max(due, one.ruling.due) } };
}

function dropped(one: Ruled, reason: string): Ruled {
  const text = one.ruling.kind === 'say' ? one.ruling.text : null;
  return { ...one, ruling: { kind: 'drop', state: 'superseded', reason, text } };
}
