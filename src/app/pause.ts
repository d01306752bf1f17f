import { CHANNELS } from '../channels/registry.ts';
import type { Actor } from '../core/domain/actor.ts';
import type { ChannelId } from '../core/domain/channel.ts';
import { type Mistake, OperatorError, operatorError } from '../core/domain/errors.ts';
import { covers, type Pause, type PauseScope } from '../core/domain/pause.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { type Plan, plan } from '../core/planning/plan.ts';
import { readSettings } from '../files/settings/settings.ts';
import { openLedgerAt } from './ledgers.ts';
import { type App, readConfiguration, viewNow } from './load.ts';
import { type LocatedLedgers, locateLedgers } from './locate-ledgers.ts';
import type { Options } from './options.ts';
import type { Runtime } from './runtime.ts';

/** What is needed to pause: nothing that people wrote. */
export interface Surroundings {
  readonly runtime: Runtime;
  readonly options: Options;
}

/**
 * Holds every delivery that is not yet on the wire, in every ledger and for every process: sandbox and real, exercise and
 * live, so that a pause outlives a change of the mode. Needs no file. Throws an OperatorError after pausing what it could
 * where a ledger could not be opened.
 */
export async function pause(
  { runtime, options }: Surroundings,
  scope: PauseScope,
  actor: Actor,
): Promise<void> {
  const located = locateLedgers(runtime, options);
  const { mistakes } = await inEveryLedger(located, runtime, (ledger) =>
    ledger.pause({ scope, by: actor.name, at: runtime.clock.now() }),
  );
  const all = [...mistakes, ...(located.elsewhere ? [located.elsewhere] : [])];
  if (all.length > 0) throw new OperatorError(all);
}

/** What ended, and what did not. */
export interface Resumed {
  /** Whether a pause of this scope was on. */
  readonly ended: boolean;
  /** Why the account had been stopped. It is tried again now. Null: it was not stopped. */
  readonly stopped: string | null;
  /** A wider pause that still holds all of the scope. */
  readonly stillPausedBy: Pause | null;
}

/** Ends the pauses of a scope in every ledger, and lets a stopped account go on. */
export async function resume(
  { runtime, options }: Surroundings,
  scope: PauseScope,
  channel: ChannelId | null,
  actor: Actor,
): Promise<Resumed> {
  const now = runtime.clock.now();
  const located = locateLedgers(runtime, options);
  const { done, mistakes } = await inEveryLedger(located, runtime, async (ledger) => {
    const before = await ledger.view('');
    if (scope.of === 'account') await ledger.stop(scope.account, null, now);
    const ended = await ledger.resume(scope, actor.name, now);
    const stopped = scope.of === 'account' ? (before.stopped.get(scope.account) ?? null) : null;
    return { ended, stopped, left: (await ledger.view('')).pauses };
  });
  if (mistakes.length > 0) throw new OperatorError(mistakes);
  return {
    ended: done.some((one) => one.ended > 0),
    stopped: done.find((one) => one.stopped !== null)?.stopped ?? null,
    stillPausedBy: done.flatMap((one) => one.left).find((one) => isWider(one.scope, scope, channel)) ?? null,
  };
}

/** What is due on a scope as soon as it goes on. */
export interface DueOnResume {
  readonly approved: Plan['posts'];
  /** Actions that wait for an approval. */
  readonly unapproved: number;
}

/** Says what will go out once a scope is resumed. Throws an OperatorError where the files have mistakes. */
export async function dueOnResume(app: App, scope: PauseScope): Promise<DueOnResume> {
  const configuration = await readConfiguration(app);
  const view = await viewNow(app, configuration);
  const now = app.runtime.clock.now();
  // A stopped account goes on with this, so that it is no reason to hold anything.
  const stopped = new Map([...view.stopped].filter(([id]) => scope.of !== 'account' || id !== scope.account));
  const { posts } = plan(configuration, { ...view, stopped }, now);
  const due = posts.filter(({ intent }) => intent.due <= now && covers({ scope }, intent));
  const approved = due.filter((post) => post.approvals.length >= app.files.settings.approvals.needed);
  return { approved, unapproved: due.length - approved.length };
}

/** Throws `unknown-account` where the files can be read and name no such account. */
export function scopeOf(
  app: App | null,
  { account, channel }: { readonly account: string | null; readonly channel: ChannelId | null },
): PauseScope {
  if (account === null) return channel === null ? { of: 'everything' } : { of: 'channel', channel };
  if (app !== null && !app.files.region.accounts.has(account))
    throw operatorError(
      'unknown-account',
      `There is no account ${account}`,
      'The ids of accounts are in municipalities.yaml.',
    );
  return { of: 'account', account };
}

/** Whether a pause of `wider` keeps all of `scope` paused. `channel`: of the account that `scope` names. */
function isWider(wider: PauseScope, scope: PauseScope, channel: ChannelId | null): boolean {
  if (wider.of === 'everything') return true;
  if (scope.of !== 'account') return false;
  return wider.of === 'account' ? wider.account === scope.account : wider.channel === channel;
}

/** A ledger that cannot be opened holds up none of the others. */
async function inEveryLedger<Result>(
  { places }: LocatedLedgers,
  runtime: Runtime,
  act: (ledger: Ledger) => Promise<Result>,
): Promise<{ readonly done: readonly Result[]; readonly mistakes: readonly Mistake[] }> {
  const settings = readSettings('{}', 'config.yaml', CHANNELS);
  const done: Result[] = [];
  const mistakes: Mistake[] = [];
  for (const place of places) {
    try {
      const ledger = await openLedgerAt(place, settings, runtime.clock.now());
      try {
        done.push(await act(ledger));
      } finally {
        await ledger.close();
      }
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  return { done, mistakes };
}
