import fc from 'fast-check';
import { KINDS } from '../../src/core/domain/announcement.ts';
import type { Fault } from '../../src/sandbox/fault.ts';
import { REGION as DAYS_REGION } from '../fixtures/day.ts';
import { changedFacts, drawn, factsFrom } from '../stories/facts.ts';
import type { Sabotage } from '../stories/play.ts';
import { randomFrom } from '../stories/random.ts';
import { played, weighted } from '../stories/story.ts';
import { timesFrom } from '../stories/writer.ts';
import { BROKEN_TEMPLATES, hostileIn, poisoned } from './hostile.ts';

const SPEAKS_FOR_ALL = 'speaks_for: [mk, hemer, menden, rathaeuser]\n';

/** The region of the other tests with a group, in which everybody speaks for everybody. */
export const REGION = `${DAYS_REGION.replace('speaks_for: [mk, hemer, menden]\n', SPEAKS_FOR_ALL).replaceAll(
  'part_of: mk\n',
  `part_of: mk\n    ${SPEAKS_FOR_ALL}`,
)}groups:
  rathaeuser: {name: {de: Rathäuser im Kreis, en: town halls of the district}, members: [hemer, menden]}
`;

const harmless = fc.oneof(
  fc.constantFrom(
    ...BROKEN_TEMPLATES,
    'Bitte kommen Sie nicht.',
    'Schalter & Kasse <offen>',
    'Ab 8 Uhr: 0221 4710119',
    'Mehr: https://example.org/a?b=1&c=2',
    '„Jetzt“ – 🚨 #Notfall',
    '{{ poster }} meldet sich',
    '@jemand@social.example.org',
    'ÜBUNG',
    'example.org',
    '---',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
);
const words = fc.oneof({ weight: 50, arbitrary: harmless }, { weight: 1, arbitrary: poisoned(harmless) });
const text = fc.record({ de: words, en: words }, { requiredKeys: ['de'] });
const facts = factsFrom({ today: '2026-11-24', text: () => text });
const ANYTHING = {
  from: facts,
  fields: [
    ...['confirmed', 'next_update', 'estimate', 'reach', 'appointments', 'services'],
    ...['contacts', 'email', 'instruction', 'unaffected'],
  ],
};
/** What everybody's facts say at first, so that most kinds have something to tell. */
const USUAL = {
  reach: { phone: 'down', website: 'down' },
  estimate: { kind: 'unknown' },
  services: { 'id-cards': 'unavailable' },
  appointments: { policy: 'cancelled', from: '2026-11-24', until: '2026-11-25' },
  contacts: { hotline: { phone: '+49 221 4710119', verified_by: 'press' } },
};
const whom = fc.constantFrom<unknown>('all', ['hemer'], ['menden', 'hemer'], ['rathaeuser'], ['towns-of/mk']);
const more = fc.record(
  {
    post_as: fc.oneof(
      { weight: 30, arbitrary: whom },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(['nobody'], [], 'hemer', 5) },
    ),
    about: fc.constantFrom(['hemer'], ['mk'], ['hemer', 'menden'], ['rathaeuser']),
    every: fc.constantFrom('*/20 * * * *', '0 8,16 * * *', '30 2 * * *'),
    edition: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant({ hemer: 2 })),
  },
  { requiredKeys: [] },
);
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>(
    { kind: 'rate-limited', resetAfterMs: 300_000 },
    { kind: 'unavailable', on: 'write' },
    { kind: 'unavailable', on: 'write', accepted: true },
    { kind: 'refused-before', on: 'write' },
    { kind: 'accepted-then-cut', on: 'write' },
    { kind: 'cut-body', on: 'write' },
    { kind: 'html', on: 'write' },
    { kind: 'html', on: 'write', accepted: true },
    { kind: 'redirect' },
    { kind: 'reply-refused' },
    { kind: 'unauthorized', on: 'any' },
    { kind: 'suspended', on: 'any' },
    { kind: 'invalid', on: 'write' },
    { kind: 'not-found', on: 'write' },
    { kind: 'timeline-unavailable' },
    { kind: 'stale-timeline', lagMs: 60_000 },
    { kind: 'wrong-identity' },
  ),
  fc.nat({ max: 90 }).map((seconds): Fault => ({ kind: 'accepted-late', afterMs: seconds * 1_000 })),
);

/** A story is known by its seed: chance does the rest. */
export const story = fc.nat();

const MISHAPS = { approve: 4, fault: 4, draft: 1, pause: 1, restart: 1, damage: 1 };

/**
 * Plays a story in which anything is written, to its end. Returns the mistakes and the number of posts. A story that
 * `losesLedger` has no other mishap: all that is said is published on the accounts.
 */
export async function playedFrom(
  seed: number,
  sabotage: Sabotage,
  losesLedger = false,
): Promise<{ readonly violations: readonly string[]; readonly posts: number }> {
  const random = randomFrom(seed);
  const poison = new Set<string>();
  const { violations, posts } = await played(
    {
      random,
      region: REGION,
      needed: losesLedger ? 0 : random.one([0, 0, 1]),
      mode: losesLedger ? 'live' : random.one(['live', 'live', 'exercise']),
      ...{ sabotage, losesLedger },
      happens: weighted({
        ...{ facts: 5, 'say something': 4, 'own words': 2, answer: 1, recurring: 1, 'say again': 1 },
        ...{ correct: 2, withdraw: 1, 'take out': 1, 'all-clear': 1 },
        ...(losesLedger ? {} : MISHAPS),
      }),
      fault: () => drawn(fault, random),
      writer: {
        towns: ['mk', 'hemer', 'menden'],
        draft: {
          incident: {
            ...{ id: 'i', title: { de: 'IT-Ausfall', en: 'IT outage' }, started: '2026-11-24 01:40' },
            ...{ phase: 'investigating', hashtags: random.one([[], ['ItAusfall']]) },
          },
          facts: { all: USUAL },
          announcements: [{ id: 'outage', kind: 'outage', post_as: 'all' }],
        },
        kinds: KINDS.filter((kind) => !['notice', 'correction', 'retraction', 'all-clear'].includes(kind)),
        given: (kind, _, at) => ({
          ...timesFrom(random, at),
          ...(kind === 'restoration' && { services: ['id-cards'] }),
          ...(kind === 'contacts' && { contact: 'hotline' }),
          ...(random.next(0.3) && drawn(more, random)),
        }),
        words: () => drawn(text, random),
        changed: (all, town) =>
          changedFacts(random, all, random.next(0.3) ? random.one(['all', 'rathaeuser']) : town, ANYTHING),
      },
    },
    async ({ player }) => {
      for (const { account, body } of player.system.sandbox.requests()) {
        const found = body === '' ? null : hostileIn(Object.values(JSON.parse(body)).join(' '));
        if (found !== null) poison.add(`${account} is sent ${found}: ${body}`);
      }
    },
  );
  return { violations: [...violations, ...poison], posts };
}
