import { withoutMarks } from '../../core/wording/direction.ts';
import { twitterText } from '../twitter-text.ts';

/** A link as X lists it beside the text. `url` is the t.co link in the text. */
interface XLink {
  readonly url: string;
  readonly expanded_url?: string | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
/** Replaces links when two texts are compared. X accepts no control characters. */
const LINK = '\u0000';

/** The text as it was sent. X writes `& < >` as entities, and replaces each link by a t.co link. */
export function textFromX(text: string, links: readonly XLink[]): string {
  const plain = text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
  const expanded = new Map(links.map(({ url, expanded_url }) => [url, expanded_url]));
  return plain.replace(/https?:\/\/t\.co\/\w+/gi, (short) => expanded.get(short) ?? short).normalize();
}

/**
 * Whether a text read back is the text that was sent. Every letter must be the same, except white space at line ends.
 * Nobody knows whether X keeps direction marks: they do not count. A link that is known only in its t.co form may be any
 * link.
 */
export function sameOnX(sent: string, seen: string): boolean {
  if (sent === seen) return true;
  const a = dissect(sent);
  const b = dissect(seen);
  return a.words === b.words && a.links.every((link, index) => isSameLink(link, b.links[index] ?? ''));
}

/** twitter-text misses a t.co link right behind another, where nothing but a comma is between them. */
function dissect(text: string): { readonly words: string; readonly links: readonly string[] } {
  const normal = withoutMarks(text.normalize()).replace(/\s+/g, ' ').trim();
  const links: string[] = [];
  const words = normal.split(/(https?:\/\/t\.co\/\w+)/i).map((part, nth) => {
    const isShort = nth % 2 === 1;
    const found = isShort
      ? [{ url: part, indices: [0, part.length] }]
      : twitterText().extractUrlsWithIndices(part);
    links.push(...found.map(({ url }) => url));
    return found.reduceRight(
      (rest, { indices: [start, end] }) => rest.slice(0, start) + LINK + rest.slice(end),
      part,
    );
  });
  return { words: words.join(''), links };
}

function isSameLink(sent: string, seen: string): boolean {
  return /^https?:\/\/t\.co\//i.test(seen) || canonical(sent) === canonical(seen);
}

/**
 * X puts `http://` before a bare domain and a slash after it, and may write umlauts as browsers send them. The name of a host
 * has no case.
 */
function canonical(link: string): string {
  const whole = `http://${link.replace(/^https?:\/\//i, '')}`;
  return (URL.parse(whole)?.href ?? whole).replace(/\/$/, '');
}
