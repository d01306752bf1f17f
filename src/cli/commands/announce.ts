import type { Change } from '../../app/changed-file.ts';
import type { App } from '../../app/load.ts';
import { isAmending, KINDS } from '../../core/domain/announcement.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { type Language, SOURCE } from '../../core/domain/language.ts';
import { municipalitiesNamed, type Region } from '../../core/domain/municipality.ts';
import { refuseTwice } from '../../files/incident/edit-state.ts';
import { severalTimes, type Typed } from '../command.ts';
import { confirmChange } from '../confirm-change.ts';

type Ids = 'as' | 'about' | 'id' | 'corrects' | 'withdraws' | 'updates' | 'contact' | 'services' | 'reach';

interface Given extends Readonly<Partial<Record<Ids | 'at' | 'every' | 'until', string>>> {
  readonly text?: readonly string[];
  readonly what?: readonly string[];
  readonly yes?: boolean;
  readonly by: string;
}

export const usage = `<kind> [--as <who>] [--about <who>] [--id <id>] [--text <words>] [--what <words>]
  [--corrects <id>] [--withdraws <id>] [--updates <id>] [--contact <id>] [--services <ids>] [--reach <ways>]
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
  const { as, about, services, reach, id, corrects, withdraws, updates, contact, at, every, until } = given;
  // The posters of what a correction or retraction is about say it too; which that is, the reader of the file asks.
  if (!as && !isAmending(kind) && !corrects && !withdraws && !updates) throw operatorError('who-speaks');
  const speakers = listed(as);
  const wordsOf = (name: 'what' | 'text') => localized(region, speakers, name, given[name]);
  const written = {
    ...{ id, kind, post_as: speakers, about: listed(about), corrects, withdraws, updates, contact },
    ...{ services: listed(services), reach: listed(reach), at, every, until },
    ...{ what: wordsOf('what'), text: wordsOf('text') },
  };
  const present = Object.entries(written).filter(([, value]) => value !== undefined);
  return { announcement: Object.fromEntries(present) as never };
}

/** Lists each name once, also where somebody typed it twice. */
function listed(words: string | undefined): string[] | undefined {
  return words === undefined ? undefined : [...new Set(words.split(',').map((word) => word.trim()))];
}

/** `words` in the first language of those who speak, `en=words` in another. Throws `language-needed` where they have several. */
function localized(
  region: Region,
  speakers: readonly string[] | undefined,
  name: 'what' | 'text',
  given: readonly string[] | undefined,
): Record<string, string> | undefined {
  if (given === undefined) return undefined;
  const words = given.map((one) => {
    const [, language, own = ''] = /^([a-z]{2}|de-simple)=(.*)$/s.exec(one) ?? [];
    return language === undefined
      ? ([firstLanguage(region, speakers, name), one] as const)
      : ([language, own] as const);
  });
  refuseTwice(words.map(([language]) => `${name}.${language}`));
  return Object.fromEntries(words);
}

/** An answer to another announcement names no speakers: then anybody may be one. */
function firstLanguage(region: Region, speakers: readonly string[] | undefined, option: string): Language {
  const named = speakers?.flatMap((who) => municipalitiesNamed(region, who)) ?? [];
  const all = named.length > 0 ? named : [...region.municipalities.values()];
  const [first = SOURCE, ...others] = new Set(all.map(({ languages }) => languages[0]));
  if (others.length === 0) return first;
  const languages = [first, ...others].join(', ');
  throw operatorError('language-needed.here', { languages, option, language: first });
}
