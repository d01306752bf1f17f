import type { HoldReason, Warning } from '../domain/advice.ts';
import { URGENT_KINDS } from '../domain/announcement.ts';
import type { Language } from '../domain/language.ts';
import { covers } from '../domain/pause.ts';
import type { Candidate } from './candidates.ts';
import type { Decisions } from './decide.ts';
import type { PlanningContext } from './rules.ts';

/** A post, edit or deletion that is held, and why. */
export type Held = {
  readonly announcement: string;
  readonly account: string;
  readonly language: Language;
} & HoldReason;

/** A file that says again what an older one said, after a newer one: perhaps a backup. It may not edit anything. */
export function holdsEdits({ configuration, ledgerIndex }: PlanningContext): boolean {
  const { accepted, approvals } = ledgerIndex.view;
  const { digest } = configuration.state;
  const first = accepted.findIndex((one) => one.digest === digest);
  const wentBack = first >= 0 && accepted.slice(first).some((one) => one.digest !== digest);
  return wentBack && !approvals.some((approval) => 'file' in approval.subject && approval.digest === digest);
}

/** Everything that is held until a person acts. */
export function heldPosts(context: PlanningContext, decisions: Decisions): readonly Held[] {
  const held = decisions.evaluated.flatMap(({ candidate, decision }) =>
    decision.kind === 'hold' ? [heldAt(candidate, decision.reason)] : [],
  );
  const planned = new Set(context.configuration.state.announcements.map((one) => one.id));
  const left = context.ledgerIndex.view.entries
    .filter((entry) => entry.state === 'waiting' && !planned.has(entry.announcement))
    // What only keeps a post current is listed with the outdated ones.
    .filter((entry) => entry.action === 'publish' || entry.after !== null || URGENT_KINDS.has(entry.kind))
    .map(
      ({ announcement, account, language, action, target }): Held => ({
        announcement,
        account,
        language,
        because: 'not-in-file',
        action,
        target,
      }),
    );
  const edits = holdsEdits(context)
    ? decisions.consequences.filter(({ change }) => change.action === 'edit')
    : [];
  const older = edits.map(({ candidate }) => heldAt(candidate, { because: 'older-file' }));
  return [...held, ...left, ...older, ...leftStanding(context, decisions)];
}

function heldAt({ announcement, account, language }: Candidate, reason: HoldReason): Held {
  return { announcement: announcement.id, account: account.id, language, ...reason };
}

/** Wrong posts whose correction stands already, while a pause keeps them where they are. */
function leftStanding({ ledgerIndex, now }: PlanningContext, { consequences }: Decisions): readonly Held[] {
  return consequences.flatMap(({ candidate, change }) => {
    const { account, at } = candidate;
    const first = change.after === null ? null : ledgerIndex.entry(change.after);
    const isNext = at <= now && (change.after === null || first?.state === 'posted');
    const pause = ledgerIndex.view.pauses.find((one) =>
      covers(one, { account: account.id, channel: account.channel }),
    );
    if (!isNext || !pause) return [];
    return [heldAt(candidate, { because: 'paused', target: change.target.key, pause })];
  });
}

/** What is paused, what is too late, or was overtaken, without anybody having been told so far; and what the files were warned of. */
export function warningsOf(
  { configuration, ledgerIndex }: PlanningContext,
  { evaluated, warnings }: Decisions,
): readonly Warning[] {
  const pauses = ledgerIndex.view.pauses.map((pause): Warning => ({ code: 'paused', pause }));
  const written = configuration.state.warnings.map((mistake): Warning => ({ code: 'written', mistake }));
  const late = evaluated.flatMap(({ candidate, decision }) =>
    decision.kind === 'drop' && candidate.entry === null
      ? [{ announcement: candidate.announcement.id, reason: decision.reason }]
      : [],
  );
  const dropped = [...Map.groupBy(late, (one) => JSON.stringify(one)).values()].flatMap((posts): Warning[] =>
    posts[0] ? [{ code: 'dropped', ...posts[0], posts: posts.length }] : [],
  );
  return [...pauses, ...written, ...dropped, ...warnings];
}
