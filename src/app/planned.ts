import { once } from '../core/domain/cache.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import { quietUntil } from '../core/monitoring/quiet-until.ts';
import type { Plan } from '../core/planning/plan.ts';
import { type Upcoming, upcoming } from '../core/planning/upcoming.ts';
import { planToRead } from '../core/planning/wordings.ts';

/** A plan, and when another may be due though neither files nor ledger change. */
interface Planned {
  readonly plan: Plan;
  readonly view: LedgerView;
  readonly from: Instant;
  readonly until: Instant;
  /** The next occurrences, worded only when somebody asks for them. */
  readonly upcoming: () => readonly Upcoming[];
}

const newest = new WeakMap<Configuration, Planned>();

/**
 * Plans, unless this configuration and view were planned last and nothing waits for this time: a console that is asked again
 * answers with the same plan.
 */
export function planned(configuration: Configuration, view: LedgerView, now: Instant): Planned {
  const kept = newest.get(configuration);
  if (kept?.view === view && isStill(kept, now)) return kept;
  const made = planToRead(configuration, view, now);
  const next: Planned = {
    plan: made,
    view,
    from: now,
    until: quietUntil(configuration, view, made, now),
    upcoming: once(() => upcoming(configuration, view, now)),
  };
  newest.set(configuration, next);
  return next;
}

export function isStill({ from, until }: Pick<Planned, 'from' | 'until'>, now: Instant): boolean {
  return now >= from && now < until;
}
