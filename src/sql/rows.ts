import type { Instant } from '../core/domain/clock.ts';
import type { Entry } from '../core/ledger/entry.ts';

/** An instant as the ledger writes it: UTC, always with milliseconds, so that text sorts as time does. */
export function textOf(instant: Instant): string {
  return new Date(instant).toISOString();
}

export function instantOf(text: string): Instant {
  return Date.parse(text);
}

/** A row of the table `entries`. Lists are JSON. */
export type EntryRow = ReturnType<typeof rowOf>;

export function rowOf(entry: Entry) {
  return {
    key: entry.key,
    action: entry.action,
    incident: entry.incident,
    announcement: entry.announcement,
    kind: entry.kind,
    occurrence: textOrNull(entry.occurrence),
    edition: entry.edition,
    municipality: entry.municipality,
    account: entry.account,
    channel: entry.channel,
    language: entry.language,
    about: JSON.stringify(entry.about),
    text: entry.text,
    digest: entry.digest,
    grounds: entry.snapshot,
    target: entry.target,
    after_key: entry.after,
    at: textOf(entry.at),
    due: textOf(entry.due),
    until: textOrNull(entry.until),
    rank: entry.rank,
    state: entry.state,
    reason: entry.reason,
    cancelled: entry.cancelled,
    held: entry.held,
    attempts: entry.attempts,
    looks: entry.looks,
    claimed_by: entry.claim?.by ?? null,
    claim_token: entry.claim?.token ?? null,
    claimed_until: textOrNull(entry.claim?.until ?? null),
    left_by: textOrNull(entry.leftBy),
    next_at: textOrNull(entry.nextAt),
    since: entry.since,
    reply_to: entry.replyTo,
    parent_id: entry.parentId,
    alone: Number(entry.alone),
    remote_id: entry.remoteId,
    url: entry.url,
    posted_at: textOrNull(entry.postedAt),
    standing_text: entry.publishedText,
    standing_grounds: entry.publishedSnapshot,
    removed_at: textOrNull(entry.removedAt),
    created_at: textOf(entry.createdAt),
    updated_at: textOf(entry.updatedAt),
    server: entry.server,
    usd: entry.usd,
  };
}

export function entryOf(row: EntryRow): Entry {
  return {
    key: row.key,
    action: row.action,
    incident: row.incident,
    announcement: row.announcement,
    kind: row.kind,
    occurrence: instantOrNull(row.occurrence),
    edition: row.edition,
    municipality: row.municipality,
    account: row.account,
    channel: row.channel,
    server: row.server,
    language: row.language,
    about: JSON.parse(row.about) as string[],
    text: row.text,
    digest: row.digest,
    snapshot: row.grounds,
    target: row.target,
    after: row.after_key,
    at: instantOf(row.at),
    due: instantOf(row.due),
    until: instantOrNull(row.until),
    rank: row.rank,
    usd: row.usd,
    state: row.state,
    reason: row.reason,
    cancelled: row.cancelled,
    held: row.held,
    attempts: row.attempts,
    looks: row.looks,
    claim: claimOf(row),
    leftBy: instantOrNull(row.left_by),
    nextAt: instantOrNull(row.next_at),
    since: row.since,
    replyTo: row.reply_to,
    parentId: row.parent_id,
    alone: row.alone === 1,
    remoteId: row.remote_id,
    url: row.url,
    postedAt: instantOrNull(row.posted_at),
    publishedText: row.standing_text,
    publishedSnapshot: row.standing_grounds,
    removedAt: instantOrNull(row.removed_at),
    createdAt: instantOf(row.created_at),
    updatedAt: instantOf(row.updated_at),
  };
}

function claimOf(row: EntryRow): Entry['claim'] {
  const { claimed_by: by, claim_token: token, claimed_until: until } = row;
  return by === null || token === null || until === null ? null : { by, token, until: instantOf(until) };
}

function textOrNull(instant: Instant | null): string | null {
  return instant === null ? null : textOf(instant);
}

function instantOrNull(text: string | null): Instant | null {
  return text === null ? null : instantOf(text);
}
