import type { Random } from '../stories/random.ts';
import type { Draft, Written } from '../stories/writer.ts';

const FIELDS = ['reach', 'services', 'contacts', 'instruction', 'appointments'] as const;
type Field = (typeof FIELDS)[number];

const LEVELS = ['up', 'limited', 'down', 'unknown'];
const STATUSES = ['available', 'limited', 'unavailable', 'unknown'];
const POLICIES = ['cancelled', 'limited', 'take-place', 'unknown'];
const WAYS = ['counter', 'phone', 'website', 'online_services', 'email_in', 'email_out'];
const SERVICES = ['vehicle-registration', 'id-cards', 'registry-office'];

/** The facts after somebody wrote down something else about this town. */
export function changedFacts(random: Random, facts: Draft['facts'], town: string): Draft['facts'] {
  const field = random.one(FIELDS);
  const value = random.next(0.1) ? null : factFor(field, random);
  return { ...facts, [town]: { ...facts[town], [field]: value } };
}

function factFor(field: Field, random: Random): unknown {
  const each = (names: readonly string[], values: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, random.one(values)]));
  switch (field) {
    case 'reach':
      if (random.next(0.1)) return { phone: 'down', website: 'down', email_out: 'down', email_in: 'unknown' };
      return each(
        WAYS.filter(() => random.next(0.7)),
        LEVELS,
      );
    case 'services':
      return each(SERVICES, STATUSES);
    case 'contacts':
      return { hotline: { phone: `+49 221 471000${random.whole(0, 7)}`, verified_by: 'presse' } };
    case 'instruction':
      return instruction(random.whole(0, 99));
    case 'appointments':
      return { policy: random.one(POLICIES) };
    default:
      return field satisfies never;
  }
}

export function instruction(desk: number): Written {
  return {
    de: `Dringendes: Schalter ${desk} im Rathaus.`,
    en: `Urgent matters: Desk ${desk} at the town hall.`,
  };
}
