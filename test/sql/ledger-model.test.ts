import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { type Entry, type Intent, isPublished } from '../../src/core/ledger/entry.ts';
import type { Claim, Finding, Ledger, LedgerWrites, Settlement } from '../../src/core/ledger/ledger.ts';
import { sqlLedger } from '../../src/sql/ledger.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openStore } from '../../src/sql/open-store.ts';
import {
  answeredWith,
  approvalOf,
  INCIDENT,
  intent,
  MORNING,
  OVER_ALL,
  SETTINGS,
  writes,
} from '../fixtures/ledger-fixtures.ts';

const ACCOUNTS = ['siegen-x', 'siegen-mastodon'];
const ANNOUNCEMENTS = ['hotline', 'daily'];
const TEXTS = ['Das Rathaus ist zu.', 'Das Rathaus ist offen.'];
/** The longest that the platform takes to accept a post: less than any quiet time. */
const ACCEPTED_WITHIN_MS = MINUTE;

/** What happens to a send: whether it arrives, and what the worker hears of it. */
const FATES = [
  'posted',
  'arrives-lost',
  'arrives-late',
  'vanishes',
  'deferred',
  'refused',
  'reply',
  'crash',
  'unsent',
] as const;

const post = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  announcement: fc.constantFrom(...ANNOUNCEMENTS),
  edition: fc.constantFrom<number>(1, 1, 1, 2),
});
const plan = fc.record({
  do: fc.constant('plan' as const),
  posts: fc.array(post, { maxLength: 4 }),
  text: fc.constantFrom(...TEXTS),
});
const send = fc.record({ do: fc.constant('send' as const), fate: fc.constantFrom(...FATES) });
const wait = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.constantFrom(SECOND, 30 * SECOND, 4 * MINUTE, 6 * MINUTE, HOUR),
});
const step = fc.oneof(
  { weight: 2, arbitrary: plan },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), post }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('approve' as const) }) },
  { weight: 6, arbitrary: send },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('thaw' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), post }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), on: fc.boolean() }) },
  { weight: 4, arbitrary: wait },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A platform that takes every post, perhaps late, and a worker that may crash anywhere. */
class Run {
  now: Instant = MORNING;
  readonly arrived = new Map<string, { remoteId: string; at: Instant }[]>();
  private ids = 0;
  private readonly frozen: Claim[] = [];
  private readonly unsent = new Set<string>();
  private before = new Map<string, Entry>();
  private readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  async take(one: Step): Promise<void> {
    this.unsent.clear();
    await this.act(one);
    await this.check();
  }

  private async act(one: Step): Promise<void> {
    const { ledger, now } = this;
    switch (one.do) {
      case 'plan':
        return this.plan(one.posts.map((some) => intent({ ...some, text: one.text })));
      case 'cancel':
        return this.plan([], [{ key: intent(one.post).key, reason: 'withdrawn' }]);
      case 'approve':
        return ledger.approve([...this.before.values()].map((entry) => approvalOf(entry)));
      case 'send':
        return this.send(one.fate);
      case 'thaw': {
        // A worker that froze after its send comes back with the answer.
        const claim = this.frozen.pop();
        const sent = claim && this.arrived.get(claim.entry.key)?.[0];
        if (!claim || !sent) return;
        const answer = { kind: 'posted', remoteId: sent.remoteId, url: null, at: sent.at } as const;
        await ledger.settle(claim, answeredWith(answer, now), now);
        return;
      }
      case 'look':
        for (const account of ACCOUNTS)
          for (const entry of await ledger.open(account)) await this.lookUp(entry);
        return;
      case 'resolve': {
        const { key } = intent(one.post);
        const truth = this.arrived.get(key)?.[0];
        const posted = { remoteId: truth?.remoteId ?? '', url: 'https://example.org' };
        if (truth && truth.at <= now) await ledger.resolve(key, { posted }, 'presse', now);
        return;
      }
      case 'pause':
        if (one.on) return ledger.pause({ scope: { of: 'everything' }, by: 'presse', at: now });
        await ledger.resume({ of: 'everything' }, 'presse', now);
        return;
      case 'wait':
        this.now += one.ms;
        return;
      default:
        one satisfies never;
    }
  }

  private async plan(intents: readonly Intent[], cancelled: LedgerWrites['cancelled'] = []): Promise<void> {
    const given = { announcements: ANNOUNCEMENTS, cancelled };
    await this.ledger.record(writes(intents, given), this.now, OVER_ALL);
  }

