import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { changeRights } from '../../../src/app/people/change-rights.ts';
import type { Right } from '../../../src/core/domain/rights.ts';
import {
  aboutToTouch,
  fieldIn,
  openConsole,
  pressOffice,
  type TestConsole,
  touchOf,
} from '../../fixtures/console.ts';
import { at, file } from '../../fixtures/day.ts';
import { EVERYTHING } from '../../fixtures/people.ts';
import { plain } from '../../fixtures/practice.ts';

/*
 * What happens between reading a text and approving it: the approver then publishes nothing that they must not, or that they
 * did not read, and who tries once more publishes it once.
 */

const approved = async ({ people }: TestConsole) =>
  (await people.store.log()).filter(({ what }) => what === 'approved').length;
const said = async (given: TestConsole) => (await given.state()).match(/"kind": "outage"/g)?.length ?? 0;

test('an approver whose right was taken away meanwhile approves nothing', async () => {
  await using given = await openConsole();
  const { yilmaz, send } = await aboutToTouch(given);
  const { id: person } = yilmaz.session.person;
  const become = (rights: readonly Right[] | null) =>
    changeRights(given.shell, { person, rights, alone: null });
  await become([{ role: 'writer', who: 'all' }]);
  expect((await send()).status).toBe(400);
  await become(null);
  expect((await send()).status).toBe(401);
  expect([await approved(given), await said(given)]).toEqual([0, 0]);
});

test('two touches at once, as of a double click or in two tabs, publish once, and none is told that nothing was published', async () => {
  await using given = await openConsole();
  const { browser, yilmaz, path, send } = await aboutToTouch(given);
  const tab = await touchOf(yilmaz, path);
  const answers = await Promise.all([send(), send(), tab.send()]);
  const progress = path.replace('pruefen', 'fortschritt');
  for (const { status, to, text } of answers) {
    // The same touch proves nothing a second time.
    if (status === 400) expect(text).toContain('oder sie wurde schon benutzt');
    else expect([status, to]).toEqual([303, progress]);
    expect(text).not.toContain('nichts veröffentlicht');
  }
  expect((await browser.get(path)).to).toBe(progress);
  expect([await approved(given), await said(given)]).toEqual([1, 1]);
});

test('what was to go on and goes on already is not refused: of two taps, or a tap again after the answer was lost, each says that it goes on', async () => {
  await using given = await openConsole();
  const { draw, publish, krause } = await pressOffice(given);
  const { browser } = krause;
  await browser.post('/anhalten', { scope: 'everything' });
  await publish(await draw('outage', { who: 'hemer', down: 'phone', next: '' }));
  const digest = fieldIn((await browser.get('/weiter')).text, 'digest');
  const tap = () => browser.post('/weiter', { digest, scope: 'everything' });
  const answers = [...(await Promise.all([tap(), tap()])), await tap()];
  expect(answers.map(({ to, text }) => to ?? plain(text))).toEqual(['/', '/', '/']);
  expect((await browser.get('/')).text).toContain('Fortgesetzt: alles');
  // Paused once more, it goes on for nobody who has not read what goes out now.
  await browser.post('/anhalten', { scope: 'everything' });
  await draw('outage', { who: 'menden', down: 'phone', next: '' }).then(publish);
  expect((await tap()).status).toBe(409);
});

test('who resumes an account while all is paused reads that it stays paused, and by whom', async () => {
  await using given = await openConsole();
  const { krause } = await pressOffice(given);
  const { browser } = krause;
  for (const scope of ['account:hemer-x', 'everything']) await browser.post('/anhalten', { scope });
  const { text } = await browser.get('/weiter');
  const [, ofX = ''] = text.split('value="account:hemer-x"');
  const digest = fieldIn(ofX, 'digest');
  expect((await browser.post('/weiter', { digest, scope: 'account:hemer-x' })).to).toBe('/');
  const told = plain((await browser.get('/')).text);
  expect(told).toContain('Es bleibt angehalten, weil Krause alles angehalten hat.');
  expect(told).not.toContain('geht jetzt hinaus');
});

