import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { mayHaveLeft } from '../../src/core/ledger/entry.ts';
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
  type TestDay,
  WRONG,
} from '../fixtures/day.ts';
import { openProgram, openProgramAt } from '../fixtures/program.ts';
import { regionOf } from '../fixtures/towns.ts';

const LATER = { ...OUTAGE, at: '2026-11-24 10:00' };
const WEBSITE = { reach: { website: 'down' } };
const CLEAR = { id: 'clear', kind: 'all-clear', post_as: ['hemer'], at: '2026-11-24 10:00' };
const EVERYTHING = { of: 'everything' } as const;

const phone = (level: string, say: object = OUTAGE) => file({ hemer: { reach: { phone: level } } }, say);
const OF_HEMER = ['hemer-x: outage', 'hemer-mastodon: outage', 'hemer-mastodon/en: outage'];
const OF_MENDEN = ['menden-x: outage', 'menden-mastodon: outage'];

async function paused(day: TestDay, act: () => Promise<unknown>): Promise<void> {
  await day.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: day.clock.now() });
  await act();
  await day.ledger.resume(EVERYTHING, 'press-mk', day.clock.now());
}

/** Which level of the phone each post on X tells. */
function phones(day: TestDay, account = 'hemer-x'): readonly (string | undefined)[] {
  return day.published(account).map((text) => /(nicht|eingeschränkt|cannot|only partly)/.exec(text)?.[1]);
}

interface Change {
  readonly change: string;
  /** Planned and approved at nine for ten o'clock. */
  readonly before: string;
  /** What the file says from half past nine on. */
  readonly after: string;
  /** What is published at five past ten, and what is held. */
  readonly published: readonly string[];
  readonly held: readonly string[];
  /** What the file says from then on, and what is published after that. */
  readonly mended: string;
  readonly inTheEnd: readonly string[];
}

const resolved = (facts: object, ...say: readonly object[]) =>
  fileOf({ phase: 'resolved' }, { hemer: facts }, ...say);
const heldAs = (announcement: string, because: string) =>
  ['hemer-x/de', 'hemer-mastodon/de', 'hemer-mastodon/en'].map(
    (place) => `${announcement}/${place} ${because}`,
  );

const CHANGES: readonly Change[] = [
  {
    change: 'the facts contradict the all-clear',
    before: resolved({}, CLEAR),
    after: resolved({ services: { 'id-cards': 'unavailable' } }, CLEAR),
    published: [],
    held: heldAs('clear', 'contradicts-facts'),
    mended: resolved({ services: { 'id-cards': 'available' } }, CLEAR),
    inTheEnd: ['hemer-x: all-clear', 'hemer-mastodon: all-clear', 'hemer-mastodon/en: all-clear'],
  },
  {
    change: 'the facts of the municipality have a mistake',
    before: phone('down', LATER),
    after: phone('dwon', LATER),
    published: [],
    held: heldAs('outage', 'facts-broken'),
    mended: phone('limited', LATER),
    inTheEnd: OF_HEMER,
  },
  {
    change: 'a fact has lost its translation',
    before: file(
      { hemer: { ...WEBSITE, instruction: { de: 'Bleiben Sie daheim.', en: 'Stay at home.' } } },
      LATER,
    ),
    after: file({ hemer: { ...WEBSITE, instruction: { de: 'Kommen Sie nicht.' } } }, LATER),
    published: OF_HEMER.slice(0, 2),
    held: ['outage/hemer-mastodon/en missing-translation'],
    mended: file(
      { hemer: { ...WEBSITE, instruction: { de: 'Kommen Sie nicht.', en: 'Do not come.' } } },
      LATER,
    ),
    inTheEnd: OF_HEMER,
  },
  {
    change: 'a municipality is no longer to say it',
    before: file({}, { ...LATER, post_as: ['hemer', 'menden'] }),
    after: file({}, LATER),
    published: OF_HEMER,
    held: [],
    mended: file({}, { ...LATER, post_as: ['hemer', 'menden'] }),
    inTheEnd: [...OF_HEMER, ...OF_MENDEN],
  },
  {
    change: 'another edition is to be said, and its number is lower',
    before: file({}, { ...LATER, edition: 3 }),
    after: file({}, { ...LATER, edition: 2 }),
    published: OF_HEMER,
    held: [],
    mended: file({}, { ...LATER, edition: 2 }),
    inTheEnd: OF_HEMER,
  },
];

