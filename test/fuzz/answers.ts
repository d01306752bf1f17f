import type net from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { ChannelId } from '../../src/core/domain/channel.ts';
import { type BareServer, bareSocket } from '../fixtures/bare-server.ts';

/** What a platform, or a proxy before it, puts on the wire once a request has arrived completely. */
export interface WireAnswer {
  /** Whether the platform did what it was asked to, and this is what became of its answer on the way. */
  readonly done: boolean;
  /** As the line is written: mostly a number. */
  readonly status: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  /** The body before it was packed or cut, where it is text. */
  readonly said: string;
  /** How many bytes of head and body leave. Infinity: all. */
  readonly bytes: number;
  readonly end: 'close' | 'reset' | 'hang';
}

const id = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('', '.', '..', '../1', '1/2', ' ', '\u0000', '1\n2', 'ü', '0', '-1'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);
const junk = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.7e18, '', [], {}, [null], [[]], { id: null }),
  fc.jsonValue({ maxDepth: 3 }),
);
const words = fc.oneof(
  fc.constantFrom(
    'Too Many Requests',
    'You are not allowed to create a Tweet with duplicate content.',
    'User has been suspended: [1].',
    'This application has been suspended.',
    'Validation failed',
    'Record not found',
    'The access token is invalid',
    'Reply to this conversation is not allowed.',
  ),
  fc.string({ unit: 'binary', maxLength: 400 }),
);

const created = (channel: ChannelId) =>
  id.map((one) =>
    channel === 'x'
      ? { data: { id: one, text: 'Rathaus zu.' } }
      : { id: one, content: '<p>Rathaus zu.</p>', created_at: '2026-11-23T12:00:00.000Z', url: null },
  );

/** Bodies of the right shape with something wrong inside. */
const nearly = (channel: ChannelId) =>
  fc.oneof(
    created(channel),
    fc.record({ data: fc.oneof(junk, fc.record({ id: fc.oneof(id, junk), text: junk, deleted: junk })) }),
    fc.record({ id: fc.oneof(id, junk), content: junk, created_at: junk, url: junk, reblog: junk }),
    fc.record({
      data: fc.array(fc.record({ id: fc.oneof(id, junk), text: fc.oneof(words, junk) }), { maxLength: 4 }),
      meta: junk,
    }),
    fc.array(
      fc.record({
        id: fc.oneof(id, junk),
        content: fc.oneof(words, junk),
        created_at: fc.oneof(fc.constant('2026-11-23T11:59:00Z'), junk),
      }),
      { maxLength: 4 },
    ),
    fc.record({ data: fc.record({ id: fc.oneof(id, junk), username: fc.oneof(words, junk) }) }),
    fc.record({ id: fc.oneof(id, junk), username: fc.oneof(words, junk) }),
    fc.record({
      title: fc.oneof(words, junk),
      detail: fc.oneof(words, junk),
      type: fc.oneof(words, junk),
      status: junk,
    }),
    fc.record({
      errors: fc.oneof(
        junk,
        fc.array(
          fc.oneof(
            junk,
            fc.record({
              code: fc.oneof(fc.constantFrom(64, 88, 187, 226, 326, 385), junk),
              message: fc.oneof(words, junk),
            }),
          ),
          { maxLength: 3 },
        ),
      ),
    }),
    fc.record({ error: fc.oneof(words, junk) }),
    fc.record({ configuration: fc.record({ statuses: fc.record({ max_characters: junk }) }) }),
  );

