import type { Announcement } from '../domain/announcement.ts';
import { once, remembering } from '../domain/cache.ts';
import type { Instant } from '../domain/clock.ts';
import { type Configuration, snapshotCache } from '../domain/configuration.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Municipality } from '../domain/municipality.ts';
import type { Key } from '../domain/post-key.ts';
import { type ApprovalRules, byDigest } from '../ledger/approval.ts';
import type { Entry } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { type Wording, wordingFor } from '../wording/fill.ts';
import { type WithdrawnBy, withdrawnNow } from './in-effect.ts';
import { indexLedger, type LedgerIndex } from './ledger-index.ts';
import { postsOfToday } from './posts-of-today.ts';
import {
  placesIn,
  renamedAccounts,
  withAccountsRenamed,
  withMunicipalitiesRenamed,
} from './renamed-accounts.ts';

/** All that the rules of one plan need. */
export interface PlanningContext {
  readonly configuration: Configuration;
  readonly ledgerIndex: LedgerIndex;
  readonly wording: Wording;
  /** The wording of what goes out at this time: what is approved for later is not another text by then. */
  readonly wordingAt: (at: Instant) => Wording;
  /** The snapshot of an announcement without an original. */
  readonly snapshot: (announcement: Announcement, poster: Municipality) => ContentSnapshot;
  readonly approval: ApprovalRules;
  /** Whether somebody approved a text of the post with this key, whichever it was. */
  readonly hasApproval: (key: Key) => boolean;
  /** When the program first read the announcement with this id: now where it has just done so. */
  readonly firstRead: (announcement: string) => Instant;
  readonly withdrawnBy: WithdrawnBy;
  /** The published posts of the incident that are not over. */
  readonly postsOfToday: () => readonly Entry[];
  readonly now: Instant;
}

/** Texts are as long as the ledger knows that each account's server takes. */
export function planningContext(given: Configuration, known: LedgerView, now: Instant): PlanningContext {
  const accountsOfNow = withAccountsRenamed(known, renamedAccounts(placesIn(given), known.places));
  const view = withMunicipalitiesRenamed(accountsOfNow, given);
  const configuration = { ...given, limits: view.limits };
  const wording = wordingFor(configuration, now);
  const later = remembering((at: Instant) => wordingFor(configuration, leavesAt(at, now)));
  const wordingAt = (at: Instant) => (at <= now ? wording : later(at));
  const snapshot = snapshotCache(configuration);
  const { settings, messages } = configuration;
  const approval = { approvals: byDigest(view.approvals), messages: messages.digests, settings };
  const keysApproved = once(
    () => new Set(view.approvals.flatMap(({ subject }) => ('post' in subject ? [subject.post] : []))),
  );
  const hasApproval = (key: Key) => keysApproved().has(key);
  const ledgerIndex = indexLedger(view);
  return {
    ...{ configuration, ledgerIndex, approval, hasApproval, now, wording, wordingAt, snapshot },
    firstRead: (id) => view.firstRead.get(id) ?? now,
    withdrawnBy: withdrawnNow({ configuration, now }),
    postsOfToday: once(() => postsOfToday({ configuration, now }, view, ledgerIndex.published)),
  };
}

/** The time at which a post of this time leaves. A post that ends at that instant is over then. */
export function leavesAt(at: Instant, now: Instant): Instant {
  return at <= now ? now : at + 1;
}
