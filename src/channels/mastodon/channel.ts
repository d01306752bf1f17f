import type { mastodon } from 'masto';
import type { z } from 'zod';
import { unreadable } from '../../core/delivery/outcome.ts';
import type { Answer, Channel, Limits, ReadResult, Seen } from '../../core/domain/channel.ts';
import type { ChannelAccess } from '../../core/domain/channel-module.ts';
import { iso639 } from '../../core/domain/language.ts';
import { reason } from '../../core/domain/reason.ts';
import { isAlike } from '../../core/wording/similarity.ts';
import { readTimeline } from '../timeline.ts';
import { accepted, behindMs, bounded, type Received } from '../wire.ts';
import { failureOf, lacksAddress, saysNotFound } from './answers.ts';
import { sameOnMastodon, textFromHtml } from './html.ts';
import {
  accountAnswer,
  appAnswer,
  instanceAnswer,
  isHidden,
  isOwn,
  limitsOf,
  pageAnswer,
  profileAnswer,
  seenOf,
  sourceAnswer,
  statusAnswer,
  statusMade,
} from './statuses.ts';
import { ask, mastodonLines } from './wire.ts';

const PAGE_POSTS = 40;

/**
 * Since version 7 of Mastodon's API (4.5). Servers that do not know it ignore it: so do older Mastodon, GoToSocial, snac2.
 */
const quoteApprovalPolicy = 'public';

