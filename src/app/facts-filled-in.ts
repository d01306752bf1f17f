import type { Day, Instant, Zone } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { factsOf } from '../core/domain/incident.ts';
import { municipalitiesNamed } from '../core/domain/municipality.ts';
import { isOver } from '../core/domain/time-zone.ts';
import { type Assignment, type FactsChange, factsRemoved } from '../files/incident/edit-state.ts';
import { readInstantOrDay, writtenMinute } from '../files/validation/times.ts';
import { valueAt, valueIn, type YamlValue } from '../files/yaml/edit-yaml.ts';
import { configurationReading } from './configuration.ts';
import { unitOf, wholeOf } from './fact-changes.ts';
import { layersWithin, set } from './fact-layers.ts';
import { type Fact, factsBelow, factsToday, HAS_DAYS, isInherited, isWithin } from './facts.ts';
import type { App } from './load.ts';

/* Parts that a person leaves open when stating facts: when they were confirmed, and which parts of a fact go or stay together. */

interface Stated {
  readonly zone: Zone;
  /** When the person stated them. */
  readonly stated: Instant;
  readonly now: Instant;
}

/** Facts with everything that follows from stating them in this file. `earlier`: what the file says; null where it has mistakes. */
export function factsFilledIn(
  facts: readonly FactsChange[],
  text: string,
  earlier: Configuration | null,
  { zone, stated, now }: Stated,
): readonly FactsChange[] {
  const minute = writtenMinute(stated, zone);
  const before = valueAt(text, ['facts']);
  return allConfirmed(facts, earlier, stated, zone)
    .map((one) => withTheRest(one, before, earlier))
    .map((one) => withoutFormerDays(one, before, zone, now))
    .map((one) => dated(one, before, minute, isConfirmedSince(earlier, one.who, stated)));
}

/**
 * Extends a confirmation for several bodies to each of them: those with a time of their own get this one too, because their older
 * time would still count. Those confirmed later stay.
 */
function allConfirmed(
  facts: readonly FactsChange[],
  earlier: Configuration | null,
  stated: Instant,
  zone: Zone,
): readonly FactsChange[] {
  const named = new Set(facts.map(({ who }) => who));
  return facts.flatMap(({ who, assignments }) => {
    const confirmed = assignments.find(({ path, value }) => path.join() === 'confirmed' && value !== 'null');
    if (confirmed === undefined || earlier === null) return [{ who, assignments }];
    const at = confirmed.value === 'now' ? stated : endIn(confirmed.value, zone);
    const isOlder = (of: string) => {
      const time = earlier.state.facts.get(of)?.confirmed;
      return time !== undefined && typeof at === 'number' && (time ?? 0) < at;
    };
    const others = layersWithin(earlier, who).filter((one) => !named.has(one) && isOlder(one));
    for (const one of others) named.add(one);
    const rest = assignments.filter((one) => one !== confirmed);
    // The present minute is written where nothing else is, unless they were confirmed since.
    const own = confirmed.value === 'now' && rest.length === 0 ? rest : assignments;
    return [{ who, assignments: own }, ...others.map((one) => ({ who: one, assignments: [confirmed] }))];
  });
}

/** Parts that say nothing without the fact that they belong to. Any other begins its fact afresh, as another status does. */
const ADDS =
  /^(?:email\.|estimate\.(?!kind$)|appointments\.(?!policy$)|services\.[^.]+\.(?!status$)|instruction\.(?:place|until)$)/;

/**
 * Writes the rest of a fact that is overridden as a whole beside a part of it that is cleared, or that adds to a fact of more
 * than `who`: a null or a part by itself would hide the rest. Words in several languages are not kept beside new ones.
 */
