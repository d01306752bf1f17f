import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Browser, openConsole, pressOffice, touchOf } from '../../fixtures/console.ts';
import { at, fileOf, OUTAGE } from '../../fixtures/day.ts';

/** Every page to which a link leads, by its address. */
async function pagesFrom(browser: Browser, start: string): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (pages.has(path)) continue;
    const { status, text, headers } = await browser.get(path);
    expect(status, path).toBe(200);
    pages.set(path, headers.get('content-type')?.startsWith('text/html') ? text : '');
    const links = text.matchAll(/<a [^>]*href="(\/[^"]*)"/g);
    open.push(...[...links].map(([, href = '']) => href.replaceAll('&amp;', '&')));
  }
  return pages;
}

/** From now on the state file is believed only if the owner of a key signed it. */
async function signed(given: Awaited<ReturnType<typeof openConsole>>) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  await given.edit((text) => `${text}state: {signature: "${key}"}\n`, 'config.yaml');
  return (written: string) => {
    const text = `${written}\n`;
    const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
    return given.edit(() => `${text}# signature: ${signature}\n`);
  };
}

test('where the state file is changed elsewhere, the console says so, and has no form that would be refused', async () => {
  await using given = await openConsole();
  const { tell, krause, yilmaz } = await pressOffice(given);
  await tell('outage', { who: 'hemer', down: 'phone', next: String(at('10:00')) });
  given.clock.advanceTo(at('10:30'));
  const write = await signed(given);
  const hemer = { reach: { phone: 'limited' } };
  const status = { id: 'status', kind: 'status', post_as: ['hemer'] };
  const outage = { ...OUTAGE, id: 'outage-hemer' };
  await write(fileOf({ updated: '2026-11-24 10:20' }, { hemer }, outage, status));
  const pages = await pagesFrom(krause.browser, '/');
  expect(pages.get('/')).toContain('ist signiert: Wer den Schlüssel hat, ändert sie');
  expect([...pages.keys()]).toEqual(
    expect.arrayContaining(['/staedte/hemer', '/nochmal/outage-hemer', '/pruefen/status', '/anhalten']),
  );
  expect(pages.get('/staedte/hemer')).toContain('ist signiert');
  const forms = [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/<form method="post" action="(\/[^"]*)"/g)].map(([, action]) => `${path}: ${action}`),
  );
  expect(
    forms.filter((one) => / \/(?:melden|bestaetigen|falsch|zurueckziehen|nochmal|staedte)/.test(one)),
  ).toEqual([]);
  expect((await krause.browser.get('/melden/outage')).text).toContain('ist signiert');
  expect((await (await touchOf(yilmaz, '/pruefen/status')).send()).status).toBe(303);
});
