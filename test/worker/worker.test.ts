import { expect, test } from 'vitest';
import type { Files } from '../../src/app/files.ts';
import type { Session } from '../../src/app/session.ts';
import { type ConfigurationReading, reconcile } from '../../src/core/delivery/reconcile.ts';
import { SECOND } from '../../src/core/domain/clock.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import type { WorkerEvent } from '../../src/worker/events.ts';
import { startWorker, type Work, type Worker } from '../../src/worker/worker.ts';
import { at, fileOf, OUTAGE, openDay, type TestDay } from '../fixtures/day.ts';

function readingOf(day: TestDay, state: string): ConfigurationReading {
  return { kind: 'configuration', configuration: day.configuration(state) };
}

/** A worker of this day, which ticks when it begins, and when it is asked to. */
function workerOf(
  { settings, region, ledger, delivery }: TestDay,
  reading: () => ConfigurationReading,
  more: Partial<Work> = {},
): Worker {
  const files = { settings, region } as Files;
  return startWorker({
    session: { files, mode: 'live', ledger, delivery } as Session,
    read: async () => ({ reading: reading(), files }),
    schedule: () => {},
    firstReading: { examine: async () => 'send' },
    onEvent: () => {},
    ticked: () => {},
    refused: () => {},
    ...more,
  });
}

test('the files are read again after the accounts were adopted: people may have stopped everything meanwhile', async () => {
  await using day = await openDay('09:00');
  let facts = {};
  const reading = () => readingOf(day, fileOf({}, facts, OUTAGE));
  let isExamined = false;
  const events: WorkerEvent[] = [];
  const worker = workerOf(day, reading, {
    firstReading: {
      async examine() {
        if (isExamined) return 'send';
        isExamined = true;
        // While the accounts are read, somebody writes what is down.
        facts = { hemer: { reach: { phone: 'down' } } };
        return 'read-again';
      },
    },
    onEvent: (event) => void events.push(event),
  });
  await expect.poll(() => day.reads().length).toBeGreaterThan(0);
  await worker.close();
  expect(day.clock.now()).toBe(at('09:00'));
  const ticks = events.flatMap((event) => (event.kind === 'ticked' ? [event.tick] : []));
  expect(ticks).toHaveLength(1);
  expect(day.published('hemer-x')[0]).toContain('Telefon');
});

/** So often is looked once the time is over: a worker in this process has had its turn long before. */
const LOOKS_MAX = 300;

/** Waits until it is done by this day's clock, so many seconds at most. */
function shortlyOn({ clock }: TestDay) {
  return async (isDone: () => boolean | Promise<boolean>, seconds: number): Promise<void> => {
    const end = clock.now() + seconds * SECOND;
    let looks = 0;
    const look = async () => {
      if (await isDone()) return 'done';
      if (clock.now() === end) looks++;
      clock.advanceTo(Math.min(end, clock.now() + SECOND / 4));
      return looks < LOOKS_MAX ? 'waits' : `not done within ${seconds} seconds`;
    };
    await expect.poll(look).not.toBe('waits');
    expect(await look()).toBe('done');
  };
}

test('a worker notices within two seconds that people let an account go on, also where another is stopped in the same moment', async () => {
  await using day = await openDay('09:00');
  const outage = { ...OUTAGE, post_as: ['hemer', 'menden'] };
  let written = fileOf({}, { all: { reach: { phone: 'down' } } });
  for (const account of ['hemer-x', 'hemer-mastodon'])
    await day.ledger.stop(account, 'suspended', day.clock.now());
  const worker = workerOf(day, () => readingOf(day, written));
  written = fileOf({}, { all: { reach: { phone: 'down' } } }, outage);
  worker.tick();
  const shortly = shortlyOn(day);
  await shortly(() => day.reads('menden-x', 'menden-mastodon').length === 2, 3);
  await day.ledger.stop('hemer-x', null, day.clock.now());
  await day.ledger.stop('menden-x', 'suspended', day.clock.now());
  await shortly(() => day.reads('hemer-x').length === 1, 3);
  await day.ledger.pause({ scope: { of: 'everything' }, by: 'press-mk', at: day.clock.now() });
  await day.ledger.stop('hemer-mastodon', null, day.clock.now());
  day.clock.advanceTo(day.clock.now() + 3 * SECOND);
  await day.ledger.resume({ of: 'everything' }, 'press-mk', day.clock.now());
  await shortly(() => day.reads('hemer-mastodon').length === 2, 3);
  await worker.close();
});

