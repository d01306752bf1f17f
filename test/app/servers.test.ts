import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/domain/clock.ts';
import { alertsWithoutFiles } from '../../src/core/monitoring/alert-rules.ts';
import { at, file, openDay, type TestDay } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { GERMAN_ONLY } from '../fixtures/system.ts';
import { regionOf } from '../fixtures/towns.ts';

const PHONES_DOWN = { all: { reach: { phone: 'down' } } };
const OUTAGE = { id: 'outage', kind: 'outage', post_as: 'all' };
const STATUS = { id: 'status', kind: 'status', post_as: 'all' };
const MASTODON = ['mk-mastodon', 'hemer-mastodon', 'menden-mastodon'];
const UNTIL_CLEARED = Number.POSITIVE_INFINITY;
const SIX_ON_X = regionOf(['t0', 't1', 't2', 't3', 't4', 't5'].map((id) => ({ id, channels: ['x'] })));
const german = { messages: GERMAN_ONLY };

async function statesOn(day: TestDay, account: string) {
  return (await day.entries())
    .filter((entry) => entry.account === account)
    .map(({ announcement, state }) => `${announcement} ${state}`);
}

describe('a text that is refused', () => {
  test('the same refusal of a text on three accounts silences no server', async () => {
    await using day = await openDay('09:00', undefined, german);
    for (const account of MASTODON) day.sandbox.arrange(account, { kind: 'invalid' });
    await day.step('09:00', file(PHONES_DOWN, OUTAGE, STATUS));
    for (const account of MASTODON)
      expect(await statesOn(day, account)).toEqual(['outage refused', 'status posted']);
    expect(day.steps.map(({ kind }) => kind)).not.toContain('breaker-opened');
  });

  test('a refusal of the text that probes a server shows that the server works: the others follow at once', async () => {
    await using day = await openDay('09:00', undefined, german);
    day.sandbox.arrange('hemer-x', { kind: 'no-credit' });
    day.sandbox.arrange('hemer-x', { kind: 'not-permitted' });
    const other = { ...STATUS, post_as: ['menden'], at: '2026-11-24 09:06' };
    await day.tick(file(PHONES_DOWN, { ...OUTAGE, post_as: ['hemer'] }, other));
    await day.pass(at('09:06'));
    expect(await statesOn(day, 'hemer-x')).toEqual(['outage refused']);
    expect(await statesOn(day, 'menden-x')).toEqual(['status posted']);
  });
});

test('while the app has no credit on X, Mastodon goes on, also where one test server has the address of both', async () => {
  await using opened = await openProgramAt('09:00', file(PHONES_DOWN, OUTAGE), {
    region: regionOf([{ id: 'hemer' }]),
  });
  opened.sandbox.arrange('hemer-x', { kind: 'no-credit' }, UNTIL_CLEARED);
  await opened.run('run', '--once');
  opened.advanceTo(at('09:02'));
  const more = {
    id: 'more',
    kind: 'notice',
    post_as: 'all',
    text: { de: 'Das Rathaus ist bis 20 Uhr offen.' },
  };
  await opened.reads(file(PHONES_DOWN, OUTAGE, more));
  expect((await opened.states()).toSorted()).toEqual([
    'more hemer-mastodon posted',
    'more hemer-x waiting',
    'outage hemer-mastodon posted',
    'outage hemer-x waiting',
  ]);
});

