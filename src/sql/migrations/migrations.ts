import { ledger } from './001-ledger.ts';
import { pacing } from './002-pacing.ts';
import { alerts } from './003-alerts.ts';
import { held } from './004-held.ts';
import { approvers } from './005-approvers.ts';
import { limits } from './006-limits.ts';
import type { Migration } from './migration.ts';

/** Every step of the ledger's tables, oldest first. Their number is the version of the ledger. */
export const MIGRATIONS: readonly Migration[] = [ledger, pacing, alerts, held, approvers, limits];
