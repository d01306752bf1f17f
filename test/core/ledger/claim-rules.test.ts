import { expect, test } from 'vitest';
import { type ClaimView, decideClaim } from '../../../src/core/ledger/claim-rules.ts';
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

test('a deletion whose correction is held is not expected soon', () => {
  const wrong: Entry = { ...newEntry(intent(), MORNING), state: 'posted', remoteId: '1', postedAt: MORNING };
  const fix = newEntry(intent({ announcement: 'fix', kind: 'correction' }), MORNING);
  const deletion = newEntry(deletionOf(wrong, { after: fix.key }), MORNING);
  const isSoon = (...account: readonly Entry[]) => {
    const view: ClaimView = {
      ...{
        account,
        approvals: [approvalOf(deletion)],
        messages: MESSAGES,
        listed: new Set(['hotline', 'fix']),
        isOver: false,
      },
      ...{ pauses: [], stopped: null, mode: 'live', breaker: null, allClears: [], rateWait: null },
    };
    const decision = decideClaim(deletion, view, MORNING, SETTINGS);
    return decision.kind === 'wait' && decision.soon;
  };
  expect(isSoon(wrong, fix, deletion)).toBe(true);
  expect(isSoon(wrong, heldBack(fix, 'held: said-twice', MORNING), deletion)).toBe(false);
  expect(isSoon(wrong, { ...fix, state: 'refused' }, deletion)).toBe(false);
});
