import { twitterText } from '../twitter-text.ts';

/** A link as X tells it beside the text: `url` is the t.co link that stands in it. */
export interface XLink {
  readonly url: string;
  readonly expanded_url?: string | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
/** Stands for a link where two texts are compared; X takes no control characters. */
const LINK = '\u0000';

/** The text as it was sent: X writes `& < >` as entities and every link as a t.co link, which is put back where X tells. */
export function textFromX(text: string, links: readonly XLink[]): string {
  const plain = text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
  const expanded = links.reduce(
    (all, { url, expanded_url }) => (expanded_url ? all.replaceAll(url, expanded_url) : all),
    plain,
  );
  return expanded.normalize();
}

/**
 * Whether a text read back is the text that was sent. Everything must be the same to the letter, but for white space
 * at line ends; a link of which only its t.co form is known may be any link.
 */
export function sameOnX(sent: string, seen: string): boolean {
  const a = dissect(sent);
  const b = dissect(seen);
  return a.words === b.words && a.links.every((link, index) => isSameLink(link, b.links[index] ?? ''));
}

function dissect(text: string): { readonly words: string; readonly links: readonly string[] } {
  const normal = text.normalize().replace(/\s+/g, ' ').trim();
  const found = twitterText().extractUrlsWithIndices(normal);
  const words = found.reduceRight(
    (rest, { indices: [start, end] }) => rest.slice(0, start) + LINK + rest.slice(end),
    normal,
  );
  return { words, links: found.map(({ url }) => url) };
}

function isSameLink(sent: string, seen: string): boolean {
  return /^https?:\/\/t\.co\//i.test(seen) || canonical(sent) === canonical(seen);
}

/** X puts `http://` before a bare domain and a slash behind it; the name of a host has no case. */
function canonical(link: string): string {
  const bare = link.replace(/^https?:\/\//i, '');
  const host = bare.split(/[/?#:]/, 1)[0] ?? '';
  return host.toLowerCase() + bare.slice(host.length).replace(/\/$/, '');
}
