import { describe, expect, test } from 'vitest';
import type { AlertReason, HoldReason, NearDuplicate, Warning } from '../../src/core/domain/advice.ts';
import { HOUR } from '../../src/core/domain/clock.ts';
import { reason } from '../../src/core/domain/reason.ts';
import { alertWords, holdAdvice, worded } from '../../src/staff-words/advice.ts';
import { wordAlert } from '../../src/staff-words/alert.ts';
import { mistakeWords, reasonWords, say, shownTime, speak, speaking } from '../../src/staff-words/say.ts';
import { smallRegion } from '../fixtures/people.ts';
import { ALERTS, HOLDS, WARNINGS } from './reasons.ts';

const time = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const SIX = Date.UTC(2023, 9, 30, 6);
const PAUSE = { scope: { of: 'account', account: 'hemer-x' }, by: 'press-mk', at: SIX } as const;
const ALIKE: NearDuplicate = { municipality: 'menden', platform: 'X', other: 'hemer-x', percent: 94 };

describe('what staff are told about a post that is held', () => {
  test.each<[HoldReason, string]>([
    [
      { because: 'account-stopped', account: 'hemer-x', reason: 'X says: suspended.' },
      'X says: suspended. Repair it at the platform, then: ausrufer resume --account hemer-x --by NAME',
    ],
    [
      { because: 'not-confirmed', municipality: 'hemer', withinMs: 24 * HOUR },
      'Nobody has confirmed the facts of hemer for 24 hours. Confirm them: ausrufer set hemer confirmed=now --by NAME',
    ],
    [
      { because: 'paused', target: 'i/outage.1/hemer-x/de', pause: PAUSE },
      'i/outage.1/hemer-x/de is wrong and still published: paused since 2023-10-30T06:00 by press-mk. To continue: ausrufer resume --account hemer-x --by NAME',
    ],
    [
      { because: 'too-alike', ...ALIKE },
      '94 % of it is also said by hemer-x, and X suspends accounts for near-duplicates. Give menden an instruction or a contact of its own (ausrufer set menden instruction.de="…" --by NAME), or write words of its own for menden.',
    ],
    [
      { because: 'refused', reason: 'too long' },
      'The platform refused it: too long. Change the facts or words and raise the edition.',
    ],
  ])('$because names the command or the change that helps', (reason, advice) => {
    expect(holdAdvice(reason, time)).toBe(advice);
  });

  test('a page names languages as people do, and a terminal as the files do', () => {
    const missing = (language: string) =>
      holdAdvice({ because: 'missing-translation', language, field: null }, time);
    const onPage = (language: string) => speaking('de', () => missing(language));
    expect(['ar', 'uk', 'de-simple'].map(onPage)).toEqual(
      ['Arabisch', 'Ukrainisch', 'Deutsch in Leichter Sprache'].map(
        (name) => `Der Text fehlt auf ${name}. Sagen Sie dem Betrieb Bescheid.`,
      ),
    );
    expect(speaking('en', () => missing('uk'))).toContain('in Ukrainian');
    expect(missing('uk')).toContain('text.uk');
  });
});

describe('a warning', () => {
  test.each<[string, Warning, string]>([
    [
      'of a pause',
      { code: 'paused', pause: PAUSE },
      'the account hemer-x: paused since 2023-10-30T06:00 by press-mk: nothing goes out there',
    ],
    [
      'of a limit',
      {
        ...{ code: 'delayed', channel: 'x', waiting: 1, actions: 3, until: SIX },
        delay: { of: 'limit', limit: { of: 'posts', per: 'account', count: 2, withinMs: HOUR / 4 } },
      },
      'x: 1 of 3 actions has to wait: 2 posts per account in 15 minutes',
    ],
    [
      'of a budget',
      {
        code: 'delayed',
        channel: 'x',
        delay: { of: 'budget', usd: 0.4 },
        waiting: 1,
        actions: 3,
        until: SIX,
      },
      'x: 1 of 3 actions has to wait: a budget of $0.40 in 24 hours',
    ],
    [
      'of near-duplicates',
      { code: 'too-alike', announcement: 'outage', pairs: [{ account: 'menden-x', ...ALIKE }], more: 2 },
      'outage: near-duplicates on X: menden-x and hemer-x (94 %) and 2 more pairs',
    ],
    [
      'of posts that a correction leaves wrong',
      {
        ...{ code: 'also-wrong', announcement: 'fix' },
        posts: ['x', 'mastodon'].map((on) => ({ key: `i/desk.1/menden-${on}/de`, account: `menden-${on}` })),
      },
      'fix: 2 other posts still say what it corrects, or belong to what it withdraws: i/desk.1/menden-x/de on menden-x, i/desk.1/menden-mastodon/de on menden-mastodon',
    ],
    [
      'of words that an update takes the place of',
      { code: 'unsaid', announcement: 'more', updates: 'first', posts: 2, words: 'Stadt Hemer: Bis 18 Uhr.' },
      'more: 2 posts take the place of first, which is not said there: "Stadt Hemer: Bis 18 Uhr."',
    ],
    [
      'of a withdrawn announcement',
      { code: 'withdrawn', announcement: 'outage', by: 'oops', accounts: 1 },
      'outage: a new edition is not published on 1 account: withdrawn by oops',
    ],
  ])('%s says what it is about and why', (_, warning, words) => {
    const { about, because, advice } = worded(warning, time);
    expect(`${about}: ${because}`).toBe(words);
    expect(advice).not.toBe('');
  });
});

