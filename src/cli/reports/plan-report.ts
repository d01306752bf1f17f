import { NEEDS_NOBODY } from '../../core/domain/advice.ts';
import { type Alike, alike } from '../../core/domain/alike.ts';
import { SITUATION_KINDS } from '../../core/domain/announcement.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { covers } from '../../core/domain/pause.ts';
import { isAllClearFor } from '../../core/ledger/all-clear.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import type { Held } from '../../core/planning/held.ts';
import { type Oddity, oddities } from '../../core/planning/oddities.ts';
import { isDeniedByOthers } from '../../core/planning/outdated.ts';
import { type ApprovalGroup, type Plan, type PlannedPost, postsOfGroup } from '../../core/planning/plan.ts';
import { isReadWith } from '../../core/planning/posts-of-today.ts';
import type { Upcoming } from '../../core/planning/upcoming.ts';
import {
  germanIn,
  placeMark,
  type WordedPost,
  type WordingGroup,
  wordings,
} from '../../core/planning/wordings.ts';
import { holdAdvice, nothingNow, worded } from '../../staff-words/advice.ts';
import { asTyped, names, say, sayWith } from '../../staff-words/say.ts';
import { unsaidWords } from '../../staff-words/unsaid.ts';
import { targetNamed } from './target.ts';
import { quoted } from './words.ts';

