import type { Change } from '../app/changed-file.ts';
import { apply, prepare } from '../app/changes.ts';
import { type App, planNow, readConfiguration, viewNow } from '../app/load.ts';
import { areaOfPrepared } from '../app/people/area.ts';
import { inTheNameOf, isPerson } from '../app/people/by-name.ts';
import { changeInLine } from '../app/people/log.ts';
import { refuseUnlessMay } from '../app/people/people.ts';
import type { Prepared } from '../app/prepared.ts';
import { isMistake, operatorError } from '../core/domain/errors.ts';
import { say, timesIn } from '../staff-words/say.ts';
import { actorNamed, isAgreed } from './command.ts';
import { DONE } from './exit.ts';
import {
  changedLines,
  nothingReport,
  preparedReport,
  sentenceAfter,
  unapprovedAfter,
} from './reports/change-report.ts';
import { ending, staffReasons, upcomingReasons } from './reports/ending.ts';
import { stepLine } from './reports/step-report.ts';
import { targetNamed, targetOf } from './reports/target.ts';
import { showBoard } from './show-board.ts';

/** How often a change that asks nobody is tried again, where others write the state file at the same time. */
const AGAIN_MAX = 9;

/** Shows what a change would bring about, asks, and applies it. Resolves with the exit status. */
export async function confirmChange(
  app: App,
  given: Change,
  who: { readonly by: string; readonly yes: boolean },
  again = 0,
): Promise<number> {
  const { by, yes } = who;
  const { runtime, files, options } = app;
  const { zone, sandbox } = files.settings;
  // A person of the console approves nothing of their own here either.
  const isApproving = files.settings.approvals.needed === 0 || !(await isPerson(app, by));
  const confirming = isApproving ? actorNamed(by).name : null;
  const prepared = await prepare(app, given, isApproving);
  const target = targetOf(app, prepared.mode);
  if (again === 0 || prepared.asks) {
    runtime.out(preparedReport(prepared, sandbox, confirming, zone, runtime.clock.now()));
    runtime.err(nothingReport(prepared, zone));
  }
  const isAgreed = yes && prepared.repeats === null;
  if (!(isAgreed || !prepared.asks || (await confirmed(app, prepared, confirming, targetNamed(target))))) {
    runtime.err(`${say('nothing-changed')}\n`);
    return DONE;
  }
  const time = timesIn(zone, runtime.clock.now());
  const { change, digest, mode, into, plan, nothing } = prepared;
  const incident = mode === 'draft' ? '' : `${into.incident}/`;
  const line = changeInLine(digest, change);
  const said = new Set([...[change.announcement?.id ?? []].flat(), ...(prepared.approves ?? [])]);
  const applied = await inTheNameOf(
    app,
    by,
    {
      what: 'changed',
      about: said.size === 0 ? line : [...said].map((id) => `${incident}${id} ${line}`),
      wrote: prepared.wrote,
    },
    (asker) => refuseUnlessMay(asker, 'write', areaOfPrepared(prepared, files.region), files.region),
    (actor, _, settled, keep) =>
      apply(
        app,
        change,
        digest,
        actor,
        {
          keepApprovals: keep,
          onWritten() {
            settled();
            runtime.err(changedLines(change, options.stateShown));
          },
          onStep: (step) => runtime.err(`${stepLine(step, time)}\n`),
        },
        isApproving ? [actor] : [],
      ),
  ).catch((error: unknown) => {
    if (prepared.asks || again === AGAIN_MAX || !isMistake(error, 'changed-meanwhile')) throw error;
    return null;
  });
  if (applied === null) return confirmChange(app, given, who, again + 1);
  if (plan.posts.length > 0 && mode !== 'draft') {
    await showBoard(app, { mode, keys: plan.posts.map(({ intent }) => intent.key), held: plan.held });
    runtime.err(sentenceAfter(applied, zone, runtime.clock.now()));
  }
  const reasons = nothing.map(({ announcement }) => say('nothing-of', { announcement }));
  const now = await readConfiguration(app);
  const left = await planNow(app, now, runtime.clock.now());
  const { entries } = await viewNow(app, now);
  const next = upcomingReasons(mode, prepared.upcoming);
  const end = ending(target, [...reasons, ...staffReasons(left, entries), ...next]);
  runtime.err(end.line);
  return end.status;
}

function confirmed(
  { runtime }: App,
  prepared: Prepared,
  by: string | null,
  target: string,
): Promise<boolean> {
  const { plan, goesLive, repeats } = prepared;
  if (repeats !== null) {
    const said = say('said-already', { announcement: repeats });
    if (runtime.interactive) return runtime.ask(`${say('ask-again', { said })} ${say('yes-or-no')} `);
    throw operatorError('said-already.here', { announcement: repeats });
  }
  const unapproved = unapprovedAfter(prepared, by);
  const n = plan.posts.length - unapproved;
  const actions = say('actions', { n });
  const rest = unapproved === 0 ? '' : ` ${say('ask-waiting', { n: unapproved })}`;
  const question = goesLive
    ? say('ask-live', { target, n, actions })
    : plan.mode === 'draft' || n === 0
      ? say('ask-write', { target })
      : say('ask-send', { target, actions });
  return isAgreed({ runtime }, `${question}${rest}`);
}
