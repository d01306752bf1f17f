import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/domain/post-key.ts';
import { at, file, hotline, OUTAGE, openDay, RIGHT } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { GERMAN_ONLY } from '../fixtures/system.ts';

test('own words keep their line ends and paragraphs', async () => {
  await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
  const text = { de: 'Heute offen:\n- Kasse   8 bis 12 Uhr\n- Info 8 bis 16 Uhr\n\n\n\nBitte Geduld.\n' };
  await day.step('09:00', file({}, { id: 'words', kind: 'notice', post_as: ['menden'], text }));
  for (const account of ['menden-x', 'menden-mastodon'])
    expect(day.published(account)[0]).toBe(
      'Stadt Menden: Heute offen:\n- Kasse 8 bis 12 Uhr\n- Info 8 bis 16 Uhr\n\nBitte Geduld.',
    );
});

test('a misspelt slot in the words of one town holds its announcement, and every command works for the others', async () => {
  const notice = (town: string, de: string) => ({ id: town, kind: 'notice', post_as: [town], text: { de } });
  const state = file({}, notice('mk', 'Rufen Sie { $phon } an.'), notice('menden', 'Heute bis 18 Uhr.'));
  await using program = await openProgramAt('09:00', state);
  const ended = async (...words: readonly string[]) => {
    const { status, out, err } = await program.run(...words);
    return { status, text: out + err };
  };
  expect(await ended('check')).toMatchObject({ status: 2, text: expect.stringContaining('$phon') });
  expect(await ended('plan')).toMatchObject({ status: 2, text: expect.stringContaining('(message-broken)') });
  expect((await ended('set', 'menden', 'reach.phone=down', '--yes', '--by', 'press-menden')).status).toBe(2);
  expect((await ended('run', '--once')).status).toBe(2);
  const published = program.published();
  expect(published.map((line) => line.split(' ')[0])).toEqual(['menden-x', 'menden-mastodon']);
});

test.each([
  ['Alles Wichtige: { $link }', 'Stadt Menden. Alles Wichtige: https://notfall.menden.de'],
  ['Mehr (https://notfall.menden.de).', 'Stadt Menden: Mehr (https://notfall.menden.de).'],
  [
    'Termine: https://notfall.menden.de/termine',
    'Stadt Menden. Termine: https://notfall.menden.de/termine\n\nNotfallseite: https://notfall.menden.de',
  ],
])('a page that own words give is not given again: %s', async (de, read) => {
  await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
  const notice = { id: 'words', kind: 'notice', post_as: ['menden'], text: { de } };
  await day.step('09:00', file({ menden: { info_url: 'https://notfall.menden.de' } }, notice));
  expect(day.published('menden-mastodon')).toEqual([read]);
});

test.each([
  ['Bitte kommen Sie ins Rathaus (Markt 2)', 'Bitte kommen Sie ins Rathaus (Markt 2).'],
  ['Bitte kommen Sie in den „Ratskeller“', 'Bitte kommen Sie in den „Ratskeller“.'],
  ['Bitte kommen Sie. (Markt 2, Eingang hinten.)', 'Bitte kommen Sie. (Markt 2, Eingang hinten.)'],
  ['Am Eingang steht: „Bitte warten!“', 'Am Eingang steht: „Bitte warten!“'],
  ['Alles Wichtige (https://menden.de)', 'Alles Wichtige (https://menden.de)'],
])('an instruction that ends without a full stop gets one: %s', async (de, read) => {
  await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
  const menden = { reach: { phone: 'down' }, instruction: { de }, email: { action: 'resend' } };
  await day.step('09:00', file({ menden }, { id: 'off', kind: 'outage', post_as: ['menden'] }));
  expect(day.published('menden-mastodon')[0]).toContain(`\n${read} Bitte senden Sie `);
});

test.each(['{ $who }', 'Stadt Menden.'])(
  'own words that say no more than the name (%s) are held',
  async (de) => {
    await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
    const said = file({}, { id: 'words', kind: 'notice', post_as: ['menden'], text: { de } });
    await day.step('09:00', said);
    expect(day.reads()).toEqual([]);
    expect(await day.held(said)).toContain('words/menden-x/de nothing-to-say');
  },
);

