import { z } from 'zod';
import { remoteIdOf, type SandboxAccount } from './account.ts';
import { type Call, json, type Platform, type Reply, type Route } from './call.ts';
import type { SandboxLimits, Standing } from './limits.ts';
import { isNewer, type Shown, type Timelines } from './timelines.ts';
import { forbidden, problem, X_ANSWERS, xAnswerTo } from './x-answers.ts';
import { guessedLanguage, lengthOnX, normalized, postOnX, readBack } from './x-post.ts';

/** X's API v2 as far as posting needs it, under `/2/`. */
export function xPlatform(
  accounts: readonly SandboxAccount[],
  timelines: Timelines,
  limits: SandboxLimits,
): Platform {
  const byRemoteId = new Map(
    accounts.filter((one) => one.channel === 'x').map((one) => [remoteIdOf(one), one]),
  );

  const routes: readonly Route[] = [
    {
      method: 'POST',
      path: '/2/tweets',
      operation: 'publish',
      families: ['x-posts', 'x-app'],
      act: (call) => publish(call, timelines, limits),
    },
    {
      method: 'DELETE',
      path: '/2/tweets/:id',
      operation: 'delete',
      families: ['x-deletes'],
      act: (call) => remove(call, timelines),
    },
    {
      method: 'GET',
      path: '/2/tweets/:id',
      operation: 'read',
      families: ['x-reads'],
      act: (call) => read(call, timelines),
    },
    { method: 'GET', path: '/2/users/me', operation: 'identity', families: ['x-identity'], act: me },
    {
      method: 'GET',
      path: '/2/users/:id/tweets',
      operation: 'timeline',
      families: ['x-timeline'],
      act: (call) => timeline(call, timelines, byRemoteId),
    },
  ];

  return {
    channel: 'x',
    prefix: '/2/',
    routes,
    token: (authorization) =>
      /^OAuth\s.*\boauth_token="([^"]+)"/.exec(authorization)?.[1] ??
      /^Bearer\s+(\S+)$/.exec(authorization)?.[1] ??
      null,
    unauthorized: X_ANSWERS.unauthorized,
    noSuchAddress: X_ANSWERS.notFound,
    tooManyRequests: ({ family, limit, resetAt }) =>
      family === 'x-app' ? X_ANSWERS.appSpent(limit, resetAt) : X_ANSWERS.tooMany(limit, resetAt),
    rateHeaders,
    answerTo: xAnswerTo,
    unreadable: (status) => problem(status, 'Invalid Request', 'The request could not be read.'),
  };
}

const id = z.string().regex(/^[0-9]{1,19}$/);

/** Every field that the documentation names. A field that it does not name is answered 400, as X does. */
const publication = z.strictObject({
  text: z.string().optional(),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: id,
      exclude_reply_user_ids: z.array(id).optional(),
      auto_populate_reply_metadata: z.boolean().optional(),
    })
    .optional(),
  media: z
    .strictObject({ media_ids: z.array(id).min(1).max(4), tagged_user_ids: z.array(id).optional() })
    .optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
  edit_options: z.strictObject({ previous_post_id: id }).optional(),
  card_uri: z.string().optional(),
  community_id: id.optional(),
  direct_message_deep_link: z.string().optional(),
  for_super_followers_only: z.boolean().optional(),
  geo: z.strictObject({ place_id: z.string() }).optional(),
  made_with_ai: z.boolean().optional(),
  nullcast: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  poll: z.unknown().optional(),
  quote_tweet_id: id.optional(),
  share_with_followers: z.boolean().optional(),
});

function publish(call: Call, timelines: Timelines, limits: SandboxLimits): Reply {
  const { account, when } = call;
  const parsed = publication.safeParse(call.body);
  if (!parsed.success)
    return X_ANSWERS.invalid(parsed.error.issues.map((issue) => ({ message: messageOf(issue) })));
  const { text: sent = '', reply, media, edit_options, quote_tweet_id } = parsed.data;
  const text = normalized(sent);
  if (media) return X_ANSWERS.invalid([{ message: 'Your media IDs are invalid.' }]);
  if (text === '') return X_ANSWERS.invalid([{ message: '$.text: is missing but it is required' }]);
  if (edit_options || quote_tweet_id) return X_ANSWERS.notPermitted();
  if (lengthOnX(text) > limits.characters.x) return X_ANSWERS.notPermitted();
  if (reply) {
    const parent = timelines.find(reply.in_reply_to_tweet_id, when);
    if (!parent || parent.deletedAt !== null || parent.post.account.channel !== 'x')
      return X_ANSWERS.parentGone();
    if (parent.post.account.id !== account.id) return X_ANSWERS.replyRefused();
  }
  const recent = timelines
    .of(account.id, when)
    .filter((shown) => shown.deletedAt === null && shown.createdAt > when - limits.duplicateWithinMs);
  if (recent.some((shown) => normalized(shown.text) === text)) return X_ANSWERS.duplicate();

  const post = timelines.add(
    account,
    { replyTo: reply?.in_reply_to_tweet_id ?? null, idempotencyKey: null, visibility: 'public' },
    { text: sent, spoiler: '', sensitive: false, language: guessedLanguage(sent), at: when },
  );
  return json(201, { data: { edit_history_tweet_ids: [post.id], id: post.id, text: readBack(sent).text } });
}

