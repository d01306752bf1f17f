import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { presentable } from '../core/delivery/outcome.ts';
import type { Answer, Channel, ReadResult } from '../core/domain/channel.ts';
import type { ChannelAccess } from '../core/domain/channel-module.ts';
import type { Instant } from '../core/domain/clock.ts';
import { onOneLine } from '../core/domain/invisible-characters.ts';
import { reason } from '../core/domain/reason.ts';

/** The answer to one request, or none. */
export type Received =
  /** `body` is undefined where it is not JSON, or was cut. `isPage`: HTML, which is never the platform's own word. */
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly isPage: boolean;
      readonly body: unknown;
      header(name: string): string | null;
    }
  /** No answer. `left`: whether the request may have left this machine. */
  | { readonly kind: 'silent'; readonly left: boolean; readonly reason: string };

/** The purpose of a request, as far as it decides what an answer means. */
export type Purpose = 'post' | 'reply' | 'edit' | 'delete' | 'question';

/** A hundred posts take some 200 kB. A longer answer is not the platform's, and is not read to its end. */
export const ANSWER_MAX_BYTES = 4 * 1024 * 1024;

export const NOT_SENT: Received = { kind: 'silent', left: false, reason: reason('reason.stopped-before') };

/**
 * The time for which a connection is kept for the next request. A server may end an idle connection just when a request is in it,
 * and then nobody knows whether the request arrived: all servers keep theirs for several seconds at least.
 */
export const KEPT_MS = 1_000;

const SUSPENDED = reason('reason.suspended');

/**
 * Asked when a connection is open, a kept one too, right before the first byte is written: whether a request that is made
 * now may still leave then. A process that was suspended meanwhile would send under a claim that is over. Throws nothing;
 * returns why not.
 */
export function departureOf({ clock, sendTimeoutMs }: ChannelAccess): () => Error | null {
  const latest = clock.now() + sendTimeoutMs;
  return () => (clock.now() > latest ? Object.assign(new Error(SUSPENDED), { code: SUSPENDED }) : null);
}

/** No answer came: because `signal` aborted, or because of what the connection said. */
export function silence(left: boolean, said: string, signal: AbortSignal): Received {
  if (!signal.aborted) {
    const why =
      said === ''
        ? reason('reason.connection-broke-somehow')
        : reason('reason.connection-broke', { why: onOneLine(said) });
    return { kind: 'silent', left, reason: why };
  }
  const timedOut = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  return { kind: 'silent', left, reason: reason(timedOut ? 'reason.no-answer' : 'reason.stopped-during') };
}

/** The codes of connections that were never open: nothing left this machine. */
export const NEVER_OPEN = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_\w+)$/;

/** fetch wraps the error: the code is in its cause, or in the causes of several tries. */
export function codeOf(error: unknown): string {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return '';
}

/** The content of a successful answer, or null where it is not what was asked for. */
export function accepted<Schema extends z.ZodType>(
  received: Received,
  schema: Schema,
): z.infer<Schema> | null {
  if (received.kind !== 'answered' || received.status < 200 || received.status >= 300) return null;
  const read = schema.safeParse(received.body);
  return read.success ? read.data : null;
}

/**
 * The time by which the platform's clock is behind ours, by the `Date` of its answer (RFC 9110, section 6.6.1): 0 if it names
 * none, or is ahead.
 */
export function behindMs(received: Received, now: Instant): number {
  const date = received.kind === 'answered' ? Date.parse(received.header('date') ?? '') : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, now - date);
}

/** Why an answer is not the wanted one, for staff: what the platform said; where it said nothing, what it is. */
export function reasonOf(who: string, status: number, said: string | null, what: string): string {
  if (status >= 300 && status < 400) return reason('reason.redirects', { who, status });
  if (status === 401)
    return reason('reason.unauthorised', { who, words: said === null ? what : onOneLine(said) });
  if (said === null)
    return status < 300
      ? reason('reason.answered-otherwise-with', { who, what })
      : reason('reason.answered-with', { who, status, what });
  const words = onOneLine(said);
  return status < 300
    ? reason('reason.answered-otherwise', { who, words })
    : reason('reason.answered', { who, status, words });
}

/** Ends every call of a channel within the send timeout, and makes its reasons fit to be shown. */
export function bounded(
  channel: Omit<Channel, 'proof'>,
  { server, sendTimeoutMs, credential }: ChannelAccess,
): Channel {
  const secrets = Object.values(credential);
  /** Ends its timer with the answer: the timer of `AbortSignal.timeout` would keep the request in memory until it fires. */
  async function within<Value extends Answer | ReadResult<unknown>>(
    signal: AbortSignal,
    call: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    const ending = new AbortController();
    const end = () => ending.abort(signal.reason);
    const timer = setTimeout(() => ending.abort(new DOMException('', 'TimeoutError')), sendTimeoutMs);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    try {
      return presentable(await call(ending.signal), secrets);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }
  return {
    ...channel,
    proof: createHash('sha256')
      .update(JSON.stringify([server, credential]))
      .digest('base64url'),
    identity: (signal) => within(signal, (inTime) => channel.identity(inTime)),
    rights: (signal) => within(signal, (inTime) => channel.rights(inTime)),
    limits: (signal) => within(signal, (inTime) => channel.limits(inTime)),
    publish: (post, signal) => within(signal, (inTime) => channel.publish(post, inTime)),
    edit: (remoteId, post, signal) => within(signal, (inTime) => channel.edit(remoteId, post, inTime)),
    delete: (remoteId, signal) => within(signal, (inTime) => channel.delete(remoteId, inTime)),
    read: (remoteId, signal) => within(signal, (inTime) => channel.read(remoteId, inTime)),
    source: (remoteId, signal) => within(signal, (inTime) => channel.source(remoteId, inTime)),
    timeline: (window, signal) => within(signal, (inTime) => channel.timeline(window, inTime)),
  };
}
