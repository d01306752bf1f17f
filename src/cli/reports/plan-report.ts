import { lookOfName } from '../../core/domain/actor.ts';
import type { Instant, Zone } from '../../core/domain/clock.ts';
import { SOURCE } from '../../core/domain/language.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { Held } from '../../core/planning/held.ts';
import { type Oddity, oddities } from '../../core/planning/oddities.ts';
import type { Outdated } from '../../core/planning/outdated.ts';
import type { ApprovalGroup, Plan, PlannedPost } from '../../core/planning/plan.ts';
import type { Upcoming } from '../../core/planning/upcoming.ts';
import { type WordedPost, type WordingGroup, wordings } from '../../core/planning/wordings.ts';
import { holdAdvice, worded } from './advice.ts';
import { targetNamed } from './target.ts';
import { count, names, quoted } from './words.ts';

/** How a plan is shown. */
export interface PlanView {
  /** Every post by itself, instead of texts grouped by what they have in common. */
  readonly all: boolean;
  /** Whether everything goes to the sandbox. */
  readonly sandbox: boolean;
  /** The person who will be asked to confirm, and approves by that; null: nobody. */
  readonly confirming: string | null;
  /** What recurs, and is said later. */
  readonly upcoming: readonly Upcoming[];
  /** Names a digest in the command that approves it. */
  readonly digestName: (digest: string) => string;
}

/** Accounts that are listed by name before the rest is counted. */
const NAMES_MAX = 6;
/** A larger group shows only examples of the local words: seventy lines of them would hide the text itself. */
const LOCAL_WORDS_MAX = 12;
/** A group of so few posts is shown text by text: that is easier to read than a text with places. */
const IN_FULL_MAX = 3;

/**
 * A plan for people: the wordings, then what is odd about them, then what needs somebody. With `all`, every post in full;
 * posts that say the same words on several accounts are shown once.
 */
