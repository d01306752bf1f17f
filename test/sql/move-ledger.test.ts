import { link, mkdir, readdir, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import { moveLedger, PEOPLE_CONTENTS } from '../../src/sql/move-ledger.ts';
import { openLedger, readLedger } from '../../src/sql/open-ledger.ts';
import type { LedgerPlace } from '../../src/sql/open-store.ts';
import { openPeopleStore } from '../../src/sql/people/store.ts';
import { PEOPLE_KEYS } from '../../src/sql/people/tables.ts';
import { openPostgres } from '../../src/sql/postgres/postgres.ts';
import { lockWorker } from '../../src/sql/sqlite/worker-lock.ts';
import { newWitness } from '../../src/sql/store.ts';
import { PRIMARY_KEYS } from '../../src/sql/tables.ts';
import { bareSocket } from '../fixtures/bare-server.ts';
import { file, REGION } from '../fixtures/day.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import {
  approvalOf,
  beginningIn,
  INCIDENT,
  intent,
  lost,
  MORNING,
  OVER_ALL,
  posted,
  ready,
  SETTINGS,
  writes,
} from '../fixtures/ledger-fixtures.ts';
import { DATABASE, dropSchemas, schemaOfTest } from '../fixtures/postgres.ts';
import { openProgram } from '../fixtures/program.ts';
import { mistakeOf, newToken } from './opening-suite.ts';

const LATER = MORNING + HOUR;
let folder: string;
let places = 0;
const inFile = (): LedgerPlace => ({ kind: 'file', file: join(folder, `${++places}.sqlite`) });

beforeEach(() => {
  folder = folderOfTest();
});

const open = (place: LedgerPlace) => openLedger(place, SETTINGS, newToken, MORNING);

/** Something in every table. */
async function fill(place: LedgerPlace): Promise<void> {
  await using ledger = await openLedger(place, SETTINGS, newToken, MORNING, newWitness());
  const [first, second, third] = ['Ünna-x', 'hsk-x', 'soest-mastodon'].map((account) => intent({ account }));
  const all = [first, second, third].filter((one) => one !== undefined);
  await ledger.adopt(beginningIn(INCIDENT, MORNING), MORNING);
  await ledger.record(writes(all), MORNING, OVER_ALL);
  const changed = all.map((one) =>
    intent({ account: one.account, text: `Das Rathaus ist offen. 🙂 ${one.account}` }),
  );
  await ready(ledger, changed);
  for (const [index, one] of changed.entries())
    if (index === 0) await posted(ledger, one, 'remote-1');
    else if (index === 1) await lost(ledger, one);
  await ledger.pause({ scope: { of: 'account', account: 'hsk-x' }, by: 'press-hsk', at: MORNING });
  await ledger.openBreaker(
    { channel: 'x', server: 'https://api.example.org' },
    'no credit',
    MORNING + MINUTE,
    MORNING,
  );
  await ledger.recordLimits(
    ['hsk-x'],
    { characters: 500, perUrl: null, server: 'https://social.example.org' },
    MORNING,
  );
  const about = { id: 'a', topic: 'ledger', group: 'refused', about: 'a', afterMs: 0 } as const;
  const reason = {
    code: 'refused',
    announcement: 'o',
    action: 'publish',
    reason: null,
    words: null,
  } as const;
  const found = { alerts: [{ ...about, reason }], topics: ['ledger'], undecided: new Set<string>() } as const;
  await ledger.recordAlerts(found, MORNING);
}

async function seen(place: LedgerPlace) {
  await using ledger = await readLedger(place, SETTINGS);
  return [await ledger?.view(INCIDENT), await ledger?.history(null)];
}

const digests = (tables: Awaited<ReturnType<typeof moveLedger>>['tables']) =>
  tables.filter(({ table }) => table !== 'ledger').map(({ table, to }) => `${table} ${to.rows} ${to.digest}`);

