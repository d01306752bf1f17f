import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { operatorError } from '../../core/domain/errors.ts';

/** 256 bits for a link or a cookie. The store keeps only its SHA-256. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Without letters and digits that are mistaken for each other: 31 signs. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ2345678';
const SIGNS_OF_A_CODE = 16;

/** A code to be printed and typed: four times four signs, 79 bits. */
export function newCode(): string {
  const signs: string[] = [];
  while (signs.length < SIGNS_OF_A_CODE) {
    const [byte = 0] = randomBytes(1);
    // 248 is the largest multiple of 31: every sign is as likely.
    if (byte < 248) signs.push(SIGNS[byte % SIGNS.length] ?? '');
  }
  return signs.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** Returns the code as it was printed, however it was typed. */
export function codeTyped(written: string): string {
  return written
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/.{4}(?=.)/g, '$&-');
}

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. */
const ARGON = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const hashed = promisify(argon2);

/** A passphrase as it is kept, in the usual form of argon2id. */
export async function keptPassphrase(passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await argon2id(passphrase, salt);
  const { memory, passes, parallelism } = ARGON;
  const parts = [`m=${memory},t=${passes},p=${parallelism}`, base64(salt), base64(tag)];
  return `$argon2id$v=19$${parts.join('$')}`;
}

/** Whether it is the passphrase that was kept. */
export async function isPassphrase(passphrase: string, kept: string): Promise<boolean> {
  const [, salt = '', tag = ''] = /\$([^$]+)\$([^$]+)$/.exec(kept) ?? [];
  const found = await argon2id(passphrase, Buffer.from(salt, 'base64'));
  return timingSafeEqual(found, Buffer.from(tag, 'base64'));
}

function argon2id(passphrase: string, nonce: Buffer): Promise<Buffer> {
  return hashed('argon2id', { message: passphrase.normalize('NFKC'), nonce, ...ARGON });
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

const PASSPHRASE_CHARACTERS_MIN = 12;
const PASSPHRASE_CHARACTERS_MAX = 200;

/** Throws `weak-passphrase`. A passphrase that is long enough is not judged further: a one-time code is needed too. */
export function refuseWeak(passphrase: string, name: string): void {
  const { length } = passphrase;
  const isFew = new Set(passphrase).size < PASSPHRASE_CHARACTERS_MIN / 2;
  const isName = passphrase.toLowerCase().includes(name.toLowerCase());
  if (length >= PASSPHRASE_CHARACTERS_MIN && length <= PASSPHRASE_CHARACTERS_MAX && !isFew && !isName) return;
  throw operatorError('weak-passphrase.here', {
    min: PASSPHRASE_CHARACTERS_MIN,
    max: PASSPHRASE_CHARACTERS_MAX,
    length,
  });
}
