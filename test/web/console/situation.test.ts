import { expect, test } from 'vitest';
import { openConsole, pressOffice } from '../../fixtures/console.ts';
import { at, fileOf } from '../../fixtures/day.ts';

const LOST = 'Nicht hinausgegangen';
const OUTAGE = { who: 'hemer', down: 'phone', next: '' };

test('the next incident begins without drafts that were lost, also from the same file as the last', async () => {
  await using given = await openConsole();
  const { tell, krause, said } = await pressOffice(given);
  const template = fileOf({ id: 'lage', mode: 'draft', started: '2026-11-20 08:00' }, {});
  await given.edit(() => template);
  await tell('outage', OUTAGE);
  expect(await given.state()).toContain('vorfall-');
  await given.edit(() => template);
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
  await given.edit(() => fileOf({}, {}));
  given.clock.advanceTo(at('10:05'));
  await tell('outage', { ...OUTAGE, down: 'website' });
  expect(Object.keys(await said('outage-hemer'))).toHaveLength(3);
  await given.edit(() => fileOf({ id: 'it-2027', mode: 'draft' }, {}));
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
});

test('what was published in an exercise is not lost in the live incident', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  const live = await given.state();
  await given.edit((text) => text.replace('"live"', '"exercise"'));
  expect((await tell('outage', OUTAGE)).status).toBe(303);
  await given.edit(() => live);
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
});

test('a first word is lost where the program ended before it wrote the file, and only then', async () => {
  await using given = await openConsole();
  const { tell, krause } = await pressOffice(given);
  const draft = fileOf({ id: 'lage', mode: 'draft', started: '2026-11-20 08:00' }, {});
  await given.edit(() => draft);
  await tell('outage', OUTAGE);
  const { drafts, draft: named, saveDraft } = given.people.store;
  const [first] = await drafts();
  const row = first && (await named(first.id));
  if (!row) throw new Error('there is no draft');
  const { into, keys, ...kept } = JSON.parse(row.change);
  const never = keys.map((key: string) => key.replace('vorfall-', 'vorfall-never-'));
  const change = { ...kept, into: { ...into, incident: `${into.incident}-never` }, keys: never };
  await saveDraft({ ...row, change: JSON.stringify(change), version: row.version + 1 }, { entries: [] });
  await given.edit(() => draft);
  expect((await krause.browser.get('/')).text).toContain(LOST);
  await given.edit(() => fileOf({}, {}));
  expect((await krause.browser.get('/')).text).not.toContain(LOST);
});
