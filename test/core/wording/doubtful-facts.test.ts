import { expect, test } from 'vitest';
import { at, file, fileOf, OUTAGE, openDay, REGION } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';

/** What the district says of these facts, on the morning of the incident's first day. */
async function said(
  facts: Readonly<Record<string, unknown>>,
  kind = 'status',
  phase = 'investigating',
  more: Readonly<Record<string, unknown>> = {},
  announced: object = {},
) {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const incident = { phase, next_update: '2026-11-24 12:00', ...more };
  const { posts, warnings } = await system.plan(
    fileOf(incident, { mk: facts }, { id: 'said', kind, post_as: ['mk'], ...announced }),
  );
  return { text: posts[0]?.intent.text ?? '', warnings };
}

test.each([
  [true, {}],
  [true, { phone: 'up' }],
  [true, { phone: 'limited' }],
  [false, { phone: 'down' }],
  [false, { phone: 'unknown' }],
  [false, { phone: 'up', work: 'none' }],
])(
  'who cannot write mail is sent to the telephone only where somebody answers it: %j, %j',
  async (isSent, reach) => {
    const { text } = await said({ reach, email: { action: 'use-post-or-phone' } });
    expect([text.includes('Brief'), text.includes('Brief oder Telefon')]).toEqual([true, isSent]);
  },
);

test('who can write mail is not asked for letters instead, unless mail was lost', async () => {
  const saying = async (email: object) =>
    (await said({ reach: { email_in: 'up', email_out: 'down' }, email })).text.includes('Brief');
  const action = 'use-post-or-phone';
  expect([await saying({ action }), await saying({ action, lost_since: '2026-11-23 22:00' })]).toEqual([
    false,
    true,
  ]);
});

test('what is possible again in part does not seem to end when that may change', async () => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const services = { 'driving-licence': { status: 'limited', until: '2026-11-27' } };
  const saying = async (kind: string, more = {}) => {
    const one = { id: 'said', kind, post_as: ['mk'], ...more };
    const { posts } = await system.plan(fileOf({ phase: 'identified' }, { mk: { services } }, one));
    return posts[0]?.intent.text?.split('\n')[0];
  };
  expect(await saying('restoration', { services: ['driving-licence'] })).toBe(
    'Märkischer Kreis, eingeschränkt wieder möglich: Führerschein.',
  );
  expect(await saying('services')).toBe(
    'Märkischer Kreis, zurzeit nur eingeschränkt möglich: Führerschein (bis Freitag, 27.11.).',
  );
});

test('who says that desks open again in part does not ask everybody to stay away, though no appointment takes place', async () => {
  const facts = { reach: { counter: 'limited' }, appointments: { policy: 'cancelled' } };
  const { text } = await said(facts, 'restoration', 'identified', {}, { reach: ['counter'] });
  expect(text).toContain('eingeschränkt wieder geöffnet.\nAlle Termine fallen aus.');
  expect(text).not.toContain('kommen Sie nicht');
  expect((await said(facts)).text).toContain('Alle Termine fallen aus. Bitte kommen Sie nicht.');
});

test('people read until when an instruction holds, while it does', async () => {
  const instruction = {
    text: { de: 'Bitte kochen Sie das Leitungswasser ab.', en: 'Please boil tap water.' },
  };
  const saidUntil = async (until: string) => {
    const { text } = await said({ reach: { website: 'down' }, instruction: { ...instruction, until } });
    return /kochen Sie das Leitungswasser ab\.( Das gilt bis [^\n]*\.)?/.exec(text)?.[1] ?? text;
  };
  expect(await saidUntil('2026-11-24 20:00')).toBe(' Das gilt bis Dienstag, 24.11., 20 Uhr.');
  expect(await saidUntil('2026-11-25')).toBe(' Das gilt bis Mittwoch, 25.11.');
  expect(await saidUntil('2026-11-24 07:00')).not.toContain('Leitungswasser');
});

