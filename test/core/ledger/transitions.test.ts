import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import type { Entry } from '../../../src/core/ledger/entry.ts';
import { afterLookUp, claimed, newEntry, settled } from '../../../src/core/ledger/transitions.ts';
import { answeredWith, intent, MORNING } from '../../fixtures/ledger-fixtures.ts';

const claim = { by: 'worker', token: 't', until: MORNING + 2 * MINUTE };
const fresh = newEntry(intent(), MORNING);

test('a post that is sent again is looked for from where it was first sent', () => {
  const lost: Entry = { ...fresh, attempts: 1, leftBy: MORNING, since: '1' };
  const decision = {
    kind: 'claim',
    replyTo: null,
    parentId: null,
    since: '2',
    targetRemoteId: null,
  } as const;
  expect(claimed(lost, decision, claim, MORNING).since).toBe('1');
});

test('a look-up that began before the quiet time was over decides nothing, however late it ends', () => {
  const lost: Entry = { ...fresh, state: 'unknown', attempts: 1, leftBy: MORNING };
  const absent = { kind: 'absent', lookedUpAt: MORNING + HOUR - 1, nextAt: MORNING + HOUR } as const;
  expect(afterLookUp(lost, absent, HOUR, MORNING + HOUR + MINUTE).state).toBe('unknown');
});

test('a post is never younger than its answer, whatever the clock of its platform says', () => {
  const entry: Entry = { ...fresh, state: 'sending', claim };
  const { token, until } = claim;
  const given = { entry, token, until, targetRemoteId: null, leftByBefore: null, probe: false };
  const answer = { kind: 'posted', remoteId: '1', url: null, at: MORNING + HOUR } as const;
  expect(settled(entry, given, answeredWith(answer), MORNING).postedAt).toBe(MORNING);
});
