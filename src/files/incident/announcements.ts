import { z } from 'zod';
import { type Announcement, originalOf } from '../../core/domain/announcement.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { editionsNamed, flawsOfAbout, postersNamed, subjectsNamed } from '../validation/names.ts';
import { flawsBetween, flawsWithin, type Placed } from '../validation/rules.ts';
import { check } from '../yaml/explain.ts';
import type { Flaw, Path } from '../yaml/mistake.ts';
import type { Written } from '../yaml/yaml.ts';
import { announcementForm } from './announcement-schema.ts';

/** An announcement as it was read, and where it stands. */
export interface ReadAnnouncement extends Placed {
  readonly announcement: Announcement;
  /** Who says it in the end: where it answers another, whoever says that one. */
  readonly speakers: readonly string[];
}

/** What announcements refer to. `affects` is null where the incident itself has mistakes. */
export interface Surroundings {
  readonly region: Region;
  readonly services: Services;
  readonly settings: Settings;
  readonly affects: ReadonlySet<string> | null;
}

/** Reads all announcements; one with mistakes hides nothing of the others. */
export function readAnnouncements(
  written: Written,
  list: readonly unknown[],
  surroundings: Surroundings,
): { readonly announcements: readonly ReadAnnouncement[]; readonly flaws: readonly Flaw[] } {
  const { region, services, settings } = surroundings;
  const form = announcementForm(settings.zone, services);
  const flaws: Flaw[] = [];
  const placed = list.flatMap((value, index): Placed[] => {
    const at: Path = ['announcements', index];
    const checked = check(form, written, value, at);
    if (checked.ok) return [{ at, written: checked.value }];
    flaws.push(...checked.flaws);
    return [];
  });
  flaws.push(...flawsBetween(placed, list.flatMap(idIn)));
  for (const one of placed) flaws.push(...flawsWithin(one, settings.approvals.preApproved));
  const read = placed.map((one) => ({ ...one, announcement: completed(one, surroundings, flaws) }));
  const byId = new Map(read.map(({ announcement }) => [announcement.id, announcement]));
  const announcements = read.map((one) => ({ ...one, speakers: speakersOf(one.announcement, byId) }));
  for (const {
    at,
    written: { about = [] },
    speakers,
  } of announcements)
    flaws.push(...flawsOfAbout(about, speakers, region, [...at, 'about']));
  return { announcements, flaws };
}

const withId = z.object({ id: z.string() });
function idIn(value: unknown): readonly string[] {
  const result = withId.safeParse(value);
  return result.success ? [result.data.id] : [];
}

/** With names for words and null for what was not written. Adds what is wrong to `flaws`. */
function completed({ at, written }: Placed, { region, affects }: Surroundings, flaws: Flaw[]): Announcement {
  const { post_as: postAs, about } = written;
  const posters = postAs && postersNamed(postAs, region, affects, [...at, 'post_as']);
  const subjects = about && subjectsNamed(about, region, [...at, 'about']);
  const { edition, flaws: ofEdition } = editionsNamed(written.edition, region, [...at, 'edition']);
  flaws.push(...(posters?.flaws ?? []), ...(subjects?.flaws ?? []), ...ofEdition);
  return {
    id: written.id,
    kind: written.kind,
    postAs: posters?.posters ?? null,
    about: subjects?.subjects ?? null,
    at: written.at ?? null,
    until: written.until ?? null,
    every: written.every ?? null,
    edition,
    keepCurrent: written.keep_current ?? null,
    services: written.services ?? [],
    contact: written.contact ?? null,
    corrects: written.corrects ?? null,
    withdraws: written.withdraws ?? null,
    updates: written.updates ?? null,
    what: written.what ?? null,
    text: written.text ?? null,
  };
}

function speakersOf(announcement: Announcement, all: ReadonlyMap<string, Announcement>): readonly string[] {
  const visited = new Set<Announcement>();
  for (let next: Announcement | undefined = announcement; next && !visited.has(next); ) {
    if (next.postAs !== null) return next.postAs;
    visited.add(next);
    next = all.get(originalOf(next) ?? '');
  }
  return [];
}