test('the end of an instruction is never said without it: not in a retraction that has no room for it', async () => {
  await using day = await openDay('09:00');
  const text = {
    de: `Bitte kochen Sie das Wasser ab${', auch zum Zähneputzen'.repeat(5)}.`,
    en: 'Please boil water.',
  };
  const facts = { hemer: { reach: { website: 'down' }, instruction: { text, until: '2026-11-24 20:00' } } };
  await day.step('09:00', file(facts, OUTAGE));
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
  await day.step('09:10', file(facts, OUTAGE, oops));
  const withdrawn = day.published('hemer-x').at(-1);
  expect(withdrawn).toMatch(/^ZURÜCKGEZOGEN/);
  expect(withdrawn).not.toContain('gilt bis');
});

test('a correction of the end of an instruction says the right one, however long the instruction is', async () => {
  for (const times of [1, 3, 5]) {
    await using day = await openDay('09:00');
    const de = `Bitte kochen Sie das Wasser ab${', auch zum Zähneputzen'.repeat(times)}.`;
    const until = (time: string) => ({
      hemer: { instruction: { text: { de, en: 'Please boil water.' }, until: `2026-11-24 ${time}` } },
    });
    await day.step('09:00', file(until('20:00'), OUTAGE));
    const fix = { id: 'fix', kind: 'correction', corrects: 'outage' };
    await day.step('09:10', file(until('22:00'), OUTAGE, fix));
    expect(day.published('hemer-x').at(-1)).toMatch(/^KORREKTUR.*bis Dienstag, 24\.11\., 22 Uhr/s);
  }
});

const FROM_THURSDAY = {
  contacts: { desk: { phone: '+49 221 4710119', valid_from: '2026-11-26 08:00', verified_by: 'press' } },
};
const DESK = { contacts: { desk: { phone: '+49 221 4710119', verified_by: 'press' } } };
const YOUTH = {
  contacts: {
    youth: {
      name: { de: 'Jugendamt' },
      for: { de: 'Kinder in Gefahr' },
      phone: '+49 221 4710120',
      verified_by: 'press',
    },
  },
};
test.each([
  [true, {}],
  [true, { reach: { phone: 'limited' } }],
  [false, { reach: { phone: 'down' } }],
  [false, { reach: { work: 'none' } }],
  [true, { ...DESK, reach: { phone: 'down' } }],
  [true, { ...DESK, reach: { work: 'none' } }],
  [false, { ...FROM_THURSDAY, reach: { phone: 'down' } }],
  [false, { ...YOUTH, reach: { phone: 'down' } }],
  [true, { contacts: { ...YOUTH.contacts, ...DESK.contacts }, reach: { phone: 'down' } }],
])('people are asked to call only where somebody answers: %j, %j', async (isAsked, facts) => {
  for (const kind of ['outage', 'status']) {
    const { text } = await said({ ...facts, instruction: { say: 'call' } }, kind);
    expect([text !== '', text.includes('rufen Sie an')]).toEqual([true, isAsked]);
  }
});

test.each([
  [true, { kind: 'expected', at: '2026-11-24' }],
  [true, { kind: 'expected-between', from: '2026-11-20', to: '2026-11-25' }],
  [false, { kind: 'expected', at: '2026-11-20' }],
  [false, { kind: 'expected', at: '2026-11-24 08:00' }],
  [false, { kind: 'not-before', at: '2026-11-20' }],
  [true, { kind: 'not-before', at: '2026-11-25' }],
  [false, { kind: 'not-before', at: '2026-11-24' }],
  [false, { kind: 'expected-between', from: '2026-11-20', to: '2026-11-23' }],
])(
  'an estimate is said until its time has passed, and then staff are warned instead: %j, %j',
  async (isSaid, estimate) => {
    const { text, warnings } = await said({ reach: { website: 'down' }, estimate });
    const odd = warnings.flatMap((one) => (one.code === 'odd-time' ? [`${one.who} ${one.of}`] : []));
    expect([text.includes('Normalbetrieb'), odd]).toEqual([isSaid, isSaid ? [] : ['mk estimate']]);
    const { text: alone } = await said({ estimate }, 'estimate');
    expect(/\d\.11\./.test(alone.replace(/Nächste Info.*/, ''))).toBe(isSaid);
  },
);

