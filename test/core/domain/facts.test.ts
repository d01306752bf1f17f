import { expect, test } from 'vitest';
import { changedFacts, factsFrom } from '../../../src/core/domain/facts.ts';

test('facts whose fields were written in another order have not changed', () => {
  const [first, second] = [
    {
      policy: 'cancelled',
      from: '2023-10-30',
      until: null,
      note: { de: 'Auch Trauungen.', en: 'Also weddings.' },
    },
    {
      note: { en: 'Also weddings.', de: 'Auch Trauungen.' },
      until: null,
      from: '2023-10-30',
      policy: 'cancelled',
    },
  ] as const;
  const [now, before] = [first, second].map((appointments) => factsFrom([{ appointments }]));
  if (!now || !before) throw new Error('there are no facts');
  expect(changedFacts(now, before)).toEqual(factsFrom([]));
});
