import { type Actor, nameOfStopper } from '../core/domain/actor.ts';
import type { ChannelId } from '../core/domain/channel.ts';
import { type Mistake, type OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Pause, PauseScope } from '../core/domain/pause.ts';
import { pauseLedger } from '../sql/pauses.ts';
import { isWorked } from '../sql/sqlite/worker-lock.ts';
import type { App } from './load.ts';
import { eachPlace, locateLedgers } from './locate-ledgers.ts';
import type { Options } from './options.ts';
import type { Runtime } from './runtime.ts';

/** The machine and the options of the call: all that pausing needs, and nothing that people wrote. */
export interface AppContext {
  readonly runtime: Runtime;
  readonly options: Options;
  /** The files as they were read last, if they were: their database counts too, though `.env` may no longer name it. */
  readonly files?: Pick<App['files'], 'settings'>;
}

/**
 * Holds every delivery that is not yet on the wire, in every ledger and for every process: sandbox and real, exercise and
 * live, so that a pause outlives a change of the mode. Needs no file but the line `database:` and, for a database, `.env`. A
 * ledger that cannot be opened holds up none of the others.
 */
export async function pause(
  { runtime, options, files }: AppContext,
  scope: PauseScope,
  actor: Actor,
): Promise<Paused> {
  const { places, elsewhere } = locateLedgers(runtime, options, files?.settings.database);
  const at = runtime.clock.now();
  const asked: Pause = { scope, by: nameOfStopper(actor.name), at };
  const { done, mistakes } = await eachPlace(places, (place) => pauseLedger(place, asked, at));
  const earlier = done.every((one) => one !== asked) ? (done[0] ?? null) : null;
  // On PostgreSQL no lock shows a worker, but there nothing else is needed to reach it.
  const workers = await eachPlace(places, async (place) => place.kind !== 'file' || isWorked(place.file));
  const isUnworked = workers.mistakes.length === 0 && !workers.done.includes(true);
  return { ledgers: done.length, earlier, mistakes: [...mistakes, ...elsewhere], isUnworked };
}

/** The ledgers with the pause, and the reasons why it may not be in all of them. */
interface Paused {
  readonly ledgers: number;
  /** The pause of the same scope that was already in all of them; null if anything was written. */
  readonly earlier: Pause | null;
  readonly mistakes: readonly Mistake[];
  /** No worker has any of them. One whose `.env` was emptied or cut off since works on in a database that nothing names any more. */
  readonly isUnworked: boolean;
}

/** Throws `unknown-account` where the files can be read and name no such account. */
export function scopeOf(
  app: App | null,
  { account, channel }: { readonly account: string | null; readonly channel: ChannelId | null },
): PauseScope {
  if (account === null) return channel === null ? { of: 'everything' } : { of: 'channel', channel };
  if (app !== null && !app.files.region.accounts.has(account)) throw unknownAccount(account, app);
  return { of: 'account', account };
}

function unknownAccount(written: string, { files }: App): OperatorError {
  const ids = files.region.municipalities.get(written)?.accounts.map(({ id }) => id) ?? [];
  return ids.length === 0
    ? operatorError('unknown-account.here', { account: written })
    : operatorError('unknown-account.municipality', {
        account: written,
        accounts: ids.map((id) => `--account ${id}`),
      });
}
