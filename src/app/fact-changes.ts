import { isoOf } from '../core/domain/clock.ts';
import { type Contact, hasEntries, hasWay } from '../core/domain/facts.ts';
import type { Assignment, FactsChange } from '../files/incident/edit-state.ts';
import type { YamlValue } from '../files/yaml/edit-yaml.ts';
import type { Fact, FactNow } from './facts.ts';

/** A fact as somebody put it right; null: it is no longer known. */
export type FactRight = Omit<Fact, 'value'> & { readonly value: Fact['value'] | null };

/** The origin of facts that nobody can set for `who`: they are those of the incident, and hold for everybody. */
const OF_INCIDENT = 'incident';

/**
 * Puts facts of a municipality right. `now`: its facts of today. `who`: whose facts are written; null: where each is
 * written today, and for what was prepared or is not written, those of `town`. Appointments, contacts and other facts that
 * are overridden as a whole are written as a whole where they were written elsewhere.
 */
export function factsRight(
  now: readonly FactNow[],
  town: string,
  who: string | null,
  right: readonly FactRight[],
): { readonly incident: readonly Assignment[]; readonly facts: readonly FactsChange[] } {
  const incident: Assignment[] = [];
  const facts = new Map<string, Assignment[]>();
  for (const [unit, changes] of Map.groupBy(right, ({ path }) => unitOf(path))) {
    const today = now.filter(({ path }) => unitOf(path) === unit);
    const from = today.find(({ path }) => changes.some((one) => one.path === path)) ?? today[0];
    const at = who ?? from?.from ?? town;
    const own = today.filter((one) => one.from === at && !one.prepared);
    const isIn = (facts: readonly Fact[], path: string) => facts.some((one) => one.path === path);
    const isWrittenThere =
      own.length > 0 && changes.every(({ path }) => isIn(own, path) || !isIn(today, path));
    const isCleared = changes.some(({ value }) => value === null);
    // Facts for others too must not state what only this municipality says.
    const whole = who === null && own.length > 0 ? own : today;
    const assignments =
      isWrittenThere && !isCleared
        ? changes.map((one) => ({ path: one.path.split('.'), value: JSON.stringify(yamlOf(one)) }))
        : [{ path: unit.split('.'), value: JSON.stringify(wholeOf(unit, whole, changes)) }];
    if (at === OF_INCIDENT) incident.push(...assignments);
    else facts.set(at, [...(facts.get(at) ?? []), ...assignments]);
  }
  return { incident, facts: [...facts].map(([of, assignments]) => ({ who: of, assignments })) };
}

/** The part of the facts that a more specific place overrides as a whole. */
export function unitOf(path: string): string {
  const [field = '', entry = ''] = path.split('.');
  return hasEntries(field) ? `${field}.${entry}` : field;
}

/** The value of a fact that is written as a whole: its value of today with these changes. Null if nothing is left of it. */
export function wholeOf(unit: string, today: readonly Fact[], changes: readonly FactRight[]): YamlValue {
  const isContact = unit.startsWith('contacts.');
  const changed = new Set(changes.map(({ path }) => path));
  // Nobody has tried the new number yet.
  const isTried = !changes.some(({ path }) => /\.(?:phone|email|url)$/.test(path));
  const kept = today.filter(({ path }) => !changed.has(path) && (isTried || path !== `${unit}.verified_by`));
  let whole: YamlValue = null;
  for (const one of [...kept, ...changes])
    if (one.value !== null) whole = nested(whole, one.path.slice(unit.length + 1), yamlOf(one));
  if (!changes.some(({ value }) => value === null)) return whole;
  const left = whole ?? {};
  const isNothing = isContact
    ? !hasWay(left as Partial<Contact>)
    : unit === 'instruction' && Object.keys(left).every((key) => key === 'place' || key === 'until');
  return isNothing ? null : whole;
}

function nested(whole: YamlValue, path: string, value: YamlValue): YamlValue {
  if (path === '') return value;
  const [key = '', ...rest] = path.split('.');
  // `unavailable` becomes `{status: unavailable}` if there is more to say about the service.
  const entries =
    typeof whole === 'string' ? { status: whole } : ((whole ?? {}) as Readonly<Record<string, YamlValue>>);
  return { ...entries, [key]: nested(entries[key] ?? null, rest.join('.'), value) };
}

function yamlOf({ value, isInstant }: FactRight): YamlValue {
  return typeof value === 'number' && isInstant ? isoOf(value) : value;
}
