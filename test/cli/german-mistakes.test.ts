import { readFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { afterAll, expect, test } from 'vitest';
import type { OperatorError } from '../../src/core/domain/errors.ts';
import { settable } from '../../src/files/incident/settable.ts';
import { busyFor, sqliteFault } from '../../src/sql/faults.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import { mistakeWords, speak, speaking } from '../../src/staff-words/say.ts';
import { bareAnswer } from '../fixtures/bare-server.ts';
import { at, file, fileOf, OUTAGE, REGION } from '../fixtures/day.ts';
import { englishIn } from '../fixtures/english.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

afterAll(() => speak('en'));

const GERMAN = { LANG: 'de_DE.UTF-8' };
const STATE = file({}, OUTAGE);
const BY = ['--by', 'presse-a'];

/** A town whose first language is English. */
const MENDEN_IN_ENGLISH = REGION.replace(/(menden:\n.*?languages: )\[de\]/s, '$1[en, de]').replace(
  '{de: "Bürgerbüro im Neuen Rathaus geöffnet, nur Barzahlung."}',
  '{de: "Bürgerbüro geöffnet.", en: "The office is open."}',
);

const unchanged = (program: TestProgram) => Promise.resolve(program);

/** Each: the codes that are told, what is written before, and the command. */
const MISTAKES: readonly (readonly [
  codes: string,
  words: readonly string[],
  before: (program: TestProgram) => Promise<unknown>,
])[] = [
  [
    'bad-host not-quoted unknown-key',
    ['check'],
    (p) => p.write('config.yaml', 'web: {host: "a b", prt: 1}\ntick: 5\n'),
  ],
  [
    'bad-leika bad-phrase missing-key',
    ['check'],
    (p) =>
      p.write(
        'services.yaml',
        'services:\n  id-cards: {name: {de: Ausweise}, phrase: {de: "} zeigen"}, leika: "1"}\n  cars: {}\n',
      ),
  ],
  [
    'bad-phone bad-email bad-hours',
    ['check'],
    (p) =>
      p.write(
        'incident.yaml',
        file({ hemer: { contacts: { desk: { phone: 'abc', email: 'b', hours: 'oft' } } } }),
      ),
  ],
  ['about-nobody', ['check'], (p) => p.write('incident.yaml', file({}, { ...OUTAGE, about: [] }))],
  ['odd-time', ['check'], (p) => p.write('incident.yaml', fileOf({ next_update: '2026-11-24 08:00' }, {}))],
  [
    'costly-number',
    ['check'],
    (p) => p.write('incident.yaml', file({ hemer: { contacts: { desk: { phone: '0900 4710119' } } } })),
  ],
  [
    'cannot-be-done',
    ['check'],
    (p) => p.write('incident.yaml', file({ hemer: { instruction: { say: 'call' } } }, OUTAGE)),
  ],
  [
    'secret-in-state-file',
    ['check'],
    (p) => p.write('incident.yaml', STATE.replace('IT-Ausfall', p.secrets[2] ?? '')),
  ],
  [
    'no-catalogue',
    ['check'],
    (p) => p.write('municipalities.yaml', REGION.replace('[de, en]', '[de, en, fr]')),
  ],
  [
    'not-editable',
    ['set', 'menden', 'info_url=null', ...BY],
    (p) =>
      p.write(
        'incident.yaml',
        STATE.replace('"facts": {', '"facts": {"menden": {"info_url": null, "info_url": "x"},'),
      ),
  ],
  ['bad-assignment', ['set', 'hemer', 'unaffected=[emergency-calls', ...BY], unchanged],
  [
    'not-editable',
    ['set', 'hemer', 'reach.phone=down', ...BY],
    (p) => p.write('incident.yaml', STATE.replace('"facts": {', '"facts": {"menden": &m {}, "hemer": *m,')),
  ],
  ['bad-assignment', ['set', 'hemer', ...BY, 'reach'], unchanged],
  ['not-a-time', ['plan', '--now', 'gestern'], unchanged],
  ['no-messages', ['plan', '--messages', '.'], unchanged],
  ['state-unreadable', ['plan', '--state', 'loop'], (p) => symlink('loop', join(p.folder, 'loop'))],
  ['who-speaks', ['announce', 'outage', ...BY], unchanged],
  [
    'language-needed',
    ['announce', 'notice', '--as', 'all', '--text', 'Wir sind da.', ...BY],
    (p) => p.write('municipalities.yaml', MENDEN_IN_ENGLISH),
  ],
  ['nothing-to-approve', ['approve', 'nothing', ...BY], unchanged],
  ['digest-needed', ['approve', 'outage', ...BY], unchanged],
  ['not-standing', ['approve', 'notice', '--standing', '--digest', 'abc', ...BY], unchanged],
  ['resolve-how', ['resolve', 'k', ...BY], unchanged],
  ['not-resolvable', ['resolve', 'k', '--absent', ...BY], unchanged],
  ['no-drill', ['drill', '--from', 'nowhere'], unchanged],
  [
    'drill-name',
    ['drill', '--from', 'morning'],
    async (p) => {
      await mkdir(join(p.folder, 'morning'));
      await p.write('morning/first.yaml', STATE);
    },
  ],
  ['ledger-elsewhere', ['pause', ...BY], (p) => p.write('config.yaml', 'database: [\n')],
  [
    'ledger-older',
    ['history'],
    async (p) => {
      await mkdir(join(p.folder, 'data'));
      const ledger = { kind: 'file', file: join(p.folder, 'data/live.sqlite') } as const;
      await (await openStore(ledger, MIGRATIONS.slice(0, -1), at('08:00'))).close();
    },
  ],
  [
    'id-known',
    ['announce', 'outage', '--as', 'hemer', '--id', 'outage', ...BY],
    async (p) => {
      await p.run('run', '--once');
      await p.write('incident.yaml', file({}));
    },
  ],
  ['bad-po', ['translations', 'ar', '--import', 'ar.po'], (p) => p.write('ar.po', 'no translation')],
  [
    'other-german',
    ['translations', 'ar', '--import', 'ar.po'],
    (p) => p.write('ar.po', 'msgctxt "closed"\nmsgid "anderes"\nmsgstr "x"\n'),
  ],
];

test.each(MISTAKES)(
  '%s: what is wrong, and what to do, is German to the last word',
  async (codes, words, before) => {
    await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
    await before(program);
    const inFolder = words.map((word) =>
      /^(?:\.|loop|nowhere|morning|ar\.po)$/.test(word) && word !== words[0]
        ? join(program.folder, word, '.').replace(/\/\.$/, '')
        : word,
    );
    const { out, err } = await program.run(...inFolder);
    for (const code of codes.split(' ')) expect(err).toContain(`(${code})`);
    expect(englishIn(`${out}\n${err}`)).toEqual([]);
  },
);

test('state-elsewhere: a state file at an address is not changed, and German says so', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  await using server = await bareAnswer(['HTTP/1.1 200 OK'], STATE);
  const url = `${server.url}/incident.yaml`;
  const { err } = await program.run('set', 'hemer', 'reach.phone=down', '--state', url, ...BY);
  expect(err).toContain('(state-elsewhere)');
  expect(englishIn(err)).toEqual([]);
});

