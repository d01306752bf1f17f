import { describe, expect, test } from 'vitest';
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
  RIGHT,
  WRONG,
} from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

type Written = Readonly<Record<string, unknown>>;

const phone = (level: string, ...say: readonly Written[]) =>
  file({ hemer: { reach: { phone: level, website: 'down' } } }, ...say);
const HEMER = ['hemer-x', 'hemer-mastodon'];

describe('a raised edition is as new as its reading', () => {
  test('on the second day `set --tell` says an announcement again', async () => {
    await using program = await openProgramAt('08:00', phone('down', OUTAGE));
    await program.run('run', '--once');
    program.advanceTo(at('09:00 +1'));
    await program.run('set', 'hemer', 'reach.phone=up', '--tell', '--yes', '--by', 'press-hemer');
    expect(program.published().filter((one) => one.startsWith('hemer-x'))).toHaveLength(2);
  });

  test('on the third day a correction is published before what is wrong is deleted', async () => {
    await using day = await openDay('07:30');
    await day.step('08:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    await day.step('09:00', file({ hemer: hotline('+49 221 4710118') }, HOTLINE, FIX));
    await day.step('09:00 +2', file({ hemer: hotline(RIGHT) }, HOTLINE, { ...FIX, edition: 2 }));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
  });

  test('also of an announcement whose time is long past', async () => {
    const timed = { ...OUTAGE, at: '2026-11-24 08:00' };
    await using day = await openDayWith('08:00', phone('down', timed));
    await day.step('09:00 +3', phone('up', { ...timed, edition: 2 }));
    expect(day.reads(...HEMER)).toHaveLength(6);
  });

  test('once, where its schedule was changed in the same save', async () => {
    const daily = { ...OUTAGE, every: '0 8 * * *' };
    const again = phone('up', { ...OUTAGE, every: '0 18 * * *', edition: 2 });
    await using day = await openDayWith('07:30', phone('down', daily));
    await day.step('08:00', phone('down', daily));
    expect(day.reads('hemer-x')).toHaveLength(1);
    await day.step('09:00', again);
    expect(day.reads('hemer-x')).toHaveLength(2);
    await day.step('09:30', again);
    expect(day.reads('hemer-x')).toHaveLength(2);
    await day.step('18:00', again.replace('"phone": "up"', '"phone": "limited"'));
    expect(day.reads('hemer-x')).toHaveLength(3);
  });

  test('once, where it recurs since the same save', async () => {
    const again = phone('up', { ...OUTAGE, every: '0 18 * * *', edition: 2 });
    await using day = await openDayWith('08:00', phone('down', OUTAGE));
    await day.step('09:00', again);
    await day.step('09:30', again);
    expect(day.reads('hemer-x')).toHaveLength(2);
    await day.step('18:00', again.replace('"phone": "up"', '"phone": "limited"'));
    expect(day.reads('hemer-x')).toHaveLength(3);
  });

  test('not of one that was first read with that edition: it is as old as its time', async () => {
    await using day = await openDay('08:00 +3');
    await day.step('08:00 +3', phone('down', { ...OUTAGE, at: '2026-11-24 08:00', edition: 2 }));
    expect(day.reads(...HEMER)).toEqual([]);
  });

  test('one that came too late is not said where its time is moved, and its author is told until an edition says it', async () => {
    const late = phone('down', { ...OUTAGE, at: '2026-11-24 08:00' });
    const moved = { ...OUTAGE, at: '2026-11-25 10:00' };
    const said = phone('down', { ...moved, edition: 2 });
    await using day = await openDay('09:00 +1');
    const toldOf = async (state: string) =>
      (await day.plan(state)).warnings.flatMap((one) => (one.code === 'dropped' ? [one.posts] : []));
    await day.step('09:00 +1', late);
    expect(await toldOf(late)).toEqual([]);
    expect(await toldOf(phone('down', moved))).toEqual([3]);
    await day.step('10:00 +1', phone('down', moved));
    expect(day.reads(...HEMER)).toEqual([]);
    expect(await toldOf(said)).toEqual([]);
    await day.step('10:10 +1', said);
    expect(day.reads(...HEMER)).toHaveLength(3);
    expect(await toldOf(said)).toEqual([]);
  });

  test('one that came too late is named where the limit was made longer since', async () => {
    const state = phone('down', { ...OUTAGE, at: '2026-11-24 08:00' });
    await using program = await openProgramAt('11:00', state);
    const config = await program.read('config.yaml');
    await program.write('config.yaml', `${config}freshness_hours: 2\n`);
    await program.run('run', '--once');
    expect((await program.run('plan')).out).not.toContain('older than 2 hours');
    await program.write('config.yaml', config);
    expect((await program.run('plan')).out).toContain('3 posts do not go out: older than 2 hours');
    expect(program.published()).toEqual([]);
  });

  test('where its `until` has passed, staff are advised to move that with the edition, and then it goes out', async () => {
    const written = (more: Written) => phone('down', { ...OUTAGE, ...more });
    await using program = await openProgramAt('11:00', written({ until: '2026-11-24 10:00' }));
    expect((await program.run('plan')).out).toMatch(
      /raise its edition, and move an `until` that is too early/,
    );
    await program.run('run', '--once');
    await program.write('incident.yaml', written({ until: '2026-11-24 10:00', edition: 2 }));
    await program.run('run', '--once');
    expect(program.published()).toEqual([]);
    await program.write('incident.yaml', written({ until: '2026-11-24 18:00', edition: 3 }));
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(3);
  });

  test('it waits for a time that is still to come', async () => {
    const later = { ...OUTAGE, at: '2026-11-24 18:00' };
    await using day = await openDayWith('08:00', phone('down', later));
    await day.step('09:00', phone('down', { ...later, edition: 2 }));
    expect(day.reads(...HEMER)).toEqual([]);
    await day.step('18:00', phone('down', { ...later, edition: 2 }));
    expect(day.reads(...HEMER)).toHaveLength(3);
  });

  test('nobody hears of it a day later, however long it waited for its approval', async () => {
    await using day = await openDay('08:00', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
    const again = phone('up', { ...OUTAGE, edition: 2 });
    await day.step('08:00', phone('down', OUTAGE));
    await day.step('09:00 +2', again);
    expect(await day.approve('outage', again, 'anna')).toBe(3);
    await day.step('10:00 +3', again);
    expect(day.reads(...HEMER)).toEqual([]);
  });

  test('a town hears its own again with `edition: 2`, and with that of all only those that had none', async () => {
    const both = { ...OUTAGE, post_as: ['hemer', 'menden'] };
    const facts = (level: string) => ({
      hemer: { reach: { phone: level } },
      menden: { reach: { phone: level } },
    });
    await using day = await openDayWith('08:00', file(facts('down'), both));
    await day.step('09:00 +1', file(facts('limited'), { ...both, edition: { hemer: 2 } }));
    expect([day.reads('hemer-x').length, day.reads('menden-x').length]).toEqual([2, 1]);
    await day.step('09:00 +3', file(facts('limited'), { ...both, edition: 2 }));
    expect([day.reads('hemer-x').length, day.reads('menden-x').length]).toEqual([2, 2]);
  });

  test.each([
    ['the edition of the day before yesterday', 2],
    ['an older file', 1],
  ])('a town that comes later says nothing old: %s', async (_, edition) => {
    const facts = { hemer: { reach: { phone: 'down' } }, menden: { reach: { phone: 'down' } } };
    await using day = await openDayWith('08:00', file(facts, OUTAGE));
    await day.step('09:00 +1', file(facts, { ...OUTAGE, edition: 2 }));
    await day.step('09:00 +3', file(facts, { ...OUTAGE, post_as: ['hemer', 'menden'], edition }));
    expect(day.reads('menden-x', 'menden-mastodon')).toEqual([]);
  });
});

test('a lower edition than the one that was said is not planned', async () => {
  await using day = await openDayWith('08:00', phone('down', { ...OUTAGE, edition: 2 }));
  const { posts } = await day.plan(phone('limited', OUTAGE));
  expect(posts).toEqual([]);
});

test('a lower edition is planned where the higher one was never said', async () => {
  const scope = { of: 'account', account: 'hemer-x' } as const;
  await using day = await openDay('08:00');
  await day.ledger.pause({ scope, by: 'anna', at: day.clock.now() });
  await day.step('08:00', phone('down', { ...OUTAGE, edition: 2 }));
  await day.ledger.resume(scope, 'anna', day.clock.now());
  const lower = phone('down', OUTAGE);
  const { posts } = await day.plan(lower);
  expect(posts.map(({ intent }) => intent.account)).toEqual(['hemer-x']);
  await day.work('09:00', lower);
  expect(day.reads('hemer-x')).toHaveLength(1);
});

test('what an account says already needs nobody, and waits until the facts change', async () => {
  const again = { ...OUTAGE, id: 'again', post_as: ['hemer', 'menden'] };
  const both = (level: string, ...say: readonly Written[]) =>
    file({ hemer: { reach: { phone: level } }, menden: { reach: { phone: 'down' } } }, ...say);
  await using program = await openProgramAt('08:00', both('down', OUTAGE));
  await program.step('08:00');
  await program.step('09:30', both('down', OUTAGE, again));
  expect(program.published().filter((one) => one.startsWith('hemer-x'))).toHaveLength(1);
  const { out, status } = await program.run('plan');
  expect([status, out]).toEqual([
    0,
    expect.stringMatching(/nothing to do: 1\n +again on hemer-x .*says-the-same/),
  ]);
  await program.step('10:00', both('limited', OUTAGE, again));
  expect(program.published().filter((one) => one.startsWith('hemer-x'))).toHaveLength(2);
});

test.each([
  ['one after the other', ['10:00', '10:02']],
  ['in one save', ['10:00', '10:00']],
])(
  'two announcements that are raised %s say the same on an account only once',
  async (_, [first = '', second = '']) => {
    const both = { ...OUTAGE, id: 'both', post_as: ['hemer', 'menden'] };
    const says = (level: string, one: number, all: number) =>
      file(
        { hemer: { reach: { phone: level } }, menden: { reach: { phone: level } } },
        { ...OUTAGE, edition: one },
        { ...both, edition: all },
      );
    await using day = await openDayWith('08:00', says('down', 1, 1));
    const before = day.reads('hemer-mastodon').length;
    if (first !== second) await day.step(first, says('limited', 2, 1));
    await day.step(second, says('limited', 2, 2));
    await day.work('10:30', says('limited', 2, 2));
    expect(day.reads('hemer-mastodon')).toHaveLength(before + 2);
    expect((await day.plan(says('limited', 2, 2))).held.map(({ because }) => because)).toEqual(
      Array(3).fill('says-the-same'),
    );
    expect(day.reads('menden-x')).toHaveLength(2);
    // Hours later somebody means it.
    await day.step('14:00', says('limited', 2, 3));
    expect(day.reads('hemer-mastodon')).toHaveLength(before + 4);
  },
);

test('what is raised is said in the words of minutes before where another post said otherwise since', async () => {
  const both = { ...OUTAGE, id: 'both', post_as: ['hemer', 'menden'] };
  const status = { id: 'st', kind: 'status', post_as: ['hemer'] };
  const facts = (reach: Written) => ({ hemer: { reach }, menden: { reach } });
  await using day = await openDayWith('08:00', file(facts({ phone: 'down' }), OUTAGE));
  await day.step('10:00', file(facts({ phone: 'limited' }), OUTAGE, both));
  await day.step('10:04', file(facts({ phone: 'limited', website: 'down' }), OUTAGE, both, status));
  const before = day.reads('hemer-mastodon').length;
  const last = file(facts({ phone: 'limited' }), { ...OUTAGE, edition: 2 }, both, status);
  await day.step('10:08', last);
  await day.work('10:30', last);
  expect(day.reads('hemer-mastodon').length).toBeGreaterThan(before);
});

describe('what recurs', () => {
  test('goes out where it still waits when its schedule is changed', async () => {
    const daily = (every: string) => phone('down', { ...OUTAGE, every });
    const scope = { of: 'account', account: 'hemer-x' } as const;
    await using day = await openDay('07:30');
    await day.work('07:55', daily('0 8,16 * * *'));
    await day.ledger.pause({ scope, by: 'anna', at: day.clock.now() });
    await day.work('08:05', daily('0 8,16 * * *'));
    await day.work('08:10', daily('0 8,12,16 * * *'));
    await day.ledger.resume(scope, 'anna', day.clock.now());
    await day.work('08:20', daily('0 8,12,16 * * *'));
    expect(day.reads(...HEMER)).toHaveLength(3);
    await day.work('12:10', daily('0 8,12,16 * * *'));
    expect(day.reads('hemer-x')).toHaveLength(1);
  });

  test('waits for its first time where it was put off before', async () => {
    await using day = await openDay('08:00');
    await day.work('08:05', phone('down', { ...OUTAGE, at: '2026-11-24 18:00' }));
    await day.work('11:00', phone('down', { ...OUTAGE, every: '0 12 * * *' }));
    expect(day.reads(...HEMER)).toEqual([]);
    await day.work('12:10', phone('down', { ...OUTAGE, every: '0 12 * * *' }));
    expect(day.reads(...HEMER)).toHaveLength(3);
  });

  test.each([{ edition: 2 }, { edition: 2, at: '2026-11-24 08:00' }, { at: '2026-11-24 08:00' }])(
    'is not said again only because it recurs no longer (%j)',
    async (once) => {
      const daily = { ...OUTAGE, every: '0 8 * * *' };
      await using day = await openDayWith('07:30', phone('down', daily));
      await day.step('08:00', phone('down', daily));
      await day.step('09:00', phone('limited', { ...daily, edition: once.edition ?? 1 }));
      const before = day.reads(...HEMER);
      await day.work('10:00', phone('up', { ...OUTAGE, ...once }));
      expect(day.reads(...HEMER)).toEqual(before);
    },
  );

  test('is said once more where it recurs no longer and has a later time', async () => {
    await using day = await openDayWith('07:30', phone('down', { ...OUTAGE, every: '0 8 * * *' }));
    await day.step('08:00', phone('down', { ...OUTAGE, every: '0 8 * * *' }));
    await day.step('17:00', phone('up', { ...OUTAGE, at: '2026-11-24 18:00' }));
    await day.step('18:00', phone('up', { ...OUTAGE, at: '2026-11-24 18:00' }));
    expect(day.reads('hemer-x')).toHaveLength(2);
  });

  test('is warned of where it ends before its first occurrence', async () => {
    const daily = { ...OUTAGE, kind: 'status', every: '0 9 * * *', until: '2026-11-24 08:59' };
    await using day = await openDay('08:30');
    expect((await day.plan(phone('down', daily))).warnings).toMatchObject([
      { code: 'dropped', announcement: 'outage', reason: 'reason.no-occurrence', posts: 3 },
    ]);
    const longer = phone('down', { ...daily, until: '2026-11-24 09:00' });
    expect((await day.plan(longer)).warnings).not.toContainEqual(
      expect.objectContaining({ code: 'dropped' }),
    );
  });

  const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 8,16 * * 1-5' };

  test.each([
    ['at the weekend', '0 8,16 * * 1-5', '18:00 +4'],
    ['six days after its weekly time', '0 16 * * 5', '15:00 +9'],
    ['weeks after its monthly time', '0 16 27 * *', '15:00 +29'],
  ])('is said again %s where its edition is raised', async (_, every, time) => {
    await using day = await openDayWith('15:30 +3', phone('down', { ...daily, every }));
    await day.step('16:00 +3', phone('down', { ...daily, every }));
    const before = day.reads('hemer-x').length;
    const said = { ...daily, every, edition: 2 };
    const last = Number(time.split(' +')[1]) - 1;
    await day.step(`15:00 +${last}`, phone('down', { ...daily, every }));
    await day.step(time, phone('up', said));
    expect([before, day.reads('hemer-x').length]).toEqual([1, 2]);
  });

  test('begins by a changed schedule when that is read, and by an earlier one that comes back too', async () => {
    const notice = (every: string) =>
      file(
        {},
        { id: 'n', kind: 'notice', post_as: 'menden', every, text: { de: 'Die Wärmestube ist offen.' } },
      );
    await using day = await openDayWith('07:30', notice('0 8 * * *'));
    await day.step('08:00', notice('0 8 * * *'));
    await day.step('09:00', notice('30 8 * * *'));
    expect(day.reads('menden-mastodon')).toHaveLength(1);
    await day.step('09:00 +1', notice('30 8 * * *'));
    await day.step('10:00 +1', notice('0 8 * * *'));
    expect(day.reads('menden-mastodon')).toHaveLength(2);
  });
});

describe('what a post denied since is said again in the same words', () => {
  test('the second all-clear of an incident, after a second outage', async () => {
    const is = (phase: string, reach: Written, ...say: readonly Written[]) =>
      fileOf({ phase }, { hemer: { reach } }, ...say);
    const clear = { id: 'clear', kind: 'all-clear', post_as: 'hemer' };
    const again = { ...OUTAGE, id: 'outage-2' };
    await using day = await openDay('07:30');
    await day.step('08:00', is('identified', { phone: 'down' }, OUTAGE));
    await day.step('12:00', is('resolved', {}, OUTAGE, clear));
    await day.step('14:00', is('identified', { website: 'down' }, OUTAGE, clear, again));
    await day.step('18:00', is('resolved', {}, OUTAGE, { ...clear, edition: 2 }, again));
    expect(day.reads('hemer-mastodon').at(-1)).toContain('all-clear');
  });

  test('where X would refuse the first outage after an all-clear, staff are told what they can say instead', async () => {
    const is = (phase: string, level: string, ...say: readonly Written[]) =>
      fileOf({ phase }, { menden: { reach: { phone: level } } }, ...say);
    const outage = { ...OUTAGE, post_as: 'menden' };
    const clear = { id: 'clear', kind: 'all-clear', post_as: 'menden' };
    await using program = await openProgramAt('08:00', is('identified', 'down', outage));
    await program.step('08:00');
    await program.step('09:00', is('resolved', 'up', outage, clear));
    await program.step('09:30', is('identified', 'down', outage, clear, { ...outage, id: 'again' }));
    expect((await program.run('plan')).out).toMatch(
      /again on menden-x .*said-twice\)\n.*the time of the next update.*all-clear/,
    );
  });

  test('a service that is back for the second time', async () => {
    const is = (status: string, ...say: readonly Written[]) =>
      file({ menden: { services: { passports: status } } }, ...say);
    const back = { id: 'back', kind: 'restoration', post_as: 'menden', services: ['passports'] };
    const off = { id: 'off', kind: 'services', post_as: 'menden' };
    await using day = await openDay('07:30');
    await day.step('08:00', is('available', back));
    await day.step('10:00', is('unavailable', back, off));
    await day.step('14:00', is('available', { ...back, edition: 2 }, off));
    expect(day.reads('menden-mastodon').at(-1)).toContain('wieder');
  });

  test('a number that is the old one again', async () => {
    const other = { ...HOTLINE, id: 'other' };
    await using day = await openDay('07:30');
    await day.step('08:00', file({ hemer: hotline(RIGHT) }, HOTLINE));
    await day.step('10:00', file({ hemer: hotline(WRONG) }, HOTLINE, other));
    await day.step('14:00', file({ hemer: hotline(RIGHT) }, { ...HOTLINE, edition: 2 }, other));
    expect(day.reads('hemer-mastodon').filter((one) => one.startsWith('hemer-mastodon:'))).toHaveLength(3);
  });

  test('but nothing where what was said since is still true', async () => {
    const facts = (level: string) => ({ hemer: { reach: { phone: level }, ...hotline(RIGHT) } });
    await using day = await openDay('07:30');
    await day.step('08:00', file(facts('down'), OUTAGE));
    await day.step('10:00', file(facts('limited'), OUTAGE, HOTLINE));
    const { warnings } = await day.step('14:00', file(facts('down'), { ...OUTAGE, edition: 2 }, HOTLINE));
    expect(day.reads('hemer-x')).toHaveLength(2);
    expect(warnings).toContainEqual({ code: 'nothing-new', announcement: 'outage', posts: 3 });
  });
});

test('a status behind an outage is not empty: it goes out when something is new, or its promise falls due', async () => {
  await using day = await openDay('07:30');
  const hourly = { id: 'hourly', kind: 'status', post_as: ['hemer'], every: '0 * * * *' };
  const facts = (more: object) => ({
    hemer: { reach: { phone: 'down' }, next_update: '2026-11-24 11:00', ...more },
  });
  await day.step('08:30', file(facts({}), OUTAGE, hourly));
  await day.work('09:30', file(facts({}), OUTAGE, hourly));
  expect(day.reads('hemer-x')).toEqual(['hemer-x: outage']);
  const website = { reach: { phone: 'down', website: 'down' } };
  await day.work('10:01', file(facts(website), OUTAGE, hourly));
  expect(day.published('hemer-x').slice(1)).toEqual([expect.stringMatching(/zurzeit .*Website/s)]);
  await day.work('11:01', file(facts(website), OUTAGE, hourly));
  expect(day.published('hemer-x')).toHaveLength(3);
});

test('an all-clear for tomorrow is judged by the facts of then, so that it can be approved today', async () => {
  const facts = { menden: { instruction: null, appointments: { policy: 'cancelled', until: '2026-11-24' } } };
  const clear = { id: 'clear', kind: 'all-clear', post_as: 'menden', at: '2026-11-25 07:00' };
  await using day = await openDay('07:30');
  const { posts, held } = await day.plan(fileOf({ phase: 'resolved' }, facts, clear));
  expect([posts.length, held]).toEqual([2, []]);
});
describe('an id that something else was published under is not used again in silence', () => {
  const NOTICE = {
    id: 'info',
    kind: 'notice',
    post_as: ['menden'],
    text: { de: 'Rathaus heute ab 12 Uhr zu.' },
  };
  const facts = {
    menden: {
      reach: { phone: 'down' },
      services: { 'vehicle-registration': 'unavailable', 'parental-allowance': 'unavailable' },
    },
  };

  test.each(['outage', 'services', 'all-clear'])(
    'as another kind (%s) it is held, and staff are alerted',
    async (kind) => {
      await using day = await openDayWith('08:00', file(facts, NOTICE));
      await day.step('08:10', file(facts));
      const again = file(facts, { id: 'info', kind, post_as: ['menden'] });
      await day.step('09:00', again);
      expect(await day.held(again)).toContain('info/menden-x/de id-used');
      expect(await day.raised()).toContain('held');
    },
  );

  const outage = { id: 'outage', kind: 'outage', post_as: ['menden'] };

  test.each([1, 2])('as the retraction of another announcement, edition %i, it is held', async (edition) => {
    const oops = { id: 'oops', kind: 'retraction' };
    await using day = await openDayWith('08:00', file(facts, outage, NOTICE));
    await day.step('09:00', file(facts, outage, NOTICE, { ...oops, withdraws: 'info' }));
    const again = file(facts, outage, NOTICE, { ...oops, withdraws: 'outage', edition });
    await day.step('09:30', again);
    expect(await day.held(again)).toEqual(['oops/menden-mastodon/de id-used', 'oops/menden-x/de id-used']);
    expect(day.reads('menden-x')).toEqual(['menden-x: outage', 'menden-x: retraction']);
    expect(await day.raised()).toContain('held');
  });

  test('as the correction of another announcement it is held; as that of an earlier correction of the same it is not', async () => {
    const note = {
      ...NOTICE,
      post_as: ['hemer'],
      text: { de: `Rufnummer: ${WRONG}.`, en: `Number: ${WRONG}.` },
    };
    const says = (corrects: string) =>
      file({ hemer: hotline(RIGHT) }, HOTLINE, note, FIX, { ...FIX, id: 'again', corrects });
    await using day = await openDayWith('08:00', file({ hemer: hotline(WRONG) }, HOTLINE, note));
    await day.step('08:30', file({ hemer: hotline('+49 221 4710155') }, HOTLINE, note, FIX));
    await day.step('09:00', says('hotline'));
    expect(await day.held(says('info'))).toContain('again/hemer-x/de id-used');
    expect(await day.held(says('fix'))).toEqual([]);
    expect((await day.plan(says('fix'))).posts).toEqual([]);
  });

  test('a raised edition of a notice with the words of before is not said again because an outage is over', async () => {
    await using day = await openDayWith('08:00', file(facts, NOTICE));
    await day.step('09:00', file(facts, NOTICE, outage));
    const up = { menden: { ...facts.menden, reach: { phone: 'up' } } };
    await day.step('12:00', file(up, { ...NOTICE, edition: 2 }, outage));
    expect(day.published('menden-x').filter((post) => post.includes('Rathaus heute'))).toHaveLength(1);
  });

  test('with other services the plan warns of it', async () => {
    const of = (service: string) =>
      file(facts, { id: 'offices', kind: 'services', post_as: ['menden'], services: [service] });
    await using day = await openDayWith('08:00', of('vehicle-registration'));
    expect((await day.plan(of('vehicle-registration'))).warnings).toEqual([]);
    expect((await day.plan(of('parental-allowance'))).warnings).toMatchObject([
      { code: 'dropped', announcement: 'offices', posts: 2, reason: 'reason.names-others' },
    ]);
  });

  test('with another contact the plan warns only of the post that no edit has made name it', async () => {
    const contacts = { hotline: { phone: RIGHT }, desk: { phone: WRONG } };
    const of = (contact: string) =>
      file({ hemer: { contacts } }, { ...HOTLINE, keep_current: true, contact });
    await using day = await openDayWith('08:00', of('hotline'));
    await day.work('08:10', of('desk'));
    expect(day.published('hemer-mastodon')[0]).toContain('Stadt Hemer: Info-Schalter 0221 4710191');
    const { warnings } = await day.plan(of('desk'));
    expect(warnings.filter(({ code }) => code === 'dropped')).toMatchObject([
      { announcement: 'hotline', posts: 1, reason: 'reason.names-others' },
    ]);
  });

  test('where it was withdrawn, and the retraction is no longer in the file, the plan warns of it', async () => {
    await using day = await openDayWith('08:00', file(facts, NOTICE));
    await day.step('08:10', file(facts, NOTICE, { id: 'oops', kind: 'retraction', withdraws: 'info' }));
    const { warnings } = await day.step('09:00', file(facts, NOTICE));
    expect(warnings).toMatchObject([{ code: 'dropped', announcement: 'info', posts: 2 }]);
  });
});

test('`set --tell` calls nothing approved that waits for its approval', async () => {
  const own = {
    ...{ id: 'own', kind: 'notice', post_as: ['hemer', 'menden'] },
    text: { de: 'Fragen: { $phone }.', en: 'Call { $phone }' },
  };
  const said = (hemer: string) => file({ hemer: hotline(hemer), menden: hotline(WRONG) }, own);
  await using program = await openProgramAt('09:00', said(RIGHT), { config: 'approvals: {needed: 1}\n' });
  await program.run('run', '--once');
  for (const account of ['hemer-x', 'hemer-mastodon'])
    await program.run('pause', '--by', 'x', '--account', account);
  await program.approve('own', 'a');
  await program.run('run', '--once');
  await program.write('incident.yaml', said('+49 221 4710177'));
  await program.run('run', '--once');
  program.advanceTo(at('10:05'));
  const change = ['set', 'menden', 'contacts.hotline.phone=+49 221 4710155', '--tell', '--by', 'c'];
  const { out } = await program.run(...change);
  expect(out).toContain('own');
  expect(out).not.toContain('Approved');
});