describe('an approved post that waits', () => {
  test.each(CHANGES)(
    'an approved post that waits is not sent as it was once $change',
    async ({ before, after, published, held, mended, inTheEnd }) => {
      await using day = await openDayWith('09:00', before);
      expect(await day.dueAt(before)).toEqual([at('10:00')]);
      await day.step('09:30', after);
      await day.work('10:05', after);
      expect(day.reads()).toEqual(published);
      expect(await day.held(after)).toEqual(held);
      expect(await day.dueNow(after)).toEqual([]);
      await day.work('10:15', mended);
      expect(day.reads()).toEqual(inTheEnd);
      expect(await day.dueNow(mended)).toEqual([]);
      expect(await day.held(mended)).toEqual([]);
    },
  );

  test('an outage whose answer was lost is only looked for once the all-clear goes out', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind: 'refused-before' });
    await day.work('09:00', phone('down'));
    const { id, kind, post_as } = CLEAR;
    await day.work('09:05', resolved({ reach: { phone: 'up' } }, OUTAGE, { id, kind, post_as }));
    // The worker is quicker than its next tick.
    await day.pass(at('09:30'));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
    const outage = (await day.entries()).find(({ key }) => key === 'it-2026/outage.1/hemer-x/de');
    expect(outage?.state).toBe('superseded');
  });

  test('no outage goes out below an all-clear that was approved after the last plan, while the file cannot be read', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
    const { id, kind, post_as } = CLEAR;
    const up = { reach: { phone: 'up' } };
    const over = resolved(up, OUTAGE, { id, kind, post_as });
    expect(await day.approve('outage', resolved(up, OUTAGE), 'press-mk')).toBe(3);
    expect(await day.approve('clear', over, 'press-mk')).toBe(3);
    await day.pass(at('09:30'));
    const clears = ['hemer-x: all-clear', 'hemer-mastodon: all-clear', 'hemer-mastodon/en: all-clear'];
    expect(day.reads()).toEqual(clears);
    await day.work('09:40', over);
    expect(day.reads()).toEqual(clears);
    const ended = (await day.entries())
      .filter((entry) => entry.kind === 'outage')
      .map(({ state, reason }) => [state, reason]);
    expect(ended).toEqual(Array(3).fill(['superseded', 'reason.ended']));
  });

  test('a start with a file that cannot be read sends nothing real where the file had become an exercise', async () => {
    const later = { ...LATER, at: '2026-11-24 12:00' };
    await using opened = await openProgramAt('09:00', phone('down', later));
    await opened.run('run', '--once');
    await opened.step('10:00', fileOf({ mode: 'exercise' }, { hemer: { reach: { phone: 'down' } } }, later));
    await opened.step('12:01', 'incident: {');
    const worker = opened.begin('run');
    await worker.round();
    await worker.end();
    expect(opened.published()).toEqual([]);
  });

  test('a start with a file that cannot be read goes on with what is live after a rehearsal', async () => {
    const live = phone('down', { ...LATER, at: '2026-11-24 12:00' });
    await using opened = await openProgramAt('09:00', live);
    await opened.run('run', '--once');
    await opened.step('10:00', live.replace('"live"', '"exercise"'));
    await opened.step('11:00', live);
    await opened.step('12:01', 'incident: {');
    expect(opened.published()).toHaveLength(3);
  });

  test('a recurring status ends with the all-clear that was read with it, however slow the clock of the platform is', async () => {
    const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 10 * * *' };
    const { id, kind, post_as } = CLEAR;
    const platformClock = virtualClock(at('08:58'));
    const over = resolved({ reach: { phone: 'up' } }, daily, { id, kind, post_as });
    const config = 'approvals: {needed: 0}\nconfirmed: null\n';
    await using program = await openProgramAt('09:00', over, { platformClock, config });
    await program.run('run', '--once');
    const before = program.published();
    expect(before).toHaveLength(3);
    platformClock.advanceTo(at('09:59'));
    await program.step('10:01');
    expect(program.published()).toEqual(before);
  });

  test('a status delayed by a pause is held where its facts are no longer confirmed', async () => {
    await using day = await openDay(
      '07:00',
      'approvals: {needed: 0}\nconfirmed: {within_hours: 1, otherwise: hold}\n',
    );
    const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 8 * * *' };
    const confirmed = (time: string) => file({ hemer: { confirmed: `2026-11-24 ${time}` } }, daily);
    await day.step('07:00', confirmed('07:30'));
    await day.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: at('07:00') });
    await day.work('09:00', confirmed('07:30'));
    await day.ledger.resume(EVERYTHING, 'press-mk', at('09:00'));
    await day.work('09:20', confirmed('07:30'));
    expect(day.reads()).toEqual([]);
    expect(await day.held(confirmed('07:30'))).toEqual(heldAs('daily', 'not-confirmed'));
    await day.work('09:40', confirmed('09:30'));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: status']);
  });

  test('a waiting edition is superseded when the facts return to what is published', async () => {
    await using day = await openDayWith('09:00', phone('down', OUTAGE));
    await day.step('09:01', phone('limited', { ...OUTAGE, edition: 2 }));
    const back = phone('down', { ...OUTAGE, edition: 2 });
    await day.work('09:30', back);
    expect(phones(day)).toEqual(['nicht']);
    const second = (await day.entries()).find(({ key }) => key === 'it-2026/outage.2/hemer-x/de');
    expect(second?.state).toBe('superseded');
    // And forth again: it is news after all.
    await day.work('09:50', phone('limited', { ...OUTAGE, edition: 2 }));
    expect(phones(day)).toEqual(['nicht', 'eingeschränkt']);
  });

  test('a wrong number that was corrected while its account was stopped is not sent once the account goes on', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind: 'suspended' });
    await day.step('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    const corrected = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX);
    await day.step('09:10', corrected);
    // Somebody lets the account go on, and the worker is quicker than its next tick.
    await day.ledger.stop('hemer-x', null, at('09:20'));
    await day.pass(at('09:21'));
    expect(day.everPosted('hemer-x').filter((text) => text.includes(WRONG))).toEqual([]);
    await day.step('09:22', corrected);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, right']);
  });

  test('a lost post of a municipality that is no longer to say it is not sent again, until the file asks for it', async () => {
    await using day = await openDay('09:00');
    const both = file({}, { ...OUTAGE, post_as: ['hemer', 'menden'] });
    day.sandbox.arrange('menden-x', { kind: 'refused-before' });
    await day.step('09:00', both);
    await day.step('09:01', file({}, OUTAGE));
    await day.pass(at('10:00'));
    expect(day.everPosted('menden-x')).toEqual([]);
    // It was looked up, found absent and is no longer in the file: it is over.
    const given = (await day.entries()).find(({ key }) => key === 'it-2026/outage.1/menden-x/de');
    expect(given).toMatchObject({ state: 'superseded', reason: 'reason.not-asked' });
    await day.step('10:05', both);
    expect(day.reads('menden-x')).toEqual(['menden-x: outage']);
    expect(day.everPosted('menden-x')).toHaveLength(1);
  });

  test('an approved edit is not sent once its facts have changed again', async () => {
    const kept = { ...OUTAGE, keep_current: true };
    await using day = await openDayWith('09:00', phone('down', kept), 'approvals: {needed: 1}\n');
    await day.approve('outage', phone('down', kept), 'press-hemer');
    await day.step('09:01', phone('down', kept));
    const before = day.published('hemer-mastodon');
    await day.work('09:20', phone('limited', kept));
    expect(await day.approve('outage', phone('limited', kept), 'press-hemer')).toBeGreaterThan(0);
    // Before it is sent somebody changes the facts: what was approved is no longer so.
    await day.step('09:21', phone('up', kept));
    await day.pass(at('09:30'));
    expect(day.published('hemer-mastodon')).toEqual(before);
  });
});

test('an edition raised by mistake and lowered again before anything was sent is published', async () => {
  const edition = (number: number) => file({}, { ...OUTAGE, edition: number });
  await using day = await openDayWith('09:00', edition(1), 'approvals: {needed: 1, standing: []}\n');
  await day.step('09:05', edition(2));
  await day.work('09:10', edition(1));
  expect(await day.approve('outage', edition(1), 'press-hemer')).toBe(OF_HEMER.length);
  await day.work('09:20', edition(1));
  expect(day.reads()).toEqual(OF_HEMER);
  expect(await day.dueNow(edition(1))).toEqual([]);
});

test('the earlier edition is published when a lost later one is lowered again', async () => {
  const edition = (number: number) => file({}, { ...LATER, edition: number });
  await using day = await openDayWith('09:00', edition(1));
  await day.step('09:50', edition(2));
  for (const account of ['hemer-x', 'hemer-mastodon'])
    day.sandbox.arrange(account, { kind: 'refused-before' }, 2);
  await day.work('10:00', edition(2));
  await day.work('10:30', edition(1));
  expect(day.reads()).toEqual(OF_HEMER);
  expect(['hemer-x', 'hemer-mastodon'].flatMap((id) => day.everPosted(id))).toHaveLength(OF_HEMER.length);
});