test('env-unreadable: an .env that cannot be read is told in German', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  await mkdir(join(program.folder, '.env'));
  const { err } = await program.start('plan').ended;
  expect(err).toContain('(env-unreadable)');
  expect(englishIn(err)).toEqual([]);
});

test.each([
  ['hemer', 'reach.phone=aus', 'down'],
  ['hemer', 'reach.website=Gestört', 'down'],
  ['hemer', 'reach.counter=zu', 'down'],
  ['all', 'reach.counter=offen', 'up'],
  ['hemer', 'services.id-cards=zu', 'unavailable'],
  ['hemer', 'services.id-cards.status=offen', 'available'],
  ['hemer', 'appointments.policy=abgesagt', 'cancelled'],
  ['incident', 'phase=behoben', 'resolved'],
  ['incident', 'mode=echt', 'live'],
])('`set %s %s` asks in German whether `%s` is meant', async (who, assignment, meant) => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const { status, err } = await program.run('set', who, assignment, ...BY);
  expect(status).toBe(1);
  expect(err).toContain(`→ Meinen Sie \`${meant}\`? Schreiben Sie eines von`);
});

test.each([
  [['pl\nan'], 'Den Befehl'],
  [[''], 'Den Befehl'],
  [['announce', '', '--as', 'hemer', ...BY], 'geht nicht bei'],
  [['announce', 'outage\n', '--as', 'hemer', ...BY], 'geht nicht bei'],
  [['plan', 'ex\ntra'], 'zu viele Angaben'],
  [['pause', '--channel', '', ...BY], 'geht nicht bei'],
])('what is typed wrong with a line break, or is empty, is told in German: %j', async (words, told) => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const { status, err } = await program.run(...words);
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(told) });
  expect(englishIn(err)).toEqual([]);
});

