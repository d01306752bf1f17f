import type { Edition } from '../../core/domain/announcement.ts';
import {
  ALL,
  isName,
  maySpeakAbout,
  namedIds,
  namesIn,
  type Region,
  TOWNS_OF,
} from '../../core/domain/municipality.ts';
import type { AnnouncementEntry } from '../incident/announcement-schema.ts';
import { nearest } from '../nearest.ts';
import { shown } from '../yaml/check.ts';
import { type FileMistake, firstNames, mistakeAt, type Path } from '../yaml/mistake.ts';

/** How many names a message lists. */
const NAMES_MAX = 3;

/** A word that should name a municipality or group, and does not. In a region it may also be the name of what was meant. */
export function unknownName(
  word: string,
  path: Path,
  known: Iterable<string> | Region,
  at: FileMistake['at'] = 'value',
): FileMistake {
  const told = { written: shown(word) };
  const prefix = word.startsWith(TOWNS_OF) ? TOWNS_OF : '';
  const written = word.slice(prefix.length).trim();
  const all = 'groups' in known ? namesIn(known) : [...known];
  const ids = all.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
  const names = 'groups' in known ? idsByName(known, ids) : new Map<string, string>();
  const named = (slips?: number) => names.get(nearest(written, names.keys(), slips) ?? '');
  // A district is often called like the town in it: only its whole name tells them apart.
  const whole = named(1);
  if (whole === undefined && /[,;]/.test(written))
    return { ...mistakeAt(path, 'unknown-municipality.several', told), at };
  const id = whole ?? nearest(written, ids) ?? idIn(written, ids) ?? named();
  const meant = id === undefined ? null : prefix + id;
  return { ...mistakeAt(path, 'unknown-municipality.here', { ...told, meant }), at };
}

function idsByName({ municipalities, groups }: Region, ids: readonly string[]) {
  const known = new Set(ids);
  const all = [...groups.values(), ...municipalities.values()].filter(({ id }) => known.has(id));
  return new Map(all.flatMap(({ id, name }) => Object.values(name).map((one) => [one, id] as const)));
}

/** `stadt hemer` means `hemer`: the last word that is an id. */
function idIn(written: string, ids: readonly string[]): string | null {
  return (
    written
      .toLowerCase()
      .split(/[\s_-]+/)
      .findLast((word) => word !== ALL && ids.includes(word)) ?? null
  );
}

/** The municipalities that the words of a file can name, and the list for mistakes in these words. */
export interface Naming {
  readonly region: Region;
  /** Ids of the municipalities that the incident affects; null: not known. */
  readonly affects: ReadonlySet<string> | null;
  readonly mistakes: FileMistake[];
}

/**
 * The ids that words name. `idsOf` answers null where nothing has that name; `none` is the mistake if no word names
 * anything.
 */
export function idsNamed(
  words: readonly string[],
  path: Path,
  { region, mistakes }: Naming,
  none: 'affects-nobody' | 'nobody-speaks' | 'about-nobody',
  idsOf: (word: string, path: Path) => readonly string[] | null = (word) => idsOfWord(word, region),
): readonly string[] {
  const before = mistakes.length;
  const ids = new Set<string>();
  for (const [index, word] of words.entries()) {
    const found = idsOf(word, [...path, index]);
    if (found === null) mistakes.push(unknownName(word, [...path, index], region));
    for (const id of found ?? []) ids.add(id);
  }
  if (ids.size === 0 && mistakes.length === before) mistakes.push(mistakeAt(path, none));
  return [...ids];
}

function idsOfWord(word: string, region: Region): readonly string[] | null {
  return isName(region, word) ? [...namedIds(region, [word])] : null;
}

export function postersNamed(words: readonly string[], path: Path, naming: Naming): readonly string[] {
  return idsNamed(words, path, naming, 'nobody-speaks', (word, at) => affectedBy(word, at, naming));
}

/** The subjects that words name, a group as itself. */
export function subjectsNamed(words: readonly string[], path: Path, naming: Naming): readonly string[] {
  return idsNamed(words, path, naming, 'about-nobody', (word, at) =>
    naming.region.groups.has(word) ? [word] : affectedBy(word, at, naming),
  );
}

/** Names the affected bodies among those that a word means. One municipality alone that is not affected is a mistake. */
function affectedBy(word: string, at: Path, { region, affects, mistakes }: Naming): readonly string[] | null {
  if (!affects || affects.has(word) || !region.municipalities.has(word))
    return idsOfWord(word, region)?.filter((id) => !affects || affects.has(id)) ?? null;
  mistakes.push(mistakeAt(at, 'not-affected.here', { word }));
  return [];
}

function subjectsOf(word: string, region: Region): readonly string[] | null {
  return region.groups.has(word) ? [word] : idsOfWord(word, region);
}

/** Words of `about` for which one of the posters may not speak. */
export function mistakesOfAbout(
  words: readonly string[],
  posters: readonly string[],
  region: Region,
  path: Path,
): readonly FileMistake[] {
  return words.flatMap((word, index) => {
    const subjects = subjectsOf(word, region) ?? [];
    const silent = posters.filter((poster) => {
      const municipality = region.municipalities.get(poster);
      return municipality && !subjects.every((subject) => maySpeakAbout(region, municipality, subject));
    });
    if (silent.length === 0) return [];
    const names = firstNames(
      silent.map((one) => `\`${one}\``),
      NAMES_MAX,
    );
    return [mistakeAt([...path, index], 'may-not-speak.here', { names, word })];
  });
}

/** Editions per municipality; the narrower word counts. */
export function editionsNamed(
  written: AnnouncementEntry['edition'],
  path: Path,
  { region, mistakes }: Naming,
): Edition {
  if (written === null || typeof written === 'number') return { all: written ?? 1, of: new Map() };
  const ofSeveral = new Map<string, number>();
  const ofOne = new Map<string, number>();
  for (const [word, edition] of Object.entries(written)) {
    const ids = idsOfWord(word, region);
    if (ids === null) mistakes.push(unknownName(word, [...path, word], region, 'key'));
    else if (region.municipalities.has(word)) ofOne.set(word, edition);
    else if (word !== ALL) for (const id of ids) ofSeveral.set(id, edition);
  }
  return { all: written[ALL] ?? 1, of: new Map([...ofSeveral, ...ofOne]) };
}
