import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../src/core/planning/plan.ts';
import {
  at,
  FIX,
  file,
  fileOf,
  HOTLINE,
  hotline,
  OUTAGE,
  openDay,
  openDayWith,
  REGION,
  RIGHT,
  WRONG,
} from '../../../fixtures/day.ts';
import { openProgramAt } from '../../../fixtures/program.ts';

const FOR_EXERCISES = REGION.replaceAll('handle:', 'public_exercises: true, handle:');

const notice = (id: string, more: object = {}) => ({
  ...{ id, kind: 'notice', post_as: ['menden'], text: { de: 'Das Bürgerbüro ist bis 20 Uhr geöffnet.' } },
  ...more,
});

const twice = ({ held, warnings }: Plan) => [
  ...held.map((one) => `held ${one.account} ${'other' in one ? one.other.split('/')[1] : ''}`),
  ...warnings.flatMap((one) =>
    one.code === 'said-twice'
      ? one.posts.map(({ account, key }) => `warned ${account} ${key.split('/')[1]}`)
      : [],
  ),
];

test('a text that an account says already is held where the platform would refuse it or it is meant for the same time, and else named', async () => {
  await using day = await openDay('09:00');
  const both = file({}, notice('first'), notice('second'));
  expect(twice(await day.plan(both))).toEqual(['held menden-x first.1', 'held menden-mastodon first.1']);
  await day.work('09:05', both);
  await day.work('09:30', both);
  expect(twice(await day.plan(both))).toEqual(['held menden-x first.1', 'held menden-mastodon first.1']);
  expect(day.published('menden-mastodon')).toHaveLength(1);
  expect(twice(await day.plan(file({}, notice('first'), notice('third'))))).toEqual([
    'held menden-x first.1',
    'warned menden-mastodon first.1',
  ]);
  // Nobody knows for how long X refuses it: what recurs daily goes out.
  day.clock.advanceTo(at('22:00'));
  expect(twice(await day.plan(file({}, notice('first'), notice('late'))))).toEqual([
    'warned menden-x first.1',
    'warned menden-mastodon first.1',
  ]);
});

test('an outage that is announced twice with the same facts is held, though its time of confirmation differs, and later warned of', async () => {
  await using day = await openDay('09:00');
  const outage = (id: string) => ({ id, kind: 'outage', post_as: ['menden'] });
  const facts = (confirmed: string, more: object = {}) => ({
    menden: { reach: { phone: 'down' }, confirmed: `2026-11-24 ${confirmed}`, ...more },
  });
  await day.step('09:00', file(facts('09:00'), outage('first')));
  const again = file(facts('09:02'), outage('first'), outage('second'));
  await day.step('09:02', again);
  expect(twice(await day.plan(again))).toEqual(['held menden-x first.1', 'held menden-mastodon first.1']);
  expect(day.published('menden-x')).toHaveLength(1);
  // A new promise is news.
  const promising = file(
    facts('09:03', { next_update: '2026-11-24 12:00' }),
    outage('first'),
    outage('third'),
  );
  expect(twice(await day.plan(promising))).toEqual([]);
  day.clock.advanceTo(at('09:40'));
  const later = file(facts('09:40'), outage('first'), outage('late'));
  expect(twice(await day.plan(later))).toEqual(['warned menden-x first.1', 'warned menden-mastodon first.1']);
});

test('a notice or a number in between makes no second outage of one that is announced twice, nor frees it later', async () => {
  await using day = await openDay('09:00');
  const said = (id: string, kind: string, more: object = {}) => ({ id, kind, post_as: ['menden'], ...more });
  const facts = (confirmed: string) => ({
    menden: { reach: { phone: 'down' }, confirmed: `2026-11-24 ${confirmed}` },
  });
  const notice = (id: string) => said(id, 'notice', { text: { de: 'Das Bürgerbüro öffnet um 20 Uhr.' } });
  const first = [said('first', 'outage'), notice('note')] as const;
  await day.step('09:00', file(facts('09:00'), ...first));
  const again = file(facts('09:03'), ...first, said('second', 'outage'));
  await day.step('09:03', again);
  expect(twice(await day.plan(again))).toEqual(['held menden-x first.1', 'held menden-mastodon first.1']);
  const later = file(facts('09:03'), ...first, said('second', 'outage'), {
    ...notice('other'),
    text: { de: 'Das Standesamt öffnet um 9 Uhr.' },
  });
  await day.step('11:00', later);
  await day.work('11:20', later);
  expect(twice(await day.plan(later))).toEqual(['held menden-x first.1', 'held menden-mastodon first.1']);
});

