import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from '../src/app/load.ts';
import { optionsFrom } from '../src/app/options.ts';
import { systemRuntime } from '../src/cli/system-runtime.ts';
import { openPractice } from '../src/web/console/practice.ts';
import { openBrowser, openPhone } from '../test/browser/phone.ts';

/*
 * Takes the pictures of docs/console.md in a practice on the shipped region: npm run docs:console
 */

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs/console');
/** All together, so that the repository stays small. */
const BYTES_MAX = 300_000;

await mkdir(FOLDER, { recursive: true });
const closing = new AbortController();
const runtime = { ...systemRuntime(closing.signal), out: () => {}, err: () => {} };
const options = optionsFrom({ config: join(ROOT, 'config'), messages: join(ROOT, 'messages') });
const practice = await openPractice(await load(runtime, options), 0);
const browser = await openBrowser();
try {
  const { page } = await openPhone(browser, practice.link);
  await page.setViewportSize({ width: 360, height: 600 });
  let bytes = 0;
  const picture = async (name: string) => {
    const path = join(FOLDER, `${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    bytes += (await stat(path)).size;
  };
  await picture('lage');
  await page.getByRole('link', { name: 'Ausfall melden' }).click();
  await page.getByText('Alles (Schalter nur eingeschränkt)').click();
  await picture('melden');
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click();
  await page.getByRole('heading', { name: 'Prüfen' }).waitFor();
  await picture('pruefen');
  await page.getByText('Ich habe die Texte gelesen.').click();
  await picture('freigeben');
  await page.getByRole('button', { name: 'Beiträge veröffentlichen' }).click();
  await page.getByText(/^(\d+) von \1 veröffentlicht/).waitFor();
  await picture('fortschritt');
  await page.getByRole('link', { name: 'Anhalten' }).click();
  await picture('anhalten');
  if (bytes > BYTES_MAX) throw new Error(`the pictures have ${bytes} bytes`);
  process.stdout.write(`${FOLDER}: ${bytes} bytes\n`);
} finally {
  await browser.close();
  await practice[Symbol.asyncDispose]();
  closing.abort();
}
