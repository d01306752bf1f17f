import type { Announcement } from '../domain/announcement.ts';
import { ownerOf, renewedSnapshot } from '../domain/configuration.ts';
import type { Facts } from '../domain/facts.ts';
import { factsLayers } from '../domain/incident.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { type Entry, isPublished } from '../ledger/entry.ts';
import { announcementNamed } from './candidates.ts';
import { type PlanningContext, snapshotOf } from './rules.ts';

/** A contact, a service, a way to reach somebody or a whole field of the facts, and the numbers and addresses in it. */
interface Fact {
  /** `reach.phone`, `mail` */
  readonly path: string;
  /** Identifies the fact and its value. */
  readonly id: string;
  /** A number or an address: where it is wrong, it is so in every text. */
  readonly address: string | null;
}

/** A fact, and the place in the files that says what is right: `all`, a group, a municipality. Null: no place says it any more. */
export interface Gone extends Fact {
  readonly place: string | null;
}

/**
 * The facts of a wrong post that the correction puts right: those that differ in the facts that the correction was published
 * with or, while it is not published, in the facts of today. What changed later has nothing to do with it.
 */
export function correctedFacts(
  context: PlanningContext,
  correction: Announcement,
  post: Entry,
): readonly Gone[] {
  const { configuration, ledgerIndex } = context;
  const then = snapshotOf(context, post);
  if (then === undefined) return [];
  const said = ledgerIndex.said(correction.id, post.account, post.language).find(isPublished);
  const right =
    ledgerIndex.view.snapshots.get(said?.publishedSnapshot ?? '') ??
    renewedSnapshot(configuration, then, announcementNamed(configuration, post.announcement));
  const gone = right ? goneFrom(context, then, right.facts) : [];
  return gone.filter(({ path }) => isAbout(correction, path));
}

/** The facts that are no longer right, each with its place: a town may say the same of itself, and be right. */
export function goneFrom(
  { configuration: { region, state } }: PlanningContext,
  then: ContentSnapshot,
  right: Facts,
): readonly Gone[] {
  const owner = ownerOf(region, then);
  if (owner === null) return [];
  const layers = factsLayers(region, state, owner);
  return gone(then.facts, right).map((fact) => {
    const [field = '', id] = fact.path.split('.');
    const layer = layers.findLast((one) => {
      const written = one.facts[field as keyof Facts];
      return written !== undefined && (id === undefined || (written !== null && id in Object(written)));
    });
    return { ...fact, place: layer?.of ?? null };
  });
}

function gone(then: Facts, today: Facts): readonly Fact[] {
  const still = new Set(factsIn(today).map(({ id }) => id));
  return factsIn(then).filter(({ id }) => !still.has(id));
}

/** Without the times and the phase, which move on by themselves. */
export function factsIn({
  confirmed,
  nextUpdate,
  phase,
  reach,
  services,
  contacts,
  ...fields
}: Facts): readonly Fact[] {
  const entries = Object.entries({ reach, services, contacts }).flatMap(([field, map]) =>
    Object.entries(map).map(([id, value]) => [`${field}.${id}`, value] as const),
  );
  const addresses = Object.entries(contacts).flatMap(([id, { phone, email, url }]) =>
    [phone, email, url].map((address) => ({ path: `contacts.${id}`, address })),
  );
  return [
    ...[...entries, ...Object.entries(fields)].map(([path, value]) => ({
      ...{ path, id: `${path}: ${JSON.stringify(value)}`, address: null },
    })),
    ...[...addresses, { path: 'infoUrl', address: fields.infoUrl }].flatMap(({ path, address }) =>
      address === null ? [] : [{ path, id: address, address }],
    ),
  ];
}

/** A correction that names a contact or services is about these alone. */
function isAbout({ contact, services }: Announcement, path: string): boolean {
  const named = [
    ...(contact === null ? [] : [`contacts.${contact}`]),
    ...services.map((id) => `services.${id}`),
  ];
  return named.length === 0 || named.includes(path);
}