test('an outage is said again however soon it comes after its all-clear, in the same words only where the platform takes them', async () => {
  await using day = await openDay('07:30');
  const outage = (id: string) => ({ id, kind: 'outage', post_as: ['menden'] });
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const daily = { id: 'daily', kind: 'status', post_as: ['menden'], every: '0 8 * * *' };
  const is = (phase: string, phone: string, confirmed: string | null, ...say: readonly object[]) => {
    const dated = confirmed === null ? {} : { confirmed: `2026-11-24 ${confirmed}` };
    const menden = { reach: { phone }, ...dated };
    return fileOf({ phase }, { menden }, daily, ...say);
  };
  await day.step('08:00', is('identified', 'limited', '08:00'));
  const dated = (time: string) => time;
  const undated = () => null;
  for (const [hour, at] of [
    ['09', dated],
    ['23', undated],
  ] as const) {
    const [first, again, over] = [
      outage(`first${hour}`),
      outage(`again${hour}`),
      { ...clear, id: `over${hour}` },
    ];
    await day.step(`${hour}:00`, is('identified', 'down', at(`${hour}:00`), first));
    await day.step(`${hour}:03`, is('resolved', 'up', at(`${hour}:03`), first, over));
    await day.step(`${hour}:06`, is('identified', 'down', at(`${hour}:06`), first, over, again));
    expect(day.published('menden-mastodon').at(-1)).toContain('nicht per Telefon erreichbar');
    expect(day.published('menden-x').at(-1)).toContain(hour === '09' ? 'nicht per Telefon' : 'behoben');
  }
});

test('what is published under an id that the file has lost is not said again under another, for as long as it may go out', async () => {
  await using day = await openDay('09:00');
  await day.tick(file({}, notice('first')));
  const renamed = file({}, notice('other'));
  await day.work('23:00', renamed);
  expect(twice(await day.plan(renamed))).toEqual(['held menden-x first.1', 'held menden-mastodon first.1']);
  expect(day.sandbox.timeline('menden-mastodon')).toHaveLength(1);
  expect(await day.raised()).toContain('held');
  await day.work('23:10', file({}, notice('first')));
  expect(twice(await day.plan(file({}, notice('first'))))).toEqual([]);
  // What recurs under another id is said at its own times.
  await day.work('12:05 +1', file({}, notice('other', { every: '0 12 * * *' })));
  expect(day.sandbox.timeline('menden-mastodon')).toHaveLength(2);
});

