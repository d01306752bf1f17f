import { remembering } from '../core/domain/cache.ts';
import { type Configuration, ownerOf } from '../core/domain/configuration.ts';
import { mistake, OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Facts } from '../core/domain/facts.ts';
import type { Language, Localized } from '../core/domain/language.ts';
import { dialled, mentions } from '../core/domain/mention.ts';
import type { ContentSnapshot } from '../core/domain/message.ts';
import { EMERGENCY_CALLS } from '../core/domain/municipal-service.ts';
import { ALL, type Municipality } from '../core/domain/municipality.ts';
import { type Entry, isOpen, isPublished, postedAt } from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import { wordingFor } from '../core/wording/fill.ts';
import type { Assignment } from '../files/incident/edit-state.ts';
import type { Change } from './changed-file.ts';
import { type FactRight, factsRight, unitOf } from './fact-changes.ts';
import { type Fact, factsSaid, factsToday, withCalls } from './facts.ts';

/* The tasks of staff where a published post is wrong, each as the change that it makes. */

/** The answers about what was wrong in a published post. */
interface CorrectionAnswers {
  readonly post: Entry;
  readonly right: readonly FactRight[];
  /** Also corrects everybody else who said the same in the announcement or its correction; else that municipality alone. */
  readonly everywhere: boolean;
  /** Whether facts of `all`, a group or a municipality may be put right: those of others stay, and what they said. */
  readonly mayWrite: (who: string) => boolean;
}

/**
 * The right facts, and the correction that says them. Throws `nothing-chosen`, `several-wrong` where one correction could not name
 * all of it, `unknown-contact` where no way of a contact is left to be said, and `not-worded` where nobody knows what the post was
 * worded from.
 */
export function correction(
  configuration: Configuration,
  view: LedgerView,
  { post, right, everywhere, mayWrite }: CorrectionAnswers,
): Change {
  const owner = ownerOfPost(configuration, view, post);
  const snapshot = view.snapshots.get(post.publishedSnapshot ?? '');
  if (owner === null || !snapshot) throw operatorError('not-worded');
  const said = new Map(factsSaid(snapshot.facts).map((one) => [one.path, one.value]));
  // Nobody reads who called a number, and it is the same number in whatever form it is written.
  const isTheSame = ({ path, value }: FactRight) =>
    path.endsWith('.verified_by') ||
    (path.endsWith('.phone') && mentions(`${value}`, `${said.get(path) ?? ''}`));
  const changed = right.filter((one) => !isTheSame(one));
  const units = [...new Set(changed.map(({ path }) => unitOf(path)))];
  const entriesOf = (field: string) =>
    units.flatMap((unit) => (unit.startsWith(`${field}.`) ? unit.slice(field.length + 1) : []));
  const contacts = entriesOf('contacts');
  // Every text says what is known of 110 and 112, so a correction need not name them.
  const services = entriesOf('services').filter((id) => id !== EMERGENCY_CALLS);
  const others = units.length - contacts.length - services.length;
  if (units.length === 0) throw operatorError('nothing-chosen.wrong');
  // Every text ends with its address, and no sentence of a correction is about it.
  if (units.every((unit) => unit === 'info_url'))
    throw new OperatorError([{ ...mistake('nothing-chosen.info-url'), path: ['facts', '', 'info_url'] }]);
  if (contacts.length + Math.min(services.length, 1) + Math.min(others, 1) > 1)
    throw operatorError('several-wrong');
  const now = withCalls(factsToday(configuration, owner.id));
  const first = factsRight(now, owner.id, everywhere ? null : owner.id, right);
  const alike = everywhere ? wrongAlike(configuration, view, post, right, mayWrite) : [];
  const { incident, facts } = allOf([first, ...new Set(alike.flatMap(({ put }) => put ?? []))]);
  const cleared = first.facts.flatMap(({ assignments }) =>
    assignments.flatMap(({ path, value }) => (value === 'null' ? path.join('.') : [])),
  );
  const gone = right.find(
    ({ path, value }) => value === null && path.startsWith('contacts.') && cleared.includes(unitOf(path)),
  );
  if (gone)
    throw new OperatorError([{ ...mistake('unknown-contact.removed'), path: ['facts', '', gone.path] }]);
  const chain = chainOf(configuration, post);
  const posts = everywhere ? alike.map((one) => one.post) : [post];
  const wrong = [...new Set(posts.map(({ municipality }) => municipality))];
  // Without `post_as` everybody corrects who said the original, also those whose words were never wrong, or are right by now.
  const isEverybody = chain.every((id) => [...publishersOf(view, id)].every((one) => wrong.includes(one)));
  const what = whatWasWrong(configuration, units, wrong);
  return {
    ...(incident.length > 0 && { incident }),
    facts,
    announcement: {
      kind: 'correction',
      corrects: chain[0],
      ...(!isEverybody && { post_as: wrong }),
      ...(contacts.length > 0 && { contact: contacts[0] }),
      ...(services.length > 0 && { services }),
      ...(what !== null && { what }),
    },
  };
}

