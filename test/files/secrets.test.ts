import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { hiding, readSecrets } from '../../src/files/settings/secrets.ts';
import { manyWords } from '../../src/files/settings/word-finder.ts';
import { mistakeWords } from '../../src/staff-words/say.ts';
import { region } from '../fixtures/small-files.ts';

const accounts = [...region.accounts.values()];
const ENV = {
  X_APP_KEY: 'app-key-1',
  X_APP_SECRET: 'app-secret-1',
  SIEGEN_X_ACCESS_TOKEN: 'siegen-x-token',
  SIEGEN_X_ACCESS_SECRET: 'siegen-x-secret',
  SIEGEN_MASTODON_ACCESS_TOKEN: 'siegen-mastodon-token',
  SIWI_MASTODON_ACCESS_TOKEN: 'siwi-mastodon-token',
  HSK_X_ACCESS_TOKEN: 'hsk-x-token',
  HSK_X_ACCESS_SECRET: 'hsk-x-secret',
};

function told(env: Record<string, string | undefined>) {
  const { credentials, mistakes } = readSecrets({ ...ENV, ...env }, accounts, CHANNELS);
  const lines = mistakes.map((mistake) => {
    const { message, advice } = mistakeWords(mistake);
    return `${mistake.code}: ${message} → ${advice}`;
  });
  return { ids: [...credentials.keys()], lines };
}

