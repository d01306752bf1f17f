import { z } from 'zod';
import type { Announcement } from '../../core/domain/announcement.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import {
  editionsNamed,
  mistakesOfAbout,
  type Naming,
  postersNamed,
  subjectsNamed,
} from '../validation/names.ts';
import { answersOf, mistakesBetween, mistakesWithin } from '../validation/rules.ts';
import { check } from '../yaml/explain.ts';
import type { Path } from '../yaml/mistake.ts';
import type { YamlFile } from '../yaml/yaml.ts';
import { announcementSchema, type Listed } from './announcement-schema.ts';

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
    return { path, announcement, postAs: entry.postAs ?? [], speakers };
  });
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
    thread: entry.id,
  };
}
