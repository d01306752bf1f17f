import { describe, expect, test } from 'vitest';
import type { HistoryRow } from '../../src/core/ledger/ledger.ts';
import { at, file, hotline, type Life, openLife, RIGHT, WRONG } from '../fixtures/life.ts';

const PHONE = (level: string) => ({ hemer: { reach: { phone: level } } });
const outage = (edition: number) => ({ id: 'outage', kind: 'outage', post_as: ['hemer'], edition });
const notice = (id: string, words: string, more = {}) => ({
  id,
  kind: 'notice',
  post_as: ['hemer'],
  text: { de: words, en: words },
  ...more,
});

async function history(life: Life): Promise<readonly HistoryRow[]> {
  return life.ledger.history({ incident: null, municipality: null, announcement: null, key: null });
}

/** `key state` of what is on X, in the order in which it was written down. */
async function fates(life: Life): Promise<string[]> {
  return (await history(life))
    .filter(({ entry }) => entry.account === 'hemer-x')
    .map(({ entry }) => `${entry.key.split('/')[1]} ${entry.state}`);
}

describe('what follows closely', () => {
  test('the first goes out at once, then only the newest, five minutes after it', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', file(PHONE('down'), outage(1)));
    expect(life.reads('hemer-x')).toHaveLength(1);
    await life.step('09:01', file(PHONE('limited'), outage(2)));
    const last = file(PHONE('up'), outage(3));
    await life.step('09:02', last);
    expect(life.reads('hemer-x')).toHaveLength(1);
    await life.pass(at('09:05') - 1000);
    expect(life.reads('hemer-x')).toHaveLength(1);
    await life.pass(at('09:05'));
    expect(life.reads('hemer-x')).toHaveLength(2);
    await life.step('09:30', last);
    expect(life.reads('hemer-x')).toHaveLength(2);
    expect(await fates(life)).toEqual(['outage.1 posted', 'outage.2 superseded', 'outage.3 posted']);
  });

  test('updates of one announcement wait for each other, other announcements do not', async () => {
    await using life = await openLife('09:00');
    const first = outage(1);
    const second = notice('second', 'Zweite Meldung', { updates: 'outage' });
    const third = notice('third', 'Dritte Meldung', { updates: 'second' });
    const other = notice('other', 'Das Bürgerbüro ist bis 20 Uhr geöffnet.');
    await life.step('09:00', file(PHONE('down'), first));
    await life.step('09:01', file(PHONE('down'), first, second));
    await life.step('09:02', file(PHONE('down'), first, second, third, other));
    expect(life.standing('hemer-x').slice(1)).toEqual([
      'Stadt Hemer: Das Bürgerbüro ist bis 20 Uhr geöffnet.',
    ]);
    await life.work('09:06', file(PHONE('down'), first, second, third, other));
    expect(life.standing('hemer-x').slice(1)).toEqual([
      'Stadt Hemer: Das Bürgerbüro ist bis 20 Uhr geöffnet.',
      'Stadt Hemer: Dritte Meldung',
    ]);
    expect((await fates(life)).filter((fate) => !fate.endsWith('posted'))).toEqual(['second.1 superseded']);
  });

  test('an approved update does not wait for the approval of what it updates', async () => {
    await using life = await openLife('09:00', 'approvals: {needed: 1, standing: []}\n');
    const both = file(PHONE('down'), outage(1), notice('more', 'Mehr dazu', { updates: 'outage' }));
    await life.tick(both);
    await life.approve('more', both, 'press-hemer');
    for (const minute of ['09:00', '09:01', '09:02', '09:03']) {
      await life.tick(both);
      await life.pass(at(minute));
    }
    expect(life.reads('hemer-x')).toEqual(['hemer-x: Stadt Hemer: Mehr dazu']);
    await life.approve('outage', both, 'press-hemer');
    await life.work('09:10', both);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: Stadt Hemer: Mehr dazu', 'hemer-x: outage']);
  });

  test('a correction within the gap waits for nothing, and stands before what is said at the same time', async () => {
    await using life = await openLife('09:00');
    const said = { id: 'hotline', kind: 'contacts', post_as: ['hemer'], contact: 'hotline' };
    const fix = { id: 'fix', kind: 'correction', corrects: 'hotline', contact: 'hotline' };
    await life.step('09:00', file({ hemer: hotline(WRONG) }, said));
    await life.step(
      '09:01',
      file({ hemer: hotline(RIGHT) }, said, notice('before', 'Zuerst in der Datei'), fix),
    );
    expect(life.reads('hemer-x')).toEqual([
      'hemer-x: correction, right',
      'hemer-x: Stadt Hemer: Zuerst in der Datei',
    ]);
  });
});

