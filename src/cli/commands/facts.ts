import type { Command } from 'commander';
import { factsKnown } from '../../app/facts.ts';
import { say } from '../../staff-words/say.ts';
import { type Act, appOf } from '../command.ts';
import { DONE } from '../exit.ts';
import { factsJson, factsReport } from '../reports/facts-report.ts';

export function define(command: Command, act: Act): void {
  command
    .argument('[town]', say('help-facts-town'))
    .option('--json', say('help-json'))
    .action((town: string | undefined, { json = false }: { json?: boolean }) =>
      act(async (cli) => {
        const app = await appOf(cli);
        const known = await factsKnown(app, town ?? null);
        const { runtime, files, options } = app;
        runtime.out(
          json
            ? `${JSON.stringify(factsJson(known), null, 2)}\n`
            : factsReport(known, town ?? null, options.stateShown, files.settings.zone, runtime.clock.now()),
        );
        return DONE;
      }),
    );
}
