import type { App } from '../../app/load.ts';
import { inTheNameOf } from '../../app/people/by-name.ts';
import { refuseUnlessMay } from '../../app/people/people.ts';
import {
  exportTranslations,
  importTranslations,
  signTranslations,
  translated,
  translatedInto,
} from '../../app/translations.ts';
import { nameOfPerson } from '../../core/domain/actor.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { say } from '../../staff-words/say.ts';
import type { Typed } from '../command.ts';
import { DONE, MISTAKE } from '../exit.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';
import {
  importReport,
  signReport,
  translationReport,
  translationsReport,
} from '../reports/translations-report.ts';

interface Given {
  readonly export?: string;
  readonly import?: string;
  readonly sign?: true | readonly string[];
  readonly translator?: string;
  readonly by?: string;
}

export const usage = `[language] [--export <file>] [--import <file>] [--sign [sentence...]]
  [--translator <name>] [--by <name>]`;

export function refine({ option }: Typed): void {
  option('import').conflicts('export');
  option('sign').conflicts(['export', 'import']);
}

export async function onFiles(app: App, language: string | undefined, given: Given) {
  const { out, err } = app.runtime;
  if (language === undefined) {
    if (given.export || given.import || given.sign) throw operatorError('bad-language.absent');
    out(translationsReport(translated(app)));
    return DONE;
  }
  if (given.export !== undefined) {
    const { sentences } = await exportTranslations(app, language, given.export);
    out(`${say('exported', { sentences: say('sentences', { n: sentences.length }), file: given.export })}\n`);
    return DONE;
  }
  if (given.import !== undefined) {
    const imported = await importTranslations(app, language, given.import);
    if (imported.refused.length > 0) err(mistakeLines(imported.refused));
    out(importReport(imported));
    return imported.refused.length > 0 ? MISTAKE : DONE;
  }
  if (given.sign !== undefined) {
    const { translator, by } = given;
    if (translator === undefined || by === undefined) throw operatorError('bad-name.two-people');
    const named = nameOfPerson(translator);
    const ids = given.sign === true ? [] : given.sign;
    const { region } = app.files;
    const signed = await inTheNameOf(
      app,
      by,
      { what: 'translations-signed', about: `${language}: ${named}` },
      (asker) => refuseUnlessMay(asker, 'approve', [...region.municipalities.keys()], region),
      ({ name }) => signTranslations(app, language, ids, { translator: named, by: name }),
    );
    out(signReport(language, signed));
    return DONE;
  }
  out(translationReport(translatedInto(app, language)));
  return DONE;
}
