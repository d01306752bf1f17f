import { expect, test } from 'vitest';
import { newCache } from '../../../src/core/domain/cache.ts';
import type { Configuration } from '../../../src/core/domain/configuration.ts';
import { plan } from '../../../src/core/planning/plan.ts';
import { fileOf, OUTAGE, openDay } from '../../fixtures/day.ts';

const PROMISED = { next_update: '2026-11-24 20:00' };

test('what is announced again with other facts is worded four times at most: then and now, with and without when it was confirmed', async () => {
  await using day = await openDay('08:00');
  const before = { hemer: { reach: { phone: 'down' }, confirmed: '2026-11-24 07:50' } };
  await day.step('08:00', fileOf(PROMISED, before, OUTAGE));
  const today = { hemer: { reach: { phone: 'down', website: 'down' }, confirmed: '2026-11-24 08:00' } };
  const read = day.configuration(fileOf(PROMISED, today, OUTAGE, { ...OUTAGE, id: 'again' }));
  let worded = 0;
  const { messages } = read;
  const counted: Configuration = {
    ...read,
    cache: newCache(),
    messages: {
      ...messages,
      refusal(...given) {
        worded++;
        return messages.refusal(...given);
      },
    },
  };
  const { posts, outdated } = plan(counted, await day.ledger.view('it-2026'), day.clock.now());
  expect(posts.map(({ intent }) => intent.announcement)).toContain('again');
  expect(outdated).toHaveLength(posts.length);
  expect(worded).toBe(4 * posts.length);
});
