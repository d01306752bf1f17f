import { execSync } from 'node:child_process';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openLedger } from '../../src/sql/open-ledger.ts';
import { openPostgres } from '../../src/sql/postgres/postgres.ts';
import { type Store, write } from '../../src/sql/store.ts';
import { MORNING, SETTINGS } from '../fixtures/ledger-fixtures.ts';
import { newToken } from './opening-suite.ts';

/** A database, and the command that crashes its server and starts it again. No other test may use the server meanwhile. */
const { TEST_DATABASE_URL: url = '', TEST_DATABASE_RESTART: restart = '' } = process.env;

test.skipIf(restart === '')(
  'a transaction that a restarted PostgreSQL server has lost is not taken for the one that has its number now',
  async () => {
    const schema = `ausrufer_restart_${process.pid}`;
    await (await openLedger({ kind: 'postgres', url, schema }, SETTINGS, newToken, MORNING)).close();
    const [store, other] = [openPostgres(url, schema), openPostgres(url, schema)];
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
    await sql`drop schema ${sql.id(schema)} cascade`.execute(other.db);
    await Promise.all([store.close(), other.close()]);
  },
);
