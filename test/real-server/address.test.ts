import { expect, test } from 'vitest';
import { mastodonChannel } from '../../src/channels/mastodon/channel.ts';
import { mastodon } from '../../src/channels/mastodon/module.ts';
import { accessTo } from '../fixtures/channel-access.ts';
import { startSnac } from './snac.ts';

test('the address of a post on snac2 leads to the id that its API knows', async () => {
  await using server = await startSnac(['siegen']);
  const channel = mastodonChannel(
    accessTo(mastodon, server.origin, server.tokens.get('siegen') ?? '', { sendTimeoutMs: 60_000 }),
  );
  const { signal } = new AbortController();
  const made = await channel.publish(
    { text: 'Das Rathaus ist offen.', language: 'de', replyTo: null, idempotencyKey: '1' },
    signal,
  );
  if (made.kind !== 'posted' || made.url === null) throw new Error(`not posted: ${JSON.stringify(made)}`);
  const page = new URL(made.url);
  expect(page.pathname).toMatch(/^\/siegen\/p\//);
  expect(mastodon.pages.postOn(page, 'Siegen')).toBe(made.remoteId);
  expect(mastodon.pages.postOn(page, 'hagen')).toBeNull();
});
