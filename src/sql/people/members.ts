import { sql } from 'kysely';
import { lookOfName } from '../../core/domain/actor.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Person, Right } from '../../core/domain/rights.ts';
import type { LogEntry } from '../../core/domain/signed-log.ts';
import type { Store } from '../store.ts';
import type { PeopleQueries } from './tables.ts';
import { append, change, first, type PeopleRow, reading } from './transaction.ts';
import { closeWays, openSessions } from './ways.ts';

/** `rights` is null if the change removes the person. */
export type RightChange = Omit<PeopleRow<'rightChanges'>, 'rights'> & {
  readonly rights: readonly Right[] | null;
};
export type Invitation = PeopleRow<'invitations'>;
type NewPerson = Pick<PeopleRow<'people'>, 'id' | 'name' | 'addedAt'>;

/** Longer than a ledger on the same server waits for its own locks. */
const WORK_MS_MAX = 30_000;

/** The people, their invitations, and what each may do. */
export function membersOf(store: Store) {
  return {
    people: () =>
      reading(store, async (db): Promise<readonly Person[]> => {
        const rights = Map.groupBy(
          await db.selectFrom('rights').selectAll().orderBy('role').orderBy('who').execute(),
          ({ person }) => person,
        );
        const rows = await db.selectFrom('people').selectAll().orderBy('addedAt').orderBy('id').execute();
        return rows.map(({ id, name, removedAt }) => ({
          id,
          name,
          isRemoved: removedAt !== null,
          rights: (rights.get(id) ?? []).map(({ role, who }) => ({ role, who })),
        }));
      }),
    /** Returns false if the name of somebody looks the same already. */
    addPerson: ({ id, name }: Pick<Person, 'id' | 'name'>, now: Instant) =>
      change(store, (db) => add(db, { id, name, addedAt: now })),
    /**
     * Replaces the person's open invitations, and adds a `newcomer` with it. Returns false if the name of somebody looks the
     * same already.
     */
    invite: (
      invitation: Omit<Invitation, 'usedAt'>,
      newcomer: NewPerson | null,
      entries: readonly LogEntry[],
    ) =>
      change(store, async (db) => {
        if (newcomer !== null && !(await add(db, newcomer))) return false;
        await db
          .deleteFrom('invitations')
          .where('person', '=', invitation.person)
          .where('usedAt', 'is', null)
          .execute();
        await db
          .insertInto('invitations')
          .values({ ...invitation, usedAt: null })
          .execute();
        await append(db, ...entries);
        return true;
      }),
    invitation: (hash: string) =>
      first(store, (db) => db.selectFrom('invitations').selectAll().where('hash', '=', hash)),
    rightChanges: () =>
      reading(store, async (db): Promise<readonly RightChange[]> => {
        const rows = await db.selectFrom('rightChanges').selectAll().orderBy('at').execute();
        return rows.map(({ rights, ...same }) => ({
          ...same,
          rights: rights === null ? null : (JSON.parse(rights) as readonly Right[]),
        }));
      }),
    askRights: ({ rights, ...same }: RightChange, entry: LogEntry) =>
      change(store, async (db) => {
        await db.deleteFrom('rightChanges').where('person', '=', same.person).execute();
        await db
          .insertInto('rightChanges')
          .values({ ...same, rights: rights === null ? null : JSON.stringify(rights) })
          .execute();
        await append(db, entry);
      }),
    /**
     * Applies the rights; null ends every access of the person, who may then be removed. `asked` is the change that this
     * settles, and `by` are those whose rights allow it: nobody where it is done at the shell. `was`: the rights that these take
     * the place of. Returns false if `asked` no longer waits, one of `by` lost rights, or the person has others than `was`.
     */
    setRights: async (
      { person, rights, was }: Pick<RightChange, 'person' | 'rights'> & { readonly was?: readonly Right[] },
      asked: string | null,
      now: Instant,
      entries: readonly LogEntry[],
      by: readonly Pick<Person, 'id' | 'rights'>[] = [],
    ) => {
      const isSet = await change(store, async (db) => {
        for (const one of by) if (!(await hasStill(db, one))) return false;
        if (was && !(await hasOnly(db, { id: person, rights: was }))) return false;
        if (asked !== null && !(await settleAsked(db, asked))) return false;
        // Changes that others asked for were about the earlier rights.
        await db.deleteFrom('rightChanges').where('person', '=', person).execute();
        await db.deleteFrom('rights').where('person', '=', person).execute();
        if (rights === null) await endAccess(db, person, now);
        else if (rights.length > 0)
          await db
            .insertInto('rights')
            .values(rights.map(({ role, who }) => ({ person, role, who })))
            .execute();
        await append(db, ...entries);
        return true;
      });
      if (isSet && rights === null) await store.erased();
      return isSet;
    },
    /**
     * Does `work` while nobody else changes anything here, if the person still has all the rights that were read, and the
     * session, if any, has not ended; else returns which of them is over. A session whose time is up still counts.
     */
    whileAllowed: (
      person: Pick<Person, 'id' | 'rights'>,
      session: string | null,
      work: () => Promise<void>,
    ): Promise<'session' | 'rights' | null> =>
      change(store, async (db) => {
        const open = openSessions(db, person.id, 0).where('id', '=', session);
        if (session !== null && !(await open.executeTakeFirst())) return 'session';
        if (!(await hasStill(db, person))) return 'rights';
        if (store.dialect === 'postgres')
          await sql.raw(`set local idle_in_transaction_session_timeout to ${WORK_MS_MAX}`).execute(db);
        await work();
        return null;
      }),
    /** From now on there is nobody of this name, except in the log. */
    remove: (person: string, now: Instant) =>
      change(store, (db) =>
        db.updateTable('people').set({ removedAt: now }).where('id', '=', person).execute(),
      ),
    refuseRights: (asked: string, entry: LogEntry) =>
      change(store, async (db) => {
        if (!(await settleAsked(db, asked))) return false;
        await append(db, entry);
        return true;
      }),
  };
}

/** Tells whether somebody has all the rights that were read: they end before the person is removed. */
async function hasStill(db: PeopleQueries, { id, rights }: Pick<Person, 'id' | 'rights'>): Promise<boolean> {
  const rows = await db.selectFrom('rights').select(['role', 'who']).where('person', '=', id).execute();
  return rights.every(({ role, who }) => rows.some((one) => one.role === role && one.who === who));
}

/** Tells whether somebody has the rights that were read, and none beside them. */
async function hasOnly(db: PeopleQueries, person: Pick<Person, 'id' | 'rights'>): Promise<boolean> {
  const rows = await db.selectFrom('rights').select('role').where('person', '=', person.id).execute();
  return rows.length === person.rights.length && hasStill(db, person);
}

async function settleAsked(db: PeopleQueries, id: string): Promise<boolean> {
  return (await db.deleteFrom('rightChanges').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n;
}

/** Removes everything about the person except the name and what the log says. */
async function endAccess(db: PeopleQueries, person: string, now: Instant): Promise<void> {
  await db.deleteFrom('invitations').where('person', '=', person).execute();
  await closeWays(db, person, now);
}

async function add(db: PeopleQueries, { id, name, addedAt }: NewPerson): Promise<boolean> {
  const look = lookOfName(name);
  const others = await db.selectFrom('people').select('name').where('removedAt', 'is', null).execute();
  // Its `look` may have been written by a version that told more names apart.
  if (others.some((one) => lookOfName(one.name) === look)) return false;
  await db.insertInto('people').values({ id, name, look, addedAt, removedAt: null }).execute();
  return true;
}
