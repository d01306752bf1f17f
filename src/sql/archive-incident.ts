import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { DAY, type Instant } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Settings } from '../core/domain/settings.ts';
import { byDigest, isApproved } from '../core/ledger/approval.ts';
import { approvalsWith } from './approvals.ts';
import { digestsApproved, lastAccepted, readCommonView } from './claim-view.ts';
import { deletionsLeft } from './entries.ts';
import { type Fingerprint, fingerprint, lineOf, type RowFilter } from './fingerprint.ts';
import { incidentsKnown, unknownIncident } from './history.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { type LedgerPlace, openStore } from './open-store.ts';
import { entryOf } from './rows.ts';
import { read, write } from './store.ts';
import { anyTables, type Queries, type Row, type TableName } from './tables.ts';

/** An incident counts as over when nothing has changed for so long: look-ups compare with what was settled lately. */
const QUIET_MS = DAY;

export interface ArchivedTable {
  readonly table: TableName;
  /** The rows as they were in the ledger. */
  readonly ledger: Fingerprint;
  /** The rows as they were read back from the file. */
  readonly file: Fingerprint;
}

/** The rows of an incident, in an order in which they can be removed. */
function rowsOfIncident(incident: string): readonly (readonly [TableName, RowFilter])[] {
  const keys = sql`(select key from entries where incident = ${incident})`;
  const own: RowFilter = sql`incident = ${incident}`;
  const worded = (of: RowFilter) => sql`(select snapshot from entries where ${of} and snapshot is not null
    union select published_snapshot from entries where ${of} and published_snapshot is not null)`;
  return [
    ['snapshots', sql`digest in ${worded(own)} and digest not in ${worded(sql`incident <> ${incident}`)}`],
    ['earlierTexts', sql`key in ${keys}`],
    ['transitions', sql`key in ${keys}`],
    ['approvals', own],
    ['states', own],
    ['announcements', own],
    ['alerts', sql`about in ${keys}`],
    ['entries', own],
  ];
}

/**
 * Moves the rows of an earlier incident out of a ledger into `file`, which only this user may read: a line of JSON a
 * row, then one with who did it and the fingerprints. The file is on the disk, and was read back and compared, before a
 * row is removed; all of them are removed in one transaction, or none, and then overwritten. The file has its name only once
 * it is whole: what an archiving that failed leaves is named like none. Throws `not-known`,
 * `incident-open` for the incident of the state file, one that changed within a day, or one with an unknown entry or an
 * approved deletion that is still to be made, and `copy-differs`.
 */
export async function archiveIncident(
  place: LedgerPlace,
  incident: string,
  file: string,
  by: string,
  settings: Settings,
  now: Instant,
): Promise<readonly ArchivedTable[]> {
  await using store = await openStore(place, MIGRATIONS, now);
  const unproven = `${file}.part`;
  let isNamed = false;
  const moved = await write(store, async (db) => {
    await refuseOpen(db, incident, settings, now);
    try {
      const archived = await moveRows(db, incident, unproven, { by, at: now });
      renameSync(unproven, file);
      isNamed = true;
      return archived;
    } finally {
      rmSync(unproven, { force: true });
    }
  }).catch(async (error: unknown) => {
    // If nobody knows whether the rows are still there, the file may be all that is left of them.
    const isThere = isNamed && (await read(store, (db) => isKnown(db, incident)).catch(() => false));
    if (isThere) rmSync(file, { force: true });
    throw error;
  });
  await store.erased();
  return moved;
}

async function isKnown(db: Queries, incident: string): Promise<boolean> {
  const one = db.selectFrom('entries').select('key').where('incident', '=', incident).limit(1);
  return (await one.execute()).length > 0;
}

/** Copies the rows into the file, compares, and removes them. */
async function moveRows(
  db: Queries,
  incident: string,
  file: string,
  signed: { readonly by: string; readonly at: Instant },
): Promise<readonly ArchivedTable[]> {
  const descriptor = openSync(file, 'w', 0o600);
  const ledger = new Map<TableName, Fingerprint>();
  try {
    for (const [table, only] of rowsOfIncident(incident)) {
      const add = async (rows: readonly Row[]) => {
        for (const row of rows) writeSync(descriptor, `{"table":"${table}","row":${lineOf(row)}}\n`);
      };
      ledger.set(table, await fingerprint(db, table, add, only));
    }
    const tables = Object.fromEntries(ledger);
    writeSync(descriptor, `${JSON.stringify({ archived: incident, ...signed, tables })}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  const read = await fingerprintsIn(file);
  const none: Fingerprint = { rows: 0, digest: createHash('sha256').digest('hex') };
  const archived: ArchivedTable[] = [];
  for (const [table, only] of rowsOfIncident(incident)) {
    const [kept, found] = [ledger.get(table) ?? none, read.get(table) ?? none];
    const { numDeletedRows } = await anyTables(db).deleteFrom(table).where(only).executeTakeFirstOrThrow();
    if (kept.rows !== found.rows || kept.digest !== found.digest || Number(numDeletedRows) !== kept.rows)
      throw operatorError('copy-differs.archive', { table, incident, found: found.rows, rows: kept.rows });
    archived.push({ table, ledger: kept, file: found });
  }
  return archived;
}

async function refuseOpen(db: Queries, incident: string, settings: Settings, now: Instant): Promise<void> {
  if ((await lastAccepted(db))?.incident === incident)
    throw operatorError('incident-open.accepted', { incident });
  const ofIncident = db.selectFrom('entries').where('incident', '=', incident);
  const newest = await ofIncident
    .select('updatedAt')
    .orderBy('updatedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  const accepted = await db
    .selectFrom('states')
    .select('at')
    .where('incident', '=', incident)
    .executeTakeFirst();
  if (!newest && !accepted) throw unknownIncident(incident, await incidentsKnown(db));
  if (newest && now - newest.updatedAt < QUIET_MS) throw operatorError('incident-open.recent', { incident });
  const unsettled = await ofIncident
    .select('key')
    .where('state', 'in', ['sending', 'unknown'])
    .executeTakeFirst();
  if (unsettled) throw operatorError('incident-open.unsettled', { incident, key: unsettled.key });
  const left = (await deletionsLeft(db, 'this', incident).selectAll().execute()).map(entryOf);
  const { messages, preApprovals } = await readCommonView(db);
  const approvals = byDigest([...(await approvalsWith(db, left.flatMap(digestsApproved))), ...preApprovals]);
  // A deletion that nobody approved is never made.
  const deletion = left.find((one) => one.attempts > 0 || isApproved(one, { approvals, messages, settings }));
  if (deletion) throw operatorError('incident-open.deletion', { incident, key: deletion.key });
}

async function fingerprintsIn(file: string): Promise<ReadonlyMap<string, Fingerprint>> {
  const found = new Map<string, { rows: number; hash: Hash }>();
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const { table, row } = JSON.parse(line) as { table?: string; row?: Row };
    if (table === undefined || row === undefined) continue;
    const { rows, hash } = found.get(table) ?? { rows: 0, hash: createHash('sha256') };
    found.set(table, { rows: rows + 1, hash: hash.update(`${lineOf(row)}\n`) });
  }
  return new Map([...found].map(([table, { rows, hash }]) => [table, { rows, digest: hash.digest('hex') }]));
}
