import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_STATUSES } from '../src/cli/exit.ts';
import { ALERT_CODES, HELD_REASONS } from '../src/cli/reports/advice-codes.ts';
import { ERROR_CATALOGUE } from '../src/core/domain/error-catalogue.ts';

type Row = readonly (string | number)[];

/** docs/errors.md: every code that the program prints or sends, from the lists in the source. */
export function errorsDocument(): string {
  const mistakes = Object.entries(ERROR_CATALOGUE).map(([where, codes]) =>
    [`### Mistakes in ${where}`, table(['code', 'means', 'what to do'], rowsOf(codes))].join('\n\n'),
  );
  return `${[
    '# Codes',
    'What the program prints and sends, what it means, and what to do. `npm run docs` generates this page from the source.',
    '## Exit statuses',
    table(['status', 'means', 'what to do'], EXIT_STATUSES),
    '## Why a post is held',
    '`plan` lists each with advice; `plan --json` has the code as `because`.',
    table(['because', 'means', 'what to do'], rowsOf(HELD_REASONS)),
    '## Alerts',
    'What staff are told through the webhook, and when. The message itself says what to do. If the ledger fails, it cannot keep an alert: then the ping stays away, and `/healthz` and the log show one of the [codes of the ledger](#mistakes-in-the-ledger).',
    table(['code', 'means', 'staff are told'], rowsOf(ALERT_CODES)),
    '## Mistakes',
    'A mistake has a code, a message, a place and advice. `check` lists all of them at once. The exit status is 1.',
    ...mistakes,
  ].join('\n\n')}\n`;
}

function rowsOf(codes: Readonly<Record<string, readonly string[]>>): readonly Row[] {
  return Object.entries(codes).map(([code, words]) => [`\`${code}\``, ...words]);
}

function table(head: readonly string[], rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, 'errors.md'), errorsDocument());
