import { expect, test } from 'vitest';
import type { Files } from '../../src/app/files.ts';
import type { Session } from '../../src/app/session.ts';
import type { ConfigurationReading } from '../../src/core/delivery/reconcile.ts';
import { SECOND } from '../../src/core/domain/clock.ts';
import type { WorkerEvent } from '../../src/worker/events.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { at, fileOf, openDay } from '../fixtures/day.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer'] };

test('the files are read again after the accounts were adopted: people may have stopped everything meanwhile', async () => {
  await using day = await openDay('09:00');
  const files = { settings: day.settings, region: day.region } as Files;
  const session = { files, mode: 'live', ledger: day.ledger, delivery: day.delivery } as Session;
  let facts = {};
  const reading = (): ConfigurationReading => ({
    kind: 'configuration',
    configuration: day.configuration(fileOf({}, facts, OUTAGE)),
  });
  let isExamined = false;
  const events: WorkerEvent[] = [];
  const worker = startWorker({
    session,
    read: async () => ({ reading: reading(), files }),
    schedule: () => {},
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
    ticked: () => {},
    refused: () => {},
  });
  await expect.poll(() => day.reads().length).toBeGreaterThan(0);
  await worker.close();
  expect(day.clock.now()).toBe(at('09:00'));
  const ticks = events.flatMap((event) => (event.kind === 'ticked' ? [event.tick] : []));
  expect(ticks).toHaveLength(1);
  expect(day.published('hemer-x')[0]).toContain('Telefon');
});

test('a worker notices within two seconds what another process decided, or what a look-up settled', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 1, standing: []}\n');
  const files = { settings: day.settings, region: day.region } as Files;
  const session = { files, mode: 'live', ledger: day.ledger, delivery: day.delivery } as Session;
  const said = (...more: readonly Readonly<Record<string, unknown>>[]) =>
    fileOf({}, { menden: { reach: { phone: 'down' } } }, { ...OUTAGE, post_as: ['menden'] }, ...more);
  let written = said();
  const worker = startWorker({
    session,
    read: async () => ({
      reading: { kind: 'configuration', configuration: day.configuration(written) },
      files,
    }),
    schedule: () => {},
    firstReading: { examine: async () => 'send' },
    onEvent: () => {},
    ticked: () => {},
    refused: () => {},
  });
  const shortly = async (isDone: () => boolean | Promise<boolean>, seconds: number) => {
    const end = day.clock.now() + seconds * SECOND;
    await expect
      .poll(async () => {
        day.clock.advanceTo(Math.min(end, day.clock.now() + SECOND / 4));
        return isDone();
      })
      .toBe(true);
    expect(day.clock.now()).toBeLessThanOrEqual(end);
  };
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
  const files = { settings: day.settings, region: day.region } as Files;
  let judged = 0;
  const ledger = {
    ...day.ledger,
    nextDue() {
      judged++;
      return day.ledger.nextDue();
    },
  };
  const session = { files, mode: 'live', ledger, delivery: { ...day.delivery, ledger } } as Session;
  const everywhere = { ...OUTAGE, post_as: ['all'] };
  const configuration = day.configuration(fileOf({}, { all: { reach: { phone: 'down' } } }, everywhere));
  const worker = startWorker({
    session,
    read: async () => ({ reading: { kind: 'configuration', configuration }, files }),
    schedule: () => {},
    firstReading: { examine: async () => 'send' },
    onEvent: () => {},
    ticked: () => {},
    refused: () => {},
  });
  const accounts = [...day.region.accounts.keys()];
  await expect.poll(() => accounts.every((id) => day.published(id).length > 0)).toBe(true);
  await worker.close();
  expect(accounts.length).toBeGreaterThan(3);
  expect(judged).toBe(1);
});

test('a tick in which nothing changed plans nothing, and the next one acts on what anybody decided or what falls due', async () => {
  await using day = await openDay('09:50');
  const files = { settings: day.settings, region: day.region } as Files;
  const session = { files, mode: 'live', ledger: day.ledger, delivery: day.delivery } as Session;
  const facts = { hemer: { reach: { phone: 'down' } } };
  const status = { id: 'status', kind: 'status', post_as: ['hemer'], every: '0 10 * * *' };
  const readingOf = (next: string): ConfigurationReading => ({
    kind: 'configuration',
    configuration: day.configuration(fileOf({ next_update: next }, facts, OUTAGE, status)),
  });
  let reading = readingOf('2023-10-30 14:00');
  const ticks: string[] = [];
  const worker = startWorker({
    session,
    read: async () => ({ reading, files }),
    schedule: () => {},
    firstReading: { examine: async () => 'send' },
    onEvent: () => {},
    ticked: ({ kind }) => void ticks.push(kind),
    refused: () => {},
  });
  const tick = async () => {
    const before = ticks.length;
    worker.tick();
    await expect.poll(() => ticks.length).toBeGreaterThan(before);
    return ticks.at(-1);
  };
  const untilQuiet = () => expect.poll(tick).toBe('unchanged');
  await untilQuiet();
  expect(day.published('hemer-x')).toHaveLength(1);

  await day.ledger.pause({ scope: { of: 'everything' }, by: 'presse', at: day.clock.now() });
  expect(await tick()).toBe('planned');
  await day.ledger.resume({ of: 'everything' }, 'presse', day.clock.now());
  expect(await tick()).toBe('planned');
  await untilQuiet();
  expect(await day.ledger.lastWritten()).toBe(day.clock.now());

  reading = readingOf('2023-10-30 15:00');
  expect(await tick()).toBe('planned');
  await untilQuiet();
  day.clock.advanceTo(at('09:59'));
  expect(await tick()).toBe('unchanged');
  day.clock.advanceTo(at('10:00'));
  expect(await tick()).toBe('planned');
  await expect.poll(() => day.published('hemer-x').length).toBe(2);
  await worker.close();
});

test('a worker asks whose credentials it has before there is anything to send', async () => {
  await using day = await openDay('09:00');
  const files = { settings: { ...day.settings, sandbox: false }, region: day.region } as Files;
  const session = { files, mode: 'live', ledger: day.ledger, delivery: day.delivery } as Session;
  const configuration = day.configuration(fileOf({}, {}));
  const worker = startWorker({
    session,
    read: async () => ({ reading: { kind: 'configuration', configuration }, files }),
    schedule: () => {},
    firstReading: { examine: async () => 'send' },
    onEvent: () => {},
    ticked: () => {},
    refused: () => {},
  });
  const accounts = [...day.region.accounts.keys()];
  await expect.poll(() => day.delivery.memory.identified.size).toBe(accounts.length);
  await worker.close();
  expect(day.reads()).toEqual([]);
});
