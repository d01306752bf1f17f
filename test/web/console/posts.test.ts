import { expect, test } from 'vitest';
import { apply, prepare, SILENTLY } from '../../../src/app/changes.ts';
import { load, planNow, readConfiguration } from '../../../src/app/load.ts';
import { allClear } from '../../../src/app/tasks.ts';
import { speakersIn } from '../../../src/core/planning/all-clears.ts';
import { fieldIn, openConsole, pressOffice, type TestConsole, touchOf } from '../../fixtures/console.ts';
import { at } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';

/** What is in the list of posts, without markup: the head of each announcement, then its rows. */
async function listed(given: TestConsole, token: string): Promise<readonly string[]> {
  const { text } = await given.browser(token).get('/beitraege');
  return [...text.matchAll(/<p class="kern-hint">.*?<\/p>|<li><span>.*?<\/li>/gs)].map(([one]) =>
    one
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** The next tick: everything that is due is written down. */
async function tick(given: TestConsole) {
  const now = given.clock.now();
  const { writes } = await planNow(given.app, await readConfiguration(given.app), now);
  await given.inLedger(async (ledger) => ledger.record(writes, now, (await ledger.lastAccepted()).number));
}

const OUTAGE = { who: 'hemer', down: 'phone', next: '' };

test('a post that was deleted is listed as deleted and not among those that are published, and each row has its time', async () => {
  await using given = await openConsole();
  const { tell, krause, publish } = await pressOffice(given);
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('09:30'));
  const post = encodeURIComponent('it-2026/outage-hemer.1/hemer-mastodon/de');
  const { to } = await krause.browser.post(`/zurueckziehen/${post}`, { where: 'here' });
  await publish(to ?? '');
  const all = await listed(given, krause.token);
  expect(all.slice(-4)).toEqual([
    'Di 24.11. 09:05 · 3 von 3 veröffentlicht (3 seither gelöscht) · outage-hemer',
    'Stadt Hemer X · Di 24.11. 09:05 gelöscht, Di 24.11. 09:30',
    'Stadt Hemer Mastodon (Englisch) · Di 24.11. 09:05 gelöscht, Di 24.11. 09:30',
    'Stadt Hemer Mastodon · Di 24.11. 09:05 gelöscht, Di 24.11. 09:30',
  ]);
  expect(all).toContain('Stadt Hemer X · Di 24.11. 09:30 veröffentlicht');
  expect((await krause.browser.get('/beitraege')).text).toContain('Veröffentlicht (3)');
});

test('an edition that would say nothing new is no publication: neither its time nor its posts are in the head', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('10:00'));
  await given.edit((text) => text.replace('"id": "outage-hemer"', '"id": "outage-hemer", "edition": 2'));
  await tick(given);
  const SAME = 'überholt: es würde sagen, was das Konto schon sagt';
  expect(await listed(given, krause.token)).toEqual([
    'Di 24.11. 09:05 · 3 von 3 veröffentlicht · outage-hemer',
    `Stadt Hemer X · Di 24.11. 10:00 ${SAME}`,
    `Stadt Hemer Mastodon (Englisch) · Di 24.11. 10:00 ${SAME}`,
    `Stadt Hemer Mastodon · Di 24.11. 10:00 ${SAME}`,
    'Stadt Hemer X · Di 24.11. 09:05 veröffentlicht',
  ]);
});

test('a published post is not called unapproved where none needs an approval, and a deleted one cannot be opened', async () => {
  await using given = await openConsole();
  await given.edit(() => 'approvals: {needed: 0}\n', 'config.yaml');
  const app = await load(given.app.runtime, given.app.options);
  const { change, digest } = await prepare(app, { announcement: { kind: 'outage', post_as: ['hemer'] } });
  const actor = { id: 'script', name: 'script', via: 'command-line' } as const;
  await apply(app, change, digest, actor, SILENTLY, []);
  const krause = await given.enter('Krause', EVERYTHING);
  const key = encodeURIComponent('it-2026/outage-hemer.1/hemer-x/de');
  const post = async () => (await krause.browser.get(`/beitraege/${key}`)).text;
  expect(await post()).toMatch(/>Öffnen<.*>Ausfall · outage-hemer<\/p>/s);
  given.clock.advanceTo(at('09:30'));
  const { to } = await krause.browser.post(`/zurueckziehen/${key}`, { where: 'here' });
  await (await touchOf(krause, to ?? '')).send();
  expect(await post()).toContain('gelöscht, Di 24.11. 09:30');
  expect(await post()).not.toContain('>Öffnen<');
});

