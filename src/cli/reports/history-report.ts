import type { PostHistory } from '../../app/history.ts';
import { type Instant, isoOf, isoOrNull } from '../../core/domain/clock.ts';
import { type Entry, isOpen } from '../../core/ledger/entry.ts';
import { csvOf } from '../../files/csv.ts';
import { boardLine, pendingWords, rowWords } from '../../staff-words/board.ts';
import { reasonWords, say } from '../../staff-words/say.ts';
import { type Target, targetNamed } from './target.ts';
import { quoted } from './words.ts';

/** `history --json`: the outside contract, and what explains it. */
export function historyJson(rows: readonly PostHistory[]): readonly object[] {
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
    posted_at: isoOrNull(entry.postedAt),
    attempts: entry.attempts,
    reason: entry.reason && reasonWords(entry.reason),
    approved_by: approvedBy,
    replaced_by: replacedBy,
    removed_at: isoOrNull(entry.removedAt),
    published_text: entry.removedAt === null ? entry.publishedText : null,
    pending: pending && reasonWords(pending),
    earlier_texts: earlierTexts.map(({ text, replacedAt, voided }) => ({
      text,
      replaced_at: isoOf(replacedAt),
      approvals_void: voided.map((approval) => approval.by),
    })),
  }));
}

/** How much is published and what is not, then one line a post, newest last; or each in full. */
export function historyReport(
  rows: readonly PostHistory[],
  target: Target | null,
  time: (at: Instant) => string,
  now: Instant,
  inFull: boolean,
): string {
  const board = rows.length === 0 ? say('history-none') : boardLine(rows);
  const where = target === null ? say('history-no-mode') : targetNamed(target);
  const inOrder = rows.toSorted((a, b) => happenedAt(a, now) - happenedAt(b, now));
  return `${[
    `${where}: ${board}.`,
    inFull
      ? rows.map((row) => rowPart(row, time)).join('\n\n')
      : inOrder
          .map((row) => `${time(happenedAt(row, now))}  ${row.entry.key}  ${outcomeOf(row, time)}`)
          .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** Words the outcome of a post; for a published one also what happened to it since, and by which other post. */
function outcomeOf(post: PostHistory, time: (at: Instant) => string): string {
  const { entry, replacedBy } = post;
  const since = goneWords(entry, time) || (isEdited(entry) ? say('history-edited') : '');
  if (since === '') return rowWords(post);
  const words = rowWords({ ...post, entry: { ...entry, url: null } });
  return `${words}${since}${replacedBy === null ? '' : ` (${replacedBy})`}${entry.url === null ? '' : `  ${entry.url}`}`;
}

function goneWords({ removedAt }: Entry, time: (at: Instant) => string): string {
  return removedAt === null ? '' : say('history-gone', { time: time(removedAt) });
}

function isEdited({ publishedText, text, removedAt }: Entry): boolean {
  return publishedText !== null && publishedText !== text && removedAt === null;
}

/** The time at which it was posted, or at which it ended; now for an open one. */
function happenedAt({ entry }: PostHistory, now: Instant): Instant {
  return entry.postedAt ?? (isOpen(entry) ? now : entry.updatedAt);
}

function rowPart(post: PostHistory, time: (at: Instant) => string): string {
  const { entry, approvals, approvedBy, replacedBy, pending, earlierTexts, transitions } = post;
  const when = entry.postedAt === null ? '' : ` ${time(entry.postedAt)}`;
  const removed = goneWords(entry, time);
  const reason = entry.reason === null ? '' : `: ${reasonWords(entry.reason)}`;
  return [
    `${say(`state-${entry.state}`).toUpperCase()}${when}${removed}${reason}  ${say(`action-${entry.action}`)} ${entry.key}`,
    ...(entry.url === null ? [] : [`   ${entry.url}`]),
    entry.text === null ? `   ${say('history-deletes', { target: entry.target ?? '' })}` : quoted(entry.text),
    ...(isEdited(entry) ? [`   ${say('history-says-now')}`, quoted(entry.publishedText ?? '')] : []),
    ...approvals.map(({ at, by }) => `   ${say('history-approved', { time: time(at), name: by })}`),
    ...(approvals.length === 0 && approvedBy.length > 0
      ? approvedBy.map((name) => `   ${say('history-approved-wording', { name })}`)
      : []),
    ...(replacedBy === null ? [] : [`   ${say('history-replaced', { key: replacedBy })}`]),
    ...(pending === null ? [] : [`   ${pendingWords(post)}`]),
    ...earlierTexts.flatMap(({ text, replacedAt, voided }) => [
      `   ${voided.length === 0 ? say('history-planned-until', { time: time(replacedAt) }) : say('history-planned-void', { time: time(replacedAt), n: voided.length })}`,
      text === null ? `   ${say('history-the-deletion')}` : quoted(text),
    ]),
    ...transitions
      .filter(({ from, why }) => from !== null && why !== null)
      .map(({ at, from, to, why }) => {
        const states = { from: from === null ? '' : say(`state-${from}`), to: say(`state-${to}`) };
        return `   ${say('history-transition', { time: time(at), ...states, why: why ?? '' })}`;
      }),
  ].join('\n');
}

/** The table of `historyCsv`, column by column. */
const COLUMNS = [
  ...[
    'posted_at',
    'state',
    'action',
    'municipality',
    'account',
    'channel',
    'language',
    'announcement',
    'text',
  ],
  ...['approved_by', 'reason', 'pending', 'url', 'removed_at', 'replaced_by', 'key'],
];

/** For a council: one line a post, in UTC, as a table for spreadsheets. */
export function historyCsv(rows: readonly PostHistory[]): string {
  const lines = historyJson(rows).map((shown, n) => {
    const cells: Readonly<Record<string, unknown>> = { ...shown, municipality: rows[n]?.entry.municipality };
    return COLUMNS.map((name) => [cells[name] ?? ''].flat().join('; '));
  });
  return csvOf([COLUMNS, ...lines]);
}
