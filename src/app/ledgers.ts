import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Instant } from '../core/domain/clock.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Ledger, LedgerReader, LedgerView } from '../core/ledger/ledger.ts';
import { type LedgerPlace, openLedger, readLedger } from '../sql/open-ledger.ts';

/** A rehearsal never makes the real thing look done: each has a ledger of its own. A draft looks at the live one. */
export function ledgerName(settings: Settings, mode: Mode): string {
  const kind = mode === 'exercise' ? 'exercise' : 'live';
  return settings.sandbox ? `sandbox-${kind}` : kind;
}

export function ledgerPlace(settings: Settings, data: string, mode: Mode): LedgerPlace {
  const name = ledgerName(settings, mode);
  if (settings.database === null) return { kind: 'file', file: join(data, `${name}.sqlite`) };
  return { kind: 'postgres', url: settings.database, schema: `ausrufer_${name.replace('-', '_')}` };
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
