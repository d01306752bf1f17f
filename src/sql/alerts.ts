import os from 'node:os';
import type { Selectable } from 'kysely';
import type { AlertReason } from '../core/domain/advice.ts';
import { DAY, type Instant, MINUTE, SECOND } from '../core/domain/clock.ts';
import type { Key } from '../core/domain/post-key.ts';
import { type Alert, NEVER_OVER, OUTDATED, type StoredAlert } from '../core/ledger/alert.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { insertRows } from './many-row-statements.ts';
import { inBatches, read, type Store, write, writeIfNeeded } from './store.ts';
import type { Queries, Tables } from './tables.ts';

type Row = Selectable<Tables['alerts']>;

/** Clocks of machines that share a ledger differ by less. */
const CLOCKS_APART_MS_MAX = 10 * MINUTE;

/** How long a worker may take to tell an alert: twice as long as an answer is waited for. After a crash another tells it. */
const TELLING_MS_MAX = 20 * SECOND;

/** Alerts of these topics are about one machine. On PostgreSQL others may be well, and only it ends what is about it. */
const OF_MACHINE: readonly string[] = ['files', 'machine'];
/** Within this time a machine that runs has a round, and says again that its alert lasts. */
const MISSED_MS_MAX = 5 * MINUTE;

/** Without a webhook nobody is ever told of an event: it does not stay for ever. */
const EVENT_KEPT_MS = 7 * DAY;

/** The methods for alerts. A row is kept until staff have heard of the alert and of its end. */
export function alertsOf(store: Store) {
  return {
    recordAlerts: ({ alerts, topics, undecided }, now) =>
      writeIfNeeded(store, async (db, changed) => {
        // A file has one worker, on whatever machine.
        const here = store.dialect === 'postgres' ? os.hostname() : null;
        const isOfMachine = ({ topic }: { readonly topic: string }) =>
          here !== null && OF_MACHINE.includes(topic);
        const open = await lasting(db).execute();
        const known = new Set(open.map(({ id }) => id));
        const named = alerts.map((alert) => (isOfMachine(alert) ? aboutMachine(alert, here ?? '') : alert));
        const found = new Map(named.map((alert) => [alert.id, alert]));
        const raised = [...found.values()].filter(({ id }) => !known.has(id));
        await insertRows(
          db,
          'alerts',
          raised.map((alert) => columnsOf(alert, now)),
        );
        const isElsewhere = (row: Row) => isOfMachine(row) && row.about !== here;
        // The time of the machine that misses it counts, in rounds that read the files: then its clock is not in doubt.
        const isTimed = topics.includes('files');
        const over = open.filter((row) =>
          isElsewhere(row)
            ? isTimed && now - (row.missedSince ?? now) >= MISSED_MS_MAX
            : topics.includes(row.topic) && !found.has(row.id) && !undecided.has(row.id),
        );
        for (const row of over) await end(db, row, now);
        for (const row of open) {
          if (!isElsewhere(row) && row.missedSince !== null) await setMissed(db, row, null);
          if (isElsewhere(row) && row.missedSince === null && isTimed) await setMissed(db, row, now);
        }
        if (raised.length + over.length > 0) await changed();
      }),
    alertsDue: (now) =>
      read(store, async (db) => {
        const isOver = rows(db).where('overAt', 'is not', null).where('overToldAt', 'is', null);
        const isRaised = lasting(db)
          .where('toldAt', 'is', null)
          .where((is) =>
            is.or([
              is('dueAt', '<=', now),
              // It was found by a clock that was ahead: what that clock calls due may be a year away.
              is('since', '>', now + CLOCKS_APART_MS_MAX),
            ]),
          );
        return [...(await isRaised.execute()), ...(await isOver.execute())].map(alertOf);
      }),
    lastTold: () =>
      read(store, async (db) => {
        const newest = db.selectFrom('alerts').select((row) => row.fn.max<Instant | null>('toldAt').as('at'));
        return (await newest.executeTakeFirst())?.at ?? null;
      }),
    openAlerts: () => read(store, async (db) => (await lasting(db).execute()).map(alertOf)),
    beginTelling: (numbers, kind, now) =>
      write(store, async (db) => {
        const open = await inBatches(numbers, (some) =>
          rows(db)
            .where('number', 'in', some)
            .where(kind === 'raised' ? 'toldAt' : 'overToldAt', 'is', null)
            .execute(),
        );
        if (open.some(({ tellingUntil }) => isAhead(tellingUntil, now))) return [];
        const begun = open
          .filter(({ overAt }) => kind === 'over' || overAt === null)
          .map((row) => row.number);
        await inBatches(begun, (some) =>
          changing(db, some)
            .set((is) => ({
              tellingAt: is.fn.coalesce('tellingAt', is.val(now)),
              tellingUntil: now + TELLING_MS_MAX,
            }))
            .execute(),
        );
        return begun.sort((a, b) => a - b);
      }),
    recordTold: (numbers, kind, now) =>
      write(store, async (db) => {
        const column = kind === 'raised' ? 'toldAt' : 'overToldAt';
        await inBatches(numbers, (some) =>
          changing(db, some)
            .set({ [column]: now, tellingUntil: null })
            .where(column, 'is', null)
            .execute(),
        );
      }),
    recordLogged: (numbers, kind, now) =>
      write(store, async (db) => {
        const column = kind === 'raised' ? 'loggedAt' : 'overToldAt';
        const logged = await inBatches(numbers, (some) =>
          changing(db, some)
            .set({ [column]: now })
            .where('overAt', kind === 'raised' ? 'is' : 'is not', null)
            .where('tellingAt', 'is', null)
            .where(column, 'is', null)
            .returning('number')
            .execute(),
        );
        return logged.map(({ number }) => number);
      }),
    recordNotTold: (numbers, kind, certain) =>
      write(store, async (db) => {
        await inBatches(numbers, async (some) => {
          await changing(db, some).set({ tellingUntil: null }).execute();
          if (kind === 'over' || !certain) return [];
          const untold = changing(db, some).where('toldAt', 'is', null);
          await untold.set({ tellingAt: null }).execute();
          const needless = db.deleteFrom('alerts').where('number', 'in', some).where('toldAt', 'is', null);
          return needless.where('loggedAt', 'is', null).where('overAt', 'is not', null).execute();
        });
      }),
  } satisfies Partial<Ledger>;
}

