import type { Applied, Change, Prepared } from '../../app/changes.ts';
import type { Instant, Zone } from '../../core/domain/clock.ts';
import { covers } from '../../core/domain/pause.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { PlannedPost } from '../../core/planning/plan.ts';
import { scopeNamed } from './advice.ts';
import { isUnapproved, outdatedPart, planReport, warningsPart } from './plan-report.ts';
import { targetNamed } from './target.ts';
import { count } from './words.ts';

const digestName = (digest: string) => digest;

/** The effects of a change, for the person who is to confirm it. */
export function preparedReport(
  prepared: Prepared,
  sandbox: boolean,
  by: string,
  zone: Zone,
  now: Instant,
): string {
  const { plan, mode, approves, goesLive } = prepared;
  const view = { all: false, sandbox, upcoming: prepared.upcoming, digestName };
  if (approves !== null) return planReport(plan, zone, now, { ...view, confirming: by });
  if (plan.posts.length > 0) return planReport(plan, zone, now, { ...view, confirming: null });
  const outdated = outdatedPart(plan);
  const live = goesLive
    ? 'the incident goes LIVE. Nothing is due yet.\n'
    : 'nothing is posted because of this.\n';
  const oddTimes = plan.warnings.filter(({ code }) => code === 'odd-time');
  const warnings = warningsPart({ warnings: oddTimes }, (at) => shownTime(at, zone, now));
  const first = `${targetNamed({ mode, sandbox })}: ${live}`;
  return [first, ...[outdated, warnings].filter((part) => part !== '').map((part) => `${part}\n`)].join('\n');
}

/** Announcements of which nothing goes out, and what is left with an earlier incident; empty where there is neither. */
export function nothingReport({ nothing, leaves }: Prepared): string {
  const left =
    leaves === null
      ? ''
      : `${count(leaves.published, 'post')} of ${leaves.incident} stay published: under a new id nothing corrects or withdraws them, and every announcement in the file is said AGAIN. Empty \`announcements:\` first if this is another incident.\n`;
  return `${left}${nothing
    .map(({ announcement, because }) => `Nothing of ${announcement} goes out: ${because}.\n`)
    .join('')}`;
}

/** The lines that were written into the state file. */
export function changedLine(change: Change, file: string): string {
  switch (change.kind) {
    case 'announce':
      return `${String(change.announcement.id)} is in ${file} now.`;
    case 'facts':
    case 'incident': {
      const who = change.kind === 'facts' ? change.who : 'incident';
      const written = change.assignments.map(({ path, value }) => `${path.join('.')}=${value}`).join(', ');
      return `${written} of ${who} is in ${file} now.`;
    }
    default:
      return change satisfies never;
  }
}

/** How many actions of a change still wait for an approval once `by` has confirmed it. */
export function unapprovedAfter({ plan, approves }: Prepared, by: string): number {
  const confirming = approves === null ? null : by;
  const neededFor = ({ announcement, edition }: PlannedPost['intent']) =>
    plan.announcements.find((one) => one.id === announcement && one.edition === edition)?.needed ?? 0;
  return plan.posts.filter((post) => isUnapproved(post, neededFor(post.intent), confirming)).length;
}

/** The lines after the board: actions that a pause stops, or that a worker's sandbox gets everything; mostly none. */
export function sentenceAfter({ by, prepared }: Applied, zone: Zone, now: Instant): string {
  const stopped = pausedLine(prepared, zone, now);
  if (stopped !== '' || by !== 'sandbox-of-worker') return stopped;
  return 'It goes to the sandbox of `run`, and waits until that is running.\n';
}

/** The actions that a pause stops; empty where there are none. */
function pausedLine({ plan: { posts, warnings } }: Prepared, zone: Zone, now: Instant): string {
  const pauses = warnings.flatMap((warning) => (warning.code === 'paused' ? [warning.pause] : []));
  const stopped = posts.filter(({ intent }) => pauses.some((pause) => covers(pause, intent)));
  const pause = pauses.find((one) => stopped.some(({ intent }) => covers(one, intent)));
  if (!pause) return '';
  const what =
    stopped.length === posts.length
      ? 'Nothing goes out'
      : `${stopped.length} of ${count(posts.length, 'action')} ${stopped.length === 1 ? 'does' : 'do'} not go out`;
  return `${what}: ${pause.by} paused ${scopeNamed(pause.scope)}, ${shownTime(pause.at, zone, now)}. \`resume\` says what goes out then.\n`;
}
