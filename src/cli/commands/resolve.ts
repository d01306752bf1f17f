import { channelsFor } from '../../app/account-access.ts';
import { ledgerPlace, openLedgerAt } from '../../app/ledgers.ts';
import { type App, readConfiguration } from '../../app/load.ts';
import { remoteIdAt } from '../../app/post-address.ts';
import { rateScopeOf } from '../../core/domain/configuration.ts';
import { type OperatorError, operatorError } from '../../core/domain/errors.ts';
import { channelSettings } from '../../core/domain/settings.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import { DONE } from '../exit.ts';

export interface ResolveOptions {
  readonly key: string;
  /** Address of the post, where it stands. */
  readonly posted: string | null;
  readonly absent: boolean;
  readonly by: string;
}

/** Staff settle an unknown, or say that a waiting post was made by hand. */
export async function resolveCommand(app: App, { key, posted, absent, by }: ResolveOptions): Promise<number> {
  const { runtime, files, options } = app;
  if ((posted === null) === !absent)
    throw operatorError(
      'resolve-how',
      'Say what is the case: --posted URL or --absent',
      'Look at the account first.',
    );
  const { mode } = (await readConfiguration(app)).state.incident;
  const now = runtime.clock.now();
  const ledger = await openLedgerAt(ledgerPlace(files.settings, options.data, mode), files.settings, now);
  try {
    const entry = await ledger.entry(key);
    if (entry === null) throw unresolvable(null, key);
    const as =
      posted === null
        ? ({ absent: true } as const)
        : { posted: await standingAt(app, ledger, entry, posted) };
    if (!(await ledger.resolve(key, as, by, now))) throw unresolvable(await ledger.entry(key), key);
    runtime.err(`${said(await ledger.entry(key), key, posted, by)}\n`);
  } finally {
    await ledger.close();
  }
  return DONE;
}

/** What stands at this address. Where the platform can be asked and knows no such post, it is a mistake: nothing is settled by it. */
async function standingAt(
  { runtime, files }: App,
  ledger: Ledger,
  entry: Entry,
  url: string,
): Promise<{ readonly remoteId: string; readonly url: string }> {
  const { channels, settings, region, credentials } = files;
  const account = region.accounts.get(entry.account);
  if (!account)
    throw operatorError(
      'unknown-account',
      `${entry.key} is of the account ${entry.account}, which is not in municipalities.yaml`,
      'Put the account back while its posts are settled: nobody can tell whose address it is.',
    );
  const remoteId = remoteIdAt(url, account, settings, channels);
  // A sandbox that is started here knows nothing of what another one took.
  const channel = settings.sandbox
    ? null
    : (await channelsFor(channels, settings, { kind: 'platforms', credentials }, runtime.clock))(account);
  if (channel === null || entry.action !== 'publish') return { remoteId, url };
  const post = await channel.read(remoteId, runtime.signal);
  const usd = post.kind === 'read' ? channelSettings(settings, account.channel).prices.readUsd : 0;
  await ledger.recordUsage({ on: 'calls', ...rateScopeOf(settings, account), at: runtime.clock.now(), usd });
  if (post.kind !== 'absent') return { remoteId, url };
  throw operatorError(
    'post-absent',
    `The platform knows no post at ${url}`,
    'Open it in the browser: was it deleted, or the address cut off? If nothing of it stands on the account, say --absent.',
  );
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
