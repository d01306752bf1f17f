import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Channel, Publication } from '../../src/core/domain/channel.ts';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import { toldBy } from './conformance.ts';

export const NOW = Date.UTC(2026, 10, 23, 12);
export const never = new AbortController().signal;
export const POST: Publication = {
  ...{ text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'key-1' },
};
/** The whole timeline. */
export const WINDOW = { since: null, from: NOW - 1_000 * HOUR, postsMax: 200 };

type Headers = Readonly<Record<string, string>>;
/** What a platform is made to answer, and what the core is to be told: its kind and cause. */
type Row = readonly [
  name: string,
  status: number,
  body: unknown,
  told: string,
  as?: 'post' | 'reply',
  headers?: Headers,
];
type Reading = readonly [name: string, status: number, body: unknown];

/** `answers.yaml` of a channel. */
interface Answers {
  readonly publish: readonly Row[];
  readonly edit?: readonly Row[];
  readonly delete?: readonly Row[];
  /** What a deletion that ends in 404 gets when it reads, and is no proof. */
  readonly unproven: readonly Reading[];
  readonly 'no timeline': readonly Reading[];
  /** By the code of an error on the way. */
  readonly broken: Readonly<Record<string, string>>;
}

export interface Wire {
  readonly channel: Channel;
  readonly api: string;
  /** The folder of its `answers.yaml`. */
  readonly folder: string;
  /** Where posts are made, and where one is. */
  readonly posts: string;
  readonly post: string;
  readonly id: string;
  readonly timeline: string;
  /** Of the account. */
  readonly me: () => void;
  /** A page with at least ten posts, a minute apart, after which there are more. */
  readonly page: nock.Body;
  /** What the server answers to a body that is written in short. */
  readonly body?: (written: unknown, status: number) => nock.Body;
  readonly headers?: (body: nock.Body) => Headers;
}

/** No request leaves this machine. */
export function withoutNetwork(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => nock.cleanAll());
  afterAll(() => nock.restore());
}

/** Whatever a platform answers, the core is told what is certain and no more. */
export function readsAnswers(platform: string, wire: Wire): void {
  const { channel, api, posts, post, id, timeline, me, page } = wire;
  const { body = (written: unknown) => written as nock.Body, headers = () => ({}) } = wire;
  const rows: Answers = parse(readFileSync(join(wire.folder, 'answers.yaml'), 'utf8'));
  const reply = (path: string, method: string, status: number, written: unknown, more: Headers = {}) => {
    const said = body(written, status);
    nock(api)
      .intercept(path, method)
      .query(true)
      .reply(status, said, { ...headers(said), ...more });
  };
  const acts = {
    publish: [posts, 'POST', (what: Publication) => channel.publish(what, never)],
    edit: [post, 'PUT', (what: Publication) => channel.edit(id, what, never)],
    delete: [post, 'DELETE', () => channel.delete(id, never)],
  } as const;

  for (const [act, [path, method, send]] of Object.entries(acts))
    describe.runIf(rows[act as keyof typeof acts] !== undefined)(`an answer of ${platform} to ${act}`, () => {
      test.each((rows[act as keyof typeof acts] ?? []).map((row) => [row[0], row] as const))(
        '%s',
        async (_, [, status, written, told, as, more]) => {
          reply(path, method, status, written, more);
          expect(toldBy(await send(as === 'reply' ? { ...POST, replyTo: id } : POST))).toBe(told);
        },
      );
    });

  test.each(Object.entries(rows.broken))(
    `%s on the way to ${platform} leaves the post as it should: %s`,
    async (code, told) => {
      nock(api)
        .post(posts)
        .replyWithError(Object.assign(new Error('broken'), { code }));
      expect(toldBy(await channel.publish(POST, never))).toBe(told);
    },
  );

  test.each(rows.unproven)(
    `a deletion on ${platform} that ends in 404 is unknown when %s`,
    async (_, status, written) => {
      reply(post, 'DELETE', 404, '<html>404</html>');
      reply(post, 'GET', status, written);
      expect(toldBy(await channel.delete(id, never))).toBe('unknown');
    },
  );

  test.each([
    ['ends at its first post that is too old, without asking for more', { from: NOW - 4 * MINUTE }, true, 5],
    ['is incomplete where there are more posts than asked for', { postsMax: 7 }, false, 7],
  ])(`a timeline on ${platform} %s`, async (_, window, complete, count) => {
    me();
    reply(timeline, 'GET', 200, page);
    const read = await channel.timeline({ ...WINDOW, ...window }, never);
    expect(read).toMatchObject({ kind: 'read', value: { complete } });
    expect(read.kind === 'read' && read.value.posts.length).toBe(count);
  });

  test(`a timeline on ${platform} is incomplete where a later page cannot be read`, async () => {
    me();
    reply(timeline, 'GET', 200, page);
    reply(timeline, 'GET', 503, '');
    expect(await channel.timeline(WINDOW, never)).toMatchObject({ kind: 'read', value: { complete: false } });
  });

  test.each(rows['no timeline'])(
    `a timeline on ${platform} cannot be read where the answer is %s`,
    async (_, status, written) => {
      me();
      reply(timeline, 'GET', status, written);
      expect(await channel.timeline(WINDOW, never)).toMatchObject({ kind: 'unreadable' });
    },
  );
}
