import type { Args, Missing } from '../domain/catalogue.ts';
import type { ServiceFact, ServiceStatus } from '../domain/facts.ts';
import { joinedPhrases } from './phrases.ts';
import {
  EMERGENCY_CALLS,
  isPresent,
  listed,
  type Scene,
  type Statement,
  say,
  sentence,
  words,
} from './scene.ts';

export function serviceIds(scene: Scene, status: ServiceStatus): readonly string[] {
  return presentServices(scene)
    .filter(([id, fact]) => fact.status === status && id !== EMERGENCY_CALLS)
    .map(([id]) => id);
}

export function presentServices(scene: Scene): readonly (readonly [string, ServiceFact])[] {
  return Object.entries(scene.snapshot.facts.services).filter(([, fact]) => isPresent(scene, fact.until));
}

export function serviceNames(
  scene: Scene,
  ids: readonly string[],
): readonly (string | Missing | undefined)[] {
  return ids.map((id) => {
    const service = scene.services.get(id);
    return service === undefined ? id : words(scene, service.name, `services.${id}.name`);
  });
}

export function servicesOff(scene: Scene, id = 'services-off', args: Args = {}): readonly Statement[] {
  const off = serviceIds(scene, 'unavailable');
  if (off.length === 0) return [];
  const url = scene.snapshot.facts.infoUrl;
  const shorter = notAll(scene, args);
  const instead =
    url === null ? shorter : say(`${id}-link`, { ...args, url }, shorter && { instead: shorter });
  return [
    say(id, { ...args, services: listed(scene, serviceNames(scene, off), 'commas') }, instead && { instead }),
  ];
}

/** A correction always has room, so that no wrong list stays published because the right one is long. */
function notAll({ snapshot: { announcement } }: Scene, args: Args): Statement | undefined {
  return announcement.kind === 'correction'
    ? say('not-all-services', { ...args, kind: 'status', cause: 'unknown' })
    : undefined;
}

export function servicesSaid(
  scene: Scene,
  status: ServiceStatus,
  id: string,
  args: Args = {},
  told: readonly string[] = [],
): readonly Statement[] {
  const ids = serviceIds(scene, status).filter((id) => !told.includes(id));
  return ids.length === 0
    ? []
    : [say(id, { ...args, services: listed(scene, serviceNames(scene, ids), 'conjunction') })];
}

/** What does not work and what does so in part, the name of the municipality once before it. */
export function servicesImpaired(scene: Scene, who: Args): readonly Statement[] {
  const off = servicesOff(scene, 'headline-services-off', who);
  const instead = notAll(scene, who);
  return off.length > 0
    ? [
        ...off,
        ...servicesSaid(scene, 'limited', 'services-limited').map((one) => ({ ...one, isExtra: true })),
      ]
    : servicesSaid(scene, 'limited', 'headline-services-limited', who).map((one) => ({
        ...one,
        ...(instead && { instead }),
      }));
}

/** What can be done, as phrases (`Personalausweise beantragen`) where the services have them, else as names. */
export function possible(
  scene: Scene,
  ids: readonly string[],
  id: string,
  args: Args = {},
): readonly Statement[] {
  if (ids.length === 0) return [];
  const phrases = ids.map((one) => scene.services.get(one)?.phrase?.[scene.catalogue.language]);
  if (phrases.every((phrase) => phrase !== undefined))
    return [
      say(id, {
        ...args,
        phrases: joinedPhrases(phrases, (list) => scene.catalogue.list(list, 'conjunction')),
      }),
    ];
  return [say(`${id}-names`, { ...args, services: listed(scene, serviceNames(scene, ids), 'conjunction') })];
}

export function serviceNotes(scene: Scene): readonly Statement[] {
  return presentServices(scene).flatMap(([id, { alternative, note, status }]) => {
    const [service] = serviceNames(scene, [id]);
    const told = [
      ...(alternative === null || status === 'available' ? [] : [[alternative, 'alternative'] as const]),
      ...(note === null ? [] : [[note, 'note'] as const]),
    ];
    return told.map(([text, field]) =>
      say('service-note', { service, text: sentence(words(scene, text, `services.${id}.${field}`)) }),
    );
  });
}
