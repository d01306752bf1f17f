import { remoteIdOf, type SandboxAccount } from '../../../sandbox/account.ts';
import type { Call, PlatformState } from '../../../sandbox/platform.ts';
import type { SandboxPost, Version } from '../../../sandbox/timelines.ts';
import { contentOf, markupOf, PER_URL } from './content.ts';

/** https://docs.joinmastodon.org/entities/Account/, as far as posting needs it. */
export function accountEntity({ id, handle, name }: SandboxAccount, { origin }: PlatformState) {
  return {
    id: remoteIdOf(id),
    username: handle,
    acct: handle,
    display_name: name,
    bot: true,
    url: `${origin}/@${handle}`,
  };
}

/** https://docs.joinmastodon.org/entities/Status/ */
export function statusEntity(post: SandboxPost, account: SandboxAccount, asOf: number, state: Call) {
  const { id, replyTo, at, editedAt, language } = post;
  const parent = replyTo && state.timelines.find(replyTo, asOf);
  return {
    ...editEntity(post, account, state),
    ...(state.fault?.kind === 'renders-markup' && { content: contentOf(markupOf(post.text), state.origin) }),
    id,
    created_at: new Date(at).toISOString(),
    edited_at: editedAt === null ? null : new Date(editedAt).toISOString(),
    in_reply_to_id: replyTo,
    in_reply_to_account_id: parent ? remoteIdOf(parent.account) : null,
    visibility: 'public',
    language,
    uri: `${state.origin}/users/${account.handle}/statuses/${id}`,
    url: `${state.origin}/@${account.handle}/${id}`,
    mentions: [],
    tags: [],
    reblog: null,
  };
}

/** A wording that a status has had: https://docs.joinmastodon.org/entities/StatusEdit/ */
export function editEntity({ text, spoiler, at }: Version, account: SandboxAccount, state: PlatformState) {
  return {
    content: contentOf(text, state.origin),
    spoiler_text: spoiler,
    sensitive: spoiler !== '',
    created_at: new Date(at).toISOString(),
    account: accountEntity(account, state),
    media_attachments: [],
    emojis: [],
  };
}

/** https://docs.joinmastodon.org/entities/Instance/ and V1_Instance in one, as far as posting needs them. */
export function instanceEntity({ origin, platform }: PlatformState) {
  const { host } = new URL(origin);
  return {
    domain: host,
    uri: host,
    title: 'Sandbox',
    version: '4.5.4',
    configuration: {
      statuses: { max_characters: platform.charactersMax, characters_reserved_per_url: PER_URL },
    },
    api_versions: { mastodon: 7 },
  };
}
