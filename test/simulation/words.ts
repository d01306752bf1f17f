import { KINDS, type Kind } from '../../src/core/domain/announcement.ts';
import { type Args, type Catalogue, isMissing } from '../../src/core/domain/catalogue.ts';
import type { Language, Localized } from '../../src/core/domain/language.ts';
import { type Outline, PARTS } from '../../src/core/domain/layout.ts';
import type { Messages, WordDigests } from '../../src/core/domain/message.ts';

/**
 * Messages of few words: what is said, whose post it is and the state of the facts by its number. The town's name is in
 * every few words, so that no two towns say the same.
 */
export const WORDS: Messages = {
  layout: {
    neverDropped: PARTS,
    droppable: [],
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, outlineOf(kind)])) as Record<Kind, Outline>,
  },
  catalogues: new Map(['de', 'en'].map((language) => [language, catalogueOf(language)])),
  unsigned: new Map(),
  isExercise: (text) => text.startsWith('exercise'),
  refusal: () => null,
  digests: Object.fromEntries(
    KINDS.map((kind) => [kind, { de: `words of ${kind}`, en: `English words of ${kind}` } as Localized]),
  ) as WordDigests,
};

/** Hourly posts say when somebody last made sure, so that none repeats the one before. */
function outlineOf(kind: Kind): Outline {
  const parts = [
    'headline',
    'instruction',
    'other-contacts',
    ...(kind === 'status' ? ['stand' as const] : []),
  ] as const;
  return [[parts.map((part) => ({ part, mayGo: false }))]];
}

const FRAME = [1, 2, 3, 4, 5, 6];

function catalogueOf(language: Language): Catalogue {
  return {
    language,
    gap: ' ',
    forms: (id, { who, ...args }) => [
      // As in real texts most words stay when the facts change, so that a new ledger takes an older post for similar.
      [...(who === undefined ? [] : FRAME.map((nth) => `${initialsOf(id)}${nth}`)), id, ...valuesOf(args)]
        .map((word) => (who === undefined ? word : `${word} ${who}-${language}`))
        .join(' '),
    ],
    word: (id, args) => [id, ...valuesOf(args)].join('-'),
    has: () => true,
    list: (entries) => (entries.length > 2 ? `${entries.length}` : entries.join('+')),
    dateNames: () => ({ weekday: '', 'weekday-short': '', 'month-name': '', 'month-short': '' }),
  };
}

/** In one form each. */
function valuesOf(args: Args): readonly string[] {
  const values = Object.entries(args).flatMap(([name, value]) =>
    value === undefined || value === '' || isMissing(value) || name.endsWith('-short') ? [] : [String(value)],
  );
  return [...new Set(values)];
}

/** Short, so that every text fits. */
function initialsOf(id: string): string {
  return id.replace(/(\w)\w*-?/g, '$1');
}

/** The number of the state of the facts that a text was worded from. */
export function factsIn(text: string): number {
  return Number(/\bf(\d+)\b/.exec(text)?.[1] ?? 0);
}
