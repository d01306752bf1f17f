import { type Command, Option } from 'commander';
import { LEDGER_NAMES, type LedgerName } from '../../app/locate-ledgers.ts';
import { migrateLedger } from '../../app/migrate-ledger.ts';
import type { Act } from '../command.ts';
import { DONE } from '../exit.ts';
import { fingerprintLines } from '../reports/fingerprints.ts';

interface Given {
  readonly from: string;
  readonly to: string;
  readonly ledger?: LedgerName;
}

export function define(command: Command, act: Act): void {
  command
    .requiredOption('--from <place>', 'a file, postgres://…, or DATABASE_URL for the address in .env')
    .requiredOption('--to <place>', 'the same: an empty place')
    .addOption(
      new Option(
        '--ledger <name>',
        'which ledger of a database (default: the one that the file is named after)',
      ).choices(LEDGER_NAMES),
    )
    .action(({ from, to, ledger }: Given) =>
      act(async ({ runtime }) => {
        const moved = await migrateLedger({ runtime }, { from, to, ledger: ledger ?? null });
        runtime.out(fingerprintLines(moved.tables.map((one) => [one.table, one.from, one.to] as const)));
        runtime.err(
          `Moved the ledger from ${moved.from} to ${moved.to}. Nothing is posted from the old one any more.\n`,
        );
        return DONE;
      }),
    );
}
