import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import { dayOf } from '../../../src/core/domain/time-zone.ts';
import { readInstant } from '../../../src/files/validation/times.ts';
import { fieldIn, openConsole, pressOffice, type TestConsole, touchOf } from '../../fixtures/console.ts';
import { hotline, OUTAGE, REGION, RIGHT, WRONG } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';
import { openPracticeForTest, plain } from '../../fixtures/practice.ts';

type Practice = Awaited<ReturnType<typeof openPracticeForTest>>;

const ZONE = 'Europe/Berlin';

/** Every field of the form that saves the facts of a town, as a browser would send it. */
async function formOf({ get }: Practice, town: string): Promise<Record<string, string>> {
  const page = await get(`/staedte/${town}`);
  const inputs = [...page.matchAll(/<input([^>]*)>/g)].map(([, attributes = '']) => attributes);
  const of = (attributes: string, name: string) =>
    plain(new RegExp(` ?${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
  return Object.fromEntries(
    inputs
      .filter((one) => !/type="(?:radio|checkbox)"/.test(one) || / checked/.test(one))
      .map((one) => [of(one, 'name'), of(one, 'value')]),
  );
}

test('who changes a number that posts say is told that it stays in them if they only say it again, and where it is put right', async () => {
  const region = REGION.replace('facts: {instruction: {de: "Dringendes: Anlauf', (own) =>
    own.replace('{', `{${JSON.stringify(hotline(WRONG)).slice(1, -1)}, `),
  );
  await using practice = await openPracticeForTest(region);
  await practice.say('website');
  const form = await formOf(practice, 'hemer');
  const ask = async (change: Readonly<Record<string, string>>) =>
    (await practice.post('/staedte/hemer', { ...form, ...change })).text;
  const leads = '/beitraege?zu=falsch';
  const right = { 'contacts.hotline.phone': RIGHT };
  const asked = await ask(right);
  expect(asked).toContain('3 veröffentlichte Beiträge stimmen damit nicht mehr');
  expect(asked).toContain('bleibt die bisherige Nummer oder Adresse stehen');
  expect(asked).toContain(leads);
  // A number that they go on saying is none that is left in them.
  expect(await ask({ 'reach.phone': 'down' })).not.toContain(leads);
  await practice.post('/staedte/hemer', { ...form, ...right, do: 'save' });
  expect(await practice.get('/nochmal/outage-hemer')).toContain(leads);
});

test('the review of a number that is new at a town says that it can be ticked once the draft is published, as no page has it before', async () => {
  await using practice = await openPracticeForTest();
  await practice.say('website');
  const form = await formOf(practice, 'hemer');
  const draft = { ...form, 'contacts.hotline.phone': RIGHT, do: 'tell' };
  const { path } = await practice.post('/staedte/hemer', draft);
  const shown = plain(await practice.get(path));
  expect(shown).toContain('Rufen Sie dort an. Ist der Entwurf veröffentlicht, setzen Sie bei dieser Nummer');
  expect(shown).not.toContain('Rufen Sie dort an, und setzen Sie dann bei dieser Nummer unter');
});

test('a fact of a town is saved without publishing anything, and what it makes wrong is said again once it was read', async () => {
  await using practice = await openPracticeForTest();
  const before = await practice.say('website');
  const form = await formOf(practice, 'hemer');
  const asked = await practice.post('/staedte/hemer', { ...form, 'reach.phone': 'down' });
  expect(asked.text).toContain('3 veröffentlichte Beiträge stimmen damit nicht mehr');
  expect(await formOf(practice, 'hemer')).toMatchObject({ 'reach.phone': '' });
  const { path } = await practice.post('/staedte/hemer', { ...form, 'reach.phone': 'down', do: 'tell' });
  const shown = await practice.publish(path, 6);
  expect(
    practice
      .timelines()
      .map(({ text }) => text)
      .sort(),
  ).toEqual([...before, ...shown].sort());
  expect(shown.filter((text) => text.includes('Telefon'))).toHaveLength(2);
});

test('an outdated announcement is said again by its page', async () => {
  await using practice = await openPracticeForTest();
  await practice.say('website');
  const form = await formOf(practice, 'hemer');
  const saved = await practice.post('/staedte/hemer', { ...form, 'reach.phone': 'down', do: 'save' });
  expect(saved.path).toBe('/staedte/hemer');
  expect(practice.timelines()).toHaveLength(3);
  expect(await practice.get('/')).toContain('href="/nochmal/outage-hemer"');
  expect(await practice.get('/nochmal/outage-hemer')).toContain('Jetzt müsste es heißen:');
  const { path } = await practice.post('/nochmal/outage-hemer', { do: 'again' });
  const shown = await practice.publish(path, 6);
  expect(shown.filter((text) => text.includes('Telefon'))).toHaveLength(2);
  expect(await practice.get('/nochmal/outage-hemer')).toContain('stimmen noch');
});

test('who saved is told once what was saved, for whom, and which posts are wrong by it', async () => {
  await using practice = await openPracticeForTest();
  await practice.say('website');
  const form = await formOf(practice, 'hemer');
  const saved = await practice.post('/staedte/hemer', { ...form, 'reach.phone': 'down', do: 'save' });
  const page = await practice.follow(saved);
  expect(page).toContain('Gespeichert für Stadt Hemer: Telefon');
  expect(page).toContain('3 veröffentlichte Beiträge stimmen damit nicht mehr.');
  expect(page).toContain('href="/nochmal/outage-hemer"');
  expect(await practice.get('/staedte/hemer')).not.toContain('Gespeichert');
  const confirmed = await practice.post('/bestaetigen', { who: 'hemer', nach: '/' });
  expect(await practice.follow(confirmed)).toContain('Bestätigt: Die Angaben stimmen noch (Stadt Hemer).');
});

test('who saves facts that somebody else changed meanwhile sees who and what, and loses nothing', async () => {
  await using practice = await openPracticeForTest();
  const mine = await formOf(practice, 'hemer');
  const theirs = await practice.post('/staedte/hemer', { ...mine, 'reach.phone': 'down' });
  expect(theirs.status).toBe(303);
  const answer = await practice.post('/staedte/hemer', { ...mine, 'reach.counter': 'limited' });
  expect(answer.status).toBe(409);
  expect(plain(answer.text)).toMatch(/(?:Presse|Press desk) \(\S+\) hat inzwischen geändert:/);
  expect(answer.text).toContain('Telefon: geht nicht');
  expect(answer.text).toMatch(/value="limited" checked/);
  const again = await formOf(practice, 'hemer');
  expect(again).toMatchObject({ 'reach.phone': 'down', 'reach.counter': '' });
});

test('contacts, services and an instruction that nobody has told yet are empty fields on the page of a town', async () => {
  await using practice = await openPracticeForTest();
  const form = await formOf(practice, 'menden');
  expect(form).toMatchObject({ 'contacts.hotline.phone': '', 'contacts.desk.hours': '' });
  // A browser sends the first choice of a list in which nobody chose.
  const page = await practice.get('/staedte/menden');
  const lists = [...page.matchAll(/<select[^>]* name="(services\.[^"]+)"[^>]*><option value="([^"]*)"/g)];
  expect(lists.map(([, , first]) => first)).toEqual(lists.map(() => ''));
  const untouched = { ...form, ...Object.fromEntries(lists.map(([, name = '']) => [name, ''])) };
  expect((await practice.post('/staedte/menden', untouched)).text).toContain('wurde nichts geändert');
  const saved = await practice.post('/staedte/menden', {
    ...untouched,
    'contacts.hotline.phone': '+49 221 4710119',
    'contacts.hotline.hours': 'Mo-Fr 08:00-16:00',
    called: ['hotline', 'desk'],
    'services.id-cards': 'unavailable',
    'services.passports': 'limited',
    'instruction.de': 'Bitte bleiben Sie zu Hause.',
  });
  expect(saved.path).toBe('/staedte/menden');
  expect(await formOf(practice, 'menden')).toMatchObject({
    'contacts.hotline.phone': '+49 221 4710119',
    'contacts.hotline.hours': 'Mo-Fr 08:00-16:00',
    'contacts.desk.phone': '',
    'services.id-cards': 'unavailable',
    'services.passports': 'limited',
    'instruction.de': 'Bitte bleiben Sie zu Hause.',
  });
  const refused = await practice.post('/staedte/menden', {
    ...(await formOf(practice, 'menden')),
    'contacts.hotline.phone': 'keine Nummer',
  });
  expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('value="keine Nummer"') });
});

test('in a form that is refused the field says what is wrong with it, also where it is a choice, a time or other words', async () => {
  await using practice = await openPracticeForTest();
  const form = await formOf(practice, 'hemer');
  const refused = async (to: string, given: Record<string, string>) => {
    const { status, text } = await practice.post(to, given);
    const links = [...text.matchAll(/<a class="kern-link" href="#([^"]+)">/g)].map(([, to]) => to);
    const errors = [...text.matchAll(/<p class="kern-error" id="([^"]+)-error">/g)].map(([, name]) => name);
    for (const name of errors)
      expect(text).toMatch(new RegExp(`id="${name}"[^>]* aria-describedby="[^"]*${name}-error"`));
    expect([status, links]).toEqual([400, errors]);
    return errors;
  };
  const town = (given: Record<string, string>) => refused('/staedte/hemer', { ...form, ...given });
  expect(await town({ next_update: '2026-13-45T10:00' })).toEqual(['next_update']);
  expect(await town({ 'appointments.from': '2026-12-24' })).toEqual(['appointments.policy']);
  expect(await town({ 'contacts.desk.hours': 'Mo-Fr 08:00-16:00' })).toEqual(['contacts.desk.phone']);
  expect(await town({})).toEqual([]);
  await practice.say('website');
  expect(await refused('/melden/restoration', { who: 'hemer' })).toEqual(['back']);
  const instruction = 'Bitte\u200bkommen';
  expect(await refused('/melden/outage', { who: 'hemer', down: 'phone', instruction })).toEqual([
    'instruction',
  ]);
});

