import { type Instant, isoOf, type Zone } from '../../core/domain/clock.ts';
import type { Key } from '../../core/domain/post-key.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { HistoryRow } from '../../core/ledger/ledger.ts';

/** A row of the history with what has to be looked up for it elsewhere. */
export interface Told extends HistoryRow {
  /** Who approved what was sent, or waits; of standing kinds, who approved their wording. */
  readonly approvedBy: readonly string[];
  /** What took its place, or brought about its edit or deletion. */
  readonly replacedBy: Key | null;
  /** Why it has not gone out yet; null for everything that is over. */
  readonly pending: string | null;
}

/** `all`: the entries of the incident. `pendingOf`: why a waiting entry waits, or null. */
export function told(
  rows: readonly HistoryRow[],
  all: readonly Entry[],
  pendingOf: (entry: Entry) => string | null,
): readonly Told[] {
  return rows.map((row) => ({
    ...row,
    approvedBy: approversIn(row),
    replacedBy: replacementOf(row.entry, all),
    pending: row.entry.state === 'waiting' ? (pendingOf(row.entry) ?? row.entry.reason) : null,
  }));
}

/** The claim recorded whose approval it relied on: a pre-approved wording may be another by now. */
function approversIn({ approvals, transitions }: HistoryRow): readonly string[] {
  const claimed = transitions.findLast(({ to }) => to === 'sending')?.approvers ?? [];
  return claimed.length > 0 ? claimed : [...new Set(approvals.map((approval) => approval.by))];
}

function replacementOf(entry: Entry, all: readonly Entry[]): Key | null {
  if (entry.action !== 'publish') return null;
  const change = all.findLast((other) => other.target === entry.key && other.state === 'posted');
  if (change) return change.after ?? change.key;
  if (entry.state !== 'superseded') return null;
  const later = all
    .filter((other) => isLaterOf(other, entry) && other.state !== 'superseded' && other.state !== 'expired')
    .sort((a, b) => a.at - b.at || a.edition - b.edition);
  return later[0]?.key ?? null;
}

/** Whether `other` says later what `entry` was to say: the same announcement, or the same kind about the same. */
function isLaterOf(other: Entry, entry: Entry): boolean {
  if (other.action !== 'publish' || other.key === entry.key) return false;
  if (other.account !== entry.account || other.language !== entry.language || other.at < entry.at)
    return false;
  if (other.announcement === entry.announcement)
    return other.edition > entry.edition || (other.occurrence ?? 0) > (entry.occurrence ?? 0);
  return other.kind === entry.kind && other.about.join() === entry.about.join();
}

/** `history --json`: the outside contract, and what explains it. */
export function historyJson(rows: readonly Told[]): readonly object[] {
  return rows.map(({ entry, approvedBy, replacedBy, pending, earlierTexts }) => ({
    key: entry.key,
    action: entry.action,
    account: entry.account,
    channel: entry.channel,
    language: entry.language,
    announcement: entry.announcement,
    text: entry.text,
    state: entry.state,
    remote_id: entry.remoteId,
    url: entry.url,
    posted_at: entry.postedAt === null ? null : isoOf(entry.postedAt),
    attempts: entry.attempts,
    reason: entry.reason,
    approved_by: approvedBy,
    replaced_by: replacedBy,
    removed_at: entry.removedAt === null ? null : isoOf(entry.removedAt),
    standing_text: entry.removedAt === null ? entry.publishedText : null,
    pending,
    earlier_texts: earlierTexts.map(({ text, replacedAt, voided }) => ({
      text,
      replaced_at: isoOf(replacedAt),
      approvals_void: voided.map((approval) => approval.by),
    })),
  }));
}

/** A table to read: each post with its words, who approved it, and what happened to it. */
export function historyReport(rows: readonly Told[], zone: Zone, now: Instant): string {
  if (rows.length === 0) return 'Nothing has been planned or posted yet.\n';
  return `${rows.map((row) => rowPart(row, (at) => shownTime(at, zone, now))).join('\n\n')}\n`;
}

function rowPart(
  { entry, approvals, approvedBy, replacedBy, pending, earlierTexts, transitions }: Told,
  time: (at: Instant) => string,
): string {
  const when = entry.postedAt === null ? '' : ` ${time(entry.postedAt)}`;
  const removed = entry.removedAt === null ? '' : `, gone since ${time(entry.removedAt)}`;
  const reason = entry.reason === null ? '' : `: ${entry.reason}`;
  return [
    `${entry.state.toUpperCase()}${when}${removed}${reason}  ${entry.action} ${entry.key}`,
    ...(entry.url === null ? [] : [`   ${entry.url}`]),
    ...(entry.text === null
      ? [`   deletes ${entry.target ?? ''}`]
      : entry.text.split('\n').map((line) => `   │ ${line}`)),
    ...(entry.publishedText === null || entry.publishedText === entry.text || entry.removedAt !== null
      ? []
      : ['   says now:', ...entry.publishedText.split('\n').map((line) => `   │ ${line}`)]),
    ...approvals.map((approval) => `   approved ${time(approval.at)} by ${approval.by}`),
    ...(approvals.length === 0 && approvedBy.length > 0
      ? approvedBy.map((name) => `   approved as wording by ${name}`)
      : []),
    ...(replacedBy === null ? [] : [`   replaced by ${replacedBy}`]),
    ...(pending === null ? [] : [`   waits: ${pending}`]),
    ...earlierTexts.map(
      (earlier) =>
        `   before ${time(earlier.replacedAt)}: ${earlier.text ?? ''}${voided(earlier.voided.length)}`,
    ),
    ...transitions
      .filter(({ from, why }) => from !== null && why !== null)
      .map(({ at, from, to, why }) => `   ${time(at)} ${from} to ${to}: ${why}`),
  ].join('\n');
}

function voided(approvals: number): string {
  return approvals === 0 ? '' : ` (${approvals} ${approvals === 1 ? 'approval' : 'approvals'} void)`;
}

const COLUMNS = [
  'posted_at',
  'state',
  'action',
  'municipality',
  'account',
  'channel',
  'language',
  'announcement',
  'text',
  'approved_by',
  'reason',
  'pending',
  'url',
  'removed_at',
  'replaced_by',
  'key',
] as const;

/** For a council: one line a post, in UTC, as spreadsheets read it (RFC 4180, with a byte order mark for umlauts). */
export function historyCsv(rows: readonly Told[]): string {
  const lines = rows.map(({ entry, approvedBy, replacedBy, pending }) => [
    entry.postedAt === null ? '' : isoOf(entry.postedAt),
    entry.state,
    entry.action,
    entry.municipality,
    entry.account,
    entry.channel,
    entry.language,
    entry.announcement,
    entry.text ?? '',
    approvedBy.join('; '),
    entry.reason ?? '',
    pending ?? '',
    entry.url ?? '',
    entry.removedAt === null ? '' : isoOf(entry.removedAt),
    replacedBy ?? '',
    entry.key,
  ]);
  return `\uFEFF${[COLUMNS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that begins like a formula is shown as text, so that no spreadsheet computes what somebody posted. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
