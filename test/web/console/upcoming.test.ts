import { expect, test } from 'vitest';
import { apply, prepare, SILENTLY } from '../../../src/app/changes.ts';
import { openConsole, pressOffice, touchOf } from '../../fixtures/console.ts';
import { at } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';

const DAILY = { who: 'all', daily: '10:00', next: '' };
const NEXT = '/kommt/status-all';

/** A file with a status of all that is like this. */
function listing(text: string, keys: string): string {
  return text
    .replace('"facts": {', '"facts": {"all": {"confirmed": "2026-11-24T09:00+01:00"}, ')
    .replace('"announcements": []', `"announcements": [{"kind": "status", "post_as": ["all"], ${keys}}]`);
}

test('who sets up a daily status reads its texts before, and finds it on the first page until it is ended', async () => {
  await using given = await openConsole();
  const { draw, publish, krause, yilmaz, tell } = await pressOffice(given);
  const review = await draw('status', DAILY);
  const shown = (await krause.browser.get(review)).text;
  expect(shown).toMatch(
    /Di 24\.11\. 10:00.*nicht per Telefon.*name="read".*6 Beiträge wiederkehrend veröffentlichen/s,
  );
  await (await touchOf(yilmaz, review)).send({ read: '' });
  expect(await given.state()).not.toContain('status-all');
  await publish(review);
  expect((await krause.browser.get('/')).text).toContain(`href="${NEXT}"`);
  expect((await krause.browser.get(NEXT)).text).toContain('nicht per Telefon');

  const ending = (await krause.browser.post(NEXT)).to ?? '';
  expect((await krause.browser.get(ending)).text).toContain('ist status-all beendet');
  await publish(ending);
  expect(await given.state()).toMatch(/"until": "2026-11-24T09:05/);
  expect((await krause.browser.get('/')).text).not.toContain(NEXT);
  const over = await krause.browser.get(NEXT);
  expect([over.status, over.text.includes('status-all ist schon beendet')]).toEqual([400, true]);
  // What is said once, by itself or by somebody, is not in its place.
  await tell('status', { who: 'all', daily: '', next: '' });
  expect((await krause.browser.get('/')).text).not.toContain('/kommt/');
});

test('a person of one town reads what is said for all by itself, and does not end it', async () => {
  await using given = await openConsole();
  const { tell } = await pressOffice(given);
  await tell('status', DAILY);
  const { browser } = await given.enter('Hoffmann', [{ role: 'writer', who: 'hemer' }]);
  const page = (await browser.get(NEXT)).text;
  expect(page).toContain('nicht per Telefon');
  expect(page).not.toContain(`action="${NEXT}"`);
  expect(page).toMatch(/Beenden kann es, wer für .*Menden.* schreiben darf/);
  expect((await browser.post(NEXT)).status).toBe(400);
  expect(await given.state()).not.toContain('until');
});

test('an end that was drawn up for one town needs the right for every town that says it by then', async () => {
  await using given = await openConsole();
  await given.edit((text) =>
    listing(text, '"id": "daily", "every": "0 10 * * *"').replace('["all"]', '["hemer"]'),
  );
  const { browser } = await given.enter('Hoffmann', [{ role: 'writer', who: 'hemer' }]);
  const ending = (await browser.post('/kommt/daily')).to ?? '';
  expect((await browser.get(ending)).text).toContain('name="digest"');
  await given.edit((text) => text.replace('["hemer"]', '["hemer", "menden"]'));
  const review = (await browser.get(ending)).text;
  expect(review).toContain('ist daily beendet');
  expect(review).not.toContain('name="digest"');
});

test('an end is called by what it ends; drawn up twice, the second says that it is over', async () => {
  await using given = await openConsole();
  const { tell, krause, yilmaz, publish } = await pressOffice(given);
  await tell('status', DAILY);
  const ending = (await krause.browser.post(NEXT)).to ?? '';
  const second = (await yilmaz.browser.post(NEXT)).to ?? '';
  const named = 'Wiederkehrendes beenden (status-all)';
  expect((await krause.browser.get('/')).text).toContain(`noch nicht fertig: ${named}`);
  await publish(ending);
  expect((await yilmaz.browser.get('/')).text).toContain(`Gespeichert: ${named}`);
  expect((await yilmaz.browser.get('/protokoll')).text).toContain(`hat gespeichert: ${named}`);
  const once = { ends: { announcement: 'status-all', speakers: [] } };
  await expect(prepare(given.app, once)).rejects.toMatchObject({ mistakes: [{ code: 'said-no-more' }] });
  const shown = await yilmaz.browser.get(second);
  expect([shown.status, shown.text.includes('status-all ist schon beendet')]).toEqual([409, true]);
});

test('an end that was drawn up is told where somebody took the announcement out of the file meanwhile', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('status', DAILY);
  const ending = (await krause.browser.post(NEXT)).to ?? '';
  await given.edit((text) => text.replaceAll('status-all', 'status-other'));
  given.clock.advanceTo(at('09:06'));
  const shown = await krause.browser.get(ending);
  expect([shown.status, shown.text.includes('status-all')]).toEqual([409, true]);
});

test('an end lets nothing out that waits of it, says so before, and nothing counts as missed', async () => {
  await using given = await openConsole();
  const { tell, krause, publish } = await pressOffice(given);
  await tell('status', DAILY);
  await krause.browser.post('/anhalten', { scope: 'everything' });
  given.clock.advanceTo(at('10:01') + 30_000);
  await publish('/pruefen/status-all');
  const ending = (await krause.browser.post(NEXT)).to ?? '';
  expect((await krause.browser.get(ending)).text).toContain('6 Texte davon warten');
  await publish(ending);
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  expect(entries.map(({ state }) => state)).toEqual(Array(6).fill('superseded'));
  expect((await krause.browser.get('/pruefen/status-all')).status).toBe(400);
});

