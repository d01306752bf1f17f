import { describe, expect, test, vi } from 'vitest';
import { scheduleByCron } from '../../../src/cli/system-runtime.ts';
import { newestOccurrence } from '../../../src/core/planning/recurrence.ts';
import { fileOf, REGION } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BERLIN = 'Europe/Berlin';

/** At 3:00 clocks go back to 2:00: half past two comes twice. */
const LONG_NIGHT = Date.parse('2023-10-28T22:00Z');
/** At 2:00 clocks go forward to 3:00: half past two does not come. */
const SHORT_NIGHT = Date.parse('2023-03-25T23:00Z');

/** Every occurrence of the next 24 hours, as a worker sees them that looks every quarter of an hour. */
function occurrences(schedule: string, from: number): readonly string[] {
  return seen(schedule, from, from + 24 * HOUR).map((at) => new Date(at).toISOString().slice(5, 16));
}

function seen(schedule: string, from: number, to: number): readonly number[] {
  const all = new Set<number>();
  for (let now = from; now <= to; now += HOUR / 4) {
    const newest = newestOccurrence(schedule, BERLIN, from, now);
    if (newest !== null) all.add(newest);
  }
  return [...all];
}

describe('on the nights when clocks change', () => {
  test('a local time that happens twice gives one daily occurrence', () => {
    expect(occurrences('30 2 * * *', LONG_NIGHT)).toEqual(['10-29T00:30']);
  });

  test('a local time that does not exist gives the instant at which it would have been', () => {
    expect(occurrences('0 2 * * *', SHORT_NIGHT)).toEqual(['03-26T01:00']);
    expect(occurrences('30 2 * * *', SHORT_NIGHT)).toEqual(['03-26T01:30']);
  });

  test.each([
    ['back', LONG_NIGHT],
    ['forward', SHORT_NIGHT],
  ])(
    'where they go %s, the occurrences are the same wherever in that night the search begins',
    (_, night) => {
      for (const schedule of ['30 2 * * *', '0,30 2 * * *', '30 1-4 * * *', '0 * * * *']) {
        const all = seen(schedule, night - HOUR, night + 9 * HOUR);
        for (let from = night; from <= night + 6 * HOUR; from += HOUR / 4)
          expect(seen(schedule, from, night + 9 * HOUR)).toEqual(all.filter((at) => at >= from));
      }
    },
  );

  test('an hourly schedule runs through both hours, and skips the one that is missing', () => {
    expect(occurrences('0 * * * *', LONG_NIGHT).slice(0, 6)).toEqual([
      ...['10-28T22:00', '10-28T23:00', '10-29T00:00', '10-29T01:00', '10-29T02:00', '10-29T03:00'],
    ]);
    expect(occurrences('0 * * * *', SHORT_NIGHT).slice(0, 4)).toEqual([
      ...['03-25T23:00', '03-26T00:00', '03-26T01:00', '03-26T02:00'],
    ]);
  });

  test('a status of half past two that was published in the first of both hours is not published again a day later, before its time', async () => {
    await using configuration = await openSystem({ at: LONG_NIGHT, region: REGION });
    const said = { id: 'night', kind: 'status', post_as: ['hemer'], every: '30 2 * * *' };
    for (let now = LONG_NIGHT; now < LONG_NIGHT + 27 * HOUR + HOUR / 2; now += HOUR / 4) {
      const confirmed = new Date(now - HOUR).toISOString();
      const reach = now < LONG_NIGHT + DAY ? { phone: 'down' } : { phone: 'down', website: 'down' };
      configuration.clock.advanceTo(now);
      await configuration.tick(
        fileOf({ started: '2023-01-02 01:00' }, { hemer: { reach, confirmed } }, said),
      );
    }
    const german = configuration.published('hemer-x').filter((one) => one.startsWith('Stadt Hemer'));
    expect(german).toHaveLength(1);
  });

  test.each([
    ['back', LONG_NIGHT, '2023-10-29T02:15:00+02:00', 'Stand: Sonntag, 29.10., 2:15 Uhr (Sommerzeit).'],
    ['forward', SHORT_NIGHT, '2023-03-26T01:15:00+01:00', 'Stand: Sonntag, 26.3., 1:15 Uhr.'],
  ])(
    'where they go %s, one status of half past two is published on each account',
    async (_, night, confirmed, stand) => {
      await using configuration = await openSystem({ at: night - 2 * HOUR, region: REGION });
      const said = { id: 'night', kind: 'status', post_as: ['hemer'], every: '30 2 * * *' };
      const facts = { hemer: { reach: { phone: 'down' }, confirmed } };
      const text = fileOf({ started: '2023-01-02 01:00' }, facts, said);
      for (let now = night - 2 * HOUR; now <= night + 12 * HOUR; now += HOUR / 2) {
        configuration.clock.advanceTo(now);
        await configuration.tick(text);
      }
      for (const account of ['hemer-x', 'hemer-mastodon']) {
        const german = configuration.published(account).filter((one) => one.startsWith('Stadt Hemer'));
        expect(german).toHaveLength(1);
        expect(german[0]).toContain(stand);
      }
    },
  );

  test.each([
    ['back', LONG_NIGHT],
    ['forward', SHORT_NIGHT],
  ])('where they go %s, the schedule ticks every minute, and leaves no hour out', async (_, night) => {
    // Loaded before time is faked: the schedule loads it when it starts.
    await import('node-cron');
    vi.useFakeTimers({ now: night + HOUR + MINUTE / 2 });
    try {
      const ticks: number[] = [];
      const ending = new AbortController();
      scheduleByCron('* * * * *', () => void ticks.push(Date.now()), ending.signal);
      await vi.advanceTimersByTimeAsync(4 * HOUR);
      ending.abort();
      const minutes = ticks.map((at) => Math.floor(at / MINUTE) - Math.floor(night / MINUTE));
      expect(minutes).toEqual(Array.from({ length: 240 }, (_, minute) => 61 + minute));
    } finally {
      vi.useRealTimers();
    }
  });
});
