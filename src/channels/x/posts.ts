import { z } from 'zod';
import type { Owner, Seen } from '../../core/domain/channel.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { textFromX } from './read-back.ts';

/** Ids are text: as numbers they lose their last digits. An id that could lead to another address, or fake a line, is refused. */
const id = z.string().regex(/^\w{1,64}$/);

export const userAnswer = z.object({ data: z.object({ id, username: id }) });
/** The profile, where it is asked for `protected`: only followers see what a protected account posts. */
export const profileAnswer = z.object({
  data: z.object({ protected: z.boolean().nullish().catch(null) }),
});
export const createdAnswer = z.object({
  data: z.object({ id, text: z.string().optional().catch(undefined) }),
});
export const deletedAnswer = z.object({ data: z.object({ deleted: z.literal(true) }) });

const post = z.object({
  id,
  text: z.string(),
  created_at: z.string().optional(),
  author_id: z.string().optional().catch(undefined),
  entities: z
    .object({
      urls: z.array(z.object({ url: z.string(), expanded_url: z.string().optional() })).optional(),
    })
    .optional()
    .catch(undefined),
});
type XPost = z.infer<typeof post>;

export const postAnswer = z.object({ data: post });
/**
 * X leaves `data` out where there are no posts. A real answer always has `meta`. With errors, or fewer posts than it counts, a
 * page says nothing of what it lacks.
 */
export const pageAnswer = z
  .object({
    data: z.array(post).default([]),
    errors: z.tuple([]).optional(),
    meta: z.object({ next_token: z.string().min(1).optional(), result_count: z.number().default(0) }),
  })
  .refine(({ data, meta }) => meta.result_count <= data.length);

/** Whether this is X itself. Only there an id tells a time, and a post has a page under x.com. */
function isX(baseUrl: string): boolean {
  return ['api.x.com', 'api.twitter.com'].includes(new URL(baseUrl).hostname);
}

/** The public address of a post. `i` leads to every account. An imitation of X shows its pages beside its API. */
export function pageOf(remoteId: string, handle: string | null, server: string): string {
  return `${isX(server) ? 'https://x.com' : server}/${handle ?? 'i'}/status/${remoteId}`;
}

const SNOWFLAKE_EPOCH = 1_288_834_974_657n;

/** X's ids carry the millisecond in which they were made, in all but their last 22 bits. Null where they do not. */
export function timeOf(remoteId: string, server: string): Instant | null {
  if (!isX(server) || !/^\d{10,20}$/.test(remoteId)) return null;
  return Number((BigInt(remoteId) >> 22n) + SNOWFLAKE_EPOCH);
}

/**
 * A post as read, with X's default fields only; others are used where they come unasked. `undated` is its time where
 * nothing tells it; `own` the account whose credential this is, or null where it was not asked for yet.
 */
export function seenOf(read: XPost, server: string, undated: Instant, own: Owner | null): Seen {
  const created = read.created_at === undefined ? Number.NaN : Date.parse(read.created_at);
  return {
    remoteId: read.id,
    text: textFromX(read.text, read.entities?.urls ?? []),
    url: pageOf(read.id, own?.handle ?? null, server),
    at: Number.isNaN(created) ? (timeOf(read.id, server) ?? undated) : created,
    isOwn: read.author_id === undefined || own === null ? null : read.author_id === own.remoteId,
  };
}
