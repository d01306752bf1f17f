import type { Command } from 'commander';
import type { Change } from '../../app/changes.ts';
import { KINDS } from '../../core/domain/announcement.ts';
import { operatorError } from '../../core/domain/errors.ts';
import type { Region } from '../../core/domain/municipality.ts';
import { type Act, appOf, byOption } from '../command.ts';
import { confirmChange } from '../confirm-change.ts';
import { say } from '../words/say.ts';

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

export function define(command: Command, act: Act): void {
  command
    .addArgument(command.createArgument('<kind>', 'what kind of announcement').choices(KINDS))
    .option('--as <who>', 'who says it: municipalities, groups, all, towns-of/ID; several with commas')
    .option('--about <who>', 'about whom, if not about itself')
    .option('--id <id>', 'its id (default: made from kind and who)')
    .option(
      '--text <words>',
      'own words, in the first language; for others LANGUAGE=words, repeated',
      collect,
    )
    .option(
      '--what <words>',
      'for a correction: what was wrong, without repeating it; LANGUAGE=words for others',
      collect,
    )
    .option('--corrects <id>', 'the announcement that it corrects')
    .option('--withdraws <id>', 'the announcement that it withdraws')
    .option('--updates <id>', 'the announcement that it updates')
    .option('--contact <id>', 'the contact that it gives')
    .option('--services <ids>', 'the services that it is about, with commas')
    .option('--at <time>', 'not before: "2023-10-30 06:30"')
    .option('--every <cron>', 'again and again: "0 8,16 * * 1-5" is 8:00 and 16:00, Monday to Friday')
    .option('--until <time>', 'never after')
    .option('--yes', 'do not ask: what is shown goes out')
    .addOption(byOption())
    .action((kind: string, given: Given) =>
      act(async (cli) => {
        const app = await appOf(cli);
        return confirmChange(app, changeIn(kind, given, app.files.region), {
          by: given.by,
          yes: given.yes === true,
        });
      }),
    );
}

function changeIn(kind: string, given: Given, region: Region): Change {
  const { as, about, services, id, corrects, withdraws, updates, contact, at, every, until } = given;
  if (!as && !corrects && !withdraws && !updates)
    throw operatorError('who-speaks', say('who-speaks'), say('who-speaks-advice'));
  const written = {
    ...{ id, kind, post_as: listed(as), about: listed(about), corrects, withdraws, updates, contact },
    ...{ services: listed(services), at, every, until },
    ...{ what: localized(region, given.what), text: localized(region, given.text) },
  };
  const present = Object.entries(written).filter(([, value]) => value !== undefined);
  return { kind: 'announce', announcement: Object.fromEntries(present) as never };
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
