import type { Command } from 'commander';
import type { Change } from '../../app/changed-file.ts';
import type { App } from '../../app/load.ts';
import { parseAssignment } from '../../files/incident/edit-state.ts';
import { say } from '../../staff-words/say.ts';
import { byOption } from '../command.ts';
import { confirmChange } from '../confirm-change.ts';

interface Given {
  readonly tell?: boolean;
  readonly yes?: boolean;
  readonly by: string;
}

const INCIDENT = 'incident';

export function define(command: Command): void {
  command
    .argument('<who>', say('help-set-who'))
    .argument('<path=value...>', say('help-set-path'))
    .option('--tell', say('help-set-tell'))
    .option('--yes', say('help-announce-yes'))
    .addOption(byOption());
}

export async function onFiles(
  app: App,
  who: string,
  written: readonly string[],
  { tell = false, yes = false, by }: Given,
) {
  const assignments = written.map(parseAssignment);
  const change: Change =
    who === INCIDENT ? { incident: assignments } : { facts: [{ who, assignments }], tell };
  return confirmChange(app, change, { by, yes });
}
