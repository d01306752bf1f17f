import { z } from 'zod';
import { type Announcement, isAmending, type Kind, originalOf } from '../../core/domain/announcement.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { nearest } from '../nearest.ts';
import {
  editionsNamed,
  mistakesOfAbout,
  type Naming,
  postersNamed,
  subjectsNamed,
} from '../validation/names.ts';
import { check, shown } from '../yaml/check.ts';
import { type FileMistake, mistakeAt, type Path } from '../yaml/mistake.ts';
import type { YamlFile } from '../yaml/yaml.ts';
import { type AnnouncementEntry, announcementSchema, type Listed } from './announcement-schema.ts';

/** An announcement as it was read, and its path in the file. */
export interface ReadAnnouncement {
  readonly path: Path;
  readonly announcement: Announcement;
  /** The words of `post_as`. */
  readonly postAs: readonly string[];
  /** The speakers in the end: if it answers another announcement, those of that one. */
  readonly speakers: readonly string[];
}

/**
 * Reads all announcements; one with mistakes hides nothing of the others. `affects` is null where it is not known,
 * because the incident has mistakes.
 */
export function readAnnouncements(
  file: YamlFile,
  list: readonly unknown[],
  region: Region,
  services: Services,
  settings: Settings,
  affects: ReadonlySet<string> | null,
): readonly ReadAnnouncement[] {
  const { mistakes } = file;
  const schema = announcementSchema(settings.zone, services);
  const listed = list.flatMap((value, index): Listed[] => {
    const path = ['announcements', index];
    const entry = check(schema, file, value, path);
    return entry ? [{ path, entry }] : [];
  });
  mistakes.push(...mistakesBetween(listed, list.flatMap(idIn)));
  for (const one of listed) mistakes.push(...mistakesWithin(one, settings.approvals.preApproved));
  const named = listed.map((one) => ({ ...one, announcement: withIds(one, { region, affects, mistakes }) }));
  const byId = new Map(named.map(({ announcement }) => [announcement.id, announcement]));
  return named.map(({ path, entry, announcement }) => {
    const speakers = answersOf(announcement, byId).find(({ postAs }) => postAs !== null)?.postAs ?? [];
    mistakes.push(...mistakesOfAbout(entry.about ?? [], speakers, region, [...path, 'about']));
    return { path, announcement: ofOriginal(announcement, byId), postAs: entry.postAs ?? [], speakers };
  });
}

/**
 * A correction of a correction corrects the announcement that was wrong first, where the other did: people have read both, and
 * an edit put the other's words there. One that says nothing of its own says the notice that it corrects, as it is now.
 */
function ofOriginal(announcement: Announcement, byId: ReadonlyMap<string, Announcement>): Announcement {
  const answers = answersOf(announcement, byId);
  const at = answers.findIndex(({ corrects }) => corrects === null);
  const [original, corrections] = [answers[at], answers.slice(0, at)];
  const last = corrections.at(-1);
  if (original === undefined || last === undefined) return announcement;
  const postAs = corrections.find((one) => one.postAs !== null)?.postAs ?? null;
  const { text, contact, services } = announcement;
  const isMute = text === null && contact === null && services.length === 0;
  const isNotice = original.kind === 'notice' && !hasSlots(original);
  return {
    ...announcement,
    ...{ corrects: last.corrects, correctsAlso: corrections.slice(1).map(({ id }) => id), postAs },
    ...(isMute && isNotice && { text: original.text }),
  };
}

/** Whether facts are filled into its own words: they may be what was wrong. */
function hasSlots({ text }: Announcement): boolean {
  return Object.values(text ?? {}).some((words) => words.includes('{'));
}

const withId = z.object({ id: z.string() });
function idIn(value: unknown): readonly string[] {
  const result = withId.safeParse(value);
  return result.success ? [result.data.id] : [];
}

/** The announcement with the ids that its words name. */
function withIds({ path, entry }: Listed, naming: Naming): Announcement {
  return {
    ...entry,
    postAs: entry.postAs && postersNamed(entry.postAs, [...path, 'post_as'], naming),
    about: entry.about && subjectsNamed(entry.about, [...path, 'about'], naming),
    edition: editionsNamed(entry.edition, [...path, 'edition'], naming),
    services: entry.services ?? [],
    reach: entry.reach ?? [],
    correctsAlso: [],
    thread: entry.id,
  };
}

