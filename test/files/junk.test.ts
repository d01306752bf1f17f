import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { readRegion } from '../../src/files/municipalities/region.ts';
import { readServices } from '../../src/files/services/services.ts';
import { readSettings } from '../../src/files/settings/settings.ts';
import { mistakeWords } from '../../src/staff-words/say.ts';
import { MUNICIPALITIES, SERVICES, STATE, services, settings, stateOf } from '../fixtures/small-files.ts';

const RUNS = { numRuns: 300 };

/** Reads, or tells an operator what is wrong and what to do. Anything else is thrown on. */
function readOrTold(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    expect(error.mistakes.length).toBeGreaterThan(0);
    for (const mistake of error.mistakes) {
      const { message, advice } = mistakeWords(mistake);
      expect(mistake.code).toMatch(/^[a-z0-9-]+$/);
      expect(message).not.toMatch(/undefined|\[object|Invalid input/);
      expect(advice).not.toBe('');
    }
  }
}

const READERS: readonly [string, (text: string) => unknown, string][] = [
  [
    'settings',
    (text) => readSettings(text, 'f', CHANNELS),
    'sandbox: true\nchannels: {x: {rates: []}}\nconfirmed: null\n',
  ],
  ['services', (text) => readServices(text, 'f'), SERVICES],
  ['municipalities', (text) => readRegion(text, 'f', services, settings, CHANNELS), MUNICIPALITIES],
  ['incident state', (text) => stateOf(text), STATE],
];

/** Words that files are made of, and that JavaScript trips over. */
const PLAIN =
  'siegen all towns-of/ constructor toString id kind outage de null yes 5 0x1f .nan .inf 2023-10-30';
const MARKS = [
  '"',
  "'",
  ...'[]{}:#|>%@\t\n',
  ': ',
  '- ',
  '\n  ',
  '&a ',
  '*a',
  '!!str ',
  '<<',
  '\r\n',
  '---',
  '? ',
];
const word = fc.constantFrom(...PLAIN.split(' '), ...MARKS);

describe.each(READERS)('Junk for %s', (_, read, good) => {
  it('junk of any characters never breaks the reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => readOrTold(() => read(text))),
      RUNS,
    );
  });

  it('junk of words that could be YAML never breaks the reader', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => readOrTold(() => read(words.join('')))),
      RUNS,
    );
  });

  it('junk cut off, cut out or put into a good file never breaks the reader', () => {
    const place = fc.nat({ max: good.length });
    fc.assert(
      fc.property(place, place, fc.array(word, { maxLength: 3 }), (from, to, words) =>
        readOrTold(() => read(good.slice(0, from) + words.join('') + good.slice(Math.max(from, to)))),
      ),
      RUNS,
    );
  });

  it('junk of any shape never breaks the reader', () => {
    const keys =
      'incident facts announcements municipalities groups services accounts siegen channels constructor';
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constant(null),
        fc.boolean(),
        fc.double(),
        fc.string(),
        word,
        tie('map'),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
      map: fc.dictionary(fc.oneof(fc.constantFrom(...keys.split(' ')), fc.string()), tie('tree'), {
        maxKeys: 4,
      }),
    }));
    fc.assert(
      fc.property(tree, (value) => readOrTold(() => read(JSON.stringify(value)))),
      RUNS,
    );
  });
});

it('Bytes of any kind never break the reader', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      readOrTold(() => readSettings(bytes, 'f', CHANNELS)),
    ),
    RUNS,
  );
});

it('Time zones with gaps in their calendar never break the reader', () => {
  const zone = fc.constantFrom(
    'Pacific/Apia',
    'Asia/Beirut',
    'Africa/Cairo',
    'Australia/Lord_Howe',
    'Antarctica/Troll',
    'UTC',
  );
  const two = fc.nat({ max: 61 }).map((n) => String(n).padStart(2, '0'));
  const time = fc
    .tuple(fc.integer({ min: 1999, max: 2100 }), two, two, two, two)
    .map(([y, mo, d, h, mi]) => `${y}-${mo}-${d} ${h}:${mi}`);
  fc.assert(
    fc.property(zone, time, time, (timeZone, from, until) => {
      const local = readSettings(`time_zone: ${timeZone}`, 'f', CHANNELS);
      const facts = `services: {vehicle-registration: {status: limited, since: "${from}", until: ${until.slice(0, 10)}}}`;
      readOrTold(() =>
        readRegion(MUNICIPALITIES.replace('facts: {', `facts: {${facts}, `), 'f', services, local, CHANNELS),
      );
    }),
    { numRuns: 100 },
  );
});