test('what ordinary taps get wrong is said without the keys and values of the files', async () => {
  await using practice = await openPracticeForTest();
  const form = await formOf(practice, 'hemer');
  const wrong = async (given: Record<string, string>) => {
    const { text } = await practice.post('/staedte/hemer', { ...form, ...given });
    return plain(/<p class="kern-error".*?<span class="kern-body">(.*?)<\/span>/s.exec(text)?.[1] ?? '');
  };
  const days = { 'appointments.from': '2026-12-24', 'appointments.until': '2026-12-23' };
  const said = [
    await wrong({ 'appointments.until': '2026-12-24' }),
    await wrong({ 'appointments.policy': 'cancelled', ...days }),
    await wrong({ next_update: '2027-03-28T02:30' }),
    await wrong({ next_update: '2027-10-31T02:30' }),
    await wrong({ 'contacts.hotline.phone': '112' }),
    await wrong({ 'contacts.hotline.phone': '0221 4710119 (Krause)' }),
  ];
  expect(said).toEqual([
    expect.stringContaining('Hier fehlt etwas'),
    expect.stringContaining('Das Ende liegt nicht nach dem Anfang'),
    expect.stringContaining('Diese Uhrzeit gibt es in dieser Nacht nicht'),
    expect.stringContaining('Diese Uhrzeit gibt es in dieser Nacht zweimal'),
    expect.stringContaining('geben Sie bei den Leistungen an'),
    expect.stringContaining('Geben Sie nur die Nummer an, mit Vorwahl'),
  ]);
  expect(said.join()).not.toMatch(/facts|cancelled|\+0|emergency-calls/);
  expect(said.slice(0, 4).join()).not.toContain('`');
});

