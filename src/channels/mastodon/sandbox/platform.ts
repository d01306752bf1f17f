import { z } from 'zod';
import { HOUR, type Instant, MINUTE } from '../../../core/domain/clock.ts';
import { remoteIdOf } from '../../../sandbox/account.ts';
import {
  type Call,
  identityIn,
  json,
  type PlatformState,
  type Reply,
  type SandboxPlatform,
} from '../../../sandbox/platform.ts';
import { type SandboxPost, timedId } from '../../../sandbox/timelines.ts';
import { invalid, REFUSALS, rateHeaders, tooMany, unavailable } from './answers.ts';
import { codeFor, connecting } from './connect.ts';
import { lengthOnMastodon, piecesOnMastodon } from './content.ts';
import {
  APPLICATION,
  credentialAccountEntity,
  editEntity,
  instanceEntity,
  statusEntity,
  v1InstanceEntity,
} from './entities.ts';

const CHARACTERS_MAX = 500;
const PAGE_MAX = 40;
const STATUS = '/api/v1/statuses/:id';
const ACCOUNTS = '/api/v1/accounts';
const CALLS = ['mastodon-calls'];
const POSTS = ['mastodon-posts', ...CALLS];
const DELETES = ['mastodon-deletes', ...CALLS];
/** A server describes itself to everybody. */
const described = (act: (state: PlatformState) => Reply) =>
  ({ method: 'GET', operation: 'limits', rates: CALLS, act, anonymous: act }) as const;

/** A Mastodon 4.5 server as far as posting needs it, with its published limits. Every account's server is the same one. */
export const mastodonSandbox: SandboxPlatform = {
  channel: 'mastodon',
  name: 'Mastodon',
  colours: { background: 'light-dark(#563acc, #b5a4ff)', text: 'light-dark(#ffffff, #1b1240)' },
  footnote: {
    de: 'Frühere Fassungen zeigt Mastodon, wenn man danach fragt.',
    en: 'Mastodon shows earlier wordings when asked for.',
  },
  address: /^\/@(?<handle>[^/]+)(?:\/(?<id>[^/]+))?$/,
  charactersMax: CHARACTERS_MAX,
  length: lengthOnMastodon,
  pieces: piecesOnMastodon,
  postId: (at, number) => timedId(at, 16n, number),
  repeatGuardMs: HOUR,
  speaksHtml: true,
  prefix: '/api/',
  routes: [
    { method: 'POST', path: '/api/v1/statuses', operation: 'publish', rates: POSTS, act: publish },
    { method: 'PUT', path: STATUS, operation: 'edit', rates: POSTS, act: own(edit) },
    { method: 'DELETE', path: STATUS, operation: 'delete', rates: DELETES, act: own(remove) },
    { method: 'GET', path: STATUS, operation: 'read', rates: CALLS, act: read },
    { method: 'GET', path: `${STATUS}/source`, operation: 'read', rates: CALLS, act: own(source) },
    { method: 'GET', path: `${STATUS}/history`, operation: 'read', rates: CALLS, act: history },
    { method: 'GET', path: `${ACCOUNTS}/verify_credentials`, operation: 'identity', rates: CALLS, act: me },
    { method: 'GET', path: `${ACCOUNTS}/:id/statuses`, operation: 'timeline', rates: CALLS, act: timeline },
    { method: 'GET', path: '/api/v1/apps/verify_credentials', operation: 'identity', rates: CALLS, act: app },
    { ...described((state) => json(200, v1InstanceEntity(state))), path: '/api/v1/instance' },
    { ...described((state) => json(200, instanceEntity(state))), path: '/api/v2/instance' },
    ...connecting,
  ],
  consentCode: codeFor,
  replyField: 'in_reply_to_id',
  rates: {
    'mastodon-calls': { count: 300, withinMs: 5 * MINUTE },
    'mastodon-posts': { count: 300, withinMs: 3 * HOUR },
    'mastodon-deletes': { count: 30, withinMs: 30 * MINUTE },
  },
  readToken: (authorization) => /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? null,
  rateHeaders,
  answers: REFUSALS,
  unavailable,
  tooManyRequests: tooMany,
  limitedBy: { 'rate-limited': 'mastodon-calls' },
};

const wording = z.object({
  status: z.string().nullish(),
  spoiler_text: z.literal('', 'is not offered by this server').nullish(),
  language: z.string().max(10).nullish(),
  media_ids: z.array(z.string()).max(0, 'are not offered by this server').nullish(),
  in_reply_to_id: z.string().nullish(),
  visibility: z.literal('public').nullish(),
  quote_approval_policy: z.enum(['public', 'followers', 'nobody']).nullish(),
  scheduled_at: z.null('is not offered by this server').optional(),
});

