import type { Channel } from '../../src/core/domain/channel.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import type { Store } from '../../src/sql/store.ts';

/** What keeps posts from going out twice, too late, or not at all. Each can be taken out, to see that the checker sees it. */
export const PROTECTIONS = [
  'quiet-time',
  'claim',
  'look-up',
  'fresh-checks',
  'delivery',
  'session',
  'first-reading',
  'signed-at',
] as const;
export type Protection = (typeof PROTECTIONS)[number];

/** Without the quiet time the first look that finds nothing decides. */
export function settingsWithout(settings: Settings, protection: Protection | null): Settings {
  if (protection !== 'quiet-time') return settings;
  const channels = Object.entries(settings.channels).map(([id, one]) => [id, { ...one, quietMs: 0 }]);
  return { ...settings, channels: Object.fromEntries(channels) };
}

export function ledgerWithout(ledger: Ledger, store: Store, protection: Protection | null): Ledger {
  if (protection === 'claim') return withoutClaims(ledger, store);
  if (protection === 'first-reading') return withoutDoubt(ledger);
  // No ledger knows which signed files it accepted.
  if (protection === 'signed-at') return { ...ledger, signedAt: async () => null };
  return protection === 'fresh-checks' ? withoutFreshChecks(ledger, store) : ledger;
}

/** Nothing is written down before it is sent: no other worker sees it, and a crash leaves no trace of it. */
function withoutClaims(ledger: Ledger, store: Store): Ledger {
  return {
    ...ledger,
    async claim(...asked) {
      const [key] = asked;
      const claimed = await ledger.claim(...asked);
      if (claimed.kind === 'claimed')
        await store.db
          .updateTable('entries')
          .set({ state: 'waiting', claimedBy: null, claimToken: null, claimedUntil: null })
          .where('key', '=', key)
          .execute();
      return claimed;
    },
    holds: async () => true,
    async settle(claim, settlement, now) {
      await store.db
        .updateTable('entries')
        .set({
          state: 'sending',
          claimedBy: 'anybody',
          claimToken: claim.token,
          claimedUntil: claim.until,
        })
        .where('key', '=', claim.entry.key)
        .where('state', '=', 'waiting')
        .execute();
      return ledger.settle(claim, settlement, now);
    },
  };
}

/** An empty ledger looks like one in which something was live already: nobody reads the accounts first. */
function withoutDoubt(ledger: Ledger): Ledger {
  return {
    ...ledger,
    async view(incident) {
      const view = await ledger.view(incident);
      if (view.accepted.length > 0) return view;
      return { ...view, accepted: [{ digest: '', at: 0, mode: 'live' }] };
    },
  };
}

/** What was sent once is sent again, whatever was decided about it since: withdrawn, corrected, too late. */
function withoutFreshChecks(ledger: Ledger, store: Store): Ledger {
  return {
    ...ledger,
    async record(writes, now, over) {
      const cancelled = [];
      for (const one of writes.cancelled)
        if (((await ledger.entry(one.key))?.attempts ?? 0) === 0) cancelled.push(one);
      return ledger.record({ ...writes, cancelled }, now, over);
    },
    async recordLookUp(key, finding, now) {
      const done = await ledger.recordLookUp(key, finding, now);
      await store.db
        .updateTable('entries')
        .set({ until: null, at: now })
        .where('key', '=', key)
        .where('state', '=', 'waiting')
        .execute();
      return done;
    },
  };
}

/** Without the look-up every timeline is empty. Without delivery there are no credentials. */
export function channelWithout(channel: Channel, protection: Protection | null): Channel {
  if (protection !== 'look-up') return channel;
  return { ...channel, timeline: async () => ({ kind: 'read', value: { posts: [], complete: true } }) };
}
