import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentParser, type Pattern } from '@fluent/syntax';
import { describe, expect, test } from 'vitest';
import { sameOnMastodon } from '../../src/channels/mastodon/html.ts';
import { CHANNELS } from '../../src/channels/registry.ts';
import { sameOnX } from '../../src/channels/x/read-back.ts';
import { KINDS } from '../../src/core/domain/announcement.ts';
import type { Args } from '../../src/core/domain/catalogue.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { REACH_WAYS } from '../../src/core/domain/facts.ts';
import { capitalised } from '../../src/core/wording/catalogue.ts';
import { withoutMarks } from '../../src/core/wording/direction.ts';
import { wordingFor } from '../../src/core/wording/fill.ts';
import { SENTENCES } from '../../src/core/wording/sentences.ts';
import { worstCaseOf } from '../../src/core/wording/worst-case.ts';
import { sentencesIn } from '../../src/files/messages/catalogue-file.ts';
import { readReview, reviewText } from '../../src/files/messages/review-file.ts';
import { hardWordsIn, textsOf } from '../../src/files/messages/simple-german.ts';
import { at, file, fileOf } from '../fixtures/day.ts';
import { openSystem, shippedMessages, type TestSystem } from '../fixtures/system.ts';

const rulesIn = (source: string) => hardWordsIn(source).map(({ rule }) => rule);

const LANGUAGES = ['de', 'en', 'de-simple', 'tr', 'uk', 'ru', 'ar', 'pl'];
const { catalogues } = await shippedMessages();
const written = new Map(
  LANGUAGES.map((language) => [
    language,
    sentencesIn(readFileSync(join(import.meta.dirname, `../../messages/${language}.ftl`), 'utf8')),
  ]),
);

/** A sentence's forms: its value, then its attributes. */
function patternsOf(source: string): readonly (readonly [form: string, pattern: Pattern])[] {
  const [entry] = new FluentParser({}).parse(`${source}\n`).body;
  if (entry?.type !== 'Message' || entry.value === null) throw new Error(`this is no sentence: ${source}`);
  return [['', entry.value], ...entry.attributes.map(({ id, value }) => [id.name, value] as const)];
}

/** What the selectors of a sentence tell apart, by argument. */
function choicesIn(source: string): ReadonlyMap<string, ReadonlySet<string>> {
  const choices = new Map<string, Set<string>>();
  const visit = (pattern: Pattern): void => {
    for (const element of pattern.elements) {
      if (element.type !== 'Placeable' || element.expression.type !== 'SelectExpression') continue;
      const { selector, variants } = element.expression;
      if (selector.type !== 'VariableReference') throw new Error(`what chooses is no name: ${source}`);
      const known = choices.get(selector.id.name) ?? new Set();
      choices.set(selector.id.name, known);
      for (const { key, value } of variants) {
        known.add(key.type === 'Identifier' ? key.name : key.value);
        visit(value);
      }
    }
  };
  for (const [, pattern] of patternsOf(source)) visit(pattern);
  return choices;
}

const NUMBERS = { hour: 16, minute: 30, hour12: 4, day: 30, month: 10, lines: 5 };

/** Every combination of what a sentence can be told apart by, in any language, with samples for all else. */
function samplesFor(id: string): readonly Args[] {
  const all = LANGUAGES.flatMap((language) => {
    const source = written.get(language)?.find((one) => one.id === id)?.source;
    return source === undefined ? [] : [...choicesIn(source)];
  });
  const byName = Map.groupBy(all, ([name]) => name);
  const base: Args = Object.fromEntries(
    (SENTENCES[id] ?? []).map((name) => [name, NUMBERS[name as keyof typeof NUMBERS] ?? `«${name}»`]),
  );
  return [...byName].reduce<readonly Args[]>(
    (samples, [name, found]) => {
      const values = new Set(found.flatMap(([, keys]) => [...keys]));
      const isNumber = name in NUMBERS;
      const shown = [...values].map((value) => (isNumber ? Number(value) : value));
      const tried = isNumber ? [...shown.filter((value) => !Number.isNaN(value)), 4, 5, 30] : shown;
      return samples.flatMap((sample) => tried.map((value) => ({ ...sample, [name]: value })));
    },
    [base],
  );
}