test('what waits and what is held is told without the codes of the documentation', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, krause } = await pressOffice(given);
  await krause.browser.post('/anhalten', { scope: 'account:hemer-x' });
  await krause.browser.post('/anhalten', { scope: 'account:hemer-mastodon' });
  const { to } = await tell('outage', OUTAGE);
  for (const path of [to ?? '', '/beitraege']) {
    const { text } = await krause.browser.get(path);
    expect(text, path).toContain('3 warten: angehalten');
    expect(text, path).not.toMatch(/\([a-z-]+\)/);
  }
});

test('who withdraws a post reads before that the facts stay as they are, and where they are changed', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, krause } = await pressOffice(given);
  const fold = async (announcement: string) => {
    const path = `/falsch/${encodeURIComponent(`it-2026/${announcement}.1/menden-x/de`)}`;
    const { text } = await krause.browser.get(path);
    return /<div id="withdraw"[\s\S]*?<\/form>/.exec(text)?.[0].replace(/ class="[^"]*"/g, '');
  };
  await tell('outage', { who: 'menden', down: 'phone', next: '' });
  expect(await fold('outage-menden')).toContain(
    'Die Angaben bleiben, wie sie sind. Stimmen sie nicht, ändern Sie sie unter <a href="/staedte">Städte</a>.',
  );
});

test('posts that expired while X was paused stand on the first page, until the account says something newer', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await krause.browser.post('/anhalten', { scope: 'channel:x' });
  await tell('outage', OUTAGE);
  const late = 'Ein Beitrag ging nicht rechtzeitig hinaus';
  expect((await krause.browser.get('/')).text).not.toContain(late);
  given.clock.advanceTo(at('10:05 +1'));
  await tick(given);
  const [weber, celik] = [await given.enter('Weber', EVERYTHING), await given.enter('Celik', EVERYTHING)];
  const { get, post } = weber.browser;
  expect((await get('/')).text).toContain(late);
  expect((await get('/')).text).toContain('href="/beitraege?zustand=expired"');
  expect((await get('/beitraege?zustand=expired')).text).toContain('Verfallen (1)');
  const digest = fieldIn((await get('/weiter')).text, 'digest');
  await post('/weiter', { scope: 'channel:x', digest });
  const { to } = await post('/melden/status', { who: 'hemer', next: '' });
  await (await touchOf(celik, to ?? '')).send();
  expect((await get('/')).text).not.toContain(late);
});

test('who speaks in the all-clear for all: where readers read no all-clear since, in the order of what was said', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  const edit = (from: string | RegExp, to: string) => given.edit((text) => text.replace(from, to));
  const speakers = async () => {
    const configuration = await readConfiguration(given.app);
    const view = await given.inLedger((ledger) => ledger.view('it-2026'));
    return allClear(configuration, view, 'all', given.clock.now()).announcement?.post_as;
  };
  await tell('outage', { ...OUTAGE, who: 'all' });
  await krause.browser.post('/anhalten', { scope: 'account:hemer-x' });
  given.clock.advanceTo(at('09:30'));
  await tell('all-clear', { who: 'hemer' });
  await tell('all-clear', { who: 'menden' });
  // The one on X waits, and will end what is read there.
  expect(await speakers()).toEqual(['mk']);
  given.clock.advanceTo(at('09:40'));
  const notice = (id: string) =>
    JSON.stringify({ id, kind: 'notice', post_as: ['menden'], text: { de: `Danke: ${id}` } });
  await edit('"announcements": [', `$&${notice('thanks')}, `);
  await tick(given);
  expect(await speakers()).toEqual(['mk']);
  // It has failed again, and the town says so in its own words.
  await edit(/("menden": .*?"phase": )"resolved"/s, '$1null');
  expect(await speakers()).toEqual(['mk', 'menden']);
  await edit(/("menden": .*?"phase": )null/s, '$1"resolved"');
  // An outage that waits behind the all-clear on X is newer than it.
  await tell('outage', OUTAGE);
  expect(await speakers()).toEqual(['mk', 'hemer']);
});

