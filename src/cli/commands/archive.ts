import type { Command } from 'commander';
import { archive } from '../../app/archive.ts';
import { inTheNameOf } from '../../app/people/by-name.ts';
import { refuseUnlessMay } from '../../app/people/people.ts';
import { say } from '../../staff-words/say.ts';
import { type Act, appOf, byOption } from '../command.ts';
import { DONE } from '../exit.ts';
import { fingerprintLines } from '../reports/fingerprints.ts';

export function define(command: Command, act: Act): void {
  command
    .argument('<incident>', say('help-archive-incident'))
    .addOption(byOption())
    .action((incident: string, { by }: { readonly by: string }) =>
      act(async (cli) => {
        const app = await appOf(cli);
        const { region } = app.files;
        const { file, tables } = await inTheNameOf(
          app,
          by,
          { what: 'archived', about: incident },
          (asker) => refuseUnlessMay(asker, 'accounts', [...region.municipalities.keys()], region),
          (actor) => archive(app, incident, actor),
        );
        cli.runtime.out(
          fingerprintLines(tables.map(({ table, ledger, file }) => [table, ledger, file] as const)),
        );
        cli.runtime.err(`${say('archived', { incident, file })}\n`);
        return DONE;
      }),
    );
}
