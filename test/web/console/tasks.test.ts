import { expect, test } from 'vitest';
import { apply, prepare, SILENTLY } from '../../../src/app/changes.ts';
import { openConsole, pressOffice } from '../../fixtures/console.ts';
import { at, fileOf, REGION } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';

const PHONE = { down: 'phone', next: '' };
const NO_PHONE = /nicht per Telefon|by phone/;
const OVER = /keine Störung|no outage/;

test('an outage after an all-clear says what is down and when there is more, also in a town that had facts of its own', async () => {
  await using given = await openConsole({ facts: { hemer: { reach: { phone: 'down' } } } });
  const { tell, said, krause } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  await tell('all-clear', { who: 'all' });
  given.clock.advanceTo(at('11:05'));
  await tell('outage', { who: 'all', down: 'phone', next: String(at('13:00')) });
  const texts = Object.values(await said('outage-all-2'));
  expect(texts).toHaveLength(6);
  for (const text of texts) expect([text, NO_PHONE.test(text), OVER.test(text)]).toEqual([text, true, false]);
  expect((await krause.browser.get('/')).text).not.toContain('Keine nächste Information');
});

test('a form that is sent twice, or again an hour later, makes one draft with the times of now, and sent again after its publication says nothing twice', async () => {
  await using given = await openConsole({ facts: {} });
  const { publish, draw, said, krause } = await pressOffice(given);
  const answers = { who: 'all', ...PHONE };
  const first = await draw('outage', answers);
  given.clock.advanceTo(at('09:06'));
  expect(await draw('outage', answers)).toBe(first);
  given.clock.advanceTo(at('10:07'));
  expect(await draw('outage', answers)).toBe(first);
  expect((await krause.browser.get(first)).text).toContain('10:07 Uhr');
  expect((await krause.browser.get('/')).text).toContain('Wartet auf Sie (1)');
  await publish(first);
  given.clock.advanceTo(at('10:09'));
  await publish(await draw('outage', answers));
  expect(Object.keys(await said('outage-all'))).toHaveLength(6);
  expect(await said('outage-all-2')).toEqual({});
});

test.each(['de', 'en'])(
  'the page of a task is headed like the tile that leads to it (%s)',
  async (language) => {
    await using given = await openConsole();
    const { token } = await given.join('Krause', EVERYTHING);
    const { get } = given.browser(token, { language });
    const tiles = [...(await get('/')).text.matchAll(/href="(\/melden\/[^"]+)"><strong>([^<]+)</g)];
    expect(tiles).toHaveLength(4);
    for (const [, path = '', words = ''] of tiles)
      expect((await get(path)).text).toMatch(new RegExp(`<title>${words} –.*<h1[^>]*>${words}<`, 's'));
  },
);

test('two who report the first outage at the same time report it in one incident', async () => {
  await using given = await openConsole({ facts: {} });
  const { publish, draw } = await pressOffice(given);
  await given.edit(() => fileOf({ id: 'lage', mode: 'draft', started: '2026-11-20 08:00' }, {}));
  const first = await draw('outage', { who: 'menden', down: 'website', next: '' });
  given.clock.advanceTo(at('10:05'));
  const second = await draw('outage', { who: 'hemer', ...PHONE });
  await publish(first);
  const begun = async () => /vorfall-[\d-]+/.exec(await given.state())?.[0];
  const id = await begun();
  expect(id).toBeDefined();
  given.clock.advanceTo(at('10:10'));
  await publish(second);
  expect(await begun()).toBe(id);
  const { entries } = await given.inLedger((ledger) => ledger.view(id ?? ''));
  expect(new Set(entries.map(({ municipality }) => municipality))).toEqual(new Set(['menden', 'hemer']));
});

test('a status for all is said where something is down or was said, and by no town without an outage', async () => {
  await using given = await openConsole({
    facts: {
      all: { contacts: { hotline: { phone: '+49 221 4710119', verified_by: 'press' } } },
      mk: { reach: { phone: 'up' } },
      hemer: { appointments: { policy: 'cancelled', until: '2026-11-23' } },
    },
  });
  const { tell, said, draw, krause } = await pressOffice(given);
  await tell('outage', { who: 'menden', down: 'website', next: '' });
  given.clock.advanceTo(at('10:05'));
  const draft = await draw('status', { who: 'all', daily: '', next: String(at('14:00')) });
  const silent = (await krause.browser.get(draft)).text;
  expect(silent).toContain('2 Kommunen melden keinen Stand.');
  expect(/oder es ist vorbei: ([^<]*)/.exec(silent)?.[1]).toBe('Märkischer Kreis, Stadt Hemer.');
  await tell('status', { who: 'all', daily: '', next: String(at('14:00')) });
  const towns = Object.keys(await said('status-menden')).map((account) => account.split('-')[0]);
  expect([...new Set(towns)]).toEqual(['menden']);
});

