import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { po } from 'gettext-parser';
import { describe, expect, test } from 'vitest';
import { SENTENCES } from '../../src/core/wording/sentences.ts';
import { file, openDay } from '../fixtures/day.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';
import { smallDisk } from '../fixtures/small-disk.ts';
import { withoutSentences } from '../fixtures/system.ts';

const ALL = Object.keys(SENTENCES).length;
const ROOT = join(import.meta.dirname, '../..');
const PEOPLE = ['--translator', 'agency', '--by', 'press-hemer'];
const FACTS = {
  all: { reach: { phone: 'down' }, next_update: '2026-11-24 12:00', info_url: 'https://example.org/hemer' },
};
const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer'], at: '2026-11-24 02:05' };

/** The program with messages of its own. */
async function openTranslator(state = file({})) {
  const program = await openProgramAt('02:10', state);
  const folder = join(program.folder, 'messages');
  await mkdir(folder);
  await cp(join(ROOT, 'messages'), folder, { recursive: true });
  const path = (name: string) => join(folder, name);
  const replace = async (name: string, from: string | RegExp, to: string) => {
    const text = await readFile(path(name), 'utf8');
    expect(text).toMatch(from);
    await writeFile(path(name), text.replace(from, to));
  };
  return {
    run: (...words: readonly string[]) => program.run('--messages', folder, ...words),
    read: (name: string) => readFile(path(name), 'utf8'),
    path,
    replace,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

test('what agencies translate keeps id, German, translation and comment in a PO file, and comes back as it went', async () => {
  await using translator = await openTranslator();
  const before = await translator.read('ar.ftl');
  const exported = translator.path('ar.po');
  expect(await translator.run('translations', 'ar', '--export', exported)).toMatchObject({ status: 0 });
  const { translations } = po.parse(await readFile(exported));
  const [next] = Object.values(translations.next ?? {});
  expect(next?.msgid).toMatch(/^Nächste Info: \{ \$at \}\.\n {4}\.short = /);
  expect(next?.msgstr[0]).toMatch(/^المعلومات القادمة: \{ \$at \}\.\n {4}\.short = /);
  const [old] = Object.values(translations['facts-from'] ?? {});
  expect(old?.comments?.extracted).toContain('Wenn die Angaben lange nicht bestätigt wurden.');
  expect(await translator.run('translations', 'ar', '--export', exported)).toMatchObject({
    status: 1,
    err: expect.stringContaining('exists already'),
  });
  const imported = await translator.run('translations', 'ar', '--import', exported);
  expect(imported).toMatchObject({ status: 0, out: expect.stringContaining('0 sentences') });
  expect(await translator.read('ar.ftl')).toBe(before);
});

test('an export for which there is no room leaves no file, so that it can be repeated', async () => {
  await using translator = await openTranslator();
  await using disk = await smallDisk(translator.path('../disk'), 4_096);
  if (disk === null) return;
  for (const _ of [1, 2])
    expect(
      await translator.run('translations', 'ar', '--export', translator.path('../disk/ar.po')),
    ).toMatchObject({ status: 1, err: expect.stringContaining('ENOSPC') });
});

test('a file that was saved in another encoding than it names changes no sentence, also none whose German is plain ASCII', async () => {
  await using translator = await openTranslator();
  const before = await translator.read('pl.ftl');
  const file = translator.path('pl.po');
  await translator.run('translations', 'pl', '--export', file);
  await writeFile(file, await readFile(file, 'utf8'), 'latin1');
  expect(await translator.run('translations', 'pl', '--import', file)).toMatchObject({
    status: 1,
    err: expect.stringContaining('pl.po is not UTF-8'),
  });
  expect(await translator.read('pl.ftl')).toBe(before);
});

test('what agencies translate is taken over into its own language only, whatever region their program adds', async () => {
  await using translator = await openTranslator();
  const before = await translator.read('tr.ftl');
  const exported = translator.path('ar.po');
  await translator.run('translations', 'ar', '--export', exported);
  expect(await translator.run('translations', 'tr', '--import', exported)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/ar\.po.* is in ar, not in tr \(bad-po\)/),
  });
  expect(await translator.read('tr.ftl')).toBe(before);
  for (const [language, written] of [
    ['ar', 'ar_EG'],
    ['ar', ''],
    ['de-simple', 'de'],
  ] as const) {
    const file = translator.path(`${language}-${written}.po`);
    await translator.run('translations', language, '--export', file);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(`Language: ${language}\\n`);
    await writeFile(file, text.replace(`Language: ${language}`, `Language: ${written}`));
    expect(await translator.run('translations', language, '--import', file), written).toMatchObject({
      status: 0,
    });
  }
});