function withTheRest(
  { who, assignments }: FactsChange,
  before: YamlValue,
  earlier: Configuration | null,
): FactsChange {
  if (!earlier) return { who, assignments };
  const today = factsToday(earlier, who);
  const isCleared = ({ path, value }: Assignment) => {
    const part = path.join('.');
    const isPart = value === 'null' && part.startsWith(`${wholeAt(path)}.`);
    return isPart && isInherited(earlier, who, part) && today.some((fact) => isWithin(fact, part));
  };
  const rest = [...Map.groupBy(assignments, ({ path }) => wholeAt(path))].flatMap(([whole, parts]) => {
    const adds = parts.every(({ path }) => ADDS.test(path.join('.')));
    const isWritten = valueIn(before, [who, ...whole.split('.')]) !== undefined;
    const known = parts.some(isCleared) ? today : adds && !isWritten ? sharedBelow(earlier, who, whole) : [];
    const given = parts.map(({ path, value }) =>
      (value !== 'null' && path.length > whole.split('.').length + 1 ? path.slice(0, -1) : path).join('.'),
    );
    const kept = known.filter((fact) => isWithin(fact, whole) && !given.some((one) => isWithin(fact, one)));
    return known.length > 0 ? [set(whole, JSON.stringify(wholeOf(whole, kept, [])))] : [];
  });
  return { who, assignments: [...rest, ...assignments.filter((one) => !isCleared(one))] };
}

/** The parts of a fact that everybody in `who` inherits; none if they inherit different ones. */
function sharedBelow(configuration: Configuration, who: string, whole: string): readonly Fact[] {
  const inherited = factsBelow(configuration, who).map((facts) =>
    facts.filter((one) => isWithin(one, whole)),
  );
  const different = new Set(
    inherited.map((facts) => JSON.stringify(facts.map(({ path, value }) => [path, value]))),
  );
  return different.size === 1 ? (inherited[0] ?? []) : [];
}

/** The path of the fact, within this path, that a more specific place overrides as a whole: of a contact each field. */
function wholeAt(path: Assignment['path']): string {
  return path[0] === 'contacts' ? path.slice(0, 3).join('.') : unitOf(path.join('.'));
}

/**
 * Removes each null that clears nothing, because no wider facts say anything there: it would hide a fact of all the next time.
 * `facts`: the cleared facts; a fact is cleared for `who` and everybody who belongs to them. `ended`: the file before an
 * all-clear; if this ends an instruction, the one that the municipality had prepared in advance holds again.
 */
export function withoutIdleNulls(
  app: App,
  text: string,
  { facts, ended }: { readonly facts: readonly FactsChange[]; readonly ended: string | null },
  now: Instant,
): string {
  const cleared = facts.flatMap(({ who, assignments }) =>
    assignments.flatMap(({ path, value }) => (value === 'null' ? [{ who, path }] : [])),
  );
  if (cleared.length === 0) return text;
  const reading = configurationReading(app.files, text, app.options.stateShown, now);
  if (reading.kind === 'broken') return text;
  const { configuration } = reading;
  const written = valueAt(text, ['facts']);
  const layers = new Map(cleared.map(({ who }) => [who, layersWithin(configuration, who)]));
  const before = ended === null ? undefined : valueAt(ended, ['facts']);
  // A person who removed a prepared instruction earlier did so on purpose.
  const isEnded = (of: string, path: string) => path === 'instruction' && valueIn(before, [of, path]) != null;
  const clears = (of: string, path: string) =>
    factsBelow(configuration, of).some((below) =>
      below.some((one) => isWithin(one, path) && !(one.prepared && isEnded(of, path))),
    );
  const idle = cleared.flatMap(({ who, path }) =>
    (layers.get(who) ?? [])
      .filter((of) => valueIn(written, [of, ...path]) === null)
      .filter((of) => !clears(of, path.join('.')))
      .map((of) => ({ of, path })),
  );
  return factsRemoved(text, idle);
}

