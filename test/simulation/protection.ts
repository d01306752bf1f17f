import type { Channel } from '../../src/channel.ts';
import { HOUR } from '../../src/clock.ts';
import type { Ledger } from '../../src/ledger.ts';
import type { Settings } from '../../src/settings.ts';
import { textOf } from '../../src/sql/rows.ts';
import type { Store } from '../../src/sql/store.ts';

/** What keeps posts from going out twice, too late, or not at all. Each can be taken out, to see that the checker sees it. */
export const PROTECTIONS = ['quiet-time', 'claim', 'look-up', 'fresh-checks', 'delivery'] as const;
export type Protection = (typeof PROTECTIONS)[number];

/** Without the quiet time the first look that finds nothing decides; without the claim it is over as soon as it is made. */
export function settingsWithout(settings: Settings, protection: Protection | null): Settings {
  const { x, mastodon } = settings.channels;
  if (protection === 'quiet-time')
    return {
      ...settings,
      channels: { x: { ...x, quietMs: 0 }, mastodon: { ...mastodon, quietMs: 0 } },
    };
  return protection === 'claim' ? { ...settings, claimMs: 1 } : settings;
}

export function ledgerWithout(ledger: Ledger, store: Store, protection: Protection | null): Ledger {
  if (protection === 'claim') return withoutClaims(ledger);
  return protection === 'fresh-checks' ? withoutFreshChecks(ledger, store) : ledger;
}

/** Everybody believes in a claim that ended long ago, and nobody asks whether it holds. */
function withoutClaims(ledger: Ledger): Ledger {
  return {
    ...ledger,
    async claim(key, by, now) {
      const claimed = await ledger.claim(key, by, now);
      if (claimed.kind !== 'claimed') return claimed;
      return { kind: 'claimed', claim: { ...claimed.claim, until: now + HOUR } };
    },
    holds: async () => true,
  };
}

/** What was sent once is sent again, whatever was decided about it since: withdrawn, corrected, too late. */
function withoutFreshChecks(ledger: Ledger, store: Store): Ledger {
  return {
    ...ledger,
    async record(recording, now) {
      const cancelled = [];
      for (const one of recording.cancelled)
        if (((await ledger.entry(one.key))?.attempts ?? 0) === 0) cancelled.push(one);
      await ledger.record({ ...recording, cancelled }, now);
    },
    async looked(key, finding, now) {
      const done = await ledger.looked(key, finding, now);
      await store.db
        .updateTable('entries')
        .set({ until: null, at: textOf(now) })
        .where('key', '=', key)
        .where('state', '=', 'waiting')
        .execute();
      return done;
    },
  };
}

/** Without the look-up every timeline is empty; without delivery there is nothing to deliver with. */
export function channelWithout(channel: Channel, protection: Protection | null): Channel | null {
  if (protection === 'delivery') return null;
  if (protection !== 'look-up') return channel;
  return { ...channel, timeline: async () => ({ kind: 'read', value: { posts: [], complete: true } }) };
}
