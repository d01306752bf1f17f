import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type MistakeSentence, OperatorError, operatorError } from '../core/domain/errors.ts';

/** Makes the error of a ledger at `place`. */
type Fault = (place: string, cause?: unknown) => OperatorError;

function faultOf(sentence: `${'ledger' | 'disk' | 'database'}-${string}` & MistakeSentence): Fault {
  return (place, cause) => {
    const why = cause instanceof Error ? cause.message : '';
    return operatorError(sentence, { place, why } as never, { cause });
  };
}

const unwritable = ownerNamed(faultOf('ledger-unwritable.here'));
const unopenable = ownerNamed(faultOf('ledger-unopenable.here'));

/** Names the owner of the folder, and how to change it, where that is another user, as after `sudo ./ausrufer`. */
function ownerNamed(fault: Fault): Fault {
  return (place, cause) => {
    const folder = dirname(place);
    const user = process.geteuid?.();
    const uid = [folder, place].map((path) => ownerOf(path)).find((uid) => uid !== null && uid !== user);
    if (user === undefined || uid === undefined || uid === null || !isDenied(place))
      return fault(place, cause);
    const owner = uid === 0 ? 'root' : `uid ${uid}`;
    return operatorError('ledger-unwritable.owned', { place, owner, user, folder }, { cause });
  };
}

function ownerOf(path: string): number | null {
  try {
    return statSync(path).uid;
  } catch {
    return null;
  }
}

/** By the permissions of the folder or the file: a disk that is read-only denies it otherwise. */
function isDenied(place: string): boolean {
  try {
    for (const path of [dirname(place), place]) accessSync(path, constants.R_OK | constants.W_OK);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES';
  }
}

const full = faultOf('disk-full.here');
/** The disk of an embedded ledger failed. Committed rows may not be on it. */
export const diskFailed = faultOf('ledger-disk.here');
export const damaged = faultOf('ledger-damaged.here');
/** A ledger that was moved. The cause names where to. */
export const movedAway = faultOf('ledger-moved.here');
/** The same of the people of the console. */
export const peopleMovedAway = faultOf('ledger-moved.people');
/** Another process held the lock for as long as this one waits. */
export const busyFor = faultOf('ledger-busy.here');
const gone = faultOf('ledger-gone.schema');
const refused = faultOf('database-refused.here');
const onlyRead = faultOf('database-refused.only-read');
const unreachable = faultOf('database-unreachable.here');
const untrusted = faultOf('database-tls.untrusted');
const withoutTls = faultOf('database-tls.absent');

/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const BY_RESULT_CODE = new Map<number, Fault>([
  [3, unwritable], // SQLITE_PERM
  [8, unwritable], // SQLITE_READONLY
  [10, diskFailed], // SQLITE_IOERR
  [11, damaged], // SQLITE_CORRUPT
  [13, full], // SQLITE_FULL
  [14, unopenable], // SQLITE_CANTOPEN
  [26, damaged], // SQLITE_NOTADB
]);
const BY_SYSTEM_CODE = new Map<string, Fault>([
  ...['EACCES', 'EPERM', 'EROFS'].map((code) => [code, unwritable] as const),
  ...['ENOSPC', 'EDQUOT'].map((code) => [code, full] as const),
  ['EIO', diskFailed],
]);

/** Translates an error of SQLite or of the file system for an operator. Null: it is a bug of ours. */
export function sqliteFault(error: unknown, file: string): 'busy' | OperatorError | null {
  if (error instanceof OperatorError) return error;
  if (!(error instanceof Error)) return null;
  const {
    code = '',
    errcode = 0,
    syscall,
  } = error as Error & { code?: string; errcode?: number; syscall?: string };
  if (syscall !== undefined) return (BY_SYSTEM_CODE.get(code) ?? unopenable)(file, error);
  if (code !== 'ERR_SQLITE_ERROR') return null;
  // The lower byte of an extended code is the primary one.
  const primary = errcode & 0xff;
  return primary === SQLITE_BUSY ? 'busy' : (BY_RESULT_CODE.get(primary)?.(file, error) ?? null);
}

/** Null only if there certainly is no such file: if that is unknown, opening it says why. */
export function bytesIn(file: string): number | null {
  try {
    return statSync(file).size;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? null
      : Number.POSITIVE_INFINITY;
  }
}

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_SQLSTATE = new Map<string, 'busy' | Fault>([
  // Serialization failure, deadlock: the same again succeeds.
  ...['40001', '40P01'].map((code) => [code, 'busy'] as const),
  // Lock timeout, statement timeout: another process holds the ledger, or the server is slow.
  ...['55P03', '57014'].map((code) => [code, busyFor] as const),
  // Wrong password, not authorised, no such database, no permission.
  ...['28P01', '28000', '3D000', '42501'].map((code) => [code, refused] as const),
  // A transaction that reads and writes on a standby, which does not support it; a write in one that only reads.
  ...['0A000', '25006'].map((code) => [code, onlyRead] as const),
  ['53100', full],
  // No such table, no such schema: it was renamed or dropped in use. A user whom a schema is closed to hears the same.
  ...['42P01', '3F000'].map((code) => [code, gone] as const),
  // The server starts, or ended a transaction that was frozen or took long.
  ...['55000', '25P03', '25P04'].map((code) => [code, unreachable] as const),
]);
/** Connection exceptions, insufficient resources, operator intervention, system errors, internal errors: of the server, not ours. */
const SERVER_CLASS = /^(?:08|53|57|58|XX)/;
const NETWORK_CODES: ReadonlySet<string> = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ENOENT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ETIMEDOUT'.split(' '),
);
/** pg has no codes for these. */
const NETWORK_WORDS =
  /Connection terminated|not queryable|Query read timeout|timeout exceeded when trying to connect/;
const TLS_REFUSED = 'The server does not support SSL connections';
/** A certificate that is not accepted: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE_CODE =
  /^(?:CERT_|CRL_|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|ERR_TLS_CERT_)|SELF_SIGNED_CERT/;

/** Translates an error of PostgreSQL or of the network for an operator. Null: it is a bug of ours. */
export function postgresFault(error: unknown, place: string): 'busy' | OperatorError | null {
  if (error instanceof OperatorError) return error;
  if (!(error instanceof Error)) return null;
  const { code = '', syscall } = error as Error & { code?: string; syscall?: string };
  // Only the files of certificates are opened.
  if (CERTIFICATE_CODE.test(code) || syscall === 'open') return untrusted(place, error);
  if (error.message === TLS_REFUSED) return withoutTls(place, error);
  const fault = BY_SQLSTATE.get(code);
  if (fault !== undefined) return fault === 'busy' ? fault : fault(place, error);
  const isNetwork = SERVER_CLASS.test(code) || NETWORK_CODES.has(code) || NETWORK_WORDS.test(error.message);
  return isNetwork ? unreachable(place, error) : null;
}
