import { expect, test } from 'vitest';
import type { Plan } from '../../../../src/core/planning/plan.ts';
import { worded } from '../../../../src/staff-words/advice.ts';
import { at, fileOf, REGION } from '../../../fixtures/day.ts';
import { openSystem } from '../../../fixtures/system.ts';

/** The district may speak for its two towns, by name or as a group. */
const GROUP = 'groups:\n  towns: {name: {de: Städte im Kreis}, members: [hemer, menden]}\n';

type Written = Readonly<Record<string, unknown>>;

/** What is planned at nine o'clock, where the district says something of this kind about itself and others. */
async function planned(kind: string, facts: Written, about: readonly string[], more: Written = {}) {
  await using system = await openSystem({ at: at('09:00'), region: REGION + GROUP });
  const said = { id: 'said', kind, post_as: ['mk'], about: ['mk', ...about], ...more };
  const phase = kind === 'all-clear' ? 'resolved' : 'workaround';
  return await system.plan(fileOf({ phase, next_update: '2026-11-24 12:00' }, facts, said));
}

const contradicted = ({ warnings }: Plan) =>
  warnings.flatMap((warning) => (warning.code === 'contradicts-others' ? warning.spoken : []));

const OFF = { reach: { phone: 'down', email_in: 'unknown', email_out: 'down' } };
const CANCELLED = { appointments: { policy: 'cancelled', until: '2026-11-25' } };
const emergencyCalls = (status: string) => ({ services: { 'emergency-calls': status } });
const hotline = (phone: string, until?: string) => ({
  contacts: { hotline: { phone, verified_by: 'press', ...(until !== undefined && { until }) } },
});

test.each<[said: string, of: string, kind: string, own: Written, other: Written, facts: readonly string[]]>([
  ['cannot be called', 'can', 'outage', OFF, { reach: { phone: 'up' } }, ['reach.phone: up']],
  [
    'cannot be written to',
    'can',
    'status',
    OFF,
    { reach: { email_in: 'limited' } },
    ['reach.email_in: limited'],
  ],
  [
    'cannot work',
    'has a desk',
    'outage',
    { reach: { work: 'none' } },
    { reach: { counter: 'limited' } },
    ['reach.counter: limited'],
  ],
  [
    'has no website',
    'has one',
    'status',
    { reach: { website: 'down' } },
    { reach: { website: 'up' } },
    ['reach.website: up'],
  ],
  [
    'can be called',
    'cannot',
    'status',
    { reach: { phone: 'up' } },
    { reach: { phone: 'down' } },
    ['reach.phone: down'],
  ],
  [
    'cancels appointments',
    'does not',
    'appointments',
    CANCELLED,
    { appointments: { policy: 'take-place' } },
    ['appointments: take-place'],
  ],
  [
    'cannot do a thing',
    'can',
    'services',
    { services: { 'id-cards': 'unavailable' } },
    { services: { 'id-cards': 'available' } },
    ['services.id-cards: available'],
  ],
  [
    'is well again',
    'is not',
    'all-clear',
    { reach: { phone: 'up' } },
    { reach: { phone: 'down' } },
    ['reach.phone: down'],
  ],
  [
    'cannot do a thing, which is all that fails,',
    'can',
    'outage',
    { services: { 'id-cards': 'unavailable' } },
    { services: { 'id-cards': 'available' } },
    ['services.id-cards: available'],
  ],
  [
    'has no outage any more',
    'has one',
    'status',
    { phase: 'resolved' },
    { phase: 'resolved', reach: { phone: 'down' } },
    ['reach.phone: down'],
  ],
  [
    'expects nothing before December',
    'does',
    'estimate',
    { estimate: { kind: 'not-before', at: '2026-12-01' } },
    { estimate: { kind: 'expected', at: '2026-11-26' } },
    ['estimate: expected 2026-11-26'],
  ],
  [
    'has no disruption any more',
    'has one',
    'estimate',
    { phase: 'resolved' },
    { phase: 'resolved', reach: { phone: 'down' } },
    ['reach.phone: down'],
  ],
  [
    'can call 110 and 112',
    'cannot',
    'outage',
    { ...OFF, unaffected: ['emergency-calls'] },
    { services: { 'emergency-calls': 'unavailable' } },
    ['services.emergency-calls: unavailable'],
  ],
  [
    'cannot call 110 and 112',
    'can',
    'appointments',
    { ...CANCELLED, ...emergencyCalls('unavailable'), unaffected: ['emergency-calls'] },
    emergencyCalls('available'),
    ['services.emergency-calls: available'],
  ],
  [
    'can call 110 and 112',
    'can hardly',
    'contacts',
    { ...hotline('+49 221 4710119'), unaffected: ['emergency-calls'] },
    emergencyCalls('limited'),
    ['services.emergency-calls: limited'],
  ],
  [
    'has a hotline',
    'has another',
    'contacts',
    hotline('+49 221 4710119'),
    hotline('+49 221 4710555'),
    ['contacts.hotline.phone: +49 221 4710555'],
  ],
  ['has a hotline', 'has the same', 'contacts', hotline('+49 221 4710119'), hotline('0221/4710119'), []],
  [
    'has a hotline',
    'had another until yesterday',
    'contacts',
    hotline('+49 221 4710119'),
    hotline('+49 221 4710555', '2026-11-23 18:00'),
    [],
  ],
  ['cannot be called', 'said nothing', 'outage', OFF, {}, []],
  ['cannot be called', 'has an outage no more', 'outage', OFF, { phase: 'resolved' }, ['phase: resolved']],
  ['is affected', 'is no more', 'status', {}, { phase: 'resolved' }, ['phase: resolved']],
  [
    'expects nothing before December',
    'has nothing to expect any more',
    'estimate',
    { estimate: { kind: 'not-before', at: '2026-12-01' } },
    { phase: 'resolved' },
    ['phase: resolved'],
  ],
  [
    'cancels appointments',
    'has an outage no more',
    'appointments',
    CANCELLED,
    { phase: 'resolved' },
    ['phase: resolved'],
  ],
  ['can be called', 'has an outage no more', 'status', { reach: { phone: 'up' } }, { phase: 'resolved' }, []],
  [
    'cannot be called',
    'works on what is left',
    'outage',
    OFF,
    { phase: 'resolved', reach: { website: 'down' } },
    [],
  ],
  [
    'cannot be called',
    'knows nothing of it',
    'outage',
    OFF,
    { reach: { phone: 'unknown', website: 'up' } },
    [],
  ],
  [
    'cancels appointments',
    'limited them until yesterday',
    'appointments',
    CANCELLED,
    { appointments: { policy: 'limited', until: '2026-11-23' } },
    [],
  ],
  [
    'can do a thing',
    'could not until yesterday',
    'services',
    { services: { 'id-cards': 'available' } },
    { services: { 'id-cards': { status: 'unavailable', until: '2026-11-23' } } },
    [],
  ],
])('where it %s and the other %s, names the facts that contradict it, if any', async (...given) => {
  const [, , kind, own, other, facts] = given;
  const named = kind === 'contacts' ? { contact: 'hotline' } : {};
  const plan = await planned(kind, { mk: own, hemer: other }, ['hemer'], named);
  const others = [{ municipality: 'hemer', facts }];
  expect(contradicted(plan)).toEqual(facts.length === 0 ? [] : [{ speaker: 'mk', others }]);
  expect(plan.posts).toHaveLength(1);
});