test.each([
  [true, {}],
  [false, { reach: { phone: 'down' } }],
  [false, { services: { passports: 'unavailable' } }],
  [false, { instruction: { say: 'stay-home' } }],
])('an estimate says that it is over only where no fact says otherwise: %s, %j', async (isOver, facts) => {
  const { text } = await said(facts, 'estimate', 'resolved');
  expect(text.includes('Die Störung ist behoben.')).toBe(isOver);
  expect(text.includes('noch nicht bekannt')).toBe(!isOver);
});

const ATTACK = { cause: { kind: 'cyberattack', supplier: 'SIT', public: true } };
const WORKS = { phone: 'up', website: 'up', email_in: 'up', email_out: 'up' };
const CAN = { 'id-cards': 'available' };
test.each([
  ['status', 'resolved', {}, /^Märkischer Kreis: Es liegt keine Störung mehr vor\./],
  [
    'status',
    'resolved',
    { reach: { website: 'up' } },
    /^Märkischer Kreis: Es liegt keine Störung mehr vor\./,
  ],
  ['status', 'resolved', { reach: WORKS }, /^Märkischer Kreis: .* funktionieren zurzeit\./],
  ['services', 'resolved', { services: CAN }, /^Märkischer Kreis: Sie können /],
  ['estimate', 'resolved', {}, /^Märkischer Kreis: Die Störung ist behoben\./],
])(
  'who says that it works names no reason, and who says that it is over no date: %s, %s, %j',
  async (kind, phase, facts, first) => {
    for (const estimate of [{ kind: 'expected', at: '2026-12-24' }, { kind: 'unknown' }]) {
      const { text } = await said({ ...facts, estimate }, kind, phase, ATTACK);
      expect(text).toMatch(first);
      expect(text).not.toMatch(/Grund:|Normalbetrieb|noch nicht bekannt/);
    }
  },
);

test.each([
  ['status', { reach: WORKS }, false],
  ['services', { services: CAN }, false],
  ['services', { services: { 'id-cards': 'unavailable' } }, true],
  ['status', { reach: { website: 'down' } }, true],
  ['estimate', {}, true],
])(
  'the reason is named where the first line does not say that it works, and the date while it is not over: %s, %j',
  async (kind, facts, isNamed) => {
    const { text } = await said(
      { ...facts, estimate: { kind: 'expected', at: '2026-12-24' } },
      kind,
      'identified',
      ATTACK,
    );
    expect(text.includes('Grund:')).toBe(isNamed);
    expect(text).toContain('Normalbetrieb');
  },
);

const CALL = { instruction: { say: 'call' } };
const TAKE_PLACE = { appointments: { policy: 'take-place' } };
test.each<[of: string | null, facts: Readonly<Record<string, unknown>>]>([
  ['call', { reach: { phone: 'down' }, instruction: { say: 'call' } }],
  ['appointments', { ...TAKE_PLACE, instruction: { say: 'stay-home' } }],
  ['appointments', { ...TAKE_PLACE, instruction: { say: 'do-not-come' } }],
  ['appointments', { ...TAKE_PLACE, reach: { work: 'none' } }],
  ['call', { reach: { work: 'none' }, instruction: { say: 'call' } }],
  ['appointments', { ...TAKE_PLACE, reach: { counter: 'down' } }],
  [null, { ...TAKE_PLACE, reach: { counter: 'limited' } }],
  ['mail', { reach: { email_in: 'down' }, email: { action: 'resend' } }],
  ['mail', { email: { lost_since: '2026-11-22 22:00', action: 'resend' } }],
  [null, { reach: { email_in: 'up' }, email: { lost_since: '2026-11-22 22:00', action: 'resend' } }],
  [null, { reach: { email_in: 'down' }, email: { action: 'delivered-later' } }],
  ['call', { ...CALL, ...FROM_THURSDAY, reach: { phone: 'down' } }],
  ['call', { ...CALL, ...YOUTH, reach: { phone: 'down' } }],
  [
    'call',
    {
      ...CALL,
      reach: { phone: 'down' },
      email: { action: 'resend', note: { de: 'Verlust melden: 116 116' } },
    },
  ],
  ['number', { reach: { phone: 'limited' }, instruction: { say: 'call' } }],
  ['number', { ...CALL, contacts: { desk: { phone: '+49 221 4710119', until: '2026-11-24 08:00' } } }],
  ['number', { ...CALL, contacts: { page: { url: 'https://example.org/20261124' } } }],
  [null, { ...CALL, ...DESK }],
  [null, { ...CALL, ...DESK, reach: { phone: 'down' } }],
  [null, { ...CALL, contacts: { desk: { phone: '115', verified_by: 'press' } } }],
  [null, { ...CALL, email: { action: 'resend', note: { de: 'Fragen: 0221.471.0119' } } }],
  [null, { ...TAKE_PLACE, instruction: { say: 'stay-home', until: '2026-11-23' } }],
  [null, { appointments: { policy: 'cancelled' }, instruction: { say: 'stay-home' } }],
  [null, { ...TAKE_PLACE, reach: { website: 'down' } }],
])(
  'a text that asks people for what its facts do not let them do is named in a warning that says which: %s, %j',
  async (of, facts) => {
    const warnings = (await said(facts)).warnings.filter(({ code }) => code === 'cannot-be-done');
    const expected = { code: 'cannot-be-done', of, announcement: 'said', municipalities: ['mk'] };
    expect(warnings).toEqual(of === null ? [] : [expected]);
  },
);