describe.each([
  { what: 'a file', elsewhere: inFile, skipped: false },
  { what: 'a schema', elsewhere: schemaOfTest, skipped: DATABASE === '' },
])('$what', ({ elsewhere, skipped }) => {
  describe.skipIf(skipped)('with a server', () => {
    test('a ledger that is moved there and back is the same, and only where it is now anything is posted', async () => {
      const [before, between, after] = [inFile(), elsewhere(), inFile()];
      await fill(before);
      const was = await seen(before);
      const there = await moveLedger(before, between, LATER);
      expect(there.tables.map(({ table }) => table)).toEqual(Object.keys(PRIMARY_KEYS));
      expect(there.tables.filter(({ from }) => from.rows === 0)).toEqual([]);
      expect(await seen(between)).toEqual(was);
      expect(await mistakeOf(() => open(before))).toBe('ledger-moved');
      const back = await moveLedger(between, after, LATER);
      expect(digests(back.tables)).toEqual(digests(there.tables));
      expect(await mistakeOf(() => open(between))).toBe('ledger-moved');
      await using ledger = await open(after);
      // New rows get numbers of their own.
      await ledger.approve([approvalOf(intent(), 'another')]);
      await ledger.pause({ scope: { of: 'everything' }, by: 'press', at: LATER });
      expect((await ledger.view(INCIDENT)).pauses).toHaveLength(2);
    });

    test('what is recorded after a move gets numbers after those that were copied', async () => {
      const [before, between] = [inFile(), elsewhere()];
      await fill(before);
      await moveLedger(before, between, LATER);
      await using ledger = await open(between);
      await ledger.pause({ scope: { of: 'everything' }, by: 'press', at: LATER });
      await ledger.record(
        writes([], { state: { digest: 'file-2', mode: 'live', at: LATER } }),
        LATER,
        OVER_ALL,
      );
      expect(await ledger.lastAccepted()).toMatchObject({ number: 2 });
    });

    test('people and their log are the same where they were moved to, and the old place takes no more', async () => {
      const [before, between, after] = [inFile(), elsewhere(), inFile()];
      const people = await openPeopleStore(before, MORNING);
      const entry = {
        actor: { id: 'p-1', name: 'Ünal', via: 'console' },
        at: MORNING,
        about: 'p-1',
      } as const;
      await people.addPerson({ id: 'p-1', name: 'Ünal' }, MORNING);
      await people.setRights({ person: 'p-1', rights: [{ role: 'admin', who: 'all' }] }, null, MORNING, [
        { ...entry, what: 'rights-asked' },
      ]);
      const was = [await people.people(), await people.log()];
      const { tables } = await moveLedger(before, between, LATER, PEOPLE_CONTENTS);
      expect(tables.map(({ table }) => table)).toEqual(Object.keys(PEOPLE_KEYS));
      expect(tables.find(({ table }) => table === 'log')).toMatchObject({ to: { rows: 1 } });
      // A console that was not ended writes nothing where nobody looks any more.
      expect(await mistakeOf(() => people.addPerson({ id: 'p-2', name: 'Krause' }, LATER))).toBe(
        'ledger-moved',
      );
      expect(await mistakeOf(() => openPeopleStore(before, LATER))).toBe('ledger-moved');
      expect(await mistakeOf(() => moveLedger(inFile(), between, LATER, PEOPLE_CONTENTS))).toBe('no-ledger');
      await people.close();
      await moveLedger(between, after, LATER, PEOPLE_CONTENTS);
      await using moved = await openPeopleStore(after, LATER);
      expect([await moved.people(), await moved.log()]).toEqual(was);
      await moved.record({ entries: [{ ...entry, what: 'rights-asked' }] });
      expect(await moved.log(1)).toMatchObject([{ number: 2 }]);
    });

    test('a place that holds a ledger is refused, and both stay as they were', async () => {
      const [one, other] = [inFile(), elsewhere()];
      await fill(one);
      await fill(other);
      const was = await seen(one);
      expect(await mistakeOf(() => moveLedger(one, other, LATER))).toBe('ledger-taken');
      expect(await seen(one)).toEqual(was);
      await (await open(one)).close();
    });
  });
});

