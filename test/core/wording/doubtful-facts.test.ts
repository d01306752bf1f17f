import { expect, test } from 'vitest';
import { at, fileOf, REGION } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';

/** What the district says of these facts, on the morning of the incident's first day. */
async function said(facts: Readonly<Record<string, unknown>>, kind = 'status') {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const { posts, warnings } = await system.plan(
    fileOf({ next_update: '2026-11-24 12:00' }, { mk: facts }, { id: 'said', kind, post_as: ['mk'] }),
  );
  return { text: posts[0]?.intent.text ?? '', warnings };
}

test.each([
  [true, {}],
  [true, { phone: 'up' }],
  [true, { phone: 'limited' }],
  [false, { phone: 'down' }],
  [false, { phone: 'unknown' }],
  [false, { phone: 'up', work: 'none' }],
])(
  'who cannot write mail is sent to the telephone only where somebody answers it: %j, %j',
  async (isSent, reach) => {
    const { text } = await said({ reach, email: { action: 'use-post-or-phone' } });
    expect([text.includes('Brief'), text.includes('Brief oder Telefon')]).toEqual([true, isSent]);
  },
);
