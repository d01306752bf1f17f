import type { Command } from 'commander';
import { say } from '../../words/say.ts';
import { type Act, appOf } from '../command.ts';
import { DONE } from '../exit.ts';
import { whoJson, whoReport } from '../reports/who-report.ts';

export function define(command: Command, act: Act): void {
  command.option('--json', say('help-json')).action(({ json = false }: { json?: boolean }) =>
    act(async (cli) => {
      const { runtime, files } = await appOf(cli);
      runtime.out(json ? `${JSON.stringify(whoJson(files.region), null, 2)}\n` : whoReport(files.region));
      return DONE;
    }),
  );
}