test.each(['press', 'A "B", words: "C"', 'a\\b', '# Ä: {}'])(
  'a sign-off is read back as it was written, also by %s, and a sentence that is there twice is a mistake',
  (translator) => {
    const one = {
      ...{
        german: '0123456789abcdef',
        words: 'fedcba9876543210',
        second_reader: 'reader',
        date: '2026-11-24',
      },
      translator,
    };
    const written = reviewText('tr', { next: one, cause: one });
    expect(readReview(written, 'tr.review.yaml')).toEqual({ next: one, cause: one });
    expect(() => readReview(written.replace('cause: {', 'next: {'), 'tr.review.yaml')).toThrow(OperatorError);
  },
);

describe('every sentence of every language', () => {
  test.each(LANGUAGES)('%s has all sentences', (language) => {
    const ids = written.get(language)?.map(({ id }) => id);
    expect(ids?.sort()).toEqual(Object.keys(SENTENCES).sort());
  });

  test.each(LANGUAGES)('%s has words for everything that a sentence can be given', (language) => {
    const catalogue = catalogues.get(language);
    for (const { id, source } of written.get(language) ?? [])
      for (const args of samplesFor(id)) {
        const forms = catalogue?.forms(id, args, 'none') ?? [];
        const where = `${language} ${id} ${JSON.stringify(args)}`;
        expect(forms.length, where).toBe(patternsOf(source).length);
        for (const form of forms) expect(form, where).toMatch(/^\S(?:.*\S)?$/s);
        for (const form of forms) expect(form, where).not.toMatch(/ {2}|\n\n|[{}]|\.\.| [.,:،]/);
      }
  });

  test('every sentence of every language is written in the letters of its language', () => {
    const foreign = { uk: /[ыэёъ]/, ru: /[іїєґ]/, ar: /\p{Script=Cyrillic}/u };
    const own = { ar: /\p{Script=Arabic}/u, uk: /\p{Script=Cyrillic}/u, ru: /\p{Script=Cyrillic}/u };
    for (const language of ['ar', 'uk', 'ru'] as const)
      for (const { id, source } of written.get(language) ?? [])
        for (const text of patternsOf(source).flatMap(([, pattern]) => textsOf(pattern, '')))
          if (/\p{L}{2}/u.test(text)) {
            expect(text, `${language} ${id}`).toMatch(own[language]);
            expect(text, `${language} ${id}`).not.toMatch(foreign[language]);
          }
  });
});

test('a sentence that uses another one is no longer signed once that one is changed', async () => {
  const change = (name: string, text: string) =>
    name === 'en.ftl' ? text.replace('All appointments on', 'Every appointment on') : text;
  const { unsigned } = await shippedMessages(change);
  expect([...(unsigned.get('en') ?? [])].sort()).toEqual([
    'appointments-cancelled',
    'headline-appointments-cancelled',
  ]);
});

