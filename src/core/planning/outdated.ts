import type { Instant } from '../domain/clock.ts';
import { factsOwner, renewedSnapshot, rulesOf } from '../domain/configuration.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { isKeptCurrentKey, type Key, keptCurrentKey } from '../domain/post-key.ts';
import type { Entry } from '../ledger/entry.ts';
import { isDormant } from '../ledger/transitions.ts';
import type { Fitting } from '../wording/fill.ts';
import { contradictionsOfAllClear } from './all-clear.ts';
import { announcementNamed } from './candidates.ts';
import type { LedgerIndex } from './ledger-index.ts';
import type { PlanningContext } from './rules.ts';

/** A post that stands, and whose wording with today's facts would be another. */
export interface Outdated {
  readonly entry: Entry;
  readonly says: string;
  /** What it would say, or null where there is nothing left to say. */
  readonly now: string | null;
  readonly fitting: Fitting | null;
  readonly snapshot: ContentSnapshot;
}

/**
 * Holds every standing post against today's facts. Both are worded with today's messages, so that a changed message
 * outdates nothing, and at the same time, so that a fact that ran out by itself outdates nothing. The time of
 * confirmation says when, not what: it outdates nothing either, nor does a promised time that has passed.
 */
export function outdatedPosts(context: PlanningContext): readonly Outdated[] {
  const over = endOf(context.ledgerIndex);
  return context.ledgerIndex.published
    .filter((entry) => entry.kind === 'all-clear' || postedAt(entry) > (over.get(entry.municipality) ?? 0))
    .flatMap((entry) => outdated(context, entry) ?? []);
}

/** When each municipality's newest standing all-clear was posted: what it said before is the past, and readers know. */
function endOf({ published: standing }: LedgerIndex): ReadonlyMap<string, Instant> {
  const ends = new Map<string, Instant>();
  for (const entry of standing)
    if (entry.kind === 'all-clear')
      ends.set(entry.municipality, Math.max(postedAt(entry), ends.get(entry.municipality) ?? 0));
  return ends;
}

function postedAt(entry: Entry): Instant {
  return entry.postedAt ?? entry.at;
}

function outdated(context: PlanningContext, entry: Entry): Outdated | null {
  const { configuration, ledgerIndex, wording, now } = context;
  const then =
    entry.publishedSnapshot === null ? undefined : ledgerIndex.view.snapshots.get(entry.publishedSnapshot);
  const account = configuration.region.accounts.get(entry.account);
  if (!then || !account) return null;
  const announcement = announcementNamed(configuration, entry.announcement);
  const { until } = then.announcement;
  if (until !== null && now > until) return null;
  if (configuration.state.broken.has(then.poster.id)) return null;
  const today = renewedSnapshot(configuration, then, announcement);
  if (today === null || wording.digest(today) === entry.publishedSnapshot) return null;
  const says = entry.publishedText ?? '';
  if (isOverTooEarly(context, entry, today))
    return { entry, says, now: null, fitting: null, snapshot: today };
  const before = wording.fit(comparable(then, then, now), account, entry.language);
  const after = wording.fit(comparable(today, then, now), account, entry.language);
  const beforeText = before.kind === 'fitting' ? before.text : null;
  const afterText = after.kind === 'fitting' ? after.text : null;
  if (beforeText === afterText) return null;
  const fitting = wording.fit(today, account, entry.language);
  const whole = fitting.kind === 'fitting' ? fitting : null;
  return { entry, says, now: whole?.text ?? null, fitting: whole, snapshot: today };
}

/** An all-clear says little else than that it is over: what speaks against it changes none of its words. */
function isOverTooEarly(
  { configuration, now }: PlanningContext,
  entry: Entry,
  { poster, about, facts }: ContentSnapshot,
): boolean {
  const municipality = configuration.region.municipalities.get(poster.id);
  if (entry.kind !== 'all-clear' || !municipality) return false;
  const ids = about.map(({ id }) => id);
  const owner = factsOwner(configuration.region, municipality, ids);
  return (
    contradictionsOfAllClear(facts, configuration.state, owner, now, configuration.settings.zone).length > 0
  );
}

function comparable(snapshot: ContentSnapshot, then: ContentSnapshot, now: Instant): ContentSnapshot {
  const promised = then.facts.nextUpdate;
  const passed = promised === null || promised <= now;
  const facts = { ...snapshot.facts, confirmed: null, nextUpdate: passed ? null : snapshot.facts.nextUpdate };
  return { ...snapshot, facts };
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
export function keptCurrent(context: PlanningContext, posts: readonly Outdated[]): readonly KeptCurrent[] {
  const { configuration, ledgerIndex, now } = context;
  const { keepCurrent } = configuration.settings;
  if (now - quietSince(context) < keepCurrent.quietMs) return [];
  return posts.flatMap((post) => {
    const announcement = announcementNamed(configuration, post.entry.announcement);
    const wanted = announcement?.keepCurrent ?? keepCurrent.kinds.has(post.entry.kind);
    const { fitting } = post;
    if (!announcement || !wanted || !fitting || !rulesOf(configuration, post.entry).edits) return [];
    const edits = ledgerIndex.changesOf(post.entry.key).filter((change) => change.action === 'edit');
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
function quietSince({ configuration, ledgerIndex, now }: PlanningContext): Instant {
  const newest = ledgerIndex.view.accepted.at(-1);
  return newest?.digest === configuration.state.digest ? newest.at : now;
}