test.each([
  [true, { reach: { email_in: 'up' }, email: { lost_since: '2026-11-22 22:00' } }],
  [
    false,
    { reach: { email_in: 'up' }, email: { lost_since: '2026-11-22 22:00', lost_until: '2026-11-23 22:00' } },
  ],
  [false, { reach: { email_in: 'down' }, email: { lost_since: '2026-11-22 22:00' } }],
])(
  'a text that says that mail works and that it does not arrive is named in a warning: %s, %j',
  async (isBoth, facts) => {
    const { warnings } = await said(facts);
    expect(warnings.map(({ code }) => code)).toEqual(isBoth ? ['mail-still-lost'] : []);
  },
);

test('each thing that cannot be done is told by itself', async () => {
  const facts = { ...TAKE_PLACE, reach: { phone: 'down', counter: 'down' }, instruction: { say: 'call' } };
  const told = (await said(facts)).warnings.filter(({ code }) => code === 'cannot-be-done');
  expect(told).toMatchObject([{ of: 'call' }, { of: 'appointments' }]);
});

test.each([
  ['workaround', { reach: { work: 'none' } }, true],
  ['monitoring', { reach: { phone: 'down' } }, true],
  ['workaround', { reach: { phone: 'down' } }, false],
  ['monitoring', { reach: { phone: 'limited' } }, false],
  ['identified', { reach: { work: 'none' } }, false],
])(
  'a text that says of the systems what is not so there is named in a warning: %s, %j',
  async (phase, facts, isDenied) => {
    const { warnings } = await said(facts, 'status', phase);
    const denied = warnings.flatMap((one) => (one.code === 'phase-denied' ? one.municipalities : []));
    expect(denied).toEqual(isDenied ? ['mk'] : []);
  },
);

test('a phone that works again is no service for which nobody is to come', async () => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const back = { id: 'back', kind: 'restoration', post_as: ['mk'], reach: ['phone'] };
  const facts = { mk: { reach: { phone: 'up', counter: 'down' } } };
  const { posts, warnings } = await system.plan(fileOf({}, facts, back));
  expect(posts[0]?.intent.text).toContain('Märkischer Kreis: Das Telefon funktioniert wieder.');
  expect(warnings.map(({ code }) => code)).not.toContain('cannot-be-done');
});

test('what an appointment’s text asks for is looked at too', async () => {
  const facts = {
    reach: { phone: 'down' },
    appointments: { policy: 'cancelled' },
    instruction: { say: 'call' },
  };
  const { warnings } = await said(facts, 'appointments');
  expect(warnings.map(({ code }) => code)).toContain('cannot-be-done');
});