describe('in Leichte Sprache', () => {
  test.each([
    ['Der Notruf wird gestört.', 'passive'],
    ['Die Schalter sind heute geöffnet.', 'passive'],
    ['Das ist der Name des Amtes.', 'genitive'],
    ['Wir sagen es, wenn wir es wissen.', 'subordinate'],
    ['Das könnte lange dauern.', 'subjunctive'],
    ['Bringen Sie z. B. Geld mit.', 'abbreviation'],
    ['Die Straßenverkehrsbehörde ist zu.', 'long-word'],
    ['Wir sind zu. Bitte rufen Sie an.', 'two-sentences'],
    ['Wir sind heute und morgen und auch noch am Tag nach dem Fest zu.', 'words'],
    [`Wir sind zu, ${'denn das Haus ist zu '.repeat(4)}`, 'characters'],
  ])('"%s" is found: %s', (words, rule) => {
    expect(rulesIn(`closed = ${words}`)).toContain(rule);
    // Also in a branch and in a shorter form.
    const nested = `closed = Wir sind zu.\n    .short = { $kind ->\n        [a] ${words}\n       *[b] Zu.\n    }`;
    expect(rulesIn(nested)).toContain(rule);
  });

  test('short sentences with "nicht" and hyphens are fine, and so is all that ships', () => {
    expect(hardWordsIn('closed =\n    { $who }:\n    Der Not-Ruf geht nicht.')).toEqual([]);
    for (const { id, source } of written.get('de-simple') ?? []) expect(hardWordsIn(source), id).toEqual([]);
  });

  test('each sentence has a line of its own', async () => {
    await using system = await openSystem({ at: at('08:00'), region: POLYGLOT });
    const texts = worded(system).filter(({ language }) => language === 'de-simple');
    expect(texts.length).toBeGreaterThan(15);
    for (const { text } of texts) expect(text).not.toMatch(/(?<!\d)[.!?] \p{Lu}/u);
  });
});

/** A town that speaks all languages. */
const POLYGLOT = `municipalities:
  hemer:
    name: {${LANGUAGES.map((language) => `${language}: Stadt Hemer`).join(', ')}}
    kind: stadt
    ags: "05962016"
    info_url: https://example.org/hemer
    languages: [${LANGUAGES.join(', ')}]
    accounts:
      - {id: hemer-x, channel: x, handle: stadt_hemer, public_exercises: true}
      - {id: hemer-mastodon, channel: mastodon, server: https://social.example.org, handle: stadt_hemer, public_exercises: true}
`;

const FACTS = {
  all: {
    reach: { phone: 'down', email_in: 'down', email_out: 'down' },
    appointments: { policy: 'cancelled', from: '2026-11-24', until: '2026-11-27' },
    unaffected: ['emergency-calls'],
    instruction: { say: 'urgent-at', place: 'Info-Schalter im Rathaus' },
    contacts: {
      hotline: { phone: '+49 221 4710119', hours: 'Mo-Fr 08:00-16:00', verified_by: 'press-hemer' },
    },
    next_update: '2026-11-25 12:00',
    confirmed: '2026-11-24 07:30',
  },
};

/** What the town says on the worst day in every kind, where its services have names. */
function worded(system: TestSystem) {
  const configuration = system.configuration(file({}));
  const wording = wordingFor(configuration, at('08:00'));
  const town = configuration.region.municipalities.get('hemer');
  if (!town) throw new Error('the town is missing');
  return KINDS.flatMap((kind) => {
    const snapshot = worstCaseOf(configuration, town, at('08:00'))(kind);
    return town.accounts.flatMap((account) =>
      LANGUAGES.flatMap((language) => {
        const fit = wording.fit(snapshot, account, language);
        const where = `${kind} in ${language} on ${account.id}`;
        expect(fit.kind === 'unworded' ? fit.because : fit.kind, where).toMatch(
          /fitting|missing-translation/,
        );
        return fit.kind === 'fitting' ? [{ ...fit, kind, language, account: account.id }] : [];
      }),
    );
  });
}

test('a town that speaks every language has room on X for what is never left out, in each of them and in every kind', async () => {
  await using system = await openSystem({ at: at('08:00'), region: POLYGLOT });
  const texts = worded(system);
  expect(texts.length).toBeGreaterThan(150);
  for (const { text, language, kind, account } of texts) {
    // Of a correction or withdrawal the day of cancelled appointments is the last to go, and the next update before it.
    const isAmendment = kind === 'correction' || kind === 'retraction';
    const needed = isAmendment ? /\b24\b/ : /20:00|20 Uhr|8 pm/;
    expect(text, `${kind} ${language} ${account}`).toMatch(needed);
    expect(text, `${kind} ${language} ${account}`).not.toMatch(/\.\.| [.,:]/);
  }
});

