import { expect, test } from 'vitest';
import { apply, prepare, SILENTLY } from '../../../src/app/changes.ts';
import { pause } from '../../../src/app/pause.ts';
import { areaOfPrepared } from '../../../src/app/people/area.ts';
import { draftNamed } from '../../../src/app/people/drafts.ts';
import { invite } from '../../../src/app/people/invitations.ts';
import { endSessions } from '../../../src/app/people/sign-in.ts';
import { writersFor } from '../../../src/app/people/who-may-approve.ts';
import { fieldIn, openConsole, pressOffice, type TestConsole, touchOf } from '../../fixtures/console.ts';
import { at, file, hotline, REGION, RIGHT, WRONG } from '../../fixtures/day.ts';
import { EVERYTHING, SHELL } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';

/** Krause draws up an outage of the telephone, and is shown its review. */
async function drawnUp(given: TestConsole) {
  const krause = await given.enter('Krause', EVERYTHING);
  const { browser } = krause;
  const { to } = await browser.post('/melden/outage', { who: 'hemer', down: 'phone', next: '' });
  return { krause, browser, path: to ?? '' };
}

test('a text goes out when somebody else has read and signed it; sent again, it goes out no second time', async () => {
  await using given = await openConsole();
  const { browser, path } = await drawnUp(given);
  const own = (await browser.get(path)).text;
  expect(own).toContain('Zur Freigabe geben');
  expect(own).toContain('Allein freigeben, weil niemand sonst erreichbar ist');
  await browser.post(path, { do: 'hand-in', version: fieldIn(own, 'version') });
  await given.enter('Brandt', [{ role: 'approver', who: 'hemer' }]);
  await given.enter('Demir', [{ role: 'approver', who: 'menden' }]);
  const waiting = (await browser.get(path)).text;
  // Above the texts: nobody has to look for it.
  expect(waiting).toMatch(/Wartet darauf, dass jemand anderes es freigibt\.[\s\S]*Krause möchte: /);
  expect(waiting).toContain('Freigeben dürfen: Brandt.');

  const yilmaz = await given.enter('Yilmaz', [{ role: 'approver', who: 'hemer' }]);
  expect((await yilmaz.browser.get('/')).text).toContain(path);
  const { send } = await touchOf(yilmaz, path);
  const answer = await send();
  expect([answer.status, answer.to]).toEqual([303, path.replace('pruefen', 'fortschritt')]);
  expect((await send()).to).toBe(answer.to);
  expect((await given.people.store.assertions()).map(({ person }) => person)).toEqual([
    yilmaz.session.person.id,
  ]);
  expect((await given.people.store.log()).filter(({ what }) => what === 'approved')).toHaveLength(1);
});

test('who follows a link to a waiting text that somebody else has approved reads that it waits no more, not that there is no such page', async () => {
  await using given = await openConsole();
  await given.edit((text) => {
    const written = JSON.parse(text);
    return JSON.stringify({
      ...written,
      announcements: [{ id: 'outage', kind: 'outage', post_as: ['hemer'] }],
    });
  });
  const krause = await given.enter('Krause', EVERYTHING);
  const { browser } = await given.enter('Yilmaz', EVERYTHING);
  expect((await browser.get('/pruefen/outage')).status).toBe(200);
  expect((await (await touchOf(krause, '/pruefen/outage')).send()).to).toBe('/');
  const { text } = await browser.get('/pruefen/outage');
  expect(text).toContain('Das wartet nicht mehr');
  expect(text).toContain('Vielleicht hat es jemand anderes erledigt.');
  expect((await browser.get('/pruefen/nie-gesagt')).text).toContain('Diese Seite gibt es nicht');
});