test('who taps twice to hand in, return or discard a draft, or again after the answer was lost, is not told that somebody changed it', async () => {
  await using given = await openConsole();
  const { krause, yilmaz, draw } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'phone', next: '' });
  const tap = async ({ browser }: typeof krause, act: Readonly<Record<string, string>>) => {
    const version = fieldIn((await browser.get(path)).text, 'version');
    const once = () => browser.post(path, { ...act, version });
    return [...(await Promise.all([once(), once()])), await once()].map(({ to, status }) => to ?? status);
  };
  expect(await tap(krause, { do: 'hand-in' })).toEqual([path, path, path]);
  expect(await tap(yilmaz, { do: 'return', note: 'Bitte kürzen.' })).toEqual(['/', '/', '/']);
  expect((await krause.browser.get(path)).text).toContain('Yilmaz hat zurückgegeben: Bitte kürzen.');
  expect(await tap(krause, { do: 'discard' })).toEqual(['/', '/', '/']);
  const settled = (await given.people.store.log()).filter(({ what }) => what.startsWith('draft-'));
  expect(settled.map(({ what }) => what)).toEqual(['draft-handed-in', 'draft-returned', 'draft-discarded']);
});

test('who hands in a draft that a colleague has changed and handed in since is told so', async () => {
  await using given = await openConsole();
  const { krause, yilmaz, draw } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'phone', next: '' });
  const versionNow = async () => fieldIn((await yilmaz.browser.get(path)).text, 'version');
  const version = await versionNow();
  const entwurf = path.slice('/pruefen/'.length);
  await yilmaz.browser.post('/melden/outage', { who: 'hemer', down: 'website', next: '', entwurf, version });
  expect((await yilmaz.browser.post(path, { do: 'hand-in', version: await versionNow() })).to).toBe(path);
  expect((await krause.browser.post(path, { do: 'hand-in', version })).status).toBe(409);
});

test('who saves the facts of a town with two taps, or again after the answer was lost, reads that they are saved', async () => {
  await using given = await openConsole();
  const { browser } = await given.enter('Krause', EVERYTHING);
  const page = (await browser.get('/staedte/hemer')).text;
  const [seen, at] = ['seen', 'at'].map((name) => plain(fieldIn(page, name)));
  const facts = { 'reach.phone': '', 'reach.website': 'down', 'contacts.hotline.phone': ' +49 221 4710119' };
  const tap = () => browser.post('/staedte/hemer', { ...facts, seen: `${seen}`, at: `${at}`, do: 'save' });
  const answers = [...(await Promise.all([tap(), tap()])), await tap()];
  expect(answers.map(({ to, text }) => to ?? plain(text))).toEqual(Array(3).fill('/staedte/hemer'));
  expect((await browser.get('/staedte/hemer')).text).toContain('Gespeichert für Stadt Hemer');
  expect(await given.state()).toContain('"website": "down"');
  // What a colleague stated otherwise is not written over.
  const other = await browser.post('/staedte/hemer', { 'reach.website': 'up', seen: `${seen}`, at: `${at}` });
  expect([other.status, plain(other.text).includes('hat inzwischen geändert')]).toEqual([409, true]);
});

test('a draft that its author changed, returned or discarded meanwhile is not published', async () => {
  await using given = await openConsole();
  const { krause, yilmaz, path, send } = await aboutToTouch(given);
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  const entwurf = path.slice('/pruefen/'.length);
  const changed = { who: 'hemer', down: 'website', next: '', entwurf, version };
  expect((await krause.browser.post('/melden/outage', changed)).to).toBe(path);
  const late = await send();
  expect([late.status, await said(given)]).toEqual([409, 0]);
  const again = await touchOf(yilmaz, path);
  const newest = fieldIn((await krause.browser.get(path)).text, 'version');
  expect((await krause.browser.post(path, { version: newest, do: 'discard' })).to).toBe('/');
  const gone = await again.send();
  expect([gone.status, await approved(given), await said(given)]).toEqual([400, 0, 0]);
  expect(gone.text).toContain('Dieser Entwurf wurde inzwischen verworfen');
  expect(gone.text).not.toContain('veröffentlicht');
});

