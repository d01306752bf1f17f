import { readFile, stat } from 'node:fs/promises';
import { type Clock, SECOND } from '../clock.ts';
import type { Mistake } from '../errors.ts';
import { sha256 } from '../post.ts';

const BYTES_MAX = 8 * 1024 * 1024;
const ANSWER_WITHIN_MS = 10 * SECOND;
/** Hosts whose name leads back to this machine: the only ones that may do without TLS. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Where the state file is kept. */
export interface StateSource {
  /** The file as it is now. What cannot be read is never taken for an empty file. */
  read(signal: AbortSignal): Promise<StateReading>;
}

export type StateReading =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly digest: string }
  | { readonly kind: 'unreadable'; readonly mistake: Mistake };

/** A path, or an https address: at most 8 MiB, answered within ten seconds, fetched only when its ETag has changed. */
export function stateSource(
  location: string,
  { fetch }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
): StateSource {
  return /^https?:/i.test(location) ? addressSource(location, fetch) : { read: () => readPath(location) };
}

async function readPath(path: string): Promise<StateReading> {
  try {
    const { size } = await stat(path);
    if (size > BYTES_MAX) return tooBig(path);
    return readBytes(await readFile(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT')
      return unreadable(
        'no-state-file',
        `There is no state file at ${path}`,
        'Name it with --state FILE, or put the file back. Nothing new is planned until it can be read.',
      );
    if (code === 'EISDIR')
      return unreadable('no-state-file', `${path} is a folder`, 'Name the file in it with --state FILE.');
    if (code === '') throw error;
    return unreadable(
      'state-unreadable',
      `${path} cannot be read: ${code}`,
      'Look at the rights of the file and at the disk it lies on.',
    );
  }
}

function addressSource(location: string, fetch: typeof globalThis.fetch): StateSource {
  const shown = withoutSecrets(location);
  let last: { readonly etag: string; readonly bytes: Uint8Array } | null = null;

  async function answer(signal: AbortSignal): Promise<StateReading> {
    const response = await fetch(location, {
      headers: last === null ? {} : { 'if-none-match': last.etag },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    if (!isSafe(response.url || location))
      return unreadable(
        'insecure-state',
        `${shown} leads to an address without TLS`,
        'Anybody on the way could write your announcements: use https.',
      );
    if (response.status === 304 && last !== null) return readBytes(last.bytes);
    if (!response.ok)
      return unreadable(
        'state-unreachable',
        `${shown} answers ${response.status}`,
        'Open the address in a browser. What is approved goes on meanwhile; nothing new is planned.',
      );
    if (/\bhtml\b/i.test(response.headers.get('content-type') ?? ''))
      return unreadable(
        'state-is-a-page',
        `${shown} answers with a web page`,
        'Use the address of the file itself, often called "raw"; it must not ask for a login.',
      );
    const bytes = await bodyOf(response);
    if (bytes === null) return tooBig(shown);
    const etag = response.headers.get('etag');
    last = etag === null ? null : { etag, bytes };
    return readBytes(bytes);
  }

  return {
    async read(signal) {
      if (!isSafe(location))
        return unreadable(
          'insecure-state',
          `${shown} is an address without TLS`,
          'Anybody on the way could write your announcements: use https.',
        );
      try {
        return await answer(signal);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return unreadable(
          'state-unreachable',
          error.name === 'TimeoutError'
            ? `${shown} did not answer within ${ANSWER_WITHIN_MS / SECOND} s`
            : `${shown} cannot be reached`,
          'Open the address in a browser. What is approved goes on meanwhile; nothing new is planned.',
        );
      }
    },
  };
}

/** Null where there is more than may be. */
async function bodyOf(response: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > BYTES_MAX) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || LOOPBACK.has(hostname);
}

/** An address may carry a token behind its question mark. */
function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

function readBytes(bytes: Uint8Array): StateReading {
  return { kind: 'read', bytes, digest: sha256(Buffer.from(bytes).toString('latin1')) };
}

function tooBig(where: string): StateReading {
  return unreadable(
    'too-big',
    `${where} has more than ${BYTES_MAX} bytes`,
    'No state file of ours is that big: is it the right file?',
  );
}

function unreadable(code: string, message: string, advice: string): StateReading {
  return { kind: 'unreadable', mistake: { code, message, advice, place: null } };
}
