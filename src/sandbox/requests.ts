import type { ChannelId } from '../core/domain/channel.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Fault, Operation } from './fault.ts';

/** One request that arrived, and what became of it. Headers, and so credentials, are not kept. */
export interface SandboxRequest {
  readonly at: Instant;
  /** Null: the token is nobody's. */
  readonly account: string | null;
  readonly channel: ChannelId;
  readonly operation: Operation | null;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The body byte by byte, as UTF-8. */
  readonly body: string;
  readonly idempotencyKey: string | null;
  /** Of the answer; null where none was given, or not yet. */
  readonly status: number | null;
  /** The fault that it met, or null. */
  readonly fault: Fault['kind'] | null;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
export type OpenRequest = Writable<SandboxRequest>;

export interface RequestLog {
  /** Keeps the newest `requestsMax`, and of their bodies no more than fits. */
  add(request: OpenRequest): void;
  all(): readonly SandboxRequest[];
}

const BODIES_MAX_BYTES = 64 * 1024 * 1024;

export function requestLog(requestsMax: number): RequestLog {
  let kept: OpenRequest[] = [];
  let bytes = 0;

  return {
    add(request) {
      kept.push(request);
      bytes += request.body.length;
      if (kept.length <= requestsMax && bytes <= BODIES_MAX_BYTES) return;
      // A tenth at once, so that a full log does not move its whole content with every request.
      const dropped = kept.slice(0, Math.max(1, Math.ceil(kept.length / 10)));
      kept = kept.slice(dropped.length);
      for (const one of dropped) bytes -= one.body.length;
    },
    all: () => kept.map((request) => ({ ...request })),
  };
}
