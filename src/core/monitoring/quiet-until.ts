import { DAY, forEachTime, type Instant, MINUTE, sooner } from '../domain/clock.ts';
import type { Configuration } from '../domain/configuration.ts';
import { dayOf, endOf } from '../domain/time-zone.ts';
import { isOpen, postedAt } from '../ledger/entry.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { HIDDEN } from '../ledger/transitions.ts';
import { MACHINE_SEEN_MS } from '../ledger/turn.ts';
import type { Plan } from '../planning/plan.ts';
import { nextOf } from '../planning/recurrence.ts';
import { PROMISE_KEPT_MS } from '../planning/rules.ts';
import { TOLD_FOR_MS } from '../planning/unwatched.ts';
import { machinesApart, PROMISE_AHEAD_MS } from './alert-rules.ts';
import { EXPIRED_FOR_MS } from './entry-alerts.ts';

/** Also servers are asked for their limits as often. */
const QUIET_MS_MAX = 15 * MINUTE;

/**
 * The first instant at which a plan, or its alerts, may differ from this one, though neither files nor ledger change: a
 * quarter of an hour after `now` at the latest. A rule that waits for another time must be added here; the simulation
 * plans whenever a worker does not, and finds what is missing.
 */
export function quietUntil(
  configuration: Configuration,
  view: LedgerView,
  { posts, held }: Plan,
  now: Instant,
): Instant {
  const { settings, state, region } = configuration;
  const { keepCurrent, freshnessMs, backlogAfterMs, confirmed } = settings;
  let until = now + QUIET_MS_MAX;
  const note = (at: Instant | null | undefined) => {
    if (at != null) until = sooner(until, at, now);
  };
  // The platform takes the same text again after a while.
  if (held.some(({ because }) => because === 'said-twice' || because === 'says-the-same')) return now;

  // Texts name days.
  note(endOf(dayOf(now, settings.zone), settings.zone));
  for (const announcement of state.announcements) note(nextOf(configuration, announcement, now));
  const written = new Set<Instant>();
  forEachTime([state, region.municipalities, view.firstRead, view.wanted, view.snapshots], (at) =>
    written.add(at),
  );
  const spans = [
    0,
    -DAY,
    -PROMISE_AHEAD_MS,
    -PROMISE_KEPT_MS,
    freshnessMs,
    backlogAfterMs,
    confirmed?.withinMs ?? 0,
  ];
  for (const at of written) for (const span of spans) note(at + span);
  for (const { one, other } of machinesApart(view, now)) note(Math.min(one.at, other.at) + MACHINE_SEEN_MS);
  const newest = view.accepted.at(-1);
  if (newest) note(newest.at + keepCurrent.quietMs);
  // A post that is not in the ledger yet is due at the very time of the plan.
  for (const { intent } of posts) if (intent.due > now) note(intent.due);
  for (const entry of view.entries) {
    if (isOpen(entry))
      for (const at of [entry.at + freshnessMs, entry.due, entry.until, entry.nextAt]) note(at);
    if (entry.state === 'expired') note(entry.updatedAt + EXPIRED_FOR_MS);
    if (entry.removedAt !== null) note(entry.removedAt + TOLD_FOR_MS);
    if (entry.reason === HIDDEN) note(postedAt(entry) + TOLD_FOR_MS);
    if (entry.action === 'edit')
      note((entry.postedAt ?? entry.leftBy ?? entry.updatedAt) + keepCurrent.everyMs);
  }
  return until;
}
