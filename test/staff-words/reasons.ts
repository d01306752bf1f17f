import type { AlertReason, HeldBecause, NearDuplicate, Warning } from '../../src/core/domain/advice.ts';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import { mistake } from '../../src/core/domain/errors.ts';

/** Values of each code. */
type Every<Code extends string> = Readonly<Record<Code, readonly object[]>>;

const SIX = Date.UTC(2023, 9, 30, 6);
const PAUSE = { scope: { of: 'channel', channel: 'x' }, by: 'press-mk', at: SIX } as const;
const WRONG = {
  ...mistake('bad-url.state', { where: 'https://example.org' }),
  place: { file: 'config/incident.yaml', line: 12, column: 3 },
};
const SPOKEN = {
  speaker: 'siegen',
  others: [{ municipality: 'kreis-siwi', facts: ['reach.phone: up', 'reach.website: down'] }],
};
const ALIKE: NearDuplicate = { municipality: 'menden', platform: 'X', other: 'hemer-x', percent: 94 };
const UNWATCHED = [1, 2].flatMap((posts) =>
  ['left', 'gone', 'earlier', 'elsewhere', 'moved', 'deleted', 'hidden'].map((why) => ({
    municipality: 'hemer',
    posts,
    why,
  })),
);
const BROKEN = [
  { municipality: 'hemer', mistake: WRONG, more: 1 },
  { municipality: 'hemer', mistake: { ...WRONG, place: null }, more: 0 },
];
const POST = { announcement: 'outage', account: 'hemer-x', words: 'Stadt Hemer:\nTelefon gestört' } as const;
const KEY = 'i-1/outage.1/hemer-x/de';
const ACTIONS = ['publish', 'edit', 'delete'] as const;

/** Each reason to hold a post, with each of the values that have words of their own. */
export const HOLDS: Every<HeldBecause> = {
  'no-language': (['no-file', 'not-spoken'] as const).map((why) => ({ why, language: 'tr' })),
  'no-sentence': [{ language: 'tr', sentence: 'next' }],
  unsigned: [{ language: 'tr', sentence: 'next' }],
  'nothing-to-say': [
    { message: 'correction', municipality: 'hemer' },
    { message: 'contacts', municipality: 'hemer' },
  ],
  'missing-translation': [
    { field: null, language: 'tr' },
    { field: 'instruction', language: 'tr' },
  ],
  'message-broken': [{ language: 'de', mistake: WRONG }],
  secret: [{ source: 'instruction of hemer' }],
  'too-long': [null, 'Stadt Hemer:\nWir sind da.'].flatMap((text) =>
    [null, 270].map((unbannered) => ({ text, length: 300, limit: 280, unbannered })),
  ),
  'facts-broken': [{ municipality: 'hemer', mistake: WRONG }],
  'contradicts-facts': [
    { municipality: 'hemer', contradictions: ['reach.phone: down', 'services.id-cards: limited'] },
    { municipality: 'hemer', contradictions: ['phase: null'] },
  ],
  'contradicts-others': [{ ...SPOKEN, group: 'rathaeuser' }],
  'said-twice': ([null, 'announcement', 'incident'] as const).map((of) => ({
    ...{ other: KEY, gone: of === null ? null : 'outage', of },
  })),
  'id-used': [{ kind: 'notice' }],
  'not-confirmed': [{ municipality: 'hemer', withinMs: 24 * HOUR }],
  'too-late': [{ at: SIX }],
  'not-for-exercises': [{}],
  'no-credential': [{}],
  'account-gone': [{ post: 'https://x.com/stadt_hemer/status/1', key: KEY }],
  'account-stopped': [{ account: 'hemer-x', reason: 'X says: suspended.' }],
  'nothing-to-correct': [{}],
  'says-the-same': [{ other: KEY }],
  'original-unknown': [{}],
  'own-words': [{}],
  'not-put-right': [{ by: 'fix' }],
  'still-over': [{ by: 'oops', municipality: 'hemer' }],
  'older-file': [{}],
  'too-alike': [ALIKE],
  refused: [{ reason: 'X says: no.' }, { reason: null }],
  unknown: [
    { reason: 'X says: no', decides: 'program', next: null },
    { reason: null, decides: 'staff', next: 'i-1/outage.2/hemer-x/de' },
  ],
  'not-in-file': ACTIONS.map((action) => ({
    ...{ announcement: 'outage', action, target: action === 'publish' ? null : KEY },
  })),
  paused: [{ target: KEY, pause: PAUSE }],
};

