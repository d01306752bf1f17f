import { expect, test } from 'vitest';
import { isEndedBy } from '../../../src/core/ledger/all-clear.ts';

test('an all-clear that is said on several accounts ends what was read before the last of them', () => {
  const [first, last] = [
    { at: 1000, knownAt: 1001, about: ['hemer'] },
    { at: 1000, knownAt: 1200, about: ['hemer'] },
  ];
  const recurring = { endedFrom: 1100, occurrence: 1300, municipality: 'hemer', about: ['hemer'] };
  expect(isEndedBy(recurring, [first, last])).toBe(true);
  expect(isEndedBy(recurring, [first])).toBe(false);
  expect(isEndedBy({ ...recurring, endedFrom: 1201 }, [first, last])).toBe(false);
});
