import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html, raw } from 'hono/html';

/*
 * Makes docs/nachtseite.html, which a browser prints on one side of A4, from docs/nachtseite.md: npm run docs
 */

export const NIGHT_PAGE = join(import.meta.dirname, 'nachtseite.html');

const STYLE = `@page { size: A4; margin: 14mm 16mm; }
body { max-width: 178mm; margin: 0 auto; color: #000; background: #fff; font: 12.5pt/1.38 system-ui, sans-serif; }
h1 { margin: 0 0 2mm; font-size: 24pt; line-height: 1.1; }
p { margin: 0 0 3.2mm; }
table { width: 100%; margin: 1mm 0 5mm; border-collapse: collapse; }
th { width: 82mm; padding: 4.2mm 0 0.5mm; text-align: left; font-weight: 600; }
td { padding: 4.2mm 0 0.5mm; border-bottom: 0.4mm solid #000; }
strong { font-weight: 700; }
em { font-style: normal; font-weight: 600; border-bottom: 0.2mm solid #000; }`;

/** The page of a text with a heading, paragraphs, and a table of names with lines to write on. */
export function nightPage(markdown: string): string {
  const [title = '', ...blocks] = markdown.trim().split(/\n{2,}/);
  return `${html`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>${title.replace(/^# /, '')} – Ausrufer</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${title.replace(/^# /, '')}</h1>
${raw(blocks.map(block).join('\n'))}
</main>
</body>
</html>`}\n`;
}

function block(text: string): string {
  return text.startsWith('|') ? table(text) : `<p>${inline(text.replaceAll('\n', ' '))}</p>`;
}

/** A cell that holds only a line to write on is left empty: its border is that line. */
function table(text: string): string {
  const rows = text
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(
      ([, name = '', value = '']) =>
        `<tr><th scope="row">${inline(name)}</th><td>${inline(value.replace(/_+/, '').trim())}</td></tr>`,
    );
  return `<table>\n${rows.join('\n')}\n</table>`;
}

/** On paper a link leads nowhere. */
function inline(text: string): string {
  return String(html`${text}`)
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>');
}

if (import.meta.main) {
  const written = nightPage(await readFile(NIGHT_PAGE.replace(/html$/, 'md'), 'utf8'));
  await writeFile(NIGHT_PAGE, written);
}