test('what is corrected is not said under another id as if it were new, with other facts, and its correction is said once the id is as it was', async () => {
  await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
  const renamed = file({ hemer: hotline(RIGHT) }, { ...HOTLINE, id: 'phone' }, { ...FIX, corrects: 'phone' });
  await day.step('09:10', renamed);
  expect(day.reads('hemer-x', 'hemer-mastodon').join()).not.toContain('right');
  expect(twice(await day.plan(renamed))).toContain('held hemer-x hotline.1');
  await day.step('09:20', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
  expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
});

describe('what is withdrawn under another id than it was published under', () => {
  const oops = (withdraws: string) => ({ id: 'oops', kind: 'retraction', withdraws });

  test.each([
    ['a number', (id: string) => ({ ...HOTLINE, id })],
    ['a number that was put right since', (id: string) => ({ ...HOTLINE, id }), RIGHT],
    ['a notice', (id: string) => notice(id, { post_as: ['hemer'], text: { de: 'Zu.', en: 'Closed.' } })],
  ])('is held until the id is as it was: %s', async (_, said, now = WRONG) => {
    const is = (id: string, phone: string, ...more: readonly Record<string, unknown>[]) =>
      file({ hemer: hotline(phone) }, said(id), ...more);
    await using day = await openDayWith('09:00', is('first', WRONG));
    await day.step('09:05', is('other', WRONG));
    expect(await day.raised()).toContain('held');
    const renamed = is('other', now, oops('other'));
    await day.step('09:10', renamed);
    expect(twice(await day.plan(renamed))).toContain('held hemer-x first.1');
    expect(await day.raised()).toContain('held');
    await day.step('09:20', is('first', now, oops('first')));
    await day.step('09:30', is('first', now, oops('first')));
    expect(await day.raised()).toEqual([]);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
    expect(day.sandbox.timeline('hemer-x')).toHaveLength(2);
  });

  test('is held too where its retraction was waiting for its approval', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1, standing: [contacts]}\n');
    const is = (id: string) => file({ hemer: hotline(WRONG) }, { ...HOTLINE, id });
    const withdrawn = (id: string) => file({ hemer: hotline(WRONG) }, { ...HOTLINE, id }, oops(id));
    await day.approveWording('contacts', 'press-hemer', is('first'));
    await day.step('09:00', is('first'));
    await day.step('09:05', withdrawn('first'));
    await day.step('09:10', withdrawn('other'));
    expect(twice(await day.plan(withdrawn('other')))).toContain('held hemer-x first.1');
    expect(await day.raised()).toContain('held');
    await day.approve('oops', withdrawn('first'), 'anna');
    await day.step('09:20', withdrawn('first'));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
  });

  test.each([
    ['is withdrawn', [{ ...oops('hotline'), id: 'before' }], []],
    ['is still in the file', [], [HOTLINE]],
    ['says something else', [], [], 'desk'],
  ])('is not held where what was published before %s', async (_, before, still, contact = 'hotline') => {
    const facts = { hemer: { contacts: { hotline: { phone: WRONG }, desk: { phone: RIGHT } } } };
    const then = file(facts, ...still, { ...HOTLINE, id: 'other', contact }, oops('other'));
    await using day = await openDayWith('09:00', file(facts, HOTLINE));
    await day.step('09:05', file(facts, HOTLINE, ...before));
    await day.step('09:10', then);
    expect(twice(await day.plan(then))).toEqual([]);
  });
});

test.each([
  ['recurs', { every: '0 9 * * *' }, {}],
  ['is raised', {}, { edition: 2 }],
])(
  'what is corrected and %s is said again under its own id, whatever the file has lost',
  async (_, first, then) => {
    await using day = await openDay('08:00');
    const said = { ...HOTLINE, ...first };
    await day.step('08:00', file({ hemer: hotline('+49 221 4710188') }, { ...HOTLINE, id: 'lost' }));
    await day.step('09:00', file({ hemer: hotline(WRONG) }, said));
    await day.step('10:00', file({ hemer: hotline(RIGHT) }, said, FIX));
    const next = file({ hemer: hotline('+49 221 4710155') }, { ...said, ...then }, FIX);
    await day.step('09:00 +1', next);
    expect(twice(await day.plan(next))).toEqual([]);
    expect(day.published('hemer-x').at(-1)).toContain('4710155');
  },
);

test('a text that X would refuse is found before also where another incident said it', async () => {
  const outage = { id: 'o', kind: 'outage', post_as: ['menden'] };
  const down = { menden: { reach: { phone: 'down' } } };
  await using program = await openProgramAt('09:00', fileOf({}, down, outage));
  await program.run('run', '--once');
  program.advanceTo(at('12:00'));
  const clear = { id: 'c', kind: 'all-clear', post_as: ['menden'] };
  await program.reads(fileOf({ phase: 'resolved' }, {}, outage, clear));
  program.advanceTo(at('15:00'));
  await program.write('incident.yaml', fileOf({ id: 'it-b', started: '2026-11-24 14:50' }, down, outage));
  expect((await program.run('plan')).out).toMatch(
    /o on menden-x \(de\).*\n.*it-2026\/o.1\/menden-x\/de says the same/,
  );
  await program.run('run', '--once');
  const states = async () => (await program.states()).filter((state) => state.startsWith('o menden-x'));
  expect(await states()).toEqual([]);
  // What it says again goes out.
  const more = { menden: { reach: { phone: 'down', website: 'down' } } };
  await program.reads(fileOf({ id: 'it-b', started: '2026-11-24 14:50' }, more, outage));
  expect(await states()).toEqual(['o menden-x posted']);
});

