import { originalOf } from '../core/domain/announcement.ts';
import type { Configuration } from '../core/domain/configuration.ts';
import { reason } from '../core/domain/reason.ts';
import type { LedgerView } from '../core/ledger/ledger.ts';
import type { Plan } from '../core/planning/plan.ts';

/**
 * Why nothing of an announcement goes out by this plan. Null where something does, is held, which the plan tells by
 * itself, or where it ends what was still to come of another.
 */
export function whyNothing(
  configuration: Configuration,
  view: LedgerView,
  plan: Plan,
  id: string,
): readonly string[] | null {
  const announcement = configuration.state.announcements.find((one) => one.id === id);
  if (!announcement || plan.mode === 'draft') return null;
  const isMeant = (one: { readonly announcement: string }) => one.announcement === id;
  if (plan.posts.some(({ intent }) => isMeant(intent)) || plan.held.some(isMeant)) return null;
  const dropped = [
    ...plan.writes.dropped.filter(({ intent }) => isMeant(intent)),
    ...plan.warnings.filter((one) => one.code === 'dropped').filter(isMeant),
  ];
  if (dropped.length > 0) return [...new Set(dropped.map(({ reason }) => reason))];
  if (view.entries.some(isMeant)) return [reason('reason.known-already')];
  const original = originalOf(announcement);
  if (original === null) return [reason('reason.nobody-says-it')];
  const ended = new Set(plan.writes.cancelled.map(({ key }) => key));
  const changes =
    plan.posts.some(({ intent }) => intent.announcement === original) ||
    view.entries.some((entry) => entry.announcement === original && ended.has(entry.key));
  return changes ? null : [reason('reason.no-original', { announcement: original })];
}
