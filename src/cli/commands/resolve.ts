import type { Entry } from '../../entry.ts';
import { type OperatorError, operatorError } from '../../errors.ts';
import { type App, readWorldNow } from '../app.ts';
import { DONE } from '../exit.ts';
import { ledgerPlace, openLedgerAt } from '../ledgers.ts';

export interface ResolveOptions {
  readonly key: string;
  /** Address of the post, where it stands. */
  readonly posted: string | null;
  readonly absent: boolean;
  readonly by: string;
}

/** Staff settle an unknown, or say that a waiting post was made by hand. */
export async function resolveCommand(app: App, { key, posted, absent, by }: ResolveOptions): Promise<number> {
  const { host, files, options } = app;
  if ((posted === null) === !absent)
    throw operatorError(
      'resolve-how',
      'Say what is the case: --posted URL or --absent',
      'Look at the account first.',
    );
  const { mode } = (await readWorldNow(app)).state.incident;
  const now = host.clock.now();
  const ledger = await openLedgerAt(ledgerPlace(files.settings, options.data, mode), files.settings, now);
  try {
    const as =
      posted === null
        ? ({ absent: true } as const)
        : { posted: { remoteId: remoteIdIn(posted), url: posted } };
    if (!(await ledger.resolve(key, as, by, now))) throw unresolvable(await ledger.entry(key), key);
    host.err(`${said(await ledger.entry(key), key, posted, by)}\n`);
  } finally {
    await ledger.close();
  }
  return DONE;
}

/** What follows from what staff saw. */
function said(entry: Entry | null, key: string, posted: string | null, by: string): string {
  if (posted !== null) return `${key} stands at ${posted}, says ${by}.`;
  return entry?.state === 'superseded'
    ? `${key} is not there, says ${by}. It is not sent any more: ${entry.reason}.`
    : `${key} is not there, says ${by}: it will be sent again.`;
}

function unresolvable(entry: Entry | null, key: string): OperatorError {
  if (entry === null)
    return operatorError(
      'not-resolvable',
      `There is no ${key} in the ledger`,
      'Copy the whole key from `history`: incident/announcement.edition/account/language.',
    );
  const states = {
    posted: 'is posted already',
    refused: 'was refused: nothing of it stands',
    expired: 'came too late, and was never sent',
    superseded: 'was replaced, and is not sent any more',
    sending: 'is being sent right now: look again in a minute',
    waiting: 'waits and was not sent, so it need not be said to be absent',
    unknown: 'cannot be settled so: that address settles another post already',
  };
  return operatorError(
    'not-resolvable',
    `${key} ${states[entry.state]}`,
    'Only an unknown post can be settled, and a waiting one be said to have been posted by hand. One address settles one key only.',
  );
}

/**
 * `https://x.com/stadt_siegen/status/123` and `https://social.example.org/@stadt_siegen/123` both end in the id, which
 * is no number everywhere: elsewhere it is `01HZ…`, `0190a…-…` or `1700000000.123456`.
 */
function remoteIdIn(address: string): string {
  const id = /\/(\w[\w.-]*)\/?(?:[?#].*)?$/.exec(address)?.[1];
  if (!id || !URL.canParse(address))
    throw operatorError(
      'bad-address',
      `${address} is no address of a post`,
      'Copy it from the browser: https://…/status/123… or https://…/@account/123…',
    );
  return id;
}