describe('where the id of the incident was changed', () => {
  const outage = { id: 'o', kind: 'outage', post_as: ['menden'] };
  const clear = { id: 'c', kind: 'all-clear', post_as: ['menden'] };
  const down = { menden: { reach: { phone: 'down' } } };
  const limited = { menden: { reach: { phone: 'limited' } } };
  const OTHER = { id: 'it-b' };
  const isOutage = (line: string) => line.endsWith(': outage');

  test('what was said is not said again, neither then nor once the id is as it was; what is new is said', async () => {
    await using day = await openDayWith('09:00', fileOf({}, down, outage));
    await day.step('11:00', fileOf(OTHER, down, outage));
    expect(await day.held(fileOf(OTHER, down, outage))).toEqual(
      ['menden-x', 'menden-mastodon'].map((account) => `o/${account}/de said-twice`),
    );
    await day.step('11:10', fileOf({}, down, outage));
    expect(day.reads()).toEqual(['menden-x: outage', 'menden-mastodon: outage']);
    await day.step('12:00', fileOf(OTHER, limited, outage));
    expect(day.reads('menden-mastodon').filter(isOutage)).toHaveLength(2);
  });

  test('an outage after the all-clear of the other is said in the same words, and so is its own all-clear', async () => {
    const over = { phase: 'resolved' };
    await using day = await openDayWith('09:00', fileOf({}, down, outage));
    await day.step('12:00', fileOf(over, {}, outage, clear));
    await day.step('15:00', fileOf(OTHER, down, outage));
    await day.step('18:00', fileOf({ ...OTHER, ...over }, {}, outage, clear));
    const gists = day.reads('menden-mastodon').map((line) => line.split(': ')[1]);
    expect(gists).toEqual(['outage', 'all-clear', 'outage', 'all-clear']);
  });

  test('what recurs goes on at its own times', async () => {
    const daily = { ...outage, every: '0 9 * * *' };
    await using day = await openDayWith('08:00', fileOf({}, down, daily));
    await day.step('09:00', fileOf({}, down, daily));
    await day.step('10:00', fileOf(OTHER, down, daily));
    expect(day.reads('menden-mastodon')).toHaveLength(1);
    await day.step('09:00 +1', fileOf(OTHER, down, daily));
    expect(day.reads('menden-mastodon')).toHaveLength(2);
  });

  test('a region of many accounts says nothing twice, and the town that is new says it', async () => {
    const both = { ...outage, post_as: ['hemer', 'menden'] };
    const facts = { ...down, hemer: { reach: { phone: 'down' } } };
    await using day = await openDayWith('09:00', fileOf({}, facts, outage));
    await day.step('10:00', fileOf(OTHER, facts, both));
    expect(day.reads('menden-mastodon', 'hemer-x')).toEqual(['menden-mastodon: outage', 'hemer-x: outage']);
  });

  test.each(['accepted-then-cut', 'refused-before'] as const)(
    'while nobody knows whether it was said, it is not said again, and then once: %s',
    async (kind) => {
      await using day = await openDay('09:00');
      for (const account of ['menden-x', 'menden-mastodon']) day.sandbox.arrange(account, { kind });
      await day.tick(fileOf({}, down, outage));
      await day.tick(fileOf(OTHER, down, outage));
      expect(await day.held(fileOf(OTHER, down, outage))).toContain('o/menden-x/de said-twice');
      await day.work('09:30', fileOf(OTHER, down, outage));
      expect(day.reads()).toEqual(['menden-x: outage', 'menden-mastodon: outage']);
    },
  );

  test('the second exercise of a day is said', async () => {
    const exercise = (id: string) => fileOf({ id, mode: 'exercise' }, down, outage);
    await using day = await openDayWith('09:00', exercise('ex-1'), undefined, { region: FOR_EXERCISES });
    await day.step('15:00', exercise('ex-2'));
    expect(day.reads('menden-mastodon')).toEqual(['menden-mastodon: exercise', 'menden-mastodon: exercise']);
  });

  test.each([1, 2])(
    'a raised edition says it once more, and not one that the file had already: %i',
    async (edition) => {
      const said = { ...outage, edition };
      await using day = await openDayWith('09:00', fileOf({}, down, said));
      await day.step('11:00', fileOf(OTHER, down, said));
      expect(day.reads('menden-mastodon').filter(isOutage)).toHaveLength(1);
      await day.step('11:10', fileOf(OTHER, down, { ...said, edition: edition + 1 }));
      expect(day.reads('menden-mastodon').filter(isOutage)).toHaveLength(2);
    },
  );

  test.each([
    ['another edition', { ...outage, edition: 2 }, [{ ...outage, edition: 2 }]],
    ['a status', { ...outage, id: 's', kind: 'status' }],
    ['a status that is gone', { ...outage, id: 's', kind: 'status' }, [outage]],
  ])('what %s has denied since is said again', async (_, newer, say = [outage, newer]) => {
    await using day = await openDayWith('09:00', fileOf({}, down, outage));
    await day.step('10:00', fileOf({}, limited, newer));
    await day.step('11:00', fileOf(OTHER, down, ...say));
    expect(day.published('menden-mastodon').at(-1)).toContain('nicht per Telefon');
    expect(day.published('menden-mastodon')).toHaveLength(3);
  });

  test('what the new incident has denied since is said again', async () => {
    const status = { ...outage, id: 's', kind: 'status' };
    await using day = await openDayWith('09:00', fileOf({}, down, outage));
    await day.step('10:00', fileOf(OTHER, down, outage));
    await day.step('12:00', fileOf(OTHER, limited, status));
    expect(day.published('menden-mastodon')).toHaveLength(2);
    await day.step('14:00', fileOf(OTHER, down, outage, status));
    expect(day.published('menden-mastodon')).toHaveLength(3);
  });

  test('nothing is said twice where the posts since are still true', async () => {
    const services = { ...outage, id: 'services', kind: 'services' };
    const daily = { ...outage, id: 'daily', kind: 'status', every: '0 10 * * *' };
    const number = { ...HOTLINE, post_as: ['menden'] };
    const facts = (phone: string) => ({
      menden: { reach: { phone: 'down' }, services: { passports: 'unavailable' }, ...hotline(phone) },
    });
    const corrected = [number, FIX];
    await using day = await openDayWith('08:00', fileOf({}, facts(WRONG), number));
    await day.step('08:30', fileOf({}, facts(RIGHT), ...corrected));
    await day.step('09:00', fileOf({}, facts(RIGHT), ...corrected, outage, daily));
    await day.step('10:00', fileOf({}, facts(RIGHT), ...corrected, outage, daily));
    const all = [...corrected, outage, daily, services];
    await day.step('10:30', fileOf({}, facts(RIGHT), ...all));
    const before = day.sandbox.timeline('menden-mastodon').length;
    expect(before).toBeGreaterThan(3);
    await day.step('12:00', fileOf(OTHER, facts(RIGHT), ...all));
    expect(day.sandbox.timeline('menden-mastodon')).toHaveLength(before);
  });
});