/**
 * Returns the facts that a correction of a post can put right: those that it was worded from; for own words, those that can be
 * read in it, through a slot or beside these words.
 */
export function correctable(
  configuration: Configuration,
  post: Entry,
  snapshot: ContentSnapshot,
): readonly Fact[] {
  const said = withCalls(factsSaid(snapshot.facts));
  if (snapshot.announcement.text === null) return said;
  const account = configuration.region.accounts.get(post.account);
  const wording = wordingFor(configuration, postedAt(post));
  const text = post.publishedText ?? '';
  const worded = (less: Partial<Facts>) => {
    const facts = { ...snapshot.facts, ...less };
    const fit = account && wording.fit({ ...snapshot, facts }, account, post.language, { had: text });
    return fit?.kind === 'fitting' ? fit.text : null;
  };
  const { [EMERGENCY_CALLS]: _, ...services } = snapshot.facts.services;
  const unaffected = snapshot.facts.unaffected.filter((one) => one !== EMERGENCY_CALLS);
  const isNextRead = worded({ nextUpdate: null }) !== worded({});
  const areCallsRead = worded({ services, unaffected }) !== worded({});
  const read = said.filter(({ path, value }) => {
    if (path === 'next_update') return isNextRead;
    if (path === `services.${EMERGENCY_CALLS}`) return areCallsRead;
    return WORDED_AS_WRITTEN.test(path) && mentions(text, `${value}`);
  });
  // A correction is never about its address alone.
  return read.every(({ path }) => path === 'info_url') ? [] : read;
}

/** Facts that texts say as they are written, a number in whatever form. */
const WORDED_AS_WRITTEN = /^info_url$|^contacts\.[^.]+\.(?:phone|email|url)$/;

/** The municipality whose facts a post stated; null if it is no longer known. */
export function ownerOfPost({ region }: Configuration, view: LedgerView, post: Entry): Municipality | null {
  const snapshot = view.snapshots.get(post.publishedSnapshot ?? '');
  return snapshot ? ownerOf(region, snapshot) : null;
}

/** The municipalities that have published posts of the announcement. */
export function publishersOf({ entries }: Pick<LedgerView, 'entries'>, announcement: string) {
  const posts = entries.filter((one) => one.announcement === announcement && isPublished(one));
  return new Set(posts.map(({ municipality }) => municipality));
}

/** The municipalities that still say an announcement of which nothing is public: it can be called off without a word. */
export function callableOff(view: Pick<LedgerView, 'entries'>, announcement: string) {
  return new Set(waitingOf(view, announcement).map(({ municipality }) => municipality));
}

/** The posts that calling off an announcement keeps from being published. None if any of its posts is public, or may be. */
export function waitingOf({ entries }: Pick<LedgerView, 'entries'>, announcement: string): readonly Entry[] {
  const posts = entries.filter((one) => one.announcement === announcement && one.action === 'publish');
  if (posts.some((one) => isPublished(one) || (isOpen(one) && one.state !== 'waiting'))) return [];
  // Staff end what recurs. Without a correction or retraction something wrong would stay public.
  return posts.filter(
    ({ kind, state, cancelled, occurrence }) =>
      kind !== 'correction' &&
      kind !== 'retraction' &&
      state === 'waiting' &&
      cancelled === null &&
      occurrence === null,
  );
}

/** The announcement that a post says, or that it corrects, and all of its corrections. */
function chainOf({ state }: Configuration, { announcement }: Entry): readonly [string, ...string[]] {
  const original = state.announcements.find(({ id }) => id === announcement)?.corrects ?? announcement;
  const corrections = state.announcements.filter(({ corrects }) => corrects === original);
  return [original, ...corrections.map(({ id }) => id)];
}

/** Published posts of the same announcement, or of its correction, that said the same about these facts. */
export function sayingTheSame(
  configuration: Configuration,
  view: LedgerView,
  post: Entry,
  paths: readonly string[],
): readonly Entry[] {
  const chain = chainOf(configuration, post);
  const read = ({ publishedSnapshot }: Entry) => {
    const snapshot = view.snapshots.get(publishedSnapshot ?? '');
    return snapshot ? valuesAt(factsSaid(snapshot.facts), paths) : null;
  };
  const wanted = read(post);
  return view.entries.filter(
    (one) => chain.includes(one.announcement) && isPublished(one) && read(one) === wanted,
  );
}

