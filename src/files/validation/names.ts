import type { Edition } from '../../core/domain/announcement.ts';
import {
  ALL,
  maySpeakAbout,
  municipalitiesNamed,
  namesIn,
  type Region,
} from '../../core/domain/municipality.ts';
import type { WrittenAnnouncement } from '../incident/announcement-schema.ts';
import { unknownName } from '../municipalities/region.ts';
import type { Flaw, Path } from '../yaml/mistake.ts';

/** How many names a message lists. */
const NAMES_MAX = 3;

/** Ids of those that words name, and what is wrong with the words. `affects` null: not known. */
export function postersNamed(
  words: readonly string[],
  region: Region,
  affects: ReadonlySet<string> | null,
  at: Path,
): { readonly posters: readonly string[]; readonly flaws: readonly Flaw[] } {
  const posters = new Set<string>();
  const flaws: Flaw[] = [];
  for (const [index, word] of words.entries()) {
    const path = [...at, index];
    const named = municipalitiesNamed(region, word);
    if (named === null) flaws.push(unknownName(word, path, namesIn(region)));
    else if (region.municipalities.has(word) && affects && !affects.has(word))
      flaws.push({
        path,
        at: 'value',
        code: 'not-affected',
        message: `\`${word}\` is not affected by this incident, and cannot be made to speak`,
        advice: 'Add it to `affects` of the incident, or remove it here.',
      });
    else for (const { id } of named) if (!affects || affects.has(id)) posters.add(id);
  }
  if (posters.size === 0 && flaws.length === 0)
    flaws.push({
      path: at,
      at: 'value',
      code: 'nobody-speaks',
      message: 'nobody who is affected has one of these names',
      advice: 'Name a municipality; a group speaks through its members.',
    });
  return { posters: [...posters], flaws };
}

/** Subjects that words name: municipalities and groups, a group as itself. */
export function subjectsNamed(
  words: readonly string[],
  region: Region,
  at: Path,
): { readonly subjects: readonly string[]; readonly flaws: readonly Flaw[] } {
  const subjects = new Set<string>();
  const flaws: Flaw[] = [];
  for (const [index, word] of words.entries()) {
    const named = region.groups.has(word) ? [{ id: word }] : municipalitiesNamed(region, word);
    if (named === null) flaws.push(unknownName(word, [...at, index], namesIn(region)));
    for (const { id } of named ?? []) subjects.add(id);
  }
  if (subjects.size === 0 && flaws.length === 0)
    flaws.push({
      path: at,
      at: 'value',
      code: 'about-nobody',
      message: 'this names nobody to speak about',
      advice: 'Name a municipality or a group, or leave `about` out.',
    });
  return { subjects: [...subjects], flaws };
}

/** Words of `about` that one of the posters may not speak for. */
export function flawsOfAbout(
  words: readonly string[],
  posters: readonly string[],
  region: Region,
  at: Path,
): readonly Flaw[] {
  return words.flatMap((word, index): Flaw[] => {
    const { subjects } = subjectsNamed([word], region, at);
    const without = posters.filter((poster) => {
      const municipality = region.municipalities.get(poster);
      return municipality && !subjects.every((subject) => maySpeakAbout(region, municipality, subject));
    });
    if (without.length === 0) return [];
    const more = without.length > NAMES_MAX ? ` and ${without.length - NAMES_MAX} more` : '';
    const names = without
      .slice(0, NAMES_MAX)
      .map((one) => `\`${one}\``)
      .join(', ');
    return [
      {
        path: [...at, index],
        at: 'value',
        code: 'may-not-speak',
        message: `${names}${more} may not speak for \`${word}\``,
        advice: `Remove it here, let somebody else say it, or add \`${word}\` to \`speaks_for\` in municipalities.yaml.`,
      },
    ];
  });
}

/** Editions per municipality: the more special word counts. */
export function editionsNamed(
  written: WrittenAnnouncement['edition'],
  region: Region,
  at: Path,
): { readonly edition: Edition; readonly flaws: readonly Flaw[] } {
  if (written === undefined || typeof written === 'number')
    return { edition: { all: written ?? 1, of: new Map() }, flaws: [] };
  const flaws: Flaw[] = [];
  const ofSeveral = new Map<string, number>();
  const ofOne = new Map<string, number>();
  for (const [word, edition] of Object.entries(written)) {
    const named = municipalitiesNamed(region, word);
    if (named === null) flaws.push(unknownName(word, [...at, word], namesIn(region), 'key'));
    else if (region.municipalities.has(word)) ofOne.set(word, edition);
    else if (word !== ALL) for (const { id } of named) ofSeveral.set(id, edition);
  }
  return { edition: { all: written[ALL] ?? 1, of: new Map([...ofSeveral, ...ofOne]) }, flaws };
}
