import { unreadable } from '../../core/delivery/outcome.ts';
import type { Answer, Channel, Owner, ReadResult, Seen } from '../../core/domain/channel.ts';
import type { ChannelAccess } from '../../core/domain/channel-module.ts';
import { reason } from '../../core/domain/reason.ts';
import { readTimeline } from '../timeline.ts';
import { accepted, bounded, type Received } from '../wire.ts';
import { failureOf, saysNotFound } from './answers.ts';
import {
  createdAnswer,
  deletedAnswer,
  pageAnswer,
  pageOf,
  postAnswer,
  profileAnswer,
  seenOf,
  timeOf,
  userAnswer,
} from './posts.ts';
import { sameOnX, textFromX } from './read-back.ts';
import { accountTokens, ask, type XQuestion, xLines } from './wire.ts';

/** Each post that is read costs money: most looks find what they want among the newest. */
const FIRST_PAGE_POSTS = 10;
/** X gives at least and at most so many posts in one page. */
const PAGE_POSTS_MIN = 5;
const PAGE_POSTS_MAX = 100;

/** One account on X, by OAuth 1.0a. X cannot edit: `edit` is a bug of the caller. */
export function xChannel(access: ChannelAccess, lines = xLines()): Channel {
  const { server, credential, clock } = access;
  const tokens = accountTokens(credential);
  const asked = (signal: AbortSignal, question: XQuestion) => ask(access, lines, tokens, signal, question);
  const noAnswer = (received: Received) => unreadable(failureOf(received, 'question', clock.now()));
  let own: Owner | null = null;

  async function identity(signal: AbortSignal): ReturnType<Channel['identity']> {
    const received = await asked(signal, (v2, options) => v2.get('users/me', {}, options));
    const read = accepted(received, userAnswer);
    if (!read) return noAnswer(received);
    own = { handle: read.data.username, remoteId: read.data.id };
    return { kind: 'read', value: own };
  }

  /** The header is `read`, `read-write` or `read-write-directmessages`. X does not tell the "Automated" label. */
  const rights: Channel['rights'] = async (signal) => {
    const fields = { 'user.fields': 'protected' };
    const received = await asked(signal, (v2, options) => v2.get('users/me', fields, options));
    const profile = accepted(received, profileAnswer);
    if (!profile) return noAnswer(received);
    const level = received.kind === 'answered' ? received.header('x-access-level') : null;
    const { protected: isProtected } = profile.data;
    return {
      kind: 'read',
      value: {
        publishes: level === null ? null : level.startsWith('read-write'),
        ...{ reads: null, isBot: null, isSeen: isProtected == null ? null : !isProtected },
      },
    };
  };

  const publish: Channel['publish'] = async ({ text, replyTo }, signal) => {
    const reply = replyTo === null ? {} : { reply: { in_reply_to_tweet_id: replyTo } };
    const received = await asked(signal, (v2, options) => v2.post('tweets', { text, ...reply }, options));
    const created = accepted(received, createdAnswer);
    if (!created) return failureOf(received, replyTo === null ? 'post' : 'reply', clock.now());
    const { id: remoteId, text: said } = created.data;
    // A proxy may mix answers up, or keep the post. X names no author here.
    if (!said) return { kind: 'unknown', reason: reason('reason.told-nothing', { who: 'X' }) };
    const url = pageOf(remoteId, own?.handle ?? null, server);
    if (!sameOnX(text, textFromX(said, [])))
      return { kind: 'unknown', reason: reason('reason.other-words', { who: 'X', post: url }) };
    return { kind: 'posted', remoteId, url, at: timeOf(remoteId, server) };
  };

  async function remove(remoteId: string, signal: AbortSignal): Promise<Answer> {
    const gone: Answer = { kind: 'posted', remoteId, url: null, at: null };
    const received = await asked(signal, (v2, options) => v2.delete(pathOf(remoteId), {}, options));
    if (accepted(received, deletedAnswer)) return gone;
    if (received.kind === 'answered' && received.status === 404) {
      const confirmed = await read(remoteId, signal);
      if (confirmed.kind === 'absent') return gone;
    }
    return failureOf(received, 'delete', clock.now());
  }

  async function read(remoteId: string, signal: AbortSignal): Promise<ReadResult<Seen>> {
    const received = await asked(signal, (v2, options) => v2.get(pathOf(remoteId), {}, options));
    const found = accepted(received, postAnswer);
    if (found?.data.id === remoteId)
      return { kind: 'read', value: seenOf(found.data, server, clock.now(), own) };
    // X says that a post is gone with 200 and `errors`, or with 404.
    if (received.kind === 'answered' && [200, 404].includes(received.status) && saysNotFound(received.body))
      return { kind: 'absent' };
    return noAnswer(received);
  }

  const timeline: Channel['timeline'] = async (window, signal) => {
    const me = own ? ({ kind: 'read', value: own } as const) : await identity(signal);
    if (me.kind !== 'read') return me;
    const path = `users/${me.value.remoteId}/tweets`;
    return readTimeline(window, async (next) => {
      const wanted = Math.min(next === null ? FIRST_PAGE_POSTS : PAGE_POSTS_MAX, window.postsMax);
      const query = {
        max_results: String(Math.max(PAGE_POSTS_MIN, wanted)),
        exclude: 'retweets',
        ...(window.since !== null && { since_id: window.since }),
        ...(next !== null && { pagination_token: next }),
      };
      const received = await asked(signal, (v2, options) => v2.get(path, query, options));
      const page = accepted(received, pageAnswer);
      if (!page) return failureOf(received, 'question', clock.now());
      // A post without a time counts as new, so that a lost one cannot be overlooked.
      const undated = Math.max(clock.now(), window.from);
      const posts = page.data.map((post) => seenOf(post, server, undated, own));
      return { posts, next: page.meta.next_token ?? null, complete: true };
    });
  };

  return bounded(
    {
      limits: async () => ({ kind: 'absent' }),
      identity,
      recall(owner) {
        own = owner;
      },
      rights,
      publish,
      edit: async () => {
        throw new Error('a post on X was to be edited, which its rules rule out');
      },
      delete: remove,
      read,
      source: async () => ({ kind: 'absent' }),
      timeline,
      same: (sent, seen) => sameOnX(sent, seen.text),
    },
    access,
  );
}

function pathOf(remoteId: string): string {
  return `tweets/${encodeURIComponent(remoteId)}`;
}
