import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { KINDS } from '../../src/core/domain/announcement.ts';
import { sentencesIn } from '../../src/files/messages/catalogue-file.ts';
import { readMessages } from '../../src/files/messages/messages.ts';
import { translationsOf } from '../../src/files/messages/review-file.ts';
import { complaints } from '../fixtures/small-files.ts';
import { openSystem, withoutSentences } from '../fixtures/system.ts';

const FOLDER = join(import.meta.dirname, '../../messages');

const IDS = CHANNELS.map((channel) => channel.id);

async function shippedFiles(): Promise<Map<string, string>> {
  const names = (await readdir(FOLDER)).filter((one) => /\.(?:ftl|yaml)$/.test(one));
  const read = (name: string) => readFile(join(FOLDER, name), 'utf8');
  return new Map(await Promise.all(names.map(async (one) => [`messages/${one}`, await read(one)] as const)));
}

/** What is wrong with the shipped messages once one file has another text. */
async function withFile(name: string, change: (text: string) => string): Promise<readonly string[]> {
  const files = await shippedFiles();
  files.set(`messages/${name}`, change(files.get(`messages/${name}`) ?? ''));
  return complaints(() => readMessages(files, IDS));
}

test('the banner of an exercise is known in every language, also where no account speaks it any more', async () => {
  const messages = readMessages(await shippedFiles(), IDS, ['en']);
  expect([...messages.catalogues.keys()]).toEqual(['de', 'en']);
  expect(messages.isExercise('TATBİKAT – gerçek bir olay değildir. …')).toBe(true);
  expect(messages.isExercise('Rathaus')).toBe(false);
});

test('the banner of an exercise is known in the words of each channel', async () => {
  const files = await shippedFiles();
  const text = files.get('messages/de.ftl') ?? '';
  files.set(
    'messages/de.ftl',
    text.replace(/^exercise = .*/m, (banner) => `${banner}\n    .x = Wir üben nur.`),
  );
  const messages = readMessages(files, IDS);
  expect(['Wir üben nur. Rathaus', 'ÜBUNG – kein echter Vorfall. Rathaus'].map(messages.isExercise)).toEqual([
    true,
    true,
  ]);
});

test.each([
  ['x', 'mastodon'],
  ['mastodon', 'x'],
] as const)(
  'a form named as a channel is said on that channel alone, also when %s is worded first',
  async (...order) => {
    const files = await shippedFiles();
    const text = files.get('messages/de.ftl') ?? '';
    const closed = 'closed = { $who }: Geschlossen.\n    .x = { $who }: Zu.';
    files.set(
      'messages/de.ftl',
      text.replace(/^closed = \{(?:.*\n){3} {4}\}/m, () => closed),
    );
    const catalogue = readMessages(files, IDS).catalogues.get('de');
    const said = new Map(
      order.map((channel) => [channel, catalogue?.forms('closed', { who: 'Kreis' }, channel)]),
    );
    expect(said.get('x')).toEqual(['Kreis: Zu.']);
    expect(said.get('mastodon')).toEqual(['Kreis: Geschlossen.']);
  },
);

test('what words a kind in a language changes with every word that it can say, and with none of another language', async () => {
  const digestsAfter = async (name: string, change: (text: string) => string) => {
    const files = await shippedFiles();
    const read = () => readMessages(files, IDS, ['en', 'tr']).digests;
    const before = read();
    files.set(`messages/${name}`, change(files.get(`messages/${name}`) ?? ''));
    const after = read();
    return KINDS.flatMap((kind) =>
      ['de', 'en', 'tr'].flatMap((one) => (before[kind][one] === after[kind][one] ? [] : `${kind} ${one}`)),
    );
  };
  const all = (...languages: readonly string[]) =>
    KINDS.flatMap((kind) => languages.map((language) => `${kind} ${language}`));
  const words = (await shippedFiles()).get('messages/tr.ftl') ?? '';
  const german = (await shippedFiles()).get('messages/de.ftl') ?? '';
  const digests = translationsOf(german, words, {})
    .find(({ id }) => id === 'emergency-calls-work')
    ?.digests();
  const signed = `emergency-calls-work: {german: "${digests?.german}", words: "${digests?.words}", translator: agency, second_reader: reader, date: "2026-11-26"}\n`;
  expect(await digestsAfter('tr.review.yaml', () => signed)).toEqual(all('tr'));
  expect(await digestsAfter('tr.ftl', (text) => text.replace('110/112', '112/110'))).toEqual(all('tr'));
  const changed = (text: string) => text.replace('Notruf 110/112 geht.', 'Notruf geht.');
  // What was changed in German is stale in English, where it is not said any more.
  expect(await digestsAfter('de.ftl', changed)).toEqual(all('de', 'en'));
  const hurried = (text: string) =>
    text.replace('emergency-calls? age next\n    link\n    hashtags', 'emergency-calls? age next\n    link');
  expect(await digestsAfter('layout.yaml', hurried)).toEqual(['notice de', 'notice en', 'notice tr']);
});

