import { z } from 'zod';
import { type Call, json, type Platform, type Reply, type Route } from './call.ts';
import type { Family, SandboxLimits, Standing } from './limits.ts';
import { MASTODON_ANSWERS, mastodonAnswerTo } from './mastodon-answers.ts';
import { instanceV1, instanceV2 } from './mastodon-instance.ts';
import {
  type Context,
  credentials,
  entityOf,
  flag,
  history,
  own,
  read,
  source,
  standing,
  statusReply,
  timeline,
} from './mastodon-reads.ts';
import { lengthOnMastodon, type Server } from './mastodon-status.ts';
import type { Timelines } from './timelines.ts';

/** A Mastodon 4.4 server as far as posting needs it, under `/api/`. Every account's server is the same one. */
export function mastodonPlatform(server: Server, timelines: Timelines, limits: SandboxLimits): Platform {
  const context: Context = { server, timelines, limits };
  const reads: readonly Family[] = ['mastodon-calls'];
  const writes: readonly Family[] = ['mastodon-posts', 'mastodon-calls'];
  const deletes: readonly Family[] = ['mastodon-deletes', 'mastodon-calls'];
  const one = '/api/v1/statuses/:id';

  const routes: readonly Route[] = [
    {
      method: 'POST',
      path: '/api/v1/statuses',
      operation: 'publish',
      families: writes,
      act: (call) => publish(call, context),
    },
    { method: 'PUT', path: one, operation: 'edit', families: writes, act: (call) => edit(call, context) },
    {
      method: 'DELETE',
      path: one,
      operation: 'delete',
      families: deletes,
      act: (call) => remove(call, context),
    },
    { method: 'GET', path: one, operation: 'read', families: reads, act: (call) => read(call, context) },
    {
      method: 'GET',
      path: `${one}/source`,
      operation: 'read',
      families: reads,
      act: (call) => source(call, context),
    },
    {
      method: 'GET',
      path: `${one}/history`,
      operation: 'read',
      families: reads,
      act: (call) => history(call, context),
    },
    {
      method: 'GET',
      path: '/api/v1/accounts/verify_credentials',
      operation: 'identity',
      families: reads,
      act: (call) => credentials(call, context),
    },
    {
      method: 'GET',
      path: '/api/v1/accounts/:id/statuses',
      operation: 'timeline',
      families: reads,
      act: (call) => timeline(call, context),
    },
    described('/api/v1/instance', () => json(200, instanceV1(server.origin, limits))),
    described('/api/v2/instance', () => json(200, instanceV2(server.origin, limits))),
  ];

  function described(path: string, anonymous: () => Reply): Route {
    return { method: 'GET', path, operation: 'limits', families: reads, act: anonymous, anonymous };
  }

  return {
    channel: 'mastodon',
    prefix: '/api/',
    routes,
    token: (authorization) => /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? null,
    unauthorized: MASTODON_ANSWERS.unauthorized,
    noSuchAddress: MASTODON_ANSWERS.notFound,
    tooManyRequests: (standing) => MASTODON_ANSWERS.tooMany(standing.limit, standing.resetAt),
    rateHeaders,
    answerTo: mastodonAnswerTo,
    unreadable: (status) => json(status, { error: 'The request could not be read' }),
  };
}

const wording = z.object({
  status: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  sensitive: flag.nullish(),
  language: z.string().max(10).nullish(),
  media_ids: z.array(z.string()).nullish(),
});

const publication = wording.extend({
  in_reply_to_id: z.string().nullish(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).nullish(),
  scheduled_at: z.unknown().optional(),
});

