import { type Instant, isoOf, type Zone } from '../clock.ts';
import type { HistoryRow } from '../ledger.ts';
import { shownTime } from './times.ts';

/** `history --json`: the outside contract. */
export function historyJson(rows: readonly HistoryRow[]): readonly object[] {
  return rows.map(({ entry }) => ({
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
  }));
}

/** A table to read: each post with its words, who approved it, and what happened to it. */
export function historyReport(rows: readonly HistoryRow[], zone: Zone, now: Instant): string {
  if (rows.length === 0) return 'Nothing has been planned or posted yet.\n';
  return `${rows.map((row) => rowPart(row, (at) => shownTime(at, zone, now))).join('\n\n')}\n`;
}

function rowPart(
  { entry, approvals, earlierTexts, moves }: HistoryRow,
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
    ...approvals.map((approval) => `   approved ${time(approval.at)} by ${approval.by}`),
    ...earlierTexts.map(
      (earlier) =>
        `   before ${time(earlier.replacedAt)}: ${earlier.text ?? ''}${voided(earlier.voided.length)}`,
    ),
    ...moves
      .filter((move) => move.from !== null && move.why !== null)
      .map((move) => `   ${time(move.at)} ${move.from} to ${move.to}: ${move.why}`),
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
  'url',
  'removed_at',
  'key',
] as const;

/** For a council: one line a post, in UTC, as spreadsheets read it (RFC 4180, with a byte order mark for umlauts). */
export function historyCsv(rows: readonly HistoryRow[]): string {
  const lines = rows.map(({ entry, approvals }) => [
    entry.postedAt === null ? '' : isoOf(entry.postedAt),
    entry.state,
    entry.action,
    entry.municipality,
    entry.account,
    entry.channel,
    entry.language,
    entry.announcement,
    entry.text ?? '',
    approvals.map((approval) => approval.by).join(', '),
    entry.reason ?? '',
    entry.url ?? '',
    entry.removedAt === null ? '' : isoOf(entry.removedAt),
    entry.key,
  ]);
  return `\uFEFF${[COLUMNS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that begins like a formula is shown as text, so that no spreadsheet computes what somebody posted. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