test('what agencies translate is taken over sentence by sentence: what cannot be used is named, and keeps its words', async () => {
  await using translator = await openTranslator();
  await translator.replace('pl.ftl', /^stand =.*\n.*\n/m, '');
  const file = translator.path('pl.po');
  await translator.run('translations', 'pl', '--export', file);
  const { headers, charset, translations } = po.parse(await readFile(file));
  const change = (id: string, words: string, more: object = {}) => {
    const [entry] = Object.values(translations[id] ?? {});
    if (!entry) throw new Error(`${id} was not exported`);
    Object.assign(entry, { msgstr: [words], ...more });
  };
  change('closed', 'Zamknięte dla { $who }.\n    .short = Zamknięte: { $who }.');
  change('stand', 'Stan: { $at }.\n    .short = Stan: { $at-short }.');
  change('next', 'Nowe informacje: { $at.');
  change('authority', 'Wiążąca jest wersja { $sprache }.');
  change('correction', 'POPRAWKA:\nnowe = Coś innego.');
  change('over', '{ $who }: Awaria usunięta.\n    * Dziękujemy.');
  change('link', 'Strona: { $url }', { comments: { flag: 'fuzzy' } });
  await writeFile(file, po.compile({ charset, headers, translations }));
  await translator.replace('de.ftl', 'KORREKTUR –', 'RICHTIG IST –');
  await translator.replace('de.ftl', 'Stand: { $at }', 'Stand vom { $at }');
  const before = await translator.read('pl.ftl');

  const { status, out, err } = await translator.run('translations', 'pl', '--import', file);
  expect(status).toBe(1);
  expect(err).toContain('The sentence `next` cannot be read');
  expect(err).toContain('Nobody would read the sentence `over` from here on');
  expect(err).toContain('`authority` cannot name $sprache');
  for (const id of ['correction', 'stand'])
    expect(err).toContain(`\`${id}\` was translated from other German words`);
  expect(out).toContain('changed: closed.');
  expect(out).toContain('marked as not done: link.');
  const after = await translator.read('pl.ftl');
  expect(after).toBe(
    before.replace(
      /^closed = [\s\S]*?^ {4}\}\n/m,
      'closed = Zamknięte dla { $who }.\n    .short = Zamknięte: { $who }.\n',
    ),
  );

  await translator.replace('de.ftl', 'RICHTIG IST –', 'KORREKTUR –');
  await translator.replace('de.ftl', 'Stand vom { $at }', 'Stand: { $at }');
  const again = await translator.run('translations', 'pl', '--import', file);
  expect(again.err).toContain('The sentence `correction` cannot be read: a line of it is not indented');
  expect(await translator.read('pl.ftl')).toMatch(
    /^facts-from = .*\n(?: .*\n)*stand = Stan: \{ \$at \}\.\n/m,
  );
});

const ENTRY = (id: string | null, words: string) =>
  `${id === null ? '' : `msgctxt "${id}"\n`}msgid "Nächste Info: { $at }."\nmsgstr "${words}"\n\n`;

test.each([
  { file: 'has nothing', content: '', told: /has no sentence \(bad-po\)/ },
  {
    file: 'does not say which sentence it is',
    content: ENTRY(null, 'Dalej: { $at }.'),
    told: /the sentence "Nächste Info.*" has no id \(`msgctxt`\)\. Nothing was taken over/,
  },
  {
    file: 'has a sentence twice',
    content: ENTRY('next', 'Dalej: { $at }.') + ENTRY('next', ''),
    told: /Duplicate msgid error.*"next".* \(bad-po\)/,
  },
])('nothing is lost without a word where the PO file $file', async ({ content, told }) => {
  await using translator = await openTranslator();
  const before = await translator.read('pl.ftl');
  await writeFile(translator.path('pl.po'), content);
  expect(await translator.run('translations', 'pl', '--import', translator.path('pl.po'))).toMatchObject({
    status: 1,
    err: expect.stringMatching(told),
  });
  expect(await translator.read('pl.ftl')).toBe(before);
});

