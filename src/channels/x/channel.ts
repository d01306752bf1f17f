import { presentable, unreadable } from '../../core/delivery/outcome.ts';
import type { Answer, Channel, ReadResult, Seen } from '../../core/domain/channel.ts';
import { type ChannelAccess, secretNamed } from '../../core/domain/channel-module.ts';
import { accepted, failureOf, saysNotFound } from './answers.ts';
import { createdAnswer, deletedAnswer, isX, postAnswer, seenOf, timeOf, urlOf, userAnswer } from './posts.ts';
import { xRules } from './rules.ts';
import { sameOnX } from './text.ts';
import { readTimeline } from './timeline.ts';
import { ask } from './wire.ts';

const NOT_REPLYING = { replying: false };

/** One account on X, by OAuth 1.0a. X cannot edit: `edit` is a bug of the caller. */
export function xChannel({ server, credential, sendTimeoutMs, limits, clock }: ChannelAccess): Channel {
  const service = {
    baseUrl: server,
    credentials: {
      appKey: secretNamed(credential, 'X_APP_KEY'),
      appSecret: secretNamed(credential, 'X_APP_SECRET'),
      accessToken: secretNamed(credential, 'ACCESS_TOKEN'),
      accessSecret: secretNamed(credential, 'ACCESS_SECRET'),
    },
  };
  const genuine = isX(server);
  const secrets = Object.values(credential);
  const inTime = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(sendTimeoutMs)]);
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

  async function read(remoteId: string, signal: AbortSignal): Promise<ReadResult<Seen>> {
    const received = await ask(service, { method: 'GET', path: pathOf(remoteId) }, signal);
    const found = accepted(received, postAnswer);
    if (found) return { kind: 'read', value: seenOf(found.data, genuine, clock.now()).seen };
    // X says that a post is gone with 200 and `errors`, or with 404.
    if (received.kind === 'answered' && [200, 404].includes(received.status) && saysNotFound(received.body))
      return { kind: 'absent' };
    return unreadable(failureOf(received, NOT_REPLYING, clock.now()));
  }

  const timeline: Channel['timeline'] = async (window, signal) => {
    const me = ownId ?? (await identity(signal));
    if (typeof me !== 'string' && me.kind !== 'read') return me;
    const path = `users/${typeof me === 'string' ? me : me.value.remoteId}/tweets`;
    const page = (query: Readonly<Record<string, string>>) =>
      ask(service, { method: 'GET', path, query }, signal);
    return readTimeline(page, window, genuine, clock);
  };

  return {
    rules: xRules,
    // X does not tell its limits: those of the configuration hold.
    limits: async () => ({ kind: 'read', value: limits }),
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
