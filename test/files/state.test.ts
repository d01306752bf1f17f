import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/core/domain/incident.ts';
import { sha256 } from '../../src/core/domain/post-key.ts';
import { readState } from '../../src/files/incident/state.ts';
import { readServices } from '../../src/files/services/services.ts';
import { complaints, region, STATE, settings, stateOf } from '../fixtures/small-files.ts';

function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, STATE);
}

const FACT = 'unaffected: [emergency-calls]';
const ABOUT = 'about: [kreis-siwi]';
const KIND = 'kind: outage';
const POST_AS = 'post_as: [siegen, kreis-siwi]';
const STARTED = '"2023-10-30 01:01"';

/** Something written in the place of something right, and the first mistake that the operator is told. */
type Wrong = readonly [instead: string, told: RegExp];
const TITLE = '{de: IT-Ausfall, en: IT outage}';
const ONE = `- id: outage\n    ${KIND}`;
const TWO = '- {id: a, kind: outage, post_as: all}\n  - id: outage';

const REFUSED: readonly (readonly [right: string, wrong: readonly Wrong[]])[] = [
  [STATE, [['- outage', /^1:1 wrong-type/]]],
  [STATE.slice(STATE.indexOf('announcements')), [['', /^1:1 missing-key: `announcements`/]]],
  [STATE.slice(STATE.indexOf('  - id: outage')), [['', /^16:15 empty-value: .*`announcements`/]]],
  ['announcements:', [['announcments:', /^1:1 missing-key/]]],
  ['id: sit-2023-10', [['id: sit/2023', /^2:7 bad-id: .*`sit-2023`/]]],
  [
    'mode: live',
    [
      ['mode: life', /^3:9 unknown-word: .*Did you mean `live`/],
      ['mod: live', /^3:3 unknown-key: .*Did you mean `mode`/],
      ['hashtags: ["#cyber-angriff"]', /^3:14 bad-hashtag: .*`CyberAngriff`.*without #/],
      ['hashtags: [ITAusfall, Hemer, ITAusfall]', /^3:32 listed-twice: `ITAusfall` .*Keep one/],
      ['cause: {kind: hackers}', /^3:17 unknown-word/],
    ],
  ],
  [`  title: ${TITLE}\n`, [['', /^2:3 missing-key: `incident\.title`/]]],
  [
    TITLE,
    [
      ['IT-Ausfall', /^4:10 wrong-type: .*For example: \{de: /],
      ['{de: " "}', /^4:15 empty-text/],
      ['{de: "… — !"}', /^4:15 empty-text/],
      ['{de: "\u0301"}', /^4:15 empty-text/],
      ['{de: "IT\\u0007"}', /^4:15 unseen-character/],
      ['{de: "IT\\t-Ausfall"}', /^4:15 unseen-character: .*U\+0009/],
      ['{de: "IT\\u202E-Ausfall"}', /^4:15 unseen-character: .*U\+202E after `IT`/],
      ...['\u200B', '\u200D', '\uFE0F', '\u2800', '\u3164', '\uE000', '\uFFFF', '\u{E0041}', '\u{1FFFE}'].map(
        (unseen): Wrong => [`{de: "IT${unseen}-Ausfall"}`, /^4:15 unseen-character/],
      ),
      ['', /^4:10 empty-value/],
    ],
  ],
  [
    STARTED,
    [
      ['2023', /^5:12 not-quoted/],
      ['2023-10-30', /^5:12 day-not-time/],
      ['"2023-10-29 02:30"', /^5:12 ambiguous-time: .*T02:30:00\+02:00.*T02:30:00\+01:00/],
      ['2023-03-26 02:30', /^5:12 no-such-time: .*2023-03-26T02:30:00\+01:00/],
    ],
  ],
  ['affects: [towns', [['affects: [hks, towns', /^7:13 unknown-municipality: .*`hsk`/]]],
  ['affects: [towns-of/kreis-siwi, kreis-siwi]', [['affects: []', /^7:12 affects-nobody/]]],
  ['  siegen:\n', [['  sigen:\n', /^11:3 unknown-municipality: .*Did you mean `siegen`/]]],
  [
    FACT,
    [
      ['reach: {website: dwon}', /^10:22 unknown-word: .*Did you mean `down`/],
      ['unaffected: [emergency-call]', /^10:18 unknown-service: .*`emergency-calls`/],
      ['services: {vehicle-registration: unavailabel}', /^10:38 unknown-word: .*`unavailable`/],
      ['services: {vehicle-registration: 5}', /^10:38 wrong-type: .*the number `5`.*`limited`.*or a map/],
      [
        'services: {emergency-calls: {status: limited, alternativ: {de: x}}}',
        /^10:51 unknown-key: .*`alternative`/,
      ],
      ['instruction: Bitte warten', /^10:18 wrong-type: .*For example: \{say: /],
      ['instruction: {text: {de: x}, untill: 2023-10-30}', /^10:34 unknown-key: .*Did you mean `until`/],
      ['instruction: {text: {de: " ", en: " ", tr: " "}, until: 2023-10-30}', /^10:30 empty-text/],
      ['instruction: {german: x}', /^10:19 bad-language/],
      ['instruction: {say: urgent-at}', /^10:18 missing-key: `urgent-at` needs a `place`/],
      ['instruction: {say: urgent-at, until: 2023-10-30}', /^10:18 missing-key: `urgent-at` needs a `place`/],
      ['estimate: {kind: not-before}', /^10:15 missing-key: .*needs `at`/],
      ['estimate: {kind: unknown, at: 2023-11-06}', /^10:35 unknown-key: .*has no `at`/],
      ['estimate: {kind: expected-between, from: 2023-11-06, to: 2023-11-01}', /^10:62 wrong-order/],
      ['appointments: {policy: cancelled, from: 2023-10-30, until: 2023-10-29}', /^10:64 wrong-order/],
      ['appointments: {policy: cancelled, until: "2023-10-30 12:00"}', /^10:46 time-not-day: .*2023-10-30/],
      ['email: {lost_since: "2023-10-30 06:00", lost_until: "2023-10-29 06:00"}', /^10:57 wrong-order/],
      ['email: {action: resend-by-post}', /^10:21 unknown-word: .*`resend-by-post-or-phone`/],
      ['info_url: example.org', /^10:15 bad-url: .*https:/],
    ],
  ],
  [
    KIND,
    [
      ['kin: outage', /^17:5 missing-key: .*kind/],
      ['kind: correction', /^17:5 missing-key: .*`corrects`/],
      ['kind: retraction', /^17:5 missing-key: .*`withdraws`/],
      ['kind: notice', /^17:5 missing-key: .*`text`/],
      ['kind: restoration', /^17:5 missing-key: .*`services`/],
      ['kind: contacts', /^17:5 missing-key: .*`contact`/],
      ['kind: outage\n    reach: [phone]', /^19:12 wrong-kind: .*restoration/],
      ['kind: contacts\n    contact: hotlin', /^19:14 unknown-contact: .*Did you mean `hotline`/],
      ['kind: outage\n    text: {de: x}', /^19:11 own-words/],
      ['kind: correction\n    corrects: outag', /^19:15 unknown-announcement/],
      ['kind: correction\n    corrects: outage', /^19:15 circle/],
    ],
  ],
  [`    ${POST_AS}\n`, [['', /^17:5 missing-key: .*`post_as`/]]],
  [
    POST_AS,
    [
      ['post_as: [siegen, kreis-siwi, hsk]', /^19:35 not-affected: .*`hsk`/],
      ['post_as: [siegn, kreis-siwi]', /^19:15 unknown-municipality: .*`siegen`/],
      ['post_as: [Kreis Siegen-Wittgenstein]', /^19:15 unknown-municipality: .*Did you mean `kreis-siwi`/],
      ['post_as: [Kreis Siegen-Witgenstein]', /^19:15 unknown-municipality: .*Did you mean `kreis-siwi`/],
      ['post_as: ["siegen, burbach"]', /^19:15 unknown-municipality: .*is more than one name/],
      ['post_as: 5', /^19:14 wrong-type: .*text or a list belongs here/],
      ['post_as: nachbarn', /^19:14 nobody-speaks/],
      ['post_as: [siegen, burbach]', /^20:13 may-not-speak: `burbach` may not speak for `kreis-siwi`/],
    ],
  ],
  [
    ABOUT,
    [
      ['about: [kreis-siwi, kreis-swi]', /^20:25 unknown-municipality: .*`kreis-siwi`/],
      ['about: [kreis-siwi, hsk]', /^20:25 not-affected: .*`hsk`/],
      ['edition: 0', /^20:14 too-small: .*at least 1/],
      ['edition: {brubach: 2}', /^20:15 unknown-municipality: .*`burbach`/],
      ['edition: second', /^20:14 wrong-type: .*a number or a map/],
      ['every: "0 8 * *"', /^20:12 bad-cron: .*it has 4 fields, not five/],
      ['every: "0 25 * * *"', /^20:12 bad-cron/],
      ['every: "0 8 31 2 *"', /^20:12 bad-cron/],
      ['until: "2023-10-30 06:30"', /^20:12 wrong-order/],
      ['until:', /^20:11 empty-value: .*`announcements\[0\]\.until`/],
    ],
  ],
  [
    ONE,
    [
      [`${TWO}\n    ${KIND}\n    corrects: a`, /^20:15 wrong-kind/],
      [`${TWO}\n    kind: correction\n    corrects: a\n    updates: a`, /^21:14 two-originals/],
      [`${TWO}\n    kind: correction\n    corrects: a\n    every: "0 8 * * *"`, /^21:12 said-once/],
      [`- {id: outage, kind: outage, post_as: all}\n  ${ONE}`, /^18:9 duplicate-id/],
    ],
  ],
];

for (const [right, wrong] of REFUSED)
  it.each(wrong)(
    `the incident state file refuses %j in the place of ${JSON.stringify(right.slice(0, 30))} and says %s`,
    (instead, told) => {
      const lines = complaints(() => stateOf(changed([right, instead])));
      expect(lines[0]).toMatch(told);
      for (const line of lines) expect(line).not.toMatch(/Invalid input|undefined|\[object/);
    },
  );

it('the incident state file tells every mistake at once, in the order of the file', () => {
  const text = changed(
    ['mode: live', 'mode: life'],
    ['{phone: down}', '{phone: dwon}'],
    [FACT, 'foo: 1'],
    [POST_AS, 'post_as: [siegn, hsk]'],
    [ABOUT, 'about: [hks]'],
  );
  expect(complaints(() => stateOf(text)).map((line) => line.split(': ')[0])).toEqual([
    '3:9 unknown-word',
    '10:5 unknown-key',
    '12:20 unknown-word',
    '19:15 unknown-municipality',
    '19:22 not-affected',
    '20:13 unknown-municipality',
  ]);
});

it('the incident state file has room for years, and says what can go once it is full', () => {
  const old = (_: unknown, nth: number) => `  - {id: old-${nth}, kind: outage, post_as: [siegen]}\n`;
  const full = STATE.replace(/(announcements:\n)[\s\S]*/, `$1${Array.from({ length: 5_001 }, old).join('')}`);
  expect(complaints(() => stateOf(full))).toEqual([
    expect.stringMatching(/^17:3 too-big: .* 5000 announcements: 5001 .*Remove the oldest, .* corrects, /),
  ]);
});

it('the incident state file does not count what has the wrong form', () => {
  expect(complaints(() => stateOf(changed(['mode: live', 'hashtags: ITAusfall'])))).toEqual([
    expect.stringMatching(/^3:13 wrong-type: .*a list belongs here/),
  ]);
});

it('the incident state file is a draft, says no phase, and affects all, unless it says otherwise', () => {
  const { incident } = stateOf(
    'incident: {id: i, title: {de: T}, started: "2023-10-30 01:01"}\nannouncements: []\n',
  );
  expect(incident).toEqual({
    id: 'i',
    mode: 'draft',
    title: { de: 'T' },
    cause: null,
    started: Date.parse('2023-10-30T00:01:00Z'),
    updated: null,
    phase: null,
    nextUpdate: null,
    estimate: null,
    affects: new Set(['siegen', 'burbach', 'kreis-siwi', 'hsk']),
    hashtags: [],
  });
});

it('the incident state file keeps a cause to itself unless it says that it is public', () => {
  const { incident } = stateOf(
    changed(['mode: live', 'cause: {kind: cyberattack, supplier: Südwestfalen-IT}']),
  );
  expect(incident.cause).toEqual({ kind: 'cyberattack', supplier: 'Südwestfalen-IT', public: false });
});

it('the incident state file is known by the digest of its bytes', () => {
  const bytes = Buffer.from(`\ufeff${STATE}`);
  expect(
    readState(
      bytes,
      'i',
      region,
      readServices(
        'services: {vehicle-registration: {name: {de: x}}, emergency-calls: {name: {de: x}}}',
        's',
      ),
      settings,
      Number.POSITIVE_INFINITY,
    ).digest,
  ).toBe(sha256(bytes.toString()));
  expect(stateOf(STATE).digest).toBe(sha256(STATE));
});

describe('A mistake in the facts of one municipality', () => {
  it.each([
    ['a misspelt level', '{phone: down}', '{phone: dwon}', 'unknown-word', 12],
    ['a key that nobody knows', '{phone: down}', '{fax: down}', 'unknown-key', 12],
    ['a key twice', '{phone: down}', '{phone: down, phone: up}', 'duplicate-key', 12],
    ['facts of one word', '    reach: {phone: down}', '    down', 'wrong-type', 12],
    ['a key that is a number', '{phone: down}', '{5: down}', 'bad-key', 12],
  ])('(%s) breaks that municipality alone', (_, from, to, code, line) => {
    const state = stateOf(changed([from, to]));
    expect([...state.broken.keys()]).toEqual(['siegen']);
    expect(state.broken.get('siegen')?.[0]).toMatchObject({ code, place: { file: 'incident.yaml', line } });
    expect(state.facts.has('siegen')).toBe(false);
    expect(state.facts.get('kreis-siwi')?.contacts?.hotline?.phone).toBe('+49 221 4710119');
    expect(state.announcements).toHaveLength(1);
  });

  it('facts of a municipality that occur twice are a mistake of that municipality alone', () => {
    const state = stateOf(changed(['  siegen:\n', '  siegen: {reach: {phone: up}}\n  siegen:\n']));
    expect(state.broken.get('siegen')?.[0]).toMatchObject({ code: 'duplicate-key', place: { line: 12 } });
    expect(state.facts.has('siegen')).toBe(false);
  });

  it('a mistake in the facts of one municipality does not make a contact unknown that may be in there', () => {
    const state = stateOf(
      changed([KIND, 'kind: contacts\n    contact: hotline'], ['verified_by', 'verifid_by']),
    );
    expect([...state.broken.keys()]).toEqual(['kreis-siwi']);
  });

  it('a mistake in a phone number says what became of the zero', () => {
    const state = stateOf(changed(['phone: "+49 221 4710119"', 'phone: 02214710119']));
    expect(state.broken.get('kreis-siwi')).toMatchObject([
      { sentence: 'not-quoted.number', args: { typed: '02214710119' } },
    ]);
  });
});

describe('An announcement', () => {
  const announced = (...changes: readonly (readonly [string, string])[]) => {
    const [one] = stateOf(changed(...changes)).announcements;
    return one;
  };

  it('an announcement is complete once it is read', () => {
    expect(announced()).toEqual({
      id: 'outage',
      kind: 'outage',
      postAs: ['siegen', 'kreis-siwi'],
      about: ['kreis-siwi'],
      at: Date.parse('2023-10-30T05:30:00Z'),
      until: null,
      every: null,
      edition: { all: 1, of: new Map() },
      keepCurrent: null,
      services: [],
      reach: [],
      contact: null,
      corrects: null,
      correctsAlso: [],
      withdraws: null,
      updates: null,
      thread: 'outage',
      what: null,
      text: null,
    });
  });

  it.each([
    ['all', ['siegen', 'burbach', 'kreis-siwi']],
    ['[all, siegen]', ['siegen', 'burbach', 'kreis-siwi']],
    ['towns-of/kreis-siwi', ['siegen', 'burbach']],
    ['[rathaeuser, kreis-siwi]', ['burbach', 'kreis-siwi']],
  ])('an announcement said by %s is never said by anyone whom it does not affect', (words, posters) => {
    expect(announced([POST_AS, `post_as: ${words}`], [`    ${ABOUT}\n`, ''])?.postAs).toEqual(posters);
  });

  it.each([
    ['rathaeuser', ['rathaeuser']],
    ['[towns-of/kreis-siwi, kreis-siwi]', ['siegen', 'burbach', 'kreis-siwi']],
  ])('about %s keeps groups as they are and names the municipalities of other words', (words, subjects) => {
    expect(announced([POST_AS, 'post_as: siegen'], [ABOUT, `about: ${words}`])?.about).toEqual(subjects);
  });

  it.each([
    ['3', { all: 3, of: new Map() }],
    ['{burbach: 2}', { all: 1, of: new Map([['burbach', 2]]) }],
    [
      '{burbach: 4, all: 2, towns-of/kreis-siwi: 3}',
      {
        all: 2,
        of: new Map([
          ['siegen', 3],
          ['burbach', 4],
        ]),
      },
    ],
  ])('an announcement in edition %s is in that edition for each municipality', (words, edition) => {
    expect(announced([ABOUT, `edition: ${words}`])?.edition).toEqual(edition);
  });

  it('an announcement that answers an answer is about the same as what that answers, wherever their lines are', () => {
    const answers =
      '  - {id: third, kind: status, updates: second}\n  - {id: second, kind: status, updates: outage}\n';
    const { announcements } = stateOf(STATE.replace('  - id: outage', `${answers}  - id: outage`));
    expect(announcements.map(({ id, about, thread }) => `${id} ${about} ${thread}`)).toEqual([
      'outage kreis-siwi outage',
      'second kreis-siwi outage',
      'third kreis-siwi outage',
    ]);
  });

  it.each([
    ['some of those who said that', 'post_as: [kreis-siwi]', ['kreis-siwi']],
    ['some of them, about others', 'post_as: [siegen], about: [siegen]', ['siegen']],
    ['somebody else too', 'post_as: [siegen, burbach]', null],
  ])('an answer that is said by %s is about whom its file says, or else its original', (_, words, about) => {
    const own = words.includes('about') ? about : null;
    const answers = [
      'kind: status, updates: outage',
      'kind: correction, corrects: outage, what: {de: x}',
    ].map(
      (kind, number) =>
        `  - {id: answer-${number}, ${kind}, ${words}}\n  - {id: second-${number}, kind: status, updates: answer-${number}, ${words}}\n`,
    );
    const { announcements } = stateOf(`${STATE}${answers.join('')}`);
    expect(announcements.slice(1).map((one) => one.about)).toEqual([own, own, about, own]);
  });

  it('an announcement that answers another may say about it only what those may who said the other', () => {
    const answer = (about: string) =>
      `${STATE}  - {id: fix, kind: correction, corrects: outage, about: [${about}], what: {de: x}}\n`;
    expect(stateOf(answer('kreis-siwi')).announcements[1]).toMatchObject({
      postAs: null,
      about: ['kreis-siwi'],
    });
    expect(complaints(() => stateOf(answer('burbach')))[0]).toMatch(
      /^22:59 may-not-speak: .*may not speak for `burbach`/,
    );
  });

  it('an announcement may not answer one that answers it', () => {
    const circle = `${STATE}  - {id: a, kind: status, updates: b}\n  - {id: b, kind: status, updates: a}\n`;
    expect(complaints(() => stateOf(circle)).map((line) => line.split(': ')[0])).toEqual([
      '22:36 circle',
      '23:36 circle',
    ]);
  });

  it('an announcement may have a contact that was prepared in peace', () => {
    const text = changed(
      [KIND, 'kind: contacts\n    contact: desk'],
      [POST_AS, 'post_as: burbach'],
      [`    ${ABOUT}\n`, ''],
    );
    expect(stateOf(text).announcements[0]?.contact).toBe('desk');
  });
});

describe('A warning, which prevents nothing,', () => {
  it.each([
    [
      'a number that nobody called',
      'phone: "+49 221 4710119", verified_by: presse',
      'phone: "+49 221 4710119"',
      'unverified-contact',
      15,
    ],
    ['a voice without an account', POST_AS, 'post_as: [siegen, kreis-siwi, burbach]', 'no-account', 19],
    [
      'facts of the towns of a municipality without towns',
      '  siegen:\n',
      '  towns-of/burbach: {phase: resolved}\n  siegen:\n',
      'no-towns',
      11,
    ],
    [
      'facts of a group without members',
      '  siegen:\n',
      '  nachbarn: {phase: resolved}\n  siegen:\n',
      'no-towns',
      11,
    ],
    ['a star for a zero', `    ${ABOUT}`, '    every: "* 8 * * *"', 'too-often', 20],
  ])('a warning is given about %s', (_, from, to, code, line) => {
    const text = changed([from, to], ...(code === 'no-account' ? ([[`    ${ABOUT}\n`, '']] as const) : []));
    expect(stateOf(text).warnings).toMatchObject([{ code, place: { file: 'incident.yaml', line } }]);
  });

  it('a warning is not given where all is well', () => {
    expect(stateOf(STATE).warnings).toEqual([]);
    expect(stateOf(changed([ABOUT, 'every: "0 8,16 * * 1-5"'])).warnings).toEqual([]);
  });
});

const SEVEN = Date.parse('2023-10-31T07:00+01:00');
const MINUTE = 60_000;

it.each([
  ['of confirmation', 'confirmed: "2023-10-31 07:00"'],
  ['since when mail was lost', 'email: {lost_since: "2023-10-31 07:00"}'],
  [
    'since when a service is off',
    'services: {vehicle-registration: {status: unavailable, since: "2023-10-31 07:00"}}',
  ],
])(
  'a time %s in the future is a mistake of its municipality until it has come, but for clocks that differ by minutes',
  (_, fact) => {
    const text = changed(['reach: {phone: down}', `${fact}\n    reach: {phone: down}`]);
    const { broken, facts } = stateOf(text, SEVEN - 6 * MINUTE);
    expect([...broken]).toMatchObject([['siegen', [{ code: 'not-yet', place: { line: 12 } }]]]);
    expect(facts.has('siegen')).toBe(false);
    expect(stateOf(text, SEVEN - 5 * MINUTE).broken.size).toBe(0);
  },
);

it('a day in the future since when a service is off is a mistake until the day begins', () => {
  const off = 'services: {vehicle-registration: {status: unavailable, since: 2023-10-31}}';
  const text = changed(['reach: {phone: down}', off]);
  const midnight = Date.parse('2023-10-31T00:00+01:00');
  expect([...stateOf(text, midnight - 6 * MINUTE).broken.keys()]).toEqual(['siegen']);
  expect(stateOf(text, midnight - 5 * MINUTE).broken.size).toBe(0);
});

it('a time of confirmation in the future refuses the file where it is that of everybody', () => {
  const everybody = changed(['updated: "2023-10-30 06:30"', 'updated: "2023-10-31 07:00"']);
  expect(complaints(() => stateOf(everybody, SEVEN - 6 * MINUTE))).toEqual([
    expect.stringMatching(/^6:12 not-yet: `updated` is in the future/),
  ]);
});

const VERIFIED = 'contacts: {hotline: {phone: "+49 221 4710119", hours: 24/7, verified_by: presse}}';
const of = (own: string) => {
  const state = stateOf(changed([FACT, VERIFIED], ['reach: {phone: down}', `contacts: {hotline: ${own}}`]));
  const siegen = region.municipalities.get('siegen');
  return { state, hotline: siegen && factsOf(region, state, siegen).contacts.hotline };
};

it('a contact loses one field by null, also who verified it elsewhere, and staff are told that nobody has', () => {
  const { hotline, state } = of('{verified_by: null}');
  expect(hotline).toMatchObject({ phone: '+49 221 4710119', verifiedBy: null });
  expect(hotline?.hours).not.toBeNull();
  expect(state.warnings).toMatchObject([{ code: 'unverified-contact', place: { line: 12 } }]);
  expect(of('{hours: null}').hotline).toMatchObject({ hours: null, verifiedBy: 'presse' });
});

it('a contact is a mistake where null takes the only way to reach somebody', () => {
  expect([...of('{phone: null}').state.broken]).toMatchObject([['siegen', [{ code: 'no-way' }]]]);
});

it.each([
  '(0221) 4710119',
  '+49 (221) 4710119',
  '+49/221/4710119',
  '(+49) 221 4710119',
  '0 2 21 / 471 - 0119',
  '116 117',
  '1 92 22',
])('the number %s is understood as address books write it', (phone) => {
  const { facts } = stateOf(changed([FACT, `contacts: {hotline: {phone: "${phone}", verified_by: presse}}`]));
  expect(facts.get('all')).toMatchObject({ contacts: { hotline: { phone } } });
});

it.each([
  '+49 0221 4710119',
  '+490221 4710119',
  '+49-0221/4710119',
  '0049 0221 4710119',
  '(+49) 0221 4710119',
  '+49',
])('The number %s is refused: at home it would be dialled as another one', (phone) => {
  const written = changed([FACT, `contacts: {hotline: {phone: "${phone}", verified_by: presse}}`]);
  expect(complaints(() => stateOf(written))).toEqual([expect.stringMatching(/bad-phone: .*no 0 after it/)]);
});

it.each(['2761 83123', '4710119', '0221', '(0221)', '+49 221', '0049 2761', '+49 (0)221', '192221'])(
  'The number %s is refused: without its area code, or half typed, it is a stranger or nobody who answers',
  (phone) => {
    const written = changed([FACT, `contacts: {hotline: {phone: "${phone}", verified_by: presse}}`]);
    expect(complaints(() => stateOf(written))).toEqual([
      expect.stringMatching(/bad-phone: .*is not a phone number/),
    ]);
  },
);

it.each(['110', '112', '+49 112', '(+49) 112', '(0110)', '1 1 2', '+49 (0) 11-2'])(
  '%s is refused as a contact: it is an emergency number',
  (phone) => {
    const written = changed([FACT, `contacts: {hotline: {phone: "${phone}", verified_by: presse}}`]);
    expect(complaints(() => stateOf(written))).toEqual([
      expect.stringMatching(/bad-phone: .*is an emergency number/),
    ]);
  },
);

describe('Facts', () => {
  const FULL = `
    confirmed: "2023-10-30 06:20"
    phase: workaround
    next_update: 2023-10-30T12:00:00+01:00
    estimate: {kind: expected-between, from: 2023-11-06, to: "2023-11-10 12:00"}
    reach: {counter: limited, phone: down, website: null, work: none}
    appointments: {policy: cancelled, from: 2023-10-30, until: 2023-10-30, note: {de: Termine}}
    services: {vehicle-registration: {status: limited, since: "2023-11-20 08:00", until: 2023-12-01, alternative: {de: Brilon}, note: {de: PB}}, emergency-calls: available}
    contacts: {hotline: {name: {de: Nothotline}, phone: "115", email: a@example.org, url: https://example.org, place: {de: Rathaus}, for: {de: Dringendes}, note: {de: Wir verbinden nicht}, hours: Mo-Fr 08:00-16:00, lines: 2, valid_from: "2023-10-31 08:00", until: "2023-12-01 08:00", verified_by: presse}, desk: null}
    email: {lost_since: "2023-10-29 22:00", lost_until: "2023-10-30 22:00", action: use-post-or-phone, note: {de: Mail}}
    instruction: {text: {de: Bitte warten}, until: 2023-10-30}
    unaffected: [emergency-calls]
    info_url: https://example.org/notfall
`;
  it('say all that towns had to tell', () => {
    const { facts } = stateOf(changed([`\n    ${FACT}\n`, FULL]));
    expect(facts.get('all')).toEqual({
      confirmed: Date.parse('2023-10-30T05:20:00Z'),
      phase: 'workaround',
      nextUpdate: Date.parse('2023-10-30T11:00:00Z'),
      estimate: { kind: 'expected-between', at: '2023-11-06', to: Date.parse('2023-11-10T11:00:00Z') },
      reach: { counter: 'limited', phone: 'down', website: null },
      work: 'none',
      appointments: { policy: 'cancelled', from: '2023-10-30', until: '2023-10-30', note: { de: 'Termine' } },
      services: {
        'vehicle-registration': {
          status: 'limited',
          since: Date.parse('2023-11-20T07:00:00Z'),
          until: '2023-12-01',
          alternative: { de: 'Brilon' },
          note: { de: 'PB' },
        },
        'emergency-calls': { status: 'available', since: null, until: null, alternative: null, note: null },
      },
      contacts: {
        hotline: {
          name: { de: 'Nothotline' },
          phone: '115',
          email: 'a@example.org',
          url: 'https://example.org',
          place: { de: 'Rathaus' },
          for: { de: 'Dringendes' },
          hours: { spans: [{ from: 1, to: 5, opens: '08:00', closes: '16:00' }], note: null },
          lines: 2,
          validFrom: Date.parse('2023-10-31T07:00:00Z'),
          until: Date.parse('2023-12-01T07:00:00Z'),
          verifiedBy: 'presse',
          note: { de: 'Wir verbinden nicht' },
        },
        desk: null,
      },
      mail: {
        lostSince: Date.parse('2023-10-29T21:00:00Z'),
        lostUntil: Date.parse('2023-10-30T21:00:00Z'),
        action: 'use-post-or-phone',
        note: { de: 'Mail' },
      },
      instruction: { text: { de: 'Bitte warten' }, say: null, place: null, until: '2023-10-30' },
      unaffected: ['emergency-calls'],
      infoUrl: 'https://example.org/notfall',
    });
  });

  it('inherit from all, the towns of the district and groups, are cleared by null, and reach nobody who is not affected', () => {
    const shared = `unaffected: [emergency-calls]
    reach: {website: down, phone: limited, counter: up}
    info_url: https://example.org/all
  towns-of/kreis-siwi: {reach: {counter: limited}}
  rathaeuser: {reach: {counter: down}}
  burbach: {unaffected: null, reach: {phone: null}}`;
    const state = stateOf(changed([FACT, shared]));
    const of = (id: string, said = state) => {
      const municipality = region.municipalities.get(id);
      if (!municipality) throw new Error(`no ${id}`);
      return factsOf(region, said, municipality);
    };
    expect(of('siegen')).toMatchObject({
      reach: { website: 'down', phone: 'down', counter: 'limited' },
      infoUrl: 'https://example.org/siegen',
    });
    expect(of('burbach')).toMatchObject({
      reach: { website: 'down', counter: 'down' },
      unaffected: [],
      infoUrl: 'https://example.org/all',
    });
    expect(of('burbach').reach.phone).toBeUndefined();
    expect(of('kreis-siwi').reach.counter).toBe('up');
    expect(of('hsk')).toMatchObject({ reach: {}, unaffected: [], infoUrl: null, confirmed: null });
    const cleared = stateOf(changed([FACT, 'reach: {work: none}\n  burbach: {reach: null}']));
    expect([of('siegen', cleared).work, of('burbach', cleared).work]).toEqual(['none', null]);
  });

  it('of a municipality were confirmed when the file was updated, unless they say when', () => {
    const confirmed = (text: string, id: string) => {
      const municipality = region.municipalities.get(id);
      return municipality && factsOf(region, stateOf(text), municipality).confirmed;
    };
    expect(confirmed(STATE, 'siegen')).toBe(Date.parse('2023-10-30T05:30:00Z'));
    expect(confirmed(STATE, 'burbach')).toBeNull();
    const own = changed(['    reach: {phone: down}', '    confirmed: "2023-10-30 05:00"']);
    expect(confirmed(own, 'siegen')).toBe(Date.parse('2023-10-30T04:00:00Z'));
  });
});

it.each<readonly [string, (n: number) => string]>([
  ['aliases', (n) => `facts: {siegen: {unaffected: [${listed(n, (i) => `*a${i} `)}]}}`],
  ['unknown keys', (n) => `facts: {siegen: {${listed(n, (i) => `key${i}: 1`)}}}`],
  ['keys that occur twice', (n) => `facts: {siegen: {${listed(n, () => 'reach: {}')}}}`],
  ['unknown services', (n) => `facts: {siegen: {services: {${listed(n, (i) => `s${i}: limited`)}}}}`],
  ['facts of nobody', (n) => `facts: {${listed(n, (i) => `town${i}: {}`)}}`],
])('a file with 20,000 %s is not explained to its end', (_, written) => {
  const head =
    'incident: {id: i, mode: live, title: {de: x}, started: "2023-10-30 01:01"}\nannouncements: []\n';
  const found = complaints(() => stateOf(`${head}${written(20_000)}\n`));
  expect(found).toHaveLength(201);
  expect(found.at(-1)).toMatch(/more-mistakes: and 8\d\d more mistakes/);
});

function listed(count: number, one: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => one(index)).join(', ');
}
