import type { Instant } from '../domain/clock.ts';
import type { Approval } from './approval.ts';
import type { Entry, EntryState } from './entry.ts';

/** One change of an entry's state, or its cancellation while it was on its way. */
export interface Transition {
  /** Null for a new entry. */
  readonly from: EntryState | null;
  readonly to: EntryState;
  readonly at: Instant;
  readonly why: string | null;
  /** For a claim: the names of all whose approval it relied on. A pre-approved wording may be another by now. */
  readonly approvers: readonly string[];
}

/** A text that a waiting entry had before. */
export interface EarlierText {
  readonly text: string | null;
  readonly digest: string;
  readonly replacedAt: Instant;
  /** The approvals that became void with it. */
  readonly voided: readonly Approval[];
}

/** Everything that happened to one entry. */
export interface HistoryRow {
  readonly entry: Entry;
  /** Approvals of the text that it has. */
  readonly approvals: readonly Approval[];
  /** Oldest first. */
  readonly earlierTexts: readonly EarlierText[];
  /** Oldest first. */
  readonly transitions: readonly Transition[];
}
