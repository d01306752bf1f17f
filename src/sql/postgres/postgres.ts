import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
  type TransactionSettings,
} from 'kysely';
import { Pool } from 'pg';
import { operatorError } from '../../core/domain/errors.ts';
import { postgresFault } from '../faults.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';

const CONNECTIONS_MAX = 10;
const CONNECT_MS_MAX = 10_000;
const STATEMENT_MS_MAX = 60_000;
/** The server ends a statement before this; only a frozen network takes as long. */
const ANSWER_MS_MAX = 90_000;
const LOCK_MS_MAX = 20_000;
/** A process that freezes within a transaction loses its lock before another gives up waiting for it. */
const IDLE_MS_MAX = 10_000;
/** The server is asked about a commit for longer than it leaves an idle transaction open. */
const STATUS_MS_MAX = 15_000;
const STATUS_EVERY_MS = 100;
/** Encodings that hold every text: `SQL_ASCII` keeps bytes as they come. */
const ENCODINGS: ReadonlySet<string> = new Set(['UTF8', 'SQL_ASCII']);

/**
 * A ledger in a schema of its own in a PostgreSQL database. The first query connects; then and later an OperatorError
 * says when the database can't be reached or refuses. `url`: `postgres://user:password@host:port/database`, with
 * `?sslmode=verify-full` or `disable` for a host other than this one. Throws an OperatorError where it has neither.
 */
export function openPostgres(url: string, schema: string): Store {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new Error(`${schema} can't name a schema`);
  const address = addressOf(url);
  const place = `${address.host}${address.pathname}, schema ${schema}`;
  refuseUnprotected(address);
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: ANSWER_MS_MAX,
    application_name: connectionName(schema),
    // So the server knows whether a worker uses the ledger, also while the worker has nothing to do.
    min: 1,
  });
  // The pool replaces an idle connection that breaks; without a listener its error ends the process.
  pool.on('error', () => undefined);
  // So would that of a connection in use, between two queries: the next query fails instead.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const createDriver = () => new SchemaDriver(pool, schema);
  const dialect = Object.assign(new PostgresDialect({ pool }), { createDriver });
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
  const close = async () => {
    await db.destroy();
    if (!pool.ended) await pool.end();
  };
  return {
    dialect: 'postgres',
    db,
    place,
    known: Number.POSITIVE_INFINITY,
    witness: null,
    fault: (error) => postgresFault(error, place),
    gather: () => setImmediate(),
    async transactionOf(queries) {
      const { rows } = await sql<{ named: string | null }>`
        select pg_current_xact_id_if_assigned() || ' ' || now() as named`.execute(queries);
      return rows[0]?.named ?? null;
    },
    async isCommitted(transaction) {
      const [, id, begun] = /^(\d+) (.+)$/.exec(transaction) ?? [];
      const end = performance.now() + STATUS_MS_MAX;
      while (performance.now() < end) {
        // A crashed server reuses the numbers of transactions that it lost, and begins its statistics again: that tells of the crash.
        const told = await sql<{ committed: boolean | null }>`
          select nullif(status, 'in progress') = 'committed' as committed
          from (select case when stats_reset < ${begun}::timestamptz then pg_xact_status(${id}::xid8) else '' end as status
                from pg_stat_bgwriter) as told`
          .execute(db)
          .catch(() => null);
        const committed = told?.rows[0]?.committed ?? null;
        if (committed !== null) return committed;
        await sleep(STATUS_EVERY_MS);
      }
      return false;
    },
    // The server answers a commit when it is.
    async onDisk() {},
    async erased() {},
    checkPresence() {},
    async hasMigrations(queries) {
      const { rows } = await sql<{ found: boolean }>`
        select to_regclass(${`${schema}.migrations`}) is not null as found`.execute(queries);
      return rows[0]?.found === true;
    },
    async prepare(queries) {
      const { rows: settings } = await sql<{ encoding: string }>`
        select current_setting('server_encoding') as encoding`.execute(queries);
      const encoding = settings[0]?.encoding ?? '';
      if (!ENCODINGS.has(encoding)) throw operatorError('database-encoding.here', { place, encoding });
      await sql`select pg_advisory_xact_lock(hashtext(${`ausrufer ${schema}`}))`.execute(queries);
      const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(queries);
      if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(queries);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Names the connections of the program to a ledger, as the server lists them; it takes 63 bytes. */
export function connectionName(schema: string): string {
  return `ausrufer ${schema}`.slice(0, 63);
}

function addressOf(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw operatorError(
      'database-url.here',
      {},
      // The address itself is not told, and so is not kept: it holds a password.
      { cause: (cause as Error).name },
    );
  }
}

/** This machine: its loopback addresses, and the folder of a Unix socket. */
const THIS_MACHINE = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|(?:\/|%2f).*)$/i;

/**
 * pg connects without TLS unless it is asked, and takes words for it that promise less than they say. So another host
 * needs one of two: `verify-full`, or `disable` where somebody decided so.
 */
function refuseUnprotected({ hostname, searchParams }: URL): void {
  // In the order in which pg looks for a host.
  const host = searchParams.getAll('host').at(-1) || hostname || process.env.PGHOST || 'localhost';
  const modes = searchParams.getAll('sslmode');
  if (THIS_MACHINE.test(host) || (modes.length === 1 && /^(?:verify-full|disable)$/.test(modes[0] ?? '')))
    return;
  throw operatorError('database-tls.unsaid', { host });
}

/** Names the schema in every transaction, so that it also holds behind a pooler that shares connections. */
class SchemaDriver extends PostgresDriver {
  readonly #schema: string;

  constructor(pool: Pool, schema: string) {
    super({ pool });
    this.#schema = schema;
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    const { isolationLevel = 'read committed', accessMode = 'read write' } = settings;
    const begin = `start transaction isolation level ${isolationLevel} ${accessMode};
      set local search_path to "${this.#schema}";
      set local statement_timeout to ${STATEMENT_MS_MAX};
      set local lock_timeout to ${LOCK_MS_MAX};
      set local idle_in_transaction_session_timeout to ${IDLE_MS_MAX};
      set local synchronous_commit to on`;
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}
