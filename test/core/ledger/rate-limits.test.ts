import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/domain/clock.ts';
import { manyTowns } from '../../fixtures/many-towns.ts';
import { phonesDown } from '../../fixtures/program.ts';
import { GERMAN_ONLY, openSystem, scenarioRegion, type TestSystem } from '../../fixtures/system.ts';

const MORNING = Date.parse('2023-10-30T06:30+01:00');

/** A state file in which everybody named says these, one after the other. */
const state = (announcements: readonly string[]) => phonesDown('2023-10-30 01:01', announcements);

const OUTAGE = '{id: outage, kind: outage, post_as: all}';

async function open(settings: string, region?: string): Promise<TestSystem> {
  return openSystem({
    at: MORNING,
    region: region ?? (await scenarioRegion()),
    settings: `approvals: {needed: 0}\n${settings}`,
    messages: GERMAN_ONLY,
  });
}

const TOWNS = manyTowns(15, () => 'https://social.example.org');

function standingOn(configuration: TestSystem, channel: 'x' | 'mastodon'): number {
  const accounts = [...configuration.region.accounts.values()].filter(
    (account) => account.channel === channel,
  );
  return accounts.flatMap((account) => configuration.published(account.id)).length;
}

describe('the limits of a platform', () => {
  const notices = (count: number) =>
    Array.from(
      { length: count },
      (_, n) =>
        `{id: n-${n + 1}, kind: notice, post_as: [kreis-soest], text: {de: "Schritt ${n + 1} von Soest."}}`,
    );

  test('a rate limit holds posts of an account back until there is room, and the plan says so beforehand', async () => {
    await using configuration = await open(
      'channels: {x: {reserve: 0, rates: [{of: posts, per: account, count: 2, within_minutes: 15}]}}\n',
    );
    const file = state(notices(3));
    expect((await configuration.plan(file)).warnings).toMatchObject([
      {
        ...{ code: 'delayed', channel: 'x', waiting: 1, actions: 3, until: MORNING + 15 * MINUTE },
        delay: { of: 'limit', limit: { of: 'posts', per: 'account', count: 2 } },
      },
    ]);
    await configuration.tick(file);
    expect(configuration.published('soest-x')).toHaveLength(2);
    expect(configuration.published('soest-mastodon')).toHaveLength(3);
    await configuration.pass(MORNING + 15 * MINUTE - 1);
    expect(configuration.published('soest-x')).toHaveLength(2);
    await configuration.pass(MORNING + 15 * MINUTE);
    expect(configuration.published('soest-x')).toHaveLength(3);
    expect(configuration.sandbox.requests().filter((request) => request.status === 429)).toEqual([]);
  });

  test('five posts where two are allowed need three windows, and those of another hour are not counted with them', async () => {
    await using configuration = await open(
      'channels: {x: {reserve: 0, rates: [{of: posts, per: account, count: 2, within_minutes: 15}]}}\n',
    );
    const later = notices(7).map((notice, n) =>
      n < 5 ? notice : notice.replace('}}', '}, at: "2023-10-30 09:00"}'),
    );
    expect((await configuration.plan(state(later))).warnings).toMatchObject([
      { code: 'delayed', channel: 'x', waiting: 3, actions: 7, until: MORNING + 30 * MINUTE },
    ]);
  });

  test('rate limits keep a reserve that only corrections, retractions and all-clears may use', async () => {
    await using configuration = await open(
      'channels: {x: {reserve: 0.5, rates: [{of: posts, per: account, count: 2, within_minutes: 60}]}}\n',
    );
    await configuration.tick(state(notices(2)));
    expect(configuration.published('soest-x')).toEqual(['Kreis Soest: Schritt 1 von Soest.']);
    await configuration.tick(state([...notices(2), '{id: oops, kind: retraction, withdraws: n-1}']));
    expect(configuration.published('soest-x').join()).toMatch(/zurück|nicht/i);
    await configuration.pass(MORNING + 2 * HOUR);
    expect(configuration.published('soest-x').join()).toContain('Schritt 2');
  });

  test('a post waits for the limit that a platform states itself, and the plan says until when', async () => {
    await using configuration = await open('');
    configuration.sandbox.arrange('soest-x', { kind: 'rate-limited', resetAfterMs: 40 * MINUTE });
    configuration.sandbox.arrange('soest-mastodon', { kind: 'rate-limited', resetAfterMs: 25 * MINUTE });
    const file = state(notices(1));
    await configuration.tick(file);
    expect((await configuration.plan(file)).warnings).toMatchObject([
      {
        ...{ channel: 'x', waiting: 1, actions: 1, until: MORNING + 40 * MINUTE },
        delay: { of: 'retry', reason: expect.stringContaining('Too Many Requests') },
      },
      {
        ...{ channel: 'mastodon', waiting: 1, actions: 1, until: MORNING + 25 * MINUTE },
        delay: { of: 'retry', reason: expect.stringContaining('Too many requests') },
      },
    ]);
    await configuration.pass(MORNING + 40 * MINUTE - 1);
    expect([
      configuration.published('soest-x').length,
      configuration.published('soest-mastodon').length,
    ]).toEqual([0, 1]);
    await configuration.pass(MORNING + 40 * MINUTE);
    expect(configuration.published('soest-x')).toHaveLength(1);
  });

  test('a limit of the app counts all accounts together', async () => {
    await using configuration = await open(
      'channels: {x: {reserve: 0, rates: [{of: posts, per: app, count: 2, within_minutes: 60}]}}\n',
    );
    await configuration.tick(state([OUTAGE]));
    expect([standingOn(configuration, 'x'), standingOn(configuration, 'mastodon')]).toEqual([2, 4]);
    await configuration.pass(MORNING + HOUR);
    expect(standingOn(configuration, 'x')).toBe(3);
  });

  test('a rate limit counts what was sent before a restart', async () => {
    await using configuration = await open(
      'channels: {x: {reserve: 0, rates: [{of: posts, per: account, count: 1, within_minutes: 60}]}}\n',
    );
    await configuration.tick(state(notices(1)));
    configuration.delivery.memory.identified.clear();
    await configuration.tick(state(notices(2)));
    expect(configuration.published('soest-x')).toEqual(['Kreis Soest: Schritt 1 von Soest.']);
  });
});