test('the name of a way to reach somebody has no capital within a sentence, in any language that writes it small', async () => {
  await using system = await openSystem({ at: at('08:00'), region: POLYGLOT });
  const configuration = system.configuration(file({}));
  const wording = wordingFor(configuration, at('08:00'));
  const town = configuration.region.municipalities.get('hemer');
  if (!town) throw new Error('the town is missing');
  const ways = REACH_WAYS.filter((way) => way !== 'counter');
  const someWays = [...ways.map((way) => [way]), ways];
  for (const kind of KINDS)
    for (const level of ['down', 'limited', 'up'] as const)
      for (const some of someWays) {
        const worst = worstCaseOf(configuration, town, at('08:00'))(kind);
        const reach = Object.fromEntries(some.map((way) => [way, level]));
        const facts = { ...worst.facts, reach, services: {}, work: null };
        for (const account of town.accounts)
          for (const language of LANGUAGES) {
            const fit = wording.fit({ ...worst, facts }, account, language);
            if (fit.kind !== 'fitting') continue;
            const words = some.map((way) =>
              catalogues.get(language)?.word(`way-${way.replace('_', '-')}`, { use: 'subject' }),
            );
            for (const word of words) {
              const capital = capitalised(String(word), language);
              if (capital !== word) expect(fit.text).not.toMatch(new RegExp(`[\\p{L},] ${capital}`, 'u'));
            }
          }
      }
});

test('mail that comes late is never said in the words for mail that is lost, in any language and however short', () => {
  const when = { since: 'A', until: 'B', 'since-short': 'a', 'until-short': 'b' };
  for (const [language, catalogue] of catalogues)
    for (const period of ['between', 'until', 'since']) {
      const forms = (later: string) => catalogue.forms('mail-lost', { ...when, period, later }, 'x');
      for (const late of forms('yes')) expect(forms('no'), `${language} ${period}`).not.toContain(late);
    }
});

test('an end that is only expected is never promised, in any language and however short', () => {
  const hedges: Readonly<Record<string, RegExp>> = {
    de: /rechnen wir|Wir rechnen|voraussichtlich|wohl/,
    en: /expect|probabl|likely/i,
    'de-simple': /wahrscheinlich|wohl/,
    tr: /beklenen/,
    uk: /очікується|ймовірно/,
    ru: /ожидается|вероятно/,
    ar: /نتوقع|متوقع|تقريبًا/,
    pl: /spodziewamy się|prawdop/,
  };
  const when = { at: 'A', to: 'B', 'at-short': 'a', 'to-short': 'b' };
  for (const [language, catalogue] of catalogues)
    for (const estimate of ['expected', 'expected-between', 'by'])
      for (const form of catalogue.forms('estimate', { ...when, estimate }, 'x'))
        expect(form, language).toMatch(hedges[language] ?? /./);
});

test('a town that speaks every language tells Mastodon the language, and says it first where the platform cannot know it', async () => {
  await using system = await openSystem({ at: at('08:00'), region: POLYGLOT });
  const said = { id: 'outage', kind: 'outage', post_as: ['hemer'], at: '2026-11-24 07:50' };
  await system.tick(fileOf({ mode: 'exercise' }, FACTS, said));
  const first = (account: string) =>
    system.sandbox.timeline(account).map(({ language, text }) => `${language} ${text.split('\n')[1]}`);
  const names = { 'de-simple': 'Leichte Sprache:', tr: 'Türkçe:', uk: 'Українська:', ru: 'Русский:' };
  const own = { ...names, ar: 'العربية:', pl: 'Polski:', en: 'English:' };
  expect(first('hemer-x').map((line) => line.replace(/^\S+ /, ''))).toEqual(
    expect.arrayContaining(Object.values(own)),
  );
  expect(first('hemer-x')).toHaveLength(LANGUAGES.length);
  const onMastodon = first('hemer-mastodon').sort();
  expect(onMastodon.map((line) => line.split(' ')[0])).toEqual([
    'ar',
    'de',
    'de',
    'en',
    'pl',
    'ru',
    'tr',
    'uk',
  ]);
  expect(onMastodon.filter((line) => line.startsWith('de '))).toContain('de Leichte Sprache:');
  expect(onMastodon.join()).not.toMatch(/Türkçe|Polski|English/);
  for (const account of ['hemer-x', 'hemer-mastodon'])
    for (const text of system.published(account)) {
      expect(text).toContain('110/112');
      expect(text).toMatch(/\+49 221 4710119|0221 4710119/);
    }
});

