import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Post } from './server.ts';

const NAME = '@humanwhocodes/crosspost';
const VERSION = '1.0.4';

/** The part of it that sends. */
interface Crosspost {
  readonly Client: new (options: {
    readonly strategies: readonly unknown[];
  }) => { post(text: string): Promise<readonly { readonly ok: boolean; readonly reason?: unknown }[]> };
  readonly TwitterStrategy: new (options: object) => unknown;
  readonly MastodonStrategy: new (options: object) => unknown;
}

/** Installs it from the registry into a folder of its own, without scripts: it is no dependency of this program. */
export async function installPeer(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private": true}');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  await promisify(execFile)('npm', ['install', ...flags, `${NAME}@${VERSION}`]);
}

/**
 * Sends posts through it as a library. It speaks to `https://` hosts only: what it asks of them goes to `origin` without
 * encryption, as everything here.
 */
export async function peerIn(folder: string, origin: string): Promise<(post: Post) => Promise<void>> {
  const { hostname, port } = new URL(origin);
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) => fetch(String(url).replace('https:', 'http:'), init);
  const request = (options: http.RequestOptions) =>
    http.request({ ...options, protocol: 'http:', host: hostname, port });
  Object.assign(https, { request });
  const entry = pathToFileURL(join(folder, 'node_modules', NAME, 'dist/index.js'));
  const { Client, TwitterStrategy, MastodonStrategy } = (await import(entry.href)) as Crosspost;
  return async ({ channel, account, text }) => {
    const token = `token-${account}`;
    const app = { apiConsumerKey: 'app-key', apiConsumerSecret: 'app-secret' };
    const strategy =
      channel === 'x'
        ? new TwitterStrategy({ ...app, accessTokenKey: token, accessTokenSecret: 'secret' })
        : new MastodonStrategy({ accessToken: token, host: `${hostname}:${port}` });
    for (const { ok, reason } of await new Client({ strategies: [strategy] }).post(text))
      if (!ok) throw reason;
  };
}
