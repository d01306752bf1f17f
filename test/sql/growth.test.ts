import { randomUUID } from 'node:crypto';
import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { openLedger } from '../../src/sql/open-ledger.ts';
import { inBatches, newWitness } from '../../src/sql/store.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import {
  approvalOf,
  deletionOf,
  INCIDENT,
  intent,
  MORNING,
  ready,
  SETTINGS,
} from '../fixtures/ledger-fixtures.ts';
import { mistakeOf } from './opening-suite.ts';

let folder: string;
const place = () => ({ kind: 'file', file: join(folder, 'live.sqlite') }) as const;

beforeEach(() => {
  folder = folderOfTest();
});
afterEach(() => vi.restoreAllMocks());

/** Tables with rows for every post, text, approval, version or alert that there ever was. */
const GROWS = /^SCAN (entries|transitions|earlier_texts|approvals|states|snapshots|announcements|alerts)\b/;
/** Indexes of the few rows that are not over. */
const OF_FEW = /USING (COVERING )?INDEX (approvals_by_kind|approvals_unpublished|alerts_untold)$/;

test('no question that a tick, a delivery, a start or the end of an access asks the ledger reads what earlier incidents left', async () => {
  await (await openLedger(place(), SETTINGS, randomUUID, MORNING)).close();
  const prepared = vi.spyOn(DatabaseSync.prototype, 'prepare');
  const limit = { of: 'posts', count: 5, withinMs: HOUR } as const;
  const rates = (['app', 'server', 'account'] as const).map((per) => ({ ...limit, per }));
  const x = { ...SETTINGS.channels.x, rates, budgetUsdPerDay: 1 } as (typeof SETTINGS.channels)['x'] & object;
  const ledger = await openLedger(
    place(),
    { ...SETTINGS, channels: { ...SETTINGS.channels, x } },
    randomUUID,
    MORNING,
    newWitness(),
  );
  const [one, other] = [intent({ usd: 0.01, endedFrom: MORNING }), intent({ account: 'siegen-mastodon' })];
  await ready(ledger, [one, other]);
  const claimed = await ledger.claim(one.key, 'worker', MORNING);
  if (claimed.kind !== 'claimed') throw new Error(claimed.because);
  expect(await ledger.holds(claimed.claim, MORNING)).toBe(true);
  const answer = { kind: 'posted', remoteId: '1', url: null, at: null } as const;
  await ledger.settle(claimed.claim, { kind: 'answered', answer, leftBy: MORNING, retryAt: null }, MORNING);
  const lost = await ledger.claim(other.key, 'worker', MORNING);
  if (lost.kind !== 'claimed') throw new Error(lost.because);
  const unknown = { kind: 'unknown', reason: 'no answer' } as const;
  await ledger.settle(
    lost.claim,
    { kind: 'answered', answer: unknown, leftBy: MORNING, retryAt: null },
    MORNING,
  );
  await ledger.recordLookUp(
    other.key,
    { kind: 'found', remoteId: '2', url: null, at: null },
    MORNING + MINUTE,
  );
  await ready(ledger, [{ ...other, text: 'Anders.', digest: 'other' }, deletionOf(one)], MORNING + MINUTE);
  await ledger.recordTick(MORNING);
  await ledger.approve([approvalOf(one)]);
  await ledger.voidApprovals('presse', MORNING);
  await ledger.pause({ scope: { of: 'everything' }, by: 'presse', at: MORNING });
  await ledger.resume({ of: 'everything' }, 'presse', MORNING);
  await ledger.stop('siegen-x', 'locked', MORNING);
  await ledger.openBreaker(one, 'down', MORNING + MINUTE, MORNING);
  await ledger.closeBreaker(one);
  await ledger.recordAlerts({ alerts: [], topics: ['plan'], undecided: new Set() } as never, MORNING);
  await ledger.renewQuiet(MORNING);
  await ledger.beginTelling([1], 'raised', MORNING);
  await ledger.recordTold([1], 'raised', MORNING);
  await ledger.recordNotTold([1], 'raised', true);
  for (const question of [
    'alertsDue',
    'openAlerts',
    'nextDue',
    'lastWritten',
    'decisions',
    'limits',
  ] as const)
    await ledger[question](MORNING);
  await ledger.lastAccepted();
  await ledger.open('siegen-x');
  await ledger.settledIds('siegen-x', intent().server);
  await ledger.view(INCIDENT);
  await ledger.history(INCIDENT);
  await ledger.close();

  const statements = new Set(prepared.mock.calls.map(([statement]) => statement));
  prepared.mockRestore();
  using database = new DatabaseSync(place().file);
  const scans = [...statements]
    .filter((statement) => /^\s*(select|insert|update|delete)\b/i.test(statement))
    // The newest row is where SQLite begins; before that of another incident are only those of this one.
    .filter((statement) => !/order by "(?:number|updated_at)" desc limit/.test(statement))
    .flatMap((statement) =>
      database
        .prepare(`explain query plan ${statement}`)
        .all()
        .map((row) => String(row.detail))
        .filter((step) => GROWS.test(step) && !OF_FEW.test(step))
        .map((step) => `${step}: ${statement}`),
    );
  expect(scans).toEqual([]);
});

