import type { Configuration } from '../core/domain/configuration.ts';
import { type Mistake, OperatorError } from '../core/domain/errors.ts';
import { type Contact, type Facts, factsFrom, type Hours, hasEntries } from '../core/domain/facts.ts';
import { type FactsLayer, factsLayers, factsOf } from '../core/domain/incident.ts';
import type { Language } from '../core/domain/language.ts';
import { EMERGENCY_CALLS } from '../core/domain/municipal-service.ts';
import { isName, municipalitiesNamed } from '../core/domain/municipality.ts';
import { writtenHours } from '../files/incident/hours.ts';
import { type Settable, settable } from '../files/incident/settable.ts';
import { unknownName } from '../files/validation/names.ts';
import { fileKey } from '../files/yaml/complete.ts';
import { type App, readConfiguration } from './load.ts';

/** One fact. */
export interface Fact {
  /** As `set` takes it. */
  readonly path: string;
  /** A text; or an instant in milliseconds since 1970. */
  readonly value: string | number;
  readonly isInstant: boolean;
}

/** A fact that is true for a municipality now. */
export interface FactNow extends Fact {
  /** The place that states it: `incident`, `all`, a group, the municipality. */
  readonly from: string;
  /** Whether it was prepared in municipalities.yaml; else it is in the state file. */
  readonly prepared: boolean;
}

export interface FactsKnown {
  readonly facts: readonly Settable[];
  readonly incident: readonly Settable[];
  /** Ids of the services in the catalogue. */
  readonly services: readonly string[];
  /** Every language in which a municipality speaks. */
  readonly languages: readonly Language[];
  /** The facts of a municipality now, or those written for `all` or a group; null where nobody was asked for. */
  readonly now: readonly FactNow[] | null;
  /** Those in the municipality's own facts, which then are not among the facts now. */
  readonly mistakes: readonly Mistake[];
}

/** The fields that can be set, and the facts of a municipality, a group or `all` now. Throws `unknown-municipality`. */
export async function factsKnown(app: App, town: string | null): Promise<FactsKnown> {
  const { services, region } = app.files;
  return {
    ...settable(),
    services: [...services.keys()],
    languages: [...new Set([...region.municipalities.values()].flatMap(({ languages }) => languages))],
    ...(town === null ? { now: null, mistakes: [] } : await factsNow(app, town)),
  };
}

async function factsNow(app: App, word: string): Promise<Pick<FactsKnown, 'now' | 'mistakes'>> {
  const { region } = app.files;
  if (!isName(region, word)) throw new OperatorError([unknownName(word, [], region)]);
  const configuration = await readConfiguration(app);
  return { now: factsToday(configuration, word), mistakes: configuration.state.broken.get(word) ?? [] };
}

/**
 * Everything that is true for a municipality now; or what is written for `all` or a group, which holds for everybody in it who
 * says nothing of their own.
 */
export function factsToday(
  { region, state }: Pick<Configuration, 'region' | 'state'>,
  who: string,
): readonly FactNow[] {
  const municipality = region.municipalities.get(who);
  if (municipality)
    return leavesIn(factsOf(region, state, municipality), factsLayers(region, state, municipality));
  const facts = state.facts.get(who) ?? {};
  return leavesIn(factsFrom([facts]), [{ of: who, prepared: false, facts }]);
}

/** The facts that each municipality would have if `of` said nothing: a group, `all`, or the municipality itself. */
export function factsBelow(
  { region, state }: Pick<Configuration, 'region' | 'state'>,
  of: string,
): readonly (readonly FactNow[])[] {
  return municipalitiesNamed(region, of).map((municipality) => {
    const layers = factsLayers(region, state, municipality);
    const own = layers.findIndex((one) => one.of === of && !one.prepared);
    const wider = layers.slice(0, Math.max(own, 0));
    return leavesIn(factsFrom(wider.map(({ facts }) => facts)), wider);
  });
}

