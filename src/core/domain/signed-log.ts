import type { Actor } from './actor.ts';
import type { Instant } from './clock.ts';
import { sha256 } from './post-key.ts';

/** Everything that the log says of somebody. */
export const LOGGED = [
  'invited',
  'joined',
  'removed',
  'signed-in',
  'locked-out',
  'session-ended',
  'passkey-added',
  'passkey-removed',
  'second-way-set',
  'codes-printed',
  'rights-asked',
  'rights-changed',
  'rights-refused',
  'draft-handed-in',
  'draft-returned',
  'draft-discarded',
  'changed',
  'approved',
  'alone',
  'paused',
  'resumed',
  'settled',
  'archived',
  'adopted',
  'translations-signed',
  'not-done',
] as const;
export type Logged = (typeof LOGGED)[number];

/** How a line names the passkey that somebody got or gave up: the SHA-256 of its id and public key. */
export function fingerprintOf({
  id,
  publicKey,
}: {
  readonly id: string;
  readonly publicKey: string;
}): string {
  return sha256(JSON.stringify([id, publicKey]));
}

/** Somebody did something. */
export interface LogEntry {
  readonly at: Instant;
  readonly actor: Actor;
  readonly what: Logged;
  /** The object of the act, and its reason: as people wrote it, or ids, digests and the paths of facts. */
  readonly about: string;
}

/** A line of the log. `hash` covers the whole line, and `before` is the hash of the one before, so none can be changed alone. */
export interface LogLine extends LogEntry {
  /** Counts from 1, without gaps. */
  readonly number: number;
  readonly before: string;
  readonly hash: string;
}

/** The last line of a log. */
export type LogHead = Pick<LogLine, 'number' | 'hash'>;

export const EMPTY_LOG: LogHead = { number: 0, hash: sha256('') };

/** The line that this becomes after the last one. */
export function nextLine(head: LogHead, entry: LogEntry): LogLine {
  const line = { ...entry, number: head.number + 1, before: head.hash };
  return { ...line, hash: hashOf(line) };
}

function hashOf({ number, at, actor: { id, name, via }, what, about, before }: Omit<LogLine, 'hash'>) {
  return sha256(JSON.stringify([number, at, id, name, via, what, about, before]));
}

/** The result of checking a log. `whole`: every line is as it was written, and none is missing before the last. */
export type Verified =
  | ({ readonly kind: 'whole' } & LogHead)
  /** `number`: the first line that does not follow from the one before it. */
  | { readonly kind: 'broken'; readonly number: number; readonly because: 'changed' | 'missing' };

/** Checks the chain from its first line. Lines cut off at the end cannot be seen: compare the head with one kept elsewhere. */
export function verifyLog(lines: readonly LogLine[]): Verified {
  let head = EMPTY_LOG;
  for (const line of lines) {
    const number = head.number + 1;
    if (line.number !== number) return { kind: 'broken', number, because: 'missing' };
    if (line.before !== head.hash || line.hash !== hashOf(line))
      return { kind: 'broken', number, because: 'changed' };
    head = line;
  }
  return { kind: 'whole', number: head.number, hash: head.hash };
}
