import type { HoldReason, Warning } from '../domain/advice.ts';
import { alike } from '../domain/alike.ts';
import { amendedBy, URGENT_KINDS } from '../domain/announcement.ts';
import { isWhereAccountIs } from '../domain/configuration.ts';
import type { State } from '../domain/incident.ts';
import { covers } from '../domain/pause.ts';
import { isKeptCurrentKey, type Key } from '../domain/post-key.ts';
import { reason } from '../domain/reason.ts';
import { type Entry, isOpen, postedAt } from '../ledger/entry.ts';
import type { LedgerWrites } from '../ledger/ledger.ts';
import { isDormant, mayNeedSomebodyAgain, NOT_ASKED, NOT_NEEDED } from '../ledger/replanning.ts';
import { type Candidate, destinationsNamed, isNotForNow } from './candidates.ts';
import type { PlanningContext } from './context.ts';
import type { Decisions } from './decide.ts';
import { keptCurrent } from './keep-current.ts';
import type { Outdated } from './outdated.ts';
import { earlierThan } from './overtaken.ts';
import { nextOf } from './recurrence.ts';
import { type Decision, NOTHING_NEW, unknownOutcome } from './rules.ts';

/** A post, edit or deletion that is held, and why. */
export type Held = Pick<Entry, 'announcement' | 'account' | 'language'> & {
  /** The key under which the ledger has it, where it has; for a post on a lost account the key of that post. */
  readonly intent: Key;
} & HoldReason;

/** Whether the state file is an older version, perhaps from a backup. It may not edit anything until a person confirms it. */
export function holdsEdits({ configuration, ledgerIndex }: PlanningContext): boolean {
  const { accepted, approvals } = ledgerIndex.view;
  const { digest } = configuration.state;
  const first = accepted.findIndex((one) => one.digest === digest);
  const wentBack = first >= 0 && accepted.slice(first).some((one) => one.digest !== digest);
  return wentBack && !approvals.some((approval) => 'file' in approval.subject && approval.digest === digest);
}

/** Everything that is held until a person acts. */
export function heldPosts(
  context: PlanningContext,
  decisions: Decisions,
  outdated: readonly Outdated[],
): readonly Held[] {
  const decided = decisions.evaluated.flatMap(({ candidate, decision }) =>
    decision.kind === 'hold' ? [heldAt(candidate, decision.reason)] : [],
  );
  const edits = decisions.consequences.filter(({ change }) => change.action === 'edit');
  const older = holdsEdits(context)
    ? [
        ...edits.map(({ candidate, change }) => heldAt(candidate, { because: 'older-file' }, change.key)),
        ...keptCurrent(context, outdated, decisions.evaluated).map(({ key, outdated: { entry } }) => ({
          ...{ announcement: entry.announcement, account: entry.account, language: entry.language },
          ...{ intent: key, because: 'older-file' as const },
        })),
      ]
    : [];
  return [
    ...decided,
    ...unsettledBefore(context, decisions),
    ...notInFile(context),
    ...onLostAccounts(context),
    ...older,
    ...hinderedChanges(context, decisions),
  ];
}

/** Posts with an unknown outcome for which a later edition or occurrence waits. */
function unsettledBefore(
  { configuration, ledgerIndex }: PlanningContext,
  { evaluated }: Decisions,
): readonly Held[] {
  return evaluated
    .filter(({ decision }) => decision.kind === 'say')
    .flatMap(({ candidate }) =>
      earlierThan(ledgerIndex, candidate)
        .filter((entry) => entry.state === 'unknown' && isWhereAccountIs(configuration, entry))
        .map((entry) => heldAt(candidate, { ...unknownOutcome(entry), next: candidate.key }, entry.key)),
    );
}