test('an all-clear says nothing on an account whose platform refused the outage', async () => {
  await using day = await openDay('09:00');
  day.sandbox.arrange('hemer-x', { kind: 'not-permitted' });
  await day.work('09:10', phone('down'));
  const { post_as: _, ...clear } = { ...CLEAR, updates: 'outage' };
  const over = resolved({ reach: { phone: 'up' } }, OUTAGE, clear);
  await day.work('10:30', over);
  await day.work('11:00', over);
  expect(day.published('hemer-x')).toEqual([]);
  expect(day.reads('hemer-mastodon').filter((line) => line.endsWith('all-clear'))).toHaveLength(2);
});

test.each([
  ['an all-clear is withdrawn', 'clear'],
  ['a retraction leaves the file', 'oops'],
])('staff are told again of a refused post once what had made it past is gone: %s', async (_, by) => {
  await using day = await openDay('09:00');
  day.sandbox.arrange('hemer-x', { kind: 'not-permitted' });
  await day.work('09:10', phone('down'));
  expect(await day.raised()).toContain('refused');
  const { at: __, ...clear } = CLEAR;
  const oops = { id: 'oops', kind: 'retraction', withdraws: by === 'clear' ? 'clear' : 'outage' };
  const down = { hemer: { reach: { phone: 'down' } } };
  const past =
    by === 'clear' ? resolved({ reach: { phone: 'up' } }, OUTAGE, clear) : file(down, OUTAGE, oops);
  await day.work('10:00', past);
  expect(await day.raised()).not.toContain('refused');
  expect(await day.held(past)).toEqual([]);
  const again = by === 'clear' ? file(down, OUTAGE, clear, oops) : file(down, OUTAGE);
  await day.work('10:10', again);
  expect(await day.raised()).toContain('refused');
  expect(await day.held(again)).toEqual(['outage/hemer-x/de refused']);
  await day.work('10:20', again);
  expect(await day.raised()).toContain('refused');
});

describe('an edit that waits', () => {
  const kept = (level: string) => phone(level, { ...OUTAGE, keep_current: true });

  test('a waiting edit is not sent once the facts return to what is published', async () => {
    await using day = await openDayWith('09:00', kept('down'));
    await paused(day, async () => {
      await day.work('09:20', kept('limited'));
      await day.work('09:22', `${kept('down')}\n`);
    });
    await day.work('09:40', `${kept('down')}\n`);
    expect(day.sandbox.timeline('hemer-mastodon').flatMap(({ edits }) => edits)).toEqual([]);
    await day.work('10:00', `${kept('limited')}\n`);
    expect(phones(day, 'hemer-mastodon')).toEqual(['eingeschränkt', 'only partly']);
    expect(day.sandbox.timeline('hemer-mastodon').map(({ edits }) => edits.length)).toEqual([1, 1]);
  });

  test('an edit whose answer was lost, and that takes effect after the facts returned, is found and put right', async () => {
    await using day = await openDayWith('09:00', kept('down'));
    const before = phones(day, 'hemer-mastodon');
    day.sandbox.arrange('hemer-mastodon', { kind: 'accepted-late', on: 'edit', afterMs: 90_000 }, 2);
    await day.step('09:10', kept('limited'));
    await day.step('09:16', kept('limited'));
    const back = `${kept('down')}\n`;
    await day.step('09:17', back);
    await day.work('09:40', back);
    expect(await day.raised()).toContain('outdated');
    await day.work('10:40', back);
    expect(phones(day, 'hemer-mastodon')).toEqual(before);
    expect(await day.raised()).not.toContain('outdated');
  });

  test('an edit that is being looked for keeps no withdrawn post published', async () => {
    await using day = await openDayWith('09:00', kept('down'));
    day.sandbox.arrange('hemer-mastodon', { kind: 'refused-before', on: 'edit' }, 2);
    await day.step('09:10', kept('limited'));
    await day.step('09:16', kept('limited'));
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
    const said = { ...OUTAGE, keep_current: true };
    await day.step('09:17', file({ hemer: { reach: { phone: 'limited' } } }, said, oops));
    expect(day.reads('hemer-mastodon').filter((line) => line.endsWith('outage'))).toEqual([]);
  });

  test('a refused edit keeps no later one from its post', async () => {
    await using day = await openDayWith('09:00', kept('down'));
    const before = phones(day, 'hemer-mastodon');
    day.sandbox.arrange('hemer-mastodon', { kind: 'invalid', on: 'edit' });
    day.sandbox.arrange('hemer-mastodon', { kind: 'invalid', on: 'edit' });
    await day.work('11:00', kept('limited'));
    expect(phones(day, 'hemer-mastodon')).toEqual(['eingeschränkt', 'only partly']);
    await day.work('13:00', `${kept('down')}\n`);
    expect(phones(day, 'hemer-mastodon')).toEqual(before);
    expect(await day.raised()).not.toContain('refused');
  });

  test('an edit that is refused is tried once more after an hour, and then not until its words are others', async () => {
    await using day = await openDayWith('09:00', kept('down'));
    day.sandbox.arrange('hemer-mastodon', { kind: 'invalid', on: 'edit' }, Number.POSITIVE_INFINITY);
    const refused = async () => (await day.entries()).filter(({ state }) => state === 'refused').length;
    await day.work('10:00', kept('limited'));
    expect(await refused()).toBe(2);
    await day.work('13:00', kept('limited'));
    expect(await refused()).toBe(4);
    expect(await day.raised()).toContain('refused');
    expect((await day.plan(kept('limited'))).outdated).toHaveLength(3);
    day.sandbox.clear('hemer-mastodon');
    await day.work('13:20', kept('up'));
    expect(day.sandbox.timeline('hemer-mastodon').map(({ edits }) => edits.length)).toEqual([1, 1]);
  });

  test('a waiting edit does not bring the wrong words back after a correction', async () => {
    const said = { ...HOTLINE, keep_current: true };
    await using day = await openDayWith('09:00', file({ hemer: hotline('+49 221 4710199') }, said));
    await paused(day, () => day.work('09:20', file({ hemer: hotline(WRONG) }, said)));
    await day.work('11:00', file({ hemer: hotline(RIGHT) }, said, FIX));
    const ever = ['hemer-x', 'hemer-mastodon'].flatMap((id) =>
      day.sandbox.timeline(id).flatMap(({ text, edits }) => [...edits, text]),
    );
    expect(ever.filter((text) => text.includes(WRONG))).toEqual([]);
    expect(day.reads('hemer-mastodon').filter((line) => line.endsWith('hotline, right'))).toHaveLength(2);
  });

  test('an edit with an unknown outcome does not bring the wrong words back after a correction', async () => {
    const said = { ...HOTLINE, keep_current: true };
    await using day = await openDayWith('09:00', file({ hemer: hotline('+49 221 4710199') }, said));
    day.sandbox.arrange('hemer-mastodon', { kind: 'refused-before', on: 'edit' }, Number.POSITIVE_INFINITY);
    await day.work('09:20', file({ hemer: hotline(WRONG) }, said));
    day.sandbox.arrange('hemer-mastodon', { kind: 'unavailable', on: 'read' }, Number.POSITIVE_INFINITY);
    await day.work('09:40', file({ hemer: hotline(WRONG) }, said));
    const lost = (await day.entries()).filter(({ action }) => action === 'edit');
    expect(lost.map(mayHaveLeft)).toEqual([true, true]);
    await day.step('09:45', file({ hemer: hotline(RIGHT) }, said, FIX));
    day.sandbox.clear('hemer-mastodon');
    await day.pass(at('11:00'));
    expect(day.reads('hemer-mastodon').filter((line) => line.endsWith('wrong'))).toEqual([]);
    expect(day.reads('hemer-mastodon').filter((line) => line.endsWith('hotline, right'))).toHaveLength(2);
  });

  test('an edit whose answer was lost and that takes effect late does not bring the wrong words back after a correction', async () => {
    const said = { ...HOTLINE, post_as: ['mk'], keep_current: true };
    const of = (phone: string, hours: string) => ({
      mk: { contacts: { hotline: { phone, hours, verified_by: 'press-mk' } } },
    });
    await using day = await openDayWith('09:00', file(of(WRONG, 'Mo-Fr 08:00-16:00'), said));
    day.sandbox.arrange('mk-mastodon', { kind: 'accepted-late', on: 'edit', afterMs: 90_000 });
    const longer = file(of(WRONG, 'Mo-Fr 08:00-20:00'), said);
    await day.step('09:10', longer);
    // Five quiet minutes later it is edited: the answer is lost, so it is looked for, and the edit is sent again.
    await day.step('09:16', longer);
    await day.pass(at('09:17') - 20_000);
    const corrected = file(of(RIGHT, 'Mo-Fr 08:00-20:00'), said, FIX);
    await day.tick(corrected);
    await day.pass(at('09:25'));
    expect(day.reads('mk-mastodon')).toEqual([
      'mk-mastodon: hotline, right',
      'mk-mastodon: correction, right',
    ]);
  });
});