test('who follows a link to a waiting text that is held since is shown why, not that somebody has approved it', async () => {
  await using given = await openConsole();
  const announcements = [{ id: 'outage', kind: 'outage', post_as: ['hemer'] }];
  await given.edit((text) => JSON.stringify({ ...JSON.parse(text), announcements }));
  const { browser } = await given.enter('Yilmaz', EVERYTHING);
  expect((await browser.get('/pruefen/outage')).status).toBe(200);
  const facts = { hemer: { reach: { phone: 'dwn' } } };
  await given.edit((text) => JSON.stringify({ ...JSON.parse(text), facts }));
  const { to } = await browser.get('/pruefen/outage');
  expect(to).toBe('/beitraege?zustand=held');
  expect((await browser.get(to ?? '')).text).toContain('zurückgehalten: Angaben fehlerhaft');
});

test('a text that changed between reading and touching is shown as it was and as it is, and does not go out', async () => {
  await using given = await openConsole();
  const { path } = await drawnUp(given);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const { send } = await touchOf(yilmaz, path);
  await given.edit((text) => text.replace('"phone": "down"', '"phone": "down", "email": "down"'));
  const answer = await send();
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('hat sich etwas geändert');
  expect(answer.text).toMatch(
    /<p class="text" dir="auto"><del>[^<]+<\/del><\/p><p class="text" dir="auto"><ins>[^<]+<\/ins>/s,
  );
  expect(await given.people.store.assertions()).toEqual([]);
});

test('of a draft that opens an incident, and got other answers in another minute, each text is shown once as it was and as it is', async () => {
  await using given = await openConsole({ facts: {} });
  await given.edit((text) =>
    text.replace('"live"', '"draft"').replace(/"started": "[^"]*"/, '"started": "2026-11-01 08:00"'),
  );
  const { krause, browser, path } = await drawnUp(given);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const { send } = await touchOf(yilmaz, path);
  given.clock.advanceTo(at('09:07'));
  const version = fieldIn((await browser.get(path)).text, 'version');
  const answers = { who: 'hemer', down: 'email_in', next: '', version };
  await krause.browser.post('/melden/outage', { ...answers, entwurf: path.slice('/pruefen/'.length) });
  const { status, text } = await send();
  expect(status).toBe(409);
  expect(text.match(/<del>/g)).toHaveLength(3);
  expect(text).not.toContain('(kein Text)');
});

test('under a text in another language is the German that it comes from, in the wordings and among all posts', async () => {
  await using given = await openConsole();
  const { browser, path } = await drawnUp(given);
  const german =
    /Auf Deutsch<\/summary>(?:(?!<\/details>)[\s\S])*<p class="text" lang="de" dir="auto">Stadt Hemer: /g;
  const [wordings, posts] = [await browser.get(path), await browser.get(`${path}?alle=1`)];
  for (const { text } of [wordings, posts]) {
    expect(text.match(german)).toHaveLength(1);
    expect(text.indexOf('Town of Hemer')).toBeLessThan(text.search(german));
  }
});

test('below a text is shown what has no room in it, in the wordings and among all posts', async () => {
  const desk = `Dringendes: Anlaufstelle in der Feuerwache.${' Offen bis 18 Uhr.'.repeat(8)}`;
  const facts = { hemer: { reach: { website: 'down' }, instruction: { de: desk, en: desk } } };
  await using given = await openConsole({ facts });
  const { browser, path } = await drawnUp(given);
  for (const page of [path, `${path}?alle=1`]) {
    const { text } = await browser.get(page);
    expect(text.match(/Aus Platzgründen fehlt: „Die Ursache wird noch untersucht\.“/g)).toHaveLength(1);
  }
});

test('a screen reader is told that the wording of a text in Leichte Sprache is German', async () => {
  const region = REGION.replaceAll(/\ben(?=:|\])/g, 'de-simple');
  await using given = await openConsole({ region });
  // Nobody has signed the translation, so it goes out in an exercise only.
  await given.edit((text) => text.replace('"live"', '"exercise"'));
  const { browser, path } = await drawnUp(given);
  const { text } = await browser.get(path);
  expect(text).toContain('(Deutsch in Leichter Sprache)');
  expect([...new Set([...text.matchAll(/class="text" lang="([^"]*)"/g)].map(([, lang]) => lang))]).toEqual([
    'de',
  ]);
});

