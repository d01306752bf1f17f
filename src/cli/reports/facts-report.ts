import type { FactNow, FactsKnown } from '../../app/facts.ts';
import { type Instant, isoOf, type Zone } from '../../core/domain/clock.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { Settable } from '../../files/incident/settable.ts';
import { columns } from './words.ts';

/** The fields that can be set, one line each; before them the facts of a town now. */
export function factsReport(
  { facts, incident, services, now: set }: FactsKnown,
  town: string | null,
  stateFile: string,
  zone: Zone,
  now: Instant,
): string {
  const rows = (set ?? []).map((fact) => [
    `${fact.path}=${typeof fact.value === 'number' && fact.isInstant ? shownTime(fact.value, zone, now) : fact.value}`,
    `from ${fact.from}${fact.prepared ? ', prepared in municipalities.yaml' : ` in ${stateFile}`}`,
  ]);
  const known = set === null ? [] : [`What is true for ${town} now:`, ...columns(rows), ''];
  return [
    ...known,
    `What can be set: ausrufer set ${town ?? 'WHO'} PATH=VALUE --by NAME. \`null\` as the value clears it; \`now\` is the present minute.`,
    ...columns(facts.map(settableRow)),
    '',
    'What can be set of the incident itself: ausrufer set incident PATH=VALUE --by NAME',
    ...columns(incident.map(settableRow)),
    '',
    `The ID of a service is one of: ${services.join(', ')}.`,
    'The ID of a contact is any name that you give it, such as hotline. LANGUAGE is de or en.',
    '',
  ].join('\n');
}

function settableRow({ path, values, example, description }: Settable): readonly string[] {
  return [`${path}=${example ?? values.join(' | ')}`, description];
}

/** `facts --json`. */
export function factsJson({ facts, incident, services, now }: FactsKnown): object {
  return { facts, incident, services, now: now?.map(factJson) ?? null };
}

function factJson({ path, value, isInstant, from, prepared }: FactNow): object {
  return { path, value: isInstant ? isoOf(Number(value)) : value, from, prepared };
}
