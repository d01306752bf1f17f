import { execSync } from 'node:child_process';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openLedger } from '../../src/sql/open-ledger.ts';
import { openPostgres } from '../../src/sql/postgres/postgres.ts';
import { type Store, write } from '../../src/sql/store.ts';
import { MORNING, SETTINGS } from '../fixtures/ledger-fixtures.ts';
import { DATABASE, schemaOfTest } from '../fixtures/postgres.ts';
import { newToken } from './opening-suite.ts';

/** The command that crashes the server and starts it again. No other test may use the server meanwhile. */
const restart = process.env.TEST_DATABASE_RESTART ?? '';

test.skipIf(restart === '')(
  'a transaction that a restarted PostgreSQL server has lost is not taken for the one that has its number now',
  async () => {
    const place = schemaOfTest();
    await (await openLedger(place, SETTINGS, newToken, MORNING)).close();
    const [store, other] = [openPostgres(DATABASE, place.schema), openPostgres(DATABASE, place.schema)];
    let lost = '';
    const losing: Store = {
      ...store,
      async transactionOf(queries) {
        const transaction = await store.transactionOf(queries);
        lost = transaction ?? '';
        execSync(restart, { stdio: 'ignore' });
        return transaction;
      },
      async isCommitted(transaction) {
        await write(other, async () => undefined);
        return store.isCommitted(transaction);
      },
    };
    const asked = write(losing, async () => 'done').catch((error: unknown) => error);
    expect(await asked).toMatchObject({ mistakes: [{ code: 'database-unreachable' }] });
    // The other one has its number, and that one is committed.
    const { rows } = await sql<{ status: string }>`
      select pg_xact_status(${lost.split(' ')[0]}::xid8) as status`.execute(other.db);
    expect(rows).toEqual([{ status: 'committed' }]);
    await Promise.all([store.close(), other.close()]);
  },
);