/** Facts that a person states are confirmed at this minute, unless the person says when, or they were confirmed since. */
function dated(
  { who, assignments }: FactsChange,
  before: YamlValue,
  minute: string,
  isSince: boolean,
): FactsChange {
  const all = withTimes([...assignments, ...unverified({ who, assignments }, before)], minute);
  if (isSince || all.some(({ path }) => path[0] === 'confirmed')) return { who, assignments: all };
  return { who, assignments: [...all, { path: ['confirmed'], value: minute }] };
}

/** Whether the time of these facts is a later one: their own, or that of everybody whom they are about. */
function isConfirmedSince(earlier: Configuration | null, who: string, stated: Instant): boolean {
  if (earlier === null) return false;
  const { region, state } = earlier;
  const own = state.facts.get(who)?.confirmed;
  if (own != null) return own > stated;
  const all = municipalitiesNamed(region, who);
  return all.length > 0 && all.every((one) => (factsOf(region, state, one).confirmed ?? 0) > stated);
}

/** Clears `verified_by` of a contact with a new number or address: nobody has verified that one yet. */
function unverified({ who, assignments }: FactsChange, before: YamlValue): readonly Assignment[] {
  const isSet = (path: Assignment['path']) => assignments.some((one) => one.path.join() === path.join());
  return assignments.flatMap(({ path, value }) => {
    const [contacts, id, way] = path;
    if (contacts !== 'contacts' || id === undefined || !/^(phone|email|url)$/.test(String(way))) return [];
    const by = [contacts, id, 'verified_by'];
    const isKept = isSet(by) || valueIn(before, [who, ...path]) === value;
    return isKept || valueIn(before, [who, ...by]) == null ? [] : [{ path: by, value: 'null' }];
  });
}

/**
 * Clears days that belong to an earlier policy for appointments or an earlier status of a service, a last day that has passed, and
 * the alternative of a service that is available again. Otherwise a text would say nothing, or something that is over.
 */
function withoutFormerDays(
  { who, assignments }: FactsChange,
  facts: YamlValue,
  zone: Zone,
  now: Instant,
): FactsChange {
  const isGiven = (path: string) => assignments.some((one) => one.path.join('.') === path);
  const begun = assignments.flatMap((one) => {
    if (!HAS_DAYS.test(one.path.join('.'))) return [];
    const unit = one.path.slice(0, -1);
    // The rest of the fact, where a part of it is cleared too.
    const rest = assignments.find(({ path }) => path.join('.') === unit.join('.'));
    const before = rest ? valueAt(rest.value, []) : valueIn(facts, [who, ...unit]);
    if (typeof before !== 'object' || before === null) return [];
    const known = new Map(Object.entries(before));
    const key = String(one.path.at(-1));
    const written = one.value.replace(/^(["'])(.*)\1$/, '$2');
    const until = endIn(known.get('until'), zone);
    const isPast = until !== null && isOver(until, zone, now);
    const isOther = known.get(key) !== written;
    const former = [
      ...(isOther ? ['from', 'since', 'until'] : isPast ? ['until'] : []),
      ...(written === 'available' ? ['alternative'] : []),
    ];
    const cleared = former.filter((field) => known.delete(field) && !isGiven([...unit, field].join('.')));
    if (cleared.length === 0) return [];
    const value = JSON.stringify({ ...Object.fromEntries(known), [key]: written });
    return [{ instead: one, whole: { path: unit, value } }];
  });
  const others = assignments.filter((one) =>
    begun.every(({ instead, whole }) => instead !== one && whole.path.join('.') !== one.path.join('.')),
  );
  return { who, assignments: [...begun.map(({ whole }) => whole), ...others] };
}

/** A day or an instant, as it is written; null where it is neither. */
function endIn(written: YamlValue, zone: Zone): Day | Instant | null {
  if (typeof written !== 'string') return null;
  const read = readInstantOrDay(written, zone);
  return 'value' in read ? read.value : null;
}

/** `now` becomes the present minute. */
export function withTimes(assignments: readonly Assignment[], minute: string): readonly Assignment[] {
  return assignments.map(({ path, value }) => ({ path, value: value === 'now' ? minute : value }));
}
