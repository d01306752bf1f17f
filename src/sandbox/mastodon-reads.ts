import { z } from 'zod';
import type { Instant } from '../core/domain/clock.ts';
import { remoteIdOf } from './account.ts';
import { type Call, json, type Reply } from './call.ts';
import type { SandboxLimits } from './limits.ts';
import { MASTODON_ANSWERS } from './mastodon-answers.ts';
import { accountEntity, editEntity, type Server, statusEntity } from './mastodon-status.ts';
import { isNewer, type Shown, type Timelines } from './timelines.ts';

/** What every address of the Mastodon server works on. */
export interface Context {
  readonly server: Server;
  readonly timelines: Timelines;
  readonly limits: SandboxLimits;
}

export function read(call: Call, context: Context): Reply {
  return statusReply(standing(call.id, call.asOf, context), call.asOf, context);
}

export function source(call: Call, context: Context): Reply {
  const shown = own(call, call.asOf, context);
  if (!shown) return MASTODON_ANSWERS.notFound();
  return json(200, { id: shown.post.id, text: shown.text, spoiler_text: shown.spoiler });
}

export function history(call: Call, context: Context): Reply {
  const shown = standing(call.id, call.asOf, context);
  if (!shown) return MASTODON_ANSWERS.notFound();
  const versions = [...shown.earlier, shown];
  return json(
    200,
    versions.map((version) => editEntity(version, shown.post.account, context.server)),
  );
}

export function credentials(call: Call, context: Context): Reply {
  const { account, bend } = call;
  const posts = context.timelines.of(account.id, call.asOf).filter((shown) => shown.deletedAt === null);
  const named =
    bend.handle === null
      ? account
      : { ...account, id: `${account.id} ${bend.handle}`, handle: bend.handle, name: bend.handle };
  return json(200, {
    ...accountEntity(named, posts.length, context.server),
    source: {
      note: '',
      fields: [],
      privacy: 'public',
      sensitive: false,
      language: 'de',
      follow_requests_count: 0,
    },
    role: { id: '-99', name: '', permissions: '0', color: '', highlighted: false },
  });
}

/** JSON sends values, a form and a query send words. */
export const flag = z.union([
  z.boolean(),
  z.enum(['true', '1', 'on']).transform(() => true),
  z.enum(['false', '0', '']).transform(() => false),
]);

const id = z.string().regex(/^[0-9]{1,20}$/);
const page = z.object({
  max_id: id.optional(),
  since_id: id.optional(),
  min_id: id.optional(),
  limit: z.coerce.number().int().min(1).default(20),
  exclude_replies: flag.optional(),
  only_media: flag.optional(),
  pinned: flag.optional(),
});

/** At most 40 posts whatever is asked for, newest first; with `min_id` those that follow it directly. */
export function timeline(call: Call, context: Context): Reply {
  const { server, timelines } = context;
  const parsed = page.safeParse(call.query);
  if (!parsed.success) return MASTODON_ANSWERS.invalid('Query is invalid');
  const { max_id, since_id, min_id, exclude_replies, only_media, pinned } = parsed.data;
  const limit = Math.min(40, parsed.data.limit);
  const account = server.accounts.find((one) => one.channel === 'mastodon' && remoteIdOf(one) === call.id);
  if (!account) return MASTODON_ANSWERS.notFound();
  const after = min_id ?? since_id;
  const all = timelines
    .of(account.id, call.asOf)
    .filter(
      (shown) =>
        shown.deletedAt === null &&
        !only_media &&
        !pinned &&
        (!after || isNewer(shown.post.id, after)) &&
        (!max_id || isNewer(max_id, shown.post.id)) &&
        !(exclude_replies && shown.post.replyTo !== null),
    );
  const posts = min_id ? all.slice(-limit) : all.slice(0, limit);
  return json(
    200,
    posts.map((shown) => entityOf(shown, call.asOf, context)),
    linkHeader(call, posts, posts.length === limit, server),
  );
}

function linkHeader(
  call: Call,
  posts: readonly Shown[],
  more: boolean,
  server: Server,
): Readonly<Record<string, string>> {
  const [newest, oldest] = [posts.at(0), posts.at(-1)];
  if (!newest || !oldest) return {};
  const { max_id: _max, min_id: _min, since_id: _since, ...rest } = call.query;
  const to = (rel: string, bound: Record<string, string>) =>
    `<${server.origin}/api/v1/accounts/${call.id}/statuses?${new URLSearchParams({ ...rest, ...bound })}>; rel="${rel}"`;
  const links = [
    ...(more ? [to('next', { max_id: oldest.post.id })] : []),
    to('prev', { min_id: newest.post.id }),
  ];
  return { link: links.join(', ') };
}

/** A status that stood then; null where there was none, or none any more. */
export function standing(statusId: string, at: Instant, { timelines }: Context): Shown | null {
  const shown = timelines.find(statusId, at);
  return shown && shown.deletedAt === null && shown.post.account.channel === 'mastodon' ? shown : null;
}

export function own(call: Call, at: Instant, context: Context): Shown | null {
  const shown = standing(call.id, at, context);
  return shown?.post.account.id === call.account.id ? shown : null;
}

export function entityOf(shown: Shown, asOf: Instant, context: Context): Readonly<Record<string, unknown>> {
  const { timelines, server } = context;
  const replies = timelines
    .of(shown.post.account.id, asOf)
    .filter((other) => other.post.replyTo === shown.post.id && other.deletedAt === null).length;
  const parent = shown.post.replyTo && timelines.find(shown.post.replyTo, asOf);
  return statusEntity(shown, replies, parent ? remoteIdOf(parent.post.account) : null, server);
}

export function statusReply(shown: Shown | null, asOf: Instant, context: Context): Reply {
  if (!shown || shown.deletedAt !== null) return MASTODON_ANSWERS.notFound();
  return json(200, entityOf(shown, asOf, context));
}
