import type { Command } from 'commander';
import { archive } from '../../app/archive.ts';
import { say } from '../../words/say.ts';
import { type Act, actorNamed, appOf, byOption } from '../command.ts';
import { DONE } from '../exit.ts';
import { fingerprintLines } from '../reports/fingerprints.ts';

export function define(command: Command, act: Act): void {
  command
    .argument('<incident>', say('help-archive-incident'))
    .addOption(byOption())
    .action((incident: string, { by }: { readonly by: string }) =>
      act(async (cli) => {
        const { file, tables } = await archive(await appOf(cli), incident, actorNamed(by));
        cli.runtime.out(
          fingerprintLines(tables.map(({ table, ledger, file }) => [table, ledger, file] as const)),
        );
        cli.runtime.err(`${say('archived', { incident, file })}\n`);
        return DONE;
      }),
    );
}
