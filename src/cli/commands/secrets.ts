import { beginConnecting, tokenOf } from '../../app/connect.ts';
import type { App } from '../../app/load.ts';
import { say } from '../../staff-words/say.ts';
import { isAgreed, type Typed } from '../command.ts';
import { DONE, STAFF } from '../exit.ts';
import { connect } from './connect.ts';

const ACTIONS = ['rotate', 'revoke'] as const;

export const usage = '<action> <account> [--yes]';

export function refine({ argument }: Typed): void {
  argument('action').choices(ACTIONS);
}

export async function onFiles(
  app: App,
  action: (typeof ACTIONS)[number],
  id: string,
  { yes = false }: { readonly yes?: boolean },
) {
  const token = await tokenOf(app, id);
  // A rotation that would fail later fails here, while the old token is still valid.
  if (action === 'rotate') await beginConnecting(app, id);
  const question = say(action === 'rotate' ? 'secrets-ask-rotate' : 'secrets-ask-revoke', { account: id });
  if (!yes && !(await isAgreed(app, question))) {
    app.runtime.err(`${say('nothing-changed')}\n`);
    return DONE;
  }
  const outcome = await token.revoke();
  const told = { account: id, platform: token.platform, page: token.consentsPage };
  app.runtime.err(`${say(`secrets-${outcome}`, told)}\n`);
  if (outcome !== 'by-hand') await token.takeOut();
  if (action === 'rotate') await connect(app, id);
  return outcome === 'revoked' ? DONE : STAFF;
}
