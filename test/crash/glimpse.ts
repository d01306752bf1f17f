import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
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
    alerts: () =>
      alerts.all().map((row) => ({
        number: Number(row.number),
        isTold: row.told_at !== null,
        isOver: row.over_at !== null,
        isOverTold: row.over_told_at !== null,
      })),
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
