import type { Step } from '../core/delivery/context.ts';
import type { Actor } from '../core/domain/actor.ts';
import { isMistake } from '../core/domain/errors.ts';
import { approvalsOfWords } from '../core/ledger/approval.ts';
import { saveAtomically } from '../files/incident/save.ts';
import { approvalsOf } from './approve.ts';
import type { Change } from './changed-file.ts';
import {
  changedMeanwhile,
  type Delivered,
  deliverChange,
  isWorkedBeside,
  type KeepApprovals,
} from './deliver-change.ts';
import { type App, isUnchanged } from './load.ts';
import { drafted, type Prepared } from './prepared.ts';

/** The outcome of a change. */
export interface Applied extends Delivered {
  readonly prepared: Prepared;
}

/**
 * Computes what a change would bring about, and changes nothing. `approves`: whether it is confirmed by the person who
 * typed its words, and so approves them. Throws an OperatorError where the changed file would have mistakes, where the state
 * file cannot be written from here, or where the ledger may have been lost (`ledger-empty`).
 */
export async function prepare(app: App, change: Change, approves = true): Promise<Prepared> {
  return (await drafted(app, change, approves)).prepared;
}

/**
 * Writes the change, approves in the actor's name what was shown, and delivers; a worker that has the ledger delivers
 * instead. `digest` is the one that `prepare` gave. Throws `changed-meanwhile` where anything under it has changed.
 */
export async function apply(
  app: App,
  change: Change,
  digest: string,
  actor: Actor,
  progress: Progress,
  /** Each approves what was shown. */
  approvers: readonly Actor[] = [actor],
): Promise<Applied> {
  const { prepared, configuration, typed, beginning, leaveToWorker } = await written(
    app,
    change,
    digest,
    approvers.some(hasTyped),
  );
  progress.onWritten();
  const at = app.runtime.clock.now();
  const { approves, plan } = prepared;
  const told = plan.posts.filter(({ intent }) => approves?.includes(intent.announcement));
  const delivered = await deliverChange(app, {
    mode: prepared.mode,
    leaveToWorker,
    beginning,
    // Exactly what was shown: where somebody changes the file once more, the new texts have nobody's approval.
    approvals: approvers.flatMap((one) => [
      ...approvalsOf(configuration, hasTyped(one) ? told : plan.posts, one, at),
      ...(hasTyped(one) ? approvalsOfWords(typed, one.name, at) : []),
    ]),
    ...{ keep: progress.keepApprovals, onStep: progress.onStep },
  });
  return { ...delivered, prepared };
}

/** Writes the change into the file as it is by then. Throws `changed-meanwhile` where it is no longer the one with this digest. */
async function written(app: App, change: Change, digest: string, approves: boolean) {
  const done = await whileOthersWrite(async () => {
    const draft = (await isUnchanged(app)) ? await drafted(app, change, approves) : null;
    if (draft?.prepared.digest !== digest) return null;
    // It notices the change at once, and lets go of its ledger.
    const leaveToWorker = isWorkedBeside(app, draft.prepared.mode);
    await saveAtomically(app.options.state, draft.after, draft.before.digest);
    return { ...draft, leaveToWorker };
  });
  if (done === null) throw changedMeanwhile();
  return done;
}

/** How many people can write into the state file at the same moment, each something else. */
const WRITES_AT_ONCE_MAX = 10;

/**
 * Works, and again where somebody else wrote the state file at the same moment. `isAgain`: the file is another than before.
 * Throws `changed-meanwhile` where others write on and on.
 */
export async function whileOthersWrite<Result>(work: (isAgain: boolean) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++)
    try {
      return await work(tries > 1);
    } catch (error) {
      if (tries === WRITES_AT_ONCE_MAX || !isMistake(error, 'changed-meanwhile')) throw error;
    }
}

/** Whether the person who confirms a change typed its words. In the console a person confirms by the texts alone. */
function hasTyped({ via }: Actor): boolean {
  return via !== 'console';
}

/** Hears how a change is applied. */
export interface Progress {
  /** The state file has the change. */
  onWritten(): void;
  /** Writes the approvals that go with it. */
  readonly keepApprovals: KeepApprovals;
  onStep(step: Step): void;
}

/** For callers that only want the result. */
export const SILENTLY: Progress = { onWritten() {}, keepApprovals: (write) => write(), onStep() {} };