describe('nothing is left undone without a word', () => {
  test('staff are told of a correction that leaves the file before the wrong post is gone, and it goes once it is back', async () => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    day.sandbox.arrange('hemer-x', { kind: 'unavailable', on: 'delete' });
    const corrected = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX);
    day.clock.advanceTo(at('09:20'));
    await day.tick(corrected);
    const without = file({ hemer: hotline(RIGHT) }, HOTLINE);
    await day.work('09:50', without);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong', 'hemer-x: correction, right']);
    expect(await day.held(without)).toEqual(['fix/hemer-x/de not-in-file']);
    await day.work('10:00', corrected);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
    expect(await day.held(corrected)).toEqual([]);
  });

  test('the plan warns of a raised edition of a withdrawn announcement', async () => {
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
    await using day = await openDayWith('09:00', phone('down'));
    const withdrawn = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE, oops);
    await day.step('09:20', withdrawn);
    expect((await day.plan(withdrawn)).warnings).toEqual([]);
    const raised = file({ hemer: { reach: { phone: 'limited' } } }, { ...OUTAGE, edition: 2 }, oops);
    await day.step('09:40', raised);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
    expect((await day.plan(raised)).warnings).toEqual([
      { code: 'withdrawn', announcement: 'outage', by: 'oops', accounts: 2 },
    ]);
  });

  test('the plan warns of a raised edition of a withdrawn recurring announcement, and of no occurrence that comes by itself', async () => {
    await using day = await openDay('07:00');
    const down = { hemer: { reach: { phone: 'down' } } };
    const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 8 * * *' };
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'daily' };
    await day.step('08:00', file(down, daily));
    await day.step('09:00', file(down, daily, oops));
    await day.step('08:00 +1', file(down, daily, oops));
    expect((await day.plan(file(down, daily, oops))).warnings).toEqual([]);
    const raised = file(down, { ...daily, edition: 2 }, oops);
    for (const time of ['10:00 +1', '08:00 +2']) {
      await day.step(time, raised);
      expect((await day.plan(raised)).warnings).toEqual([
        { code: 'withdrawn', announcement: 'daily', by: 'oops', accounts: 2 },
      ]);
    }
  });
});

test('the plan says of a post that a retraction cancelled, and that has left the file since, that it is not said', async () => {
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
  const down = { hemer: { reach: { phone: 'down' } } };
  await using day = await openDayWith('09:00', file(down, LATER));
  await day.step('09:10', file(down, LATER, oops));
  expect((await day.plan(file(down, LATER, oops))).warnings).toEqual([]);
  const because = 'reason.withdrawn-by {"by":"oops"}';
  for (const time of ['09:20', '10:05']) {
    await day.step(time, file(down, LATER));
    expect((await day.plan(file(down, LATER))).warnings).toEqual([
      { code: 'dropped', announcement: 'outage', reason: because, posts: 3 },
    ]);
  }
  expect(day.reads()).toEqual([]);
  await day.step('10:10', file(down, { ...LATER, edition: 2 }));
  expect(day.reads()).toEqual(OF_HEMER);
  expect((await day.plan(file(down, { ...LATER, edition: 2 }))).warnings).toEqual([]);
});

describe('the plan warns of what stays ended by the all-clear', () => {
  const CLEAR = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const SAID = { id: 'outage', kind: 'outage', post_as: ['menden'] };
  const DAILY = { id: 'daily', kind: 'status', post_as: ['menden'], every: '0 8 * * *' };
  const DOWN = { menden: { reach: { phone: 'down' } } };
  const UP = { menden: { phase: 'resolved', reach: { phone: 'up' } } };

  test.each([
    ['an edition that is raised afterwards, and none that it ended', SAID, 2, '12:30'],
    ['an edition of a recurring status that is raised afterwards', DAILY, 1, '08:00 +1'],
  ])('%s', async (_, said, ended, later) => {
    await using day = await openDay('07:00');
    const over = file(UP, { ...said, edition: ended }, CLEAR);
    await day.step('08:00', file(DOWN, said));
    await day.step('10:00', over);
    expect((await day.plan(over)).warnings).toEqual([]);
    const raised = file(DOWN, { ...said, edition: ended + 1 }, CLEAR);
    for (const time of ['12:00', later]) {
      await day.step(time, raised);
      const { warnings } = await day.plan(raised);
      expect(warnings).toContainEqual({ code: 'ended', announcement: said.id, accounts: 2 });
    }
    expect(day.published('menden-x').at(-1)).toContain('funktioniert');
  });

  test('a daily status, once its town has failed again', async () => {
    await using day = await openDay('07:00');
    await day.step('08:00', file(DOWN, DAILY));
    await day.step('12:00', file(UP, DAILY, CLEAR));
    expect((await day.plan(file(UP, DAILY, CLEAR))).warnings).toEqual([]);
    const again = file(DOWN, DAILY, CLEAR, { id: 'again', kind: 'outage', post_as: ['menden'] });
    await day.step('15:00', again);
    expect((await day.plan(again)).warnings).toContainEqual({
      code: 'ended',
      announcement: 'daily',
      accounts: 2,
    });
  });
});