test('an outage after an all-clear says neither the cause of the one before nor how far the repair is, which nobody stated', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, said } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE, cause: 'cyberattack' });
  given.clock.advanceTo(at('10:05'));
  await tell('all-clear', { who: 'all' });
  given.clock.advanceTo(at('11:05'));
  await tell('outage', { who: 'all', down: 'website', next: '' });
  const texts = Object.values(await said('outage-all-2'));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(text).not.toMatch(/Ursache|[Cc]ause|[Cc]yber/);
});

test('an all-clear says that 110 and 112 work again where people read that they do not', async () => {
  await using given = await openConsole({
    facts: {
      all: { services: { 'emergency-calls': 'unavailable' } },
      hemer: { services: { passports: 'unavailable' } },
      menden: { services: { 'emergency-calls': 'available' } },
    },
  });
  const { tell, said } = await pressOffice(given);
  await tell('outage', { who: 'hemer', ...PHONE });
  await tell('outage', { who: 'menden', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  await tell('all-clear', { who: 'all' });
  const texts = await said('all-clear-hemer-menden');
  expect(texts['hemer-x de']).toContain('\nNotruf 110/112 funktioniert.');
  expect(texts['menden-x de']).toBeDefined();
  expect(texts['menden-x de']).not.toContain('110');
});

test('an outage for all is said in the town whose telephone had worked again', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, said } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  await tell('restoration', { who: 'hemer', back: 'reach.phone' });
  given.clock.advanceTo(at('11:05'));
  await tell('outage', { who: 'all', ...PHONE });
  expect((await said('outage-all-2'))['hemer-x de']).toMatch(NO_PHONE);
});

test('that mail is back can be said after an outage of everything, where nobody knew whether it arrives', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, said, krause, publish } = await pressOffice(given);
  await tell('outage', { who: 'hemer', down: 'everything', next: '' });
  expect((await said('outage-hemer'))['hemer-x de']).toMatch(/nicht per Telefon oder E-Mail/);
  given.clock.advanceTo(at('10:05'));
  const form = (await krause.browser.get('/melden/restoration?who=hemer')).text;
  const offered = [...form.matchAll(/name="back" value="([^"]*)"/g)].map(([, path]) => path);
  expect(offered).toEqual(expect.arrayContaining(['reach.phone', 'reach.email_in', 'reach.email_out']));
  const back: [string, string][] = ['email_in', 'email_out'].map((way) => ['back', `reach.${way}`]);
  const answers = new URLSearchParams([['who', 'hemer'], ...back]);
  await publish((await krause.browser.post('/melden/restoration', answers)).to ?? '');
  expect((await said('restoration-hemer'))['hemer-x de']).toMatch(/E-Mail-Verkehr funktioniert wieder/);
});

test('an outage in a town that had its all-clear says what is down there, and not what the others still lack', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, said } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  await tell('all-clear', { who: 'hemer' });
  given.clock.advanceTo(at('11:05'));
  await tell('outage', { who: 'hemer', down: 'website', next: '' });
  const text = (await said('outage-hemer'))['hemer-x de'];
  expect(text).toContain('Website');
  expect(text).not.toMatch(/Telefon|keine Störung/);
});

test('a time for more that is chosen for all is said in a town that had a time of its own', async () => {
  await using given = await openConsole({
    facts: { all: { reach: { phone: 'down' } }, hemer: { next_update: '2026-11-24 20:00' } },
  });
  const { tell, said } = await pressOffice(given);
  await tell('status', { who: 'all', daily: '', next: String(at('14:00')) });
  expect((await said('status-all'))['hemer-x de']).toMatch(/14 Uhr|14:00/);
});

