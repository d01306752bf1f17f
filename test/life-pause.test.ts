import { describe, expect, test } from 'vitest';
import { virtualClock } from '../src/cli/virtual-clock.ts';
import type { PauseScope } from '../src/ledger.ts';
import { at, file, hotline, openLife, REGION, RIGHT, readable, WRONG } from './life.ts';
import { openOffice } from './office.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
const SAID = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE);
const HEMER_X = ['hemer-x: outage'];
const HEMER_MASTODON = ['hemer-mastodon: outage', 'hemer-mastodon/en: outage'];
const EVERYTHING: PauseScope = { of: 'everything' };

const SCOPES: readonly (readonly [string, PauseScope, readonly string[]])[] = [
  ['everything', EVERYTHING, []],
  [
    'one account',
    { of: 'account', account: 'hemer-x' },
    [...HEMER_MASTODON, 'menden-x: outage', 'menden-mastodon: outage'],
  ],
  ['one channel', { of: 'channel', channel: 'x' }, [...HEMER_MASTODON, 'menden-mastodon: outage']],
];

describe('a pause', () => {
  test.each(SCOPES)(
    'of %s holds exactly that, and after it everything stands',
    async (_, scope, standing) => {
      await using life = await openLife('09:00');
      await life.ledger.pause({ scope, by: 'press-mk', at: at('09:00') });
      await life.step('09:00', SAID);
      await life.work('09:30', SAID);
      expect(life.reads()).toEqual(standing);
      expect((await life.plan(SAID)).warnings[0]?.because).toContain('by press-mk');
      await life.ledger.resume(scope, 'press-mk', at('09:30'));
      await life.step('09:31', SAID);
      expect(life.reads()).toEqual([
        ...HEMER_X,
        ...HEMER_MASTODON,
        'menden-x: outage',
        'menden-mastodon: outage',
      ]);
    },
  );

  test('between a correction and its deletion leaves the wrong post, and staff are told until it goes on', async () => {
    await using life = await openLife('09:00');
    const said = { id: 'hotline', kind: 'contacts', post_as: ['hemer'], contact: 'hotline' };
    const fix = { id: 'fix', kind: 'correction', corrects: 'hotline', contact: 'hotline' };
    const corrected = file({ hemer: hotline(RIGHT) }, said, fix);
    await life.step('09:00', file({ hemer: hotline(WRONG) }, said));
    life.sandbox.arrange('hemer-x', { kind: 'unavailable', on: 'delete' });
    life.clock.advanceTo(at('09:20'));
    await life.tick(corrected);
    await life.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: life.clock.now() });
    await life.work('09:50', corrected);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong', 'hemer-x: correction, right']);
    expect(await life.held(corrected)).toEqual(['fix/hemer-x/de paused']);
    await life.ledger.resume(EVERYTHING, 'press-mk', life.clock.now());
    await life.work('10:10', corrected);
    expect(life.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
    expect(await life.held(corrected)).toEqual([]);
  });

  test('does not keep anyone from finding out what became of a post whose answer was lost', async () => {
    await using life = await openLife('09:00');
    life.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
    await life.step('09:00', SAID);
    await life.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: at('09:00') });
    await life.work('09:10', SAID);
    const states = (await life.ledger.view('it-2026')).entries.map((entry) => entry.state);
    expect(new Set(states)).toEqual(new Set(['posted']));
    expect(life.reads('hemer-x')).toEqual(HEMER_X);
  });

  test('of nine hours ends with one current message on each account', async () => {
    await using life = await openLife('05:30');
    const hourly = { id: 'hourly', kind: 'status', post_as: ['hemer', 'menden'], every: '0 * * * *' };
    const then = file({ hemer: { reach: { phone: 'down' } } }, hourly);
    await life.step('05:30', then);
    await life.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: at('05:30') });
    await life.work('14:40', then);
    expect(life.reads()).toEqual([]);
    await life.ledger.resume(EVERYTHING, 'press-mk', at('14:40'));
    await life.work('14:55', then);
    expect(life.reads()).toEqual([
      'hemer-x: status',
      'hemer-mastodon: status',
      'hemer-mastodon/en: status',
      'menden-x: status',
      'menden-mastodon: status',
    ]);
    const { entries } = await life.ledger.view('it-2026');
    expect(entries.filter((entry) => entry.state === 'superseded')).toHaveLength(8 * 5);
  });
});

describe('the commands', () => {
  test('say what they stopped, what will go out, and what keeps it from going out', async () => {
    const clock = virtualClock(at('09:00'));
    await using office = await openOffice({
      region: REGION,
      state: SAID,
      clock,
      config: 'approvals: {needed: 0}\n',
    });
    const by = ['--by', 'press-mk'];
    expect((await office.run('pause', ...by)).err).toContain('Paused everything');
    await office.run('pause', '--account', 'hemer-x', ...by);
    await office.run('run', '--once');
    expect(office.standing()).toEqual([]);
    expect((await office.run('plan')).out).toContain('everything: paused since Tue 24 Nov 09:00 by press-mk');

    const account = await office.run('resume', '--account', 'hemer-x', ...by);
    expect(account).toMatchObject({ status: 2, err: expect.stringContaining('everything is paused') });
    await office.run('run', '--once');
    expect(office.standing()).toEqual([]);

    const all = await office.run('resume', ...by);
    expect(all.status).toBe(0);
    expect(all.err).toContain('5 posts, edits and deletions go out:');
    expect(all.err).toContain('publish outage: hemer-x, hemer-mastodon, menden-x, menden-mastodon');
    expect(office.standing()).toEqual([]);
    await office.run('run', '--once');
    expect(readable(office.sandbox, ['hemer-x', 'menden-x'])).toEqual([...HEMER_X, 'menden-x: outage']);
    expect((await office.run('resume', ...by)).err).toContain('No such pause was on');
  });

  test('a pause needs no state file that can be read, and neither does its end', async () => {
    await using office = await openOffice({
      region: REGION,
      state: SAID,
      config: 'approvals: {needed: 0}\n',
    });
    await office.write('incident.yaml', 'incident: [');
    expect((await office.run('pause', '--by', 'press-mk')).status).toBe(0);
    await office.write('incident.yaml', SAID);
    await office.run('run', '--once');
    expect(office.standing()).toEqual([]);
    await office.write('incident.yaml', 'incident: [');
    expect((await office.run('resume', '--by', 'press-mk')).status).toBe(0);
  });
});