const UNKNOWN = {
  code: 'unknown',
  announcement: 'outage',
  account: 'hemer-x',
  key: 'KEY',
  reason: null,
  words: null,
} as const;

test.each<[AlertReason, string]>([
  [
    { ...UNKNOWN, decides: 'staff' },
    'Look at the account, then: ausrufer resolve KEY --posted URL, or --absent, --by NAME',
  ],
  [
    { ...UNKNOWN, decides: 'program' },
    'The program keeps looking until it can read the account. If you see the post there: ausrufer resolve KEY --posted URL --by NAME',
  ],
  [
    {
      code: 'undone',
      of: 'platform',
      announcement: 'oops',
      account: 'hemer-x',
      action: 'delete',
      reason: null,
      words: null,
    },
    'It is tried again. If the wrong post is still there, delete it by hand: the program will notice.',
  ],
  [
    {
      code: 'approval',
      announcement: 'outage',
      texts: 2,
      digest: '0123456789abcdef',
    },
    'Read them in `plan`: it shows the command that approves them',
  ],
  [
    { code: 'stopped', account: 'hemer-x', reason: 'suspended' },
    'Put it right on the platform or in .env, then: ausrufer resume --account hemer-x --by NAME',
  ],
])('an alert names the command that helps: $code', (reason, advice) => {
  expect(alertWords(reason, 1, time, (account) => account).advice).toBe(advice);
});

test.each([
  [null, 'History: ausrufer history --key i-1/outage.1/hemer-x/de'],
  ['https://lage.example.org', 'History: https://lage.example.org/beitraege/i-1%2Foutage.1%2Fhemer-x%2Fde'],
])(
  'an alert names a town and not its id, and ends with where its post is: console %s',
  async (origin, end) => {
    const key = 'i-1/outage.1/hemer-x/de';
    const reason = {
      code: 'unknown',
      announcement: 'outage',
      account: 'hemer-x',
      key,
      reason: null,
      words: 'Stadt Hemer',
      decides: 'staff',
    } as const;
    const message = {
      kind: 'raised',
      code: 'unknown',
      reason,
      about: [key],
      alerts: [1],
      since: SIX,
    } as const;
    const told = { where: 'live', region: await smallRegion(), origin, zone: 'Europe/Berlin', now: SIX };
    const { text } = wordAlert(message, told);
    expect(text).toMatch(/^ALERT: outage \(Town of Hemer on X\): the outcome is unknown/);
    expect(text.endsWith(end)).toBe(true);
  },
);

const each = <Code extends string>(
  of: 'because' | 'code',
  every: Readonly<Record<Code, readonly object[]>>,
) =>
  Object.entries<readonly object[]>(every).flatMap(([code, some]) =>
    some.map((one) => ({ [of]: code, ...one })),
  );

