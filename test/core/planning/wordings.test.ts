import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oddities } from '../../../src/core/planning/oddities.ts';
import type { PlannedPost } from '../../../src/core/planning/plan.ts';
import {
  placeMark,
  type WordedPost,
  type WordingGroup,
  wordings,
} from '../../../src/core/planning/wordings.ts';

interface Said {
  readonly text: string | null;
  readonly announcement?: string;
  readonly channel?: string;
  readonly language?: string;
  readonly municipality?: string;
}

/** Posts as far as wordings look at them. */
function posts(said: readonly Said[]): readonly PlannedPost[] {
  return said.map(
    ({ text, announcement = 'outage', channel = 'x', language = 'de', municipality }, n) =>
      ({
        intent: {
          ...{ key: `key-${n}`, municipality: municipality ?? `town-${n}`, account: `account-${n}` },
          ...{ text, announcement, channel, language, kind: 'outage' },
          action: text === null ? 'delete' : 'publish',
        },
        length: text?.length ?? null,
        limit: 280,
      }) as PlannedPost,
  );
}

/** The text of a post, put together from what its group has in common and its own words. */
function textOf({ parts }: WordingGroup, { local }: WordedPost): string {
  return parts.map((part) => (part.kind === 'common' ? part.text : local[part.n])).join('');
}

const word = fc.constantFrom('Stadt', 'Hemer', 'Menden', 'Telefon', 'ist', 'ist.', '«1»', '–', '📞', 'a', '');
const blank = fc.constantFrom(' ', '  ', '\n', '\n\n', '\t', '');
const text = fc
  .array(fc.tuple(word, blank), { maxLength: 14 })
  .map((pairs) => pairs.map(([one, space]) => one + space).join(''));
const said = fc.record({
  text: fc.option(fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 40 })), { freq: 8 }),
  announcement: fc.constantFrom('outage', 'status'),
  channel: fc.constantFrom('x', 'mastodon'),
  language: fc.constantFrom('de', 'en'),
});

describe('the wordings of a plan', () => {
  test('every text is in one wording, which gives it back word by word', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 20 }), (all) => {
        const given = posts(all);
        const groups = wordings(given);
        const words = (text: string) => text.trim().replace(/\s+/g, ' ');
        const shown = groups.flatMap((group) =>
          group.posts.map((post) => [post.key, words(textOf(group, post))]),
        );
        const texts = given.filter(({ intent }) => intent.text !== null);
        expect(new Map(shown as [string, string][])).toEqual(
          new Map(texts.map(({ intent }) => [intent.key, words(intent.text ?? '')])),
        );
        expect(shown).toHaveLength(texts.length);
      }),
    );
  });

  test('a wording never mixes announcements, channels or languages', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 20 }), (all) => {
        const given = new Map(posts(all).map(({ intent }) => [intent.key, intent]));
        for (const { announcement, channel, language, posts: own } of wordings(posts(all)))
          for (const { key } of own)
            expect(given.get(key)).toMatchObject({ announcement, channel, language });
      }),
    );
  });

  const TOWNS = Array.from({ length: 70 }, (_, n) => `Ort${n}`);
  test.each([
    ['the name of the town', TOWNS, 'Die Verwaltung von', ' ist nicht erreichbar.'],
    [
      'hours, with a word between them',
      ['7 bis 20', '8 bis 18', '9 bis 12'],
      'Die Telefonzentrale ist täglich von',
      ' Uhr besetzt.',
    ],
  ])('texts that differ by %s are one wording with one place', (_, own, before, after) => {
    const [group, ...others] = wordings(posts(own.map((words) => ({ text: `${before} ${words}${after}` }))));
    expect(others).toEqual([]);
    expect(group?.parts).toEqual([
      { kind: 'common', text: before },
      { kind: 'place', n: 0 },
      { kind: 'common', text: after },
    ]);
    expect(group?.posts.map(({ local }) => local[0]?.trimStart())).toEqual(own);
  });

  test('a word is common where some texts begin a line with it, and a number is one place, whatever its blanks', () => {
    const [group] = wordings(
      posts(
        [' ', '\n', ' '].map((blank, n) => ({
          text: `Ort${n} ist betroffen.${blank}Website und Telefon gehen nicht. Hotline: 0221 471${n} 119, bis 16 Uhr.`,
        })),
      ),
    );
    expect(group?.parts.map((part) => (part.kind === 'common' ? part.text : '…'))).toEqual([
      '…',
      ' ist betroffen. Website und Telefon gehen nicht. Hotline:',
      '…',
      ' bis 16 Uhr.',
    ]);
    expect(group?.posts[1]?.local).toEqual(['Ort1', ' 0221 4711 119,']);
  });

  test('a line that begins alike is shown as such, however short', () => {
    const [group] = wordings(
      posts(
        ['Rathaus', 'Feuerwache', 'Pforte'].map((desk) => ({ text: `Ort ${desk}.\nDringendes: ${desk}.` })),
      ),
    );
    expect(group?.parts.map((part) => (part.kind === 'common' ? part.text : '…'))).toEqual([
      'Ort',
      '…',
      '\nDringendes:',
      '…',
    ]);
  });
});

test('places of local words are marked by letters, however many there are', () => {
  expect([0, 1, 25, 26, 27, 52, 702].map(placeMark)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'BA', 'AAA']);
});

test('beside a translation is the German of its own channel, where the account has none', () => {
  const of = (channel: string, language: string) => ({
    ...{ channel, language, municipality: 'town' },
    text: `${channel} ${language}`,
  });
  const groups = wordings(posts([of('x', 'de'), of('mastodon', 'de'), of('mastodon', 'en')]));
  const translated = groups.find(({ language }) => language === 'en');
  expect(translated?.german.map(({ channel }) => channel)).toEqual(['mastodon']);
});

describe('what is odd about a plan', () => {
  const COMMON = 'Telefon und Website sind ausgefallen. Der Schalter im Rathaus ist offen.';
  const odd = (all: readonly Said[]) => oddities(wordings(posts(all))).map(({ kind }) => kind);
  const ten = (text: (n: number) => string) => Array.from({ length: 10 }, (_, n) => ({ text: text(n) }));

  test('texts that are alike, with room left, have nothing odd', () => {
    expect(odd(ten((n) => `${COMMON} Stadt${n}`))).toEqual([]);
  });
  test('a text that lacks what the others of its wording say is odd', () => {
    expect(odd(ten((n) => (n === 3 ? COMMON : `${COMMON} Hotline ${n}`)))).toEqual(['says-less']);
  });
  test('a text in words unlike all others is odd', () => {
    expect(odd(ten((n) => (n === 3 ? 'Bitte kommen Sie morgen wieder' : `${COMMON} Stadt${n}`)))).toEqual([
      'unlike-the-rest',
    ]);
  });
  test('a text that fills its limit, as all are made to, is not odd', () => {
    expect(odd(ten((n) => `${COMMON} ${'x'.repeat(n === 3 ? 203 : 190)}`))).toEqual([]);
  });
});