test.each([
  ['status', { hemer: { next_update: '2026-11-24 20:00' } }, 'Wie bisher'],
  ['outage', { all: { next_update: '2026-11-24 20:00' } }, 'Wie bisher: Di 24.11. 20:00'],
  ['outage', { hemer: { next_update: '2026-11-24 08:00' } }, null],
])(
  'the form for an %s keeps the time for more that is in the file (%j), unless it has passed',
  async (kind, facts, kept) => {
    await using given = await openConsole({ facts });
    const { krause } = await pressOffice(given);
    const { text } = await krause.browser.get(`/melden/${kind}?who=hemer`);
    const [, value, words] = /name="next" value="(\d*)" checked><label for="[^"]*">([^<]*)/.exec(text) ?? [];
    expect([value, words]).toEqual(kept === null ? [String(at('11:30')), '11:30 Uhr'] : ['', kept]);
  },
);

test('where only one town has promised a time for more, the form for all chooses one', async () => {
  await using given = await openConsole({ facts: { hemer: { next_update: '2026-11-24 20:00' } } });
  const { krause } = await pressOffice(given);
  const chosen = async (who: string) => {
    const { text } = await krause.browser.get(`/melden/outage?who=${who}`);
    return /name="next" value="(\d*)" checked/.exec(text)?.[1];
  };
  expect([await chosen('all'), await chosen('hemer')]).toEqual([String(at('11:30')), '']);
});

test('a review of several towns marks what differs by letters, which nobody reads as a time or a number', async () => {
  const facts = { hemer: { next_update: '2026-11-24 18:00' }, all: { next_update: '2026-11-24 20:00' } };
  await using given = await openConsole({ facts });
  const { krause, draw } = await pressOffice(given);
  const { text } = await krause.browser.get(await draw('outage', { who: 'all', ...PHONE }));
  const marks = [...text.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, mark]) => mark);
  expect([...new Set(marks)].sort().slice(0, 2)).toEqual(['A', 'B']);
  expect(marks.join('')).toMatch(/^[A-Z]+$/);
});

test('at night the coming morning is offered as the time for more', async () => {
  await using given = await openConsole();
  given.clock.advanceTo(at('00:29 +1'));
  const { krause } = await pressOffice(given);
  const { text } = await krause.browser.get('/melden/outage?who=hemer');
  const offered = [...text.matchAll(/name="next" value="(\d+)"/g)].map(([, time]) => Number(time));
  expect(offered.slice(0, 3)).toEqual([at('01:30 +1'), at('02:30 +1'), at('08:00 +1')]);
});

test('in the evening before the clocks go forward “morgen” is the next day', async () => {
  await using given = await openConsole();
  given.clock.advanceTo(Date.parse('2027-03-27T23:20+01:00'));
  const { krause } = await pressOffice(given);
  const { text } = await krause.browser.get('/melden/outage?who=hemer');
  const morning = Date.parse('2027-03-28T08:00+02:00');
  expect(text).toMatch(new RegExp(`value="${morning}".*?morgen, 8:00 Uhr`));
});

