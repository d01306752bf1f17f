import { type Args, isMissing, type Join, type Missing } from '../domain/catalogue.ts';
import type { ServiceFact, ServiceStatus } from '../domain/facts.ts';
import { EMERGENCY_CALLS } from '../domain/municipal-service.ts';
import {
  isOfPosterAlone,
  isPresent,
  listed,
  type Scene,
  type Statement,
  sentence,
  stated,
  words,
} from './scene.ts';
import { endingOf, time } from './times.ts';

export function serviceIds(scene: Scene, status: ServiceStatus): readonly string[] {
  return presentServices(scene)
    .filter(([id, fact]) => fact.status === status && id !== EMERGENCY_CALLS)
    .map(([id]) => id);
}

/** Services that a text calls possible. Beside a warning of 110 and 112 only what people can do: no "hospitals". */
export function servicesWorking(scene: Scene): readonly string[] {
  const isWarned = emergencyCalls(scene, 'emergency-calls-affected').length > 0;
  return serviceIds(scene, 'available').filter((id) => !isWarned || scene.services.get(id)?.phrase);
}

/**
 * Whether 110 and 112 work, as far as anybody knows: a status that has run out says that nobody does. `only`: nothing unless it
 * is said in the sentence of this name.
 */
export function emergencyCalls(scene: Scene, only: string | null = null): readonly Statement[] {
  const { facts } = scene.snapshot;
  const { kind, services } = scene.snapshot.announcement;
  const isRestored = kind === 'restoration' && services.includes(EMERGENCY_CALLS);
  const status = emergencyStatus(scene);
  const isStated = facts.services[EMERGENCY_CALLS] !== undefined;
  // An all-clear says it only where somebody stated it: that they were never affected is no news.
  const works =
    isStated || kind === 'all-clear' ? status === 'available' : facts.unaffected.includes(EMERGENCY_CALLS);
  const said =
    status === 'unavailable' || status === 'limited'
      ? stated('emergency-calls-affected', { status })
      : works
        ? stated('emergency-calls-work', { again: isRestored && isStated ? 'yes' : 'no' })
        : null;
  if (said === null || (only !== null && said.id !== only)) return [];
  // A text about others as well gives no end: elsewhere 110 and 112 may work again at another time.
  const isOfOwn = said.id === 'emergency-calls-affected' && isOfPosterAlone(scene);
  const until = facts.services[EMERGENCY_CALLS]?.until;
  const end = isOfOwn ? endingOf(scene, until, 'emergency-until') : null;
  return [end === null ? said : { ...said, with: end, instead: said }, ...insteadOfCalls(scene)];
}

/**
 * States what people do while 110 and 112 fail: right after the warning, and never left out. If this language has no words for
 * it, the text points to the German.
 */
function insteadOfCalls(scene: Scene): readonly Statement[] {
  const status = emergencyStatus(scene);
  const fact = scene.snapshot.facts.services[EMERGENCY_CALLS];
  if (!fact || (status !== 'unavailable' && status !== 'limited')) return [];
  return (['alternative', 'note'] as const).flatMap((field): readonly Statement[] => {
    if (fact[field] === null) return [];
    const text = sentence(words(scene, fact[field], `services.${EMERGENCY_CALLS}.${field}`));
    return [stated('own-sentence', { text }, isMissing(text) ? { extra: 'emergency-affected' } : {})];
  });
}

/** The status of 110 and 112 that is stated and has not run out; else undefined. */
export function emergencyStatus(scene: Scene): ServiceStatus | undefined {
  return presentServices(scene).find(([id]) => id === EMERGENCY_CALLS)?.[1].status;
}

/**
 * Services said not to be affected, except those with a stated status, which is said instead. 110 and 112 have a sentence of
 * their own.
 */
export function unaffectedServices(scene: Scene): readonly string[] {
  const stated = new Set(presentServices(scene).map(([id]) => id));
  return scene.snapshot.facts.unaffected.filter((id) => id !== EMERGENCY_CALLS && !stated.has(id));
}

function presentServices(scene: Scene): readonly (readonly [string, ServiceFact])[] {
  return Object.entries(scene.snapshot.facts.services).filter(([, fact]) => isPresent(scene, fact.until));
}

export function serviceNames(
  scene: Scene,
  ids: readonly string[],
  until: (id: string) => string = () => '',
): readonly (string | Missing | undefined)[] {
  return ids.map((id) => {
    const service = scene.services.get(id);
    const name = service === undefined ? id : words(scene, service.name, `services.${id}.name`);
    return isMissing(name) ? name : name + until(id);
  });
}

