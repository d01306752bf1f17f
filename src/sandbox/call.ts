import type { ChannelId } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import type { Fault, Operation } from './fault.ts';
import type { Family, Standing } from './limits.ts';

/** A request that was understood, and whose account is known. */
export interface Call {
  readonly account: SandboxAccount;
  /** When what it asks for happens: now, or where the platform accepts late, later. */
  readonly when: Instant;
  /** Reads show what stood then: now, or where the platform lags, earlier. */
  readonly asOf: Instant;
  /** What the address names: an id, or nothing. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON or form; undefined where it was neither. */
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  readonly bend: Bend;
}

/** In what the platform is not quite honest with this call. */
export interface Bend {
  /** The handle that it names instead of the account's own. */
  readonly handle: string | null;
  readonly ignoresKeys: boolean;
  readonly replayFails: boolean;
}

export const HONEST: Bend = { handle: null, ignoresKeys: false, replayFails: false };

/** An answer, before it is put on the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function htmlReply(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** One address of a platform. `act` decides and remembers; it knows nothing of faults, limits and lines. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly operation: Operation;
  /** The rates in which it counts; the first is the one that the answer tells of. */
  readonly families: readonly Family[];
  act(call: Call): Reply;
  /** What somebody without a token is answered; absent where there must be one. */
  readonly anonymous?: () => Reply;
}

/** What is particular to a platform beyond its addresses. */
export interface Platform {
  readonly channel: ChannelId;
  /** What its addresses begin with. */
  readonly prefix: string;
  readonly routes: readonly Route[];
  /** The token in an Authorization header, or null. */
  token(authorization: string): string | null;
  unauthorized(): Reply;
  noSuchAddress(): Reply;
  tooManyRequests(standing: Standing): Reply;
  rateHeaders(standings: readonly Standing[]): Readonly<Record<string, string>>;
  /** What it answers instead of doing what was asked; null where the fault is none of its own, or concerns no answer. */
  answerTo(fault: Fault, now: Instant): Reply | null;
  /** The request cannot be read: too large, or of no known form. */
  unreadable(status: number): Reply;
}

/** Whether a request to publish answers another post, on either platform. */
export function answersAPost(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  return Boolean('reply' in body && body.reply) || Boolean('in_reply_to_id' in body && body.in_reply_to_id);
}

/** Whether such a thing happens on this platform at all. */
export function happensOn(platform: Platform, fault: Fault): boolean {
  switch (fault.kind) {
    case 'refused-before':
    case 'accepted-then-cut':
    case 'accepted-then-hang':
    case 'cut-body':
    case 'hang':
    case 'accepted-late':
    case 'delay':
    case 'stale-timeline':
    case 'wrong-identity':
      return true;
    case 'key-ignored':
    case 'replay-500':
      return platform.channel === 'mastodon';
    default:
      return platform.answerTo(fault, 0) !== null;
  }
}
