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
import { factsForm } from '../incident/facts.ts';
import { nearest } from '../validation/nearest.ts';
import { check, checkEach, didYouMean, shown } from '../yaml/explain.ts';
import { id } from '../yaml/fields.ts';
import type { Flaw, Path } from '../yaml/mistake.ts';
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
 * facts must stand in the catalogue.
 */
export function readRegion(
  content: Uint8Array | string,
  file: string,
  services: Services,
  settings: Pick<Settings, 'zone'>,
  channels: readonly ChannelModule[],
): Region {
  const written = readYaml(content, file);
  const flaws: Flaw[] = [...written.flaws];
  const whole = check(outline, written, written.value, []);
  if (!whole.ok) throw refusal(written, [...flaws, ...whole.flaws]);
  const all = { municipalities: whole.value.municipalities, groups: whole.value.groups ?? {} };
  const form = municipalityForm(factsForm(settings.zone, services), channels);
  const municipalities = checkEach(form, written, all.municipalities, 'municipalities', flaws);
  const groups = checkEach(groupForm, written, all.groups, 'groups', flaws);
  const names: Names = {
    municipalities: new Set(Object.keys(all.municipalities)),
    groups: new Set(Object.keys(all.groups)),
  };
  flaws.push(...flawsOfNames(names), ...flawsOfAccounts(municipalities, channels));
  for (const [id, one] of municipalities)
    flaws.push(...flawsOfReferences(id, one, names), ...flawsOfKey(id, one, municipalities));
  for (const [id, group] of groups) flaws.push(...flawsOfMembers(id, group, names));
  if (flaws.length > 0) throw refusal(written, flaws);
  return assembled(municipalities, groups);
}

