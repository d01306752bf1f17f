import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { LEDGER_NAMES, placeNamed } from '../../src/app/locate-ledgers.ts';
import type { ChannelId } from '../../src/core/domain/channel.ts';
import type { Action } from '../../src/core/domain/post-key.ts';
import type { EntryState } from '../../src/core/ledger/entry.ts';

export interface Line {
  readonly key: string;
  readonly announcement: string;
  readonly account: string;
  readonly channel: ChannelId;
  readonly action: Action;
  readonly state: EntryState;
}

/** What the ledger says that staff were told. */
export interface AlertLine {
  readonly number: number;
  readonly isOver: boolean;
  readonly isTold: boolean;
  readonly isOverTold: boolean;
}

/** What a second connection sees of the ledger's file while the program works on it: what is on disk, and no more. */
export interface Glimpse extends Disposable {
  lines(): readonly Line[];
  linesOf(announcement: string, account: string): readonly Line[];
  /** Those that are not carried out. */
  unsettled(): readonly Line[];
  /** Of facts with a mistake, oldest first. */
  alerts(): readonly AlertLine[];
  /** When it was settled first, or null. */
  settledAt(key: string): number | null;
  /** Has the next process ask again whose credential the account has. */
  forgetOwner(account: string): void;
  /** Nobody else can write until what is returned is called. Null: somebody is writing. */
  block(): (() => void) | null;
}

/** Null as long as there is no ledger. */
export function glimpse(file: string): Glimpse | null {
  if (!existsSync(file)) return null;
  const reader = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  if (!reader.prepare("select 1 from sqlite_master where name = 'transitions'").get()) {
    reader.close();
    return null;
  }
  const writer = new DatabaseSync(file, { timeout: 0 });
  // Asked a thousand times a second while the platforms run in the same process: the database picks, not JavaScript.
  const query = 'select key, announcement, account, channel, action, state from entries';
  const lines = reader.prepare(query);
  const linesOf = reader.prepare(`${query} where announcement = ? and account = ?`);
  const unsettled = reader.prepare(`${query} where state <> 'posted'`);
  const settled = reader.prepare('select min(at) as at from transitions where key = ? and "to" = \'posted\'');
  const alerts = reader.prepare(
    "select number, told_at, over_at, over_told_at from alerts where code = 'facts-broken' order by number",
  );
  return {
    alerts: () => alerts.all().map(alertOf),
    lines: () => lines.all() as unknown as Line[],
    linesOf: (announcement, account) => linesOf.all(announcement, account) as unknown as Line[],
    unsettled: () => unsettled.all() as unknown as Line[],
    settledAt(key) {
      const at = settled.get(key)?.at;
      return typeof at === 'number' ? at : null;
    },
    forgetOwner: (account) =>
      void writer.prepare('update accounts set owner_proof = null where account = ?').run(account),
    block() {
      try {
        writer.exec('begin immediate');
      } catch (error) {
        if (error instanceof Error && error.message.includes('locked')) return null;
        throw error;
      }
      return () => writer.exec('rollback');
    },
    [Symbol.dispose]() {
      reader.close();
      writer.close();
    },
  };
}

/** Between two readings of a database. */
const READ_EVERY_MS = 5;
const LIVE = 'ausrufer_live';
const READING = `
  select key, announcement, account, channel, action, state from ${LIVE}.entries;
  select key, min(at) as at from ${LIVE}.transitions where "to" = 'posted' group by key;
  select number, told_at, over_at, over_told_at from ${LIVE}.alerts where code = 'facts-broken' order by number`;

/**
 * The same of a ledger on PostgreSQL: as it was a moment ago, because it is read again and again. All ledgers in the database
 * are removed first.
 */
export async function glimpseOfDatabase(
  url: string,
): Promise<AsyncDisposable & { readonly look: () => Glimpse | null }> {
  const [reader, writer] = [new Client(url), new Client(url)];
  await Promise.all([reader.connect(), writer.connect()]);
  for (const name of LEDGER_NAMES) {
    const place = placeNamed(name, url, '');
    if (place.kind === 'postgres') await writer.query(`drop schema if exists ${place.schema} cascade`);
  }
  let seen: { lines: Line[]; settled: Map<string, number>; alerts: AlertLine[] } | null = null;
  let isClosed = false;
  let lock: 'free' | 'asked' | 'held' = 'free';

  async function readAll(): Promise<void> {
    while (!isClosed) {
      const made = await reader.query(`select to_regclass('${LIVE}.alerts') is not null as made`);
      if (made.rows[0]?.made === true) {
        const [lines, settled, alerts] = (await reader.query(READING)) as unknown as Rows[];
        seen = {
          lines: (lines?.rows ?? []) as unknown as Line[],
          settled: new Map((settled?.rows ?? []).map(({ key, at }) => [String(key), Number(at)])),
          alerts: (alerts?.rows ?? []).map(alertOf),
        };
      }
      await sleep(READ_EVERY_MS);
    }
  }

  async function takeLock(): Promise<void> {
    lock = 'asked';
    await writer.query('begin');
    const { rows } = await writer.query(`select one from ${LIVE}.ledger for update skip locked`);
    if (rows.length > 0) lock = 'held';
    else await freeLock();
  }

  async function freeLock(): Promise<void> {
    await writer.query('rollback');
    lock = 'free';
  }

  const lines = () => seen?.lines ?? [];
  const glimpse: Glimpse = {
    lines,
    linesOf: (announcement, account) =>
      lines().filter((line) => line.announcement === announcement && line.account === account),
    unsettled: () => lines().filter(({ state }) => state !== 'posted'),
    alerts: () => seen?.alerts ?? [],
    settledAt: (key) => seen?.settled.get(key) ?? null,
    forgetOwner: (account) =>
      void writer.query(`update ${LIVE}.accounts set owner_proof = null where account = $1`, [account]),
    block() {
      if (lock === 'free') void takeLock();
      return lock === 'held' ? () => void freeLock() : null;
    },
    [Symbol.dispose]() {},
  };
  const reading = readAll();
  return {
    look: () => (seen === null ? null : glimpse),
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await reading;
      await Promise.all([reader.end(), writer.end()]);
    },
  };
}

interface Rows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

function alertOf(row: Readonly<Record<string, unknown>>): AlertLine {
  return {
    number: Number(row.number),
    isTold: row.told_at !== null,
    isOver: row.over_at !== null,
    isOverTold: row.over_told_at !== null,
  };
}
