import { expect, test } from 'vitest';
import { MINUTE } from '../../src/core/domain/clock.ts';
import { UNGUARDED } from '../fixtures/platforms.ts';
import { openProgram } from '../fixtures/program.ts';
import { openStaffWebhook } from '../fixtures/staff-webhook.ts';

// The real worker, round after round, on accounts whose handles make their servers behave as real ones did.

const START = Date.parse('2026-11-24T08:00+01:00');
const ROUND_MS = 2 * MINUTE;
const SERVER = 'https://social.example.org';
const WORDS = 'Wartezeit heute 1 < 2 && 3 > 2 Stunden. Kennwort: `Rathaus`.';

/** Two towns: one with this handle on both channels, one that is well. */
function region(handle: string): string {
  const town = (id: string, ags: string, of: string) => ({
    name: { de: `Stadt ${id}` },
    kind: 'stadt',
    ags,
    languages: ['de'],
    accounts: [
      { id: `${id}-x`, channel: 'x', handle: of },
      { id: `${id}-mastodon`, channel: 'mastodon', handle: of, server: SERVER },
    ],
  });
  return JSON.stringify({
    municipalities: { ill: town('ill', '05962016', handle), well: town('well', '05962040', 's_well') },
  });
}

function state(...announcements: readonly string[]): string {
  return `incident: {id: i-1, mode: live, title: {de: IT-Ausfall}, started: "2026-11-24 07:50", phase: identified}
announcements: [${announcements.join(', ')}]
`;
}

const SAID = ['ill', 'well'].map((town) =>
  JSON.stringify({ id: `note-${town}`, kind: 'notice', post_as: [town], text: { de: `${town}: ${WORDS}` } }),
);
const TAKEN_BACK = ['ill', 'well'].map(
  (town) => `{id: oops-${town}, kind: retraction, withdraws: note-${town}}`,
);

async function open(handle: string) {
  const staff = await openStaffWebhook();
  const program = await openProgram({
    at: START,
    region: region(handle),
    state: state(...SAID),
    config: `approvals: {needed: 0}\nalerts: {webhook: "${staff.origin}/hook"}\n`,
    platforms: UNGUARDED,
  });
  let now = START;
  return {
    program,
    staff,
    /** Rounds of the worker for so long. */
    async work(minutes: number) {
      for (const until = now + minutes * MINUTE; now <= until; now += ROUND_MS) {
        program.advanceTo(now);
        await program.run('run', '--once');
      }
    },
    notes: () =>
      program
        .published()
        .filter((line) => line.includes('Wartezeit'))
        .map((line) => line.split(' ')[0]),
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await staff[Symbol.asyncDispose]();
    },
  };
}

const EVERYWHERE = ['ill-mastodon', 'ill-x', 'well-mastodon', 'well-x'];

test('staff hear of a server that never deletes, the other accounts delete, and nothing is said twice', async () => {
  await using given = await open('s_never_deletes');
  await given.work(2);
  expect(given.notes().sort()).toEqual(EVERYWHERE);
  await given.program.write('incident.yaml', state(...SAID, ...TAKEN_BACK));
  await given.work(30);
  expect(given.notes().sort()).toEqual(['ill-mastodon', 'ill-x']);
  expect(given.program.published()).toHaveLength(2 + 4);
  const told = given.staff.messages.filter(({ code }) => code === 'undone');
  expect(told.map(({ kind }) => kind)).toEqual(told.map(() => 'raised'));
  expect(told.flatMap(({ about }) => about).join()).toMatch(/ill-x.*ill-mastodon|ill-mastodon.*ill-x/);
});

test('a post whose server shows other HTML than the words that were sent is found, and not sent again', async () => {
  await using given = await open('s_renders_markup');
  for (const account of ['ill-mastodon', 'ill-x'])
    given.program.sandbox.arrange(account, { kind: 'accepted-then-cut' });
  await given.work(20);
  expect(given.notes().sort()).toEqual(EVERYWHERE);
  expect(await given.program.states()).toEqual(expect.arrayContaining(['note-ill ill-mastodon posted']));
});
