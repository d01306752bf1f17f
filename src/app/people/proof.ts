import { operatorError } from '../../core/domain/errors.ts';
import type { KeptAssertion } from '../../sql/people/work.ts';
import { assertionOf, signedBy } from './passkeys.ts';
import { noRight, type People } from './people.ts';
import { isSecondWay } from './second-way.ts';
import type { ConsoleSession } from './sign-in.ts';

/** Evidence that the person who is signed in is there, and means exactly what has a digest: texts they read, or an act. */
export type Proof =
  /** Signed by a passkey: the digest is in the challenge. */
  | { readonly kind: 'passkey'; readonly response: unknown }
  | {
      readonly kind: 'second-way';
      readonly digest: string;
      readonly passphrase: string;
      readonly code: string;
    }
  /** In the sandbox practice, where nobody has a passkey. */
  | { readonly kind: 'practice'; readonly digest: string };

export interface Proven {
  readonly digest: string;
  readonly assertion: KeptAssertion | null;
}

/** Throws `not-signed` where it proves nothing, or the signature was used before or asked of another session. */
export async function prove(
  people: People,
  { person, id: session, way }: ConsoleSession,
  proof: Proof,
  meant: 'texts' | 'act',
): Promise<Proven> {
  switch (proof.kind) {
    case 'passkey': {
      const signed = await signedBy(
        people,
        proof.response,
        (challenge, passkey) =>
          challenge.of === 'vouching' &&
          challenge.person === person.id &&
          challenge.session === session &&
          passkey.person === person.id,
      );
      if (signed?.challenge.of !== 'vouching') throw notSigned(meant);
      const assertion = assertionOf(people, signed, signed.challenge);
      return { digest: assertion.digest, assertion };
    }
    case 'second-way': {
      // Counted apart from tries to sign in, and by session: neither a stranger nor a stolen session locks out the person.
      const { ofSession } = people.limits;
      if ((await ofSession.count(session)) === null || !(await isSecondWay(people, person, proof)))
        throw notSigned(meant);
      await ofSession.forget(session);
      return { digest: proof.digest, assertion: null };
    }
    case 'practice':
      if (way !== 'practice') throw notSigned(meant);
      return { digest: proof.digest, assertion: null };
    default:
      return proof satisfies never;
  }
}

/** Proves that the person wants exactly the act with this digest, and wants it now. Throws `not-signed`. */
export async function vouch(
  people: People,
  session: ConsoleSession,
  proof: Proof,
  digest: string,
): Promise<void> {
  const proven = await prove(people, session, proof, 'act');
  if (proven.digest !== digest) throw notSigned('act');
}

/**
 * Writes approvals while nobody can end the session or take the person's rights. Throws `not-signed` or `no-right` where somebody did
 * meanwhile, and writes nothing. At the shell there is no session; one of a practice is that of another console.
 */
export async function whileAllowed(
  { store }: Pick<People, 'store'>,
  { person, id, way }: Pick<ConsoleSession, 'person'> & Partial<ConsoleSession>,
  write: () => Promise<void>,
): Promise<void> {
  const ended = await store.whileAllowed(person, way === 'practice' ? null : (id ?? null), write);
  if (ended === 'session') throw operatorError('not-signed.ended');
  if (ended === 'rights') throw noRight(person.name, 'approve', []);
}

function notSigned(meant: 'texts' | 'act') {
  return operatorError(meant === 'texts' ? 'not-signed.texts' : 'not-signed.act');
}
