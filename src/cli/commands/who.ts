import type { App } from '../../app/load.ts';
import { timesIn } from '../../staff-words/say.ts';
import type { Typed } from '../command.ts';
import { accountsReport, whoJson, whoReport } from '../reports/who-report.ts';

export const usage = '[--json] [--now]';

export function refine({ option }: Typed): void {
  option('now').conflicts('json');
}

export async function onFiles(
  app: App,
  { json = false, now = false }: { readonly json?: boolean; readonly now?: boolean },
) {
  const { runtime, files } = app;
  if (now) runtime.out(await nowReport(app));
  else runtime.out(json ? `${JSON.stringify(whoJson(files.region), null, 2)}\n` : whoReport(files.region));
}

/** What the console says of accounts. Loads the ledger only here. */
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
