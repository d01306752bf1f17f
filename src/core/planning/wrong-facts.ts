import { alike } from '../domain/alike.ts';
import { type Announcement, editionFor } from '../domain/announcement.ts';
import { ownerOf } from '../domain/configuration.ts';
import {
  type Contact,
  entriesOf,
  type Facts,
  mistakenFacts,
  NOTHING_KNOWN,
  sameContact,
  servicesStated,
} from '../domain/facts.ts';
import { factsLayers } from '../domain/incident.ts';
import { dialled, mentions } from '../domain/mention.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { EMERGENCY_CALLS } from '../domain/municipal-service.ts';
import { isOver } from '../domain/time-zone.ts';
import type { Entry } from '../ledger/entry.ts';
import { announcementNamed, type Candidate } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import { isEdited, publishedSnapshotOf, saidNow, saidToday, snapshotOf } from './said.ts';

/** A contact, a service, a way to reach somebody or a whole field of the facts, and the numbers and addresses in it. */
interface Fact {
  /** `reach.phone`, `mail` */
  readonly path: string;
  /** Identifies the fact and its value. */
  readonly id: string;
  /** A number or an address: where it is wrong, it is so in every text. */
  readonly address: string | null;
  readonly isNumber: boolean;
}

/** A fact, and the place in the files that says what is right: `all`, a group, a municipality. Null: no place says it any more. */
export interface GoneFact extends Fact {
  readonly place: string | null;
}

/**
 * Returns the facts of a wrong post that the correction puts right: those that differ in the facts that the correction was worded
 * with or, while it is not published, in the facts of today. Later changes have nothing to do with it.
 */
export function correctedFacts(
  context: PlanningContext,
  correction: Announcement,
  post: Entry,
): readonly GoneFact[] {
  const worded = wordedAs(context, correction, post);
  const then = snapshotOf(context, post);
  const right = worded ?? (then && saidToday(context, post, then));
  if (!right) return [];
  return versionsOf(context, post, worded === undefined)
    .flatMap((version) => goneFrom(context, version, right.facts))
    .filter(({ path }) => isAbout(correction, path));
}

/**
 * Returns the same and, once the correction is published, the facts that differed in the last version before its own edit. A fact
 * that holds today is not wrong: a later correction may have taken the first one back.
 */
export function factsCalledWrong(
  context: PlanningContext,
  correction: Announcement,
  post: Entry,
): readonly GoneFact[] {
  const worded = wordedAs(context, correction, post);
  const before = worded?.original?.facts;
  const found = worded && before ? goneFrom(context, { ...worded, facts: before }, worded.facts) : [];
  const then = snapshotOf(context, post);
  const right = then && saidToday(context, post, then);
  const still = new Set(right && factsIn(right.facts).map(({ id }) => id));
  return [
    ...correctedFacts(context, correction, post),
    ...found.filter(({ path }) => isAbout(correction, path)),
  ].filter(({ id }) => !still.has(id));
}

/**
 * The numbers and addresses of what a correction names that have been put right since, whatever it was worded with: of a contact
 * with a number, this alone.
 */
export function addressesGone(
  context: PlanningContext,
  correction: Announcement,
  post: Entry,
): readonly GoneFact[] {
  const then = snapshotOf(context, post);
  const today = then && saidToday(context, post, then);
  if (!then || !today || !namesFacts(correction)) return [];
  const decisive = new Set(decisiveAmong(factsIn(then.facts)).map(({ id }) => id));
  return goneFrom(context, then, today.facts).filter(
    ({ path, id, address }) => address !== null && decisive.has(id) && isAbout(correction, path),
  );
}

/** The snapshot of the published correction at the place of a post. */
export function wordedAs(
  context: PlanningContext,
  correction: Announcement,
  { account, language, municipality }: Pick<Entry, 'account' | 'language' | 'municipality'>,
): ContentSnapshot | undefined {
  const isIt = ({ state, edition }: Entry) =>
    state === 'posted' && edition === editionFor(correction, municipality);
  return snapshotOf(context, context.ledgerIndex.said(correction.id, account, language).find(isIt));
}

