import type { AlertReason } from '../core/domain/advice.ts';
import { type Instant, MINUTE } from '../core/domain/clock.ts';
import { type Alert, NEVER_OVER, type StoredAlert } from '../core/ledger/alert.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import { instantOf, textOf } from './rows.ts';
import { inBatches, read, type Store, write } from './store.ts';
import type { Queries, Tables } from './tables.ts';

type Methods = 'recordAlerts' | 'alertsDue' | 'openAlerts' | 'beginTelling' | 'recordTold' | 'recordNotTold';
type Row = Omit<Tables['alerts'], 'number'> & { readonly number: number };

/** Clocks of machines that share a ledger differ by less. */
const CLOCKS_APART_MS_MAX = 10 * MINUTE;

/** The methods for alerts. A row is kept until staff have heard of it, and that it is over. */
export function alertsOf(store: Store): Pick<Ledger, Methods> {
  return {
    recordAlerts: ({ alerts, topics, undecided }, now) =>
      write(store, async (db) => {
        const open = await rows(db).where('over_at', 'is', null).execute();
        const known = new Set(open.map((row) => row.concern));
        const found = new Map(alerts.map((alert) => [alert.id, alert]));
        const raised = [...found.values()].filter(({ id }) => !known.has(id));
        await inBatches(raised, (some) =>
          db
            .insertInto('alerts')
            .values(some.map((alert) => columnsOf(alert, now)))
            .execute(),
        );
        const over = open.filter(
          ({ topic, concern }) => topics.includes(topic) && !found.has(concern) && !undecided.has(concern),
        );
        for (const row of over) await end(db, row, now);
      }),
    alertsDue: (now) =>
      read(store, async (db) => {
        const isOver = rows(db).where('over_at', 'is not', null).where('over_told_at', 'is', null);
        const isRaised = rows(db)
          .where('over_at', 'is', null)
          .where('told_at', 'is', null)
          .where((is) =>
            is.or([
              is('due_at', '<=', textOf(now)),
              // It was found by a clock that was ahead: what that clock calls due may be a year away.
              is('since', '>', textOf(now + CLOCKS_APART_MS_MAX)),
            ]),
          );
        return [...(await isRaised.execute()), ...(await isOver.execute())].map(alertOf);
      }),
    openAlerts: () =>
      read(store, async (db) => (await rows(db).where('over_at', 'is', null).execute()).map(alertOf)),
    beginTelling: (numbers, kind, now) =>
      write(store, async (db) => {
        const begun = await inBatches(numbers, (some) => {
          // Not written down before a message was accepted: a crash would keep the end from staff.
          if (kind === 'over')
            return rows(db).where('number', 'in', some).where('over_told_at', 'is', null).execute();
          return db
            .updateTable('alerts')
            .set((is) => ({ telling_at: is.fn.coalesce('telling_at', is.val(textOf(now))) }))
            .where('number', 'in', some)
            .where('over_at', 'is', null)
            .where('told_at', 'is', null)
            .returningAll()
            .execute();
        });
        return begun.map(({ number }) => number).sort((a, b) => a - b);
      }),
    recordTold: (numbers, kind, now) =>
      write(store, async (db) => {
        const column = kind === 'raised' ? 'told_at' : 'over_told_at';
        await inBatches(numbers, (some) =>
          db
            .updateTable('alerts')
            .set({ [column]: textOf(now) })
            .where('number', 'in', some)
            .where(column, 'is', null)
            .execute(),
        );
      }),
    recordNotTold: (numbers) =>
      write(store, async (db) => {
        await inBatches(numbers, async (some) => {
          const untold = db.updateTable('alerts').where('number', 'in', some).where('told_at', 'is', null);
          await untold.set({ telling_at: null }).execute();
          const needless = db.deleteFrom('alerts').where('number', 'in', some).where('told_at', 'is', null);
          return needless.where('over_at', 'is not', null).execute();
        });
      }),
  };
}

function rows(db: Queries) {
  return db.selectFrom('alerts').selectAll().orderBy('number');
}

/** Ends an alert that is not found any more. Staff hear that it is over if they may have heard of it. */
async function end(db: Queries, { number, code, told_at, telling_at }: Row, now: Instant): Promise<void> {
  const at = textOf(now);
  const ended = db.updateTable('alerts').where('number', '=', number);
  // An event that is never over stays until staff have heard of it.
  if (NEVER_OVER.includes(code)) {
    if (told_at !== null) await ended.set({ over_at: at, over_told_at: at }).execute();
  } else if (told_at === null && telling_at === null)
    await db.deleteFrom('alerts').where('number', '=', number).execute();
  else await ended.set({ over_at: at }).execute();
}

/** The reason is stored as JSON: it is worded when it is sent. */
function columnsOf({ afterMs, id, group, reason, ...alert }: Alert, now: Instant): Omit<Row, 'number'> {
  return {
    ...alert,
    code: reason.code,
    what: '',
    advice: JSON.stringify(reason),
    concern: id,
    concern_group: group,
    since: textOf(now),
    due_at: textOf(now + afterMs),
    telling_at: null,
    told_at: null,
    over_at: null,
    over_told_at: null,
  };
}

/** Earlier versions stored words. */
function reasonOf({ what, advice }: Row): AlertReason {
  return what === '' ? (JSON.parse(advice) as AlertReason) : { code: 'bug', what, advice };
}

function alertOf(row: Row): StoredAlert {
  return {
    number: row.number,
    id: row.concern,
    topic: row.topic,
    group: row.concern_group,
    about: row.about,
    reason: reasonOf(row),
    since: instantOf(row.since),
    dueAt: instantOf(row.due_at),
    toldAt: row.told_at === null ? null : instantOf(row.told_at),
    overAt: row.over_at === null ? null : instantOf(row.over_at),
  };
}
