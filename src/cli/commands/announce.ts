import type { Change } from '../../app/changed-file.ts';
import type { App } from '../../app/load.ts';
import { KINDS } from '../../core/domain/announcement.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import type { Region } from '../../core/domain/municipality.ts';
import { refuseTwice } from '../../files/incident/edit-state.ts';
import { severalTimes, type Typed } from '../command.ts';
import { confirmChange } from '../confirm-change.ts';

type Ids = 'as' | 'about' | 'id' | 'corrects' | 'withdraws' | 'updates' | 'contact' | 'services';

interface Given extends Readonly<Partial<Record<Ids | 'at' | 'every' | 'until', string>>> {
  readonly text?: readonly string[];
  readonly what?: readonly string[];
  readonly yes?: boolean;
  readonly by: string;
}

export const usage = `<kind> [--as <who>] [--about <who>] [--id <id>] [--text <words>] [--what <words>]
  [--corrects <id>] [--withdraws <id>] [--updates <id>] [--contact <id>] [--services <ids>]
  [--at <time>] [--every <cron>] [--until <time>] [--yes] --by <name>`;

export function refine({ argument, option }: Typed): void {
  argument('kind').choices(KINDS);
  for (const name of ['text', 'what']) option(name).argParser(severalTimes);
}

export async function onFiles(app: App, kind: string, given: Given) {
  return confirmChange(app, changeIn(kind, given, app.files.region), {
    by: given.by,
    yes: given.yes === true,
  });
}

function changeIn(kind: string, given: Given, region: Region): Change {
  const { as, about, services, id, corrects, withdraws, updates, contact, at, every, until } = given;
  if (!as && !corrects && !withdraws && !updates) throw operatorError(mistake('who-speaks'));
  const written = {
    ...{ id, kind, post_as: listed(as), about: listed(about), corrects, withdraws, updates, contact },
    ...{ services: listed(services), at, every, until },
    ...{ what: localized(region, 'what', given.what), text: localized(region, 'text', given.text) },
  };
  const present = Object.entries(written).filter(([, value]) => value !== undefined);
  return { announcement: Object.fromEntries(present) as never };
}

function listed(words: string | undefined): string[] | undefined {
  return words?.split(',').map((word) => word.trim());
}

/** `words` in the first language of the region, `en=words` in another. */
function localized(
  { municipalities }: Region,
  name: 'what' | 'text',
  given: readonly string[] | undefined,
): Record<string, string> | undefined {
  if (given === undefined) return undefined;
  const [first] = municipalities.values();
  const authoritative = first?.languages[0] ?? 'de';
  const words = given.map((one) => {
    const match = /^([a-z]{2}|de-simple)=(.*)$/s.exec(one);
    return match ? ([match[1] ?? authoritative, match[2] ?? ''] as const) : ([authoritative, one] as const);
  });
  refuseTwice(words.map(([language]) => `${name}.${language}`));
  return Object.fromEntries(words);
}
