import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../../src/channels/registry.ts';
import {
  changedRights,
  may,
  mayApproveTextOf,
  type Person,
  type Right,
  secondAdmin,
} from '../../../src/core/domain/rights.ts';
import { EMPTY_LOG, type LogLine, nextLine, verifyLog } from '../../../src/core/domain/signed-log.ts';
import { readRegion } from '../../../src/files/municipalities/region.ts';
import { readSettings } from '../../../src/files/settings/settings.ts';
import { REGION } from '../../fixtures/day.ts';
import { shippedServices } from '../../fixtures/system.ts';

const settings = readSettings('{}', 'config.yaml', CHANNELS);
const region = readRegion(REGION, 'municipalities.yaml', await shippedServices(), settings, CHANNELS);
const TOWNS = [...region.municipalities.keys()];
const [town = '', other = ''] = TOWNS;

function person(id: string, ...rights: readonly Right[]): Person {
  return { id, name: id, rights, isRemoved: false };
}

describe('what a person may do', () => {
  test('a right for one municipality is none for another, nor for both', () => {
    const writer = person('w', { role: 'writer', who: town });
    expect([[town], [other], [town, other], []].map((where) => may(writer, 'write', where, region))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test('a right for all holds everywhere, and one for a word that names nothing nowhere', () => {
    expect(may(person('w', { role: 'writer', who: 'all' }), 'write', TOWNS, region)).toBe(true);
    const nowhere = person('w', { role: 'writer', who: 'no-such-group' });
    expect([may(nowhere, 'write', [town], region), may(nowhere, 'write', [], region)]).toEqual([
      false,
      false,
    ]);
  });

  test('a role allows its own acts alone; everyone may look and pause, until they are removed', () => {
    const acts = (who: Person) =>
      (['look', 'pause', 'write', 'approve', 'resume', 'alone', 'people', 'accounts'] as const).filter(
        (act) => may(who, act, [town], region),
      );
    expect(acts(person('nobody'))).toEqual(['look', 'pause']);
    expect(acts(person('w', { role: 'writer', who: town }))).toEqual([
      'look',
      'pause',
      'write',
      'resume',
      'alone',
    ]);
    expect(acts(person('a', { role: 'approver', who: town }))).toEqual([
      'look',
      'pause',
      'approve',
      'resume',
      'alone',
    ]);
    expect(acts(person('a', { role: 'admin', who: town }))).toEqual(['look', 'pause', 'people', 'accounts']);
    expect(acts({ ...person('a', { role: 'admin', who: 'all' }), isRemoved: true })).toEqual([]);
  });

  test('nobody approves their own text where any approval is needed', () => {
    expect([0, 1, 2].map((needed) => mayApproveTextOf('a', 'a', needed))).toEqual([true, false, false]);
    expect(mayApproveTextOf('a', 'b', 2)).toBe(true);
  });

  test('a change of rights waits for a second admin, where there is one for all that it is about', () => {
    const [a, b] = [person('a', { role: 'admin', who: 'all' }), person('b', { role: 'admin', who: town })];
    const second = (people: readonly Person[], who: string, about = 'c') =>
      secondAdmin(people, { asking: 'a', about }, [{ role: 'writer', who }], region);
    expect([second([a], town), second([a, b], town), second([a, b], other), second([a, b], 'all')]).toEqual([
      'not-needed',
      'can-confirm',
      'not-needed',
      'not-needed',
    ]);
    expect(second([a, { ...b, isRemoved: true }], town)).toBe('not-needed');
    expect(second([a, b], town, 'b')).toBe('nobody');
  });

  test('the rights that change are those that only one of the lists has', () => {
    const [w, a, s] = (['writer', 'approver', 'admin'] as const).map((role) => ({ role, who: town }));
    if (!w || !a || !s) throw new Error('three roles');
    expect(changedRights([w, a], [a, s])).toEqual([w, s]);
  });
});

describe('the log', () => {
  const lines: LogLine[] = [];
  for (const about of ['a', 'b', 'c', 'd']) {
    const actor = { id: 'p', name: 'Krause', via: 'console' } as const;
    lines.push(nextLine(lines.at(-1) ?? EMPTY_LOG, { at: 17, actor, what: 'approved', about }));
  }

  test('a log as it was written is whole, and so is one that nobody wrote in', () => {
    expect(verifyLog(lines)).toEqual({ kind: 'whole', number: 4, hash: lines[3]?.hash });
    expect(verifyLog([])).toEqual({ kind: 'whole', ...EMPTY_LOG });
  });

  test.each<[string, Partial<LogLine>]>([
    ['time', { at: 18 }],
    ['name', { actor: { id: 'p', name: 'Kraus', via: 'console' } }],
    ['act', { what: 'paused' }],
    ['words', { about: 'B' }],
    ['hash before', { before: EMPTY_LOG.hash }],
  ])('a line with another %s breaks the chain there', (_, change) => {
    const changed = lines.map((line) => (line.number === 2 ? { ...line, ...change } : line));
    expect(verifyLog(changed)).toEqual({ kind: 'broken', number: 2, because: 'changed' });
  });

  test('a line that was changed and hashed again breaks the chain after it', () => {
    const again = nextLine(lines[0] ?? EMPTY_LOG, { ...(lines[1] as LogLine), about: 'B' });
    expect(verifyLog(lines.with(1, again))).toEqual({ kind: 'broken', number: 3, because: 'changed' });
  });

  test('a line that is missing, doubled or in another place breaks the chain', () => {
    const broken = { kind: 'broken', number: 2, because: 'missing' };
    expect(verifyLog(lines.toSpliced(1, 1))).toEqual(broken);
    expect(verifyLog(lines.toSpliced(1, 0, lines[0] as LogLine))).toEqual(broken);
  });
});
