import type { Command } from 'commander';
import type { Change } from '../../app/changes.ts';
import { parseAssignment } from '../../files/incident/edit-state.ts';
import { type Act, appOf, byOption } from '../command.ts';
import { confirmChange } from '../confirm-change.ts';

interface Given {
  readonly tell?: boolean;
  readonly yes?: boolean;
  readonly by: string;
}

const INCIDENT = 'incident';

export function define(command: Command, act: Act): void {
  command
    .argument('<who>', 'a municipality, a group, all; or incident for mode, phase and next_update')
    .argument(
      '<path=value...>',
      'facts: reach.phone=down, contacts.hotline.phone="+49 221 4710119", instruction.de="…"; null clears',
    )
    .option('--tell', 'say again what this makes outdated there: raises the edition of those announcements')
    .option('--yes', 'do not ask: what is shown goes out')
    .addOption(byOption())
    .action((who: string, written: readonly string[], { tell = false, yes = false, by }: Given) =>
      act(async (cli) => {
        const assignments = written.map(parseAssignment);
        const change: Change =
          who === INCIDENT ? { kind: 'incident', assignments } : { kind: 'facts', who, assignments, tell };
        return confirmChange(await appOf(cli), change, { by, yes });
      }),
    );
}
