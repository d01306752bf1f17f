import type { Args } from '../domain/catalogue.ts';
import { APPOINTMENT_POLICIES, type Appointments } from '../domain/facts.ts';
import { tookAppointments } from './amendments.ts';
import { namedContact } from './contacts.ts';
import { isAmendment, isPresent, noteOf, type Scene, type Statement, stated } from './scene.ts';
import { serviceIds } from './services.ts';
import { dayAt, periodOf, time } from './times.ts';

type Policies = readonly Appointments['policy'][];

/** The policies of appointments that are neither cancelled nor limited. */
export const OTHERWISE: Policies = ['take-place', 'unknown'];

/**
 * The policies that must be said. People whose appointment a withdrawn post, or any post before an all-clear, cancelled have to
 * know what holds now.
 */
export function importantPolicies({ snapshot }: Scene): Policies {
  const { kind } = snapshot.announcement;
  if (kind === 'all-clear') return OTHERWISE;
  return kind === 'retraction' && tookAppointments(snapshot)
    ? APPOINTMENT_POLICIES
    : ['cancelled', 'limited'];
}

export function presentAppointments(scene: Scene): Appointments | null {
  const { appointments } = scene.snapshot.facts;
  return appointments !== null && isPresent(scene, appointments.until) ? appointments : null;
}

export function appointmentsOf(scene: Scene, policies: Policies): readonly Statement[] {
  const known = presentAppointments(scene);
  return known !== null && policies.includes(known.policy)
    ? appointmentStatements(scene, known, 'appointments', {})
    : [];
}

export function appointmentStatements(
  scene: Scene,
  { policy, from, until, note }: Appointments,
  id: string,
  args: Args,
): readonly Statement[] {
  const today = dayAt(scene, scene.now);
  const period = periodOf(from, until, today);
  // People whose appointment is before that day are expected.
  const later = from !== null && from > today ? 'yes' : 'no';
  const { counter } = scene.snapshot.facts.reach;
  // Other people may come.
  const isOpen = counter === 'up' || invites(scene);
  return [
    stated(`${id}-${policy}`, {
      ...args,
      period,
      ...time(scene, 'from', period === 'day' ? until : from),
      ...time(scene, 'until', until),
    }),
    ...(policy === 'cancelled' && !isOpen && (isAmendment(scene) || !asksToStayAway(scene))
      ? [stated('do-not-come', { later })]
      : []),
    ...noteOf(scene, note, 'appointments.note'),
  ];
}

/** Whether the text says where people can come, or what they can do again. */
function invites(scene: Scene): boolean {
  const { facts, announcement } = scene.snapshot;
  const { kind, services, reach = [] } = announcement;
  if (kind === 'contacts') return namedContact(scene)?.[1].place != null;
  if (kind !== 'restoration') return false;
  return (
    (facts.reach.counter === 'limited' && reach.includes('counter')) ||
    serviceIds(scene, 'available').some((id) => services.includes(id) && scene.services.get(id)?.phrase)
  );
}

/** Whether the instruction asks people to stay away from all offices. */
function asksToStayAway(scene: Scene): boolean {
  const { facts } = scene.snapshot;
  const { instruction } = facts;
  if (instruction === null) return false;
  const { say, place, until } = instruction;
  // One office that is closed closes no other, unless nobody can work.
  const isOfAll = place === null || facts.work === 'none';
  return (say === 'stay-home' || (say === 'do-not-come' && isOfAll)) && isPresent(scene, until);
}

/** Whether the instruction alone asks for it: no cancelled appointments do so now, and none take place. */
export function asksToStayAwayBeside(scene: Scene): boolean {
  const { policy = null, from = null } = presentAppointments(scene) ?? {};
  const isAsked = policy === 'cancelled' && (from === null || from <= dayAt(scene, scene.now));
  return !isAsked && policy !== 'take-place' && asksToStayAway(scene);
}
