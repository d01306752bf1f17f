import { z } from 'zod';
import { DAY } from '../core/domain/clock.ts';

/** The purpose of a request, the same on every platform. `limits`: a server's description of itself. */
const OPERATIONS = ['publish', 'edit', 'delete', 'read', 'timeline', 'identity', 'limits'] as const;
export type Operation = (typeof OPERATIONS)[number];

const ACCOUNT_FAULTS = ['unauthorized', 'suspended', 'locked'] as const;
const APP_FAULTS = ['no-credit', 'app-suspended', 'client-forbidden', 'missing-permission'] as const;
const POST_FAULTS = ['duplicate', 'automated', 'not-permitted', 'reply-refused', 'invalid'] as const;
const ADDRESS_FAULTS = ['not-found', 'redirect'] as const;
/** Refusals. Each platform has its own words for those that it knows. */
export const ANSWER_FAULTS = [...ACCOUNT_FAULTS, ...APP_FAULTS, ...POST_FAULTS, ...ADDRESS_FAULTS] as const;
export type AnswerFault = (typeof ANSWER_FAULTS)[number];
/** The fate of the connection, or of the answer on its way. */
const CUTS = ['refused-before', 'accepted-then-cut', 'cut-body', 'mixed-up'] as const;
const HANGS = ['hang', 'accepted-then-hang'] as const;
/** How a platform that takes Idempotency-Keys, and writes posts as HTML, may treat both. */
export const SERVER_FAULTS = ['key-ignored', 'replay-500', 'renders-markup'] as const;

/** Longer than any wait that a person would watch, shorter than what a timer can hold. */
const WAIT_MAX_MS = DAY;
const BODY_MAX = 16_384;

const on = z.enum([...OPERATIONS, 'write', 'any']).optional();
const ms = z.number().int().min(0).max(WAIT_MAX_MS);
const serverError = z.literal([500, 502, 503, 504]);
export type ServerError = z.infer<typeof serverError>;
const htmlStatus = z.literal([200, 500, 502, 503, 504]).optional();
const accepted = z.boolean().optional();
/** Statuses of HTTP whose answers have no body. */
export const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);
const headerName = z
  .string()
  .max(200)
  .regex(/^[\w!#$%&'*+.^`|~-]+$/);
/** Bytes: no line breaks, and no letters beyond Latin-1. */
const headerValue = z
  .string()
  .max(2_000)
  .regex(/^[\t -~\u0080-\u00ff]*$/);

/**
 * A way in which a platform fails. `on` names the operations that it concerns; `write`: publish, edit and delete.
 * `accepted`: the platform did what was asked before it answered so.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum([...ANSWER_FAULTS, ...CUTS, ...HANGS, ...SERVER_FAULTS]), on }),
  z.strictObject({ kind: z.enum(['rate-limited', 'app-limited']), on, resetAfterMs: ms.optional() }),
  z.strictObject({ kind: z.literal('unavailable'), on, status: serverError.optional(), accepted }),
  z.strictObject({ kind: z.literal('html'), on, status: htmlStatus, accepted }),
  z
    .strictObject({
      kind: z.literal('answer'),
      on,
      status: z.number().int().min(200).max(599),
      headers: z.record(headerName, headerValue).optional(),
      body: z.string().max(BODY_MAX),
      accepted,
    })
    .refine(({ status, body }) => body === '' || !BODILESS.has(status), 'This status has no body.'),
  z.strictObject({
    kind: z.literal('accepted-late'),
    on,
    afterMs: ms,
    /** The answer to the sender meanwhile. Default: the connection is cut. */
    meanwhile: z.enum(['cut', 'hang', 'unavailable', 'answer']).optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), on, ms }),
  z.strictObject({ kind: z.literal('stale-timeline'), on, lagMs: ms }),
  z.strictObject({ kind: z.literal('timeline-unavailable'), on, status: serverError.optional() }),
  z.strictObject({ kind: z.literal('wrong-identity'), on, handle: z.string().min(1).max(64).optional() }),
]);
export type Fault = z.infer<typeof faultSchema>;

/** Whether the fault concerns a request for this operation. `reply-refused` concerns only posts that answer another. */
export function concerns(fault: Fault, operation: Operation, isReply: boolean): boolean {
  if (fault.kind === 'reply-refused' && !isReply) return false;
  const scope = fault.on ?? DEFAULT_SCOPES[fault.kind] ?? 'publish';
  if (scope === 'write') return ['publish', 'edit', 'delete'].includes(operation);
  return scope === 'any' || scope === operation;
}

const DEFAULT_SCOPES: Readonly<Partial<Record<Fault['kind'], Operation>>> = {
  'stale-timeline': 'timeline',
  'timeline-unavailable': 'timeline',
  'wrong-identity': 'identity',
  'renders-markup': 'timeline',
};
