import type { App } from '../../app/load.ts';
import { timesIn } from '../../staff-words/say.ts';
import { accountsReport, whoReport } from '../reports/who-report.ts';

export const usage = '[--now]';

export async function onFiles(app: App, { now = false }: { readonly now?: boolean }) {
  app.runtime.out(now ? await nowReport(app) : whoReport(app.files.region));
}

/** Reports the accounts as the console does. Loads the ledger only here. */
async function nowReport(app: App): Promise<string> {
  const [{ accountsNow }, { history }, { readConfiguration }] = await Promise.all([
    import('../../app/accounts.ts'),
    import('../../app/history.ts'),
    import('../../app/load.ts'),
  ]);
  const configuration = await readConfiguration(app);
  const accounts = await accountsNow(app, configuration, (await history(app, {})).posts);
  return accountsReport(accounts, timesIn(app.files.settings.zone, app.runtime.clock.now()));
}
