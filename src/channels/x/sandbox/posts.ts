import { createHash } from 'node:crypto';
import { remoteIdOf } from '../../../sandbox/account.ts';
import { hrefOf, type Link, type Piece, piecesAround } from '../../../sandbox/pieces.ts';
import type { SandboxPost } from '../../../sandbox/timelines.ts';
import { twitterText } from '../../twitter-text.ts';

/** The text as X keeps it: in NFC, without spaces around it. */
export function normalized(text: string): string {
  return text.normalize('NFC').trim();
}

/** The weighted length as twitter-text 3 counts it: the reference of X's own rule. */
export function lengthOnX(text: string): number {
  return twitterText().parseTweet(normalized(text)).weightedLength;
}

/** X makes a link of a bare domain too, and of nothing whose top-level domain it does not know. */
export function piecesOnX(text: string): readonly Piece[] {
  const links = twitterText()
    .extractEntitiesWithIndices(text)
    .map((entity): Link => {
      const [start, end] = entity.indices;
      return { kind: 'url' in entity ? 'url' : 'tag', start, text: text.slice(start, end) };
    });
  return piecesAround(links, text);
}

/**
 * A post as X shows it: three default fields, and those of the others that were asked for. A request with the names of before
 * August 2026 is answered in them.
 */
export function postEntity(
  post: SandboxPost,
  query: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> {
  const asked = query['post.fields'] ?? query['tweet.fields'] ?? '';
  const fields = new Set(asked.split(','));
  const noun = query['tweet.fields'] === undefined ? 'post' : 'tweet';
  const { id, account, replyTo, language, at } = post;
  const { text, entities } = readBack(post.text);
  const more = {
    author_id: remoteIdOf(account),
    created_at: new Date(at).toISOString(),
    entities,
    lang: language ?? 'und',
    ...(replyTo && { [`referenced_${noun}s`]: [{ type: 'replied_to', id: replyTo }] }),
  };
  const shown = Object.entries(more).filter(([name]) => fields.has(name));
  return { id, text, [`edit_history_${noun}_ids`]: [id], ...Object.fromEntries(shown) };
}

/** The text that X makes of one that was sent: links become t.co links, and `& < >` become entities. */
function readBack(sent: string): { readonly text: string; readonly entities: object } {
  const urls: object[] = [];
  let read = '';
  for (const { kind, text } of piecesOnX(normalized(sent))) {
    if (kind !== 'url') {
      read += text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      continue;
    }
    const expanded_url = hrefOf(text);
    // The same address always gets the same short one.
    const digest = createHash('sha256').update(expanded_url).digest('base64');
    const url = `https://t.co/${digest.replace(/[+/=]/g, '').slice(0, 10)}`;
    const start = [...read].length;
    urls.push({ start, end: start + url.length, url, expanded_url });
    read += url;
  }
  return { text: read, entities: urls.length > 0 ? { urls } : {} };
}

const GERMAN = /\b(?:der|die|das|und|ist|nicht|bitte|wir|sie|im|am|bis|auf|uhr)\b/gi;
const ENGLISH = /\b(?:the|and|is|not|please|we|you|for|of|at|until|to|are|by|no)\b/gi;

/** X takes no language and guesses one. This guesses between the two that matter here; null: neither. */
export function guessedLanguage(text: string): 'de' | 'en' | null {
  const german = text.match(GERMAN)?.length ?? 0;
  const english = text.match(ENGLISH)?.length ?? 0;
  if (german === english) return /[äöüß]/i.test(text) ? 'de' : null;
  return german > english ? 'de' : 'en';
}
