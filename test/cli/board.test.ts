import { expect, test } from 'vitest';
import { FIX, file, HOTLINE, hotline, OUTAGE, RIGHT, WRONG } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { regionOf } from '../fixtures/towns.ts';

test('the board names the announcement of each post that is held, and none for which nobody need act', async () => {
  const region = regionOf([{ id: 'hemer', channels: ['mastodon'], languages: ['de', 'uk'] }]);
  const facts = (phone: string) => ({ hemer: { reach: { phone: 'down' }, ...hotline(phone) } });
  await using program = await openProgramAt('09:00', file(facts(WRONG), OUTAGE, HOTLINE), { region });
  const board = async () => (await program.run('run', '--once')).err;
  expect(await board()).toMatch(
    /2 of 2 published, 2 held.*\n {3}outage: hemer-mastodon \(uk\) held: .*missing-translation.*\n {3}hotline: hemer-mastodon \(uk\) held: .*missing-translation/,
  );
  await program.write('incident.yaml', file(facts(RIGHT), HOTLINE, { ...FIX, post_as: ['hemer'] }));
  const { out } = await program.run('plan');
  expect(out).toContain('nothing to correct');
  const after = await board();
  expect(after).toMatch(/\n {3}hemer-mastodon \(uk\) held: .*missing-translation/);
  expect(after).not.toContain('nothing to correct');
});
