import { type Announcement, editionFor } from '../../src/core/domain/announcement.ts';
import { type Instant, SECOND } from '../../src/core/domain/clock.ts';
import type { State } from '../../src/core/domain/incident.ts';
import { allClearOf, type Day, meantAt, SETTLING_MS } from './day.ts';
import { amends, isLater, type Named, placeOf } from './named.ts';
import { textAtFirst, textOf } from './platform.ts';
import { factsIn } from './words.ts';

/** Each is up to 15 s off, either way. */
const CLOCKS_APART_MS = 30 * SECOND;

/** What had to be published at the end: how much of it is, and what is absent. */
export function missingIn(day: Day): { readonly standing: number; readonly absent: readonly Named[] } {
  const required = [...requiredIn(day)];
  const absent = required.filter((one) => !isPublished(day, one));
  return { standing: required.length - absent.length, absent };
}

export function isPublished(day: Day, one: Named): boolean {
  return day.posts.some(
    ({ post, named }) =>
      post.deletedAt === null &&
      (named.key === one.key || (amends(named, one) && named.announcement.corrects)),
  );
}

function* requiredIn(day: Day): Iterable<Named> {
  const newest = newestNames(day);
  for (const one of newest) {
    if (!isInTime(day, one) || day.refused.has(one.key) || isForgotten(day, one)) continue;
    if (allClearOf(day, one) !== null) continue;
    if (one.announcement.corrects !== null || one.announcement.withdraws !== null) {
      if (hasWrong(day, one)) yield one;
      continue;
    }
    const amended = day.final.announcements.filter(
      (other) => other.withdraws === one.announcement.id || other.corrects === one.announcement.id,
    );
    if (amended.some((other) => other.withdraws !== null)) continue;
    // A corrected announcement with words of its own is for people to announce again.
    if (amended.length > 0 && one.announcement.text !== null) continue;
    if (newest.some((other) => overtakes(day, other, one))) continue;
    if (isNothingNew(day, one)) continue;
    // Wrong, and the platform refused what was to be said instead.
    if (newest.some((other) => amends(other, one) && day.refused.has(other.key))) continue;
    yield one;
  }
}

/** Of each announcement on each account the newest edition and occurrence that people wanted. */
function newestNames(day: Day): readonly Named[] {
  const newest = new Map<string, Named>();
  for (const one of day.names) {
    const { announcement, occurrence, account, edition } = one;
    const { postAs } = announcement;
    if (postAs !== null && !postAs.includes(account.municipality)) continue;
    if (edition !== editionFor(announcement, account.municipality)) continue;
    const first = day.firstRead(announcement.id);
    if (first === null) continue;
    // Just after it was read first it may be just before, by another worker's clock.
    const isLate = (at: Instant) => at > day.story.end - SETTLING_MS / 2;
    if (occurrence !== null && (isLate(occurrence) || occurrence < first + CLOCKS_APART_MS)) continue;
    const place = placeOf(one);
    const before = newest.get(place);
    if (!before || isLater(one, before)) newest.set(place, one);
  }
  return [...newest.values()];
}

function isInTime(day: Day, one: Named): boolean {
  const { until } = one.announcement;
  const meant = meantAt(day, one);
  const settled = day.story.calmFrom + SETTLING_MS;
  if (meant === null || meant > day.story.end - SETTLING_MS) return false;
  return (until === null || until > settled) && meant + day.settings.freshnessMs > settled;
}

/** Whether a lost ledger knew of it, or of what it answers. */
function isForgotten(day: Day, { announcement: { id, corrects, withdraws } }: Named): boolean {
  return [id, corrects, withdraws].some((one) => one !== null && day.isForgotten(one));
}

/** Whether a wrong post of the original was published where this correction or retraction speaks. */
function hasWrong(day: Day, one: Named): boolean {
  return day.posts.some(
    ({ post, named }) =>
      amends(one, named) &&
      (one.announcement.withdraws !== null || day.isWrong(one.announcement, post, textAtFirst(post))),
  );
}

/** Whether an earlier occurrence, or an edition that was edited, says what the facts are at the end: another would be an empty update. */
function isNothingNew(day: Day, { occurrence, announcement, account }: Named): boolean {
  const today = day.story.factsAt(day.final.digest, account.municipality);
  return day.posts.some(
    ({ post, named }) =>
      post.deletedAt === null &&
      named.announcement.id === announcement.id &&
      named.account.id === account.id &&
      (occurrence !== null || textOf(post) !== textAtFirst(post)) &&
      factsIn(textOf(post)) === today,
  );
}

/** Something newer of the same thread in the same place: then the older need not be said. */
function overtakes(day: Day, newer: Named, older: Named): boolean {
  const [a, b] = [newer.announcement, older.announcement];
  if (a.id === b.id || newer.account.id !== older.account.id || newer.language !== older.language)
    return false;
  if (a.corrects !== null || a.withdraws !== null) return false;
  if (rootOf(day.final, a) !== rootOf(day.final, b)) return false;
  const [at, than] = [meantAt(day, newer) ?? 0, meantAt(day, older) ?? 0];
  return (
    at > than || (at === than && day.final.announcements.indexOf(a) > day.final.announcements.indexOf(b))
  );
}

function rootOf(state: State, announcement: Announcement): string {
  let root: Announcement = announcement;
  while (root.updates !== null) {
    const parent = state.announcements.find((other) => other.id === root.updates);
    if (!parent) break;
    root = parent;
  }
  return root.id;
}
