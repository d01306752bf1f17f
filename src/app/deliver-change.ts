import { beginningWith, findPublished, mayBeLost, suspectsIn } from '../core/delivery/adopt.ts';
import type { DeliveryContext, Step } from '../core/delivery/context.ts';
import { reconcile } from '../core/delivery/reconcile.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import {
  isMistake,
  type Mistake,
  mistake,
  nullIfWrong,
  OperatorError,
  operatorError,
} from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Approval } from '../core/ledger/approval.ts';
import type { Beginning } from '../core/ledger/beginning.ts';
import type { Intent } from '../core/ledger/entry.ts';
import type { Ledger, LedgerView } from '../core/ledger/ledger.ts';
import { type Plan, plan } from '../core/planning/plan.ts';
import { firstNames } from '../files/yaml/mistake.ts';
import { isWorked } from '../sql/sqlite/worker-lock.ts';
import { deliverAndPlan } from './deliver-now.ts';
import { openLedgerAt, readingLedger } from './ledgers.ts';
import { type App, readConfiguration } from './load.ts';
import { exists, ledgerPlace, otherMode } from './locate-ledgers.ts';
import { sandboxServer } from './sandbox-server.ts';
import { openChannels, openSession, openToWork, type Session, type SessionParts } from './session.ts';
import { timeServers, trustedClock } from './trusted-clock.ts';

/** The outcome for the posts of a change. */
export interface Delivered {
  /**
   * The sender: this call; a worker that has the ledger for itself; or, where everything goes to the sandbox of a worker
   * on PostgreSQL or of one that has the ledger of the other mode, that worker.
   */
  readonly by: 'this-call' | 'worker' | 'sandbox-of-worker';
  /** Posts, edits and deletions that the platforms carried out in this call. */
  readonly sent: number;
}

/** Writes approvals down by the given call, or throws where their person may no longer give them. */
export type KeepApprovals = (write: () => Promise<void>) => Promise<void>;

/** The change that is delivered, and how. */
interface ToDeliver {
  readonly mode: Mode;
  /** The answer of `isWorkedBeside` from before the file was changed. */
  readonly leaveToWorker: boolean;
  /** The answer of `refuseUntrusted`. */
  readonly beginning: Beginning | null;
  /** The approvals that confirming gives. */
  readonly approvals: readonly Approval[];
  readonly keep: KeepApprovals;
  readonly onStep: (step: Step) => void;
}

/** Writes the plan of the changed state file down, adds the approvals, and sends what can be sent, unless a worker does. */
export async function deliverChange(app: App, change: ToDeliver): Promise<Delivered> {
  return inSession(app, change.mode, change.onStep, async (session, by) => {
    const { ledger, delivery } = session;
    const { clock } = app.runtime;
    if (change.beginning !== null) await ledger.adopt(change.beginning, clock.now());
    const taken = await takeOver(app, ledger, change.mode);
    await change.keep(() => ledger.approve(change.approvals));
    const { configuration, accepted } = taken;
    const planAgain = async () => {
      const read = await readConfiguration(app).catch(nullIfWrong);
      if (read?.state.digest !== configuration.state.digest) return null;
      return reconcile({ kind: 'configuration', configuration }, ledger, clock.now(), accepted);
    };
    let sent = 0;
    const sender = by === 'this-call' && change.leaveToWorker ? 'sandbox-of-worker' : by;
    if (sender === 'this-call') {
      const counted = {
        ...delivery,
        onStep(step: Step) {
          if (step.kind === 'sent' && step.answer.kind === 'posted') sent++;
          change.onStep(step);
        },
      };
      await deliverAndPlan(counted, app.runtime.signal, planAgain);
    } else await planAgain();
    return { by: sender, sent };
  });
}

/**
 * Whether a worker has the ledger of the other mode, and a sandbox: once the file has this mode it goes on in the ledger of it,
 * while nobody would see what a call sends to a sandbox of its own.
 */
export function isWorkedBeside({ files, options }: App, mode: Mode): boolean {
  const beside = ledgerPlace(files.settings, options.data, otherMode(mode));
  return files.settings.sandbox && beside.kind === 'file' && exists(beside) && isWorked(beside.file);
}

/** Opens a session for one call. If a worker has the ledger, nothing may be sent in it. */
async function inSession<Result>(
  { runtime, options, files }: App,
  mode: Mode,
  onStep: (step: Step) => void,
  work: (session: Session, by: Delivered['by']) => Promise<Result>,
): Promise<Result> {
  const { settings } = files;
  const place = ledgerPlace(settings, options.data, mode);
  await using server = sandboxServer(runtime.clock, () => 0);
  let by: Delivered['by'] = place.kind === 'postgres' && settings.sandbox ? 'sandbox-of-worker' : 'this-call';
  const parts: SessionParts = {
    clock: runtime.clock,
    onStep,
    async openLedger() {
      try {
        return await openToWork(place, settings, runtime.clock, null);
      } catch (error) {
        if (!isMistake(error, 'worker-running')) throw error;
        by = 'worker';
        return openLedgerAt(place, settings, runtime.clock.now());
      }
    },
    openChannels: () => openChannels(files, runtime.clock, server),
  };
  await using session = await openSession(parts, files, mode, null);
  return await work(session, by);
}

/** A plan that was read and written down. */
interface TakenOver {
  readonly configuration: Configuration;
  readonly plan: Plan;
  /** The version's number in the ledger. */
  readonly accepted: number;
}

/** How often the state file may change between reading it and writing down what it says. */
const READINGS_MAX = 5;

