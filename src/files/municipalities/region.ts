import { z } from 'zod';
import { channelWithId } from '../../core/domain/channel.ts';
import type { ChannelModule } from '../../core/domain/channel-module.ts';
import type { ErrorCode } from '../../core/domain/errors.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import {
  type Account,
  ALL,
  type Group,
  type Municipality,
  municipalitiesNamed,
  type Region,
  TOWNS_OF,
} from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { factsSchema } from '../incident/facts.ts';
import { unknownName } from '../validation/names.ts';
import { check, checkEach } from '../yaml/explain.ts';
import { id } from '../yaml/fields.ts';
import { type FileMistake, mistakeAt, type Path } from '../yaml/mistake.ts';
import { readYaml, refusal } from '../yaml/yaml.ts';
import {
  groupForm,
  municipalityForm,
  type WrittenGroup,
  type WrittenMunicipality,
} from './municipalities.ts';

const outline = z.strictObject({
  municipalities: z.record(id, z.unknown()),
  groups: z.record(id, z.unknown()).optional(),
});

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
  const file = readYaml(content, name);
  const whole = check(outline, file, file.value, []);
  if (!whole) throw refusal(file);
  const schema = municipalityForm(factsSchema(settings.zone, services), channels);
  const municipalities = checkEach(schema, file, whole.municipalities, 'municipalities');
  const groups = checkEach(groupForm, file, whole.groups ?? {}, 'groups');
  const names: Names = {
    municipalities: new Set(Object.keys(whole.municipalities)),
    groups: new Set(Object.keys(whole.groups ?? {})),
  };
  file.mistakes.push(...mistakesOfNames(names), ...mistakesOfAccounts(municipalities, channels));
  for (const [id, one] of municipalities)
    file.mistakes.push(...mistakesOfReferences(id, one, names), ...mistakesOfKey(id, one, municipalities));
  for (const [id, group] of groups) file.mistakes.push(...mistakesOfMembers(id, group, names));
  if (file.mistakes.length > 0) throw refusal(file);
  return regionFrom(municipalities, groups);
}

/** Every id in the file, also of those that have mistakes. */
interface Names {
  readonly municipalities: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

function regionFrom(
  municipalities: ReadonlyMap<string, WrittenMunicipality>,
  groups: ReadonlyMap<string, WrittenGroup>,
): Region {
  const alone = new Map([...municipalities].map(([id, written]) => [id, municipalityFrom(id, written)]));
  const ungrouped: Region = { municipalities: alone, groups: new Map(), accounts: new Map() };
  const grouped = [...groups].map(
    ([id, { name, members = [] }]): Group => ({ id, name, members: idsNamed(ungrouped, members) }),
  );
  const region: Region = { ...ungrouped, groups: new Map(grouped.map((group) => [group.id, group])) };
  const complete = [...alone.values()].map((municipality): Municipality => {
    const words = municipalities.get(municipality.id)?.speaks_for ?? [];
    const subjects = words.includes(ALL)
      ? [...region.groups.keys()]
      : words.filter((word) => region.groups.has(word));
    const speaksFor = new Set([municipality.id, ...subjects, ...idsNamed(region, words)]);
    return { ...municipality, speaksFor };
  });
  return {
    municipalities: new Map(complete.map((one) => [one.id, one])),
    groups: region.groups,
    accounts: new Map(complete.flatMap((one) => one.accounts).map((account) => [account.id, account])),
  };
}

function idsNamed(region: Region, words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap((word) => municipalitiesNamed(region, word) ?? []).map((one) => one.id))];
}

function municipalityFrom(id: string, written: WrittenMunicipality): Municipality {
  const [first = '', ...others] = written.languages;
  return {
    id,
    name: written.name,
    kind: written.kind,
    ags: written.ags,
    partOf: written.part_of ?? null,
    languages: [first, ...others],
    speaksFor: new Set([id]),
    infoUrl: written.info_url ?? null,
    facts: written.facts ?? {},
    accounts: (written.accounts ?? []).map(
      (account): Account => ({
        id: account.id,
        municipality: id,
        channel: account.channel,
        handle: account.handle,
        server: account.server,
        languages: account.languages ?? written.languages,
        publicExercises: account.public_exercises ?? false,
      }),
    ),
  };
}