test.each(['de', 'en'] as const)(
  'every reason has words in %s, on the terminal and on a page, with all that it names',
  (language) => {
    const words = () => [
      ...each('because', HOLDS).map((one) => holdAdvice(one as never, time)),
      ...each('code', WARNINGS).flatMap((one) => Object.values(worded(one as never, time))),
      ...each('code', ALERTS).flatMap((one) => Object.values(alertWords(one as never, 2, time, String))),
    ];
    speak(language);
    const all = [...words(), ...speaking(language, words)];
    speak('en');
    expect(
      all.filter((one) => one === '' || /(?<!or )\bnone\b|undefined|\[object|\breason\./.test(one)),
    ).toEqual([]);
  },
);

test.each(['de', 'en'] as const)(
  'a post that is held says why in the words of %s, before the code',
  (language) => {
    const words = (code: string) => speaking(language, () => say('because', { code }));
    const bare = Object.keys(HOLDS).filter((code) => words(code) === code);
    // These are English words.
    expect(bare.toSorted()).toEqual(language === 'en' ? ['paused', 'refused', 'unknown'] : []);
  },
);

test('what an earlier version stored is still read: a reason in English, a mistake and an alert in words', () => {
  expect(reasonWords('older than 24 hours')).toBe('older than 24 hours');
  const stored = {
    code: 'bad-url',
    message: 'this is no address',
    advice: 'Write it.',
    place: null,
  } as const;
  expect(mistakeWords(stored as never)).toEqual({
    message: 'This is not the address of a web page',
    advice: 'Write it with https://, without a password.',
  });
  const alert = { code: 'clock-wrong', what: 'The clock is wrong', advice: 'Set it.' } as const;
  expect(alertWords(alert, 1, time, (account) => account)).toEqual({
    what: 'The clock is wrong',
    advice: 'Set it.',
  });
});

test.each(['reason.answered', 'reason.answered {"who":"X"}', 'reason.answered {no json}', 'reason.nonsense'])(
  'a platform that says `%s` is quoted, and breaks nothing',
  (said) => {
    expect(reasonWords(said)).toBe(said);
    const kept = reason('reason.answered', { who: 'X', status: 403, words: said });
    expect(speaking('de', () => reasonWords(kept))).toBe(`X antwortete 403: „${said}“`);
  },
);

test('a time that is told beside no other says its year', () => {
  const time = { at: SIX, zone: 'Europe/Berlin' };
  expect(reasonWords(reason('reason.not-after', { time }))).toBe('not posted after Mon 30 Oct 2023 07:00');
  const due = reason('reason.due-at', { time: { ...time, now: SIX } });
  expect(reasonWords(due)).toMatch(/Mon 30 Oct 07:00/);
});

test('a time that clocks show twice, when they are put back, is told apart by its offset, and no other has one', () => {
  const told = (at: string) => speaking('de', () => shownTime(Date.parse(at), 'Europe/Berlin', SIX));
  expect(['00:59', '02:00', '02:59', '03:00'].map((time) => told(`2023-10-29T${time}+02:00`))).toEqual([
    'So 29.10. 00:59',
    'So 29.10. 02:00 +02:00',
    'So 29.10. 02:59 +02:00',
    'So 29.10. 02:00 +01:00',
  ]);
  expect(told('2023-10-29T03:00+01:00')).toBe('So 29.10. 03:00');
  expect(told('2023-03-26T03:00+02:00')).toBe('So 26.3. 03:00');
});

test('advice names the town to type, where it is one', () => {
  speak('en');
  const command = (...municipalities: readonly string[]) =>
    worded({ code: 'nothing-down', announcement: 'o', municipalities }, time).advice;
  expect(command('hemer')).toContain('set hemer reach.phone=down');
  expect(command('hemer', 'menden')).toContain('set TOWN reach.phone=down');
});

test('no sentence counts one as many, or nothing as something', () => {
  const german = (work: () => string) => speaking('de', work);
  const length = (n: number) => german(() => say('console-wording-length', { n, longest: 227, limit: 280 }));
  expect([length(1), length(2)]).toEqual(['227 von 280 Zeichen', 'Bis zu 227 von 280 Zeichen']);
  const live = (n: number) =>
    german(() => say('ask-live', { n, target: 'ECHT in der Sandbox', actions: say('actions', { n }) }));
  expect([live(0), live(1)]).toEqual([
    'ECHT in der Sandbox: Den Vorfall auf ECHT stellen?',
    'ECHT in der Sandbox: Den Vorfall auf ECHT stellen und 1 Vorgang senden?',
  ]);
  const waiting = (missing: number, all: number) => say('approval-needed', { missing, all, needed: 1 });
  expect([waiting(1, 4), waiting(2, 4)]).toEqual([
    '1 of 4 waits for approval (1 needed).',
    '2 of 4 wait for approval (1 needed).',
  ]);
  const paused = (changes: number) =>
    german(() => alertWords({ code: 'paused', pause: PAUSE, actions: 2, changes }, 2, time, String).what);
  expect(paused(1)).toMatch(/: 2 Vorgänge warten, davon 1 Änderung oder Löschung eines falschen Beitrags$/);
  const limit = { of: 'posts', per: 'account', count: 1, withinMs: HOUR / 60 } as const;
  const delayed = (waiting: number, actions: number) =>
    worded(
      {
        ...{ code: 'delayed', channel: 'x', waiting, actions, until: SIX },
        delay: { of: 'limit', limit },
      },
      time,
    ).because;
  expect([delayed(1, 1), delayed(2, 3)]).toEqual([
    '1 action has to wait: 1 post per account in 1 minute',
    '2 of 3 actions have to wait: 1 post per account in 1 minute',
  ]);
});

test('a day follows "am" and "on", not "um" and "at"', () => {
  const words = () => [
    say('when-at', { time: 'DAY' }),
    reasonWords(reason('reason.due-at', { time: 'DAY' })),
    reasonWords(reason('reason.again-at', { time: 'DAY' })),
    say('console-need-promise', { time: 'DAY' }),
    say('console-paused', { time: 'DAY', by: 'press-mk', scope: 'X' }),
    say('console-practise-runs', { time: 'DAY', by: 'press-mk' }),
  ];
  const all = [...words(), ...speaking('de', words)];
  expect(all.filter((one) => /\b(?:at|[Uu]m) DAY/.test(one))).toEqual([]);
});
