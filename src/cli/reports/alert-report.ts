import type { Instant, Zone } from '../../core/domain/clock.ts';
import type { AlertMessage } from '../../core/ledger/alert.ts';
import { alertWords } from '../../staff-words/advice.ts';
import { names, say, shownTime } from '../../staff-words/say.ts';
import type { WordedAlert } from '../../worker/alert-sender.ts';

/** Names of posts or accounts in one line. */
const NAMES_MAX = 8;

/** A message to staff in words. */
export function wordAlert(
  { kind, reason, about, alerts, since }: AlertMessage,
  where: string,
  zone: Zone,
  now: Instant,
): WordedAlert {
  const { what, advice } = alertWords(reason, alerts.length, (at) => shownTime(at, zone, now));
  const isNamed = about.length === 1 && what.includes(about[0] ?? '');
  const several = isNamed ? '' : ` [${names(about, NAMES_MAX)}]`;
  const named = `${what}${several}`;
  const line =
    kind === 'over' ? say('alert-over', { what: named }) : say('alert-line', { what: named, advice });
  const text = `${line} ${say('alert-since', { where, time: shownTime(since, zone, now) })}`;
  return { what, advice, line, text };
}
