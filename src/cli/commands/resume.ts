import { readConfiguration } from '../../app/load.ts';
import type { AppContext } from '../../app/pause.ts';
import { areaOfPause } from '../../app/people/area.ts';
import { inTheNameOf } from '../../app/people/by-name.ts';
import { refuseUnlessMay } from '../../app/people/people.ts';
import { type DueOnResume, dueOnResume, resume, scopeToResume } from '../../app/resume.ts';
import { nullIfWrong } from '../../core/domain/errors.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import { scopeNamed } from '../../staff-words/advice.ts';
import { say } from '../../staff-words/say.ts';
import { actorNamed, appIfReadable, isAgreed } from '../command.ts';
import { DONE, MISTAKE, STAFF } from '../exit.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';
import { openLiveReport } from '../reports/open-live-report.ts';
import { targetLine, targetNamed, targetOf } from '../reports/target.ts';
import { showBoard } from '../show-board.ts';
import { isInLog, type ScopeGiven } from './pause.ts';

export { refine } from './pause.ts';

export const usage = '[--account <id>] [--channel <channel>] --by <name> [--yes]';

export async function run(
  cli: AppContext,
  { by, yes = false, ...given }: ScopeGiven & { readonly yes?: boolean },
) {
  const { runtime } = cli;
  const { account = null, channel = null } = given;
  const app = await appIfReadable(cli);
  const scope = await scopeToResume(app, { account, channel });
  // A pause must be ended even while a file is broken: then nobody can say what is due.
  const files = app && (await readConfiguration(app).catch(nullIfWrong));
  const due = app && files && (await dueOnResume(app, files, scope).catch(nullIfWrong));
  if (app === null || due === null) runtime.err(`${say('resume-only-approved')}\n`);
  else runtime.err(`${targetNamed(targetOf(app, due.mode))}: ${dueReport(due, scope)}`);
  if (app !== null && due !== null) runtime.err(await openLiveReport(app, due.mode));
  const isAsked = !yes && (due === null || (due.mode !== 'draft' && due.approved.length > 0));
  if (isAsked && !(await isAgreed(cli, say('ask-resume', { scope: scopeNamed(scope) })))) {
    runtime.err(`${say('nothing-changed')}\n`);
    return DONE;
  }
  const isLogged = app !== null || (await isInLog(cli, by, 'resumed', JSON.stringify(scope)));
  const of = account === null ? null : (app?.files.region.accounts.get(account)?.channel ?? null);
  const { ledgers, mistakes, ended, stopped, stillPausedBy } =
    app === null
      ? await resume(cli, scope, of, actorNamed(by))
      : await inTheNameOf(
          app,
          by,
          { what: 'resumed', about: JSON.stringify(scope) },
          (asker) => refuseUnlessMay(asker, 'resume', areaOfPause(scope, app.files.region), app.files.region),
          (actor) => resume(cli, scope, of, actor),
        );
  for (const [account, reason] of stopped) runtime.err(`${say('resume-retried', { account, reason })}\n`);
  if (mistakes.length > 0) {
    runtime.err(mistakeLines(mistakes));
    runtime.err(`${say('resume-only', { scope: scopeNamed(scope), n: ledgers })}\n`);
    return MISTAKE;
  }
  if (ended) runtime.err(`${say('resume-ended', { of: scope.of, scope: scopeNamed(scope) })}\n`);
  else if (stopped.size === 0) runtime.err(`${say('resume-none')}\n`);
  if (stillPausedBy) {
    const { by } = stillPausedBy;
    runtime.err(`${say('resume-still', { scope: scopeNamed(stillPausedBy.scope), by })}\n`);
  }
  if (app !== null && due !== null) {
    if (stillPausedBy === null)
      await showBoard(app, { mode: due.mode, keys: due.approved.map(({ intent }) => intent.key) });
    runtime.err(targetLine(targetOf(app, due.mode)));
  }
  if (!isLogged) return MISTAKE;
  return stillPausedBy ? STAFF : DONE;
}

function dueReport({ approved, later, unapproved }: DueOnResume, scope: PauseScope): string {
  const head = say('resume-due', { of: scope.of, scope: scopeNamed(scope), n: approved.length });
  const groups = Map.groupBy(approved, ({ intent: { action, announcement } }) =>
    say(`resume-group-${action}`, { announcement }),
  );
  const lines = [...groups].map(
    ([what, group]) => `   ${what}: ${[...new Set(group.map(({ intent }) => intent.account))].join(', ')}`,
  );
  const rest = [
    ...(later === 0 ? [] : [say('resume-later', { n: later })]),
    ...(unapproved === 0 ? [] : [say('resume-waiting', { n: unapproved })]),
  ];
  return `${[head, ...lines, ...rest].join('\n')}\n`;
}
