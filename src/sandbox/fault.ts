import { z } from 'zod';
import { MINUTE, SECOND } from '../core/domain/clock.ts';

/** What a request asks for, the same on both platforms. `limits`: Mastodon's description of the server. */
export const OPERATIONS = ['publish', 'edit', 'delete', 'read', 'timeline', 'identity', 'limits'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Longer than any wait that somebody would look on at, shorter than what a timer can hold. */
const WAIT_MAX_MS = 24 * 60 * MINUTE;
const BODY_MAX = 16_384;

/** Which operation a fault concerns. `write`: publish, edit and delete. */
const on = z.enum([...OPERATIONS, 'write', 'any']).optional();
const ms = z.number().int().min(0).max(WAIT_MAX_MS);
const serverError = z.union([z.literal(500), z.literal(502), z.literal(503), z.literal(504)]);
/** Whether the platform did what was asked before it answered so. Default: it did not. */
const accepted = z.boolean().optional();

function named<const Kind extends string>(kind: Kind) {
  return z.strictObject({ kind: z.literal(kind), on });
}

/**
 * A way in which a platform fails. Without `on`, what disturbs reading (`stale-timeline`, `timeline-unavailable`)
 * concerns `timeline`, `wrong-identity` concerns `identity`, and everything else concerns `publish`.
 * `reply-refused` concerns only posts that answer another.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  // Answers that the platform gives instead.
  z.strictObject({ kind: z.literal('rate-limited'), on, resetAfterMs: ms.optional() }),
  z.strictObject({ kind: z.literal('app-limited'), on, resetAfterMs: ms.optional() }),
  z.strictObject({ kind: z.literal('unavailable'), on, status: serverError.optional(), accepted }),
  named('unauthorized'),
  named('no-credit'),
  named('duplicate'),
  named('suspended'),
  named('locked'),
  named('automated'),
  named('not-permitted'),
  named('reply-refused'),
  named('app-suspended'),
  named('client-forbidden'),
  named('missing-permission'),
  named('not-found'),
  named('invalid'),
  named('redirect'),
  z.strictObject({
    kind: z.literal('html'),
    on,
    status: z.union([z.literal(200), serverError]).optional(),
    accepted,
  }),
  z.strictObject({
    kind: z.literal('answer'),
    on,
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string().max(200), z.string().max(2_000)).optional(),
    body: z.string().max(BODY_MAX),
    accepted,
  }),
  // What happens to the line.
  named('refused-before'),
  named('accepted-then-cut'),
  named('accepted-then-hang'),
  named('cut-body'),
  named('hang'),
  z.strictObject({
    kind: z.literal('accepted-late'),
    on,
    afterMs: ms,
    /** What the sender is told meanwhile. Default: the line is cut. */
    meanwhile: z.enum(['cut', 'hang', 'unavailable', 'answer']).optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), on, ms }),
  // The platform answers, and what it says is not the whole truth.
  z.strictObject({ kind: z.literal('stale-timeline'), on, lagMs: ms }),
  z.strictObject({ kind: z.literal('timeline-unavailable'), on, status: serverError.optional() }),
  z.strictObject({ kind: z.literal('wrong-identity'), on, handle: z.string().min(1).max(64).optional() }),
  named('key-ignored'),
  named('replay-500'),
]);
export type Fault = z.infer<typeof faultSchema>;

export const FAULT_DEFAULTS = {
  status: 503,
  staleLagMs: 20 * SECOND,
  appResetAfterMs: 2 * MINUTE,
  foreignHandle: 'jemand_anders',
} as const;

/** Whether the fault concerns a request for this operation. */
export function alerts(fault: Fault, operation: Operation, answersAPost: boolean): boolean {
  if (fault.kind === 'reply-refused' && !answersAPost) return false;
  const scope = fault.on ?? defaultScope(fault.kind);
  if (scope === 'any') return true;
  if (scope === 'write') return operation === 'publish' || operation === 'edit' || operation === 'delete';
  return scope === operation;
}

function defaultScope(kind: Fault['kind']): Operation {
  if (kind === 'stale-timeline' || kind === 'timeline-unavailable') return 'timeline';
  return kind === 'wrong-identity' ? 'identity' : 'publish';
}
