import type { Instant } from '../domain/clock.ts';
import { isWhereAccountIs, rulesOf } from '../domain/configuration.ts';
import type { Contact } from '../domain/facts.ts';
import type { Language } from '../domain/language.ts';
import { mentions } from '../domain/mention.ts';
import { EMERGENCY_CALLS } from '../domain/municipal-service.ts';
import { isKeptCurrentKey, type Key, keptCurrentKey } from '../domain/post-key.ts';
import { isOver } from '../domain/time-zone.ts';
import { type Entry, needsSomebody, postedAt } from '../ledger/entry.ts';
import { isDormant } from '../ledger/replanning.ts';
import type { Fitting } from '../wording/fill.ts';
import { isApprovedNow } from './approved-words.ts';
import { announcementNamed } from './candidates.ts';
import type { Evaluated } from './coalescing.ts';
import type { PlanningContext } from './context.ts';
import { callsNow } from './doubts/contradictions.ts';
import type { Outdated } from './outdated.ts';
import { decideByOthers } from './rules.ts';
import { editsOf, saidNow } from './said.ts';

/** An edit that keeps a published post true. */
export interface KeptCurrent {
  readonly key: Key;
  readonly outdated: Outdated & { readonly fitting: Fitting };
}

/** How often a platform refuses the same words for a post before they are not sent any more. */
const REFUSALS_MAX = 2;

/**
 * Lists the edits that are due, on channels that can edit. Posts that still have the untrue words of a withdrawn correction are
 * edited at once. Posts that had such words, and posts of announcements that are kept current, are edited once the facts have
 * been quiet for a while and the last edit is long enough ago, unless a newer post replaces them now. Posts on a server that
 * their account has left, or whose platform refuses these words, are not edited. As nobody reads an edit before it is made, no
 * edit newly says about others that something works or is over if their facts deny it, except where the post does not say how 110
 * and 112 fail, or gives a number that is no longer right.
 */
export function keptCurrent(
  context: PlanningContext,
  posts: readonly Outdated[],
  evaluated: readonly Evaluated[],
): readonly KeptCurrent[] {
  const { configuration, ledgerIndex, now } = context;
  const { keepCurrent } = configuration.settings;
  const isQuiet = now - quietSince(context) >= keepCurrent.quietMs;
  const placeOf = (announcement: string, account: string, language: Language) =>
    JSON.stringify([announcement, account, language]);
  const comes = new Map(
    evaluated.flatMap(({ candidate, decision }) => {
      const { announcement, account, language, at } = candidate;
      if (decision.kind !== 'say' || at > now) return [];
      return [[placeOf(announcement.id, account.id, language), { candidate, decision }] as const];
    }),
  );
  const isReplaced = ({ announcement, account, language }: Entry) => {
    const newer = comes.get(placeOf(announcement, account, language));
    return newer !== undefined && isApprovedNow(context, newer.candidate, newer.decision);
  };
  const isWithdrawn = ({ announcement: id, municipality }: Entry) =>
    context.withdrawnBy({ announcement: { id }, municipality: { id: municipality } }) !== null;
  return posts.flatMap((post) => {
    const { entry, fitting } = post;
    const announcement = announcementNamed(configuration, entry.announcement);
    const edits = ledgerIndex.changesOf(entry.key).filter((change) => change.action === 'edit');
    const told = editsOf(context, entry).toSorted((a, b) => postedAt(b) - postedAt(a));
    const corrected = told.find(({ kind }) => kind === 'correction');
    const isUndone = corrected !== undefined && isWithdrawn(corrected);
    const isWrong = isUndone && told[0] === corrected && !post.lacksOnly && !isWithdrawn(entry);
    const isKept = announcement?.keepCurrent ?? keepCurrent.kinds.has(entry.kind);
    if (!isWrong && (!isQuiet || !(isKept || isUndone) || post.superseded)) return [];
    if (!configuration.state.incident.affects.has(entry.municipality)) return [];
    if (!isWhereAccountIs(configuration, entry) || decideByOthers(context, post.snapshot, entry) !== null)
      return [];
    if (!isWrong && post.denied.length > 0 && !isDangerous(context, post)) return [];
    if (!announcement || !fitting || !rulesOf(configuration, entry).edits) return [];
    // An edit that may have left keeps its text. Other words are another edit, under the same minimum interval.
    const earlier = edits.filter(
      (edit) => !isDormant(edit) && (edit.state !== 'waiting' || edit.text !== fitting.text),
    );
    const isOnItsWay = earlier.some((edit) => edit.state === 'sending' || edit.state === 'unknown');
    const lastEdit = Math.max(0, ...earlier.map((edit) => edit.postedAt ?? edit.leftBy ?? edit.updatedAt));
    const refused = earlier.filter((edit) => needsSomebody(edit) && edit.text === fitting.text);
    if (isOnItsWay || refused.length >= REFUSALS_MAX) return [];
    const isNow = isWrong && refused.length === 0;
    if (!isNow && (now - lastEdit < keepCurrent.everyMs || isReplaced(entry))) return [];
    const used = earlier.filter((edit) => isKeptCurrentKey(edit.key, entry.key));
    return [{ key: keptCurrentKey(entry.key, used.length + 1), outdated: { ...post, fitting } }];
  });
}

/** Whether the post does not say how 110 and 112 fail today, or gives a number of a contact that is no longer its number. */
function isDangerous(
  { configuration, ledgerIndex, now }: PlanningContext,
  { entry, snapshot }: Outdated,
): boolean {
  const { zone } = configuration.settings;
  const then = saidNow({ ledgerIndex }, entry);
  if (then === undefined) return false;
  const [before, today] = [then, snapshot].map(({ facts }) => {
    const { alternative, note, until } = facts.services[EMERGENCY_CALLS] ?? {};
    return [callsNow(facts, zone, now), alternative?.[entry.language], note?.[entry.language], until];
  });
  const isFailing = today?.[0] === 'limited' || today?.[0] === 'unavailable';
  const { contacts } = snapshot.facts;
  const isGone = ([id, { phone, until }]: readonly [string, Contact]) => {
    if (phone === null || !mentions(entry.publishedText ?? '', phone)) return false;
    const right = contacts[id];
    const isIts = (one: Contact | undefined) => mentions(one?.phone ?? '', phone);
    const isPast = (one: Contact) => isOver(one.until, zone, now);
    if (right === undefined) return !Object.values(contacts).some((one) => isIts(one) && !isPast(one));
    // An end that the post gives misleads nobody once it has passed.
    return !isIts(right) || (isPast(right) && right.until !== until);
  };
  const isChanged = JSON.stringify(before) !== JSON.stringify(today);
  return (isFailing && isChanged) || Object.entries(then.facts.contacts).some(isGone);
}

/** The time since when the state file has had its present content. */
function quietSince({ configuration, ledgerIndex, now }: PlanningContext): Instant {
  const newest = ledgerIndex.view.accepted.at(-1);
  return newest?.digest === configuration.state.digest ? newest.at : now;
}
