import { approvalsOf } from '../cli/commands/approve.ts';
import { DONE, STAFF, staffNeeded } from '../cli/exit.ts';
import { outdatedPart, planReport } from '../cli/reports/plan-report.ts';
import { stepLine } from '../cli/reports/step-report.ts';
import { whyNothing } from '../cli/reports/why-nothing.ts';
import { whyWaiting } from '../cli/reports/why-waiting.ts';
import { type Suspects, suspectsIn } from '../core/delivery/adopt.ts';
import { reconcile } from '../core/delivery/reconcile.ts';
import type { Instant, Zone } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { isMistake, operatorError } from '../core/domain/errors.ts';
import { sha256 } from '../core/domain/post-key.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Entry, Intent } from '../core/ledger/entry.ts';
import type { Ledger, LedgerView } from '../core/ledger/ledger.ts';
import { sumUsd } from '../core/planning/cost.ts';
import { type Plan, plan } from '../core/planning/plan.ts';
import { saveAtomically } from '../files/incident/save.ts';
import { isAddress } from '../files/incident/source.ts';
import { readYaml } from '../files/yaml/yaml.ts';
import type { LedgerPlace } from '../sql/open-ledger.ts';
import { lockWorker, type WorkerLock } from '../sql/sqlite/worker-lock.ts';
import { serversOf, trustedClockFor } from '../worker/trusted-clock.ts';
import { refuseSayingAgain } from './adopt-timelines.ts';
import { deliverNow } from './deliver-now.ts';
import { ledgerPlace, openLedgerAt, viewOf } from './ledgers.ts';
import { type App, deliveryContextFor, openChannels, stateBytes, type TakenOver, takeOver } from './load.ts';
import { configurationOf, configurationReading } from './read-configuration.ts';

export interface StateText {
  readonly text: string;
  readonly digest: string;
}

export interface Change {
  readonly by: string;
  readonly yes: boolean;
  /** Ids of the announcements whose texts are approved when somebody confirms. */
  readonly announcements: readonly string[];
  /** Which of the outdated posts are shown: those that the change is about. */
  readonly outdates: (entry: Entry) => boolean;
  readonly done: string;
}

/** The state file as text, to be changed. Throws an OperatorError where it is no file that can be written. */
export async function stateText({ runtime, options }: App): Promise<StateText> {
  if (isAddress(options.state))
    throw operatorError(
      'state-elsewhere',
      `${options.stateShown} cannot be written from here`,
      'Change it where it is kept, or name a file with --state FILE.',
    );
  const { text } = readYaml(await stateBytes(runtime, options), options.stateShown);
  return { text, digest: sha256(text) };
}

/**
 * Shows what a changed state file would bring about, writes it once somebody confirms, and delivers. What is shown is
 * approved in the name of who confirms. Nothing is written where the changed file would have mistakes, or when somebody
 * else changed the file meanwhile. Where a worker has the ledger for itself, it delivers.
 */
export async function changeState(
  app: App,
  before: StateText,
  after: string,
  change: Change,
): Promise<number> {
  const { runtime, options, files } = app;
  const now = runtime.clock.now();
  const configuration = configurationOf(files, after, options.stateShown);
  const place = ledgerPlace(files.settings, options.data, configuration.state.incident.mode);
  const view = await viewOf(place, files.settings, configuration.state.incident.id);
  const planned = plan(configuration, view, now);
  await refuseWrongClock(app, view.lastTick);
  await refuseOthers(app, configuration, suspectsIn(configuration, view, planned, now), change);
  const released = change.announcements.length > 0 ? [] : releasedBy(app, before, planned, view, now);
  runtime.out(shown(planned, change, released, files.settings.zone, now));
  const nothing = change.announcements.flatMap((id) => {
    const why = whyNothing(configuration, view, planned, id);
    return why === null ? [] : [`Nothing of ${id} goes out: ${why}.\n`];
  });
  runtime.err(nothing.join(''));
  if (!(await confirmed(app, change, planned))) {
    runtime.err('Nothing was changed.\n');
    return DONE;
  }
  await saveAtomically(options.state, after, before.digest);
  runtime.err(`${change.done}\n`);
  const status = await deliver(app, planned, change);
  return nothing.length > 0 ? Math.max(status, STAFF) : status;
}

