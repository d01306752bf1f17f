import { remoteIdOf, type SandboxAccount } from '../../../sandbox/account.ts';
import type { PlatformState } from '../../../sandbox/platform.ts';
import type { Shown, Version } from '../../../sandbox/timelines.ts';
import { contentOf, PER_URL, profileUrl } from './content.ts';

/** https://docs.joinmastodon.org/entities/Account/ */
export function accountEntity(account: SandboxAccount, { origin }: PlatformState) {
  const picture = `${origin}/assets/account.svg`;
  return {
    id: remoteIdOf(account),
    username: account.handle,
    acct: account.handle,
    display_name: account.name,
    locked: false,
    bot: true,
    group: false,
    created_at: '2022-11-01T00:00:00.000Z',
    note: '',
    url: profileUrl(account, origin),
    avatar: picture,
    avatar_static: picture,
    header: picture,
    header_static: picture,
    emojis: [],
    fields: [],
  };
}

/** https://docs.joinmastodon.org/entities/Status/ */
export function statusEntity(shown: Shown, asOf: number, state: PlatformState) {
  const { account, replyTo, createdAt, editedAt, current } = shown;
  const { timelines, origin } = state;
  const parent = replyTo && timelines.find(replyTo, asOf);
  const replies = timelines.published(account, asOf).filter((other) => other.replyTo === shown.id);
  return {
    ...editEntity(current, account, state),
    id: shown.id,
    created_at: new Date(createdAt).toISOString(),
    edited_at: editedAt === null ? null : new Date(editedAt).toISOString(),
    in_reply_to_id: replyTo,
    in_reply_to_account_id: parent ? remoteIdOf(parent.account) : null,
    visibility: 'public',
    language: current.language,
    uri: `${origin}/users/${account.handle}/statuses/${shown.id}`,
    url: `${profileUrl(account, origin)}/${shown.id}`,
    replies_count: replies.length,
    reblogs_count: 0,
    favourites_count: 0,
    mentions: [],
    tags: [],
    reblog: null,
    card: null,
    poll: null,
  };
}

/** A wording that a status has had: https://docs.joinmastodon.org/entities/StatusEdit/ */
export function editEntity({ text, spoiler, at }: Version, account: SandboxAccount, state: PlatformState) {
  return {
    content: contentOf(text, state),
    spoiler_text: spoiler,
    sensitive: spoiler !== '',
    created_at: new Date(at).toISOString(),
    account: accountEntity(account, state),
    media_attachments: [],
    emojis: [],
  };
}

/** https://docs.joinmastodon.org/entities/Instance/, as far as posting needs it. */
export function instanceEntity({ origin }: PlatformState, max_characters: number) {
  return {
    domain: new URL(origin).host,
    title: 'Sandbox',
    version: '4.4.8',
    description: 'A pretended Mastodon server. Nothing here is public.',
    languages: ['de'],
    configuration: {
      statuses: { max_characters, max_media_attachments: 0, characters_reserved_per_url: PER_URL },
    },
    registrations: { enabled: false },
    api_versions: { mastodon: 6 },
    rules: [],
  };
}

/** https://docs.joinmastodon.org/entities/V1_Instance/, as far as posting needs it. */
export function instanceV1Entity(state: PlatformState, max_characters: number) {
  const { domain, api_versions: _, ...entity } = instanceEntity(state, max_characters);
  return { ...entity, uri: domain, registrations: false };
}
