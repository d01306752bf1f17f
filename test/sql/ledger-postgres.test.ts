import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { viewOf } from '../../src/app/ledgers.ts';
import { DAY, MINUTE } from '../../src/core/domain/clock.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openLedger } from '../../src/sql/open-ledger.ts';
import { openPostgres } from '../../src/sql/postgres/postgres.ts';
import { newWitness, read, transact, type Witness, write } from '../../src/sql/store.ts';
import { INCIDENT, intent, MORNING, posted, ready, SETTINGS } from '../fixtures/ledger-fixtures.ts';
import { backUp, DATABASE, dropSchemas, schemaOfTest } from '../fixtures/postgres.ts';
import { ledgerSuite, openerOf, sharedLedgerSuite } from './ledger-suite.ts';
import { mistakeOf, newToken, openingSuite } from './opening-suite.ts';

describe.skipIf(DATABASE === '')('with a PostgreSQL server', () => {
  ledgerSuite('a ledger on PostgreSQL', () => openerOf(schemaOfTest()));
  sharedLedgerSuite('a ledger on PostgreSQL', () => openerOf(schemaOfTest()));
  openingSuite('a schema', schemaOfTest);

  test('a database that does not exist is refused', async () => {
    const elsewhere = new URL(DATABASE);
    elsewhere.pathname = '/no_such_database';
    const place = { kind: 'postgres', url: elsewhere.href, schema: 'ausrufer_live' } as const;
    expect(await mistakeOf(() => openLedger(place, SETTINGS, newToken, MORNING))).toBe('database-refused');
  });

  test('a database whose encoding lacks a dash is refused before anything is written into it', async () => {
    const name = `ausrufer_latin_${process.pid}`;
    await using server = openPostgres(DATABASE, 'public');
    const create = `create database ${name} encoding 'LATIN1' locale 'C' template template0`;
    await sql.raw(create).execute(server.db);
    onTestFinished(async () => {
      await using server = openPostgres(DATABASE, 'public');
      await sql.raw(`drop database ${name} with (force)`).execute(server.db);
    });
    const elsewhere = Object.assign(new URL(DATABASE), { pathname: `/${name}` });
    const place = { kind: 'postgres', url: elsewhere.href, schema: 'ausrufer_live' } as const;
    expect(await mistakeOf(() => openLedger(place, SETTINGS, newToken, MORNING))).toBe('database-encoding');
    await sql.raw(`alter database ${name} allow_connections false`).execute(server.db);
    expect(await mistakeOf(() => openLedger(place, SETTINGS, newToken, MORNING))).toBe(
      'database-unreachable',
    );
  });

  test('a worker under whose ledger a newer version of the program converts it sends nothing any more, and says why', async () => {
    const place = schemaOfTest();
    await using worker = await openLedger(place, SETTINGS, newToken, MORNING);
    const waiting = intent({ account: 'late-x' });
    await ready(worker, [waiting]);
    await using newer = openPostgres(DATABASE, place.schema);
    const version = MIGRATIONS.length + 1;
    const added = { version, name: 'of a newer program', appliedAt: MORNING };
    await transact(newer, 'write', (db) => db.insertInto('migrations').values(added).execute());
    const refused = [
      () => worker.claim(waiting.key, 'worker', MORNING),
      () => worker.changes(),
      () => worker.view('it-2026'),
    ];
    for (const one of refused) expect(await mistakeOf(one)).toBe('ledger-newer');
  });

  test('as soon as a worker that worked since a backup notices that it took the place of the ledger, nobody sends from it', async () => {
    const place = schemaOfTest();
    const open = (witness: Witness | null) => openLedger(place, SETTINGS, newToken, MORNING, witness);
    const run = newWitness();
    await using worker = await open(run);
    await using idle = await open(newWitness());
    const [post, waiting] = [intent(), intent({ account: 'late-x' })];
    await ready(worker, [post, waiting]);
    const tick = async (one: Ledger, minute: number) => {
      const by = `${minute}`;
      const planning = { inputs: by, decides: {}, changes: await one.changes(), since: MORNING, by };
      return one.takeTurn(planning, MORNING + minute * MINUTE);
    };
    for (const [minute, one] of [worker, idle, worker, idle].entries())
      expect(await tick(one, minute)).toBe('ours');
    const setBack = await backUp(place.schema);
    await posted(worker, post, '1');
    await tick(idle, 4);
    await setBack();
    await using later = await open(newWitness());
    await using nextSession = await open(run);
    await using command = await open(null);
    for (let minute = 5; minute < 9; minute++) expect(await tick(later, minute)).toBe('ours');
    await using afterwards = await open(newWitness());
    for (const one of [worker, nextSession, idle, later, command, afterwards]) {
      expect(await mistakeOf(() => one.claim(waiting.key, 'worker', MORNING))).toBe('ledger-empty');
      expect(await mistakeOf(() => tick(one, 9))).toBe('ledger-empty');
    }
  });

  test('a process that keeps a view learns from the next one that a tick found the ledger set back', async () => {
    const place = schemaOfTest();
    await using worker = await openLedger(place, SETTINGS, newToken, MORNING, newWitness());
    await ready(worker, [intent()]);
    const tick = async (by: string) => {
      const planning = { inputs: by, decides: {}, changes: await worker.changes(), since: MORNING, by };
      return worker.takeTurn(planning, MORNING);
    };
    await tick('before');
    const setBack = await backUp(place.schema);
    await tick('lost');
    await setBack();
    expect(await viewOf(place, SETTINGS, INCIDENT)).toMatchObject({ setBack: null });
    expect(await mistakeOf(() => tick('after'))).toBe('ledger-empty');
    expect(await viewOf(place, SETTINGS, INCIDENT)).toMatchObject({ setBack: { code: 'ledger-empty' } });
  });

  test('a view finds by their time what other incidents said, and reads nothing that is older', async () => {
    const place = schemaOfTest();
    await using ledger = await openLedger(place, SETTINGS, newToken, MORNING);
    await ready(ledger, [intent()]);
    await using store = openPostgres(DATABASE, place.schema);
    await transact(store, 'write', (db) =>
      sql`insert into entries select old.* from entries, generate_series(1, 10000) as n, jsonb_populate_record(entries,
        jsonb_build_object('key', n || key, 'incident', 'old', 'updated_at', updated_at - ${sql.lit(DAY)}::float8 * n)) as old`.execute(
        db,
      ),
    );
    await sql`analyze ${sql.id(place.schema, 'entries')}`.execute(store.db);
    const queried = vi.spyOn(Client.prototype, 'query');
    await ledger.view(INCIDENT);
    const asked = queried.mock.calls as unknown as readonly (readonly [
      statement: string,
      values: unknown[],
    ])[];
    const asking = asked.filter(([statement]) =>
      /"published_text" is not null|order by "updated_at" desc/.test(statement),
    );
    queried.mockRestore();
    const ways: string[] = [];
    for (const [statement, values] of asking) {
      const written = statement.replace(/\$(\d+)/g, (_, n) => {
        const value = values[Number(n) - 1];
        return typeof value === 'string' ? `'${value}'` : String(value);
      });
      const { rows } = await read(store, (db) => sql.raw(`explain ${written}`).execute(db));
      ways.push(...rows.map((row) => String(Object.values(row as object)[0])));
    }
    const onEntries = ways.filter((way) => / on entries/.test(way));
    expect(onEntries).toHaveLength(3);
    for (const way of onEntries) expect(way).toMatch(/Index (Only )?Scan (Backward )?using entries_by_time /);
  });

  test('a worker whose schema is put aside under it sends nothing and says why, and goes on once it is back', async () => {
    const place = schemaOfTest();
    const aside = `${place.schema}_lost`;
    await using admin = openPostgres(DATABASE, 'public');
    onTestFinished(() => dropSchemas(DATABASE, aside));
    const rename = (from: string, to: string) =>
      sql`alter schema ${sql.id(from)} rename to ${sql.id(to)}`.execute(admin.db);
    await using worker = await openLedger(place, SETTINGS, newToken, MORNING);
    const waiting = intent({ account: 'late-x' });
    await ready(worker, [waiting]);
    await rename(place.schema, aside);
    const refused = [
      () => worker.claim(waiting.key, 'worker', MORNING),
      () => worker.changes(),
      () => worker.view('it-2026'),
    ];
    for (const one of refused) expect(await mistakeOf(one)).toBe('ledger-gone');
    await rename(aside, place.schema);
    expect(await worker.claim(waiting.key, 'worker', MORNING)).toMatchObject({ kind: 'claimed' });
  });

  test('a server that ends a connection in use ends no worker, and the next transaction has another', async () => {
    const place = schemaOfTest();
    const [store, other] = [openPostgres(DATABASE, place.schema), openPostgres(DATABASE, place.schema)];
    await (await openLedger(place, SETTINGS, newToken, MORNING)).close();
    const asked = write(store, async (db) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(other.db);
      await sql`select 1`.execute(other.db);
      await sql`select 1`.execute(db);
    });
    await expect(asked).rejects.toMatchObject({ mistakes: [{ code: 'database-unreachable' }] });
    expect(await read(store, async () => 'answered')).toBe('answered');
    await Promise.all([store.close(), other.close()]);
  });

  test.each([
    ['53200', 'out of memory', 'database-unreachable'],
    ['53400', 'temporary file size exceeds temp_file_limit', 'database-unreachable'],
    ['57P04', 'database was dropped', 'database-unreachable'],
    ['57P05', 'terminating connection due to idle-session timeout', 'database-unreachable'],
    ['25P04', 'terminating connection due to transaction timeout', 'database-unreachable'],
    ['58030', 'could not read block 5: Input/output error', 'database-unreachable'],
    ['XX001', 'invalid page in block 5', 'database-unreachable'],
    ['0A000', 'cannot set transaction read-write mode during recovery', 'database-refused'],
  ])(
    'what is wrong with the server (%s) is not told as a bug of the program: %s',
    async (state, why, code) => {
      await using store = openPostgres(DATABASE, schemaOfTest().schema);
      const fail = `do 'begin raise exception ''${why}'' using errcode = ''${state}''; end'`;
      const failed = transact(store, 'write', (db) => sql.raw(fail).execute(db));
      const error: unknown = await failed.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ mistakes: [{ code }] });
      expect(String(error)).toContain(why);
    },
  );

  test('a worker that freezes within a transaction loses its lock before another gives up waiting for it', async () => {
    await using store = openPostgres(DATABASE, schemaOfTest().schema);
    const [frozen, waiting] = await read(store, async (db) => {
      const { rows } = await sql<{ frozen: number; waiting: number }>`
        select extract(epoch from current_setting('idle_in_transaction_session_timeout')::interval)::int as frozen,
               extract(epoch from current_setting('lock_timeout')::interval)::int as waiting`.execute(db);
      return [rows[0]?.frozen ?? 0, rows[0]?.waiting ?? 0];
    });
    expect(frozen).toBeGreaterThan(0);
    expect(frozen).toBeLessThan(waiting);
  });
});

test('an unreachable database server is reported without the password', async () => {
  const secret = 'postgres://ausrufer:Geheim-17@127.0.0.1:1/ausrufer';
  const place = { kind: 'postgres', url: secret, schema: 'ausrufer_live' } as const;
  const error = await openLedger(place, SETTINGS, newToken, MORNING).catch((reason: unknown) => reason);
  if (!(error instanceof OperatorError)) throw error;
  expect(error.mistakes).toMatchObject([{ code: 'database-unreachable' }]);
  expect(JSON.stringify(error.mistakes)).toContain('127.0.0.1:1/ausrufer');
  expect(JSON.stringify([error.mistakes, String(error), String(error.cause)])).not.toContain('Geheim');
});

test('an invalid database address is reported without repeating it', () => {
  const open = () => openPostgres('postgres://ausrufer:Geheim-17@@/:x', 'ausrufer_live');
  expect(open).toThrow('database-url');
  expect(open).not.toThrow('Geheim');
});
