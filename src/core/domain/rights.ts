import { type Municipality, municipalitiesNamed, namedIds, type Region } from './municipality.ts';

/**
 * `writer` changes facts, drafts and announces; `approver` approves what others wrote; `stopper` pauses, which everyone may;
 * `admin` decides about people and accounts.
 */
export const ROLES = ['writer', 'approver', 'stopper', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A role for the municipalities that a word names: `all`, a group, `towns-of/<id>` or one municipality. */
export interface Right {
  readonly role: Role;
  readonly who: string;
}

/** Somebody who signs in to the console. */
export interface Person {
  /** Identifies the person for ever, even if the name changes. */
  readonly id: string;
  /** The name that colleagues read. No two people have names that look the same. */
  readonly name: string;
  readonly rights: readonly Right[];
  readonly isRemoved: boolean;
}

/** Everything that somebody can do, and the roles that allow it. */
const ACTS = {
  look: ROLES,
  pause: ROLES,
  write: ['writer'],
  approve: ['approver'],
  resume: ['writer', 'approver'],
  alone: ['writer', 'approver'],
  people: ['admin'],
  accounts: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Act = keyof typeof ACTS;

/** Everybody who was invited may look and pause, whatever their rights. */
const FOR_EVERYONE: ReadonlySet<Act> = new Set(['look', 'pause']);

/**
 * Whether a person may do something in all of these municipalities, named by their ids; with none, whether somewhere. The
 * one decision about rights, for the console and the command line.
 */
export function may(
  person: Pick<Person, 'rights' | 'isRemoved'>,
  act: Act,
  municipalities: readonly Municipality['id'][],
  region: Region,
): boolean {
  if (FOR_EVERYONE.has(act)) return !person.isRemoved;
  const ids = whereMay(person, act, region);
  return municipalities.length === 0 ? ids.size > 0 : municipalities.every((id) => ids.has(id));
}

/** The municipalities for which a right allows a person to do something. */
export function whereMay(
  { rights, isRemoved }: Pick<Person, 'rights' | 'isRemoved'>,
  act: Act,
  region: Region,
): ReadonlySet<Municipality['id']> {
  const roles: readonly Role[] = isRemoved ? [] : ACTS[act];
  const allowing = rights.filter(({ role }) => roles.includes(role));
  return namedIds(
    region,
    allowing.map(({ who }) => who),
  );
}

/**
 * The municipalities that any of these words names. A word that names none today may name any of them later, so it
 * covers all.
 */
export function coveredBy(whos: readonly string[], region: Region): readonly Municipality['id'][] {
  const named = whos.flatMap((who) => {
    const found = municipalitiesNamed(region, who);
    return found.length > 0 ? found : [...region.municipalities.values()];
  });
  return [...new Set(named.map(({ id }) => id))];
}

/** Nobody approves their own text, where any approval is needed. */
export function mayApproveTextOf(approver: string, author: string, needed: number): boolean {
  return needed === 0 || approver !== author;
}

/**
 * Tells whether a change of these rights needs a second admin: it does where there is one beside the person who asks.
 * `nobody`: the only other admin is the person it is about, who cannot confirm a change of their own rights.
 */
export function secondAdmin(
  people: readonly Person[],
  { asking, about }: { readonly asking: Person['id']; readonly about: Person['id'] },
  rights: readonly Right[],
  region: Region,
): 'not-needed' | 'can-confirm' | 'nobody' {
  // One admin invites and removes somebody who has no rights, as after a removal that a ledger stopped halfway.
  if (rights.length === 0) return 'not-needed';
  const whos = rights.map(({ who }) => who);
  const affected = coveredBy(whos, region);
  const others = people.filter((one) => one.id !== asking && may(one, 'people', affected, region));
  if (others.length === 0) return 'not-needed';
  return others.some(({ id }) => id !== about) ? 'can-confirm' : 'nobody';
}

/** The rights that one list has and the other has not. */
export function changedRights(before: readonly Right[], after: readonly Right[]): readonly Right[] {
  const isIn = (all: readonly Right[], { role, who }: Right) =>
    all.some((one) => one.role === role && one.who === who);
  return [...before.filter((one) => !isIn(after, one)), ...after.filter((one) => !isIn(before, one))];
}