test('what has not begun can be ended', async () => {
  await using given = await openConsole();
  const { krause, publish } = await pressOffice(given);
  await given.edit((text) => listing(text, '"id": "later", "at": "2026-11-25 08:00", "every": "0 8 * * *"'));
  given.clock.advanceTo(at('09:06'));
  await publish((await krause.browser.post('/kommt/later')).to ?? '');
  expect((await krause.browser.get('/')).text).not.toContain('/kommt/later');
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  expect(entries).toEqual([]);
});

test('in a draft too what would recur is shown, and can be ended', async () => {
  await using given = await openConsole();
  const { tell, krause, publish } = await pressOffice(given);
  await tell('status', DAILY);
  await given.edit((text) => text.replace('"mode": "live"', '"mode": "draft"'));
  const page = await krause.browser.get(NEXT);
  expect([page.status, page.text.includes('nicht per Telefon')]).toEqual([200, true]);
  await publish((await krause.browser.post(NEXT)).to ?? '');
  expect(await given.state()).toContain('"until": "2026-11-24T09:05');
});

test('that facts must be confirmed before the next time is said of that time, not as if nobody had confirmed them now', async () => {
  await using given = await openConsole({
    facts: { all: { confirmed: '2026-11-24 09:00', reach: { phone: 'down' } } },
  });
  await given.edit((text) =>
    text.replace(
      '"announcements": []',
      '"announcements": [{"id": "daily", "kind": "status", "post_as": ["all"], "every": "0 8 * * *", "at": "2026-11-25 10:00"}]',
    ),
  );
  const { krause } = await pressOffice(given);
  const page = (await krause.browser.get('/kommt/daily')).text;
  expect(page).toMatch(
    /In den 24 Stunden davor muss jemand die Angaben bestätigen \(.*Stadt Hemer.*\)\. Sonst werden 6 Beiträge zurückgehalten/,
  );
  expect(page).not.toMatch(/hat niemand die Angaben bestätigt|werden zurückgehalten/);
});

test('who is asked whether the facts still hold is not promised a status that would say nothing new', async () => {
  await using given = await openConsole({ facts: { all: { reach: { phone: 'down' } } } });
  const { tell } = await pressOffice(given);
  await tell('status', { ...DAILY, daily: '' });
  await given.edit((text) =>
    text.replace(
      '"announcements": [',
      '$&{"id": "daily", "kind": "status", "post_as": ["all"], "every": "0 10 * * *"}, ',
    ),
  );
  given.clock.advanceTo(at('09:30 +1'));
  const { browser } = await given.enter('Hoffmann', EVERYTHING);
  const first = (await browser.get('/')).text;
  expect(first).toContain(
    'Stimmen die Angaben noch? Der nächste Stand ist am Mi 25.11. 10:00 an der Reihe. Er geht nur hinaus, wenn er etwas Neues sagt.',
  );
  expect((await browser.post('/bestaetigen', { who: 'all', nach: '/' })).to).toBe('/');
  given.clock.advanceTo(at('10:05 +1'));
  expect((await browser.get('/')).text).toContain('Nichts wartet auf Sie.');
});

test('what is approved for later is on the first page, and can be called off on the page of its post', async () => {
  await using given = await openConsole();
  const { krause, said } = await pressOffice(given);
  const actor = { id: 'yilmaz', name: 'Yilmaz', via: 'command-line' } as const;
  const later = {
    kind: 'notice',
    post_as: ['hemer', 'menden'],
    at: '2026-11-24 12:00',
    text: { de: 'Ab morgen geht es wieder.', en: 'It works again tomorrow.' },
  } as const;
  const { change, digest } = await prepare(given.app, { announcement: later }, true);
  await apply(given.app, change, digest, actor, SILENTLY, [actor]);
  given.clock.advanceTo(at('11:30'));
  const first = (await krause.browser.get('/')).text;
  expect(first).toMatch(/Geplant<.*Hinweis, Di 24\.11\. 12:00 \(.*Hemer.*Menden.*\)</s);
  const [, list = ''] = /href="(\/beitraege\?meldung=[^"]+)"/.exec(first) ?? [];
  const [, post = ''] =
    /href="(\/beitraege\/[^"]+hemer-x[^"]+)"/.exec((await krause.browser.get(list)).text) ?? [];
  expect((await krause.browser.get(post)).text).toContain('Bei allen 2 Kommunen absagen');
  const hoff = await given.enter('Hoffmann', [{ role: 'writer', who: 'hemer' }]);
  const path = post.replace('beitraege', 'zurueckziehen');
  expect((await hoff.browser.post(path, { where: 'everywhere' })).status).toBe(400);
  const all = (await krause.browser.post(path, { where: 'everywhere' })).to ?? '';
  expect((await krause.browser.get(all)).text).toContain(
    '5 Beiträge erscheinen dann nicht: Stadt Hemer, Stadt Menden',
  );
  const off = (await hoff.browser.post(path, { where: 'here' })).to ?? '';
  expect((await hoff.browser.get(off)).text).toMatch(/3 Beiträge erscheinen dann nicht: Stadt Hemer</);
  expect((await (await touchOf(hoff, off)).send()).status).toBe(303);
  expect((await krause.browser.get('/')).text).toMatch(/12:00 \(Stadt Menden\)/);
  given.clock.advanceTo(at('12:05'));
  expect(await said('notice')).toEqual({});
});
