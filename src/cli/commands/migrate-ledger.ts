import { type Command, Option } from 'commander';
import { MOVABLE, type Movable, migrateLedger } from '../../app/migrate-ledger.ts';
import type { Surroundings } from '../../app/pause.ts';
import { say } from '../../staff-words/say.ts';
import { DONE } from '../exit.ts';
import { fingerprintLines } from '../reports/fingerprints.ts';

interface Given {
  readonly from: string;
  readonly to: string;
  readonly ledger?: Movable;
}

export function define(command: Command): void {
  command
    .requiredOption('--from <place>', say('help-migrate-ledger-from'))
    .requiredOption('--to <place>', say('help-migrate-ledger-to'))
    .addOption(new Option('--ledger <name>', say('help-migrate-ledger-ledger')).choices(MOVABLE));
}

export async function run({ runtime }: Surroundings, { from, to, ledger }: Given) {
  const moved = await migrateLedger({ runtime }, { from, to, ledger: ledger ?? null });
  runtime.out(fingerprintLines(moved.tables.map((one) => [one.table, one.from, one.to] as const)));
  runtime.err(`${say('ledger-migrated', { from: moved.from, to: moved.to })}\n`);
  return DONE;
}