test('who drew up a draft that a colleague changed meanwhile is led to it, and finds it on the first page', async () => {
  await using given = await openConsole();
  const { krause, yilmaz, draw } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const answers = { who: 'hemer', next: '', entwurf: path.slice('/pruefen/'.length), version: '1' };
  expect((await yilmaz.browser.post('/melden/outage', { ...answers, down: 'phone' })).to).toBe(path);
  const late = await krause.browser.post('/melden/outage', { ...answers, down: 'email_out' });
  expect([late.status, late.text.includes(`href="${path}"`)]).toEqual([409, true]);
  expect((await krause.browser.get('/')).text).toContain(`href="${path}"`);
});

test('other answers that are sent twice, as by two taps or again after a lost answer, lead to their review', async () => {
  await using given = await openConsole();
  const { krause, yilmaz, draw } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const answers = { who: 'hemer', next: '', entwurf: path.slice('/pruefen/'.length), version: '1' };
  const send = (by = krause) => by.browser.post('/melden/outage', { ...answers, down: 'phone' });
  const answered = [...(await Promise.all([send(), send()])), await send()];
  expect(answered.map(({ to }) => to)).toEqual([path, path, path]);
  await krause.browser.post(path, { version: '2', do: 'hand-in' });
  expect((await send()).headers.getSetCookie().join()).not.toContain('Freigabe');
  expect((await krause.browser.get(path)).text).toContain('Wartet darauf');
  expect((await send(yilmaz)).status).toBe(409);
});

test('who returns, discards or hands in a draft that was published meanwhile is told that it is', async () => {
  await using given = await openConsole();
  const { krause, draw, publish } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  await publish(path);
  for (const what of ['return', 'discard', 'hand-in']) {
    const { status, text } = await krause.browser.post(path, { version, note: 'Falsch!', do: what });
    expect([status, text]).toEqual([409, expect.stringContaining('ist inzwischen veröffentlicht')]);
  }
});

test('a draft that waits for a second approval is not called published, and is called off without a word in public', async () => {
  await using given = await openConsole();
  await given.edit(() => 'approvals: {needed: 2, standing: []}\n', 'config.yaml');
  const { krause, yilmaz, draw, publish } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  await publish(path);
  const late = await krause.browser.post(path, { version, note: 'Falsch!', do: 'return' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Dieser Entwurf ist freigegeben, aber noch nicht veröffentlicht.');
  const [, post = ''] = /href="(\/beitraege\/[^"]+)"/.exec(late.text) ?? [];
  for (const page of [post, '/pruefen/outage-hemer'])
    expect((await krause.browser.get(page)).text).toMatch(/<summary[^>]*>Absagen/);
  const off = await krause.browser.post(post.replace('beitraege', 'zurueckziehen'), { where: 'here' });
  const review = (await krause.browser.get(off.to ?? '')).text;
  expect(review).toContain('Krause möchte: Absagen (outage-hemer). Jetzt wird nichts veröffentlicht.');
  expect((await (await touchOf(krause, off.to ?? '')).send()).status).toBe(303);
  expect((await krause.browser.get('/')).text).not.toContain('/pruefen/outage-hemer');
  expect((await yilmaz.browser.get('/pruefen/outage-hemer')).status).toBe(400);
  expect((await krause.browser.get(post)).text).not.toMatch(/<summary[^>]*>Absagen/);
  // The right one waits in its place.
  await publish(await draw('outage', { who: 'hemer', down: 'phone', next: '' }));
  const { entries } = await given.inLedger((ledger) => ledger.view('it-2026'));
  const states = entries.map(({ announcement, state }) => `${announcement} ${state}`);
  expect([...new Set(states)].sort()).toEqual(['outage-hemer superseded', 'outage-hemer-2 waiting']);
});

test('a draft that waits for approval and gets other answers from a colleague waits no more: the review says so, and so does the first page of its author', async () => {
  await using given = await openConsole();
  const { krause, yilmaz, draw } = await pressOffice(given);
  const weber = await given.enter('Weber', [{ role: 'writer', who: 'hemer' }]);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  await krause.browser.post(path, { version, do: 'hand-in' });
  const entwurf = path.slice('/pruefen/'.length);
  const now = fieldIn((await weber.browser.get(path)).text, 'version');
  const answers = { who: 'hemer', down: 'phone', next: '', entwurf, version: now };
  const { to } = await weber.browser.post('/melden/outage', answers);
  expect((await weber.browser.get(to ?? '')).text).toContain('wartet damit nicht mehr auf Freigabe');
  const own = (await krause.browser.get('/')).text;
  expect(own).toContain('Weber hat Ihren Entwurf geändert. Zur Freigabe gegeben ist er nicht: Ausfall');
  expect((await weber.browser.get('/')).text).toContain('Ihr Entwurf ist noch nicht fertig');
  expect((await yilmaz.browser.get('/')).text).toContain('Wartet auf Sie (0)');
});

