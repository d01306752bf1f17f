import { OperatorError, operatorError } from '../core/domain/errors.ts';

/** What SQLite's result codes mean to an operator: https://www.sqlite.org/rescode.html. The lower byte is the primary code. */
export function sqliteFault(error: unknown, file: string): 'busy' | OperatorError | null {
  if (error instanceof OperatorError) return error;
  if (!(error instanceof Error)) return null;
  const { code, errcode } = error as Error & { code?: string; errcode?: number };
  if (code === 'ERR_SQLITE_ERROR' && errcode !== undefined) return byResultCode(errcode & 0xff, file, error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return unwritable(file, error);
    case 'ENOSPC':
    case 'EDQUOT':
      return full(file, error);
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return unopenable(file, error);
    default:
      return null;
  }
}

function byResultCode(code: number, file: string, cause: Error): 'busy' | OperatorError | null {
  switch (code) {
    case 5: // SQLITE_BUSY
      return 'busy';
    case 3: // SQLITE_PERM
    case 8: // SQLITE_READONLY
      return unwritable(file, cause);
    case 14: // SQLITE_CANTOPEN
      return unopenable(file, cause);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return damaged(file, cause);
    case 13: // SQLITE_FULL
      return full(file, cause);
    case 10: // SQLITE_IOERR
      return operatorError(
        'ledger-disk',
        `The disk failed while the ledger ${file} was read or written: ${cause.message}`,
        'Check the disk and its free space. What was being sent meanwhile is looked for on the platforms at the next start.',
        { cause },
      );
    default:
      return null;
  }
}

function unwritable(file: string, cause: Error): OperatorError {
  return operatorError(
    'ledger-unwritable',
    `The ledger ${file} can't be written`,
    'Let the user that runs this program write the file and its folder, or name another folder with --data.',
    { cause },
  );
}

function unopenable(file: string, cause: Error): OperatorError {
  return operatorError(
    'ledger-unopenable',
    `The ledger ${file} can't be opened`,
    'Check that the path is a file in a folder that the user of this program may read and write.',
    { cause },
  );
}

function full(file: string, cause: Error): OperatorError {
  return operatorError(
    'disk-full',
    `The disk is full: the ledger ${file} can't be written`,
    'Make room. Nothing goes out until the ledger can be written; nothing that was written is lost.',
    { cause },
  );
}

export function damaged(file: string, cause?: Error): OperatorError {
  return operatorError(
    'ledger-damaged',
    `The ledger ${file} is damaged, cut off, or no ledger`,
    'Put it aside, do not delete it, and follow docs/operations.md, "When the ledger is lost".',
    cause && { cause },
  );
}

/** Somebody held the lock for as long as anybody waits. */
export function busyFor(place: string, cause: unknown): OperatorError {
  return operatorError(
    'ledger-busy',
    `The ledger ${place} is held by another process, and stayed so`,
    'Look for a process that hangs: another Ausrufer, a backup, or a shell that left a transaction open.',
    { cause },
  );
}

/** What PostgreSQL's SQLSTATE codes and the network's errors mean: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function postgresFault(error: unknown, place: string): 'busy' | OperatorError | null {
  if (error instanceof OperatorError) return error;
  if (!(error instanceof Error)) return null;
  const { code = '' } = error as Error & { code?: string };
  if (PASSING.has(code)) return 'busy';
  if (SLOW.has(code)) return busyFor(place, error);
  if (REFUSED.has(code))
    return operatorError(
      'database-refused',
      `The database ${place} refuses the program: ${error.message}`,
      'Check user, password and database name in DATABASE_URL, and that this user may create a schema in it.',
      { cause: error },
    );
  if (code === '53100')
    return operatorError('disk-full', `The disk of ${place} is full`, 'Make room on the database server.', {
      cause: error,
    });
  if (code.startsWith('08') || UNREACHABLE.has(code) || UNREACHABLE_WORDS.test(error.message))
    return operatorError(
      'database-unreachable',
      `The database ${place} can't be reached: ${error.message}`,
      'Check DATABASE_URL, the network and the server. Nothing goes out until the ledger can be written.',
      { cause: error },
    );
  return null;
}

/** Serialization failure, deadlock: the same again succeeds. */
const PASSING: ReadonlySet<string> = new Set(['40001', '40P01']);
/** Lock timeout, statement timeout: somebody holds the ledger, or the server is slow. */
const SLOW: ReadonlySet<string> = new Set(['55P03', '57014']);
/** Wrong password, not authorised, no such database, may not, read only. */
const REFUSED: ReadonlySet<string> = new Set(['28P01', '28000', '3D000', '42501', '25006']);
/** Refused, reset, no such host, timeout; the server stops, starts, or has no room for another connection. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
/** pg has no codes for these. */
const UNREACHABLE_WORDS =
  /Connection terminated|Query read timeout|timeout exceeded when trying to connect|SSL connections/;
