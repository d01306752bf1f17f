import type { AlertReason } from '../core/domain/advice.ts';
import type { Instant } from '../core/domain/clock.ts';
import {
  type Alert,
  type AlertFindings,
  type AlertMessage,
  NEVER_OVER,
  type StoredAlert,
} from '../core/ledger/alert.ts';
import { batches } from './batches.ts';
import { instantOf, textOf } from './rows.ts';
import type { Queries, Tables } from './tables.ts';

const LINES_PER_QUERY_MAX = 500;

type Row = Omit<Tables['alerts'], 'number'> & { readonly number: number };

/** Those found that are new become alerts; open ones that were looked for and not found again are over. */
export async function recordAlertsIn(
  db: Queries,
  { alerts: found, topics, undecided }: AlertFindings,
  now: Instant,
): Promise<void> {
  const open = await db
    .selectFrom('alerts')
    .select(['concern', 'topic'])
    .where('over_at', 'is', null)
    .execute();
  const known = new Set(open.map((row) => row.concern));
  const isFound = new Set(found.map((concern) => concern.id));
  const lines = new Map<string, Omit<Row, 'number'>>();
  for (const concern of found) if (!known.has(concern.id)) lines.set(concern.id, lineOf(concern, now));
  for (const some of batches([...lines.values()], LINES_PER_QUERY_MAX))
    await db.insertInto('alerts').values(some).execute();
  const over = open.filter(
    (row) => topics.includes(row.topic) && !isFound.has(row.concern) && !undecided.has(row.concern),
  );
  for (const some of batches(
    over.map((row) => row.concern),
    LINES_PER_QUERY_MAX,
  ))
    await endIn(db, some, now);
}

async function endIn(db: Queries, alerts: readonly string[], now: Instant): Promise<void> {
  await db
    .deleteFrom('alerts')
    .where('concern', 'in', alerts)
    .where('code', 'not in', NEVER_OVER)
    .where('over_at', 'is', null)
    .where('told_at', 'is', null)
    // Whom a message may have reached hears that it is over.
    .where('telling_at', 'is', null)
    .execute();
  const open = db.updateTable('alerts').where('concern', 'in', alerts).where('over_at', 'is', null);
  // What happened once stays to be told until somebody took it.
  await open
    .where('code', 'in', NEVER_OVER)
    .where('told_at', 'is not', null)
    .set({ over_at: textOf(now), over_told_at: textOf(now) })
    .execute();
  await open
    .where('code', 'not in', NEVER_OVER)
    .set({ over_at: textOf(now) })
    .execute();
}

/** What the alert tells is stored as JSON: it is worded when it is sent. */
function lineOf({ afterMs, id, group, reason, ...alert }: Alert, now: Instant): Omit<Row, 'number'> {
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

/** What staff have still to be told, the oldest first. */
export async function alertsDueIn(db: Queries, now: Instant): Promise<readonly StoredAlert[]> {
  const raised = await db
    .selectFrom('alerts')
    .selectAll()
    .where('over_at', 'is', null)
    .where('told_at', 'is', null)
    .where('due_at', '<=', textOf(now))
    .orderBy('number')
    .execute();
  const over = await db
    .selectFrom('alerts')
    .selectAll()
    .where('over_at', 'is not', null)
    .where('over_told_at', 'is', null)
    .orderBy('number')
    .execute();
  return [...raised, ...over].map(alertOf);
}

/** Everything that lasts. */
export async function openAlertsIn(db: Queries): Promise<readonly StoredAlert[]> {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('over_at', 'is', null)
    .orderBy('number')
    .execute();
  return rows.map(alertOf);
}

export async function tellingIn(
  db: Queries,
  numbers: readonly number[],
  now: Instant,
): Promise<readonly number[]> {
  const lasting: number[] = [];
  for (const some of batches(numbers, LINES_PER_QUERY_MAX)) {
    const rows = await db
      .selectFrom('alerts')
      .select('number')
      .where('number', 'in', some)
      .where('over_at', 'is', null)
      .where('told_at', 'is', null)
      .orderBy('number')
      .execute();
    lasting.push(...rows.map((row) => row.number));
  }
  for (const some of batches(lasting, LINES_PER_QUERY_MAX))
    await db
      .updateTable('alerts')
      .set({ telling_at: textOf(now) })
      .where('number', 'in', some)
      .where('telling_at', 'is', null)
      .execute();
  return lasting;
}

export async function toldIn(
  db: Queries,
  numbers: readonly number[],
  kind: AlertMessage['kind'],
  now: Instant,
): Promise<void> {
  const column = kind === 'raised' ? 'told_at' : 'over_told_at';
  for (const some of batches(numbers, LINES_PER_QUERY_MAX))
    await db
      .updateTable('alerts')
      .set({ [column]: textOf(now) })
      .where('number', 'in', some)
      .where(column, 'is', null)
      .execute();
}

/** What nobody heard of, and is over, needs no word. */
export async function untoldIn(db: Queries, numbers: readonly number[]): Promise<void> {
  for (const some of batches(numbers, LINES_PER_QUERY_MAX)) {
    const unheard = db.updateTable('alerts').where('number', 'in', some).where('told_at', 'is', null);
    await unheard.set({ telling_at: null }).execute();
    await db
      .deleteFrom('alerts')
      .where('number', 'in', some)
      .where('told_at', 'is', null)
      .where('over_at', 'is not', null)
      .execute();
  }
}

/** Earlier versions stored words. */
function reasonOf({ what, advice }: Row): AlertReason {
  if (what !== '') return { code: 'bug', what, advice };
  return JSON.parse(advice) as AlertReason;
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
