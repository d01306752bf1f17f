import { NEEDS_NOBODY } from '../../core/domain/advice.ts';
import type { Mode } from '../../core/domain/incident.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import { type Entry, isPastRefusal } from '../../core/ledger/entry.ts';
import type { Plan } from '../../core/planning/plan.ts';
import type { Upcoming } from '../../core/planning/upcoming.ts';
import { names, say } from '../../staff-words/say.ts';
import { DONE, STAFF } from '../exit.ts';
import { type Target, targetLine } from './target.ts';

const NAMES_MAX = 6;

/**
 * Lists the reasons for which a command ends with 2; empty if it ends with 0. For a draft only held posts count: none of its
 * posts is meant to go out.
 */
export function staffReasons(
  planned: Plan | null,
  entries: readonly Pick<Entry, 'state' | 'cancelled'>[],
): readonly string[] {
  const needed = planned?.mode === 'draft' ? 0 : (planned?.announcements[0]?.needed ?? 0);
  const unapproved = planned?.posts.filter((post) => isUnapproved(post, needed, null)) ?? [];
  const held = planned?.held.filter(({ because }) => !NEEDS_NOBODY.has(because)) ?? [];
  const inState = (state: Entry['state']) =>
    entries.filter((entry) => entry.state === state && !isPastRefusal(entry)).length;
  const [refused, unknown] = [inState('refused'), inState('unknown')];
  return [
    ...(unapproved.length === 0
      ? []
      : [say('staff-unapproved', counted(unapproved.map(({ intent }) => intent)))]),
    ...(held.length === 0 ? [] : [say('staff-held', counted(held))]),
    ...(refused === 0 ? [] : [say('staff-refused', { n: refused })]),
    ...(unknown === 0 ? [] : [say('staff-unknown', { n: unknown })]),
  ];
}

/** Staff are needed before the next time: no post goes out before its wording is approved in advance. */
export function upcomingReasons(mode: Mode, upcoming: readonly Upcoming[]): readonly string[] {
  const unapproved = upcoming.filter(
    ({ beforehand, needed, posts }) => beforehand && posts.some((post) => isUnapproved(post, needed, null)),
  );
  if (mode === 'draft' || unapproved.length === 0) return [];
  return [say('staff-next-unapproved', counted(unapproved))];
}

function counted(texts: readonly { readonly announcement: string }[]) {
  const announcements = new Set(texts.map(({ announcement }) => announcement));
  return { n: texts.length, names: names([...announcements], NAMES_MAX) };
}

/** The last line of a command, and its exit status. */
export function ending(
  target: Target | null,
  reasons: readonly string[],
): { readonly line: string; readonly status: number } {
  const line = target === null ? '' : targetLine(target);
  if (reasons.length === 0) return { line, status: DONE };
  const why = say('exit-staff', { status: STAFF, reasons: reasons.join('; ') });
  return { line: `${[line.trimEnd(), why].join(' ').trimStart()}\n`, status: STAFF };
}