function aboutMachine(alert: Alert, machine: string): Alert {
  const id = `${alert.id}@${machine}`;
  return { ...alert, id, group: id, about: machine };
}

async function setMissed(db: Queries, { number }: Row, missedSince: Instant | null): Promise<void> {
  await changing(db, [number]).set({ missedSince }).execute();
}

/** Whether it lies ahead, and no clock that was ahead wrote it. */
function isAhead(until: Instant | null, now: Instant): boolean {
  return until !== null && until > now && until <= now + TELLING_MS_MAX + CLOCKS_APART_MS_MAX;
}

function rows(db: Queries) {
  return db.selectFrom('alerts').selectAll().orderBy('number');
}

function changing(db: Queries, numbers: readonly number[]) {
  return db.updateTable('alerts').where('number', 'in', numbers);
}

/** The alerts that are not over. Staff were told of the end of none, so that an index finds them among those that are over. */
function lasting(db: Queries) {
  return rows(db).where('overAt', 'is', null).where('overToldAt', 'is', null);
}

/** Posts of other incidents that can be read, and for which the alert lasts that they no longer match the facts. */
export async function outdatedBefore(db: Queries, incident: string): Promise<readonly Key[]> {
  const found = await db
    .selectFrom('alerts')
    .innerJoin('entries', 'entries.key', 'alerts.about')
    .select('entries.key')
    .where('overAt', 'is', null)
    .where('overToldAt', 'is', null)
    .where('code', 'in', OUTDATED)
    .where('incident', '!=', incident)
    .where('state', '=', 'posted')
    .where('removedAt', 'is', null)
    .orderBy('entries.key')
    .execute();
  return found.map(({ key }) => key);
}

/** Ends an alert that is no longer found. Staff hear that it is over if they may have heard of it, a log if it named it. */
async function end(db: Queries, row: Row, now: Instant): Promise<void> {
  const { number, code, since, toldAt, tellingAt, loggedAt } = row;
  const ended = changing(db, [number]);
  // An event that is never over stays until staff have heard of it.
  if (NEVER_OVER.includes(code)) {
    if (toldAt !== null || now - since > EVENT_KEPT_MS)
      await ended.set({ overAt: now, overToldAt: now }).execute();
  } else if (toldAt === null && tellingAt === null && loggedAt === null)
    await db.deleteFrom('alerts').where('number', '=', number).execute();
  else await ended.set({ overAt: now }).execute();
}

function columnsOf({ afterMs, reason, ...alert }: Alert, now: Instant): Omit<Row, 'number'> {
  const untold = {
    loggedAt: null,
    tellingAt: null,
    tellingUntil: null,
    toldAt: null,
    overAt: null,
    overToldAt: null,
    missedSince: null,
  };
  const stored = { code: reason.code, reason: JSON.stringify(reason) };
  return { ...alert, ...stored, since: now, dueAt: now + afterMs, ...untold };
}

function alertOf({ code, tellingUntil, overToldAt, missedSince, reason, ...same }: Row): StoredAlert {
  return { ...same, reason: JSON.parse(reason) as AlertReason };
}
