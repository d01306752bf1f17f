import { type Kind, originalOf } from '../../core/domain/announcement.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import type { AnnouncementEntry, Listed } from '../incident/announcement-schema.ts';
import { nearest } from '../nearest.ts';
import { shown } from '../yaml/explain.ts';
import { type FileMistake, mistakeAt } from '../yaml/mistake.ts';

const ANSWERS = ['corrects', 'withdraws', 'updates'] as const;

/** The key that each kind cannot do without. */
const NEEDED: Partial<Record<Kind, keyof AnnouncementEntry>> = {
  correction: 'corrects',
  retraction: 'withdraws',
  notice: 'text',
  restoration: 'services',
  contacts: 'contact',
};

/** Contradictions between the keys of one announcement. Kinds in `preApproved` are approved before they are written. */
export function mistakesWithin({ path, entry }: Listed, preApproved: ReadonlySet<Kind>): FileMistake[] {
  const { kind } = entry;
  const amends = kind === 'correction' || kind === 'retraction';
  const answers = ANSWERS.filter((key) => entry[key] !== null);
  const mistakes: FileMistake[] = [];
  const wrongIf = (isWrong: boolean, key: string, told: Mistake) => {
    if (isWrong) mistakes.push({ path: [...path, key], at: 'value', ...told });
  };
  for (const key of answers.slice(1))
    wrongIf(true, key, mistake('two-originals.here', { first: answers[0] ?? '', second: key }));
  const needed = NEEDED[kind];
  const value = needed && entry[needed];
  const isMissing = needed !== undefined && (value === null || (Array.isArray(value) && value.length === 0));
  wrongIf(isMissing, needed ?? '', mistake('missing-key.of-kind', { kind, key: needed ?? '' }));
  for (const [key, only] of [
    ['corrects', 'correction'],
    ['withdraws', 'retraction'],
  ] as const) {
    wrongIf(entry[key] !== null && kind !== only, key, mistake('wrong-kind.key', { key, only, kind }));
  }
  const instead = kind === 'correction' ? 'corrects' : 'withdraws';
  wrongIf(entry.updates !== null && amends, 'updates', mistake('wrong-kind.updates', { kind, instead }));
  const isSilent = entry.postAs === null && answers.length === 0;
  wrongIf(isSilent, 'post_as', mistake('missing-key.post-as'));
  const isOver = entry.at !== null && entry.until !== null && entry.at >= entry.until;
  wrongIf(isOver, 'until', mistake('wrong-order.here', { first: 'at', second: 'until' }));
  const isOnce = amends || kind === 'all-clear';
  wrongIf(entry.every !== null && isOnce, 'every', mistake('said-once.here', { kind }));
  const isPreApproved = entry.text !== null && preApproved.has(kind);
  wrongIf(isPreApproved, 'text', mistake('own-words.here', { kind }));
  wrongIf(entry.text !== null && entry.what !== null, 'what', mistake('own-words.what'));
  return mistakes;
}

/**
 * Ids that are used twice, and answers to an announcement that is not there or that answers back. `ids` are those of all
 * announcements, also of those with other mistakes.
 */
export function mistakesBetween(listed: readonly Listed[], ids: readonly string[]): FileMistake[] {
  const mistakes: FileMistake[] = [];
  const byId = new Map<string, AnnouncementEntry>();
  for (const { path, entry } of listed) {
    if (byId.has(entry.id)) mistakes.push(mistakeAt([...path, 'id'], 'duplicate-id.here', { id: entry.id }));
    else byId.set(entry.id, entry);
  }
  for (const { path, entry } of listed)
    for (const key of ANSWERS) {
      const original = entry[key];
      const at = [...path, key];
      if (original === null) continue;
      if (!ids.includes(original)) {
        const told = { written: shown(original), meant: nearest(original, ids) };
        mistakes.push(mistakeAt(at, 'unknown-announcement.here', told));
      } else if (answersOf(byId.get(original), byId).some(({ id }) => id === entry.id))
        mistakes.push(mistakeAt(at, 'circle.here', { id: entry.id }));
    }
  return mistakes;
}

/** An announcement, the one that it answers, and so on, until one answers none or was there before. */
export function answersOf<One extends Parameters<typeof originalOf>[0]>(
  one: One | undefined,
  byId: ReadonlyMap<string, One>,
): readonly One[] {
  const chain = new Set<One>();
  for (let next = one; next && !chain.has(next); next = byId.get(originalOf(next) ?? '')) chain.add(next);
  return [...chain];
}
