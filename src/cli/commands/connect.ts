import { beginConnecting } from '../../app/connect.ts';
import type { App } from '../../app/load.ts';
import { channelWithId } from '../../core/domain/channel.ts';
import { mistakesIn, operatorError } from '../../core/domain/errors.ts';
import { say } from '../../staff-words/say.ts';
import { DONE, MISTAKE, STAFF } from '../exit.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';
import { columns } from '../reports/words.ts';

export const usage = '[account...]';

export async function onFiles(app: App, accounts: readonly string[]) {
  if (accounts.length === 0) return list(app);
  for (const [n, account] of accounts.entries())
    try {
      await connect(app, account);
    } catch (error) {
      const rest = accounts.slice(n + 1).join(' ');
      app.runtime.err(`${mistakeLines(mistakesIn(error))}${rest && `${say('connect-rest', { rest })}\n`}`);
      return MISTAKE;
    }
  return DONE;
}

/** Says where to agree, and as whom, and asks for the code that the page shows. */
export async function connect(app: App, id: string): Promise<void> {
  const { runtime } = app;
  const { account, platform, page, finish } = await beginConnecting(app, id);
  const told = { account: id, platform, handle: account.handle };
  runtime.err(`${say('connect-open', told)}\n\n`);
  runtime.out(`${page}\n`);
  const code = await runtime.askFor(`\n${say('connect-code', told)} `);
  if (!code?.trim()) throw operatorError('not-connected.no-code', told);
  await finish(code);
  runtime.err(`${say('connect-done', told)}\n`);
}

/** Lists which accounts have credentials, and which lack them. */
function list({ runtime, files }: App): number {
  const rows = [...files.region.accounts.values()].map(({ id, channel, handle }) => {
    const { name } = channelWithId(files.channels, channel);
    const isOpen = files.credentials.has(id);
    return [id, `${name} @${handle}`, say(isOpen ? 'connect-has-token' : 'connect-lacks-token')];
  });
  runtime.out(`${columns(rows).join('\n')}\n`);
  if (files.settings.sandbox) runtime.err(`${say('connect-sandbox')}\n`);
  return files.credentials.size === files.region.accounts.size ? DONE : STAFF;
}
