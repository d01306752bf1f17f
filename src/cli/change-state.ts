import { type Suspects, suspectsIn } from '../adopt.ts';
import type { Instant } from '../clock.ts';
import { OperatorError, operatorError } from '../errors.ts';
import { saveAtomically } from '../files/save.ts';
import { readYaml } from '../files/yaml.ts';
import type { Intent, Ledger } from '../ledger.ts';
import { type Plan, plan } from '../plan.ts';
import { sha256 } from '../post.ts';
import { reconcile } from '../reconcile.ts';
import { shownTime } from '../shown-time.ts';
import { lockWorker, type WorkerLock } from '../sql/worker-lock.ts';
import type { World } from '../world.ts';
import { refuseSayingAgain } from './adoption.ts';
import { type App, courierFor, openDoor, stateBytes } from './app.ts';
import { approvalsOf } from './commands/approve.ts';
import { deliverNow } from './conduct.ts';
import { DONE, STAFF, staffNeeded } from './exit.ts';
import { ledgerPlace, openLedgerAt, viewOf } from './ledgers.ts';
import { planReport } from './plan-report.ts';
import { stepLine } from './step-report.ts';
import { serversOf, timekeeperFor } from './timekeeper.ts';
import { worldOf } from './world.ts';

export interface StateText {
  readonly text: string;
  readonly digest: string;
}

export interface Change {
  readonly by: string;
  readonly yes: boolean;
  /** Ids of the announcements whose texts are approved when somebody confirms. */
  readonly announcements: readonly string[];
  readonly done: string;
}

/** The state file as text, to be changed. Throws an OperatorError where it is no file that can be written. */
export async function stateText({ host, options }: App): Promise<StateText> {
  if (/^https?:/.test(options.state))
    throw operatorError(
      'state-elsewhere',
      `${options.state} cannot be written from here`,
      'Change it where it is kept, or name a file with --state FILE.',
    );
  const { text } = readYaml(await stateBytes(host, options), options.state);
  return { text, digest: sha256(text) };
}

/**
 * Shows what a changed state file would bring about, writes it once somebody confirms, and delivers. What is shown is
 * approved in the name of who confirms. Nothing is written where the changed file would have mistakes, or when somebody
 * else changed the file meanwhile. Where a worker runs, it delivers.
 */
export async function changeState(
  app: App,
  before: StateText,
  after: string,
  change: Change,
): Promise<number> {
  const { host, options, files } = app;
  const now = host.clock.now();
  const world = worldOf(files, after, options.state);
  const place = ledgerPlace(files.settings, options.data, world.state.incident.mode);
  const view = await viewOf(place, files.settings, world.state.incident.id);
  const planned = plan(world, view, now);
  await refuseWrongClock(app, view.lastTick);
  await refuseOthers(app, world, suspectsIn(world, view, planned, now), change);
  host.out(planReport(ofThese(planned, change.announcements), files.settings.zone, now));
  if (!(await confirmed(app, change, planned))) {
    host.err('Nothing was changed.\n');
    return DONE;
  }
  await saveAtomically(options.state, after, before.digest);
  host.err(`${change.done}\n`);
  return deliver(app, world, planned, change);
}

/** The time of confirmation is written into the file, and with no worker everything is sent from here. */
async function refuseWrongClock({ host, files }: App, lastTick: Instant | null): Promise<void> {
  const servers = files.settings.sandbox ? [] : serversOf(files.settings, files.region, null);
  const { doubt } = await timekeeperFor(host).examine(servers, lastTick);
  if (doubt !== null) throw operatorError('clock-wrong', doubt.what, doubt.advice);
}

/** What is announced right now is new; everything else in the file may have been said from another machine. */
async function refuseOthers(
  app: App,
  world: World,
  { old, undated }: Suspects,
  change: Change,
): Promise<void> {
  const others = (intents: readonly Intent[]) =>
    intents.filter((intent) => !change.announcements.includes(intent.announcement));
  const suspects = { old: others(old), undated: others(undated) };
  if (suspects.old.length + suspects.undated.length === 0) return;
  const { host, files, options } = app;
  const place = ledgerPlace(files.settings, options.data, world.state.incident.mode);
  const ledger = await openLedgerAt(place, files.settings, host.clock.now());
  const door = await openDoor(files, host.clock, 0);
  try {
    await refuseSayingAgain(
      courierFor(files, ledger, door, host.clock, () => {}),
      world,
      suspects,
      host.signal,
    );
  } finally {
    await door.close();
    await ledger.close();
  }
}

/** The part of a plan that the change is about. */
function ofThese(plan: Plan, announcements: readonly string[]): Plan {
  const meant = new Set(announcements);
  return {
    ...plan,
    posts: plan.posts.filter(({ intent }) => meant.has(intent.announcement)),
    held: plan.held.filter((one) => meant.has(one.announcement)),
    announcements: plan.announcements.filter((one) => meant.has(one.id)),
    warnings: [],
  };
}

async function confirmed({ host }: App, { yes, announcements }: Change, plan: Plan): Promise<boolean> {
  if (yes || announcements.length === 0) return true;
  const posts = ofThese(plan, announcements).posts.length;
  if (!host.interactive)
    throw operatorError(
      'not-confirmed',
      'Nobody is there to confirm',
      'Read what is shown above; then call it again with --yes.',
    );
  return host.ask(
    plan.mode === 'draft' ? 'Write this to the state file? [y/N] ' : `Send these ${posts}? [y/N] `,
  );
}

async function deliver(app: App, world: World, planned: Plan, change: Change): Promise<number> {
  const { host, files, options } = app;
  const { settings } = files;
  const now = host.clock.now();
  const place = ledgerPlace(settings, options.data, planned.mode);
  const lock = place.kind === 'file' ? freeLock(place.file) : null;
  const ledger = await openLedgerAt(place, settings, now);
  try {
    await ledger.record(planned.recording, now);
    await ledger.approve(change.announcements.flatMap((id) => approvalsOfShown(planned, id, change.by, now)));
    if (place.kind === 'postgres' || lock === null) {
      host.err('A worker is running: it delivers. `history` shows what became of it.\n');
      return staffNeeded(planned) === DONE ? DONE : await verdict(world, ledger, now);
    }
    return await deliverHere(app, world, ledger);
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

/** Null where a worker holds it. */
function freeLock(file: string): WorkerLock | null {
  try {
    return lockWorker(file);
  } catch (error) {
    if (error instanceof OperatorError && error.mistakes.some((mistake) => mistake.code === 'worker-running'))
      return null;
    throw error;
  }
}

async function deliverHere(app: App, world: World, ledger: Ledger): Promise<number> {
  const { host, files } = app;
  const door = await openDoor(files, host.clock, 0);
  try {
    const courier = courierFor(files, ledger, door, host.clock, (step) => host.err(`${stepLine(step)}\n`));
    const next = await deliverNow(courier, host.signal);
    if (next !== null)
      host.err(
        `More is due at ${shownTime(next, files.settings.zone, host.clock.now())}: it goes out only while \`run\` is running.\n`,
      );
    return await verdict(world, ledger, host.clock.now());
  } finally {
    await door.close();
  }
}

async function verdict(world: World, ledger: Ledger, now: number): Promise<number> {
  const tick = await reconcile({ kind: 'world', world }, ledger, now);
  const { entries } = await ledger.view(world.state.incident.id);
  const open = entries.some((entry) => entry.state === 'refused' || entry.state === 'unknown');
  return tick.kind === 'planned' && staffNeeded(tick.plan) === DONE && !open ? DONE : STAFF;
}
