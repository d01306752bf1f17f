import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { at, fileOf, OUTAGE } from '../fixtures/day.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

const DOWN = { hemer: { reach: { phone: 'down' } } };
const BY = ['--by', 'press'];
const WHERE = 'db.example.org/ausrufer, schema ausrufer_live';

/** As `migrate-ledger` marks the ledger that it moved; null takes the mark away. */
function markMoved({ folder }: TestProgram, to: string | null, ledger = 'live'): void {
  using db = new DatabaseSync(join(folder, 'data', `${ledger}.sqlite`));
  db.prepare('update ledger set moved_to = ?').run(to);
}

const MOVED = { status: 1, err: expect.stringContaining('(ledger-moved)') };

test.each([
  ['plan'],
  ['history'],
  ['who', '--now'],
  ['resolve', 'it-2026/outage.1/hemer-x/de', '--absent', ...BY],
  ['run', '--once'],
])('beside a ledger that was moved elsewhere, `%s` says so, and shows nothing old', async (...words) => {
  await using program = await openProgramAt('09:00', fileOf({}, DOWN, OUTAGE));
  await program.run('run', '--once');
  markMoved(program, WHERE);
  expect(await program.run(...words)).toMatchObject({ ...MOVED, out: '' });
});

test.each([
  ['announce', 'outage', '--as', 'hemer'],
  ['set', 'hemer', 'reach.phone=up', '--tell'],
])(
  'what `%s` refuses because the ledger was moved is in no file, so it can be typed again',
  async (...words) => {
    const state = fileOf({}, DOWN);
    await using program = await openProgramAt('09:00', state);
    await program.run('run', '--once');
    markMoved(program, WHERE);
    expect(await program.run(...words, ...BY, '--yes')).toMatchObject(MOVED);
    expect(await program.read('incident.yaml')).toBe(state);
  },
);

test('what was refused beside a ledger that was moved is posted once when it is typed again where it is', async () => {
  await using program = await openProgramAt('09:00', fileOf({}, DOWN));
  const announce = () => program.run('announce', 'outage', '--as', 'hemer', ...BY, '--yes');
  await program.run('run', '--once');
  markMoved(program, WHERE);
  await announce();
  markMoved(program, null);
  program.advanceTo(at('09:10'));
  await announce();
  await program.step('09:30');
  expect(program.published().filter((text) => text.startsWith('hemer-mastodon Stadt'))).toHaveLength(1);
});

test('beside files with mistakes, `history` shows nothing of a ledger that was moved, and names it', async () => {
  await using program = await openProgramAt('09:00', fileOf({}, DOWN, OUTAGE));
  await program.run('run', '--once');
  await program.run('pause', ...BY);
  markMoved(program, WHERE);
  await program.write('incident.yaml', 'incident: [\n');
  const { status, out, err } = await program.run('history');
  expect({ status, err }).toEqual(MOVED);
  expect(err).not.toMatch(/everything in .*\/live\.sqlite/);
  expect(out).not.toContain('hemer-x');
});

test.each([
  ['pause', []],
  ['resume', ['--yes']],
])(
  '`%s` beside a ledger that was moved elsewhere does not say that it reached everything',
  async (command, more) => {
    await using program = await openProgramAt('09:00', fileOf({}, DOWN, OUTAGE));
    await program.run('run', '--once');
    markMoved(program, WHERE);
    expect(await program.run(command, ...more, ...BY)).toMatchObject(MOVED);
  },
);

test('what is unknown in one ledger can be settled while that of the other mode is elsewhere', async () => {
  await using program = await openProgramAt('09:00', fileOf({ mode: 'exercise' }, DOWN, OUTAGE));
  await program.run('run', '--once');
  markMoved(program, WHERE, 'exercise');
  await program.write('incident.yaml', fileOf({}, DOWN, OUTAGE));
  await program.run('pause', ...BY);
  await program.run('run', '--once');
  const key = 'it-2026/outage.1/hemer-x/de';
  const settled = await program.run('resolve', key, '--absent', ...BY);
  expect(settled.err).not.toContain('ledger-moved');
});
