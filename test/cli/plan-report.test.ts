import { expect, test } from 'vitest';
import { planReport } from '../../src/cli/reports/plan-report.ts';
import { timesIn } from '../../src/staff-words/say.ts';
import { at, file, openDay } from '../fixtures/day.ts';
import { regionOf } from '../fixtures/towns.ts';

const TOWNS = ['balve', 'hemer', 'iserlohn', 'menden', 'plettenberg'];
const region = regionOf(TOWNS.map((id) => ({ id, channels: ['mastodon'] })));

test('texts that are read together show when the first and the last of them go out', async () => {
  await using day = await openDay('08:00', undefined, { region });
  const facts = { all: { reach: { phone: 'down' } } };
  const outage = (towns: readonly string[]) => ({ id: 'outage', kind: 'outage', post_as: towns });
  const more = { id: 'more', kind: 'status', updates: 'outage', post_as: TOWNS };
  const shown = async (state: string) =>
    planReport(await day.plan(state), {
      ...{ now: day.clock.now(), time: timesIn(day.settings.zone, day.clock.now()), sandbox: true },
    });
  await day.step('08:00', file(facts, outage(TOWNS.slice(0, 3))));
  expect(await shown(file(facts, outage(TOWNS.slice(0, 3)), more))).toContain('from now to Tue 24 Nov 08:05');
  await day.step('08:02', file(facts, outage(TOWNS)));
  expect(await shown(file(facts, outage(TOWNS), more))).toContain(
    'from Tue 24 Nov 08:05 to Tue 24 Nov 08:07',
  );
  day.clock.advanceTo(at('08:20'));
  const later = { ...more, updates: undefined, at: '2026-11-24 09:00' };
  expect(await shown(file(facts, outage(TOWNS), later))).toMatch(/Post on 5 .*, at Tue 24 Nov 09:00:/);
});
