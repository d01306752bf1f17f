import { z } from 'zod';
import { channelWithId } from '../../core/domain/channel.ts';
import type { ChannelModule } from '../../core/domain/channel-module.ts';
import type { Language } from '../../core/domain/language.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import {
  ALL,
  districtsOf,
  type Municipality,
  namedIds,
  type Region,
  TOWNS_OF,
} from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { factsSchema } from '../incident/facts.ts';
import { unknownName } from '../validation/names.ts';
import { check, checkEach } from '../yaml/check.ts';
import { type FileMistake, mistakeAt, type Path } from '../yaml/mistake.ts';
import { readYamlByPieces } from '../yaml/pieces.ts';
import { refusal } from '../yaml/yaml.ts';
import {
  type GroupEntry,
  groupSchema,
  type MunicipalityEntry,
  municipalitySchema,
  regionSchema,
} from './municipalities.ts';

const withDistrict = z.object({ part_of: z.string() });

/** The names of everybody, before the value under each is checked by itself. */
const outline = regionSchema(z.unknown(), z.unknown());

type Entries<Entry> = ReadonlyMap<string, Entry>;

/**
 * Reads `municipalities.yaml`. Throws an OperatorError with everything that is wrong with it; services in prepared
 * facts must be in the catalogue.
 */
export function readRegion(
  content: Uint8Array | string,
  name: string,
  services: Services,
  settings: Pick<Settings, 'zone'>,
  channels: readonly ChannelModule[],
): Region {
  const file = readYamlByPieces(content, name);
  const whole = check(outline, file, file.value, []);
  if (!whole) throw refusal(file);
  const schema = municipalitySchema(factsSchema(settings.zone, services, true), channels);
  const municipalities = checkEach(schema, file, whole.municipalities, 'municipalities');
  const groups = checkEach(groupSchema, file, whole.groups ?? {}, 'groups');
  const ids: Ids = {
    municipalities: new Set(Object.keys(whole.municipalities)),
    groups: new Set(Object.keys(whole.groups ?? {})),
    towns: new Set(Object.values(whole.municipalities).flatMap(townsWith)),
  };
  file.mistakes.push(...mistakesOfIds(ids), ...mistakesOfAccounts(municipalities, channels));
  const keys = new Map<string, string>();
  for (const [id, entry] of municipalities)
    file.mistakes.push(
      ...mistakesOfReferences(id, entry, ids, municipalities),
      ...mistakesOfKey(id, entry, municipalities, keys),
    );
  for (const [id, entry] of groups) file.mistakes.push(...mistakesOfMembers(id, entry, ids));
  if (file.mistakes.length > 0) throw refusal(file);
  return regionFrom(municipalities, groups);
}

/** Every id in the file, also of entries that have mistakes. `towns`: each `towns-of/<id>` that means somebody. */
type Ids = Readonly<Record<'municipalities' | 'groups' | 'towns', ReadonlySet<string>>>;

/** The word that means this entry among the towns of its district; none where it is part of nothing. */
function townsWith(entry: unknown): readonly string[] {
  const { data } = withDistrict.safeParse(entry);
  return data ? [TOWNS_OF + data.part_of] : [];
}

function regionFrom(municipalities: Entries<MunicipalityEntry>, groups: Entries<GroupEntry>): Region {
  const alone = new Map([...municipalities].map(([id, entry]) => [id, municipalityFrom(id, entry)]));
  const ungrouped: Region = { municipalities: alone, groups: new Map(), accounts: new Map() };
  const withMembers = [...groups].map(
    ([id, { name, members }]) =>
      [id, { id, name, members: [...namedIds(ungrouped, members ?? [])] }] as const,
  );
  const region: Region = { ...ungrouped, groups: new Map(withMembers) };
  const complete = [...alone].map(([id, municipality]): [string, Municipality] => {
    const words = municipalities.get(id)?.speaksFor ?? [];
    const spokenFor = words.includes(ALL) ? groups.keys() : words.filter((word) => groups.has(word));
    return [id, { ...municipality, speaksFor: new Set([id, ...spokenFor, ...namedIds(region, words)]) }];
  });
  const accounts = complete
    .flatMap(([, one]) => one.accounts)
    .map((account) => [account.id, account] as const);
  return { municipalities: new Map(complete), groups: region.groups, accounts: new Map(accounts) };
}

function municipalityFrom(id: string, entry: MunicipalityEntry): Municipality {
  return {
    ...entry,
    id,
    ags: entry.ags ?? null,
    languages: entry.languages as [Language, ...Language[]],
    speaksFor: new Set([id]),
    facts: entry.facts ?? {},
    accounts: (entry.accounts ?? []).map((account) => ({
      ...account,
      municipality: id,
      languages: account.languages ?? entry.languages,
      publicExercises: account.publicExercises ?? false,
    })),
  };
}

