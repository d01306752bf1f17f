import type { Warning } from '../domain/advice.ts';
import { type Announcement, isTooLate } from '../domain/announcement.ts';
import { mentions } from '../domain/mention.ts';
import type { Key } from '../domain/post-key.ts';
import { type Entry, type Intent, isOpen, isPublished, postedAt } from '../ledger/entry.ts';
import { announcementNamed, announcementsBefore } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import type { Decisions } from './decide.ts';
import type { DuePost } from './intents.ts';
import type { Outdated } from './outdated.ts';
import { readersOf } from './posts-of-today.ts';
import { isEdited, saidNow } from './said.ts';
import { factsCalledWrong, type GoneFact, goneFrom } from './wrong-facts.ts';

/**
 * For each correction, the published posts that say the same wrong thing and that nothing changes: texts with a number or
 * an address that was wrong, from any town and in any words, also those to come, and outdated posts that were worded from the
 * same wrong fact. For each retraction, the updates and corrections of what it withdraws, published or to come, where no facts say so
 * already and no other retraction names them: those that are read with it and, where nobody says it any more, all. Posts from before an
 * all-clear are past, except those that give a wrong number or address: people may still use it.
 */
export function alsoWrong(
  context: PlanningContext,
  { wrong }: Decisions,
  outdated: readonly Outdated[],
  posts: readonly DuePost[],
): readonly Warning[] {
  if (wrong.length === 0) return [];
  const { ledgerIndex } = context;
  const planned = posts.map(({ intent }) => intent);
  const settled = new Set(wrong.map(({ post }) => post.key));
  const targets = new Set(planned.map(({ target }) => target));
  const today = new Set(context.postsOfToday());
  const left = ledgerIndex.published.filter(
    ({ key }) => !targets.has(key) && !ledgerIndex.changesOf(key).some(isOpen),
  );
  const others = left.filter(({ key }) => !settled.has(key));
  const edited = left.filter((post) => settled.has(post.key) && isEdited(context, post));
  const coming = planned.filter(({ action }) => action === 'publish');
  const followsNamed = new Set<Key>();
  const said = new Map(outdated.map((post) => [post.entry.key, wrongIn(post, context)]));
  return [...Map.groupBy(wrong, ({ correction }) => correction)].flatMap(([correction, its]): Warning[] => {
    const follows = followsIn(context, correction);
    const isRetraction = correction.withdraws !== null;
    const withdrawn = isRetraction ? its : [];
    const gone = new Set(withdrawn.map(({ post }) => post));
    const readers = new Set(withdrawn.map(({ post }) => readersOf(post)));
    const isGoneEverywhere =
      isRetraction &&
      ledgerIndex.saidAnywhere(correction.withdraws ?? '').every((one) => !isPublished(one) || gone.has(one));
    const facts = isRetraction ? [] : its.flatMap(({ post }) => factsCalledWrong(context, correction, post));
    const ids = new Set(facts.map(({ id, place }) => `${place} ${id}`));
    const addresses = [...new Set(facts.flatMap(({ address }) => address ?? []))];
    const names = (text: string | null, of: Entry | Intent) => {
      const target = of.target === null ? of : ledgerIndex.entry(of.target);
      const told = target?.announcement === correction.id ? withoutWhat(correction, text ?? '', of) : text;
      return addresses.some((address) => mentions(told ?? '', address));
    };
    const saysIt = (post: Entry) =>
      names(post.publishedText, post) ||
      said.get(post.key)?.some(({ id, place }) => ids.has(`${place} ${id}`));
    const followsIt = (other: Entry | Intent) =>
      (isGoneEverywhere || readers.has(readersOf(other))) &&
      !said.has(other.key) &&
      !followsNamed.has(other.key) &&
      follows(other);
    const posts = [
      ...others.filter((other) => saysIt(other) || (today.has(other) && followsIt(other))),
      ...coming.filter(followsIt),
      // Words that somebody wrote, such as an instruction, may name the number too.
      ...planned.filter((one) => names(one.text, one)),
      ...edited.filter((one) => names(one.publishedText, one)),
    ].map(({ key, account }) => ({ key, account }));
    if (isRetraction) for (const { key } of posts) followsNamed.add(key);
    return posts.length === 0 ? [] : [{ code: 'also-wrong', announcement: correction.id, posts }];
  });
}

/** The text of a correction without what it says was wrong, which may name the number: that comes after all that is right. */
function withoutWhat(correction: Announcement, text: string, { language }: Pick<Intent, 'language'>): string {
  const onOneLine = (words: string) => words.trim().replace(/\s+/g, ' ');
  const what = onOneLine(correction.what?.[language] ?? '').replace(/[.!]$/, '');
  const told = onOneLine(text);
  const at = what === '' ? -1 : told.lastIndexOf(what);
  return at < 0 ? told : `${told.slice(0, at)}\n${told.slice(at + what.length)}`;
}

/**
 * Whether a post updates or corrects what is withdrawn, as its author could not know, and no edition raised since is published.
 */
function followsIn(context: PlanningContext, { id, withdraws }: Announcement) {
  const { configuration, ledgerIndex, firstRead, now } = context;
  const knownAt = firstRead(id);
  return (post: Entry | Intent) => {
    const { announcement, account, language, kind } = post;
    const one = announcementNamed(configuration, announcement);
    const isSaid = 'state' in post;
    const isKnown = Math.min(firstRead(announcement), isSaid ? postedAt(post) : now) >= knownAt;
    if (!one || kind === 'all-clear' || isTooLate(one, now) || isKnown) return false;
    const said = ledgerIndex.said(announcement, account, language);
    const before = said.filter(({ createdAt }) => createdAt < knownAt);
    const highest = Math.max(1, ...before.map(({ edition }) => edition));
    const isNewer = ({ edition }: Intent) => edition > highest;
    const isRaised = (!isSaid && isNewer(post)) || said.some((one) => isPublished(one) && isNewer(one));
    const followed = announcementsBefore(configuration, one, ({ updates, corrects }) => updates ?? corrects);
    return !isRaised && followed.includes(withdraws ?? '');
  };
}

/** The same of an outdated post, as it is published now. */
function wrongIn({ entry, snapshot }: Outdated, context: PlanningContext): readonly GoneFact[] {
  const then = saidNow(context, entry);
  return then ? goneFrom(context, then, snapshot.facts) : [];
}