test('a draft says in its review how old it is once its texts name a time some hours ago', async () => {
  await using given = await openConsole();
  const { krause, draw } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const OLD = 'Dieser Entwurf ist von Di 24.11. 09:05. Stimmt noch alles?';
  given.clock.advanceTo(at('11:05'));
  expect((await krause.browser.get(path)).text).not.toContain(OLD);
  given.clock.advanceTo(at('12:05'));
  expect((await krause.browser.get(path)).text).toContain(OLD);
});

test('a note with which a draft is returned is as short as any reason, on its page and in the log', async () => {
  await using given = await openConsole();
  const { yilmaz, draw } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const version = fieldIn((await yilmaz.browser.get(path)).text, 'version');
  await yilmaz.browser.post(path, { version, note: 'x'.repeat(150_000), do: 'return' });
  const [line] = await given.people.store.log(1);
  const [shown = ''] = /x{100,}/.exec((await yilmaz.browser.get(path)).text) ?? [];
  expect([line?.what, line?.about.match(/x+$/)?.[0].length, shown.length]).toEqual([
    'draft-returned',
    500,
    500,
  ]);
});

test('who may only approve is not offered to give other answers, and what they return waits for its author', async () => {
  await using given = await openConsole();
  const { krause, draw } = await pressOffice(given);
  const demir = await given.enter('Demir', [{ role: 'approver', who: 'hemer' }]);
  const path = await draw('outage', { who: 'hemer', down: 'website', next: '' });
  const version = fieldIn((await krause.browser.get(path)).text, 'version');
  await krause.browser.post(path, { version, do: 'hand-in' });
  expect((await demir.browser.get('/')).text).toContain(`href="${path}"`);
  expect((await krause.browser.get(path)).text).toContain('href="/melden/outage?entwurf=');
  const shown = (await demir.browser.get(path)).text;
  expect(shown).toContain('Zurückgeben oder verwerfen');
  expect(shown).not.toContain('href="/melden/outage?entwurf=');
  await demir.browser.post(path, { version: fieldIn(shown, 'version'), note: 'Uhrzeit?', do: 'return' });
  expect((await demir.browser.get('/')).text).toContain('Wartet auf Sie (0)');
  expect((await krause.browser.get('/')).text).toContain(`href="${path}"`);
});

