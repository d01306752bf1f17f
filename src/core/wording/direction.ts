import { iso639, type Language } from '../domain/language.ts';

/** Languages that are written from the right. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/** First strong isolate and pop directional isolate: what is between them has a direction of its own (UAX #9). */
const [OPEN, CLOSE] = ['\u2068', '\u2069'];
const FROM_THE_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const FROM_THE_LEFT = /[\p{Script=Latin}\p{Script=Cyrillic}]/u;

const LINK = /^https?:\/\/\S+$/;
const LINKS = /https?:\/\/\S+/g;

export function isRightToLeft(language: Language): boolean {
  return RIGHT_TO_LEFT.has(iso639(language));
}

function isolated(text: string): string {
  return OPEN + text + CLOSE;
}

/** Entries of a list, each with a direction of its own. A blank ends a link, as the comma of Arabic does not. */
export function entriesIsolated(entries: readonly string[]): readonly string[] {
  const last = entries.length - 1;
  return entries.map((entry, index) => `${isolated(entry)}${LINK.test(entry) && index < last ? ' ' : ''}`);
}

/** A time or a date is one thing: isolated piece by piece, 16:30 would be shown as 30:16. */
export function withoutMarks(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '');
}

/**
 * Leaves marks round numbers and names from the left only. Round words from the right they show nothing, and on X each takes
 * two characters. A link is shown as it should without them, and Mastodon would take the mark after it for a part of it:
 * a path ends only before white space and some punctuation (config/initializers/twitter_regex.rb there).
 */
export function withNeededMarks(text: string): string {
  // `own`: what is not within a further isolate.
  const open = [{ content: '', own: '' }];
  for (const piece of text.split(/([\u2068\u2069])/)) {
    const inner = open.at(-1);
    if (piece === OPEN) open.push({ content: '', own: '' });
    else if (piece === CLOSE && inner && open.length > 1) {
      open.pop();
      const { content, own } = inner;
      const words = own.replace(LINKS, '').trim();
      const isNeeded = words !== '' && (FROM_THE_LEFT.test(words) || !FROM_THE_RIGHT.test(words));
      const outer = open.at(-1);
      if (!outer) continue;
      outer.content += isNeeded ? isolated(content) : content;
      if (!isNeeded) outer.own += own;
    } else if (inner) {
      inner.content += piece;
      inner.own += piece;
    }
  }
  return open.map(({ content }) => content).join('');
}
