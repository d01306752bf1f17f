import twitter from 'twitter-text';
import type { ChannelId } from '../core/domain/channel.ts';

/** A text in its parts, as a platform takes it apart. Put together, the `text`s are the text. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'url'; readonly text: string; readonly href: string }
  | { readonly kind: 'hashtag'; readonly text: string; readonly tag: string }
  | { readonly kind: 'mention'; readonly text: string; readonly handle: string };

type Link = Exclude<Piece, { kind: 'words' }> & { readonly start: number };

export function piecesOf(text: string, channel: ChannelId): readonly Piece[] {
  const links = channel === 'x' ? linksOnX(text) : linksOnMastodon(text);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { start, ...piece } of links) {
    if (start < end) continue;
    if (start > end) pieces.push({ kind: 'words', text: text.slice(end, start) });
    pieces.push(piece);
    end = start + piece.text.length;
  }
  if (end < text.length) pieces.push({ kind: 'words', text: text.slice(end) });
  return pieces;
}

/** What a reader sees of a URL on either platform: no scheme, and no more than 30 characters. */
export function displayUrl(href: string): {
  readonly hidden: string;
  readonly shown: string;
  readonly rest: string;
} {
  const hidden = /^https?:\/\/(www\.)?/.exec(href)?.[0] ?? '';
  const visible = href.slice(hidden.length);
  return { hidden, shown: visible.slice(0, 30), rest: visible.slice(30) };
}

/** X makes a link of a bare domain too, and of nothing whose top-level domain it does not know. */
function linksOnX(text: string): readonly Link[] {
  return twitter.extractEntitiesWithIndices(text).flatMap((entity): Link[] => {
    const [start, end] = entity.indices;
    const found = text.slice(start, end);
    if ('url' in entity) {
      const href = /^https?:\/\//i.test(entity.url) ? entity.url : `http://${entity.url}`;
      return [{ kind: 'url', start, text: found, href }];
    }
    if ('hashtag' in entity) return [{ kind: 'hashtag', start, text: found, tag: entity.hashtag }];
    if ('screenName' in entity) return [{ kind: 'mention', start, text: found, handle: entity.screenName }];
    return [];
  });
}

const MASTODON_LINK = new RegExp(
  [
    String.raw`(?<url>(?<![\p{L}\p{N}@/])https?:\/\/[^\s<>"„“”‚‘’»«]+)`,
    String.raw`(?<hashtag>(?<![\p{L}\p{N}_/&])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`(?<mention>(?<![\p{L}\p{N}_/])@[a-z0-9_]+(?:[.-][a-z0-9_]+)*(?:@[a-z0-9.-]+[a-z0-9])?)`,
  ].join('|'),
  'giu',
);

function linksOnMastodon(text: string): readonly Link[] {
  return [...text.matchAll(MASTODON_LINK)].map((match): Link => {
    const { url, hashtag, mention = '' } = match.groups ?? {};
    const start = match.index;
    if (url !== undefined) {
      const href = withoutTail(url);
      return { kind: 'url', start, text: href, href };
    }
    if (hashtag !== undefined) return { kind: 'hashtag', start, text: hashtag, tag: hashtag.slice(1) };
    return { kind: 'mention', start, text: mention, handle: mention.slice(1) };
  });
}

/** Punctuation that ends a sentence is no part of a link, and neither is a bracket that was opened before it. */
function withoutTail(url: string): string {
  const trimmed = url.replace(/[.,;:!?'…\]}]+$/u, '');
  if (trimmed.endsWith(')') && !trimmed.includes('(')) return withoutTail(trimmed.slice(0, -1));
  return trimmed;
}
