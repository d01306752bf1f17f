import { ledger } from './001-ledger.ts';
import type { Migration } from './migration.ts';

/** Every step of the ledger's tables, oldest first. Their number is the version of the ledger. */
export const MIGRATIONS: readonly Migration[] = [ledger];
