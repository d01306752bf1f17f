import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openLedger, readLedger } from '../../src/sql/open-ledger.ts';
import { openStore } from '../../src/sql/open-store.ts';
import { openSqlite } from '../../src/sql/sqlite/sqlite.ts';
import { lockWorker } from '../../src/sql/sqlite/worker-lock.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import {
  claimed,
  INCIDENT,
  intent,
  MORNING,
  OVER_ALL,
  ready,
  SETTINGS,
  writes,
} from '../fixtures/ledger-fixtures.ts';
import { ledgerSuite, openerOf, sharedLedgerSuite } from './ledger-suite.ts';
import { mistakeOf, newToken, openingSuite } from './opening-suite.ts';

let folder: string;
let file: string;
const place = () => ({ kind: 'file', file }) as const;
const open = (): Promise<Ledger> => openLedger(place(), SETTINGS, newToken, MORNING);

beforeEach(() => {
  folder = folderOfTest();
  file = join(folder, 'data', 'live.sqlite');
});

ledgerSuite('a ledger in a file', () => openerOf(place()));
sharedLedgerSuite('a ledger in a file', () => openerOf(place()));
openingSuite('a file', place);

/** Until `arrive` is called, nothing that is written is on the disk. */
function slowDisk() {
  const { fdatasync } = fs;
  const waiting: (() => void)[] = [];
  fs.fdatasync = ((descriptor, done) => {
    waiting.push(() => fdatasync(descriptor, done));
  }) as typeof fdatasync;
  syncBuiltinESMExports();
  return {
    waiting,
    arrive() {
      fs.fdatasync = fdatasync;
      syncBuiltinESMExports();
      for (const sync of waiting.splice(0)) sync();
    },
  };
}

test('a claim is told once it is on the disk, and meanwhile the ledger answers others', async () => {
  await using ledger = await open();
  const one = intent();
  await ready(ledger, [one]);
  const disk = slowDisk();
  let isTold = false;
  const claim = ledger.claim(one.key, 'worker', MORNING).then((told) => {
    isTold = true;
    return told;
  });
  await expect.poll(() => disk.waiting.length).toBe(1);
  expect((await ledger.entry(one.key))?.state).toBe('sending');
  expect(isTold).toBe(false);
  disk.arrive();
  expect((await claim).kind).toBe('claimed');
});

test('rows are read by their own names after another process has changed the order of the columns', async () => {
  await using store = await openSqlite(file, 'write');
  const rows = () =>
    store.db.transaction().execute(async (db) => (await sql`select * from things`.execute(db)).rows);
  await sql`create table things (one_thing, other)`.execute(store.db);
  await sql`insert into things values (1, 'x')`.execute(store.db);
  expect(await rows()).toEqual([{ oneThing: 1, other: 'x' }]);
  const another = new DatabaseSync(file);
  another.exec('drop table things; create table things (other, one_thing)');
  another.exec("insert into things values ('x', 1)");
  another.close();
  expect(await rows()).toEqual([{ oneThing: 1, other: 'x' }]);
});

test('claims that are asked for at once are on disk with one commit, before any of them is answered', async () => {
  const ledger = await open();
  const posts = Array.from({ length: 50 }, (_, n) => intent({ account: `town-${n}-x` }));
  await ready(ledger, posts);
  const disk = new DatabaseSync(file, { readOnly: true });
  const commits = new Set<unknown>();
  const seen = await Promise.all(
    posts.map(async ({ key }) => {
      const outcome = await ledger.claim(key, 'worker', MORNING);
      commits.add(disk.prepare('pragma data_version').get()?.data_version);
      return [outcome.kind, disk.prepare('select state from entries where key = ?').get(key)?.state];
    }),
  );
  disk.close();
  await ledger.close();
  expect(seen).toEqual(posts.map(() => ['claimed', 'sending']));
  expect(commits.size).toBe(1);
});

