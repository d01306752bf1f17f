import type { Instant } from '../../core/domain/clock.ts';
import type { LogEntry, Logged, LogLine } from '../../core/domain/signed-log.ts';
import type { Store } from '../store.ts';
import type { PeopleQueries } from './tables.ts';
import { append, change, first, type PeopleRow, reading } from './transaction.ts';

export type KeptAssertion = PeopleRow<'assertions'>;
export type DraftRow = PeopleRow<'drafts'>;
/** Free words that somebody wrote into the facts of a municipality or group. */
export type WrittenWords = PeopleRow<'writtenWords'>;

/** The lines of the log for one act, with the signature that proves it and the free words that it writes. */
export interface LoggedAct {
  readonly entries: readonly LogEntry[];
  readonly assertion?: KeptAssertion | null;
  readonly wrote?: readonly WrittenWords[];
}

/** The work of people: the log, its signatures, drafts. */
export function workOf(store: Store) {
  return {
    record: (done: LoggedAct) => change(store, (db) => keep(db, done)),
    /** Reads the log, the oldest line first: all of it, or the newest lines up to a number. */
    log: (newest?: number) =>
      reading(store, async (db) => {
        const lines = db.selectFrom('log').selectAll().orderBy('number', 'desc');
        const rows = await (newest === undefined ? lines : lines.limit(newest)).execute();
        return rows.reverse().map(lineOf);
      }),
    /**
     * The ids of those who changed an announcement by a command: their line in the log begins with its incident and its id, or
     * with the id alone where the incident was a draft.
     */
    changedByCommand: (announcement: string, incident: string) =>
      reading(store, async (db) => {
        const lines = db.selectFrom('log').select(['id', 'about']).where('what', '=', 'changed');
        const rows = await lines.where('via', '=', 'command-line').execute();
        const names = [announcement, `${incident}/${announcement}`];
        return rows.filter(({ about }) => names.includes(about.split(' ')[0] ?? '')).map(({ id }) => id);
      }),
    /** Reads an actor's acts of these sorts since a time, the oldest first. */
    logOf: (actor: string, what: readonly Logged[], since: Instant) =>
      reading(store, async (db) => {
        const lines = db.selectFrom('log').selectAll().where('id', '=', actor).where('what', 'in', what);
        return (await lines.where('at', '>=', since).orderBy('number').execute()).map(lineOf);
      }),
    draft: (id: string) => first(store, (db) => db.selectFrom('drafts').selectAll().where('id', '=', id)),
    drafts: () => reading(store, (db) => db.selectFrom('drafts').selectAll().orderBy('at', 'desc').execute()),
    /** Adds a draft; or writes over an open one of the person that is the same, and returns that one. */
    addDraft: (draft: DraftRow, isSame: (other: DraftRow) => boolean) =>
      change(store, async (db) => {
        const own = db.selectFrom('drafts').selectAll().where('person', '=', draft.person);
        const same = (await own.where('state', '=', 'open').execute()).find(isSame);
        const { change, at } = draft;
        const kept = same ? { ...same, change, at } : draft;
        await db.deleteFrom('drafts').where('id', '=', kept.id).execute();
        await db.insertInto('drafts').values(kept).execute();
        return kept;
      }),
    /** Returns false if the stored draft is no longer the version before this one. Version 1 is a new draft. */
    saveDraft: (draft: DraftRow, done: LoggedAct) =>
      change(store, async (db) => {
        const before = db.selectFrom('drafts').select('version').where('id', '=', draft.id);
        const version = (await before.executeTakeFirst())?.version ?? 0;
        if (version !== draft.version - 1) return false;
        await db.deleteFrom('drafts').where('id', '=', draft.id).execute();
        await db.insertInto('drafts').values(draft).execute();
        await keep(db, done);
        return true;
      }),
    writtenWords: () => reading(store, (db) => db.selectFrom('writtenWords').selectAll().execute()),
    assertions: () => reading(store, (db) => db.selectFrom('assertions').selectAll().orderBy('at').execute()),
  };
}

async function keep(db: PeopleQueries, { entries, assertion = null, wrote = [] }: LoggedAct): Promise<void> {
  await append(db, ...entries);
  if (assertion !== null) await db.insertInto('assertions').values(assertion).execute();
  for (const one of wrote) {
    const { who, words, person } = one;
    const before = db.deleteFrom('writtenWords').where('who', '=', who).where('words', '=', words);
    await before.where('person', '=', person).execute();
    await db.insertInto('writtenWords').values(one).execute();
  }
}

function lineOf({ id, name, via, ...line }: PeopleRow<'log'>): LogLine {
  return { ...line, actor: { id, name, via } };
}