test('what agencies translate is signed by two people, for the words and the German of today', async () => {
  await using translator = await openTranslator();
  const one = ['translations', 'tr', '--sign', 'next', 'closed'];
  expect((await translator.run(...one, '--by', 'press-hemer')).status).toBe(1);
  const alone = await translator.run(...one, '--translator', 'Press Hemer', '--by', 'press-hemer');
  expect(alone).toMatchObject({
    status: 1,
    err: 'press-hemer read their own translation (same-reader)\n   → Let somebody else read it.\n',
  });
  expect(await translator.run('translations', 'tr', '--sign', 'nxt', ...PEOPLE)).toMatchObject({
    status: 1,
    err: expect.stringContaining('Did you mean `next`?'),
  });
  expect(await translator.run(...one, ...PEOPLE)).toMatchObject({ status: 0 });
  expect(await translator.read('tr.review.yaml')).toMatch(
    /^next: \{.*translator: "agency", second_reader: "press-hemer", date: "2026-11-24"\}$/m,
  );
  expect((await translator.run('translations')).out).toMatch(new RegExp(`tr +2 signed +${ALL - 2} unsigned`));

  await translator.replace('tr.ftl', 'Yeni bilgi: { $at }', 'Sonraki bilgi: { $at }');
  await translator.replace('de.ftl', 'Unsere Schalter sind geschlossen.', 'Unsere Schalter sind heute zu.');
  const { out } = await translator.run('translations', 'tr');
  expect(out).toMatch(
    /STALE.*: 1\n {3}closed, translated by agency, read by press-hemer, 2026-11-24[\s\S]*heute zu\.[\s\S]*Gişelerimiz kapalı/,
  );
  expect(out).toMatch(new RegExp(`UNSIGNED: ${ALL - 1}\n[^]* {3}next\n`));
  const signed = await translator.run('translations', 'tr', '--sign', ...PEOPLE);
  expect(signed.out).toMatch(new RegExp(`\\n${ALL} sentences of tr signed\\.\\n$`));
  expect(signed.out.match(/^ {3}[a-z-]+$/gm)).toHaveLength(ALL);
  expect(signed.out).toMatch(/^ {3}next\n {3}│ .*Sonraki bilgi: \{ \$at \}/m);
  expect((await translator.run('translations', 'tr')).out).toBe(`All ${ALL} sentences of tr are signed.\n`);
});

describe('`check` tells of the languages that accounts speak', () => {
  test('what is missing, stale or unsigned, each in one line, and what is hard in Leichte Sprache', async () => {
    await using translator = await openTranslator();
    const clean = await translator.run('check');
    expect(clean.err).not.toMatch(/-sentence|hard-words/);
    await translator.replace('en.ftl', /^next =.*\n(?: +\..*\n)*/m, '');
    await translator.replace('en.ftl', /^cause = [\s\S]*?\n(?=\w)/m, '');
    await translator.replace('en.ftl', 'Please stay at home.', 'Stay at home, please.');
    await translator.replace('de.ftl', 'KORREKTUR –', 'RICHTIG IST –');
    await translator.replace('de-simple.ftl', 'Fach-Leute arbeiten daran.', 'Daran wird gearbeitet.');
    const told = await translator.run('check');
    expect(told.status).not.toBe(0);
    const err = told.err.slice(told.err.indexOf('Warnings:'));
    expect(err).toContain(
      'messages/en.ftl lacks next, cause; posts are held without next (missing-sentence)',
    );
    expect(err).toContain('translated into en: correction (stale-sentence)');
    expect(err).toContain('nobody has signed: 1 in en (unsigned-sentence)');
    expect(err).toContain('`phase` in de-simple has a passive: "Daran wird gearbeitet." (hard-words)');
    expect(err.match(/-sentence\)/g)).toHaveLength(3);
  });
});

test('a mistake in a catalogue that no account speaks stops no post, and `check` names it', async () => {
  await using translator = await openTranslator(file(FACTS, OUTAGE));
  await translator.replace('tr.ftl', /^next = .*$/m, 'next = { $then }');
  expect(await translator.run('run', '--once')).toMatchObject({ status: 0 });
  expect(await translator.run('check')).toMatchObject({
    status: 1,
    err: expect.stringContaining('`next` cannot name $then'),
  });
});

