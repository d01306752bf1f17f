import { createHash } from 'node:crypto';
import type { ChannelWithSandbox } from '../../sandbox/platform.ts';
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
  credential: {
    app: [],
    account: ['ACCESS_TOKEN'],
    server: { id: 'CLIENT_ID', secret: 'CLIENT_SECRET' },
  },
  pages: {
    isShownBy: () => false,
    postOn: postOnMastodon,
    example: ({ server, handle }) => `${server}/@${handle}/111000000000000000`,
  },
  async client() {
    const { mastodonChannel } = await import('./channel.ts');
    const { mastodonLines } = await import('./wire.ts');
    const lines = mastodonLines();
    return (access) => mastodonChannel(access, lines);
  },
  connecting: async () => (await import('./connect.ts')).connectingMastodon,
  sandbox: async () => (await import('./sandbox/platform.ts')).mastodonSandbox,
};

/** `/@HANDLE/ID`, in the web client also behind `/deck` or `/web`; GoToSocial puts `statuses` between. */
const PAGE = /^(?:\/deck|\/web)?\/@([\w.-]+)(?:@([\w.:-]+))?\/(?:statuses\/)?(\w[\w-]*)(?:\/|$)/;
/** Pixelfed: `/p/HANDLE/ID`. */
const ACTIVITY = /^\/(?:users\/([\w.-]+)\/statuses|p\/([\w.-]+))\/(\w[\w-]*)(?:\/|$)/;
/** Pleroma and the kin of Misskey do not say whose post it is. */
const NAMELESS = /^\/(?:notice|notes)\/(\w[\w-]*)(?:\/|$)/;
/** snac2 writes the second in which the post was made, and a number that tells posts of that second apart. */
const SNAC = /^(\/([\w.-]+)\/p\/(\d{10})\.\d+)\/?$/;

/**
 * Id of the post that a page of this server shows; anything may follow in the address. Null where the page says that it belongs
 * to another account, or shows no post: every server gives the same number to another post.
 */
function postOnMastodon(page: URL, handle: string): string | null {
  const whose = (found: string | undefined) => found?.toLowerCase() === handle.toLowerCase();
  const [, name, home = page.host, id] = PAGE.exec(page.pathname) ?? [];
  if (id !== undefined) return whose(name) && home.toLowerCase() === page.host ? id : null;
  const [, owner, artist, number] = ACTIVITY.exec(page.pathname) ?? [];
  if (number !== undefined) return whose(owner ?? artist) ? number : null;
  const [, nameless] = NAMELESS.exec(page.pathname) ?? [];
  if (nameless !== undefined) return nameless;
  const [, path, author, second] = SNAC.exec(page.pathname) ?? [];
  if (path === undefined || !whose(author)) return null;
  // The API of snac2 knows a post by the digest of its address, after ten digits that it ignores.
  return `${second}${createHash('md5').update(`${page.origin}${path}`).digest('hex')}`;
}