export function planReport(plan: Plan, zone: Zone, now: Instant, view: PlanView): string {
  const time = (instant: Instant) => shownTime(instant, zone, now);
  const groups = view.all ? [] : wordings(plan.posts);
  const parts = [
    headline(plan, now, view),
    ...plan.announcements.map((group) => announcementPart(plan, group, groups, time, now, view)),
    ...view.upcoming.map((one) => upcomingPart(one, time, now)),
    view.all ? '' : odditiesPart(oddities(groups, [])),
    heldPart(plan.held, time),
    outdatedPart(plan),
    warningsPart(plan, time),
    costPart(plan),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headline(plan: Plan, now: Instant, { sandbox }: PlanView): string {
  const later = plan.posts.filter((post) => post.intent.due > now).length;
  const counts = (['publish', 'edit', 'delete'] as const)
    .map((action) => [action, plan.posts.filter((post) => post.intent.action === action).length] as const)
    .filter(([, count]) => count > 0)
    .map(([action, count]) => `${count} to ${action}`);
  const what =
    counts.length === 0
      ? 'Nothing is due.'
      : `${counts.join(', ')}${later > 0 ? ` (${later} of them later)` : ''}.`;
  const target = targetNamed({ mode: plan.mode, sandbox });
  switch (plan.mode) {
    case 'draft':
      return `${target}: nothing goes out while the incident is a draft. If it were live: ${what}`;
    case 'exercise':
      return `${target}: every text carries the banner. ${what}`;
    case 'live':
      return `${target}: ${what}`;
    default:
      return plan.mode satisfies never;
  }
}

function announcementPart(
  plan: Plan,
  group: ApprovalGroup,
  groups: readonly WordingGroup[],
  time: (at: Instant) => string,
  now: Instant,
  view: PlanView,
): string {
  const posts = plan.posts.filter(
    ({ intent }) =>
      intent.announcement === group.id &&
      intent.occurrence === group.occurrence &&
      intent.edition === group.edition,
  );
  const occurrence = group.occurrence === null ? '' : ` of ${time(group.occurrence)}`;
  const edition = group.edition === 1 ? '' : `, edition ${group.edition}`;
  const title = `── ${group.id}${occurrence}${edition} · ${posts[0]?.intent.kind ?? ''} · ${count(posts.length, 'action')}`;
  const byKey = new Map(posts.map((post) => [post.intent.key, post]));
  const grouped = groups
    .map((one) => ({ one, posts: one.posts.flatMap(({ key }) => byKey.get(key) ?? []) }))
    .filter(({ posts }) => posts.length > IN_FULL_MAX && byWords(posts).length > 1);
  const inGroups = new Set(grouped.flatMap(({ posts }) => posts));
  const inFull = byWords(posts.filter((post) => !inGroups.has(post)));
  return [
    title,
    approvalLine(group, posts, view),
    ...grouped.map(({ one, posts }) => wordingPart(one, posts, time, now)),
    ...inFull.map((same) => wordsPart(same, time, now, view.all ? germanOf(same, posts) : [])),
  ].join('\n');
}

/** What recurs next: its texts by the facts of now, and whether its wording was approved beforehand. */
function upcomingPart(
  { announcement, kind, occurrence, posts, held, needed, beforehand }: Upcoming,
  time: (at: Instant) => string,
  now: Instant,
): string {
  const isApproved = posts.every((post) => !isUnapproved(post, needed, null));
  const approval = isApproved
    ? `   ${needed === 0 ? 'No approval is needed' : 'Approved beforehand, as wording'}.`
    : beforehand
      ? `   To approve its wording beforehand, whatever the facts are then:\n   ausrufer approve ${kind} --standing --by YOUR-NAME`
      : `   Its texts wait for approval when they are due: ${kind} is none of the kinds that are approved beforehand.`;
  return [
    `── ${announcement}, next on ${time(occurrence)} · ${kind} · ${count(posts.length, 'action')}, by the facts of now`,
    approval,
    ...byWords(posts).map((same) => wordsPart(same, time, now)),
    ...held.map((one) => `   Would be held on ${one.account} (${one.language}): ${holdAdvice(one, time)}`),
  ].join('\n');
}

/** A text with its local places marked, then the words there for each municipality. */
function wordingPart(
  { parts, posts: worded, channel, language, action }: WordingGroup,
  posts: readonly PlannedPost[],
  time: (at: Instant) => string,
  now: Instant,
): string {
  const text = parts.map((part) => (part.kind === 'common' ? part.text : ` «${part.n + 1}»`)).join('');
  const meant = new Set(posts.map(({ intent }) => intent.key));
  const lengths = posts.map(({ length }) => length ?? 0);
  const when = spanOf(posts, time, now);
  const verb = action === 'edit' ? 'Change' : 'Post';
  const head = `   ${verb} on ${count(posts.length, `${channel} account`)} (${language}, ${Math.min(...lengths)} to ${Math.max(...lengths)} of ${posts[0]?.limit ?? ''})${when}:`;
  const own = worded.filter(({ key }) => meant.has(key));
  const shown = own.length > LOCAL_WORDS_MAX ? examplesOf(own) : own;
  const local = shown.map(
    ({ account, local }) =>
      `      ${account}: ${local.map((words, n) => `«${n + 1}» ${oneLine(words).trim() || '–'}`).join('  ')}`,
  );
  const more = own.length - shown.length;
  const rest = more === 0 ? [] : [`      … and ${more} more with words of their own: plan --all shows each`];
  return [head, quoted(text), ...local, ...rest].join('\n');
}

/** When posts that are not due now go out: the first and, where it goes at another time, the last. */
function spanOf(posts: readonly PlannedPost[], time: (at: Instant) => string, now: Instant): string {
  const dues = posts.map(({ intent }) => intent.due);
  const [first, last] = [Math.min(...dues), Math.max(...dues)];
  if (last <= now) return '';
  return first === last
    ? `, at ${time(first)}`
    : `, from ${first > now ? time(first) : 'now'} to ${time(last)}`;
}

/** The first, the shortest and the longest of some posts. */
function examplesOf(posts: readonly WordedPost[]): readonly WordedPost[] {
  const byLength = posts.toSorted((a, b) => (a.length ?? 0) - (b.length ?? 0));
  return [...new Set([...posts.slice(0, 1), ...byLength.slice(0, 1), ...byLength.slice(-1)])];
}

/** The posts that a reader should look at twice; held posts have a part of their own. */
function odditiesPart(found: readonly Oddity[]): string {
  const lines = found.flatMap((oddity): readonly string[] => {
    switch (oddity.kind) {
      case 'held':
        return [];
      case 'nearly-full':
        return [
          `   ${oddity.post.account} (${oddity.language}): its text has ${oddity.post.length} of ${oddity.post.limit} characters`,
        ];
      case 'unlike-the-rest':
        return [
          `   ${names(
            oddity.group.posts.map(({ account }) => account),
            NAMES_MAX,
          )}: worded unlike ${oddity.others} others of ${oddity.group.announcement}`,
        ];
      case 'says-less':
        return [
          `   ${names(
            oddity.posts.map(({ account }) => account),
            NAMES_MAX,
          )}: says less than most of the ${oddity.of}: a fact is missing, or there was no room`,
        ];
      default:
        return oddity satisfies never;
    }
  });
  return lines.length === 0 ? '' : ['LOOK AT THESE TWICE', ...lines].join('\n');
}

/** Whether a post waits for more approvals once this person, if any, has approved it. */
export function isUnapproved({ approvals }: PlannedPost, needed: number, confirming: string | null): boolean {
  const names = confirming === null ? approvals : [...approvals, confirming];
  return new Set(names.map(lookOfName)).size < needed;
}

function approvalLine(
  { id, digest, needed, approvals }: ApprovalGroup,
  posts: readonly PlannedPost[],
  { confirming, digestName }: PlanView,
): string {
  const missing = posts.filter((post) => isUnapproved(post, needed, null)).length;
  if (needed === 0) return '   No approval is needed.';
  if (missing === 0) return `   Approved${approvals.length > 0 ? ` by ${approvals.join(', ')}` : ''}.`;
  const command = `ausrufer approve ${id} --digest ${digestName(digest)} --by YOUR-NAME`;
  if (confirming !== null) {
    const others = posts.some((post) => isUnapproved(post, needed, confirming));
    const then = others
      ? ` Then somebody else must approve: \`plan\` shows them the texts and the command.`
      : '';
    return `   Confirming this approves it as ${confirming}.${then}`;
  }
  const given = approvals.length === 0 ? '' : `, ${approvals.join(', ')} did`;
  return `   ${missing} of ${posts.length} wait for approval (${needed} needed${given}). ${newWordsNote(posts)}If you have read all of it:\n   ${command}`;
}

function newWordsNote(posts: readonly PlannedPost[]): string {
  const isNew = posts.filter(({ newWords }) => newWords !== null).length;
  return isNew === 0 ? '' : `The kind is pre-approved, but ${isNew} have words that people wrote since. `;
}

function byWords(posts: readonly PlannedPost[]): readonly (readonly PlannedPost[])[] {
  const groups = Map.groupBy(posts, ({ intent: { action, text, due, target } }) =>
    JSON.stringify([action, text, due, text === null ? target : null]),
  );
  return [...groups.values()];
}

/** The German that foreign texts are translations of: what the same accounts' municipalities say in it. */
function germanOf(same: readonly PlannedPost[], all: readonly PlannedPost[]): readonly string[] {
  const texts = same.flatMap(({ intent: foreign }) => {
    if (foreign.language === SOURCE) return [];
    const own = all.filter(
      ({ intent }) =>
        intent.language === SOURCE &&
        intent.municipality === foreign.municipality &&
        intent.action === foreign.action,
    );
    const german = own.find(({ intent }) => intent.account === foreign.account) ?? own[0];
    return german?.intent.text ?? [];
  });
  return [...new Set(texts)];
}

function wordsPart(
  posts: readonly PlannedPost[],
  time: (at: Instant) => string,
  now: Instant,
  german: readonly string[] = [],
): string {
  const [first] = posts;
  if (!first) return '';
  const { intent } = first;
  const places = posts.map((post) => `${post.intent.account} (${post.intent.language}${lengthOf(post)})`);
  const when = spanOf(posts, time, now);
  const thread = posts.every((post) => post.replyTo !== null) ? ', as an answer to the post before' : '';
  const after = intent.after === null ? '' : `, once ${intent.after} is published`;
  const verb = { publish: 'Post', edit: 'Change', delete: 'Delete' }[intent.action];
  const target = intent.target === null ? '' : ` ${intent.target}`;
  const head = `   ${verb}${target} on ${names(places, NAMES_MAX)}${when}${thread}${after}:`;
  if (intent.text === null) return `${head.slice(0, -1)}.`;
  const originals = german.flatMap((text) => ['     in German:', quoted(text)]);
  return [head, quoted(intent.text), ...originals].join('\n');
}

function lengthOf({ length, limit }: PlannedPost): string {
  return length === null ? '' : `, ${length}/${limit}`;
}

/** All that is held, the same advice said once. */
function heldPart(held: readonly Held[], time: (at: Instant) => string): string {
  if (held.length === 0) return '';
  const groups = Map.groupBy(held, (one) => `${one.announcement} ${one.because} ${holdAdvice(one, time)}`);
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const places = names(
      group.map((one) => `${one.account} (${one.language})`),
      NAMES_MAX,
    );
    return [`   ${first.announcement} on ${places}: ${first.because}`, `      → ${holdAdvice(first, time)}`];
  });
  return [`HELD, until somebody acts: ${held.length}`, ...lines].join('\n');
}