test('an all-clear that an account never published does not count there', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', { ...OUTAGE, who: 'all' });
  await krause.browser.post('/anhalten', { scope: 'account:hemer-x' });
  given.clock.advanceTo(at('09:30'));
  await tell('all-clear', { who: 'hemer' });
  given.clock.advanceTo(at('10:05 +1'));
  await tick(given);
  const configuration = await readConfiguration(given.app);
  const now = given.clock.now();
  const view = await given.inLedger((ledger) => ledger.view('it-2026'));
  expect([...speakersIn({ configuration, now }, view)].sort()).toEqual(['hemer', 'menden', 'mk']);
  // A district that speaks for itself and others goes on to speak where it gave the all-clear of one of them alone.
  const clearOf = (about: readonly string[]) => ({
    entries: view.entries.flatMap((one) =>
      one.municipality === 'mk' ? [one, { ...one, kind: 'all-clear' as const, about }] : [one],
    ),
  });
  expect(speakersIn({ configuration, now }, clearOf(['hemer'])).has('mk')).toBe(true);
  expect(speakersIn({ configuration, now }, clearOf(['mk'])).has('mk')).toBe(false);
  // Who reads an account that left the files reads no all-clear any more.
  const accounts = new Map(configuration.region.accounts);
  accounts.delete('hemer-x');
  const without = { ...configuration, region: { ...configuration.region, accounts } };
  expect([...speakersIn({ configuration: without, now }, view)].sort()).toEqual(['menden', 'mk']);
});

test('posts that were held until it was too late are missed on the first page', async () => {
  await using given = await openConsole();
  const { krause } = await pressOffice(given);
  const long = { de: 'Das Rathaus ist zu. '.repeat(40), en: 'The town hall is closed. '.repeat(40) };
  const late = { id: 'late', kind: 'notice', post_as: ['hemer'], until: '2026-11-24 09:40', text: long };
  await given.edit((text) => text.replace('"announcements": [', `$&${JSON.stringify(late)}`));
  await tick(given);
  expect((await krause.browser.get('/')).text).toContain('zurückgehalten');
  given.clock.advanceTo(at('09:45'));
  await tick(given);
  expect((await krause.browser.get('/')).text).toContain(
    '3 Beiträge gingen nicht rechtzeitig hinaus und werden nicht mehr veröffentlicht: Hinweis',
  );
});

test('a post that was too old from the first, and never waited, is missed by nobody', async () => {
  await using given = await openConsole();
  const { tell } = await pressOffice(given);
  await tell('outage', OUTAGE);
  given.clock.advanceTo(at('10:05 +2'));
  const old = { id: 'old', kind: 'notice', at: '2026-11-24 09:00', text: { de: 'Alt.', en: 'Old.' } };
  await given.edit((text) =>
    text.replace('"announcements": [', `$&${JSON.stringify({ ...old, post_as: ['hemer'] })}, `),
  );
  await tick(given);
  const { browser } = await given.enter('Weber', EVERYTHING);
  expect((await browser.get('/beitraege?zustand=expired')).text).toContain('Verfallen (3)');
  expect((await browser.get('/')).text).not.toContain('nicht rechtzeitig');
});

test('of a text that is too long on each channel the first page names both limits', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const text = { de: 'Das Rathaus bleibt zu. '.repeat(30), en: 'The town hall is closed. '.repeat(30) };
  await given.edit((state) =>
    state.replace(
      '"announcements": [',
      `$&${JSON.stringify({ id: 'long', kind: 'notice', post_as: ['hemer'], text })}`,
    ),
  );
  expect((await browser.get('/')).text).toMatch(/ von 280 Zeichen[\s\S]* von 500 Zeichen/);
});
