import { expect, test } from 'vitest';
import { record } from '../../../src/app/people/people.ts';
import { MINUTE } from '../../../src/core/domain/clock.ts';
import { busyFor } from '../../../src/sql/faults.ts';
import { openPracticeForTest, plain } from '../../fixtures/practice.ts';

test('a practice answers a wrong address with a page that leads on, in German', async () => {
  await using practice = await openPracticeForTest();
  const answer = await practice.request('/nowhere', null);
  expect([answer.status, await answer.text()]).toEqual([
    404,
    expect.stringContaining('Diese Seite gibt es nicht'),
  ]);
});

test('what the review shows is what the timelines then show, to the character', async () => {
  await using practice = await openPracticeForTest();
  const { get, post } = practice;
  const questions = await get('/melden/outage');
  expect(questions).toContain('Was geht nicht?');
  const review = await post('/melden/outage', { who: 'hemer', down: ['phone', 'website'], next: '' });
  expect(review.path).toMatch(/^\/pruefen\//);
  expect(await get(review.path)).toContain('wann es mehr zu hören gibt: Stadt Hemer');
  const all = await get(`${review.path}?alle=1`);
  const shown = [...all.matchAll(/<\/header><p class="text" lang="\w\w" dir="auto">([^<]+)<\/p>/g)].map(
    ([, text = '']) => plain(text),
  );
  expect(shown).toHaveLength(3);
  const digest = /name="digest" value="(\w+)"/.exec(all)?.[1] ?? '';
  const progress = await post(review.path, { digest, version: '1', read: 'yes', do: 'publish' });
  expect(progress.path).toBe(review.path.replace('pruefen', 'fortschritt'));
  await expect.poll(() => practice.timelines().map(({ text }) => text)).toHaveLength(shown.length);
  expect(
    practice
      .timelines()
      .map(({ text }) => text)
      .sort(),
  ).toEqual(shown.sort());
  // A telephone that lost its network sends the same again: it sees what became of it, and nothing goes out twice.
  expect((await post(review.path, { digest, version: '1', read: 'yes', do: 'publish' })).path).toBe(
    progress.path,
  );
  expect(practice.timelines()).toHaveLength(3);
});

test('texts stay the same however long somebody reads them', async () => {
  await using practice = await openPracticeForTest();
  const path = await practice.draw('phone');
  const review = await practice.get(path);
  await practice.pass(10 * MINUTE);
  const [digest] = /(?<=name="digest" value=")\w+/.exec(review) ?? [''];
  const published = await practice.post(path, { digest, version: '1', read: 'yes', do: 'publish' });
  expect(published.status).toBe(303);
});

test('the telephone that works again is said, though it is no service', async () => {
  await using practice = await openPracticeForTest();
  const { post, publish } = practice;
  await practice.say('phone', 'website');
  const back = await post('/melden/restoration', { who: 'hemer', back: 'reach.phone' });
  const shown = await publish(back.path, 6);
  expect(shown.filter((text) => text.includes('Telefon funktioniert'))).toHaveLength(2);
  // Its author finds it by the name of the task.
  const headings = [...(await practice.get('/beitraege')).matchAll(/<h2[^>]*>([^<]+)/g)].map(
    ([, one]) => one,
  );
  expect(headings).toEqual(['Etwas geht wieder', 'Ausfall']);
});

test('the log says in sentences who did what, and keeps digests folded away', async () => {
  await using practice = await openPracticeForTest();
  const { get, post } = practice;
  await practice.say('phone');
  await post('/bestaetigen', { who: 'hemer', nach: '/' });
  await post('/anhalten', { scope: 'channel:x' });
  const { people } = practice.practice.desk;
  const [newest] = await people.store.log(1);
  if (newest === undefined) throw new Error('the log is empty');
  await record(people, newest.actor, 'not-done', `${newest.what} ${newest.about}`);
  const page = plain(
    (await get('/protokoll')).replace(/<details>/g, '').replace(/<p class="handle">.*?<\/p>/g, ''),
  );
  const sentences = [
    ...page.matchAll(/<summary>[^<]*?: (?:Presse|Press desk) \([^)]+\) ([^<]+)<\/summary>/g),
  ];
  expect(sentences.map(([, words]) => words)).toEqual([
    // The line before it says that this was not done.
    'hat angehalten: Kanal X.',
    'hat angehalten: Kanal X.',
    'hat Angaben geändert oder bestätigt: Stadt Hemer.',
    'hat 3 Beiträge veröffentlicht: Ausfall melden.',
    'hat sich angemeldet.',
    expect.stringMatching(/^hat die Rechte von (?:Presse|Press desk) .* geändert\.$/),
  ]);
  expect(page).toMatch(/: Doch nicht geschehen: [^(]+\([^)]+\) hat angehalten: Kanal X\.</);
  expect(page).not.toMatch(/[\da-f]{32}|\{"/);
});

test('what failed is in the log as a sentence too, without the words of the program', async () => {
  await using practice = await openPracticeForTest();
  const { get } = practice;
  const { people } = practice.practice.desk;
  const actor = { id: 'krause', name: 'Krause', via: 'console' } as const;
  const path = await practice.draw('phone');
  const digest = 'a'.repeat(64);
  for (const about of [
    'paused {"of":"everything"}',
    `approved ${path.slice(9)} ${digest}`,
    `changed hemer ${digest}`,
  ])
    await record(people, actor, 'not-done', about);
  await record(people, actor, 'alone', 'Brandt: writer all, approver hemer: Yilmaz ist krank');
  const page = plain(await get('/protokoll'));
  expect(page).toContain('Doch nicht geschehen: Krause hat freigegeben: Ausfall melden.');
  expect(page).toContain('Doch nicht geschehen: Krause hat Angaben geändert oder bestätigt: Stadt Hemer.');
  expect(page).toContain('Doch nicht geschehen: Krause hat angehalten: ');
  expect(page).toContain('Krause hat allein gehandelt (Brandt). Grund: Yilmaz ist krank');
});

test('rows of one account in two languages can be told apart, and an excerpt ends with a whole word', async () => {
  await using practice = await openPracticeForTest();
  const { get, publish } = practice;
  const path = await practice.draw('phone');
  await publish(path, 3);
  const places = [...(await get(path.replace('pruefen', 'fortschritt'))).matchAll(/class="handle">([^<]+)/g)];
  expect(places.map(([, where]) => where).sort()).toEqual(['Mastodon', 'Mastodon (Englisch)', 'X']);
  const [, excerpt = ''] =
    /<p class="text" lang="de" dir="auto">([^<]+) …</.exec(await get('/beitraege?zu=falsch')) ?? [];
  const said = practice.timelines().map(({ text }) => text);
  const after = said.flatMap((text) => text.split(plain(excerpt))[1] ?? []);
  expect(after[0]).toMatch(/^\s/);
});

test('a draft that the program did not get to write down is found again', async () => {
  await using practice = await openPracticeForTest();
  const { get } = practice;
  const path = await practice.draw('phone');
  const { store } = practice.practice.desk.people;
  const row = await store.draft(path.replace('/pruefen/', ''));
  if (row === null) throw new Error('there is no draft');
  const into = { before: '', incident: 'uebung', mode: 'exercise', ledger: 'sandbox-exercise' };
  const keys = ['uebung/outage-hemer.1/hemer-x/de'];
  const kept = JSON.stringify({ ...JSON.parse(row.change), into, keys });
  await store.saveDraft(
    { ...row, change: kept, state: 'published', version: row.version + 1 },
    { entries: [] },
  );
  expect(await get('/')).toContain('Nicht hinausgegangen');
});

test('a stop holds although the log cannot be written, and its page says both', async () => {
  await using practice = await openPracticeForTest();
  const { people } = practice.practice.desk;
  Object.assign(people.store, { record: async () => Promise.reject(busyFor('people.sqlite')) });
  const { status, text } = await practice.post('/anhalten', { scope: 'everything' });
  expect(status).toBe(200);
  expect(text).toMatch(/Angehalten[\s\S]*people\.sqlite/);
  expect(await practice.get('/anhalten')).toContain('/weiter');
});

test('stopping everything holds what was published after it', async () => {
  await using practice = await openPracticeForTest();
  const { get, post } = practice;
  expect((await post('/anhalten', { scope: 'everything' })).text).toContain('Angehalten');
  const path = await practice.draw('phone');
  const review = await get(path);
  expect(review).toContain('Solange angehalten ist, geht es nicht hinaus.');
  const digest = /name="digest" value="(\w+)"/.exec(review)?.[1] ?? '';
  await post(path, { digest, version: '1', read: 'yes', do: 'publish' });
  expect(await get('/weiter')).toContain('3 Beiträge gingen sofort hinaus.');
  expect(practice.timelines()).toEqual([]);
  // What was not read does not go out by it.
  expect((await post('/weiter', { scope: 'everything', digest: '0'.repeat(64) })).status).toBe(409);
  const [, due = ''] = /name="digest" value="(\w+)"/.exec(await get('/weiter')) ?? [];
  await post('/weiter', { scope: 'everything', digest: due });
  await expect.poll(() => practice.timelines().length).toBe(3);
});

test('that a way is open again is said by those who lacked it, and by nobody else', async () => {
  await using practice = await openPracticeForTest();
  await practice.say('website');
  const back = await practice.post('/melden/restoration', { who: 'all', back: ['reach.website'] });
  expect(back.path).toMatch(/^\/pruefen\//);
  expect(await practice.publish(back.path, 6)).toHaveLength(3);
});
