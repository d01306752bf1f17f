import { createHash } from 'node:crypto';
import twitter from 'twitter-text';
import { remoteIdOf } from './account.ts';
import { displayUrl, type Piece, piecesOf } from './links.ts';
import type { Shown } from './timelines.ts';

/** The text as X keeps it: in NFC, without spaces around it. */
export function normalized(text: string): string {
  return text.normalize('NFC').trim();
}

/** The weighted length as twitter-text 3 counts it: the reference of X's own rule. */
export function lengthOnX(text: string): number {
  return twitter.parseTweet(text).weightedLength;
}

/** A post as `GET /2/tweets/:id` shows it. The fields beyond the default ones only where they were asked for. */
export function postOnX(
  shown: Shown,
  fields: ReadonlySet<string>,
  parentAuthor: string | null,
): Readonly<Record<string, unknown>> {
  const { post } = shown;
  const { text, entities } = readBack(shown.text);
  const all: Record<string, unknown> = {
    author_id: remoteIdOf(post.account),
    created_at: new Date(shown.createdAt).toISOString(),
    entities,
    lang: shown.language ?? 'und',
    reply_settings: 'everyone',
    source: 'Sandbox',
    ...(post.replyTo && {
      referenced_tweets: [{ type: 'replied_to', id: post.replyTo }],
      in_reply_to_user_id: parentAuthor ?? remoteIdOf(post.account),
    }),
  };
  const asked = Object.fromEntries(Object.entries(all).filter(([name]) => fields.has(name)));
  return { id: post.id, text, edit_history_tweet_ids: [post.id], ...asked };
}

/** What X makes of a text that was sent: links become t.co links, and `& < >` become entities. */
export function readBack(sent: string): {
  readonly text: string;
  readonly entities: Readonly<Record<string, unknown>>;
} {
  const found: Record<string, unknown[]> = {};
  let text = '';
  for (const piece of piecesOf(normalized(sent), 'x')) {
    const start = [...text].length;
    const shown = piece.kind === 'url' ? shortened(piece.href) : escaped(piece.text);
    text += shown;
    const [name, entity] = entityOf(piece, shown) ?? [];
    if (name) found[name] = [...(found[name] ?? []), { start, end: [...text].length, ...entity }];
  }
  return { text, entities: found };
}

/** The name of the list in which X names this part of a text, and what it says of it. */
function entityOf(piece: Piece, shown: string): [string, Readonly<Record<string, string>>] | null {
  switch (piece.kind) {
    case 'url': {
      const { shown: display, rest } = displayUrl(piece.href);
      return ['urls', { url: shown, expanded_url: piece.href, display_url: rest ? `${display}…` : display }];
    }
    case 'hashtag':
      return ['hashtags', { tag: piece.tag }];
    case 'mention':
      return ['mentions', { username: piece.handle }];
    case 'words':
      return null;
    default:
      return piece satisfies never;
  }
}

/** The same address is always given the same short one. */
function shortened(href: string): string {
  const code = createHash('sha256').update(href, 'utf8').digest('base64').replace(/[+/=]/g, '').slice(0, 10);
  return `https://t.co/${code}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const COMMON_WORDS = {
  de: new Set([
    'der',
    'die',
    'das',
    'und',
    'ist',
    'nicht',
    'bitte',
    'wir',
    'sie',
    'für',
    'im',
    'am',
    'bis',
    'auf',
    'uhr',
  ]),
  en: new Set([
    'the',
    'and',
    'is',
    'not',
    'please',
    'we',
    'you',
    'for',
    'of',
    'at',
    'until',
    'to',
    'are',
    'by',
    'no',
  ]),
};

/** X takes no language and guesses one. So does this, between the two that matter here; null: neither. */
export function guessedLanguage(text: string): 'de' | 'en' | null {
  const words = text.toLowerCase().split(/[^\p{L}]+/u);
  const de = words.filter((word) => COMMON_WORDS.de.has(word)).length;
  const en = words.filter((word) => COMMON_WORDS.en.has(word)).length;
  if (de === en) return /[äöüß]/i.test(text) ? 'de' : null;
  return de > en ? 'de' : 'en';
}