test('a text that another incident said within thirty days is named', async () => {
  const outage = { id: 'o', kind: 'outage', post_as: ['menden'] };
  const down = { menden: { reach: { phone: 'down' } } };
  await using program = await openProgramAt('09:00', fileOf({}, down, outage));
  await program.run('run', '--once');
  await program.write('incident.yaml', fileOf({ id: 'it-b', started: '2026-11-24 14:50' }, down, outage));
  program.advanceTo(at('09:00 +29'));
  expect((await program.run('plan')).out).toContain(
    'says the same already: it-2026/o.1/menden-x/de on menden-x, it-2026/o.1/menden-mastodon/de on menden-mastodon',
  );
});

const status = (id: string) => ({ id, kind: 'status', post_as: ['menden'] });
const facts = (phone: string, confirmed: string, next: string) => ({
  menden: {
    reach: { phone },
    confirmed: `2026-11-24 ${confirmed}`,
    next_update: `2026-11-24 ${next}`,
  },
});
const nothingNew = ({ warnings }: Plan) =>
  warnings.flatMap((one) => (one.code === 'nothing-new' ? `${one.announcement} ${one.posts}` : []));

test('a status that would say what the newest post of the account says is not due, whatever its times are, and the plan says why', async () => {
  await using day = await openDayWith('09:00', file(facts('down', '09:00', '15:00'), status('first')));
  const again = file(facts('down', '10:00', '18:00'), status('first'), status('again'));
  day.clock.advanceTo(at('10:00'));
  const plan = await day.plan(again);
  expect([plan.posts, nothingNew(plan)]).toEqual([[], ['again 2']]);
  await day.step('10:00', again);
  expect(day.reads('menden-x')).toEqual(['menden-x: status']);
  const changed = file(facts('limited', '11:00', '18:00'), status('first'), status('changed'));
  await day.step('11:00', changed);
  expect(day.reads('menden-x')).toEqual(['menden-x: status', 'menden-x: status']);
});

