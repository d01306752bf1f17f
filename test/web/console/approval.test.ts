import { expect, test } from 'vitest';
import { endSessions } from '../../../src/app/people/sign-in.ts';
import type { Browser, Shown } from '../../fixtures/console.ts';
import { openConsole, type TestConsole } from '../../fixtures/console.ts';
import { EVERYTHING, type Joined, SHELL } from '../../fixtures/people.ts';

/** Krause draws up an outage of the telephone, and is shown its review. */
async function drawnUp(given: TestConsole) {
  const krause = await given.join('Krause', EVERYTHING);
  const browser = given.browser(krause.token);
  const { to } = await browser.post('/melden/outage', { who: 'hemer', down: 'phone', next: '' });
  return { krause, browser, path: to ?? '' };
}

const fieldIn = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

/** Ticks, touches the passkey, and sends. */
async function touched(
  browser: Browser,
  { passkey }: Joined,
  path: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly answer: Shown; readonly again: () => Promise<Shown> }> {
  const page = (await browser.get(path)).text;
  const digest = fieldIn(page, 'digest');
  const options = JSON.parse((await browser.post(`${path}/unterschrift`, { digest })).text);
  const response = JSON.stringify(passkey.get(options));
  const send = () =>
    browser.post(path, { digest, response, version: fieldIn(page, 'version'), read: 'yes', ...more });
  return { answer: await send(), again: send };
}

test('a text goes out when somebody else has read and signed it; sent again, it goes out no second time', async () => {
  await using given = await openConsole();
  const { browser, path } = await drawnUp(given);
  const own = (await browser.get(path)).text;
  expect(own).toContain('Zur Freigabe geben');
  expect(own).toContain('Allein freigeben, weil niemand sonst erreichbar ist');
  await browser.post(path, { do: 'hand-in', version: fieldIn(own, 'version') });
  expect((await browser.get(path)).text).toContain('Wartet darauf, dass jemand anderes es freigibt.');

  const yilmaz = await given.join('Yilmaz', [{ role: 'approver', who: 'hemer' }]);
  const other = given.browser(yilmaz.token);
  expect((await other.get('/')).text).toContain(path);
  const { answer, again } = await touched(other, yilmaz, path);
  expect([answer.status, answer.to]).toEqual([303, path.replace('pruefen', 'fortschritt')]);
  expect((await again()).to).toBe(answer.to);
  expect((await given.people.store.assertions()).map(({ person }) => person)).toEqual([
    yilmaz.session.person.id,
  ]);
  expect((await given.people.store.log()).filter(({ what }) => what === 'approved')).toHaveLength(1);
});

test('a text that changed between reading and touching is shown as it was and as it is, and does not go out', async () => {
  await using given = await openConsole();
  const { path } = await drawnUp(given);
  const yilmaz = await given.join('Yilmaz', EVERYTHING);
  const other = given.browser(yilmaz.token);
  const page = (await other.get(path)).text;
  const digest = fieldIn(page, 'digest');
  const options = JSON.parse((await other.post(`${path}/unterschrift`, { digest })).text);
  await given.edit((text) => text.replace('"phone": "down"', '"phone": "down", "email": "down"'));
  const response = JSON.stringify(yilmaz.passkey.get(options));
  const answer = await other.post(path, { digest, response, version: fieldIn(page, 'version'), read: 'yes' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('haben sich geändert');
  expect(answer.text).toMatch(/<del>[^<]+<\/del>.*<ins>[^<]+<\/ins>/s);
  expect(await given.people.store.assertions()).toEqual([]);
});

test('its author publishes it alone only with a reason', async () => {
  await using given = await openConsole();
  const { krause, browser, path } = await drawnUp(given);
  expect((await touched(browser, krause, path)).answer.status).toBe(400);
  const { answer } = await touched(browser, krause, path, { alone: 'Niemand erreichbar' });
  expect(answer.status).toBe(303);
  expect((await given.people.store.log(1))[0]).toMatchObject({ what: 'alone' });
});

test('nobody publishes what they may not, and nobody reads it unticked', async () => {
  await using given = await openConsole();
  const { path } = await drawnUp(given);
  const stranger = await given.join('Brandt', [{ role: 'approver', who: 'menden' }]);
  expect((await given.browser(stranger.token).get(path)).text).not.toContain('data-passkey');
  expect((await touched(given.browser(stranger.token), stranger, path)).answer.to).toBeNull();
  const yilmaz = await given.join('Yilmaz', EVERYTHING);
  expect((await touched(given.browser(yilmaz.token), yilmaz, path, { read: '' })).answer.status).toBe(400);
  expect((await given.people.store.drafts()).map(({ state }) => state)).toEqual(['open']);
});

test('a signature that was made for another text publishes nothing', async () => {
  await using given = await openConsole();
  const { path } = await drawnUp(given);
  const yilmaz = await given.join('Yilmaz', EVERYTHING);
  const other = given.browser(yilmaz.token);
  const page = (await other.get(path)).text;
  const elsewhere = JSON.parse((await other.post('/anmelden/frage')).text);
  const fields = { digest: fieldIn(page, 'digest'), version: fieldIn(page, 'version'), read: 'yes' };
  for (const response of [JSON.stringify(yilmaz.passkey.get(elsewhere)), '{}', 'x', ''])
    expect((await other.post(path, { ...fields, response })).status).toBe(400);
  expect((await given.people.store.drafts()).map(({ state }) => state)).toEqual(['open']);
});

test('who gave other answers wrote the text, and does not approve it', async () => {
  await using given = await openConsole();
  const { path } = await drawnUp(given);
  const yilmaz = await given.join('Yilmaz', EVERYTHING);
  const other = given.browser(yilmaz.token);
  const version = fieldIn((await other.get(path)).text, 'version');
  const entwurf = path.slice('/pruefen/'.length);
  const answers = { who: 'hemer', down: 'phone', next: '', instruction: 'Kommen Sie zur Feuerwache.' };
  expect((await other.post('/melden/outage', { ...answers, entwurf, version })).to).toBe(path);
  expect((await touched(other, yilmaz, path)).answer.status).toBe(400);
  expect((await given.people.store.drafts()).map(({ state }) => state)).toEqual(['open']);
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

  const { answer } = await touched(browser, krause, path, { alone: fields.alone });
  expect(answer.to).toBe(path.replace('pruefen', 'fortschritt'));
  expect((await browser.post(path, resent)).to).toBe(answer.to);
  expect((await given.people.store.log()).filter(({ what }) => what === 'approved')).toHaveLength(1);
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