test('a draft that writes over a newer fact says who changed what, and sets no time of confirmation back', async () => {
  await using given = await openConsole({ facts: {} });
  const { draw, publish, yilmaz } = await pressOffice(given);
  const path = await draw('outage', { who: 'hemer', down: 'phone', next: '' });
  expect((await yilmaz.browser.get(path)).text).not.toContain('hat inzwischen geändert');
  given.clock.advanceTo(at('10:00'));
  const { browser } = await given.enter('Huber', [{ role: 'writer', who: 'hemer' }]);
  const page = (await browser.get('/staedte/hemer')).text;
  const seen = { seen: fieldIn(page, 'seen').replaceAll('&amp;', '&'), at: fieldIn(page, 'at') };
  await browser.post('/staedte/hemer', { ...seen, do: 'save', 'reach.phone': 'up', 'reach.website': 'down' });
  given.clock.advanceTo(at('10:30'));
  const review = (await yilmaz.browser.get(path)).text;
  expect(review).toMatch(/Huber hat inzwischen geändert[\s\S]*Stadt Hemer, Telefon: /);
  // Nothing that the draft leaves as it is.
  expect(review).not.toContain('Stadt Hemer, Website: ');
  await publish(path);
  expect(await given.state()).toMatch(/"phone": "down"[\s\S]*"confirmed": "2026-11-24T10:00/);
});

test('“Stimmt noch” on a page that was left open confirms nothing that a colleague changed meanwhile: it says who and what, and the next tap confirms that', async () => {
  await using given = await openConsole();
  const krause = await given.enter('Krause', EVERYTHING);
  const weber = await given.enter('Weber', [{ role: 'writer', who: 'hemer' }]);
  const formIn = (text: string) => {
    const [own = ''] = /<form[^>]*action="\/bestaetigen"[\s\S]*?<\/form>/.exec(text) ?? [];
    const fields = new URLSearchParams();
    for (const [, name = '', value = ''] of own.matchAll(/name="([^"]+)" value="([^"]*)"/g))
      fields.append(name, plain(value));
    return fields;
  };
  const left = await krause.browser.get('/staedte/hemer');
  const page = (await weber.browser.get('/staedte/hemer')).text;
  const seen = { seen: plain(fieldIn(page, 'seen')), at: fieldIn(page, 'at') };
  await weber.browser.post('/staedte/hemer', { ...seen, do: 'save', 'reach.phone': 'up' });
  given.clock.advanceTo(at('10:05'));
  const before = await given.state();
  const refused = await krause.browser.post('/bestaetigen', formIn(left.text));
  expect(refused.status).toBe(409);
  expect(refused.text).toMatch(
    /Weber hat inzwischen geändert:[\s\S]*Es wurde nichts bestätigt[\s\S]*<li>Stadt Hemer, Telefon: geht</,
  );
  expect(await given.state()).toBe(before);
  expect((await krause.browser.post('/bestaetigen', formIn(refused.text))).to).toBe('/staedte/hemer');
  // The facts of all are confirmed with those that are written below them.
  const all = await krause.browser.get('/staedte');
  const newer = (await weber.browser.get('/staedte/hemer')).text;
  const again = { seen: plain(fieldIn(newer, 'seen')), at: fieldIn(newer, 'at') };
  await weber.browser.post('/staedte/hemer', { ...again, do: 'save', 'reach.phone': 'down' });
  const form = formIn(all.text);
  form.set('who', 'all');
  const below = await krause.browser.post('/bestaetigen', form);
  expect(below.text).toContain('<li>Stadt Hemer, Telefon: geht nicht<');
  // Who only confirms changes nothing for others, and a fact that is taken away is named.
  const whole = formIn((await krause.browser.get('/staedte')).text);
  whole.set('who', 'all');
  await weber.browser.post('/bestaetigen', { who: 'hemer' });
  const cleared = (await weber.browser.get('/staedte/hemer')).text;
  const last = { seen: plain(fieldIn(cleared, 'seen')), at: fieldIn(cleared, 'at') };
  await weber.browser.post('/staedte/hemer', { ...last, do: 'save', 'reach.phone': '' });
  expect((await krause.browser.post('/bestaetigen', whole)).text).toMatch(
    /Weber hat inzwischen geändert:[\s\S]*<li>Stadt Hemer, Telefon: [^<]*nichts/,
  );
});

test('a draft for all says who below has reported an outage since, or confirmed facts, and what they say', async () => {
  await using given = await openConsole({ facts: {} });
  const { draw, tell, krause, yilmaz } = await pressOffice(given);
  await tell('outage', { who: 'all', down: 'phone', next: '' });
  given.clock.advanceTo(at('10:00'));
  const outage = await draw('outage', { who: 'hemer', down: 'email_out', next: '' });
  const path = await draw('all-clear', { who: 'all' });
  const review = async () => plain((await yilmaz.browser.get(path)).text);
  given.clock.advanceTo(at('10:30'));
  expect(await review()).not.toContain('hat inzwischen geändert');
  await (await touchOf(yilmaz, outage)).send();
  given.clock.advanceTo(at('11:00'));
  const below =
    /Krause hat inzwischen geändert oder bestätigt:[\s\S]*weiß davon nichts[\s\S]*<li>Stadt Hemer, [^<]*: geht nicht</;
  expect(await review()).toMatch(below);
  await krause.browser.post('/bestaetigen', { who: 'menden' });
  expect(await review()).toMatch(/Stadt Menden, Angaben bestätigt: [^<]* 11:00</);
  // Once more drawn up, it knows of both.
  const entwurf = path.slice('/pruefen/'.length);
  expect(await draw('all-clear', { who: 'all', entwurf, version: '1' })).toBe(path);
  expect(await review()).not.toContain('hat inzwischen geändert');
});

test('a draft for a town that was removed meanwhile publishes nothing, says so in words of a press office, and can be discarded', async () => {
  await using given = await openConsole();
  const { browser, path, send } = await aboutToTouch(given);
  const towns = join(dirname(given.ledgerFile()), '../municipalities.yaml');
  const region = (await readFile(towns, 'utf8')).replace('mk, hemer, menden', 'mk, menden');
  await writeFile(
    towns,
    region.slice(0, region.indexOf('  hemer:')) + region.slice(region.indexOf('  menden:')),
  );
  await given.edit(() => file({}));
  for (const { status, text } of [await send(), await browser.get(path)]) {
    const [main = ''] = /<main.*<\/main>/s.exec(text) ?? [];
    expect([status, main]).toEqual([
      409,
      expect.stringContaining('Dieser Entwurf passt nicht mehr zu den Angaben: Ausfall melden, von Krause.'),
    ]);
    expect(main.replace(/<details>.*?<\/details>/gs, '')).not.toMatch(/`|ausrufer|\.yaml/);
  }
  const version = fieldIn((await browser.get(path)).text, 'version');
  expect((await browser.post(path, { version, do: 'discard' })).to).toBe('/');
  expect([await approved(given), await said(given)]).toEqual([0, 0]);
});

test('while the ledger cannot be used nothing goes out, the page says whom to call, and the next touch publishes once', async () => {
  await using given = await openConsole();
  await given.inLedger(async () => {});
  const { yilmaz, path, send } = await aboutToTouch(given);
  const ledger = await readFile(given.ledgerFile());
  for (const beside of ['-wal', '-shm']) await rm(`${given.ledgerFile()}${beside}`, { force: true });
  await writeFile(given.ledgerFile(), Buffer.alloc(ledger.length, 'damaged '));
  const { status, text } = await send();
  await writeFile(given.ledgerFile(), ledger);
  expect([status, text]).toEqual([
    400,
    expect.stringMatching(/data-refused.*rufen Sie an, wer das Programm betreibt/s),
  ]);
  expect(text.replace(/<details>.*?<\/details>/s, '')).not.toContain('Journal');
  expect([await approved(given), await said(given)]).toEqual([0, 0]);
  const { send: again } = await touchOf(yilmaz, path);
  expect((await again()).to).toBe(path.replace('pruefen', 'fortschritt'));
  expect([await approved(given), await said(given)]).toEqual([1, 1]);
  const entries = await given.inLedger(async (one) => (await one.view('it-2026')).entries);
  expect(entries.map(({ state }) => state)).toEqual(['posted', 'posted', 'posted']);
});

test('two texts that are approved at the same moment are both published, though both are written into one file', async () => {
  await using given = await openConsole();
  const krause = await given.enter('Krause', EVERYTHING);
  const yilmaz = await given.enter('Yilmaz', EVERYTHING);
  const drawn = async ({ browser }: typeof krause, who: string) =>
    (await browser.post('/melden/outage', { who, down: 'phone', next: '' })).to ?? '';
  const texts = [
    { approver: yilmaz, path: await drawn(krause, 'hemer') },
    { approver: krause, path: await drawn(yilmaz, 'menden') },
  ];
  const touches = await Promise.all(texts.map(({ approver, path }) => touchOf(approver, path)));
  const answers = await Promise.all(touches.map(({ send }) => send()));
  expect(answers.map(({ to }) => to)).toEqual(
    texts.map(({ path }) => path.replace('pruefen', 'fortschritt')),
  );
  expect(await said(given)).toBe(2);
  expect(await given.state()).toMatch(/outage-hemer[\s\S]*outage-menden|outage-menden[\s\S]*outage-hemer/);
});

test('a text under which somebody changes the same facts between reading and touching is shown again', async () => {
  await using given = await openConsole();
  const { send } = await aboutToTouch(given);
  await given.edit((text) => text.replace('"phone": "down"', '"phone": "down", "website": "limited"'));
  const { status, text } = await send();
  expect([status, text]).toEqual([409, expect.stringContaining('hat sich etwas geändert')]);
  expect(await said(given)).toBe(0);
});
