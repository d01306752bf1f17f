import { parse, parseDocument } from 'yaml';
import { type Zone, zoneNamed } from '../../core/domain/clock.ts';
import { type Incident, MODES, type Mode } from '../../core/domain/incident.ts';
import { SETTINGS_LEFT_OUT } from '../../core/domain/settings.ts';

/** The little that a command must know to find and show a ledger. */
export interface Essentials {
  readonly zone: Zone;
  readonly sandbox: boolean;
  readonly database: string | null;
  readonly incident: Incident['id'];
  readonly mode: Mode;
}

/**
 * Reads the essentials from config.yaml and the state file without the schemas, whatever mistakes the rest of the files has.
 * Null where they cannot be made out for certain.
 */
export function essentialsIn(config: string, state: string): Essentials | null {
  try {
    const written: unknown = parse(config) ?? {};
    const block: unknown = /^\s*\{/.test(state) ? JSON.parse(state) : parse(incidentBlock(state));
    if (!isMapping(written) || !isMapping(block) || !isMapping(block.incident)) return null;
    const { time_zone, sandbox, database } = { ...LEFT_OUT, ...written };
    const zone = zoneOf(time_zone);
    const { id, mode = 'draft' } = block.incident;
    const known = MODES.find((one) => one === mode);
    if (typeof sandbox !== 'boolean' || typeof id !== 'string' || !known || zone === null) return null;
    if (database !== null && typeof database !== 'string') return null;
    return { zone, sandbox, database, incident: id, mode: known };
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

const LEFT_OUT: Readonly<Record<string, unknown>> = {
  time_zone: SETTINGS_LEFT_OUT.zone,
  sandbox: SETTINGS_LEFT_OUT.sandbox,
  database: SETTINGS_LEFT_OUT.database,
};

/** Whether a value that was read has keys. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The time zone alone, also beside mistakes elsewhere in config.yaml. Null where it does not say one. */
export function zoneIn(config: string): Zone | null {
  const written = parseDocument(config);
  const leftOut = written.errors.length === 0 ? LEFT_OUT.time_zone : null;
  return zoneOf(written.get('time_zone') ?? leftOut);
}

function zoneOf(written: unknown): Zone | null {
  return typeof written === 'string' ? zoneNamed(written) : null;
}

/** The lines of the key `incident`: what follows it until the next key of the file. Empty unless the file has it once. */
function incidentBlock(state: string): string {
  const lines = state.split('\n');
  const starts = lines.flatMap((line, n) => (/^["']?incident["']?\s*:(\s|$)/.test(line) ? [n] : []));
  const [start = lines.length] = starts;
  if (starts.length > 1) return '';
  const end = lines.findIndex((line, n) => n > start && /^[^\s#]/.test(line));
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}
