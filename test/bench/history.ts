import { join } from 'node:path';
import { sql } from 'kysely';
import { takeOver } from '../../src/app/deliver-change.ts';
import { openLedgerAt } from '../../src/app/ledgers.ts';
import { load } from '../../src/app/load.ts';
import { ledgerPlace } from '../../src/app/locate-ledgers.ts';
import { optionsFrom } from '../../src/app/options.ts';
import { systemRuntime } from '../../src/cli/system-runtime.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import type { Queries, TableName } from '../../src/sql/tables.ts';
import { dropSchemas } from '../fixtures/postgres.ts';
import { ROOT } from './process.ts';
import type { BenchRegion } from './region.ts';

const DAY_MS = 86_400_000;

/**
 * Fills the ledger of a region in seconds: everything that its state file says is published, and so are so many posts of
 * earlier incidents. Those are copies of today's, each incident a day older, with all that a post leaves behind: its text,
 * what it was worded from, four transitions, an approval, and for each incident a version of the state file and an alert.
 */
export async function fill(
  region: BenchRegion,
  oldPosts: number,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const runtime = { ...systemRuntime(new AbortController().signal), environment: () => env };
  const { folder } = region;
  const options = optionsFrom({
    ...{ config: folder, messages: join(ROOT, 'messages'), data: join(folder, 'data') },
  });
  const app = await load(runtime, options);
  const place = ledgerPlace(app.files.settings, options.data, 'live');
  const now = Date.now();
  if (place.kind === 'postgres') await dropSchemas(place.url, place.schema);
  const ledger = await openLedgerAt(place, app.files.settings, now);
  const { plan } = await takeOver(app, ledger, 'live');
  await ledger.close();
  await using store = await openStore(place, MIGRATIONS, now);
  if (store.dialect === 'sqlite') await sql`pragma synchronous = off`.execute(store.db);
  await store.db.transaction().execute(async (db) => {
    if (place.kind === 'postgres') await sql`set local search_path to ${sql.id(place.schema)}`.execute(db);
    await publish(db, now);
    const incidents = Math.ceil(oldPosts / Math.max(1, plan.posts.length));
    await copy(db, incidents);
  });
  // As the server's own autovacuum does soon after.
  if (place.kind === 'postgres') await sql`vacuum analyze`.execute(store.db);
}

/** Everything that waits is published now. */
async function publish(db: Queries, now: number): Promise<void> {
  await sql`update entries set state = 'posted', attempts = 1, remote_id = cast(1000000000 + rank as text),
    url = 'http://127.0.0.1/' || key, posted_at = ${now}, left_by = ${now}, updated_at = ${now},
    published_text = text, published_snapshot = snapshot`.execute(db);
  await sql`insert into transitions (key, "from", "to", at, why, approvers)
    select key, 'waiting', 'sending', ${now}, null, '["bench"]' from entries`.execute(db);
  await sql`insert into transitions (key, "from", "to", at, why, approvers)
    select key, 'sending', 'posted', ${now}, null, null from entries`.execute(db);
}

/** Columns that differ between an incident and its copy number `n`. */
const OTHERWISE: Partial<Record<TableName, Readonly<Record<string, string>>>> = {
  snapshots: { digest: "n || '-' || digest" },
  entries: {
    key: "n || '-' || key",
    incident: "n || '-' || incident",
    digest: "n || '-' || digest",
    snapshot: "n || '-' || snapshot",
    published_snapshot: "n || '-' || published_snapshot",
    remote_id: "remote_id || '-' || n",
    ...Object.fromEntries(
      ['at', 'due', 'posted_at', 'left_by', 'created_at', 'updated_at'].map((column) => [
        column,
        `${column} - n * ${DAY_MS}.0`,
      ]),
    ),
  },
  transitions: { id: '', key: "n || '-' || key", at: `at - n * ${DAY_MS}.0` },
  states: { number: '', incident: "n || '-' || incident", at: `at - n * ${DAY_MS}.0` },
  announcements: {
    incident: "n || '-' || incident",
    first_read: `first_read - n * ${DAY_MS}.0`,
    listed: '0',
  },
};

async function copy(db: Queries, incidents: number): Promise<void> {
  if (incidents === 0) return;
  const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${incidents})`;
  for (const [table, otherwise] of Object.entries(OTHERWISE)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} limit 1`.execute(
      db,
    );
    const columns = Object.keys(rows[0] ?? {})
      .map(snake)
      .filter((column) => otherwise[column] !== '');
    const names = columns.map((column) => `"${column}"`).join(', ');
    const values = columns.map((column) => otherwise[column] ?? `"${column}"`).join(', ');
    await sql
      .raw(
        `insert into ${table} (${names}) ${numbers} select ${values} from numbers cross join (select * from ${table}) as today`,
      )
      .execute(db);
  }
  // The one that was accepted last.
  await sql`insert into states (incident, digest, mode, at)
    select incident, digest, mode, at from states order by number limit 1`.execute(db);
  await sql
    .raw(
      `insert into approvals (digest, incident, post, kind, file, words, "by", at, void_at)
       select digest, incident, key, null, null, null, 'bench', created_at, null from entries`,
    )
    .execute(db);
  await sql
    .raw(
      `insert into alerts (id, topic, "group", about, code, reason, since, due_at, telling_at, told_at, over_at, over_told_at)
       ${numbers} select 'old-' || n, 'plan', 'old', '', 'held', '{"code":"held"}', n, n, n, n, n, n from numbers`,
    )
    .execute(db);
}

/** Kysely gives the columns in camel case. */
function snake(column: string): string {
  return column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
