import { mistake, operatorError } from '../core/domain/errors.ts';
import { announcementAdded, type NewAnnouncement } from '../files/incident/edit-state.ts';
import type { YamlValue } from '../files/yaml/edit-yaml.ts';
import { configurationOf } from './configuration.ts';
import { type App, viewNow } from './load.ts';

/** An announcement whose id may be left open. */
export type AnnouncementDraft = { readonly kind: string; readonly id?: string } & Readonly<
  Record<string, YamlValue>
>;

/**
 * Gives an announcement an id that nothing ever had. The ledger knows ids that were said, though the file may have lost them.
 * Throws `id-known` where the given id is known.
 */
export async function withFreeId(app: App, given: AnnouncementDraft, text: string): Promise<NewAnnouncement> {
  const isInFile = (id: string) => new RegExp(`\\bid:\\s*["']?${id}["']?\\s*[,}\\r\\n#]`).test(`${text}\n`);
  const base = baseOf(given);
  const first: NewAnnouncement = { ...given, kind: given.kind, id: given.id ?? freeId(base, isInFile) };
  const now = app.runtime.clock.now();
  const configuration = configurationOf(
    app.files,
    announcementAdded(text, first),
    app.options.stateShown,
    now,
  );
  const { firstRead, entries } = await viewNow(app, configuration);
  const known = new Set([...firstRead.keys(), ...entries.map((entry) => entry.announcement)]);
  if (!known.has(first.id)) return first;
  if (given.id === undefined) return { ...first, id: freeId(base, (id) => isInFile(id) || known.has(id)) };
  throw operatorError(mistake('id-known.here', { id: first.id }));
}

/** `outage-siegen` */
function baseOf({ kind, post_as, corrects, withdraws, updates }: AnnouncementDraft): string {
  const who = Array.isArray(post_as) ? post_as.join(',') : (corrects ?? withdraws ?? updates ?? '');
  return `${String(kind)}-${String(who)}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
}

/** The same, with `-2` where it is taken. */
function freeId(base: string, isTaken: (id: string) => boolean): string {
  let id = base;
  for (let n = 2; isTaken(id); n++) id = `${base}-${n}`;
  return id;
}
