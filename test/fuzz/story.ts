import fc from 'fast-check';
import { KINDS } from '../../src/core/domain/announcement.ts';
import {
  APPOINTMENT_POLICIES,
  MAIL_ACTIONS,
  PHASES,
  REACH_LEVELS,
  REACH_WAYS,
  SERVICE_STATUSES,
} from '../../src/core/domain/facts.ts';
import type { Fault } from '../../src/sandbox/fault.ts';
import { ALL_ACCOUNTS, REGION as DAYS_REGION } from '../fixtures/day.ts';
import { openPlay, type Player, type Sabotage } from '../stories/play.ts';
import { BROKEN_TEMPLATES, hostileIn, poisoned } from './hostile.ts';

const SPEAKS_FOR_ALL = 'speaks_for: [mk, hemer, menden, rathaeuser]\n';

/** The region of the other tests with a group, in which everybody speaks for everybody. */
export const REGION = `${DAYS_REGION.replace('speaks_for: [mk, hemer, menden]\n', SPEAKS_FOR_ALL).replaceAll(
  'part_of: mk\n',
  `part_of: mk\n    ${SPEAKS_FOR_ALL}`,
)}groups:
  rathaeuser: {name: {de: Rathäuser im Kreis, en: town halls of the district}, members: [hemer, menden]}
`;

const DAY = '2026-11-24';
const clock = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const time = fc.tuple(fc.constantFrom('2026-11-23', DAY, DAY), clock).map((both) => both.join(' '));
/** After every other time, so that nothing ends before it began. */
const later = fc.oneof(
  clock.map((one) => `2026-11-25 ${one}`),
  fc.constantFrom('2026-11-24 06:30', '2026-11-24 08:00', '2026-11-24 12:00'),
);
const day = fc.constantFrom('2026-11-23', DAY);
const laterDay = fc.constantFrom('2026-11-25', '2026-12-24');
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
const words = fc.oneof({ weight: 150, arbitrary: harmless }, { weight: 1, arbitrary: poisoned(harmless) });
const text = fc.record({ de: words, en: words }, { requiredKeys: ['de'] });
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const written = <Shape extends object>(shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
  fc.record(shape, { requiredKeys: [] });

const service = fc.constantFrom('vehicle-registration', 'id-cards', 'parental-allowance');
const status = fc.constantFrom(...SERVICE_STATUSES);
const contact = written({
  phone: fc.constantFrom('+49 221 4710119', '+49 221 4710191', '0221 4710000'),
  hours: fc.constant('Mo-Fr 08:00-16:00'),
  place: text,
  valid_from: time,
  until: later,
  verified_by: fc.constant('press'),
}).map(({ phone, ...rest }) => inOrder({ phone: phone ?? '+49 221 4710119', ...rest }, 'valid_from'));

/** Nothing ends before it begins. */
function inOrder<Written extends { readonly until?: string | undefined }>(
  { until, ...rest }: Written,
  begins: 'at' | 'valid_from',
): Readonly<Record<string, unknown>> {
  const from: unknown = Reflect.get(rest, begins);
  const isLate = typeof from === 'string' && until !== undefined && until <= from;
  return until === undefined || isLate ? rest : { ...rest, until };
}
const facts = written({
  confirmed: time,
  phase: fc.constantFrom(...PHASES),
  next_update: fc.oneof(time, fc.constant(null)),
  estimate: fc.oneof(
    fc.constant({ kind: 'unknown' }),
    fc.record({ kind: fc.constantFrom('not-before', 'expected'), at: fc.oneof(later, laterDay) }),
    fc.record({ kind: fc.constant('expected-between'), from: day, to: laterDay }),
  ),
  reach: fc.dictionary(fc.constantFrom(...REACH_WAYS), fc.constantFrom(...REACH_LEVELS), { maxKeys: 4 }),
  services: fc.dictionary(
    service,
    fc.oneof(status, fc.record({ status, alternative: text }, { requiredKeys: ['status'] })),
    { maxKeys: 3 },
  ),
  contacts: fc.record({ hotline: fc.oneof(contact, fc.constant(null)) }),
  appointments: fc.record(
    { policy: fc.constantFrom(...APPOINTMENT_POLICIES), from: day, until: laterDay },
    { requiredKeys: ['policy'] },
  ),
  email: fc.record(
    { lost_since: time, action: fc.constantFrom(...MAIL_ACTIONS) },
    { requiredKeys: ['action'] },
  ),
  instruction: text,
  unaffected: fc.constantFrom([], ['emergency-calls']),
});

const who = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.constantFrom<unknown>(
      'all',
      ['hemer'],
      ['menden', 'hemer'],
      ['mk'],
      ['rathaeuser'],
      ['towns-of/mk'],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(['nobody'], [], 'hemer', 5) },
);
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const announcement = fc
  .record(
    {
      id,
      kind: fc.constantFrom(...KINDS),
      post_as: who,
      about: fc.constantFrom(['hemer'], ['mk'], ['hemer', 'menden'], ['rathaeuser']),
      at: time,
      until: later,
      every: fc.constantFrom('0 * * * *', '*/20 * * * *', '0 8,16 * * *', '30 2 * * *'),
      edition: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant({ hemer: 2 })),
      keep_current: fc.boolean(),
      services: fc.array(service, { minLength: 1, maxLength: 2 }),
      contact: fc.constant('hotline'),
      corrects: id,
      withdraws: id,
      updates: id,
      what: text,
      text,
    },
    { requiredKeys: ['id', 'kind'] },
  )
  .map((one) => plausible(inOrder(one, 'at')));

