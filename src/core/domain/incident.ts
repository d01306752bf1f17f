import type { Announcement } from './announcement.ts';
import type { Instant } from './clock.ts';
import type { Mistake } from './errors.ts';
import { type Estimate, type Facts, type FactsPatch, factsFrom, type Phase, saysOther } from './facts.ts';
import type { Localized } from './language.ts';
import { ALL, districtsOf, type Municipality, type Region, TOWNS_OF } from './municipality.ts';

export const MODES = ['draft', 'exercise', 'live'] as const;
export type Mode = (typeof MODES)[number];

export const CAUSE_KINDS = [
  'cyberattack',
  'technical-fault',
  'power-outage',
  'network-outage',
  'disaster',
  'unknown',
] as const;
export interface Cause {
  readonly kind: (typeof CAUSE_KINDS)[number];
  readonly supplier: string | null;
  /** Whether investigators agree that date and manner may be named. */
  readonly public: boolean;
}

/** Whether a title names an IT outage, as the one that is shipped does. */
export function namesItOutage(title: string): boolean {
  return /(?<!\p{L})IT(?!\p{L})/u.test(title);
}

/** One event. */
export interface Incident {
  readonly id: string;
  readonly mode: Mode;
  readonly title: Localized;
  readonly cause: Cause | null;
  readonly started: Instant;
  /** When the file was last updated: the time of confirmation of municipalities whose own facts have none. */
  readonly updated: Instant | null;
  readonly phase: Phase | null;
  readonly nextUpdate: Instant | null;
  readonly estimate: Estimate | null;
  /** Ids of the affected municipalities. No other one publishes anything. */
  readonly affects: ReadonlySet<string>;
  readonly hashtags: readonly string[];
}

/** The incident state file, read and checked. */
export interface State {
  readonly incident: Incident;
  /** As written, by municipality, group, `towns-of/<id>`, or `all`. */
  readonly facts: ReadonlyMap<string, FactsPatch>;
  readonly announcements: readonly Announcement[];
  /** Municipalities whose own facts have mistakes, which nothing new is worded from. */
  readonly broken: ReadonlyMap<string, readonly Mistake[]>;
  /** Mistakes that hold nothing: `unverified-contact`. */
  readonly warnings: readonly Mistake[];
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly digest: string;
}

/** Facts as one place says them. `of` is whose facts they are: `incident`, `all`, a group, a municipality. */
export interface FactsLayer {
  readonly of: string;
  /** Whether they were prepared in municipalities.yaml; else they are in the state file. */
  readonly prepared: boolean;
  readonly facts: FactsPatch;
}

/**
 * The places whose facts apply to a municipality now, the most general first: the incident, `all`, the towns of its districts,
 * its groups in the order of the file, its prepared facts, its own. For a municipality that is not affected, only prepared facts
 * and its own.
 */
export function factsLayers(region: Region, state: State, municipality: Municipality): readonly FactsLayer[] {
  const { incident } = state;
  const groups = [...region.groups.values()].filter((group) => group.members.includes(municipality.id));
  const districts = districtsOf(region.municipalities, municipality)
    .toReversed()
    .map((id) => `${TOWNS_OF}${id}`);
  const written = (of: string): FactsLayer => ({ of, prepared: false, facts: state.facts.get(of) ?? {} });
  const ofIncident = (facts: FactsPatch): FactsLayer => ({ of: 'incident', prepared: false, facts });
  const prepared = (facts: FactsPatch): FactsLayer => ({ of: municipality.id, prepared: true, facts });
  const { phase, nextUpdate, estimate } = incident;
  const own = state.facts.get(municipality.id);
  return [
    // The file dates what does not date itself.
    ...(own && own.confirmed === undefined ? [ofIncident({ confirmed: incident.updated })] : []),
    ...(incident.affects.has(municipality.id)
      ? [
          ofIncident({ phase, nextUpdate, estimate }),
          ...[ALL, ...districts, ...groups.map(({ id }) => id)].map(written),
        ]
      : []),
    ...(municipality.infoUrl === null ? [] : [prepared({ infoUrl: municipality.infoUrl })]),
    prepared(municipality.facts),
    written(municipality.id),
  ];
}

/** The facts of a municipality now: the more specific overrides the more general. */
export function factsOf(region: Region, state: State, municipality: Municipality): Facts {
  return factsFrom(factsLayers(region, state, municipality).map(({ facts }) => facts));
}

/**
 * The newest time at which somebody made sure of any of these facts, in whatever place they are written, as far as `said` leaves
 * them; null where that is not later than their own time of confirmation.
 */
export function newestTimeIn(
  region: Region,
  state: State,
  municipality: Municipality,
  said: (facts: Facts) => Facts,
): Instant | null {
  const layers = factsLayers(region, state, municipality);
  const all = factsFrom(layers.map(({ facts }) => facts));
  const { confirmed } = all;
  if (confirmed === null) return null;
  const timeOf = ({ of, prepared, facts }: FactsLayer) =>
    facts.confirmed ?? (of === municipality.id && !prepared ? state.incident.updated : null) ?? 0;
  const isSaid = (layer: FactsLayer) => {
    const others = layers.filter((one) => one !== layer);
    return saysOther(said(all), said(factsFrom(others.map(({ facts }) => facts))));
  };
  const later = layers
    .filter((layer) => timeOf(layer) > confirmed)
    .toSorted((one, other) => timeOf(other) - timeOf(one));
  const newest = later.find(isSaid);
  return newest ? timeOf(newest) : null;
}
