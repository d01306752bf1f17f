import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WELL_KNOWN_HANDLES } from '../../src/sandbox/handles.ts';
import { happensOn } from '../../src/sandbox/platform.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { wordsIn } from '../../src/sandbox/words.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { mastodonAccount, sandboxWith, xAccount, xClient } from '../fixtures/sandbox-clients.ts';

const x = xAccount('stadt_siegen');

test('a sandbox forgets the oldest posts and requests when there are too many', async () => {
  const { sandbox } = await sandboxWith([x], { postsPerAccountMax: 3, requestsMax: 4 });
  await using _ = sandbox;
  for (let n = 0; n < 8; n++) await xClient(sandbox, x).tweet(`Lage ${n}`);
  expect(sandbox.timeline(x.id).map((post) => post.text)).toEqual(['Lage 5', 'Lage 6', 'Lage 7']);
  expect(sandbox.requests()).toHaveLength(4);
});

test('a request that is too large is answered 413 and not kept', async () => {
  const { sandbox } = await sandboxWith([x]);
  await using _ = sandbox;
  const answer = await fetch(`${sandbox.origin}/2/tweets`, { method: 'POST', body: 'x'.repeat(100_000) });
  expect(answer.status).toBe(413);
  expect(sandbox.requests()).toEqual([]);
});

test('a sandbox whose port is taken says so', async () => {
  const { sandbox, clock } = await sandboxWith([x]);
  await using _ = sandbox;
  const port = Number(new URL(sandbox.origin).port);
  await expect(startSandbox({ platforms: PLATFORMS, accounts: [x], clock, port })).rejects.toMatchObject({
    mistakes: [{ code: 'port-in-use' }],
  });
});

test.each([
  ['two with the same id', [x, x], 'same id'],
  ['two with the same token', [x, { ...x, id: 'other' }], 'same token'],
  ['one without a platform', [mastodonAccount('siegen')], 'no platform mastodon'],
])('a sandbox refuses accounts that it could not serve: %s', async (_, accounts, said) => {
  const platforms = PLATFORMS.filter(({ channel }) => channel === 'x');
  await expect(sandboxWith(accounts, { platforms })).rejects.toThrow(said);
});

test('naming an account that a sandbox does not have is a RangeError', async () => {
  const { sandbox } = await sandboxWith([x]);
  await using _ = sandbox;
  expect(() => sandbox.timeline('nobody')).toThrow(RangeError);
  expect(() => sandbox.arrange('nobody', { kind: 'hang' })).toThrow(RangeError);
});

test('the documentation lists every well-known handle, where it fails, and how', () => {
  const docs = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
  for (const { word, fault } of WELL_KNOWN_HANDLES) {
    const where = PLATFORMS.filter((platform) => happensOn(platform, fault)).map(({ name }) => name);
    expect(docs).toContain(`| \`${word}\` | ${where.join(', ')} | ${wordsIn('en')(`fault-${word}`)} |`);
  }
});

test('the page of the timelines says how an account is made to fail, in the language of who reads it', async () => {
  const { sandbox } = await sandboxWith([{ ...x, handle: 'siegen_fails_503' }]);
  await using _ = sandbox;
  const address = `${sandbox.origin}/accounts/${x.id}`;
  const page = async (headers: Record<string, string>) => (await fetch(address, { headers })).text();
  expect(await page({})).toContain('Nachgestellte Störung: Die Antwort ist 503, und nichts ist geschehen.');
  const english = 'Imitated fault: The answer is 503, and nothing was done.';
  expect(await page({ 'accept-language': 'en-GB,de;q=0.5' })).toContain(english);

  const chosen = await fetch(`${address}?sprache=en`, { redirect: 'manual' });
  expect(chosen.headers.get('location')).toBe(`/accounts/${x.id}`);
  const [cookie = ''] = chosen.headers.getSetCookie();
  expect(await page({ cookie, 'accept-language': 'de' })).toContain(english);
});

test('the pages of the timelines have the same sentences in both languages', () => {
  const idsIn = (language: string) => {
    const path = new URL(`../../src/sandbox/page.${language}.ftl`, import.meta.url);
    return [...readFileSync(path, 'utf8').matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id);
  };
  expect(idsIn('de')).toEqual(idsIn('en'));
  expect(idsIn('de')).toEqual(expect.arrayContaining(WELL_KNOWN_HANDLES.map(({ word }) => `fault-${word}`)));
});