test('each post says in which language it is and runs in the direction of its letters, among all posts of a review and on the page of the post', async () => {
  await using given = await openConsole();
  const { browser, path } = await drawnUp(given);
  expect((await browser.get(`${path}?alle=1`)).text).toMatch(
    /<p class="text" lang="en" dir="auto">Town of Hemer: /,
  );
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  await (await touchOf(yilmaz, path)).send();
  const posts = await browser.get('/beitraege');
  const [address] = /\/beitraege\/[^"]*hemer-mastodon[^"]*en(?=")/.exec(posts.text) ?? [''];
  expect((await browser.get(address)).text).toMatch(/<p class="text" lang="en" dir="auto">Town of Hemer: /);
});

test('nobody publishes what they may not, and nobody reads it unticked', async () => {
  await using given = await openConsole();
  const { path } = await drawnUp(given);
  const stranger = await given.enter('Brandt', [{ role: 'approver', who: 'menden' }]);
  expect((await stranger.browser.get(path)).text).not.toContain('data-passkey');
  expect((await (await touchOf(stranger, path)).send()).to).toBeNull();
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const { send } = await touchOf(yilmaz, path);
  expect((await send({ read: '' })).status).toBe(400);
  expect((await given.people.store.drafts()).map(({ state }) => state)).toEqual(['open']);
});

test('who gave other answers wrote the text, and does not approve it', async () => {
  await using given = await openConsole();
  const { path } = await drawnUp(given);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const version = fieldIn((await yilmaz.browser.get(path)).text, 'version');
  const entwurf = path.slice('/pruefen/'.length);
  const answers = { who: 'hemer', down: 'phone', next: '', instruction: 'Kommen Sie zur Feuerwache.' };
  expect((await yilmaz.browser.post('/melden/outage', { ...answers, entwurf, version })).to).toBe(path);
  expect((await (await touchOf(yilmaz, path)).send()).status).toBe(400);
  expect((await given.people.store.drafts()).map(({ state }) => state)).toEqual(['open']);
});

test('a person who may only look is offered nothing: neither to approve alone nor to hand in, return or discard', async () => {
  await using given = await openConsole();
  const { path, browser: krause } = await drawnUp(given);
  const { browser } = await given.enter('Brandt', []);
  expect((await browser.get(path)).text).not.toContain('name="do"');
  expect((await krause.get(path)).text).toMatch(/value="hand-in"[\s\S]*value="discard"/);
  await given.edit(() =>
    file({ hemer: { reach: { phone: 'down' } } }, { id: 'o', kind: 'outage', post_as: ['hemer'] }),
  );
  expect((await browser.get('/pruefen/o')).text).not.toContain('name="alone"');
  const { browser: yilmaz } = await given.enter('Yilmaz', [{ role: 'writer', who: 'hemer' }]);
  expect((await yilmaz.get('/pruefen/o')).text).toContain('name="alone"');
});

test('an approver who did not write a text that needs two is offered to approve it, and to do so alone with a reason', async () => {
  await using given = await openConsole();
  await given.edit(() => 'approvals: {needed: 2, standing: []}\n', 'config.yaml');
  const { path } = await drawnUp(given);
  const yilmaz = await given.enter('Yilmaz', [{ role: 'approver', who: 'hemer' }]);
  const { browser } = yilmaz;
  const own = (await browser.get(path)).text;
  expect(own.match(/data-passkey/g)).toHaveLength(1);
  expect(own).toContain('Allein freigeben, weil niemand sonst erreichbar ist');
  expect(own).toContain('3 Texte freigeben');
  expect(own).toContain('Alarme werden nicht verschickt: Sagen Sie es den anderen selbst.');
  await given.enter('Brandt', [{ role: 'approver', who: 'hemer' }]);
  const first = await (await touchOf(yilmaz, path)).send();
  const after = (await browser.get(first.to ?? '')).text;
  expect(after).toMatch(/Jemand anderes muss noch freigeben[\s\S]*Freigeben dürfen: Brandt\./);
  expect((await browser.get('/')).text).toContain('Freigegeben von Yilmaz');
  const again = (await browser.get('/pruefen/outage-hemer')).text;
  expect(again).toMatch(
    /Jemand anderes muss noch freigeben[\s\S]*<summary[^>]*>Allein freigeben[\s\S]*name="alone"/,
  );
  await (await touchOf(yilmaz, '/pruefen/outage-hemer')).send({ alone: 'Nacht' });
  const { approvals } = await given.inLedger((ledger) => ledger.view('it-2026'));
  expect(approvals.map(({ by }) => by)).toContain('Yilmaz (2: Nacht)');
  expect(given.told).toEqual([{ by: 'Yilmaz', did: 'approved', about: 'outage-hemer', reason: 'Nacht' }]);
});

test('after the first of two approvals of what opens an incident those are named who may give the second now', async () => {
  await using given = await openConsole();
  await given.edit(() => 'approvals: {needed: 2, standing: []}\n', 'config.yaml');
  await given.edit((text) => text.replace('"live"', '"draft"'));
  const { path } = await drawnUp(given);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  await given.enter('Brandt', [{ role: 'approver', who: 'hemer' }]);
  const first = await (await touchOf(yilmaz, path)).send();
  expect((await yilmaz.browser.get(first.to ?? '')).text).toContain('Freigeben dürfen: Brandt.');
  expect((await yilmaz.browser.get('/pruefen/outage-hemer')).text).toContain('Freigeben dürfen: Brandt.');
});

test('no page asks to call a person who never joined and so cannot sign in: not to approve, to hand in or to resume', async () => {
  await using given = await openConsole();
  const { browser, path } = await drawnUp(given);
  await invite(given.shell, { name: 'Zander', rights: EVERYTHING, alone: 'Aufbau' });
  await given.enter('Yilmaz', EVERYTHING);
  const guest = await given.enter('Demir', []);
  await browser.post(path, { do: 'hand-in', version: fieldIn((await browser.get(path)).text, 'version') });
  expect((await browser.get(path)).text).toContain('Freigeben dürfen: Yilmaz.');
  await guest.browser.post('/anhalten', { scope: 'everything' });
  const { text } = await guest.browser.get('/weiter');
  expect(text).toMatch(/Rufen Sie jemanden an, der es darf: (?:Krause, Yilmaz|Yilmaz, Krause)\./);
  const all = await writersFor(given, ['hemer']);
  expect(all.toSorted()).toEqual(['Krause', 'Yilmaz']);
});

test('somebody who may write for one town does not write over a draft for all', async () => {
  await using given = await openConsole();
  const { draw, krause } = await pressOffice(given);
  const path = await draw('outage', { who: 'all', down: 'phone', next: '' });
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  await krause.browser.post(path, { version, do: 'hand-in' });
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]);
  const entwurf = path.slice('/pruefen/'.length);
  const seen = String((await draftNamed(given.people, entwurf))?.version);
  const answers = { who: 'hemer', down: 'phone', next: '', entwurf, version: seen };
  const refused = await browser.post('/melden/outage', answers);
  const draft = await draftNamed(given.people, entwurf);
  expect(draft).toMatchObject({
    state: 'handed-in',
    by: 'Krause',
    change: { announcement: { post_as: ['all'] } },
  });
  expect(refused.status).toBe(400);
});

