import { expect, test } from 'vitest';
import { approve } from '../../../src/app/approve.ts';
import { prepare } from '../../../src/app/changes.ts';
import { readConfiguration } from '../../../src/app/load.ts';
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

const NOTED = {
  hemer: {
    reach: { phone: 'down' },
    appointments: { policy: 'take-place', note: { de: 'Nur mit Ausweis.', en: 'Bring your ID.' } },
  },
};

test('what waited for words that nobody had read, and goes out without them, is shown beside the draft', async () => {
  await using given = await openConsole({ standing: ['status'] });
  const { yilmaz } = await pressOffice(given);
  await wordingApproved(given, 'status');
  await given.edit((text) => JSON.stringify({ ...JSON.parse(text), facts: NOTED }));
  await announced(given, { id: 'now', kind: 'status', post_as: ['hemer'] });
  expect((await yilmaz.browser.get('/pruefen/now')).status).toBe(200);
  const { app } = given;
  const drop = { path: ['appointments', 'note'], value: 'null' };
  const facts = [{ who: 'hemer', assignments: [drop] }];
  const words = { de: 'Das Rathaus hat offen.', en: 'The town hall is open.' };
  const notice = { kind: 'notice', post_as: ['hemer'], text: words } as const;
  const { plan } = await prepare(app, { facts, announcement: notice }, false);
  expect(new Set(plan.posts.map(({ intent }) => intent.announcement))).toEqual(
    new Set(['notice-hemer', 'now']),
  );
});

test('so is what goes out minutes later, because its thread has just said something', async () => {
  await using given = await openConsole({ standing: ['status'] });
  const { tell } = await pressOffice(given);
  await wordingApproved(given, 'status');
  await tell('outage', { who: 'hemer', down: 'phone', next: '' });
  const broken = (text: string, level: string) => text.replace('"phone":"down"', `"phone":"${level}"`);
  await given.edit((text) => broken(text, 'dwn'));
  await announced(given, { id: 'now', kind: 'status', updates: 'outage-hemer', post_as: ['hemer'] });
  given.clock.advanceTo(given.clock.now() + 60_000);
  const right = [{ path: ['reach', 'phone'], value: 'limited' }];
  const words = { de: 'Das Rathaus hat offen.', en: 'The town hall is open.' };
  const notice = { kind: 'notice', post_as: ['hemer'], text: words } as const;
  const change = { facts: [{ who: 'hemer', assignments: right }], announcement: notice };
  const { plan } = await prepare(given.app, change, false);
  const now = plan.posts.filter(({ intent }) => intent.announcement === 'now');
  expect(now.length).toBeGreaterThan(0);
  expect(now.every(({ intent }) => intent.due > given.clock.now())).toBe(true);
});
