import type { StaffNeeded } from '../../app/staff-needed.ts';
import { DONE, STAFF } from '../exit.ts';
import { type Target, targetLine } from './target.ts';
import { count, names } from './words.ts';

const NAMES_MAX = 6;

/** Why a command ends with 2, one reason each; empty where it ends with 0. */
export function staffReasons({ unapproved, held, refused, unknown }: StaffNeeded): readonly string[] {
  return [
    ...counted(unapproved, 'text waits for approval', 'texts wait for approval'),
    ...counted(held, 'text is held', 'texts are held'),
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...(unknown === 0 ? [] : [`${unknown} unknown`]),
  ];
}

function counted(announcements: readonly string[], one: string, many: string): readonly string[] {
  if (announcements.length === 0) return [];
  return [`${count(announcements.length, one, many)} (${names([...new Set(announcements)], NAMES_MAX)})`];
}

/** The last line of a command, and its exit status. */
export function ending(
  target: Target | null,
  reasons: readonly string[],
): { readonly line: string; readonly status: number } {
  const line = target === null ? '' : targetLine(target);
  if (reasons.length === 0) return { line, status: DONE };
  return {
    line: `${[line.trimEnd(), `Exit status ${STAFF}: ${reasons.join('; ')}.`].join(' ').trimStart()}\n`,
    status: STAFF,
  };
}
