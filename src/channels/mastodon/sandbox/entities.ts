import { remoteIdOf, type SandboxAccount } from '../../../sandbox/account.ts';
import type { Call, PlatformState } from '../../../sandbox/platform.ts';
import type { SandboxPost, Version } from '../../../sandbox/timelines.ts';
import { contentOf, markupOf, PER_URL } from './content.ts';

/** https://docs.joinmastodon.org/entities/Account/ */
function accountEntity({ id, handle, name }: SandboxAccount, { origin }: PlatformState) {
  const picture = `${origin}/account.svg`;
  return {
    id: remoteIdOf(id),
    username: handle,
    acct: handle,
    display_name: name,
    note: '',
    url: `${origin}/@${handle}`,
    uri: `${origin}/users/${handle}`,
    avatar: picture,
    avatar_static: picture,
    header: picture,
    header_static: picture,
    locked: false,
    bot: true,
    group: false,
    indexable: true,
    created_at: '2018-05-02T00:00:00.000Z',
    statuses_count: 0,
    followers_count: 0,
    following_count: 0,
    fields: [],
    emojis: [],
  };
}

/** https://docs.joinmastodon.org/entities/Account/#CredentialAccount */
export function credentialAccountEntity(account: SandboxAccount, state: PlatformState) {
  return {
    ...accountEntity(account, state),
    source: {
      note: '',
      privacy: 'public',
      sensitive: false,
      indexable: true,
      follow_requests_count: 0,
      fields: [],
    },
    role: { id: '-99', name: '', color: '', permissions: '0', highlighted: false },
  };
}

/** https://docs.joinmastodon.org/entities/Application/ */
export const APPLICATION = {
  id: '1',
  name: 'Ausrufer',
  website: null,
  scopes: ['read', 'write'],
  redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
  redirect_uris: ['urn:ietf:wg:oauth:2.0:oob'],
  vapid_key: '',
};

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
    reblogs_count: 0,
    favourites_count: 0,
    replies_count: 0,
  };
}

/** A wording that a status has had: https://docs.joinmastodon.org/entities/StatusEdit/ */
export function editEntity({ text, at }: Version, account: SandboxAccount, state: PlatformState) {
  return {
    content: contentOf(text, state.origin),
    spoiler_text: '',
    sensitive: false,
    created_at: new Date(at).toISOString(),
    account: accountEntity(account, state),
    media_attachments: [],
    emojis: [],
  };
}

/** The part of a server's description that both versions have and that posting needs. */
function description({ platform }: PlatformState) {
  return {
    title: 'Sandbox',
    version: '4.5.4',
    configuration: {
      statuses: {
        max_characters: platform.charactersMax,
        characters_reserved_per_url: PER_URL,
        max_media_attachments: 4,
      },
    },
  };
}

/** https://docs.joinmastodon.org/entities/Instance/ */
export function instanceEntity(state: PlatformState) {
  return { ...description(state), domain: new URL(state.origin).host, api_versions: { mastodon: 7 } };
}

/** https://docs.joinmastodon.org/entities/V1_Instance/ */
export function v1InstanceEntity(state: PlatformState) {
  return { ...description(state), uri: new URL(state.origin).host };
}
