import { describe, expect, test } from 'vitest';
import type { HistoryRow } from '../../src/core/ledger/history.ts';
import {
  at,
  FIX,
  file,
  HOTLINE,
  hotline,
  openDay,
  openDayWith,
  RIGHT,
  type TestDay,
  WRONG,
} from '../fixtures/day.ts';

const PHONE = (level: string) => ({ hemer: { reach: { phone: level } } });
const outage = (edition: number) => ({ id: 'outage', kind: 'outage', post_as: ['hemer'], edition });
const notice = (id: string, words: string, more = {}) => ({
  id,
  kind: 'notice',
  post_as: ['hemer'],
  text: { de: words, en: words },
  ...more,
});

async function history(day: TestDay): Promise<readonly HistoryRow[]> {
  return day.ledger.history(null);
}

/** `key state` of what is on X, in the order in which it was written down. */
async function fates(day: TestDay, account = 'hemer-x'): Promise<string[]> {
  return (await history(day))
    .filter(({ entry }) => entry.account === account)
    .map(({ entry }) => `${entry.key.split('/')[1]} ${entry.state}`);
}

describe('what follows closely', () => {
  test('of raised editions the first is published at once, then only the newest, five minutes later', async () => {
    await using day = await openDayWith('09:00', file(PHONE('down'), outage(1)));
    expect(day.reads('hemer-x')).toHaveLength(1);
    await day.step('09:01', file(PHONE('limited'), outage(2)));
    const last = file(PHONE('up'), outage(3));
    await day.step('09:02', last);
    expect(day.reads('hemer-x')).toHaveLength(1);
    await day.pass(at('09:05') - 1000);
    expect(day.reads('hemer-x')).toHaveLength(1);
    await day.pass(at('09:05'));
    expect(day.reads('hemer-x')).toHaveLength(2);
    await day.step('09:30', last);
    expect(day.reads('hemer-x')).toHaveLength(2);
    expect(await fates(day)).toEqual(['outage.1 posted', 'outage.2 superseded', 'outage.3 posted']);
  });

  test('of updates that are read at the same time the last in the file is the newest, whatever editions were raised', async () => {
    const second = { ...notice('second', 'Zweite Meldung', { updates: 'outage' }), edition: 2 };
    const third = notice('third', 'Dritte Meldung', { updates: 'second' });
    await using day = await openDayWith('09:00', file(PHONE('down'), outage(1), second, third));
    await day.work('09:06', file(PHONE('down'), outage(1), second, third));
    expect(day.published('hemer-x').at(-1)).toBe('Stadt Hemer: Dritte Meldung');
    expect((await fates(day)).filter((fate) => !fate.endsWith('posted'))).toEqual(['second.2 superseded']);
  });

  test('updates of one announcement keep the gap between them; other announcements do not wait', async () => {
    const first = outage(1);
    const second = notice('second', 'Zweite Meldung', { updates: 'outage' });
    const third = notice('third', 'Dritte Meldung', { updates: 'second' });
    const other = notice('other', 'Das Bürgerbüro ist bis 20 Uhr geöffnet.');
    await using day = await openDayWith('09:00', file(PHONE('down'), first));
    await day.step('09:01', file(PHONE('down'), first, second));
    await day.step('09:02', file(PHONE('down'), first, second, third, other));
    expect(day.published('hemer-x').slice(1)).toEqual([
      'Stadt Hemer: Das Bürgerbüro ist bis 20 Uhr geöffnet.',
    ]);
    await day.work('09:06', file(PHONE('down'), first, second, third, other));
    expect(day.published('hemer-x').slice(1)).toEqual([
      'Stadt Hemer: Das Bürgerbüro ist bis 20 Uhr geöffnet.',
      'Stadt Hemer: Dritte Meldung',
    ]);
    expect((await fates(day)).filter((fate) => !fate.endsWith('posted'))).toEqual(['second.1 superseded']);
  });

  test('of a chain of updates, however long, the first goes out at once, and then only the newest', async () => {
    await using day = await openDay('09:00');
    const chain = Array.from({ length: 150 }, (_, n) =>
      notice(`n${n + 1}`, `Meldung ${n + 1}`, { updates: n === 0 ? 'outage' : `n${n}` }),
    );
    const all = file(PHONE('down'), outage(1), ...chain);
    await day.step('09:00', all);
    await day.work('09:06', all);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage', 'hemer-x: Stadt Hemer: Meldung 150']);
  });

  const more = (id: string, updates = 'outage') => notice(id, `Worte: ${id}`, { updates });

  test('words of its own that nothing updates are all said, each the gap after the one before', async () => {
    const all = file(PHONE('down'), outage(1), more('pick-up'), more('deadlines'), more('parking'));
    await using day = await openDayWith('09:00', file(PHONE('down'), outage(1)));
    await day.step('09:01', file(PHONE('down'), outage(1), more('pick-up')));
    await day.step('09:02', all);
    expect(await day.dueAt(all)).toEqual([at('09:05'), at('09:10'), at('09:15')]);
    await day.work('09:30', all);
    expect(day.published('hemer-x').slice(1)).toEqual(
      ['pick-up', 'deadlines', 'parking'].map((id) => `Stadt Hemer. Worte: ${id}`),
    );
  });

  test('an update from facts takes no words of its own along that it does not update', async () => {
    const status = { id: 'now', kind: 'status', post_as: ['hemer'], updates: 'outage' };
    await using day = await openDayWith('09:00', file(PHONE('down'), outage(1)));
    const all = file(PHONE('limited'), outage(1), more('pick-up'), status);
    await day.step('09:02', all);
    await day.work('09:30', all);
    expect(day.reads('hemer-x')).toEqual([
      'hemer-x: outage',
      'hemer-x: Stadt Hemer. Worte: pick-up',
      'hemer-x: status',
    ]);
  });

  test('after downtime words of its own are said that no later announcement updates', async () => {
    const words = ['pick-up', 'deadlines'].map((id) => ({ ...more(id), at: '2026-11-24 07:00' }));
    const later = { ...more('deadlines-moved', 'deadlines'), at: '2026-11-24 13:00' };
    const all = file(PHONE('down'), outage(1), ...words, later);
    await using day = await openDayWith('05:30', all);
    day.clock.advanceTo(at('15:00'));
    await day.work('15:20', all);
    expect(day.published('hemer-x').slice(1)).toEqual(
      ['pick-up', 'deadlines-moved'].map((id) => `Stadt Hemer. Worte: ${id}`),
    );
  });

  test('as long as an update waits, the plan names the words that it replaces before they are said', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1, standing: [outage]}\nconfirmed: null\n');
    await day.approveWording('outage', 'press-hemer');
    await day.step('09:00', file(PHONE('down'), outage(1)));
    const first = file(PHONE('down'), outage(1), more('first'));
    await day.tick(first);
    expect(await day.approve('first', first, 'press-hemer')).toBe(3);
    const unsaid = {
      ...{ code: 'unsaid', announcement: 'second', updates: 'first', posts: 3 },
      words: 'Stadt Hemer. Worte: first',
    };
    const both = file(PHONE('down'), outage(1), more('first'), more('second', 'first'));
    await day.step('09:02', both);
    expect((await day.plan(both)).warnings).toEqual([unsaid]);
    await day.approve('second', both, 'press-hemer');
    expect((await day.plan(both)).warnings).toEqual([unsaid]);
    await day.step('09:03', both);
    expect((await day.plan(both)).warnings).toEqual([unsaid]);
    await day.work('09:10', both);
    expect(day.published('hemer-x').slice(1)).toEqual(['Stadt Hemer. Worte: second']);
    expect((await day.plan(both)).warnings).toEqual([]);
  });

  test('no words count as replaced that another edition of them says', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1, standing: [outage]}\nconfirmed: null\n');
    await day.approveWording('outage', 'press-hemer');
    await day.step('09:00', file(PHONE('down'), outage(1)));
    const first = (edition: number) => ({ ...more('first'), edition });
    await day.step('09:02', file(PHONE('down'), outage(1), first(1), more('second', 'first')));
    const raised = file(PHONE('down'), outage(1), first(2), more('second', 'first'));
    await day.step('09:10', raised);
    expect((await day.plan(raised)).posts.map(({ intent }) => intent.key.split('/')[1])).toContain('first.2');
    expect((await day.plan(raised)).warnings).toEqual([]);
    await day.approve('first', raised, 'press-hemer');
    await day.step('09:11', raised);
    expect((await day.plan(raised)).warnings).toEqual([]);
    expect(day.published('hemer-x').at(-1)).toBe('Stadt Hemer. Worte: first');
  });

  test('an approved update does not wait for the approval of what it updates', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1, standing: []}\n');
    const both = file(PHONE('down'), outage(1), notice('more', 'Mehr dazu', { updates: 'outage' }));
    await day.tick(both);
    await day.approve('more', both, 'press-hemer');
    for (const minute of ['09:00', '09:01', '09:02', '09:03']) {
      await day.tick(both);
      await day.pass(at(minute));
    }
    expect(day.reads('hemer-x')).toEqual(['hemer-x: Stadt Hemer: Mehr dazu']);
    await day.approve('outage', both, 'press-hemer');
    await day.work('09:10', both);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: Stadt Hemer: Mehr dazu', 'hemer-x: outage']);
  });

  test('an update goes out after the gap though nobody can find out what became of its original', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 0}\ngap_minutes: 10\n');
    day.sandbox.arrange('menden-x', { kind: 'accepted-then-cut' });
    day.sandbox.arrange('menden-x', { kind: 'timeline-unavailable' }, Number.POSITIVE_INFINITY);
    const facts = { menden: { reach: { phone: 'down' } } };
    const original = { ...outage(1), post_as: ['menden'] };
    await day.step('09:00', file(facts, original));
    const update = notice('second', 'Zweite Meldung', { updates: 'outage', post_as: ['menden'] });
    await day.work('09:30', file(facts, original, update));
    expect(day.published('menden-x').at(-1)).toBe('Stadt Menden: Zweite Meldung');
  });

  describe('where the gap lasts longer than an update may be said', () => {
    const until = (time: string) => ({ updates: 'outage', until: `2026-11-24 ${time}` });
    const held = ['hemer-mastodon/de', 'hemer-mastodon/en', 'hemer-x/de'].map(
      (on) => `second/${on} too-late`,
    );

    test('it is held up to staff, who are told, and goes out once it may be said later', async () => {
      await using day = await openDayWith('09:00', file(PHONE('down'), outage(1)));
      const soon = file(PHONE('down'), outage(1), notice('second', 'Zweite Meldung', until('09:04')));
      await day.step('09:01', soon);
      expect(await day.dueAt(soon)).toEqual([]);
      expect((await day.held(soon)).toSorted()).toEqual(held);
      expect((await day.alerts(soon)).map(({ reason }) => reason.code)).toEqual(['held', 'held', 'held']);
      const later = file(PHONE('down'), outage(1), notice('second', 'Zweite Meldung', until('09:05')));
      expect(await day.held(later)).toEqual([]);
      await day.work('09:05', later);
      expect(day.published('hemer-x').at(-1)).toBe('Stadt Hemer: Zweite Meldung');
    });

    test('it takes the place of no other update', async () => {
      await using day = await openDayWith('09:00', file(PHONE('down'), outage(1)));
      const status = { id: 'now', kind: 'status', post_as: ['hemer'], updates: 'outage' };
      const all = file(
        PHONE('limited'),
        outage(1),
        status,
        notice('second', 'Zweite Meldung', until('09:04')),
      );
      await day.step('09:01', all);
      expect((await day.held(all)).toSorted()).toEqual(held);
      await day.work('09:06', all);
      expect(day.reads('hemer-x')).toEqual(['hemer-x: outage', 'hemer-x: status']);
    });

    test('it is held also where only its turn among other words comes too late', async () => {
      await using day = await openDayWith('09:00', file(PHONE('down'), outage(1)));
      const first = notice('first', 'Erste Meldung', { updates: 'outage' });
      const all = file(PHONE('down'), outage(1), first, notice('second', 'Zweite Meldung', until('09:08')));
      await day.step('09:01', all);
      expect(await day.dueAt(all)).toEqual([at('09:05')]);
      expect((await day.held(all)).toSorted()).toEqual(held);
    });
  });

  test('an update goes out after the gap though its original is sent again and again, and no answer ever comes', async () => {
    const isLost = (text: string) => /bis auf Weiteres|until further/.test(text);
    await using day = await openDay('08:00', undefined, {
      clients: (client) => ({
        ...client,
        publish: async (post, signal) =>
          isLost(post.text) ? { kind: 'unknown', reason: 'lost' } : client.publish(post, signal),
      }),
    });
    const minutes = async (until: string, said: string) => {
      for (; day.clock.now() < at(until); await day.pass(day.clock.now() + 60_000)) await day.tick(said);
    };
    await minutes('08:20', file(PHONE('down'), outage(1)));
    const update = { id: 'update', kind: 'status', updates: 'outage', post_as: ['hemer'] };
    await minutes('08:26', file(PHONE('down'), outage(1), update));
    expect(day.reads()).toEqual(['hemer-x: status', 'hemer-mastodon: status', 'hemer-mastodon/en: status']);
  });

  test('a correction does not wait for the gap, and is published before anything else due at the same time', async () => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    await day.step(
      '09:01',
      file({ hemer: hotline(RIGHT) }, HOTLINE, notice('before', 'Zuerst in der Datei'), FIX),
    );
    expect(day.reads('hemer-x')).toEqual([
      'hemer-x: correction, right',
      'hemer-x: Stadt Hemer: Zuerst in der Datei',
    ]);
  });
});

