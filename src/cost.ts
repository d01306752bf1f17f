import type { Intent } from './ledger.ts';
import type { World } from './world.ts';

/** What the platforms charge for these publications and deletions, by the configured prices, in US dollars. */
export function costOf(
  world: World,
  posts: readonly { readonly intent: Intent }[],
): { readonly posts: number; readonly usd: number } {
  const cents = posts.map(({ intent }) => {
    const { prices } = world.settings.channels[intent.channel];
    if (intent.action === 'delete') return prices.deleteUsd;
    if (intent.action === 'edit') return 0;
    return world.channels[intent.channel].hasUrl(intent.text ?? '') ? prices.postWithUrlUsd : prices.postUsd;
  });
  const usd = Math.round(cents.reduce((sum, one) => sum + one, 0) * 1000) / 1000;
  return { posts: posts.length, usd };
}