/**
 * Reads the state file and writes its plan down, again where somebody else wrote another version down meanwhile. Throws
 * `changed-meanwhile` where the file no longer has the mode that the ledger was opened for. By a clock that is off, what waits
 * would expire: see `refuseWrongClock`.
 */
export async function takeOver(app: App, ledger: Ledger, mode: Mode): Promise<TakenOver> {
  for (let readings = 0; readings < READINGS_MAX; readings++) {
    const { number: over } = await ledger.lastAccepted();
    const configuration = await readConfiguration(app);
    if (configuration.state.incident.mode !== mode) throw changedMeanwhile();
    const now = app.runtime.clock.now();
    const planned = plan(configuration, await ledger.view(configuration.state.incident.id), now);
    const accepted = await ledger.record(planned.writes, now, over);
    if (accepted !== null) return { configuration, plan: planned, accepted };
  }
  throw operatorError('state-changing.here', { file: app.options.stateShown });
}

export function changedMeanwhile(): OperatorError {
  return operatorError('changed-meanwhile.read');
}

/**
 * Refuses a change that could not be trusted. Throws `clock-wrong` where the clock is off, because times are written into
 * the file; and `ledger-empty` where others than the `announcements` of the change may have been said from another machine.
 * Returns what `refuseSayingAgain` returns of others. Writes nothing.
 */
export async function refuseUntrusted(
  app: App,
  configuration: Configuration,
  view: LedgerView,
  announcements: readonly string[],
): Promise<Beginning | null> {
  const { runtime, files, options } = app;
  const { mode } = configuration.state.incident;
  const place = ledgerPlace(files.settings, options.data, mode);
  await refuseWrongClock(app, mode, () =>
    readingLedger(place, files.settings, null, (ledger) => ledger.lastWritten()),
  );
  if (mode === 'draft' || !mayBeLost(configuration, view)) return null;
  const isOther = (announcement: string) => !announcements.includes(announcement);
  return inSession(
    app,
    mode,
    () => {},
    ({ delivery }) => refuseSayingAgain(delivery, configuration, isOther, runtime.signal),
  );
}

/** Throws `clock-wrong` where the clock is off. `lastWritten` reads when the ledger was last written. */
export async function refuseWrongClock(
  { runtime, files }: App,
  mode: Mode,
  lastWritten: () => Promise<Instant | null>,
): Promise<void> {
  // To make it a draft stops everything: nothing may prevent it. And a draft drops nothing that waits.
  if (mode === 'draft') return;
  const servers = files.settings.sandbox ? [] : timeServers({ files, sandbox: null });
  const { doubt } = await trustedClock(runtime).examine(servers, await lastWritten());
  if (doubt !== null) throw new OperatorError([doubt]);
}

const NAMES_MAX = 6;

/**
 * The `ledger-empty` of a ledger that was set back, or has never seen a live incident from which something older than an hour
 * would go out; else null.
 */
export function ledgerInDoubt(configuration: Configuration, view: LedgerView, now: Instant): Mistake | null {
  if (view.setBack !== null) return view.setBack;
  if (!mayBeLost(configuration, view)) return null;
  const { old } = suspectsIn(configuration, view, now);
  return old.length === 0 ? null : perhapsSaid(configuration, old);
}

function perhapsSaid({ state }: Configuration, said: readonly Intent[]): Mistake {
  const announcements = firstNames([...new Set(said.map((intent) => intent.announcement))], NAMES_MAX);
  return mistake('ledger-empty.here', { incident: state.incident.id, n: said.length, announcements });
}

/**
 * Throws `ledger-empty` where a ledger that has never seen this incident would say what was said before, or leave published
 * what was withdrawn: the disk was lost, or this is a second machine. A post that is not old is looked for on the accounts,
 * and only refused where something like it is there; on an account that cannot be read it is looked for until it can.
 * `concerns` tells which announcements to consider. Returns the ledger's beginning, which has to be written down before
 * anything is sent; null where the ledger is not new, or nothing could be read in time. Writes nothing.
 */
export async function refuseSayingAgain(
  delivery: DeliveryContext,
  configuration: Configuration,
  concerns: (announcement: string) => boolean,
  signal: AbortSignal,
): Promise<Beginning | null> {
  const { ledger, clock } = delivery;
  const now = clock.now();
  const view = await ledger.view(configuration.state.incident.id);
  if (!mayBeLost(configuration, view)) return null;
  const suspects = suspectsIn(configuration, view, now);
  const concerned = (intents: readonly Intent[]) => intents.filter((intent) => concerns(intent.announcement));
  const old = concerned(suspects.old);
  const { planned, withdrawn, corrections, overtaken } = suspects.sought;
  const sought = {
    planned: concerned(planned),
    withdrawn: concerned(withdrawn),
    corrections: concerned(corrections),
    overtaken: concerned(overtaken),
  };
  const found = old.length > 0 ? [] : await findPublished(delivery, configuration, sought, signal);
  if (signal.aborted) return null;
  const isThere = new Set(['published', 'similar']);
  const published = found.filter(({ as }) => isThere.has(as.kind)).map(({ intent }) => intent);
  const said = old.length > 0 ? old : published;
  if (said.length === 0) {
    const announcements = configuration.state.announcements.filter(({ id }) => concerns(id));
    const before = { ...configuration, state: { ...configuration.state, announcements } };
    return beginningWith(found, suspects.snapshots, found, before, now);
  }
  throw new OperatorError([perhapsSaid(configuration, said)]);
}
