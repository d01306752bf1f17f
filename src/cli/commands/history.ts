import type { Command } from 'commander';
import { history } from '../../app/history.ts';
import type { Act } from '../command.ts';
import { DONE, STAFF } from '../exit.ts';
import { historyCsv, historyJson, historyReport } from '../reports/history-report.ts';

interface Given {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly key?: string;
  readonly municipality?: string;
  readonly announcement?: string;
  readonly incident?: string;
}

export function define(command: Command, act: Act): void {
  command
    .option('--json', 'for programs')
    .option('--csv', 'for a spreadsheet')
    .option('--key <key>', 'only this post')
    .option('--municipality <id>', 'only this municipality')
    .option('--announcement <id>', 'only this announcement')
    .option('--incident <id>', 'an earlier incident (default: the one in the state file)')
    .action(({ json, csv, key, municipality, announcement, incident }: Given) =>
      act(async (cli) => {
        const { runtime } = cli;
        const { posts, guessed, zone, target } = await history(cli, {
          key: key ?? null,
          municipality: municipality ?? null,
          announcement: announcement ?? null,
          incident: incident ?? null,
        });
        if (guessed !== null)
          runtime.err(
            `The files have mistakes (see \`check\`): everything in ${guessed.join(', ') || 'no ledger'} is shown.\n`,
          );
        if (json) runtime.out(`${JSON.stringify(historyJson(posts), null, 2)}\n`);
        else runtime.out(csv ? historyCsv(posts) : historyReport(posts, target, zone, runtime.clock.now()));
        return posts.some(({ entry }) => entry.state === 'refused' || entry.state === 'unknown')
          ? STAFF
          : DONE;
      }),
    );
}
