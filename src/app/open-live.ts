import type { OpenLive } from '../core/domain/advice.ts';
import type { Instant } from '../core/domain/clock.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type Entry, isOpen } from '../core/ledger/entry.ts';
import type { LedgerReader, LedgerView } from '../core/ledger/ledger.ts';
import { readingLedger } from './ledgers.ts';
import { ledgerPlace } from './locate-ledgers.ts';

/**
 * What is open of the live incident, on which nobody works while the state file is an exercise; null where nothing is. Only
 * reads, unless a worker brings the ledger up to date by its `reading`.
 */
export async function openLive(
  settings: Settings,
  data: string,
  now: Instant,
  reading = readingLedger,
): Promise<OpenLive | null> {
  return reading(ledgerPlace(settings, data, 'live'), settings, null, (ledger) => openLiveIn(ledger, now));
}

/** The same in the live ledger. */
export async function openLiveIn(
  ledger: Pick<LedgerReader, 'lastAccepted' | 'lastTick' | 'view'>,
  now: Instant,
): Promise<OpenLive | null> {
  const { incident } = await ledger.lastAccepted();
  if (incident === null) return null;
  const view = await ledger.view(incident);
  const open = openEntries(view);
  // What a draft holds back waits for people, and not for the end of the exercise.
  const isLive = view.accepted.at(-1)?.mode === 'live';
  const waiting = open.filter(({ state }) => isLive && state === 'waiting');
  const due = waiting.filter((entry) => entry.held === null && entry.due <= now).length;
  const unknown = open.filter(({ state }) => state !== 'waiting').length;
  if (waiting.length + unknown === 0) return null;
  return { incident, workedAt: await ledger.lastTick(), waiting: waiting.length, due, unknown };
}

/** The open entries of an incident, and those that earlier ones left. */
export function openEntries({ entries, earlier }: LedgerView): readonly Entry[] {
  return [...entries, ...earlier].filter(isOpen);
}
