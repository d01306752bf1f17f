import { z } from 'zod';
import type { Limits, Seen } from '../../core/domain/channel.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { textFromHtml } from './html.ts';

/** Ids are text, and their form differs between servers. `.` and `..` would lead to another address. */
const id = z
  .string()
  .max(128)
  .regex(/^[\w:.-]*\w[\w:.-]*$/);
const time = z.string().transform((written, context) => {
  const at = Date.parse(written);
  if (!Number.isNaN(at)) return at;
  context.addIssue('no time');
  return z.NEVER;
});
/** Staff see it, and the ledger keeps it: nothing in it may fake a line, or move a terminal's cursor. */
const url = z
  .string()
  .regex(/^https?:\/\/[^\s\p{C}]{1,2000}$/u)
  .nullish()
  .catch(null);

/** As masto gives them: keys in camel case. */
/** Staff are told the name of an account that is not the configured one. It has no line breaks and nothing unseen. */
export const accountAnswer = z.object({ id, username: z.string().regex(/^[\w.-]{1,64}$/) });
export const profileAnswer = z.object({
  bot: z.boolean().nullish().catch(null),
  /** The account to which its people went; who follows a link to the old one is sent there. */
  moved: z.looseObject({}).nullish().catch(null),
  /** Moderators hide what it posts. */
  limited: z.boolean().nullish().catch(null),
});
/** The app that a token belongs to. */
export const appAnswer = z.object({ scopes: z.array(z.string()).nullish().catch(null) });
const account = z.object({ id }).nullish().catch(null);
/** Mastodon publishes `unlisted` what an account that moderators limited asks to publish for everybody (PostStatusService). */
const visibility = z.enum(['public', 'unlisted', 'private', 'direct']).nullish().catch(null);
/** A status in the answer to a change. Servers may leave out most of it. */
export const statusMade = z.object({
  id,
  url,
  createdAt: time.nullish().catch(null),
  account,
  content: z.string().nullish().catch(null),
  visibility,
});
export const statusAnswer = z.object({
  id,
  visibility,
  content: z.string(),
  createdAt: time,
  url,
  reblog: z.unknown().optional(),
  account,
});
/** As it was sent: Mastodon, GoToSocial, Hollo and snac2 keep it. */
export const sourceAnswer = z.object({ text: z.string() });
export const pageAnswer = z.array(statusAnswer);
type Status = z.infer<typeof statusAnswer>;

/** Both versions of the description of a server. Only the second names versions of the API. */
export const instanceAnswer = z.object({
  apiVersions: z.object({ mastodon: z.number() }).optional().catch(undefined),
  configuration: z
    .object({
      statuses: z
        .object({
          maxCharacters: z.number().int().positive().max(10_000_000),
          charactersReservedPerUrl: z.number().int().positive().max(10_000).optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/**
 * Null where the server does not tell. A server that names a version of Mastodon's API counts a link as it says (Mastodon
 * since 4.3, Hollo). GoToSocial, which names none, says 25, and counts every character of a link.
 */
export function limitsOf({ configuration, apiVersions }: z.infer<typeof instanceAnswer>): Limits | null {
  const statuses = configuration?.statuses;
  if (!statuses) return null;
  const perUrl = (apiVersions && statuses.charactersReservedPerUrl) ?? null;
  return { characters: statuses.maxCharacters, perUrl };
}

/** `own`: remote id of the account whose credential this is, or null where it was not asked for yet. */
export function seenOf(status: Status, own: string | null): Seen {
  return {
    remoteId: status.id,
    text: textFromHtml(status.content),
    url: status.url ?? null,
    at: status.createdAt satisfies Instant,
    isOwn: isOwn(status, own),
    isHidden: isHidden(status),
  };
}

/** Servers that tell nothing, or a word of their own, show it to everybody, as far as anybody knows. */
export function isHidden({ visibility }: Pick<Status, 'visibility'>): boolean {
  return visibility != null && visibility !== 'public';
}

export function isOwn({ account }: Pick<Status, 'account'>, own: string | null): boolean | null {
  return account && own !== null ? account.id === own : null;
}
