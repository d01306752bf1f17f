import type { AlertMessage } from '../../core/ledger/alert.ts';
import type { AlertWords } from './advice.ts';

/** Of a long list of posts or accounts the first few are named. */
const NAMES_MAX = 8;

/** A message to staff as one line. */
export function bulletinLine({ kind, about }: AlertMessage, { what, advice }: AlertWords): string {
  const more = about.length > NAMES_MAX ? ` and ${about.length - NAMES_MAX} more` : '';
  const names = about.length > 1 ? ` [${about.slice(0, NAMES_MAX).join(', ')}${more}]` : '';
  return kind === 'over' ? `OVER: ${what}${names}` : `ALERT: ${what}${names} → ${advice}`;
}