export const WARNINGS: Every<Warning['code']> = {
  'facts-broken': BROKEN,
  paused: [{ pause: PAUSE }, { pause: { ...PAUSE, scope: { of: 'everything' } } }],
  written: [{ mistake: WRONG }, { mistake: { ...WRONG, place: null } }],
  'odd-time': [
    { who: 'incident', of: 'started', path: 'started', at: SIX },
    { who: 'hemer', of: 'next_update', path: 'next_update', at: SIX },
    { who: 'hemer', of: 'far', path: 'next_update', at: SIX },
    { who: 'outage', of: 'at', path: 'at', at: SIX },
    { who: 'hemer', of: 'estimate', path: 'estimate.to', at: SIX },
    { who: 'incident', of: 'estimate', path: 'estimate.at', at: SIX },
  ],
  'costly-number': ['hotline', null].map((contact) => ({ who: 'hemer', contact, phone: '0900 4710119' })),
  dropped: [1, 2].map((posts) => ({ announcement: 'outage', posts, reason: 'reason.in-line' })),
  unsaid: [1, 2].map((posts) => ({ announcement: 'more', updates: 'first', posts, words: 'Bis 18 Uhr.' })),
  'nothing-new': [1, 2].map((posts) => ({ announcement: 'outage', posts })),
  'contradicts-others': [{ announcement: 'outage', spoken: [SPOKEN, SPOKEN] }],
  'no-next-update': [{ announcement: 'outage', municipalities: ['hemer', 'menden'] }],
  'not-all-restored': [{ announcement: 'back', municipalities: ['hemer'] }],
  'nothing-down': [{ announcement: 'outage', municipalities: ['hemer'] }],
  'open-without-work': [{ announcement: 'outage', municipalities: ['hemer'] }],
  'says-today': [{ announcement: 'outage', municipalities: ['hemer'] }],
  'title-differs': [{ announcement: 'outage', municipalities: ['hemer'] }],
  'calls-not-asked': [{ announcement: 'outage', municipalities: ['hemer'] }],
  'appointments-unchanged': [{ announcement: 'fix', municipalities: ['hemer'] }],
  'phase-denied': [{ announcement: 'outage', municipalities: ['hemer'] }],
  'cannot-be-done': (['call', 'number', 'mail', 'appointments', 'service'] as const).map((of) => ({
    ...{ of, announcement: 'outage', municipalities: ['hemer'] },
  })),
  'mail-still-lost': [{ announcement: 'outage', municipalities: ['hemer'] }],
  'old-facts': [{ announcement: 'outage', municipalities: ['hemer'], withinMs: 24 * HOUR }],
  'calls-differ': [{ announcement: 'outage', others: SPOKEN.others }],
  'still-over': [{ announcement: 'oops', municipalities: ['hemer', 'menden'] }],
  'clear-unsaid': [{ announcement: 'clear', municipalities: ['hemer'] }],
  'ends-for-others': [{ announcement: 'clear', others: SPOKEN.others }],
  'said-twice': [{ announcement: 'outage', posts: [{ account: 'hemer-x', key: KEY }] }],
  ended: [1, 2].map((accounts) => ({ announcement: 'outage', accounts })),
  withdrawn: [1, 2].map((accounts) => ({ announcement: 'outage', by: 'oops', accounts })),
  'deletes-outage': [1, 2].map((accounts) => ({ announcement: 'fix', accounts })),
  'ends-recurring': [{ announcement: 'oops', withdraws: 'daily', at: SIX }],
  'also-wrong': [1, 2].map((n) => ({
    ...{ announcement: 'fix', posts: Array(n).fill({ key: KEY, account: 'hemer-x' }) },
  })),
  'outdated-gone': [
    { announcement: 'outage', account: 'hemer-x', post: 'https://x.com/stadt_hemer/status/1', key: KEY },
  ],
  unwatched: UNWATCHED,
  'too-alike': [0, 3].map((more) => ({
    ...{ announcement: 'outage', pairs: [{ account: 'menden-x', ...ALIKE }], more },
  })),
  delayed: (
    [
      { of: 'retry', reason: null },
      { of: 'retry', reason: 'X says: later' },
      { of: 'breaker', server: 'https://api.x.com', reason: 'no answer' },
      { of: 'limit', limit: { of: 'posts', per: 'account', count: 2, withinMs: 15 * MINUTE } },
      { of: 'budget', usd: 0.4 },
    ] as const
  ).map((delay) => ({ channel: 'x', delay, waiting: 1, actions: 3, until: SIX })),
};