test('an entry that the ledger cannot write keeps no other from being claimed or settled with it', async () => {
  const store = await openStore(place(), MIGRATIONS, MORNING);
  await using ledger = sqlLedger(store, SETTINGS, newToken);
  const posts = ['a-x', 'b-x', 'c-x'].map((account) => intent({ account }));
  await ready(ledger, posts);
  const refuse = (state: string) =>
    sql
      .raw(
        `create trigger refuse_${state} before update on entries when new.account = 'b-x' and new.state = '${state}'
         begin select raise(abort, 'a fault of ours'); end`,
      )
      .execute(store.db);
  const outcomes = <Result>(each: (post: (typeof posts)[number]) => Promise<Result>) =>
    Promise.allSettled(posts.map(each)).then((all) => all.map(({ status }) => status));
  await refuse('sending');
  expect(await outcomes(({ key }) => ledger.claim(key, 'worker', MORNING))).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  await sql`drop trigger refuse_sending`.execute(store.db);
  const claim = await claimed(ledger, posts[1] ?? intent());
  const others = await ledger.entry(posts[0]?.key ?? '');
  expect([claim.entry.state, others?.state]).toEqual(['sending', 'sending']);
});

async function filled(count: number): Promise<void> {
  await using ledger = await open();
  await ready(
    ledger,
    Array.from({ length: count }, (_, n) =>
      intent({ account: `town-${n}-x`, text: 'Das Rathaus ist zu. '.repeat(10) }),
    ),
  );
}

