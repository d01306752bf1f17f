import { OperatorError } from '../core/domain/errors.ts';
import type { Store } from './store.ts';

/** So many at most share the first transaction, as the first would be sent late with more; then twice as many each time. */
const FIRST_TOGETHER_MAX = 100;
const TOGETHER_MAX = 500;

interface Waiting<Asked, Result> {
  readonly asked: Asked;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Works calls that come at the same time together: each query and the commit once for all. Each call resolves when the commit is
 * done. A failure of the database rejects all of them; after any other error each is worked once more by itself, so that no
 * account harms another.
 */
export function together<Asked, Result>(
  { gather }: Pick<Store, 'gather'>,
  work: (asked: readonly Asked[]) => Promise<readonly Result[]>,
): (asked: Asked) => Promise<Result> {
  const waiting: Waiting<Asked, Result>[] = [];
  let isWorking = false;

  async function workAll(): Promise<void> {
    isWorking = true;
    for (let most = FIRST_TOGETHER_MAX; waiting.length > 0; most = Math.min(2 * most, TOGETHER_MAX)) {
      await gather();
      await answer(waiting.splice(0, most));
    }
    isWorking = false;
  }

  async function answer(some: readonly Waiting<Asked, Result>[]): Promise<void> {
    try {
      const results = await work(some.map(({ asked }) => asked));
      for (const [index, one] of some.entries()) one.resolve(results[index] as Result);
    } catch (error) {
      const isOver = some.length === 1 || error instanceof OperatorError;
      for (const one of some)
        if (isOver) one.reject(error);
        else await answer([one]);
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (!isWorking) void workAll();
    });
}

/**
 * Works on several accounts at once, and where an account comes again, in another round: that one sees what the round before
 * it wrote. Returns the results in the order of `all`.
 */
export async function inRounds<Asked, Result>(
  all: readonly Asked[],
  accountOf: (asked: Asked) => string,
  round: (some: readonly Asked[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results = new Map<Asked, Result>();
  for (let left = all; left.length > 0; left = left.filter((asked) => !results.has(asked))) {
    const some = [...new Map(left.toReversed().map((asked) => [accountOf(asked), asked])).values()];
    const given = await round(some.toReversed());
    for (const [index, asked] of some.toReversed().entries()) results.set(asked, given[index] as Result);
  }
  return all.map((asked) => results.get(asked) as Result);
}