test('a file that a worker uses is not moved', async () => {
  const [one, other] = [inFile(), inFile()];
  await fill(one);
  {
    using _lock = lockWorker(one.kind === 'file' ? one.file : '');
    expect(await mistakeOf(() => moveLedger(one, other, LATER))).toBe('worker-running');
  }
  await moveLedger(one, other, LATER);
});

test.each(['another spelling', 'a link', 'a hard link'])(
  'a file is not moved onto itself by %s: both are said to be the same',
  async (what) => {
    const file = join(folder, 'live.sqlite');
    await fill({ kind: 'file', file });
    const other = what === 'another spelling' ? relative('.', file) : join(folder, 'other.sqlite');
    if (what === 'a link') await symlink('live.sqlite', other);
    if (what === 'a hard link') await link(file, other);
    const before = await readdir(folder);
    const move = () => moveLedger({ kind: 'file', file }, { kind: 'file', file: other }, LATER);
    await expect(move()).rejects.toThrow('ledger-taken.same');
    expect(await readdir(folder)).toEqual(before);
    await (await open({ kind: 'file', file })).close();
  },
);

test('where a ledger that was moved already is not moved again, nothing is left at the new place', async () => {
  const [one, other] = [inFile(), inFile()];
  await fill(one);
  await moveLedger(one, other, LATER);
  const before = await readdir(folder);
  expect(await mistakeOf(() => moveLedger(one, inFile(), LATER))).toBe('ledger-moved');
  expect(await readdir(folder)).toEqual(before);
});

test('a copy that is not the same as its original is not kept, and the original stays in use', async () => {
  const [one, other] = [inFile(), inFile()];
  await fill(one);
  await (await open(other)).close();
  const database = new DatabaseSync(other.kind === 'file' ? other.file : '');
  database.exec(`create trigger spoil after insert on accounts when new.account = 'hsk-x'
    begin update accounts set stopped = 'spoilt' where account = 'hsk-x'; end`);
  database.close();
  expect(await mistakeOf(() => moveLedger(one, other, LATER))).toBe('copy-differs');
  expect(await seen(other)).toMatchObject([{ entries: [] }, []]);
  await (await open(one)).close();
});

test('a move that ended between the mark of the old place and the copy is made by typing it again', async () => {
  const [one, other] = [inFile(), inFile()];
  await fill(one);
  const was = await seen(one);
  await (await open(other)).close();
  const [from, to] = [one, other].map((place) => (place.kind === 'file' ? place.file : ''));
  const database = new DatabaseSync(from ?? '');
  database.prepare('update ledger set moved_to = ?').run(to ?? '');
  database.close();
  expect(await mistakeOf(() => moveLedger(one, inFile(), LATER))).toBe('ledger-moved');
  await moveLedger(one, other, LATER);
  expect(await seen(other)).toEqual(was);
  await (await open(other)).close();
  for (const place of [other, inFile()])
    expect(await mistakeOf(() => moveLedger(one, place, LATER))).toBe('ledger-moved');
});

test('a place without a ledger cannot be moved', async () => {
  expect(await mistakeOf(() => moveLedger(inFile(), inFile(), LATER))).toBe('no-ledger');
});

test('`migrate-ledger --from FOLDER` says that a ledger is a file, and not that a disk fails', async () => {
  await using program = await openProgram({ region: REGION, state: file({}) });
  await program.run('run', '--once');
  const [from, to] = ['data', 'moved.sqlite'].map((name) => join(program.folder, name));
  const { status, err } = await program.run('migrate-ledger', '--from', from ?? '', '--to', to ?? '');
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('(no-ledger)') });
});

test('the ledger of an exercise never becomes that of the real incident', async () => {
  await using program = await openProgram({ region: REGION, state: file({}).replace('live', 'exercise') });
  await program.run('run', '--once');
  const [from, to] = ['exercise', 'live'].map((name) => join(program.folder, 'data', `${name}.sqlite`));
  const move = ['migrate-ledger', '--from', from ?? '', '--to'];
  for (const others of [[to ?? ''], [join(program.folder, 'moved.sqlite'), '--ledger', 'live']])
    expect(await program.run(...move, ...others)).toMatchObject({
      status: 1,
      err: expect.stringContaining('(other-ledger)'),
    });
});