/**
 * The outdated posts by what is no longer so: of long texts only the sentences that differ, said once for all accounts. Posts
 * that this very plan changes or deletes are not listed once more.
 */
export function outdatedPart({ outdated: all, posts }: Pick<Plan, 'outdated' | 'posts'>): string {
  const mended = new Set(posts.map(({ intent }) => intent.target));
  const unlike = all.filter(({ entry }) => !mended.has(entry.key));
  const outdated = unlike.filter(({ superseded }) => !superseded);
  const older = unlike.length - outdated.length;
  const olderLine =
    older === 0
      ? ''
      : `${count(older, 'older post is', 'older posts are')} superseded by newer ones on the same accounts.`;
  if (outdated.length === 0) return olderLine;
  const groups = Map.groupBy(outdated, (post) =>
    JSON.stringify([post.entry.announcement, differences(post)]),
  );
  const shown = [...groups.values()].slice(0, NAMES_MAX).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const places = names(
      group.map(({ entry }) => `${entry.account} (${entry.language})`),
      NAMES_MAX,
    );
    return [
      `   ${first.entry.announcement} on ${places}`,
      ...differences(first).map((line) => `      ${line}`),
    ];
  });
  const rest = [...groups.values()].slice(NAMES_MAX).flat().length;
  const more = rest > 0 ? [`   and ${rest} more (plan --json has all)`] : [];
  return [
    `OUTDATED: ${outdated.length} ${outdated.length === 1 ? 'published post no longer matches' : 'published posts no longer match'} the facts. The differences:`,
    ...shown,
    ...more,
    ...(older === 0 ? [] : [`   ${olderLine}`]),
    '   → To say it again: set … --tell, or raise the edition. What was wrong from the start: announce correction.',
  ].join('\n');
}