test('the all-clear of a district for itself does not end what it says of a town that still fails', async () => {
  await using day = await openDay('07:00');
  const down = { reach: { phone: 'down' } };
  const daily = { id: 'daily', kind: 'status', post_as: ['mk'], about: ['menden'], every: '0 8 * * *' };
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['mk'] };
  const mk = { phase: 'resolved', reach: { phone: 'up' } };
  await day.step('08:00', file({ mk: down, menden: down }, daily));
  await day.step('10:00', file({ mk, menden: down }, daily, clear));
  const better = file({ mk, menden: { reach: { phone: 'limited' } } }, daily, clear);
  expect((await day.plan(better)).outdated.map(({ entry }) => entry.announcement)).toEqual(['daily']);
  await day.step('08:00 +1', better);
  expect(day.published('mk-mastodon').at(-1)).toMatch(/^Stadt Menden: .*eingeschränkt/);
});

test.each([
  ['said once', false],
  ['said daily', true],
])(
  'the plan names the towns that still fail when the all-clear of a district for itself ends what is %s of itself and them',
  async (_, recurs) => {
    await using day = await openDay('07:00', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
    const down = { reach: { phone: 'down' } };
    const mixed = { id: 'mixed', kind: 'status', post_as: ['mk'], about: ['mk', 'menden'] };
    const said = recurs ? { ...mixed, every: '0 8 * * *' } : mixed;
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['mk'] };
    const up = { phase: 'resolved', reach: { phone: 'up' } };
    const before = file({ mk: down, menden: down }, said);
    await day.step('08:00', before);
    await day.approve('mixed', before, 'press-mk');
    await day.step('08:10', before);
    const others = [{ municipality: 'menden', facts: ['phase: investigating', 'reach.phone: down'] }];
    const ends = async (state: string) =>
      (await day.plan(state)).warnings.filter(({ code }) => code === 'ends-for-others');
    const over = file({ mk: up, menden: down }, said, clear);
    expect(await ends(over)).toEqual([{ code: 'ends-for-others', announcement: 'clear', others }]);
    expect(await ends(file({ mk: up, menden: up }, said, clear))).toEqual([]);
    expect(await ends(file({ mk: up, menden: down }, said, { ...clear, about: ['menden'] }))).toEqual([]);
    await day.approve('clear', over, 'press-mk');
    await day.step('10:00', over);
    expect(day.reads('mk-mastodon').at(-1)).toBe('mk-mastodon: all-clear');
    expect(await ends(over)).toEqual([]);
  },
);

test('the all-clear of a district for itself ends what it says of a group from its own facts', async () => {
  const region = REGION.replace('speaks_for: [mk, hemer, menden]', 'speaks_for: [mk, hemer, menden, towns]');
  const groups = 'groups:\n  towns: {name: {de: Städte im Kreis}, members: [hemer, menden]}\n';
  await using day = await openDay('07:00', undefined, { region: `${region}${groups}` });
  const daily = { id: 'daily', kind: 'status', post_as: ['mk'], about: ['towns'], every: '0 8 * * *' };
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['mk'] };
  await day.step('08:00', file({ mk: { reach: { phone: 'down' } } }, daily));
  const over = fileOf({ phase: 'resolved' }, { mk: { reach: { phone: 'up' } } }, daily, clear);
  await day.step('10:00', over);
  const said = day.published('mk-mastodon').length;
  await day.step('09:00 +1', over);
  expect(day.published('mk-mastodon')).toHaveLength(said);
});

describe('a retraction of what recurs', () => {
  const NOON = { id: 'noon', kind: 'status', post_as: ['hemer'] };
  const DOWN = { hemer: { reach: { phone: 'down' } } };
  const DAILY = { ...NOON, every: '0 12 * * *' };
  const OOPS = { id: 'oops', kind: 'retraction', withdraws: 'noon' };
  const forGood = (time: string) => ({
    ...{ code: 'ends-recurring', announcement: 'oops', withdraws: 'noon', at: at(time) },
  });

  test.each([
    ['after its first post', '12:05', '12:00 +1'],
    ['before anything of it was said', '11:00', '12:00'],
  ])(
    'the plan says of a retraction, %s, that what recurs is never said again, until the retraction is published',
    async (_, time, next) => {
      await using day = await openDay(
        '09:00',
        'approvals: {needed: 1, standing: [status]}\nconfirmed: null\n',
      );
      const standing = file(DOWN, DAILY);
      await day.approveWording('status', 'press-hemer', standing);
      await day.work(time, standing);
      const ended = file(DOWN, DAILY, OOPS);
      expect((await day.plan(ended)).warnings).toEqual([forGood(next)]);
      await day.step(time, ended);
      const isWaiting = await day.approve('oops', ended, 'press-hemer');
      expect((await day.plan(ended)).warnings).toEqual(isWaiting > 0 ? [forGood(next)] : []);
      await day.work('13:00', ended);
      expect((await day.plan(ended)).warnings).toEqual([]);
      expect(day.reads('hemer-x')).not.toContain('hemer-x: status');
    },
  );

  test.each([
    ['is said once', NOON],
    ['ends by itself', { ...DAILY, until: '2026-11-24 12:30' }],
  ])('the plan warns of no retraction where what it withdraws %s', async (_, notice) => {
    await using day = await openDay('09:00');
    await day.work('12:05', file(DOWN, notice));
    expect((await day.plan(file(DOWN, notice, OOPS))).warnings).toEqual([]);
  });

  test('a retraction says that several posts are deleted where it deletes several, and names the newest alone where it is one', async () => {
    await using day = await openDay('11:00');
    await day.work('12:05', file(DOWN, DAILY));
    const better = file(
      { hemer: { reach: { phone: 'limited' } } },
      { ...DAILY, post_as: ['hemer', 'menden'] },
    );
    await day.work('12:05 +1', better);
    await day.step(
      '13:00 +1',
      file({ hemer: { reach: { phone: 'limited' } } }, { ...DAILY, post_as: ['hemer', 'menden'] }, OOPS),
    );
    expect(day.published('hemer-x')).toEqual([
      expect.stringContaining(
        'Mehrere unserer Beiträge, zuletzt der von Mittwoch, 25.11., 12 Uhr, waren falsch und sind gelöscht.',
      ),
    ]);
    expect(day.published('hemer-mastodon')).toContainEqual(
      expect.stringMatching(
        /Several of our posts, the latest of Wednesday .*, were wrong and have been deleted/,
      ),
    );
    expect(day.published('menden-x')).toEqual([
      expect.stringMatching(/Unser Beitrag von Dienstag, 24\.11\., .*, war falsch und ist gelöscht\./),
    ]);
  });

  test('a person who withdraws what recurs reads that it is never said again, before anything is done', async () => {
    await using program = await openProgram({ at: at('09:00'), region: REGION, state: file(DOWN, DAILY) });
    const asked = await program.run('announce', 'retraction', '--withdraws', 'noon', '--by', 'press-hemer');
    expect(asked.out).toContain(
      'where it is withdrawn, noon is never said again, neither on Tue 24 Nov 12:00 nor later',
    );
  });
});