test('a person who had to sign in before the approval arrived sends it again, touches once more, and it goes out once', async () => {
  await using given = await openConsole();
  const { krause, browser, path } = await drawnUp(given);
  const page = (await browser.get(path)).text;
  const [digest, version] = [fieldIn(page, 'digest'), fieldIn(page, 'version')];
  const options = JSON.parse((await browser.post(`${path}/unterschrift`, { digest })).text);
  await endSessions(given.people, SHELL, krause.session.person, 'all');
  expect((await browser.post(`${path}/unterschrift`, { digest })).status).toBe(401);
  const response = JSON.stringify(krause.passkey.get(options));
  const fields = { digest, version, read: 'yes', alone: 'Niemand sonst erreichbar' };
  const over = await browser.post(path, { ...fields, response });
  expect([over.status, over.text.includes('Noch einmal senden')]).toEqual([401, true]);

  const asked = JSON.parse((await browser.post('/anmelden/frage')).text);
  await browser.post('/anmelden/passkey', { response: JSON.stringify(krause.passkey.get(asked)) });
  const resent = Object.fromEntries(
    [...over.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
  expect(resent).toEqual(fields);
  const again = await browser.post(path, resent);
  expect(again.text).toContain('Bestätigen Sie noch');
  expect(again.text).toMatch(/id="read"[^>]* checked/);
  expect(again.text).toContain('value="Niemand sonst erreichbar"');
  expect(fieldIn(again.text, 'digest')).toBe(digest);
  expect((await given.people.store.drafts()).map(({ state }) => state)).toEqual(['open']);

  const answer = await (await touchOf(krause, path)).send({ alone: fields.alone });
  expect(answer.to).toBe(path.replace('pruefen', 'fortschritt'));
  expect((await browser.post(path, resent)).to).toBe(answer.to);
  expect((await given.people.store.log()).filter(({ what }) => what === 'approved')).toHaveLength(1);
});

test('who approves alone and forgets the reason finds the field for it open', async () => {
  await using given = await openConsole();
  const { krause, path } = await drawnUp(given);
  const { status, text } = await (await touchOf(krause, path)).send({ alone: '' });
  expect([status, text.includes('mit einer Begründung, die alle erfahren')]).toEqual([400, true]);
  expect(text).toMatch(/<details open><summary[^>]*>Allein freigeben/);
});

test('a wrong code on the review loses neither tick nor reason', async () => {
  await using given = await openConsole();
  const { browser, path } = await drawnUp(given);
  const page = (await browser.get(path)).text;
  const fields = { digest: fieldIn(page, 'digest'), version: fieldIn(page, 'version'), read: 'yes' };
  const wrong = await browser.post(path, { ...fields, response: '{}', alone: 'Nachts allein' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('Das ist keine Unterschrift von Ihnen');
  expect(wrong.text).toMatch(/id="read"[^>]* checked/);
  expect(wrong.text).toContain('value="Nachts allein"');
});

test('who lacks a right reads in German what it is for, and whom to ask on a page that anybody can open', async () => {
  await using given = await openConsole();
  const { browser: krause } = await given.enter('Krause', EVERYTHING);
  const { browser: menden } = await given.enter('Weber', [{ role: 'writer', who: 'menden' }]);
  const { to } = await krause.post('/melden/outage', { who: 'hemer', down: 'phone', next: '' });
  const { text } = await menden.post(to ?? '', { do: 'discard', version: '1' });
  expect(text).toContain('Weber darf hier nicht überall schreiben: Stadt Hemer');
  const people = await krause.get('/leute');
  expect(people.status).toBe(403);
  expect(people.text).toContain('Bitten Sie jemanden, der es darf');
  expect(people.text).not.toContain('„Leute“');
});

test('who lacks a right for several texts of one town reads its name once', async () => {
  await using given = await openConsole();
  await given.edit(() =>
    file({ hemer: { reach: { phone: 'down' } } }, { id: 'o', kind: 'outage', post_as: ['hemer'] }),
  );
  const { browser: yilmaz } = await given.enter('Yilmaz', EVERYTHING);
  const digest = fieldIn((await yilmaz.get('/pruefen/o')).text, 'digest');
  const { browser, passkey } = await given.enter('Weber', [{ role: 'approver', who: 'menden' }]);
  const { text } = await browser.touch(passkey, '/pruefen/o', { digest, read: 'yes', alone: 'Nacht' });
  expect(text).toContain('allein handeln: Stadt Hemer<');
});

test('a time outside the calendar is ignored', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const drawn = await browser.post('/melden/outage', {
    who: 'hemer',
    down: 'phone',
    next: '9999999999999999',
  });
  expect(drawn.status).toBe(303);
});

test('of two editions of an announcement that wait, each approver is shown and approves that of their own town', async () => {
  await using given = await openConsole();
  const down = { reach: { phone: 'down' } };
  const outage = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'], edition: { menden: 2 } };
  await given.edit(() => file({ hemer: down, menden: down }, outage));
  for (const [name, who, town] of [
    ['Yilmaz', 'hemer', 'Stadt Hemer:'],
    ['Meier', 'menden', 'Stadt Menden:'],
  ] as const) {
    const own = await given.enter(name, [{ role: 'approver', who }]);
    expect((await own.browser.get('/pruefen/outage')).text).toContain(town);
    expect((await (await touchOf(own, '/pruefen/outage')).send()).status).toBe(303);
  }
});

test('the review of one town says nothing of what is held for another', async () => {
  await using given = await openConsole();
  const more = { id: 'more', kind: 'notice', post_as: ['hemer'], text: { de: 'Mehr um 12 Uhr.' } };
  await given.edit(() => file({}, more));
  const { browser } = await given.enter('Krause', EVERYTHING);
  expect((await browser.get('/')).text).toContain('zurückgehalten (Stadt Hemer)');
  const { to } = await browser.post('/melden/outage', { who: 'menden', down: 'phone', next: '' });
  expect((await browser.get(to ?? '')).text).not.toContain('zurückgehalten');
});

test('what a town says again is also about the district whose waiting post changes with it', async () => {
  await using given = await openConsole({ facts: { hemer: { reach: { phone: 'down' } } } });
  const outage = { id: 'outage', kind: 'outage', post_as: ['hemer', 'mk'], about: ['hemer'] };
  const { change, digest } = await prepare(given.app, { announcement: outage }, false);
  await pause(given.app, { of: 'account', account: 'mk-mastodon' }, SHELL.actor);
  await apply(given.app, change, digest, SHELL.actor, SILENTLY, [SHELL.actor]);
  given.clock.advanceTo(at('10:05'));
  const now = { phone: 'limited', website: 'down' };
  const assignments = Object.entries(now).map(([way, value]) => ({ path: ['reach', way], value }));
  const facts = [{ who: 'hemer', assignments }];
  const prepared = await prepare(given.app, { facts, tell: true }, false);
  expect(prepared.plan.posts.map(({ intent }) => intent.key)).toContain('it-2026/outage.1/mk-mastodon/de');
  expect(areaOfPrepared(prepared, given.app.files.region)).toEqual(['hemer', 'mk']);
});

test('a town says its own number again, though of the same announcement a language of another is held, and a post waits', async () => {
  const facts = { hemer: hotline(RIGHT), menden: hotline(WRONG) };
  await using given = await openConsole({ facts });
  const own = {
    id: 'own',
    kind: 'notice',
    post_as: ['hemer', 'menden'],
    text: { de: 'Fragen: { $phone }.' },
  };
  const { change, digest } = await prepare(given.app, { announcement: own }, false);
  await pause(given.app, { of: 'account', account: 'hemer-x' }, SHELL.actor);
  await apply(given.app, change, digest, SHELL.actor, SILENTLY, [SHELL.actor]);
  given.clock.advanceTo(at('10:05'));
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'menden' }]);
  const page = (await browser.get('/staedte/menden')).text;
  const seen = Object.fromEntries(['seen', 'at'].map((name) => [name, plain(fieldIn(page, name))]));
  const number = { 'contacts.hotline.phone': '+49 221 4710155', do: 'tell' };
  const fields = Object.fromEntries(new URLSearchParams(seen.seen));
  const { to } = await browser.post('/staedte/menden', { ...fields, ...seen, ...number });
  const review = (await browser.get(to ?? '')).text;
  expect(review).toContain('Zur Freigabe geben');
  expect(review).not.toMatch(/nicht schreiben dürfen|zurückgehalten/);
  const brandt = await given.enter('Brandt', [{ role: 'approver', who: 'menden' }]);
  expect((await (await touchOf(brandt, to ?? '')).send()).to).toContain('/fortschritt/');
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  const of = (town: string) => entries.filter(({ municipality }) => municipality === town);
  expect(of('menden').map(({ edition, state }) => [edition, state])).toEqual([
    [1, 'posted'],
    [1, 'posted'],
    [2, 'posted'],
    [2, 'posted'],
  ]);
  expect(of('hemer').map(({ edition }) => edition)).toEqual([1, 1]);
});

