import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isMistake, operatorError } from '../../core/domain/errors.ts';
import { sqliteFault } from '../faults.ts';
import { makePrivate } from './open-database.ts';

/** Keeps the connections referenced: the garbage collector would close them, and release their locks. */
const held = new Set<DatabaseSync>();

const lockOf = (ledgerFile: string) => `${ledgerFile}.worker`;

/**
 * The right to work an embedded ledger, for one process at a time; on PostgreSQL several may. It is a lock of the
 * operating system on a file beside the ledger, so it ends with its process, however that ends. Throws `worker-running`
 * where another holds it.
 */
export function lockWorker(ledgerFile: string): Disposable {
  const file = lockOf(ledgerFile);
  try {
    makePrivate(file);
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      database.exec('begin exclusive');
    } catch (error) {
      database.close();
      throw error;
    }
    held.add(database);
    return {
      [Symbol.dispose]() {
        held.delete(database);
        database.close();
      },
    };
  } catch (error) {
    const fault = sqliteFault(error, file);
    if (fault === null) throw error;
    if (fault !== 'busy') throw fault;
    throw operatorError('worker-running.file', { file: ledgerFile }, { cause: error });
  }
}

/** Whether a worker, or a command that delivers, has the ledger in this file now. */
export function isWorked(ledgerFile: string): boolean {
  // Whoever only asks leaves no lock behind: that of another user would keep the worker out.
  if (!existsSync(lockOf(ledgerFile))) return false;
  try {
    lockWorker(ledgerFile)[Symbol.dispose]();
    return false;
  } catch (error) {
    if (isMistake(error, 'worker-running')) return true;
    throw error;
  }
}