test('a worker notices within two seconds what another process decided, or what a look-up settled', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 1, standing: []}\n');
  const said = (...more: readonly Readonly<Record<string, unknown>>[]) =>
    fileOf({}, { menden: { reach: { phone: 'down' } } }, { ...OUTAGE, post_as: ['menden'] }, ...more);
  let written = said();
  const worker = workerOf(day, () => readingOf(day, written));
  const shortly = shortlyOn(day);
  day.sandbox.arrange('menden-x', { kind: 'accepted-then-cut' });
  await expect.poll(async () => (await day.ledger.open('menden-x')).length).toBe(1);
  await day.approve('outage', written, 'press-menden');
  await shortly(() => day.reads().length === 2, 3);
  await expect.poll(async () => (await day.ledger.open('menden-x'))[0]?.state).toBe('unknown');
  // A retraction waits for the outcome, which the first look-up settles.
  written = said({ id: 'oops', kind: 'retraction', withdraws: 'outage' });
  worker.tick();
  await expect.poll(() => day.held(written)).toContain('oops/menden-x/de original-unknown');
  day.clock.advanceTo(day.clock.now() + 15 * SECOND);
  const isPlanned = async () =>
    (await day.ledger.open('menden-x')).some(
      ({ announcement, action }) => announcement === 'oops' && action === 'publish',
    );
  expect(await isPlanned()).toBe(false);
  await shortly(isPlanned, 3);
  await worker.close();
});

test('after a delivery only its own account is judged again, not all accounts', async () => {
  await using day = await openDay('09:00');
  let judged = 0;
  const ledger = {
    ...day.ledger,
    nextDue() {
      judged++;
      return day.ledger.nextDue();
    },
  };
  const everywhere = { ...OUTAGE, post_as: ['all'] };
  const reading = readingOf(day, fileOf({}, { all: { reach: { phone: 'down' } } }, everywhere));
  const worker = workerOf({ ...day, ledger, delivery: { ...day.delivery, ledger } }, () => reading);
  const accounts = [...day.region.accounts.keys()];
  await expect.poll(() => accounts.every((id) => day.published(id).length > 0)).toBe(true);
  await worker.close();
  expect(accounts.length).toBeGreaterThan(3);
  expect(judged).toBe(1);
});

test('what is approved goes out, also where alerts cannot be written down', async () => {
  await using day = await openDay('09:00');
  const recordAlerts = () => Promise.reject(new Error('the disk of the alerts is full'));
  const ledger = { ...day.ledger, recordAlerts };
  const reading = readingOf(day, fileOf({}, { all: { reach: { phone: 'down' } } }, OUTAGE));
  const failed: unknown[] = [];
  const worker = workerOf({ ...day, ledger, delivery: { ...day.delivery, ledger } }, () => reading, {
    onEvent: (event) => void (event.kind === 'failed' && failed.push(event.error)),
  });
  await expect.poll(() => failed).toEqual([new Error('the disk of the alerts is full')]);
  await expect.poll(() => day.published('hemer-x')).toHaveLength(1);
  await worker.close();
});

test('nothing goes out once the file says draft, also where nothing can be planned', async () => {
  await using day = await openDay('09:00');
  const said = (mode: string) =>
    readingOf(day, fileOf({ mode }, { all: { reach: { phone: 'down' } } }, OUTAGE));
  await reconcile(said('live'), day.ledger, day.clock.now(), 0);
  const view = () => Promise.reject(new Error('nobody can read it'));
  const ledger = { ...day.ledger, view };
  const failed: unknown[] = [];
  const files = { settings: day.settings, region: day.region } as Files;
  const worker = workerOf(day, () => said('draft'), {
    session: { files, mode: 'draft', ledger, delivery: { ...day.delivery, ledger } } as unknown as Session,
    read: async () => ({ reading: said('draft'), files }),
    onEvent: (event) => void (event.kind === 'failed' && failed.push(event.error)),
  });
  await expect.poll(() => failed).toEqual([new Error('nobody can read it')]);
  await worker.close();
  expect(day.reads()).toEqual([]);
});

test('a tick in which nothing changed plans nothing, and the next one acts on what anybody decided or what falls due', async () => {
  await using day = await openDay('09:50');
  const facts = { hemer: { reach: { phone: 'down' } } };
  const status = { id: 'status', kind: 'status', post_as: ['hemer'], every: '0 10 * * *' };
  const promising = (next: string) => readingOf(day, fileOf({ next_update: next }, facts, OUTAGE, status));
  let reading = promising('2026-11-24 10:00');
  const ticks: string[] = [];
  const worker = workerOf(day, () => reading, { ticked: ({ kind }) => void ticks.push(kind) });
  const tick = async () => {
    const before = ticks.length;
    worker.tick();
    await expect.poll(() => ticks.length).toBeGreaterThan(before);
    return ticks.at(-1);
  };
  const untilQuiet = () => expect.poll(tick).toBe('unchanged');
  await expect.poll(() => day.published('hemer-x')).toHaveLength(1);
  await untilQuiet();

  await day.ledger.pause({ scope: { of: 'everything' }, by: 'presse', at: day.clock.now() });
  expect(await tick()).toBe('planned');
  await day.ledger.resume({ of: 'everything' }, 'presse', day.clock.now());
  expect(await tick()).toBe('planned');
  await untilQuiet();
  expect(await day.ledger.lastWritten()).toBe(day.clock.now());

  reading = promising('2026-11-24 15:00');
  expect(await tick()).toBe('planned');
  await untilQuiet();
  day.clock.advanceTo(at('09:59'));
  await untilQuiet();
  day.clock.advanceTo(at('10:00'));
  expect(await tick()).toBe('planned');
  await expect.poll(() => day.published('hemer-x').length).toBe(2);
  await worker.close();
});

