import { expect, test } from 'vitest';
import type { ConfigurationReading } from '../../src/core/delivery/reconcile.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { at, file, fileOf, openDay } from '../fixtures/day.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer'] };

test('the files are read again after the accounts were adopted: people may have stopped everything meanwhile', async () => {
  await using day = await openDay('09:00');
  let mode = 'live';
  const ticks: string[] = [];
  const read = async (): Promise<ConfigurationReading> => ({
    kind: 'configuration',
    configuration: day.configuration(mode === 'live' ? file({}, OUTAGE) : fileOf({ mode }, {}, OUTAGE)),
  });
  let hasRead = false;
  const worker = startWorker(
    {
      delivery: day.delivery,
      ledger: day.ledger,
      read,
      belongs: () => true,
      moved: () => {},
      examined: async () => {
        if (hasRead) return 'send';
        hasRead = true;
        // While the accounts are read.
        mode = 'draft';
        return 'read-anew';
      },
      ticked: (tick) => void ticks.push(tick.kind === 'planned' ? tick.plan.mode : tick.kind),
      failed: (error) => expect.fail(String(error)),
    },
    '0 0 1 1 *',
  );
  await expect.poll(() => ticks.length).toBe(1);
  await worker.close();
  expect(ticks).toEqual(['draft']);
  expect(day.clock.now()).toBe(at('09:00'));
  expect(day.reads()).toEqual([]);
});
