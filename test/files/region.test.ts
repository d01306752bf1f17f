import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { municipalitiesNamed } from '../../src/core/domain/municipality.ts';
import { readRegion } from '../../src/files/municipalities/region.ts';
import { complaints, MUNICIPALITIES, region, services, settings } from '../fixtures/small-files.ts';

function read(from: string, to: string): readonly string[] {
  expect(MUNICIPALITIES).toContain(from);
  const text = MUNICIPALITIES.replace(from, to);
  return complaints(() => readRegion(text, 'municipalities.yaml', services, settings, CHANNELS));
}

const REFUSED: readonly (readonly [right: string, wrong: string, told: RegExp])[] = [
  [
    '"05970040"',
    '05970040',
    /^5:10 not-quoted: .*siegen\.ags.*Put it in quotes: "05970040"\. .*leading zero is lost/,
  ],
  ['"05970040"', '"059700"', /^5:10 bad-ags: .*8 digits/],
  ['"05970040"', '"5970040"', /^5:10 bad-ags: .*leading zero is missing.*Write "05970040"/],
  ['"05958"', '"5958"', /^29:10 bad-ags: .*leading zero is missing.*Write "05958"/],
  ['"05970008"', '"05970040"', /bad-ags: `05970040` is already the key of `siegen`/],
  ['"05970040"', '"05970"', /^5:10 bad-ags: `siegen` is a stadt/],
  ['"05970040"', '"059700400"', /^5:10 bad-ags: `siegen` is a stadt, .*association/],
  ['"05958"', '"05958004"', /^29:10 bad-ags: `hsk` is a district/],
  ['"05970040"', '"05958040"', /^5:10 bad-ags: .*is not in `kreis-siwi`/],
  ['part_of: kreis-siwi', 'part_of: kreis-siwy', /^6:14 unknown-municipality: .*`kreis-siwi`/],
  ['part_of: kreis-siwi', 'part_of: siegen', /^6:14 part-of-itself/],
  ['    ags: "05970040"\n', '', /bad-ags: `siegen` has no `ags`/],
  ['speaks_for: [kreis-siwi, ', 'speaks_for: [kries-siwi, ', /^8:18 unknown-municipality: .*`kreis-siwi`/],
  [
    'speaks_for: [kreis-siwi, ',
    'speaks_for: [towns-of/kreis-siwy, ',
    /^8:18 unknown-municipality: .*`towns-of\/kreis-siwi`/,
  ],
  [
    'speaks_for: [kreis-siwi, ',
    'speaks_for: [towns-of/siegen, ',
    /^8:18 unknown-municipality: nobody has the name `towns-of\/siegen`/,
  ],
  ['members: [burbach]', 'members: [towns-of/null]', /^33:57 unknown-municipality/],
  ['members: [burbach]', 'members: [towns-of/burbach]', /^33:57 unknown-municipality: (?!.*Did you mean)/],
  ['languages: [de, en]', 'languages: [ger, en]', /^7:17 bad-language: .*ISO 639-1/],
  ['languages: [de, en]', 'languages: []', /^7:16 too-small/],
  ['languages: [de, en]', 'languages: [de, en, de]', /^7:25 listed-twice: `de` .*Keep one/],
  ['handle: hsk}', 'handle: hsk, languages: [de, de]}', /^31:69 listed-twice: `de`/],
  ['  hsk:', '  Hoch Sauerland:', /^26:3 bad-id: .*`hoch-sauerland`/],
  ['  hsk:', '  all:', /^26:3 taken-id: `all` means everybody/],
  ['  nachbarn:', '  hsk:', /^34:3 taken-id/],
  ['members: [burbach]', 'members: [nachbarn]', /^33:57 group-in-group/],
  ['members: [burbach]', 'members: [burbch]', /^33:57 unknown-municipality: .*`burbach`/],
  ['handle: hsk}', 'handle: "@hsk"}', /^31:48 bad-handle: .*without @/],
  [
    'channel: x, handle: hsk',
    'channel: twitter, handle: hsk',
    /^31:37 unknown-word: .*one of `x`, `mastodon`/,
  ],
  ['channel: x, handle: hsk', 'handle: hsk', /^31:16 missing-key: .*one of `x`, `mastodon`/],
  ['channel: x, handle: hsk', 'channel: x, server: https://x.com, handle: hsk', /^31:40 unknown-key/],
  ['server: https://social.example.org, ', '', /^25:16 missing-key: .*server/],
  ['server: https://social.example.org,', 'server: http://social.example.org,', /^25:63 bad-url/],
  ['server: https://social.example.org,', 'server: https://social.example.org/web,', /^25:63 bad-url/],
  ['server: https://social.example.org,', 'server: "https://a:b@social.example.org",', /^25:63 bad-url/],
  ['id: hsk-x', 'id: siegen-x', /^31:21 taken-id: .*already at `siegen`/],
  ['handle: hsk}', 'handle: Stadt_Siegen}', /^31:48 same-account: @stadt_siegen on X is already at `siegen`/],
  ...['https://SOCIAL.example.org/', 'https://social.example.org:443', 'https://social.example.org.'].map(
    (server): (typeof REFUSED)[number] => [
      'server: https://social.example.org, handle: kreis_siwi',
      `server: "${server}", handle: stadt_siegen`,
      /^25:\d+ same-account: @stadt_siegen on social\.example\.org is already at `siegen`/,
    ],
  ),
  ['handle: hsk}', 'handle: hsk, languages: [tr]}', /^31:64 foreign-language: .*`tr`/],
  ['name: {de: Hochsauerlandkreis}', 'name: {}', /^27:11 no-words/],
  ['name: {de: Hochsauerlandkreis}', 'name: Hochsauerlandkreis', /^27:11 wrong-type: .*For example: \{de: /],
  ['kind: gemeinde', 'kind: Gemeinde', /^15:11 unknown-word: .*Did you mean `gemeinde`/],
  ['kind: gemeinde', 'kind: gemeinde\n    handel: x', /^16:5 unknown-key/],
  [
    'facts: {contacts: ',
    'facts: {services: {tax: unknown}, contacts: ',
    /^19:24 unknown-service: .*services\.yaml/,
  ],
  ['{place: {de: Rathaus}}', '{hours: 24/7}', /^19:30 no-way/],
];

describe('The municipalities', () => {
  it.each(REFUSED)('refuse, in the place of %j, %j, and say %s', (right, wrong, told) => {
    const lines = read(right, wrong);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(told);
  });

  it('the municipalities never show the password that somebody wrote into an address', () => {
    const [line = ''] = read(
      'server: https://social.example.org,',
      'server: "https://me:hush@social.example.org",',
    );
    expect(line).toMatch(/bad-url: `https:\/\/…@social\.example\.org`/);
  });

  it('the municipalities have all their mistakes told at once, from shape to references, in the order of the file', () => {
    const text = MUNICIPALITIES.replace('kind: stadt', 'kind: city')
      .replace('facts: {contacts', 'fact: {contacts')
      .replace('members: [burbach]', 'members: [burbch, siegen]')
      .replace('id: hsk-x', 'id: siwi-mastodon');
    const lines = complaints(() => readRegion(text, 'm', services, settings, CHANNELS));
    expect(lines.map((line) => line.split(': ')[0])).toEqual([
      '4:11 unknown-word',
      '19:5 unknown-key',
      '31:21 taken-id',
      '33:57 unknown-municipality',
    ]);
  });

  it('the municipalities are complete once they are read', () => {
    expect(region.municipalities.get('siegen')).toEqual({
      id: 'siegen',
      name: { de: 'Stadt Siegen', en: 'City of Siegen' },
      kind: 'stadt',
      ags: '05970040',
      partOf: 'kreis-siwi',
      languages: ['de', 'en'],
      speaksFor: new Set(['siegen', 'rathaeuser', 'kreis-siwi', 'burbach']),
      infoUrl: 'https://example.org/siegen',
      facts: {},
      accounts: [
        {
          id: 'siegen-x',
          municipality: 'siegen',
          channel: 'x',
          handle: 'stadt_siegen',
          server: null,
          languages: ['de'],
          publicExercises: false,
        },
        {
          id: 'siegen-mastodon',
          municipality: 'siegen',
          channel: 'mastodon',
          handle: 'stadt_siegen',
          server: 'https://social.example.org',
          languages: ['de', 'en'],
          publicExercises: false,
        },
      ],
    });
    expect([...region.accounts.keys()]).toEqual(['siegen-x', 'siegen-mastodon', 'siwi-mastodon', 'hsk-x']);
    expect(region.groups.get('nachbarn')).toEqual({ id: 'nachbarn', name: { de: 'Nachbarn' }, members: [] });
    expect(region.municipalities.get('burbach')?.facts.contacts?.desk).toEqual({
      place: { de: 'Rathaus' },
    });
  });

  it('the municipalities may speak for all, for the towns of a district, and for groups', () => {
    const speaking = (words: string) => {
      const text = MUNICIPALITIES.replace('speaks_for: [kreis-siwi, rathaeuser]', `speaks_for: [${words}]`);
      return [
        ...(readRegion(text, 'm', services, settings, CHANNELS).municipalities.get('siegen')?.speaksFor ??
          []),
      ].sort();
    };
    expect(speaking('all')).toEqual(['burbach', 'hsk', 'kreis-siwi', 'nachbarn', 'rathaeuser', 'siegen']);
    expect(speaking('towns-of/kreis-siwi')).toEqual(['burbach', 'siegen']);
    expect(speaking('nachbarn')).toEqual(['nachbarn', 'siegen']);
  });

  it('the towns of a district are also those of an association in it, whose keys begin with that of the district', () => {
    const inAssociation = (ags: string) =>
      MUNICIPALITIES.replace('part_of: kreis-siwi', 'part_of: burbach').replace('"05970040"', ags);
    const region = readRegion(inAssociation('"05970044"'), 'm', services, settings, CHANNELS);
    const named = (who: string) => municipalitiesNamed(region, who).map(({ id }) => id);
    expect([named('towns-of/kreis-siwi'), named('towns-of/burbach')]).toEqual([
      ['siegen', 'burbach'],
      ['siegen'],
    ]);
    expect(
      complaints(() => readRegion(inAssociation('"05958004"'), 'm', services, settings, CHANNELS)),
    ).toEqual([expect.stringContaining('is not in `kreis-siwi`')]);
  });

  it('a district that is part of its own town is refused', () => {
    const told = read('kind: kreis', 'kind: kreis\n    part_of: siegen');
    expect(told).toEqual(
      ['siegen', 'kreis-siwi'].map((id) => expect.stringMatching(`part-of-itself: .*\`${id}\``)),
    );
  });

  it('a zweckverband needs no official key', () => {
    const text = MUNICIPALITIES.replace('kind: stadt\n    ags: "05970040"', 'kind: zweckverband');
    expect(readRegion(text, 'm', services, settings, CHANNELS).municipalities.get('siegen')?.ags).toBeNull();
  });
});
