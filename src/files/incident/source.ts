import { createPublicKey, verify } from 'node:crypto';
import { SECOND } from '../../core/domain/clock.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { isPrivate } from '../private-address.ts';
import { BYTES_MAX, bytesWithin, readFileBounded, systemCode } from '../read-file.ts';
import { decoded } from '../settings/secrets.ts';

/** How often the address may lead to another one. */
const HOPS_MAX = 5;
const ANSWER_WITHIN_MS = 10 * SECOND;

/** The place where the state file is kept. */
interface StateSource {
  /** The file as it is now. A file that cannot be read is never taken for an empty one. */
  read(signal: AbortSignal): Promise<StateReading>;
}

type StateReading =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'unreadable'; readonly mistake: Mistake };

/** The means to fetch a state file at an address. */
interface Fetching {
  readonly fetch: typeof globalThis.fetch;
  /** May hold `STATE_TOKEN`, or `STATE_USER` and `STATE_PASSWORD`, which open the address. */
  environment(): Readonly<Record<string, string | undefined>>;
}

/** A path, or an https address: at most 8 MiB, answered within ten seconds, fetched only when its ETag has changed. */
export function stateSource(location: string, fetching: Fetching): StateSource {
  return isAddress(location)
    ? addressSource(location, fetching)
    : { read: () => readPath(location, shownLocation(location)) };
}

/** Whether it is an address and not a path. An address with a mistyped scheme is one too. */
export function isAddress(location: string): boolean {
  return /^(?:https?:|[a-z][a-z\d+.-]*:\/\/)/i.test(location);
}

/** The user and the password in what is no address, perhaps because it was mistyped: `https//user:password@…`. */
const CREDENTIALS = /([^/:@]+):([^/@]+)(?=@)/;

/** The name of a state file in everything that is printed: its path, or its address without anything that may open it. */
export function shownLocation(location: string): string {
  if (!isAddress(location))
    return CREDENTIALS.test(location) ? location.replace(CREDENTIALS, '…').replace(/\?.*/, '') : location;
  const address = URL.parse(location);
  return address === null ? 'https://…' : `${address.protocol}//${address.host}${address.pathname}`;
}

/** Shorter values of a query are usually words, like the name of a branch: they are secrets only if their name says so. */
const UNNAMED_CHARACTERS_MIN = 16;
const SECRET_NAME =
  /token|secret|passw|pwd|signature|credential|api-?key|access-?key|(^|[-_.])(key|auth|pass|sig|code)$/i;

/** The parts of an address that may open it and must never be shown, as they are written and decoded. */
export function secretsIn(location: string): readonly string[] {
  if (!isAddress(location)) return CREDENTIALS.exec(location)?.slice(1) ?? [];
  const address = URL.parse(location);
  // In a text that is no URL, no part can be told from another.
  if (address === null) return [location];
  const { search, username, password } = address;
  const parameters = [...search.matchAll(/[?&]([^=&]*)=?([^&]*)/g)].flatMap(([, name = '', value = '']) => {
    if (value === '') return name.length < UNNAMED_CHARACTERS_MIN ? [] : [name];
    return value.length < UNNAMED_CHARACTERS_MIN && !SECRET_NAME.test(name) ? [] : [value];
  });
  const user = username.length >= UNNAMED_CHARACTERS_MIN ? [username] : [];
  const found = [...parameters, ...user, password].filter((value) => value !== '');
  return found.flatMap((value) => [value, decoded(value.replaceAll('+', ' '))]);
}

async function readPath(path: string, shown: string): Promise<StateReading> {
  try {
    return { kind: 'read', bytes: await readFileBounded(path) };
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return unreadable(mistake('no-state-file.here', { file: shown }));
    if (code === 'EISDIR') return unreadable(mistake('no-state-file.folder', { file: shown }));
    if (code === 'ESPIPE') return unreadable(mistake('no-state-file.device', { file: shown }));
    if (code === 'EFBIG') return tooBig(shown);
    return unreadable(mistake('state-unreadable.here', { file: shown, error: code }));
  }
}

