import { expect, test } from 'vitest';
import { at, file, OUTAGE } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { regionOf } from '../fixtures/towns.ts';

/*
 * Limits of our own: the budget and the rates of config.yaml. A post that waits for one waits by our own decision, so staff
 * hear of it, and a higher limit lets it go.
 */

const FACTS = { hemer: { reach: { phone: 'down' } } };
const MORE = {
  id: 'more',
  kind: 'notice',
  post_as: ['hemer'],
  text: { de: 'Das Rathaus ist bis 20 Uhr geöffnet.' },
};

const LIMITS = [
  ['budget', 'budget_usd_per_day: 0.02', 'budget_usd_per_day: null'],
  [
    'rate',
    'rates: [{count: 1, of: posts, within_minutes: 1440, per: account}]',
    'rates: [{count: 3, of: posts, within_minutes: 1440, per: account}]',
  ],
] as const;

/** Hemer has said its outage on X, which used the limit up, and says one thing more. */
async function limited(limit: string, until?: string) {
  const opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
    region: regionOf([{ id: 'hemer', channels: ['x'] }]),
  });
  const config = await opened.read('config.yaml');
  const set = (setting: string) => opened.write('config.yaml', config.replace('{x: {', `{x: {${setting}, `));
  await set(limit);
  await opened.run('run', '--once');
  await opened.write('incident.yaml', file(FACTS, OUTAGE, { ...MORE, at: '2026-11-24 08:55', until }));
  const { err } = await opened.run('run', '--once');
  expect(await opened.states()).toEqual(['more hemer-x waiting', 'outage hemer-x posted']);
  return { ...opened, set, err };
}

const alertsIn = (err: string) =>
  [...err.matchAll(/alert-raised","code":"([^"]+)"/g)].map(([, code]) => code);

test.each(LIMITS)('staff are told that an approved post waits for a %s', async (_, limit) => {
  await using opened = await limited(limit);
  expect(alertsIn(opened.err)).toEqual([]);
  opened.advanceTo(at('09:03'));
  const { err } = await opened.run('run', '--once');
  expect(alertsIn(err)).toEqual(['undone']);
  expect(err).toContain('config.yaml');
});

test.each(LIMITS)(
  'staff are told at once that a %s lets a post out only after its `until`',
  async (_, limit) => {
    await using opened = await limited(limit, '2026-11-24 20:00');
    expect(alertsIn(opened.err)).toEqual(['undone']);
  },
);

test.each(LIMITS)('a %s that is raised lets go at once what waited for it', async (_, limit, raised) => {
  await using opened = await limited(limit);
  opened.advanceTo(at('09:31'));
  await opened.set(raised);
  await opened.run('run', '--once');
  expect(await opened.states()).toEqual(['more hemer-x posted', 'outage hemer-x posted']);
});