describe('a credential that is not accepted', () => {
  test('a burst of 401 answers stops no account, and what follows goes out by itself', async () => {
    await using day = await openDay('09:00', undefined, german);
    const more = { id: 'services', kind: 'contacts', post_as: 'all', contact: 'hotline' };
    const facts = { all: { reach: { phone: 'down' }, contacts: { hotline: { phone: '+49 221 4710119' } } } };
    day.sandbox.arrange('menden-x', { kind: 'unauthorized' }, UNTIL_CLEARED);
    await day.tick(file(facts, OUTAGE, STATUS, more));
    const sent = day.sandbox.requests().filter((one) => one.account === 'menden-x' && one.method === 'POST');
    expect(sent).toHaveLength(1);
    await day.pass(at('09:02'));
    expect((await day.ledger.view('it-2026')).stopped).toEqual(new Map());
    day.sandbox.clear();
    await day.pass(at('09:05'));
    const states = await statesOn(day, 'menden-x');
    expect(states).toEqual(states.map((one) => one.replace(/\w+$/, 'posted')));
  });

  test('while a platform does not say whose a credential is, it is asked once for all posts of the account', async () => {
    await using day = await openDay('09:00', undefined, german);
    day.sandbox.arrange('menden-x', { kind: 'unavailable', on: 'identity' }, UNTIL_CLEARED);
    await day.tick(file(PHONES_DOWN, OUTAGE, STATUS));
    const asked = () => day.sandbox.requests().filter((one) => one.account === 'menden-x');
    expect(asked().map(({ operation }) => operation)).toEqual(['identity']);
    day.sandbox.clear();
    await day.pass(at('09:01'));
    expect(await statesOn(day, 'menden-x')).toEqual(['outage posted', 'status posted']);
  });

  test('while a credential is refused, staff do not hear that it is over because the text that waits has become another', async () => {
    await using day = await openDay(
      '09:00',
      'approvals: {needed: 1, standing: []}\nconfirmed: null\n',
      german,
    );
    day.sandbox.arrange('menden-x', { kind: 'unauthorized', on: 'any' }, UNTIL_CLEARED);
    const said = (phone: string) =>
      file({ menden: { reach: { phone } } }, { ...OUTAGE, post_as: ['menden'] });
    await day.approve(OUTAGE.id, said('down'), 'press');
    await day.work('09:20', said('down'));
    const undone = async () =>
      (await day.ledger.openAlerts()).flatMap(({ id, reason }) => (reason.code === 'undone' ? [id] : []));
    const before = await undone();
    expect(before).toEqual(['undone/it-2026/outage.1/menden-x/de']);
    await day.work('09:30', said('limited'));
    expect(await undone()).toEqual(before);
    const [entry] = await day.ledger.open('menden-x');
    expect(entry).toMatchObject({ text: expect.stringContaining('eingeschränkt') });
    expect(entry?.reason).toContain('reason.unauthorised');
    day.sandbox.clear();
    await day.approve(OUTAGE.id, said('limited'), 'press');
    await day.work('09:50', said('limited'));
    expect(await statesOn(day, 'menden-x')).toEqual(['outage posted']);
    expect(await undone()).toEqual([]);
  });

  test('while a credential is refused, staff do not hear that it is over because the post that waits is held too', async () => {
    await using day = await openDay('09:00', undefined, german);
    day.sandbox.arrange('menden-x', { kind: 'unauthorized', on: 'any' }, UNTIL_CLEARED);
    const said = (phone: string) =>
      file({ menden: { reach: { phone } } }, { ...OUTAGE, post_as: ['menden'] });
    await day.work('09:20', said('down'));
    await day.work('09:40', said('sideways'));
    expect(await day.ledger.open('menden-x')).toMatchObject([{ held: 'facts-broken' }]);
    expect(await day.raised()).toEqual(expect.arrayContaining(['undone', 'facts-broken']));
    const unreadable = alertsWithoutFiles([], await day.ledger.view('it-2026'), day.clock.now());
    await day.ledger.recordAlerts(unreadable, day.clock.now());
    expect(await day.raised()).toContain('undone');
    day.sandbox.clear();
    await day.work('10:00', said('down'));
    expect(await statesOn(day, 'menden-x')).toEqual(['outage posted']);
    expect(await day.raised()).toEqual([]);
  });

  test('an account whose credential is refused for twenty minutes goes on by itself, and staff are told meanwhile', async () => {
    await using day = await openDay('09:00', undefined, german);
    day.sandbox.arrange('menden-x', { kind: 'unauthorized', on: 'any' }, UNTIL_CLEARED);
    const said = file(PHONES_DOWN, { ...OUTAGE, post_as: ['menden'] });
    await day.tick(said);
    await day.pass(at('09:20'));
    expect((await day.alerts(said)).map(({ reason }) => reason)).toMatchObject([
      { code: 'undone', account: 'menden-x', reason: expect.stringContaining('reason.unauthorised') },
    ]);
    day.sandbox.clear();
    await day.pass(at('09:25'));
    expect(await statesOn(day, 'menden-x')).toEqual(['outage posted']);
  });
});

