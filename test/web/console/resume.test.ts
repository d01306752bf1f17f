import { expect, test } from 'vitest';
import { openConsole } from '../../fixtures/console.ts';

test('who writes for one town cannot let the others go on', async () => {
  await using given = await openConsole();
  const writer = given.browser((await given.join('Krause', [{ role: 'writer', who: 'hemer' }])).token);
  const all = given.browser((await given.join('Brandt', [{ role: 'writer', who: 'all' }])).token);
  await writer.post('/anhalten', { scope: 'everything' });
  const digestIn = (text: string) => /name="digest" value="(\w+)"/.exec(text)?.[1] ?? '';
  const fields = { scope: 'everything', digest: digestIn((await writer.get('/weiter')).text) };
  expect((await writer.post('/weiter', fields)).status).toBe(400);
  expect((await writer.get('/weiter')).text).toContain('angehalten von Krause');
  expect((await all.post('/weiter', fields)).to).toBe('/');
  expect((await all.get('/weiter')).text).toContain('Nichts ist angehalten.');
});
