import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { at, file } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

const FREE = { config: 'approvals: {needed: 0}\n' };

test.each([
  ['with a time of its own', { at: '2026-11-24 02:10' }, 0],
  // Nobody knows any more which of the two said it.
  ['without one', {}, 1],
])(
  'an announcement %s that would say today what a later one said publishes nothing twice',
  async (_, time, held) => {
    const first = { id: 'one', kind: 'outage', post_as: ['menden'], ...time };
    const second = { id: 'two', kind: 'outage', post_as: ['menden'], at: '2026-11-24 04:00' };
    const facts = (phone: string, website: string, more = {}) => ({
      menden: { reach: { phone, website }, ...more },
    });
    const later = {
      appointments: { policy: 'cancelled', until: '2026-11-27' },
      instruction: { say: 'stay-home' },
    };
    await using program = await openProgramAt('02:10', file(facts('down', 'up'), first), FREE);
    await program.run('run', '--once');
    await program.write('incident.yaml', file(facts('limited', 'down', later), first, second));
    for (const time of ['04:00', '04:05']) await program.step(time);
    const before = program.published();
    program.advanceTo(at('06:40'));
    await rm(join(program.folder, 'data'), { recursive: true });
    const { err } = await program.run('run', '--once', '--adopt');
    expect(err).toContain(`${held} held`);
    expect(program.published()).toEqual(before);
  },
);
