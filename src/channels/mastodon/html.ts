import { withoutMarks } from '../../core/wording/direction.ts';
import { withoutServers } from './rules.ts';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const BLOCK = /^(?:div|li|blockquote|pre|h[1-6])$/;

/**
 * The text of a status from its HTML. Paragraphs and breaks become line ends, a link that is shown in part is written in
 * full, hashtags and mentions remain as they are shown.
 */
export function textFromHtml(html: string): string {
  // Joined at the end: a text that is cut at each of thousands of links would be copied for each.
  const parts: string[] = [];
  let link: { readonly href: string | null; readonly from: number } | null = null;
  for (const { isTag, token } of tokensOf(html)) {
    if (!isTag) {
      parts.push(token.replace(/[\r\n]+/g, ' '));
      continue;
    }
    const [, slash, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/.exec(token.toLowerCase()) ?? [];
    const closes = slash === '/';
    if (name === 'a' && !closes) link = { href: hrefOf(token), from: parts.length };
    if (name === 'a' && closes && link) {
      parts.push(linkText(parts.splice(link.from).join(''), link.href));
      link = null;
    }
    if (name === 'br') parts.push('\n');
    if (name === 'p' && closes) parts.push('\n\n');
    if (closes && BLOCK.test(name)) parts.push('\n');
  }
  return decoded(parts.join('')).normalize().trim();
}

/** Tags and the text between them. As in HTML, `<` begins a tag only before a letter, `/`, `!` or `?`. */
function* tokensOf(html: string): Generator<{ readonly isTag: boolean; readonly token: string }> {
  const start = /<(?=[a-z/!?])/gi;
  let from = 0;
  for (let tag = start.exec(html); tag !== null; tag = start.exec(html)) {
    if (tag.index > from) yield { isTag: false, token: html.slice(from, tag.index) };
    from = endOfTag(html, tag.index + 1);
    yield { isTag: true, token: html.slice(tag.index, from) };
    start.lastIndex = from;
  }
  if (from < html.length) yield { isTag: false, token: html.slice(from) };
}

/**
 * Behind the `>` that ends a tag: not one within the quotes of an attribute's value. Each character is looked at once, as
 * a server may send anything.
 */
function endOfTag(html: string, from: number): number {
  let isValue = false;
  for (let at = from; at < html.length; at++) {
    const character = html.charAt(at);
    if (character === '>') return at + 1;
    if (isValue && (character === '"' || character === "'")) {
      at = html.indexOf(character, at + 1);
      if (at < 0) break;
    }
    isValue = character === '=' || (isValue && /\s/.test(character));
  }
  return html.length;
}

function hrefOf(tag: string): string | null {
  const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
  return href?.[1] ?? href?.[2] ?? null;
}

/** Returns the words of a link, or its address where they are only the beginning of it. Both still contain entities. */
function linkText(inner: string, href: string | null): string {
  const shown = inner.trim();
  if (href === null) return shown;
  const bare = href.replace(/^[a-z]+:(?:\/\/)?/i, '').replace(/\/$/, '');
  const isPart = shown.endsWith('…') || (bare !== shown && bare.startsWith(shown));
  return isPart ? href : shown;
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
 * differently, the server's name in a mention, which they leave out, and direction marks and `https://`, which they might.
 */
export function sameOnMastodon(sent: string, seen: string): boolean {
  return sent === seen || comparable(sent) === comparable(seen);
}

function comparable(text: string): string {
  return withoutMarks(withoutServers(text.normalize()))
    .replace(/https?:\/\//gi, '')
    .replace(/\s+/g, ' ')
    .trim();
}
