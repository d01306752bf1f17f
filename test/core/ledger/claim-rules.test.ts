import { expect, test } from 'vitest';
import { type ClaimView, decideClaim, parentOf } from '../../../src/core/ledger/claim-rules.ts';
import type { Entry } from '../../../src/core/ledger/entry.ts';
import { heldBack } from '../../../src/core/ledger/replanning.ts';
import { newEntry } from '../../../src/core/ledger/transitions.ts';
import {
  approvalOf,
  deletionOf,
  intent,
  MESSAGES,
  MORNING,
  SETTINGS,
} from '../../fixtures/ledger-fixtures.ts';

const wrong: Entry = { ...newEntry(intent(), MORNING), state: 'posted', remoteId: '1', postedAt: MORNING };
const fix = newEntry(intent({ announcement: 'fix', kind: 'correction' }), MORNING);
const deletion = newEntry(deletionOf(wrong, { after: fix.key }), MORNING);

/** What becomes of the approved deletion among these entries of its account. */
function decided(account: readonly Entry[], isOver = false) {
  const view: ClaimView = {
    ...{ account, approvals: [approvalOf(deletion)], messages: MESSAGES },
    ...{ listed: new Set(['hotline', 'fix']), isOver },
    ...{ pauses: [], stopped: null, mode: 'live', breaker: null, allClears: [], rateWait: null },
  };
  return decideClaim(deletion, view, MORNING, SETTINGS);
}

test('a deletion whose correction is held is not expected soon', () => {
  const isSoon = (...account: readonly Entry[]) => {
    const decision = decided(account);
    return decision.kind === 'wait' && decision.soon;
  };
  expect(isSoon(wrong, fix, deletion)).toBe(true);
  expect(isSoon(wrong, heldBack(fix, 'held: said-twice', MORNING), deletion)).toBe(false);
  expect(isSoon(wrong, { ...fix, state: 'refused' }, deletion)).toBe(false);
});

test('in the next incident a deletion waits while its correction is on its way', () => {
  expect(decided([wrong, { ...fix, state: 'unknown' }, deletion], true).kind).toBe('wait');
});

test('a post whose deletion was given up is answered again', () => {
  const entries: readonly Entry[] = [wrong, { ...deletion, state: 'superseded' }];
  expect(parentOf(intent({ announcement: 'next' }), entries, entries)?.key).toBe(wrong.key);
});
