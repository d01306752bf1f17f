import { z } from 'zod';
import { DAY, MINUTE } from '../../../core/domain/clock.ts';
import { remoteIdOf } from '../../../sandbox/account.ts';
import {
  type Call,
  identityIn,
  json,
  type Reply,
  type Route,
  type SandboxPlatform,
} from '../../../sandbox/platform.ts';
import { isNewer, timedId } from '../../../sandbox/timelines.ts';
import { forbidden, invalid, missing, REFUSALS, rateHeaders, tooMany, unavailable } from './answers.ts';
import { guessedLanguage, lengthOnX, normalized, piecesOnX, postEntity } from './posts.ts';

export interface XSandboxOptions {
  /** How long a published text keeps the same text from being posted again. */
  readonly duplicateWithinMs?: number;
}

/** The published numbers of 2026. */
const RATES = {
  'x-posts': { count: 100, withinMs: 15 * MINUTE },
  'x-deletes': { count: 50, withinMs: 15 * MINUTE },
  'x-reads': { count: 900, withinMs: 15 * MINUTE },
  'x-timeline': { count: 900, withinMs: 15 * MINUTE },
  'x-identity': { count: 75, withinMs: 15 * MINUTE },
  'x-app': { count: 10_000, withinMs: DAY, shared: true },
} as const;
const CHARACTERS_MAX = 280;
/** Ids of posts count milliseconds from 4 November 2010. */
const SNOWFLAKE_EPOCH = 1_288_834_974_657;

/** X's API v2 as far as posting needs it, under `/2/`. */
export function xSandbox({ duplicateWithinMs = DAY }: XSandboxOptions = {}): SandboxPlatform {
  return {
    channel: 'x',
    name: 'X',
    colours: { background: 'light-dark(#16181c, #e8ebef)', text: 'light-dark(#ffffff, #11151a)' },
    footnote: '',
    address: /^\/(?<handle>[^/]+)\/status\/(?<id>[^/]+)$/,
    charactersMax: CHARACTERS_MAX,
    length: ({ text }) => lengthOnX(text),
    pieces: piecesOnX,
    postId: (at, number) => timedId(at - SNOWFLAKE_EPOCH, 22n, number),
    prefix: '/2/',
    routes: [
      {
        method: 'POST',
        path: '/2/tweets',
        operation: 'publish',
        rates: ['x-posts', 'x-app'],
        act: (call) => publish(call, duplicateWithinMs),
      },
      ...READS_AND_DELETES,
    ],
    replyField: 'reply',
    rates: RATES,
    readToken: (authorization) =>
      /^(?:OAuth\s.*\boauth_token="([^"]+)"|Bearer\s+(\S+)$)/.exec(authorization)?.slice(1).find(Boolean) ??
      null,
    rateHeaders: (usages) => Object.assign({}, ...usages.map(rateHeaders)),
    answers: REFUSALS,
    unavailable,
    tooManyRequests: tooMany,
    limitedBy: { 'rate-limited': 'x-posts', 'app-limited': 'x-app' },
    takesKeys: false,
  };
}

const READS_AND_DELETES: readonly Route[] = [
  { method: 'DELETE', path: '/2/tweets/:id', operation: 'delete', rates: ['x-deletes'], act: remove },
  { method: 'GET', path: '/2/tweets/:id', operation: 'read', rates: ['x-reads'], act: read },
  { method: 'GET', path: '/2/users/me', operation: 'identity', rates: ['x-identity'], act: me },
  { method: 'GET', path: '/2/users/:id/tweets', operation: 'timeline', rates: ['x-timeline'], act: timeline },
];

const id = z.string().regex(/^[0-9]{1,19}$/);
const ignored = z.unknown().optional();

/** Every field that the documentation names. Any other field is answered 400, as X does. */
const publication = z.strictObject({
  text: z.string().default(''),
  reply: z
    .strictObject({
      in_reply_to_tweet_id: id,
      exclude_reply_user_ids: ignored,
      auto_populate_reply_metadata: ignored,
    })
    .optional(),
  media: ignored,
  edit_options: ignored,
  quote_tweet_id: ignored,
  reply_settings: ignored,
  card_uri: ignored,
  community_id: ignored,
  direct_message_deep_link: ignored,
  for_super_followers_only: ignored,
  geo: ignored,
  made_with_ai: ignored,
  nullcast: ignored,
  paid_partnership: ignored,
  poll: ignored,
  share_with_followers: ignored,
});