test('who cannot work says of no service that one can use it', async () => {
  const { text } = await said({ reach: { work: 'none' }, services: { 'id-cards': 'available' } }, 'outage');
  expect(text).toContain('nicht arbeiten');
  expect(text).not.toContain('Sie können');
});

test.each([
  [false, {}],
  [false, { reach: { phone: 'unknown' } }],
  [false, { instruction: { say: 'urgent-at', place: 'Kreishaus' } }],
  [true, { appointments: { policy: 'cancelled' } }],
  [true, { email: { lost_since: '2026-11-22 22:00' } }],
  [true, { estimate: { kind: 'expected', at: '2026-12-24' } }],
  [true, { phase: 'monitoring' }],
  [true, { phase: 'workaround' }],
  [true, { reach: { phone: 'up', website: 'unknown' } }],
  [true, { instruction: { say: 'stay-home' } }],
  [true, { instruction: { de: 'Verlassen Sie das Gebiet um den Bahnhof.' } }],
])('a status says that no more is known only where it says no more: %j, %j', async (isMore, facts) => {
  const { text } = await said(facts);
  expect(text).toMatch(/^Märkischer Kreis: IT-Ausfall\./);
  expect(text.includes('Mehr wissen wir noch nicht.')).toBe(!isMore);
});

test.each([
  [false, { reach: { phone: 'unknown' } }],
  [false, { appointments: { policy: 'unknown' } }],
  [false, { appointments: { policy: 'cancelled', until: '2026-11-23' } }],
  [true, { appointments: { policy: 'cancelled' } }],
  [true, { instruction: { say: 'do-not-come' } }],
  [true, { instruction: { de: 'Verlassen Sie das Gebiet um den Bahnhof.' } }],
])(
  'an outage says that its meaning is being found out only where no next line says it: %j, %j',
  async (isMore, facts) => {
    const { text } = await said(facts, 'outage');
    expect(text).toMatch(/^Märkischer Kreis: IT-Ausfall\./);
    expect(text.includes('klären wir gerade.')).toBe(!isMore);
  },
);

const SERVICE = [
  'services',
  'id-cards',
  'available',
  'Sie können wieder Personalausweise beantragen.',
] as const;
const DESKS = ['reach', 'counter', 'up', 'Unsere Schalter sind wieder geöffnet.'] as const;
test.each([
  [true, SERVICE, { appointments: { policy: 'cancelled', until: '2026-11-27' } }],
  [true, SERVICE, { instruction: { say: 'stay-home' } }],
  [true, SERVICE, { instruction: { say: 'do-not-come' } }],
  [true, SERVICE, { reach: { counter: 'down' } }],
  [true, SERVICE, { reach: { work: 'none' } }],
  [false, SERVICE, { appointments: { policy: 'cancelled', from: '2026-11-26' } }],
  [false, SERVICE, { instruction: { say: 'do-not-come', place: 'Zulassungsstelle' } }],
  [false, SERVICE, { reach: { counter: 'limited' } }],
  [true, DESKS, { instruction: { say: 'do-not-come' } }],
  [true, DESKS, { appointments: { policy: 'cancelled' } }],
  [false, DESKS, { instruction: { say: 'do-not-come', place: 'Zulassungsstelle' } }],
])(
  'a service that is back, or desks, where nobody is to come are named in a warning: %j, %j, %j',
  async (isDoubtful, [field, id, level, said], facts) => {
    await using system = await openSystem({ at: at('09:00'), region: REGION });
    const back = { id: 'back', kind: 'restoration', post_as: ['mk'], [field]: [id] };
    const mk = { [field]: { [id]: level }, ...facts };
    const { posts, warnings } = await system.plan(fileOf({}, { mk }, back));
    expect(posts[0]?.intent.text).toContain(said);
    const denied = warnings.flatMap((one) => (one.code === 'cannot-be-done' ? [one.of] : []));
    expect(denied).toEqual(isDoubtful ? ['service'] : []);
  },
);

