import type { Plan } from '../core/planning/plan.ts';

/** Done. */
export const DONE = 0;
/** A mistake was found and nothing was changed. */
export const MISTAKE = 1;
/** Staff are needed: something is held, refused or unknown, or waits for approval. */
export const STAFF = 2;

/** Whether a plan needs people. A draft needs none: nothing of it is meant to go out. */
export function staffNeeded(plan: Plan): number {
  if (plan.held.length > 0) return STAFF;
  if (plan.mode === 'draft') return DONE;
  const unapproved = plan.announcements.some((approvable) => approvable.approvals.length < approvable.needed);
  return unapproved ? STAFF : DONE;
}