test('a status that would say what the newest post of the account says is due where that post promised it for now', async () => {
  await using day = await openDayWith('09:00', file(facts('down', '09:00', '12:00'), status('first')));
  await day.step('11:30', file(facts('down', '11:30', '18:00'), status('first'), status('noon')));
  expect(day.reads('menden-x')).toEqual(['menden-x: status', 'menden-x: status']);
});

test('what was perhaps said under an id that the file has lost is not said under another meanwhile', async () => {
  await using day = await openDay('09:00');
  for (const account of ['menden-x', 'menden-mastodon'])
    day.sandbox.arrange(account, { kind: 'accepted-then-cut' }, Number.POSITIVE_INFINITY);
  const down = { menden: { reach: { phone: 'down' } } };
  const outage = (id: string) => file(down, { id, kind: 'outage', post_as: ['menden'] });
  await day.tick(outage('outage'));
  await day.work('09:30', outage('ausfall'));
  expect(day.published('menden-mastodon')).toHaveLength(1);
  expect(day.published('menden-x')).toHaveLength(1);
  expect((await day.held(outage('ausfall'))).map((one) => one.split(' ')[1])).toEqual([
    'said-twice',
    'said-twice',
  ]);
});

test('what the facts say is not said again under another id, however long ago it was said, until an all-clear has ended it', async () => {
  await using day = await openDay('09:00');
  const down = { menden: { reach: { phone: 'down' } } };
  const outage = (id: string) => ({ id, kind: 'outage', post_as: ['menden'] });
  await day.work('10:00 +1', file(down, outage('outage')));
  const renamed = file(down, outage('ausfall'));
  await day.work('10:30 +1', renamed);
  expect(twice(await day.plan(renamed))).toEqual(['held menden-x outage.1', 'held menden-mastodon outage.1']);
  expect(day.sandbox.timeline('menden-mastodon')).toHaveLength(1);
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  await day.work('12:00 +1', fileOf({ phase: 'resolved' }, {}, clear));
  const again = file(down, clear, outage('again'));
  await day.work('14:00 +1', again);
  expect(day.sandbox.timeline('menden-mastodon')).toHaveLength(3);
});

test('own words under another id wait for somebody who reads them, and are not held', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 1}\n');
  const first = file({}, notice('first'));
  await day.takeOver(first);
  await day.approve('first', first, 'press-menden');
  await day.work('09:30', first);
  const other = await day.plan(file({}, notice('other')));
  expect(twice(other)).toEqual(['held menden-x first.1', 'warned menden-mastodon first.1']);
  expect(other.posts.map(({ intent, approvals }) => [intent.account, approvals])).toEqual([
    ['menden-mastodon', []],
  ]);
});