function mistakesOfNames({ municipalities, groups }: Names): FileMistake[] {
  const taken = (path: Path, message: string) => mistakeAt(path, 'taken-id', message, undefined, 'key');
  return [
    ...[...groups]
      .filter((group) => municipalities.has(group))
      .map((id) => taken(['groups', id], `\`${id}\` is already a municipality`)),
    ...Object.entries({ municipalities, groups })
      .filter(([, ids]) => ids.has(ALL))
      .map(([part]) => taken([part, ALL], '`all` means everybody')),
  ];
}

function mistakesOfReferences(id: string, municipality: WrittenMunicipality, names: Names): FileMistake[] {
  const at = ['municipalities', id];
  const { part_of: district, languages, speaks_for: words = [], accounts = [] } = municipality;
  const known = [ALL, ...names.municipalities, ...names.groups];
  const mistakes = words.flatMap((word, index) =>
    isName(word, names) ? [] : [unknownName(word, [...at, 'speaks_for', index], known)],
  );
  if (district && !names.municipalities.has(district))
    mistakes.push(unknownName(district, [...at, 'part_of'], names.municipalities));
  if (district === id)
    mistakes.push(mistakeAt([...at, 'part_of'], 'part-of-itself', `\`${id}\` cannot be part of itself`));
  for (const [index, account] of accounts.entries())
    for (const language of account.languages ?? []) {
      if (languages.includes(language)) continue;
      const message = `\`${account.id}\` posts in \`${language}\`, which \`${id}\` does not speak`;
      mistakes.push(mistakeAt([...at, 'accounts', index, 'languages'], 'foreign-language', message));
    }
  return mistakes;
}

function mistakesOfMembers(id: string, { members = [] }: WrittenGroup, names: Names): FileMistake[] {
  return members.flatMap((word, index) => {
    const path = ['groups', id, 'members', index];
    if (names.groups.has(word)) return [mistakeAt(path, 'group-in-group', `\`${word}\` is a group itself`)];
    return isName(word, names) ? [] : [unknownName(word, path, names.municipalities)];
  });
}

/** Official keys that contradict the kind or the district: bodies of one name are easily mixed up. */
function mistakesOfKey(
  id: string,
  { kind, ags, part_of: district }: WrittenMunicipality,
  all: ReadonlyMap<string, WrittenMunicipality>,
): FileMistake[] {
  const wrong = (message: string, advice?: string) => [
    mistakeAt(['municipalities', id, 'ags'], 'bad-ags', message, advice),
  ];
  if (kind === 'kreis' && ags.length !== 5)
    return wrong(`\`${id}\` is a district, and \`${ags}\` is the key of a town`);
  if ((kind === 'stadt' || kind === 'gemeinde') && ags.length !== 8)
    return wrong(`\`${id}\` is a ${kind}, and \`${ags}\` is the key of a district`);
  const above = district ? all.get(district) : undefined;
  if (above?.kind !== 'kreis' || ags.startsWith(above.ags)) return [];
  const advice = 'Keys of towns begin with that of their district: check `ags` and `part_of`.';
  return wrong(`\`${ags}\` is not in \`${district}\`, whose key is \`${above.ags}\``, advice);
}

function mistakesOfAccounts(
  municipalities: ReadonlyMap<string, WrittenMunicipality>,
  channels: readonly ChannelModule[],
): FileMistake[] {
  const mistakes: FileMistake[] = [];
  const owners = new Map<string, string>();
  const seen = (path: Path, what: string, owner: string, code: ErrorCode) => {
    const before = owners.get(what);
    owners.set(what, before ?? owner);
    if (before !== undefined) mistakes.push(mistakeAt(path, code, `${what} is already at \`${before}\``));
  };
  for (const [id, { accounts = [] }] of municipalities)
    for (const [index, account] of accounts.entries()) {
      const at = ['municipalities', id, 'accounts', index];
      const where =
        account.server?.replace(/^https?:\/\//, '') ?? channelWithId(channels, account.channel).name;
      seen([...at, 'id'], `the account id \`${account.id}\``, id, 'taken-id');
      seen([...at, 'handle'], `@${account.handle.toLowerCase()} on ${where}`, id, 'same-account');
    }
  return mistakes;
}

function isName(word: string, { municipalities, groups }: Names): boolean {
  if (word.startsWith(TOWNS_OF)) return municipalities.has(word.slice(TOWNS_OF.length));
  return word === ALL || municipalities.has(word) || groups.has(word);
}
