import type { Instant } from '../domain/clock.ts';
import { factsOwner, groundsRenewed } from '../domain/configuration.ts';
import type { Grounds } from '../domain/message.ts';
import { isKeptCurrentKey, type Key, keptCurrentKey } from '../domain/post-key.ts';
import type { Entry } from '../ledger/entry.ts';
import { isDormant } from '../ledger/transitions.ts';
import type { Fitting } from '../wording/fill.ts';
import { contradictionsOfAllClear } from './all-clear.ts';
import { announcementNamed } from './candidates.ts';
import type { Past } from './ledger-index.ts';
import type { Bench } from './rules.ts';

/** A post that stands, and whose wording with today's facts would be another. */
export interface Outdated {
  readonly entry: Entry;
  readonly says: string;
  /** What it would say, or null where there is nothing left to say. */
  readonly now: string | null;
  readonly fitting: Fitting | null;
  readonly grounds: Grounds;
}

/**
 * Holds every standing post against today's facts. Both are worded with today's messages, so that a changed message
 * outdates nothing, and at the same time, so that a fact that ran out by itself outdates nothing. The time of
 * confirmation says when, not what: it outdates nothing either, nor does a promised time that has passed.
 */
export function outdatedPosts(bench: Bench): readonly Outdated[] {
  const over = endOf(bench.past);
  return bench.past.standing
    .filter((entry) => entry.kind === 'all-clear' || postedAt(entry) > (over.get(entry.municipality) ?? 0))
    .flatMap((entry) => outdated(bench, entry) ?? []);
}

/** When each municipality's newest standing all-clear was posted: what it said before is the past, and readers know. */
function endOf({ standing }: Past): ReadonlyMap<string, Instant> {
  const ends = new Map<string, Instant>();
  for (const entry of standing)
    if (entry.kind === 'all-clear')
      ends.set(entry.municipality, Math.max(postedAt(entry), ends.get(entry.municipality) ?? 0));
  return ends;
}

function postedAt(entry: Entry): Instant {
  return entry.postedAt ?? entry.at;
}

function outdated(bench: Bench, entry: Entry): Outdated | null {
  const { world, past, wording, now } = bench;
  const then = entry.standingGrounds === null ? undefined : past.view.grounds.get(entry.standingGrounds);
  const account = world.region.accounts.get(entry.account);
  if (!then || !account) return null;
  const announcement = announcementNamed(world, entry.announcement);
  const { until } = then.announcement;
  if (until !== null && now > until) return null;
  if (world.state.broken.has(then.poster.id)) return null;
  const today = groundsRenewed(world, then, announcement);
  if (today === null || wording.digest(today) === entry.standingGrounds) return null;
  const says = entry.standingText ?? '';
  if (isOverTooEarly(bench, entry, today)) return { entry, says, now: null, fitting: null, grounds: today };
  const before = wording.fit(comparable(then, then, now), account, entry.language);
  const after = wording.fit(comparable(today, then, now), account, entry.language);
  const beforeText = before.kind === 'fitting' ? before.text : null;
  const afterText = after.kind === 'fitting' ? after.text : null;
  if (beforeText === afterText) return null;
  const fitting = wording.fit(today, account, entry.language);
  const whole = fitting.kind === 'fitting' ? fitting : null;
  return { entry, says, now: whole?.text ?? null, fitting: whole, grounds: today };
}

/** An all-clear says little else than that it is over: what speaks against it changes none of its words. */
function isOverTooEarly({ world, now }: Bench, entry: Entry, { poster, about, facts }: Grounds): boolean {
  const municipality = world.region.municipalities.get(poster.id);
  if (entry.kind !== 'all-clear' || !municipality) return false;
  const ids = about.map(({ id }) => id);
  const owner = factsOwner(world.region, municipality, ids);
  return contradictionsOfAllClear(facts, world.state, owner, now, world.settings.zone).length > 0;
}

function comparable(grounds: Grounds, then: Grounds, now: Instant): Grounds {
  const promised = then.facts.nextUpdate;
  const passed = promised === null || promised <= now;
  const facts = { ...grounds.facts, confirmed: null, nextUpdate: passed ? null : grounds.facts.nextUpdate };
  return { ...grounds, facts };
}

/** An edit that keeps a standing post true. */
export interface KeptCurrent {
  readonly key: Key;
  readonly outdated: Outdated & { readonly fitting: Fitting };
}

/**
 * The edits that are due: where the announcement is kept current, its channel can edit, the facts have been quiet for a
 * while, and the last edit lies far enough back.
 */
export function keptCurrent(bench: Bench, posts: readonly Outdated[]): readonly KeptCurrent[] {
  const { world, past, now } = bench;
  const { keepCurrent } = world.settings;
  if (now - quietSince(bench) < keepCurrent.quietMs) return [];
  return posts.flatMap((post) => {
    const announcement = announcementNamed(world, post.entry.announcement);
    const wanted = announcement?.keepCurrent ?? keepCurrent.kinds.has(post.entry.kind);
    const { fitting } = post;
    if (!announcement || !wanted || !fitting || !world.channels[post.entry.channel].edits) return [];
    const edits = past.changesOf(post.entry.key).filter((change) => change.action === 'edit');
    // What may have left keeps its words: others are another edit, and follow it no closer than any other.
    const over = edits.filter(
      (edit) => !isDormant(edit) && (edit.state !== 'waiting' || edit.text !== fitting.text),
    );
    const lastEdit = Math.max(0, ...over.map((edit) => edit.postedAt ?? edit.leftBy ?? edit.updatedAt));
    if (
      over.some((edit) => edit.state === 'sending' || edit.state === 'unknown') ||
      now - lastEdit < keepCurrent.everyMs
    )
      return [];
    const used = over.filter((edit) => isKeptCurrentKey(edit.key, post.entry.key));
    return [{ key: keptCurrentKey(post.entry.key, used.length + 1), outdated: { ...post, fitting } }];
  });
}

/** Since when the state file says what it says. */
function quietSince({ world, past, now }: Bench): Instant {
  const newest = past.view.accepted.at(-1);
  return newest?.digest === world.state.digest ? newest.at : now;
}
