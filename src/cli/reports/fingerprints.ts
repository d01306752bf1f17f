import type { Fingerprint } from '../../sql/fingerprint.ts';
import { say } from '../../staff-words/say.ts';

const DIGEST_SHOWN = 16;

/** Count and digest of every table, here and there. */
export function fingerprintLines(
  tables: readonly (readonly [name: string, here: Fingerprint, there: Fingerprint])[],
): string {
  const shown = ({ rows, digest }: Fingerprint) =>
    `${String(rows).padStart(9)} ${say('fingerprint-rows')} ${digest.slice(0, DIGEST_SHOWN)}`;
  return tables.map(([name, here, there]) => `${name.padEnd(14)}${shown(here)}  =${shown(there)}\n`).join('');
}
