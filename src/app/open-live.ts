import type { OpenLive } from '../core/domain/advice.ts';
import { type Instant, MINUTE } from '../core/domain/clock.ts';
import { isMistake } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Settings } from '../core/domain/settings.ts';
import { type Entry, isOpen } from '../core/ledger/entry.ts';
import type { LedgerReader, LedgerView } from '../core/ledger/ledger.ts';
import { readingLedger } from './ledgers.ts';
import { type LedgerName, ledgerName, placeNamed } from './locate-ledgers.ts';

/** A worker that has not worked for so long is not well. */
const WORKED_WITHIN_MS = 5 * MINUTE;

/**
 * Finds what is open of the live incident while nobody works on it, because the state file is an exercise or everything goes to
 * the sandbox. Null where nothing is. Only reads, unless a worker brings the ledger of an exercise up to date by its `reading`.
 */
export function openLive(
  settings: Settings,
  data: string,
  mode: Mode,
  now: Instant,
  reading = readingLedger,
): Promise<OpenLive | null> {
  return openLiveIn(settings, mode, now, async (name, work) => {
    const place = placeNamed(name, settings.database, data);
    if (!settings.sandbox || name !== 'live') return reading(place, settings, null, work);
    // A practice changes nothing that is real, and that of another version is for its worker.
    return readingLedger(place, settings, null, work).catch((error: unknown) => {
      if (isMistake(error, 'ledger-older')) return null;
      throw error;
    });
  });
}

type LiveReader = Pick<LedgerReader, 'lastAccepted' | 'lastTick' | 'view'>;

/** The same in the ledgers that `read` finds by their names. */
export async function openLiveIn(
  settings: Settings,
  mode: Mode,
  now: Instant,
  read: (
    name: LedgerName,
    work: (ledger: LiveReader) => Promise<OpenLive | null>,
  ) => Promise<OpenLive | null>,
): Promise<OpenLive | null> {
  const real = settings.sandbox ? await read('live', (ledger) => openIn(ledger, 'sandbox', now)) : null;
  if (real !== null || mode !== 'exercise') return real;
  return read(ledgerName(settings, 'live'), (ledger) => openIn(ledger, 'exercise', now));
}

async function openIn(
  ledger: LiveReader,
  during: OpenLive['during'],
  now: Instant,
): Promise<OpenLive | null> {
  const { incident } = await ledger.lastAccepted();
  if (incident === null) return null;
  const workedAt = await ledger.lastTick();
  // Somebody may practise in the sandbox beside the worker of the real incident.
  if (during === 'sandbox' && now - (workedAt ?? 0) < WORKED_WITHIN_MS) return null;
  const view = await ledger.view(incident);
  const open = openEntries(view);
  // Posts that a draft holds back wait for people, and not for the end of the exercise.
  const isLive = view.accepted.at(-1)?.mode === 'live';
  const waiting = open.filter(({ state }) => isLive && state === 'waiting');
  const due = waiting.filter((entry) => entry.held === null && entry.due <= now).length;
  const unknown = open.filter(({ state }) => state !== 'waiting').length;
  if (waiting.length + unknown === 0) return null;
  return { during, incident, workedAt, waiting: waiting.length, due, unknown };
}

/** The open entries of an incident, and those that earlier ones left. */
export function openEntries({ entries, earlier }: LedgerView): readonly Entry[] {
  return [...entries, ...earlier].filter(isOpen);
}
