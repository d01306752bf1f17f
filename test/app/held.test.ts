import { describe, expect, test } from 'vitest';
import { at, file, fileOf, hotline, openDay, RIGHT, WRONG } from '../fixtures/day.ts';

const SAID = { id: 'hotline', kind: 'contacts', post_as: ['hemer'], contact: 'hotline' };
const FIX = { id: 'fix', kind: 'correction', corrects: 'hotline', contact: 'hotline' };
const CLEAR = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer'] };
const DOWN = { hemer: { reach: { phone: 'down' } } };
const LIMITED = { hemer: { reach: { phone: 'limited' } } };
const resolved = (facts: Readonly<Record<string, unknown>>) => fileOf({ phase: 'resolved' }, facts, CLEAR);

/** X takes nothing from this account until 09:30, so what was approved waits there. */
const BUSY = { kind: 'rate-limited', resetAfterMs: 30 * 60_000 } as const;

describe('what was approved and waits is not sent once the plan holds it', () => {
  test('an all-clear that the facts have come to contradict', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', BUSY);
    await day.step('09:00', resolved({}));
    const contradicted = resolved({ hemer: { services: { 'id-cards': 'unavailable' } } });
    await day.step('09:10', contradicted);
    await day.pass(at('10:00'));
    expect(day.reads('hemer-x')).toEqual([]);
    expect(await day.held(contradicted)).toContain('clear/hemer-x/de contradicts-facts');
    await day.step('10:10', resolved({}));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
  });

  test('a wrong number that was corrected while its account was stopped', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind: 'suspended' });
    await day.step('09:00', file({ hemer: hotline(WRONG) }, SAID));
    const corrected = file({ hemer: hotline(RIGHT) }, SAID, FIX);
    await day.step('09:10', corrected);
    // Somebody lets the account go on, and the worker is quicker than its next tick.
    await day.ledger.stop('hemer-x', null, at('09:20'));
    await day.pass(at('09:21'));
    expect(day.everPosted('hemer-x').filter((text) => text.includes(WRONG))).toEqual([]);
    await day.step('09:22', corrected);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right']);
  });

  test('a raised edition whose facts came back to what was said before', async () => {
    await using day = await openDay('09:00');
    await day.step('09:00', file(DOWN, OUTAGE));
    const again = { ...OUTAGE, edition: 2 };
    day.sandbox.arrange('hemer-x', BUSY);
    await day.step('09:20', file(LIMITED, again));
    await day.step('09:25', file(DOWN, again));
    await day.pass(at('10:30'));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage']);
  });

  test('a post of a municipality whose facts have a mistake since, until it is mended', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', BUSY);
    await day.step('09:00', file(DOWN, OUTAGE));
    const broken = file({ hemer: { reach: { phone: 'dwon' } } }, OUTAGE);
    await day.step('09:10', broken);
    await day.pass(at('10:00'));
    expect(day.reads('hemer-x')).toEqual([]);
    await day.step('10:05', file(LIMITED, OUTAGE));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage']);
    expect(day.published('hemer-x')[0]).toContain('Eingeschränkt: Telefon');
  });

  test('a post whose answer was lost, of a municipality that is no longer to say it, until it is again', async () => {
    await using day = await openDay('09:00');
    const both = file({}, { ...OUTAGE, post_as: ['hemer', 'menden'] });
    day.sandbox.arrange('menden-x', { kind: 'refused-before' });
    await day.step('09:00', both);
    await day.step('09:01', file({}, OUTAGE));
    await day.pass(at('10:00'));
    expect(day.everPosted('menden-x')).toEqual([]);
    // Looked for in vain and taken out of the file: it is over, and nobody is told to say it again.
    const { entries } = await day.ledger.view('it-2026');
    const given = entries.find(({ key }) => key === 'it-2026/outage.1/menden-x/de');
    expect(given).toMatchObject({ state: 'superseded', reason: 'the state file no longer asks for it' });
    await day.step('10:05', both);
    expect(day.reads('menden-x')).toEqual(['menden-x: outage']);
    expect(day.everPosted('menden-x')).toHaveLength(1);
  });

  test('an edit that keeps a post current, when its facts have changed again', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1}\n');
    const kept = { ...OUTAGE, keep_current: true };
    await day.step('09:00', file(DOWN, kept));
    await day.approve('outage', file(DOWN, kept), 'press-hemer');
    await day.step('09:01', file(DOWN, kept));
    const before = day.published('hemer-mastodon');
    await day.work('09:20', file(LIMITED, kept));
    expect(await day.approve('outage', file(LIMITED, kept), 'press-hemer')).toBeGreaterThan(0);
    // Before it is sent somebody changes the facts: what was approved is no longer so.
    await day.step('09:21', file({ hemer: { reach: { phone: 'up' } } }, kept));
    await day.pass(at('09:30'));
    expect(day.published('hemer-mastodon')).toEqual(before);
  });
});
