import { expect, test } from 'vitest';
import { mentions, wordsRead } from '../../../src/core/domain/mention.ts';

const NUMBER = '+49 221 4710119';

test.each([
  ['Ruf an: 0221 4710119.', NUMBER, true],
  ['Ruf an: (0221) 4710119', NUMBER, true],
  ['0221/471 01 19, bis 16 Uhr', NUMBER, true],
  ['+49 (0)221 4710119', NUMBER, true],
  ['004922147 10119', NUMBER, true],
  ['0221 47101190', NUMBER, false],
  ['10221 4710119', NUMBER, false],
  ['0231 4710119', NUMBER, false],
  ['Mail: info@example.org.', 'info@example.org', true],
  ['Mail: stadt-info@example.org', 'info@example.org', false],
  ['Mail: info@example.org.uk', 'info@example.org', false],
  ['Mehr: https://example.org/notfall', 'https://example.org', false],
  ['Mehr: https://example.org/notfall.', 'https://example.org/notfall', true],
])('in %j the address %j stands by itself: %j', (text, address, is) => {
  expect(mentions(text, address)).toBe(is);
});

test.each([
  [
    'Dringendes: Info-Schalter im Rathaus.',
    ['Rathaus', 'Info-Schalter im Rathaus'],
    ['Info-Schalter im Rathaus'],
  ],
  [
    'Schalter im Rathaus. Das Rathaus hat auf.',
    ['Rathaus', 'Schalter im Rathaus'],
    ['Schalter im Rathaus', 'Rathaus'],
  ],
  ['Bitte ins\nRathaus kommen.', ['bitte ins Rathaus kommen'], ['bitte ins Rathaus kommen']],
  ['Das Rathausfest fällt aus.', ['Rathaus'], []],
  ['Nur (dringend) am Tor', ['(dringend) am Tor.'], ['(dringend) am Tor.']],
])('in %j of the words %j can be read: %j', (text, words, read) => {
  expect(wordsRead(text, words)).toEqual(read);
});
