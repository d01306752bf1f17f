import { lookOfName } from '../../core/domain/actor.ts';
import { HOUR, type Instant } from '../../core/domain/clock.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import type { Person } from '../../core/domain/rights.ts';
import type { SessionRow, SessionsMeant } from '../../sql/people/ways.ts';
import { signedBy } from './passkeys.ts';
import { type Asker, actorOf, entry, newId, type People, personIf, personIfNamed, record } from './people.ts';
import { isSecondWay, type TypedWay } from './second-way.ts';
import { newToken } from './secrets.ts';

/** Six hours: a night shift signs in twice. */
export const SESSION_MS = 6 * HOUR;

/** The place from which somebody signs in. */
export interface From {
  /** The address on the network. Tries are counted by it. */
  readonly address: string;
  /** The name of the browser, as it names itself, for the list of sessions. */
  readonly device: string;
}

/** Somebody who is signed in. */
export interface ConsoleSession {
  readonly person: Person;
  /** Names it without opening it. */
  readonly id: string;
  readonly way: SessionRow['way'];
  readonly expiresAt: Instant;
}

/** `token`: for the cookie; the store has only its hash. */
export type SignedIn = ConsoleSession & { readonly token: string };

/** `too-many`: tries from this address, under any name. `refused`: any other reason, which is not told. */
export type SignIn = SignedIn | 'refused' | 'too-many';

/** Signs in the person whose passkey answered. */
export async function signIn(people: People, response: unknown, from: From): Promise<SignIn> {
  if ((await people.limits.ofAddress.count(from.address)) === null) return 'too-many';
  const signed = await signedBy(people, response, ({ of }) => of === 'signing-in');
  const person = signed && (await personIf(people, ({ id }) => id === signed.passkey.person));
  if (!person) return 'refused';
  await people.limits.ofAddress.forget(from.address);
  return startSession(people, person, 'passkey', from.device);
}

/**
 * Signs in with name, passphrase and one-time code. A name that does not exist, a wrong passphrase, a wrong code and a name
 * that is locked have one answer, after the same work.
 */
export async function signInTyped(
  people: People,
  typed: TypedWay & { readonly name: string },
  from: From,
): Promise<SignIn> {
  if ((await people.limits.ofAddress.count(from.address)) === null) return 'too-many';
  const name = typed.name.slice(0, NAME_CHARACTERS_MAX);
  const look = lookOfName(name);
  const { ofName, ofAddress, loggedLocks } = people.limits;
  const left = await ofName.count(look);
  const isLocked = left === null;
  const person = await personIfNamed(people, name);
  const isRight = await isSecondWay(people, isLocked ? null : person, typed);
  if (!isRight || !person) {
    // A name that nobody has may be a passphrase in the wrong field, or whatever a stranger wants to have in the log for ever.
    if (left === 0 && (await loggedLocks.count('')) !== null)
      await record(people, { id: '', name: person?.name ?? '', via: 'console' }, 'locked-out', from.device);
    return 'refused';
  }
  await ofName.forget(look);
  await ofAddress.forget(from.address);
  return startSession(people, person, 'second-way', from.device);
}

const NAME_CHARACTERS_MAX = 80;

/** `way`: how the person signed in. */
export async function startSession(
  people: People,
  person: Person,
  way: 'passkey' | 'second-way' | 'practice',
  device: string,
): Promise<SignedIn> {
  const token = newToken();
  const at = people.clock.now();
  const session = { id: newId(), way, expiresAt: at + SESSION_MS };
  const shown = device.slice(0, DEVICE_CHARACTERS_MAX);
  await people.store.startSession(
    { ...session, hash: sha256(token), person: person.id, device: shown, at },
    entry(people, actorOf(person), 'signed-in', `${way} ${shown}`),
  );
  return { ...session, person, token };
}

const DEVICE_CHARACTERS_MAX = 200;

/** The person whose session a cookie opens; null where it has ended, by itself or from outside. */
export async function sessionOf(people: People, token: string): Promise<ConsoleSession | null> {
  const row = await people.store.session(sha256(token));
  const now = people.clock.now();
  // A session that ends so late began before the clock was set back.
  if (row === null || row.endedAt !== null || row.expiresAt <= now || row.expiresAt > now + 2 * SESSION_MS)
    return null;
  const person = await personIf(people, ({ id }) => id === row.person);
  return person && { person, id: row.id, way: row.way, expiresAt: row.expiresAt };
}

/**
 * Ends sessions of a person, and their approvals of what has not gone out: somebody else may have used one of the sessions.
 * `own` is the session that asks; signing out of it alone ends no approval. Returns how many sessions ended.
 */
export async function endSessions(
  people: People,
  { actor }: Asker,
  person: Pick<Person, 'id' | 'name'>,
  which: SessionsMeant,
  own: string | null = null,
): Promise<number> {
  const said = entry(people, actor, 'session-ended', person.name);
  const ended = await people.store.endSessions(person.id, which, people.clock.now(), said);
  const isSignOut = which !== 'all' && 'only' in which && which.only === own;
  if (!isSignOut) await people.voidApprovals(person.name);
  return ended;
}
