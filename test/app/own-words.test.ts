import { expect, test } from 'vitest';
import { file, openDay } from '../fixtures/day.ts';
import { GERMAN_ONLY } from '../fixtures/system.ts';

test('own words keep their line ends and paragraphs', async () => {
  await using day = await openDay('09:00', undefined, { messages: GERMAN_ONLY });
  const text = { de: 'Heute offen:\n- Kasse   8 bis 12 Uhr\n- Info 8 bis 16 Uhr\n\n\n\nBitte Geduld.\n' };
  await day.step('09:00', file({}, { id: 'words', kind: 'notice', post_as: ['menden'], text }));
  for (const account of ['menden-x', 'menden-mastodon'])
    expect(day.published(account)[0]).toBe(
      'Stadt Menden: Heute offen:\n- Kasse 8 bis 12 Uhr\n- Info 8 bis 16 Uhr\n\nBitte Geduld.',
    );
});