test('who may write for one town is told, and by whom, why they cannot open the incident, and is not asked for what holds for all', async () => {
  await using given = await openConsole();
  await given.enter('Yilmaz', EVERYTHING);
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]);
  expect((await browser.get('/melden/outage')).text).not.toContain('name="cause"');
  await given.edit((text) => text.replace('"live"', '"draft"'));
  expect((await browser.get('/melden/outage')).text).toContain('Den Vorfall darf nur eröffnen');
  const { to } = await browser.post('/melden/outage', { who: 'hemer', down: 'phone', next: '' });
  const own = (await browser.get(to ?? '')).text;
  expect(own).toMatch(/für die Sie nicht schreiben dürfen[\s\S]*der es darf: Yilmaz\./);
});

test.each(['Krause', 'Yilmaz'])(
  'what a fact sets free goes out with the signature of the other person, who read it: %s wrote the fact',
  async (author) => {
    await using given = await openConsole({
      facts: { hemer: { instruction: { de: 'Bitte im Rathaus fragen.' } } },
    });
    const { krause, yilmaz, tell, said } = await pressOffice(given);
    await tell('outage', { who: 'hemer', down: 'phone', next: '' });
    const outage = JSON.parse(await given.state()).announcements[0].id;
    expect(Object.keys(await said(outage))).toEqual(['hemer-mastodon de', 'hemer-x de']);
    given.clock.advanceTo(at('09:10'));
    const [writer, other] = author === 'Krause' ? [krause, yilmaz] : [yilmaz, krause];
    const page = (await writer.browser.get('/staedte/hemer')).text;
    const fields = ['seen', 'at'].map((name): [string, string] => [name, plain(fieldIn(page, name))]);
    const form = { ...Object.fromEntries(fields), 'instruction.en': 'Please ask at the town hall.' };
    const path = (await writer.browser.post('/staedte/hemer', form)).to ?? '';
    expect((await (await touchOf(writer, path)).send()).status).toBe(400);
    expect((await (await touchOf(other, path)).send()).status).toBe(303);
    expect(await said(outage)).toMatchObject({
      'hemer-mastodon en': expect.stringContaining('Please ask at the town hall.'),
    });
  },
);

