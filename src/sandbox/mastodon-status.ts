import { html } from 'hono/html';
import { remoteIdOf, type SandboxAccount } from './account.ts';
import { displayUrl, type Piece, piecesOf } from './links.ts';
import type { Shown, Version } from './timelines.ts';

/** Where the server stands, and which local accounts a mention may mean. */
export interface Server {
  readonly origin: string;
  readonly accounts: readonly SandboxAccount[];
}

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' });

/** Mastodon's rule: graphemes of warning and text; an http(s) link counts as configured, a mention without its server. */
export function lengthOnMastodon(spoiler: string, text: string, perUrl: number): number {
  return piecesOf(text, 'mastodon').reduce((sum, piece) => {
    if (piece.kind === 'url') return sum + perUrl;
    if (piece.kind === 'mention') return sum + graphemesIn(`@${piece.handle.split('@')[0]}`);
    return sum + graphemesIn(piece.text);
  }, graphemesIn(spoiler));
}

function graphemesIn(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}

/** A text as a Mastodon server renders it: paragraphs, breaks, links whose scheme and tail are hidden. */
export function contentOf(text: string, server: Server): string {
  const rendered = piecesOf(text, 'mastodon')
    .map((piece) => renderedPiece(piece, server))
    .join('');
  return rendered
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('');
}

function renderedPiece(piece: Piece, server: Server): string {
  switch (piece.kind) {
    case 'words':
      return html`${piece.text}`.toString();
    case 'url': {
      const { hidden, shown, rest } = displayUrl(piece.href);
      return html`<a href="${piece.href}" target="_blank" rel="nofollow noopener noreferrer" translate="no"><span class="invisible">${hidden}</span><span class="${rest ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${rest}</span></a>`.toString();
    }
    case 'hashtag':
      return html`<a href="${tagUrl(piece.tag, server)}" class="mention hashtag" rel="tag">#<span>${piece.tag}</span></a>`.toString();
    case 'mention': {
      const local = localAccount(piece.handle, server);
      if (!local) return html`${piece.text}`.toString();
      return html`<span class="h-card" translate="no"><a href="${profileUrl(local, server)}" class="u-url mention">@<span>${local.handle}</span></a></span>`.toString();
    }
    default:
      return piece satisfies never;
  }
}

function localAccount(handle: string, server: Server): SandboxAccount | undefined {
  return server.accounts.find(
    (one) => one.channel === 'mastodon' && one.handle.toLowerCase() === handle.toLowerCase(),
  );
}

function tagUrl(tag: string, server: Server): string {
  return `${server.origin}/tags/${encodeURIComponent(tag.toLowerCase())}`;
}

function profileUrl(account: SandboxAccount, server: Server): string {
  return `${server.origin}/@${account.handle}`;
}

/** The Account entity: https://docs.joinmastodon.org/entities/Account/ */
export function accountEntity(
  account: SandboxAccount,
  posts: number,
  server: Server,
): Readonly<Record<string, unknown>> {
  const picture = `${server.origin}/assets/account.svg`;
  return {
    id: remoteIdOf(account),
    username: account.handle,
    acct: account.handle,
    display_name: account.name,
    locked: false,
    bot: true,
    discoverable: true,
    indexable: true,
    group: false,
    created_at: '2022-11-01T00:00:00.000Z',
    note: '',
    url: profileUrl(account, server),
    uri: `${server.origin}/users/${account.handle}`,
    avatar: picture,
    avatar_static: picture,
    header: picture,
    header_static: picture,
    followers_count: 0,
    following_count: 0,
    statuses_count: posts,
    last_status_at: null,
    emojis: [],
    fields: [],
  };
}

/** The Status entity: https://docs.joinmastodon.org/entities/Status/ */
export function statusEntity(
  shown: Shown,
  replies: number,
  parentAuthor: string | null,
  server: Server,
): Readonly<Record<string, unknown>> {
  const { post } = shown;
  return {
    id: post.id,
    created_at: new Date(shown.createdAt).toISOString(),
    in_reply_to_id: post.replyTo,
    in_reply_to_account_id: parentAuthor,
    sensitive: shown.sensitive,
    spoiler_text: shown.spoiler,
    visibility: post.visibility,
    language: shown.language,
    uri: `${server.origin}/users/${post.account.handle}/statuses/${post.id}`,
    url: `${profileUrl(post.account, server)}/${post.id}`,
    replies_count: replies,
    reblogs_count: 0,
    favourites_count: 0,
    quotes_count: 0,
    edited_at: shown.editedAt === null ? null : new Date(shown.editedAt).toISOString(),
    favourited: false,
    reblogged: false,
    muted: false,
    bookmarked: false,
    pinned: false,
    content: contentOf(shown.text, server),
    filtered: [],
    reblog: null,
    application: { name: 'Sandbox', website: null },
    account: accountEntity(post.account, 0, server),
    media_attachments: [],
    mentions: mentionsIn(shown, server),
    tags: tagsIn(shown, server),
    emojis: [],
    card: null,
    poll: null,
  };
}

/** The StatusEdit entity: one wording that a status has had. */
export function editEntity(
  version: Version,
  account: SandboxAccount,
  server: Server,
): Readonly<Record<string, unknown>> {
  return {
    content: contentOf(version.text, server),
    spoiler_text: version.spoiler,
    sensitive: version.sensitive,
    created_at: new Date(version.at).toISOString(),
    account: accountEntity(account, 0, server),
    media_attachments: [],
    emojis: [],
  };
}

function tagsIn(shown: Shown, server: Server): readonly unknown[] {
  const tags = piecesOf(shown.text, 'mastodon').flatMap((piece) =>
    piece.kind === 'hashtag' ? [piece.tag.toLowerCase()] : [],
  );
  return [...new Set(tags)].map((name) => ({ name, url: tagUrl(name, server) }));
}

function mentionsIn(shown: Shown, server: Server): readonly unknown[] {
  const accounts = piecesOf(shown.text, 'mastodon').flatMap((piece) =>
    piece.kind === 'mention' ? (localAccount(piece.handle, server) ?? []) : [],
  );
  return [...new Set(accounts)].map((one) => ({
    id: remoteIdOf(one),
    username: one.handle,
    acct: one.handle,
    url: profileUrl(one, server),
  }));
}
