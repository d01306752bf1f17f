import type { Warning } from '../../domain/advice.ts';
import type { Instant } from '../../domain/clock.ts';
import { rulesOf } from '../../domain/configuration.ts';
import type { Key } from '../../domain/post-key.ts';
import { postedAt } from '../../ledger/entry.ts';
import type { SaidBefore } from '../../ledger/ledger.ts';
import type { Evaluated } from '../coalescing.ts';
import { held, type PlanningContext } from '../rules.ts';

/** A text on an account: which post says it, and when it was or will be published. */
type Said = Pick<SaidBefore, 'key' | 'at'>;

/**
 * Finds texts that the same account says already, in this plan or in a published post of any incident. Holds them where the
 * platform would refuse them, and warns of the others.
 */
export function withoutRepeats(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): { readonly evaluated: readonly Evaluated[]; readonly warnings: readonly Warning[] } {
  const { configuration, ledgerIndex, now } = context;
  const newest = new Map<string, Said>();
  const idOf = (account: string, text: string) => `${account} ${text}`;
  const say = (id: string, said: Said) => {
    if ((newest.get(id)?.at ?? 0) <= said.at) newest.set(id, said);
  };
  for (const entry of ledgerIndex.published) {
    const { account, publishedText, key } = entry;
    if (publishedText !== null) say(idOf(account, publishedText), { key, at: postedAt(entry) });
  }
  for (const { account, text, ...said } of ledgerIndex.view.saidBefore) say(idOf(account, text), said);
  const replaced = new Map<Evaluated, Evaluated>();
  const warned: { readonly announcement: string; readonly account: string; readonly key: Key }[] = [];
  for (const one of evaluated.toSorted((a, b) => dueOf(a) - dueOf(b))) {
    const { candidate, decision } = one;
    const { key, announcement, account } = candidate;
    if (decision.kind !== 'say') continue;
    const id = idOf(account.id, decision.text);
    const before = newest.get(id);
    const at = Math.max(decision.due, now);
    // A post that may have left keeps its text.
    const isRepeated = before !== undefined && before.key !== key && decision.fitting !== null;
    const window = rulesOf(configuration, account).refusesRepeatsMs;
    if (isRepeated && window !== null && at - before.at < window) {
      replaced.set(one, { candidate, decision: held({ because: 'said-twice', other: before.key }) });
      continue;
    }
    if (isRepeated) warned.push({ announcement: announcement.id, account: account.id, key: before.key });
    say(id, { key, at });
  }
  const groups = Map.groupBy(warned, ({ announcement }) => announcement);
  return {
    evaluated: evaluated.map((one) => replaced.get(one) ?? one),
    warnings: [...groups].map(([announcement, posts]) => ({
      ...{ code: 'said-twice', announcement },
      posts: posts.map(({ account, key }) => ({ account, key })),
    })),
  };
}

function dueOf({ decision }: Evaluated): Instant {
  return decision.kind === 'say' ? decision.due : 0;
}
