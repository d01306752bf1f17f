import { isDeepStrictEqual } from 'node:util';
import { CHANNELS } from '../channels/registry.ts';
import type { Actor } from '../core/domain/actor.ts';
import type { ChannelId } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { type Mistake, OperatorError } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import { covers, type Pause, type PauseScope } from '../core/domain/pause.ts';
import { approversOf, byDigest, isUnapproved } from '../core/ledger/approval.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import type { Plan } from '../core/planning/plan.ts';
import { planToRead } from '../core/planning/wordings.ts';
import { readSettings } from '../files/settings/settings.ts';
import { isWorked } from '../sql/sqlite/worker-lock.ts';
import type { PostHistory } from './history.ts';
import { openLedgerAt, viewOf } from './ledgers.ts';
import { type App, viewNow } from './load.ts';
import { eachPlace, exists, locateLedgers } from './locate-ledgers.ts';
import { type AppContext, scopeOf } from './pause.ts';

/** The pauses that ended, and those that did not. */
interface Resumed {
  readonly ledgers: number;
  /** Why it may still be paused in others. */
  readonly mistakes: readonly Mistake[];
  /** Whether a pause of this scope was on. */
  readonly ended: boolean;
  /** Accounts that had been stopped, and why. They are tried again now. */
  readonly stopped: ReadonlyMap<string, string>;
  /** A wider pause that still holds all of the scope. */
  readonly stillPausedBy: Pause | null;
}

/** Ends the pauses of a scope in every ledger, and lets its stopped accounts go on: of a channel none. */
export async function resume(
  { runtime, options, files }: AppContext,
  scope: PauseScope,
  channel: ChannelId | null,
  actor: Actor,
): Promise<Resumed> {
  const now = runtime.clock.now();
  const settings = readSettings('{}', 'config.yaml', CHANNELS);
  const { places } = locateLedgers(runtime, options, files?.settings.database);
  const { done, mistakes } = await eachPlace(places, async (place) => {
    // An older ledger stays as its running worker needs it: reading it throws `ledger-older`.
    if (place.kind === 'file' && exists(place) && isWorked(place.file)) await viewOf(place, settings, '');
    await using ledger = await openLedgerAt(place, settings, now);
    const stopped = [...(await ledger.view('')).stopped].filter(isOf(scope));
    for (const [account] of stopped) await ledger.stop(account, null, now);
    const ended = await ledger.resume(scope, actor.name, now);
    return { ended, stopped, left: (await ledger.view('')).pauses };
  });
  if (done.length === 0) throw new OperatorError(mistakes);
  return {
    ledgers: done.length,
    mistakes,
    ended: done.some((one) => one.ended > 0),
    stopped: new Map(done.flatMap((one) => one.stopped)),
    stillPausedBy: done.flatMap((one) => one.left).find((one) => isStillHeld(one, scope, channel)) ?? null,
  };
}

/** Whether another pause still holds all of a scope that is no longer paused itself. `channel`: that of the account. */
export function isStillHeld(by: Pause, scope: PauseScope, channel: ChannelId | null): boolean {
  return (
    by.scope.of === 'everything' ||
    (scope.of === 'account' && covers(by, { account: scope.account, channel }))
  );
}

/** Whether a stopped account resumes with this scope: none does with a channel. */
function isOf(scope: PauseScope): (stopped: readonly [account: string, reason: string]) => boolean {
  return ([account]) => covers({ scope }, { account, channel: null });
}

/** Collects the pauses and stopped accounts of all ledgers without the files, which may be broken. */
export async function halted({
  runtime,
  options,
  files,
}: AppContext): Promise<Pick<LedgerView, 'pauses' | 'stopped'>> {
  const settings = readSettings('{}', 'config.yaml', CHANNELS);
  const { places } = locateLedgers(runtime, options, files?.settings.database);
  const { done, mistakes } = await eachPlace(places, (place) => viewOf(place, settings, ''));
  if (done.length === 0) throw new OperatorError(mistakes);
  // A pause is in every ledger.
  const pauses = new Map(
    done.flatMap((view) => view.pauses).map((pause) => [JSON.stringify(pause.scope), pause]),
  );
  return { pauses: [...pauses.values()], stopped: new Map(done.flatMap(({ stopped }) => [...stopped])) };
}

/**
 * Finds the scope to resume, as `scopeOf` does, but also an account that the files no longer have, if it is itself paused or
 * stopped. Throws `unknown-account`.
 */
export async function scopeToResume(
  app: App | null,
  given: Parameters<typeof scopeOf>[1],
): Promise<PauseScope> {
  const { account } = given;
  if (app !== null && account !== null && !app.files.region.accounts.has(account)) {
    const { pauses, stopped } = await halted(app);
    const isPaused = pauses.some(({ scope }) => scope.of === 'account' && scope.account === account);
    if (isPaused || stopped.has(account)) return { of: 'account', account };
  }
  return scopeOf(app, given);
}

/** Lists the due entries that wait in a scope. Those that are approved go out with it; the broken files tell no more. */
export function waitingOn(posts: readonly PostHistory[], scope: PauseScope, now: Instant): readonly Entry[] {
  return posts
    .map(({ entry }) => entry)
    .filter(
      (entry) =>
        entry.state === 'waiting' && entry.held === null && entry.due <= now && covers({ scope }, entry),
    );
}

/** The posts that are due on a scope as soon as it resumes. */
export interface DueOnResume {
  readonly mode: Mode;
  /** Also deletions that earlier incidents left. */
  readonly approved: Plan['posts'];
  /** How many more go out by themselves, at their own times. */
  readonly later: number;
  /** Actions that wait for an approval. */
  readonly unapproved: number;
}

/** Says what will go out by these files once a scope is resumed, and no wider pause is left. */
export async function dueOnResume(
  app: App,
  configuration: Configuration,
  scope: PauseScope,
): Promise<DueOnResume> {
  const view = await viewNow(app, configuration);
  const now = app.runtime.clock.now();
  // A resume also lifts the stop or pause of its scope, so that these are no reason to hold anything.
  const stopped = new Map([...view.stopped].filter((one) => !isOf(scope)(one)));
  const { mode, posts } = planToRead(configuration, { ...view, stopped }, now);
  const left = view.pauses.filter(
    (pause) => scope.of !== 'everything' && !isDeepStrictEqual(pause.scope, scope),
  );
  const { settings } = app.files;
  const rules = { approvals: byDigest(view.approvals), messages: configuration.messages.digests, settings };
  const earlier = view.earlier.flatMap((intent): Plan['posts'] => {
    const approvals = approversOf(intent, rules);
    const isLeft = intent.state === 'waiting' && approvals.length >= settings.approvals.needed;
    const unplanned = { lacksOnlyWords: false, length: null, limit: null, unsaid: [], replyTo: null };
    return isLeft ? [{ intent, approvals, ...unplanned }] : [];
  });
  const released = [...posts, ...earlier].filter(
    ({ intent }) => covers({ scope }, intent) && !left.some((pause) => covers(pause, intent)),
  );
  const out = released.filter((post) => !isUnapproved(post, settings.approvals.needed, null));
  const approved = out.filter(({ intent }) => intent.due <= now);
  const due = released.filter(({ intent }) => intent.due <= now);
  return {
    ...{ mode, approved },
    later: out.length - approved.length,
    unapproved: due.length - approved.length,
  };
}