test.each([
  ['{ $who }: Das Rathaus ist zu.', 'Stadt Menden: Das Rathaus ist zu.'],
  ['Die { $who } bittet um Geduld.', 'Die Stadt Menden bittet um Geduld.'],
  ['Stadt Menden: Das Rathaus ist zu.', 'Stadt Menden: Das Rathaus ist zu.'],
  ['Die Stadt Menden bittet um Geduld.', 'Die Stadt Menden bittet um Geduld.'],
  ['STADT MENDEN: Das Rathaus ist zu.', 'STADT MENDEN: Das Rathaus ist zu.'],
  ['„Stadt Menden“ bittet um Geduld.', '„Stadt Menden“ bittet um Geduld.'],
  ['Stadt Menden/Hemer: Stau.', 'Stadt Menden. Stadt Menden/Hemer: Stau.'],
  ['Ein Hinweis von uns, { $who }.', 'Ein Hinweis von uns, Stadt Menden.'],
  ['Kasse der Stadt Menden offen.', 'Stadt Menden: Kasse der Stadt Menden offen.'],
  ['Stadt Menden-Nord ohne Strom.', 'Stadt Menden: Stadt Menden-Nord ohne Strom.'],
])('a name that begins own words, or that they ask for, is not put before them: %s', async (de, read) => {
  await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
  const notice = { id: 'words', kind: 'notice', post_as: ['menden'], text: { de } };
  await day.step('09:00', file({}, notice));
  expect(day.published('menden-mastodon')).toEqual([read]);
});

test('nor is it in a correction', async () => {
  await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
  const notice = { id: 'words', kind: 'notice', post_as: ['menden'], text: { de: 'Offen bis 18 Uhr.' } };
  await day.step('09:00', file({}, notice));
  const text = { de: 'Die { $who } hat bis 19 Uhr offen.' };
  await day.step('09:20', file({}, notice, { id: 'right', kind: 'correction', corrects: 'words', text }));
  expect(day.published('menden-mastodon').join('\n')).toContain(
    'KORREKTUR – Die Stadt Menden hat bis 19 Uhr offen.',
  );
});

test('`{ $who }` names the subject of a text beside the name of its speaker', async () => {
  await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
  const text = { de: 'Hilfe für die { $who } ist da.' };
  await day.step(
    '09:00',
    file({}, { id: 'words', kind: 'notice', post_as: ['mk'], about: ['menden'], text }),
  );
  expect(day.published('mk-mastodon')).toEqual(['Märkischer Kreis: Hilfe für die Stadt Menden ist da.']);
});

test.each(['{phone}', '{ §phone }', '{ $phone', '{{ $phone }}', '[ $phone }'])(
  'own words with a brace that names no slot (%s) are held: no follower reads it',
  async (slot) => {
    await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
    const text = { de: `Rufen Sie ${slot} an.` };
    const said = file({ menden: hotline(RIGHT) }, { id: 'words', kind: 'notice', post_as: ['menden'], text });
    await day.step('09:00', said);
    expect(day.reads()).toEqual([]);
    expect(await day.held(said)).toContain('words/menden-x/de message-broken');
  },
);

test('a person who updates words that still wait reads which words they replace, before anything is done', async () => {
  const outage = { id: 'outage', kind: 'outage', post_as: ['menden'] };
  const first = { id: 'first', kind: 'notice', updates: 'outage', text: { de: 'Abholung bis 18 Uhr.' } };
  const state = file({ menden: { reach: { phone: 'down' } } }, outage, first);
  await using program = await openProgramAt('09:00', state, {
    config: 'approvals: {needed: 1, standing: []}\n',
  });
  const words = ['--text', 'Abholung bis 19 Uhr.', '--by', 'press-menden'];
  const { out } = await program.run('announce', 'notice', '--updates', 'first', ...words);
  expect(out).toContain(
    '2 posts take the place of first, which is not said there: "Stadt Menden: Abholung bis 18 Uhr."',
  );
});