test('a ledger that is only read makes no file', async () => {
  expect(await readLedger(place(), SETTINGS)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('an unfinished file of a process that ended is no ledger', async () => {
  await (await openSqlite(file, 'write')).close();
  expect(await readLedger(place(), SETTINGS)).toBeNull();
  writeFileSync(file, '');
  expect(await readLedger(place(), SETTINGS)).toBeNull();
});

test('a reader sees what was committed while the worker writes', async () => {
  const worker = await openStore(place(), MIGRATIONS, MORNING);
  await using ledger = sqlLedger(worker, SETTINGS, newToken);
  await ready(ledger, [intent()]);
  await using reader = await readLedger(place(), SETTINGS);
  await worker.db.transaction().execute(async (db) => {
    await db.updateTable('entries').set({ state: 'refused' }).execute();
    expect((await reader?.entry(intent().key))?.state).toBe('waiting');
  });
  expect((await reader?.entry(intent().key))?.state).toBe('refused');
});

test('a reader does not keep the worker from writing', async () => {
  await using ledger = await open();
  await ready(ledger, [intent()]);
  await using reading = await openSqlite(file, 'read');
  await reading.db
    .transaction()
    .setAccessMode('read only')
    .execute(async (db) => {
      await db.selectFrom('entries').selectAll().execute();
      expect((await ledger.claim(intent().key, 'worker', MORNING)).kind).toBe('claimed');
    });
});

test('a ledger that is opened to read is never written', async () => {
  await filled(1);
  const store = await openSqlite(file, 'read');
  await using ledger = sqlLedger(store, SETTINGS, newToken);
  expect(await mistakeOf(() => ledger.recordTick(MORNING))).toBe('ledger-unwritable');
});

// Nothing is forbidden to root.
test.skipIf(process.getuid?.() === 0).each([
  ['folder', () => join(folder, 'data'), 0o500],
  ['file', () => file, 0o400],
] as const)('a ledger whose %s cannot be written can be read', async (_, path, mode) => {
  await filled(3);
  chmodSync(path(), mode);
  await using reader = await readLedger(place(), SETTINGS);
  expect((await reader?.view(INCIDENT))?.entries).toHaveLength(3);
  expect(await mistakeOf(open)).toBe('ledger-unwritable');
  chmodSync(path(), 0o700);
});

test.skipIf(process.getuid?.() !== 0).each([
  ['folder', () => {}],
  ['file', () => chownSync(join(folder, 'data'), 65_534, 65_534)],
])(
  'where the %s is of root, as after `sudo`, the error of another user names root and what to do',
  async (_, own) => {
    await filled(1);
    own();
    chmodSync(folder, 0o755);
    const program = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
    const words = [
      'pause',
      '--by',
      'press',
      '--data',
      join(folder, 'data'),
      '--config',
      join(folder, 'none'),
    ];
    const { status, stderr } = spawnSync(process.execPath, [program, ...words, '--lang', 'en'], {
      uid: 65_534,
      encoding: 'utf8',
    });
    expect(stderr).toContain(`${file} belongs to root`);
    expect(stderr).toContain(`sudo find '${join(folder, 'data')}' -maxdepth 1 -exec chown 65534 {} +`);
    expect(status).toBe(1);
  },
);

test.each<[string, () => void]>([
  ['was cut off', () => truncateSync(file, statSync(file).size / 2)],
  ['was overwritten in the middle', () => writeFileSync(file, readFileSync(file).fill(0x5a, 12_288, 81_920))],
  ['is no database', () => writeFileSync(file, 'Das ist kein Ledger. '.repeat(500))],
  ["is another program's database", otherDatabase],
])('a file that %s is refused, and left as it is', async (_, damage) => {
  await filled(200);
  damage();
  const left = readFileSync(file);
  expect(await mistakeOf(open)).toBe('ledger-damaged');
  expect(await mistakeOf(() => readLedger(place(), SETTINGS))).toBe('ledger-damaged');
  expect(readFileSync(file).equals(left)).toBe(true);
});

function otherDatabase(): void {
  rmSync(file);
  using other = new DatabaseSync(file);
  other.exec('create table notes (note text)');
}

test('on a full disk the ledger keeps what was written, and goes on once there is room', async () => {
  const store = await openStore(place(), MIGRATIONS, MORNING);
  await using ledger = sqlLedger(store, SETTINGS, newToken);
  await ready(ledger, [intent()]);
  await sql`pragma max_page_count = 1`.execute(store.db);
  const many = Array.from({ length: 200 }, (_, n) => intent({ account: `town-${n}-x` }));
  expect(await mistakeOf(() => ledger.record(writes(many), MORNING, OVER_ALL))).toBe('disk-full');
  expect((await ledger.view(INCIDENT)).entries).toHaveLength(1);
  await sql`pragma max_page_count = 100000`.execute(store.db);
  await ledger.record(writes(many), MORNING, OVER_ALL);
  expect((await ledger.view(INCIDENT)).entries).toHaveLength(201);
});

test('a command waits until the worker has written, and then writes', async () => {
  await using worker = await openStore(place(), MIGRATIONS, MORNING);
  const opened = await openStore(place(), MIGRATIONS, MORNING);
  const busy = Promise.withResolvers<void>();
  const fault = (error: unknown) => {
    busy.resolve();
    return opened.fault(error);
  };
  await using command = sqlLedger({ ...opened, fault }, SETTINGS, newToken);
  const writing = await worker.db.transaction().execute(async (db) => {
    await db.updateTable('ledger').set({ lastTick: null }).execute();
    const ticking = command.recordTick(MORNING);
    await busy.promise;
    return { ticking };
  });
  await writing.ticking;
  expect(await command.lastWritten()).toBe(MORNING);
});

test('a worker that was killed holds no lock', async () => {
  const module = new URL('../../src/sql/sqlite/worker-lock.ts', import.meta.url).href;
  const code = `const { lockWorker } = await import('${module}'); lockWorker(${JSON.stringify(file)});
    console.log('locked'); setInterval(() => {}, 1000);`;
  const worker = spawn(process.execPath, ['--input-type=module', '-e', code]);
  await once(worker.stdout, 'data');
  expect(await mistakeOf(() => lockWorker(file))).toBe('worker-running');
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  lockWorker(file)[Symbol.dispose]();
  expect(existsSync(file)).toBe(false);
});

test('a ledger, what is beside it and its folder are readable by this user alone', async () => {
  using _lock = lockWorker(file);
  await filled(1);
  await using _ledger = await open();
  const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect(rights(join(folder, 'data'))).toBe('700');
  for (const name of readdirSync(join(folder, 'data')))
    expect(`${name} ${rights(join(folder, 'data', name))}`).toBe(`${name} 600`);
});
