import { expect, test } from 'vitest';
import { staffReasons } from '../../src/cli/reports/ending.ts';
import { outdatedPart, planReport } from '../../src/cli/reports/plan-report.ts';
import type { PauseScope } from '../../src/core/domain/pause.ts';
import { timesIn } from '../../src/staff-words/say.ts';
import { at, file, hotline, OUTAGE, openDay, openDayWith, RIGHT } from '../fixtures/day.ts';
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
  expect(await shown(file(facts, outage(TOWNS), later))).toMatch(/Post on 5 .*, on Tue 24 Nov 09:00:/);
});

test('the first line of a plan says that all of it, or how much of it, is paused', async () => {
  await using day = await openDay('08:00');
  const state = file(
    { all: { reach: { phone: 'down' } } },
    { id: 'outage', kind: 'outage', post_as: ['hemer'] },
  );
  const headline = async () => {
    const now = day.clock.now();
    const view = { now, time: timesIn(day.settings.zone, now), sandbox: true };
    return planReport(await day.plan(state), view).split('\n')[0];
  };
  const pause = (scope: PauseScope) => day.ledger.pause({ scope, by: 'press', at: day.clock.now() });
  expect(await headline()).toMatch(/: 3 to publish\.$/);
  await pause({ of: 'channel', channel: 'x' });
  expect(await headline()).toMatch(/: 3 to publish\. PAUSED of these: 1\.$/);
  await pause({ of: 'everything' });
  expect(await headline()).toMatch(/: PAUSED\. 3 to publish\.$/);
});

test('a correction of what was never published on an account is listed apart, and needs nobody', async () => {
  await using day = await openDay('08:00');
  const plan = await day.plan(file({}));
  const place = { announcement: 'fix', account: 'hemer-mastodon', language: 'en' } as const;
  const withHeld = (because: 'nothing-to-correct' | 'paused') => ({
    ...plan,
    held: [{ ...place, because } as (typeof plan.held)[number]],
  });
  const idle = withHeld('nothing-to-correct');
  const view = { now: at('08:00'), time: timesIn(day.settings.zone, at('08:00')), sandbox: true };
  expect(planReport(idle, view)).toContain('NOT SAID HERE, nothing to do: 1\n   fix on hemer-mastodon (en)');
  expect(staffReasons(idle, [])).toEqual([]);
  expect(staffReasons(withHeld('paused'), [])).toEqual(['1 text is held (fix)']);
});

test('a post that the same plan says again in another edition is not listed as outdated', async () => {
  await using day = await openDayWith('08:00', file({ hemer: { reach: { phone: 'down' } } }, OUTAGE));
  day.clock.advanceTo(at('09:00'));
  const changed = { hemer: { reach: { website: 'down' } } };
  const shown = async (said: object) => {
    const now = day.clock.now();
    const plan = await day.plan(file(changed, said));
    return planReport(plan, { now, time: timesIn(day.settings.zone, now), sandbox: true });
  };
  expect(await shown(OUTAGE)).toContain('OUTDATED: 3 published posts');
  const again = await shown({ ...OUTAGE, edition: 2 });
  expect(again).toContain('3 to publish');
  expect(again).not.toContain('OUTDATED');
});

test('posts that the all-clear of the same plan ends are not listed as outdated, those of another town are', async () => {
  const outage = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
  await using day = await openDayWith('08:00', file({ all: { reach: { phone: 'down' } } }, outage));
  day.clock.advanceTo(at('09:00'));
  const clear = { id: 'over', kind: 'all-clear', post_as: ['hemer'] };
  const over = { phase: 'resolved', reach: null };
  const facts = { all: { reach: { phone: 'limited' } }, hemer: over };
  const plan = await day.plan(file(facts, outage, clear));
  expect(plan.outdated.some(({ entry }) => entry.municipality === 'hemer')).toBe(true);
  expect(outdatedPart(plan)).toContain('outage on menden-mastodon (de), menden-x (de)');
  expect(outdatedPart(plan)).not.toContain('hemer');
});

test('an outdated post is listed with all that it says and would say now, and accounts with the same texts once', async () => {
  await using day = await openDay('08:00');
  const said = (way: string) =>
    file({ menden: { reach: { [way]: 'down' } } }, { id: 'outage', kind: 'outage', post_as: ['menden'] });
  await day.step('08:00', said('phone'));
  const [says] = day.published('menden-x');
  expect(day.published('menden-mastodon')).toEqual([says]);
  day.clock.advanceTo(at('09:00'));
  const plan = await day.plan(said('website'));
  const oneLine = (text = '') => text.replace(/\s+/g, ' ');
  expect(outdatedPart(plan).split('\n').slice(1, -1)).toEqual([
    '   outage on menden-mastodon (de), menden-x (de)',
    `      says: ${oneLine(says)}`,
    `      now:  ${oneLine(plan.outdated[0]?.fitting?.text)}`,
  ]);
});

test('below a text is shown what has no room in it, and of texts that are read together in how many', async () => {
  await using day = await openDay('08:00', undefined, {
    region: regionOf(TOWNS.map((id) => ({ id, channels: ['x'] }))),
  });
  const reach = { phone: 'down', email_in: 'down', website: 'down' };
  const instruction = (n: number) => ({
    de: `Dringendes: Anlaufstelle in der Feuerwache${'. Geöffnet'.repeat(n)}.`,
  });
  const balve = { instruction: instruction(1) };
  const state = (all: object, some: object, ...towns: readonly string[]) =>
    file({ all: { reach, ...all }, balve: some }, { id: 'outage', kind: 'outage', post_as: towns });
  const shown = async (written: string) => {
    const now = day.clock.now();
    const view = { now, time: timesIn(day.settings.zone, now), sandbox: true };
    return planReport(await day.plan(written), view);
  };
  expect(await shown(state({}, balve, ...TOWNS))).not.toContain('want of room');
  const full = { instruction: instruction(16) };
  expect(await shown(state({}, full, 'balve'))).toMatch(
    /│ .*Anlaufstelle[\s\S]*Left out for want of room: “Die Website ist ausgefallen\.”/,
  );
  expect(await shown(state(full, balve, ...TOWNS))).toContain(
    'Left out for want of room: “Die Website ist ausgefallen.” (3 of 4)',
  );
});

test('below a text is shown what it says without the hours, for want of room', async () => {
  await using day = await openDay('08:00', undefined, {
    region: regionOf([{ id: 'balve', channels: ['x'] }]),
  });
  const said = async (n: number) => {
    const instruction = { de: `Dringendes: Anlaufstelle in der Feuerwache${'. Geöffnet'.repeat(n)}.` };
    const balve = { ...hotline(RIGHT), instruction, reach: { phone: 'down' } };
    const written = file({ balve }, { id: 'outage', kind: 'outage', post_as: ['balve'] });
    const now = day.clock.now();
    return planReport(await day.plan(written), { now, time: timesIn(day.settings.zone, now), sandbox: true });
  };
  expect(await said(14)).not.toContain('horter for want of room');
  expect(await said(17)).toContain(
    'Shorter for want of room: “Nothotline: 0221 4710119.” instead of “Nothotline: 0221 4710119, Montag bis Freitag 8 bis 16 Uhr.”',
  );
});