/** Mostly what a person would write: a notice has words, a correction corrects something. */
function plausible(one: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const {
    corrects,
    withdraws,
    updates,
    text: own,
    contact: about,
    what,
    services,
    every,
    post_as,
    ...rest
  } = one;
  const kind = one.kind;
  const posters = { post_as: post_as ?? 'all' };
  switch (kind) {
    case 'correction':
      return { ...rest, corrects: corrects ?? 'a', what: what ?? { de: 'Die Nummer', en: 'The number' } };
    case 'retraction':
      return { ...rest, withdraws: withdraws ?? 'a' };
    case 'notice':
      return { ...rest, text: own ?? { de: 'Rathaus zu.' }, ...(updates ? { updates } : posters) };
    case 'contacts':
      return { ...rest, ...posters, contact: about ?? 'hotline' };
    case 'restoration':
      return { ...rest, ...posters, services: services ?? ['id-cards'] };
    case 'status':
      return { ...rest, ...posters, ...(every !== undefined && { every }) };
    default:
      return { ...rest, ...posters };
  }
}

/** `incident.yaml` as people and scripts write it; now and then a mistake is in it. */
const stateFile = fc
  .record({
    phase: fc.constantFrom(...PHASES),
    next_update: maybe(time),
    affects: maybe(
      fc.constantFrom<unknown>(['hemer', 'mk'], 'all', ['towns-of/mk'], ['hemer', 'menden', 'mk']),
    ),
    hashtags: fc.constantFrom([], ['ItAusfall']),
    facts: fc.dictionary(fc.constantFrom('all', 'hemer', 'menden', 'mk', 'rathaeuser'), facts, {
      maxKeys: 4,
    }),
    announcements: fc.uniqueArray(announcement, { minLength: 1, maxLength: 5, selector: (one) => one.id }),
  })
  .map(({ facts: all, announcements, ...incident }) => ({
    incident,
    facts: { ...all, all: { ...USUAL, ...all.all } },
    announcements: announcements.flatMap((one, index) => answering(one, announcements.slice(0, index))),
  }));