test('a draft of an exercise goes out in no other mode, and the other way round, until its author has gone through it', async () => {
  await using given = await openConsole({ facts: {} });
  const mode = (to: string) => given.edit((text) => text.replace(/"mode": "[a-z]+"/, `"mode": "${to}"`));
  const { krause, yilmaz, draw } = await pressOffice(given);
  await mode('exercise');
  const path = await draw('outage', { who: 'hemer', down: 'phone', next: '' });
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  await krause.browser.post(path, { do: 'hand-in', version });
  const { send } = await touchOf(yilmaz, path);
  await mode('live');
  const sent = await send();
  expect([sent.status, sent.text]).toEqual([400, expect.stringContaining('entstand in einer Übung')]);
  expect((await yilmaz.browser.get('/')).text).toContain(
    'Aus einer Übung übrig: Ausfall melden, von Krause.',
  );
  const page = (await yilmaz.browser.get(path)).text;
  expect(page).toMatch(
    /entstand in einer Übung, und jetzt ist keine: Nichts davon geht hinaus.*Texte<\/h2>/s,
  );
  expect(page).not.toContain('veröffentlichen');
  expect(await given.state()).toContain('"announcements": []');
  const again = await draw('outage', {
    who: 'hemer',
    down: 'phone',
    next: '',
    entwurf: path.split('/')[2] ?? '',
    version: '2',
  });
  expect((await (await touchOf(yilmaz, again)).send()).to).toContain('/fortschritt/');
  expect(await given.state()).toContain('"kind": "outage"');
  for (const before of ['draft', 'live']) {
    await mode(before);
    const drawn = await draw('outage', { who: 'menden', down: 'phone', next: '' });
    await mode('exercise');
    expect((await yilmaz.browser.get(drawn)).text).toContain('entstand nicht in der Übung');
  }
});
