import { html } from 'hono/html';
import type { SandboxAccount } from '../../../sandbox/account.ts';
import { displayUrl, type Link, type Piece, piecesAround } from '../../../sandbox/pieces.ts';
import type { PlatformState } from '../../../sandbox/platform.ts';

const LINK = new RegExp(
  [
    String.raw`(?<url>(?<![\p{L}\p{N}@/])https?:\/\/[^\s<>"„“”‚‘’»«]+)`,
    String.raw`(?<hashtag>(?<![\p{L}\p{N}_/&])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`(?<mention>(?<![\p{L}\p{N}_/])@[a-z0-9_]+(?:[.-][a-z0-9_]+)*(?:@[a-z0-9.-]+[a-z0-9])?)`,
  ].join('|'),
  'giu',
);

export function piecesOnMastodon(text: string): readonly Piece[] {
  const links = [...text.matchAll(LINK)].map(({ 0: found, index: start, groups }): Link => {
    if (groups?.url) return { kind: 'url', start, text: withoutTail(found) };
    return { kind: groups?.hashtag ? 'hashtag' : 'mention', start, text: found };
  });
  return piecesAround(links, text);
}

/** Punctuation that ends a sentence is no part of a link, and neither is a bracket that was opened before it. */
function withoutTail(url: string): string {
  const trimmed = url.replace(/[.,;:!?'…\]}]+$/u, '');
  if (trimmed.endsWith(')') && !trimmed.includes('(')) return withoutTail(trimmed.slice(0, -1));
  return trimmed;
}

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' });
/** How many characters an http(s) link counts. */
export const PER_URL = 23;

/** Mastodon's rule: the graphemes of warning and text; a mention counts without its server. */
export function lengthOnMastodon({
  text,
  spoiler,
}: {
  readonly text: string;
  readonly spoiler: string;
}): number {
  const counted = piecesOnMastodon(text.trim()).map((piece) => {
    if (piece.kind === 'url') return PER_URL;
    return graphemesIn(piece.kind === 'mention' ? piece.text.replace(/(?<=.)@.*/, '') : piece.text);
  });
  return counted.reduce((sum, length) => sum + length, graphemesIn(spoiler));
}

function graphemesIn(text: string): number {
  return [...graphemes.segment(text)].length;
}

/** A text as a Mastodon server renders it: paragraphs, breaks, links whose scheme and tail are hidden. */
export function contentOf(text: string, state: PlatformState): string {
  const rendered = piecesOnMastodon(text).map((piece) => markupOf(piece, state).toString());
  const paragraphs = rendered.join('').split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`).join('');
}

function markupOf({ kind, text }: Piece, { origin, accounts }: PlatformState) {
  const word = text.slice(1);
  switch (kind) {
    case 'words':
      return html`${text}`;
    case 'url': {
      const { hidden, shown, rest } = displayUrl(text);
      return html`<a href="${text}" target="_blank" rel="nofollow noopener noreferrer" translate="no"><span class="invisible">${hidden}</span><span class="${rest ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${rest}</span></a>`;
    }
    case 'hashtag':
      return html`<a href="${origin}/tags/${encodeURIComponent(word.toLowerCase())}" class="mention hashtag" rel="tag">#<span>${word}</span></a>`;
    case 'mention': {
      const local = accounts.find(({ handle }) => handle.toLowerCase() === word.toLowerCase());
      if (!local) return html`${text}`;
      return html`<span class="h-card" translate="no"><a href="${profileUrl(local, origin)}" class="u-url mention">@<span>${local.handle}</span></a></span>`;
    }
    default:
      return kind satisfies never;
  }
}

export function profileUrl(account: SandboxAccount, origin: string): string {
  return `${origin}/@${account.handle}`;
}