test('who changes words in one language is told what the other languages still say', async () => {
  await using practice = await openPracticeForTest();
  const change = async (given: Readonly<Record<string, string>>) =>
    practice.post('/staedte/hemer', { ...(await formOf(practice, 'hemer')), ...given });
  const left = 'Auf Englisch steht weiter: „Urgent matters: desk at the fire station.“';
  const saved = await practice.follow(await change({ 'instruction.de': 'Anlaufstelle im Bürgerhaus.' }));
  expect(plain(saved)).toContain(left);
  await practice.say('phone');
  expect(plain((await change({ 'instruction.de': 'Anlaufstelle im Rathaus.' })).text)).toContain(left);
  const both = { 'instruction.de': 'Anlaufstelle im Museum.', 'instruction.en': 'Desk at the museum.' };
  expect((await change(both)).text).not.toContain('steht weiter');
});

test('what other languages still say takes no room from what else is said, however long it is', async () => {
  const languages = 'languages: [de, en, uk, ru, ar]';
  const others = ['uk', 'ru', 'ar'].map((one) => `, ${one}: "${'Термінове '.repeat(20)}"`).join('');
  const region = REGION.replace('languages: [de, en]', languages)
    .replace('{id: hemer-x, channel: x, handle: stadt_hemer, languages: [de]}', (account) =>
      account.replace('languages: [de]', languages),
    )
    .replace('fire station."', (end) => `${end}${others}`);
  await using practice = await openPracticeForTest(region);
  const form = { ...(await formOf(practice, 'hemer')), 'instruction.de': 'Anlaufstelle im Bürgerhaus.' };
  const said = plain(await practice.follow(await practice.post('/staedte/hemer', form)));
  expect(said).toContain(
    'In anderen Sprachen steht weiter der alte Text (Englisch, Ukrainisch, Russisch, Arabisch)',
  );
  expect(said).toContain('Es wurde nichts veröffentlicht');
});

