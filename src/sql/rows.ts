import type { Entry } from '../core/ledger/entry.ts';

/** A row of the table `entries`: a list is JSON, a boolean is 0 or 1, and the claim has columns of its own. */
export type EntryRow = ReturnType<typeof rowOf>;

export function rowOf({ about, words, alone, rests, claim, ...same }: Entry) {
  return {
    ...same,
    about: JSON.stringify(about),
    words: JSON.stringify(words),
    alone: Number(alone),
    rests: Number(rests),
    claimedBy: claim?.by ?? null,
    claimToken: claim?.token ?? null,
    claimedUntil: claim?.until ?? null,
  };
}

export function entryOf(row: EntryRow): Entry {
  const { about, words, alone, rests, claimedBy: by, claimToken: token, claimedUntil: until, ...same } = row;
  const claim = by === null || token === null || until === null ? null : { by, token, until };
  const lists = { about: JSON.parse(about) as string[], words: JSON.parse(words) as string[] };
  return { ...same, ...lists, alone: alone === 1, rests: rests === 1, claim };
}
