import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type ClaimView, decideClaim } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';

/** The reason for which a worker would leave a waiting entry where it is, if it came by now. */
export function whyWaiting(entry: Entry, view: ClaimView, now: Instant, settings: Settings): string {
  const decision = decideClaim(entry, view, now, settings);
  return decision.kind === 'claim' ? (entry.reason ?? 'for a worker: `run`') : decision.because;
}

/** What the claim of an entry would be decided by, once this configuration is accepted. */
export function claimViewIn({ state, messages }: Configuration, view: LedgerView, entry: Entry): ClaimView {
  return {
    account: view.entries.filter((other) => other.account === entry.account),
    approvals: view.approvals,
    pauses: view.pauses,
    stopped: view.stopped.get(entry.account) ?? null,
    mode: state.incident.mode,
    listed: new Set(state.announcements.map((one) => one.id)),
    messages: messages.digests,
    breaker: view.breakers.find((breaker) => breaker.server === entry.server) ?? null,
    rateWait: null,
  };
}
