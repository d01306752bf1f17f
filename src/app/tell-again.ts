import { editionFor } from '../core/domain/announcement.ts';
import type { Instant } from '../core/domain/clock.ts';
import { municipalitiesNamed, type Region } from '../core/domain/municipality.ts';
import type { Outdated } from '../core/planning/outdated.ts';
import { editionSet } from '../files/incident/edit-state.ts';
import { configurationOf } from './configuration.ts';
import { type App, planNow } from './load.ts';

/** A state file in which editions are raised, and the announcements that are said again by it. */
interface ToldAgain {
  readonly text: string;
  readonly told: readonly string[];
}

/**
 * Raises the edition of every announcement that has outdated posts, of those meant, by this file. A post that a newer one
 * supersedes has been said again already; an announcement that recurs says it by itself.
 */
export async function toldAgain(
  app: App,
  text: string,
  isMeant: (post: Outdated) => boolean,
  now: Instant,
): Promise<ToldAgain> {
  const configuration = configurationOf(app.files, text, app.options.stateShown, now);
  const { outdated } = await planNow(app, configuration, now);
  const meant = outdated.filter((post) => isMeant(post) && !post.superseded);
  const raised = configuration.state.announcements
    .filter(({ every }) => every === null)
    .flatMap((one) => {
      const posts = meant.filter(({ entry }) => entry.announcement === one.id);
      const speakers = new Set(posts.map(({ entry }) => entry.municipality));
      return [...speakers].map((speaker) => ({ id: one.id, speaker, edition: editionFor(one, speaker) + 1 }));
    });
  return {
    text: raised.reduce((file, { id, speaker, edition }) => editionSet(file, id, speaker, edition), text),
    told: [...new Set(raised.map(({ id }) => id))],
  };
}

/** Whether an outdated post speaks for, or about, municipalities or groups. */
export function isAbout(region: Region, who: readonly string[]): (post: Outdated) => boolean {
  const meant = new Set(who.flatMap((one) => municipalitiesNamed(region, one) ?? []).map(({ id }) => id));
  return ({ entry }) => [entry.municipality, ...entry.about].some((id) => meant.has(id));
}