describe('Arabic', () => {
  const isolated = (text: string) => `\u2068${text}\u2069`;

  test('Arabic isolates names, numbers and links, each as a whole, and nothing that is Arabic anyway', () => {
    const arabic = catalogues.get('ar');
    const at = arabic?.word('time', {
      ...NUMBERS,
      weekday: 'الثلاثاء',
      'month-name': 'نوفمبر',
      'other-year': 'no',
      clock: '16:30',
    });
    expect(at).toBe('الثلاثاء 30 نوفمبر، الساعة 16:30');
    const ways = arabic?.list(['+49 221 4710119', `من ${at}`], 'commas');
    const [contact] = arabic?.forms('contact', { name: 'الخط الساخن', purpose: 'none', ways }, 'x') ?? [];
    expect(contact).toBe(`الخط الساخن: ${isolated('+49 221 4710119')}، من ${at}.`);
    const [link] = arabic?.forms('link', { url: 'https://example.org/hemer' }, 'x') ?? [];
    expect(link).toBe('صفحة الطوارئ: https://example.org/hemer');
    const [both] =
      arabic?.forms(
        'services-off',
        { services: arabic.list(['Kfz-Zulassung', 'جوازات السفر'], 'commas') },
        'x',
      ) ?? [];
    expect(both).toBe(`غير متاح: ${isolated('Kfz-Zulassung')}، جوازات السفر.`);
  });

  test.each(CHANNELS)(
    'on $id each mark of an Arabic text is counted, and no link has one at its end or a comma',
    ({ defaults, ...rules }) => {
      const mark = rules.id === 'x' ? 2 : 1;
      expect(rules.length(isolated('A'), defaults.limits)).toBe(1 + 2 * mark);
      // Mastodon takes everything up to a blank for the link.
      const url = 'https://example.org/a-long-path/that-is-not-counted';
      const arabic = catalogues.get('ar');
      const ways = arabic?.list([url, 'من الاثنين'], 'commas');
      const [contact = ''] =
        arabic?.forms('contact', { name: 'Rathaus', purpose: 'none', ways }, rules.id) ?? [];
      expect(contact).toContain(`: ${url} ، `);
      expect(rules.hasUrl(contact)).toBe(true);
      const without = contact.replace(url, '');
      expect(rules.length(contact, defaults.limits)).toBe(
        rules.length(without, defaults.limits) + defaults.limits.perUrl,
      );
    },
  );

  test('Arabic is found again on a timeline, whether or not the platform keeps its marks', () => {
    const sent = `هاتف: ${isolated('+49 221 4710119')}، من الاثنين`;
    for (const same of [sameOnX, sameOnMastodon]) {
      expect(same(sent, sent)).toBe(true);
      expect(same(sent, withoutMarks(sent))).toBe(true);
      expect(same(sent, sent.replace('119', '191'))).toBe(false);
    }
  });

  test('Arabic is not refused for its marks, while a mark that somebody typed is a mistake in the file', async () => {
    const messages = await shippedMessages();
    const snapshot = {} as Parameters<typeof messages.refusal>[1];
    expect(messages.refusal(`هاتف ${isolated('+49 221')}`, snapshot, 'ar')).toBeNull();
    const typed = shippedMessages((name, text) =>
      name === 'ar.ftl' ? text.replace('closed = {', 'closed = \u2068{') : text,
    );
    await expect(typed).rejects.toThrow('U+2068');
  });
});
