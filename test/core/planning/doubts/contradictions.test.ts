import { expect, test } from 'vitest';
import { parse } from 'yaml';
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
const emergencyCalls = (status: string) => ({ services: { 'emergency-calls': status } });

/** What the district says beside what a town's own facts are, both in YAML, and which fact of the town contradicts it. */
async function expectContradicted(kind: string, own: string, town: string, fact: string, more: Written = {}) {
  const facts = { mk: parse(`{${own}}`), hemer: parse(`{${town}}`) };
  const named = kind === 'contacts' ? { contact: 'hotline' } : {};
  const plan = await planned(kind, facts, ['hemer'], { ...named, ...more });
  const others = [{ municipality: 'hemer', facts: [fact] }];
  expect(contradicted(plan)).toEqual(fact === '' ? [] : [{ speaker: 'mk', others }]);
  expect(plan.posts).toHaveLength(1);
}

const UNREACHED = 'reach: {phone: down, email_in: unknown, email_out: down}';
const OVER = 'phase: resolved';
const DOWN_AFTER_ALL = `${OVER}, reach: {phone: down}`;
const CANCELLED = 'appointments: {policy: cancelled, until: 2026-11-25}';
const TAKE_PLACE = 'appointments: {policy: take-place}';
const ID_CARDS = 'services: {id-cards: available}';
const NO_ID_CARDS = 'services: {id-cards: unavailable}';
const DECEMBER = 'estimate: {kind: not-before, at: 2026-12-01}';
const CALLS_WORK = 'unaffected: [emergency-calls]';
const CALLS_OUT = 'services: {emergency-calls: unavailable}';
const CALLS_IN = 'services: {emergency-calls: available}';
const JULY = 'estimate: {kind: not-before, at: 2027-07-01}';
const expected = (day: string) => `estimate: {kind: expected, at: ${day}}`;
const calls = (status: string) => `services.emergency-calls: ${status}`;
const numbered = (phone: string, more = '') =>
  `contacts: {hotline: {phone: "${phone}", verified_by: press${more}}}`;
const HOTLINE = numbered('+49 221 4710119');
const ANOTHER = numbered('+49 221 4710555');
const ENDED = numbered('+49 221 4710555', ', until: "2026-11-23 18:00"');
const OTHER_NUMBER = 'contacts.hotline.phone: +49 221 4710555';

test.each<[said: string, of: string, kind: string, own: string, town: string, fact: string]>([
  ['cannot be called', 'can', 'outage', UNREACHED, 'reach: {phone: up}', 'reach.phone: up'],
  ['cannot be mailed', 'can', 'status', UNREACHED, 'reach: {email_in: limited}', 'reach.email_in: limited'],
  ['cannot work', 'is there', 'outage', 'reach: {work: none}', 'reach: {counter: up}', 'reach.counter: up'],
  ['has no website', 'has', 'status', 'reach: {website: down}', 'reach: {website: up}', 'reach.website: up'],
  ['can be called', 'cannot', 'status', 'reach: {phone: up}', 'reach: {phone: down}', 'reach.phone: down'],
  ['cancels appointments', 'does not', 'appointments', CANCELLED, TAKE_PLACE, 'appointments: take-place'],
  ['cannot do a thing', 'can', 'services', NO_ID_CARDS, ID_CARDS, 'services.id-cards: available'],
  ['is well again', 'is not', 'all-clear', 'reach: {phone: up}', 'reach: {phone: down}', 'reach.phone: down'],
  ['cannot do its only thing', 'can', 'outage', NO_ID_CARDS, ID_CARDS, 'services.id-cards: available'],
  ['has no outage any more', 'has one', 'status', OVER, DOWN_AFTER_ALL, 'reach.phone: down'],
  [
    'expects nothing now',
    'does',
    'estimate',
    DECEMBER,
    expected('2026-11-26'),
    'estimate: expected 2026-11-26',
  ],
  ['has no disruption any more', 'has one', 'estimate', OVER, DOWN_AFTER_ALL, 'reach.phone: down'],
  [
    'can call 110 and 112',
    'cannot',
    'outage',
    `${UNREACHED}, ${CALLS_WORK}`,
    CALLS_OUT,
    calls('unavailable'),
  ],
  [
    'cannot call 110 and 112',
    'can',
    'appointments',
    `${CANCELLED}, ${CALLS_OUT}, ${CALLS_WORK}`,
    CALLS_IN,
    calls('available'),
  ],
  [
    'can call 110 and 112',
    'can hardly',
    'contacts',
    `${HOTLINE}, ${CALLS_WORK}`,
    'services: {emergency-calls: limited}',
    calls('limited'),
  ],
  ['has a hotline', 'has another', 'contacts', HOTLINE, ANOTHER, OTHER_NUMBER],
  ['has a hotline', 'has the same', 'contacts', HOTLINE, numbered('0221/4710119'), ''],
  ['has a hotline', 'had another until yesterday', 'contacts', HOTLINE, ENDED, ''],
  ['cannot be called', 'said nothing', 'outage', UNREACHED, '', ''],
  ['cannot be called', 'has an outage no more', 'outage', UNREACHED, OVER, OVER],
  ['is affected', 'is no more', 'status', '', OVER, OVER],
  ['expects nothing before December', 'has nothing to expect any more', 'estimate', DECEMBER, OVER, OVER],
  ['cancels appointments', 'has an outage no more', 'appointments', CANCELLED, OVER, OVER],
  ['can be called', 'has an outage no more', 'status', 'reach: {phone: up}', OVER, ''],
  ['cannot be called', 'works on the rest', 'outage', UNREACHED, `${OVER}, reach: {website: down}`, ''],
  ['cannot be called', 'does not know', 'outage', UNREACHED, 'reach: {phone: unknown, website: up}', ''],
  [
    'cancels appointments',
    'limited them until yesterday',
    'appointments',
    CANCELLED,
    'appointments: {policy: limited, until: 2026-11-23}',
    '',
  ],
  [
    'can do a thing',
    'could not until yesterday',
    'services',
    ID_CARDS,
    'services: {id-cards: {status: unavailable, until: 2026-11-23}}',
    '',
  ],
])(
  'where it %s and the other %s, names the facts that contradict it, if any',
  async (_said, _of, kind, own, town, fact) => expectContradicted(kind, own, town, fact),
);

