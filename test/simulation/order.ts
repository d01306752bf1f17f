import type { Instant } from '../../src/core/domain/clock.ts';
import type { Account } from '../../src/core/domain/municipality.ts';
import type { Pause } from '../../src/core/domain/pause.ts';
import {
  allClearOf,
  CLOCKS_APART_MS,
  type Day,
  type Evidence,
  meantAt,
  ON_THE_WIRE_MS,
  TOLERANCE_MS,
  timeOf,
} from './day.ts';
import { amends, isLater, type Named, placeOf } from './named.ts';
import { type Call, textAtFirst } from './platform.ts';
import { factsIn } from './words.ts';

/** Later editions never before earlier ones, and nothing is edited or deleted before its correction is published. */
export function disorderIn(day: Day): readonly string[] {
  const newest = new Map<string, Named>();
  const editions = day.publishes.flatMap(({ named }) => {
    const place = placeOf(named);
    const before = newest.get(place);
    if (before && isLater(before, named)) return [`order: ${named.key} after ${before.key}`];
    newest.set(place, named);
    return [];
  });
  const changes = day.platform.calls.flatMap((call) => {
    if (call.do === 'publish') return [];
    const changed = day.posts.find(({ post }) => post.remoteId === call.remoteId);
    if (!changed) return [`order: ${call.do} of ${call.remoteId}, which is no post`];
    if (call.do === 'edit' && keepsCurrent(changed, call)) return [];
    // A ledger that finds what a correction said in place of its original takes it for the original.
    const isTold = day.posts.some(
      ({ post, named }) =>
        post.acceptedAt <= call.at &&
        (amends(named, changed.named) || (post !== changed.post && named.key === changed.named.key)),
    );
    return isTold || cannotBeTold(day, changed.named, call.at)
      ? []
      : [`order: ${call.do} of ${changed.named.key} before anybody was told why`];
  });
  return [...editions, ...changes];
}

/** What is kept current is edited without a word, towards newer facts. */
function keepsCurrent({ post, named }: Day['posts'][number], call: Extract<Call, { do: 'edit' }>): boolean {
  const before = post.texts.findLast((one) => one.at < call.at)?.text ?? textAtFirst(post);
  return named.announcement.keepCurrent === true && factsIn(call.text) >= factsIn(before);
}

/** Nothing of the outage goes out below the all-clear of its town, but what was under way. */
export function belowAllClear(day: Day): readonly string[] {
  return day.publishes.flatMap(({ call, named }) => {
    const over = allClearOf(day, named);
    const said = day.posts.find(
      ({ post, named: other }) =>
        other.announcement.id === over?.id &&
        other.account.municipality === named.account.municipality &&
        post.acceptedAt < call.at - ON_THE_WIRE_MS,
    );
    return said ? [`below: ${named.key} at ${timeOf(call.at)}, after ${said.named.key}`] : [];
  });
}

/** Keeping a post current edits it seldom: what takes effect again because its answer was lost does not count. */
export function hastyIn({ posts, settings, final }: Day): readonly string[] {
  const corrected = new Set(final.announcements.map((one) => one.corrects));
  return posts
    .filter(({ named }) => !corrected.has(named.announcement.id))
    .flatMap(({ post: { texts }, named }) => {
      const edits = texts
        .slice(1)
        .filter(({ text }, index) => texts.findIndex((one) => one.text === text) > index);
      return edits.flatMap(({ at }, index) => {
        const before = edits[index - 1];
        return before && at - before.at < settings.keepCurrent.everyMs - CLOCKS_APART_MS
          ? [`hasty: ${named.key} edited at ${timeOf(before.at)} and at ${timeOf(at)}`]
          : [];
      });
    });
}

/** Whether the platform refused what would have told why, or it came too late: what is wrong is taken away all the same. */
function cannotBeTold(day: Day, original: Named, at: Instant): boolean {
  return day.names.some((one) => {
    if (!amends(one, original)) return false;
    const meant = meantAt(day, one);
    const isLate = meant !== null && at > meant + day.settings.freshnessMs - TOLERANCE_MS;
    return isLate || day.refused.has(one.key);
  });
}

export function despitePause({ platform, pauses, story }: Day): readonly string[] {
  return platform.calls.flatMap((call) => {
    const account = story.region.accounts.get(call.account);
    if (!account) throw new Error(`there is no account ${call.account}`);
    const during = pauses.find(
      (pause) =>
        covers(pause.scope, account) &&
        call.at > pause.from + ON_THE_WIRE_MS &&
        call.at < endOf(pause, pauses),
    );
    return during ? [`paused: ${call.do} on ${call.account} at ${timeOf(call.at)}`] : [];
  });
}

function covers(scope: Pause['scope'], account: Account): boolean {
  switch (scope.of) {
    case 'everything':
      return true;
    case 'account':
      return scope.account === account.id;
    case 'channel':
      return scope.channel === account.channel;
    default:
      return scope satisfies never;
  }
}

/** A resume ends all pauses of the same scope; of everything, every pause. */
function endOf(pause: Evidence['pauses'][number], pauses: Evidence['pauses']): Instant {
  const ends = pauses
    .filter(
      (other) =>
        other.to > pause.from &&
        (other.scope.of === 'everything' || JSON.stringify(other.scope) === JSON.stringify(pause.scope)),
    )
    .map((other) => other.to);
  return Math.min(...ends);
}
