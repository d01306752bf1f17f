import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrate.ts';
import { openLedger, openStore, readLedger } from '../../src/sql/open-ledger.ts';
import { openPostgres } from '../../src/sql/postgres/postgres.ts';
import { INCIDENT, intent, MORNING, ready, SETTINGS } from '../fixtures/ledger-fixtures.ts';
import { ledgerSuite, type Site, sharedLedgerSuite } from './ledger-suite.ts';

/** A database that the tests may make schemas in: `postgres://…`. Without one, PostgreSQL is not tested. */
const url = process.env.TEST_DATABASE_URL;
let schemas = 0;
let tokens = 0;
const token = () => `token-${++tokens}`;
const placeAt = (schema: string) => ({ kind: 'postgres', url: url ?? '', schema }) as const;

function nextSchema(): string {
  schemas += 1;
  return `ausrufer_test_${process.pid}_${schemas}`;
}

async function drop(schema: string): Promise<void> {
  const store = openPostgres(url ?? '', schema);
  await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(store.db);
  await store.close();
}

async function site(): Promise<Site> {
  const schema = nextSchema();
  return {
    open: (settings) => openLedger(placeAt(schema), settings, token, MORNING),
    remove: () => drop(schema),
  };
}

describe.skipIf(!url)('with a PostgreSQL server', () => {
  ledgerSuite('a ledger on PostgreSQL', site);
  sharedLedgerSuite('a ledger on PostgreSQL', site);

  let schema: string;
  afterEach(() => (schema ? drop(schema) : undefined));

  test('a PostgreSQL ledger that is only read need not exist, and is not made', async () => {
    schema = nextSchema();
    expect(await readLedger(placeAt(schema), SETTINGS)).toBeNull();
    expect(await readLedger(placeAt(schema), SETTINGS)).toBeNull();
    const ledger = await openLedger(placeAt(schema), SETTINGS, token, MORNING);
    await ready(ledger, [intent()]);
    const reader = await readLedger(placeAt(schema), SETTINGS);
    expect(await reader?.view(INCIDENT)).toEqual(await ledger.view(INCIDENT));
    await reader?.close();
    await ledger.close();
  });

  test('a PostgreSQL ledger that several open at the same time is made once', async () => {
    schema = nextSchema();
    const opening = Array.from({ length: 4 }, () => openLedger(placeAt(schema), SETTINGS, token, MORNING));
    for (const ledger of await Promise.all(opening)) await ledger.close();
  });

  test('a newer PostgreSQL ledger is refused', async () => {
    schema = nextSchema();
    const next = {
      version: MIGRATIONS.length + 1,
      name: 'colour',
      statements: () => ['alter table entries add column colour text'],
    };
    await (await openStore(placeAt(schema), [...MIGRATIONS, next], MORNING)).close();
    const opening = openLedger(placeAt(schema), SETTINGS, token, MORNING);
    await expect(opening).rejects.toMatchObject({ mistakes: [{ code: 'ledger-newer' }] });
  });

  test('a database that does not exist is refused', async () => {
    const elsewhere = new URL(url ?? '');
    elsewhere.pathname = '/no_such_database';
    const place = { ...placeAt('ausrufer_live'), url: elsewhere.href };
    const opening = openLedger(place, SETTINGS, token, MORNING);
    await expect(opening).rejects.toMatchObject({ mistakes: [{ code: 'database-refused' }] });
  });
});

test('an unreachable database server is reported without the password', async () => {
  const secret = 'postgres://ausrufer:Geheim-17@127.0.0.1:1/ausrufer';
  const error = await openLedger(
    { kind: 'postgres', url: secret, schema: 'ausrufer_live' },
    SETTINGS,
    token,
    MORNING,
  ).catch((reason: unknown) => reason);
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
