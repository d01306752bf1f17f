import { URGENT_KINDS } from '../domain/announcement.ts';
import type { Intent } from './entry.ts';

/** Sorts by what is sent first. */
export function byTurn(a: Intent, b: Intent): number {
  return turnOf(a) - turnOf(b) || a.due - b.due || a.rank - b.rank;
}

/** The lower goes first: urgent kinds and their consequences (0), everything else (1), edits that keep posts current (2). */
function turnOf(intent: Pick<Intent, 'kind' | 'action' | 'after'>): 0 | 1 | 2 {
  if (URGENT_KINDS.has(intent.kind)) return 0;
  return intent.action === 'edit' && intent.after === null ? 2 : 1;
}
