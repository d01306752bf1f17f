import type { StaffNeeded } from '../../app/staff-needed.ts';
import { names, say } from '../../staff-words/say.ts';
import { DONE, STAFF } from '../exit.ts';
import { type Target, targetLine } from './target.ts';

const NAMES_MAX = 6;

/** Why a command ends with 2, one reason each; empty where it ends with 0. */
export function staffReasons({ unapproved, held, refused, unknown }: StaffNeeded): readonly string[] {
  return [
    ...(unapproved.length === 0 ? [] : [say('staff-unapproved', counted(unapproved))]),
    ...(held.length === 0 ? [] : [say('staff-held', counted(held))]),
    ...(refused === 0 ? [] : [say('staff-refused', { n: refused })]),
    ...(unknown === 0 ? [] : [say('staff-unknown', { n: unknown })]),
  ];
}

function counted(announcements: readonly string[]): { readonly n: number; readonly names: string } {
  return { n: announcements.length, names: names([...new Set(announcements)], NAMES_MAX) };
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
