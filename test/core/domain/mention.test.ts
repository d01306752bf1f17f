import { expect, test } from 'vitest';
import { dialled, mentions, wordsRead } from '../../../src/core/domain/mention.ts';

const NUMBER = '+49 221 4710119';

test.each([
  ['Ruf an: 0221 4710119.', NUMBER, true],
  ['Ruf an: (0221) 4710119', NUMBER, true],
  ['0221/471 01 19, bis 16 Uhr', NUMBER, true],
  ['+49 (0)221 4710119', NUMBER, true],
  ['004922147 10119', NUMBER, true],
  ['0221 4710119', '(0221) 4710119', true],
  ['+49 221 4710119', '(0221) 4710119', true],
  ['0221 4710119', '+49 (221) 4710119', true],
  ['4710119', '+49 (221) 4710119', true],
  ['4710119', '(+49) 221 / 4710119', true],
  ['4710119', '+49 (0)2214710119', false],
  ['+49 221/4710119', '+49/221/4710119', true],
  ['+43 1 4710119', '(+43) 1 4710119', true],
  ['0221 47101190', NUMBER, false],
  ['10221 4710119', NUMBER, false],
  ['0231 4710119', NUMBER, false],
  ['0221 – 4710119', NUMBER, true],
  ['0221‑471‑0119', NUMBER, true],
  ['(0221) 4710-119', NUMBER, true],
  ['am 24.11.2026 unter 0221.471.0119', NUMBER, true],
  ['+49.221.4710119', NUMBER, true],
  ['Tel.0221/4710119 oder 0221/4710120', NUMBER, true],
  ['0221 4710118/0221 4710119', NUMBER, true],
  ['0221 4710119/20', NUMBER, true],
  ['0221 4710118/4710119', NUMBER, true],
  ['0221 4710118 / 4710119', NUMBER, true],
  ['0231 4710118/4710119', NUMBER, false],
  ['0221 4710119-0', NUMBER, true],
  ['0221 4710119-01', NUMBER, false],
  ['0221 4710119,8-16 Uhr', NUMBER, true],
  ['0221 4710119,08.00 Uhr', NUMBER, true],
  ['Kassenzeichen 4710119', NUMBER, false],
  ['Az.: 4710119 oder Kunden-Nr. 4710119', NUMBER, false],
  ['Kontonummer 4710119, Telefon 0221 4710119', NUMBER, true],
  ['02 21 / 4 71 01 19', NUMBER, true],
  ['Rathaus: 47 10-119', NUMBER, true],
  ['0043 1 4710119', '+43 1 4710119', true],
  ['02371 4710119', NUMBER, false],
  ['+1 221 4710119', NUMBER, false],
  ['0221 4710119-5', NUMBER, false],
  ['am 24.11.2026, 8 Uhr', '0241 12026', false],
  ['am 02.11.2026', '+49 211 2026', false],
  ['2026-11-24', '0202 61124', false],
  ['24/11/2026', '0241 12026', false],
  ['von 08.00–12.00 Uhr', '0800 1200', false],
  ['DE89 0221 4710 1190 0532 00', '0221 47101190', false],
  ['2.214.710.119 Euro', NUMBER, false],
  ['2214710119,50 €', NUMBER, false],
  ['50935 Köln', '0221 50935', false],
  ['Seiten 1-15, Az. 115/2026', '115', false],
  ['+49 221 4710119', '+49 (0)221 4710119', true],
  ['0221 4710119', '0049 (0)221 4710119', true],
  ['Ruf an: 115', '+49 115', true],
  ['Mail: info@example.org.', 'info@example.org', true],
  ['Mail: stadt-info@example.org', 'info@example.org', false],
  ['Mail: info@example.org.uk', 'info@example.org', false],
  ['Mehr: https://example.org/notfall', 'https://example.org', false],
  ['Mehr: https://example.org/notfall.', 'https://example.org/notfall', true],
])('in %j the address %j is no part of a longer one: %j', (text, address, is) => {
  expect(mentions(text, address)).toBe(is);
});

test.each([
  ['0221 4710119', '+492214710119'],
  ['0221/471-0119', '+492214710119'],
  ['+49 221 4710119', '+492214710119'],
  ['+49 (0)221 4710119', '+492214710119'],
  ['0049 221 4710119', '+492214710119'],
  ['(0221) 4710119', '+492214710119'],
  ['+49 (221) 4710119', '+492214710119'],
  ['+49 (0221) 4710119', '+492214710119'],
  ['+49/221/4710119', '+492214710119'],
  ['00 49 221 4710119', '+492214710119'],
  ['0221 4710191', '+492214710191'],
  ['0231 4710119', '+492314710119'],
  ['+43 221 4710119', '+432214710119'],
  ['0043 221 4710119', '+432214710119'],
  ['0432 214710119', '+49432214710119'],
  ['115', '+49115'],
  ['+49 115', '+49115'],
  ['0800 1200', '+498001200'],
])('who calls %s dials %s', (phone, number) => {
  expect(dialled(phone)).toBe(number);
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