const ANSWERS = ['corrects', 'withdraws', 'updates'] as const;

/** The key that each kind cannot do without. */
const NEEDED: Partial<Record<Kind, keyof AnnouncementEntry>> = {
  correction: 'corrects',
  retraction: 'withdraws',
  notice: 'text',
  restoration: 'services',
  contacts: 'contact',
};

/** Contradictions between the keys of one announcement. Kinds in `preApproved` are approved before they are written. */
function mistakesWithin({ path, entry }: Listed, preApproved: ReadonlySet<Kind>): FileMistake[] {
  const { kind } = entry;
  const amends = isAmending(kind);
  const answers = ANSWERS.filter((key) => entry[key] !== null);
  const mistakes: FileMistake[] = [];
  const wrongIf = (isWrong: boolean, key: string, told: Mistake) => {
    if (isWrong) mistakes.push({ path: [...path, key], at: 'value', ...told });
  };
  for (const key of answers.slice(1))
    wrongIf(true, key, mistake('two-originals.here', { first: answers[0] ?? '', second: key }));
  const needed = NEEDED[kind];
  const { services, reach } = entry;
  const value = needed === 'services' ? [...(services ?? []), ...(reach ?? [])] : needed && entry[needed];
  const isMissing = needed !== undefined && (value === null || (Array.isArray(value) && value.length === 0));
  wrongIf(isMissing, needed ?? '', mistake('missing-key.of-kind', { kind, key: needed ?? '' }));
  for (const [key, only] of [
    ['corrects', 'correction'],
    ['withdraws', 'retraction'],
    ['reach', 'restoration'],
  ] as const) {
    wrongIf(entry[key] !== null && kind !== only, key, mistake('wrong-kind.key', { key, only, kind }));
  }
  const instead = kind === 'correction' ? 'corrects' : 'withdraws';
  wrongIf(entry.updates !== null && amends, 'updates', mistake('wrong-kind.updates', { kind, instead }));
  const isSilent = entry.postAs === null && answers.length === 0 && !amends;
  wrongIf(isSilent, 'post_as', mistake('missing-key.post-as'));
  const isOver = entry.at !== null && entry.until !== null && entry.at >= entry.until;
  wrongIf(isOver, 'until', mistake('wrong-order.here', { first: 'at', second: 'until' }));
  const isOnce = amends || kind === 'all-clear';
  wrongIf(entry.every !== null && isOnce, 'every', mistake('said-once.here', { kind }));
  const isPreApproved = entry.text !== null && preApproved.has(kind);
  wrongIf(isPreApproved, 'text', mistake('own-words.here', { kind }));
  return mistakes;
}

/**
 * Ids that are used twice, and answers to an announcement that is not there or that answers back. `ids` are those of all
 * announcements, also of those with other mistakes.
 */
function mistakesBetween(listed: readonly Listed[], ids: readonly string[]): FileMistake[] {
  const mistakes: FileMistake[] = [];
  const byId = new Map<string, AnnouncementEntry>();
  for (const { path, entry } of listed) {
    if (byId.has(entry.id)) mistakes.push(mistakeAt([...path, 'id'], 'duplicate-id.here', { id: entry.id }));
    else byId.set(entry.id, entry);
  }
  for (const { path, entry } of listed)
    for (const key of ANSWERS) {
      const original = entry[key];
      const at = [...path, key];
      if (original === null) continue;
      if (!ids.includes(original)) {
        const told = { written: shown(original), meant: nearest(original, ids) };
        mistakes.push(mistakeAt(at, 'unknown-announcement.here', told));
      } else if (answersOf(byId.get(original), byId).some(({ id }) => id === entry.id))
        mistakes.push(mistakeAt(at, 'circle.here', { id: entry.id }));
    }
  return mistakes;
}

/** An announcement, the one that it answers, and so on, until one answers none or was there before. */
function answersOf<One extends Parameters<typeof originalOf>[0]>(
  one: One | undefined,
  byId: ReadonlyMap<string, One>,
): readonly One[] {
  const chain = new Set<One>();
  for (let next = one; next && !chain.has(next); next = byId.get(originalOf(next) ?? '')) chain.add(next);
  return [...chain];
}