/** Every id in the file, also of those that have mistakes. */
interface Names {
  readonly municipalities: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

function assembled(
  municipalities: ReadonlyMap<string, WrittenMunicipality>,
  groups: ReadonlyMap<string, WrittenGroup>,
): Region {
  const alone = new Map([...municipalities].map(([id, written]) => [id, municipalityFrom(id, written)]));
  const ungrouped: Region = { municipalities: alone, groups: new Map(), accounts: new Map() };
  const region: Region = {
    ...ungrouped,
    groups: new Map(
      [...groups].map(([id, { name, members = [] }]): [string, Group] => [
        id,
        { id, name, members: idsNamed(ungrouped, members) },
      ]),
    ),
  };
  const complete = [...alone.values()].map((municipality): Municipality => {
    const words = municipalities.get(municipality.id)?.speaks_for ?? [];
    const subjects = words.flatMap((word) =>
      word === ALL ? [...region.groups.keys()] : region.groups.has(word) ? [word] : [],
    );
    return {
      ...municipality,
      speaksFor: new Set([municipality.id, ...subjects, ...idsNamed(region, words)]),
    };
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

function flawsOfNames({ municipalities, groups }: Names): Flaw[] {
  const flaw = (path: Path, message: string, advice: string): Flaw => ({
    path,
    at: 'key',
    code: 'taken-id',
    message,
    advice,
  });
  const twice = [...groups].filter((group) => municipalities.has(group));
  return [
    ...twice.map((id) =>
      flaw(['groups', id], `\`${id}\` is a municipality already`, 'Give the group an id of its own.'),
    ),
    ...(municipalities.has(ALL)
      ? [flaw(['municipalities', ALL], '`all` means everybody', 'Choose another id.')]
      : []),
    ...(groups.has(ALL) ? [flaw(['groups', ALL], '`all` means everybody', 'Choose another id.')] : []),
  ];
}

function flawsOfReferences(id: string, municipality: WrittenMunicipality, names: Names): Flaw[] {
  const at = ['municipalities', id];
  const { part_of: district, languages } = municipality;
  const flaws = (municipality.speaks_for ?? []).flatMap((word, index) =>
    isName(word, names) ? [] : [unknownName(word, [...at, 'speaks_for', index], namesOf(names))],
  );
  if (district && !names.municipalities.has(district))
    flaws.push(unknownName(district, [...at, 'part_of'], names.municipalities));
  if (district === id)
    flaws.push({
      path: [...at, 'part_of'],
      at: 'value',
      code: 'part-of-itself',
      message: `\`${id}\` cannot be part of itself`,
      advice: 'Name the district, or leave the line out.',
    });
  for (const [index, account] of (municipality.accounts ?? []).entries())
    for (const language of account.languages ?? [])
      if (!languages.includes(language))
        flaws.push({
          path: [...at, 'accounts', index, 'languages'],
          at: 'value',
          code: 'foreign-language',
          message: `\`${account.id}\` posts in \`${language}\`, which \`${id}\` does not speak`,
          advice: `Add it to the languages of \`${id}\` (${languages.join(', ')}), or remove it here.`,
        });
  return flaws;
}

function flawsOfMembers(id: string, group: WrittenGroup, names: Names): Flaw[] {
  return (group.members ?? []).flatMap((word, index): Flaw[] => {
    const path = ['groups', id, 'members', index];
    if (names.groups.has(word))
      return [
        {
          path,
          at: 'value',
          code: 'group-in-group',
          message: `\`${word}\` is a group itself`,
          advice: 'List its municipalities instead.',
        },
      ];
    return isName(word, names) ? [] : [unknownName(word, path, names.municipalities)];
  });
}

/** Keys that contradict the kind or the district: bodies of one name are easily mixed up. */
function flawsOfKey(
  id: string,
  { kind, ags, part_of: district }: WrittenMunicipality,
  all: ReadonlyMap<string, WrittenMunicipality>,
): Flaw[] {
  const flaw = (message: string, advice: string): Flaw[] => [
    { path: ['municipalities', id, 'ags'], at: 'value', code: 'bad-ags', message, advice },
  ];
  if (kind === 'kreis' && ags.length !== 5)
    return flaw(
      `\`${id}\` is a district, and \`${ags}\` is the key of a town`,
      'Keys of districts have 5 digits.',
    );
  if ((kind === 'stadt' || kind === 'gemeinde') && ags.length !== 8)
    return flaw(
      `\`${id}\` is a ${kind}, and \`${ags}\` is the key of a district`,
      'Keys of towns have 8 digits.',
    );
  const above = district ? all.get(district) : undefined;
  if (above?.kind !== 'kreis' || ags.startsWith(above.ags)) return [];
  return flaw(
    `\`${ags}\` does not lie in \`${district}\`, whose key is \`${above.ags}\``,
    'Keys of towns begin with that of their district: check `ags` and `part_of`.',
  );
}

function flawsOfAccounts(
  municipalities: ReadonlyMap<string, WrittenMunicipality>,
  channels: readonly ChannelModule[],
): Flaw[] {
  const flaws: Flaw[] = [];
  const owners = new Map<string, string>();
  const seen = (path: Path, what: string, owner: string, code: ErrorCode, advice: string) => {
    const before = owners.get(what);
    owners.set(what, before ?? owner);
    if (before !== undefined)
      flaws.push({ path, at: 'value', code, message: `${what} stands at \`${before}\` already`, advice });
  };
  for (const [id, { accounts = [] }] of municipalities)
    for (const [index, account] of accounts.entries()) {
      const at = ['municipalities', id, 'accounts', index];
      const where =
        account.server?.replace(/^https?:\/\//, '') ?? channelWithId(channels, account.channel).name;
      seen(
        [...at, 'id'],
        `the account id \`${account.id}\``,
        id,
        'taken-id',
        'Give each account an id of its own: its credential is named after it.',
      );
      seen(
        [...at, 'handle'],
        `@${account.handle.toLowerCase()} on ${where}`,
        id,
        'same-account',
        'One account belongs to one municipality, else posts would go out twice.',
      );
    }
  return flaws;
}

function isName(word: string, { municipalities, groups }: Names): boolean {
  if (word.startsWith(TOWNS_OF)) return municipalities.has(word.slice(TOWNS_OF.length));
  return word === ALL || municipalities.has(word) || groups.has(word);
}

function namesOf({ municipalities, groups }: Names): readonly string[] {
  return [ALL, ...municipalities, ...groups];
}

/** What stands where a municipality or group should, and does not exist. */
export function unknownName(
  word: string,
  path: Path,
  known: Iterable<string>,
  at: Flaw['at'] = 'value',
): Flaw {
  const prefix = word.startsWith(TOWNS_OF) ? TOWNS_OF : '';
  const meant = nearest(word.slice(prefix.length), known);
  return {
    path,
    at,
    code: 'unknown-municipality',
    message: `nobody has the name ${shown(word)}`,
    advice: `${didYouMean(meant === null ? null : prefix + meant)}Municipalities and groups stand in municipalities.yaml.`,
  };
}