test.each([
  ['deletions on Mastodon', 'hemer-mastodon', 'delete'],
  ['deletions on X', 'hemer-x', 'delete'],
  ['reading on X, without which nothing is deleted', 'hemer-x', 'read'],
] as const)('a limit of %s holds back no post of the account', async (_, account, on) => {
  await using day = await openDay('09:00', undefined, german);
  const outage = { ...OUTAGE, post_as: ['hemer'] };
  await day.tick(file(PHONES_DOWN, outage));
  day.sandbox.arrange(account, { kind: 'rate-limited', on }, UNTIL_CLEARED);
  const gone = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
  await day.work('09:11', file(PHONES_DOWN, outage, gone));
  const gas = { id: 'gas', kind: 'notice', post_as: ['hemer'], text: { de: 'Gas tritt aus.' } };
  await day.work('09:13', file(PHONES_DOWN, outage, gone, gas));
  expect(await statesOn(day, account)).toEqual(
    expect.arrayContaining(['outage posted', 'oops posted', 'oops waiting', 'gas posted']),
  );
  day.sandbox.clear();
  await day.work('09:40', file(PHONES_DOWN, outage, gone, gas));
  expect(day.published(account)).toEqual([
    expect.stringContaining('ZURÜCKGEZOGEN'),
    expect.stringContaining('Gas'),
  ]);
});

test('accounts that a platform suspends, however many, keep no other account of it waiting, and are told in one message', async () => {
  await using day = await openDay('09:00', undefined, { ...german, region: SIX_ON_X });
  const suspended = ['t0-x', 't1-x', 't2-x'];
  for (const account of suspended)
    day.sandbox.arrange(account, { kind: 'suspended', on: 'any' }, UNTIL_CLEARED);
  await day.step('09:00', file(PHONES_DOWN, OUTAGE));
  const later = file(PHONES_DOWN, OUTAGE, STATUS);
  await day.step('09:30', later);
  for (const account of ['t3-x', 't4-x', 't5-x'])
    expect(await statesOn(day, account)).toEqual(['outage posted', 'status posted']);
  expect([...(await day.ledger.view('it-2026')).stopped.keys()]).toEqual(suspended);
  const stopped = (await day.alerts(later)).filter(({ reason }) => reason.code === 'stopped');
  expect(stopped).toHaveLength(3);
  expect(new Set(stopped.map(({ group }) => group)).size).toBe(1);
});

test('a server that does not answer keeps no other server waiting, whatever `accounts_at_once` says', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 0}\naccounts_at_once: 1\n', german);
  for (const account of ['hemer-x', 'menden-x'])
    day.sandbox.arrange(account, { kind: 'delay', on: 'any', ms: MINUTE }, UNTIL_CLEARED);
  const ticking = day.tick(file(PHONES_DOWN, OUTAGE));
  const silent = () => MASTODON.filter((account) => day.published(account).length === 0);
  await expect.poll(silent).toEqual([]);
  const onX = () => day.sandbox.requests().filter(({ channel }) => channel === 'x');
  expect(onX()).toMatchObject([{ status: null }]);
  day.sandbox.clear();
  day.clock.advanceTo(at('09:01'));
  await ticking;
});
