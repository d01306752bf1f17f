import type { Args } from '../domain/catalogue.ts';
import { namesItOutage } from '../domain/incident.ts';
import { saysThatItWorks, situationOf } from './reach.ts';
import { causeArgs, isSituation, type Scene, type Statement, stated } from './scene.ts';

/** Names the cause, unless the text has named it already or says that everything works. */
export function causeStatements(scene: Scene): readonly Statement[] {
  const { cause, facts } = scene.snapshot;
  if (cause === null || cause.kind === 'unknown' || saysThatItWorks(scene)) return [];
  const args = {
    ...causeArgs(scene),
    supplier: cause.supplier ?? 'none',
    title: disasterOf(scene) ?? 'none',
  };
  // A municipality that cannot work gives the cause, completely if there is no more to it.
  const isAll =
    cause.kind === 'power-outage' ||
    (cause.kind === 'disaster' && args.title === 'none') ||
    (cause.kind === 'network-outage' && cause.supplier === null);
  const isTold = isSituation(scene) && facts.work === 'none' && isAll;
  if (isTold || isInTitle(scene, args)) return [];
  // If a long title does not fit, the text names an emergency without its title, unless the first line says so already.
  const isSaid = args.title === 'none' || (isSituation(scene) && facts.work === 'none');
  const instead = isSaid ? undefined : stated('cause', { ...args, title: 'none' });
  return [stated('cause', args, instead && { instead })];
}

/** The name of the disaster in the title. A title that names an IT outage was written for another incident. */
function disasterOf({ snapshot: { cause, title }, catalogue }: Scene): string | null {
  const named = cause?.kind === 'disaster' ? title[catalogue.language]?.trim() : undefined;
  return named && !namesItOutage(named) ? named.replace(/[.!]$/, '') : null;
}

/** Whether the first line says the title of the incident, and this names the cause: `Stromausfall. Grund: Stromausfall.` */
function isInTitle(scene: Scene, cause: Args): boolean {
  if (scene.text !== null || !isSituation(scene) || situationOf(scene).id !== 'affected') return false;
  const [said = ''] = scene.catalogue.forms('cause', cause, scene.channel.id);
  const named = said
    .slice(said.indexOf(': ') + 1, -1)
    .trim()
    .toLowerCase();
  return named !== '' && (scene.snapshot.title[scene.catalogue.language] ?? '').toLowerCase().includes(named);
}