const TAKE_PLACE = { appointments: { policy: 'take-place' } };
const idCards = (status: string) => ({ services: { 'id-cards': status } });
const JULY = { estimate: { kind: 'not-before', at: '2027-07-01' } };
const DECEMBER = { estimate: { kind: 'expected', at: '2026-12-01' } };

test.each<[kind: string, own: Written, other: Written, facts: readonly string[]]>([
  ['contacts', { ...hotline('+49 221 4710119'), ...CANCELLED }, TAKE_PLACE, ['appointments: take-place']],
  ['services', { ...idCards('unavailable'), ...CANCELLED }, TAKE_PLACE, ['appointments: take-place']],
  ['estimate', { ...DECEMBER, ...CANCELLED }, TAKE_PLACE, ['appointments: take-place']],
  ['restoration', { ...idCards('available'), ...CANCELLED }, TAKE_PLACE, ['appointments: take-place']],
  ['outage', { ...OFF, ...TAKE_PLACE }, CANCELLED, ['appointments: cancelled']],
  ['outage', { ...OFF, ...idCards('unavailable') }, idCards('available'), ['services.id-cards: available']],
  ['status', { ...OFF, ...idCards('available') }, idCards('limited'), ['services.id-cards: limited']],
  [
    'outage',
    { reach: { phone: 'down', website: 'down' } },
    { reach: { website: 'up' } },
    ['reach.website: up'],
  ],
  ['outage', { ...OFF, ...JULY }, DECEMBER, ['estimate: expected 2026-12-01']],
  ['restoration', { ...idCards('available'), reach: { phone: 'down' } }, { reach: { phone: 'up' } }, []],
  [
    'restoration',
    { ...idCards('available'), reach: { website: 'up' } },
    { reach: { website: 'down' } },
    ['reach.website: down'],
  ],
  ['contacts', { ...hotline('+49 221 4710119'), ...TAKE_PLACE }, CANCELLED, []],
])(
  'whatever a text says besides what it is about is compared with the facts of everybody it names: %s, %j, %j',
  async (kind, own, other, facts) => {
    const named = {
      contacts: { contact: 'hotline' },
      restoration: { services: ['id-cards'], reach: ['website'] },
    }[kind];
    const others = [{ municipality: 'hemer', facts }];
    const plan = await planned(kind, { mk: own, hemer: other }, ['hemer'], named);
    expect(contradicted(plan)).toEqual(facts.length === 0 ? [] : [{ speaker: 'mk', others }]);
    expect(plan.posts).toHaveLength(1);
  },
);

