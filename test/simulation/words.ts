import { KINDS, type Kind } from '../../src/core/domain/announcement.ts';
import type { ContentSnapshot, Messages } from '../../src/core/domain/message.ts';

/**
 * Messages of few words: whose post it is, of which kind, and the state of the facts by its number. Every three words
 * hold the town's name, so that no two towns say the same.
 */
export const WORDS: Messages = {
  word: (snapshot, _channel, language) => ({ kind: 'worded', wordings: [wordsOf(snapshot, language)] }),
  isExercise: (text) => text.startsWith(BANNER),
  refusal: () => null,
  digests: Object.fromEntries(KINDS.map((kind) => [kind, `words of ${kind}`])) as Record<Kind, string>,
};

const BANNER = 'Übung: ';

function wordsOf({ mode, poster, facts, announcement, original }: ContentSnapshot, language: string): string {
  const state = facts.instruction?.text[language] ?? 'f0';
  const own = announcement.text?.[language] ?? announcement.services.join('+');
  const until = announcement.until === null ? '' : `bis${announcement.until}`;
  const about = original === null ? '' : `zu-${original.kind}-${original.postedAt}`;
  const what = announcement.what?.[language] ?? '';
  const stand = announcement.kind === 'status' ? `st${facts.confirmed ?? 0}` : '';
  const parts = [announcement.kind, state, own, until, about, what, stand];
  // As in real texts most words stay when the facts change, so that a new ledger takes an older post for similar.
  const frame = Array.from(
    { length: 6 },
    (_, nth) => `${announcement.kind.slice(0, 3)}${nth} ${poster.id}-${language}`,
  );
  const words = parts.filter((part) => part !== '').map((part) => `${part} ${poster.id}-${language}`);
  return `${mode === 'exercise' ? BANNER : ''}${[...frame, ...words].join(' ')}`;
}

/** The number of the state of the facts that a text was worded from. */
export function factsIn(text: string): number {
  return Number(/\bf(\d+)\b/.exec(text)?.[1] ?? 0);
}
