import { nameOfPerson } from '../../core/domain/actor.ts';
import { HOUR, type Instant } from '../../core/domain/clock.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { type Person, type Right, secondAdmin } from '../../core/domain/rights.ts';
import {
  changeRights,
  type Office,
  type RightsChanged,
  reasonNeeded,
  refuseUnlessAdmin,
  rightsAhead,
  toldAlone,
} from './change-rights.ts';
import { entry, newId, personNamed } from './people.ts';
import { newToken } from './secrets.ts';

/** Three days: long enough for a weekend, and no longer. */
export const INVITATION_MS = 72 * HOUR;

export interface Invited {
  readonly person: Pick<Person, 'id' | 'name'>;
  /** Shown once: the store has only a hash of its code. */
  readonly link: string;
  readonly expiresAt: Instant;
  /** The outcome for the rights. `alone`: everyone was told. */
  readonly rights: RightsChanged;
}

export interface Invitee {
  readonly name: string;
  readonly rights: readonly Right[];
  /** Why the asker does it alone, though there is a second admin. */
  readonly alone: string | null;
}

/**
 * Invites somebody new, who may look and pause at once; other rights may wait for a second admin. Throws `bad-name`,
 * `person-known` where the name looks like somebody's, `no-right` and `reason-needed`.
 */
export async function invite(office: Office, { name: written, rights, alone }: Invitee): Promise<Invited> {
  const { people, asker, region } = office;
  const name = nameOfPerson(written);
  refuseUnlessAdmin(office, rights);
  const by = { asking: asker.person?.id ?? '', about: '' };
  const second = secondAdmin(await people.store.people(), by, rights, region);
  if (rights.length > 0 && second !== 'not-needed' && alone === null && asker.person === null)
    throw reasonNeeded();
  const person = { id: newId(), name };
  const invitation = await invitationFor(office, person, { isNew: true, alone: null });
  const asked = { person: person.id, rights, alone };
  const changed = rights.length === 0 ? 'changed' : await changeRights(office, asked);
  return { ...invitation, rights: changed };
}

/**
 * Invites somebody once more who lost every way to sign in, perhaps to a thief: their approvals of what has not gone out end at
 * once. Their earlier ways end when they make a new one. Anybody who has the link becomes that person, so where there is a
 * second admin it needs a reason, and everyone is told. Throws `no-person`, `no-right` and `reason-needed`.
 */
export async function inviteAgain(
  office: Office,
  { name, alone }: Pick<Invitee, 'name' | 'alone'>,
): Promise<Invited> {
  const { people, asker, region } = office;
  const person = await personNamed(people, name);
  const rights = await rightsAhead(people, person);
  refuseUnlessAdmin(office, rights);
  const others = (await people.store.people()).filter(({ id }) => id !== person.id);
  const by = { asking: asker.person?.id ?? '', about: person.id };
  const isAlone = secondAdmin(others, by, rights, region) !== 'not-needed';
  if (isAlone && alone === null) throw reasonNeeded();
  // This comes first: if a ledger fails, the invitation can be repeated.
  await people.voidApprovals(person.name);
  if (isAlone && alone !== null) await toldAlone(office, person, alone);
  const invitation = await invitationFor(office, person, { isNew: false, alone: isAlone ? alone : null });
  return { ...invitation, rights: isAlone ? 'alone' : 'changed' };
}

/** Throws `person-known`. */
async function invitationFor(
  { people, asker }: Office,
  person: Pick<Person, 'id' | 'name'>,
  { isNew, alone }: { readonly isNew: boolean; readonly alone: string | null },
) {
  const code = newToken();
  const expiresAt = people.clock.now() + INVITATION_MS;
  const kept = { hash: sha256(code), person: person.id, by: asker.actor.id, expiresAt };
  const lines = [
    ...(alone === null ? [] : [entry(people, asker.actor, 'alone', `${person.name}: ${alone}`)]),
    entry(people, asker.actor, 'invited', person.name),
  ];
  const newcomer = isNew ? { ...person, addedAt: people.clock.now() } : null;
  if (!(await people.store.invite(kept, newcomer, lines)))
    throw operatorError('person-known.here', { name: person.name });
  return { person, link: `${people.origin}/einladung/${code}`, expiresAt };
}
