import { Secret, TOTP } from 'otpauth';
import type { Instant } from '../../core/domain/clock.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import type { Person } from '../../core/domain/rights.ts';
import type { NewWay } from '../../sql/people/ways.ts';
import { actorOf, entry, type People } from './people.ts';
import { codeTyped, isPassphrase, keptPassphrase, newCode, newToken, refuseWeak } from './secrets.ts';

const RECOVERY_CODES = 8;
const PERIOD_SECONDS = 30;
/** The clock of a phone may be this many periods off. */
const PERIODS_OFF_MAX = 1;

/** The fields that a person without a passkey at hand types. `code`: of the app, or a recovery code. */
export interface TypedWay {
  readonly passphrase: string;
  readonly code: string;
}

/** A passphrase and the first code for what was begun under this token. */
export type SecondWayGiven = TypedWay & { readonly token: string };

/** The secret for an app for one-time codes, also as the address that a QR code gives to it. `token` finishes it. */
export interface BegunSecondWay {
  readonly token: string;
  readonly secret: string;
  readonly address: string;
}

/** Begins a second way for this invitation or session, `by` which alone it can be finished. */
export async function beginSecondWay(
  people: People,
  { id, name }: Pick<Person, 'id' | 'name'>,
  by: string,
): Promise<BegunSecondWay> {
  const totp = totpOf(new Secret({ size: 20 }).base32, name);
  const token = newToken();
  await people.secondWays.put(token, { person: id, by, secret: totp.secret.base32 });
  return { token, secret: totp.secret.base32, address: totp.toString() };
}

/**
 * The second way to sign in, once the app gave a right code; and the recovery codes, which are shown now and never again.
 * Throws `weak-passphrase` and `wrong-code.here`: then the same secret can be tried once more; and `wrong-code.over`, where what
 * was begun is finished, or too long ago.
 */
export async function secondWayMade(
  people: People,
  person: Pick<Person, 'id' | 'name'>,
  by: string,
  { token, passphrase, code }: SecondWayGiven,
): Promise<{ readonly way: NewWay; readonly codes: readonly string[] }> {
  const begun = await people.secondWays.take(token);
  if (begun?.person !== person.id || begun.by !== by) throw operatorError('wrong-code.over');
  const step = stepOf(begun.secret, code, people.clock.now());
  try {
    refuseWeak(passphrase, person.name);
    if (step === null) throw operatorError('wrong-code.here');
  } catch (error) {
    await people.secondWays.put(token, begun);
    throw error;
  }
  const at = people.clock.now();
  const kept = await keptPassphrase(passphrase);
  const way = { person: person.id, passphrase: kept, secret: begun.secret, usedStep: step, at };
  const codes = newCodes();
  return { way: { kind: 'second-way', way, codes: codes.map(hashOfCode) }, codes };
}

/** New recovery codes in the place of the old: shown now and never again. */
export async function printCodes(people: People, person: Person): Promise<readonly string[]> {
  const codes = newCodes();
  const said = entry(people, actorOf(person), 'codes-printed', person.name);
  await people.store.setRecoveryCodes(person.id, codes.map(hashOfCode), said);
  return codes;
}

/**
 * Whether both are right, and the code is unused. It takes as long, and asks the store as often, for somebody who does
 * not exist.
 */
export async function isSecondWay(people: People, person: Person | null, typed: TypedWay): Promise<boolean> {
  const way = await people.store.secondWayOf(person?.id ?? '');
  const isRight = await isPassphrase(typed.passphrase, way?.passphrase ?? (await nobodysPassphrase()));
  const step = stepOf(way?.secret ?? NOBODYS_SECRET, typed.code, people.clock.now());
  const id = way !== null && isRight ? way.person : '';
  const now = people.clock.now();
  if (step !== null) return people.store.useWay({ kind: 'code', person: id, step }, now);
  return people.store.useWay({ kind: 'recovery-code', person: id, hash: hashOfCode(typed.code) }, now);
}

const NOBODYS_SECRET = new Secret({ size: 20 }).base32;
let nobodys: Promise<string> | null = null;

function nobodysPassphrase(): Promise<string> {
  nobodys ??= keptPassphrase(newToken());
  return nobodys;
}

function newCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, newCode);
}

function hashOfCode(code: string): string {
  return sha256(codeTyped(code));
}

function totpOf(secret: string, name: string): TOTP {
  const of = { issuer: 'Ausrufer', label: name, period: PERIOD_SECONDS };
  return new TOTP({ ...of, secret: Secret.fromBase32(secret) });
}

/** The period to which this code belongs; null where it is not a current one. */
function stepOf(secret: string, code: string, now: Instant): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const off = totpOf(secret, '').validate({ token, timestamp: now, window: PERIODS_OFF_MAX });
  return off === null ? null : Math.floor(now / 1_000 / PERIOD_SECONDS) + off;
}
