import { html } from 'hono/html';
import { displayUrl, type Link, type Piece, piecesAround } from '../../../sandbox/pieces.ts';

const LINK = new RegExp(
  [
    String.raw`(?<url>(?<![\p{L}\p{N}@/])https?:\/\/[^\s<>"„“”‚‘’»«]+)`,
    String.raw`(?<tag>(?<![\p{L}\p{N}_/&])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`(?<mention>(?<![\p{L}\p{N}_/])@[a-z0-9_]+(?:[.-][a-z0-9_]+)*(?:@[a-z0-9.-]+[a-z0-9])?)`,
  ].join('|'),
  'giu',
);

export function piecesOnMastodon(text: string): readonly Piece[] {
  const links = [...text.matchAll(LINK)].map(({ 0: found, index: start, groups }): Link => {
    if (groups?.url) return { kind: 'url', start, text: withoutTail(found) };
    return { kind: groups?.tag ? 'tag' : 'mention', start, text: found };
  });
  return piecesAround(links, text);
}

/** Punctuation that ends a sentence is no part of a link, and neither is a bracket that was opened before it. */
function withoutTail(url: string): string {
  const trimmed = url.replace(/[.,;:!?'…\]}]+$/u, '');
  if (trimmed.endsWith(')') && !trimmed.includes('(')) return withoutTail(trimmed.slice(0, -1));
  return trimmed;
}

/** How many characters a link counts. */
export const PER_URL = 23;
const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' });

/** Mastodon's rule: graphemes; a mention counts without its server. */
export function lengthOnMastodon(said: string): number {
  return piecesOnMastodon(said.trim())
    .map(({ kind, text }) => {
      if (kind === 'url') return PER_URL;
      return graphemesIn(kind === 'mention' ? text.replace(/(?<=.)@.*/, '') : text);
    })
    .reduce((sum, length) => sum + length, 0);
}

function graphemesIn(text: string): number {
  return [...graphemes.segment(text)].length;
}

/** A text as Hollo and snac2 take it: the text between backticks is code, and what begins with `<` is a tag. */
export function markupOf(text: string): string {
  return text.replace(/`([^`]*)`/g, '$1').replace(/<[^<>]*>?/g, '');
}

/** A text as a Mastodon server renders it: paragraphs, breaks, links whose scheme and tail are hidden. */
export function contentOf(text: string, origin: string): string {
  const rendered = piecesOnMastodon(text).map((piece) => contentOfPiece(piece, origin).toString());
  const paragraphs = rendered.join('').split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`).join('');
}

function contentOfPiece({ kind, text }: Piece, origin: string) {
  if (kind === 'url') {
    const { hidden, shown, rest } = displayUrl(text);
    return html`<a href="${text}" target="_blank" rel="nofollow noopener noreferrer" translate="no"><span class="invisible">${hidden}</span><span class="${rest ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${rest}</span></a>`;
  }
  if (kind === 'tag') {
    const word = text.slice(1);
    return html`<a href="${origin}/tags/${encodeURIComponent(word.toLowerCase())}" class="mention hashtag" rel="tag">#<span>${word}</span></a>`;
  }
  return html`${text}`;
}
