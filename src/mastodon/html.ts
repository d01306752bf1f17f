const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/**
 * The text of a status' HTML: paragraphs and breaks become line ends, a link is written out whole whatever part of it
 * is shown, hashtags and mentions stay as they are shown.
 */
export function textFromHtml(html: string): string {
  const text = html
    .replace(/<a\b([^>]*)>(.*?)<\/a\s*>/gis, (_, attributes: string, inner: string) =>
      anchorText(attributes, inner),
    )
    .replace(/[\r\n]+/g, ' ')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<\/p\s*>/gi, '\n\n')
    .replace(/<\/(?:div|li|blockquote|pre|h[1-6])\s*>/gi, '\n');
  return decoded(stripped(text)).normalize().trim();
}

/** Still HTML: entities are decoded once, at the end. */
function anchorText(attributes: string, inner: string): string {
  const shown = stripped(inner).trim();
  const isWhole = /^https?:\/\//i.test(shown) && !shown.endsWith('…');
  if (isWhole || /^(?:@|#|&#35;|&#64;)/.test(shown)) return shown;
  const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  return href?.[1] ?? href?.[2] ?? shown;
}

function stripped(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi,
    (entity, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    },
  );
}

/**
 * Whether a text read back is the text that was sent: the same to the letter, but for white space, which servers wrap
 * differently, and the server's name in a mention, which they leave out.
 */
export function sameOnMastodon(sent: string, seen: string): boolean {
  return comparable(sent) === comparable(seen);
}

function comparable(text: string): string {
  return text
    .normalize()
    .replace(/(?<![\p{L}\p{N}_/.])(@[a-z0-9_]+(?:[.-][a-z0-9_]+)*)@[a-z0-9.-]+[a-z0-9]/giu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
