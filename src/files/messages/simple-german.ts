import { FluentParser, type Pattern } from '@fluent/syntax';

/** Words that a sentence may have, and characters of a line. A slot counts as one word of ten characters. */
const WORDS_MAX = 12;
const CHARACTERS_MAX = 80;
const SLOT = 'n'.repeat(10);

/** Rules that can be read off the words, each with its name. docs/messages.md names their sources. */
const RULES: readonly (readonly [rule: string, breach: RegExp])[] = [
  ['genitive', oneOf('des|eines|meines|unseres|ihres|dieses|wegen|trotz|während')],
  [
    'passive',
    oneOf(
      'wird|werden|wurden?|worden|(?:ist|sind)(?: \\S+)? (?!verloren|bekannt|gekommen|gegangen)(?:ver|be|ge)\\p{Ll}+(?:t|en)',
    ),
  ],
  ['subjunctive', oneOf('würden?|wären?|hätten?|könnten?|sollten?|müssten?|dürften?')],
  [
    'subordinate',
    oneOf(
      'dass|weil|ob|wenn|falls|damit|obwohl|sodass|bevor|nachdem|sobald|solange|, (?:der|die|das|den|dem|wo|was|wann|wie|bis)',
    ),
  ],
  ['abbreviation', /(?<!\p{L})(?:z\. ?B|u\. ?a|d\. ?h|bzw|ggf|usw|inkl|ca|evtl)\./u],
  ['long-word', /\p{L}{17,}/u],
];

function oneOf(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');
}

/** Finds what is hard to read in a sentence of a catalogue, by the rules of Leichte Sprache, each once. */
export function hardWordsIn(source: string): readonly { readonly rule: string; readonly line: string }[] {
  const found = linesOf(source).flatMap((line) => {
    const words = line.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
    return [
      ...(words > WORDS_MAX ? ['words'] : []),
      ...(line.length > CHARACTERS_MAX ? ['characters'] : []),
      ...(/(?<!\d)[.!?] \p{Lu}/u.test(line) ? ['two-sentences'] : []),
      ...RULES.filter(([, breach]) => breach.test(line)).map(([rule]) => rule),
    ].map((rule) => ({ rule, line: line.replaceAll(SLOT, '…') }));
  });
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** The lines of all texts that a sentence of a catalogue can have. */
export function linesOf(source: string): readonly string[] {
  const [entry] = new FluentParser({ withSpans: false }).parse(`${source}\n`).body;
  if (entry?.type !== 'Message') return [];
  const patterns = [entry.value, ...entry.attributes.map(({ value }) => value)];
  const texts = patterns.flatMap((pattern) => (pattern === null ? [] : textsOf(pattern)));
  return texts.flatMap((text) => text.split('\n')).map((line) => line.trim());
}

/** Every text that a pattern can have, by what its selectors choose, with `slot` for all that is filled in. */
export function textsOf(pattern: Pattern, slot = SLOT): readonly string[] {
  return pattern.elements.reduce<readonly string[]>(
    (texts, element) => {
      const next =
        element.type === 'TextElement'
          ? [element.value]
          : element.expression.type === 'SelectExpression'
            ? element.expression.variants.flatMap(({ value }) => textsOf(value, slot))
            : [element.expression.type === 'StringLiteral' ? element.expression.value : slot];
      return texts.flatMap((text) => next.map((more) => text + more));
    },
    [''],
  );
}
