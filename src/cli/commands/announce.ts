import type { Command } from 'commander';
import type { Change } from '../../app/changed-file.ts';
import type { App } from '../../app/load.ts';
import { KINDS } from '../../core/domain/announcement.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import type { Region } from '../../core/domain/municipality.ts';
import { say } from '../../staff-words/say.ts';
import { byOption } from '../command.ts';
import { confirmChange } from '../confirm-change.ts';

interface Given {
  readonly as?: string;
  readonly about?: string;
  readonly id?: string;
  readonly text?: readonly string[];
  readonly what?: readonly string[];
  readonly corrects?: string;
  readonly withdraws?: string;
  readonly updates?: string;
  readonly contact?: string;
  readonly services?: string;
  readonly at?: string;
  readonly every?: string;
  readonly until?: string;
  readonly yes?: boolean;
  readonly by: string;
}

export function define(command: Command): void {
  command
    .addArgument(command.createArgument('<kind>', say('help-announce-kind')).choices(KINDS))
    .option('--as <who>', say('help-announce-as'))
    .option('--about <who>', say('help-announce-about'))
    .option('--id <id>', say('help-announce-id'))
    .option('--text <words>', say('help-announce-text'), collect)
    .option('--what <words>', say('help-announce-what'), collect)
    .option('--corrects <id>', say('help-announce-corrects'))
    .option('--withdraws <id>', say('help-announce-withdraws'))
    .option('--updates <id>', say('help-announce-updates'))
    .option('--contact <id>', say('help-announce-contact'))
    .option('--services <ids>', say('help-announce-services'))
    .option('--at <time>', say('help-announce-at'))
    .option('--every <cron>', say('help-announce-every'))
    .option('--until <time>', say('help-announce-until'))
    .option('--yes', say('help-announce-yes'))
    .addOption(byOption());
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
    ...{ what: localized(region, given.what), text: localized(region, given.text) },
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
  given: readonly string[] | undefined,
): Record<string, string> | undefined {
  if (given === undefined) return undefined;
  const [first] = municipalities.values();
  const authoritative = first?.languages[0] ?? 'de';
  return Object.fromEntries(
    given.map((one) => {
      const match = /^([a-z]{2}|de-simple)=(.*)$/s.exec(one);
      return match ? [match[1] ?? authoritative, match[2] ?? ''] : [authoritative, one];
    }),
  );
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
