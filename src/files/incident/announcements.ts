import { z } from 'zod';
import type { Announcement } from '../../core/domain/announcement.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { editionsNamed, mistakesOfAbout, postersNamed, subjectsNamed } from '../validation/names.ts';
import { answersOf, mistakesBetween, mistakesWithin } from '../validation/rules.ts';
import { check } from '../yaml/explain.ts';
import type { FileMistake, Path } from '../yaml/mistake.ts';
import type { YamlFile } from '../yaml/yaml.ts';
import { announcementSchema, type Listed } from './announcement-schema.ts';

/** An announcement as it was read, and its path in the file. */
export interface ReadAnnouncement {
  readonly path: Path;
  readonly announcement: Announcement;
  /** The words of `post_as`. */
  readonly postAs: readonly string[];
  /** Who says it in the end: where it answers another announcement, the speakers of that one. */
  readonly speakers: readonly string[];
}

/** What announcements refer to. `affects` is null where it is not known, because the incident has mistakes. */
export interface Surroundings {
  readonly region: Region;
  readonly services: Services;
  readonly settings: Settings;
  readonly affects: ReadonlySet<string> | null;
}

/** Reads all announcements; one with mistakes hides nothing of the others. */
export function readAnnouncements(
  file: YamlFile,
  list: readonly unknown[],
  surroundings: Surroundings,
): readonly ReadAnnouncement[] {
  const { region, services, settings } = surroundings;
  const schema = announcementSchema(settings.zone, services);
  const listed = list.flatMap((value, index): Listed[] => {
    const path = ['announcements', index];
    const entry = check(schema, file, value, path);
    return entry ? [{ path, entry }] : [];
  });
  file.mistakes.push(...mistakesBetween(listed, list.flatMap(idIn)));
  for (const one of listed) file.mistakes.push(...mistakesWithin(one, settings.approvals.preApproved));
  const complete = listed.map((one) => announcementFrom(one, surroundings, file.mistakes));
  const byId = new Map(complete.map((announcement) => [announcement.id, announcement]));
  return listed.map(({ path, entry }, index) => {
    const announcement = complete[index] as Announcement;
    const speakers = answersOf(announcement, byId).find(({ postAs }) => postAs !== null)?.postAs ?? [];
    file.mistakes.push(...mistakesOfAbout(entry.about ?? [], speakers, region, [...path, 'about']));
    return { path, announcement, postAs: entry.postAs ?? [], speakers };
  });
}

const withId = z.object({ id: z.string() });
function idIn(value: unknown): readonly string[] {
  const result = withId.safeParse(value);
  return result.success ? [result.data.id] : [];
}

/** With the ids that its words name. */
function announcementFrom(
  { path, entry }: Listed,
  { region, affects }: Surroundings,
  mistakes: FileMistake[],
): Announcement {
  const { postAs, about } = entry;
  return {
    ...entry,
    postAs: postAs && postersNamed(postAs, region, affects, [...path, 'post_as'], mistakes),
    about: about && subjectsNamed(about, region, [...path, 'about'], mistakes),
    edition: editionsNamed(entry.edition, region, [...path, 'edition'], mistakes),
    services: entry.services ?? [],
  };
}
