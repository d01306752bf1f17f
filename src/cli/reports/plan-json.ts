import { type Instant, isoOf } from '../../core/domain/clock.ts';
import type { Plan } from '../../core/planning/plan.ts';

/** `plan --json`: the outside contract. Times are ISO 8601 in UTC, money is US dollars. */
export function planJson(plan: Plan): object {
  return {
    mode: plan.mode,
    digest: plan.digest,
    posts: plan.posts.map(({ intent, length, limit, replyTo }) => ({
      key: intent.key,
      action: intent.action,
      municipality: intent.municipality,
      account: intent.account,
      channel: intent.channel,
      language: intent.language,
      announcement: intent.announcement,
      occurrence: orNull(intent.occurrence),
      text: intent.text,
      length,
      limit,
      due: isoOf(intent.due),
      reply_to: replyTo,
      target: intent.target,
      after: intent.after,
    })),
    held: plan.held,
    outdated: plan.outdated.map(({ entry, says, now }) => ({ key: entry.key, says, now })),
    warnings: plan.warnings,
    announcements: plan.announcements.map(({ occurrence, ...rest }) => ({
      ...rest,
      occurrence: orNull(occurrence),
    })),
    cost: plan.cost,
  };
}

function orNull(instant: Instant | null): string | null {
  return instant === null ? null : isoOf(instant);
}