test('a number that was copied from a web page or a document is taken as it looks', async () => {
  await using practice = await openPracticeForTest();
  for (const copied of [
    '0221\u00A04710119',
    '0221\u20114710119',
    '0221\u2009\u2013\u20094710119',
    '\u202A0221 4710119\u202C',
  ]) {
    const form = { ...(await formOf(practice, 'menden')), 'contacts.hotline.phone': copied };
    // Also with two taps, or again where the answer was lost.
    for (const _ of ['first', 'again'])
      expect((await practice.post('/staedte/menden', form)).status).toBe(303);
    expect((await formOf(practice, 'menden'))['contacts.hotline.phone']).toMatch(/^0221[ -]+4710119$/);
  }
});

test('that a town cannot work at all is a choice on its page, which one tap takes back', async () => {
  await using given = await openConsole({ facts: { hemer: { reach: { work: 'none', counter: 'down' } } } });
  const { browser } = await given.enter('Krause', EVERYTHING);
  const page = (await browser.get('/staedte/hemer')).text;
  expect(page).toMatch(
    /Kann gar nicht arbeiten<.*Nichts dazu sagen<.*name="reach.work" value="none" checked>.*>ja</s,
  );
  const seen = ['seen', 'at'].map((name): [string, string] => [name, plain(fieldIn(page, name))]);
  const saved = await browser.post('/staedte/hemer', {
    ...Object.fromEntries(seen),
    'reach.work': '',
    do: 'save',
  });
  expect(saved.status).toBe(303);
  expect(await given.state()).not.toMatch(/"?work"?: "?none/);
});

test('hours without a number are refused and stay in the form, and a contact whose number is taken away is gone', async () => {
  await using practice = await openPracticeForTest();
  const set = async (given: Readonly<Record<string, string>>) =>
    practice.post('/staedte/menden', { ...(await formOf(practice, 'menden')), ...given });
  const hours = { 'contacts.desk.hours': 'Mo-Fr 08:00-16:00' };
  const refused = await set(hours);
  expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('weder Telefon noch E-Mail') });
  expect(refused.text).toMatch(
    /<details open><summary[^>]*>Noch einen Kontakt angeben.* value="Mo-Fr 08:00-16:00"/s,
  );
  const known = { ...hours, 'contacts.desk.phone': '+49 221 4710119' };
  expect((await set(known)).status).toBe(303);
  expect(await formOf(practice, 'menden')).toMatchObject(known);
  expect((await set({ 'contacts.desk.phone': '' })).status).toBe(303);
  expect(await formOf(practice, 'menden')).toMatchObject({
    'contacts.desk.phone': '',
    'contacts.desk.hours': '',
  });
});

