import type { Selectable } from 'kysely';
import { lookOfName } from '../../core/domain/actor.ts';
import { DAY, type Instant } from '../../core/domain/clock.ts';
import type { Person, Right } from '../../core/domain/rights.ts';
import { type LogEntry, type Logged, type LogLine, nextLine } from '../../core/domain/signed-log.ts';
import { peopleMovedAway } from '../faults.ts';
import { type LedgerPlace, openStore } from '../open-store.ts';
import { read, refuseMoved, type Store, transact } from '../store.ts';
import { PEOPLE_MIGRATIONS, type PeopleQueries, type PeopleTables, peopleTables } from './tables.ts';

type Row<Table extends keyof PeopleTables> = Readonly<Selectable<PeopleTables[Table]>>;

export type Passkey = Row<'passkeys'>;
type SecondWay = Row<'secondWays'>;
export type KeptAssertion = Row<'assertions'>;
export type SessionRow = Row<'sessions'>;
export type Draft = Row<'drafts'>;
/** `rights`: null where the person is removed by it. */
export type RightChange = Omit<Row<'rightChanges'>, 'rights'> & { readonly rights: readonly Right[] | null };
export type Invitation = Row<'invitations'>;
/** Free words that somebody wrote into the facts of a municipality or group. */
export type WrittenWords = Row<'writtenWords'>;

/**
 * The people of the console: a store of its own, beside the ledgers. Each change and its line of the log are committed
 * together, or neither is. Changes return whether they found what they were to change: somebody else may have been first.
 */
export interface PeopleStore {
  people(): Promise<readonly Person[]>;
  /** False where somebody whose name looks the same is there already. */
  addPerson(person: Pick<Person, 'id' | 'name'>, now: Instant): Promise<boolean>;
  /**
   * Takes the place of the person's open invitations. `newcomer`: added with it. False where somebody whose name looks the same is there.
   */
  invite(
    invitation: Omit<Invitation, 'usedAt'>,
    newcomer: NewPerson | null,
    entries: readonly LogEntry[],
  ): Promise<boolean>;
  invitation(hash: string): Promise<Invitation | null>;

  passkey(id: string): Promise<Passkey | null>;
  passkeysOf(person: string): Promise<readonly Passkey[]>;
  /** `last`: the person could not sign in without it, so it stays. Null: they have none with this id. */
  removePasskey(person: string, id: string, entry: LogEntry): Promise<'removed' | 'last' | null>;
  secondWayOf(person: string): Promise<SecondWay | null>;
  /** How many are left. */
  recoveryCodesOf(person: string): Promise<number>;
  /** Adds a way to sign in. An invitation must be open until now: it is used, and the way takes the place of all others. */
  addWay(way: NewWay, invitation: string | null, now: Instant, entry: LogEntry): Promise<boolean>;
  setRecoveryCodes(person: string, hashes: readonly string[], entry: LogEntry): Promise<void>;
  /** Whether the passkey's counter, the one-time code or the recovery code was not used before. It is now. */
  useWay(used: UsedWay, now: Instant): Promise<boolean>;

  startSession(session: Omit<SessionRow, 'endedAt'>, entry: LogEntry): Promise<void>;
  session(hash: string): Promise<SessionRow | null>;
  sessionsOf(person: string, now: Instant): Promise<readonly SessionRow[]>;
  endSessions(person: string, which: SessionsMeant, now: Instant, entry: LogEntry): Promise<number>;

  rightChanges(): Promise<readonly RightChange[]>;
  askRights(change: RightChange, entry: LogEntry): Promise<void>;
  /**
   * Applies the rights, or removes the person. `asked`: the change that this settles, if it still waits. `by`: who does it, if
   * they still have the rights that allowed it; null or absent: somebody at the shell. False where either is not so.
   */
  setRights(
    change: Pick<RightChange, 'person' | 'rights'>,
    asked: string | null,
    now: Instant,
    entries: readonly LogEntry[],
    by?: Pick<Person, 'id' | 'rights'> | null,
  ): Promise<boolean>;
  refuseRights(asked: string, entry: LogEntry): Promise<boolean>;

  draft(id: string): Promise<Draft | null>;
  drafts(): Promise<readonly Draft[]>;
  /** False where the draft is not the version before this one any more. Version 1 is a new draft. */
  saveDraft(draft: Draft, done: Done): Promise<boolean>;

