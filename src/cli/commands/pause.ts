import { openLedgerAt } from '../../app/ledgers.ts';
import { type App, readConfiguration, viewNow } from '../../app/load.ts';
import type { LocatedLedgers } from '../../app/locate-ledgers.ts';
import type { ChannelId } from '../../core/domain/channel.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { type Mistake, OperatorError, operatorError } from '../../core/domain/errors.ts';
import { covers, type PauseScope } from '../../core/domain/pause.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import { plan as makePlan, type Plan } from '../../core/planning/plan.ts';
import { DONE, STAFF } from '../exit.ts';
import { scopeNamed } from '../reports/advice.ts';

export interface PauseOptions {
  readonly account: string | null;
  readonly channel: ChannelId | null;
  readonly by: string;
}

/**
 * Holds every delivery not yet on the wire, at once and for every process. Needs no file that can be read: a wrong post is
 * often seen right after somebody made a mistake in one.
 */
export async function pauseCommand(located: LocatedLedgers, options: PauseOptions): Promise<number> {
  const { runtime } = located;
  const scope = scopeOf(located, options);
  const { done, mistakes } = await inEveryLedger(located, (ledger) =>
    ledger.pause({ scope, by: options.by, at: runtime.clock.now() }),
  );
  if (done.length > 0)
    runtime.err(
      `Paused ${scopeNamed(scope)}. Nothing more goes out there until \`resume\`; what is on its way is still looked for.\n`,
    );
  if (mistakes.length > 0) throw new OperatorError(mistakes);
  if (located.mayBeElsewhere) throw elsewhere();
  return DONE;
}

function elsewhere(): OperatorError {
  return operatorError(
    'ledger-elsewhere',
    'A worker whose ledger is in a database is NOT paused by this: nobody can say which database, while config.yaml has mistakes',
    'Set DATABASE_URL to it and pause again, or end that worker.',
  );
}

/** Ends a pause, and lets a stopped account go on. Says first what will then go out. */
export async function resumeCommand(located: LocatedLedgers, options: PauseOptions): Promise<number> {
  const { runtime } = located;
  const scope = scopeOf(located, options);
  const now = runtime.clock.now();
  runtime.err(await forecast(located, scope, now));
  const { done: ended, mistakes } = await inEveryLedger(located, async (ledger) => {
    const { stopped } = await ledger.view('');
    if (scope.of === 'account') await ledger.stop(scope.account, null, now);
    const ended = await ledger.resume(scope, options.by, now);
    const stop = scope.of === 'account' ? (stopped.get(scope.account) ?? null) : null;
    return { ended, stop, left: (await ledger.view('')).pauses };
  });
  const pauses = ended.reduce((sum, one) => sum + one.ended, 0);
  const left = ended.flatMap((one) => one.left).find((pause) => isWider(pause.scope, scope, located));
  const stop = ended.find((one) => one.stop !== null)?.stop ?? null;
  if (stop !== null) runtime.err(`It was stopped, and is tried again: ${stop}\n`);
  if (pauses > 0)
    runtime.err(
      scope.of === 'everything' ? 'Ended: every pause.\n' : `Ended: the pause of ${scopeNamed(scope)}.\n`,
    );
  else if (stop === null) runtime.err('No such pause was on.\n');
  if (left) runtime.err(`It stays paused, because ${scopeNamed(left.scope)} is paused by ${left.by}.\n`);
  if (mistakes.length > 0) throw new OperatorError(mistakes);
  return left ? STAFF : DONE;
}

/** A pause must be ended even while a file is broken: then nobody can say what is due. */
async function forecast({ app }: LocatedLedgers, scope: PauseScope, now: Instant): Promise<string> {
  if (app === null) return 'The files have mistakes (see `check`): only what was approved before goes out.\n';
  return forecastBy(app, scope, now);
}

async function forecastBy(app: App, scope: PauseScope, now: Instant): Promise<string> {
  try {
    const configuration = await readConfiguration(app);
    const view = await viewNow(app, configuration);
    // What is stopped goes on with this, so it is no reason to hold anything.
    const stopped = new Map(
      [...view.stopped].filter(([id]) => scope.of !== 'account' || id !== scope.account),
    );
    const plan = makePlan(configuration, { ...view, stopped }, now);
    const due = plan.posts.filter(({ intent }) => intent.due <= now && covers({ scope }, intent));
    const { needed } = app.files.settings.approvals;
    const approved = due.filter((post) => post.approvals.length >= needed);
    const waiting = due.length - approved.length;
    const head =
      approved.length === 0
        ? `Nothing that is approved is due on ${where(scope)}.`
        : `Once ${scopeNamed(scope)} goes on, ${approved.length} ${approved.length === 1 ? 'post, edit or deletion goes' : 'posts, edits and deletions go'} out:`;
    const rest = waiting === 0 ? [] : [`${waiting} more ${waiting === 1 ? 'waits' : 'wait'} for approval.`];
    return `${[head, ...byAnnouncement(approved), ...rest].join('\n')}\n`;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return 'The state file has mistakes (see `check`): only what was approved before goes out.\n';
  }
}

function byAnnouncement(posts: Plan['posts']): readonly string[] {
  const groups = Map.groupBy(posts, ({ intent }) => `${intent.action} ${intent.announcement}`);
  return [...groups].map(
    ([what, group]) => `   ${what}: ${[...new Set(group.map(({ intent }) => intent.account))].join(', ')}`,
  );
}

/** Nobody should have to know which ledger is meant, and one that cannot be opened holds up none of the others. */
async function inEveryLedger<Result>(
  { ledgers, settings, runtime }: LocatedLedgers,
  act: (ledger: Ledger) => Promise<Result>,
): Promise<{ readonly done: readonly Result[]; readonly mistakes: readonly Mistake[] }> {
  const done: Result[] = [];
  const mistakes: Mistake[] = [];
  for (const place of ledgers) {
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

/** Whether a pause of `wider` keeps all of `scope` paused. */
function isWider(wider: PauseScope, scope: PauseScope, { region }: LocatedLedgers): boolean {
  if (wider.of === 'everything') return true;
  if (scope.of !== 'account') return false;
  if (wider.of === 'account') return wider.account === scope.account;
  return region?.accounts.get(scope.account)?.channel === wider.channel;
}

function scopeOf({ region, runtime }: LocatedLedgers, { account, channel }: PauseOptions): PauseScope {
  if (account === null) return channel === null ? { of: 'everything' } : { of: 'channel', channel };
  if (region === null)
    runtime.err(
      `Nobody can say whether there is an account ${account}: the files have mistakes (see \`check\`). Look at what you typed.\n`,
    );
  else if (!region.accounts.has(account))
    throw operatorError(
      'unknown-account',
      `There is no account ${account}`,
      'The ids of accounts stand in municipalities.yaml.',
    );
  return { of: 'account', account };
}

function where(scope: PauseScope): string {
  return scope.of === 'everything' ? 'any account' : scopeNamed(scope);
}