const THE_STATION = 'Anlaufstelle in der Feuerwache';
const withWords = (de: string) =>
  file({}, { id: 'now', kind: 'notice', post_as: ['hemer'], text: { de, en: 'The desk is open.' } });

test.each<[string, string, (code: string) => { region?: string; state: string }]>([
  [
    'the facts of municipalities.yaml',
    'instruction.text.de of hemer',
    (code) => ({ region: REGION.replace(THE_STATION, code), state: file({}, { ...OUTAGE, id: 'now' }) }),
  ],
  ['the words of an announcement', 'text.de of hemer', (code) => ({ state: withWords(`Neu: ${code}`) })],
  [
    'words that are too long as well',
    'text.de of hemer',
    (code) => ({ state: withWords(`Neu: ${code}. ${'Bitte warten. '.repeat(20)}`) }),
  ],
])('a secret, in whatever code, is held with its source, as in %s', async (_, source, files) => {
  const secret = 'k3yk3yk3y-of-no-account';
  const { region = REGION, state } = files(Buffer.from(secret).toString('hex'));
  const env = { STATE_TOKEN: secret };
  await using program = await openProgram({ at: at('09:00'), region, state, env });
  await program.run('run', '--once');
  const { held } = JSON.parse((await program.run('plan', '--json')).out) as { held: { account: string }[] };
  expect(held.find(({ account }) => account === 'hemer-x')).toMatchObject({
    because: 'secret',
    advice: expect.stringContaining(source),
  });
  expect(program.published().filter((post) => post.startsWith('hemer-x'))).toEqual([]);
});

test('what an all-clear ended while it waited is said once the all-clear is withdrawn', async () => {
  await using day = await openDay('09:00');
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
  await day.ledger.pause({ scope: { of: 'account', account: 'hemer-x' }, by: 'press', at: at('09:00') });
  await day.tick(phone('down'));
  await day.work(
    '09:10',
    fileOf({ phase: 'resolved' }, { hemer: { reach: { phone: 'up' } } }, OUTAGE, clear),
  );
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'clear' };
  const again = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE, clear, oops);
  await day.work('09:20', again);
  await day.ledger.resume({ of: 'account', account: 'hemer-x' }, 'press', at('09:20'));
  await day.work('10:00', again);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: outage']);
});

test('an all-clear about another body ends nothing that its speaker says of itself', async () => {
  await using day = await openDay('08:30');
  const status = { id: 'status', kind: 'status', post_as: ['mk'], every: '0 9,15 * * *' };
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['mk'], about: ['menden'] };
  const facts = (confirmed: string) => ({
    mk: {
      reach: { phone: 'down', website: confirmed < '12' ? 'up' : 'down' },
      confirmed: `2026-11-24 ${confirmed}`,
    },
    menden: { reach: { phone: 'up' }, phase: 'resolved' },
  });
  await day.work('09:05', file(facts('08:50'), status));
  await day.work('09:30', file(facts('08:50'), status, clear));
  await day.work('15:05', file(facts('14:50'), status, clear));
  expect(day.reads('mk-mastodon')).toEqual([
    'mk-mastodon: status',
    'mk-mastodon: all-clear',
    'mk-mastodon: status',
  ]);
  const own = { ...clear, id: 'own', about: ['mk'] };
  await day.work(
    '15:30',
    file({ ...facts('14:50'), mk: { reach: { phone: 'up' }, phase: 'resolved' } }, status, clear, own),
  );
  await day.work('09:05 +1', file(facts('14:50'), status, clear, own));
  expect(day.reads('mk-mastodon').slice(3)).toEqual(['mk-mastodon: all-clear']);
});

test('a retraction of an all-clear tells what does not hold: that it is over', async () => {
  const over = { id: 'over', kind: 'all-clear', post_as: ['hemer'] };
  const down = { hemer: { reach: { phone: 'down' } } };
  await using day = await openDayWith('09:00', file(down, OUTAGE));
  await day.step('10:00', file({ hemer: { phase: 'resolved' } }, OUTAGE, over));
  await day.step('11:00', file(down, OUTAGE, over, { id: 'oops', kind: 'retraction', withdraws: 'over' }));
  const told = [...day.published('hemer-x'), ...day.published('hemer-mastodon')].join('\n');
  expect(told).toMatch(
    /Unsere Meldung von Dienstag, 24\.11\., 10 Uhr, die Störung sei behoben, war falsch und ist gelöscht/,
  );
  expect(told).toContain(
    'Our post of Tuesday 24 November, 10 am, which said that the disruption was over, was wrong',
  );
});