const lineOf = (text: string, words: string) => text.slice(0, text.indexOf(words)).split('\n').length;

describe('a mistake in a catalogue is found when it is read, with its line and the right spelling', () => {
  const mistakes: readonly (readonly [it: string, file: string, from: string, to: string, told: RegExp])[] = [
    [
      'a name that a sentence does not have',
      'de.ftl',
      '{ $purpose }: { $ways }.',
      '{ $purpos }: { $ways }.',
      /unknown-name: .*\$purpos.*purpose/,
    ],
    [
      'a name in a branch that is seldom taken',
      'en.ftl',
      'technical fault at { $supplier }',
      'technical fault at { $suplier }',
      /unknown-name: .*\$suplier.*supplier/,
    ],
    [
      'a sentence that nobody says',
      'de.ftl',
      'closed = {',
      'close = {',
      /unknown-message: .*`close`.*closed/,
    ],
    [
      'a sentence that lacks what it is said for',
      'en.ftl',
      'link = Emergency page: { $url }',
      'link = See our emergency page.',
      /name-unsaid: `link` .*\$url/,
    ],
    [
      'a short form that lacks what the sentence is said for',
      'de.ftl',
      'next = Nächste Info: { $at }.\n    .short = Nächste Info: { $at-short }.',
      'next = Nächste Info: { $at }.\n    .short = Bald mehr.',
      /name-unsaid: `next\.short` .*\$at/,
    ],
    [
      'an alternative that is never chosen, so that another would be said',
      'de.ftl',
      '[limited] ACHTUNG: Der Notruf',
      '[limitiert] ACHTUNG: Der Notruf',
      /unknown-name: .*\$status.*\[limitiert\].*limited/,
    ],
    [
      'a part that would be said twice',
      'layout.yaml',
      'contacts\n    age next\n\n    reach phase appointments-otherwise',
      'contacts\n    age next contacts\n\n    reach phase appointments-otherwise',
      /unknown-name: .*`contacts`.*twice/,
    ],
    [
      'a form that is none',
      'de.ftl',
      '.shortest = { $who }: { $ways-none }.',
      '.shortes = { $who }: { $ways-none }.',
      /unknown-name: .*\.shortes.*shortest/,
    ],
    [
      'another sentence that is not in the file',
      'en.ftl',
      '{ estimate.short }',
      '{ estimate.shrt }',
      /unknown-name: .*`estimate\.shrt`/,
    ],
    [
      'another sentence with a name that this one does not have',
      'de.ftl',
      '.shortest = { $who }: { $ways-none }.',
      '.shortest = { $who }: { $ways-none }. { next }',
      /unknown-name: .*`unreachable` .*`next`.*\$at/,
    ],
    [
      'another sentence with one that has a name which this one does not have',
      'de.ftl',
      'cause = {',
      'cause = { headline-appointments-cancelled.short } {',
      /unknown-name: .*`cause` .*`headline-appointments-cancelled\.short`.*\$from-short/,
    ],
    [
      'a sentence within itself',
      'de.ftl',
      '{ $who }: Es liegt keine Störung mehr vor.',
      '{ $who }: Es liegt keine Störung mehr vor. { over }',
      /unknown-name: .*`over`.*itself/,
    ],
    [
      'two sentences, each within the other',
      'de.ftl',
      'say-wait = Bitte warten Sie mit allem, was nicht dringend ist.\nsay-call =',
      'say-wait = {\n    say-call }\nsay-call = { say-wait }',
      /unknown-name: .*`say-wait`.*itself/,
    ],
    [
      'a word of the catalogue that there is not',
      'de.ftl',
      'correction = KORREKTUR',
      'correction = { -word } KORREKTUR',
      /unknown-name: .*`correction` .*-word/,
    ],
    [
      'something that is worked out',
      'de.ftl',
      'link = Notfallseite: { $url }',
      'link = Notfallseite: { UPPER($url) } { $url }',
      /unknown-name: .*`link` .*UPPER/,
    ],
    [
      'a sentence like none in the file',
      'en.ftl',
      '{ estimate.short }',
      '{ nobody }',
      /unknown-name: .*`nobody`.* → docs\/messages\.md/,
    ],
    [
      'a brace that is not closed',
      'de.ftl',
      'Nur eingeschränkt möglich: { $services }.\nservices-unclear',
      'Nur eingeschränkt möglich: { $services.\nservices-unclear',
      /^\d+:\d+ message-broken: .*`services-limited`.*$/,
    ],
    [
      'a part that there is not',
      'layout.yaml',
      'headline cause',
      'headline cuase',
      /unknown-name: .*`cuase`.*cause/,
    ],
  ];
  for (const [it, file, from, to, told] of mistakes)
    test(it, async () => {
      const text = await readFile(join(FOLDER, file), 'utf8');
      expect(text).toContain(from);
      const found = await withFile(file, (before) => before.replace(from, () => to));
      expect(found.join('\n')).toMatch(told);
      const line = file === 'layout.yaml' ? /^\d+:/ : new RegExp(`^${lineOf(text, from)}:`, 'm');
      expect(found.join('\n')).toMatch(line);
    });

  test.each([
    ['\u202E', '202E'],
    ['\t', '0009'],
  ])('a character that nobody sees: %j', async (unseen, code) => {
    const found = await withFile('de.ftl', (text) => text.replace('Website\n', `Web${unseen}site\n`));
    expect(found.join('\n')).toMatch(new RegExp(`unseen-character: .*U\\+${code}`));
  });

  test.each(['\\u202E', '\\u2067', '\\u2069', '\\u200b', '\\U0E0041', '\\uD83D'])(
    'a character that nobody sees, written by its number as %s',
    async (written) => {
      const found = await withFile('de.ftl', (text) => text.replace('Website\n', `Web{"${written}"}site\n`));
      expect(found.join('\n')).toMatch(/^\d+:.*unseen-character: /m);
    },
  );

  test('a sentence that is written twice, and no other one', async () => {
    const found = await withFile('de.ftl', (text) => `${text}authority = Noch einmal.\n`);
    expect(found).toEqual([expect.stringMatching(/message-broken: .*`authority` is written twice/)]);
  });

  const CLOSED = /^closed = \{.*\n.*\n.*\n {4}\}/m;
  test.each([
    ['a star', 'Unsere Schalter sind zu.\n    * Bitte kommen Sie nicht: { $who }.', '*', 1],
    ['a bracket', 'Unsere Schalter sind zu.\n    [Auskunft] { $who }', '[', 1],
    ['a dot', '{ $who }: zu\n    ... Bitte kommen Sie nicht.', '.', 1],
    ['a brace', '{ $who }: zu.\n    }', '}', 1],
    [
      'the old alternatives',
      '{ $who }: zu.\n        [outage] { $who }: zu.\n    }\n    .x = { $who }: zu.',
      '[',
      1,
    ],
    ['no words at all', '', '`closed` cannot be read', 0],
    ['a form without =', '{ $who }: Die Schalter sind zu.\n    .short { $who }: zu.', '=', 1],
    ['a form after a note', '{ $who }: Die Schalter sind zu.\n# Note.\n    .short = { $who }: zu.', '', 2],
    [
      'a form after an empty line and a note',
      '{ $who }: zu.\n\n# Note.\n\n    .short = { $who }: zu.',
      '',
      4,
    ],
  ])('a line of a sentence that nobody would read: %s', async (_, words, mark, below) => {
    const text = await readFile(join(FOLDER, 'de.ftl'), 'utf8');
    const found = await withFile('de.ftl', () => text.replace(CLOSED, () => `closed = ${words}`));
    const line = lineOf(text, 'closed = {') + below;
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${line}:.*message-broken: .*`))]);
    expect(found[0]).toContain(mark);
  });

  test.each([
    '{ $who }:\n    zu.\n\n    Bitte kommen Sie nicht.\n\n    .short = { $who }: zu.',
    '{ $who }: zu. { "[" }Auskunft]\n    { "*" } Bitte kommen Sie nicht.',
  ])('all lines of a sentence belong to it that Fluent reads: %j', async (words) => {
    const text = (await shippedFiles()).get('messages/de.ftl') ?? '';
    const changed = text.replace(CLOSED, () => `closed = ${words}`);
    expect(await withFile('de.ftl', () => changed)).toEqual([]);
    expect(sentencesIn(changed).find(({ id }) => id === 'closed')?.source).toBe(`closed = ${words}`);
  });

  test('a form that is written twice', async () => {
    const twice = '.short = Nächste Info: { $at-short }.';
    const found = await withFile('de.ftl', (text) =>
      text.replace(twice, `${twice}\n    .short = Neues: { $at }.`),
    );
    expect(found).toEqual([expect.stringMatching(/message-broken: .*`next\.short`.* twice/)]);
  });

  test('a sentence that is missing in German, from which all others are translated', async () => {
    const found = await withFile('de.ftl', (text) => text.replace(/^stand =.*\n {4}.*\n/m, ''));
    expect(found.join('\n')).toMatch(/message-broken: .*`stand` is missing/);
  });
});

describe('words that are missing in a language', () => {
  const REGION = `municipalities:
  siegen: {name: {de: Stadt Siegen, en: City of Siegen}, kind: stadt, ags: "05970040", languages: [de, en], info_url: https://example.org/siegen, accounts: [{id: m, channel: mastodon, server: https://social.example.org, handle: siegen}]}
`;
  const NOW = Date.parse('2023-10-30T16:52+01:00');
  const state = (
    facts: string,
  ) => `incident: {id: i, mode: live, title: {de: IT-Ausfall, en: IT outage}, started: "2023-10-30 01:01"}
facts: {siegen: ${facts}}
announcements: [{id: status, kind: status, post_as: [siegen]}]
`;

  test('hold what must be said in that language, and never come in another', async () => {
    await using open = await openSystem({ at: NOW, region: REGION });
    for (const facts of [
      '{instruction: {de: Bitte zu Hause bleiben.}}',
      '{contacts: {desk: {phone: "+49 221 4710119", verified_by: p, name: {de: Infotisch}}}}',
    ]) {
      const planned = await open.plan(state(facts));
      expect(
        planned.posts.map(({ intent }) => intent.language),
        facts,
      ).toEqual(['de']);
      expect(
        planned.held.map((one) => `${one.language} ${one.because}`),
        facts,
      ).toEqual(['en missing-translation']);
    }
  });

  test('leave out what may be left out, and point to the German', async () => {
    await using open = await openSystem({ at: NOW, region: REGION });
    for (const facts of [
      '{services: {id-cards: {status: limited, alternative: {de: nur Abholung}}}}',
      '{contacts: {desk: {name: {de: Infotisch}, place: {de: Rathaus}}}}',
    ]) {
      const { posts } = await open.plan(state(facts));
      const english = posts.find(({ intent }) => intent.language === 'en')?.intent.text;
      expect(english, facts).toContain('More in German: https://example.org/siegen');
      expect(english, facts).not.toMatch(/Abholung|Infotisch|Rathaus/);
    }
  });

  test('leave out the cause beside the title, and point to the German for it', async () => {
    await using open = await openSystem({
      at: NOW,
      region: REGION,
      messages: withoutSentences('en.ftl', 'cause'),
    });
    const known = state('{reach: {}}').replace('started:', 'cause: {kind: power-outage, public: true}, $&');
    const texts = (await open.plan(known)).posts.map(({ intent }) => intent.text ?? '');
    expect(texts).toEqual([
      expect.stringContaining('IT-Ausfall. Grund: Stromausfall.'),
      expect.stringMatching(/IT outage.*More in German: /s),
    ]);
  });

  const SPEAKING = (languages: string, account: string) =>
    REGION.replace('[de, en]', languages)
      .replace('en: City of Siegen', 'en: City of Siegen, de-simple: Stadt Siegen')
      .replace('info_url: https://example.org/siegen, ', '')
      .replace('handle: siegen}', `handle: siegen${account}}`);

  test('point to the German on an account only where it posts German', async () => {
    const facts = '{services: {id-cards: {status: limited, alternative: {de: nur Abholung}}}}';
    for (const [account, said] of [
      ['', true],
      [', languages: [en]', false],
    ] as const) {
      await using open = await openSystem({ at: NOW, region: SPEAKING('[de, en]', account) });
      const { posts } = await open.plan(state(facts));
      const english = posts.find(({ intent }) => intent.language === 'en')?.intent.text ?? '';
      expect(english).toContain('German version is authoritative.');
      expect(english.includes('More in German on this account'), english).toBe(said);
    }
  });

  test.each(['[en, de]', '[de-simple, de]'])(
    'the German post neither says that it is German nor which version holds, in whatever order the languages are: %s',
    async (languages) => {
      await using open = await openSystem({ at: NOW, region: SPEAKING(languages, '') });
      const written = state('{reach: {phone: down}}').replace(
        'de: IT-Ausfall',
        'de: IT-Ausfall, de-simple: Ausfall',
      );
      const { posts } = await open.plan(written.replace('mode: live', 'mode: draft'));
      const german = posts.find(({ intent }) => intent.language === 'de')?.intent.text ?? '';
      expect(german).toContain('nicht per Telefon erreichbar');
      expect(german).not.toMatch(/Deutsch:|deutsche Fassung/);
    },
  );
});
