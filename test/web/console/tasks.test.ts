import { expect, test } from 'vitest';
import { openConsole, pressOffice } from '../../fixtures/console.ts';
import { at } from '../../fixtures/day.ts';

const PHONE = { down: 'phone', next: '' };

test('an all-clear of one town goes out, and so does that for all later', async () => {
  await using given = await openConsole();
  const { tell, said, krause } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  await tell('all-clear', { who: 'hemer' });
  expect(Object.keys(await said('all-clear-hemer'))).toHaveLength(3);
  given.clock.advanceTo(at('11:05'));
  await tell('all-clear', { who: 'all' });
  expect(Object.keys(await said('all-clear-all'))).toHaveLength(6);
  expect((await krause.browser.get('/')).text).toContain('Nichts');
});
