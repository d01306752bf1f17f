import { operatorError } from '../../errors.ts';
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
    if (!(await ledger.resolve(key, as, by, now)))
      throw operatorError(
        'not-resolvable',
        `${key} is not waiting for an answer that a person could give`,
        'See `history`: only unknown posts can be settled, and waiting ones be said to have been posted by hand. One post settles one key only.',
      );
  } finally {
    await ledger.close();
  }
  host.err(
    posted === null
      ? `${key} is not there, says ${by}: it will be sent again.\n`
      : `${key} stands at ${posted}, says ${by}.\n`,
  );
  return DONE;
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
