import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** PKCS #8 of an Ed25519 key, but for its last 32 bytes. */
const PRIVATE_KEY = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyOf(byte: number): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([PRIVATE_KEY, Buffer.alloc(32, byte)]),
    format: 'der',
    type: 'pkcs8',
  });
}

const [OWNER, STRANGER] = [keyOf(1), keyOf(2)];

/** For `state: {signature: …}`: the public key of those who may write the state file. */
export const SIGNATURE = createPublicKey(OWNER).export({ format: 'der', type: 'spki' }).toString('base64');

export function signedByOwner(text: string): string {
  return signedBy(OWNER, text);
}

export function signedByStranger(text: string): string {
  return signedBy(STRANGER, text);
}

function signedBy(key: KeyObject, text: string): string {
  const written = `${text}\n`;
  return `${written}# signature: ${sign(null, Buffer.from(written), key).toString('base64')}\n`;
}
