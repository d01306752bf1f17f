import { type Instant, isoOf, isoOrNull } from '../../core/domain/clock.ts';
import type { Plan } from '../../core/planning/plan.ts';
import { holdAdvice, worded } from '../../staff-words/advice.ts';

/** `plan --json`: the outside contract. Times are ISO 8601 in UTC, money is US dollars; advice is a sentence in the operator's language. */
export function planJson(plan: Plan, time: (at: Instant) => string): object {
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
      occurrence: isoOrNull(intent.occurrence),
      text: intent.text,
      length,
      limit,
      due: isoOf(intent.due),
      reply_to: replyTo,
      target: intent.target,
      after: intent.after,
    })),
    held: plan.held.map((held) => ({
      announcement: held.announcement,
      account: held.account,
      language: held.language,
      because: held.because,
      advice: holdAdvice(held, time),
    })),
    outdated: plan.outdated.map(({ entry: { key }, says, fitting }) => ({
      key,
      says,
      now: fitting?.text ?? null,
    })),
    warnings: plan.warnings.map((warning) => worded(warning, time)),
    announcements: plan.announcements.map(({ occurrence, ...rest }) => ({
      ...rest,
      occurrence: isoOrNull(occurrence),
    })),
    cost: plan.cost,
  };
}