test.each([
  [true, 'available', undefined, { phone: 'up' }],
  [true, 'available', 'unavailable', { phone: 'up' }],
  [true, 'available', 'unknown', { phone: 'up' }],
  [true, 'available', 'available', {}],
  [true, 'available', 'available', { phone: 'down' }],
  [false, 'available', 'available', { phone: 'up' }],
  [false, 'limited', 'available', { phone: 'limited', website: 'down' }],
])(
  'a restoration whose facts confirm only a part of what it names is named in a warning: %j, %j, %j, %j',
  async (isPartly, licence, passport, reach) => {
    const services = {
      'driving-licence': { status: licence },
      ...(passport && { passports: { status: passport } }),
      'waste-collection': { status: 'unavailable' },
    };
    const named = { services: ['driving-licence', 'passports', 'emergency-calls'], reach: ['phone'] };
    const { text, warnings } = await said(
      { services, reach, unaffected: ['emergency-calls'] },
      'restoration',
      'identified',
      {},
      named,
    );
    expect(text).toContain('Führerschein');
    const told = warnings.filter(({ code }) => code === 'not-all-restored');
    const expected = { code: 'not-all-restored', announcement: 'said', municipalities: ['mk'] };
    expect(told).toEqual(isPartly ? [expected] : []);
  },
);

test.each([
  [true, { instruction: { say: 'stay-home' } }],
  [true, { instruction: { say: 'do-not-come' } }],
  [false, { instruction: { say: 'do-not-come', place: 'Zulassungsstelle' } }],
  [false, { appointments: { policy: 'cancelled' } }],
])(
  'desks that are open in an outage where nobody is to come are named in a warning: %j, %j',
  async (isDoubtful, facts) => {
    const { text, warnings } = await said({ reach: { phone: 'down', counter: 'up' }, ...facts }, 'outage');
    expect(text).toContain('Unsere Schalter sind geöffnet.');
    expect(warnings.some((one) => one.code === 'cannot-be-done')).toBe(isDoubtful);
  },
);

test.each<[facts: object, texts: readonly string[], held: number]>([
  [
    { services: { 'id-cards': 'unavailable', passports: 'unavailable' } },
    ['Märkischer Kreis, zurzeit nicht möglich: Reisepass.'],
    0,
  ],
  [
    { services: { 'id-cards': 'unavailable', passports: 'limited', 'emergency-calls': 'available' } },
    ['Märkischer Kreis, zurzeit nur eingeschränkt möglich: Reisepass.'],
    0,
  ],
  [{ services: { 'id-cards': 'unavailable' }, unaffected: ['id-cards'] }, [], 1],
  [{ services: { 'id-cards': 'unavailable', 'emergency-calls': 'available' } }, [], 1],
])(
  'an announcement of services says nothing of those that it does not name, and is held where nothing is known of its own: %j',
  async (facts, texts, unsaid) => {
    await using system = await openSystem({ at: at('09:00'), region: REGION });
    const off = { id: 'off', kind: 'services', post_as: ['mk'], services: ['passports'] };
    const { posts, held } = await system.plan(fileOf({}, { mk: facts }, off));
    const said = posts.slice(0, 1).map(({ intent }) => intent.text ?? '');
    expect(said.map((text) => text.split('\n')[0])).toEqual(texts);
    expect(said.join()).not.toContain('Personalausweis');
    expect(held.filter(({ because }) => because === 'nothing-to-say')).toHaveLength(unsaid);
  },
);

const POWER = { kind: 'power-outage', public: true };
test.each([
  ['Stromausfall', POWER, 'Stromausfall.', null],
  ['Stromausfall in Lüdenscheid', POWER, 'Stromausfall in Lüdenscheid.', null],
  ['Stromausfall', ATTACK.cause, 'Stromausfall. ', 'Grund: Cyberangriff auf SIT.'],
  ['Cyberangriff', ATTACK.cause, 'Cyberangriff. ', 'Grund: Cyberangriff auf SIT.'],
])(
  'a text that names %s says its cause beside that only where it adds something',
  async (de, cause, first, reason) => {
    const { text } = await said({}, 'status', 'investigating', { title: { de }, cause });
    expect(text.startsWith(`Märkischer Kreis: ${first}`)).toBe(true);
    expect(/Grund:[^\n]*\./.exec(text)?.[0] ?? null).toBe(reason);
  },
);