function messageOf(issue: z.core.$ZodIssue): string {
  const path = ['$', ...issue.path].join('.');
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
  return `${path}.${issue.keys[0]}: is not defined in the schema and the schema does not allow additional properties`;
}

function remove(call: Call, timelines: Timelines): Reply {
  const shown = timelines.find(call.id, call.when);
  if (!shown || shown.deletedAt !== null || shown.post.account.channel !== 'x') {
    const { title, detail, type, ...missing } = X_ANSWERS.missing(call.id);
    return problem(404, title, detail, type, missing);
  }
  if (shown.post.account.id !== call.account.id)
    return forbidden('You are not authorized to delete this Tweet.');
  timelines.delete(call.id, call.when);
  return json(200, { data: { deleted: true } });
}

/** A post that is not there is answered 200 with `errors` and without `data`: what fails is the look-up, not the call. */
function read(call: Call, timelines: Timelines): Reply {
  if (!id.safeParse(call.id).success) {
    return X_ANSWERS.invalid([{ message: `The \`id\` query parameter value [${call.id}] is not valid` }]);
  }
  const shown = timelines.find(call.id, call.asOf);
  if (!shown || shown.deletedAt !== null || shown.post.account.channel !== 'x') {
    return json(200, { errors: [X_ANSWERS.missing(call.id)] });
  }
  return json(200, { data: postOnX(shown, fieldsIn(call.query), parentAuthor(shown, timelines)) });
}

function me(call: Call): Reply {
  const { account, bend } = call;
  if (bend.handle === null) {
    return json(200, { data: { id: remoteIdOf(account), name: account.name, username: account.handle } });
  }
  const foreign = remoteIdOf({ ...account, id: `${account.id} ${bend.handle}` });
  return json(200, { data: { id: foreign, name: bend.handle, username: bend.handle } });
}

const window = z.object({
  since_id: id.optional(),
  until_id: id.optional(),
  start_time: z.iso.datetime({ offset: true }).optional(),
  end_time: z.iso.datetime({ offset: true }).optional(),
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  pagination_token: z
    .string()
    .regex(/^p[0-9]{1,19}$/)
    .optional(),
  exclude: z.string().optional(),
});

function timeline(call: Call, timelines: Timelines, byRemoteId: ReadonlyMap<string, SandboxAccount>): Reply {
  const parsed = window.safeParse(call.query);
  if (!parsed.success) {
    return X_ANSWERS.invalid(
      parsed.error.issues.map((issue) => ({
        message: `The \`${issue.path.join('.')}\` query parameter value is not valid`,
      })),
    );
  }
  const { since_id, until_id, start_time, end_time, max_results, pagination_token, exclude } = parsed.data;
  const account = byRemoteId.get(call.id);
  if (!account) return json(200, { errors: [{ ...X_ANSWERS.missing(call.id), resource_type: 'user' }] });
  const before = pagination_token?.slice(1) ?? until_id;
  const all = timelines
    .of(account.id, call.asOf)
    .filter(
      (shown) =>
        shown.deletedAt === null &&
        (!since_id || isNewer(shown.post.id, since_id)) &&
        (!before || isNewer(before, shown.post.id)) &&
        (!start_time || shown.createdAt >= Date.parse(start_time)) &&
        (!end_time || shown.createdAt < Date.parse(end_time)) &&
        !(exclude?.split(',').includes('replies') && shown.post.replyTo !== null),
    );
  const page = all.slice(0, max_results);
  const newest = page.at(0);
  const oldest = page.at(-1);
  if (!newest || !oldest) return json(200, { meta: { result_count: 0 } });
  const fields = fieldsIn(call.query);
  return json(200, {
    data: page.map((shown) => postOnX(shown, fields, parentAuthor(shown, timelines))),
    meta: {
      result_count: page.length,
      newest_id: newest.post.id,
      oldest_id: oldest.post.id,
      ...(all.length > page.length && { next_token: `p${oldest.post.id}` }),
    },
  });
}

/** Since August 2026 the fields of a post may be asked for under either name. */
function fieldsIn(query: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set([query['tweet.fields'], query['post.fields']].flatMap((list) => list?.split(',') ?? []));
}

function parentAuthor(shown: Shown, timelines: Timelines): string | null {
  const parent = shown.post.replyTo && timelines.find(shown.post.replyTo, shown.createdAt);
  return parent ? remoteIdOf(parent.post.account) : null;
}

function rateHeaders(standings: readonly Standing[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const { family, limit, remaining, resetAt } of standings) {
    const name = family === 'x-app' ? 'x-app-limit-24hour' : 'x-rate-limit';
    headers[`${name}-limit`] = String(limit);
    headers[`${name}-remaining`] = String(remaining);
    headers[`${name}-reset`] = String(Math.ceil(resetAt / 1000));
  }
  return headers;
}
