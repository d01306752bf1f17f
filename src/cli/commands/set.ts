import { editionFor } from '../../announcement.ts';
import { isoOf, MINUTE } from '../../clock.ts';
import { editionSet, factsSet, incidentSet, parseAssignment } from '../../files/edit-state.ts';
import { municipalitiesNamed } from '../../municipality.ts';
import type { Outdated } from '../../outdated.ts';
import { type App, planNow } from '../app.ts';
import { changeState, stateText } from '../change-state.ts';
import { worldOf } from '../world.ts';

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
    done: `${options.assignments.join(', ')} of ${options.who} stands in ${app.options.state}.`,
  });
}

function withFacts({ host }: App, text: string, { who, assignments }: SetOptions): string {
  const now = isoOf(Math.floor(host.clock.now() / MINUTE) * MINUTE);
  const written = assignments
    .map(parseAssignment)
    .map(({ path, value }) => ({ path, value: value === 'now' ? now : value }));
  if (who === INCIDENT) return written.reduce(incidentSet, text);
  const isConfirmed = written.some(({ path }) => path[0] === 'confirmed');
  return factsSet(text, who, isConfirmed ? written : [...written, { path: ['confirmed'], value: now }]);
}

/** Raises the edition of every announcement that the new facts make outdated, for the municipalities meant. */
async function toldAgain(
  app: App,
  text: string,
  who: string,
): Promise<{ text: string; announcements: readonly string[] }> {
  const world = worldOf(app.files, text, app.options.state);
  const { outdated } = await planNow(app, world, app.host.clock.now());
  const municipalities =
    who === INCIDENT ? null : (municipalitiesNamed(world.region, who) ?? []).map((one) => one.id);
  const meant = outdated.filter(({ entry }) => municipalities === null || concerns(municipalities, entry));
  const pairs = new Map(meant.map(({ entry }) => [`${entry.announcement} ${entry.municipality}`, entry]));
  const announced = new Map(
    world.state.announcements.filter((one) => one.every === null).map((one) => [one.id, one]),
  );
  let told = text;
  for (const { announcement, municipality } of pairs.values()) {
    const one = announced.get(announcement);
    if (one) told = editionSet(told, announcement, municipality, editionFor(one, municipality) + 1);
  }
  return { text: told, announcements: [...new Set([...pairs.values()].map((entry) => entry.announcement))] };
}

function concerns(municipalities: readonly string[], entry: Outdated['entry']): boolean {
  return (
    municipalities.includes(entry.municipality) ||
    entry.about.some((subject) => municipalities.includes(subject))
  );
}
