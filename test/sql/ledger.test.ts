import { onTestFinished } from 'vitest';
import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import { MORNING } from '../fixtures/ledger-fixtures.ts';
import { ledgerSuite } from './ledger-suite.ts';
import { newToken } from './opening-suite.ts';

ledgerSuite('a ledger in memory', async () => {
  const store = await openStore({ kind: 'memory' }, MIGRATIONS, MORNING);
  onTestFinished(() => store.close());
  return async (settings) => ({
    ...sqlLedger(store, settings, newToken),
    close: async () => {},
  });
});
