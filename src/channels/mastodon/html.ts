import { withoutServers } from './rules.ts';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** A tag, or the text between tags. Each character is looked at once: a server may send anything. */
const TOKEN = /<[^<>]*>|[^<]+|</g;
const BLOCK = /^(?:div|li|blockquote|pre|h[1-6])$/;

/**
 * The text of a status from its HTML. Paragraphs and breaks become line ends, a link is written in full whatever part of
 * it is shown, hashtags and mentions remain as they are shown.
 */
export function textFromHtml(html: string): string {
  let text = '';
  let link: { readonly href: string | null; readonly from: number } | null = null;
  for (const [token] of html.matchAll(TOKEN)) {
    if (!token.endsWith('>') || !token.startsWith('<')) {
      text += token.replace(/[\r\n]+/g, ' ');
      continue;
    }
    const [, slash, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/.exec(token.toLowerCase()) ?? [];
    const closes = slash === '/';
    if (name === 'a' && !closes) link = { href: hrefOf(token), from: text.length };
    if (name === 'a' && closes && link) {
      text = text.slice(0, link.from) + linkText(text.slice(link.from), link.href);
      link = null;
    }
    if (name === 'br') text += '\n';
    if (name === 'p' && closes) text += '\n\n';
    if (closes && BLOCK.test(name)) text += '\n';
  }
  return decoded(text).normalize().trim();
}

function hrefOf(tag: string): string | null {
  const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
  return href?.[1] ?? href?.[2] ?? null;
}

/** The text or the address of a link, whichever was sent. Both still contain entities. */
function linkText(inner: string, href: string | null): string {
  const shown = inner.trim();
  const isWhole = /^https?:\/\//i.test(shown) && !shown.endsWith('…');
  return href === null || isWhole || /^(?:@|#|&#35;|&#64;)/.test(shown) ? shown : href;
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
  return withoutServers(text.normalize()).replace(/\s+/g, ' ').trim();
}
