import { type ErrorCode, OperatorError, operatorError } from '../core/domain/errors.ts';

/** Words for staff what is wrong with the ledger at `place`. */
type Fault = (place: string, cause?: unknown) => OperatorError;

function faultOf(code: ErrorCode, message: (place: string, why: string) => string, advice: string): Fault {
  return (place, cause) =>
    operatorError(code, message(place, cause instanceof Error ? cause.message : ''), advice, { cause });
}

const unwritable = faultOf(
  'ledger-unwritable',
  (file) => `The ledger ${file} can't be written`,
  'Let the user that runs this program write the file and its folder, or name another folder with --data.',
);
const unopenable = faultOf(
  'ledger-unopenable',
  (file) => `The ledger ${file} can't be opened`,
  'Check that the path is a file in a folder that the user of this program may read and write.',
);
const full = faultOf(
  'disk-full',
  (place) => `The disk is full: the ledger ${place} can't be written`,
  'Make room. Nothing goes out until the ledger can be written; nothing that was written is lost.',
);
const diskFailed = faultOf(
  'ledger-disk',
  (file, why) => `The disk failed while the ledger ${file} was read or written: ${why}`,
  'Check the disk and its free space. What was being sent meanwhile is looked for on the platforms at the next start.',
);
export const damaged = faultOf(
  'ledger-damaged',
  (file) => `The ledger ${file} is damaged, cut off, or not a ledger`,
  'Put it aside, do not delete it, and follow docs/operations.md, "When the ledger is lost".',
);
/** A ledger that was moved. The cause names where to. */
export const movedAway = faultOf(
  'ledger-moved',
  (place, to) => `The ledger ${place} was moved to ${to}`,
  'Nothing is posted from it any more. Point DATABASE_URL in .env, or --data, to where it is now.',
);
/** Another process held the lock for as long as this one waits. */
export const busyFor = faultOf(
  'ledger-busy',
  (place) => `The ledger ${place} is held by another process, and stayed so`,
  'Look for a process that hangs: another Ausrufer, a backup, or a shell that left a transaction open.',
);
const refused = faultOf(
  'database-refused',
  (place, why) => `The database ${place} refuses the program: ${why}`,
  'Check user, password and database name in DATABASE_URL, and that this user may create a schema in it.',
);
const unreachable = faultOf(
  'database-unreachable',
  (place, why) => `The database ${place} can't be reached: ${why}`,
  'Check DATABASE_URL, the network and the server. Nothing goes out until the ledger can be written.',
);
const untrusted = faultOf(
  'database-tls',
  (place, why) => `The certificate of the database ${place} is not accepted: ${why}`,
  'Name the CA of the database with sslrootcert=FILE in DATABASE_URL, and its host as in the certificate; renew it if it has expired.',
);
const withoutTls = faultOf(
  'database-tls',
  (place) => `The database ${place} offers no TLS`,
  'Switch TLS on at the server. Where the network between is protected otherwise, write sslmode=disable into DATABASE_URL.',
);

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
  ...['ENOTDIR', 'EEXIST', 'EISDIR'].map((code) => [code, unopenable] as const),
]);

/** Translates an error of SQLite or of the file system for an operator. Null: it is a bug of ours. */
export function sqliteFault(error: unknown, file: string): 'busy' | OperatorError | null {
  if (error instanceof OperatorError) return error;
  if (!(error instanceof Error)) return null;
  const { code = '', errcode = 0 } = error as Error & { code?: string; errcode?: number };
  if (code !== 'ERR_SQLITE_ERROR') return BY_SYSTEM_CODE.get(code)?.(file, error) ?? null;
  // The lower byte of an extended code is the primary one.
  const primary = errcode & 0xff;
  return primary === SQLITE_BUSY ? 'busy' : (BY_RESULT_CODE.get(primary)?.(file, error) ?? null);
}

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_SQLSTATE = new Map<string, 'busy' | Fault>([
  // Serialization failure, deadlock: the same again succeeds.
  ...['40001', '40P01'].map((code) => [code, 'busy'] as const),
  // Lock timeout, statement timeout: another process holds the ledger, or the server is slow.
  ...['55P03', '57014'].map((code) => [code, busyFor] as const),
  // Wrong password, not authorised, no such database, no permission, read only.
  ...['28P01', '28000', '3D000', '42501', '25006'].map((code) => [code, refused] as const),
  ['53100', full],
  // The server stops, starts, has no room for another connection, or ended one that was frozen.
  ...['57P01', '57P02', '57P03', '53300', '25P03'].map((code) => [code, unreachable] as const),
]);
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
  // Class 08: connection exceptions.
  const isNetwork = code.startsWith('08') || NETWORK_CODES.has(code) || NETWORK_WORDS.test(error.message);
  return isNetwork ? unreachable(place, error) : null;
}