/** Whether a municipality would have this fact, or part of it, if `of` did not state it. */
export function isInherited(configuration: Configuration, of: string, path: string): boolean {
  return factsBelow(configuration, of).some((facts) => facts.some((fact) => isWithin(fact, path)));
}

/** Facts that hold for certain days: the appointment policy, and the status of a service. */
export const HAS_DAYS = /^appointments\.policy$|^services\.[^.]+\.status$/;

/** Whether a fact is the one at this path, or part of it. */
export function isWithin({ path }: Fact, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`);
}

/** With a status of 110 and 112 where these are only said not to be affected: that they work is what the public reads. */
export function withCalls<One extends Fact>(facts: readonly One[]): readonly One[] {
  const path = `services.${EMERGENCY_CALLS}`;
  const said = facts.find((one) => one.path === 'unaffected');
  const isSaid = said !== undefined && String(said.value).slice(1, -1).split(', ').includes(EMERGENCY_CALLS);
  const isStated = facts.some((one) => isWithin(one, path));
  return isSaid && !isStated ? [...facts, { ...said, path, value: 'available' }] : facts;
}

/** The same of facts from which a post was worded. */
export function factsSaid(facts: Facts): readonly Fact[] {
  return leavesIn(facts, [{ of: '', prepared: false, facts }]);
}

function leavesIn(facts: Facts, layers: readonly FactsLayer[]): readonly FactNow[] {
  return Object.entries(facts).flatMap(([field, value]) => factLeaves(layers, field as keyof Facts, value));
}

/** The paths of facts that have other names in the file than in the core. */
const FILE_PATHS: Partial<Record<keyof Facts, string>> = { mail: 'email', work: 'reach.work' };

function factLeaves(layers: readonly FactsLayer[], field: keyof Facts, value: unknown): readonly FactNow[] {
  const path = FILE_PATHS[field] ?? fileKey(field);
  if (!hasEntries(field)) {
    const layer = layers.findLast(({ facts }) => facts[field] !== undefined);
    return layer ? leavesOf(path, value).map((leaf) => sourced(leaf, layer)) : [];
  }
  if (field === 'contacts')
    return Object.entries(value as Facts['contacts']).flatMap(([id, contact]) =>
      Object.entries(contact).flatMap(([key, one]) => {
        const layer = layers.findLast(({ facts }) => facts.contacts?.[id]?.[key as keyof Contact] != null);
        return layer
          ? leavesOf(`${path}.${id}.${fileKey(key)}`, one).map((leaf) => sourced(leaf, layer))
          : [];
      }),
    );
  return Object.entries(value as object).flatMap(([id, entry]) => {
    const layer = layers.findLast(({ facts }) => facts[field] && id in facts[field]);
    return layer ? leavesOf(`${path}.${id}`, entry).map((leaf) => sourced(leaf, layer)) : [];
  });
}

function sourced(leaf: Fact, { of: from, prepared }: FactsLayer): FactNow {
  return { ...leaf, from, prepared };
}

/** The values in a fact, each with its path. A number is an instant, except `lines`. */
function leavesOf(path: string, value: unknown): readonly Fact[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value))
    return value.length === 0 ? [] : [{ path, value: `[${value.join(', ')}]`, isInstant: false }];
  if (typeof value === 'number') return [{ path, value, isInstant: !path.endsWith('.lines') }];
  if (typeof value !== 'object') return [{ path, value: String(value), isInstant: false }];
  if ('spans' in value) return [{ path, value: writtenHours(value as Hours), isInstant: false }];
  const known = Object.entries(value).filter(([, one]) => one !== null);
  const [first] = known;
  // A service with its status alone, and an instruction with its words alone, are written without these keys.
  if (first && known.length === 1 && (first[0] === 'status' || first[0] === 'text'))
    return leavesOf(path, first[1]);
  // People write the first day of an estimate between two days as `from`.
  const isBetween = 'to' in value && value.to !== null;
  return known.flatMap(([key, one]) =>
    leavesOf(`${path}.${fileKey(isBetween && key === 'at' ? 'from' : key)}`, one),
  );
}
