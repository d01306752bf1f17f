import { setImmediate as turn } from 'node:timers/promises';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen } from '../../src/web/listen.ts';

test('a server that closes waits until what somebody asked for is done', async () => {
  const events: string[] = [];
  const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const pages = new Hono().post('/', async (context) => {
    begun.resolve();
    await done.promise;
    events.push('done');
    return context.text('');
  });
  const limits = { connectionsMax: 1, requestMs: 1000 };
  const server = await listen(pages.fetch, { host: '127.0.0.1', port: 0 }, limits);
  const asked = fetch(server.origin, { method: 'POST' }).catch(() => events.push('cut off'));
  await begun.promise;
  const closed = server.close().then(() => events.push('closed'));
  await asked;
  await turn();
  done.resolve();
  await closed;
  expect(events).toEqual(['cut off', 'done', 'closed']);
});
