/** Whether a text has this number or address by itself, a number in whatever form: `+49 221 4710191`, `0221 – 471.0191`. */
export function mentions(text: string, address: string): boolean {
  if (/^\(?[+\d][\d\s()/-]*$/.test(address))
    return numberForm(address).test(text.replace(OTHER_DIGITS, '\n'));
  const form = `(?<![\\p{L}\\p{N}_@./-])${escaped(address)}(?![\\p{L}\\p{N}_@/-]|\\.[\\p{L}\\p{N}])`;
  return new RegExp(form, 'iu').test(text);
}

/** Hyphens, dashes and the minus sign, for a class of characters. */
const DASHES = '\\-\\u2010-\\u2015\\u2212';
const CLOCK = '(?:[01]?\\d|2[0-4])\\.[0-5]\\d';
const DATE = '(?:0?[1-9]|[12]\\d|3[01])([./-])\\s?(?:0?[1-9]|1[0-2])\\1\\s?(?:(?:19|20)?\\d\\d)';

/** Words after which a number is that of a file, an account or a customer. */
const REFERENCE =
  '(?<!\\p{L})(?:\\p{L}*zeichen|Az|\\p{L}*[Kk]onto|(?:Konto|Kunden|Rechnungs|Vorgangs)(?:nummer|-?[Nn]r))';

/** Dates, times of day, bank accounts, references and amounts: their digits are no number that somebody calls. */
const OTHER_DIGITS = new RegExp(
  [
    `(?<![\\d+][./-]?)${DATE}(?![./-]?\\d)`,
    '(?<![\\d+][-]?)(?:19|20)\\d\\d-\\d\\d-\\d\\d(?!-?\\d)',
    `(?<![\\d+]\\.?)${CLOCK}\\s?[${DASHES}]\\s?${CLOCK}(?!\\.?\\d)`,
    `${REFERENCE}[.:\\s]*(?:Nr[.:\\s]*)?\\d[\\d./-]*`,
    '\\bDE\\d\\d(?:\\s?\\d{4}){4}\\s?\\d\\d(?!\\d)',
    '(?<![\\d+]\\.?)[1-9]\\d{0,2}(?:\\.\\d{3})+(?!\\.?\\d)',
    '(?<![\\d+])\\d+(?:[.\\s]\\d{3})*(?:,[\\d\\u2013-]+)?\\s?(?:€|Euro|EUR)(?!\\p{L})',
  ].join('|'),
  'gu',
);

/** The number as somebody abroad dials it: the same in whatever form it is written. */
export function dialled(phone: string): string {
  const { own, isForeign } = digitsOf(phone);
  return isForeign ? `+${own}` : `+49${own}`;
}

/** The digits of a German number without its 0 or country code, and of a foreign number with its country code. */
function digitsOf(phone: string): { readonly own: string; readonly isForeign: boolean } {
  const written = phone.replace(/[^\d+]/g, '');
  const isForeign = /^(?:\+|00)(?!49)/.test(written);
  const own = written.replace(isForeign ? /^(?:\+|00)/ : /^(?:(?:\+|00)49|49(?=\d{6}))?0?/, '');
  return { own, isForeign };
}

/** Whether a text has a number that somebody can call, beside 110 and 112. */
export function saysNumber(text: string): boolean {
  const form = `(?<![\\p{L}\\p{N}@/_-])(?:[+0](?:(?:[\\s()/${DASHES}]*|\\.)\\d){5}|\\d{6}|115(?!\\p{N})|116\\s\\d{3})`;
  return new RegExp(form, 'u').test(text.replace(OTHER_DIGITS, '\n'));
}

/**
 * A number with its 0 or the country code, and blanks, dots, strokes, dashes and brackets anywhere. Without the 0 or the country code,
 * only blanks, strokes and dashes may separate the digits. An area code written apart may be missing if the rest is longer than a
 * postcode, or if it follows, behind a stroke, another number with this area code.
 */
function numberForm(address: string): RegExp {
  const { own, isForeign } = digitsOf(address);
  const anywhere = `[\\s().·/⁄∕${DASHES}]*`;
  const sparse = own.length > 6 ? `[\\s()/${DASHES}]*` : '\\s*';
  const home = `(?:\\+|00)${anywhere}49${anywhere}(?:0${anywhere})?|0${anywhere}`;
  const apart = /^\(?(?:(?:\+|00)49[\s()/-]*0?|0)[\s()/-]*(?=[1-9])\d+[\s)/-]+(?=\d)(.+)$/.exec(address);
  const local = apart?.[1]?.replace(/\D/g, '') ?? '';
  const area = own.slice(0, own.length - local.length);
  const another = `(?:${home})${[...area].join(anywhere)}[\\s()/-]+\\d[\\d\\s-]{2,}/\\s?${[...local].join(sparse)}`;
  const bare = [own, ...(local.length > 5 ? [local] : [])].map((digits) => [...digits].join(sparse));
  const before = `(?<![\\p{L}\\p{N}_@+]|[^\\s\\p{N}]/`;
  const after = `(?![\\p{L}\\p{N}_@]|[.:]\\p{N}|[${DASHES}](?!0(?!\\p{N}))\\p{N}|,\\d{1,2}(?!\\d|\\s?[.:${DASHES}]\\s?\\d|\\s?Uhr)`;
  const whole = `${before}|\\p{N}[.${DASHES}])\\(?(?:${isForeign ? '\\+|00' : home})${[...own].join(anywhere)}${after})`;
  const other = local === '' ? '' : `|${before}|\\p{N}[.${DASHES}])\\(?${another}${after})`;
  return new RegExp(
    `${whole}${other}|${before}|\\p{N}${anywhere})(?:${bare.join('|')})${after}|/\\p{N})`,
    'iu',
  );
}

/**
 * Those of these words that can be read in a text: not as a part of longer ones, though a sentence may begin or end with
 * them.
 */
export function wordsRead(text: string, words: readonly string[]): readonly string[] {
  let left = text;
  return words
    .toSorted((a, b) => b.length - a.length)
    .filter((one) => {
      const [first = '', ...rest] = one.trim().replace(/\.$/, '');
      const start = `[${escaped(first.toLowerCase())}${escaped(first.toUpperCase())}]`;
      const more = rest.join('').split(/\s+/).map(escaped).join('\\s+');
      const form = new RegExp(`(?<![\\p{L}\\p{N}])${start}${more}(?![\\p{L}\\p{N}])`, 'gu');
      const without = left.replace(form, '\n');
      const isRead = without !== left;
      left = without;
      return isRead;
    });
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
