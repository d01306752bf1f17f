import type { Announcement } from '../../src/core/domain/announcement.ts';
import type { Instant } from '../../src/core/domain/clock.ts';
import type { State } from '../../src/core/domain/incident.ts';
import type { Key } from '../../src/core/domain/post-key.ts';
import { type Day, dayOf, type Evidence, meantAt, ON_THE_WIRE_MS, TOLERANCE_MS, timeOf } from './day.ts';
import { type Hardships, noHardships } from './hardship.ts';
import { missingIn } from './missing.ts';
import type { Named } from './named.ts';
import { belowAllClear, despitePause, disorderIn, hastyIn } from './order.ts';
import { type Call, type PlatformPost, textAtFirst, textOf } from './platform.ts';
import { factsIn } from './words.ts';

/** What staff read at the end: how many outcomes nobody knows, and what is held by `announcement/account/language`. */
export interface Confession {
  readonly unknown: number;
  readonly held: ReadonlyMap<string, string>;
  /** What the sandbox shows twice. */
  readonly twiceInSandbox: readonly string[];
}

export interface Counts {
  /** Posts that had to be published at the end: those that are, and those held with a reason. */
  readonly posted: number;
  readonly held: number;
  readonly unknown: number;
  readonly duplicates: number;
  /** Posts that should be published and are not, without an alert to staff. */
  readonly losses: number;
  /** Sent after it was withdrawn, corrected, expired, or too old. */
  readonly stale: number;
}

export interface Verdict extends Counts {
  /** All that the platforms ever showed. */
  readonly shown: number;
  /** Every violation in words: of these promises, and of order, pauses, approvals and retractions. */
  readonly violations: readonly string[];
  readonly hardships: Hardships;
}

export function check(evidence: Evidence, confession: Confession): Verdict {
  const day = dayOf(evidence);
  const duplicates = [...duplicatesIn(day), ...confession.twiceInSandbox];
  const stale = staleIn(day);
  const missing = missingIn(day);
  const told = (one: Named) =>
    confession.held.has(`${one.announcement.id}/${one.account.id}/${one.language}`);
  const held = missing.absent.filter(told);
  const losses = missing.absent.filter((one) => !told(one));
  return {
    shown: day.posts.length,
    posted: missing.standing,
    held: held.length,
    unknown: confession.unknown,
    duplicates: duplicates.length,
    losses: losses.length,
    stale: stale.length,
    violations: [
      ...evidence.bugs.map((bug) => `bug: ${bug}`),
      ...duplicates,
      ...stale,
      ...losses.map((one) => `loss: ${one.key} is not published`),
      ...(confession.unknown > 0 ? [`unknown: ${confession.unknown} at the end`] : []),
      ...wrongStanding(day),
      ...disorderIn(day),
      ...hastyIn(day),
      ...belowAllClear(day),
      ...despitePause(day),
      ...unapprovedIn(day),
    ],
    hardships: hardshipsOf(day),
  };
}

/** With what came in on the platforms' side. */
function hardshipsOf({ met, platform: { calls }, publishes }: Day): Hardships {
  const counted = (what: Call['do']) => calls.filter((call) => call.do === what).length;
  const keys = new Set(publishes.map(({ named }) => named.key));
  return {
    ...noHardships(),
    ...met,
    edits: counted('edit'),
    deletions: counted('delete'),
    'sent again': publishes.length - keys.size,
    'all-clears': publishes.filter(({ named }) => named.announcement.kind === 'all-clear').length,
  };
}

function duplicatesIn({ posts, story }: Day): readonly string[] {
  const shown = new Map<string, Day['posts'][number]>();
  return posts.flatMap((one) => {
    const { post, named } = one;
    const byKey = `${post.account} ${named.key}`;
    const byText = `${post.account} ${textAtFirst(post)}`;
    // What recurs says the same again where nobody touched the facts.
    const isRecurring = named.occurrence !== null;
    const earlier = shown.get(byKey) ?? (isRecurring ? undefined : shown.get(byText));
    shown.set(byKey, one);
    shown.set(byText, one);
    if (earlier === undefined) return [];
    const lostAt = story.losses.find((at) => at > earlier.post.calledAt && at < post.calledAt);
    if (lostAt !== undefined && !isThereStill(earlier.post, textAtFirst(post))) return [];
    return [`duplicate: ${named.key} as ${post.remoteId}, after ${earlier.named.key}`];
  });
}

