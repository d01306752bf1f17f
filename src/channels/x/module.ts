import type { ChannelWithSandbox } from '../../sandbox/platform.ts';
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
  pages: {
    isShownBy: (host) => /^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com$/i.test(host),
    postOn: postOnX,
    example: ({ handle }) => `https://x.com/${handle}/status/1719000000000000000`,
  },
  async client() {
    const { xChannel } = await import('./channel.ts');
    const { xLines } = await import('./wire.ts');
    const lines = xLines();
    return (access) => xChannel(access, lines);
  },
  connecting: async () => (await import('./connect.ts')).connectingX,
  sandbox: async () => (await import('./sandbox/platform.ts')).xSandbox,
};

/**
 * Id of the post that a page of X shows: `https://x.com/HANDLE/status/ID`, or `/i/status/ID`; anything may follow. Null
 * where the page belongs to another account or to no post.
 */
function postOnX(page: URL, handle: string): string | null {
  const [, whose = '', id] = /^\/(\w+|i\/web)\/status(?:es)?\/(\d{1,20})(?:\/|$)/i.exec(page.pathname) ?? [];
  if (id === undefined) return null;
  return [handle.toLowerCase(), 'i', 'i/web'].includes(whose.toLowerCase()) ? id : null;
}