  /** Keeps a value until somebody takes it. Drops the oldest of its kind beyond `most`. */
  putWaiting(waiting: Row<'waiting'>, most: number, now: Instant): Promise<void>;
  /** Takes a value, which nobody can take again. Null where it was taken or has expired. */
  takeWaiting(kind: string, hash: string, now: Instant): Promise<Row<'waiting'> | null>;
  /** Counts a try, and returns how many are left. Null where there were `max` within the time: then it is not counted. */
  countTry(
    key: string,
    limit: { readonly max: number; readonly withinMs: number },
    now: Instant,
  ): Promise<number | null>;
  forgetTries(key: string): Promise<void>;

  assertions(): Promise<readonly KeptAssertion[]>;
  writtenWords(): Promise<readonly WrittenWords[]>;
  record(done: Done): Promise<void>;
  /** The oldest first; with a number only so many of the newest. */
  log(newest?: number): Promise<readonly LogLine[]>;
  /** The acts of these sorts by an actor since then, the oldest first. */
  logOf(actor: string, what: readonly Logged[], since: Instant): Promise<readonly LogLine[]>;
  /** The ids of those who changed something of this name by a command: their line in the log begins with the name. */
  changedByCommand(name: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The lines of the log for one act, with the signature that proves it and the free words that it writes. */
export interface Done {
  readonly entries: readonly LogEntry[];
  readonly assertion?: KeptAssertion | null;
  readonly wrote?: readonly WrittenWords[];
}

/** All sessions of a person, one of them by its id, or all but one. */
export type SessionsMeant = 'all' | { readonly only: string } | { readonly except: string };

type NewPerson = Pick<Row<'people'>, 'id' | 'name' | 'addedAt'>;

export type NewWay =
  | { readonly kind: 'passkey'; readonly passkey: Passkey }
  | {
      readonly kind: 'second-way';
      readonly way: SecondWay;
      readonly codes: readonly string[];
    };

type UsedWay =
  | { readonly kind: 'passkey'; readonly id: string; readonly counter: number }
  | { readonly kind: 'code'; readonly person: string; readonly step: number }
  | { readonly kind: 'recovery-code'; readonly person: string; readonly hash: string };

/** Opens the store, and makes it where there is none. Throws an OperatorError where it can't be opened, is damaged or was moved. */
export async function openPeopleStore(place: LedgerPlace, now: Instant): Promise<PeopleStore> {
  const store = await openStore(place, PEOPLE_MIGRATIONS, now);
  try {
    await reading(store, async (db) => refuseMoved(store, await head(db).execute(), peopleMovedAway));
  } catch (error) {
    await store.close();
    throw error;
  }
  return {
    ...peopleOf(store),
    ...waysOf(store),
    ...rightsOf(store),
    ...workOf(store),
    ...waitingOf(store),
    close: store.close,
  };
}

/** The log says for ever who signed in; the rows of sessions that ended are of no use. */
const SESSIONS_KEPT_MS = 30 * DAY;

/** One writer at a time, on both databases. */
function change<Result>(store: Store, work: (db: PeopleQueries) => Promise<Result>): Promise<Result> {
  return transact(store, 'write', async (queries) => {
    const db = peopleTables(queries);
    const row = store.dialect === 'postgres' ? head(db).forUpdate() : head(db);
    refuseMoved(store, await row.execute(), peopleMovedAway);
    return work(db);
  });
}

function head(db: PeopleQueries) {
  return db.selectFrom('head').select('movedTo');
}

function reading<Result>(store: Store, work: (db: PeopleQueries) => Promise<Result>): Promise<Result> {
  return read(store, (db) => work(peopleTables(db)));
}

/** The first row, or null. */
function first<Found>(
  store: Store,
  query: (db: PeopleQueries) => { executeTakeFirst(): Promise<Found | undefined> },
): Promise<Found | null> {
  return reading(store, async (db) => (await query(db).executeTakeFirst()) ?? null);
}

async function append(db: PeopleQueries, entry: LogEntry): Promise<LogLine> {
  const head = await db.selectFrom('head').select(['number', 'hash']).executeTakeFirstOrThrow();
  const line = nextLine(head, entry);
  const { actor, ...same } = line;
  await db
    .insertInto('log')
    .values({ ...same, ...actor })
    .execute();
  await db.updateTable('head').set({ number: line.number, hash: line.hash }).execute();
  return line;
}

async function appendAll(db: PeopleQueries, entries: readonly LogEntry[]): Promise<void> {
  for (const entry of entries) await append(db, entry);
}

async function keep(db: PeopleQueries, { entries, assertion = null, wrote = [] }: Done): Promise<void> {
  await appendAll(db, entries);
  if (assertion !== null) await db.insertInto('assertions').values(assertion).execute();
  for (const one of wrote) {
    const { at } = one;
    const row = db.insertInto('writtenWords').values(one);
    await row.onConflict((on) => on.columns(['who', 'words', 'person']).doUpdateSet({ at })).execute();
  }
}

async function add(db: PeopleQueries, { id, name, addedAt }: NewPerson): Promise<boolean> {
  const look = lookOfName(name);
  const same = db.selectFrom('people').select('id').where('look', '=', look);
  if (await same.where('removedAt', 'is', null).executeTakeFirst()) return false;
  await db.insertInto('people').values({ id, name, look, addedAt, removedAt: null }).execute();
  return true;
}

function peopleOf(store: Store) {
  return {
    people: () =>
      reading(store, async (db) => {
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
    addPerson: ({ id, name }, now) => change(store, (db) => add(db, { id, name, addedAt: now })),
    invite: (invitation, newcomer, entries) =>
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
        await appendAll(db, entries);
        return true;
      }),
    invitation: (hash) =>
      first(store, (db) => db.selectFrom('invitations').selectAll().where('hash', '=', hash)),
    record: (done) => change(store, (db) => keep(db, done)),
    log: (newest) =>
      reading(store, async (db) => {
        const lines = db.selectFrom('log').selectAll().orderBy('number', 'desc');
        const rows = await (newest === undefined ? lines : lines.limit(newest)).execute();
        return rows.reverse().map(lineOf);
      }),
    changedByCommand: (name) =>
      reading(store, async (db) => {
        const lines = db.selectFrom('log').select(['id', 'about']).where('what', '=', 'changed');
        const rows = await lines.where('via', '=', 'command-line').execute();
        return rows.filter(({ about }) => about.startsWith(`${name} `)).map(({ id }) => id);
      }),
    logOf: (actor, what, since) =>
      reading(store, async (db) => {
        const lines = db.selectFrom('log').selectAll().where('id', '=', actor).where('what', 'in', what);
        return (await lines.where('at', '>=', since).orderBy('number').execute()).map(lineOf);
      }),
  } satisfies Partial<PeopleStore>;
}

function lineOf({ id, name, via, ...line }: Row<'log'>): LogLine {
  return { ...line, actor: { id, name, via } };
}

function waysOf(store: Store) {
  return {
    passkey: (id) => first(store, (db) => db.selectFrom('passkeys').selectAll().where('id', '=', id)),
    passkeysOf: (person) =>
      reading(store, (db) =>
        db.selectFrom('passkeys').selectAll().where('person', '=', person).orderBy('addedAt').execute(),
      ),
    removePasskey: (person, id, entry) =>
      change(store, async (db) => {
        const own = await db.selectFrom('passkeys').select('id').where('person', '=', person).execute();
        if (!own.some((one) => one.id === id)) return null;
        const second = db.selectFrom('secondWays').select('person').where('person', '=', person);
        if (own.length === 1 && !(await second.executeTakeFirst())) return 'last';
        await db.deleteFrom('passkeys').where('id', '=', id).execute();
        await append(db, entry);
        return 'removed';
      }),
    secondWayOf: (person) =>
      first(store, (db) => db.selectFrom('secondWays').selectAll().where('person', '=', person)),
    recoveryCodesOf: (person) =>
      reading(store, async (db) => {
        const codes = db.selectFrom('recoveryCodes').select('hash').where('person', '=', person);
        return (await codes.where('usedAt', 'is', null).execute()).length;
      }),
    addWay: (way, invitation, now, entry) =>
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
    setRecoveryCodes: (person, hashes, entry) =>
      change(store, async (db) => {
        await replaceCodes(db, person, hashes);
        await append(db, entry);
      }),
    useWay: (used, now) => change(store, async (db) => (await useOnce(db, used, now)) > 0n),
    startSession: (session, entry) =>
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
    session: (hash) => first(store, (db) => db.selectFrom('sessions').selectAll().where('hash', '=', hash)),
    sessionsOf: (person, now) =>
      reading(store, (db) => openSessions(db, person, now).orderBy('at').execute()),
    endSessions: (person, which, now, entry) =>
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
  } satisfies Partial<PeopleStore>;
}

function openSessions(db: PeopleQueries, person: string, now: Instant) {
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

/** How many rows it changed: none where it was used already. */
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

function rightsOf(store: Store) {
  return {
    rightChanges: () =>
      reading(store, async (db) => {
        const rows = await db.selectFrom('rightChanges').selectAll().orderBy('at').execute();
        return rows.map(({ rights, ...same }) => ({
          ...same,
          rights: rights === null ? null : (JSON.parse(rights) as readonly Right[]),
        }));
      }),
    askRights: ({ rights, ...same }, entry) =>
      change(store, async (db) => {
        await db.deleteFrom('rightChanges').where('person', '=', same.person).execute();
        await db
          .insertInto('rightChanges')
          .values({ ...same, rights: rights === null ? null : JSON.stringify(rights) })
          .execute();
        await append(db, entry);
      }),
    setRights: ({ person, rights }, asked, now, entries, by = null) =>
      change(store, async (db) => {
        if (by !== null && !(await hasStill(db, by))) return false;
        if (asked !== null && !(await settleAsked(db, asked))) return false;
        // What was asked for by others was about the rights of before.
        await db.deleteFrom('rightChanges').where('person', '=', person).execute();
        await db.deleteFrom('rights').where('person', '=', person).execute();
        if (rights === null) await remove(db, person, now);
        else if (rights.length > 0)
          await db
            .insertInto('rights')
            .values(rights.map(({ role, who }) => ({ person, role, who })))
            .execute();
        await appendAll(db, entries);
        return true;
      }),
    refuseRights: (asked, entry) =>
      change(store, async (db) => {
        if (!(await settleAsked(db, asked))) return false;
        await append(db, entry);
        return true;
      }),
  } satisfies Partial<PeopleStore>;
}

/** Whether nobody took or gave them a right since these were read. A person who was removed has none. */
async function hasStill(db: PeopleQueries, { id, rights }: Pick<Person, 'id' | 'rights'>): Promise<boolean> {
  const rows = await db.selectFrom('rights').select(['role', 'who']).where('person', '=', id).execute();
  const named = (all: readonly Right[]) =>
    all
      .map(({ role, who }) => `${role} ${who}`)
      .toSorted()
      .join();
  return named(rows) === named(rights);
}

async function settleAsked(db: PeopleQueries, id: string): Promise<boolean> {
  return (await db.deleteFrom('rightChanges').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n;
}

/** Removes everything but what the log says of the person. */
async function remove(db: PeopleQueries, person: string, now: Instant): Promise<void> {
  await db.updateTable('people').set({ removedAt: now }).where('id', '=', person).execute();
  await db.deleteFrom('invitations').where('person', '=', person).execute();
  await closeWays(db, person, now);
}

/** Everything by which the person could sign in is gone, and so are their sessions. */
async function closeWays(db: PeopleQueries, person: string, now: Instant): Promise<void> {
  for (const table of ['passkeys', 'secondWays', 'recoveryCodes'] as const)
    await db.deleteFrom(table).where('person', '=', person).execute();
  const sessions = db.updateTable('sessions').set({ endedAt: now }).where('person', '=', person);
  await sessions.where('endedAt', 'is', null).execute();
}

function workOf(store: Store) {
  return {
    draft: (id) => first(store, (db) => db.selectFrom('drafts').selectAll().where('id', '=', id)),
    drafts: () => reading(store, (db) => db.selectFrom('drafts').selectAll().orderBy('at', 'desc').execute()),
    saveDraft: (draft, done) =>
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
  } satisfies Partial<PeopleStore>;
}

function waitingOf(store: Store) {
  return {
    putWaiting: (waiting, most, now) =>
      change(store, async (db) => {
        const { kind } = waiting;
        await db.deleteFrom('waiting').where('until', '<=', now).execute();
        const all = db.selectFrom('waiting').where('kind', '=', kind);
        const { n } = await all.select((is) => is.fn.countAll().as('n')).executeTakeFirstOrThrow();
        if (Number(n) >= most)
          await db
            .deleteFrom('waiting')
            .where('kind', '=', kind)
            .where('hash', 'in', all.select('hash').orderBy('until').limit(1))
            .execute();
        await db.insertInto('waiting').values(waiting).execute();
      }),
    takeWaiting: (kind, hash, now) =>
      change(store, async (db) => {
        const found = db.deleteFrom('waiting').where('kind', '=', kind).where('hash', '=', hash);
        const taken = await found.returningAll().executeTakeFirst();
        return taken && taken.until > now ? taken : null;
      }),
    countTry: (key, { max, withinMs }, now) =>
      change(store, async (db) => {
        // What lies so far ahead was counted before the clock was set back.
        const isOver = db.deleteFrom('tries');
        await isOver
          .where((is) => is.or([is('at', '<=', now - withinMs), is('at', '>', now + withinMs)]))
          .execute();
        const recent = db.selectFrom('tries').where('key', '=', key);
        const { n } = await recent.select((is) => is.fn.countAll().as('n')).executeTakeFirstOrThrow();
        if (Number(n) >= max) return null;
        await db
          .insertInto('tries')
          .values({ key, at: now, n: Number(n) })
          .execute();
        return max - Number(n) - 1;
      }),
    forgetTries: (key) =>
      change(store, async (db) => {
        await db.deleteFrom('tries').where('key', '=', key).execute();
      }),
  } satisfies Partial<PeopleStore>;
}
