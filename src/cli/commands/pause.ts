import type { ChannelId } from '../../channel.ts';
import type { Instant } from '../../clock.ts';
import { OperatorError, operatorError } from '../../errors.ts';
import type { Ledger, PauseScope } from '../../ledger.ts';
import { plan as makePlan, type Plan } from '../../plan.ts';
import { type App, readWorldNow, viewNow } from '../app.ts';
import { DONE, STAFF } from '../exit.ts';
import { ledgerPlace, openLedgerAt, withReader } from '../ledgers.ts';

export interface PauseOptions {
  readonly account: string | null;
  readonly channel: ChannelId | null;
  readonly by: string;
}

/** Holds every delivery not yet on the wire, at once and for every process. Needs no state file that can be read. */
export async function pauseCommand(app: App, options: PauseOptions): Promise<number> {
  const { host } = app;
  const scope = scopeOf(app, options);
  await inEveryLedger(app, (ledger) => ledger.pause({ scope, by: options.by, at: host.clock.now() }));
  host.err(
    `Paused ${named(scope)}. Nothing more goes out there until \`resume\`; what is on its way is still looked for.\n`,
  );
  return DONE;
}

/** Ends a pause, and lets a stopped account go on. Says first what will then go out. */
export async function resumeCommand(app: App, options: PauseOptions): Promise<number> {
  const { host } = app;
  const scope = scopeOf(app, options);
  const now = host.clock.now();
  host.err(await forecast(app, scope, now));
  const ended = await inEveryLedger(app, async (ledger) => {
    const { stopped } = await ledger.view('');
    if (scope.of === 'account') await ledger.stop(scope.account, null, now);
    const ended = await ledger.resume(scope, options.by, now);
    const stop = scope.of === 'account' ? (stopped.get(scope.account) ?? null) : null;
    return { ended, stop, left: (await ledger.view('')).pauses };
  });
  const pauses = ended.reduce((sum, one) => sum + one.ended, 0);
  const left = ended.flatMap((one) => one.left).find((pause) => isWider(pause.scope, scope, app));
  const stop = ended.find((one) => one.stop !== null)?.stop ?? null;
  if (stop !== null) host.err(`It was stopped, and is tried again: ${stop}\n`);
  if (pauses > 0)
    host.err(scope.of === 'everything' ? 'Ended: every pause.\n' : `Ended: the pause of ${named(scope)}.\n`);
  else if (stop === null) host.err('No such pause was on.\n');
  if (left) host.err(`It stays paused, because ${named(left.scope)} is paused by ${left.by}.\n`);
  return left ? STAFF : DONE;
}

/** A pause must be ended even while the state file is broken: then nobody can say what is due. */
async function forecast(app: App, scope: PauseScope, now: Instant): Promise<string> {
  try {
    const world = await readWorldNow(app);
    const view = await viewNow(app, world);
    // What is stopped goes on with this, so it is no reason to hold anything.
    const stopped = new Map(
      [...view.stopped].filter(([id]) => scope.of !== 'account' || id !== scope.account),
    );
    const plan = makePlan(world, { ...view, stopped }, now);
    const due = plan.posts.filter(({ intent }) => intent.due <= now && covers(scope, intent));
    const { needed } = app.files.settings.approvals;
    const approved = due.filter((post) => post.approvals.length >= needed);
    const waiting = due.length - approved.length;
    const head =
      approved.length === 0
        ? `Nothing that is approved is due on ${where(scope)}.`
        : `Once ${named(scope)} goes on, ${approved.length} ${approved.length === 1 ? 'post, edit or deletion goes' : 'posts, edits and deletions go'} out:`;
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

/** The live ledger and, where one exists, that of exercises: nobody should have to know which one is meant. */
async function inEveryLedger<Result>(
  app: App,
  act: (ledger: Ledger) => Promise<Result>,
): Promise<readonly Result[]> {
  const { files, options, host } = app;
  const results: Result[] = [];
  for (const mode of ['live', 'exercise'] as const) {
    const place = ledgerPlace(files.settings, options.data, mode);
    if (mode === 'exercise' && !(await withReader(place, files.settings, false, async () => true))) continue;
    const ledger = await openLedgerAt(place, files.settings, host.clock.now());
    try {
      results.push(await act(ledger));
    } finally {
      await ledger.close();
    }
  }
  return results;
}

function covers(scope: PauseScope, intent: { account: string; channel: ChannelId }): boolean {
  if (scope.of === 'everything') return true;
  return scope.of === 'account' ? scope.account === intent.account : scope.channel === intent.channel;
}

/** Whether a pause of `wider` keeps all of `scope` paused. */
function isWider(wider: PauseScope, scope: PauseScope, { files }: App): boolean {
  if (wider.of === 'everything') return true;
  if (scope.of !== 'account') return false;
  if (wider.of === 'account') return wider.account === scope.account;
  return files.region.accounts.get(scope.account)?.channel === wider.channel;
}

function scopeOf(app: App, { account, channel }: PauseOptions): PauseScope {
  if (account === null) return channel === null ? { of: 'everything' } : { of: 'channel', channel };
  if (!app.files.region.accounts.has(account))
    throw operatorError(
      'unknown-account',
      `There is no account ${account}`,
      'The ids of accounts stand in municipalities.yaml.',
    );
  return { of: 'account', account };
}

function where(scope: PauseScope): string {
  return scope.of === 'everything' ? 'any account' : named(scope);
}

function named(scope: PauseScope): string {
  switch (scope.of) {
    case 'everything':
      return 'everything';
    case 'account':
      return `the account ${scope.account}`;
    case 'channel':
      return `all of ${scope.channel === 'x' ? 'X' : 'Mastodon'}`;
    default:
      return scope satisfies never;
  }
}
