import { createHash } from 'node:crypto';
import twitter from 'twitter-text';
import { remoteIdOf } from '../../../sandbox/account.ts';
import { displayUrl, hrefOf, type Link, type Piece, piecesAround } from '../../../sandbox/pieces.ts';
import type { Shown } from '../../../sandbox/timelines.ts';

/** The text as X keeps it: in NFC, without spaces around it. */
export function normalized(text: string): string {
  return text.normalize('NFC').trim();
}

/** The weighted length as twitter-text 3 counts it: the reference of X's own rule. */
export function lengthOnX(text: string): number {
  return twitter.parseTweet(normalized(text)).weightedLength;
}

/** X makes a link of a bare domain too, and of nothing whose top-level domain it does not know. */
export function piecesOnX(text: string): readonly Piece[] {
  const links = twitter.extractEntitiesWithIndices(text).map((entity): Link => {
    const [start, end] = entity.indices;
    const kind =
      'url' in entity
        ? 'url'
        : 'hashtag' in entity
          ? 'hashtag'
          : 'screenName' in entity
            ? 'mention'
            : 'words';
    return { kind, start, text: text.slice(start, end) };
  });
  return piecesAround(links, text);
}

/** A post as X shows it: three default fields, and those of the others that were asked for. */
export function postEntity(shown: Shown, fields: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const { id, account, replyTo, current, createdAt } = shown;
  const { text, entities } = readBack(current.text);
  const more = {
    author_id: remoteIdOf(account),
    created_at: new Date(createdAt).toISOString(),
    entities,
    lang: current.language ?? 'und',
    ...(replyTo && { referenced_tweets: [{ type: 'replied_to', id: replyTo }] }),
  };
  const asked = Object.entries(more).filter(([name]) => fields.has(name));
  return { id, text, edit_history_tweet_ids: [id], ...Object.fromEntries(asked) };
}

/** What X makes of a text that was sent: links become t.co links, and `& < >` become entities. */
function readBack(sent: string): { readonly text: string; readonly entities: object } {
  const urls: object[] = [];
  let text = '';
  for (const piece of piecesOnX(normalized(sent))) {
    const start = [...text].length;
    if (piece.kind !== 'url') {
      text += piece.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      continue;
    }
    const [url, expanded_url] = [shortened(piece.text), hrefOf(piece.text)];
    const { shown, rest } = displayUrl(expanded_url);
    text += url;
    urls.push({ start, end: [...text].length, url, expanded_url, display_url: rest ? `${shown}…` : shown });
  }
  return { text, entities: urls.length > 0 ? { urls } : {} };
}

/** The same address always gets the same short one. */
function shortened(url: string): string {
  const code = createHash('sha256').update(hrefOf(url)).digest('base64').replace(/[+/=]/g, '').slice(0, 10);
  return `https://t.co/${code}`;
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
