import type { NearDuplicate, Warning } from '../../domain/advice.ts';
import type { ChannelRules, NearDuplicatePolicy } from '../../domain/channel.ts';
import { likenesses, trigramReader } from '../../wording/similarity.ts';
import type { Evaluated } from '../coalescing.ts';
import { held, type PlanningContext } from '../rules.ts';

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
    const warned = new Map<string, Copy[]>();
    for (const copy of copiesOn(channel, policy, context, evaluated)) {
      const { announcement } = copy.one.candidate;
      if (policy.held.has(announcement.kind)) {
        const decision = held({ because: 'too-alike', ...duplicateOf(copy) });
        replaced.set(copy.one, { ...copy.one, decision });
      } else warned.set(announcement.id, [...(warned.get(announcement.id) ?? []), copy]);
    }
    warnings.push(...[...warned].map(([id, copies]) => warningOf(id, copies)));
  }
  return { evaluated: evaluated.map((one) => replaced.get(one) ?? one), warnings };
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
  const published = ledgerIndex.published.flatMap((entry) =>
    entry.channel === channel.id && entry.publishedText !== null
      ? [{ text: entry.publishedText, group: entry.account }]
      : [],
  );
  const texts = [...published, ...said];
  const trigramsIn = configuration.cache.kept('trigrams', [], trigramReader);
  return likenesses(texts, policy.similarity, trigramsIn).flatMap(
    ({ index, like, score }): readonly Copy[] => {
      const one = said[index - published.length]?.one;
      const other = texts[like];
      return one && other ? [{ channel, one, other: other.group, score }] : [];
    },
  );
}

/** A text that is to be published, and one of another account that it is too similar to. */
interface Copy {
  readonly channel: ChannelRules;
  readonly one: Evaluated;
  readonly other: string;
  readonly score: number;
}

/** Pairs that are named before the rest is counted. */
const PAIRS_MAX = 6;

function warningOf(announcement: string, copies: readonly Copy[]): Warning {
  const worst = [...copies].sort((a, b) => b.score - a.score).slice(0, PAIRS_MAX);
  const pairs = worst.map((copy) => ({
    account: copy.one.candidate.account.id,
    ...duplicateOf(copy),
  }));
  return { code: 'too-alike', announcement, pairs, more: copies.length - pairs.length };
}

function duplicateOf(copy: Copy): NearDuplicate {
  return {
    municipality: copy.one.candidate.municipality.id,
    platform: copy.channel.name,
    other: copy.other,
    // Rounded down, so that 99.9 % is never called a copy.
    percent: Math.floor(copy.score * 100),
  };
}