const PROMISED = [{ promised: SIX }];
const FAILED = [{ mistake: WRONG }, { what: 'Die Uhr geht falsch.', advice: 'Stellen Sie sie.' }];

export const ALERTS: Every<AlertReason['code']> = {
  'files-broken': [
    { mistake: WRONG, more: 0, mode: 'draft' },
    { mistake: WRONG, more: 2, mode: 'live' },
    { mistake: null, more: 0, mode: 'live' },
  ],
  'facts-broken': BROKEN,
  held: [1, 2].map((accounts) => ({
    ...{
      announcement: 'outage',
      accounts,
      reason: { because: 'not-confirmed', municipality: 'hemer', withinMs: HOUR },
    },
  })),
  approval: [1, 2].map((texts) => ({ announcement: 'outage', texts, digest: 'abc' })),
  outdated: [{ announcement: 'outage' }],
  'outdated-others': [{ announcement: 'outage' }],
  'outdated-clear': [{ announcement: 'clear' }],
  'outdated-gone': [
    { announcement: 'outage', account: 'hemer-x', post: 'https://x.com/stadt_hemer/status/1', key: KEY },
  ],
  unwatched: UNWATCHED,
  'also-wrong': [{ correction: 'fix', key: KEY, account: 'hemer-x' }],
  'live-open': (['exercise', 'sandbox', 'another'] as const).flatMap((during) =>
    [1, 2].map((waiting) => ({ during, incident: 'it-2026', workedAt: SIX, waiting, due: 1, unknown: 0 })),
  ),
  'promise-due': PROMISED,
  'promise-broken': PROMISED,
  refused: ACTIONS.flatMap((action) => [
    { ...POST, action, reason: 'X says: no.' },
    { ...POST, action, reason: null, words: null },
  ]),
  unknown: (['program', 'staff'] as const).flatMap((decides) => [
    { ...POST, key: KEY, reason: 'no answer', decides },
    { ...POST, key: KEY, reason: null, words: null, decides },
  ]),
  undone: ACTIONS.flatMap((action) =>
    (['platform', 'limit', ...(action === 'publish' ? (['lost'] as const) : [])] as const).map((of) => ({
      ...{ ...POST, of, action, reason: null },
    })),
  ),
  expired: [
    { announcement: 'outage', reason: null },
    { announcement: 'outage', reason: 'reason.older-than {"hours":24}' },
  ],
  alone: (['approved', 'rights'] as const).map((did) => ({
    ...{ by: 'press-mk', did, about: 'outage', reason: 'Nobody else is there.' },
  })),
  breaker: [{ server: 'https://api.x.com', reason: 'no answer' }],
  stopped: [{ account: 'hemer-x', reason: 'suspended' }],
  paused: [0, 2].flatMap((changes) => [1, 3].map((actions) => ({ pause: PAUSE, actions, changes }))),
  'machines-differ': [{ one: 'site-a', other: 'site-b' }],
  'clock-wrong': FAILED,
  'ledger-empty': FAILED,
  bug: [{ what: 'Fehler', advice: 'Starten Sie neu.' }],
};