/** Wrong posts on accounts that the files no longer have: only a person can change them. */
function onLostAccounts(context: PlanningContext): readonly Held[] {
  const { configuration, ledgerIndex } = context;
  const { region, state } = configuration;
  const lasting = context.postsOfToday().filter(({ account }) => !region.accounts.has(account));
  return state.announcements.flatMap((announcement) => {
    const { id, postAs } = announcement;
    const original = amendedBy(announcement);
    if (original === null) return [];
    const firstRead = context.firstRead(id);
    const isPutRight = ({ key }: Entry) =>
      ledgerIndex.changesOf(key).some((change) => change.announcement === id && change.state === 'posted');
    return lasting
      .filter((entry) => entry.announcement === original && postedAt(entry) <= firstRead)
      .filter((entry) => !isPutRight(entry) && (postAs?.includes(entry.municipality) ?? true))
      .map(({ account, language, url, key }) => ({
        ...{ announcement: id, account, language, intent: key },
        ...{ because: 'account-gone', post: url ?? key, key },
      }));
  });
}

function heldAt(
  { announcement, account, language, key }: Candidate,
  reason: HoldReason,
  intent: Key = key,
): Held {
  return { announcement: announcement.id, account: account.id, language, intent, ...reason };
}

/** Waiting entries whose announcement has disappeared from the file. Edits that keep posts current are listed as outdated. */
function notInFile({ configuration, ledgerIndex }: PlanningContext): readonly Held[] {
  const listed = new Set(configuration.state.announcements.map((one) => one.id));
  return ledgerIndex.view.entries
    .filter((entry) => entry.state === 'waiting' && !listed.has(entry.announcement))
    .filter((entry) => entry.action === 'publish' || entry.after !== null || URGENT_KINDS.has(entry.kind))
    .map(({ announcement, account, language, action, target, key: intent }) => ({
      ...{ announcement, account, language, action, target, intent },
      because: 'not-in-file' as const,
    }));
}

/** Wrong posts that a pause or a stopped account keeps published, though their correction is published already. */
function hinderedChanges(
  { ledgerIndex, now }: PlanningContext,
  { consequences }: Decisions,
): readonly Held[] {
  const { pauses, stopped } = ledgerIndex.view;
  return consequences.flatMap(({ candidate, change }) => {
    const { account, at } = candidate;
    const first = change.after === null ? null : ledgerIndex.entry(change.after);
    const isNext = at <= now && (change.after === null || first?.state === 'posted');
    if (!isNext) return [];
    const pause = pauses.find((one) => covers(one, { account: account.id, channel: account.channel }));
    if (pause)
      return [heldAt(candidate, { because: 'paused', target: change.target.key, pause }, change.key)];
    const reason = stopped.get(account.id);
    if (reason === undefined) return [];
    return [heldAt(candidate, { because: 'account-stopped', account: account.id, reason }, change.key)];
  });
}

/** Reports recurring announcements whose `until` comes before their first occurrence: they are never said. */
function neverOccurring({ configuration, firstRead }: PlanningContext): readonly Warning[] {
  return configuration.state.announcements.flatMap((announcement): readonly Warning[] => {
    const { id, every, until, postAs } = announcement;
    if (every === null || until === null) return [];
    if (nextOf(configuration, announcement, firstRead(id) - 1) !== null) return [];
    const posts = destinationsNamed(configuration, postAs ?? []).length;
    return [{ code: 'dropped', announcement: id, reason: reason('reason.no-occurrence'), posts }];
  });
}

/** Municipalities whose facts have mistakes: none of their posts is compared with facts, and nothing of theirs need be held now. */
function brokenFacts({ broken }: State): readonly Warning[] {
  return [...broken].flatMap(([municipality, [mistake, ...more]]): readonly Warning[] =>
    mistake ? [{ code: 'facts-broken', municipality, mistake, more: more.length }] : [],
  );
}

