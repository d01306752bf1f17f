import fc from 'fast-check';
import type { Written } from './reader.ts';

/** What people and platforms do. Numbers choose among what there is then. */
export type Step =
  | { readonly does: 'fact'; readonly of: number; readonly field: Field; readonly value: number }
  | { readonly does: 'announce'; readonly kind: number; readonly as: number; readonly kept: boolean }
  | { readonly does: 'correct' | 'withdraw' | 'say-again' | 'take-out'; readonly which: number }
  | { readonly does: 'all-clear' | 'pause' | 'resume' }
  | { readonly does: 'fail'; readonly account: number; readonly how: number };

/** What happens between two looks at the timelines; between them the worker reads the file now and then. */
export interface Round {
  readonly steps: readonly Step[];
  readonly minutes: number;
}

export const FIELDS = ['reach', 'services', 'hotline', 'instruction', 'appointments'] as const;
export type Field = (typeof FIELDS)[number];

/** A town, and on what it speaks in which languages. */
export interface Town {
  readonly x: boolean;
  readonly english: boolean;
}

export interface Script {
  readonly towns: readonly Town[];
  readonly rounds: readonly Round[];
}

const small = fc.nat({ max: 11 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('fact'),
      of: small,
      field: fc.constantFrom(...FIELDS),
      value: fc.nat({ max: 99 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('announce'), kind: small, as: small, kept: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('correct', 'withdraw', 'say-again', 'take-out'),
      which: fc.nat({ max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('all-clear', 'pause', 'resume') }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('fail'), account: small, how: small }) },
);

export const scripts: fc.Arbitrary<Script> = fc.record({
  towns: fc.array(fc.record({ x: fc.boolean(), english: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  rounds: fc.array(
    fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), minutes: fc.nat({ max: 40 }) }),
    { minLength: 3, maxLength: 6 },
  ),
});

const LEVELS = ['up', 'limited', 'down', 'unknown'];
const STATUSES = ['available', 'limited', 'unavailable', 'unknown'];
const POLICIES = ['cancelled', 'limited', 'take-place', 'unknown'];
const WAYS = ['counter', 'phone', 'website', 'online_services', 'email_in', 'email_out'];
const SERVICES = ['vehicle-registration', 'id-cards', 'registry-office'];

/** Facts of this kind, as somebody might write them. */
export function factFor(field: Field, value: number): unknown {
  const nth = <One>(list: readonly One[], salt: number) =>
    list[(value + salt * (1 + (value % 7))) % list.length];
  switch (field) {
    case 'reach':
      if (value % 10 === 0) return null;
      if (value % 10 === 1) return { phone: 'down', website: 'down', email_out: 'down', email_in: 'unknown' };
      return Object.fromEntries(
        WAYS.filter((_, way) => (value + way) % 3 > 0).map((way, salt) => [way, nth(LEVELS, salt)]),
      );
    case 'services':
      return value % 10 === 0
        ? null
        : Object.fromEntries(SERVICES.map((id, salt) => [id, nth(STATUSES, salt)]));
    case 'hotline':
      return value % 10 === 0 ? null : { hotline: { phone: phone(value), verified_by: 'presse' } };
    case 'instruction':
      return value % 10 === 0 ? null : instruction(value);
    case 'appointments':
      return value % 5 === 0 ? null : { policy: nth(POLICIES, 0) };
    default:
      return field satisfies never;
  }
}

export function phone(value: number): string {
  return `+49 221 471${String(value % 8).padStart(4, '0')}`;
}

export function instruction(value: number): Written {
  return {
    de: `Notfälle: Schalter ${value} im Rathaus.`,
    en: `Emergencies: Desk ${value} at the town hall.`,
  };
}
