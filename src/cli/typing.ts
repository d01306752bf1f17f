import { say } from '../words/say.ts';

const DASH = /^[‐‑‒–—―−]+-?(?=\p{L})/u;
const QUOTED = /(?:^|=)[“”„‟‘’‚‛«»]/u;

/**
 * Frequent slips in a command that failed: dashes and quotation marks of a word processor, a name of several
 * words. Empty where none of it is there.
 */
export function typingHint(argv: readonly string[]): string {
  const dashed = argv.find((word) => DASH.test(word));
  const quoted = argv.find((word) => QUOTED.test(word));
  const as = argv.indexOf('--as');
  const [who = '', next = '-'] = as < 0 ? [] : argv.slice(as + 1, as + 3);
  const goesOn = !next.startsWith('-') && next !== dashed;
  const named = goesOn ? `${who} ${next}` : who;
  const isSeveral = goesOn || who.split(',').some((word) => word.trim().includes(' '));
  return [
    dashed === undefined
      ? ''
      : `   → ${say('typed-dash', { word: dashed, right: dashed.replace(DASH, '--') })}\n`,
    quoted === undefined ? '' : `   → ${say('typed-quotes', { word: quoted })}\n`,
    isSeveral ? `   → ${say('typed-as', { words: named })}\n` : '',
  ].join('');
}