/** A number is the same in whatever form it is written. */
function valuesAt(facts: readonly Fact[], paths: readonly string[]): string {
  const meant = withCalls(facts).filter(({ path }) => paths.includes(path));
  const read = ({ path, value }: Fact) => (/^contacts\..*\.phone$/.test(path) ? dialled(`${value}`) : value);
  return JSON.stringify(meant.map((one) => [one.path, read(one)]).sort());
}

/**
 * Finds the post and those that said the same about facts that are written in the same place. A restoration wrote for each of its
 * municipalities that something works, so that it is wrong there too, if it still says so and may be written: `put` puts that
 * right. Facts that others wrote for themselves stay.
 */
function wrongAlike(
  configuration: Configuration,
  view: LedgerView,
  post: Entry,
  right: readonly FactRight[],
  mayWrite: (who: string) => boolean,
): readonly Alike[] {
  const [original] = chainOf(configuration, post);
  const kind = configuration.state.announcements.find(({ id }) => id === original)?.kind;
  const paths = right.map(({ path }) => path).filter((path) => !path.endsWith('.verified_by'));
  const todayOf = remembering((id: string) => withCalls(factsToday(configuration, id)));
  const putRightOf = remembering((id: string) => factsRight(todayOf(id), id, null, right));
  const placesOf = remembering((id: string) =>
    JSON.stringify(
      todayOf(id).flatMap(({ path, from, prepared }) => (paths.includes(path) ? [[from, prepared]] : [])),
    ),
  );
  const snapshot = view.snapshots.get(post.publishedSnapshot ?? '');
  const said = snapshot ? valuesAt(factsSaid(snapshot.facts), paths) : null;
  const places = placesOf(ownerOfPost(configuration, view, post)?.id ?? '');
  return sayingTheSame(configuration, view, post, paths).flatMap((one): readonly Alike[] => {
    const owner = ownerOfPost(configuration, view, one);
    if (owner === null) return [];
    if (placesOf(owner.id) === places) return [{ post: one, put: null }];
    if (kind !== 'restoration') return [];
    const put = putRightOf(owner.id);
    const whos = [...(put.incident.length > 0 ? [ALL] : []), ...put.facts.map(({ who }) => who)];
    const isStill = valuesAt(todayOf(owner.id), paths) === said;
    return isStill && [...whos, one.municipality].every(mayWrite) ? [{ post: one, put }] : [];
  });
}

type FactsPutRight = ReturnType<typeof factsRight>;

/** See `wrongAlike`. */
interface Alike {
  readonly post: Entry;
  readonly put: FactsPutRight | null;
}

/** Returns all of these changes; for the same fact in the same place only the first. */
function allOf(changes: readonly FactsPutRight[]): FactsPutRight {
  const pathOf = ({ path }: Assignment) => path.join('.');
  const once = (all: readonly Assignment[]) =>
    all.filter((one, n) => all.findIndex((other) => pathOf(other) === pathOf(one)) === n);
  const facts = Map.groupBy(
    changes.flatMap((one) => one.facts),
    ({ who }) => who,
  );
  return {
    incident: once(changes.flatMap((one) => one.incident)),
    facts: [...facts].map(([who, some]) => ({
      who,
      assignments: once(some.flatMap((one) => one.assignments)),
    })),
  };
}

/** Names the mistake in every language in which it is known; null where one of them has no word for it. */
function whatWasWrong(
  { region, services, messages }: Configuration,
  units: readonly string[],
  speakers: readonly string[],
): Localized | null {
  const languages = new Set<Language>(
    speakers.flatMap((id) => region.municipalities.get(id)?.accounts.flatMap((one) => one.languages) ?? []),
  );
  const named = [...languages].map((language) => {
    const catalogue = messages.catalogues.get(language);
    const words = units.map((unit) => {
      const [field, id = ''] = unit.split('.');
      if (field === 'services') return services.get(id)?.name[language];
      if (field === 'reach') return catalogue?.word(`way-${id.replaceAll('_', '-')}`, { use: 'alone' });
      return field === 'next_update' ? catalogue?.word('next-update', {}) : undefined;
    });
    const known = words.filter((one) => one !== undefined);
    return known.length === units.length ? [language, catalogue?.list(known, 'commas') ?? ''] : null;
  });
  return named.length === 0 || named.includes(null)
    ? null
    : Object.fromEntries(named.filter((one) => one !== null));
}

/** Takes an announcement back: of these municipalities, or wherever it is published for null. */
export function retraction(announcement: string, speakers: readonly string[] | null): Change {
  return {
    announcement: {
      kind: 'retraction',
      withdraws: announcement,
      ...(speakers !== null && { post_as: speakers }),
    },
  };
}
