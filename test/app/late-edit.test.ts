import { expect, test } from 'vitest';
import { at, file, openDay, RIGHT, WRONG } from '../fixtures/day.ts';

const SAID = { id: 'hotline', kind: 'contacts', post_as: ['mk'], contact: 'hotline', keep_current: true };
const FIX = { id: 'fix', kind: 'correction', corrects: 'hotline', contact: 'hotline' };
const of = (phone: string, hours: string) => ({
  mk: { contacts: { hotline: { phone, hours, verified_by: 'press-mk' } } },
});

test('an edit whose answer was lost, and that takes effect late, never brings back what was corrected meanwhile', async () => {
  await using day = await openDay('09:00');
  await day.step('09:00', file(of(WRONG, 'Mo-Fr 08:00-16:00'), SAID));
  day.sandbox.arrange('mk-mastodon', { kind: 'accepted-late', on: 'edit', afterMs: 90_000 });
  const longer = file(of(WRONG, 'Mo-Fr 08:00-20:00'), SAID);
  await day.step('09:10', longer);
  // Five quiet minutes later it is edited: the answer is lost, so it is looked for, and the edit is sent again.
  await day.step('09:16', longer);
  await day.pass(at('09:17') - 20_000);
  const corrected = file(of(RIGHT, 'Mo-Fr 08:00-20:00'), SAID, FIX);
  await day.tick(corrected);
  await day.pass(at('09:25'));
  expect(day.reads('mk-mastodon')).toEqual(['mk-mastodon: hotline, right', 'mk-mastodon: correction, right']);
});