/**
 * Returns the versions of a post that people read, the oldest first: as it was sent and, with `isNow`, as it is published now. A
 * correction told only the facts that it put right.
 */
export function versionsOf(context: PlanningContext, post: Entry, isNow = true): readonly ContentSnapshot[] {
  const versions = [snapshotOf(context, post), isNow ? publishedSnapshotOf(context, post) : undefined];
  return [...new Set(versions)].flatMap((version) => (version === undefined ? [] : told(version)));
}

/**
 * Names the announcement that a published correction corrected, where the correction still holds and that can be said again; else
 * null. An all-clear cannot: it was wrong. Own words are not said again, and what recurs is said at its own times.
 */
export function correctedAgain(
  context: PlanningContext,
  entry: Entry,
  today: ContentSnapshot,
): string | null {
  if (entry.kind !== 'correction') return null;
  const { configuration } = context;
  const then = saidNow(context, entry);
  const correction = announcementNamed(configuration, entry.announcement);
  const original = announcementNamed(configuration, correction?.corrects ?? null);
  if (!then || !correction || !original || original.kind === 'all-clear') return null;
  const isWorded = correction.text === null && original.text === null && original.every === null;
  return isWorded && stillHolds(then, today.facts) ? original.id : null;
}

/**
 * Whether all that a published correction put right is still so, by the facts of today, and none of these is a number or an address
 * that it called wrong.
 */
export function stillHolds(correction: ContentSnapshot, today: Facts): boolean {
  const { announcement, original, facts } = correction;
  const now = new Set(factsIn(today).map(({ id }) => id));
  const isWrongAgain = ({ path, id, address }: Fact) =>
    address !== null && isAbout(announcement, path) && now.has(id);
  const right = gone(told(correction).facts, NOTHING_KNOWN);
  const wrong = original?.facts ? gone(original.facts, facts) : [];
  return right.every(({ id }) => now.has(id)) && !wrong.some(isWrongAgain);
}

function told(snapshot: ContentSnapshot): ContentSnapshot {
  const { announcement, original, facts } = snapshot;
  if (announcement.kind !== 'correction') return snapshot;
  const { contact, services } = announcement;
  const named = {
    ...NOTHING_KNOWN,
    contacts: entriesOf(facts.contacts, contact === null ? [] : [contact]),
    services: entriesOf(facts.services, services),
  };
  const isNamed = namesFacts(announcement);
  return { ...snapshot, facts: isNamed ? named : mistakenFacts(facts, original?.facts ?? NOTHING_KNOWN) };
}

/**
 * Whether people read a number in the posts that no contact has today; where a contact is named, one that was given as its number.
 * A withdrawal says nothing of a number that an edit took out: people have been told. A number that has ended counts as wrong for a
 * withdrawal.
 */
export function namedWrongNumber(
  context: PlanningContext,
  { announcement, municipality }: Candidate,
  posts: readonly Entry[],
): boolean {
  const { contacts } = context.snapshot(announcement, municipality).facts;
  const isMeant = ([id]: readonly [string, unknown]) => (announcement.contact ?? id) === id;
  const { zone } = context.configuration.settings;
  // A correction of something else does not call a number wrong that has ended.
  const holds = ({ until }: Contact) => announcement.withdraws === null || !isOver(until, zone, context.now);
  const today = Object.values(contacts).filter(holds);
  const texts = posts.flatMap((post) => [
    post.publishedText ?? '',
    (announcement.withdraws === null && isEdited(context, post) && post.text) || '',
  ]);
  return posts
    .flatMap((post) => versionsOf(context, post))
    .flatMap(({ facts }) => Object.entries(facts.contacts).filter(isMeant))
    .some(
      ([, { phone }]) =>
        phone !== null &&
        !today.some((one) => mentions(one.phone ?? '', phone)) &&
        texts.some((text) => mentions(text, phone)),
    );
}

/** The facts that are no longer right, each with its place: a town may say the same of itself, and be right. */
export function goneFrom(context: PlanningContext, then: ContentSnapshot, right: Facts): readonly GoneFact[] {
  return placed(context, then, gone(then.facts, right));
}

