import type { ChannelId } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Fault, Operation } from './fault.ts';

/** A request that arrived, and what became of it. Headers, and so credentials, are not kept. */
export interface SandboxRequest {
  readonly at: Instant;
  /** Null: the token belongs to no account. */
  readonly account: string | null;
  readonly channel: ChannelId;
  readonly operation: Operation | null;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The body byte by byte, as UTF-8. */
  readonly body: string;
  readonly idempotencyKey: string | null;
  /** The status of the answer; null where none was given, or not yet. */
  readonly status: number | null;
  /** The fault that the request met, or null. */
  readonly fault: Fault['kind'] | null;
}

/** A request whose answer is not known yet. */
export type OpenRequest = { -readonly [Key in keyof SandboxRequest]: SandboxRequest[Key] };