/** How SQLite carries out those of the statements of this work that match. */
async function stepsOf(asked: RegExp, work: (ledger: Ledger) => Promise<unknown>): Promise<string[]> {
  const ledger = await openLedger(place(), SETTINGS, randomUUID, MORNING);
  await ready(ledger, [intent()]);
  const prepared = vi.spyOn(DatabaseSync.prototype, 'prepare');
  await work(ledger);
  const statements = prepared.mock.calls.map(([statement]) => statement).filter((one) => asked.test(one));
  prepared.mockRestore();
  await ledger.close();
  using database = new DatabaseSync(place().file);
  const steps = statements.flatMap((one) => database.prepare(`explain query plan ${one}`).all());
  return steps.map(({ detail }) => String(detail));
}

test('a claim reads no posts that wait to find the deletions of earlier incidents', async () => {
  const steps = await stepsOf(/= 'delete'/, (ledger) => ledger.claim(intent().key, 'worker', MORNING));
  const ways = steps.filter((detail) => /^(SCAN|SEARCH) entries/.test(detail));
  expect(ways.filter((way) => !/ sqlite_autoindex_entries_1 \(key=/.test(way))).toEqual([
    'SEARCH entries USING INDEX entries_deletions (state=? AND incident<?)',
    'SEARCH entries USING INDEX entries_deletions (state=? AND incident>?)',
  ]);
});

test('a view finds by their time what other incidents said, and reads nothing that is older', async () => {
  const asked = /"published_text" is not null|order by "updated_at" desc/;
  const steps = await stepsOf(asked, (ledger) => ledger.view(INCIDENT));
  const ways = steps.filter((way) => /entries/.test(way));
  expect(ways).toContain('SEARCH entries USING INDEX entries_by_time (updated_at>?)');
  expect(ways.filter((way) => !/entries_by_time|_1 \(key=\?\)/.test(way))).toEqual([]);
});

test('however many posts are written at once, they are written by the same few statements', async () => {
  await using ledger = await openLedger(place(), SETTINGS, randomUUID, MORNING);
  const prepared = vi.spyOn(DatabaseSync.prototype, 'prepare');
  for (let count = 1; count <= 21; count += 4) {
    const posts = Array.from({ length: count }, (_, n) => intent({ account: `town-${count}-${n}-x` }));
    await ready(ledger, posts);
    await Promise.all(posts.map(({ key }) => ledger.claim(key, 'worker', MORNING)));
  }
  const statements = prepared.mock.calls.map(([statement]) => statement);
  expect(statements.filter((statement) => /^insert into "entries"/.test(statement))).toHaveLength(3);
  expect(statements.filter((statement) => /^update entries/.test(statement))).toHaveLength(3);
});

test('a ledger that is too large to be read at each start is refused where it was cut off', async () => {
  const ledger = await openLedger(place(), SETTINGS, randomUUID, MORNING);
  await ready(ledger, [intent()]);
  await ledger.close();
  const { file } = place();
  const database = new DatabaseSync(file);
  database.exec("insert into snapshots values ('large', hex(zeroblob(5 << 20)))");
  database.close();
  truncateSync(file, statSync(file).size - (1 << 20));
  expect(await mistakeOf(() => openLedger(place(), SETTINGS, randomUUID, MORNING))).toBe('ledger-damaged');
});

test('a question about one value is answered with any number of rows', async () => {
  const rows = new Array<number>(500_000).fill(0);
  expect(await inBatches(['digest'], async () => rows)).toHaveLength(rows.length);
});
