import { expect, test } from 'vitest';
import { endSessions } from '../../../src/app/people/sign-in.ts';
import { SECOND } from '../../../src/core/domain/clock.ts';
import { aboutToTouch, openConsole } from '../../fixtures/console.ts';
import { REGION } from '../../fixtures/day.ts';
import { SHELL } from '../../fixtures/people.ts';

/** A delivery that goes on: one platform takes nothing for now. */
async function delivering() {
  const given = await openConsole({
    region: REGION.replace('handle: stadt_hemer, ', 'handle: hemer_fails_401, '),
  });
  const { send, browser, path, yilmaz } = await aboutToTouch(given);
  expect((await send()).status).toBe(303);
  const stream = `${path.replace('pruefen', 'fortschritt')}/strom`;
  /** Time passes until this has happened. */
  const until = async <Result>(work: Promise<Result>): Promise<Result> => {
    let isOver = false;
    void work.finally(() => {
      isOver = true;
    });
    await expect
      .poll(() => {
        given.clock.advanceTo(given.clock.now() + SECOND);
        return isOver;
      })
      .toBe(true);
    return work;
  };
  return { ...given, browser, yilmaz, stream, until };
}

test('a page that follows a delivery is asked to go on as long as something is on its way, by somebody who is still signed in', async () => {
  await using given = await delivering();
  const { browser, stream, until, people, yilmaz } = given;
  const first = await until(browser.get(stream));
  expect(first.text).toMatch(/event: page/);
  expect(first.text).not.toMatch(/event: end/);
  await endSessions(people, SHELL, yilmaz.session.person, 'all');
  expect((await browser.get(stream)).to).toMatch(/^\/anmelden/);
});

test('hundreds who follow a delivery leave connections for those who act', async () => {
  await using given = await delivering();
  const all = Array.from({ length: 103 }, () => given.browser.get(given.stream));
  const { text } = await Promise.race(all);
  expect(text).toMatch(/event: page/);
  expect(text).not.toMatch(/event: end/);
  await given.until(Promise.all(all));
});
