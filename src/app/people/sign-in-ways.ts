import { operatorError } from '../../core/domain/errors.ts';
import { onOneLine } from '../../core/domain/invisible-characters.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { may, type Person } from '../../core/domain/rights.ts';
import { fingerprintOf } from '../../core/domain/signed-log.ts';
import type { NewWay } from '../../sql/people/ways.ts';
import { areaOf, type Office, rightsAhead } from './change-rights.ts';
import { INVITATION_MS } from './invitations.ts';
import { passkeyMade } from './passkeys.ts';
import { actorOf, canSignIn, entry, type People, personIf } from './people.ts';
import { type SecondWayGiven, secondWayMade } from './second-way.ts';
import { type ConsoleSession, type SignedIn, startSession } from './sign-in.ts';

/** A new way to sign in, as the browser sends it. */
export type WayGiven =
  | { readonly kind: 'passkey'; readonly response: unknown; readonly label: string }
  | ({ readonly kind: 'second-way' } & SecondWayGiven);

/** The people of the console with their invitations, and the region that rights are for. */
type Invitations = Pick<Office, 'people' | 'region'>;

/**
 * The person whom an open invitation is for; null where it was used, has expired or never existed, or where the person who
 * made it may not decide about somebody with such rights any more: nobody can tell which.
 */
export async function invitee({ people, region }: Invitations, code: string): Promise<Person | null> {
  const found = await people.store.invitation(sha256(code));
  const now = people.clock.now();
  if (found === null || found.usedAt !== null || found.expiresAt <= now) return null;
  // It was made while the clock was far ahead. A clock that is set back by less than its life takes nobody's link.
  if (found.expiresAt > now + 2 * INVITATION_MS) return null;
  const person = await personIf(people, ({ id }) => id === found.person);
  // Somebody at the shell, who may do everything, is none of these.
  const inviter = (await people.store.people()).find(({ id }) => id === found.by);
  if (person === null || !inviter) return person;
  const rights = await rightsAhead(people, person);
  return may(inviter, 'people', areaOf(rights, region), region) ? person : null;
}

/**
 * Accepts an invitation: the new way takes the place of all that the person had, and they are signed in. Throws
 * `invitation-over`, `not-signed`, `weak-passphrase` and `wrong-code`.
 */
export async function accept(
  invitations: Invitations,
  code: string,
  given: WayGiven,
  device: string,
): Promise<{ readonly signedIn: SignedIn; readonly codes: readonly string[] }> {
  const { people } = invitations;
  const person = await invitee(invitations, code);
  if (person === null) throw invitationOver();
  const { way, codes } = await wayFrom(people, person, sha256(code), given);
  // Somebody else may have used the earlier ways until now.
  const isAgain = await canSignIn(people, person);
  const closed = async () => (isAgain ? people.voidApprovals(person.name) : undefined);
  const said = entry(people, actorOf(person), 'joined', describedWay(way));
  if (!(await people.store.addWay(way, sha256(code), people.clock.now(), said, closed)))
    throw invitationOver();
  return { signedIn: await startSession(people, person, given.kind, device), codes };
}

/**
 * Adds a way for somebody who is signed in, and began it on this session: with `optionsToAdd`, or by beginning the second way.
 * Either is for somebody who has just proved who they are. Returns the recovery codes of a second way. Throws as `accept`.
 */
export async function addWay(
  people: People,
  { person, id: session }: Pick<ConsoleSession, 'person' | 'id'>,
  given: WayGiven,
): Promise<readonly string[]> {
  const { way, codes } = await wayFrom(people, person, session, given);
  const what = given.kind === 'passkey' ? 'passkey-added' : 'second-way-set';
  const said = entry(people, actorOf(person), what, describedWay(way));
  if (await people.store.addWay(way, null, people.clock.now(), said)) return codes;
  throw notMade();
}

/** Throws `last-way` where the person could not sign in without it. */
export async function removePasskey(people: People, person: Person, id: string): Promise<void> {
  const passkey = await people.store.passkey(id);
  if (passkey?.person !== person.id) return;
  const said = entry(people, actorOf(person), 'passkey-removed', describedWay({ kind: 'passkey', passkey }));
  if ((await people.store.removePasskey(person.id, id, said)) === 'last') throw operatorError('last-way');
}

/** `Diensttelefon 3f9a…`: the log names the key, so that no other can take its place later. */
function describedWay(way: NewWay): string {
  return way.kind === 'passkey' ? `${way.passkey.label} ${fingerprintOf(way.passkey)}` : way.kind;
}

async function wayFrom(
  people: People,
  person: Person,
  by: string,
  given: WayGiven,
): Promise<{ readonly way: NewWay; readonly codes: readonly string[] }> {
  if (given.kind === 'second-way') return secondWayMade(people, person, by, given);
  const label = onOneLine(given.label).slice(0, LABEL_CHARACTERS_MAX) || 'Passkey';
  const passkey = await passkeyMade(people, person, by, given.response, label);
  if (passkey === null) throw notMade();
  return { way: { kind: 'passkey', passkey }, codes: [] };
}

const LABEL_CHARACTERS_MAX = 60;

function invitationOver() {
  return operatorError('invitation-over');
}

function notMade() {
  return operatorError('not-signed.passkey');
}
