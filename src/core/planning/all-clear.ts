import type { Instant, Zone } from '../domain/clock.ts';
import { type Facts, REACH_WAYS } from '../domain/facts.ts';
import type { State } from '../domain/incident.ts';
import type { Municipality } from '../domain/municipality.ts';
import { dayOf, overFrom } from '../domain/time-zone.ts';

/**
 * What speaks against saying that it is over: each as the path of a fact and its value, for staff to mend. `unknown`
 * is not "works". Of instructions only those of the incident count: what was prepared in peace stays true afterwards.
 */
export function contradictionsOfAllClear(
  facts: Facts,
  state: State,
  municipality: Municipality,
  now: Instant,
  zone: Zone,
): readonly string[] {
  const found: string[] = [];
  if (facts.phase !== null && facts.phase !== 'resolved') found.push(`phase: ${facts.phase}`);
  for (const way of REACH_WAYS) {
    const level = facts.reach[way];
    if (level !== undefined && level !== 'up') found.push(`reach.${way}: ${level}`);
  }
  for (const [id, service] of Object.entries(facts.services)) {
    const over = service.until !== null && overFrom(service.until, zone) <= now;
    if (service.status !== 'available' && !over) found.push(`services.${id}: ${service.status}`);
  }
  const { appointments } = facts;
  const appointmentsOver = appointments?.until != null && appointments.until < dayOf(now, zone);
  if (appointments && appointments.policy !== 'take-place' && !appointmentsOver)
    found.push(`appointments: ${appointments.policy}`);
  const own = state.facts.get(municipality.id)?.instruction ?? state.facts.get('all')?.instruction;
  if (own && (own.until === null || overFrom(own.until, zone) > now)) found.push('instruction');
  return found;
}