test('`{ $phone }` is the number that is answered now, and none that is over or has not begun', async () => {
  await using day = await openDay('09:00');
  const number = (phone: string, more: object = {}) => ({ phone, verified_by: 'press-menden', ...more });
  const over = number('+49 221 4710101', { until: '2026-11-24 08:00' });
  const early = number('+49 221 4710102', { valid_from: '2026-11-25 08:00' });
  const menden = { contacts: { over, early, hotline: number(RIGHT) } };
  const say = {
    id: 'n',
    kind: 'notice',
    post_as: ['menden'],
    text: { de: 'Bitte rufen Sie { $phone } an.' },
  };
  const { posts } = await day.plan(file({ menden }, say));
  expect(posts[0]?.intent.text).toContain('Bitte rufen Sie 0221 4710119 an.');
});

test('a correction of own words is said as the advice of the one that is held tells how', async () => {
  const notice = (de: string) => file({}, { id: 'w', kind: 'notice', post_as: ['menden'], text: { de } });
  await using program = await openProgramAt('09:00', notice('Wasser abkochen.'));
  await program.run('run', '--once');
  program.advanceTo(at('10:00'));
  const correct = (...words: readonly string[]) =>
    program.run('announce', 'correction', '--corrects', 'w', '--what', 'Abkochen genügt nicht', ...words);
  expect((await correct('--by', 'press')).out).toMatch(/with `text` what is right, and with `what` what was/);
  await correct('--text', 'de: Wasser nicht trinken.', '--by', 'press', '--yes');
  const onX = program.published().filter((text) => text.startsWith('menden-x'));
  expect(onX).toEqual([
    expect.stringMatching(/^menden-x KORREKTUR.*Wasser nicht trinken\..*Abkochen genügt nicht/s),
  ]);
});

describe('words whose umlauts are two characters, as a PDF or a Mac gives them', () => {
  const WORDS = 'Anlaufstelle: Bürgerbüro geöffnet.';
  const APART = WORDS.normalize('NFD');
  const down = (words: string, more = {}) =>
    file(
      { hemer: { reach: { phone: 'down' }, instruction: { de: words, en: words } } },
      { ...OUTAGE, keep_current: true },
      { id: 'words', kind: 'notice', post_as: ['hemer'], text: { de: words, en: words }, ...more },
    );

  test('are said as everybody types them, and said once', async () => {
    await using day = await openDay('09:00');
    await day.step('09:00', down(APART));
    const said = day.published('hemer-x');
    expect(said.filter((text) => text.includes(WORDS))).toHaveLength(2);
    const { outdated } = await day.plan(down(WORDS));
    expect(outdated).toEqual([]);
    await day.step('10:00', down(WORDS, { edition: 2 }));
    for (const account of ['hemer-x', 'hemer-mastodon'])
      for (const { versions } of day.sandbox.timeline(account)) expect(versions).toHaveLength(1);
    expect(day.published('hemer-x')).toEqual(said);
  });

  test('are not outdated, nor said again, where an earlier version of this program published them as they were typed', async () => {
    await using program = await openProgramAt('09:00', down(WORDS));
    await program.run('run', '--once');
    const said = program.published();
    writtenApart(join(program.folder, 'data/live.sqlite'));
    const { outdated } = JSON.parse((await program.run('plan', '--json')).out);
    expect(outdated).toEqual([]);
    program.advanceTo(at('10:00'));
    await program.reads(down(WORDS, { edition: 2 }));
    expect(program.published()).toEqual(said);
  });

  /** Puts apart what the ledger has. */
  function writtenApart(ledger: string): void {
    using db = new DatabaseSync(ledger);
    for (const { digest, json } of db.prepare('select * from snapshots').all()) {
      const apart = String(json).normalize('NFD');
      const own = sha256(apart);
      db.prepare('update snapshots set digest = ?, json = ? where digest = ?').run(own, apart, digest ?? '');
      for (const column of ['snapshot', 'published_snapshot'])
        db.prepare(`update entries set ${column} = ? where ${column} = ?`).run(own, digest ?? '');
    }
    for (const { key, text } of db.prepare('select * from entries').all()) {
      const apart = String(text).normalize('NFD');
      db.prepare('update entries set text = ?, published_text = ? where key = ?').run(
        apart,
        apart,
        key ?? '',
      );
    }
  }
});
