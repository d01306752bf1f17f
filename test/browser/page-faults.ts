import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { NARROW, WIDE } from './phone.ts';

/** WCAG 2.0 to 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Off by default, or practice beyond the levels: how large a control is, the order of headings, landmarks. */
const RULES = ['target-size', 'heading-order', 'page-has-heading-one', 'landmark-one-main', 'region'];
/** In CSS pixels: a wide screen at 400 %, as WCAG 1.4.10 asks, and a phone at 200 %. */
const ZOOMED = [320, 180];

/** What is wrong with a page, narrow and wide, in light and dark: a line for each element, without repeating itself. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const)
    for (const size of [NARROW, WIDE]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      for (const fault of await violationsOn(page)) found.add(fault);
    }
  for (const width of ZOOMED) {
    await page.setViewportSize({ width, height: NARROW.height });
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (wide > width) found.add(`scrolls sideways: ${wide} px on ${width}: ${await widestOn(page)}`);
    const isFar = await page.evaluate(
      "document.querySelector('.halt')?.getBoundingClientRect().bottom > innerHeight",
    );
    if (isFar) found.add(`where to stop is out of sight on ${width}`);
  }
  await page.setViewportSize(NARROW);
  return [...found];
}

async function violationsOn(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('Boolean(globalThis.axe)'))) await page.evaluate(axe.source);
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    rules: Object.fromEntries(RULES.map((rule) => [rule, { enabled: true }])),
    resultTypes: ['violations'],
  };
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) =>
        `${id}: ${html.slice(0, 160)}: ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}

/** Finds the innermost element that is wider than the page. */
function widestOn(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const out = [...document.body.querySelectorAll('*')].filter((one) => Math.max(one.getBoundingClientRect().right, one.getBoundingClientRect().left + one.scrollWidth) > innerWidth);
    return (out.find((one) => !out.some((other) => other !== one && one.contains(other))) ?? document.body).outerHTML.slice(0, 200);
  })()`);
}