describe('after nine hours without a running program', () => {
  const STATUS = { id: 'hourly', kind: 'status', post_as: ['mk', 'hemer', 'menden'], every: '0 * * * *' };
  const ONE_EACH = [
    'mk-mastodon: status',
    'hemer-x: status',
    'hemer-mastodon: status',
    'hemer-mastodon/en: status',
    'menden-x: status',
    'menden-mastodon: status',
  ];

  test('after nine hours off, one current status is published on each account, not nine', async () => {
    await using day = await openDayWith('05:30', file(PHONE('down'), STATUS));
    day.clock.advanceTo(at('14:59'));
    await day.step('14:59', file(PHONE('limited'), STATUS));
    expect(day.reads()).toEqual(ONE_EACH);
    expect(day.published('hemer-x')[0]).toContain('Telefon funktioniert zurzeit nur eingeschränkt');
    // The next one comes at three, but not within the gap.
    await day.step('15:00', file(PHONE('up'), STATUS));
    expect(day.reads()).toEqual(ONE_EACH);
    expect(await day.dueAt(file(PHONE('up'), STATUS))).toEqual([at('15:04')]);
  });

  test('of four overdue announcements of one kind only the newest is published; the history lists the others', async () => {
    await using day = await openDay('05:30');
    const morning = [6, 8, 10, 12].map((hour) => ({
      id: `outage-${hour}`,
      kind: 'outage',
      post_as: ['hemer'],
      at: `2026-11-24 ${String(hour).padStart(2, '0')}:00`,
    }));
    const all = file(PHONE('down'), ...morning);
    day.clock.advanceTo(at('15:00'));
    await day.step('15:00', all);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage']);
    expect((await fates(day)).sort()).toEqual([
      'outage-10.1 superseded',
      'outage-12.1 posted',
      'outage-6.1 superseded',
      'outage-8.1 superseded',
    ]);
    for (const { entry } of await history(day))
      if (entry.state === 'superseded') expect(entry.reason).toBe('reason.newer-of-sort');
    await day.step('16:00', all);
    expect(day.reads('hemer-x')).toHaveLength(1);
  });

  test('a newer announcement supersedes one that waited in the ledger', async () => {
    const before = { ...outage(1), id: 'early', at: '2026-11-24 06:00' };
    await using day = await openDayWith('05:30', file(PHONE('down'), before));
    day.clock.advanceTo(at('15:00'));
    await day.step(
      '15:00',
      file(PHONE('limited'), before, { ...outage(1), id: 'late', at: '2026-11-24 14:00' }),
    );
    expect(await fates(day)).toEqual(['early.1 superseded', 'late.1 posted']);
  });

  test.each([
    ['service', 'services', 'available', 'driving-licence', 'vehicle-registration'],
    ['way to reach a town', 'reach', 'up', 'phone', 'website'],
  ])('a restoration of one %s does not supersede that of another', async (_, field, level, early, late) => {
    await using day = await openDay('05:30');
    const back = (id: string, hour: string) => ({
      ...{ id, kind: 'restoration', post_as: ['hemer'], [field]: [id] },
      at: `2026-11-24 ${hour}`,
    });
    day.clock.advanceTo(at('15:00'));
    const facts = { hemer: { [field]: { [early]: level, [late]: level } } };
    await day.step('15:00', file(facts, back(early, '06:00'), back(late, '12:00')));
    expect((await fates(day)).sort()).toEqual([`${early}.1 posted`, `${late}.1 posted`]);
  });

  test('a published post about one service does not supersede one about all services', async () => {
    await using day = await openDay('11:00');
    const facts = (registration: string) => ({
      hemer: { services: { 'vehicle-registration': registration, 'driving-licence': 'available' } },
    });
    const one = { id: 'one', kind: 'services', post_as: ['hemer'], services: ['driving-licence'] };
    await day.step('12:00', file(facts('unavailable'), one));
    const all = { id: 'all', kind: 'services', post_as: ['hemer'], at: '2026-11-24 11:30' };
    await day.step('15:00', file(facts('limited'), one, all));
    expect(await fates(day)).toEqual(['one.1 posted', 'all.1 posted']);
  });

  test('the all-clear supersedes the status of the same hour, and ends the recurring status', async () => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const daily = { ...STATUS, post_as: ['hemer'] };
    await using day = await openDayWith('05:30', file(PHONE('down'), daily));
    day.clock.advanceTo(at('15:00'));
    const over = file({ hemer: { phase: 'resolved' } }, daily, clear);
    await day.step('15:00', over);
    expect(day.reads('hemer-x')[0]).toBe('hemer-x: all-clear');
    await day.step('16:00', over);
    await day.step('08:00 +1', over);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
  });

  test('an all-clear of the evening ends nothing in the morning', async () => {
    await using day = await openDay('08:00');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'], at: '2026-11-24 18:00' };
    const said = file({ hemer: { phase: 'resolved' } }, { ...outage(1), at: '2026-11-24 08:10' }, clear);
    await day.step('08:10', said);
    expect(day.reads('hemer-x')).toHaveLength(1);
  });

  test('no plan has an announcement of the day before', async () => {
    await using day = await openDayWith('08:00', file({}));
    day.clock.advanceTo(at('09:00 +1'));
    const old = { ...outage(1), at: '2026-11-24 08:00' };
    expect((await day.plan(file(PHONE('down'), old))).posts).toEqual([]);
  });

  test('an outage from before the all-clear is not published after it, but a new outage is', async () => {
    await using day = await openDay('05:30');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'], at: '2026-11-24 14:00' };
    const early = { ...outage(1), id: 'early', at: '2026-11-24 06:00' };
    day.clock.advanceTo(at('15:00'));
    await day.step('15:00', file({ hemer: { phase: 'resolved' } }, early, clear));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
    expect((await fates(day)).sort()).toEqual(['clear.1 posted', 'early.1 superseded']);
    const again = { ...outage(1), id: 'again' };
    const daily = { ...STATUS, id: 'again-daily', post_as: ['hemer'] };
    const relapse = (facts: object) => file(facts, early, clear, again, daily);
    await day.step('15:30', relapse(PHONE('down')));
    await day.step('16:00', relapse(PHONE('limited')));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear', 'hemer-x: outage', 'hemer-x: status']);
  });

  test.each([
    ['after', <One>(outage: One, clear: One) => [outage, clear]],
    ['before', <One>(outage: One, clear: One) => [clear, outage]],
  ])(
    'an all-clear that updates an outage, %s it in the file, is published and ends it',
    async (_, inOrder) => {
      await using day = await openDay('05:30');
      const clear = { id: 'clear', kind: 'all-clear', updates: 'early' };
      const over = file(
        { hemer: { phase: 'resolved' } },
        ...inOrder<object>({ ...outage(1), id: 'early' }, clear),
      );
      await day.step('05:30', over);
      await day.step('05:50', over);
      expect(day.reads()).toEqual([
        ...['hemer-x: all-clear', 'hemer-mastodon: all-clear', 'hemer-mastodon/en: all-clear'],
      ]);
    },
  );

  test('what an all-clear ends is not said while nobody knows whether the all-clear is published', async () => {
    await using day = await openDay('15:00');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['mk'] };
    const early = { ...outage(1), id: 'early', post_as: ['mk'], at: '2026-11-24 14:00' };
    day.sandbox.arrange('mk-mastodon', { kind: 'accepted-then-cut' });
    day.sandbox.arrange('mk-mastodon', { kind: 'timeline-unavailable' }, 3);
    const facts = { mk: { phase: 'resolved' } };
    await day.step('15:00', file(facts, clear));
    await day.work('15:30', file(facts, early, clear));
    expect(day.reads('mk-mastodon')).toEqual(['mk-mastodon: all-clear']);
    expect(await fates(day, 'mk-mastodon')).toContain('clear.1 posted');
  });

  test('a plan counts and lists only the all-clear while the outage waits for approval beside it, and the outage again without the all-clear', async () => {
    await using day = await openDay('05:30', 'approvals: {needed: 1}\nconfirmed: null\n');
    const clear = { id: 'clear', kind: 'all-clear', updates: 'outage' };
    const resolved = { hemer: { phase: 'resolved' } };
    const both = file(resolved, outage(1), clear);
    await day.step('05:30', file(resolved, outage(1)));
    const planned = await day.step('05:31', both);
    expect(planned.announcements.map(({ id }) => id)).toEqual(['clear']);
    expect(planned.cost.posts).toBe(3);
    expect(planned.warnings).toContainEqual({
      ...{ code: 'dropped', announcement: 'outage', posts: 3, reason: 'reason.would-end' },
    });
    await day.step('05:32', file(resolved, outage(1)));
    expect(await day.approve('outage', file(resolved, outage(1)), 'press-hemer')).toBe(3);
    await day.step('05:33', file(resolved, outage(1)));
    expect(await day.approve('clear', both, 'press-hemer')).toBe(3);
    await day.step('05:40', both);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: status', 'hemer-x: all-clear']);
  });

  test('an all-clear that waits for approval ends nothing that is approved', async () => {
    await using day = await openDay('05:30', 'approvals: {needed: 1, standing: [status]}\nconfirmed: null\n');
    await day.approveWording('status', 'press-hemer');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const daily = { ...STATUS, post_as: ['hemer'] };
    const over = file({ hemer: { phase: 'resolved' } }, daily, clear);
    await day.step('05:30', over);
    await day.step('06:00', over);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: status']);
    await day.approve('clear', over, 'press-hemer');
    await day.step('07:00', over);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: status', 'hemer-x: all-clear']);
  });

  test('beside an all-clear that waits for approval, new words that wait too are not listed', async () => {
    const settings = 'approvals: {needed: 1, standing: [status]}\nconfirmed: null\n';
    await using day = await openDay('05:30', settings);
    await day.approveWording('status', 'press-hemer');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const desk = { place: { de: 'Feuerwache, Tor 2', en: 'fire station, gate 2' } };
    const words = { hemer: { phase: 'resolved', contacts: { desk } } };
    const both = file(words, { id: 'news', kind: 'status', post_as: ['hemer'] }, clear);
    const planned = await day.step('05:31', both);
    expect(planned.announcements.map(({ id }) => id)).toEqual(['clear']);
    await day.pass(at('05:50'));
    expect(day.reads('hemer-x')).toEqual([]);
  });
});

