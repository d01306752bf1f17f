import type { ChannelWithSandbox } from '../../../src/sandbox/platform.ts';

/**
 * A made-up notice board, which takes, deletes and lists notes but cannot change them. It proves that a channel is one
 * folder: nothing in `src/` knows of it.
 */
export const board: ChannelWithSandbox = {
  id: 'board',
  name: 'Notice Board',
  edits: false,
  carriesLanguage: false,
  nearDuplicates: { similarity: 0.95, held: new Set(['outage']) },
  refusesRepeatsMs: null,
  length: (text) => [...text].length,
  hasUrl: (text) => /https?:\/\//.test(text),
  account: { handle: /^[a-z_]{1,40}$/, handleSigns: '_', hasServer: true },
  defaults: {
    limits: { characters: 400, perUrl: 1 },
    quietSeconds: 200,
    pricesUsd: { post: 0.5, postWithUrl: 0.5, delete: 0, read: 0 },
    rates: [{ of: 'posts', per: 'account', count: 60, withinMinutes: 60 }],
    baseUrl: null,
  },
  credential: { app: ['BOARD_KEY'], account: ['PASSPHRASE'] },
  pages: {
    isShownBy: () => false,
    postOn: (page, handle) => new RegExp(`^/of/${handle}/(\\d+)$`).exec(page.pathname)?.[1] ?? null,
    example: ({ server, handle }) => `${server}/of/${handle}/1`,
  },
  client: async () => (await import('./channel.ts')).boardChannel,
  sandbox: async () => (await import('./sandbox.ts')).boardSandbox,
};
