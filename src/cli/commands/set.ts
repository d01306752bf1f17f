import { changeState, stateText } from '../../app/change-state.ts';
import { type App, viewNow } from '../../app/load.ts';
import { configurationOf } from '../../app/read-configuration.ts';
import { editionFor } from '../../core/domain/announcement.ts';
import { isoOf, MINUTE } from '../../core/domain/clock.ts';
import { municipalitiesNamed } from '../../core/domain/municipality.ts';
import { type Entry, isPublished } from '../../core/ledger/entry.ts';
import { plan } from '../../core/planning/plan.ts';
import { editionSet, factsSet, incidentSet, parseAssignment } from '../../files/incident/edit-state.ts';

export interface SetOptions {
  readonly who: string;
  readonly assignments: readonly string[];
  readonly tell: boolean;
  readonly yes: boolean;
  readonly by: string;
}

const INCIDENT = 'incident';

/** Writes facts, with the time of confirmation. With `tell`, says again what this makes outdated there. */
export async function setCommand(app: App, options: SetOptions): Promise<number> {
  const before = await stateText(app);
  const changed = withFacts(app, before.text, options);
  const told = options.tell
    ? await toldAgain(app, changed, options.who)
    : { text: changed, announcements: [] };
  return changeState(app, before, told.text, {
    by: options.by,
    yes: options.yes,
    announcements: told.announcements,
    // What is said again need not be listed as outdated.
    outdates: (entry) => isMeant(app, options.who, entry) && !told.announcements.includes(entry.announcement),
    done: `${options.assignments.join(', ')} of ${options.who} stands in ${app.options.stateShown}.`,
  });
}

function withFacts({ runtime }: App, text: string, { who, assignments }: SetOptions): string {
  const now = isoOf(Math.floor(runtime.clock.now() / MINUTE) * MINUTE);
  const written = assignments
    .map(parseAssignment)
    .map(({ path, value }) => ({ path, value: value === 'now' ? now : value }));
  if (who === INCIDENT) return written.reduce(incidentSet, text);
  const isConfirmed = written.some(({ path }) => path[0] === 'confirmed');
  return factsSet(text, who, isConfirmed ? written : [...written, { path: ['confirmed'], value: now }]);
}

/**
 * Raises the edition of every announcement that the new facts make outdated, for the municipalities meant: where the
 * newest that was said there is outdated. An older edition has been said anew already.
 */
async function toldAgain(
  app: App,
  text: string,
  who: string,
): Promise<{ text: string; announcements: readonly string[] }> {
  const configuration = configurationOf(app.files, text, app.options.stateShown);
  const view = await viewNow(app, configuration);
  const { outdated } = plan(configuration, view, app.runtime.clock.now());
  const newest = newestEditions(view.entries);
  const meant = outdated
    .map(({ entry }) => entry)
    .filter((entry) => isMeant(app, who, entry) && newest.get(placeOf(entry)) === entry.edition);
  const pairs = new Map(meant.map((entry) => [`${entry.announcement} ${entry.municipality}`, entry]));
  const announced = new Map(
    configuration.state.announcements.filter((one) => one.every === null).map((one) => [one.id, one]),
  );
  const raised = [...pairs.values()].flatMap(({ announcement, municipality }) => {
    const one = announced.get(announcement);
    return one ? [{ id: one.id, municipality, edition: editionFor(one, municipality) + 1 }] : [];
  });
  return {
    text: raised.reduce(
      (told, { id, municipality, edition }) => editionSet(told, id, municipality, edition),
      text,
    ),
    announcements: [...new Set(raised.map(({ id }) => id))],
  };
}

/** Of each announcement, account and language the newest edition that stands. */
function newestEditions(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const entry of entries.filter(isPublished))
    newest.set(placeOf(entry), Math.max(entry.edition, newest.get(placeOf(entry)) ?? 0));
  return newest;
}

function placeOf({ announcement, account, language }: Entry): string {
  return `${announcement} ${account} ${language}`;
}

/** Whether an entry speaks for, or about, whom the facts are of. */
function isMeant({ files }: App, who: string, entry: Entry): boolean {
  if (who === INCIDENT) return true;
  const municipalities = (municipalitiesNamed(files.region, who) ?? []).map((one) => one.id);
  return (
    municipalities.includes(entry.municipality) ||
    entry.about.some((subject) => municipalities.includes(subject))
  );
}