  /** Sends the first thing that can be claimed. */
  private async send(fate: (typeof FATES)[number]): Promise<void> {
    const open = (await Promise.all(ACCOUNTS.map((account) => this.ledger.open(account)))).flat();
    for (const { key } of open) {
      const claimed = await this.ledger.claim(key, 'worker', this.now);
      if (claimed.kind === 'claimed') return this.deliver(claimed.claim, fate);
    }
  }

  private async deliver(claim: Claim, fate: (typeof FATES)[number]): Promise<void> {
    const { key } = claim.entry;
    if (fate === 'unsent' || !(await this.ledger.holds(claim, this.now))) {
      this.unsent.add(key);
      await this.ledger.settle(claim, { kind: 'unsent', reason: 'stopped', retryAt: this.now }, this.now);
      return;
    }
    const settlement = this.answer(fate, claim.entry);
    if (fate === 'crash') this.frozen.push(claim);
    else await this.ledger.settle(claim, settlement, this.now);
  }

  /** The platform acts, then answers. A crash is after it acted. */
  private answer(fate: (typeof FATES)[number], { key }: Entry): Settlement {
    const { now } = this;
    const lost = answeredWith({ kind: 'unknown', reason: 'the answer was lost' }, now);
    switch (fate) {
      case 'posted': {
        const { remoteId } = this.arrive(key, now);
        return answeredWith({ kind: 'posted', remoteId, url: null, at: now }, now);
      }
      case 'arrives-lost':
      case 'crash':
        this.arrive(key, now);
        return lost;
      case 'arrives-late':
        this.arrive(key, now + ACCEPTED_WITHIN_MS);
        return lost;
      case 'vanishes':
        return lost;
      case 'deferred':
        return answeredWith({ kind: 'deferred', cause: 'server', until: null, reason: 'later' }, now);
      case 'refused':
        return answeredWith({ kind: 'refused', cause: 'post', reason: 'spam' }, now);
      case 'reply':
        return answeredWith({ kind: 'refused', cause: 'reply', reason: 'no replies' }, now);
      case 'unsent':
        return { kind: 'unsent', reason: 'stopped', retryAt: now };
      default:
        return fate satisfies never;
    }
  }

  private arrive(key: string, at: Instant): { remoteId: string } {
    const remoteId = String(++this.ids);
    this.arrived.set(key, [...(this.arrived.get(key) ?? []), { remoteId, at }]);
    return { remoteId };
  }

  private async lookUp({ key, account, state }: Entry): Promise<void> {
    if (state !== 'unknown') return;
    const settled = await this.ledger.settledIds(account);
    const seen = (this.arrived.get(key) ?? []).find(
      (one) => one.at <= this.now && !settled.has(one.remoteId),
    );
    const finding: Finding = seen
      ? { kind: 'found', remoteId: seen.remoteId, url: null, at: seen.at }
      : { kind: 'absent', lookedUpAt: this.now, nextAt: this.now + MINUTE };
    await this.ledger.recordLookUp(key, finding, this.now);
  }

  private async check(): Promise<void> {
    const { entries } = await this.ledger.view(INCIDENT);
    for (const account of ACCOUNTS) {
      const own = entries.filter((entry) => entry.account === account);
      expect(own.filter((entry) => entry.state === 'sending').length).toBeLessThanOrEqual(1);
      const ids = own.flatMap((entry) => entry.remoteId ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const entry of entries) {
      const was = this.before.get(entry.key);
      const sends = this.arrived.get(entry.key) ?? [];
      expect(sends.length, `sends of ${entry.key} that arrived`).toBeLessThanOrEqual(1);
      if (!was) continue;
      if (isPublished(was)) expect(entry).toEqual(was);
      if (was.leftBy !== null && entry.leftBy !== null) expect(entry.text).toBe(was.text);
      if (!this.unsent.has(entry.key)) expect(entry.attempts).toBeGreaterThanOrEqual(was.attempts);
    }
    this.before = new Map(entries.map((entry) => [entry.key, entry]));
  }
}

test('whatever happens in whatever order, nothing is published twice and nothing that left changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const store = await openStore({ kind: 'memory' }, MIGRATIONS, MORNING);
      let tokens = 0;
      const run = new Run(sqlLedger(store, SETTINGS, () => `token-${++tokens}`));
      // Where nothing was planned nothing happens: every run starts with posts that are ready.
      const all = ACCOUNTS.flatMap((account) =>
        ANNOUNCEMENTS.map((announcement) => ({ account, announcement, edition: 1 })),
      );
      await run.take({ do: 'plan', posts: all, text: TEXTS[0] ?? '' });
      await run.take({ do: 'approve' });
      for (const one of steps) await run.take(one);
      await store.close();
    }),
    { numRuns: 150, seed: 20231030 },
  );
}, 60_000);