describe('words that a language lacks', () => {
  const state = (cause: object | null) =>
    JSON.stringify({
      ...JSON.parse(file(FACTS, OUTAGE)),
      ...(cause && { incident: { ...JSON.parse(file({})).incident, cause } }),
    });

  test('words of an optional part that a language lacks leave it out there, and point to the German', async () => {
    const cause = { kind: 'cyberattack', public: true };
    const change = withoutSentences('en.ftl', 'cause');
    await using day = await openDay('02:00', undefined, { messages: change });
    await day.step('02:10', state(cause));
    const [german, english] = [...day.published('hemer-mastodon')].sort(
      (a, b) => (a.includes('Stadt') ? -1 : 1) - (b.includes('Stadt') ? -1 : 1),
    );
    expect(german).toContain('Cyberangriff');
    expect(german).not.toContain('Mehr auf Deutsch');
    expect(english).toContain('Town of Hemer');
    expect(english).not.toMatch(/cyber/i);
    expect(english).toContain('More in German: https://example.org/hemer');
  });

  test('words that a language lacks in a part that is never left out hold the post in that language only', async () => {
    await using day = await openDay('02:00', undefined, { messages: withoutSentences('en.ftl', 'next') });
    await day.step('02:10', state(null));
    expect(await day.held(state(null))).toEqual(['outage/hemer-mastodon/en no-sentence']);
    expect(day.published('hemer-mastodon')).toEqual([expect.stringContaining('Stadt Hemer')]);
  });

  test.each<[it: string, file: string, from: RegExp, to: string]>([
    ['a sentence was changed after that', 'en.ftl', /Next update: \{ \$at \}\./, 'Update at { $at }.'],
    ['its German was', 'de.ftl', /Nächste Info: \{ \$at \}\./, 'Mehr am { $at }.'],
    ['a word within it was', 'en.ftl', /\[12\] 12 noon/, '[12] midday'],
    ['only others are signed', 'en.review.yaml', /^next: .*\n/m, ''],
  ])('words signed by two people are said live, and held where %s', async (_, name, from, to) => {
    const change = (one: string, text: string) => (one === name ? text.replace(from, to) : text);
    await using day = await openDay('02:00', undefined, { messages: change });
    await day.step('02:10', state(null));
    expect(await day.held(state(null))).toEqual(['outage/hemer-mastodon/en unsigned']);
    expect(day.published('hemer-mastodon')).toEqual([expect.stringContaining('Stadt Hemer')]);
  });
});

test('`plan`, with and without `--all`, shows the German that a foreign text is a translation of; the JSON has no more than before', async () => {
  await using program: TestProgram = await openProgramAt('02:10', file(FACTS, OUTAGE));
  for (const all of [['--all'], []]) {
    const { out } = await program.run('plan', ...all);
    expect(out).toMatch(
      /hemer-mastodon \(en, .*:\n {3}│ Town of Hemer[\s\S]* {5}in German:\n {3}│ Stadt Hemer: bis auf Weiteres/,
    );
    expect(out.match(/in German:/g)).toHaveLength(1);
  }
  expect((await program.run('plan', '--json')).out).not.toMatch(/"german|in German/);
});

test('`plan` and `set` show the German of a foreign text that is due alone, because the German post is there already', async () => {
  const own = (instruction: object) => file({ ...FACTS, hemer: { instruction } }, OUTAGE);
  const de = 'Bitte bringen Sie Ihren Ausweis mit.';
  await using program = await openProgramAt('02:10', own({ de }));
  await program.approve('outage', 'press-hemer');
  await program.run('run', '--once');
  const published = program.published();
  expect(published.join()).not.toContain('Town of Hemer');
  expect(published.join()).toContain(de);
  const en = 'Please bring your passport.';
  const { out: shown } = await program.run('set', 'hemer', `instruction.en=${en}`, '--by', 'press-hemer');
  await program.write('incident.yaml', own({ de, en }));
  const plans = [await program.run('plan', '--all'), await program.run('plan')];
  for (const out of [shown, ...plans.map((one) => one.out)]) {
    expect(out).toMatch(/ {3}│ Town of Hemer[\s\S]* {5}in German:\n {3}│ Stadt Hemer[\s\S]*Ausweis/);
  }
});
