import { type Kind, originalOf } from '../../core/domain/announcement.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import type { AnnouncementEntry, Listed } from '../incident/announcement-schema.ts';
import { shown } from '../yaml/explain.ts';
import { type FileMistake, mistakeAt } from '../yaml/mistake.ts';
import { didYouMean, nearest } from './nearest.ts';

const ANSWERS = ['corrects', 'withdraws', 'updates'] as const;

/** The key that each kind cannot do without, and how to add it. */
const NEEDED: Partial<Record<Kind, readonly [keyof AnnouncementEntry, string]>> = {
  correction: ['corrects', 'Add `corrects:` with the id of what was wrong.'],
  retraction: ['withdraws', 'Add `withdraws:` with the id of what is taken back.'],
  notice: ['text', 'Add `text: {de: "…"}`: a notice has no other words.'],
  restoration: ['services', 'Add `services: [vehicle-registration]`: what works again.'],
  contacts: ['contact', 'Add `contact:` with its id in the facts: hotline.'],
};

/** Contradictions between the keys of one announcement. Kinds in `preApproved` are approved before they are written. */
export function mistakesWithin({ path, entry }: Listed, preApproved: ReadonlySet<Kind>): FileMistake[] {
  const { kind } = entry;
  const amends = kind === 'correction' || kind === 'retraction';
  const answers = ANSWERS.filter((key) => entry[key] !== null);
  const mistakes: FileMistake[] = [];
  const wrongIf = (isWrong: boolean, key: string, code: ErrorCode, message: string, advice?: string) => {
    if (isWrong) mistakes.push(mistakeAt([...path, key], code, message, advice));
  };
  for (const key of answers.slice(1)) {
    wrongIf(true, key, 'two-originals', `\`${answers[0]}\` and \`${key}\` are in one announcement`);
  }
  const [needed, advice = ''] = NEEDED[kind] ?? [];
  const value = needed && entry[needed];
  const isMissing = needed !== undefined && (value === null || (Array.isArray(value) && value.length === 0));
  wrongIf(isMissing, needed ?? '', 'missing-key', `a ${kind} announcement needs \`${needed}\``, advice);
  for (const [key, only] of [
    ['corrects', 'correction'],
    ['withdraws', 'retraction'],
  ] as const) {
    const message = `\`${key}\` belongs to a ${only}, and this is \`${kind}\``;
    const isWrong = entry[key] !== null && kind !== only;
    wrongIf(isWrong, key, 'wrong-kind', message, `Write \`kind: ${only}\`, or \`updates\` instead.`);
  }
  const instead = kind === 'correction' ? 'Write `corrects` instead.' : 'Write `withdraws` instead.';
  const updates = entry.updates !== null && amends;
  wrongIf(updates, 'updates', 'wrong-kind', `a ${kind} does not update anything`, instead);
  const isSilent = entry.postAs === null && answers.length === 0;
  const who = 'Add `post_as:` with municipalities, groups or `all`.';
  wrongIf(isSilent, 'post_as', 'missing-key', 'nobody says this: `post_as` is missing', who);
  const isOver = entry.at !== null && entry.until !== null && entry.at >= entry.until;
  wrongIf(isOver, 'until', 'wrong-order', '`until` is not after `at`');
  const isOnce = amends || kind === 'all-clear';
  wrongIf(entry.every !== null && isOnce, 'every', 'said-once', `a ${kind} is said once, not every time`);
  const isPreApproved = entry.text !== null && preApproved.has(kind);
  wrongIf(isPreApproved, 'text', 'own-words', `\`${kind}\` is approved beforehand, and own words cannot be`);
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
    const advice = 'Give it an id of its own. To say it again, raise its `edition`.';
    if (byId.has(entry.id))
      mistakes.push(
        mistakeAt([...path, 'id'], 'duplicate-id', `there are two announcements \`${entry.id}\``, advice),
      );
    else byId.set(entry.id, entry);
  }
  for (const { path, entry } of listed)
    for (const key of ANSWERS) {
      const original = entry[key];
      const at = [...path, key];
      if (original === null) continue;
      if (!ids.includes(original)) {
        const message = `no announcement has the id ${shown(original)}`;
        const advice = `${didYouMean(nearest(original, ids))}What was said before must stay in the file.`;
        mistakes.push(mistakeAt(at, 'unknown-announcement', message, advice));
      } else if (answersOf(byId.get(original), byId).some(({ id }) => id === entry.id))
        mistakes.push(mistakeAt(at, 'circle', `\`${entry.id}\` answers itself in the end`));
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
