import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { at, file, fileOf } from '../fixtures/day.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { openProgram, openProgramAt } from '../fixtures/program.ts';
import { regionOf } from '../fixtures/towns.ts';

const ACCOUNT = { id: 'hemer-mastodon', channel: 'mastodon', handle: 'hemer' } as const;
const REGION = regionOf([{ id: 'hemer', channels: ['mastodon'] }]);
const TOKEN = `token-of-hemer-mastodon-${'k3y'.repeat(5)}`;
const FACTS = { hemer: { reach: { phone: 'down', website: 'down', email_in: 'down' } } };
const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer'] };
const MORE = {
  id: 'more',
  kind: 'notice',
  post_as: ['hemer'],
  text: { de: 'Das Rathaus ist bis 20 Uhr geöffnet.' },
};
const WITHDRAWN = { id: 'oops', kind: 'retraction', withdraws: 'outage' };

test('an account whose id is corrected in the file gets nothing a second time', async () => {
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
    region: REGION,
    env: { STADT_HEMER_MASTODON_ACCESS_TOKEN: TOKEN },
  });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:05'));
  await opened.write('incident.yaml', file(FACTS, OUTAGE, MORE));
  await opened.run('run', '--once');
  expect(opened.published()).toHaveLength(2);
  opened.advanceTo(at('10:10'));
  const region = await opened.read('municipalities.yaml');
  await opened.write('municipalities.yaml', region.replace('"hemer-mastodon"', '"stadt-hemer-mastodon"'));
  await opened.run('run', '--once');
  expect(opened.published()).toHaveLength(2);
  await opened.write(
    'incident.yaml',
    file(FACTS, OUTAGE, MORE, { ...MORE, id: 'new', text: { de: 'Neues.' } }),
  );
  await opened.run('run', '--once');
  expect(opened.published()).toHaveLength(3);
});

test('what a town whose id is corrected said before is withdrawn on its accounts', async () => {
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { region: REGION });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  const region = await opened.read('municipalities.yaml');
  await opened.write('municipalities.yaml', region.replace('"hemer":{', '"stadt-hemer":{'));
  const renamed = { ...OUTAGE, post_as: ['stadt-hemer'] };
  await opened.write('incident.yaml', file({ 'stadt-hemer': FACTS.hemer }, renamed, WITHDRAWN));
  await opened.run('run', '--once');
  expect(opened.published()).toEqual([expect.stringContaining('gelöscht')]);
});

test('a withdrawn post on an account that was taken out of the file is held up to staff, who are told', async () => {
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
    region: regionOf([{ id: 'hemer' }]),
  });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  const region = await opened.read('municipalities.yaml');
  await opened.write('municipalities.yaml', region.replace(/\{"id":"hemer-x"[^}]*\},/, ''));
  await opened.write('incident.yaml', file(FACTS, OUTAGE, WITHDRAWN));
  const { status, err } = await opened.run('run', '--once');
  expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(/account-gone/) });
  const { held } = JSON.parse((await opened.run('plan', '--json')).out);
  expect(held).toEqual([expect.objectContaining({ account: 'hemer-x', because: 'account-gone' })]);
  const settled = ['resolve', 'it-2026/outage.1/hemer-x/de', '--absent', '--by', 'press-hemer'];
  expect((await opened.run(...settled)).status).toBe(0);
  expect((await opened.run('run', '--once')).status).toBe(0);
});

test('a post that was put right is held up to nobody once its account is taken out of the file', async () => {
  const region = regionOf([{ id: 'hemer' }]);
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { region });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage' };
  const right = file({ hemer: { reach: { phone: 'up', website: 'down' } } }, OUTAGE, fix);
  await opened.write('incident.yaml', right);
  await opened.run('run', '--once');
  opened.advanceTo(at('11:00'));
  const before = await opened.read('municipalities.yaml');
  await opened.write('municipalities.yaml', before.replace(/,?\{"id":"hemer-mastodon"[^}]*\}/, ''));
  expect((await opened.run('run', '--once')).status).toBe(0);
});

test('a town whose id is corrected goes on with what updates its posts, and with what they promise', async () => {
  const promising = (town: string, ...more: readonly object[]) =>
    fileOf(
      { next_update: '2026-11-24 12:00' },
      { [town]: FACTS.hemer },
      { ...OUTAGE, post_as: [town] },
      ...(more as never[]),
    );
  await using opened = await openProgramAt('09:00', promising('hemer'), { region: REGION });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  const region = await opened.read('municipalities.yaml');
  await opened.write('municipalities.yaml', region.replace('"hemer":{', '"stadt-hemer":{'));
  const update = { id: 'more', kind: 'notice', updates: 'outage', text: { de: 'Das Rathaus ist offen.' } };
  await opened.write('incident.yaml', promising('stadt-hemer', update));
  await opened.run('run', '--once');
  expect(opened.published().at(-1)).toContain('Das Rathaus ist offen.');
  opened.advanceTo(at('13:30'));
  expect((await opened.run('run', '--once')).err).toContain('promise-broken');
});

describe('an account that moves to another server', () => {
  /** Hemer's account, on one server at first and then on another. */
  async function moving(most: { readonly before: number; readonly after: number }, state: string) {
    const taking = (charactersMax: number) =>
      PLATFORMS.map((one) => (one.channel === 'mastodon' ? { ...one, charactersMax } : one));
    const clock = virtualClock(at('09:00'));
    const opened = await openProgram({
      region: REGION,
      state,
      clock,
      steady: () => clock.now(),
      platforms: taking(most.before),
    });
    const accounts = [{ ...ACCOUNT, name: 'hemer', group: 'hemer', token: TOKEN }];
    const next = await startSandbox({ platforms: taking(most.after), accounts, clock, requestsMax: 1_000 });
    return {
      opened,
      next,
      async move(time: string, state: string) {
        clock.advanceTo(at(time));
        const region = await opened.read('municipalities.yaml');
        await opened.write('municipalities.yaml', region.replaceAll(opened.sandbox.origin, next.origin));
        await opened.write('incident.yaml', state);
        return opened.run('run', '--once');
      },
      async [Symbol.asyncDispose]() {
        await next.close();
        await opened[Symbol.asyncDispose]();
      },
    };
  }

  test('what it published on the server that it left does not count as deleted, and staff are told', async () => {
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
    await moved.opened.run('run', '--once');
    const { status, err } = await moved.move('09:20', file(FACTS, OUTAGE, WITHDRAWN));
    expect(moved.opened.published()).toHaveLength(1);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(moved.opened.sandbox.origin) });
    const { out } = await moved.opened.run('history', '--json');
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ action: 'delete', state: 'refused' }));
  });

  test('its texts fit there, though those of the other server could be longer', async () => {
    const instruction = { de: 'Dringendes: Anlaufstelle in der Feuerwache. '.repeat(5).trim() };
    const facts = { hemer: { ...FACTS.hemer, instruction } };
    await using moved = await moving({ before: 5_000, after: 300 }, file(facts));
    await moved.opened.run('run', '--once');
    await moved.move('12:00', file(facts, OUTAGE));
    expect(moved.next.timeline(ACCOUNT.id)).toHaveLength(1);
  });
});