test.each([
  [true, {}, POWER],
  [true, { appointments: { policy: 'cancelled' } }, { kind: 'disaster', public: true }],
  [false, { reach: { phone: 'down' } }, POWER],
  [false, {}, { kind: 'network-outage', public: true }],
  [false, {}, { ...POWER, public: false }],
])(
  'a text that names an IT outage and another cause is named in a warning: %s, %j, %j',
  async (isTold, facts, cause) => {
    const { warnings } = await said(facts, 'status', 'investigating', { cause });
    expect(warnings.some(({ code }) => code === 'title-differs')).toBe(isTold);
  },
);

test.each([
  [true, 'Kommen Sie heute nur bis 15 Uhr.'],
  [true, 'Morgen bleibt das Rathaus zu.'],
  [true, 'Das Rathaus bleibt morgen zu.'],
  [true, 'Sprechstunde HEUTE nur bis 15 Uhr.'],
  [false, 'Mehr auf https://example.org/heute und www.heute.example.'],
  [false, 'Das Rathaus bleibt am Dienstag, 24.11., zu.'],
  [false, 'Das Rathaus ist nur am Morgen offen, vormittags und heutzutage.'],
])('who writes a day that is another one tomorrow is told: %s, %s', async (isTold, de) => {
  const instruction = { de, en: 'The town hall is closed.' };
  const inFacts = await said({ instruction }, 'status');
  const own = await said({}, 'notice', 'identified', {}, { text: instruction });
  for (const { warnings } of [inFacts, own])
    expect(warnings.some(({ code }) => code === 'says-today')).toBe(isTold);
});

const CALLS_WORK = { unaffected: ['emergency-calls'] };
const callsAre = (status: string) => ({ ...CALLS_WORK, services: { 'emergency-calls': status } });
test.each<[isTold: boolean, kind: string, facts: object, cause: object]>([
  [true, 'outage', CALLS_WORK, POWER],
  [true, 'contacts', { ...CALLS_WORK, contacts: { hotline: { phone: '+49 221 4710119' } } }, POWER],
  [true, 'notice', CALLS_WORK, { kind: 'network-outage', public: false }],
  [false, 'outage', callsAre('available'), POWER],
  [false, 'outage', callsAre('unavailable'), POWER],
  [false, 'outage', {}, POWER],
  [false, 'outage', CALLS_WORK, ATTACK.cause],
])(
  'where power or networks fail, staff are asked whether 110 and 112 work until they have written it down: %s, %s, %j, %j',
  async (isTold, kind, facts, cause) => {
    await using system = await openSystem({ at: at('09:00'), region: REGION });
    const more = kind === 'notice' ? { text: { de: 'Aushang am Kreishaus.' } } : { contact: 'hotline' };
    const one = { id: 'said', kind, post_as: ['mk'], ...(kind === 'outage' ? {} : more) };
    const mk = { reach: { phone: 'down' }, ...facts };
    const { posts, warnings } = await system.plan(fileOf({ cause }, { mk }, one));
    expect(posts).toHaveLength(1);
    const told = warnings.filter(({ code }) => code === 'calls-not-asked');
    expect(told).toEqual(
      isTold ? [{ code: 'calls-not-asked', announcement: 'said', municipalities: ['mk'] }] : [],
    );
  },
);

test('that 110 and 112 work is no sign that nothing is out of order', async () => {
  const { warnings } = await said(callsAre('available'), 'outage');
  expect(warnings.map(({ code }) => code)).not.toContain('nothing-down');
});

test('an outage about which only a request is known says it, even if the town has prepared the same', async () => {
  const region = REGION.replace('{de: "Dringendes: Info-Schalter im Kreishaus."}', '{say: do-not-come}');
  await using system = await openSystem({ at: at('09:00'), region });
  const { posts } = await system.plan(file({ mk: {} }, { id: 'said', kind: 'outage', post_as: ['mk'] }));
  expect(posts[0]?.intent.text).toContain('Bitte kommen Sie nicht zu uns.');
  expect(posts[0]?.intent.text).not.toContain('klären wir gerade');
});
