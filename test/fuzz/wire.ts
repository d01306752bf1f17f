import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { mastodonChannel } from '../../src/channels/mastodon/channel.ts';
import { mastodon } from '../../src/channels/mastodon/module.ts';
import { xChannel } from '../../src/channels/x/channel.ts';
import { x } from '../../src/channels/x/module.ts';
import type { Answer, Channel, ChannelId, Publication, ReadResult } from '../../src/core/domain/channel.ts';
import { DAY } from '../../src/core/domain/clock.ts';
import { accessTo } from '../fixtures/channel-access.ts';
import { type WireAnswer, type WireServer, wireAnswer } from './answers.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const TIMEOUT_MS = 400;
/** A call that has not ended by then never will: each ends by itself after its timeout. */
const GIVES_UP_MS = 120_000;
const SECRETS = ['access-token-00000000001', 'access-secret-00000000002', 'app-secret-000000000003'] as const;
const POST: Publication = { text: 'Rathaus zu.', language: 'de', replyTo: null, idempotencyKey: 'key-1' };
const never = new AbortController().signal;

export const ACTS = [
  'publish',
  'answer',
  'edit',
  'delete',
  'read',
  'timeline',
  'identity',
  'limits',
] as const;
export type Act = (typeof ACTS)[number];

/** One request over the real client, and what comes back for it. */
export interface Exchange {
  readonly channel: ChannelId;
  readonly act: Act;
  readonly answer: WireAnswer;
}

export const exchange: fc.Arbitrary<Exchange> = fc.constantFrom<ChannelId>('x', 'mastodon').chain((channel) =>
  fc.record({
    channel: fc.constant(channel),
    act: fc.constantFrom(
      ...ACTS.filter((act) => channel === 'mastodon' || act !== 'edit'),
      'publish' as const,
    ),
    answer: wireAnswer(channel),
  }),
);

export function channelTo(server: WireServer, id: ChannelId): Channel {
  const [ACCESS_TOKEN, ACCESS_SECRET, X_APP_SECRET] = SECRETS;
  const options = {
    credential: { X_APP_KEY: 'app-key-0000000000004', X_APP_SECRET, ACCESS_TOKEN, ACCESS_SECRET },
    sendTimeoutMs: TIMEOUT_MS,
    clock: { now: () => NOW },
  };
  return id === 'mastodon'
    ? mastodonChannel(accessTo(mastodon, server.url, ACCESS_TOKEN, options))
    : xChannel(accessTo(x, server.url, ACCESS_TOKEN, options));
}

/** What the channel makes of it that it must not; null where all is well. What is thrown is a violation too. */
export async function violationOf(
  server: WireServer,
  channel: Channel,
  { channel: id, act, answer }: Exchange,
): Promise<string | null> {
  server.answer(answer);
  const told = await Promise.race([ask(channel, act), sleep(GIVES_UP_MS, null, { ref: false })]);
  if (told === null) return 'it does not end';
  if ('reason' in told) {
    const wrong = wrongReason(told.reason);
    if (wrong !== null) return wrong;
  }
  if ('until' in told && told.until !== null && !(told.until > NOW && told.until <= NOW + DAY))
    return `it waits until ${told.until}`;
  const code = Number(answer.status);
  const isGood = code >= 200 && code < 300;
  switch (told.kind) {
    case 'posted':
      if (!isGood && !(act === 'delete' && (code === 404 || code === 410)))
        return `posted, though the status is ${answer.status}`;
      if (!/^[\w:.-]*\w[\w:.-]*$/.test(told.remoteId))
        return `posted without a usable id: ${JSON.stringify(told.remoteId)}`;
      if ((act === 'publish' || act === 'answer') && !answer.said.includes(JSON.stringify(told.remoteId)))
        return `posted with an id that nobody said: ${told.remoteId}`;
      return null;
    case 'refused':
    case 'deferred':
      return answer.done && isSend(act) && server.heard() > 0
        ? `${told.kind} (${told.cause}), though it was taken`
        : null;
    case 'unknown':
      return null;
    case 'absent':
      // A server need not say how long its texts may be.
      return isGood && id === 'mastodon' && act !== 'limits'
        ? `absent, though the status is ${answer.status}`
        : null;
    case 'read':
      return isGood || act === 'limits'
        ? wrongValue(act, told.value)
        : `read, though the status is ${answer.status}`;
    case 'unreadable':
      return null;
    default:
      return told satisfies never;
  }
}

function isSend(act: Act): boolean {
  return act === 'publish' || act === 'answer' || act === 'edit' || act === 'delete';
}

function ask(channel: Channel, act: Act): Promise<Answer | ReadResult<unknown>> {
  switch (act) {
    case 'publish':
      return channel.publish(POST, never);
    case 'answer':
      return channel.publish({ ...POST, replyTo: '1' }, never);
    case 'edit':
      return channel.edit('1', POST, never);
    case 'delete':
      return channel.delete('1', never);
    case 'read':
      return channel.read('1', never);
    case 'timeline':
      return channel.timeline({ since: '1', from: 0, postsMax: 100 }, never);
    case 'identity':
      return channel.identity(never);
    case 'limits':
      return channel.limits(never);
    default:
      return act satisfies never;
  }
}

function wrongReason(reason: string): string | null {
  if (reason.trim() === '') return 'it gives no reason';
  if ([...reason].length > 300) return 'its reason is too long';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be in it
  if (/[\u0000-\u001f\u007f-\u009f]/.test(reason)) return `its reason is no line: ${JSON.stringify(reason)}`;
  return SECRETS.some((secret) => reason.includes(secret)) ? 'its reason shows a secret' : null;
}

function wrongValue(act: Act, value: unknown): string | null {
  const posts = act === 'timeline' ? (value as { posts: unknown[] }).posts : act === 'read' ? [value] : [];
  for (const post of posts as { remoteId: unknown; text: unknown; at: unknown }[]) {
    if (typeof post.remoteId !== 'string' || post.remoteId === '') return 'it shows a post without an id';
    if (typeof post.text !== 'string') return 'it shows a post without a text';
    if (typeof post.at !== 'number' || !Number.isFinite(post.at)) return 'it shows a post without a time';
  }
  return null;
}
