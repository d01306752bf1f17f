import type { Change } from '../../app/changed-file.ts';
import type { App } from '../../app/load.ts';
import { parseAssignment, refuseTwice } from '../../files/incident/edit-state.ts';
import { confirmChange } from '../confirm-change.ts';

interface Given {
  readonly tell?: boolean;
  readonly yes?: boolean;
  readonly by: string;
}

const INCIDENT = 'incident';

export const usage = '<who> <path=value...> [--tell] [--yes] --by <name>';

export async function onFiles(
  app: App,
  who: string,
  written: readonly string[],
  { tell = false, yes = false, by }: Given,
) {
  const assignments = written.map(parseAssignment);
  refuseTwice(assignments.map(({ path }) => path.join('.')));
  const change: Change =
    who === INCIDENT ? { incident: assignments, tell } : { facts: [{ who, assignments }], tell };
  return confirmChange(app, change, { by, yes });
}