function publish({ account, when, body, timelines }: Call, duplicateWithinMs: number): Reply {
  const parsed = publication.safeParse(body);
  if (!parsed.success) return invalid(...parsed.error.issues.map(messageOf));
  const { text: sent, reply, media, edit_options, quote_tweet_id } = parsed.data;
  const text = normalized(sent);
  if (media) return invalid('Your media IDs are invalid.');
  if (text === '') return invalid('$.text: is missing but it is required');
  if (edit_options || quote_tweet_id || lengthOnX(text) > CHARACTERS_MAX) return REFUSALS['not-permitted'];
  const replyTo = reply?.in_reply_to_tweet_id ?? null;
  if (replyTo !== null) {
    const parent = timelines.find(replyTo, when);
    if (!parent) return forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.');
    if (parent.account.id !== account.id) return REFUSALS['reply-refused'];
  }
  const isDuplicate = timelines
    .published(account, when)
    .some((one) => one.createdAt > when - duplicateWithinMs && normalized(one.current.text) === text);
  if (isDuplicate) return REFUSALS.duplicate;

  const version = { text: sent, spoiler: '', language: guessedLanguage(sent), at: when };
  const post = timelines.add(account, { replyTo, idempotencyKey: null }, version);
  return json(201, { data: postEntity(post, new Set()) });
}

function messageOf(issue: z.core.$ZodIssue): string {
  const path = ['$', ...issue.path].join('.');
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
  return `${path}.${issue.keys[0]}: is not defined in the schema and the schema does not allow additional properties`;
}

function remove({ id, account, when, timelines }: Call): Reply {
  const shown = timelines.find(id, when);
  if (!shown) return json(404, { ...missing(id), status: 404 });
  if (shown.account.id !== account.id) return forbidden('You are not authorized to delete this Tweet.');
  timelines.delete(id, when);
  return json(200, { data: { deleted: true } });
}

/** A post that is not there is answered 200 with `errors` and without `data`: what fails is the look-up, not the call. */
function read({ id: wanted, asOf, query, timelines }: Call): Reply {
  if (!id.safeParse(wanted).success)
    return invalid(`The \`id\` query parameter value [${wanted}] is not valid`);
  const shown = timelines.find(wanted, asOf);
  return json(200, shown ? { data: postEntity(shown, fieldsIn(query)) } : { errors: [missing(wanted)] });
}

function me(call: Call): Reply {
  const account = identityIn(call);
  return json(200, { data: { id: remoteIdOf(account), name: account.name, username: account.handle } });
}

const time = z.iso.datetime({ offset: true }).transform(Date.parse).optional();
const window = z.object({
  since_id: id.optional(),
  until_id: id.optional(),
  start_time: time,
  end_time: time,
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  /** The id before which the next page begins. */
  pagination_token: id.optional(),
  exclude: z.string().default(''),
});

function timeline({ id: userId, query, asOf, accounts, timelines }: Call): Reply {
  const parsed = window.safeParse(query);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.'));
    return invalid(...names.map((name) => `The \`${name}\` query parameter value is not valid`));
  }
  const account = accounts.find((one) => remoteIdOf(one) === userId);
  if (!account) return json(200, { errors: [{ ...missing(userId), resource_type: 'user' }] });
  const { since_id, until_id, start_time, end_time, max_results, pagination_token, exclude } = parsed.data;
  const before = pagination_token ?? until_id;
  const all = timelines
    .published(account, asOf)
    .filter(
      (shown) =>
        (!since_id || isNewer(shown.id, since_id)) &&
        (!before || isNewer(before, shown.id)) &&
        (!start_time || shown.createdAt >= start_time) &&
        (!end_time || shown.createdAt < end_time) &&
        !(exclude.includes('replies') && shown.replyTo),
    );
  const page = all.slice(0, max_results);
  const [newest, oldest] = [page.at(0)?.id, page.at(-1)?.id];
  const next_token = all.length > page.length ? oldest : undefined;
  return json(200, {
    data: page.length > 0 ? page.map((shown) => postEntity(shown, fieldsIn(query))) : undefined,
    meta: { result_count: page.length, newest_id: newest, oldest_id: oldest, next_token },
  });
}

/** Since August 2026 the fields of a post may be asked for under either name. */
function fieldsIn(query: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(`${query['tweet.fields']},${query['post.fields']}`.split(','));
}