/** Whether a new ledger could find this text on the account. */
function isThereStill(post: Day['posts'][number]['post'], text: string): boolean {
  return post.deletedAt === null && textOf(post) === text;
}

function staleIn(day: Day): readonly string[] {
  return day.publishes.flatMap(({ call, named }) => {
    const why = whyStale(day, named, call);
    return why === null ? [] : [`stale: ${named.key} at ${timeOf(call.at)}, ${why}`];
  });
}

function whyStale(day: Day, named: Named, call: Extract<Call, { do: 'publish' }>): string | null {
  const { announcement } = named;
  if (announcement.until !== null && call.at > announcement.until + TOLERANCE_MS)
    return `after its until ${timeOf(announcement.until)}`;
  const meant = meantAt(day, named);
  const isLate = meant !== null && call.at > meant + day.settings.freshnessMs + TOLERANCE_MS;
  if (isLate && !day.isForgotten(announcement.id)) return 'too old';
  // What was taken over while the request was on its way counts in its favour, not against it.
  const before = day.inEffect(call.at - ON_THE_WIRE_MS);
  const now = day.inEffect(call.at);
  if (now === null) return 'before anybody had read of it';
  return before && whyUnwanted(day, before, named, call) && whyUnwanted(day, now, named, call);
}

/** What this version of the file has against a post. */
function whyUnwanted(
  day: Day,
  state: State,
  { announcement, account }: Named,
  call: Extract<Call, { do: 'publish' }>,
): string | null {
  if (state.incident.mode === 'draft') return 'in a draft';
  for (const other of state.announcements) {
    if (other.withdraws === announcement.id) return `withdrawn by ${other.id}`;
    const isWrong = factsIn(call.text) < day.factsWith(other.id, account.municipality);
    if (other.corrects === announcement.id && isWrong) return `corrected by ${other.id}`;
  }
  return null;
}

/** Posts that are published at the end although they were withdrawn or are wrong. */
function wrongStanding(day: Day): readonly string[] {
  return day.posts.flatMap(({ post, named }) => {
    if (post.deletedAt !== null) return [];
    const { announcement } = named;
    if (day.isForgotten(announcement.id)) return [];
    return day.final.announcements.flatMap((other) => {
      if (other.withdraws === announcement.id)
        return [`standing: ${named.key} as ${post.remoteId}, withdrawn by ${other.id}`];
      const isWrong = other.corrects === announcement.id && day.isWrong(other, post, textOf(post));
      return isWrong && !wasRightBefore(day, other, post, named)
        ? [`standing: ${named.key} as ${post.remoteId}, corrected by ${other.id}`]
        : [];
    });
  });
}

/** Whether a later post of the same announcement is what the correction is about, and said something else. */
function wasRightBefore(day: Day, correction: Announcement, post: PlatformPost, named: Named): boolean {
  return day.posts.some(
    ({ post: later, named: { announcement, language } }) =>
      announcement.id === named.announcement.id &&
      language === named.language &&
      later.account === post.account &&
      later.calledAt > post.calledAt &&
      day.mayBeWrong(correction, later, textAtFirst(later)) &&
      factsIn(textAtFirst(later)) !== factsIn(textAtFirst(post)),
  );
}

/** What was seen is what is sent: every text was approved before, or its kind is approved as wording. */
function unapprovedIn(day: Day): readonly string[] {
  const { preApproved: standing } = day.settings.approvals;
  const isApproved = (account: string, key: Key | null, text: string, at: Instant) =>
    day.approved.some(
      (one) =>
        one.account === account && one.text === text && one.at <= at && (key === null || one.key === key),
    );
  const published = day.publishes.flatMap(({ call, named }) =>
    standing.has(named.announcement.kind) || isApproved(call.account, named.key, call.text, call.at)
      ? []
      : [`unapproved: ${named.key} at ${timeOf(call.at)}: "${call.text}"`],
  );
  const isStanding = (remoteId: string) =>
    day.posts.some(({ post, named }) => post.remoteId === remoteId && standing.has(named.announcement.kind));
  const edited = day.platform.calls.flatMap((call) =>
    call.do !== 'edit' || isStanding(call.remoteId) || isApproved(call.account, null, call.text, call.at)
      ? []
      : [`unapproved: edit on ${call.account} at ${timeOf(call.at)}: "${call.text}"`],
  );
  return [...published, ...edited];
}