test('of two all-clears that are saved at once, each account says one', async () => {
  const outage = { id: 'outage', kind: 'outage', post_as: ['menden'] };
  const clear = (id: string) => ({ id, kind: 'all-clear', post_as: ['menden'] });
  await using day = await openDayWith('08:00', file({ menden: { reach: { phone: 'down' } } }, outage));
  const both = fileOf({ phase: 'resolved' }, { menden: {} }, outage, clear('first'), clear('second'));
  await day.work('08:10', both);
  await day.work('08:40', both);
  for (const account of ['menden-x', 'menden-mastodon'])
    expect(day.reads(account)).toEqual([`${account}: outage`, `${account}: all-clear`]);
});

describe('of two amendments in the same words on X, the second waits until what became of the first is known', () => {
  const down = { reach: { phone: 'down', website: 'down' } };
  const withdrawn = ['hotline', 'outage'].map((withdraws) => ({
    id: `without-${withdraws}`,
    kind: 'retraction',
    withdraws,
  }));
  test.each([
    ['corrections', 'unavailable', RIGHT, [FIX, { ...FIX, id: 'other-fix', corrects: 'outage' }]],
    ['corrections', 'accepted-then-cut', RIGHT, [FIX, { ...FIX, id: 'other-fix', corrects: 'outage' }]],
    ['retractions', 'unavailable', WRONG, withdrawn],
    ['retractions', 'accepted-then-cut', WRONG, withdrawn],
  ] as const)(
    '%s, answer %s: X says it once, and the wrong posts go',
    async (_, answer, number, amendments) => {
      await using day = await openDay('09:00');
      const saying = (phone: string, ...more: readonly object[]) =>
        file({ hemer: { ...down, ...hotline(phone) } }, OUTAGE, HOTLINE, ...more);
      await day.work('09:30', saying(WRONG));
      const standing = day.reads('hemer-x').length;
      expect(standing).toBe(2);
      day.sandbox.arrange('hemer-x', { kind: answer, on: 'publish' });
      for (const time of ['09:30', '09:31', '09:33', '09:38', '09:45', '10:00', '11:00', '12:30']) {
        day.clock.advanceTo(at(time));
        await day.tick(saying(number, ...amendments));
      }
      expect(day.everPosted('hemer-x')).toHaveLength(standing + 1);
      expect(day.published('hemer-x').filter((text) => text.includes(WRONG.slice(-7)))).toEqual([]);
      expect((await day.entries()).filter(({ state }) => state === 'unknown')).toEqual([]);
    },
  );
});

describe('of two in the same words that waited for the same, each account says one', () => {
  test('all-clears that were written a quarter of an hour apart, once it is over', async () => {
    await using day = await openDay('09:00');
    const clears = [
      { id: 'clear', kind: 'all-clear', post_as: ['hemer'] },
      { id: 'update', kind: 'all-clear', updates: 'outage' },
    ];
    const up = { hemer: { reach: { phone: 'up', website: 'up' } } };
    await day.work('09:30', file({ hemer: { reach: { phone: 'down', website: 'down' } } }, OUTAGE));
    await day.work('09:45', file(up, OUTAGE, ...clears.slice(0, 1)));
    await day.work('10:00', file(up, OUTAGE, ...clears));
    const over = fileOf({ phase: 'resolved' }, up, OUTAGE, ...clears);
    for (const time of ['10:10', '11:10']) {
      await day.work(time, over);
      for (const account of ['hemer-x', 'hemer-mastodon'])
        expect(day.reads(account).filter((post) => post === `${account}: all-clear`)).toHaveLength(1);
    }
    expect(await day.held(over)).not.toEqual([]);
  });
  test.each([
    ['first', 'second'],
    ['second', 'first'],
  ])('notices that are approved at last, %s before %s', async (...ids) => {
    await using day = await openDay('09:00', 'approvals: {needed: 1}\n');
    await day.takeOver(file({}));
    await day.work('09:05', file({}, notice('first')));
    const both = file({}, notice('first'), notice('second'));
    await day.work('09:30', both);
    for (const id of ids) {
      await day.approve(id, both, 'press-menden');
      await day.tick(both);
    }
    await day.work('11:00', both);
    expect(day.everPosted('menden-mastodon')).toHaveLength(1);
    expect(await day.held(both)).toHaveLength(2);
  });
});

