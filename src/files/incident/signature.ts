import { createPublicKey, verify } from 'node:crypto';
import { type Mistake, mistake } from '../../core/domain/errors.ts';

/** The last line of a signed file. What is signed is everything before it, byte for byte. */
const LINE = /(?:^|\n)# signature: ([A-Za-z\d+/]{86}==)\r?\n?$/;

/**
 * Why a state file is not believed; null where its last line is a signature (Ed25519) by the owner of this key, a
 * SubjectPublicKeyInfo in base64.
 */
export function signatureMistake(content: Uint8Array | string, key: string, file: string): Mistake | null {
  const bytes = Buffer.from(content);
  // Each byte is one character, so that what is before the line is as long in both.
  const found = LINE.exec(bytes.toString('latin1'));
  if (found === null) return mistake('state-unsigned.here', { file });
  const signed = bytes.subarray(0, found.index + (found[0].startsWith('\n') ? 1 : 0));
  const opened = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const isSigned = verify(null, signed, opened, Buffer.from(found[1] ?? '', 'base64'));
  return isSigned ? null : mistake('state-unsigned.wrong', { file });
}
