import type { Applied, Change, Prepared } from '../../app/changes.ts';
import type { Instant, Zone } from '../../core/domain/clock.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import { outdatedPart, planReport, warningsPart } from './plan-report.ts';
import { count } from './words.ts';

const digestName = (digest: string) => digest;

/** What a change would bring about, for the person who is to confirm it. */
export function preparedReport(prepared: Prepared, by: string, zone: Zone, now: Instant): string {
  const { plan, approves, goesLive } = prepared;
  if (approves !== null) return planReport(plan, zone, now, { all: false, confirming: by, digestName });
  if (plan.posts.length > 0) return planReport(plan, zone, now, { all: false, confirming: null, digestName });
  const outdated = outdatedPart(plan);
  const live = goesLive
    ? 'The incident goes LIVE. Nothing is due yet.\n'
    : 'Nothing is posted because of this.\n';
  const oddTimes = plan.warnings.filter(({ code }) => code === 'odd-time');
  const warnings = warningsPart({ warnings: oddTimes }, (at) => shownTime(at, zone, now));
  return [live, ...[outdated, warnings].filter((part) => part !== '').map((part) => `${part}\n`)].join('\n');
}

/** Announcements of which nothing goes out; empty where there are none. */
export function nothingReport({ nothing }: Prepared): string {
  return nothing
    .map(({ announcement, because }) => `Nothing of ${announcement} goes out: ${because}.\n`)
    .join('');
}

/** What was written into the state file. */
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

/** Who sends, and what is left. */
export function deliveredReport({ by, waiting }: Applied): string {
  switch (by) {
    case 'worker':
      return 'A worker is running: it delivers. `history` shows what became of it.\n';
    case 'sandbox-of-worker':
      return 'It goes to the sandbox of `run`, and waits until that is running. `history` shows what became of it.\n';
    case 'this-call': {
      if (waiting.length === 0) return '';
      const lines = waiting.map(
        (one) => `${count(one.count, 'action has', 'actions have')} not gone out yet: ${one.because}.\n`,
      );
      return `${lines.join('')}What waits goes out only while \`run\` is running.\n`;
    }
    default:
      return by satisfies never;
  }
}
