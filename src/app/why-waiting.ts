import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { decideClaim } from '../core/ledger/claim-rules.ts';
import type { Entry } from '../core/ledger/entry.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';

/** The reason for which a worker would leave a waiting entry where it is, if it came by now. */
export function whyWaiting(
  configuration: Configuration,
  view: LedgerView,
  entry: Entry,
  now: Instant,
): string {
  const decision = decideClaim(
    entry,
    {
      account: view.entries.filter((other) => other.account === entry.account),
      approvals: view.approvals,
      pauses: view.pauses,
      stopped: view.stopped.get(entry.account) ?? null,
      mode: configuration.state.incident.mode,
      listed: new Set(configuration.state.announcements.map((one) => one.id)),
      messages: configuration.messages.digests,
      breaker: view.breakers.find((breaker) => breaker.server === entry.server) ?? null,
      rateWait: null,
    },
    now,
    configuration.settings,
  );
  return decision.kind === 'claim' ? (entry.reason ?? 'for a worker: `run`') : decision.because;
}