test('an instruction with an end or a place is gone once its sentences are taken away', async () => {
  const text = { de: 'Leitungswasser abkochen.', en: 'Boil tap water.' };
  await using given = await openConsole({
    facts: {
      hemer: { instruction: { text, until: '2026-11-24 20:00' } },
      menden: { instruction: { say: 'urgent-at', place: 'Feuerwache' } },
    },
  });
  const { browser } = await given.enter('Krause', EVERYTHING);
  for (const [town, emptied] of [
    ['hemer', { 'instruction.text.de': '', 'instruction.text.en': '' }],
    ['menden', { 'instruction.say': '' }],
  ] as const) {
    const page = (await browser.get(`/staedte/${town}`)).text;
    expect(page).toContain(`name="${Object.keys(emptied)[0]}"`);
    const seen = { seen: plain(fieldIn(page, 'seen')), at: fieldIn(page, 'at') };
    expect((await browser.post(`/staedte/${town}`, { ...seen, ...emptied })).status).toBe(303);
  }
  expect(await given.state()).not.toMatch(/abkochen|Boil|20:00|Feuerwache/);
});

test('of a catalogue with hundreds of services those are shown that were searched for, and each can be told', async () => {
  await using given = await openConsole();
  const services = Array.from(
    { length: 400 },
    (_, n) => `  service-${n}: {name: {de: Leistung Nummer ${n}}}\n`,
  );
  await given.edit(() => `services:\n${services.join('')}`, 'services.yaml');
  const { browser } = await given.enter('Krause', EVERYTHING);
  const { text } = await browser.get('/staedte/hemer');
  expect(Buffer.byteLength(text)).toBeLessThan(40_000);
  const found = (await browser.get('/staedte/hemer?suche=nummer+205')).text;
  expect(found.match(/<select[^>]* name="services\.[^"]+"/g)).toHaveLength(1);
  const fields = { seen: plain(fieldIn(found, 'seen')), 'services.service-205': 'limited' };
  expect((await browser.post('/staedte/hemer', fields)).to).toBe('/staedte/hemer');
  expect(await given.state()).toContain('"service-205": "limited"');
});

test('facts of everybody are set on one page, and hold where a town says nothing of its own', async () => {
  await using practice = await openPracticeForTest();
  const own = await formOf(practice, 'menden');
  await practice.post('/staedte/menden', { ...own, 'reach.phone': 'limited' });
  expect(await practice.get('/staedte')).toContain('href="/staedte/all"');
  const form = await formOf(practice, 'all');
  const saved = await practice.post('/staedte/all', {
    ...form,
    'reach.phone': 'down',
    'reach.website': 'down',
  });
  expect(saved).toMatchObject({ status: 303, path: '/staedte/all' });
  expect(await practice.follow(saved)).toMatch(/Gespeichert für Alle \d+: Telefon, Website/);
  expect(await formOf(practice, 'hemer')).toMatchObject({ 'reach.phone': 'down', 'reach.website': 'down' });
  expect(await formOf(practice, 'menden')).toMatchObject({
    'reach.phone': 'limited',
    'reach.website': 'down',
  });
  expect((await practice.request('/staedte/nobody', null)).status).toBe(400);
});

test('before a daily status one tap says that its facts still hold', async () => {
  await using practice = await openPracticeForTest();
  await practice.say('website');
  // The next of the two times that is not within the hour after which facts count as old.
  const [daily = '', soon = 0] =
    ['08:00', '10:00']
      .flatMap((time) => [0, 1].map((days) => [time, until(time, days)] as const))
      .filter(([, ms]) => ms > 1.5 * HOUR)
      .toSorted((a, b) => a[1] - b[1])[0] ?? [];
  const { path } = await practice.post('/melden/status', { who: 'hemer', daily, next: '' });
  await practice.publish(path, 3);
  await practice.pass(soon - 15 * MINUTE);
  const page = await practice.get('/');
  expect(page).toContain('Stimmen die Angaben noch?');
  expect(page).toContain('<input type="hidden" name="who" value="hemer">');
  expect((await practice.post('/bestaetigen', { who: 'hemer', nach: '/' })).path).toBe('/');
  expect(await practice.get('/')).not.toContain('Stimmen die Angaben noch?');
});

/** From now until this time, so many days later. */
function until(time: string, days: number): number {
  const now = Date.now();
  const read = readInstant(`${dayOf(now + days * DAY, ZONE)} ${time}`, ZONE);
  if ('value' in read) return read.value - now;
  throw new RangeError(time);
}

test('people who save facts of several towns at the same time all save them, each pressing once', async () => {
  await using given = await openConsole();
  const towns = ['mk', 'hemer', 'menden'];
  const saving = await Promise.all(
    towns.map(async (town) => {
      const { browser } = await given.enter(`Presse ${town}`, EVERYTHING);
      const shown = (await browser.get(`/staedte/${town}`)).text;
      const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
      return () => browser.post(`/staedte/${town}`, { ...seen, 'reach.website': 'down' });
    }),
  );
  const answers = await Promise.all(saving.map((save) => save()));
  expect(answers.map(({ status, to }) => [status, to])).toEqual(
    towns.map((town) => [303, `/staedte/${town}`]),
  );
  const state = await given.state();
  expect(state.match(/"?website"?: "?down/g)).toHaveLength(3);
});

test('of two people who save the same town at the same time one sees who saved what, and loses nothing', async () => {
  await using given = await openConsole();
  const saving = await Promise.all(
    ['website', 'counter'].map(async (way) => {
      const { browser } = await given.enter(`Presse ${way}`, EVERYTHING);
      const shown = (await browser.get('/staedte/menden')).text;
      const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
      return () => browser.post('/staedte/menden', { ...seen, [`reach.${way}`]: 'down' });
    }),
  );
  const answers = await Promise.all(saving.map((save) => save()));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const [first, late] = answers[0]?.status === 303 ? ['website', 'counter'] : ['counter', 'website'];
  const shown = plain(answers.find(({ status }) => status === 409)?.text ?? '');
  expect(shown).toContain(`Presse ${first} hat inzwischen geändert:`);
  expect(shown).toMatch(new RegExp(`name="reach.${late}" value="down" checked`));
});

test('who is told that own words are missing in a language finds a field for them in the town, and the post goes on', async () => {
  const instruction = { de: 'Kommen Sie mit Ausweis.' };
  await using given = await openConsole({ facts: { hemer: { reach: { phone: 'down' }, instruction } } });
  await given.edit((text) =>
    text.replace('"announcements": []', `"announcements": [${JSON.stringify(OUTAGE)}]`),
  );
  const { krause, publish } = await pressOffice(given);
  const { browser } = krause;
  const told = 'Eigene Worte in den Angaben fehlen auf Englisch: Was die Leute tun sollen.';
  expect((await browser.get('/')).text).toContain(told);
  const shown = (await browser.get('/staedte/hemer')).text;
  expect(shown).toContain('name="instruction.en"');
  const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
  const drawn = await browser.post('/staedte/hemer', { ...seen, 'instruction.en': 'Bring your ID.' });
  expect((await browser.get(drawn.to ?? '')).text).toContain('Bring your ID.');
  expect((await publish(drawn.to ?? '')).status).toBe(303);
  expect((await browser.get('/')).text).not.toContain(told);
  expect(await given.state()).toContain('Kommen Sie mit Ausweis.');
});

test('who searches a list for a name that nothing has reads so', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  for (const path of ['/staedte', '/konten', '/anhalten']) {
    expect((await browser.get(`${path}?suche=zzz`)).text).toContain('Dazu gibt es hier nichts.');
    expect((await browser.get(`${path}?suche=hemer`)).text).not.toContain('Dazu gibt es hier nichts.');
  }
});

const BOOKED = {
  policy: 'policy',
  from: 'from',
  facts: (until: string) => ({ appointments: { policy: 'cancelled', from: '2026-11-20', until } }),
};
const SERVICE = {
  policy: 'status',
  from: 'since',
  facts: (until: string) => ({
    services: { 'id-cards': { status: 'unavailable', since: '2026-11-20', until } },
  }),
};

test.each([
  ['appointments', 'hemer', '2026-11-22', []],
  ['appointments', 'hemer', '2026-11-27', ['2026-11-20', '2026-11-27']],
  ['appointments', 'towns-of/mk', '2026-11-22', []],
  ['appointments', 'towns-of/mk', '2026-11-27', ['2026-11-20', '2026-11-27']],
  ['services.id-cards', 'hemer', '2026-11-22', []],
  ['services.id-cards', 'hemer', '2026-11-27', ['2026-11-20', '2026-11-27']],
])(
  'who changes what becomes of %s, as the facts of %s say until %s, keeps the days that the page shows unless they are over',
  async (of, who, until, kept) => {
    const { policy, from, facts } = of === 'appointments' ? BOOKED : SERVICE;
    await using given = await openConsole({ facts: { [who]: facts(until) } });
    const { browser } = await given.enter('Krause', EVERYTHING);
    const shown = (await browser.get('/staedte/hemer')).text;
    const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
    const days = { [`${of}.${from}`]: '2026-11-20', [`${of}.until`]: until };
    const saved = await browser.post('/staedte/hemer', {
      ...seen,
      ...days,
      [`${of}.${policy}`]: 'limited',
    });
    expect(saved.status).toBe(303);
    const { text } = await browser.get('/staedte/hemer');
    const dayIn = (name: string) => new RegExp(`name="${of}.${name}"[^>]* value="([^"]+)"`).exec(text)?.[1];
    expect([from, 'until'].flatMap((name) => dayIn(name) ?? [])).toEqual(kept);
  },
);

test('who says posts again that are right again meanwhile reads that they still hold', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  await tell('outage', { who: 'hemer', down: 'phone', next: '' });
  const before = await given.state();
  await given.edit((text) => text.replace(/("?phone"?): "?down"?/, '$1: limited'));
  expect((await krause.browser.get('/nochmal/outage-hemer')).text).toContain('value="again"');
  await given.edit(() => before);
  const late = await krause.browser.post('/nochmal/outage-hemer', { do: 'again' });
  expect([late.status, late.text]).toEqual([200, expect.stringContaining('stimmen noch')]);
});

test('who reports back what somebody wrote back into the file meanwhile is not told that nothing was chosen', async () => {
  await using given = await openConsole({ facts: { hemer: { reach: { phone: 'down', website: 'down' } } } });
  const { browser } = await given.enter('Krause', EVERYTHING);
  expect((await browser.get('/melden/restoration?who=hemer')).text).toContain('value="reach.phone"');
  await given.edit((text) => text.replace(/("?phone"?): "?down"?/, '$1: up'));
  const late = await browser.post('/melden/restoration', { who: 'hemer', back: 'reach.phone' });
  expect(late.text).not.toContain('nichts ausgewählt');
  expect(plain(late.text)).toContain('ist dort nicht mehr als gestört angegeben');
  expect(late.text).not.toContain('](/staedte)');
  expect(late.text).toContain('href="#back"');
  await given.edit((text) => text.replace(/("?website"?): "?down"?/, '$1: up'));
  const nothing = await browser.post('/melden/restoration', { who: 'hemer', back: 'reach.website' });
  expect(nothing.text).toContain('<noscript><button');
  expect(nothing.text).not.toContain('href="#back"');
});

/** Somebody has the page of Hemer open while others change it; answers what the page says when they save. */
async function savedLate(given: TestConsole, meanwhile: () => Promise<unknown>): Promise<string> {
  const { browser } = await given.enter('Krause', EVERYTHING);
  const shown = (await browser.get('/staedte/hemer')).text;
  const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
  await meanwhile();
  const late = await browser.post('/staedte/hemer', { ...seen, 'reach.counter': 'limited' });
  expect(late.status).toBe(409);
  return plain(late.text);
}

test('who confirmed the facts of a town is not named as the one who changed one of them', async () => {
  await using given = await openConsole();
  const huber = await given.enter('Huber', EVERYTHING);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const text = await savedLate(given, async () => {
    const shown = (await huber.browser.get('/staedte/hemer')).text;
    const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
    await huber.browser.post('/staedte/hemer', { ...seen, 'reach.website': 'down' });
    expect((await yilmaz.browser.post('/bestaetigen', { who: 'hemer', nach: '/' })).status).toBe(303);
  });
  expect(text).toContain('Huber hat inzwischen geändert:');
});

test('who saved a number and called it is named with the number alone', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Yilmaz', EVERYTHING);
  const late = await savedLate(given, async () => {
    const shown = (await browser.get('/staedte/hemer')).text;
    const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
    const hotline = { 'contacts.hotline.phone': '+49 221 4710119', called: 'hotline' };
    expect((await browser.post('/staedte/hemer', { ...seen, ...hotline })).to).toBe('/staedte/hemer');
    expect((await browser.get('/staedte/hemer')).text).toContain('Geprüft von');
  });
  expect(late).toContain('Nothotline, Rufnummer: +49 221 4710119');
  expect(late).not.toMatch(/verified.by: |Geprüft von/);
});

