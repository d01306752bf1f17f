import { renewedSnapshot, withoutTimes } from '../domain/configuration.ts';
import type { Language } from '../domain/language.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Account } from '../domain/municipality.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Wording } from '../wording/fill.ts';
import { announcementNamed } from './candidates.ts';
import type { PlanningContext } from './context.ts';

/** The snapshot of what a post says now, where the ledger has it. */
export function saidNow(
  { ledgerIndex }: Pick<PlanningContext, 'ledgerIndex'>,
  { publishedSnapshot }: Pick<Entry, 'publishedSnapshot'>,
): ContentSnapshot | undefined {
  return ledgerIndex.view.snapshots.get(publishedSnapshot ?? '');
}

/** Words the snapshot `then` of a post with today's names and facts; null where its municipality no longer exists. */
export function saidToday(
  { configuration }: Pick<PlanningContext, 'configuration'>,
  { announcement }: Pick<Entry, 'announcement'>,
  then: ContentSnapshot,
): ContentSnapshot | null {
  return renewedSnapshot(configuration, then, announcementNamed(configuration, announcement));
}

/** The snapshot that an entry was worded from before any edit, where the ledger still has it. */
export function snapshotOf(
  { ledgerIndex }: Pick<PlanningContext, 'ledgerIndex'>,
  entry: Entry | undefined,
): ContentSnapshot | undefined {
  return entry?.snapshot == null ? undefined : ledgerIndex.view.snapshots.get(entry.snapshot);
}

/** The snapshot of what people read of a post now, after edits, or read last of a removed one. A person's words have none. */
export function publishedSnapshotOf(
  context: Pick<PlanningContext, 'ledgerIndex'>,
  entry: Entry | undefined,
): ContentSnapshot | undefined {
  if (entry === undefined || (entry.snapshot === null && !isEdited(context, entry))) return undefined;
  return saidNow(context, entry) ?? snapshotOf(context, entry);
}

export function isEdited(context: Pick<PlanningContext, 'ledgerIndex'>, entry: Entry): boolean {
  return editsOf(context, entry).length > 0;
}

/** The edits of a post that the platform has made. */
export function editsOf(
  { ledgerIndex }: Pick<PlanningContext, 'ledgerIndex'>,
  { key }: Entry,
): readonly Entry[] {
  return ledgerIndex.changesOf(key).filter(({ action, state }) => action === 'edit' && state === 'posted');
}

/**
 * Whether today's messages word both snapshots alike. The times of confirmation and next update make no difference, nor
 * does a message that was changed meanwhile. `wordingThen`: that of another time for `then`.
 */
export function saysTheSame(
  context: PlanningContext,
  then: ContentSnapshot,
  today: ContentSnapshot | null,
  account: Account,
  language: Language,
  wordingThen: Wording = context.wording,
): boolean {
  if (today === null) return false;
  return readsAlike(context, withoutTimes(then), withoutTimes(today), account, language, wordingThen);
}

/** Whether today's messages word both snapshots in the same text. Unlike in `saysTheSame`, times make a difference. */
export function readsAlike(
  { wording }: PlanningContext,
  then: ContentSnapshot,
  today: ContentSnapshot,
  account: Account,
  language: Language,
  wordingThen: Wording = wording,
): boolean {
  const before = wordingThen.fit(then, account, language);
  const after = wording.fit(today, account, language);
  return before.kind === 'fitting' && after.kind === 'fitting' && before.text === after.text;
}
