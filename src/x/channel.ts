import type { z } from 'zod';
import { presentable, unreadable } from '../answer.ts';
import type { Answer, Channel, Limits, Reading, Seen } from '../channel.ts';
import type { Clock } from '../clock.ts';
import { failureOf, saysNotFound } from './answers.ts';
import {
  createdAnswer,
  deletedAnswer,
  isX,
  pageAnswer,
  postAnswer,
  seenOf,
  timeOf,
  urlOf,
  userAnswer,
} from './posts.ts';
import { xRules } from './rules.ts';
import { sameOnX } from './text.ts';
import { ask, type Received, type XCredentials } from './wire.ts';

export interface XChannelOptions {
  /** `https://api.x.com`, or a test server. */
  readonly baseUrl: string;
  readonly credentials: XCredentials;
  readonly sendTimeoutMs: number;
  /** X does not tell them: they are configuration. */
  readonly limits: Limits;
  readonly clock: Pick<Clock, 'now'>;
}

/** Each post that is read costs money: most looks find what they want among the newest. */
const FIRST_PAGE_POSTS = 10;
/** What X gives at least and at most in one page, and how many posts of a timeline it keeps. */
const PAGE_POSTS_MIN = 5;
const PAGE_POSTS_MAX = 100;
const PAGES_MAX = 33;
const NOT_REPLYING = { replying: false };

/** One account on X, by OAuth 1.0a. X cannot edit: `edit` is a bug of the caller. */
export function xChannel(options: XChannelOptions): Channel {
  const { clock, credentials } = options;
  const service = { baseUrl: options.baseUrl, credentials };
  const genuine = isX(options.baseUrl);
  const secrets = Object.values(credentials);
  const inTime = (signal: AbortSignal) =>
    AbortSignal.any([signal, AbortSignal.timeout(options.sendTimeoutMs)]);
  let ownId: string | null = null;

  async function identity(signal: AbortSignal): ReturnType<Channel['identity']> {
    const received = await ask(service, { method: 'GET', path: 'users/me' }, signal);
    const read = accepted(received, userAnswer);
    if (!read) return unreadable(failureOf(received, NOT_REPLYING, clock.now()));
    ownId = read.data.id;
    return { kind: 'read', value: { handle: read.data.username, remoteId: read.data.id } };
  }

  async function publish(text: string, replyTo: string | null, signal: AbortSignal): Promise<Answer> {
    const reply = replyTo === null ? {} : { reply: { in_reply_to_tweet_id: replyTo } };
    const received = await ask(service, { method: 'POST', path: 'tweets', body: { text, ...reply } }, signal);
    const created = accepted(received, createdAnswer);
    if (!created) return failureOf(received, { replying: replyTo !== null }, clock.now());
    const remoteId = created.data.id;
    return { kind: 'posted', remoteId, url: urlOf(remoteId, genuine), at: timeOf(remoteId, genuine) };
  }

  async function remove(remoteId: string, signal: AbortSignal): Promise<Answer> {
    const gone: Answer = { kind: 'posted', remoteId, url: null, at: null };
    const received = await ask(service, { method: 'DELETE', path: pathOf(remoteId) }, signal);
    if (accepted(received, deletedAnswer)) return gone;
    if (received.kind === 'answered' && received.status === 404) {
      const confirmed = await read(remoteId, signal);
      if (confirmed.kind === 'absent') return gone;
    }
    return failureOf(received, NOT_REPLYING, clock.now());
  }

  async function read(remoteId: string, signal: AbortSignal): Promise<Reading<Seen>> {
    const received = await ask(service, { method: 'GET', path: pathOf(remoteId) }, signal);
    const found = accepted(received, postAnswer);
    if (found) return { kind: 'read', value: seenOf(found.data, genuine, clock.now()).seen };
    // X says that a post is gone with 200 and `errors`, or with 404.
    if (received.kind === 'answered' && [200, 404].includes(received.status) && saysNotFound(received.body))
      return { kind: 'absent' };
    return unreadable(failureOf(received, NOT_REPLYING, clock.now()));
  }

  const timeline: Channel['timeline'] = async (window, signal) => {
    if (ownId === null) {
      const me = await identity(signal);
      if (me.kind !== 'read') return me;
    }
    const posts: Seen[] = [];
    let next: string | null = null;
    for (let page = 0; page < PAGES_MAX; page++) {
      const wanted = page === 0 ? FIRST_PAGE_POSTS : PAGE_POSTS_MAX;
      const query = {
        max_results: String(Math.max(PAGE_POSTS_MIN, Math.min(wanted, window.postsMax))),
        exclude: 'retweets',
        ...(window.since === null ? {} : { since_id: window.since }),
        ...(next === null ? {} : { pagination_token: next }),
      };
      const received = await ask(service, { method: 'GET', path: `users/${ownId}/tweets`, query }, signal);
      const read = accepted(received, pageAnswer);
      if (!read) {
        if (page > 0) return { kind: 'read', value: { posts, complete: false } };
        return unreadable(failureOf(received, NOT_REPLYING, clock.now()));
      }
      for (const each of read.data) {
        const { seen, dated } = seenOf(each, genuine, clock.now());
        if (seen.remoteId === window.since || (dated && seen.at < window.from))
          return { kind: 'read', value: { posts, complete: true } };
        if (posts.length === window.postsMax) return { kind: 'read', value: { posts, complete: false } };
        posts.push(seen);
      }
      next = read.meta.next_token ?? null;
      if (next === null) return { kind: 'read', value: { posts, complete: true } };
    }
    return { kind: 'read', value: { posts, complete: false } };
  };

  return {
    rules: xRules,
    limits: async () => ({ kind: 'read', value: options.limits }),
    identity: async (signal) => presentable(await identity(inTime(signal)), secrets),
    publish: async ({ text, replyTo }, signal) =>
      presentable(await publish(text, replyTo, inTime(signal)), secrets),
    edit: async () => {
      throw new Error('a post on X was to be edited, which its rules rule out');
    },
    delete: async (remoteId, signal) => presentable(await remove(remoteId, inTime(signal)), secrets),
    read: async (remoteId, signal) => presentable(await read(remoteId, inTime(signal)), secrets),
    timeline: async (window, signal) => presentable(await timeline(window, inTime(signal)), secrets),
    same: (sent, seen) => sameOnX(sent, seen.text),
  };
}

function pathOf(remoteId: string): string {
  return `tweets/${encodeURIComponent(remoteId)}`;
}

/** The content of a successful answer, or null where it is not what was asked for. */
function accepted<Schema extends z.ZodType>(received: Received, schema: Schema): z.infer<Schema> | null {
  if (received.kind !== 'answered' || received.status !== 200) return null;
  const read = schema.safeParse(received.body);
  return read.success ? read.data : null;
}
