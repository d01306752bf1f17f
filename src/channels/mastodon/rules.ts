import type { ChannelRules } from '../../core/domain/channel.ts';
import { twitterText } from '../twitter-text.ts';

const LINK = /https?:\/\/[^\s<>"„“”‚‘’»«]+/giu;
/** Characters that end a sentence or a bracket do not belong to the link before them. */
const TAIL = '.,;:!?\'"…])}*';
/** How much a link counts on Mastodon. */
const PER_URL = 23;
/** Made for the first text that needs it, which takes 10 ms. */
let graphemes: Intl.Segmenter | undefined;

/**
 * Counts as Mastodon does: graphemes; an http(s) link counts `perUrl`; a mention of somebody on another server counts
 * without the server's name. If a server might not recognise a link, the greater count is taken: never too little.
 * If nobody knows how a server counts, every code point counts, as GoToSocial counts them, and a link at least as much
 * as on Mastodon.
 */
export const mastodonRules: ChannelRules = {
  id: 'mastodon',
  name: 'Mastodon',
  edits: true,
  carriesLanguage: true,
  nearDuplicates: null,
  refusesRepeatsMs: null,
  length(text, limits) {
    const found = linksIn(text);
    const words = found.reduceRight(
      (rest, { start, link }) => `${rest.slice(0, start)}\n${rest.slice(start + link.length)}`,
      text,
    );
    const { perUrl } = limits;
    if (perUrl === null)
      return found.reduce(
        (sum, { link }) => sum + Math.max(0, countOf(link, PER_URL) - [...link].length),
        [...text].length,
      );
    const counted = found.map(({ link }) => countOf(link, perUrl));
    const rest = lengthOf(withoutServers(words)) - found.length;
    return counted.reduce((sum, length) => sum + length, rest);
  },
  hasUrl: (text) => linksIn(text).length > 0,
};

function linksIn(text: string): readonly { readonly start: number; readonly link: string }[] {
  return [...text.matchAll(LINK)].flatMap((match) => {
    const link = withoutTail(match[0]);
    return /^https?:\/\/./i.test(link) ? [{ start: match.index, link }] : [];
  });
}

function withoutTail(link: string): string {
  let end = link.length;
  while (end > 0 && TAIL.includes(link.charAt(end - 1))) end--;
  return link.slice(0, end);
}

/**
 * Mastodon finds links with twitter-text, which knows the top-level domains, and finds several where only a comma, a stroke or
 * an emoji is between them.
 */
function countOf(link: string, perUrl: number): number {
  const found = twitterText().extractUrls(link, { extractUrlsWithoutProtocol: false });
  if (found[0] === link) return perUrl;
  const rest = found.reduce((left, one) => left.replace(one, '\n'), link);
  return Math.max(perUrl, lengthOf(link), found.length * (perUrl - 1) + lengthOf(rest));
}

/** Latin letters, digits and punctuation are one grapheme each. Intl takes a hundred times as long to say so. */
const PLAIN = /^[\n -~\u00A0-\u00AC\u00AE-\u02FF\u2010-\u201F\u2026]*$/;

function lengthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return [...graphemes.segment(text)].length;
}

/** Mastodon recognises a mention of somebody on another server, but never inside a word, an address or a path. */
const REMOTE_MENTION = /(?<![\p{L}\p{N}_=/])(@[a-z0-9_]+(?:[.-][a-z0-9_]+)*)@[a-z0-9.-]+[a-z0-9]/giu;

/** The text with mentions as servers show and count them: without the name of the other server. */
export function withoutServers(text: string): string {
  return text.replace(REMOTE_MENTION, '$1');
}
