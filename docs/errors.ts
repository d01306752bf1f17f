import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALERT_CODES, EXIT_STATUSES, HELD_REASONS } from './codes.ts';

type Row = readonly (string | number)[];

/** Writes docs/errors.md: every code that the program prints or sends, from the lists in the source and the mistakes' words. */
export function errorsDocument(): string {
  const german = new Map(codesIn('mistakes.de.ftl').map((one) => [one.code, one]));
  const groups = Map.groupBy(codesIn('mistakes.en.ftl'), ({ group }) => group);
  const mistakes = [...groups].map(([group, codes]) => {
    const rows = codes.map(({ code, means, advice }) => [
      `\`${code}\``,
      `${means}<br>${german.get(code)?.means}`,
      `${advice}<br>${german.get(code)?.advice}`,
    ]);
    return [`### Mistakes in ${group}`, table(['code', 'means', 'what to do'], rows)].join('\n\n');
  });
  return `${[
    '# Codes',
    'What the program prints and sends, what it means, and what to do. English comes first, then German. `npm run docs` generates this page from the source.',
    '## Exit statuses',
    table(['status', 'means', 'what to do'], EXIT_STATUSES),
    '## Why a post is held',
    '`plan` lists each with advice; `plan --json` has the code as `because`.<br>`plan` nennt jeden Grund mit einem Rat.',
    table(['because', 'means', 'what to do'], rowsOf(HELD_REASONS)),
    '## Alerts',
    'What staff are told through the webhook, and when. The message itself says what to do. If the ledger fails, it cannot keep an alert: then the ping stays away, and `/healthz` and the log show one of the [codes of the ledger](#mistakes-in-the-ledger).',
    table(['code', 'means', 'staff are told'], rowsOf(ALERT_CODES)),
    '## Mistakes',
    'A mistake has a code, a message, a place and advice. `check` lists all of them at once. The exit status is 1.',
    ...mistakes,
  ].join('\n\n')}\n`;
}

/** Lists the codes of mistakes in a file of `src/staff-words/`, each with its meaning, general advice, and heading. */
export function codesIn(file: string) {
  const codes: { code: string; means: string; advice: string; group: string }[] = [];
  let group = '';
  for (const line of readFileSync(join(import.meta.dirname, '../src/staff-words', file), 'utf8').split(
    '\n',
  )) {
    const [, id, text = ''] = /^(?=##|.*? = )([a-z][\w-]*| {4}\.advice|##)(?: =)? (.+)$/.exec(line) ?? [];
    const words = text.replace(/\{"(.)"\}/g, '$1');
    if (id === '##') group = words;
    else if (id === '    .advice') Object.assign(codes.at(-1) ?? {}, { advice: words });
    else if (id !== undefined) codes.push({ code: id, means: words, advice: '', group });
  }
  return codes;
}

function rowsOf(codes: Readonly<Record<string, readonly string[]>>): readonly Row[] {
  return Object.entries(codes).map(([code, words]) => [`\`${code}\``, ...words]);
}

function table(head: readonly string[], rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, 'errors.md'), errorsDocument());
