import { expect, test } from 'vitest';
import { postOnMastodon } from '../../src/channels/mastodon/address.ts';
import { mastodonChannel } from '../../src/channels/mastodon/channel.ts';
import { startSnac } from './snac.ts';

test('the address of a post on snac2 leads to the id that its API knows', async () => {
  await using server = await startSnac(['siegen']);
  const channel = mastodonChannel({
    server: server.origin,
    accessToken: server.tokens.get('siegen') ?? '',
    sendTimeoutMs: 5_000,
    fallbackLimits: { characters: 500, perUrl: 23 },
    clock: { now: () => Date.now() },
  });
  const { signal } = new AbortController();
  const made = await channel.publish(
    { text: 'Das Rathaus ist offen.', language: 'de', replyTo: null, idempotencyKey: '1' },
    signal,
  );
  if (made.kind !== 'posted' || made.url === null) throw new Error(`not posted: ${JSON.stringify(made)}`);
  const page = new URL(made.url);
  expect(page.pathname).toMatch(/^\/siegen\/p\//);
  expect(postOnMastodon(page, 'Siegen', page.host)).toBe(made.remoteId);
  expect(postOnMastodon(page, 'hagen', page.host)).toBeNull();
});