test.each<[kind: string, own: string, town: string, fact: string]>([
  ['contacts', `${HOTLINE}, ${CANCELLED}`, TAKE_PLACE, 'appointments: take-place'],
  ['services', `${NO_ID_CARDS}, ${CANCELLED}`, TAKE_PLACE, 'appointments: take-place'],
  ['estimate', `${DECEMBER}, ${CANCELLED}`, TAKE_PLACE, 'appointments: take-place'],
  ['restoration', `${ID_CARDS}, ${CANCELLED}`, TAKE_PLACE, 'appointments: take-place'],
  ['outage', `${UNREACHED}, ${TAKE_PLACE}`, CANCELLED, 'appointments: cancelled'],
  ['outage', `${UNREACHED}, ${NO_ID_CARDS}`, ID_CARDS, 'services.id-cards: available'],
  ['status', `${UNREACHED}, ${ID_CARDS}`, 'services: {id-cards: limited}', 'services.id-cards: limited'],
  ['outage', 'reach: {phone: down, website: down}', 'reach: {website: up}', 'reach.website: up'],
  ['outage', `${UNREACHED}, ${JULY}`, expected('2026-12-01'), 'estimate: expected 2026-12-01'],
  ['restoration', `${ID_CARDS}, reach: {phone: down}`, 'reach: {phone: up}', ''],
  ['restoration', `${ID_CARDS}, reach: {website: up}`, 'reach: {website: down}', 'reach.website: down'],
  ['contacts', `${HOTLINE}, ${TAKE_PLACE}`, CANCELLED, ''],
])(
  'whatever a text says besides what it is about is compared with the facts of everybody it names: %s, %s, %s',
  async (kind, own, town, fact) => {
    const restored = { services: ['id-cards'], reach: ['website'] };
    await expectContradicted(kind, own, town, fact, kind === 'restoration' ? restored : {});
  },
);

test.each<[kind: string, own: string, town: string, fact: string]>([
  ['notice', CALLS_WORK, CALLS_OUT, calls('unavailable')],
  ['all-clear', 'reach: {phone: up}', 'reach: {phone: down}', 'reach.phone: down'],
  ['contacts', HOTLINE, ANOTHER, ''],
])(
  'what a text in own words about several bodies says beside them is compared with the facts of all: %s',
  (kind, own, town, fact) =>
    expectContradicted(kind, own, town, fact, { text: { de: 'Mehr dazu im Aushang am Kreishaus.' } }),
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

test.each<[facts: Written, line: string]>([
  [{ services: { 'emergency-calls': 'available' } }, 'Notruf 110/112 funktioniert.'],
  [{ unaffected: ['emergency-calls'] }, 'Märkischer Kreis: Die Störung ist behoben.'],
  [
    { appointments: { policy: 'take-place' } },
    'Märkischer Kreis: Die Störung ist behoben. Alle Termine finden statt.',
  ],
])('an all-clear says that what people were told of works: %j', async (facts, line) => {
  const { posts } = await planned('all-clear', { mk: facts }, []);
  expect(posts.length).toBeGreaterThan(0);
  for (const { intent } of posts) {
    expect(intent.text?.split('\n')).toContain(line);
    expect(intent.text?.includes('110')).toBe(line.includes('110'));
  }
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
  // Nobody has heard anything of these two.
  expect(confirmed.warnings).toEqual([
    { code: 'clear-unsaid', announcement: 'clear', municipalities: ['hemer', 'menden'] },
  ]);
});
