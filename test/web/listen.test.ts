import { setImmediate as turn } from 'node:timers/promises';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen } from '../../src/web/listen.ts';

test.each(['127.0.0.1', '::1'])('a server that listens at %s says where it is asked', async (host) => {
  const pages = new Hono().get('/', (context) => context.text('here'));
  const server = await listen(pages.fetch, { host, port: 0 }, { connectionsMax: 1, requestMs: 1000 });
  expect(await (await fetch(server.origin)).text()).toBe('here');
  await server.close();
});

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

// 198.51.100.0/24 is reserved for documentation: no machine has an address of it. A link-local address lacks its interface.
test.each(['198.51.100.7', 'fe80::1'])(
  'a server that cannot listen at the address that was configured (%s) tells operators so, and is no bug',
  async (host) => {
    const limits = { connectionsMax: 1, requestMs: 1000 };
    await expect(listen(new Hono().fetch, { host, port: 0 }, limits)).rejects.toMatchObject({
      mistakes: [{ code: 'bad-host' }],
    });
  },
);