test('who changed another fact of a town is not named for one that somebody changed in the file', async () => {
  await using given = await openConsole();
  const huber = await given.enter('Huber', EVERYTHING);
  const text = await savedLate(given, async () => {
    const shown = (await huber.browser.get('/staedte/hemer')).text;
    const seen = { seen: plain(fieldIn(shown, 'seen')), at: fieldIn(shown, 'at') };
    await huber.browser.post('/staedte/hemer', { ...seen, 'reach.website': 'down' });
    await given.edit((state) => state.replace(/("?phone"?): "?down"?/, '$1: limited'));
  });
  expect(text).toContain('Jemand hat inzwischen geändert:');
  expect(text).toMatch(/Website: [^<]* \(Huber\)/);
  expect(text).toMatch(/Telefon: [^<(]*</);
});

test('who drew up what somebody else approved is named as the one who changed it', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Huber', EVERYTHING);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const text = await savedLate(given, async () => {
    const { to } = await browser.post('/melden/outage', { who: 'hemer', down: 'website', next: '' });
    await (await touchOf(yilmaz, to ?? '')).send();
  });
  expect(text).toContain('Huber hat inzwischen geändert:');
});

test('a fact that is written for the towns of a district says so by the name of the district', async () => {
  await using given = await openConsole({ facts: { 'towns-of/mk': { reach: { phone: 'down' } } } });
  const { browser } = await given.enter('Krause', EVERYTHING);
  const { text } = await browser.get('/staedte/hemer');
  expect(text).toContain('Angegeben für alle, die zu Märkischer Kreis gehören');
  expect(text).not.toContain('towns-of/');
});

test('the other language is that of the same page, also of a search; after something was sent it leads to the first page', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', [{ role: 'writer', who: 'all' }]);
  const english = (text: string) => plain(/action="(\/sprache[^"]*)"/.exec(text)?.[1] ?? '');
  for (const path of ['/staedte/hemer', '/melden/outage?who=hemer&suche=a%20b']) {
    expect((await browser.post(english((await browser.get(path)).text))).to).toBe(path);
  }
  const refused = await browser.post('/staedte/hemer', { 'contacts.hotline.phone': 'abc', do: 'save' });
  expect(refused.status).toBe(409);
  expect((await browser.post(english(refused.text))).to).toBe('/');
});

test('a town is found without the umlauts that a foreign keyboard lacks', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  for (const written of ['märk', 'Maerk', 'MARK', 'ma\u0308rk'])
    expect((await browser.get(`/staedte?suche=${encodeURIComponent(written)}`)).text).toContain(
      '/staedte/mk"',
    );
});
