import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SENTENCES } from '../src/core/wording/sentences.ts';
import { bodyOf, sentencesIn, type WrittenSentence } from '../src/files/messages/catalogue-file.ts';

const PAGE = join(import.meta.dirname, 'messages.md');
const GERMAN = join(import.meta.dirname, '../messages/de.ftl');
const [BEGIN, END] = ['<!-- begin: npm run docs -->', '<!-- end -->'];

/** Returns docs/messages.md with the list of all sentences, as the German catalogue and the source have them. */
export function messagesDocument(): string {
  const page = readFileSync(PAGE, 'utf8');
  const groups = Map.groupBy(sentencesIn(readFileSync(GERMAN, 'utf8')), ({ group }) => group);
  const parts = [...groups].map(([group, sentences]) => {
    const rows = sentences.map(({ id, comment, source }) => [
      `\`${id}\``,
      example(source),
      names(id),
      comment,
    ]);
    return `### ${group}\n\n${table(['sentence', 'in German', 'may name', 'for translators'], rows)}`;
  });
  return page.replace(
    page.slice(page.indexOf(BEGIN), page.indexOf(END)),
    () => `${BEGIN}\n\n${parts.join('\n\n')}\n\n`,
  );
}

/** The first words of a sentence. */
function example(source: WrittenSentence['source']): string {
  const lines = bodyOf(source)
    .split('\n')
    .map((line) => line.trim());
  const [first = '', ...branches] = lines;
  const words = first.endsWith('->') ? branches.find((line) => !line.endsWith('->')) : first;
  return (words ?? first).replace(/^\*?\[[\w-]+\] /, '');
}

function names(id: string): string {
  return (SENTENCES[id] ?? []).map((name) => `\`$${name}\``).join(' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

if (import.meta.main) writeFileSync(PAGE, messagesDocument());