function mistakesOfIds(ids: Ids): FileMistake[] {
  const twice = [...ids.groups].filter((id) => ids.municipalities.has(id));
  const all = (['municipalities', 'groups'] as const).filter((part) => ids[part].has(ALL));
  return [
    ...twice.map((id) => mistakeAt(['groups', id], 'taken-id.municipality', { id })),
    ...all.map((part) => mistakeAt([part, ALL], 'taken-id.all')),
  ].map((found) => ({ ...found, at: 'key' }));
}

function mistakesOfReferences(
  id: string,
  entry: MunicipalityEntry,
  ids: Ids,
  all: Entries<MunicipalityEntry>,
): FileMistake[] {
  const at = ['municipalities', id];
  const { partOf: district, languages } = entry;
  const everything = () => [ALL, ...ids.municipalities, ...ids.groups, ...ids.towns];
  const mistakes = unknownNames(entry.speaksFor, [...at, 'speaks_for'], ids, everything);
  if (district && !ids.municipalities.has(district))
    mistakes.push(unknownName(district, [...at, 'part_of'], ids.municipalities));
  if (districtsOf(all, entry).includes(id))
    mistakes.push(mistakeAt([...at, 'part_of'], 'part-of-itself.here', { id }));
  for (const [index, account] of (entry.accounts ?? []).entries())
    for (const language of account.languages ?? []) {
      if (languages.includes(language)) continue;
      const told = { account: account.id, language, municipality: id };
      mistakes.push(mistakeAt([...at, 'accounts', index, 'languages'], 'foreign-language.here', told));
    }
  return mistakes;
}

function mistakesOfMembers(id: string, { members }: GroupEntry, ids: Ids): FileMistake[] {
  const at = ['groups', id, 'members'];
  const groups = (members ?? []).flatMap((word, index) =>
    ids.groups.has(word) ? [mistakeAt([...at, index], 'group-in-group.here', { word })] : [],
  );
  return [...groups, ...unknownNames(members, at, ids, () => [...ids.municipalities, ...ids.towns])];
}

/** The words that name nothing in the file; `known` are those that may be suggested instead. */
function unknownNames(words: readonly string[] | null, at: Path, ids: Ids, known: () => Iterable<string>) {
  return (words ?? []).flatMap((word, index) => {
    const isKnown = word === ALL || [ids.municipalities, ids.groups, ids.towns].some((one) => one.has(word));
    return isKnown ? [] : [unknownName(word, [...at, index], known())];
  });
}

/**
 * Finds official keys that contradict the kind or the district, or belong to another municipality: bodies of the same name are
 * easily mixed up. `keys` has the owner of each key seen so far.
 */
function mistakesOfKey(
  id: string,
  entry: MunicipalityEntry,
  all: Entries<MunicipalityEntry>,
  keys: Map<string, string>,
): FileMistake[] {
  const { kind, ags } = entry;
  const at = ['municipalities', id, 'ags'];
  if (!ags)
    return kind === 'zweckverband' ? [] : [mistakeAt(['municipalities', id], 'bad-ags.absent', { id })];
  if (kind === 'kreis' && ags.length !== 5) return [mistakeAt(at, 'bad-ags.town', { id, ags })];
  if ((kind === 'stadt' || kind === 'gemeinde') && ags.length < 8)
    return [mistakeAt(at, 'bad-ags.district', { id, kind, ags })];
  if (kind === 'stadt' && ags.length > 8) return [mistakeAt(at, 'bad-ags.association', { id, ags })];
  const owner = kind === 'zweckverband' ? undefined : keys.get(ags);
  if (owner !== undefined) return [mistakeAt(at, 'bad-ags.taken', { ags, owner })];
  // A zweckverband has no key, or the key of its seat.
  if (kind !== 'zweckverband') keys.set(ags, id);
  return districtsOf(all, entry).flatMap((district) => {
    const above = all.get(district);
    if (above?.kind !== 'kreis' || !above.ags || ags.startsWith(above.ags)) return [];
    return [mistakeAt(at, 'bad-ags.outside', { ags, district, key: above.ags })];
  });
}

function mistakesOfAccounts(
  municipalities: Entries<MunicipalityEntry>,
  channels: readonly ChannelModule[],
): FileMistake[] {
  const mistakes: FileMistake[] = [];
  const owners = new Map<string, string>();
  for (const [id, { accounts }] of municipalities)
    for (const [index, account] of (accounts ?? []).entries()) {
      const host = account.server?.replace(/^https?:\/\//, '');
      const where = host ?? channelWithId(channels, account.channel).name;
      const at = ['municipalities', id, 'accounts', index];
      const handle = account.handle.toLowerCase();
      const [owner, other] = [owners.get(account.id), owners.get(`@${handle} ${where}`)];
      if (owner === undefined) owners.set(account.id, id);
      else mistakes.push(mistakeAt([...at, 'id'], 'taken-id.account', { id: account.id, owner }));
      if (other === undefined) owners.set(`@${handle} ${where}`, id);
      else mistakes.push(mistakeAt([...at, 'handle'], 'same-account.here', { handle, where, owner: other }));
    }
  return mistakes;
}
