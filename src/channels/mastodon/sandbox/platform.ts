import { z } from 'zod';
import { HOUR, type Instant, MINUTE } from '../../../core/domain/clock.ts';
import { remoteIdOf } from '../../../sandbox/account.ts';
import {
  type Call,
  identityIn,
  json,
  type PlatformState,
  type Reply,
  type Route,
  type SandboxPlatform,
} from '../../../sandbox/platform.ts';
import { isNewer, type Shown, timedId } from '../../../sandbox/timelines.ts';
import { invalid, REFUSALS, rateHeaders, tooMany, unavailable } from './answers.ts';
import { lengthOnMastodon, piecesOnMastodon } from './content.ts';
import { accountEntity, editEntity, instanceEntity, instanceV1Entity, statusEntity } from './entities.ts';

export interface MastodonSandboxOptions {
  /** Whether Idempotency-Keys count at all. Some servers (snac2, GoToSocial) ignore them. */
  readonly honoursKeys?: boolean;
}

/** The published numbers of 2026. */
const RATES = {
  'mastodon-calls': { count: 300, withinMs: 5 * MINUTE },
  'mastodon-posts': { count: 300, withinMs: 3 * HOUR },
  'mastodon-deletes': { count: 30, withinMs: 30 * MINUTE },
} as const;
const CHARACTERS_MAX = 500;
const KEY_KEPT_MS = HOUR;
const PAGE_MAX = 40;

/** A Mastodon 4.4 server as far as posting needs it, under `/api/`. Every account's server is the same one. */
export function mastodonSandbox({ honoursKeys = true }: MastodonSandboxOptions = {}): SandboxPlatform {
  return {
    channel: 'mastodon',
    name: 'Mastodon',
    colours: { background: 'light-dark(#563acc, #b5a4ff)', text: 'light-dark(#ffffff, #1b1240)' },
    footnote: 'Frühere Fassungen zeigt Mastodon, wenn man danach fragt.',
    address: /^\/@(?<handle>[^/]+)(?:\/(?<id>[^/]+))?$/,
    charactersMax: CHARACTERS_MAX,
    length: lengthOnMastodon,
    pieces: piecesOnMastodon,
    postId: (at, number) => timedId(at, 16n, number),
    prefix: '/api/',
    routes: [
      {
        method: 'POST',
        path: '/api/v1/statuses',
        operation: 'publish',
        rates: POSTS,
        act: (call) => publish(call, honoursKeys),
      },
      ...ROUTES,
    ],
    replyField: 'in_reply_to_id',
    rates: RATES,
    readToken: (authorization) => /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? null,
    rateHeaders,
    answers: REFUSALS,
    unavailable,
    tooManyRequests: tooMany,
    limitedBy: { 'rate-limited': 'mastodon-calls' },
    takesKeys: true,
  };
}

const CALLS = ['mastodon-calls'];
const POSTS = ['mastodon-posts', ...CALLS];
const DELETES = ['mastodon-deletes', ...CALLS];
const STATUS = '/api/v1/statuses/:id';
const ACCOUNTS = '/api/v1/accounts';

const ROUTES: readonly Route[] = [
  { method: 'PUT', path: STATUS, operation: 'edit', rates: POSTS, act: edit },
  { method: 'DELETE', path: STATUS, operation: 'delete', rates: DELETES, act: remove },
  { method: 'GET', path: STATUS, operation: 'read', rates: CALLS, act: read },
  { method: 'GET', path: `${STATUS}/source`, operation: 'read', rates: CALLS, act: source },
  { method: 'GET', path: `${STATUS}/history`, operation: 'read', rates: CALLS, act: history },
  {
    method: 'GET',
    path: `${ACCOUNTS}/verify_credentials`,
    operation: 'identity',
    rates: CALLS,
    act: credentials,
  },
  { method: 'GET', path: `${ACCOUNTS}/:id/statuses`, operation: 'timeline', rates: CALLS, act: timeline },
  description('/api/v1/instance', instanceV1Entity),
  description('/api/v2/instance', instanceEntity),
];

function description(path: string, entity: typeof instanceEntity | typeof instanceV1Entity): Route {
  const act = (state: PlatformState) => json(200, entity(state, CHARACTERS_MAX));
  return { method: 'GET', path, operation: 'limits', rates: CALLS, act, anonymous: act };
}

const wording = z.object({
  status: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  language: z.string().max(10).nullish(),
  media_ids: z.array(z.string()).nullish(),
});

const publication = wording.extend({
  in_reply_to_id: z.string().nullish(),
  visibility: z.literal('public').nullish(),
  scheduled_at: z.null('is not offered by this server').optional(),
});

/** The parsed body of a request, or the reason why the server refuses it. */
function worded<Body extends z.infer<typeof wording>>(
  schema: z.ZodType<Body>,
  { body }: Call,
): Reply | (Body & { readonly text: string; readonly spoiler: string }) {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    return invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(', '));
  const { status: text, spoiler_text: spoiler, media_ids } = parsed.data;
  const said = { ...parsed.data, text: text ?? '', spoiler: spoiler ?? '' };
  if (said.text.trim() === '') return REFUSALS.invalid;
  if (media_ids?.length) return REFUSALS['not-found'];
  if (lengthOnMastodon(said) > CHARACTERS_MAX)
    return invalid(`Text character limit of ${CHARACTERS_MAX} exceeded`);
  return said;
}