describe('a renamed announcement is not said again where another has said the same words since', () => {
  const down = { hemer: { reach: { phone: 'down', website: 'down' } } };
  const said = async (day: Awaited<ReturnType<typeof openDay>>, facts: object, more: object = {}) => {
    const [first, second] = [
      { ...OUTAGE, ...more },
      { ...OUTAGE, ...more, id: 'morning' },
    ];
    await day.work('08:00', file(facts, first));
    await day.work('09:00', file(facts, first, second));
    return { renamed: { ...first, id: 'first-word' }, second };
  };
  test.each([
    ['facts', {}],
    ['own words', { kind: 'notice', text: { de: 'Geöffnet bis 20 Uhr.', en: 'Open until 8 pm.' } }],
  ])('with %s, and staff are told under which id it was said', async (_, more) => {
    await using day = await openDay('06:00');
    const { renamed, second } = await said(day, down, more);
    const before = day.everPosted('hemer-mastodon').length;
    const now = file(down, renamed, second);
    await day.work('12:00', now);
    expect(day.everPosted('hemer-mastodon')).toHaveLength(before);
    expect(twice(await day.plan(now))).toContain('held hemer-mastodon outage.1');
  });
  test('but what the facts say since is said', async () => {
    await using day = await openDay('06:00');
    const { renamed, second } = await said(day, down);
    await day.work('10:00', file({ hemer: { reach: { phone: 'down', website: 'up' } } }, renamed, second));
    expect(day.published('hemer-mastodon').at(-1)).not.toContain('Website');
  });
});

test('an approved notice goes out though another in the same words waits for its approval', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
  await day.takeOver(file({}));
  await day.work('09:30', file({}, notice('first')));
  const both = file({}, notice('first'), notice('second'));
  await day.work('09:50', both);
  await day.approve('second', both, 'press-menden');
  await day.work('10:30', both);
  expect(day.reads('menden-mastodon')).toHaveLength(1);
});

test('of two that became due together the one that was due first goes out, whatever their order in the file', async () => {
  await using day = await openDay('09:00');
  const [first, second] = [
    notice('first', { at: '2026-11-24 10:00' }),
    notice('second', { at: '2026-11-24 10:06' }),
  ];
  await day.step('09:30', file({}, second, first));
  await day.step('10:20', file({}, second, first));
  expect(await day.held(file({}, second, first))).toContain('second/menden-x/de said-twice');
});

test('an approved notice goes out on X too, and what waits in the same words is held', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
  await day.takeOver(file({}));
  const second = notice('second', { at: '2026-11-24 10:00' });
  await day.work('09:30', file({}, second));
  await day.approve('second', file({}, second), 'press-menden');
  const both = file({}, notice('first', { at: '2026-11-24 09:55' }), second);
  await day.work('09:58', both);
  await day.work('10:10', both);
  expect(day.published('menden-x')).toHaveLength(1);
  expect(await day.held(both)).toContain('first/menden-x/de said-twice');
});

test('what says the same as a post of hours before is not said by itself once X takes it, nor called the same where that is withdrawn', async () => {
  await using day = await openDay('07:30');
  const facts = { menden: { reach: { phone: 'down' } } };
  const outage = (id: string) => ({ id, kind: 'outage', post_as: ['menden'] });
  const both = file(facts, outage('first'), outage('second'));
  const oops = {
    id: 'oops',
    kind: 'retraction',
    post_as: ['menden'],
    withdraws: 'first',
    at: '2026-11-24 23:00',
  };
  const withdrawn = file(facts, outage('first'), outage('second'), oops);
  const heldIn = async (state: string) => (await day.plan(state)).held.map(({ because }) => because);
  await day.step('08:00', file(facts, outage('first')));
  await day.work('12:00', file(facts, outage('first')));
  expect(await heldIn(withdrawn)).toEqual(['said-twice']);
  await day.work('21:00', both);
  expect(day.reads('menden-x')).toHaveLength(1);
  expect(await heldIn(both)).toEqual(['says-the-same']);
});