function differences({ says, now }: Outdated): readonly string[] {
  if (now === null) return [`says: ${oneLine(says)}`, 'now:  nothing is left to say of it'];
  const [before, after] = [sentencesOf(says), sentencesOf(now)];
  const gone = before.filter((sentence) => !after.includes(sentence)).join(' ');
  const come = after.filter((sentence) => !before.includes(sentence)).join(' ');
  if (gone === '' && come === '') return [`says: ${oneLine(says)}`, `now:  ${oneLine(now)}`];
  if (gone === '') return [`what it says is still right, but it lacks: ${come}`];
  return [`says: ${gone}`, come === '' ? 'now:  this is no longer so' : `now:  ${come}`];
}

/** A sentence ends where the next begins with a capital letter, a link or a hashtag: `30.10., 6:30 Uhr` is none. */
function sentencesOf(text: string): readonly string[] {
  return oneLine(text).split(/(?<=[.!?]) (?=\p{Lu}|https?:|#)|(?<=\S) (?=#)/u);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

export function warningsPart({ warnings }: Pick<Plan, 'warnings'>, time: (at: Instant) => string): string {
  if (warnings.length === 0) return '';
  return [
    'WARNINGS',
    ...warnings
      .map((warning) => worded(warning, time))
      .map(({ about, because, advice }) => `   ${about}: ${because}\n      → ${advice}`),
  ].join('\n');
}

function costPart({ cost }: Plan): string {
  return cost.posts === 0
    ? ''
    : `Cost: ${cost.posts} ${cost.posts === 1 ? 'action' : 'actions'}, about $${cost.usd.toFixed(2)}.`;
}
