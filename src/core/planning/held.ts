import { URGENT_KINDS } from '../domain/announcement.ts';
import type { Language } from '../domain/language.ts';
import { shownTime } from '../domain/staff-time.ts';
import { covers, resumption, scopeNamed } from '../ledger/pause.ts';
import type { Decisions } from './decide.ts';
import type { HeldBecause, PlanningContext, Warning } from './rules.ts';

export interface Held {
  readonly announcement: string;
  readonly account: string;
  readonly language: Language;
  readonly because: HeldBecause;
  readonly advice: string;
}

/** A file that says again what an older one said, after a newer one: perhaps a backup. It may not edit anything. */
export function holdsEdits({ configuration, ledgerIndex }: PlanningContext): boolean {
  const { accepted, approvals } = ledgerIndex.view;
  const { digest } = configuration.state;
  const first = accepted.findIndex((one) => one.digest === digest);
  const wentBack = first >= 0 && accepted.slice(first).some((one) => one.digest !== digest);
  return wentBack && !approvals.some((approval) => 'file' in approval.subject && approval.digest === digest);
}

/** What is held until somebody acts, each with what to do. */
export function heldPosts(context: PlanningContext, decisions: Decisions): readonly Held[] {
  const held = decisions.evaluated.flatMap(({ candidate, decision }) => {
    if (decision.kind !== 'hold') return [];
    const { announcement, account, language } = candidate;
    return [
      {
        announcement: announcement.id,
        account: account.id,
        language,
        because: decision.because,
        advice: decision.advice,
      },
    ];
  });
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
        advice:
          action === 'publish'
            ? 'It waits, but its announcement is no longer in the state file. Put it back, or withdraw it.'
            : `${target} is wrong and still stands: ${announcement}, which would ${action} it, is no longer in the state file. Put it back.`,
      }),
    );
  const edits = holdsEdits(context)
    ? decisions.consequences.filter(({ change }) => change.action === 'edit')
    : [];
  const older = edits.map(
    ({ candidate }): Held => ({
      announcement: candidate.announcement.id,
      account: candidate.account.id,
      language: candidate.language,
      because: 'older-file',
      advice:
        'The state file says again what an older version said. Confirm that this is meant: approve --older-file --by NAME',
    }),
  );
  return [...held, ...left, ...older, ...leftStanding(context, decisions)];
}

/** Wrong posts whose correction stands already, while a pause keeps them where they are. */
function leftStanding(
  { configuration, ledgerIndex, now }: PlanningContext,
  { consequences: changes }: Decisions,
): readonly Held[] {
  return changes.flatMap(({ candidate, change }) => {
    const { announcement, account, language, at } = candidate;
    const first = change.after === null ? null : ledgerIndex.entry(change.after);
    const isNext = at <= now && (change.after === null || first?.state === 'posted');
    const pause = ledgerIndex.view.pauses.find((one) =>
      covers(one, { account: account.id, channel: account.channel }),
    );
    if (!isNext || !pause) return [];
    return [
      {
        announcement: announcement.id,
        account: account.id,
        language,
        because: 'paused',
        advice: `${change.target.key} is wrong and still stands: paused since ${shownTime(pause.at, configuration.settings.zone, now)} by ${pause.by}. Let it go on: ${resumption(pause.scope)}`,
      },
    ];
  });
}

/** What is paused, what is too late, or was overtaken, without anybody having been told so far; and what the files were warned of. */
export function warningsOf(
  { configuration, ledgerIndex, now }: PlanningContext,
  { evaluated, warnings }: Decisions,
): readonly Warning[] {
  const written = configuration.state.warnings.map(({ place, message, advice }) => ({
    about: place === null ? 'state file' : `${place.file}:${place.line ?? 1}`,
    because: message,
    advice,
  }));
  const late = new Map<string, { because: string; count: number }>();
  for (const { candidate, decision } of evaluated) {
    if (decision.kind !== 'drop' || candidate.entry !== null) continue;
    const id = candidate.announcement.id;
    late.set(`${id} ${decision.reason}`, {
      because: decision.reason,
      count: (late.get(`${id} ${decision.reason}`)?.count ?? 0) + 1,
    });
  }
  const dropped = [...late].map(([id, { because, count }]) => ({
    about: id.split(' ')[0] ?? id,
    because: `${count} ${count === 1 ? 'post does' : 'posts do'} not go out: ${because}`,
    advice: 'If it must still be said, announce it again with a new id, or raise its edition.',
  }));
  const pauses = ledgerIndex.view.pauses.map((pause) => ({
    about: scopeNamed(pause.scope),
    because: `paused since ${shownTime(pause.at, configuration.settings.zone, now)} by ${pause.by}: nothing goes out there`,
    advice: `When it may go on: ${resumption(pause.scope)}`,
  }));
  return [...pauses, ...written, ...dropped, ...warnings];
}