describe('after nine hours in which the program stood still', () => {
  const STATUS = { id: 'hourly', kind: 'status', post_as: ['mk', 'hemer', 'menden'], every: '0 * * * *' };
  const ONE_EACH = [
    'mk-mastodon: status',
    'hemer-x: status',
    'hemer-mastodon: status',
    'hemer-mastodon/en: status',
    'menden-x: status',
    'menden-mastodon: status',
  ];

  test('one current message stands on each account, not nine', async () => {
    await using life = await openLife('05:30');
    await life.step('05:30', file(PHONE('down'), STATUS));
    life.clock.advanceTo(at('14:59'));
    await life.step('14:59', file(PHONE('limited'), STATUS));
    expect(life.reads()).toEqual(ONE_EACH);
    expect(life.standing('hemer-x')[0]).toContain('Eingeschränkt: Telefon');
    // The next one comes at three, but not within the gap.
    await life.step('15:00', file(PHONE('limited'), STATUS));
    expect(life.reads()).toEqual(ONE_EACH);
    expect(await life.dueAt(file(PHONE('limited'), STATUS))).toEqual([at('15:04')]);
  });

  test('of four announcements of one sort only the newest is said, and the others stand in the history', async () => {
    await using life = await openLife('05:30');
    const morning = [6, 8, 10, 12].map((hour) => ({
      id: `outage-${hour}`,
      kind: 'outage',
      post_as: ['hemer'],
      at: `2026-11-24 ${String(hour).padStart(2, '0')}:00`,
    }));
    const all = file(PHONE('down'), ...morning);
    life.clock.advanceTo(at('15:00'));
    await life.step('15:00', all);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: outage']);
    expect((await fates(life)).sort()).toEqual([
      'outage-10.1 superseded',
      'outage-12.1 posted',
      'outage-6.1 superseded',
      'outage-8.1 superseded',
    ]);
    for (const { entry } of await history(life))
      if (entry.state === 'superseded')
        expect(entry.reason).toBe('something newer of its sort takes its place');
    await life.step('16:00', all);
    expect(life.reads('hemer-x')).toHaveLength(1);
  });

  test('what waited in the ledger meanwhile is overtaken too', async () => {
    await using life = await openLife('05:30');
    const before = { ...outage(1), id: 'early', at: '2026-11-24 06:00' };
    await life.step('05:30', file(PHONE('down'), before));
    life.clock.advanceTo(at('15:00'));
    await life.step(
      '15:00',
      file(PHONE('limited'), before, { ...outage(1), id: 'late', at: '2026-11-24 14:00' }),
    );
    expect(await fates(life)).toEqual(['early.1 superseded', 'late.1 posted']);
  });

  test('the driving licences do not overtake the vehicle registration: both are said', async () => {
    await using life = await openLife('05:30');
    const back = (service: string, hour: string) => ({
      id: service,
      kind: 'restoration',
      post_as: ['hemer'],
      services: [service],
      at: `2026-11-24 ${hour}`,
    });
    life.clock.advanceTo(at('15:00'));
    await life.step(
      '15:00',
      file(
        { hemer: { services: { 'vehicle-registration': 'available', 'driving-licence': 'available' } } },
        back('vehicle-registration', '06:00'),
        back('driving-licence', '12:00'),
      ),
    );
    expect((await fates(life)).sort()).toEqual(['driving-licence.1 posted', 'vehicle-registration.1 posted']);
  });

  test('what stands about one service does not overtake what is to be said about all of them', async () => {
    await using life = await openLife('11:00');
    const facts = (registration: string) => ({
      hemer: { services: { 'vehicle-registration': registration, 'driving-licence': 'available' } },
    });
    const one = { id: 'one', kind: 'services', post_as: ['hemer'], services: ['driving-licence'] };
    await life.step('12:00', file(facts('unavailable'), one));
    const all = { id: 'all', kind: 'services', post_as: ['hemer'], at: '2026-11-24 11:30' };
    await life.step('15:00', file(facts('limited'), one, all));
    expect(await fates(life)).toEqual(['one.1 posted', 'all.1 posted']);
  });

  test('the all-clear overtakes the status of the same hour, and ends it', async () => {
    await using life = await openLife('05:30');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const daily = { ...STATUS, post_as: ['hemer'] };
    await life.step('05:30', file(PHONE('down'), daily));
    life.clock.advanceTo(at('15:00'));
    const over = file({ hemer: { phase: 'resolved' } }, daily, clear);
    await life.step('15:00', over);
    expect(life.reads('hemer-x')[0]).toBe('hemer-x: all-clear');
    await life.step('16:00', over);
    await life.step('08:00 +1', over);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
  });

  test('the outage of this morning is not said after the all-clear of this afternoon, but a new one is', async () => {
    await using life = await openLife('05:30');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'], at: '2026-11-24 14:00' };
    const early = { ...outage(1), id: 'early', at: '2026-11-24 06:00' };
    life.clock.advanceTo(at('15:00'));
    await life.step('15:00', file({ hemer: { phase: 'resolved' } }, early, clear));
    expect(life.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
    expect((await fates(life)).sort()).toEqual(['clear.1 posted', 'early.1 superseded']);
    const again = { ...outage(1), id: 'again' };
    const daily = { ...STATUS, id: 'again-daily', post_as: ['hemer'] };
    const relapse = file(PHONE('down'), early, clear, again, daily);
    await life.step('15:30', relapse);
    await life.step('16:00', relapse);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: all-clear', 'hemer-x: outage', 'hemer-x: status']);
  });

  test('an all-clear that waits for approval ends nothing yet', async () => {
    await using life = await openLife('05:30', 'approvals: {needed: 1, standing: [status]}\n');
    await life.approveWording('status', 'press-hemer');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const daily = { ...STATUS, post_as: ['hemer'] };
    const over = file({ hemer: { phase: 'resolved' } }, daily, clear);
    await life.step('05:30', over);
    await life.step('06:00', over);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: status']);
    await life.approve('clear', over, 'press-hemer');
    await life.step('07:00', over);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: status', 'hemer-x: all-clear']);
  });
});

describe('what was replaced before it was sent', () => {
  test('stands in the history with its words and when they were replaced', async () => {
    await using life = await openLife('09:00');
    const later = { ...outage(1), at: '2026-11-24 10:00' };
    await life.step('09:00', file(PHONE('down'), later));
    await life.step('09:30', file(PHONE('limited'), later));
    await life.step('10:00', file(PHONE('limited'), later));
    const [row] = (await history(life)).filter(({ entry }) => entry.account === 'hemer-x');
    expect(row?.earlierTexts.map(({ replacedAt }) => replacedAt)).toEqual([at('09:30')]);
    expect(row?.earlierTexts[0]?.text).toContain('Ausgefallen: Telefon');
    expect(row?.entry.text).not.toContain('Ausgefallen: Telefon');
  });
});
