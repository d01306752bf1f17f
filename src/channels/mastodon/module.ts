import type { ChannelWithSandbox } from '../../sandbox/platform.ts';
import { examplePost, postOnMastodon } from './address.ts';
import { mastodonRules } from './rules.ts';

/** Servers that speak Mastodon's API. Limits and rates: docs.joinmastodon.org, summer 2026. */
export const mastodon: ChannelWithSandbox = {
  ...mastodonRules,
  account: {
    handle: /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/,
    handleSigns: '_ . -',
    hasServer: true,
  },
  defaults: {
    limits: { characters: 500, perUrl: 23 },
    quietSeconds: 180,
    pricesUsd: { post: 0, postWithUrl: 0, delete: 0, read: 0 },
    /** Counted per token. Servers protect their addresses too: so all calls to one server are paced together. */
    rates: [
      { of: 'posts', per: 'account', count: 300, withinMinutes: 180 },
      { of: 'deletes', per: 'account', count: 30, withinMinutes: 30 },
      { of: 'calls', per: 'account', count: 300, withinMinutes: 5 },
      { of: 'calls', per: 'server', count: 1_500, withinMinutes: 5 },
    ],
    baseUrl: null,
  },
  credential: { app: [], account: ['ACCESS_TOKEN'] },
  pages: { isShownBy: () => false, postOn: postOnMastodon, example: examplePost },
  async client() {
    const { mastodonChannel } = await import('./channel.ts');
    const { mastodonLines } = await import('./wire.ts');
    const lines = mastodonLines();
    return (access) => mastodonChannel(access, lines);
  },
  sandbox: async () => (await import('./sandbox/platform.ts')).mastodonSandbox,
};
