import { ledger } from './001-ledger.ts';
import { moved } from './002-moved.ts';
import { rests } from './003-rests.ts';
import { told } from './004-told.ts';
import { growth } from './005-growth.ts';
import { words } from './006-words.ts';
import { changes } from './007-changes.ts';
import { owners } from './008-owners.ts';
import { signed } from './009-signed.ts';
import { unsought } from './010-unsought.ts';
import { ended } from './011-ended.ts';
import { sought } from './012-sought.ts';
import { planning } from './013-planning.ts';
import type { Migration } from './migration.ts';

/** Every step of the ledger's tables, oldest first. Their number is the version of the ledger. */
export const MIGRATIONS: readonly Migration[] = [
  ledger,
  moved,
  rests,
  told,
  growth,
  words,
  changes,
  owners,
  signed,
  unsought,
  ended,
  sought,
  planning,
];