/** A worker of this name with an outage of everybody, whose ledger does some things in its own way. */
function namedWorker(day: TestDay, name: string, digest: string, own: Partial<Ledger>, more: Partial<Work>) {
  const ledger = { ...day.ledger, ...own };
  const files = { settings: day.settings, region: day.region, digest } as Files;
  const everywhere = { ...OUTAGE, post_as: ['all'] };
  const reading = readingOf(day, fileOf({}, { all: { reach: { phone: 'down' } } }, everywhere));
  return workerOf(day, () => reading, {
    session: { files, mode: 'live', ledger, delivery: { ...day.delivery, ledger, name } } as Session,
    read: async () => ({ reading, files }),
    ...more,
  });
}

/** A second worker beside one that is held up while it writes its plan down, on one ledger. `plans` are those of the second. */
function besideOne(
  day: TestDay,
  { digest, nextDue = day.ledger.nextDue }: { readonly digest: string } & Partial<Ledger>,
) {
  const holdUp = Promise.withResolvers<void>();
  const plans: string[] = [];
  const ticks: string[] = [];
  const record: Ledger['record'] = async (...given) => {
    begun.resolve();
    await holdUp.promise;
    return day.ledger.record(...given);
  };
  const first = namedWorker(day, 'first', 'the same', { record, nextDue }, {});
  const begun = Promise.withResolvers<void>();
  const turns: string[] = [];
  const takeTurn: Ledger['takeTurn'] = async (...given) => {
    const turn = await day.ledger.takeTurn(...given);
    turns.push(turn);
    return turn;
  };
  const recordSecond: Ledger['record'] = (...given) => {
    plans.push('second');
    return day.ledger.record(...given);
  };
  const second = begun.promise.then(() =>
    namedWorker(
      day,
      'second',
      digest,
      { record: recordSecond, takeTurn },
      { ticked: ({ kind }) => void ticks.push(kind) },
    ),
  );
  const accounts = [...day.region.accounts.keys()];
  return {
    plans,
    ticks,
    waits: () => turns.includes('underway'),
    release: holdUp.resolve,
    published: () => accounts.every((id) => day.published(id).length > 0),
    someone: () => accounts.some((id) => day.published(id).length > 0),
    twice: () => accounts.filter((id) => new Set(day.published(id)).size < day.published(id).length),
    async close() {
      holdUp.resolve();
      await (await second).close();
      await first.close();
    },
  };
}

test('of two workers with the same files one plans, and the other waits for its plan', async () => {
  await using day = await openDay('09:00');
  const two = besideOne(day, { digest: 'the same' });
  const shortly = shortlyOn(day);
  await shortly(() => day.clock.now() === at('09:00') + 10 * SECOND, 10);
  expect(two.ticks).toEqual([]);
  two.release();
  await shortly(() => two.ticks.length > 0 && two.published(), 3);
  expect(two.ticks[0]).toBe('planned-elsewhere');
  expect(two.plans).toEqual([]);
  await two.close();
  expect(two.twice()).toEqual([]);
});

test('a worker whose plan another made leaves the posts to it for five seconds, and then sends what is left', async () => {
  await using day = await openDay('09:00');
  // It plans, and then finds nothing to send.
  const two = besideOne(day, { digest: 'the same', nextDue: async () => [] });
  const shortly = shortlyOn(day);
  await shortly(two.waits, 1);
  two.release();
  await shortly(() => two.ticks.length > 0, 3);
  expect(two.ticks).toEqual(['planned-elsewhere']);
  const planned = day.clock.now();
  await shortly(() => day.clock.now() === planned + 4 * SECOND, 4);
  expect(two.someone()).toBe(false);
  await shortly(two.published, 3);
  await two.close();
  expect(two.twice()).toEqual([]);
});

test.each([
  ['that froze while it planned keeps another from planning for 15 seconds at most', 'the same', 20],
  ['never waits for a plan that is made from other files than its own', 'of another site', 1],
])('a worker %s', async (_, digest, seconds) => {
  await using day = await openDay('09:00');
  const two = besideOne(day, { digest });
  await shortlyOn(day)(two.published, seconds);
  expect(two.plans).toContain('second');
  await two.close();
  expect(two.twice()).toEqual([]);
});

test('a worker asks whose credentials it has before there is anything to send', async () => {
  await using day = await openDay('09:00');
  const reading = readingOf(day, fileOf({}, {}));
  const real = { ...day, settings: { ...day.settings, sandbox: false } };
  const worker = workerOf(real, () => reading);
  const accounts = [...day.region.accounts.keys()];
  await expect.poll(() => day.delivery.memory.identified.size).toBe(accounts.length);
  await worker.close();
  expect(day.reads()).toEqual([]);
});
