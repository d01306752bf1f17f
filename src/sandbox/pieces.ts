/** A part of a text as a platform takes it apart. Put together, the parts are the text. `tag`: a hashtag and the like. */
export interface Piece {
  readonly kind: 'words' | 'url' | 'tag' | 'mention';
  readonly text: string;
}

/** A piece that is not words, and where it begins in the text. */
export interface Link extends Piece {
  readonly start: number;
}

/** Fills what lies between the links, which come in order and do not overlap, with words. */
export function piecesAround(links: readonly Link[], text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const link of links) {
    if (link.start > end) pieces.push({ kind: 'words', text: text.slice(end, link.start) });
    pieces.push({ kind: link.kind, text: link.text });
    end = link.start + link.text.length;
  }
  if (end < text.length) pieces.push({ kind: 'words', text: text.slice(end) });
  return pieces;
}

/** The address that a link leads to: platforms that link a bare domain put `http://` before it. */
export function hrefOf(url: string): string {
  return /^https?:\/\//i.test(url) ? url : `http://${url}`;
}

/** The parts of a URL as readers see it on every platform: no scheme, and no more than 30 characters. */
export function displayUrl(href: string): {
  readonly hidden: string;
  readonly shown: string;
  readonly rest: string;
} {
  const hidden = /^https?:\/\/(www\.)?/.exec(href)?.[0] ?? '';
  const visible = href.slice(hidden.length);
  return { hidden, shown: visible.slice(0, 30), rest: visible.slice(30) };
}