/** `who` is null for a sentence within a text, which does not say whose services they are. */
export function servicesOff(scene: Scene, who: Args | null): readonly Statement[] {
  const off = serviceIds(scene, 'unavailable');
  if (off.length === 0) return [];
  const id = who === null ? 'services-off' : 'headline-services-off';
  const url = scene.channel.linksCost ? null : scene.snapshot.facts.infoUrl;
  const shorter = {
    ...(url === null ? {} : { instead: stated(`${id}-link`, { ...who, url }) }),
    ...(who === null ? {} : { lastly: () => notAll(who) }),
  };
  // Within a text the page that names all of them is worth more than some of their names.
  if (who === null && url !== null) return [namingAll(scene, off, id, {}, shorter, 'commas')];
  return [servicesNamed(scene, off, id, who ?? {}, shorter, 'commas')];
}

/** How many services of a long list are named if there is no room for all of them; the others are counted. */
const NAMED = [8, 7, 6, 5, 4, 3, 2, 1];

/** A headline names more services than these only where a list of services has room. */
const NAMED_FIRST_MAX = 3;

/** Names services; if there is no room for all, the first, and the number of the others. */
export function servicesNamed(
  scene: Scene,
  ids: readonly string[],
  id: string,
  args: Args = {},
  { instead, ...more }: Omit<Statement, 'id' | 'args'> = {},
  join: Join = 'conjunction',
): Statement {
  const names = serviceNames(scene, ids);
  const roomOf = (count: number) => ('who' in args ? manyIn(count) : {});
  const shorter = NAMED.filter((count) => count < names.length - 1).reduceRight<Statement | undefined>(
    (next, count) => {
      const others = scene.catalogue.word('services-more', { count: names.length - count });
      const services = listed(scene, [...names.slice(0, count), others], 'conjunction');
      return stated(id, { ...args, services }, { ...roomOf(count), ...(next && { instead: next }) });
    },
    instead,
  );
  const all = { ...roomOf(names.length), ...more, ...(shorter && { instead: shorter }) };
  return namingAll(scene, ids, id, args, all, join);
}

function namingAll(
  scene: Scene,
  ids: readonly string[],
  id: string,
  args: Args,
  more: Omit<Statement, 'id' | 'args'>,
  join: Join,
): Statement {
  const named = (until?: (id: string) => string) => ({
    services: listed(scene, serviceNames(scene, ids, until), join),
  });
  return sayingUntil(scene, ids, stated(id, { ...args, ...named() }, more), named);
}

/** The same words with the time until which each service is as it is, where there is room for it. */
function sayingUntil(
  scene: Scene,
  ids: readonly string[],
  all: Statement,
  argsOf: (until: (id: string) => string) => Args,
): Statement {
  if (ids.every((id) => untilOf(scene, id, 'at') === '')) return all;
  return (['at-short', 'at'] as const).reduce<Statement>((instead, form) => {
    const args = { ...all.args, ...argsOf((id) => untilOf(scene, id, form)) };
    // Advice on what people can do is worth more.
    return { ...all, args, at: 'appointments-otherwise', instead };
  }, all);
}

/** ` (bis Freitag, 4.12.)`; empty where nobody knows. */
function untilOf(scene: Scene, id: string, form: 'at' | 'at-short'): string {
  const { facts, announcement } = scene.snapshot;
  const { status, until = null } = facts.services[id] ?? {};
  // Readers would think that what is possible again in part ends then.
  const isBack = announcement.kind === 'restoration' && announcement.services.includes(id);
  const isUnsaid = status === 'unknown' || (status === 'limited' && isBack);
  const at = isUnsaid ? undefined : time(scene, 'at', until)[form];
  const words = at === undefined ? undefined : scene.catalogue.word('contact-until', { at });
  return words === undefined ? '' : ` (${words})`;
}

function manyIn(count: number): Pick<Statement, 'at'> {
  return count > NAMED_FIRST_MAX ? { at: 'services' } : {};
}

/** A headline always has room: nothing is held, and nothing wrong stays published, because a list is long. */
function notAll(who: Args): Statement {
  return stated('not-all-services', { ...who, kind: 'status', cause: 'unknown' });
}

export function servicesSaid(
  scene: Scene,
  status: ServiceStatus,
  id: string,
  args: Args = {},
  more: Omit<Statement, 'id' | 'args'> = {},
): readonly Statement[] {
  const ids = serviceIds(scene, status);
  return ids.length === 0 ? [] : [servicesNamed(scene, ids, id, args, more)];
}

/** States what does not work and what works in part, after the name of the municipality, which comes once. */
export function servicesImpaired(scene: Scene, who: Args): readonly Statement[] {
  const off = servicesOff(scene, who);
  return off.length > 0
    ? [...off, ...servicesSaid(scene, 'limited', 'services-limited', {}, { extra: 'services' })]
    : servicesSaid(scene, 'limited', 'headline-services-limited', who, { lastly: () => notAll(who) });
}