/** The time of confirmation is written into the file, and with no worker everything is sent from here. */
async function refuseWrongClock({ runtime, files }: App, lastTick: Instant | null): Promise<void> {
  const servers = files.settings.sandbox ? [] : serversOf(files.settings, files.region, null);
  const { doubt } = await trustedClockFor(runtime).examine(servers, lastTick);
  if (doubt !== null) throw operatorError('clock-wrong', doubt.what, doubt.advice);
}

/** What is announced right now is new; everything else in the file may have been said from another machine. */
async function refuseOthers(
  app: App,
  configuration: Configuration,
  { old, undated }: Suspects,
  change: Change,
): Promise<void> {
  const others = (intents: readonly Intent[]) =>
    intents.filter((intent) => !change.announcements.includes(intent.announcement));
  const suspects = { old: others(old), undated: others(undated) };
  if (suspects.old.length + suspects.undated.length === 0) return;
  const { runtime, files, options } = app;
  const place = ledgerPlace(files.settings, options.data, configuration.state.incident.mode);
  const ledger = await openLedgerAt(place, files.settings, runtime.clock.now());
  const opened = await openChannels(files, runtime.clock, 0);
  try {
    await refuseSayingAgain(
      deliveryContextFor(files, ledger, configuration.state.incident.mode, opened, runtime.clock, () => {}),
      configuration,
      suspects,
      runtime.signal,
    );
  } finally {
    await opened.close();
    await ledger.close();
  }
}

/** What was not planned before the change: a fact may release what was held, or give other words to what waits. */
function releasedBy(app: App, before: StateText, after: Plan, view: LedgerView, now: Instant): Plan['posts'] {
  if (after.mode === 'draft') return [];
  const reading = configurationReading(app.files, before.text, app.options.stateShown);
  // Of a draft nothing was to go out yet; where the file was broken, nobody knows what was.
  if (reading.kind === 'broken' || reading.configuration.state.incident.mode === 'draft') return after.posts;
  const known = new Set(plan(reading.configuration, view, now).posts.map(({ intent }) => intent.digest));
  return after.posts.filter(({ intent }) => !known.has(intent.digest));
}

/** The part of a plan that the change is about, for who is to confirm it. */
function shown(plan: Plan, change: Change, released: Plan['posts'], zone: Zone, now: Instant): string {
  const part = ofThese(plan, change);
  if (change.announcements.length > 0)
    return planReport(part, zone, now, { wordsMax: Number.POSITIVE_INFINITY, confirming: change.by });
  if (released.length > 0) {
    const ids = new Set(released.map(({ intent }) => intent.announcement));
    const announcements = plan.announcements.filter((one) => ids.has(one.id));
    return planReport({ ...part, posts: released, announcements, cost: costOf(released) }, zone, now);
  }
  const outdated = outdatedPart(part);
  return `Nothing is posted because of this.\n${outdated === '' ? '' : `\n${outdated}\n`}`;
}

function costOf(posts: Plan['posts']): Plan['cost'] {
  return { posts: posts.length, usd: sumUsd(posts.map(({ intent }) => intent.usd)) };
}

function ofThese(plan: Plan, { announcements, outdates }: Change): Plan {
  const meant = new Set(announcements);
  const others = new Set(plan.announcements.map((one) => one.id).filter((id) => !meant.has(id)));
  const posts = plan.posts.filter(({ intent }) => meant.has(intent.announcement));
  return {
    ...plan,
    posts,
    held: plan.held.filter((one) => meant.has(one.announcement)),
    outdated: plan.outdated.filter(({ entry }) => outdates(entry)),
    warnings: plan.warnings.filter((one) => !('announcement' in one && others.has(one.announcement))),
    announcements: plan.announcements.filter((one) => meant.has(one.id)),
    cost: costOf(posts),
  };
}

async function confirmed({ runtime }: App, change: Change, plan: Plan): Promise<boolean> {
  const { yes, announcements } = change;
  if (yes || announcements.length === 0) return true;
  const posts = ofThese(plan, change).posts.length;
  if (!runtime.interactive)
    throw operatorError(
      'not-confirmed',
      'Nobody is there to confirm',
      'Read what is shown above; then call it again with --yes.',
    );
  return runtime.ask(
    plan.mode === 'draft' || posts === 0
      ? 'Write this to the state file? [y/N] '
      : `Send these ${posts}? [y/N] `,
  );
}