test('a mistake of `announce` names no line of the file, which was not written', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const { err } = await program.run('announce', 'outage', '--as', 'hemer', '--at', 'morgen', ...BY);
  expect(err).toMatch(/^`morgen` ist kein Zeitpunkt/);
});

test('a mistake of `set` names no line of the file, which was not written, and asks for the whole path', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  const { err } = await program.run('set', 'hemer', 'phone=down', ...BY);
  expect(err).toMatch(/^den Schlüssel `facts\.hemer\.phone` gibt es nicht/);
  expect(err).toContain('→ Meinen Sie `reach.phone`?');
  const { err: other } = await program.run('set', 'incident', 'phase=weg', ...BY);
  expect(other).toMatch(/^`incident\.phase` kann nicht/);
});

test('words without a language are in the first of those who speak, and refused where these have several', async () => {
  await using program = await openProgramAt('09:00', STATE, { env: GERMAN });
  await program.write('municipalities.yaml', MENDEN_IN_ENGLISH);
  const announce = (...words: readonly string[]) =>
    program.run('announce', 'notice', ...words, '--yes', ...BY);
  const said = async () => JSON.parse(await program.read('incident.yaml')).announcements.at(-1).text;
  const { status, err } = await announce('--as', 'hemer,menden', '--text', 'Open until noon.');
  expect([status, await program.read('incident.yaml')]).toEqual([1, STATE]);
  expect(err).toContain('verschiedene erste Sprachen: de, en');
  expect(err).toContain('--text de="…"');
  await announce('--as', 'menden', '--text', 'Open until noon.', '--text', 'de=Bis 12 Uhr offen.');
  expect(await said()).toEqual({ en: 'Open until noon.', de: 'Bis 12 Uhr offen.' });
});

test('no German word that is understood means two values of one field, or a value of none', () => {
  const values = new FluentResource(
    readFileSync(join(import.meta.dirname, '../../src/staff-words/fields.de.ftl'), 'utf8'),
  ).body.find(({ id }) => id === 'values')?.attributes;
  const fields = Object.values(settable()).flat();
  const germanOf = (value: string) =>
    values?.[value] === undefined ? [] : String(values[value]).split(', ');
  for (const { path, values: allowed } of fields) {
    const words = allowed.flatMap(germanOf);
    expect(new Set(words).size, `${path}: ${words}`).toBe(words.length);
  }
  expect(
    Object.keys(values ?? {}).filter((one) => !fields.some((field) => field.values.includes(one))),
  ).toEqual([]);
});

test.each([
  ['ledger-busy', busyFor('live.sqlite')],
  [
    'ledger-disk',
    sqliteFault(Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 10 }), 'l'),
  ],
])('%s: a ledger that fails is told in German', (code, fault) => {
  const [mistake] = (fault as OperatorError).mistakes;
  expect(mistake).toMatchObject({ code });
  const { message, advice } = speaking('de', () => mistakeWords(mistake as NonNullable<typeof mistake>));
  expect(englishIn(`${message}\n${advice}`)).toEqual([]);
});
