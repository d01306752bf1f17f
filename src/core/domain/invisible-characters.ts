import { type Mistake, mistake } from './errors.ts';

/**
 * Characters that nobody sees: control and direction marks, zero-width, tag and filler characters, lone surrogates,
 * private and unassigned code points. Emoji of tomorrow count as assigned. Tabs are among them, line breaks are not.
 */
const UNSEEN =
  /[[\p{C}--[\n\p{Extended_Pictographic}]]\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}]/v;
/**
 * The places where they belong: inside emoji, and where Arabic script must not join two letters. It takes 10 ms to build,
 * and few texts need it.
 */
const belonging = () =>
  /\p{RGI_Emoji}|(?<=[\p{Extended_Pictographic}\p{EMod}])[\uFE0E\uFE0F]?(?:\u200D(?=\p{Extended_Pictographic}))?|(?<=\p{Script=Arabic})\u200C(?=\p{Script=Arabic})/gv;

/** Letters, digits and punctuation of German and its neighbours, all of them visible: the test takes a twentieth of the time. */
const PLAIN = /^[\n -~\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027]*$/;

/** A character that nobody sees. */
interface Unseen {
  readonly offset: number;
  /** `U+202E` */
  readonly codePoint: string;
}

/** The first invisible character of a text, or the first that matches `those`; null where there is none. */
export function unseenIn(text: string, those = UNSEEN): Unseen | null {
  if ((those === UNSEEN && PLAIN.test(text)) || !those.test(text)) return null;
  const found = those.exec(text.replace(belonging(), (allowed) => '.'.repeat(allowed.length)));
  if (found === null) return null;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { offset: found.index, codePoint: `U+${code}` };
}

/** Puts words on one line. Invisible characters become spaces. */
export function onOneLine(words: string): string {
  return words.replace(/[\s\p{C}\p{Default_Ignorable_Code_Point}]+/gu, ' ').trim();
}

/** Words of somebody else, fit for a terminal and a database: control characters become spaces, but line breaks and tabs stay. */
export function withoutControls(words: string): string {
  return words.replace(/[\p{Cc}--[\n\t]]/gv, ' ');
}

/** Names the character and the words before it. */
export function unseenMistake(text: string, { offset, codePoint: character }: Unseen): Mistake {
  const before = text.slice(Math.max(0, offset - 20), offset).trim();
  return before === ''
    ? mistake('unseen-character.start', { character })
    : mistake('unseen-character.after', { character, before });
}