/** Pauses, mistakes in the file, posts that are too late or overtaken, and what the rules warn of. */
export function warningsOf(context: PlanningContext, { evaluated, warnings }: Decisions): readonly Warning[] {
  const { configuration, ledgerIndex } = context;
  const pauses = ledgerIndex.view.pauses.map((pause): Warning => ({ code: 'paused', pause }));
  const written = configuration.state.warnings.map((mistake): Warning => ({ code: 'written', mistake }));
  const dropped = evaluated.flatMap(({ candidate, decision }) => {
    const isNew = decision.kind === 'drop' && candidate.entry === null;
    const reason = isNew ? decision.reason : decision.kind === 'done' ? decision.because : undefined;
    return reason === undefined ? [] : [{ announcement: candidate.announcement.id, reason }];
  });
  const late = alike(dropped, (one) => JSON.stringify(one)).map((all): Warning => {
    const [{ announcement, reason }] = all;
    const posts = all.length;
    return reason === NOTHING_NEW
      ? { code: 'nothing-new', announcement, posts }
      : { code: 'dropped', announcement, reason, posts };
  });
  return [
    ...pauses,
    ...brokenFacts(configuration.state),
    ...written,
    ...late,
    ...neverOccurring(context),
    ...warnings,
  ];
}

/**
 * Compares every open entry with the plan: it was planned and approved from facts that may have changed. Cancelled is what nothing
 * asks for any more, until something does. An entry whose announcement has disappeared from the file is left alone, so that an
 * editor's accident does not kill what was approved.
 */
export function withheld(
  { configuration, ledgerIndex, now }: PlanningContext,
  { evaluated }: Decisions,
  planned: ReadonlySet<Key>,
): Pick<LedgerWrites, 'held' | 'cancelled'> {
  const listed = new Set(configuration.state.announcements.map((one) => one.id));
  const byKey = new Map(evaluated.map((one) => [one.candidate.key, one]));
  const unwanted = ledgerIndex.view.entries
    .filter((entry) => isOpen(entry) && listed.has(entry.announcement) && !planned.has(entry.key))
    .flatMap((entry) => {
      const { candidate, decision } = byKey.get(entry.key) ?? {};
      const isWrongTime = candidate !== undefined && isNotForNow(candidate, now);
      const reason = reasonAgainst(entry, decision, isWrongTime);
      const isCancelled = decision?.kind !== 'hold' && mayBeCancelled(entry);
      return reason === null ? [] : [{ key: entry.key, reason, isCancelled }];
    });
  const refused = evaluated.flatMap(({ candidate: { entry }, decision }) =>
    entry !== null && mayNeedSomebodyAgain(entry) && decision.kind === 'hold'
      ? [{ key: entry.key, reason: decision.reason.because }]
      : [],
  );
  return {
    held: [...unwanted.filter((one) => !one.isCancelled), ...refused],
    cancelled: unwanted.filter((one) => one.isCancelled),
  };
}

/** Tells why an entry is not wanted. Null: it is, or the outcome of its send decides first. `isWrongTime`: see `isNotForNow`. */
function reasonAgainst(entry: Entry, decision: Decision | undefined, isWrongTime: boolean): string | null {
  const isPublication = entry.action === 'publish';
  if (isPublication && decision === undefined) return NOT_ASKED;
  // Sent again before the next plan, it could undo what a correction did meanwhile.
  if (entry.state !== 'waiting' && keepsCurrent(entry)) return NOT_NEEDED;
  if (decision?.kind === 'hold') {
    if (entry.state === 'waiting') return decision.reason.because;
    // If the look-up finds it absent, it is asked for again.
    return decision.again ?? (isWrongTime && entry.attempts > 0 ? NOT_ASKED : null);
  }
  if (entry.state !== 'waiting') return null;
  return !isPublication || decision?.kind === 'done' ? NOT_NEEDED : null;
}

/**
 * Whether an entry can be cancelled and come back under the same key. An entry on its way is held until its outcome is known;
 * so is an edit that follows from a correction and may take effect late.
 */
function mayBeCancelled(entry: Entry): boolean {
  return entry.state === 'waiting' && (entry.action === 'publish' || isDormant(entry) || keepsCurrent(entry));
}

function keepsCurrent({ key, target }: Entry): boolean {
  return target !== null && isKeptCurrentKey(key, target);
}
