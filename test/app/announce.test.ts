import { describe, expect, test } from 'vitest';
import { type VirtualClock, virtualClock } from '../../src/app/virtual-clock.ts';
import { at, file, REGION, readable } from '../fixtures/day.ts';
import { openProgram, type TestProgram } from '../fixtures/program.ts';

const BY = ['--by', 'press', '--yes'];

async function open(): Promise<{ program: TestProgram; clock: VirtualClock }> {
  const clock = virtualClock(at('08:00'));
  const config = 'approvals: {needed: 0}\n';
  return { program: await openProgram({ region: REGION, state: DOWN, clock, config }), clock };
}

const DOWN = file({ menden: { reach: { phone: 'down' } } });

describe('`announce`', () => {
  test('says again what was said yesterday, though it was tidied out of the file', async () => {
    const { program: opened, clock } = await open();
    await using program = opened;
    const first = await program.run('announce', 'outage', '--as', 'menden', ...BY);
    expect(first).toMatchObject({ status: 0, err: expect.stringContaining('outage-menden stands in') });
    expect(readable(program.sandbox, ['menden-x'])).toEqual(['menden-x: outage']);

    await program.write('incident.yaml', DOWN);
    clock.advanceTo(at('08:00 +1'));
    const again = await program.run('announce', 'outage', '--as', 'menden', ...BY);
    expect(again).toMatchObject({ status: 0, err: expect.stringContaining('outage-menden-2 stands in') });
    expect(readable(program.sandbox, ['menden-x'])).toEqual(['menden-x: outage', 'menden-x: outage']);
  });

  test('refuses an id under which something was said before, and changes nothing', async () => {
    const { program: opened } = await open();
    await using program = opened;
    await program.run('announce', 'outage', '--as', 'menden', '--id', 'o', ...BY);
    await program.write('incident.yaml', DOWN);
    const again = await program.run('announce', 'outage', '--as', 'menden', '--id', 'o', ...BY);
    expect(again).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringMatching(/The ledger knows o already[\s\S]*→ Leave --id out/),
    });
    expect(await program.read('incident.yaml')).toBe(DOWN);
  });

  test('says why nothing goes out, and does not call that done', async () => {
    const { program: opened } = await open();
    await using program = opened;
    await program.run('announce', 'outage', '--as', 'menden', '--at', '2026-11-25 08:00', '--id', 'o', ...BY);
    const late = await program.run(
      ...['announce', 'outage', '--as', 'menden', '--at', '2026-11-24 07:00', '--until', '2026-11-24 07:30'],
      ...BY,
    );
    expect(late).toMatchObject({
      status: 2,
      err: expect.stringMatching(/^Nothing of outage-menden goes out: not posted after .*07:30/),
    });
    // What is still to come is given up: that is what was wanted, and done.
    const taken = await program.run('announce', 'retraction', '--withdraws', 'o', ...BY);
    expect(taken).toMatchObject({ status: 0, err: expect.not.stringContaining('Nothing of') });
    const none = await program.run('announce', 'retraction', '--withdraws', 'outage-menden', ...BY);
    expect(none).toMatchObject({
      status: 2,
      err: expect.stringContaining('nothing of outage-menden stands anywhere, or is on its way'),
    });
    expect(program.published()).toEqual([]);
  });
});
