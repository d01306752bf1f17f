import { mastodonChannel } from '../../src/channels/mastodon/channel.ts';
import { mastodon } from '../../src/channels/mastodon/module.ts';
import { channelConformance, type Stage } from '../channels/conformance.ts';
import { accessTo } from '../fixtures/channel-access.ts';
import { startSnac } from './snac.ts';

/** Of version 2.75. The texts that it takes for markup are Markdown and HTML. */
const LIBERTIES = new Set([
  'refuses in pages',
  'ignores keys',
  'deletes nothing',
  'takes any length',
  'reads markup',
] as const);

async function open(): Promise<Stage> {
  const server = await startSnac(['siegen']);
  const channel = (accessToken: string) =>
    mastodonChannel(accessTo(mastodon, server.origin, accessToken, { sendTimeoutMs: 60_000 }));
  return {
    channel: channel(server.tokens.get('siegen') ?? ''),
    revoked: channel('no-such-token'),
    module: mastodon,
    handle: 'siegen',
    strangeId: '1700000000.000000',
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

channelConformance('snac2', open, LIBERTIES);
