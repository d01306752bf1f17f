import type { Entry } from '../core/ledger/entry.ts';

/** A row of the table `entries`: a list is JSON, a boolean is 0 or 1, and the claim has columns of its own. */
export type EntryRow = ReturnType<typeof rowOf>;

type SameColumns = Omit<Entry, 'about' | 'words' | 'alone' | 'rests' | 'claim'>;

/**
 * The columns that are as in the core. Written out, because a copy of the rest of an object takes ten times as long, and a
 * delivery makes a dozen of these.
 */
function same(one: SameColumns): SameColumns {
  return {
    key: one.key,
    action: one.action,
    incident: one.incident,
    announcement: one.announcement,
    kind: one.kind,
    occurrence: one.occurrence,
    edition: one.edition,
    municipality: one.municipality,
    account: one.account,
    channel: one.channel,
    server: one.server,
    language: one.language,
    text: one.text,
    digest: one.digest,
    snapshot: one.snapshot,
    target: one.target,
    after: one.after,
    at: one.at,
    due: one.due,
    until: one.until,
    endedFrom: one.endedFrom,
    rank: one.rank,
    usd: one.usd,
    state: one.state,
    reason: one.reason,
    cancelled: one.cancelled,
    held: one.held,
    attempts: one.attempts,
    looks: one.looks,
    leftBy: one.leftBy,
    nextAt: one.nextAt,
    since: one.since,
    replyTo: one.replyTo,
    parentId: one.parentId,
    earlierKeys: one.earlierKeys,
    remoteId: one.remoteId,
    url: one.url,
    postedAt: one.postedAt,
    publishedText: one.publishedText,
    publishedSnapshot: one.publishedSnapshot,
    removedAt: one.removedAt,
    createdAt: one.createdAt,
    updatedAt: one.updatedAt,
  };
}

export function rowOf(entry: Entry) {
  return {
    ...same(entry),
    about: JSON.stringify(entry.about),
    words: JSON.stringify(entry.words),
    alone: Number(entry.alone),
    rests: Number(entry.rests),
    claimedBy: entry.claim?.by ?? null,
    claimToken: entry.claim?.token ?? null,
    claimedUntil: entry.claim?.until ?? null,
  };
}

export function entryOf(row: EntryRow): Entry {
  const { claimedBy: by, claimToken: token, claimedUntil: until } = row;
  return {
    ...same(row),
    about: JSON.parse(row.about) as string[],
    words: JSON.parse(row.words) as string[],
    alone: row.alone === 1,
    rests: row.rests === 1,
    claim: by === null || token === null || until === null ? null : { by, token, until },
  };
}