test.each([
  ['sandbox-live.sqlite', 'x.sqlite', []],
  ['x.sqlite', 'live.sqlite', []],
  ['DATABASE_URL', 'x.sqlite', ['--ledger', 'sandbox-live']],
  ['x.sqlite', 'DATABASE_URL', ['--ledger', 'live']],
])(
  '`migrate-ledger` from %s to %s is refused: by way of a file of no name, what was rehearsed would become what was said',
  async (from, to, more) => {
    const env = { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/none' };
    await using program = await openProgram({ region: REGION, state: file({}), env });
    const data = join(program.folder, 'data');
    await mkdir(data);
    for (const name of ['sandbox-live', 'x'])
      await (await open({ kind: 'file', file: join(data, `${name}.sqlite`) })).close();
    const placeOf = (name: string) => (name.endsWith('.sqlite') ? join(data, name) : name);
    expect(
      await program.run('migrate-ledger', '--from', placeOf(from), '--to', placeOf(to), ...more),
    ).toMatchObject({ status: 1, err: expect.stringMatching(/x\.sqlite.*\(other-ledger\)/) });
    expect(await readdir(data)).not.toContain('live.sqlite');
  },
);

test.each(['DATABSE_URL', 'postgress://db.example.org/ausrufer', 'data'])(
  '`migrate-ledger --to %s` moves nothing, and says what can be named',
  async (to) => {
    await using program = await openProgram({ region: REGION, state: file({}) });
    const data = join(program.folder, 'data', 'live.sqlite');
    await program.run('run', '--once');
    const place = join(program.folder, to);
    for (const one of [to, place])
      expect(await program.run('migrate-ledger', '--from', data, '--to', one)).toMatchObject({
        status: 1,
        err: expect.stringContaining('--to data/live.sqlite'),
      });
    await program.write('.env', 'DATABASE_URL=mysql://db.example.org/ausrufer\n');
    expect(await program.start('migrate-ledger', '--from', data, '--to', 'DATABASE_URL').ended).toMatchObject(
      { status: 1, err: expect.stringContaining('DATABASE_URL is no address') },
    );
    await program.write('.env', '');
    expect(await program.run('run', '--once')).toMatchObject({ status: 0 });
  },
);

describe.skipIf(DATABASE === '')('with a PostgreSQL server', () => {
  test('a schema is not moved onto itself by another address of its server: both are said to be the same', async () => {
    const one = schemaOfTest();
    await fill(one);
    const { href } = Object.assign(new URL(DATABASE), { hostname: 'localhost' });
    await expect(moveLedger(one, { ...one, url: href }, LATER)).rejects.toThrow('ledger-taken.same');
    await (await open(one)).close();
  });

  test('where a schema that a worker is connected to is not moved, nothing is left at the new place', async () => {
    const one = schemaOfTest();
    await fill(one);
    await using _worker = await open(one);
    expect(await mistakeOf(() => moveLedger(one, inFile(), LATER))).toBe('worker-running');
    expect(await readdir(folder)).toEqual([]);
  });

  test('a schema that a worker is connected to is not moved, and a worker that was cut off claims nothing when it comes back', async () => {
    const [one, other] = [schemaOfTest(), inFile()];
    await fill(one);
    await using worker = await open(one);
    const waiting = intent({ account: 'late-x' });
    await ready(worker, [waiting]);
    expect(await mistakeOf(() => moveLedger(one, other, LATER))).toBe('worker-running');
    await using admin = openPostgres(DATABASE, 'postgres');
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where application_name = ${`ausrufer ${one.schema}`}`.execute(admin.db);
    await moveLedger(one, other, LATER);
    expect(await mistakeOf(() => worker.claim(waiting.key, 'worker', LATER))).toBe('ledger-moved');
  });

  test('where the database goes away before the old ledger is marked, only the old one can be used', async () => {
    const [one, other] = [schemaOfTest(), inFile()];
    await fill(one);
    const url = new URL(DATABASE);
    let isDown = true;
    await using line = await bareSocket((near) => {
      const far = connect(Number(url.port), url.hostname);
      near.on('error', () => far.destroy()).on('close', () => far.destroy());
      far.on('error', () => near.destroy()).on('close', () => near.destroy());
      far.pipe(near);
      near.on('data', (bytes) => {
        if (isDown && bytes.toString('latin1').includes('"moved_to" =')) far.destroy();
        else far.write(bytes);
      });
    });
    const through = Object.assign(new URL(url), { port: new URL(line.url).port });
    const from = one.kind === 'postgres' ? { ...one, url: through.href } : one;
    const was = await seen(one);
    expect(await mistakeOf(() => moveLedger(from, other, LATER))).toBe('database-unreachable');
    expect(await seen(other)).toMatchObject([{ entries: [] }, []]);
    await (await open(one)).close();
    isDown = false;
    await moveLedger(from, other, LATER);
    expect(await seen(other)).toEqual(was);
  });

  test('a schema in which a claim has not expired is not moved, no matter who is connected', async () => {
    const one = schemaOfTest();
    const worker = await open(one);
    await ready(worker, [intent()]);
    await worker.claim(intent().key, 'worker', MORNING);
    await worker.close();
    const move = () => moveLedger(one, inFile(), MORNING + MINUTE);
    await expect.poll(() => mistakeOf(move)).toBe('worker-running');
    await moveLedger(one, inFile(), LATER);
  });

  test('`migrate-ledger` prints count and digest of every table, and never a password', async () => {
    const address = DATABASE.replace(/\/\/([^:@]+)@/, '//$1:Geheim-17@');
    await using program = await openProgram({
      region: REGION,
      state: file({ menden: { reach: { phone: 'down' } } }, { id: 'o', kind: 'outage', post_as: ['menden'] }),
    });
    await program.run('run', '--once');
    const data = join(program.folder, 'data', 'live.sqlite');
    await dropSchemas(DATABASE, 'ausrufer_live');
    const moved = await program.run('migrate-ledger', '--from', data, '--to', address);
    expect(moved).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^entries +2 rows \w{16} {2}= +2 rows/m),
    });
    expect(await program.run('run', '--once')).toMatchObject({
      status: 1,
      err: expect.stringContaining('ledger-moved'),
    });
    // A worker elsewhere may still post from the ledger that was moved: a pause that does not reach it says so.
    const unreached = { status: 1, err: expect.stringContaining('ledger-moved') };
    expect(await program.run('pause', '--by', 'press')).toMatchObject(unreached);
    expect(await program.run('resume', '--by', 'press', '--yes')).toMatchObject(unreached);
    await program.edit('config.yaml', /$/, `database: "${DATABASE}"\n`);
    expect(await program.run('pause', '--by', 'press')).toMatchObject({ status: 0 });
    expect(await program.run('resume', '--by', 'press', '--yes')).toMatchObject({ status: 0 });
    // Beside files with mistakes every ledger is shown, and no post twice.
    await program.write('incident.yaml', 'incident: [\n');
    const { out, err } = await program.run('history');
    expect(out).toContain('2 of 2 published');
    expect(err).not.toContain('/live.sqlite');
    // Without a console there are no people: their store is made by the first one.
    const people = join(program.folder, 'data', 'people.sqlite');
    expect(await program.run('migrate-ledger', '--from', people, '--to', address)).toMatchObject({
      status: 1,
    });
    await (await openPeopleStore({ kind: 'file', file: people }, MORNING)).close();
    await dropSchemas(DATABASE, 'ausrufer_people');
    expect(await program.run('migrate-ledger', '--from', people, '--to', address)).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^head +1 rows \w{16} {2}= +1 rows/m),
    });
    await dropSchemas(DATABASE, 'ausrufer_people');
    await program.run('migrate-ledger', '--from', `${address}x`, '--to', data);
    expect(program.printed.join('')).not.toContain('Geheim');
    await dropSchemas(DATABASE, 'ausrufer_live');
  });
});
