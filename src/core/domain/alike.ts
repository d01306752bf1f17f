/** Those of a list that are alike: never none. */
export type Alike<One> = readonly [One, ...One[]];

/** Puts together those of a list that have the same `what`, in the order of the first of each. */
export function alike<One>(all: Iterable<One>, what: (one: One) => unknown): readonly Alike<One>[] {
  return [...Map.groupBy(all, what).values()] as [One, ...One[]][];
}
