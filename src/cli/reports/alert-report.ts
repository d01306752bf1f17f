import type { Instant, Zone } from '../../core/domain/clock.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import type { AlertMessage } from '../../core/ledger/alert.ts';
import type { WordedAlert } from '../../worker/alert-sender.ts';
import { alertWords } from './advice.ts';
import { names } from './words.ts';

/** Names of posts or accounts in one line. */
const NAMES_MAX = 8;

/** A message to staff in words. */
export function wordAlert({ kind, reason, about }: AlertMessage, zone: Zone, now: Instant): WordedAlert {
  const { what, advice } = alertWords(reason, (at) => shownTime(at, zone, now));
  const several = about.length > 1 ? ` [${names(about, NAMES_MAX)}]` : '';
  const line = kind === 'over' ? `OVER: ${what}${several}` : `ALERT: ${what}${several} → ${advice}`;
  return { what, advice, line };
}
