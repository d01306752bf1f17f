import {
  changedFacts,
  entriesOf,
  type Facts,
  type FactsPatch,
  factsFrom,
  hasEntries,
  isKnown,
  sayAnything,
} from '../domain/facts.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import { type Entry, isPublished, postedAt } from '../ledger/entry.ts';
import type { PlanningContext } from './context.ts';
import { saidNow } from './said.ts';

/* Whether people have read since what a post says wrongly. */

/** The newest posts that people on the account read after another, in the same language. Each null where there is none. */
export interface Newer {
  /** A post of the same announcement. */
  readonly edition: Entry | null;
  /** A post of the same sort. */
  readonly alike: Entry | null;
  /** A post that says how things stand. */
  readonly situation: Entry | null;
  /** All posts that say what works again. */
  readonly restored: readonly Entry[];
}

/** A post, and what it was and would be worded from. */
interface Wrong {
  readonly entry: Entry;
  readonly account: Account;
  /** Id of the announcement that would say it again. */
  readonly again: string;
  readonly compared: readonly [then: ContentSnapshot, today: ContentSnapshot];
  /** The facts that it states and that are different today. */
  readonly untrue: Facts;
  /** Whether that is nothing, and it only lacks what has become known since. */
  readonly lacksOnly: boolean;
}

/** The newest published post of an announcement that people read after a post, where they read that. */
export function newestEdition(
  { ledgerIndex }: Pick<PlanningContext, 'ledgerIndex'>,
  post: Entry,
  announcement: string,
): Entry | null {
  const said = ledgerIndex.said(announcement, post.account, post.language);
  return said.findLast((one) => isPublished(one) && postedAt(one) > postedAt(post)) ?? null;
}

/**
 * `superseded`: a newer edition is published; or, for a post that only lacks something, a newer post on how things stand; or the
 * announcement that would say it again has already said otherwise everything in which it is untrue. `replaced`: newer posts say
 * otherwise everything in which it is untrue, and restorations name no way or service about which anything more has become known.
 */
export function saidSince(
  context: PlanningContext,
  wrong: Wrong,
  newer: Newer,
): { readonly superseded: boolean; readonly replaced: boolean } {
  const { entry, again, compared, lacksOnly } = wrong;
  const [before, { facts }] = compared;
  const restored = newer.restored.filter((one) => includesAll(one.about, entry.about));
  // A fact that a restoration rightly says works again is no longer untrue.
  const untrue = restored.reduce((left, one) => {
    const back = namedBy(context, one, left);
    return saysOtherwise(context, wrong, one, back) ? changedFacts(left, back) : left;
  }, wrong.untrue);
  const saysAll = (one: Entry | null) => one !== null && saysOtherwise(context, wrong, one, untrue);
  const isCorrection = again !== entry.announcement;
  const isSaidAgain =
    isCorrection && (saysAll(newer.situation) || saysAll(newestEdition(context, entry, again)));
  const known = saidNow(context, newer.situation ?? entry)?.facts ?? before.facts;
  const back = restored.map((one) => namedBy(context, one, facts));
  const { reach, services } = [known, ...back].reduce(changedFacts, changedFacts(facts, before.facts));
  const isRestored = !sayAnything(untrue) && sayAnything(wrong.untrue) && !sayAnything({ reach, services });
  const { edition, alike, situation } = newer;
  const isAlike = alike !== null && includesAll(alike.about, entry.about) && saysAll(alike);
  const isLate = lacksOnly && situation !== null;
  return {
    superseded: edition !== null || isLate || isSaidAgain,
    replaced: isRestored || saysAll(edition) || isAlike || isSaidAgain || isLate,
  };
}

/**
 * Whether a newer post was worded from today's title and cause and from other facts wherever these are untrue. If it leaves
 * something out for want of room, it must also read differently with each of them that the older one has in its words.
 */
function saysOtherwise(
  context: PlanningContext,
  { entry, account, compared: [then, today] }: Wrong,
  post: Entry,
  untrue: Facts,
): boolean {
  const newer = saidNow(context, post);
  if (!newer) return false;
  const [known, right] = [newer, today].map(({ title, cause }) => JSON.stringify([title, cause]));
  const isOther = JSON.stringify(changedFacts(untrue, newer.facts)) === JSON.stringify(untrue);
  if (known !== right || !isOther) return false;
  const texts = [entry.publishedText ?? '', post.publishedText ?? ''];
  const had = texts.reduce((a, b) => (b.length > a.length ? b : a));
  const fitting = (worded: ContentSnapshot) => {
    const fit = context.wording.fit(worded, account, entry.language, { had });
    return fit.kind === 'fitting' ? fit : null;
  };
  if (!fitting(newer)?.shortened.some(({ words }) => words === null)) return true;
  const readsOtherwise = (one: ContentSnapshot, facts: Facts) =>
    fitting({ ...one, facts })?.text !== fitting(one)?.text;
  return oneByOne(untrue).every(
    (fact) =>
      readsOtherwise(newer, factsFrom([newer.facts, fact])) ||
      !readsOtherwise(then, changedFacts(then.facts, factsFrom([fact]))),
  );
}

/** Ways, services and contacts each by itself, and other fields as a whole. */
function oneByOne(facts: Facts): readonly FactsPatch[] {
  return Object.entries(facts).flatMap(([field, value]): readonly FactsPatch[] => {
    if (!isKnown(value)) return [];
    if (!hasEntries(field)) return [{ [field]: value }];
    return Object.entries(facts[field]).map(([id, one]) => ({ [field]: { [id]: one } }));
  });
}

/** Keeps those of these facts that are about the ways and services that a post names. */
function namedBy(context: PlanningContext, post: Entry, { services, reach }: Facts): Facts {
  const named = saidNow(context, post)?.announcement;
  return factsFrom([
    { services: entriesOf(services, named?.services ?? []), reach: entriesOf(reach, named?.reach ?? []) },
  ]);
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}