/** What a status says, or why it may not. */
function worded(
  body: z.infer<typeof wording>,
  limits: SandboxLimits,
): Reply | { readonly text: string; readonly spoiler: string; readonly sensitive: boolean } {
  const text = body.status ?? '';
  const spoiler = body.spoiler_text ?? '';
  if (text.trim() === '') return MASTODON_ANSWERS.invalid("Text can't be blank");
  if (body.media_ids?.length) return MASTODON_ANSWERS.notFound();
  const max = limits.characters.mastodon;
  if (lengthOnMastodon(spoiler, text.trim(), limits.perUrl) > max) {
    return MASTODON_ANSWERS.invalid(`Text character limit of ${max} exceeded`);
  }
  return { text, spoiler, sensitive: body.sensitive ?? spoiler !== '' };
}

function publish(call: Call, context: Context): Reply {
  const { account, when, idempotencyKey } = call;
  const { timelines, limits } = context;
  const earlier = replayed(call, context);
  if (earlier) return earlier;

  const parsed = publication.safeParse(call.body);
  if (!parsed.success)
    return MASTODON_ANSWERS.invalid(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join(', '),
    );
  const { in_reply_to_id: replyTo, scheduled_at, language, visibility } = parsed.data;
  if (scheduled_at) return MASTODON_ANSWERS.invalid('Scheduled at is not offered by this server');
  const parent = replyTo ? standing(replyTo, call.when, context) : null;
  if (replyTo && !parent) return MASTODON_ANSWERS.parentGone();
  const said = worded(parsed.data, limits);
  if ('status' in said) return said;

  const post = timelines.add(
    account,
    { replyTo: replyTo || null, idempotencyKey, visibility: visibility ?? 'public' },
    { ...said, language: language || 'de', at: when },
  );
  return statusReply(timelines.find(post.id, when), when, context);
}

/**
 * The answer to an Idempotency-Key that was used already: the status that it made, whatever the body says now.
 * Null where the key is new.
 */
function replayed(call: Call, context: Context): Reply | null {
  const { limits, timelines } = context;
  if (call.idempotencyKey === null || call.bend.ignoresKeys || !limits.keysHonoured) return null;
  const earlier = timelines
    .of(call.account.id, call.when)
    .find(
      (shown) =>
        shown.post.idempotencyKey === call.idempotencyKey && shown.createdAt > call.when - limits.keyKeptMs,
    );
  if (!earlier) return null;
  if (call.bend.replayFails) return MASTODON_ANSWERS.internal();
  return statusReply(earlier, call.when, context);
}

/** PUT replaces: what it leaves out is gone. An unchanged one changes nothing. */
function edit(call: Call, context: Context): Reply {
  const shown = own(call, call.when, context);
  if (!shown) return MASTODON_ANSWERS.notFound();
  const parsed = wording.safeParse(call.body);
  if (!parsed.success) return MASTODON_ANSWERS.invalid('Body is invalid');
  const said = worded(parsed.data, context.limits);
  if ('status' in said) return said;
  const language = parsed.data.language ?? shown.language;
  const changed =
    said.text !== shown.text ||
    said.spoiler !== shown.spoiler ||
    said.sensitive !== shown.sensitive ||
    language !== shown.language;
  if (changed) context.timelines.edit(call.id, { ...said, language, at: call.when });
  return statusReply(standing(call.id, call.when, context), call.when, context);
}

/** Answers with the source of what was deleted, so that it can be written anew. */
function remove(call: Call, context: Context): Reply {
  const shown = own(call, call.when, context);
  if (!shown) return MASTODON_ANSWERS.notFound();
  context.timelines.delete(call.id, call.when);
  const { content: _, ...status } = entityOf(shown, call.when, context);
  return json(200, { ...status, text: shown.text });
}

/** `X-RateLimit-Reset` is ISO 8601. The rate that is particular to the call is told, not that of all calls. */
function rateHeaders(standings: readonly Standing[]): Readonly<Record<string, string>> {
  const first = standings.at(0);
  if (!first) return {};
  return {
    'x-ratelimit-limit': String(first.limit),
    'x-ratelimit-remaining': String(first.remaining),
    'x-ratelimit-reset': new Date(first.resetAt).toISOString(),
  };
}
