import { operatorError } from './errors.ts';
import { onOneLine, unseenIn } from './invisible-characters.ts';

/** Somebody who does something: a person, or a script in somebody's name. */
export interface Actor {
  /** Names the person for ever: the name given with `--by`, or the id of somebody with an account in the console. */
  readonly id: string;
  /** The name that colleagues read. */
  readonly name: string;
  readonly via: 'command-line' | 'console' | 'script';
}

const NAME_CHARACTERS_MAX = 80;

/** Printed commands have this in the place of a name: no person is called so. */
const PLACEHOLDER = /^(?:your[\s_-]*)?name$/i;

/**
 * All letters of a name, without their marks, are of one of these alphabets. The Latin one has only the letters that names
 * are written with: phonetic letters look like others, and so do those of the alphabets that are missing here.
 */
const ALPHABETS = [
  /^[A-Za-z\u00AA-\u017F\u018F\u0259\u1E9E]*$/,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*$/u,
  ...['Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek', 'Gurmukhi']
    .concat(['Hangul', 'Hebrew', 'Khmer', 'Sinhala', 'Tamil', 'Thai'])
    .map((script) => new RegExp(`^\\p{Script=${script}}*$`, 'u')),
];

/**
 * A name as it is written down: one line of 1 to 80 characters, all seen, in one alphabet, and not one under which somebody
 * approves alone. Throws `bad-name`.
 */
export function nameOfPerson(written: string): string {
  const name = written.normalize('NFKC').trim();
  const letters = name.normalize('NFKD').replace(/\p{Lm}|\P{L}/gu, '');
  if (
    name.length >= 1 &&
    name.length <= NAME_CHARACTERS_MAX &&
    !name.includes('\n') &&
    !unseenIn(name) &&
    !PLACEHOLDER.test(name) &&
    nameOfApprover(name) === name &&
    ALPHABETS.some((alphabet) => alphabet.test(letters))
  )
    return name;
  const max = NAME_CHARACTERS_MAX;
  throw name === ''
    ? operatorError('bad-name.empty', { max })
    : operatorError('bad-name.here', { name: JSON.stringify(name.slice(0, max)), max });
}

/** The name under which somebody alone gives the second approval, or a later one: `Krause (2: nobody answers)`. */
export function nameAlone(name: string, nth: number, reason: string): string {
  return `${name} (${nth}: ${reason})`;
}

/** The person who gave an approval, also alone for others. */
export function nameOfApprover(by: string): string {
  return by.replace(/ \(\d+: .*\)$/s, '');
}

/** Puts the name of a person who stops everything on one line. It refuses no name: stopping comes first. */
export function nameOfStopper(written: string): string {
  return onOneLine(written.normalize('NFKC')).slice(0, NAME_CHARACTERS_MAX) || '?';
}

/** Small letters of other alphabets, and digits, that look like a Latin letter or whose capital does. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  [...'аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdһhԛqԝwӏlαaβbεeζzηhιiκkμmνnοoρpτtυyχxıi0o1l|lгrօoսuոnհhցgզqյjəe']
    .map((_, at, all) => [all[at] ?? '', all[at + 1] ?? ''] as const)
    .filter((_, at) => at % 2 === 0),
);

/** The same for all names that look the same: letters of other alphabets, accents, case and signs make no difference. */
export function lookOfName(name: string): string {
  // The capital of ß is SS.
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().toUpperCase().toLowerCase();
  const latin = [...plain].map((letter) => ALIKE.get(letter) ?? letter).join('');
  return latin
    .replace(/i/g, 'l')
    .replace(/(?:\p{Lm}|[^\p{L}\p{N}])+/gu, '-')
    .replace(/^-|-$/g, '');
}
