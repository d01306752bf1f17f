import { URGENT_KINDS } from '../domain/announcement.ts';
import type { Language } from '../domain/language.ts';
import { shownTime } from '../domain/staff-time.ts';
import { covers, resumption, scopeNamed } from '../ledger/pause.ts';
import type { Decisions } from './decide.ts';
import type { Bench, HeldBecause, Warning } from './rules.ts';

export interface Held {
  readonly announcement: string;
  readonly account: string;
  readonly language: Language;
  readonly because: HeldBecause;
  readonly advice: string;
}

/** A file that says again what an older one said, after a newer one: perhaps a backup. It may not edit anything. */
export function holdsEdits({ world, past }: Bench): boolean {
  const { accepted, approvals } = past.view;
  const { digest } = world.state;
  const first = accepted.findIndex((one) => one.digest === digest);
  const wentBack = first >= 0 && accepted.slice(first).some((one) => one.digest !== digest);
  return wentBack && !approvals.some((approval) => 'file' in approval.subject && approval.digest === digest);
}

/** What is held until somebody acts, each with what to do. */
export function heldPosts(bench: Bench, decisions: Decisions): readonly Held[] {
  const held = decisions.ruled.flatMap(({ candidate, ruling }) => {
    if (ruling.kind !== 'hold') return [];
    const { announcement, account, language } = candidate;
    return [
      {
        announcement: announcement.id,
        account: account.id,
        language,
        because: ruling.because,
        advice: ruling.advice,
      },
    ];
  });
  const planned = new Set(bench.world.state.announcements.map((one) => one.id));
  const left = bench.past.view.entries
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
  const edits = holdsEdits(bench) ? decisions.changes.filter(({ change }) => change.action === 'edit') : [];
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
  return [...held, ...left, ...older, ...leftStanding(bench, decisions)];
}

/** Wrong posts whose correction stands already, while a pause keeps them where they are. */
function leftStanding({ world, past, now }: Bench, { changes }: Decisions): readonly Held[] {
  return changes.flatMap(({ candidate, change }) => {
    const { announcement, account, language, at } = candidate;
    const first = change.after === null ? null : past.entry(change.after);
    const isNext = at <= now && (change.after === null || first?.state === 'posted');
    const pause = past.view.pauses.find((one) =>
      covers(one, { account: account.id, channel: account.channel }),
    );
    if (!isNext || !pause) return [];
    return [
      {
        announcement: announcement.id,
        account: account.id,
        language,
        because: 'paused',
        advice: `${change.target.key} is wrong and still stands: paused since ${shownTime(pause.at, world.settings.zone, now)} by ${pause.by}. Let it go on: ${resumption(pause.scope)}`,
      },
    ];
  });
}

/** What is paused, what is too late, or was overtaken, without anybody having been told so far; and what the files were warned of. */
export function warningsOf({ world, past, now }: Bench, { ruled, warnings }: Decisions): readonly Warning[] {
  const written = world.state.warnings.map(({ place, message, advice }) => ({
    about: place === null ? 'state file' : `${place.file}:${place.line ?? 1}`,
    because: message,
    advice,
  }));
  const late = new Map<string, { because: string; count: number }>();
  for (const { candidate, ruling } of ruled) {
    if (ruling.kind !== 'drop' || candidate.entry !== null) continue;
    const id = candidate.announcement.id;
    late.set(`${id} ${ruling.reason}`, {
      because: ruling.reason,
      count: (late.get(`${id} ${ruling.reason}`)?.count ?? 0) + 1,
    });
  }
  const dropped = [...late].map(([id, { because, count }]) => ({
    about: id.split(' ')[0] ?? id,
    because: `${count} ${count === 1 ? 'post does' : 'posts do'} not go out: ${because}`,
    advice: 'If it must still be said, announce it again with a new id, or raise its edition.',
  }));
  const pauses = past.view.pauses.map((pause) => ({
    about: scopeNamed(pause.scope),
    because: `paused since ${shownTime(pause.at, world.settings.zone, now)} by ${pause.by}: nothing goes out there`,
    advice: `When it may go on: ${resumption(pause.scope)}`,
  }));
  return [...pauses, ...written, ...dropped, ...warnings];
}
