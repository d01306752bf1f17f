import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { NIGHT_PAGE } from '../../docs/night-page.ts';
import { openBrowser } from './phone.ts';

test('the page for the night is printed on exactly one side of A4', async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(NIGHT_PAGE).href);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    // A4 in points.
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  } finally {
    await browser.close();
  }
});