/** States what can be done, as phrases (`Personalausweise beantragen`) where the services have them, else as names. */
export function possible(
  scene: Scene,
  ids: readonly string[],
  id: string,
  args: Args = {},
): readonly Statement[] {
  if (ids.length === 0) return [];
  const phrases = ids.map((one) => scene.services.get(one)?.phrase?.[scene.catalogue.language]);
  const names = servicesNamed(scene, ids, `${id}-names`, args);
  if (phrases.some((phrase) => phrase === undefined)) return [names];
  const said = (until: (id: string) => string = () => '') => {
    const all = phrases.flatMap((phrase, nth) => {
      const ending = until(ids[nth] ?? '');
      if (phrase === undefined) return [];
      return OBJECT.test(phrase) ? phrase.replace('}', () => `${ending}}`) : phrase + ending;
    });
    return { phrases: joinedPhrases(all, (list) => scene.catalogue.list(list, 'conjunction')) };
  };
  const room = 'who' in args ? manyIn(ids.length) : {};
  return [sayingUntil(scene, ids, stated(id, { ...args, ...said() }, { ...room, instead: names }), said)];
}

/** The notes of services, without those of `except`. */
export function serviceNotes(scene: Scene, except: string | null = null): readonly Statement[] {
  return presentServices(scene).flatMap(([id, fact]) => {
    if (id === except || (id === EMERGENCY_CALLS && insteadOfCalls(scene).length > 0)) return [];
    const [service] = serviceNames(scene, [id]);
    return notedWith(scene, id, fact).map((text) => stated('service-note', { service, text }));
  });
}

function notedWith(
  scene: Scene,
  id: string,
  { alternative, note, status }: ServiceFact,
): readonly (string | Missing)[] {
  const told = [
    ...(alternative === null || status === 'available' ? [] : [[alternative, 'alternative'] as const]),
    ...(note === null ? [] : [[note, 'note'] as const]),
  ];
  return told.map(([text, field]) => sentence(words(scene, text, `services.${id}.${field}`)));
}

/** States what works in part, what may or may not work, and the notes of services. */
export function servicesInDetail(scene: Scene, limited: readonly string[]): readonly Statement[] {
  const unclear = servicesSaid(scene, 'unknown', 'services-unclear');
  const [only = '', ...others] = limited;
  if (only === '') return [...unclear, ...serviceNotes(scene)];
  const named = servicesNamed(scene, limited, 'services-limited');
  const fact = others.length === 0 ? scene.snapshot.facts.services[only] : undefined;
  const noted = fact ? notedWith(scene, only, fact) : [];
  if (noted.length === 0 || noted.some(isMissing)) return [named, ...unclear, ...serviceNotes(scene)];
  const { catalogue } = scene;
  // A note right behind the only service need not name it.
  const withNotes = ({ args, ...one }: Statement): Statement => ({
    ...one,
    args: {
      ...args,
      services: catalogue.word('service-noted', { services: args.services, text: noted.join(catalogue.gap) }),
    },
    instead: one.instead ? withNotes(one.instead) : named,
  });
  return [withNotes(named), ...unclear, ...serviceNotes(scene, only)];
}

/**
 * Phrases as one list. `{Personalausweise} beantragen` and `{Reisepässe} beantragen` differ in what is in braces only:
 * together they are `Personalausweise und Reisepässe beantragen`.
 */
function joinedPhrases(phrases: readonly string[], list: (entries: readonly string[]) => string): string {
  const frames = Map.groupBy(phrases, (phrase) => phrase.replace(OBJECT, '{}'));
  return list(
    [...frames].map(([frame, alike]) => {
      const objects = alike.flatMap((phrase) => OBJECT.exec(phrase)?.[1] ?? []);
      return frame.replace('{}', () => list(objects));
    }),
  );
}

const OBJECT = /\{([^{}]*)\}/;

/** Words for emergencies: German and Leichte Sprache, English, Turkish, Ukrainian, Russian, Polish, Arabic. */
const EMERGENCY =
  /not-?f[aä]ll|emergenc|acil durum|екстрен|экстренн|nagły(?:ch|m)? wypad|numer\w* alarmow|طوارئ/iu;
/** Names of the page that tells more, and links. */
const PAGE = /not-?fall-?seite|emergency page|https?:\S+/giu;
/** Not within a longer number. */
const NUMBER = /(?<!\d)11[02](?!\d)/;

/** Whether a text speaks of emergencies without 110 or 112. */
export function lacksNumber(text: string): boolean {
  return EMERGENCY.test(text.replace(PAGE, '')) && !NUMBER.test(text);
}
