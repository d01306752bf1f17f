import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { keptIn } from '../core/domain/cache.ts';

/** The languages of the pages. The first is spoken where a browser asks for neither. */
export const PAGE_LANGUAGES = ['de', 'en'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** Words a page. Throws where there is no such sentence, or where it names what is not given. */
export type Say = (id: string, args?: Readonly<Record<string, string | number>>) => string;

const read = new Map<PageLanguage, Say>();

/** The sentences of `page.<language>.ftl`. */
export function wordsIn(language: PageLanguage): Say {
  return keptIn(read, language, () => readWords(language));
}

function readWords(language: PageLanguage): Say {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const text = readFileSync(join(import.meta.dirname, `page.${language}.ftl`), 'utf8');
  bundle.addResource(new FluentResource(text));
  return (id, args) => {
    const pattern = bundle.getMessage(id)?.value;
    if (pattern == null) throw new Error(`page.${language}.ftl has no sentence ${id}`);
    const errors: Error[] = [];
    const words = bundle.formatPattern(pattern, args, errors);
    if (errors[0]) throw errors[0];
    return words;
  };
}
