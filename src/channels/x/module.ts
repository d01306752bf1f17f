import type { ChannelWithSandbox } from '../../sandbox/platform.ts';
import { examplePost, isShownByX, postOnX } from './address.ts';
import { xRules } from './rules.ts';

/** X, by OAuth 1.0a. Limits, prices and rates: docs.x.com, summer 2026. */
export const x: ChannelWithSandbox = {
  ...xRules,
  account: {
    handle: /^[A-Za-z0-9_]{1,30}$/,
    handleSigns: '_',
    hasServer: false,
  },
  defaults: {
    limits: { characters: 280, perUrl: 23 },
    quietSeconds: 300,
    pricesUsd: { post: 0.015, postWithUrl: 0.2, delete: 0.01, read: 0.005 },
    /** Per user 100 posts in 15 minutes and 300 in 3 hours; 10,000 a day for all accounts of the app together. */
    rates: [
      { of: 'posts', per: 'account', count: 100, withinMinutes: 15 },
      { of: 'posts', per: 'account', count: 300, withinMinutes: 180 },
      { of: 'posts', per: 'app', count: 10_000, withinMinutes: 1_440 },
      { of: 'deletes', per: 'account', count: 50, withinMinutes: 15 },
      { of: 'calls', per: 'account', count: 900, withinMinutes: 15 },
    ],
    baseUrl: 'https://api.x.com',
  },
  credential: { app: ['X_APP_KEY', 'X_APP_SECRET'], account: ['ACCESS_TOKEN', 'ACCESS_SECRET'] },
  pages: { isShownBy: isShownByX, postOn: postOnX, example: examplePost },
  async client() {
    const { xChannel } = await import('./channel.ts');
    const { xLines } = await import('./wire.ts');
    const lines = xLines();
    return (access) => xChannel(access, lines);
  },
  sandbox: async () => (await import('./sandbox/platform.ts')).xSandbox,
};
