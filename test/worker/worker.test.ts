import { expect, test } from 'vitest';
import type { Files } from '../../src/app/files.ts';
import type { Session } from '../../src/app/session.ts';
import type { ConfigurationReading } from '../../src/core/delivery/reconcile.ts';
import type { WorkerEvent } from '../../src/worker/events.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { at, fileOf, openDay } from '../fixtures/day.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer'] };

test('the files are read again after the accounts were adopted: people may have stopped everything meanwhile', async () => {
  await using day = await openDay('09:00');
  const files = { settings: day.settings } as Files;
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
  });
  await expect.poll(() => day.reads().length).toBeGreaterThan(0);
  await worker.close();
  expect(day.clock.now()).toBe(at('09:00'));
  const ticks = events.flatMap((event) => (event.kind === 'ticked' ? [event.tick] : []));
  expect(ticks).toHaveLength(1);
  expect(day.published('hemer-x')[0]).toContain('Telefon');
});