describe('an all-clear of one town while the incident goes on', () => {
  const clear = { id: 'clear', kind: 'all-clear', post_as: 'hemer' };
  const said = { ...OUTAGE, post_as: ['hemer', 'menden'] };
  const next = { next_update: '2026-11-24 20:00' };
  const over = (own: object, incident: object = next) =>
    fileOf(
      { phase: 'identified', ...incident },
      { hemer: { phase: 'resolved', ...own }, menden: { reach: { phone: 'down' } } },
      ...[said, clear],
    );
  const down = fileOf(
    { phase: 'identified', ...next },
    { hemer: { reach: { phone: 'down' } }, menden: { reach: { phone: 'down' } } },
    said,
  );
  const newest = (day: TestDay) =>
    ['hemer-x', 'hemer-mastodon'].map((account) => day.published(account).at(-1) ?? '').join('\n');
  const NEXT = /Nächste Info|Next update|Mehr am/;

  test('repeats no promise that no longer concerns the town, and staff get no alert that it was broken', async () => {
    await using day = await openDayWith('09:00', down);
    expect(newest(day)).toMatch(NEXT);
    await day.step('12:00', over({}));
    expect(day.reads('hemer-x', 'hemer-mastodon').join()).toContain('all-clear');
    expect(newest(day)).not.toMatch(NEXT);
    const later = over({}, { next_update: '2026-11-24 22:00' });
    expect((await day.plan(later)).outdated.map(({ entry }) => entry.municipality)).not.toContain('hemer');
    day.clock.advanceTo(at('20:30'));
    const broken = (await day.alerts(over({}))).filter(({ reason }) => reason.code === 'promise-broken');
    expect(new Set(broken.map(({ about }) => about))).toEqual(new Set(['menden']));
  });

  test.each([
    ['that the town makes itself', over({ next_update: '2026-11-24 18:00' })],
    ['at the time of the incident, that the town makes itself', over(next)],
    ['of an incident that is over', over({}, { ...next, phase: 'resolved' })],
  ])('repeats a promise %s', async (_, state) => {
    await using day = await openDayWith('09:00', down);
    await day.step('12:00', state);
    expect(day.reads('hemer-x', 'hemer-mastodon').join()).toContain('all-clear');
    expect(newest(day)).toMatch(NEXT);
  });
});

describe('where an all-clear is withdrawn and the facts still say that it is over', () => {
  type Written = Readonly<Record<string, unknown>>;
  const both = ['hemer', 'menden'];
  const said = { ...OUTAGE, post_as: both };
  const over = { id: 'over', kind: 'all-clear', post_as: both };
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'over' };
  const is = (facts: Written, ...say: readonly Written[]) => fileOf({ phase: 'resolved' }, facts, ...say);
  const down = { reach: { phone: 'down' } };

  test('the plan names these towns until their facts are put back', async () => {
    await using day = await openDay('09:00');
    const named = async (state: string) =>
      (await day.plan(state)).warnings.flatMap((one) =>
        one.code === 'still-over' ? [[one.announcement, ...one.municipalities]] : [],
      );
    await day.step('09:00', file({ hemer: down, menden: down }, said));
    await day.step('10:00', is({}, said, over));
    expect(await named(is({}, said, over))).toEqual([]);
    expect(await named(is({}, said, over, oops))).toEqual([['oops', 'hemer', 'menden']]);
    await day.step('11:00', is({}, said, over, oops));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage', 'hemer-x: retraction']);
    expect(await named(is({}, said, over, oops))).toEqual([['oops', 'hemer', 'menden']]);
    expect(await named(is({ hemer: down }, said, over, oops))).toEqual([['oops', 'menden']]);
    expect(await named(is({ hemer: { phase: 'identified' } }, said, over, oops))).toEqual([
      ['oops', 'menden'],
    ]);
    expect(await named(fileOf({ phase: 'identified' }, {}, said, over, oops))).toEqual([]);
  });

  test('also of one town alone, and none once a new all-clear says it', async () => {
    await using day = await openDay('09:00');
    const named = async (state: string) =>
      (await day.plan(state)).warnings.flatMap((one) =>
        one.code === 'still-over' ? one.municipalities : [],
      );
    const ofHemer = { ...oops, post_as: ['hemer'] };
    const again = { ...over, id: 'again', post_as: ['hemer'] };
    await day.step('09:00', file({ hemer: down, menden: down }, said));
    await day.step('10:00', is({}, said, over));
    await day.step('11:00', is({}, said, over, ofHemer));
    expect(await named(is({}, said, over, ofHemer))).toEqual(['hemer']);
    expect(await named(is({}, said, over, ofHemer, again))).toEqual([]);
    await day.step('12:00', is({}, said, over, ofHemer, again));
    expect(day.reads('hemer-x').at(-1)).toBe('hemer-x: all-clear');
    expect(await named(is({}, said, over, ofHemer, again))).toEqual([]);
  });

  test('what recurs waits until they are put back, or a new all-clear ends it', async () => {
    const hourly = { id: 'hourly', kind: 'status', every: '0 * * * *', post_as: ['hemer'] };
    const right = file({ hemer: { reach: { website: 'down' } }, menden: down }, hourly, over, oops);
    for (const [next, read] of [
      [right, ['status', 'retraction', 'status']],
      [is({}, hourly, over, oops, { ...over, id: 'again' }), ['status', 'retraction', 'all-clear']],
    ] as const) {
      await using day = await openDayWith('08:30', file({ hemer: down, menden: down }, hourly));
      await day.step('09:00', file({ hemer: down, menden: down }, hourly));
      await day.step('09:10', is({}, hourly, over));
      const untrue = is({}, hourly, over, oops);
      await day.step('09:20', untrue);
      await day.step('10:00', untrue);
      expect(day.reads('hemer-x')).toEqual(['hemer-x: status', 'hemer-x: retraction']);
      expect(await day.held(untrue)).toEqual(
        ['x/de', 'mastodon/de', 'mastodon/en'].map((place) => `hourly/hemer-${place} still-over`),
      );
      await day.step('10:10', next);
      expect(day.reads('hemer-x')).toEqual(read.map((kind) => `hemer-x: ${kind}`));
    }
  });

  test('so does what the all-clear had ended; what is announced after the retraction goes out', async () => {
    await using day = await openDay('09:00');
    const raised = { ...said, edition: 2 };
    await day.step('09:00', file({ hemer: down, menden: down }, said));
    await day.step('10:00', is({ menden: down }, raised, over));
    const untrue = is({}, raised, over, { ...oops, post_as: ['hemer'] });
    await day.step('10:10', untrue);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage', 'hemer-x: retraction']);
    expect(await day.held(untrue)).toContain('outage/hemer-x/de still-over');
    const asked = { id: 'asked', kind: 'status', post_as: ['hemer'] };
    await day.step('10:20', is({}, raised, over, { ...oops, post_as: ['hemer'] }, asked));
    expect(day.reads('hemer-x')).toHaveLength(3);
    const website = { hemer: { reach: { website: 'down' } } };
    await day.step('10:30', file(website, raised, over, { ...oops, post_as: ['hemer'] }, asked));
    expect(day.reads('hemer-x').at(-1)).toBe('hemer-x: outage');
  });

  test('so does what was announced before the retraction for later; not what is announced with it, for minutes ago', async () => {
    const works = { hemer: { reach: { phone: 'up', website: 'up' } } };
    const status = (id: string, time: string) => ({
      ...{ id, kind: 'status', at: `2026-11-24 ${time}`, post_as: ['hemer'] },
    });
    await using day = await openDay('09:00');
    const later = status('later', '11:00');
    await day.step('09:00', file({ hemer: down }, said, later));
    await day.step('10:00', is(works, said, later, over));
    const gone = { ...oops, post_as: ['hemer'] };
    const beside = is(works, said, later, over, gone, status('beside', '10:05'));
    await day.step('10:10', beside);
    expect(day.published('hemer-x').at(-1)).toContain('Telefon und Website funktionieren');
    const before = day.reads('hemer-x');
    await day.step('11:00', beside);
    expect(day.reads('hemer-x')).toEqual(before);
    expect(await day.held(beside)).toContain('later/hemer-x/de still-over');
  });

  test('and waits on while the new all-clear is not approved, or for later, and where the all-clear was about several', async () => {
    const about = { about: ['hemer', 'menden'] };
    const hourly = { id: 'hourly', kind: 'status', every: '0 * * * *', post_as: ['mk'], about: ['menden'] };
    const clear = { id: 'over', kind: 'all-clear', post_as: ['mk'], ...about };
    for (const again of [
      [],
      [{ ...clear, id: 'again' }],
      [{ ...clear, id: 'again', at: '2026-11-24 14:00' }],
    ]) {
      await using day = await openDay(
        '08:30',
        'approvals: {needed: 1, standing: [status]}\nconfirmed: null\n',
      );
      for (const kind of ['status', 'retraction']) await day.approveWording(kind as 'status', 'press-mk');
      await day.step('08:30', file({ hemer: down, menden: down }, hourly));
      await day.step('09:00', file({ hemer: down, menden: down }, hourly));
      const over = is({}, hourly, clear);
      await day.step('09:10', over);
      await day.approve('over', over, 'press-mk');
      await day.step('09:15', over);
      const withdrawn = is({}, hourly, clear, oops);
      await day.step('09:20', withdrawn);
      await day.approve('oops', withdrawn, 'press-mk');
      await day.step('09:25', withdrawn);
      const untrue = is({}, hourly, clear, oops, ...again);
      await day.step('10:00', untrue);
      expect(day.reads('mk-mastodon')).toEqual(['mk-mastodon: status', 'mk-mastodon: retraction']);
      expect(await day.held(untrue)).toContain('hourly/mk-mastodon/de still-over');
    }
  });

  test('so it does where both are about a group', async () => {
    const region = REGION.replace(
      'speaks_for: [mk, hemer, menden]',
      'speaks_for: [mk, hemer, menden, towns]',
    );
    const groups = 'groups:\n  towns: {name: {de: Städte im Kreis}, members: [hemer, menden]}\n';
    await using day = await openDay('08:30', undefined, { region: `${region}${groups}` });
    const of = { post_as: ['mk'], about: ['towns'] };
    const hourly = { ...of, id: 'hourly', kind: 'status', every: '0 * * * *' };
    const clear = { ...of, id: 'over', kind: 'all-clear' };
    await day.step('08:30', file({ mk: down }, hourly));
    await day.step('09:00', file({ mk: down }, hourly));
    await day.step('09:10', is({}, hourly, clear));
    const untrue = is({}, hourly, clear, oops);
    await day.step('09:20', untrue);
    await day.step('10:00', untrue);
    expect(day.reads('mk-mastodon')).toEqual(['mk-mastodon: status', 'mk-mastodon: retraction']);
    expect(await day.held(untrue)).toEqual(['hourly/mk-mastodon/de still-over']);
  });

  test('not of one that nobody heard', async () => {
    await using day = await openDayWith('09:00', file({ hemer: down, menden: down }, said));
    const unsaid = is({}, said, over, oops);
    expect((await day.plan(unsaid)).warnings.map(({ code }) => code)).not.toContain('still-over');
  });
});

