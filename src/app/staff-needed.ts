import { isUnapproved } from '../core/ledger/approval.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { Plan } from '../core/planning/plan.ts';

/** All that people have to act on. Everything empty or 0: nobody is needed. */
export interface StaffNeeded {
  /** Announcements of texts that wait for approval, one for each text. */
  readonly unapproved: readonly string[];
  /** Announcements of texts that are held, one for each text. */
  readonly held: readonly string[];
  readonly refused: number;
  readonly unknown: number;
}

/** For a draft only the held posts: nothing of it is meant to go out. */
export function staffNeededFor(planned: Plan | null, entries: readonly Pick<Entry, 'state'>[]): StaffNeeded {
  const needed = planned?.mode === 'draft' ? 0 : (planned?.announcements[0]?.needed ?? 0);
  const unapproved = planned?.posts.filter((post) => isUnapproved(post, needed, null)) ?? [];
  const of = (state: Entry['state']) => entries.filter((entry) => entry.state === state).length;
  return {
    unapproved: unapproved.map(({ intent }) => intent.announcement),
    held: planned?.held.map(({ announcement }) => announcement) ?? [],
    refused: of('refused'),
    unknown: of('unknown'),
  };
}
