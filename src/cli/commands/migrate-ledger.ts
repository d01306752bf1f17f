import { MOVABLE, type Movable, migrateLedger } from '../../app/migrate-ledger.ts';
import type { AppContext } from '../../app/pause.ts';
import { say } from '../../staff-words/say.ts';
import type { Typed } from '../command.ts';
import { fingerprintLines } from '../reports/fingerprints.ts';

interface Given {
  readonly from: string;
  readonly to: string;
  readonly ledger?: Movable;
}

export const usage = '--from <place> --to <place> [--ledger <name>]';

export function refine({ option }: Typed): void {
  option('ledger').choices(MOVABLE);
}

export async function run({ runtime }: AppContext, { from, to, ledger }: Given) {
  const moved = await migrateLedger({ runtime }, { from, to, ledger: ledger ?? null });
  runtime.out(fingerprintLines(moved.tables.map((one) => [one.table, one.from, one.to] as const)));
  runtime.err(`${say('ledger-migrated', { from: moved.from, to: moved.to })}\n`);
}