test('what could not be said before its all-clear holds nobody up after it, and does once that is withdrawn', async () => {
  const region = regionOf([{ id: 'hemer', channels: ['mastodon'], languages: ['de', 'tr'] }]);
  const titled = { de: 'Störung' };
  const outage = 'outage/hemer-mastodon/tr missing-translation';
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
  const down = [{ title: titled }, { hemer: { reach: { phone: 'down' } } }, OUTAGE] as const;
  await using day = await openDayWith('09:00', fileOf(...down), undefined, { region });
  expect(await day.held(fileOf(...down))).toEqual([outage]);
  const over = fileOf({ phase: 'resolved', title: titled }, {}, OUTAGE, clear);
  await day.step('10:00', over);
  expect(await day.held(over)).toEqual(['clear/hemer-mastodon/tr missing-translation']);
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'clear' };
  const again = fileOf(...down, clear, oops);
  await day.step('10:10', again);
  expect(await day.held(again)).toContain(outage);
});

test('what was never planned beside an all-clear is said once the all-clear is withdrawn', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 1}\nconfirmed: null\n');
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
  const over = fileOf({ phase: 'resolved' }, { hemer: { reach: { phone: 'up' } } }, OUTAGE, clear);
  await day.tick(over);
  await day.approve('clear', over, 'press-hemer');
  await day.work('09:10', over);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
  expect(await day.held(over)).toEqual([]);
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'clear' };
  const again = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE, clear, oops);
  await day.tick(again);
  await day.approve('oops', again, 'press-hemer');
  await day.work('09:20', again);
  expect(await day.approve('outage', again, 'press-hemer')).toBe(3);
  await day.work('09:30', again);
  expect(day.reads('hemer-x')).toContain('hemer-x: outage');
});

test('a correction that removes an all-clear brings nothing back that it ended; a retraction of it does', async () => {
  await using day = await openDay('08:30');
  const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 9,15 * * *' };
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
  const fix = { id: 'fix', kind: 'correction', corrects: 'clear', what: { de: 'Die Website' } };
  const early = { ...OUTAGE, at: '2026-11-24 09:30' };
  const before = file({ hemer: { reach: { phone: 'down' } } }, early, daily);
  await day.work('09:05', before);
  await day.ledger.pause({ scope: { of: 'account', account: 'hemer-x' }, by: 'press', at: at('09:05') });
  await day.work('09:40', before);
  const over = resolved({ reach: { phone: 'up' } }, early, daily, clear);
  await day.work('10:00', over);
  await day.ledger.resume({ of: 'account', account: 'hemer-x' }, 'press', at('10:00'));
  await day.work('10:30', over);
  const says = () => day.reads('hemer-x').map((line) => line.replace('hemer-x: ', ''));
  expect(says()).toEqual(['status', 'all-clear']);
  const said = [early, daily, clear, fix];
  const corrected = resolved({ reach: { phone: 'up', website: 'down' } }, ...said);
  await day.work('15:30', corrected);
  expect(says()).toEqual(['status', 'correction']);
  expect((await day.plan(corrected)).outdated).toEqual([]);
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'clear' };
  const withdrawn = resolved({ reach: { phone: 'up', website: 'down' } }, ...said, oops);
  await day.work('09:05 +1', withdrawn);
  expect(says()).toEqual(['status', 'correction', 'retraction', 'outage', 'status']);
});
