import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Instant } from '../core/domain/clock.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Ledger, LedgerReader, LedgerView } from '../core/ledger/ledger.ts';
import { type LedgerPlace, openLedger, readLedger } from '../sql/open-ledger.ts';

/** Every ledger has a name: a rehearsal never makes the real thing look done. */
export const LEDGER_NAMES = ['live', 'exercise', 'sandbox-live', 'sandbox-exercise'] as const;
export type LedgerName = (typeof LEDGER_NAMES)[number];

/** A draft looks at the live ledger. */
export function ledgerName({ sandbox }: Pick<Settings, 'sandbox'>, mode: Mode): LedgerName {
  const kind = mode === 'exercise' ? 'exercise' : 'live';
  return sandbox ? `sandbox-${kind}` : kind;
}

export function ledgerPlace(settings: Settings, data: string, mode: Mode): LedgerPlace {
  return placeNamed(ledgerName(settings, mode), settings.database, data);
}

/** `database`: `postgres://…`, or null for a file in the folder `data`. */
export function placeNamed(name: LedgerName, database: string | null, data: string): LedgerPlace {
  if (database === null) return { kind: 'file', file: join(data, `${name}.sqlite`) };
  return { kind: 'postgres', url: database, schema: `ausrufer_${name.replace('-', '_')}` };
}

export function openLedgerAt(place: LedgerPlace, settings: Settings, now: Instant): Promise<Ledger> {
  return openLedger(place, settings, randomUUID, now);
}

/** What the ledger says, without needing one to exist. */
export async function viewOf(place: LedgerPlace, settings: Settings, incident: string): Promise<LedgerView> {
  const reader = await readLedger(place, settings);
  if (reader === null) return NOTHING_HAPPENED;
  try {
    return await reader.view(incident);
  } finally {
    await reader.close();
  }
}

export async function withReader<Result>(
  place: LedgerPlace,
  settings: Settings,
  empty: Result,
  ask: (reader: LedgerReader) => Promise<Result>,
): Promise<Result> {
  const reader = await readLedger(place, settings);
  if (reader === null) return empty;
  try {
    return await ask(reader);
  } finally {
    await reader.close();
  }
}

/** What planning is told where there is no ledger. */
export const NOTHING_HAPPENED: LedgerView = {
  entries: [],
  firstRead: new Map(),
  approvals: [],
  pauses: [],
  snapshots: new Map(),
  accepted: [],
  lastTick: null,
  stopped: new Map(),
  breakers: [],
  rateUsage: [],
  settlesWithinMs: {},
};