test('what nobody chooses stays said, and the form names it; a cause can be taken away, and is said for everybody', async () => {
  await using given = await openConsole({ facts: { all: { appointments: { policy: 'cancelled' } } } });
  const { krause, tell, draw, said } = await pressOffice(given);
  const kept = async () => {
    const { text } = await krause.browser.get('/melden/outage?who=hemer');
    return ['appointments', 'cause'].map(
      (name) => new RegExp(`name="${name}" value="" checked><label for="[^"]*">([^<]*)`).exec(text)?.[1],
    );
  };
  expect(await kept()).toEqual(['Wie bisher: Entfallen', 'Nichts dazu sagen']);
  await tell('outage', { who: 'hemer', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  const wrong = async (who: string) => {
    const path = await draw('outage', { who, ...PHONE, cause: 'cyberattack' });
    const { text } = await krause.browser.get(path);
    return /veröffentlichte Beiträge stimmen damit nicht mehr.*Hemer/s.test(plain(text));
  };
  expect([await wrong('menden'), await wrong('all')]).toEqual([true, false]);
  await tell('outage', { who: 'menden', ...PHONE, cause: 'cyberattack' });
  expect(await kept()).toEqual(['Wie bisher: Entfallen', 'Wie bisher: Cyberangriff']);
  given.clock.advanceTo(at('10:25'));
  await tell('outage', { who: 'menden', down: 'website', next: '', cause: 'none' });
  for (const [id, isNamed] of [
    ['outage-menden', true],
    ['outage-menden-2', false],
  ] as const)
    expect([id, (await said(id))['menden-mastodon de']?.includes('Cyberangriff')]).toEqual([id, isNamed]);
});

test('a new German title takes the place of the one in every language: the review says what lacks it, and the form asks for it', async () => {
  await using given = await openConsole({ facts: {} });
  const { krause, draw, publish, said } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', next: '', 'title.de': 'Wasserrohrbruch' });
  expect(plain((await krause.browser.get(path)).text)).toMatch(
    /zurückgehalten \(Stadt Hemer\).*Der Titel des Vorfalls fehlt auf Englisch/s,
  );
  await publish(path);
  expect(Object.keys(await said('outage-hemer'))).toEqual(['hemer-mastodon de', 'hemer-x de']);
  expect((await krause.browser.get('/melden/outage')).text).toMatch(/name="title.en" type="text" value=""/);
  given.clock.advanceTo(at('10:05'));
  await publish(await draw('outage', { who: 'hemer', next: '', 'title.en': 'Burst water main' }));
  expect(JSON.parse(await given.state()).incident.title).toEqual({
    de: 'Wasserrohrbruch',
    en: 'Burst water main',
  });
});

test('a cause makes a post wrong also where the same account says something newer of others', async () => {
  await using given = await openConsole({ facts: { all: { reach: { phone: 'down' } } } });
  const { krause, draw } = await pressOffice(given);
  const about = { kind: 'outage', post_as: ['mk'], about: ['hemer', 'menden'] };
  const { change, digest } = await prepare(given.app, { announcement: about }, false);
  const anna = { id: 'anna', name: 'anna', via: 'command-line' } as const;
  await apply(given.app, change, digest, anna, SILENTLY, [anna]);
  given.clock.advanceTo(at('10:05'));
  const path = await draw('outage', { who: 'mk', ...PHONE, cause: 'cyberattack' });
  expect((await krause.browser.get(path)).text).toMatch(/stimmt damit nicht mehr/);
});

test.each(['outage', 'status'])(
  'a form that was left open until its time for more passed is shown again (%s)',
  async (kind) => {
    await using given = await openConsole();
    const { krause } = await pressOffice(given);
    const answers = { who: 'hemer', down: 'website', next: String(given.clock.now()) };
    const { status, text } = await krause.browser.post(`/melden/${kind}`, answers);
    expect([status, text]).toEqual([400, expect.stringMatching(/href="#next">[^<]*verstrichen/)]);
    expect(text).toContain('<fieldset class="kern-fieldset kern-fieldset--error" id="next"');
  },
);

test('an all-clear of one town goes out, and that for all later is said by the others, who are named', async () => {
  await using given = await openConsole();
  const { tell, draw, said, krause } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  await tell('all-clear', { who: 'hemer' });
  expect(Object.keys(await said('all-clear-hemer'))).toHaveLength(3);
  given.clock.advanceTo(at('11:05'));
  const { text } = await krause.browser.get(await draw('all-clear', { who: 'all' }));
  expect(plain(text)).toContain('oder seit ihrer letzten Entwarnung: Stadt Hemer.');
  await tell('all-clear', { who: 'all' });
  expect(Object.keys(await said('all-clear-mk-menden')).sort()).toEqual([
    'menden-mastodon de',
    'menden-x de',
    'mk-mastodon de',
  ]);
  expect((await krause.browser.get('/')).text).toContain('Nichts');
  // Nobody is left who could say it again.
  const again = await krause.browser.get(await draw('all-clear', { who: 'all' }));
  expect(plain(again.text)).toMatch(/seit ihrer letzten Entwarnung nichts mehr: .*Stadt Hemer/);
});

test('an all-clear says that appointments take place where staff said so before; else its review says that it does not', async () => {
  const cancelled = { reach: { phone: 'down' }, appointments: { policy: 'cancelled' } };
  await using given = await openConsole({ facts: { hemer: cancelled, menden: cancelled } });
  const { krause, tell, draw, said } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  const unsaid = 'Bisher heißt es, dass Termine ausfallen oder nur zum Teil stattfinden';
  const review = async (who: string) =>
    plain((await krause.browser.get(await draw('all-clear', { who }))).text);
  expect(await review('hemer')).toContain(`${unsaid} (Stadt Hemer)`);
  await given.edit((text) => text.replace('"cancelled"', '$&, "until": "2026-11-23"'));
  expect(await review('hemer')).not.toContain(unsaid);
  await given.edit((text) =>
    text.replace('"cancelled"', '"take-place", "note": {"de": "Bitte kommen Sie in die Sporthalle."}'),
  );
  expect(await review('hemer')).not.toContain(unsaid);
  await tell('all-clear', { who: 'hemer' });
  const { 'hemer-x de': clear = '' } = await said('all-clear-hemer');
  expect(clear).toContain('Alle Termine finden statt.');
  // That was for the outage.
  expect(clear).not.toContain('Sporthalle');
  // Nobody has looked at that since the next outage.
  given.clock.advanceTo(at('11:05'));
  await tell('outage', { who: 'hemer', ...PHONE });
  expect(JSON.stringify(await said('outage-hemer'))).not.toContain('Termine');
});

test('an all-clear for all is said by those who said something, and says which of the ways they missed work again', async () => {
  const facts = {
    all: { reach: { website: 'limited' } },
    hemer: { reach: { phone: 'down', email_in: 'unknown' } },
  };
  await using given = await openConsole({ facts });
  const { tell, said } = await pressOffice(given);
  await tell('outage', { who: 'hemer', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  await tell('all-clear', { who: 'all' });
  const texts = await said('all-clear-hemer');
  expect(Object.keys(texts)).toHaveLength(3);
  expect(texts['hemer-x de']).toContain('Telefon und Website funktionieren');
});

test('an all-clear in the name of towns that said nothing is shown with a warning that names them', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, draw, krause } = await pressOffice(given);
  await tell('outage', { who: 'hemer', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  const first = 'zu diesem Vorfall noch nichts gesagt';
  expect((await krause.browser.get(await draw('all-clear', { who: 'all' }))).text).not.toContain(first);
  const { text } = await krause.browser.get(await draw('all-clear', { who: 'menden' }));
  expect(text).toMatch(/noch nichts gesagt, oder seit ihrer letzten Entwarnung nichts mehr: Stadt Menden/);
});

test('who chose nothing, or typed words that no text may have, has the form with their answers, and what is wrong', async () => {
  await using given = await openConsole({ facts: { hemer: { reach: { phone: 'down', website: 'down' } } } });
  const { krause } = await pressOffice(given);
  const { browser } = krause;
  const nothing = await browser.post('/melden/restoration', { who: 'hemer' });
  expect(nothing.status).toBe(400);
  expect(nothing.text).toContain('nichts ausgewählt');
  expect(nothing.text).toContain('value="reach.website"');
  const words = { instruction: 'Kommen\u0007 Sie.', appointments: 'cancelled', next: String(at('13:00')) };
  const { status, text } = await browser.post('/melden/outage', { who: 'hemer', down: 'phone', ...words });
  expect(status).toBe(400);
  expect(text).toContain('unsichtbare Zeichen');
  const ofAll = await browser.post('/melden/outage', { who: 'all', down: 'phone', ...words });
  // Above the form and at the field, and not for each town.
  expect(ofAll.text.match(/unsichtbare Zeichen/g)).toHaveLength(2);
  for (const field of [
    'value="phone" checked',
    'value="cancelled" checked',
    'Kommen\u0007 Sie.',
    `value="${words.next}" checked`,
  ])
    expect(text).toContain(field);
});

test('the review of an all-clear for everybody names those who do not give it, because they said nothing', async () => {
  await using given = await openConsole();
  const { krause, tell, draw } = await pressOffice(given);
  await tell('outage', { who: 'hemer', down: 'phone', next: '' });
  const review = async (who: string) =>
    plain((await krause.browser.get(await draw('all-clear', { who }))).text);
  expect(await review('all')).toContain('letzten Entwarnung: Märkischer Kreis, Stadt Menden.');
  expect(await review('hemer')).not.toContain('keine Entwarnung');
});

test('the review of an all-clear says what people are told to do, which it ends too; what was prepared stays', async () => {
  await using given = await openConsole({
    facts: {
      menden: { instruction: { de: 'Leitungswasser abkochen.', en: 'Boil tap water.' } },
      mk: { instruction: { say: 'urgent-at', place: 'Feuerwache', until: '2026-11-24 10:00' } },
    },
  });
  const { krause, tell, draw, said } = await pressOffice(given);
  await tell('outage', { who: 'hemer', ...PHONE });
  const review = async (who: string) =>
    plain((await krause.browser.get(await draw('all-clear', { who }))).text);
  const told = await review('all');
  expect(told).toContain('gilt auch nicht mehr, was die Leute tun sollen');
  for (const words of ['Stadt Menden: Leitungswasser abkochen.', /Märkischer Kreis: .*, Feuerwache/])
    expect(told).toMatch(words);
  expect(told).not.toContain('Boil tap water');
  expect(await review('hemer')).not.toContain('was die Leute tun sollen');
  given.clock.advanceTo(at('10:05'));
  expect(await review('mk')).not.toContain('was die Leute tun sollen');
  await tell('all-clear', { who: 'hemer' });
  given.clock.advanceTo(at('10:35'));
  await tell('outage', { who: 'hemer', ...PHONE, instruction: 'Bitte kommen Sie heute nicht.' });
  given.clock.advanceTo(at('11:05'));
  await tell('all-clear', { who: 'all' });
  given.clock.advanceTo(at('11:35'));
  await tell('outage', { who: 'all', ...PHONE });
  expect((await said('outage-all'))['hemer-mastodon de']).toContain('Feuerwache');
  await given.edit((text) => text.replace('"hemer": {', '"hemer": {"instruction": null, '));
  given.clock.advanceTo(at('12:05'));
  await tell('all-clear', { who: 'all' });
  given.clock.advanceTo(at('12:35'));
  await tell('outage', { who: 'all', ...PHONE });
  expect((await said('outage-all-2'))['hemer-mastodon de']).not.toContain('Feuerwache');
});

test('the review of a restoration says what people are still told to do, once where it is written for all; nothing of what was prepared', async () => {
  await using given = await openConsole({
    facts: {
      all: { instruction: { de: 'Leitungswasser abkochen.', en: 'Boil tap water.' } },
      mk: { instruction: { de: 'Bitte nicht anrufen.', until: '2026-11-24 10:00' } },
    },
    region: REGION.replace(/ {4}facts: .*Feuerwache.*\n/, ''),
  });
  const { krause, tell, draw, said } = await pressOffice(given);
  await tell('outage', { who: 'all', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  const path = await draw('restoration', { who: 'all', back: 'reach.phone' });
  const review = async () => plain((await krause.browser.get(path)).text);
  expect(await review()).toMatch(
    /Weiter gilt, was die Leute tun sollen:.*unter <a [^>]*href="\/staedte">Städte<[^\0]*?<ul class="card"><li>Alle 3: Leitungswasser abkochen\.<\/li><\/ul>/,
  );
  await tell('restoration', { who: 'all', back: 'reach.phone' });
  expect((await said('restoration-all'))['hemer-mastodon de']).toContain('Leitungswasser abkochen.');
  await given.edit((text) => text.replace(/"instruction": \{\s*"de": "Leitungswasser[^}]*\},?/, ''));
  expect(await given.state()).not.toContain('Leitungswasser');
  expect(await review()).not.toContain('was die Leute tun sollen');
});

test('the review of an outage that an all-clear has ended since offers first to give other answers, by which it goes out', async () => {
  await using given = await openConsole({ facts: {} });
  const { tell, draw, said, publish, krause } = await pressOffice(given);
  await tell('outage', { who: 'hemer', ...PHONE });
  given.clock.advanceTo(at('10:05'));
  const draft = await draw('outage', { who: 'hemer', ...PHONE });
  await tell('all-clear', { who: 'hemer' });
  const { text } = await krause.browser.get(draft);
  expect(text).toContain('mit der Entwarnung beendet');
  const buttons = [...text.matchAll(/kern-btn--primary[^>]*><span class="kern-label">([^<]*)/g)];
  expect(buttons.map(([, words]) => words)).toEqual(['Angaben ändern', 'Angaben speichern']);
  expect(text).toContain('<summary class="kern-link">Angaben speichern</summary>');
  given.clock.advanceTo(at('10:10'));
  const [, entwurf = ''] = /\/melden\/outage\?entwurf=([^"]+)/.exec(text) ?? [];
  await publish(await draw('outage', { who: 'hemer', ...PHONE, entwurf, version: '1' }));
  expect((await said('outage-hemer-2'))['hemer-x de']).toMatch(NO_PHONE);
});