async function deliver(app: App, shown: Plan, change: Change): Promise<number> {
  const { runtime, files, options } = app;
  const { settings } = files;
  const now = runtime.clock.now();
  const place = ledgerPlace(settings, options.data, shown.mode);
  const lock = place.kind === 'file' ? freeLock(place.file) : null;
  const ledger = await openLedgerAt(place, settings, now);
  try {
    const taken = await takeOver(app, ledger);
    await ledger.approve(change.announcements.flatMap((id) => approvalsOfShown(shown, id, change.by, now)));
    const deliverer = delivererElsewhere(place, lock, settings);
    if (deliverer !== null) {
      runtime.err(`${deliverer} \`history\` shows what became of it.\n`);
      return staffNeeded(taken.plan) === DONE ? DONE : await verdict(taken, ledger, now);
    }
    return await deliverHere(app, taken, ledger, change);
  } finally {
    await ledger.close();
    lock?.release();
  }
}

function approvalsOfShown(planned: Plan, id: string, by: string, now: number) {
  return planned.announcements
    .filter((one) => one.id === id)
    .flatMap((one) => approvalsOf(planned, id, one.digest, by, now));
}

/**
 * Who delivers instead. Nobody where no worker has the ledger, and on PostgreSQL, where nobody can tell: several may work
 * there side by side. Only the sandbox is one worker's own.
 */
function delivererElsewhere(
  place: LedgerPlace,
  lock: WorkerLock | null,
  { sandbox }: Settings,
): string | null {
  if (place.kind === 'postgres')
    return sandbox ? 'It goes to the sandbox of `run`, and waits until that is running.' : null;
  return lock === null ? 'A worker is running: it delivers.' : null;
}

/** Null where a worker holds it. */
function freeLock(file: string): WorkerLock | null {
  try {
    return lockWorker(file);
  } catch (error) {
    if (isMistake(error, 'worker-running')) return null;
    throw error;
  }
}

async function deliverHere(app: App, taken: TakenOver, ledger: Ledger, change: Change): Promise<number> {
  const { runtime, files } = app;
  const { configuration } = taken;
  const opened = await openChannels(files, runtime.clock, 0);
  try {
    const delivery = deliveryContextFor(
      files,
      ledger,
      configuration.state.incident.mode,
      opened,
      runtime.clock,
      (step) => runtime.err(`${stepLine(step)}\n`),
    );
    await deliverNow(delivery, runtime.signal);
    runtime.err(await leftOver(configuration, ledger, change, runtime.clock.now()));
    return await verdict(taken, ledger, runtime.clock.now());
  } finally {
    await opened.close();
  }
}

/** What of the change has not gone out yet, and why; empty where nothing is left. */
async function leftOver(
  configuration: Configuration,
  ledger: Ledger,
  change: Change,
  now: Instant,
): Promise<string> {
  const view = await ledger.view(configuration.state.incident.id);
  const waiting = view.entries.filter(
    (entry) => entry.state === 'waiting' && change.announcements.includes(entry.announcement),
  );
  const byReason = Map.groupBy(waiting, (entry) => whyWaiting(configuration, view, entry, now));
  const lines = [...byReason].map(
    ([why, { length }]) =>
      `${length} ${length === 1 ? 'action has' : 'actions have'} not gone out yet: ${why}.\n`,
  );
  return lines.length === 0 ? '' : `${lines.join('')}What waits goes out only while \`run\` is running.\n`;
}

async function verdict({ configuration, accepted }: TakenOver, ledger: Ledger, now: number): Promise<number> {
  const tick = await reconcile({ kind: 'configuration', configuration }, ledger, now, accepted);
  const { entries } = await ledger.view(configuration.state.incident.id);
  const open = entries.some((entry) => entry.state === 'refused' || entry.state === 'unknown');
  return tick.kind === 'planned' && staffNeeded(tick.plan) === DONE && !open ? DONE : STAFF;
}
