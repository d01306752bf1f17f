import type { Warning } from '../domain/advice.ts';
import { SITUATION_KINDS } from '../domain/announcement.ts';
import { remembering } from '../domain/cache.ts';
import { factsOwner } from '../domain/configuration.ts';
import { factsOf } from '../domain/incident.ts';
import type { Municipality } from '../domain/municipality.ts';
import { isEndedBy } from '../ledger/all-clear.ts';
import type { Entry } from '../ledger/entry.ts';
import { type AllClears, isEndedAmong } from './all-clears.ts';
import { isApprovedNow } from './approved-words.ts';
import { announcementNamed, type Candidate } from './candidates.ts';
import type { Evaluated } from './coalescing.ts';
import type { PlanningContext } from './context.ts';
import type { Consequence } from './corrections.ts';
import { contradictionsOfAllClear } from './doubts/contradictions.ts';
import { nextOf } from './recurrence.ts';

/** A raised edition of a withdrawn announcement is never published, which its author may not expect. */
export function raisedThoughWithdrawn(
  { configuration, ledgerIndex, withdrawnBy }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const raised = evaluated.filter(({ candidate }) => {
    const { announcement, account, language, edition } = candidate;
    if (withdrawnBy(candidate) === null) return false;
    const said = ledgerIndex.said(announcement.id, account.id, language);
    return said.length > 0 && said.every((one) => one.edition < edition);
  });
  return [...Map.groupBy(raised, ({ candidate }) => withdrawnBy(candidate) ?? '')].map(([by, all]) => ({
    ...{ code: 'withdrawn', announcement: announcementNamed(configuration, by)?.withdraws ?? '' },
    ...{ by, accounts: accountsOf(all) },
  }));
}

/**
 * The all-clear ends what its announcement said before it, and an edition of that which is raised later: it may have failed again.
 * Nothing is written down of an occurrence that has ended: an edition that was never said counts as raised since, and
 * nobody need raise one to expect it where the facts deny that all-clear by now.
 */
export function raisedThoughEnded(
  { configuration, ledgerIndex, withdrawnBy, now }: PlanningContext,
  { sure }: AllClears,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  const isDenied = remembering((owner: Municipality) => {
    const facts = factsOf(configuration.region, configuration.state, owner);
    return contradictionsOfAllClear(facts, configuration, owner, now).length > 0;
  });
  const raised = evaluated.filter(({ candidate }) => {
    const { announcement, account, language, edition, occurrence, entry, municipality } = candidate;
    if (withdrawnBy(candidate) !== null) return false;
    if (occurrence !== null) {
      if (!isEndedAmong(sure, candidate)) return false;
      const said = ledgerIndex.said(announcement.id, account.id, language);
      const isRaised = said.length > 0 && said.every((one) => one.edition < edition);
      return isRaised || isDenied(factsOwner(configuration.region, municipality, candidate.about));
    }
    if (edition === 1 || (entry !== null && entry.state !== 'superseded')) return false;
    const readAt = entry?.createdAt ?? now;
    const before = (sure.get(municipality.id) ?? []).filter(({ knownAt }) => knownAt < readAt);
    return isEndedBy({ ...candidate, municipality: municipality.id }, before);
  });
  return [...Map.groupBy(raised, ({ candidate }) => candidate.announcement.id)].map(
    ([announcement, all]) => ({ code: 'ended', announcement, accounts: accountsOf(all) }),
  );
}

/** How many accounts these are on: an account may say the same in several languages. */
function accountsOf(all: readonly Evaluated[]): number {
  return new Set(all.map(({ candidate }) => candidate.account.id)).size;
}

/**
 * A retraction is the last word also on what recurs, which a person who means only its last post may not expect. They are
 * told until the retraction is published; where it says nothing itself, until it is first read.
 */
export function endsRecurring(
  { configuration, ledgerIndex, now }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Warning[] {
  return configuration.state.announcements.flatMap((retraction): readonly Warning[] => {
    const { id, withdraws } = retraction;
    const recurring = announcementNamed(configuration, withdraws);
    const at = recurring ? nextOf(configuration, recurring, Math.max(now, retraction.at ?? now)) : null;
    const isNew = !ledgerIndex.view.firstRead.has(id);
    const waits = ({ candidate, decision: { kind } }: Evaluated) =>
      candidate.announcement === retraction && (kind === 'say' || kind === 'hold');
    if (withdraws === null || at === null || !(isNew || evaluated.some(waits))) return [];
    return [{ code: 'ends-recurring', announcement: id, withdraws, at }];
  });
}

/**
 * Warns of corrections that delete the only post of an account that says how things are: on a platform that cannot edit, the
 * whole post goes because of one wrong fact, and nobody can read the rest any more.
 */
export function deletesOutages(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
  consequences: readonly { readonly candidate: Candidate; readonly change: Consequence }[],
): readonly Warning[] {
  const { now } = context;
  const isOfOutage = ({ kind }: Pick<Entry, 'kind'>) => SITUATION_KINDS.includes(kind);
  const deleted = consequences.filter(
    ({ candidate, change }) =>
      change.action === 'delete' && candidate.announcement.corrects !== null && isOfOutage(change.target),
  );
  if (deleted.length === 0) return [];
  const gone = new Set(deleted.map(({ change }) => change.target.key));
  const placeOf = (account: string, language: string) => `${account} ${language}`;
  const left = new Set([
    ...context
      .postsOfToday()
      .filter((post) => isOfOutage(post) && !gone.has(post.key))
      .map(({ account, language }) => placeOf(account, language)),
    ...evaluated
      .filter(
        ({ candidate, decision }) =>
          decision.kind === 'say' &&
          candidate.at <= now &&
          isOfOutage(candidate.announcement) &&
          isApprovedNow(context, candidate, decision),
      )
      .map(({ candidate: { account, language } }) => placeOf(account.id, language)),
  ]);
  const alone = deleted.filter(
    ({ change: { target } }) => !left.has(placeOf(target.account, target.language)),
  );
  return [...Map.groupBy(alone, ({ candidate }) => candidate.announcement.id)].map(
    ([announcement, posts]): Warning => {
      const accounts = new Set(posts.map(({ change }) => change.target.account)).size;
      return { code: 'deletes-outage', announcement, accounts };
    },
  );
}
