import { join } from 'node:path';
import { atHome } from '../app/home.ts';
import type { Runtime } from '../app/runtime.ts';
import { ifRight } from '../core/domain/errors.ts';
import { textIfReadable } from '../files/read-file.ts';

/** The languages in which the program speaks to operators. The first is spoken where nobody says otherwise. */
export const STAFF_LANGUAGES = ['de', 'en'] as const;
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number];

/**
 * The language of the operator: `--lang`, then `LC_ALL` or `LANG`, then the line `language:` of config.yaml, else German. It
 * is needed before anything else is read, and whatever is broken; so it is looked for, and nothing is checked.
 */
export function languageOf(argv: readonly string[], { environment }: Pick<Runtime, 'environment'>) {
  const config = optionIn(argv, '--config') ?? atHome('config');
  return (
    languageIn(optionIn(argv, '--lang')) ??
    languageIn(localeOf(environment)) ??
    languageIn(lineOf(join(config, 'config.yaml'))) ??
    STAFF_LANGUAGES[0]
  );
}

function optionIn(argv: readonly string[], name: string): string | undefined {
  const at = argv.findIndex((word) => word === name || word.startsWith(`${name}=`));
  return argv[at] === name ? argv[at + 1] : argv[at]?.slice(name.length + 1);
}

/** `en_GB.UTF-8` is English; `C.UTF-8` and `fr_FR` say nothing. */
function languageIn(written: string | undefined): StaffLanguage | undefined {
  return STAFF_LANGUAGES.find((language) => new RegExp(`^${language}(?![a-z])`, 'i').test(written ?? ''));
}

function localeOf(environment: Runtime['environment']): string | undefined {
  const { LC_ALL, LANG } = ifRight(() => environment()) ?? process.env;
  return LC_ALL || LANG;
}

function lineOf(path: string): string | undefined {
  return /^language: *["']?(\w+)/m.exec(textIfReadable(path) ?? '')?.[1];
}