/** One account on a server that speaks Mastodon's API: Mastodon itself, GoToSocial, Hollo, snac2. */
export function mastodonChannel(access: ChannelAccess, lines = mastodonLines()): Channel {
  const { clock } = access;
  const asked = (signal: AbortSignal, question: (client: mastodon.rest.Client) => PromiseLike<unknown>) =>
    ask(access, lines, signal, question);
  const noAnswer = (received: Received) => unreadable(failureOf(received, 'question', clock.now()));
  let own: Extract<Awaited<ReturnType<Channel['identity']>>, { kind: 'read' }> | null = null;
  const ownId = () => own?.value.remoteId ?? null;

  async function identity(signal: AbortSignal): ReturnType<Channel['identity']> {
    const received = await asked(signal, ({ v1 }) => v1.accounts.verifyCredentials());
    const read = accepted(received, accountAnswer);
    if (!read) return noAnswer(received);
    own = { kind: 'read', value: { handle: read.username, remoteId: read.id } } as const;
    return own;
  }

  /** Hollo names the token's scopes. GoToSocial refuses the question to a token with the least rights. */
  const rights: Channel['rights'] = async (signal) => {
    const received = await asked(signal, ({ v1 }) => v1.accounts.verifyCredentials());
    const profile = accepted(received, profileAnswer);
    if (!profile) return noAnswer(received);
    const app = accepted(await asked(signal, ({ v1 }) => v1.apps.verifyCredentials()), appAnswer);
    const may = (what: string) =>
      app?.scopes?.some((one) => one === what || one === `${what}:statuses`) ?? null;
    const isSeen = profile.moved == null && profile.limited !== true;
    const value = { publishes: may('write'), reads: may('read'), isBot: profile.bot ?? null, isSeen };
    return { kind: 'read', value };
  };

  /** Some servers (snac2) have only v1. */
  async function limits(signal: AbortSignal): Promise<ReadResult<Limits>> {
    const versions = [
      (client: mastodon.rest.Client) => client.v2.instance.fetch(),
      (client: mastodon.rest.Client) => client.v1.instance.fetch(),
    ];
    for (const version of versions) {
      const received = await asked(signal, version);
      const instance = accepted(received, instanceAnswer);
      if (!instance && !lacksAddress(received)) return noAnswer(received);
      const value = instance && limitsOf(instance);
      if (value) return { kind: 'read', value };
    }
    return { kind: 'absent' };
  }

  const publish: Channel['publish'] = async ({ text, language, replyTo, idempotencyKey }, signal) => {
    const status = {
      status: text,
      language: iso639(language),
      visibility: 'public',
      quoteApprovalPolicy,
    } as const;
    const reply = replyTo === null ? {} : { inReplyToId: replyTo };
    const requestInit = { headers: { 'Idempotency-Key': idempotencyKey } };
    const received = await asked(signal, ({ v1 }) =>
      v1.statuses.create({ ...status, ...reply }, { requestInit }),
    );
    const made = accepted(received, statusMade);
    if (!made) return failureOf(received, replyTo === null ? 'post' : 'reply', clock.now());
    const doubt = await doubtAbout(made, text, signal);
    if (doubt) return doubt;
    const { id: remoteId, url = null, createdAt: at = null } = made;
    return { kind: 'posted', remoteId, url, at, isHidden: isHidden(made) };
  };

  /** Doubts an answer that may be about another post: a proxy may mix answers up, or keep the post. Null: there is no doubt. */
  async function doubtAbout(made: Made, sent: string, signal: AbortSignal): Promise<Unknown | null> {
    const doubt = (why: string): Unknown => ({ kind: 'unknown', reason: why });
    if (isOwn(made, ownId()) === false) return doubt(reason('reason.other-account'));
    const who = reason('reason.the-server');
    if (typeof made.content !== 'string')
      return made.account ? null : doubt(reason('reason.told-nothing', { who }));
    const text = textFromHtml(made.content);
    if (sameOnMastodon(sent, text)) return null;
    // The server may show words as markup. If it keeps no source, their likeness is all that can be checked.
    const kept = await source(made.id, signal);
    if (kept.kind === 'absent' && isAlike(sent, text)) return null;
    if (kept.kind === 'read' && sameOnMastodon(sent, kept.value)) return null;
    const why = doubt(reason('reason.other-words', { who, post: made.url ?? made.id }));
    // No look-up could recognise it either, and would have it sent again.
    return kept.kind === 'absent' ? { ...why, decides: 'staff' } : why;
  }

  /** PUT replaces: what is left out is removed, so every field is sent. */
  const edit: Channel['edit'] = async (remoteId, { text, language }, signal) => {
    const whole = {
      status: text,
      language: iso639(language),
      spoilerText: '',
      sensitive: false,
      mediaIds: [],
      quoteApprovalPolicy,
    } as const;
    const received = await asked(signal, ({ v1 }) => v1.statuses.$select(inPath(remoteId)).update(whole));
    const made = accepted(received, statusMade);
    if (made?.id !== remoteId) {
      const failure = failureOf(received, 'edit', clock.now());
      const isGone = await saysGone(received, remoteId, signal);
      return isGone ? { kind: 'refused', cause: 'missing', reason: failure.reason } : failure;
    }
    const doubt = await doubtAbout(made, text, signal);
    if (doubt) return doubt;
    return { kind: 'posted', remoteId, url: made.url ?? null, at: null };
  };

  async function remove(remoteId: string, signal: AbortSignal): Promise<Answer> {
    const gone: Answer = { kind: 'posted', remoteId, url: null, at: null };
    const received = await asked(signal, ({ v1 }) => v1.statuses.$select(inPath(remoteId)).remove());
    const removed = accepted(received, statusMade);
    if (removed?.id === remoteId) return gone;
    if (await saysGone(received, remoteId, signal)) return gone;
    return failureOf(received, 'delete', clock.now());
  }

  /** A server that lacks the endpoint of a change answers 404 too, so reading the post has to confirm that it is gone. */
  async function saysGone(received: Received, remoteId: string, signal: AbortSignal): Promise<boolean> {
    if (received.kind !== 'answered' || ![404, 410].includes(received.status)) return false;
    return (await read(remoteId, signal)).kind === 'absent';
  }

  async function read(remoteId: string, signal: AbortSignal): Promise<ReadResult<Seen>> {
    const received = await asked(signal, ({ v1 }) => v1.statuses.$select(inPath(remoteId)).fetch());
    const found = accepted(received, statusAnswer);
    if (found?.id === remoteId) return { kind: 'read', value: seenOf(found, ownId()) };
    return saysNotFound(received) ? { kind: 'absent' } : noAnswer(received);
  }

  async function source(remoteId: string, signal: AbortSignal): Promise<ReadResult<string>> {
    const received = await asked(signal, ({ v1 }) => v1.statuses.$select(inPath(remoteId)).source.fetch());
    const found = accepted(received, sourceAnswer);
    if (found) return { kind: 'read', value: found.text };
    return lacksAddress(received) ? { kind: 'absent' } : noAnswer(received);
  }

  /**
   * Reads until a page is empty: how short a last page is differs between servers. A server that knows no pages and gives the
   * same again (snac2) has said all it will say. No `since_id` is sent: with it Sharkey begins with the oldest, and GoToSocial
   * does not know it. Mitra leaves out replies unless it is told not to.
   */
  const timeline: Channel['timeline'] = async (window, signal) => {
    const me = own ?? (await identity(signal));
    if (me.kind !== 'read') return me;
    const account = inPath(me.value.remoteId);
    const known = new Set<string>();
    let behind: number | null = null;
    return readTimeline(window, async (maxId) => {
      const query = {
        limit: PAGE_POSTS,
        excludeReblogs: true,
        excludeReplies: false,
        ...(maxId !== null && { maxId }),
      };
      const received = await asked(signal, ({ v1 }) => v1.accounts.$select(account).statuses.list(query));
      const statuses = accepted(received, pageAnswer);
      if (!statuses) return failureOf(received, 'question', clock.now());
      const fresh = statuses.filter(({ id }) => !known.has(id));
      for (const { id } of fresh) known.add(id);
      // The same for all pages, so that posts of the same second stay so.
      behind ??= behindMs(received, clock.now());
      const posts = fresh
        .filter(({ reblog }) => !reblog)
        .map((status) => seenOf({ ...status, createdAt: status.createdAt + (behind ?? 0) }, ownId()));
      if (posts.some((seen) => seen.isOwn === false))
        return { kind: 'unknown', reason: reason('reason.other-timeline') };
      // The same again, and exactly as long as was asked: there may be more that cannot be reached.
      return { posts, next: fresh.at(-1)?.id ?? null, complete: statuses.length !== PAGE_POSTS };
    });
  };

  return bounded(
    {
      identity,
      recall(owner) {
        own = { kind: 'read', value: owner };
      },
      rights,
      limits,
      publish,
      edit,
      delete: remove,
      read,
      source,
      timeline,
      same: (sent, seen) => sameOnMastodon(sent, seen.text),
    },
    access,
  );
}

type Made = z.infer<typeof statusMade>;
type Unknown = Extract<Answer, { kind: 'unknown' }>;

/** masto puts ids into the path as they are. */
function inPath(remoteId: string): string {
  return encodeURIComponent(remoteId);
}
