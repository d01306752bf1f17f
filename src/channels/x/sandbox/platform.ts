import { z } from 'zod';
import { DAY, MINUTE } from '../../../core/domain/clock.ts';
import { remoteIdOf } from '../../../sandbox/account.ts';
import { type Call, identityIn, json, type Reply, type SandboxPlatform } from '../../../sandbox/platform.ts';
import { timedId } from '../../../sandbox/timelines.ts';
import { forbidden, invalid, missing, REFUSALS, rateHeaders, tooMany, unavailable } from './answers.ts';
import { connecting, pinFor } from './connect.ts';
import { guessedLanguage, lengthOnX, normalized, piecesOnX, postEntity } from './posts.ts';

const CHARACTERS_MAX = 280;
/** Ids of posts count milliseconds from 4 November 2010. */
const SNOWFLAKE_EPOCH = 1_288_834_974_657;

/** X's API v2 as far as posting needs it, with the published limits of 2026. */
export const xSandbox: SandboxPlatform = {
  channel: 'x',
  name: 'X',
  colours: { background: 'light-dark(#16181c, #e8ebef)', text: 'light-dark(#ffffff, #11151a)' },
  footnote: null,
  address: /^\/(?<handle>[^/]+)\/status\/(?<id>[^/]+)$/,
  charactersMax: CHARACTERS_MAX,
  length: lengthOnX,
  pieces: piecesOnX,
  postId: (at, number) => timedId(at - SNOWFLAKE_EPOCH, 22n, number),
  repeatGuardMs: DAY,
  speaksHtml: false,
  prefix: '/2/',
  routes: [
    { method: 'POST', path: '/2/tweets', operation: 'publish', rates: ['x-posts', 'x-app'], act: publish },
    { method: 'DELETE', path: '/2/tweets/:id', operation: 'delete', rates: ['x-deletes'], act: remove },
    { method: 'GET', path: '/2/tweets/:id', operation: 'read', rates: ['x-reads'], act: read },
    { method: 'GET', path: '/2/users/me', operation: 'identity', rates: ['x-identity'], act: me },
    {
      method: 'GET',
      path: '/2/users/:id/tweets',
      operation: 'timeline',
      rates: ['x-timeline'],
      act: timeline,
    },
    ...connecting,
  ],
  consentCode: pinFor,
  replyField: 'reply',
  rates: {
    'x-posts': { count: 100, withinMs: 15 * MINUTE },
    'x-deletes': { count: 50, withinMs: 15 * MINUTE },
    'x-reads': { count: 900, withinMs: 15 * MINUTE },
    'x-timeline': { count: 900, withinMs: 15 * MINUTE },
    'x-identity': { count: 75, withinMs: 15 * MINUTE },
    'x-app': { count: 10_000, withinMs: DAY, shared: true },
  },
  readToken(authorization) {
    const [, ofOAuth, bearer] =
      /^(?:OAuth\s.*\boauth_token="([^"]+)"|Bearer\s+(\S+)$)/.exec(authorization) ?? [];
    return ofOAuth ?? bearer ?? null;
  },
  rateHeaders: (usages) => Object.assign({}, ...usages.map(rateHeaders)),
  answers: REFUSALS,
  unavailable,
  tooManyRequests: tooMany,
  limitedBy: { 'rate-limited': 'x-posts', 'app-limited': 'x-app' },
};

const id = z.string().regex(/^[0-9]{1,19}$/);
/** Any other field is answered 400, as X answers fields that it does not know. */
const publication = z.strictObject({
  text: z.string().default(''),
  reply: z.strictObject({ in_reply_to_tweet_id: id }).optional(),
});

function publish({ account, when, body, timelines, platform }: Call): Reply {
  const parsed = publication.safeParse(body);
  if (!parsed.success) return invalid(...parsed.error.issues.map(messageOf));
  const { text: sent, reply } = parsed.data;
  const text = normalized(sent);
  if (text === '') return invalid('$.text: is missing but it is required');
  if (lengthOnX(text) > CHARACTERS_MAX) return REFUSALS['not-permitted'];
  const replyTo = reply?.in_reply_to_tweet_id ?? null;
  const parent = replyTo === null ? null : timelines.find(replyTo, when);
  if (replyTo !== null && !parent)
    return forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.');
  if (parent && parent.account !== account.id) return REFUSALS['reply-refused'];
  const isDuplicate = timelines
    .published(account, when)
    .some((one) => one.at > when - platform.repeatGuardMs && normalized(one.text) === text);
  if (isDuplicate) return REFUSALS.duplicate;

  const version = { text: sent, language: guessedLanguage(sent), at: when };
  const post = timelines.add(account, { replyTo, idempotencyKey: null }, version);
  return json(201, { data: postEntity(post) });
}

function messageOf(issue: z.core.$ZodIssue): string {
  const path = ['$', ...issue.path].join('.');
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
  return `${path}.${issue.keys[0]}: is not defined in the schema and the schema does not allow additional properties`;
}

function remove({ id, account, when, timelines }: Call): Reply {
  const post = timelines.find(id, when);
  if (!post) return json(404, { ...missing(id), status: 404 });
  if (post.account !== account.id) return forbidden('You are not authorized to delete this Tweet.');
  timelines.delete(id, when);
  return json(200, { data: { deleted: true } });
}

/** A post that is not there is answered 200 with `errors` and without `data`: what fails is the look-up, not the call. */
function read({ id: wanted, asOf, query, timelines }: Call): Reply {
  if (!id.safeParse(wanted).success)
    return invalid(`The \`id\` query parameter value [${wanted}] is not valid`);
  const post = timelines.find(wanted, asOf);
  return json(200, post ? { data: postEntity(post, query) } : { errors: [missing(wanted)] });
}

function me(call: Call): Reply {
  const { id, name, handle } = identityIn(call);
  return json(200, { data: { id: remoteIdOf(id), name, username: handle } });
}

const window = z.strictObject({
  since_id: id.optional(),
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  /** The id of the post before which the page begins. */
  pagination_token: id.optional(),
  exclude: z.literal('retweets').optional(),
  'tweet.fields': z.string().optional(),
  'post.fields': z.string().optional(),
});

function timeline({ id: userId, query, asOf, accounts, timelines }: Call): Reply {
  const parsed = window.safeParse(query);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.'));
    return invalid(...names.map((name) => `The \`${name}\` query parameter value is not valid`));
  }
  const account = accounts.find((one) => remoteIdOf(one.id) === userId);
  if (!account) return json(200, { errors: [{ ...missing(userId), resource_type: 'user' }] });
  const { since_id, max_results, pagination_token } = parsed.data;
  const all = timelines.published(account, asOf, { newerThan: since_id, olderThan: pagination_token });
  const page = all.slice(0, max_results);
  const [newest_id, oldest_id] = [page.at(0)?.id, page.at(-1)?.id];
  const next_token = all.length > page.length ? oldest_id : undefined;
  return json(200, {
    data: page.length > 0 ? page.map((post) => postEntity(post, query)) : undefined,
    meta: { result_count: page.length, newest_id, oldest_id, next_token },
  });
}
