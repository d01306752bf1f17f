import type { Instant } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type Facts, REACH_WAYS } from '../domain/facts.ts';
import type { Municipality } from '../domain/municipality.ts';
import { dayOf, overFrom } from '../domain/time-zone.ts';

/**
 * The facts that contradict an all-clear, each as its path and value: `reach.phone: down`. `unknown` contradicts it too.
 * Only instructions of the incident do: those prepared in advance stay true afterwards.
 */
export function contradictionsOfAllClear(
  facts: Facts,
  { state, settings: { zone } }: Configuration,
  municipality: Municipality,
  now: Instant,
): readonly string[] {
  const found: string[] = [];
  if (facts.phase !== null && facts.phase !== 'resolved') found.push(`phase: ${facts.phase}`);
  for (const way of REACH_WAYS) {
    const level = facts.reach[way];
    if (level !== undefined && level !== 'up') found.push(`reach.${way}: ${level}`);
  }
  for (const [id, service] of Object.entries(facts.services)) {
    const isOver = service.until !== null && overFrom(service.until, zone) <= now;
    if (service.status !== 'available' && !isOver) found.push(`services.${id}: ${service.status}`);
  }
  const { appointments } = facts;
  const areOver = appointments?.until != null && appointments.until < dayOf(now, zone);
  if (appointments && appointments.policy !== 'take-place' && !areOver)
    found.push(`appointments: ${appointments.policy}`);
  const own = state.facts.get(municipality.id)?.instruction ?? state.facts.get('all')?.instruction;
  if (own && (own.until === null || overFrom(own.until, zone) > now)) found.push('instruction');
  return found;
}
