import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * Both platforms on one loopback port, in a process of its own: the endpoints that a delivery uses, and nothing else. An
 * account is known by its token. Answers come after `answersAfterMs`. The parent asks for figures.
 */

export interface Figures {
  /** Posts that were accepted. */
  readonly accepted: number;
  /** Of these, texts that the account had already said. */
  readonly twice: number;
  /** Requests that made no post: identities, limits, timelines. */
  readonly readings: number;
  /** When the first and the last post were accepted, by the clock of the machine; null before. */
  readonly first: number | null;
  readonly last: number | null;
}

export interface Post {
  readonly channel: 'x' | 'mastodon';
  readonly account: string;
  readonly text: string;
}

type Question = { readonly begin: Beginning } | 'figures' | 'posts';

interface Beginning {
  readonly answersAfterMs: number;
  /** Whether the same Idempotency-Key makes one post, as on Mastodon. */
  readonly honoursKeys?: boolean;
}

let answersAfterMs = 0;
let honoursKeys = true;
let posts: (Post & { readonly id: string; readonly at: number })[] = [];
let said = new Set<string>();
let byKey = new Map<string, unknown>();
let twice = 0;
let readings = 0;

process.on('message', (question: Question) => {
  if (question === 'figures') process.send?.(figures());
  else if (question === 'posts')
    process.send?.(posts.map(({ channel, account, text }) => ({ channel, account, text })));
  else begin(question.begin);
});
process.on('disconnect', () => process.exit());

function begin(given: Beginning): void {
  answersAfterMs = given.answersAfterMs;
  honoursKeys = given.honoursKeys ?? true;
  posts = [];
  said = new Set();
  byKey = new Map();
  twice = 0;
  readings = 0;
  process.send?.('begun');
}

function figures(): Figures {
  return {
    accepted: posts.length,
    twice,
    readings,
    first: posts[0]?.at ?? null,
    last: posts.at(-1)?.at ?? null,
  };
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let body = '';
  request.on('data', (bytes: Buffer) => {
    body += bytes.toString();
  });
  request.on('end', () => {
    const give = () => reply(response, ...answerTo(request, body));
    if (answersAfterMs === 0) give();
    else setTimeout(give, answersAfterMs);
  });
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () =>
  process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);

function answerTo(request: IncomingMessage, body: string): readonly [status: number, body: unknown] {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const { authorization = '' } = request.headers;
  const account = /(?:oauth_token="|Bearer )token-([\w-]+)/.exec(authorization)?.[1];
  if (account === undefined) return [401, {}];
  const username = account.replace(/-[a-z]+$/, '').replaceAll('-', '_');
  const now = new Date().toISOString();
  if (request.method === 'POST' && pathname === '/2/tweets') {
    const { text } = JSON.parse(body) as { text: string };
    return [201, { data: { id: accept('x', account, text), text } }];
  }
  if (request.method === 'POST' && pathname === '/api/v1/statuses') {
    const key = `${account} ${String(request.headers['idempotency-key'])}`;
    const text = statusIn(body);
    if (!honoursKeys || !byKey.has(key)) {
      const id = accept('mastodon', account, text);
      byKey.set(key, { ...statusOf(id, text, now), account: { id: account } });
    }
    return [200, byKey.get(key)];
  }
  readings++;
  if (pathname === '/2/users/me') return [200, { data: { id: username, username } }];
  if (pathname === '/api/v1/accounts/verify_credentials') return [200, { id: account, username, bot: true }];
  if (pathname === '/api/v2/instance')
    return [
      200,
      {
        api_versions: { mastodon: 7 },
        configuration: { statuses: { max_characters: 500, characters_reserved_per_url: 23 } },
      },
    ];
  const its = posts.filter((post) => post.account === account).toReversed();
  if (/^\/2\/users\/[\w-]+\/tweets$/.test(pathname))
    return [200, { data: its.map(({ id, text }) => ({ id, text })), meta: {} }];
  if (/^\/api\/v1\/accounts\/[\w-]+\/statuses$/.test(pathname))
    return [200, its.map(({ id, text, at }) => statusOf(id, text, new Date(at).toISOString()))];
  return [404, {}];
}

/** Of JSON, or of a form in several parts. */
function statusIn(body: string): string {
  const part = /name="status"\r\n\r\n(.*?)\r\n--/s.exec(body);
  return part?.[1] ?? (JSON.parse(body) as { status: string }).status;
}

function accept(channel: Post['channel'], account: string, text: string): string {
  const id = String(1_000_000_000 + posts.length);
  posts.push({ channel, account, text, id, at: Date.now() });
  const saying = `${account} ${text}`;
  if (said.has(saying)) twice++;
  said.add(saying);
  return id;
}

function statusOf(id: string, text: string, at: string) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const content = `<p>${escaped.replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br />')}</p>`;
  return {
    id,
    created_at: at,
    content,
    uri: `http://127.0.0.1/users/a/statuses/${id}`,
    url: `http://127.0.0.1/${id}`,
    in_reply_to_id: null,
  };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
