import { DAY, type Instant } from '../../core/domain/clock.ts';
import type { LogEntry } from '../../core/domain/signed-log.ts';
import type { Store } from '../store.ts';
import type { PeopleQueries } from './tables.ts';
import { append, change, first, type PeopleRow, reading } from './transaction.ts';

export type Passkey = PeopleRow<'passkeys'>;
type SecondWay = PeopleRow<'secondWays'>;
export type SessionRow = PeopleRow<'sessions'>;

/** Selects all sessions of a person, one of them by its id, or all but one. */
export type SessionsMeant = 'all' | { readonly only: string } | { readonly except: string };

export type NewWay =
  | { readonly kind: 'passkey'; readonly passkey: Passkey }
  | { readonly kind: 'second-way'; readonly way: SecondWay; readonly codes: readonly string[] };

type UsedWay =
  | { readonly kind: 'passkey'; readonly id: string; readonly counter: number }
  | { readonly kind: 'code'; readonly person: string; readonly step: number }
  | { readonly kind: 'recovery-code'; readonly person: string; readonly hash: string };

/** The log says for ever who signed in; the rows of sessions that ended are of no use. */
const SESSIONS_KEPT_MS = 30 * DAY;

/** The ways by which people sign in, and their sessions. */
export function waysOf(store: Store) {
  return {
    passkey: (id: string) => first(store, (db) => db.selectFrom('passkeys').selectAll().where('id', '=', id)),
    passkeysOf: (person: string) =>
      reading(store, (db) =>
        db.selectFrom('passkeys').selectAll().where('person', '=', person).orderBy('addedAt').execute(),
      ),
    /** `last`: the person could not sign in without it, so it stays. Null: there is none with this id. */
    removePasskey: (person: string, id: string, entry: LogEntry) =>
      change(store, async (db): Promise<'removed' | 'last' | null> => {
        const own = await db.selectFrom('passkeys').select('id').where('person', '=', person).execute();
        if (!own.some((one) => one.id === id)) return null;
        const second = db.selectFrom('secondWays').select('person').where('person', '=', person);
        if (own.length === 1 && !(await second.executeTakeFirst())) return 'last';
        await db.deleteFrom('passkeys').where('id', '=', id).execute();
        await append(db, entry);
        return 'removed';
      }),
    secondWayOf: (person: string) =>
      first(store, (db) => db.selectFrom('secondWays').selectAll().where('person', '=', person)),
    /** Returns how many recovery codes are left. */
    recoveryCodesOf: (person: string) =>
      reading(store, async (db) => {
        const codes = db.selectFrom('recoveryCodes').select('hash').where('person', '=', person);
        return (await codes.where('usedAt', 'is', null).execute()).length;
      }),
    /**
     * Adds a way to sign in. An invitation must be open until now: it is used, and the way takes the place of all others, whose end
     * `closed` is part of: where that fails, nothing is changed.
     */
    addWay: (
      way: NewWay,
      invitation: string | null,
      now: Instant,
      entry: LogEntry,
      closed = async (): Promise<void> => {},
    ) =>
      change(store, async (db) => {
        const person = way.kind === 'passkey' ? way.passkey.person : way.way.person;
        const id = way.kind === 'passkey' ? way.passkey.id : '';
        if (await db.selectFrom('passkeys').select('id').where('id', '=', id).executeTakeFirst())
          return false;
        if (invitation !== null) {
          const open = db
            .updateTable('invitations')
            .set({ usedAt: now })
            .where('hash', '=', invitation)
            .where('person', '=', person)
            .where('usedAt', 'is', null)
            .where('expiresAt', '>', now);
          if ((await open.executeTakeFirst()).numUpdatedRows === 0n) return false;
          await closeWays(db, person, now);
          await closed();
        }
        if (way.kind === 'passkey') {
          await db.insertInto('passkeys').values(way.passkey).execute();
        } else {
          await db.deleteFrom('secondWays').where('person', '=', person).execute();
          await db.insertInto('secondWays').values(way.way).execute();
          await replaceCodes(db, person, way.codes);
        }
        await append(db, entry);
        return true;
      }),
    setRecoveryCodes: (person: string, hashes: readonly string[], entry: LogEntry) =>
      change(store, async (db) => {
        await replaceCodes(db, person, hashes);
        await append(db, entry);
      }),
    /** Uses a passkey's counter, a one-time code or a recovery code. Returns false if it was used before. */
    useWay: (used: UsedWay, now: Instant) => change(store, async (db) => (await useOnce(db, used, now)) > 0n),
    startSession: (session: Omit<SessionRow, 'endedAt'>, entry: LogEntry) =>
      change(store, async (db) => {
        await db
          .deleteFrom('sessions')
          .where('expiresAt', '<', session.at - SESSIONS_KEPT_MS)
          .execute();
        await db
          .insertInto('sessions')
          .values({ ...session, endedAt: null })
          .execute();
        await append(db, entry);
      }),
    session: (hash: string) =>
      first(store, (db) => db.selectFrom('sessions').selectAll().where('hash', '=', hash)),
    sessionsOf: (person: string, now: Instant) =>
      reading(store, (db) => openSessions(db, person, now).orderBy('at').execute()),
    endSessions: (person: string, which: SessionsMeant, now: Instant, entry: LogEntry) =>
      change(store, async (db) => {
        const open = db
          .updateTable('sessions')
          .set({ endedAt: now })
          .where('person', '=', person)
          .where('endedAt', 'is', null)
          .where((is) =>
            which === 'all'
              ? is.val(true)
              : 'only' in which
                ? is('id', '=', which.only)
                : is('id', '!=', which.except),
          );
        const ended = Number((await open.executeTakeFirst()).numUpdatedRows);
        if (ended > 0) await append(db, entry);
        return ended;
      }),
  };
}