function addressSource(location: string, { fetch, environment }: Fetching): StateSource {
  const shown = shownLocation(location);
  let last: { readonly etag: string; readonly bytes: Uint8Array } | null = null;

  async function answer(signal: AbortSignal): Promise<StateReading> {
    const { target, headers } = requestOf(location, environment());
    const options: RequestInit = {
      headers: last === null ? headers : { ...headers, 'if-none-match': last.etag },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      redirect: 'manual',
    };
    let response = await fetch(target, options);
    for (let hop = 0; hop < HOPS_MAX && isRedirection(response); hop++) {
      const next = URL.parse(response.headers.get('location') ?? '', response.url || target);
      // The credentials go along, and what answers is believed: both are meant for this host.
      if (next === null || next.origin !== new URL(target).origin)
        return unreadable(mistake('insecure-state.elsewhere', { where: shown }));
      response = await fetch(next.href, options);
    }
    if (response.status === 304 && last !== null) return { kind: 'read', bytes: last.bytes };
    // 206 is a part of a file.
    if (response.status !== 200)
      return unreadable(mistake('state-unreachable.status', { where: shown, status: response.status }));
    if (/\bhtml\b/i.test(response.headers.get('content-type') ?? ''))
      return unreadable(mistake('state-is-a-page.here', { where: shown }));
    const bytes = await bytesWithin(response.body, BYTES_MAX);
    if (bytes === null) return tooBig(shown);
    const etag = response.headers.get('etag');
    last = etag === null ? null : { etag, bytes };
    return { kind: 'read', bytes };
  }

  // All who ask while a server hangs wait for the same answer.
  let asking: Promise<StateReading> | null = null;
  return {
    read(signal) {
      asking ??= readNow(signal).finally(() => {
        asking = null;
      });
      return asking;
    },
  };

  async function readNow(signal: AbortSignal): Promise<StateReading> {
    if (!URL.canParse(location)) return unreadable(mistake('bad-url.state', { where: shown }));
    if (!isPrivate(new URL(location))) return unreadable(mistake('insecure-state.here', { where: shown }));
    try {
      return await answer(signal);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return unreadable(
        error.name === 'TimeoutError'
          ? mistake('state-unreachable.late', { where: shown, seconds: ANSWER_WITHIN_MS / SECOND })
          : mistake('state-unreachable.here', { where: shown }),
      );
    }
  }
}

function isRedirection({ status, headers }: Response): boolean {
  return status >= 300 && status < 400 && status !== 304 && headers.has('location');
}

/** A user and a password before the host are sent as such: fetch takes no address that has them. */
function requestOf(
  location: string,
  { STATE_TOKEN, STATE_USER = '', STATE_PASSWORD = '' }: Readonly<Record<string, string | undefined>>,
): { readonly target: string; readonly headers: Record<string, string> } {
  const address = new URL(location);
  const [user, password] =
    address.username || address.password
      ? [decoded(address.username), decoded(address.password)]
      : [STATE_USER, STATE_PASSWORD];
  address.username = '';
  address.password = '';
  const basic = user + password === '' ? null : Buffer.from(`${user}:${password}`).toString('base64');
  const authorization = STATE_TOKEN ? `Bearer ${STATE_TOKEN}` : basic && `Basic ${basic}`;
  return { target: address.href, headers: authorization === null ? {} : { authorization } };
}

function tooBig(where: string): StateReading {
  return unreadable(mistake('too-big.at', { where, max: BYTES_MAX }));
}

function unreadable(mistake: Mistake): StateReading {
  return { kind: 'unreadable', mistake };
}

/** The last line of a signed file. It signs everything before it, byte for byte. */
const SIGNATURE_LINE = /(?:^|\n)# signature: ([A-Za-z\d+/]{86}==)\r?\n?$/;

/**
 * Why a state file is not believed; null where its last line is a signature (Ed25519) by the owner of this key, a
 * SubjectPublicKeyInfo in base64.
 */
export function signatureMistake(content: Uint8Array | string, key: string, file: string): Mistake | null {
  const bytes = Buffer.from(content);
  // Each byte is one character, so that what is before the line is as long in both.
  const found = SIGNATURE_LINE.exec(bytes.toString('latin1'));
  if (found === null) return mistake('state-unsigned.here', { file });
  const signed = bytes.subarray(0, found.index + (found[0].startsWith('\n') ? 1 : 0));
  const opened = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const isSigned = verify(null, signed, opened, Buffer.from(found[1] ?? '', 'base64'));
  return isSigned ? null : mistake('state-unsigned.wrong', { file });
}
