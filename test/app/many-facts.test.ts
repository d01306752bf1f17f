import { expect, test, vi } from 'vitest';
import { Parser } from 'yaml';
import { prepare } from '../../src/app/changes.ts';
import { load, readConfiguration } from '../../src/app/load.ts';
import { allClear, confirmation, outage } from '../../src/app/tasks.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { at, file } from '../fixtures/day.ts';
import { manyTowns } from '../fixtures/many-towns.ts';
import { regionFolder } from '../fixtures/region-folder.ts';
import { runtimeAt } from '../fixtures/runtime.ts';

/** How often the state file is parsed to draw up changes for so many towns with facts of their own. */
async function parsesFor(towns: number): Promise<Readonly<Record<string, number>>> {
  const region = manyTowns(towns, () => 'https://social.example.org');
  const own = Array.from({ length: towns }, (_, town) => [
    `town-${town}`,
    { reach: { phone: 'down' }, next_update: '2026-11-24 12:00', appointments: { policy: 'cancelled' } },
  ]);
  const facts = { all: { reach: { website: 'down' } }, ...Object.fromEntries(own.slice(1)) };
  const state = file(facts, { id: 'outage', kind: 'outage', post_as: ['all'] });
  await using folder = await regionFolder({ config: 'approvals: {needed: 0}\n', state, region });
  const clock = virtualClock(at('09:00'));
  const app = await load(runtimeAt(clock), folder.options);
  const configuration = await readConfiguration(app);
  const answers = {
    everything: false,
    down: [],
    cause: null,
    title: new Map(),
    instruction: null,
    nextUpdate: null,
  };
  const changes = {
    clear: allClear(configuration, { entries: [] }, 'all', at('09:00')),
    confirmed: confirmation([...configuration.region.municipalities.keys()]),
    outage: outage(
      configuration,
      { ...answers, who: 'all', instruction: 'Wir sind da.', appointments: 'limited' },
      at('09:00'),
    ),
  };
  const parses = vi.spyOn(Parser.prototype, 'parse');
  const counted: Record<string, number> = {};
  for (const [name, change] of Object.entries(changes)) {
    parses.mockClear();
    await prepare(app, change, false);
    // Values are parsed too, each by itself.
    counted[name] = parses.mock.calls.filter(([source]) => source.length > 200).length;
  }
  parses.mockRestore();
  return counted;
}

test('a change for many towns parses the state file as often as one for a few', async () => {
  const few = await parsesFor(3);
  expect(await parsesFor(12)).toEqual(few);
});
