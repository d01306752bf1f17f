import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import { MORNING } from '../fixtures/ledger-fixtures.ts';
import { ledgerSuite } from './ledger-suite.ts';

ledgerSuite('a ledger in memory', async () => {
  const store = await openStore({ kind: 'memory' }, MIGRATIONS, MORNING);
  let tokens = 0;
  return {
    open: async (settings) => ({
      ...sqlLedger(store, settings, () => `token-${++tokens}`),
      close: async () => {},
    }),
    remove: () => store.close(),
  };
});
