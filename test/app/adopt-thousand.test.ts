import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { deliverNow, deliverThrough } from '../../src/app/deliver-now.ts';
import { adopt, suspectsIn } from '../../src/core/delivery/adopt.ts';
import { type DeliveryContext, emptyMemory } from '../../src/core/delivery/context.ts';
import { reconcile } from '../../src/core/delivery/reconcile.ts';
import { MINUTE } from '../../src/core/domain/clock.ts';
import type { Adoption, Ledger } from '../../src/core/ledger/ledger.ts';
import { plan } from '../../src/core/planning/plan.ts';
import { openLedger } from '../../src/sql/open-ledger.ts';
import { at, file } from '../fixtures/day.ts';
import { manyTowns } from '../fixtures/many-towns.ts';
import { UNGUARDED } from '../fixtures/platforms.ts';
import { openSystem, type TestSystem } from '../fixtures/system.ts';

const TOWNS = 100;
const POSTS = 1_000;
const INCIDENT = 'it-2026';
const NEVER = new AbortController().signal;

const REGION = manyTowns(TOWNS, (town) => `https://town-${town}.example.org`);

/** A busy machine takes long to answer hundreds of requests at once. */
const PATIENT = `approvals: {needed: 0}
claim_seconds: 200
channels:
  x: {send_timeout_seconds: 60, quiet_seconds: 300}
  mastodon: {send_timeout_seconds: 60, quiet_seconds: 300}
`;

const KINDS = ['outage', 'appointments', 'services', 'estimate', 'status'];
const STATE = file(
  {
    all: {
      appointments: { policy: 'cancelled', from: '2026-11-24', until: '2026-11-24' },
      services: { 'id-cards': 'unavailable' },
      estimate: { kind: 'not-before', at: '2026-11-30' },
    },
  },
  ...KINDS.map((kind) => ({ id: kind, kind, post_as: ['all'], at: '2026-11-24 08:30' })),
);

/** Every published post, after its account. */
function published({ region, published }: TestSystem): readonly string[] {
  return [...region.accounts.keys()].flatMap((id) => published(id).map((text) => `${id} ${text}`));
}

const account = (town: number, channel: string) => `town-${town}-${channel}`;

/** What goes wrong on some of the accounts, before the ledger is lost and after it. */
function lostAnswers({ sandbox }: TestSystem, towns: readonly number[]): void {
  for (const [index, town] of towns.entries())
    for (const channel of ['x', 'mastodon'])
      sandbox.arrange(
        account(town, channel),
        index % 2 === 0 ? { kind: 'accepted-then-cut' } : { kind: 'unavailable' },
      );
}

/** Publishes half of the posts, then loses its ledger. */
async function halfDone(system: TestSystem): Promise<void> {
  lostAnswers(system, [3, 7, 13, 17]);
  await system.takeOver(STATE);
  const end = new AbortController();
  let sent = 0;
  const delivery: DeliveryContext = {
    ...system.delivery,
    onStep: () => {
      sent++;
      if (sent >= POSTS / 2) end.abort();
    },
  };
  await deliverNow(delivery, end.signal);
  await system.ledger.close();
}

describe('a ledger deleted when 500 of 1,000 posts are published', () => {
  let system: TestSystem;
  let ledger: Ledger;
  let delivery: DeliveryContext;
  let before: readonly string[];
  let adopted: readonly Adoption[];

  beforeAll(async () => {
    // Neither platform saves us from saying it twice.
    system = await openSystem({ at: at('09:00'), region: REGION, platforms: UNGUARDED, settings: PATIENT });
    await halfDone(system);
    // What an account has not met by then, it does not meet afterwards.
    system.sandbox.clear();
    before = published(system);
    system.clock.advanceTo(at('09:40'));
    ledger = await openLedger({ kind: 'memory' }, system.settings, randomUUID, system.clock.now());
    delivery = { ...system.delivery, ledger, memory: emptyMemory() };
    return async () => {
      await ledger.close();
      await system.sandbox.close();
    };
  });

  test('run refuses to publish 1,000 posts again from an empty ledger', async () => {
    // What was on the wire when the ledger was deleted is published as well.
    expect(before.length).toBeGreaterThan(POSTS / 2 - 20);
    expect(before.length).toBeLessThan(POSTS * 0.8);
    const { settings } = system;
    const real = { ...system.configuration(STATE), settings: { ...settings, sandbox: false } };
    const view = await ledger.view(INCIDENT);
    const now = system.clock.now();
    expect(suspectsIn(real, view, now).old).toHaveLength(POSTS);
  });

  test('adopting takes over every published post, though some timelines cannot be read', async () => {
    const unreadable = [20, 21, 22, 23, 24, 3].flatMap((town) => [
      account(town, 'x'),
      account(town, 'mastodon'),
    ]);
    for (const one of unreadable) system.sandbox.arrange(one, { kind: 'timeline-unavailable' }, 3);
    adopted = await adopt(delivery, system.configuration(STATE), NEVER);
    expect(adopted.filter(({ as }) => as.kind === 'similar')).toEqual([]);
    const unread = adopted.filter(({ as }) => as.kind === 'unread');
    const accounts = new Set(unread.map(({ intent }) => intent.account));
    expect([...accounts]).toEqual(expect.arrayContaining(unreadable));
    // On a machine that is busy, connections that were kept are reset before they are used again.
    expect(accounts.size).toBeLessThan(TOWNS);
    const readable = before.filter((line) => !accounts.has(line.split(' ')[0] ?? ''));
    expect(adopted.filter(({ as }) => as.kind === 'published')).toHaveLength(readable.length);
    expect(published(system)).toEqual(before);
  });

  test('after adopting, the other half is published and nothing twice, though answers are lost again', async () => {
    lostAnswers(system, [3, 7, 40, 41, 42, 43]);
    const reading = { kind: 'configuration', configuration: system.configuration(STATE) } as const;
    await reconcile(reading, ledger, system.clock.now(), await ledger.versionAccepted());
    await deliverThrough(delivery, system.clock, system.clock.now() + 20 * MINUTE, NEVER);
    const isPublished = published(system);
    expect(new Set(isPublished).size).toBe(POSTS);
    expect(isPublished).toHaveLength(POSTS);
    expect([...system.region.accounts.keys()].flatMap((id) => system.everPosted(id))).toHaveLength(POSTS);
    const { entries } = await ledger.view(INCIDENT);
    expect(entries.filter(({ state }) => state !== 'posted')).toEqual([]);
    const planned = plan(system.configuration(STATE), await ledger.view(INCIDENT), system.clock.now());
    expect([planned.posts, planned.held]).toEqual([[], []]);
  });
});
