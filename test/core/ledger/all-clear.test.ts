import { expect, test } from 'vitest';
import { isEndedBy, laterAllClear } from '../../../src/core/ledger/all-clear.ts';

test('an all-clear that is said on several accounts ends what was read before the last of them, in whatever order they are asked', () => {
  const [first, last] = [
    { at: 1000, knownAt: 1001 },
    { at: 1000, knownAt: 1200 },
  ];
  const recurring = { endedFrom: 1100, occurrence: 1300 };
  expect(isEndedBy(recurring, laterAllClear(first, last))).toBe(true);
  expect(isEndedBy(recurring, laterAllClear(last, first))).toBe(true);
  expect(isEndedBy(recurring, laterAllClear(first, null))).toBe(false);
  expect(isEndedBy({ ...recurring, endedFrom: 1201 }, laterAllClear(first, last))).toBe(false);
});
