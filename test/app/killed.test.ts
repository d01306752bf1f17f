import { describe, expect, test } from 'vitest';
import { deliverNow } from '../../src/app/deliver-now.ts';
import { type DeliveryContext, emptyMemory } from '../../src/core/delivery/context.ts';
import { at, file, hotline, openDay, RIGHT, type TestDay, WRONG } from '../fixtures/day.ts';
import { UNGUARDED } from '../fixtures/platforms.ts';

const HOTLINE = { id: 'hotline', kind: 'contacts', post_as: ['hemer'], contact: 'hotline' };
const CORRECTION = { id: 'fix', kind: 'correction', corrects: 'hotline', contact: 'hotline' };
const SAID = file({ hemer: hotline(WRONG) }, HOTLINE);
const CORRECTED = file({ hemer: hotline(RIGHT) }, HOTLINE, CORRECTION);
const ACCOUNTS = ['hemer-x', 'hemer-mastodon'];
const FINISHED = [
  'hemer-x: correction, right',
  'hemer-mastodon: hotline, right',
  'hemer-mastodon/en: hotline, right',
  'hemer-mastodon: correction, right',
  'hemer-mastodon/en: correction, right',
];
/** Three corrections, two edits, one deletion. */
const ACTS = 6;
const NEVER = new AbortController().signal;

class Killed extends Error {}

/**
 * The process ends where its n-th act was carried out: before it could write that down, or right after. All that is left
 * of it is what stands in the ledger by then.
 */
function mortal(delivery: DeliveryContext, n: number, writtenDown: boolean): DeliveryContext {
  let acts = 0;
  const { ledger } = delivery;
  return {
    ...delivery,
    name: 'mortal',
    memory: emptyMemory(),
    ledger: {
      ...ledger,
      settle: async (...settlement) => {
        acts++;
        if (acts === n && !writtenDown) throw new Killed();
        return ledger.settle(...settlement);
      },
    },
    onStep: () => {
      if (acts === n) throw new Killed();
    },
  };
}

/** Every text that ever stood, and how often the platforms were asked to take one down. */
function everHappened({ sandbox }: Pick<TestDay, 'sandbox'>): readonly string[] {
  return ACCOUNTS.flatMap((account) =>
    sandbox
      .timeline(account)
      .map(
        ({ text, edits, deletedAt }) =>
          `${account}: ${[...edits, text].length} versions${deletedAt === null ? '' : ', deleted'}`,
      ),
  );
}
const ONCE = [
  'hemer-x: 1 versions, deleted',
  'hemer-x: 1 versions',
  ...['2 versions', '2 versions', '1 versions', '1 versions'].map((times) => `hemer-mastodon: ${times}`),
];

const DEATHS = Array.from({ length: ACTS }, (_, index) => index + 1).flatMap((n) => [
  [n, 'before it could be written down', false] as const,
  [n, 'right after it was written down', true] as const,
]);

/** `npm run crash` does the same to processes, with SIGKILL. */
describe('a correction whose process ends', () => {
  test.each(DEATHS)(
    'a correction whose process ends with act %i, %s, is finished once at the next start',
    async (n, _, writtenDown) => {
      await using day = await openDay('09:00', 'approvals: {needed: 0}\naccounts_at_once: 1\n', {
        // Neither platform saves us from saying it twice.
        platforms: UNGUARDED,
      });
      await day.step('09:00', SAID);
      day.clock.advanceTo(at('09:20'));
      await day.takeOver(CORRECTED);
      await expect(deliverNow(mortal(day.delivery, n, writtenDown), NEVER)).rejects.toThrow(Killed);
      const left = (await day.ledger.view('it-2026')).entries.filter(({ state }) => state !== 'posted');
      expect(left).toHaveLength(writtenDown ? ACTS - n : ACTS - n + 1);
      await day.work('09:40', CORRECTED);
      expect(day.reads(...ACCOUNTS)).toEqual(FINISHED);
      expect(everHappened(day)).toEqual(ONCE);
      expect(await day.dueNow(CORRECTED)).toEqual([]);
    },
  );
});