const page = fc.constantFrom(
  '<html><body>Bad gateway</body></html>',
  '<!doctype html><title>x</title>',
  '<p>',
);
const depths = fc.constantFrom(100, 5_000, 100_000);
const text = (channel: ChannelId) =>
  fc.oneof(
    { weight: 6, arbitrary: nearly(channel).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: junk.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: page },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: depths.map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`) },
    { weight: 1, arbitrary: depths.map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) },
    { weight: 1, arbitrary: fc.nat({ max: 6 }).map((megabytes) => ' '.repeat(megabytes * 1024 * 1024)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '\ufeff{}', '{"data":{"id":"1"}}{"data":{"id":"2"}}', 'null'),
    },
  );

const STATUSES =
  '200 201 202 204 206 301 302 303 304 307 308 400 401 402 403 404 408 409 410 413 420 422 429 451 500 501 502 503 504 520 599';
const numberedStatus = fc.oneof(
  fc.constantFrom(...STATUSES.split(' ')),
  fc.integer({ min: 200, max: 999 }).map(String),
);
const status = fc.oneof(
  { weight: 20, arbitrary: numberedStatus },
  { weight: 1, arbitrary: fc.constantFrom('99', '100', '103', '2OO', '', '1000', '-1', '200.5') },
);

const number = fc.oneof(
  fc.constantFrom('0', '-1', 'NaN', '', ' ', '1e400', '99999999999999999999', 'soon', '0x10', '12,13'),
  fc.constantFrom('2026-11-23T12:05:00.000Z', '+999999-01-01T00:00:00Z', '2026-13-45'),
  fc.constant('Mon, 23 Nov 2026 12:05:00 GMT'),
  fc.integer({ min: 0, max: 4_000_000_000 }).map(String),
);
const limit = fc.constantFrom(
  ...['x-rate-limit-reset', 'x-ratelimit-reset', 'x-app-limit-24hour-remaining', 'x-app-limit-24hour-reset'],
  'retry-after',
);
const extra = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(limit, number).map((both) => both.join(': ')) },
  fc.constantFrom('location: /2/users/me', 'location: //', 'location: http://[', 'set-cookie: a=b'),
  fc.constantFrom('x: \u00ff', 'bad', 'content-type: text/html', 'content-type: application/problem+json'),
  fc.constantFrom('content-type: ;;', 'content-type:'),
);

const packings = {
  none: (body: Buffer) => body,
  gzip: (body: Buffer) => gzipSync(body),
  deflate: (body: Buffer) => deflateSync(body),
  br: (body: Buffer) => brotliCompressSync(body),
} as const;
type Packing = keyof typeof packings;

/** Says that it is packed in one way, and is in another or not at all. */
const packing = fc.oneof(
  { weight: 8, arbitrary: fc.constant(['none', 'none'] as const) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom<Packing>('none', 'gzip', 'deflate', 'br'),
      fc.constantFrom<Packing>('none', 'gzip', 'deflate', 'br'),
    ),
  },
);
const framing = fc.oneof(
  { weight: 8, arbitrary: fc.constant('length' as const) },
  { weight: 1, arbitrary: fc.constantFrom('none', 'chunked', 'chunked broken', 'longer', 'shorter', 'both') },
);
const end = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('close', 'reset') },
  { weight: 1, arbitrary: fc.constant('hang' as const) },
) as fc.Arbitrary<WireAnswer['end']>;
/** The share of the bytes that leave. */
const share = fc.oneof(
  { weight: 6, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
);

interface Frame {
  readonly framing: string;
  readonly type: string;
  readonly extras: readonly string[];
  readonly packed: readonly [said: Packing, done: Packing];
  readonly share: number;
  readonly end: WireAnswer['end'];
}
const frame: fc.Arbitrary<Frame> = fc.record({
  framing,
  type: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/html', 'text/plain', ''),
  extras: fc.array(extra, { maxLength: 3 }),
  packed: packing,
  share,
  end,
});

function onTheWire(done: boolean, code: string, said: string, how: Frame): WireAnswer {
  const [declared, packed] = how.packed;
  const plain = packings[packed](Buffer.from(said, 'utf8'));
  const chunk = Buffer.concat([
    Buffer.from(`${plain.length.toString(16)}\r\n`),
    plain,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);
  const lengths: Readonly<Record<string, readonly string[]>> = {
    length: [`content-length: ${plain.length}`],
    longer: [`content-length: ${plain.length + 10}`],
    shorter: [`content-length: ${Math.max(0, plain.length - 3)}`],
    chunked: ['transfer-encoding: chunked'],
    'chunked broken': ['transfer-encoding: chunked'],
    both: ['transfer-encoding: chunked', `content-length: ${plain.length}`],
    none: [],
  };
  const body = how.framing === 'chunked' || how.framing === 'both' ? chunk : plain;
  const headers = [
    ...(how.type === '' ? [] : [`content-type: ${how.type}`]),
    ...(declared === 'none' ? [] : [`content-encoding: ${declared}`]),
    ...(lengths[how.framing] ?? []),
    ...how.extras,
  ];
  const head = 16 + headers.join('\r\n').length;
  const bytes = how.share === 1 ? Number.POSITIVE_INFINITY : Math.floor((head + body.length) * how.share);
  return { done, status: code, headers, body, said, bytes, end: how.end };
}

/** Anything at all, from a platform that has done nothing. */
const anything = (channel: ChannelId): fc.Arbitrary<WireAnswer> =>
  fc.tuple(status, text(channel), frame).map(([code, said, how]) => onTheWire(false, code, said, how));

/** Statuses with which nothing between us and the platform turns somebody away. */
const LOST = '500 502 503 504 520 404 408 301 302 307 200 201 202 403 400'.split(' ');

/**
 * The true answer to a post that was taken, and what can become of it: packed, cut, mixed up, or replaced by a page of
 * a proxy in between. No proxy speaks in the platform's own words.
 */
const damaged = (channel: ChannelId): fc.Arbitrary<WireAnswer> =>
  fc
    .tuple(
      fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
      fc.constantFrom(...LOST),
      fc.constantFrom('true', 'true', 'page', 'nothing', 'mixed'),
      fc.nat(),
      frame,
    )
    .map(([one, code, what, place, how]) => {
      const told = channel === 'x' ? { data: { id: one, text: '' } } : { id: one, content: '' };
      const whole = JSON.stringify(told);
      const at = place % whole.length;
      const said = {
        true: whole,
        page: '<html>Bad gateway</html>',
        nothing: '',
        mixed: `${whole.slice(0, at)}\u0001${whole.slice(at + 1)}`,
      }[what];
      const taken = channel === 'x' ? '201' : '200';
      return onTheWire(true, what === 'true' || what === 'mixed' ? taken : code, said ?? '', how);
    });

export function wireAnswer(channel: ChannelId): fc.Arbitrary<WireAnswer> {
  return fc.oneof(anything(channel), damaged(channel));
}

/** A server on loopback that gives every request the answer it was told last. */
export interface WireServer extends BareServer {
  answer(next: WireAnswer): void;
  /** Whole requests that arrived since. */
  heard(): number;
}

export async function startWireServer(): Promise<WireServer> {
  let current: WireAnswer | null = null;
  let heard = 0;
  const running = await bareSocket((socket) => {
    let seen = '';
    const hear = (data: Buffer) => {
      seen += data.toString('latin1');
      if (!isWhole(seen)) return;
      socket.off('data', hear);
      heard++;
      if (current) give(socket, current);
    };
    socket.on('data', hear);
  });
  return {
    ...running,
    answer: (next) => {
      current = next;
      heard = 0;
    },
    heard: () => heard,
  };
}

function isWhole(request: string): boolean {
  const [head = '', body] = request.split('\r\n\r\n', 2);
  if (body === undefined) return false;
  if (/^transfer-encoding: *chunked/im.test(head)) return request.endsWith('0\r\n\r\n');
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return request.length - head.length - 4 >= length;
}

function give(socket: net.Socket, { status: code, headers, body, bytes, end: ending }: WireAnswer): void {
  const head = Buffer.from(
    `HTTP/1.1 ${code} Told\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`,
    'latin1',
  );
  const all = Buffer.concat([head, body]);
  const left = bytes === Number.POSITIVE_INFINITY ? all : all.subarray(0, bytes);
  const leave = () => {
    if (ending === 'close') socket.end();
    if (ending === 'reset') socket.resetAndDestroy();
  };
  if (left.length === 0) leave();
  else socket.write(left, leave);
}
