import type { NearDuplicate, Warning } from '../../domain/advice.ts';
import type { ChannelRules, NearDuplicatePolicy } from '../../domain/channel.ts';
import { isOnAnothersAccount } from '../../domain/configuration.ts';
import { likenesses, trigramReader } from '../../wording/similarity.ts';
import type { Evaluated } from '../coalescing.ts';
import type { PlanningContext } from '../context.ts';
import { held } from '../rules.ts';

/**
 * Finds posts of different accounts that are so alike that their platform may suspend the accounts. Holds them where the
 * channel's policy says so, and warns of the others.
 */
export function withoutNearDuplicates(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): { readonly evaluated: readonly Evaluated[]; readonly warnings: readonly Warning[] } {
  const replaced = new Map<Evaluated, Evaluated>();
  const warnings: Warning[] = [];
  for (const channel of context.configuration.channels) {
    const { nearDuplicates: policy } = channel;
    if (policy === null) continue;
    const copies = copiesOn(channel, policy, context, evaluated);
    for (const { one, duplicate } of copies)
      if (policy.held.has(one.candidate.announcement.kind))
        replaced.set(one, { ...one, decision: held({ because: 'too-alike', ...duplicate }) });
    const others = copies.filter(({ one }) => !replaced.has(one));
    for (const [id, its] of Map.groupBy(others, ({ one }) => one.candidate.announcement.id))
      warnings.push(warningOf(id, its));
  }
  return { evaluated: evaluated.map((one) => replaced.get(one) ?? one), warnings };
}

/** A text that will be published, and one of another account that it is too similar to. */
interface Copy {
  readonly one: Evaluated;
  readonly duplicate: NearDuplicate;
  readonly score: number;
}

function copiesOn(
  channel: ChannelRules,
  policy: NearDuplicatePolicy,
  { configuration, ledgerIndex }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Copy[] {
  const said = evaluated.flatMap((one) => {
    const { account } = one.candidate;
    if (one.decision.kind !== 'say' || account.channel !== channel.id) return [];
    return [{ one, text: one.decision.text, group: account.id }];
  });
  // Somebody deletes by hand what a town said on another's account: other words of the town would not help.
  const published = ledgerIndex.published.flatMap((entry) =>
    entry.channel === channel.id && entry.publishedText !== null && !isOnAnothersAccount(configuration, entry)
      ? [{ text: entry.publishedText, group: entry.account }]
      : [],
  );
  const texts = [...published, ...said];
  const trigramsIn = configuration.cache.kept('trigrams', [], trigramReader);
  return likenesses(texts, policy.similarity, trigramsIn).flatMap(
    ({ index, like, score }): readonly Copy[] => {
      const one = said[index - published.length]?.one;
      const other = texts[like]?.group;
      if (!one || other === undefined) return [];
      const municipality = one.candidate.municipality.id;
      // Rounded down, so that 99.9 % is never called a copy.
      const percent = Math.floor(score * 100);
      return [{ one, duplicate: { municipality, platform: channel.name, other, percent }, score }];
    },
  );
}

/** Pairs that are named before the rest is counted. */
const PAIRS_MAX = 6;

function warningOf(announcement: string, copies: readonly Copy[]): Warning {
  const worst = copies.toSorted((a, b) => b.score - a.score).slice(0, PAIRS_MAX);
  const pairs = worst.map(({ one, duplicate }) => ({ account: one.candidate.account.id, ...duplicate }));
  return { code: 'too-alike', announcement, pairs, more: copies.length - pairs.length };
}
