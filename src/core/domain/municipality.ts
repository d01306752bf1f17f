import type { ChannelId } from './channel.ts';
import type { FactsPatch } from './facts.ts';
import type { Language, Localized } from './language.ts';

type MunicipalityKind = 'stadt' | 'gemeinde' | 'kreis' | 'zweckverband';

/** One identity of a municipality on one channel. */
export interface Account {
  readonly id: string;
  readonly municipality: string;
  readonly channel: ChannelId;
  /** Without `@`, as the platform spells it. Case does not count. */
  readonly handle: string;
  /** Its server, without a trailing slash; null where all accounts of the channel share one. */
  readonly server: string | null;
  readonly languages: readonly Language[];
  /** Whether an exercise may reach this account in public. */
  readonly publicExercises: boolean;
}

/** A handle as both platforms read it: case does not count. */
export function handleRead(handle: string): string {
  return handle.replace(/^@/, '').toLowerCase();
}

/** A body that publishes: a city, a municipality, a district. It has facts. */
export interface Municipality {
  readonly id: string;
  readonly name: Localized;
  readonly kind: MunicipalityKind;
  /** Official key: 8 digits, districts 5. Null: it has none. */
  readonly ags: string | null;
  readonly partOf: string | null;
  /** German is authoritative where it is among them. Words that somebody types without a language are in the first. */
  readonly languages: readonly [Language, ...Language[]];
  /** Ids of the municipalities and groups it may speak about, itself among them. */
  readonly speaksFor: ReadonlySet<string>;
  readonly infoUrl: string | null;
  /** Facts prepared in advance. */
  readonly facts: FactsPatch;
  readonly accounts: readonly Account[];
}

/** A name for several municipalities, to speak about or as. It may have no members. */
export interface Group {
  readonly id: string;
  readonly name: Localized;
  readonly members: readonly string[];
}

/** All municipalities and groups, in the order of the file. */
export interface Region {
  readonly municipalities: ReadonlyMap<string, Municipality>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Accounts of all municipalities, by id. */
  readonly accounts: ReadonlyMap<string, Account>;
}

export const ALL = 'all';
export const TOWNS_OF = 'towns-of/';

/**
 * The municipalities that a word names, in the order of the file: a municipality, a group, `all`, or
 * `towns-of/<id>` (all that are part of it, also by way of another body). None where nothing has that name: see `isName`.
 */
export function municipalitiesNamed(region: Region, who: string): readonly Municipality[] {
  const one = region.municipalities.get(who);
  if (one) return [one];
  const everybody = [...region.municipalities.values()];
  if (who === ALL) return everybody;
  if (who.startsWith(TOWNS_OF)) {
    const district = who.slice(TOWNS_OF.length);
    return everybody.filter((one) => districtsOf(region.municipalities, one).includes(district));
  }
  const members = new Set(region.groups.get(who)?.members);
  return everybody.filter(({ id }) => members.has(id));
}

/** Whether something has that name: a group also where it has no members, but no district without towns has any. */
export function isName(region: Region, who: string): boolean {
  return who === ALL || region.groups.has(who) || municipalitiesNamed(region, who).length > 0;
}

/** Ids of the municipalities that any of these words names. */
export function namedIds(region: Region, words: readonly string[]): ReadonlySet<Municipality['id']> {
  return new Set(words.flatMap((word) => municipalitiesNamed(region, word)).map(({ id }) => id));
}

/** The bodies that a municipality is part of, the nearest first. */
export function districtsOf(
  all: ReadonlyMap<string, { readonly partOf?: string | null | undefined }>,
  { partOf }: { readonly partOf?: string | null | undefined },
): readonly string[] {
  const above: string[] = [];
  for (let id = partOf; id && !above.includes(id); id = all.get(id)?.partOf) above.push(id);
  return above;
}

/** The municipality whose towns a word means, where it has none: `towns-of/<id>`. Null for any other word. */
export function districtWithoutTowns(region: Region, who: string): Municipality['id'] | null {
  const district = who.startsWith(TOWNS_OF) ? who.slice(TOWNS_OF.length) : '';
  return region.municipalities.has(district) && !isName(region, who) ? district : null;
}

/** Every word by which municipalities can be named, for advice on a misspelt one. */
export function namesIn(region: Region): readonly string[] {
  const districts = new Set([...region.municipalities.values()].flatMap((m) => (m.partOf ? [m.partOf] : [])));
  return [
    ALL,
    ...region.municipalities.keys(),
    ...region.groups.keys(),
    ...[...districts].map((district) => TOWNS_OF + district),
  ];
}

/** Whether `who` may speak about `subject`, a municipality or a group. A group may be named itself, or all of its members. */
export function maySpeakAbout(region: Region, who: Municipality, subject: string): boolean {
  if (who.speaksFor.has(subject)) return true;
  const members = region.groups.get(subject)?.members ?? [];
  return members.length > 0 && members.every((member) => who.speaksFor.has(member));
}

/** The name of a municipality or group. */
export function nameOf(region: Region, subject: string): Localized {
  return region.municipalities.get(subject)?.name ?? region.groups.get(subject)?.name ?? {};
}

/** The municipalities that a text about these names, itself or by their group. */
export function municipalitiesIn(
  { groups, municipalities }: Region,
  about: readonly string[],
): readonly Municipality[] {
  const ids = new Set(about.flatMap((id) => groups.get(id)?.members ?? [id]));
  return [...ids].flatMap((id) => municipalities.get(id) ?? []);
}
