import { apply, type Change, type Prepared, prepare } from '../app/changes.ts';
import { staffNeededNow } from '../app/deliver-change.ts';
import type { App } from '../app/load.ts';
import type { Instant } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import { shownTime } from '../core/domain/staff-time.ts';
import { actorNamed, isAgreed } from './command.ts';
import { DONE } from './exit.ts';
import {
  changedLine,
  nothingReport,
  preparedReport,
  sentenceAfter,
  unapprovedAfter,
} from './reports/change-report.ts';
import { ending, staffReasons } from './reports/staff.ts';
import { stepLine } from './reports/step-report.ts';
import { targetNamed } from './reports/target.ts';
import { count } from './reports/words.ts';
import { showBoard } from './show-board.ts';

/** Shows what a change would bring about, asks, and applies it. Resolves with the exit status. */
export async function confirmChange(
  app: App,
  given: Change,
  { by, yes }: { readonly by: string; readonly yes: boolean },
): Promise<number> {
  const { runtime, files, options } = app;
  const { zone, sandbox } = files.settings;
  const actor = actorNamed(by);
  const prepared = await prepare(app, given);
  const target = { mode: prepared.mode, sandbox };
  runtime.out(preparedReport(prepared, sandbox, actor.name, zone, runtime.clock.now()));
  runtime.err(nothingReport(prepared));
  const isAgreed = yes && prepared.repeats === null;
  if (!(isAgreed || !prepared.asks || (await confirmed(app, prepared, actor.name, targetNamed(target))))) {
    runtime.err('Nothing was changed.\n');
    return DONE;
  }
  const time = (at: Instant) => shownTime(at, zone, runtime.clock.now());
  const { change, digest, mode, plan, nothing } = prepared;
  const applied = await apply(app, change, digest, actor, {
    onWritten: () => runtime.err(`${changedLine(change, options.stateShown)}\n`),
    onStep: (step) => runtime.err(`${stepLine(step, time)}\n`),
  });
  if (plan.posts.length > 0 && mode !== 'draft') {
    await showBoard(app, { mode, keys: plan.posts.map(({ intent }) => intent.key), held: plan.held });
    runtime.err(sentenceAfter(applied, zone, runtime.clock.now()));
  }
  const reasons = nothing.map(({ announcement }) => `nothing of ${announcement} goes out`);
  const end = ending(target, [...reasons, ...staffReasons(await staffNeededNow(app))]);
  runtime.err(end.line);
  return end.status;
}

function confirmed({ runtime }: App, prepared: Prepared, by: string, target: string): Promise<boolean> {
  const { plan, goesLive, repeats } = prepared;
  if (repeats !== null) {
    const said = `${repeats} said the same on the same accounts in the last minutes`;
    if (runtime.interactive) return runtime.ask(`${said}. Say it AGAIN? [y/N] `);
    throw operatorError('said-already', said, 'If it is meant, give the new announcement a name: --id ID');
  }
  const unapproved = unapprovedAfter(prepared, by);
  const posts = plan.posts.length - unapproved;
  const rest = unapproved === 0 ? '' : ` ${count(unapproved, 'action waits', 'actions wait')} for approval.`;
  const question = goesLive
    ? `Go ${target}, and send ${count(posts, 'action')}?`
    : plan.mode === 'draft' || posts === 0
      ? `Write this to the state file (${target})?`
      : `Send ${count(posts, 'action')}, ${target}?`;
  return isAgreed({ runtime }, `${question}${rest} [y/N] `);
}