function publish(call: Call, honoursKeys: boolean): Reply {
  const { account, when, idempotencyKey, timelines } = call;
  if (idempotencyKey !== null && honoursKeys && call.fault?.kind !== 'key-ignored') {
    const earlier = timelines
      .all(account, when)
      .find((one) => one.idempotencyKey === idempotencyKey && one.createdAt > when - KEY_KEPT_MS);
    // A key used again gets the status that it made, whatever the body says now.
    if (earlier)
      return call.fault?.kind === 'replay-500' ? unavailable(500) : answerWith(earlier, when, call);
  }
  const said = worded(publication, call);
  if ('headers' in said) return said;
  const replyTo = said.in_reply_to_id || null;
  if (replyTo !== null && !timelines.find(replyTo, when)) return REFUSALS['reply-refused'];
  const { text, spoiler, language } = said;
  const version = { text, spoiler, language: language || 'de', at: when };
  return answerWith(timelines.add(account, { replyTo, idempotencyKey }, version), when, call);
}

/** PUT replaces: what it leaves out is gone. An unchanged one changes nothing. */
function edit(call: Call): Reply {
  const { id, when, timelines } = call;
  const shown = own(call, when);
  if (!shown) return REFUSALS['not-found'];
  const said = worded(wording, call);
  if ('headers' in said) return said;
  const { text, spoiler } = said;
  const language = said.language ?? shown.current.language;
  const { current } = shown;
  if (text !== current.text || spoiler !== current.spoiler || language !== current.language)
    timelines.edit(id, { text, spoiler, language, at: when });
  return answerWith(timelines.find(id, when), when, call);
}

/** Answers with the source of what was deleted, so that it can be written again. */
function remove(call: Call): Reply {
  const { id, when, timelines } = call;
  const shown = own(call, when);
  if (!shown) return REFUSALS['not-found'];
  timelines.delete(id, when);
  const { content: _, ...status } = statusEntity(shown, when, call);
  return json(200, { ...status, text: shown.current.text });
}

function read(call: Call): Reply {
  return answerWith(call.timelines.find(call.id, call.asOf), call.asOf, call);
}

function source(call: Call): Reply {
  const shown = own(call, call.asOf);
  if (!shown) return REFUSALS['not-found'];
  const { text, spoiler } = shown.current;
  return json(200, { id: shown.id, text, spoiler_text: spoiler });
}

function history(call: Call): Reply {
  const shown = call.timelines.find(call.id, call.asOf);
  if (!shown) return REFUSALS['not-found'];
  return json(
    200,
    shown.versions.map((version) => editEntity(version, shown.account, call)),
  );
}

function credentials(call: Call): Reply {
  const source = { note: '', fields: [], privacy: 'public', sensitive: false, language: 'de' };
  return json(200, { ...accountEntity(identityIn(call), call), source });
}

const id = z.string().regex(/^[0-9]{1,20}$/);
/** A query sends words. */
const flag = z
  .enum(['true', '1', 'on', 'false', '0', ''])
  .transform((word) => ['true', '1', 'on'].includes(word));
const window = z.strictObject({
  max_id: id.optional(),
  since_id: id.optional(),
  min_id: id.optional(),
  limit: z.coerce.number().int().min(1).default(20),
  exclude_replies: flag.optional(),
  exclude_reblogs: flag.optional(),
});

/** At most 40 posts whatever is asked for, newest first; with `min_id` those that follow it directly. */
function timeline(call: Call): Reply {
  const { accounts, timelines, asOf } = call;
  const parsed = window.safeParse(call.query);
  if (!parsed.success) return invalid('Query is invalid');
  const { max_id, since_id, min_id, exclude_replies } = parsed.data;
  const account = accounts.find((one) => remoteIdOf(one) === call.id);
  if (!account) return REFUSALS['not-found'];
  const limit = Math.min(PAGE_MAX, parsed.data.limit);
  const after = min_id ?? since_id;
  const all = timelines
    .published(account, asOf)
    .filter(
      (shown) =>
        (!after || isNewer(shown.id, after)) &&
        (!max_id || isNewer(max_id, shown.id)) &&
        !(exclude_replies && shown.replyTo !== null),
    );
  const page = min_id ? all.slice(-limit) : all.slice(0, limit);
  const statuses = page.map((shown) => statusEntity(shown, asOf, call));
  return json(200, statuses, linkHeader(call, page, page.length === limit));
}

function linkHeader(
  { origin, id, query }: Call,
  page: readonly Shown[],
  more: boolean,
): Record<string, string> {
  const [newest, oldest] = [page.at(0), page.at(-1)];
  if (!newest || !oldest) return {};
  const { max_id: _max, min_id: _min, since_id: _since, ...rest } = query;
  const to = (rel: string, bound: Record<string, string>) =>
    `<${origin}${ACCOUNTS}/${id}/statuses?${new URLSearchParams({ ...rest, ...bound })}>; rel="${rel}"`;
  const next = more ? [to('next', { max_id: oldest.id })] : [];
  return { link: [...next, to('prev', { min_id: newest.id })].join(', ') };
}

/** The status that the call names, if it belongs to the account that calls. */
function own({ id, account, timelines }: Call, at: Instant): Shown | null {
  const shown = timelines.find(id, at);
  return shown?.account.id === account.id ? shown : null;
}

/** The status, or 404 where there is none or it is deleted. */
function answerWith(shown: Shown | null, at: Instant, call: Call): Reply {
  if (!shown || shown.deletedAt !== null) return REFUSALS['not-found'];
  return json(200, statusEntity(shown, at, call));
}
