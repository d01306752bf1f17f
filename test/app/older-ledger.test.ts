import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import { lastingPauses } from '../../src/sql/pauses.ts';
import { lockWorker } from '../../src/sql/sqlite/worker-lock.ts';
import { read } from '../../src/sql/store.ts';
import { at, fileOf, OUTAGE } from '../fixtures/day.ts';
import { makeOlder } from '../fixtures/older-ledger.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

const BY = ['--by', 'press'];
const SAID = fileOf({}, { hemer: { reach: { phone: 'down' } } }, OUTAGE);

test.each<[string, (program: TestProgram) => Promise<void>]>([
  ['was written by an older version', (program) => makeOlder(program, 'exercise')],
  ['is damaged', ({ folder }) => writeFile(join(folder, 'data/exercise.sqlite'), 'no ledger '.repeat(500))],
])(
  'beside a broken state file and an exercise ledger that %s, a worker publishes what was approved',
  async (_, spoil) => {
    await using program = await openProgramAt('09:00', SAID);
    await program.run('run', '--once');
    // Only the live ledger is to be there, with a post that waits.
    await program.run('pause', '--account', 'hemer-x', ...BY);
    const more = {
      id: 'more',
      kind: 'notice',
      post_as: ['hemer'],
      text: { de: 'Mehr morgen.', en: 'More tomorrow.' },
    };
    await program.reads(fileOf({}, { hemer: { reach: { phone: 'down' } } }, OUTAGE, more));
    await program.run('resume', '--account', 'hemer-x', '--yes', ...BY);
    const waiting = (await program.states()).filter((line) => line.endsWith(' waiting'));
    expect(waiting).toEqual(['more hemer-x waiting']);
    await removeExercise(program);
    await spoil(program);
    await program.reads('incident: [\n');
    expect(program.published().filter((text) => text.includes('Mehr morgen.'))).toHaveLength(2);
  },
);

test('a live ledger that cannot be read ends a start with a broken state file, and no exercise takes its place', async () => {
  await using program = await openProgramAt('09:00', fileOf({ mode: 'exercise' }, {}, OUTAGE));
  await program.run('run', '--once');
  await program.reads(SAID);
  await writeFile(join(program.folder, 'data/live.sqlite'), 'no ledger '.repeat(500));
  await program.write('incident.yaml', 'incident: [\n');
  const { status, err } = await program.run('run', '--once');
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('live.sqlite') });
});

async function removeExercise({ folder }: TestProgram): Promise<void> {
  const data = join(folder, 'data');
  for (const name of await readdir(data)) if (name.startsWith('exercise.')) await rm(join(data, name));
}

test('beside the ledger of an older version, check proves every message, and warns of the ledger', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await mkdir(join(program.folder, 'data'), { recursive: true });
  const before = await program.run('check');
  await makeOlder(program, 'live');
  const { status, out, err } = await program.run('check');
  expect({ status, out }).toEqual({ status: 2, out: before.out });
  expect(err).toContain('older Ausrufer');
});

test('a pause is in the ledger of an older version, and leaves it to the worker of that version', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await mkdir(join(program.folder, 'data'), { recursive: true });
  await makeOlder(program, 'live');
  const { status } = await program.run('pause', ...BY);
  expect(status).toBe(0);
  const place = { kind: 'file', file: join(program.folder, 'data/live.sqlite') } as const;
  await using store = await openStore(place, MIGRATIONS.slice(0, -1), at('09:00'));
  expect(await read(store, lastingPauses)).toMatchObject([{ scope: { of: 'everything' }, by: 'press' }]);
});

test('a resume does not convert the ledger under the worker of an older version', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await mkdir(join(program.folder, 'data'), { recursive: true });
  await makeOlder(program, 'live');
  await program.write('incident.yaml', 'incident: [\n');
  const file = join(program.folder, 'data/live.sqlite');
  using _worker = lockWorker(file);
  await program.run('pause', ...BY);
  const { status, err } = await program.run('resume', '--yes', ...BY);
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('older Ausrufer') });
  await using store = await openStore({ kind: 'file', file }, MIGRATIONS.slice(0, -1), at('09:00'));
  expect(await read(store, lastingPauses)).toHaveLength(1);
});

test('a practice in the sandbox leaves the live ledger of an older version as it is', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await mkdir(join(program.folder, 'data'), { recursive: true });
  await makeOlder(program, 'live');
  await program.edit('config.yaml', 'sandbox: false', 'sandbox: true');
  const done = await program.run('run', '--once');
  expect(done.status, done.err).toBe(0);
  const database = new DatabaseSync(join(program.folder, 'data/live.sqlite'), { readOnly: true });
  const { count } = database.prepare('select count(*) as count from migrations').get() as { count: number };
  database.close();
  expect(count).toBe(MIGRATIONS.length - 1);
});
