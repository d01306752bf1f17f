import { nearest } from '../files/nearest.ts';
import { say } from '../staff-words/say.ts';

/** The messages of commander about a command that it does not understand: how each begins, and the word that it names. */
const SAID = [
  ['typed-unknown-option', /^unknown option '(?<word>.*?)'/s],
  ['typed-unknown-command', /^unknown command '(?<word>.*?)'/s],
  ['typed-missing-argument', /^missing required argument '(?<word>.*?)'/s],
  ['typed-empty-option', /^option '(?<word>.*?)' (?:argument missing|empty)/s],
  ['typed-missing-option', /^required option '(?<word>.*?)' not specified/s],
  ['typed-twice', /^option '(?<word>.*?)' twice/s],
  ['typed-too-many', /^too many arguments.*?: (?<word>.*)\.$/s],
  ['typed-conflict', /^option '(?<word>.*?)' cannot be used with option '(?<other>.*?)'/s],
  ['typed-invalid', /^option '(?<other>.*?)' argument '(?<word>.*)' is invalid\. (?<why>.*)$/s],
  [
    'typed-invalid',
    /^command-argument value '(?<word>.*)' is invalid for argument '(?<other>.*?)'\. (?<why>.*)$/s,
  ],
] as const;

/** The same in the language of the operator, and on a line of its own what was probably meant. */
export function commandWords(said: string): string {
  const [first = '', more = ''] = said
    .replace(/^error: /, '')
    .trimEnd()
    .split(/\n(?=\()/);
  const suggested = /\(Did you mean (?:one of )?(.*)\?\)/.exec(more)?.[1];
  for (const [id, pattern] of SAID) {
    const found = pattern.exec(first);
    if (found === null) continue;
    const { word = '', other = '', why = '' } = found.groups ?? {};
    const words = /^Allowed choices are (.*)\.$/.exec(why)?.[1];
    const named = { word, other, why: words === undefined ? why : say('typed-choices', { words }) };
    const meant = suggested ?? nearest(word, words?.split(', ') ?? []);
    return `${say(id, named)}\n${meant === null ? '' : `${say('typed-meant', { words: meant })}\n`}`;
  }
  return said;
}

const DASH = /^-?[‐‑‒–—―−]+-?(?=\p{L})/u;
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