describe('The secrets', () => {
  it('the secrets of an account are found by its name', () => {
    const { credentials, mistakes } = readSecrets(ENV, accounts, CHANNELS);
    expect(mistakes).toEqual([]);
    const app = { X_APP_KEY: 'app-key-1', X_APP_SECRET: 'app-secret-1' };
    expect(Object.fromEntries(credentials)).toEqual({
      'siegen-x': { ...app, ACCESS_TOKEN: 'siegen-x-token', ACCESS_SECRET: 'siegen-x-secret' },
      'siegen-mastodon': { ACCESS_TOKEN: 'siegen-mastodon-token' },
      'siwi-mastodon': { ACCESS_TOKEN: 'siwi-mastodon-token' },
      'hsk-x': { ...app, ACCESS_TOKEN: 'hsk-x-token', ACCESS_SECRET: 'hsk-x-secret' },
    });
  });

  it.each([
    ['missing', undefined, 'missing-token'],
    ['empty', '', 'missing-token'],
    ['broken over two lines', 'siegen-mas\ntodon-token', 'damaged-token'],
    ['copied with a blank', 'siegen-mastodon-token ', 'damaged-token'],
    ['copied with quotes of a word processor', '„siegen-mastodon-token“', 'damaged-token'],
    ['the placeholder of an example', '<your token here>', 'damaged-token'],
    ['a placeholder in one word', 'your-token-here', 'placeholder-token'],
    ['still to be changed', 'CHANGEME', 'placeholder-token'],
  ])('a secret that is %s holds only its account, and is not shown', (_, value, code) => {
    const { ids, lines } = told({ SIEGEN_MASTODON_ACCESS_TOKEN: value });
    expect(ids).toEqual(['siegen-x', 'siwi-mastodon', 'hsk-x']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${code}: SIEGEN_MASTODON_ACCESS_TOKEN`);
    if (value) expect(lines[0]).not.toContain(value);
  });

  it('a missing secret of the app on X is reported once, and holds X but not Mastodon', () => {
    const { ids, lines } = told({ X_APP_SECRET: undefined });
    expect(ids).toEqual(['siegen-mastodon', 'siwi-mastodon']);
    expect(lines).toHaveLength(1);
  });

  it('two accounts with the same token are both held, for one would speak as the other', () => {
    const { ids, lines } = told({ SIWI_MASTODON_ACCESS_TOKEN: ENV.SIEGEN_MASTODON_ACCESS_TOKEN });
    expect(ids).toEqual(['siegen-x', 'hsk-x']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^shared-token: SIWI_MASTODON_ACCESS_TOKEN .*`siegen-mastodon`/);
    expect(lines[0]).not.toContain(ENV.SIEGEN_MASTODON_ACCESS_TOKEN);
  });
});

describe('Redaction', () => {
  const token = 'p/a+s*s"w=rd & ü!';
  const env = {
    ...ENV,
    OLD_X_ACCESS_TOKEN: token,
    DATABASE_URL: 'postgres://me:db%2Fpass%21word@db.example.org/ausrufer',
  };
  const { redact } = hiding(readSecrets(env, accounts, CHANNELS).values);
  const forms: readonly [string, string][] = [
    ['as it is', token],
    ['in an address', encodeURIComponent(token)],
    ['in an address as OAuth writes it', encodeURIComponent(token).replace('*', '%2A').replace('!', '%21')],
    [
      'in an address in lower case',
      encodeURIComponent(token)
        .replaceAll('%2F', '%2f')
        .replaceAll('%2B', '%2b')
        .replaceAll('%3D', '%3d')
        .replaceAll('%C3%BC', '%c3%bc'),
    ],
    ['in JSON', JSON.stringify(token).slice(1, -1)],
    ['in base64', Buffer.from(token).toString('base64').replace(/=+$/, '')],
    ['in base64 for addresses', Buffer.from(token).toString('base64url')],
  ];

  it.each(forms)('a secret is blacked out %s', (_, form) => {
    const text = redact(`before ${form} after`);
    expect(text).toMatch(/^before \[secret\].{0,3} after$/);
  });

  it.each(['', 'u', 'us', 'use', 'user'])('a secret is blacked out in base64 after the name “%s”', (name) => {
    const header = `Basic ${Buffer.from(`${name}:${ENV.SIEGEN_X_ACCESS_TOKEN}:x`).toString('base64')}`;
    expect(redact(header)).toMatch(/^Basic .{0,8}\[secret\].{0,6}$/);
  });

  it('a secret is blacked out wherever it is, whether an account needs it or not', () => {
    expect(redact(`${ENV.HSK_X_ACCESS_SECRET}, ${ENV.X_APP_KEY}, ${env.DATABASE_URL}, db/pass!word`)).toBe(
      '[secret], [secret], [secret], [secret]',
    );
  });

  it('the variables of other programs are no secrets: their values may be ordinary words', () => {
    const others = { FOO_KEY: 'live', SSH_TOKEN: 'draft', COMPOSE_PASSWORD: 'posted', GIT_SECRET: 'town' };
    const text = 'mode: live, mode: draft, posted for the town';
    expect(hiding(readSecrets({ ...ENV, ...others }, accounts, CHANNELS).values).redact(text)).toBe(text);
  });

  it('the variables of other programs are no secrets, though they end like those of an account', () => {
    const others = { GITHUB_ACCESS_TOKEN: 'Rathaus', MAPS_ACCESS_TOKEN: '2026', CI_ACCESS_SECRET: 'false' };
    const text = 'Das Rathaus ist 2026 geöffnet: false';
    expect(hiding(readSecrets({ ...ENV, ...others }, accounts, CHANNELS).values).redact(text)).toBe(text);
  });

  it('of secrets that overlap or begin alike the first is blacked out, and the longest of those that begin there', () => {
    const word = (letters: fc.Arbitrary<string>) => fc.string({ unit: letters, minLength: 4, maxLength: 16 });
    const letters = fc.constantFrom('a', 'b', 'ä', '✓');
    const stories = fc.record({
      words: fc.array(word(letters), { minLength: 1, maxLength: 30 }),
      text: fc.string({ unit: letters, maxLength: 200 }),
    });
    fc.assert(
      fc.property(stories, ({ words, text }) => {
        const found = [...manyWords(words)(text)].map(({ word }) => word);
        const longestFirst = words.toSorted((a, b) => b.length - a.length);
        expect(found).toEqual(text.match(new RegExp(longestFirst.join('|'), 'g')) ?? []);
      }),
    );
  });

  it('each of thousands of secrets is blacked out and found', () => {
    const values = Array.from({ length: 2_000 }, (_, town) => `179401234567890${town}-Ab${town * 7_919}xY`);
    const { redact, isIn } = hiding(values);
    for (const value of values) {
      expect(redact(`Token ${value}!`)).toBe('Token [secret]!');
      expect(isIn(`Token ${value.toUpperCase()}!`)).toBe(true);
    }
    expect(isIn('Telefon 0221 4710119, Mo-Fr 08:00-16:00, Stand 17940123')).toBe(false);
  });

  it('words that are no secrets remain', () => {
    expect(redact('nothing secret here')).toBe('nothing secret here');
    expect(hiding([]).redact('nothing')).toBe('nothing');
    expect(hiding(['', 'ab']).redact('about')).toBe('about');
  });
});

const secret = 'Zq7-tok3n_of/siegen+Mast0don';
const { isIn: has } = hiding([secret, 'Bürgerbüro-Hemer', 'down']);
const bytes = [...Buffer.from(secret)];
const each = (write: (code: number) => string, between = '') => bytes.map(write).join(between);
const hex = (code: number) => code.toString(16).padStart(2, '0');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const FORMS: readonly (readonly [string, string])[] = [
  ['as it is', secret],
  ['in capitals', secret.toUpperCase()],
  ['backwards', [...secret].reverse().join('')],
  ['with blanks in between', [...secret].join(' ')],
  ['with dots in between', [...secret].join('.')],
  ['with an accent after it', `${secret}\u0301`],
  ['with an accent on each letter', [...secret].join('\u0301')],
  ['on two lines', `${secret.slice(0, 9)}\n${secret.slice(9)}`],
  ['in wide letters', each((code) => String.fromCodePoint(code + 0xfee0))],
  ['in an address', encodeURIComponent(secret)],
  ['in an address within an address', encodeURIComponent(encodeURIComponent(secret))],
  ['by the numbers of its characters in an address', each((code) => `%${hex(code)}`)],
  ['in mail', each((code) => `=${hex(code).toUpperCase()}`)],
  ['in HTML', each((code) => `&#${code};`)],
  ['in HTML, hexadecimal', each((code) => `&#x${hex(code)};`)],
  ['in JSON', each((code) => `\\u00${hex(code)}`)],
  ['in a program', each((code) => `\\x${hex(code)}`)],
  ['octal', each((code) => `\\${code.toString(8).padStart(3, '0')}`)],
  ['hexadecimal', each(hex)],
  ['hexadecimal with colons', each(hex, ':')],
  ['hexadecimal, each for itself', each((code) => `0x${hex(code)}`, ', ')],
  ['in base64', base64(secret)],
  ['in folded base64', base64(secret).replace(/(.{8})/g, '$1\n')],
  ['in base64 after other characters', base64(`ab${secret}`)],
  ['in base64 of base64', base64(base64(secret))],
  ['in base64 of sixteen bits', Buffer.from(secret, 'utf16le').toString('base64')],
  ['in base64 for addresses', Buffer.from(secret).toString('base64url')],
];

it.each(FORMS)('a secret in a text that is to go out is found %s', (_, form) => {
  expect(has(`Bitte ${form} melden.`)).toBe(true);
  expect(has(`Die Stadt sagt: ${form}`)).toBe(true);
});

it.each([
  'Bürgerbüro Hemer: Telefon 0221 4710119, Mo-Fr 08:00-16:00. Mehr: https://example.org/siegen/notfall?b=12&c=%20',
  'Stadt Siegen: Bis auf Weiteres sind wir nicht erreichbar. Nächste Information heute um 12:00. #CyberangriffSWF',
])('a secret in a text that is to go out is not found in ordinary words: %s', (text) => {
  expect(has(text)).toBe(false);
});
