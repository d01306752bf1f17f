import type { Configuration } from '../core/domain/configuration.ts';
import type { Facts } from '../core/domain/facts.ts';
import { municipalitiesNamed, namedIds } from '../core/domain/municipality.ts';
import type { Assignment, FactsChange } from '../files/incident/edit-state.ts';

/** The facts that would hide what is set for `who`: set there too. */
export function inEveryLayer(
  configuration: Configuration,
  who: string,
  assignments: readonly Assignment[],
): readonly FactsChange[] {
  return layersWithin(configuration, who).map((one) => {
    const patch = configuration.state.facts.get(one);
    const hides = ({ path: [field, entry] }: Assignment) => {
      if (field !== 'reach' && field !== 'services') return isIn(patch, String(field));
      const entries = patch?.[field];
      return entries === null ? field === 'reach' : entries !== undefined && String(entry) in entries;
    };
    const own = one === who ? assignments : assignments.filter(hides);
    return {
      who: one,
      assignments: patch?.reach === null ? [...own, ...otherWaysCleared(configuration, own)] : own,
    };
  });
}

/** The same, but facts of others that hide nothing stay untouched: nobody has looked at them, so they are not confirmed. */
export function whereHidden(configuration: Configuration, who: string, assignments: readonly Assignment[]) {
  return inEveryLayer(configuration, who, assignments).filter(
    (one) => one.who === who || one.assignments.length > 0,
  );
}

/** The ways that would be inherited again if all of them were cleared and these assignments set some. */
export function otherWaysCleared(
  { state }: Configuration,
  own: readonly Assignment[],
): readonly Assignment[] {
  const ways = own.flatMap(({ path: [field, way] }) => (field === 'reach' ? way : []));
  const written = [...state.facts.values()].flatMap(({ reach, work }) => [
    ...Object.keys(reach ?? {}),
    ...(work ? ['work'] : []),
  ]);
  const others = [...new Set(written)].filter((way) => !ways.includes(way));
  return ways.length === 0 ? [] : others.map((way) => set(`reach.${way}`, 'null'));
}

/** `who`, then every other name with facts of its own that covers only municipalities of `who`. */
export function layersWithin({ region, state }: Configuration, who: string): readonly string[] {
  const meant = namedIds(region, [who]);
  const inside = [...state.facts.keys()].filter((one) => {
    const named = municipalitiesNamed(region, one);
    // Facts of a group without members are nobody's.
    return one !== who && named.length > 0 && named.every(({ id }) => meant.has(id));
  });
  return [who, ...inside];
}

/** Tells whether somebody wrote this field into these facts. `null` is written too. */
export function isIn(patch: Partial<Record<keyof Facts, unknown>> | undefined, field: string): boolean {
  const name = field === 'next_update' ? 'nextUpdate' : field;
  return patch !== undefined && patch[name as keyof Facts] !== undefined;
}

/** Returns the assignment that sets the field at this path, such as `reach.phone`. */
export function set(path: string, value: string): Assignment {
  return { path: path.split('.'), value };
}
