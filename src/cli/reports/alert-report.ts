import type { Instant, Zone } from '../../core/domain/clock.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { AlertMessage } from '../../core/ledger/alert.ts';
import type { WordedAlert } from '../../worker/alert-sender.ts';
import { alertWords } from './advice.ts';
import { names } from './words.ts';

/** Names of posts or accounts in one line. */
const NAMES_MAX = 8;

/** A message to staff in words. */
export function wordAlert(
  { kind, reason, about, alerts }: AlertMessage,
  zone: Zone,
  now: Instant,
): WordedAlert {
  const { what, advice } = alertWords(reason, alerts.length, (at) => shownTime(at, zone, now));
  const isNamed = about.length === 1 && what.includes(about[0] ?? '');
  const several = isNamed ? '' : ` [${names(about, NAMES_MAX)}]`;
  const line =
    kind === 'over' ? `OVER, no longer so: ${what}${several}` : `ALERT: ${what}${several} → ${advice}`;
  return { what, advice, line };
}