function placed(
  { configuration: { region, state } }: PlanningContext,
  snapshot: ContentSnapshot,
  facts: readonly Fact[],
): readonly GoneFact[] {
  const owner = ownerOf(region, snapshot);
  if (owner === null) return [];
  const layers = factsLayers(region, state, owner);
  return facts.map((fact) => {
    const [field = '', id] = fact.path.split('.');
    const layer = layers.findLast((one) => {
      const written = one.facts[field as keyof Facts];
      return written !== undefined && (id === undefined || (written !== null && id in Object(written)));
    });
    return { ...fact, place: layer?.of ?? null };
  });
}

/** Returns the facts that a snapshot states about what is named, as lists: while all of a list is stated, it is still wrong. */
export function statedIn(
  context: PlanningContext,
  named: Named,
  snapshot: ContentSnapshot,
): readonly (readonly string[])[] {
  const facts = placed(context, snapshot, factsIn(snapshot.facts)).filter(({ path }) => isAbout(named, path));
  return alike(decisiveAmong(facts), ({ path }) => path).map((all) => all.map(sameWherever));
}

/** Reduces a contact to its number, or else its addresses: other hours, or an address beside it, make no number right. */
function decisiveAmong<One extends Fact>(facts: readonly One[]): readonly One[] {
  return alike(facts, ({ path }) => path).flatMap((all) => {
    const addresses = all.filter(({ address }) => address !== null);
    const numbers = addresses.filter(({ isNumber }) => isNumber);
    return [numbers, addresses, all].find(({ length }) => length > 0) ?? [];
  });
}

/** Whether a snapshot states any of these facts in full. */
export function statesAny(
  context: PlanningContext,
  snapshot: ContentSnapshot,
  stated: readonly (readonly string[])[],
): boolean {
  if (stated.length === 0) return false;
  const here = new Set(placed(context, snapshot, factsIn(snapshot.facts)).map(sameWherever));
  return stated.some((fact) => fact.every((id) => here.has(id)));
}

/** Identifies a contact by what it says, no matter who says so, and what else is said also by its place. */
export function sameWherever({ path, id, place }: GoneFact): string {
  return `${path.startsWith('contacts.') ? path : place} ${id}`;
}

function gone(then: Facts, today: Facts): readonly Fact[] {
  const still = new Set(factsIn(today).map(({ id }) => id));
  return factsIn(then).filter(({ id }) => !still.has(id));
}

/** Without the times and the phase, which move on by themselves. */
export function factsIn(facts: Facts): readonly Fact[] {
  const { confirmed, nextUpdate, phase, reach, services: _, contacts, unaffected: all, ...others } = facts;
  const services = servicesStated(facts);
  const fields = { ...others, unaffected: all.filter((id) => id !== EMERGENCY_CALLS) };
  const same = Object.fromEntries(
    Object.entries(contacts).map(([id, contact]) => [id, sameContact(contact)]),
  );
  const entries = Object.entries({ reach, services, contacts: same }).flatMap(([field, map]) =>
    Object.entries(map).map(([id, value]) => [`${field}.${id}`, value] as const),
  );
  const addresses = Object.entries(contacts).flatMap(([id, { phone, email, url }]) =>
    [phone, email, url].map((address) => ({ path: `contacts.${id}`, address, isNumber: address === phone })),
  );
  return [
    ...[...entries, ...Object.entries(fields)].map(([path, value]) => ({
      ...{ path, id: `${path}: ${JSON.stringify(value)}`, address: null, isNumber: false },
    })),
    ...[...addresses, { path: 'infoUrl', address: fields.infoUrl, isNumber: false }].flatMap(
      ({ address, ...one }) =>
        address === null ? [] : [{ ...one, id: one.isNumber ? dialled(address) : address, address }],
    ),
  ];
}

type Named = Pick<Announcement, 'contact' | 'services'>;

export function namesFacts({ contact, services }: Named): boolean {
  return contact !== null || services.length > 0;
}

/** A correction that names a contact or services is about these alone. */
function isAbout({ contact, services }: Named, path: string): boolean {
  const named = [
    ...(contact === null ? [] : [`contacts.${contact}`]),
    ...services.map((id) => `services.${id}`),
  ];
  return named.length === 0 || named.includes(path);
}