test('a budget is not exceeded within 24 hours except for its reserve, and the plan says what waits', async () => {
  await using configuration = await open(
    'channels: {x: {budget_usd_per_day: 0.5, reserve: 0.2, prices_usd: {post: 0.2, post_with_url: 0.2}}}\n',
  );
  const file = state([OUTAGE]);
  const planned = await configuration.plan(file);
  expect(planned.cost.usd).toBeCloseTo(0.6);
  expect(planned.warnings.filter(({ code }) => code === 'delayed')).toMatchObject([
    { code: 'delayed', delay: { of: 'budget', usd: 0.4 }, waiting: 1, actions: 3 },
  ]);
  await configuration.tick(file);
  expect(standingOn(configuration, 'x')).toBe(2);
  await configuration.tick(state([OUTAGE, '{id: oops, kind: retraction, withdraws: outage}']));
  expect(
    configuration.steps.filter((step) => step.kind === 'sent' && step.answer.kind === 'posted').length,
  ).toBeGreaterThan(6);
});

describe('a server that rejects every account', () => {
  test('without credit X waits as a whole, Mastodon does not, and one post at a time tries again', async () => {
    await using configuration = await open('accounts_at_once: 5\n', TOWNS);
    const onX = [...configuration.region.accounts.values()].filter((account) => account.channel === 'x');
    for (const account of onX) configuration.sandbox.arrange(account.id, { kind: 'no-credit' }, 100);
    await configuration.tick(state([OUTAGE]));
    expect(standingOn(configuration, 'x')).toBe(0);
    expect(standingOn(configuration, 'mastodon')).toBe(
      [...configuration.region.accounts.values()].filter((account) => account.channel === 'mastodon').length,
    );
    const tried = () =>
      configuration.sandbox
        .requests()
        .filter((request) => request.status === 402 && request.method === 'POST').length;
    expect(tried()).toBeLessThanOrEqual(configuration.settings.accountsAtOnce);
    const before = tried();
    await configuration.pass(MORNING + 31 * MINUTE);
    expect(tried() - before).toBeLessThanOrEqual(7);
    expect(tried() - before).toBeGreaterThanOrEqual(3);
    for (const account of onX) configuration.sandbox.clear(account.id);
    await configuration.pass(MORNING + 45 * MINUTE);
    expect(standingOn(configuration, 'x')).toBe(onX.length);
    expect((await configuration.plan(state([OUTAGE]))).posts).toEqual([]);
    expect(configuration.steps.filter((step) => step.kind === 'breaker-closed')).toHaveLength(1);
  });

  test('no account is stopped where all tokens are refused at once', async () => {
    await using configuration = await open('accounts_at_once: 1\n', TOWNS);
    const onX = [...configuration.region.accounts.values()].filter((account) => account.channel === 'x');
    for (const account of onX)
      configuration.delivery.memory.identified.set(account.id, {
        handle: account.handle,
        remoteId: '1',
        at: MORNING,
      });
    for (const account of onX) configuration.sandbox.arrange(account.id, { kind: 'unauthorized' }, 100);
    await configuration.tick(state([OUTAGE]));
    await configuration.pass(MORNING + HOUR);
    expect((await configuration.ledger.view('i-1')).stopped).toEqual(new Map());
    for (const account of onX) configuration.sandbox.clear(account.id);
    await configuration.pass(MORNING + 75 * MINUTE);
    expect(standingOn(configuration, 'x')).toBe(onX.length);
  });
});