/** A correction answers an announcement before it in the file. */
function answering(
  one: Readonly<Record<string, unknown>>,
  before: readonly Readonly<Record<string, unknown>>[],
): readonly Readonly<Record<string, unknown>>[] {
  const link = (['corrects', 'withdraws', 'updates'] as const).find((key) => one[key] !== undefined);
  if (link === undefined) return [one];
  const originals = before.filter(({ kind }) => kind !== 'correction' && kind !== 'retraction');
  const original = originals.find((other) => other.id === one[link]) ?? originals[0];
  return original ? [{ ...one, [link]: original.id }] : [];
}

/** What everybody's facts say unless they say otherwise, so that most kinds have something to tell. */
const USUAL = {
  reach: { phone: 'down', website: 'down' },
  estimate: { kind: 'unknown' },
  services: { 'id-cards': 'unavailable' },
  appointments: { policy: 'cancelled', from: DAY, until: '2026-11-25' },
  contacts: { hotline: { phone: '+49 221 4710119', verified_by: 'press' } },
};
type StateFile = typeof stateFile extends fc.Arbitrary<infer Value> ? Value : never;

/** What happens to the text of a file: mostly nothing. */
const accident = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      characters: fc.nat({ max: 40 }),
      put: fc.string({ maxLength: 6 }),
    }),
  },
);
type Accident = typeof accident extends fc.Arbitrary<infer Value> ? Value : never;

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

/** One thing that happens in a press office, or on the way to a platform. */
const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), file: stateFile, accident }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('mode' as const), mode: fc.constantFrom('draft', 'said') }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('approve' as const), share: fc.constantFrom(0.5, 1) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      account: fc.constantFrom(...ALL_ACCOUNTS),
      fault,
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const, 'restart' as const) }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

/** A few hours of an incident. */
export const story = fc.record({
  mode: fc.constantFrom('live', 'live', 'exercise'),
  needed: fc.constantFrom(0, 0, 1),
  first: stateFile,
  events: fc.array(event, { minLength: 2, maxLength: 8 }),
});
export type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a story to its end. What went wrong in it, and how many posts there were. */
export async function played(
  { mode, needed, first, events }: Story,
  sabotage: Sabotage,
): Promise<{ readonly violations: readonly string[]; readonly posts: number }> {
  await using player = await openPlay({ region: REGION, needed, mode, sabotage });
  await player.write((mode) => textOf(first, mode, null));
  let file: StateFile = first;
  for (const event of events) {
    if (event.do === 'write') file = event.file;
    await happen(player, event);
  }
  player.system.sandbox.clear();
  if (!player.isReadable()) await player.write((mode) => textOf(file, mode, null));
  const poison = player.system.sandbox.requests().flatMap(({ account, body }) => {
    const found = body === '' ? null : hostileIn(Object.values(JSON.parse(body)).join(' '));
    return found === null ? [] : [`${account} is sent ${found}: ${body}`];
  });
  const violations = [...(await player.violations(await player.calm())), ...poison];
  const posts = ALL_ACCOUNTS.flatMap((account) => player.system.everPosted(account)).length;
  return { violations, posts };
}

async function happen(player: Player, event: Event): Promise<void> {
  switch (event.do) {
    case 'write':
      return player.write((mode) => textOf(event.file, mode, event.accident));
    case 'mode':
      return player.setDraft(event.mode === 'draft');
    case 'wait':
      return player.wait(event.minutes);
    case 'approve':
      return player.approve(event.share);
    case 'fault':
      return player.system.sandbox.arrange(event.account, event.fault, event.times);
    case 'pause':
    case 'resume':
    case 'restart':
      return player[event.do]();
    default:
      return event satisfies never;
  }
}

/** The text of a state file in this mode, after what happened to it. */
function textOf(file: StateFile, mode: string, what: Accident): string {
  const incident = {
    id: 'i',
    mode,
    title: { de: 'IT-Ausfall', en: 'IT outage' },
    started: '2026-11-24 01:40',
  };
  const said = JSON.stringify({ ...file, incident: { ...file.incident, ...incident } }, null, 1);
  if (what === null) return said;
  const from = Math.floor(what.from * said.length);
  return said.slice(0, from) + what.put + said.slice(from + what.characters);
}