/** The contents of a request's body, or the reason why the server refuses it. */
function worded({ body, platform }: Call): Reply | Record<'text' | 'language' | 'replyTo', string> {
  const parsed = wording.safeParse(body);
  if (!parsed.success)
    return invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(', '));
  const { status, language, in_reply_to_id } = parsed.data;
  const text = status ?? '';
  if (text.trim() === '') return REFUSALS.invalid;
  if (platform.length(text) > platform.charactersMax)
    return invalid(`Text character limit of ${platform.charactersMax} exceeded`);
  return { text, language: language ?? '', replyTo: in_reply_to_id ?? '' };
}

function publish(call: Call): Reply {
  const { account, when, idempotencyKey, timelines, platform, fault } = call;
  const earlier = timelines
    .all(account, when)
    .find((one) => one.idempotencyKey === idempotencyKey && one.at > when - platform.repeatGuardMs);
  // A key used again gets the status that it made, whatever the body says now.
  if (idempotencyKey !== null && earlier && fault?.kind !== 'key-ignored')
    return fault?.kind === 'replay-500' ? unavailable(500) : statusReply(earlier.id, when, call);
  const said = worded(call);
  if ('headers' in said) return said;
  const { text, language } = said;
  const replyTo = said.replyTo || null;
  if (replyTo !== null && !timelines.find(replyTo, when)) return REFUSALS['reply-refused'];
  const version = { text, language: language || 'de', at: when };
  return statusReply(timelines.add(account, { replyTo, idempotencyKey }, version).id, when, call);
}

/** Acts on a status that belongs to the account that calls; to any other the answer is 404. */
function own(act: (call: Call, post: SandboxPost) => Reply): (call: Call) => Reply {
  return (call) => {
    const post = call.timelines.find(call.id, call.when);
    return post?.account === call.account.id ? act(call, post) : REFUSALS['not-found'];
  };
}

/** PUT replaces: what it leaves out is gone. An unchanged one changes nothing. */
function edit(call: Call, post: SandboxPost): Reply {
  const said = worded(call);
  if ('headers' in said) return said;
  const { text } = said;
  const language = said.language || post.language;
  if (text !== post.text || language !== post.language)
    call.timelines.edit(post.id, { text, language, at: call.when });
  return statusReply(post.id, call.when, call);
}

/** Answers with the source of what was deleted, so that it can be written again. */
function remove(call: Call, post: SandboxPost): Reply {
  call.timelines.delete(post.id, call.when);
  const { content: _, ...status } = statusEntity(post, call.account, call.when, call);
  return json(200, { ...status, text: post.text });
}

function read(call: Call): Reply {
  return statusReply(call.id, call.asOf, call);
}

function source(_: Call, { id, text }: SandboxPost): Reply {
  return json(200, { id, text, spoiler_text: '' });
}

function history(call: Call): Reply {
  const found = find(call.id, call.asOf, call);
  const versions = found?.post.versions.map((version) => editEntity(version, found.account, call));
  return versions ? json(200, versions) : REFUSALS['not-found'];
}

function me(call: Call): Reply {
  return json(200, credentialAccountEntity(identityIn(call), call));
}

function app(): Reply {
  return json(200, APPLICATION);
}

const id = z.string().regex(/^[0-9]{1,20}$/);
const window = z.strictObject({
  max_id: id.optional(),
  since_id: id.optional(),
  limit: z.coerce.number().int().min(1).default(20),
  exclude_reblogs: z.stringbool().optional(),
  exclude_replies: z.stringbool().optional(),
});

/** At most 40 posts whatever is asked for, newest first. */
function timeline(call: Call): Reply {
  const { accounts, timelines, asOf } = call;
  const parsed = window.safeParse(call.query);
  if (!parsed.success) return invalid('Query is invalid');
  const { max_id, since_id, limit, exclude_replies } = parsed.data;
  const account = accounts.find((one) => remoteIdOf(one.id) === call.id);
  if (!account) return REFUSALS['not-found'];
  const all = timelines
    .published(account, asOf, { newerThan: since_id, olderThan: max_id })
    .filter(({ replyTo }) => !exclude_replies || replyTo === null);
  const page = all.slice(0, Math.min(PAGE_MAX, limit));
  const statuses = page.map((post) => statusEntity(post, account, asOf, call));
  const last = page.at(-1);
  if (!last || page.length === all.length) return json(200, statuses);
  const next = new URLSearchParams({ ...call.query, max_id: last.id });
  const link = `<${call.origin}${ACCOUNTS}/${call.id}/statuses?${next}>; rel="next"`;
  return json(200, statuses, { link });
}

function find(id: string, at: Instant, { timelines, accounts }: Call) {
  const post = timelines.find(id, at);
  const account = accounts.find((one) => one.id === post?.account);
  return post && account ? { post, account } : null;
}

/** A status as it was at an instant, or 404 where there is none or it is deleted. */
function statusReply(id: string, at: Instant, call: Call): Reply {
  const found = find(id, at, call);
  return found ? json(200, statusEntity(found.post, found.account, at, call)) : REFUSALS['not-found'];
}
