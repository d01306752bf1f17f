import { expect, test } from 'vitest';
import { at, file, readable } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

const BY = ['--by', 'press', '--yes'];

const FACTS = { menden: { reach: { phone: 'down' } } };
const DOWN = file(FACTS);

test('`announce` tells how to say again what was published yesterday and somebody removed from the file', async () => {
  await using program = await openProgramAt('08:00', DOWN);
  const first = await program.run('announce', 'outage', '--as', 'menden', ...BY);
  expect(first).toMatchObject({ status: 0, err: expect.stringContaining('outage-menden is in') });
  expect(readable(program.sandbox, ['menden-x'])).toEqual(['menden-x: outage']);

  await program.write('incident.yaml', DOWN);
  program.advanceTo(at('08:00 +1'));
  const again = await program.run('announce', 'outage', '--as', 'menden', ...BY);
  expect(again).toMatchObject({
    status: 2,
    out: expect.stringContaining("put outage-menden back and raise the announcement's `edition`"),
  });
  expect(readable(program.sandbox, ['menden-x'])).toEqual(['menden-x: outage']);
  // What is new goes out.
  const confirmed = await program.run('set', 'menden', 'reach.website=down', ...BY);
  expect(confirmed.err).toContain('menden-x');
  expect(readable(program.sandbox, ['menden-x'])).toEqual(['menden-x: outage', 'menden-x: outage']);
});

test.each(['"id": "outage-menden"', 'id : outage-menden'])(
  '`announce` finds an id beside that of an announcement that a script wrote as %s',
  async (id) => {
    const scripted = file(FACTS, { id: 'outage-menden', kind: 'outage', post_as: ['hemer'] });
    await using program = await openProgramAt('08:00', scripted.replace('"id": "outage-menden"', id));
    const { status, err } = await program.run('announce', 'outage', '--as', 'menden', ...BY);
    expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining('outage-menden-2 is in') });
  },
);

test('`announce` refuses an id that the ledger knows, and changes nothing', async () => {
  await using program = await openProgramAt('08:00', DOWN);
  await program.run('announce', 'outage', '--as', 'menden', '--id', 'o', ...BY);
  await program.write('incident.yaml', DOWN);
  const again = await program.run('announce', 'outage', '--as', 'menden', '--id', 'o', ...BY);
  expect(again).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringMatching(/The ledger knows o already[\s\S]*→ Leave --id out/),
  });
  expect(await program.read('incident.yaml')).toBe(DOWN);
});

test.each([
  [['--text', 'Das Rathaus bleibt zu.', '--text', 'Notfälle: 112.'], 'text.de'],
  [['--text', 'Zu.', '--what', 'Zeiten', '--what', 'de=Nummern', '--text', 'en=Closed.'], 'what.de'],
])('`announce` refuses what is typed twice in one language, and drops neither: %j', async (words, twice) => {
  await using program = await openProgramAt('08:00', DOWN);
  const typed = await program.run('announce', 'notice', '--as', 'menden', ...words, ...BY);
  expect(typed).toMatchObject({ status: 1, err: expect.stringContaining(`there are two keys \`${twice}\``) });
  expect(await program.read('incident.yaml')).toBe(DOWN);
});

test.each([
  ['correction', '--corrects'],
  ['retraction', '--withdraws'],
])(
  '`announce %s` without the announcement that it is about asks for %s, and for nothing else',
  async (kind, option) => {
    await using program = await openProgramAt('08:00', DOWN);
    const { status, err } = await program.run('announce', kind, ...BY);
    expect({ status, advice: err.match(/→ .*/g) }).toEqual({
      status: 1,
      advice: [expect.stringContaining(option)],
    });
    expect(err).not.toContain('--as');
    expect(await program.read('incident.yaml')).toBe(DOWN);
  },
);

test('who is named twice speaks once, and is once in the file', async () => {
  await using program = await openProgramAt('08:00', DOWN);
  await program.run('announce', 'outage', '--as', 'menden, hemer,menden', ...BY);
  expect(await program.read('incident.yaml')).toMatch(/"?post_as"?: ?\["?menden"?, ?"?hemer"?\]/);
});

test('`announce` says why nothing is published, and exits with 2', async () => {
  await using program = await openProgramAt('08:00', DOWN);
  await program.run('announce', 'outage', '--as', 'menden', '--at', '2026-11-25 08:00', '--id', 'o', ...BY);
  const late = await program.run(
    ...['announce', 'outage', '--as', 'menden', '--at', '2026-11-24 07:00', '--until', '2026-11-24 07:30'],
    ...BY,
  );
  expect(late).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^Nothing of outage-menden goes out: not posted after .*07:30/),
  });
  // What is still to come is given up: that is what was wanted, and done.
  const taken = await program.run('announce', 'retraction', '--withdraws', 'o', ...BY);
  expect(taken).toMatchObject({ status: 0, err: expect.not.stringContaining('Nothing of') });
  const none = await program.run('announce', 'retraction', '--withdraws', 'outage-menden', ...BY);
  expect(none).toMatchObject({
    status: 2,
    err: expect.stringContaining('no post of outage-menden is published or being sent'),
  });
  expect(program.published()).toEqual([]);
});