interface PlanView {
  readonly now: Instant;
  readonly time: (at: Instant) => string;
  /** Whether everything goes to the sandbox. */
  readonly sandbox: boolean;
  /** Every post by itself, instead of texts grouped by what they have in common. */
  readonly all?: boolean;
  /** The person who will be asked to confirm, and approves by that; absent: nobody. */
  readonly confirming?: string;
  /** The next occurrences of recurring announcements. */
  readonly upcoming?: readonly Upcoming[];
  /** Names a digest in the command that approves it; absent: by itself. */
  readonly digestName?: (digest: string) => string;
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
export function planReport(plan: Plan, view: PlanView): string {
  const announced = plan.announcements.map((group) => {
    const posts = postsOfGroup(plan, group);
    return { group, posts, worded: view.all ? [] : wordings(posts) };
  });
  const groups = announced.flatMap(({ worded }) => worded);
  const { idle = [], held = [] } = Object.groupBy(plan.held, ({ because }) =>
    NEEDS_NOBODY.has(because) ? 'idle' : 'held',
  );
  const parts = [
    headline(plan, view),
    ...announced.map(({ group, posts, worded }) => announcementPart(group, posts, worded, view)),
    ...upcomingParts(view),
    view.all ? '' : odditiesPart(oddities(groups)),
    heldPart('plan-held', held, view),
    heldPart('plan-idle', idle, view),
    outdatedPart(plan),
    warningsPart(plan, view),
    costPart(plan),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headline(plan: Plan, { now, sandbox }: PlanView): string {
  const later = plan.posts.filter((post) => post.intent.due > now).length;
  const counts = (['publish', 'edit', 'delete'] as const).flatMap((action) => {
    const n = plan.posts.filter((post) => post.intent.action === action).length;
    return n === 0 ? [] : say(`plan-${action}`, { n });
  });
  const what = say('plan-counts', { counts: counts.join(', ') || 'none', later });
  const target = targetNamed({ mode: plan.mode, sandbox });
  return say(`plan-${plan.mode}`, { target, what: withPauses(plan, what) });
}

/** Somebody who reads only the first line must not believe that what is paused goes out. */
function withPauses({ posts, warnings }: Plan, what: string): string {
  const pauses = warnings.flatMap((warning) => (warning.code === 'paused' ? [warning.pause] : []));
  if (pauses.some(({ scope }) => scope.of === 'everything')) return say('plan-paused-all', { what });
  const n = posts.filter(({ intent }) => pauses.some((pause) => covers(pause, intent))).length;
  return n === 0 ? what : say('plan-paused-some', { what, n });
}

function announcementPart(
  group: ApprovalGroup,
  posts: readonly PlannedPost[],
  groups: readonly WordingGroup[],
  view: PlanView,
): string {
  const { edition, occurrence } = group;
  const said =
    occurrence === null ? group.id : say('plan-occurrence', { id: group.id, time: view.time(occurrence) });
  const id = edition === 1 ? said : say('plan-edition', { id: said, edition });
  const title = `── ${id} · ${say('kind', { kind: posts[0]?.intent.kind ?? '' })} · ${say('actions', { n: posts.length })}`;
  const byKey = new Map(posts.map((post) => [post.intent.key, post]));
  const grouped = groups
    .map((one) => ({ one, posts: one.posts.flatMap(({ key }) => byKey.get(key) ?? []) }))
    .filter(({ posts }) => posts.length > IN_FULL_MAX && byWords(posts).length > 1);
  const inGroups = new Set(grouped.flatMap(({ posts }) => posts));
  const inFull = byWords(posts.filter((post) => !inGroups.has(post)));
  const germanOf = germanIn(posts);
  return [
    title,
    approvalLine(group, posts, view),
    ...grouped.map(({ one, posts }) => wordingPart(one, posts, view)),
    ...inFull.map((same) => wordsPart(same, germanOf(same), view)),
  ].join('\n');
}

/** The next occurrences of what recurs, as a plan shows them. */
export function upcomingParts(view: PlanView): readonly string[] {
  return (view.upcoming ?? []).map((one) => upcomingPart(one, view));
}

/** Reports the next occurrence: its texts with the current facts, and whether its wording was approved beforehand. */
function upcomingPart(
  { announcement, kind, occurrence, posts, held, needed, beforehand }: Upcoming,
  view: PlanView,
): string {
  const isApproved = posts.every((post) => !isUnapproved(post, needed, null));
  const approval = isApproved
    ? say(needed === 0 ? 'approval-none' : 'approval-beforehand')
    : beforehand
      ? `${say('approval-to-beforehand')}\n   ${asTyped(`ausrufer approve ${kind} --standing --by ${say('your-name')}`)}`
      : say('approval-when-due', { kind });
  const actions = say('actions', { n: posts.length });
  // Without a text nobody can tell whether it is approved.
  const isHeld = posts.length === 0 && held.length > 0;
  return [
    `── ${say('plan-upcoming', { id: announcement, time: view.time(occurrence), kind: say('kind', { kind }), actions })}`,
    ...(isHeld ? [] : [`   ${posts.length === 0 ? say('plan-nothing-new') : approval}`]),
    ...byWords(posts).map((same) => wordsPart(same, germanIn(posts)(same), view)),
    ...held.map((one) => {
      const { account, language } = one;
      return `   ${say('plan-would-be-held', { account, language, advice: holdAdvice(one, view.time) })}`;
    }),
  ].join('\n');
}

/** A text with its local places marked, then the words there for each municipality; then its German original in the same way. */
function wordingPart(group: WordingGroup, posts: readonly PlannedPost[], view: PlanView): string {
  const { channel, language, action } = group;
  const lengths = posts.map(({ length }) => length ?? 0);
  const when = spanOf(posts, view);
  const head = say(action === 'edit' ? 'plan-group-edit' : 'plan-group-publish', {
    ...{ n: posts.length, channel, language, when },
    ...{ least: Math.min(...lengths), most: Math.max(...lengths), limit: posts[0]?.limit ?? '' },
  });
  return [
    `   ${head}`,
    ...markedLines(group),
    ...noRoomLine(group.posts),
    ...group.german.map((one) => inGerman(...markedLines(one))),
  ].join('\n');
}

/** A person who approves a text sees what it lacks. */
function noRoomLine(posts: Parameters<typeof unsaidWords>[0]): readonly string[] {
  const words = unsaidWords(posts);
  return words === '' ? [] : [`     ${words}`];
}

function markedLines({ parts, posts }: WordingGroup): readonly string[] {
  const text = parts.map((part) => (part.kind === 'common' ? part.text : ` «${placeMark(part.n)}»`)).join('');
  const shown = posts.length > LOCAL_WORDS_MAX ? examplesOf(posts) : posts;
  const local = shown.map(
    ({ account, local }) =>
      `      ${account}: ${local.map((words, n) => `«${placeMark(n)}» ${oneLine(words).trim() || '–'}`).join('  ')}`,
  );
  const more = posts.length - shown.length;
  return [quoted(text), ...local, ...(more === 0 ? [] : [`      ${say('plan-local-more', { n: more })}`])];
}

function inGerman(...lines: readonly string[]): string {
  return [`     ${say('plan-in-german')}`, ...lines].join('\n');
}

/** When posts that are not due now go out: the first and, where it goes at another time, the last. */
function spanOf(posts: readonly PlannedPost[], { time, now }: PlanView): string {
  const dues = posts.map(({ intent }) => intent.due);
  const [first, last] = [Math.min(...dues), Math.max(...dues)];
  if (last <= now) return '';
  return first === last
    ? say('when-at', { time: time(first) })
    : say('when-between', { from: first > now ? time(first) : say('when-now'), to: time(last) });
}

/** The first, the shortest and the longest of some posts. */
function examplesOf(posts: readonly WordedPost[]): readonly WordedPost[] {
  const byLength = posts.toSorted((a, b) => (a.length ?? 0) - (b.length ?? 0));
  return [...new Set([...posts.slice(0, 1), ...byLength.slice(0, 1), ...byLength.slice(-1)])];
}

/** The posts that a reader should look at twice. */
function odditiesPart(found: readonly Oddity[]): string {
  const lines = found.flatMap((oddity): readonly string[] => {
    switch (oddity.kind) {
      case 'unlike-the-rest': {
        const { announcement } = oddity.group;
        return [say('odd-unlike', { names: placesIn(oddity.group), others: oddity.others, announcement })];
      }
      case 'says-less':
        return [
          say('odd-less', {
            names: placesIn({ ...oddity.group, posts: oddity.posts }),
            of: oddity.group.posts.length,
          }),
        ];
      default:
        return oddity satisfies never;
    }
  });
  return lines.length === 0 ? '' : [say('plan-twice'), ...lines.map((line) => `   ${line}`)].join('\n');
}

function placesIn({ posts, language }: WordingGroup): string {
  return placesOf(posts.map(({ account }) => ({ account, language })));
}

function placesOf(all: readonly Pick<Held, 'account' | 'language'>[]): string {
  return names(
    all.map(({ account, language }) => `${account} (${language})`),
    NAMES_MAX,
  );
}

function approvalLine(
  { id, digest, needed, approvals }: ApprovalGroup,
  posts: readonly PlannedPost[],
  { confirming, digestName = String }: PlanView,
): string {
  const waiting = posts.filter((post) => isUnapproved(post, needed, null));
  const missing = waiting.length;
  if (needed === 0) return `   ${say('approval-none')}`;
  const names = approvals.join(', ');
  if (missing === 0) return `   ${names === '' ? say('approved') : say('approved-by', { names })}`;
  const command = asTyped(`ausrufer approve ${id} --digest ${digestName(digest)} --by ${say('your-name')}`);
  if (confirming !== undefined) {
    const others = posts.some((post) => isUnapproved(post, needed, confirming));
    const then = others ? ` ${say('approval-then-others')}` : '';
    return `   ${say('approval-confirming', { name: confirming })}${then}`;
  }
  const isNew = posts.filter((post) => post.lacksOnlyWords).length;
  const counts = { missing, all: posts.length, needed };
  const sentences = [
    names === '' ? say('approval-needed', counts) : say('approval-needed-given', { ...counts, names }),
    ...(isNew === 0 ? [] : [say('approval-new-words', { n: isNew })]),
    say('approval-if-read'),
  ];
  return `   ${sentences.join(' ')}\n   ${command}`;
}

function byWords(posts: readonly PlannedPost[]): readonly Alike<PlannedPost>[] {
  return alike(posts, ({ intent: { action, text, due, target } }) =>
    JSON.stringify([action, text, due, text === null ? target : null]),
  );
}

function wordsPart(posts: Alike<PlannedPost>, german: readonly PlannedPost[], view: PlanView): string {
  const [{ intent }] = posts;
  const places = posts.map((post) => `${post.intent.account} (${post.intent.language}${lengthOf(post)})`);
  const when = spanOf(posts, view);
  const thread = posts.every((post) => post.replyTo !== null) ? say('plan-thread') : '';
  const after = intent.after === null ? '' : say('plan-after', { key: intent.after });
  const on = { target: intent.target ?? '', places: names(places, NAMES_MAX) };
  const verb =
    intent.action === 'publish' ? say('plan-post-publish', on) : say(`plan-post-${intent.action}`, on);
  const head = `   ${verb}${when}${thread}${after}`;
  if (intent.text === null) return `${head}.`;
  const originals = byWords(german).map(([one]) => inGerman(quoted(one.intent.text ?? '')));
  return [`${head}:`, quoted(intent.text), ...noRoomLine(posts), ...originals].join('\n');
}

function lengthOf({ length, limit }: PlannedPost): string {
  return length === null ? '' : `, ${length}/${limit}`;
}

/** All that is held, the same advice said once. */
function heldPart(title: 'plan-held' | 'plan-idle', held: readonly Held[], { time }: PlanView): string {
  if (held.length === 0) return '';
  const groups = alike(held, (one) => `${one.announcement} ${one.because} ${holdAdvice(one, time)}`);
  const lines = groups.flatMap((group) => {
    const [first] = group;
    const places = placesOf(group);
    const because = say('because', { code: first.because });
    const what = say('plan-held-on', { announcement: first.announcement, places, because });
    return [`   ${what}`, `      → ${holdAdvice(first, time)}`];
  });
  return [say(title, { n: held.length }), ...lines].join('\n');
}

/**
 * The outdated posts with their text and the text that they would have now. Posts that this very plan changes, deletes or says
 * again are not listed once more. Nor are posts that lack only what it is about to say, or that its all-clear makes a thing of
 * the past.
 */
export function outdatedPart({ outdated: all, posts }: Pick<Plan, 'outdated' | 'posts'>): string {
  const mended = new Set(posts.map(({ intent }) => intent.target));
  const place = (post: { readonly account: string; readonly language: string }) =>
    `${post.account} ${post.language}`;
  const published = posts.map(({ intent }) => intent).filter(({ action }) => action === 'publish');
  const again = new Set(published.map((intent) => `${intent.announcement} ${place(intent)}`));
  const said = new Set(published.filter(({ kind }) => SITUATION_KINDS.includes(kind)).map(place));
  const allClears = published.filter(({ kind }) => kind === 'all-clear');
  const clears = Map.groupBy(allClears, ({ municipality }) => municipality);
  const isEnded = (entry: Plan['outdated'][number]['entry']) =>
    entry.kind !== 'all-clear' &&
    clears.get(entry.municipality)?.some((one) => isReadWith(entry, one) && isAllClearFor(entry, one));
  const unlike = all.filter(
    ({ entry, lacksOnly }) =>
      !isEnded(entry) &&
      !mended.has(entry.key) &&
      !again.has(`${entry.announcement} ${place(entry)}`) &&
      !(lacksOnly && said.has(place(entry))),
  );
  const outdated = unlike.filter(({ superseded }) => !superseded);
  const older = unlike.length - outdated.length;
  const olderLine = older === 0 ? '' : say('plan-older', { n: older });
  if (outdated.length === 0) return olderLine;
  const nowOf = (post: Plan['outdated'][number]) =>
    post.fitting?.text ?? nothingNow([post], (ids) => names(ids, NAMES_MAX));
  const groups = alike(outdated, (post) => JSON.stringify([post.entry.announcement, post.says, nowOf(post)]));
  const shown = groups.slice(0, NAMES_MAX).flatMap((group) => {
    const [first] = group;
    const places = placesOf(group.map(({ entry }) => entry));
    return [
      `   ${say('plan-outdated-on', { announcement: first.entry.announcement, places })}`,
      `      ${say('outdated-says', { text: oneLine(first.says) })}`,
      `      ${say('outdated-now', { text: oneLine(nowOf(first)) })}`,
      ...(first.denied.length === 0
        ? []
        : [`      ${say('outdated-denied-by', { names: names(first.denied, NAMES_MAX) })}`]),
    ];
  });
  const advices = Map.groupBy(outdated, (post) => {
    if (isDeniedByOthers(post)) return 'plan-outdated-others-advice';
    if (post.wordless?.because === 'denied') return 'plan-outdated-clear-advice';
    return post.wordless?.because === 'too-long' ? 'plan-outdated-too-long-advice' : 'plan-outdated-advice';
  });
  const rest = groups.slice(NAMES_MAX).flat().length;
  const more = rest > 0 ? [`   ${say('plan-outdated-more', { n: rest })}`] : [];
  return [
    say('plan-outdated', { n: outdated.length }),
    ...shown,
    ...more,
    ...(older === 0 ? [] : [`   ${olderLine}`]),
    ...[...advices].map(([id, [first]]) => {
      return `   → ${sayWith(id, { announcement: first?.entry.announcement ?? '' })}`;
    }),
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

export function warningsPart({ warnings }: Pick<Plan, 'warnings'>, { time }: Pick<PlanView, 'time'>): string {
  if (warnings.length === 0) return '';
  return [
    say('plan-warnings'),
    ...warnings
      .map((warning) => worded(warning, time))
      .map(({ about, because, advice }) => `   ${about}: ${because}\n      → ${advice}`),
  ].join('\n');
}

function costPart({ cost }: Plan): string {
  return cost.posts === 0
    ? ''
    : say('plan-cost', { actions: say('actions', { n: cost.posts }), usd: cost.usd });
}
