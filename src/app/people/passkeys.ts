import { createHash, randomBytes } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { once } from '../../core/domain/cache.ts';
import { OperatorError } from '../../core/domain/errors.ts';
import type { Person } from '../../core/domain/rights.ts';
import type { Passkey } from '../../sql/people/ways.ts';
import type { KeptAssertion } from '../../sql/people/work.ts';
import type { Challenge } from './challenges.ts';
import { newId, type People } from './people.ts';
import { newToken } from './secrets.ts';

/** EdDSA, ES256 and RS256: every authenticator has one of them. */
const ALGORITHMS = [-8, -7, -257];
const VERIFIED = { residentKey: 'required', userVerification: 'required' } as const;

/** Loads the library when somebody first signs in or approves, and silences its warnings about the runtime. */
const library = once(async () => {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return await import('@simplewebauthn/server');
  } finally {
    process.emitWarning = emitWarning;
  }
});

/** Returns what the browser needs to make a passkey for this person. `by`: the invitation or session that asks. */
export async function optionsToAdd(
  people: People,
  person: Pick<Person, 'id' | 'name'>,
  by: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const challenge = newToken();
  await people.challenges.put(challenge, { of: 'adding', person: person.id, by });
  const known = await people.store.passkeysOf(person.id);
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: 'Ausrufer',
    rpID: domainOf(people),
    userName: person.name,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.id),
    challenge: Buffer.from(challenge, 'base64url'),
    authenticatorSelection: VERIFIED,
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: listed(transports) })),
  });
}

/** The passkey that a browser made; null where the answer is not one to what it was asked. */
export async function passkeyMade(
  people: People,
  person: Pick<Person, 'id'>,
  by: string,
  response: unknown,
  label: string,
): Promise<Passkey | null> {
  const { verifyRegistrationResponse } = await library();
  const made = await orNull(
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: async (given) => {
        const challenge = await people.challenges.take(given);
        return challenge?.of === 'adding' && challenge.person === person.id && challenge.by === by;
      },
      ...expected(people),
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!made?.verified) return null;
  const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential;
  return {
    ...{ id, person: person.id, publicKey: Buffer.from(publicKey).toString('base64url'), counter },
    ...{ transports: JSON.stringify(transports), label, addedAt: people.clock.now(), usedAt: null },
  };
}

/** Returns what the browser needs to sign in. It names nobody: the passkey says who it is. */
export async function optionsToSignIn(people: People): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = newToken();
  await people.signIns.put(challenge, { of: 'signing-in' });
  return optionsToSign(people, challenge, []);
}

/**
 * Returns the options with which the browser signs this digest. The challenge is the SHA-256 of a nonce and the digest, so that
 * the signature is one of exactly the texts that were read, or the act.
 */
export async function optionsToVouch(
  people: People,
  { person, id: session }: { readonly person: Pick<Person, 'id'>; readonly id: string },
  digest: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const nonce = randomBytes(32);
  const challenge = challengeOf(nonce, digest);
  await people.challenges.put(challenge, {
    ...{ of: 'vouching', person: person.id, session, digest, nonce: nonce.toString('base64url') },
  });
  return optionsToSign(people, challenge, await people.store.passkeysOf(person.id));
}

export function challengeOf(nonce: Uint8Array, digest: string): string {
  return createHash('sha256').update(nonce).update(Buffer.from(digest, 'hex')).digest('base64url');
}

async function optionsToSign(people: People, challenge: string, passkeys: readonly Passkey[]) {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: domainOf(people),
    challenge: Buffer.from(challenge, 'base64url'),
    userVerification: 'required',
    allowCredentials: passkeys.map(({ id, transports }) => ({ id, transports: listed(transports) })),
  });
}

/** The passkey that signed, and what it was asked. */
interface Signed {
  readonly passkey: Passkey;
  readonly challenge: Challenge;
  readonly assertion: Pick<KeptAssertion, 'clientData' | 'authenticatorData' | 'signature'>;
}

/** Null where the answer is no signature of a passkey known here, to a challenge `isMeant` that was not answered yet. */
export async function signedBy(
  people: People,
  response: unknown,
  isMeant: (challenge: Challenge, passkey: Passkey) => boolean,
): Promise<Signed | null> {
  const id = idIn(response);
  const passkey = id === null ? null : await people.store.passkey(id);
  if (passkey === null) return null;
  const { verifyAuthenticationResponse } = await library();
  const taken: Challenge[] = [];
  const answer = response as AuthenticationResponseJSON;
  const signed = await orNull(
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: async (given) => {
        const challenge = (await people.signIns.take(given)) ?? (await people.challenges.take(given));
        if (challenge === null || !isMeant(challenge, passkey)) return false;
        taken.push(challenge);
        return true;
      },
      ...expected(people),
      credential: { ...{ id: passkey.id, counter: passkey.counter }, publicKey: bytesOf(passkey.publicKey) },
    }),
  );
  const [challenge] = taken;
  if (!signed?.verified || !challenge) return null;
  const counter = signed.authenticationInfo.newCounter;
  const now = people.clock.now();
  if (!(await people.store.useWay({ kind: 'passkey', id: passkey.id, counter }, now))) return null;
  const { clientDataJSON: clientData, authenticatorData, signature } = answer.response;
  return { passkey, challenge, assertion: { clientData, authenticatorData, signature } };
}

/** Keeps with the approval everything that proves later who signed what. */
export function assertionOf(
  people: People,
  { passkey, assertion }: Signed,
  challenge: Extract<Challenge, { of: 'vouching' }>,
): KeptAssertion {
  return {
    ...{ id: newId(), person: passkey.person, digest: challenge.digest, nonce: challenge.nonce },
    ...{ passkey: passkey.id, publicKey: passkey.publicKey, at: people.clock.now() },
    ...assertion,
  };
}

/** Whether a kept signature is one of its passkey, on its digest and for this console. */
export async function signatureHolds(people: People, kept: KeptAssertion): Promise<boolean> {
  const { verifyAuthenticationResponse } = await library();
  const { passkey: id, clientData: clientDataJSON, authenticatorData, signature } = kept;
  const held = await orNull(
    verifyAuthenticationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: challengeOf(Buffer.from(kept.nonce, 'base64url'), kept.digest),
      ...expected(people),
      // The counter of that time does not matter now.
      credential: { id, publicKey: bytesOf(kept.publicKey), counter: 0 },
    }),
  );
  return held?.verified === true;
}

/** The library throws on every malformed answer, and anybody can send one. That the store cannot be used is no such answer. */
function orNull<Result>(verifying: Promise<Result>): Promise<Result | null> {
  return verifying.catch((error: unknown) => {
    if (error instanceof OperatorError) throw error;
    return null;
  });
}

function idIn(response: unknown): string | null {
  const { id } = Object(response) as { readonly id?: unknown };
  return typeof id === 'string' && id.length <= ID_CHARACTERS_MAX ? id : null;
}

/** An id has at most 1,023 bytes (WebAuthn, section 4). */
const ID_CHARACTERS_MAX = 1_364;

function bytesOf(base64url: string) {
  return new Uint8Array(Buffer.from(base64url, 'base64url'));
}

function expected(people: People) {
  const { origin: expectedOrigin } = people;
  return { expectedOrigin, expectedRPID: domainOf(people), requireUserVerification: true };
}

function domainOf({ origin }: Pick<People, 'origin'>): string {
  return new URL(origin).hostname;
}

type Transport = NonNullable<RegistrationResponseJSON['response']['transports']>[number];

function listed(transports: string): Transport[] {
  return JSON.parse(transports) as Transport[];
}