test('an approved post that comes late is not dropped for a newer one that nobody approved', async () => {
  await using day = await openDay('08:00', 'approvals: {needed: 1}\nconfirmed: null\n');
  await day.ledger.pause({ scope: { of: 'everything' }, by: 'press-hemer', at: at('08:00') });
  const first = file(PHONE('down'), outage(1));
  await day.tick(first);
  expect(await day.approve('outage', first, 'press-hemer')).toBe(3);
  await day.work('10:00', first);
  const both = file(PHONE('down'), outage(1), { ...outage(1), id: 'newer' });
  await day.work('10:05', both);
  await day.ledger.resume({ of: 'everything' }, 'press-hemer', at('10:05'));
  await day.work('10:20', both);
  expect(await fates(day)).toEqual(['outage.1 posted']);
});

test('a district that speaks of itself and of a town repeats neither while nothing changes', async () => {
  await using day = await openDay('09:00');
  const own = { id: 'own', kind: 'status', post_as: ['mk'], every: '0 * * * *' };
  const town = { id: 'town', kind: 'status', post_as: ['mk'], about: ['hemer'], every: '5 * * * *' };
  const said = file({ mk: { reach: { phone: 'down' } }, hemer: { reach: { website: 'down' } } }, own, town);
  await day.tick(said);
  await day.work('12:02', said);
  expect(day.published('mk-mastodon')).toHaveLength(2);
  expect(await day.held(said)).toEqual([]);
});