export function openSessions(db: PeopleQueries, person: string, now: Instant) {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('person', '=', person)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now);
}

async function replaceCodes(db: PeopleQueries, person: string, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recoveryCodes').where('person', '=', person).execute();
  if (hashes.length === 0) return;
  const rows = hashes.map((hash) => ({ hash, person, usedAt: null }));
  await db.insertInto('recoveryCodes').values(rows).execute();
}

/** Returns how many rows this changed: none if the way was used already. */
async function useOnce(db: PeopleQueries, used: UsedWay, now: Instant): Promise<bigint> {
  switch (used.kind) {
    case 'passkey': {
      const { id, counter } = used;
      // Synced passkeys count nothing: theirs stays 0.
      const row = db
        .updateTable('passkeys')
        .set({ counter, usedAt: now })
        .where('id', '=', id)
        .where((is) =>
          is.or([is('counter', '<', counter), is.and([is('counter', '=', 0), is.val(counter === 0)])]),
        );
      return (await row.executeTakeFirst()).numUpdatedRows;
    }
    case 'code': {
      const { person, step } = used;
      const row = db.updateTable('secondWays').set({ usedStep: step }).where('person', '=', person);
      return (await row.where('usedStep', '<', step).executeTakeFirst()).numUpdatedRows;
    }
    case 'recovery-code': {
      const { person, hash } = used;
      const row = db.updateTable('recoveryCodes').set({ usedAt: now }).where('person', '=', person);
      const open = row.where('hash', '=', hash).where('usedAt', 'is', null);
      return (await open.executeTakeFirst()).numUpdatedRows;
    }
    default:
      return used satisfies never;
  }
}

/** Removes every way by which the person could sign in, and ends their sessions. */
export async function closeWays(db: PeopleQueries, person: string, now: Instant): Promise<void> {
  for (const table of ['passkeys', 'secondWays', 'recoveryCodes'] as const)
    await db.deleteFrom(table).where('person', '=', person).execute();
  const sessions = db.updateTable('sessions').set({ endedAt: now }).where('person', '=', person);
  await sessions.where('endedAt', 'is', null).execute();
}