test.each<[kind: string, own: Written, other: Written, facts: readonly string[]]>([
  [
    'notice',
    { unaffected: ['emergency-calls'] },
    emergencyCalls('unavailable'),
    ['services.emergency-calls: unavailable'],
  ],
  ['all-clear', { reach: { phone: 'up' } }, { reach: { phone: 'down' } }, ['reach.phone: down']],
  ['contacts', hotline('+49 221 4710119'), hotline('+49 221 4710555'), []],
])(
  'what a text in own words about several bodies says beside them is compared with the facts of all: %s',
  async (kind, own, other, facts) => {
    const words = { text: { de: 'Mehr dazu im Aushang am Kreishaus.' } };
    const named = kind === 'contacts' ? { contact: 'hotline' } : {};
    const plan = await planned(kind, { mk: own, hemer: other }, ['hemer'], { ...words, ...named });
    const others = [{ municipality: 'hemer', facts }];
    expect(contradicted(plan)).toEqual(facts.length === 0 ? [] : [{ speaker: 'mk', others }]);
    expect(plan.posts).toHaveLength(1);
  },
);

test.each<[by: string, own: Written, town: Written, isTold: boolean]>([
  ['mk', { unaffected: ['emergency-calls'] }, emergencyCalls('unavailable'), true],
  ['hemer', { unaffected: ['emergency-calls'] }, emergencyCalls('limited'), true],
  ['mk', emergencyCalls('unavailable'), { unaffected: ['emergency-calls'] }, true],
  ['menden', { unaffected: ['emergency-calls'] }, emergencyCalls('unavailable'), false],
  ['mk', emergencyCalls('limited'), emergencyCalls('unavailable'), false],
  ['hemer', emergencyCalls('limited'), { unaffected: ['emergency-calls'] }, false],
  ['mk', {}, emergencyCalls('unavailable'), false],
])(
  '%s is told that of 110 and 112 its district says %j and a town there %j: %j',
  async (by, own, town, isTold) => {
    await using system = await openSystem({ at: at('09:00'), region: REGION });
    const said = { id: 'said', kind: 'outage', post_as: [by] };
    const { posts, warnings } = await system.plan(fileOf({}, { mk: own, hemer: town }, said));
    const told = warnings.flatMap((one) => (one.code === 'calls-differ' ? one.others : []));
    expect(told.map(({ municipality }) => municipality)).toEqual(isTold ? ['mk', 'hemer'] : []);
    expect(posts.length).toBeGreaterThan(0);
  },
);

test('a text that speaks for others goes out with a warning while one member of a group agrees, and is held where none does', async () => {
  const up = { reach: { phone: 'up' } };
  const one = await planned('outage', { mk: OFF, hemer: up }, ['towns']);
  const [warning] = one.warnings.filter(({ code }) => code === 'contradicts-others');
  expect(warning && worded(warning, String).because).toBe(
    'it states the facts of mk also of others, whose own say otherwise: hemer (reach.phone: up)',
  );
  expect(one.posts).toHaveLength(1);
  const all = await planned('outage', { mk: OFF, hemer: up, menden: up }, ['towns']);
  expect(all.posts).toEqual([]);
  expect(all.held).toMatchObject([{ because: 'contradicts-others', speaker: 'mk', group: 'towns' }]);
});

test('a text that speaks for others says of an all-clear no more than the facts do, and nothing from silence', async () => {
  const saying = async (facts: Written) => {
    const [post] = (await planned('all-clear', { mk: facts }, [])).posts;
    return post?.intent.text?.split('\n')[0];
  };
  expect(await saying({})).toBe('Märkischer Kreis: Die Störung ist behoben.');
  expect(await saying({ reach: { phone: 'up' } })).toBe(
    'WIEDER ERREICHBAR – Märkischer Kreis: Das Telefon funktioniert. Die Störung ist behoben.',
  );
});

