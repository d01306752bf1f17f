import { expect, test } from 'vitest';
import type { Plan } from '../../../../src/core/planning/plan.ts';
import { openProgram } from '../../../fixtures/program.ts';
import { openSystem } from '../../../fixtures/system.ts';
import { regionOf } from '../../../fixtures/towns.ts';

const NOW = Date.parse('2026-11-24T08:00+01:00');
const TOWNS = ['hemer', 'menden', 'balve'];

/** Towns on X and Mastodon that differ by nothing but their names, but for what is prepared for some. */
function region(prepared: Readonly<Record<string, string>> = {}): string {
  return regionOf(
    TOWNS.map((id) => ({
      ...{ id, name: { de: `Stadt ${id.charAt(0).toUpperCase()}${id.slice(1)}` }, speaks_for: TOWNS },
      ...(prepared[id] && { facts: { instruction: { de: prepared[id] } } }),
    })),
  );
}

/** Forty short words, so that a name makes little difference. */
const LONG =
  'Am Tag der Probe heulen um 11 Uhr alle Sirenen, auch bei uns. Das ist nur ein Test, es ist keine Not. Sie müssen nichts tun. Wer Fragen hat, ruft bitte nicht die 112 an, denn die wird für die echte Not frei sein.';
const SHARED =
  'Was wir am Tag tun, tun wir von Hand, und das braucht mehr Zeit als sonst. Wer kann, der kommt erst, wenn es hier gut ist. In der Not ist die 112 für Sie da.';

function state(...announcements: readonly Readonly<Record<string, unknown>>[]): string {
  const incident = {
    id: 'i',
    mode: 'live',
    title: { de: 'IT-Ausfall' },
    started: '2026-11-24 01:40',
    phase: 'workaround',
  };
  const reach = { phone: 'down' };
  const next_update = '2026-11-24 12:00';
  return JSON.stringify({
    incident: { ...incident, next_update },
    facts: { all: { reach, instruction: { de: SHARED } } },
    announcements,
  });
}

const NOTICE = { id: 'road', kind: 'notice', post_as: 'all', text: { de: LONG } };
const STATUS = { id: 'lage', kind: 'status', post_as: 'all' };
const OUTAGE = { id: 'outage', kind: 'outage', post_as: 'all', about: TOWNS };

async function planned(file: string, prepared?: Readonly<Record<string, string>>): Promise<Plan> {
  await using configuration = await openSystem({ at: NOW, region: region(prepared) });
  return await configuration.plan(file);
}

const heldIn = ({ held }: Plan) =>
  held.map(({ announcement, account, because }) => `${announcement} ${account} ${because}`);
const goingOut = ({ posts }: Plan) => posts.map(({ intent }) => intent.account).sort();

test('a notice that says the same everywhere goes out once on X, and everywhere on Mastodon', async () => {
  const plan = await planned(state(NOTICE));
  expect(goingOut(plan)).toEqual(['balve-mastodon', 'hemer-mastodon', 'hemer-x', 'menden-mastodon']);
  expect(heldIn(plan)).toEqual(['road menden-x too-alike', 'road balve-x too-alike']);
  expect(plan.held[0]).toMatchObject({ municipality: 'menden', other: 'hemer-x', platform: 'X' });
});

test('a status is held until a fact of its own tells it apart', async () => {
  const plan = await planned(state(STATUS));
  expect(heldIn(plan)).toEqual(['lage menden-x too-alike', 'lage balve-x too-alike']);
  const apart = await planned(state(STATUS), {
    menden: 'Bürgerbüro im Neuen Rathaus von 9 bis 12 Uhr geöffnet, nur Barzahlung.',
    balve: 'Melden Sie Notfälle in der Feuerwache am Brunnen, Tag und Nacht.',
  });
  expect(apart.held).toEqual([]);
  expect(goingOut(apart)).toHaveLength(6);
});

test('an outage goes out although it is a near-duplicate, and a warning names the pairs and how alike they are', async () => {
  const plan = await planned(state(OUTAGE));
  expect(plan.held).toEqual([]);
  expect(goingOut(plan)).toHaveLength(6);
  expect(plan.warnings).toMatchObject([
    { code: 'too-alike', announcement: 'outage', more: 0, pairs: [{ platform: 'X' }, { platform: 'X' }] },
  ]);
});

test('a post is held as a near-duplicate of one that is published already', async () => {
  await using configuration = await openSystem({ at: NOW, region: region() });
  await configuration.tick(state({ ...NOTICE, post_as: ['hemer'] }));
  expect(configuration.published('hemer-x')).toHaveLength(1);
  const later = await configuration.plan(
    state({ ...NOTICE, post_as: ['hemer'] }, { ...NOTICE, id: 'road-2', post_as: ['balve'] }),
  );
  expect(heldIn(later)).toEqual(['road-2 balve-x too-alike']);
});

test('check finds near-duplicates before there is a ledger', async () => {
  const clock = { now: () => NOW, sleep: async () => {} };
  await using office = await openProgram({
    region: region(),
    state: state(NOTICE).replace(/,"instruction":\{[^}]*\}/, ''),
    clock,
  });
  const { status, err } = await office.run('check');
  expect(status).toBe(2);
  expect(err).toContain('road on menden-x (de): would be held');
  expect(err).toContain('write words of its own for menden');
});
