import type { ErrorCode } from '../../core/domain/errors.ts';
import type { WrittenAnnouncement } from '../incident/announcement-schema.ts';
import { didYouMean, shown } from '../yaml/explain.ts';
import type { Flaw, Path } from '../yaml/mistake.ts';
import { nearest } from './nearest.ts';

/** An announcement of the file, and where it stands. */
export interface Placed {
  readonly at: Path;
  readonly written: WrittenAnnouncement;
}

type Fault = (path: Path, code: ErrorCode, message: string, advice: string) => void;

/** What the keys of one announcement say against each other. */
export function flawsWithin({ at, written: one }: Placed, standing: ReadonlySet<string>): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const fault: Fault = (path, code, message, advice) =>
    flaws.push({ path: [...at, ...path], at: 'value', code, message, advice });
  const answers = (['corrects', 'withdraws', 'updates'] as const).filter((key) => one[key] !== undefined);
  for (const key of answers.slice(1))
    fault(
      [key],
      'two-originals',
      `\`${answers[0]}\` and \`${key}\` stand in one announcement`,
      'Keep one of them: write two announcements where both are meant.',
    );
  needs(one, fault);
  if (one.corrects !== undefined && one.kind !== 'correction')
    fault(
      ['corrects'],
      'wrong-kind',
      `\`corrects\` belongs to a correction, and this is \`${one.kind}\``,
      'Write `kind: correction`, or `updates` instead of `corrects`.',
    );
  if (one.withdraws !== undefined && one.kind !== 'retraction')
    fault(
      ['withdraws'],
      'wrong-kind',
      `\`withdraws\` belongs to a retraction, and this is \`${one.kind}\``,
      'Write `kind: retraction`, or `updates` instead of `withdraws`.',
    );
  if (one.updates !== undefined && (one.kind === 'correction' || one.kind === 'retraction'))
    fault(
      ['updates'],
      'wrong-kind',
      `a ${one.kind} does not update anything`,
      one.kind === 'correction' ? 'Write `corrects` instead.' : 'Write `withdraws` instead.',
    );
  if (one.post_as === undefined && answers.length === 0)
    fault(
      ['post_as'],
      'missing-key',
      'nobody says this: `post_as` is missing',
      'Add `post_as:` with municipalities, groups or `all`.',
    );
  if (one.at !== undefined && one.until !== undefined && one.at >= one.until)
    fault(
      ['until'],
      'wrong-order',
      '`until` is not after `at`',
      'Check both: nothing is posted after `until`.',
    );
  if (
    one.every !== undefined &&
    (one.kind === 'correction' || one.kind === 'retraction' || one.kind === 'all-clear')
  )
    fault(['every'], 'said-once', `a ${one.kind} is said once, not every time`, 'Remove `every`.');
  if (one.text !== undefined && standing.has(one.kind))
    fault(
      ['text'],
      'own-words',
      `\`${one.kind}\` is approved beforehand, and words of its own cannot be`,
      'Use `kind: notice` for own words.',
    );
  return flaws;
}

function needs(one: WrittenAnnouncement, fault: Fault): void {
  const missing = (key: string, advice: string) =>
    fault([key], 'missing-key', `a ${one.kind} announcement needs \`${key}\``, advice);
  if (one.kind === 'correction' && one.corrects === undefined)
    missing('corrects', 'Add `corrects:` with the id of what was wrong.');
  if (one.kind === 'retraction' && one.withdraws === undefined)
    missing('withdraws', 'Add `withdraws:` with the id of what is taken back.');
  if (one.kind === 'notice' && one.text === undefined)
    missing('text', 'Add `text: {de: "…"}`: a notice has no other words.');
  if (one.kind === 'restoration' && !one.services?.length)
    missing('services', 'Add `services: [vehicle-registration]`: what works again.');
  if (one.kind === 'contacts' && one.contact === undefined)
    missing('contact', 'Add `contact:` with its id in the facts: hotline.');
}

/** Ids that stand twice, and answers to what is not there or to each other. `ids`: of all, also of those with mistakes. */
export function flawsBetween(placed: readonly Placed[], ids: readonly string[]): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const seen = new Map<string, Placed>();
  for (const one of placed) {
    const { id } = one.written;
    if (seen.has(id))
      flaws.push({
        path: [...one.at, 'id'],
        at: 'value',
        code: 'duplicate-id',
        message: `the announcement \`${id}\` stands twice`,
        advice: 'Give it an id of its own. To say it again, raise its `edition`.',
      });
    else seen.set(id, one);
  }
  for (const { at, written } of placed)
    for (const key of ['corrects', 'withdraws', 'updates'] as const) {
      const original = written[key];
      if (original === undefined) continue;
      const fault = (code: ErrorCode, message: string, advice: string) =>
        flaws.push({ path: [...at, key], at: 'value', code, message, advice });
      if (!ids.includes(original))
        fault(
          'unknown-announcement',
          `no announcement has the id ${shown(original)}`,
          `${didYouMean(nearest(original, ids))}What was said before must stay in the file.`,
        );
      else if (answersItself(written.id, original, seen))
        fault(
          'circle',
          `\`${written.id}\` answers itself in the end`,
          'Name the announcement that came first.',
        );
    }
  return flaws;
}

function answersItself(id: string, original: string, all: ReadonlyMap<string, Placed>): boolean {
  const visited = new Set<string>();
  for (let next: string | undefined = original; next !== undefined && !visited.has(next); ) {
    if (next === id) return true;
    visited.add(next);
    const one: WrittenAnnouncement | undefined = all.get(next)?.written;
    next = one?.corrects ?? one?.withdraws ?? one?.updates;
  }
  return false;
}