test.each<[isOver: boolean, facts: Written]>([
  [true, {}],
  [true, { appointments: { policy: 'take-place' }, services: { passports: 'available' } }],
  [true, { appointments: { policy: 'cancelled', until: '2026-11-23' } }],
  [false, { reach: { phone: 'unknown' } }],
  [false, { appointments: { policy: 'cancelled' } }],
  [false, { services: { passports: 'unknown' } }],
  [false, { email: { lost_since: '2026-11-24 01:40' } }],
  [false, { instruction: { say: 'stay-home' } }],
  [false, { instruction: { say: 'wait' } }],
  [true, { instruction: { say: 'do-not-come', until: '2026-11-23' } }],
])('a status says that it is over exactly where no fact contradicts it: %j, %j', async (isOver, facts) => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const said = { id: 'said', kind: 'status', post_as: ['mk'] };
  const [post] = (await system.plan(fileOf({ phase: 'resolved' }, { mk: facts }, said))).posts;
  expect(post?.intent.text?.includes('Es liegt keine Störung mehr vor.')).toBe(isOver);
});

test('outages and statuses without a next information are named in one warning for each announcement', async () => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const facts = { all: OFF, menden: { next_update: '2026-11-24 12:00' } };
  const said = { id: 'outage', kind: 'outage', post_as: 'all' };
  const { warnings } = await system.plan(fileOf({}, facts, said));
  expect(warnings.filter(({ code }) => code === 'no-next-update')).toEqual([
    { code: 'no-next-update', announcement: 'outage', municipalities: ['mk', 'hemer'] },
  ]);
  const promised = await system.plan(fileOf({ next_update: '2026-11-24 12:00' }, facts, said));
  expect(promised.warnings.filter(({ code }) => code === 'no-next-update')).toEqual([]);
});

test.each<[facts: Written, isDoubtful: boolean]>([
  [{ reach: { phone: 'up' } }, true],
  [{ services: { passports: 'available' } }, true],
  [{}, false],
  [{ reach: { phone: 'up', website: 'limited' } }, false],
  [{ reach: { phone: 'up', email_in: 'unknown' } }, false],
  [{ reach: { phone: 'up', work: 'none' } }, false],
  [{ reach: { phone: 'up' }, appointments: { policy: 'cancelled' } }, false],
])(
  'an outage from facts by which everything works is named in a warning: %j, %s',
  async (facts, isDoubtful) => {
    const { warnings } = await planned('outage', { mk: facts }, []);
    const expected = { code: 'nothing-down', announcement: 'said', municipalities: ['mk'] } as const;
    expect(warnings.filter(({ code }) => code === 'nothing-down')).toEqual(isDoubtful ? [expected] : []);
  },
);

test.each<[reach: Written, isDoubtful: boolean]>([
  [{ work: 'none', counter: 'up' }, true],
  [{ work: 'none', phone: 'limited' }, true],
  [{ work: 'none', counter: 'down', phone: 'down', website: 'up' }, false],
  [{ counter: 'up', website: 'down' }, false],
])(
  'a text that says nobody can work and that somebody is there is named in a warning: %j, %s',
  async (reach, isDoubtful) => {
    const { warnings } = await planned('outage', { mk: { reach } }, []);
    const expected = { code: 'open-without-work', announcement: 'said', municipalities: ['mk'] } as const;
    expect(warnings.filter(({ code }) => code === expected.code)).toEqual(isDoubtful ? [expected] : []);
  },
);

test('an all-clear from facts that nobody has confirmed for long or that leaves mail lost is named in a warning', async () => {
  await using system = await openSystem({ at: at('09:00 +3'), region: REGION });
  const email = { lost_since: '2026-11-24 01:40', lost_until: '2026-11-25 10:00', action: 'resend' };
  const facts = (hemer: string) => ({
    hemer: { reach: { phone: 'up' }, email, confirmed: hemer },
    menden: { confirmed: '2026-11-27 08:00' },
  });
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer', 'menden'] };
  const of = async (confirmed: string) =>
    await system.plan(fileOf({ phase: 'resolved' }, facts(confirmed), clear));
  const old = await of('2026-11-25 12:00');
  expect(old.warnings.filter(({ code }) => code === 'old-facts')).toEqual([
    { code: 'old-facts', announcement: 'clear', municipalities: ['hemer'], withinMs: 86_400_000 },
  ]);
  expect(old.posts.map(({ intent }) => intent.text).join()).toContain('Bitte senden Sie sie erneut');
  const open = fileOf(
    { phase: 'resolved' },
    {
      hemer: {
        reach: { email_in: 'up' },
        email: { lost_since: '2026-11-24 01:40' },
        confirmed: '2026-11-27 08:30',
      },
    },
    clear,
  );
  expect((await system.plan(open)).warnings).toContainEqual({
    ...{ code: 'mail-still-lost', announcement: 'clear', municipalities: ['hemer'] },
  });
  const confirmed = await of('2026-11-27 08:30');
  expect(confirmed.warnings).toEqual([]);
});
