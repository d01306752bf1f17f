import type { Change } from '../../app/changed-file.ts';
import type { Applied } from '../../app/changes.ts';
import type { Prepared } from '../../app/prepared.ts';
import type { Warning } from '../../core/domain/advice.ts';
import type { Instant, Zone } from '../../core/domain/clock.ts';
import { covers } from '../../core/domain/pause.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import type { PlannedPost } from '../../core/planning/plan.ts';
import { writtenMinute } from '../../files/validation/times.ts';
import { leftWords, scopeNamed } from '../../staff-words/advice.ts';
import { say, shownTime, timesIn } from '../../staff-words/say.ts';
import { outdatedPart, planReport, upcomingParts, warningsPart } from './plan-report.ts';
import { targetNamed } from './target.ts';

/** The warnings about facts that are shown even if no text states the facts. */
const ODD: ReadonlySet<Warning['code']> = new Set(['facts-broken', 'odd-time', 'costly-number']);

/** The effects of a change, for the person who is to confirm it. `by`: who approves it by that; null where nobody does. */
export function preparedReport(
  prepared: Prepared,
  sandbox: boolean,
  by: string | null,
  zone: Zone,
  now: Instant,
): string {
  const { plan, mode, approves, goesLive, upcoming } = prepared;
  const view = { now, time: timesIn(zone, now), sandbox, upcoming };
  if (approves !== null && by !== null) return planReport(plan, { ...view, confirming: by });
  if (plan.posts.length > 0) return planReport(plan, view);
  const outdated = outdatedPart(plan);
  const odd = plan.warnings.filter(({ code }) => ODD.has(code));
  const warnings = warningsPart({ warnings: odd }, view);
  const target = targetNamed({ mode, sandbox });
  const first = `${say(goesLive ? 'change-live' : 'change-silent', { target })}\n`;
  const later = upcomingParts(view);
  return [
    first,
    ...[...later, outdated, warnings].filter((part) => part !== '').map((part) => `${part}\n`),
  ].join('\n');
}

/**
 * Reports announcements that send nothing, the earlier incident that a change leaves, the posts of it that the change stops, and
 * the facts that are lost with a replaced number; empty if there is nothing.
 */
export function nothingReport({ nothing, leaves, stops, mode, loses }: Prepared, zone: Zone): string {
  const stopped = stops === 0 ? [] : [say('change-stops', { n: stops, mode })];
  const [ofContacts, days] = [true, false].map((isOfContact) => {
    const lost = loses
      .filter(({ path }) => path.startsWith('contacts.') === isOfContact)
      .map(({ path, value, isInstant }) => {
        const written = isInstant ? writtenMinute(Number(value), zone) : value;
        return `${path}=${/^[\w.:+-]*$/.test(`${written}`) ? written : JSON.stringify(written)}`;
      });
    return [...new Set(lost)].join(' ');
  });
  const old = [
    ...(ofContacts ? [say('change-loses', { facts: ofContacts })] : []),
    ...(days ? [say('change-loses-days', { facts: days })] : []),
  ];
  return [...leftWords(leaves), ...stopped, ...old, ...nothing.map((one) => say('change-nothing', one))]
    .map((line) => `${line}\n`)
    .join('');
}

/** Says what was written into the state file. */
export function changedLines({ incident, facts = [], announcement }: Change, file: string): string {
  const parts = incident ? [{ who: 'incident', assignments: incident }, ...facts] : facts;
  return [
    ...parts.map(({ who, assignments }) => {
      const written = assignments.map(({ path, value }) => `${path.join('.')}=${value}`).join(', ');
      return say('change-written-of', { what: written, who, file });
    }),
    ...(announcement ? [say('change-written', { what: String(announcement.id), file })] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** How many actions of a change still wait for an approval once `by` has confirmed it; null approves nothing. */
export function unapprovedAfter({ plan, approves }: Prepared, by: string | null): number {
  const confirming = approves === null ? null : by;
  const neededFor = ({ announcement, edition }: PlannedPost['intent']) =>
    plan.announcements.find((one) => one.id === announcement && one.edition === edition)?.needed ?? 0;
  return plan.posts.filter((post) => isUnapproved(post, neededFor(post.intent), confirming)).length;
}

/** The lines after the board: actions that a pause stops, or that a worker's sandbox gets everything; mostly none. */
export function sentenceAfter({ by, prepared }: Applied, zone: Zone, now: Instant): string {
  const stopped = pausedLine(prepared, zone, now);
  if (stopped !== '' || by !== 'sandbox-of-worker') return stopped;
  return `${say('change-to-worker')}\n`;
}

/** The actions that a pause stops; empty where there are none. */
function pausedLine({ plan: { posts, warnings } }: Prepared, zone: Zone, now: Instant): string {
  const pauses = warnings.flatMap((warning) => (warning.code === 'paused' ? [warning.pause] : []));
  const stopped = posts.filter(({ intent }) => pauses.some((pause) => covers(pause, intent)));
  const pause = pauses.find((one) => stopped.some(({ intent }) => covers(one, intent)));
  if (!pause) return '';
  const args = { by: pause.by, scope: scopeNamed(pause.scope), time: shownTime(pause.at, zone, now) };
  const actions = say('actions', { n: posts.length });
  const waiting = posts.length - stopped.length;
  return `${say('change-paused', { ...args, stopped: stopped.length, waiting, actions })}\n`;
}
