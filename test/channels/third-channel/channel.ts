import { z } from 'zod';
import { readTimeline } from '../../../src/channels/timeline.ts';
import {
  accepted,
  bounded,
  NOT_SENT,
  type Purpose,
  type Received,
  reasonOf,
  silence,
} from '../../../src/channels/wire.ts';
import { type Failure, failureOfSilence, unreadable } from '../../../src/core/delivery/outcome.ts';
import type { Channel, Seen } from '../../../src/core/domain/channel.ts';
import { type ChannelAccess, secretNamed } from '../../../src/core/domain/channel-module.ts';

const note = z.object({
  number: z.string(),
  words: z.string(),
  at: z.number(),
  answers: z.string().nullable(),
});
const owner = z.object({ owner: z.string() });
const nothing = z.object({});

/** One account on a notice board. */
export function boardChannel(access: ChannelAccess): Channel {
  const passphrase = secretNamed(access.credential, 'PASSPHRASE');

  async function ask(signal: AbortSignal, method: string, path: string, sent?: object): Promise<Received> {
    if (signal.aborted) return NOT_SENT;
    try {
      const headers = { authorization: `Passphrase ${passphrase}`, 'content-type': 'application/json' };
      const body = sent === undefined ? null : JSON.stringify(sent);
      const response = await fetch(`${access.server}/board/${path}`, { method, headers, body, signal });
      const { status } = response;
      const header = (name: string) => response.headers.get(name);
      return { kind: 'answered', status, isPage: false, body: await response.json(), header };
    } catch (error) {
      return silence(true, error instanceof Error ? error.message : '', signal);
    }
  }

  const read: Channel['read'] = async (remoteId, signal) => {
    const received = await ask(signal, 'GET', `notes/${remoteId}`);
    const found = accepted(received, note);
    if (found) return { kind: 'read', value: seenOf(found) };
    if (received.kind === 'answered' && received.status === 404) return { kind: 'absent' };
    return unreadable(failureOf(received, 'question'));
  };

  return bounded(
    {
      rights: async () => ({
        kind: 'read',
        value: { publishes: null, reads: null, isBot: null, isSeen: null },
      }),
      limits: async () => ({ kind: 'absent' }),
      recall() {},
      async identity(signal) {
        const received = await ask(signal, 'GET', 'owner');
        const read = accepted(received, owner);
        if (!read) return unreadable(failureOf(received, 'question'));
        return { kind: 'read', value: { handle: read.owner, remoteId: read.owner } };
      },
      async publish({ text, replyTo, idempotencyKey }, signal) {
        const sent = { words: text, answers: replyTo, once: idempotencyKey };
        const received = await ask(signal, 'POST', 'notes', sent);
        const made = accepted(received, note);
        if (!made) return failureOf(received, replyTo === null ? 'post' : 'reply');
        return { kind: 'posted', remoteId: made.number, url: null, at: made.at };
      },
      edit: async () => {
        throw new Error('a note was to be edited, which its rules rule out');
      },
      async delete(remoteId, signal) {
        const received = await ask(signal, 'DELETE', `notes/${remoteId}`);
        const isGone = received.kind === 'answered' && received.status === 404;
        if (accepted(received, nothing) || (isGone && (await read(remoteId, signal)).kind === 'absent'))
          return { kind: 'posted', remoteId, url: null, at: null };
        return failureOf(received, 'delete');
      },
      read,
      source: async () => ({ kind: 'absent' }),
      timeline: (window, signal) =>
        readTimeline(window, async (before) => {
          const received = await ask(signal, 'GET', before === null ? 'notes' : `notes?before=${before}`);
          const page = accepted(received, z.array(note));
          if (!page) return failureOf(received, 'question');
          return { posts: page.map(seenOf), next: page.at(-1)?.number ?? null, complete: true };
        }),
      same: (sent, seen) => sent === seen.text,
    },
    access,
  );
}

function seenOf({ number, words, at }: z.infer<typeof note>): Seen {
  return { remoteId: number, text: words, url: null, at, isOwn: null };
}

function failureOf(received: Received, purpose: Purpose): Failure {
  if (received.kind === 'silent') return failureOfSilence(received.left, received.reason);
  const reason = reasonOf('the board', received.status, null, 'no words');
  switch (received.status) {
    case 401:
      return { kind: 'deferred', cause: 'account', until: null, reason };
    case 410:
      return purpose === 'reply' ? { kind: 'refused', cause: 'reply', reason } : { kind: 'unknown', reason };
    case 409:
      return { kind: 'refused', cause: 'duplicate', reason };
    case 413:
      return { kind: 'refused', cause: 'post', reason };
    case 429:
      return { kind: 'deferred', cause: 'rate', until: null, reason };
    default:
      return { kind: 'unknown', reason };
  }
}
