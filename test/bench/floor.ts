import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { createRestAPIClient } from 'masto';
import { TwitterApi } from 'twitter-api-v2';
import { peerIn } from './peer.ts';
import type { Post } from './server.ts';

/*
 * The least that the same posts can cost, in a process of its own: `node floor.ts bare|clients|peer ORIGIN POSTS.json
 * AT-ONCE [FOLDER]`. The folder is that of the peer. Sends each post once, so many at once on each platform, as soon as the parent says `begin`, and tells when all are done.
 * Nothing is written down, checked, planned or worded.
 */

const [floor, origin = '', file = '', atOnce = '1', folder = ''] = process.argv.slice(2);
const posts = JSON.parse(await readFile(file, 'utf8')) as readonly Post[];
const sendOne = floor === 'bare' ? sendBare : floor === 'peer' ? await peerIn(folder, origin) : sendByClient;
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 * Number(atOnce) });

process.on('message', (asked) => {
  if (asked !== 'begin') return;
  void Promise.all((['x', 'mastodon'] as const).map(sendAll)).then(() => process.send?.('done'));
});
// The meter lets go of the channel: this program waits for a message.
process.channel?.ref();
process.send?.('ready');

async function sendAll(channel: Post['channel']): Promise<void> {
  const waiting = posts.filter((post) => post.channel === channel).values();
  const lane = async () => {
    for (const post of waiting) await sendOne(post);
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, lane));
}

/** The bytes that the clients send: the length of the headers is that of theirs. */
function sendBare({ channel, account, text }: Post): Promise<void> {
  const isX = channel === 'x';
  const body = JSON.stringify(isX ? { text } : { status: text, language: 'de', visibility: 'public' });
  const authorization = isX
    ? `OAuth oauth_token="token-${account}", oauth_nonce="${'n'.repeat(32)}", oauth_signature="${'s'.repeat(120)}"`
    : `Bearer token-${account}`;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = http.request(
    `${origin}${isX ? '/2/tweets' : '/api/v1/statuses'}`,
    {
      method: 'POST',
      agent,
      headers: {
        authorization,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(!isX && { 'idempotency-key': account }),
      },
    },
    (response) => {
      let said = '';
      response.on('data', (bytes: Buffer) => {
        said += bytes.toString();
      });
      response.on('end', () => {
        JSON.parse(said);
        resolve();
      });
    },
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}

async function sendByClient({ channel, account, text }: Post): Promise<void> {
  const token = `token-${account}`;
  if (channel === 'x') {
    const tokens = { appKey: 'app-key', appSecret: 'app-secret', accessToken: token, accessSecret: 'secret' };
    const { v2 } = new TwitterApi(tokens, { httpAgent: agent });
    await v2.post('tweets', { text }, { prefix: `${origin}/2/` });
    return;
  }
  const client = createRestAPIClient({ url: origin, accessToken: token });
  await client.v1.statuses.create(
    { status: text, language: 'de', visibility: 'public' },
    { requestInit: { headers: { 'Idempotency-Key': account } } },
  );
}
