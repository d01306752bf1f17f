import { expect, test } from 'vitest';
import { approve } from '../../../src/app/approve.ts';
import { prepare } from '../../../src/app/changes.ts';
import { readConfiguration } from '../../../src/app/load.ts';
import { save } from '../../../src/app/people/publish.ts';
import { freeWordsNow } from '../../../src/core/domain/configuration.ts';
import { sha256 } from '../../../src/core/domain/post-key.ts';
import { openConsole, pressOffice, type TestConsole, touchOf } from '../../fixtures/console.ts';
import { plain } from '../../fixtures/practice.ts';

/* What a draft's facts set free beside what it says. */

async function wordingApproved({ app }: TestConsole, kind: 'status' | 'all-clear'): Promise<void> {
  const configuration = await readConfiguration(app);
  const wording = [configuration.messages.digests[kind], ...freeWordsNow(configuration).toSorted()];
  const of = { kind: 'wording', of: kind, digest: sha256(JSON.stringify(wording)) } as const;
  await approve(app, of, [{ id: 'b', name: 'Brandt', via: 'command-line' }], (work) => work());
}

async function announced(given: TestConsole, announcement: object, phase = 'identified'): Promise<void> {
  await given.edit((text) => {
    const state = JSON.parse(text);
    const announcements = [...(state.announcements ?? []), announcement];
    return JSON.stringify({ ...state, incident: { ...state.incident, phase }, announcements });
  });
}

test('what is approved for noon is no part of a draft that changes the facts in it', async () => {
  await using given = await openConsole({ standing: ['status'] });
  const { krause, yilmaz, draw } = await pressOffice(given);
  await wordingApproved(given, 'status');
  await announced(given, { id: 'noon', kind: 'status', at: '2026-11-24 12:00', post_as: ['hemer'] });
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  expect(plain((await yilmaz.browser.get(path)).text)).not.toMatch(/12(?::00)? Uhr|12:00/);
  const { to } = await (await touchOf(yilmaz, path)).send();
  expect(plain((await yilmaz.browser.get(to ?? '')).text)).toContain('3 von 3 veröffentlicht');
  const late = plain((await krause.browser.post(path, { do: 'discard', version: '1' })).text);
  expect(late).not.toContain('noch nicht veröffentlicht');
});

test('who wrote words in a text that is approved, and that a draft sets free, may approve the draft', async () => {
  const facts = { hemer: { reach: { phone: 'down' }, appointments: { policy: 'take-place' } } };
  await using given = await openConsole({ facts, standing: ['all-clear'] });
  const { yilmaz, draw } = await pressOffice(given);
  const { app, people } = given;
  const note = { path: ['appointments', 'note'], value: '{de: Nur mit Ausweis., en: Bring your ID.}' };
  const noted = await prepare(app, { facts: [{ who: 'hemer', assignments: [note] }] }, false);
  await save({ app, people, person: yilmaz.session.person }, noted, 'hemer');
  const outage = await draw('outage', { who: 'hemer', down: 'phone', next: '' });
  expect((await (await touchOf(yilmaz, outage)).send({ alone: 'Krause ist krank' })).status).toBe(303);
  await wordingApproved(given, 'all-clear');
  await announced(given, { id: 'over', kind: 'all-clear', post_as: ['hemer'] }, 'resolved');
  given.clock.advanceTo(given.clock.now() + 30 * 60_000);
  const path = await draw('restoration', { who: 'hemer', back: 'reach.phone' });
  expect(plain((await yilmaz.browser.get(path)).text)).toContain('Die Störung ist behoben');
  expect((await (await touchOf(yilmaz, path)).send()).status).toBe(303);
});
