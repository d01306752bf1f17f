import { readFileSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/app/changed-file.ts';
import { apply, prepare, SILENTLY } from '../../src/app/changes.ts';
import { history } from '../../src/app/history.ts';
import { type App, load, loader, readConfiguration } from '../../src/app/load.ts';
import { pause } from '../../src/app/pause.ts';
import { situationNow } from '../../src/app/situation.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { MINUTE } from '../../src/core/domain/clock.ts';
import { factsOf } from '../../src/core/domain/incident.ts';
import { parseAssignment } from '../../src/files/incident/edit-state.ts';
import { at, file, fileOf, hotline, RIGHT, WRONG } from '../fixtures/day.ts';
import { regionFolder } from '../fixtures/region-folder.ts';
import { runtimeAt } from '../fixtures/runtime.ts';

const ROOT = join(import.meta.dirname, '../..');
const FACTS = { hemer: { reach: { phone: 'down' } } };
const unapproved = async (app: App) => {
  const situation = await situationNow(app, await readConfiguration(app));
  return new Map([...situation.unapproved].map(([announcement, posts]) => [announcement, posts.length]));
};
const OUTAGE: Change = { announcement: { kind: 'outage', post_as: ['hemer'] } };
const LIVE: Change = { incident: [{ path: ['mode'], value: 'live' }] };
const ACTOR = { id: 'anna', name: 'Müller, Anna', via: 'command-line' } as const;

/** A small region in the sandbox, where each text needs an approval. */
async function openChanges(state: string) {
  const folder = await regionFolder({ config: 'approvals: {needed: 1, standing: []}\n', state });
  const messages = folder.path('messages');
  await cp(join(ROOT, 'messages'), messages, { recursive: true });
  const options = { ...folder.options, messages };
  const clock = virtualClock(at('09:00'));
  const runtime = runtimeAt(clock);
  return {
    clock,
    open: (): Promise<App> => load(runtime, options),
    state: folder.state,
    edit: (name: string, change: (text: string) => string) => folder.edit(change, name),
    async posts() {
      const { posts } = await history({ runtime, options }, {});
      return posts.map(({ entry, approvedBy }) => ({
        text: entry.text ?? '',
        state: entry.state,
        approvedBy,
      }));
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
type Changes = Awaited<ReturnType<typeof openChanges>>;

test('files have the same digest in every process that reads the same, and a different one if any file or credential differs', async () => {
  await using folder = await regionFolder({ config: 'sandbox: false\n', state: file(FACTS) });
  const messages = folder.path('messages');
  await cp(join(ROOT, 'messages'), messages, { recursive: true });
  const digest = async (env: Readonly<Record<string, string>> = {}) =>
    (
      await load(
        { ...runtimeAt(virtualClock(at('09:00'))), environment: () => env },
        { ...folder.options, messages },
      )
    ).files.digest;
  const digests = [await digest()];
  expect(await digest({ HOSTNAME: 'another' })).toBe(digests[0]);
  digests.push(await digest({ HEMER_MASTODON_ACCESS_TOKEN: 'a-token-of-hemer' }));
  for (const name of ['config.yaml', 'municipalities.yaml', 'services.yaml', 'messages/de.ftl']) {
    await folder.edit((text) => `${text}\n# ${name}\n`, name);
    digests.push(await digest());
  }
  expect(new Set(digests).size).toBe(6);
});

const PHONE_UP = (text: string) => text.replace('"phone": "down"', '"phone": "up", "website": "down"');

describe('a prepared change', () => {
  test.each([
    ['for the first time', ''],
    ['in the place of another', 'reach: {phone: donw}'],
    ['in the place of the same', 'reach: {phone: dwon}'],
    ['beside another', 'services: {id-cards: shut}'],
  ])(
    'a level that does not exist, written %s, is refused, and the file stays as it was',
    async (_, facts) => {
      const before = file({}).replace('"facts": {}', `"facts": {"hemer": {${facts}}}`);
      await using given = await openChanges(before);
      const phone = (value: string): Change => ({
        facts: [{ who: 'hemer', assignments: [{ path: ['reach', 'phone'], value }] }],
      });
      const meant = [{ code: 'unknown-word', args: { name: '`facts.hemer.reach.phone`', meant: 'down' } }];
      await expect(prepare(await given.open(), phone('dwon'))).rejects.toMatchObject({ mistakes: meant });
      expect(await given.state()).toBe(before);
      const right = await prepare(await given.open(), phone('down'));
      await apply(await given.open(), right.change, right.digest, ACTOR, SILENTLY);
      expect(await given.state()).toMatch(/phone"?: "?down/);
    },
  );

  test.each([
    ['for the first time', ''],
    ['in the place of the same', 'reach: {telefon: up}'],
    ['beside others', 'reach: {phone: donw, fax: up}'],
  ])('a fact that does not exist, written %s, is refused, and the file stays as it was', async (_, facts) => {
    const before = file({}).replace('"facts": {}', `"facts": {"hemer": {${facts}}}`);
    await using given = await openChanges(before);
    const change: Change = {
      facts: [{ who: 'hemer', assignments: [{ path: ['reach', 'telefon'], value: 'down' }] }],
    };
    await expect(prepare(await given.open(), change)).rejects.toMatchObject({
      mistakes: [{ code: 'unknown-key' }],
    });
    expect(await given.state()).toBe(before);
  });

  test('a key that is written twice in the facts of one town does not keep those of another from being set', async () => {
    const before = file({ menden: {} }).replace(
      '"menden": {}',
      '"menden": {phase: resolved, phase: identified}',
    );
    await using given = await openChanges(before);
    const set = async (who: string, fact: string) => {
      const app = await given.open();
      const facts = [{ who, assignments: [parseAssignment(fact)] }];
      const { change, digest } = await prepare(app, { facts });
      await apply(app, change, digest, ACTOR, SILENTLY);
    };
    await set('hemer', 'reach.phone=down');
    const after = await given.state();
    expect(after).toContain('"phone": "down"');
    expect(after).toContain('phase: resolved, phase: identified');
    await expect(set('menden', 'phase=monitoring')).rejects.toMatchObject({
      mistakes: [{ code: 'not-editable', args: { line: '13' } }],
    });
  });

  test('what was shown is what is sent, approved in the name of who applied it', async () => {
    await using given = await openChanges(file(FACTS));
    const app = await given.open();
    const { change, plan, digest } = await prepare(app, OUTAGE);
    expect(await given.state()).toBe(file(FACTS));
    given.clock.advanceTo(at('09:00') + 5 * MINUTE);
    expect(await apply(app, change, digest, ACTOR, SILENTLY)).toMatchObject({ by: 'this-call', sent: 3 });
    const shown = plan.posts.map(({ intent }) => intent.text ?? '').sort();
    const sent = (await given.posts()).toSorted((a, b) => (a.text < b.text ? -1 : 1));
    expect(sent).toEqual(shown.map((text) => ({ text, state: 'posted', approvedBy: ['Müller, Anna'] })));
  });

  test('a draft that is looked at again is not worded again until the files, the ledger or the time may change it', async () => {
    await using given = await openChanges(file(FACTS));
    const app = await given.open();
    const announcement = { kind: 'outage', post_as: ['hemer'] };
    const { change } = await prepare(app, { announcement });
    // As it is kept: its id stays open.
    const draft: Change = { ...change, announcement };
    const look = async () => (await prepare(app, draft, false)).plan;
    const first = await look();
    given.clock.advanceTo(at('09:05'));
    expect(await look()).toBe(first);
    const looks = [first];
    const again = async () => {
      const next = await look();
      expect(looks).not.toContain(next);
      expect(await look()).toBe(next);
      looks.push(next);
      return next;
    };
    await given.edit('incident.yaml', (text) => text.replace('"phone": "down"', '"phone": "limited"'));
    expect((await again()).digest).not.toBe(first.digest);
    const other: Change = { announcement: { kind: 'outage', post_as: ['menden'] } };
    const prepared = await prepare(app, other);
    await apply(app, prepared.change, prepared.digest, ACTOR, SILENTLY);
    await again();
    await pause(app, { of: 'everything' }, ACTOR);
    expect((await again()).warnings).toContainEqual(expect.objectContaining({ code: 'paused' }));
    given.clock.advanceTo(at('00:01 +1'));
    await again();
  });

  test('a state file that was saved after `sandbox: true` is never read with the settings of before', async () => {
    await using given = await openChanges(file(FACTS));
    await given.edit('config.yaml', (text) => `${text}sandbox: false\n`);
    const { options, ...app } = await given.open();
    const state = 'https://files.example.org/incident.yaml';
    const before = await given.state();
    const [first, second] = [before, `${before}\n# later\n`];
    let saved = first;
    const fetch = async () => {
      // Somebody writes one file after the other while the worker, which has read the first, reads the second.
      if (saved === second)
        await given.edit('config.yaml', (text) => text.replace('sandbox: false', 'sandbox: true'));
      return new Response(saved);
    };
    const read = loader({ ...app, options: { ...options, state }, runtime: { ...app.runtime, fetch } });
    expect((await read()).files.settings.sandbox).toBe(false);
    saved = second;
    expect((await read()).files.settings.sandbox).toBe(true);
  });

  test('nothing is planned a second time while neither the files nor the ledger change', async () => {
    await using given = await openChanges(file(FACTS, { id: 'outage', kind: 'outage', post_as: ['hemer'] }));
    const app = await given.open();
    const read = loader(app);
    const look = async () => {
      const { reading } = await read();
      if (reading.kind === 'broken') throw new Error('broken');
      return (await situationNow(app, reading.configuration)).plan;
    };
    const first = await look();
    expect(await look()).toBe(first);
    await pause(app, { of: 'channel', channel: 'x' }, ACTOR);
    const paused = await look();
    expect(paused.warnings).toContainEqual(expect.objectContaining({ code: 'paused' }));
    expect(await look()).toBe(paused);
    await given.edit('incident.yaml', (text) => `${text}\n# seen\n`);
    expect(await look()).not.toBe(paused);
  });

  const MEANWHILE: readonly (readonly [string, (given: Changes) => Promise<void>])[] = [
    ['a fact', (given) => given.edit('incident.yaml', PHONE_UP)],
    [
      'the message',
      (given) =>
        given.edit('messages/de.ftl', (text) =>
          text.replaceAll('klären wir', 'prüfen wir').replaceAll('bis auf Weiteres', 'vorerst'),
        ),
    ],
    [
      'a prepared fact',
      (given) => given.edit('municipalities.yaml', (text) => text.replaceAll('Feuerwache', 'Schule')),
    ],
    [
      'the accounts',
      (given) => given.edit('municipalities.yaml', (text) => text.replace(/ *- \{id: hemer-x.*\n/, '')),
    ],
  ];
  test.each(MEANWHILE)(
    'where %s changed meanwhile, the change is refused and nothing is written',
    async (_, meanwhile) => {
      await using given = await openChanges(file(FACTS));
      const { change, digest } = await prepare(await given.open(), OUTAGE);
      await meanwhile(given);
      const before = await given.state();
      await expect(apply(await given.open(), change, digest, ACTOR, SILENTLY)).rejects.toThrow(
        'changed-meanwhile',
      );
      expect(await given.state()).toBe(before);
      expect(await given.posts()).toEqual([]);
    },
  );

  test('what others write elsewhere in the file while somebody reads is kept, and refuses nothing', async () => {
    await using given = await openChanges(file(FACTS));
    const { change, digest } = await prepare(await given.open(), OUTAGE);
    await given.edit('incident.yaml', (text) => `${text}\n# seen\n`);
    const other: Change = {
      facts: [{ who: 'menden', assignments: [parseAssignment('reach.website=down')] }],
    };
    const prepared = await prepare(await given.open(), other);
    await apply(await given.open(), prepared.change, prepared.digest, ACTOR, SILENTLY);
    await apply(await given.open(), change, digest, ACTOR, SILENTLY);
    expect(await given.state()).toMatch(/# seen/);
    expect(await given.state()).toMatch(/"menden": \{"reach": \{"website": "down/);
    expect(await given.posts()).toHaveLength(3);
  });

  test('a change that was filled up from what holds for all is shown again once that is otherwise', async () => {
    const state = file({ ...FACTS, all: { appointments: { policy: 'cancelled' } } });
    await using given = await openChanges(state);
    const until: Change = {
      facts: [{ who: 'hemer', assignments: [parseAssignment('appointments.until=2026-11-27')] }],
    };
    const { change, digest } = await prepare(await given.open(), until);
    await given.edit('incident.yaml', (text) => text.replace('"cancelled"', '"take-place"'));
    await expect(apply(await given.open(), change, digest, ACTOR, SILENTLY)).rejects.toThrow(
      'changed-meanwhile',
    );
  });

  test('going live is shown again once somebody adds what would then be said by itself', async () => {
    await using given = await openChanges(fileOf({ mode: 'draft' }, FACTS));
    const { change, digest } = await prepare(await given.open(), LIVE);
    const daily =
      '"announcements": [{"id": "daily", "kind": "status", "post_as": ["hemer"], "every": "0 8 * * *"}]';
    await given.edit('incident.yaml', (text) => text.replace('"announcements": []', daily));
    expect(await given.state()).toContain('daily');
    await expect(apply(await given.open(), change, digest, ACTOR, SILENTLY)).rejects.toThrow(
      'changed-meanwhile',
    );
  });

  test("a text that somebody changes while the change is applied has nobody's approval and is not sent", async () => {
    await using given = await openChanges(file(FACTS));
    const app = await given.open();
    const { change, digest } = await prepare(app, OUTAGE);
    const onWritten = () => {
      const { state } = app.options;
      writeFileSync(state, PHONE_UP(readFileSync(state, 'utf8')));
    };
    const applied = await apply(app, change, digest, ACTOR, { ...SILENTLY, onWritten });
    expect(applied).toMatchObject({ sent: 0 });
    expect(await unapproved(app)).toEqual(new Map([['outage-hemer', 3]]));
    for (const post of await given.posts()) expect(post).toMatchObject({ state: 'waiting', approvedBy: [] });
  });

  test('going live shows what will go out and asks, and approves nothing', async () => {
    const said = { id: 'outage', kind: 'outage', post_as: ['hemer'] };
    await using given = await openChanges(fileOf({ mode: 'draft' }, FACTS, said));
    const app = await given.open();
    const { change, digest, ...prepared } = await prepare(app, LIVE);
    expect(prepared).toMatchObject({ goesLive: true, asks: true, approves: null });
    expect(prepared.plan.posts).toHaveLength(3);
    expect(await apply(app, change, digest, ACTOR, SILENTLY)).toMatchObject({ sent: 0 });
    expect(await unapproved(app)).toEqual(new Map([['outage', 3]]));
    expect(await given.posts()).toMatchObject(
      Array.from({ length: 3 }, () => ({ state: 'waiting', approvedBy: [] })),
    );
  });

  test('a correction is confirmed in sight of the other posts that say the same wrong thing', async () => {
    await using given = await openChanges(file({ hemer: hotline(WRONG), menden: hotline(WRONG) }));
    const said = { id: 'hotline', kind: 'contacts', post_as: ['hemer', 'menden'], contact: 'hotline' };
    const app = await given.open();
    const { change, digest } = await prepare(app, { announcement: said });
    await apply(app, change, digest, ACTOR, SILENTLY);
    given.clock.advanceTo(at('09:20'));
    await given.edit('incident.yaml', (text) => text.replace(WRONG, RIGHT));
    const announcement = { kind: 'correction', corrects: 'hotline', contact: 'hotline', post_as: ['hemer'] };
    const { plan } = await prepare(await given.open(), { announcement });
    const accounts = plan.warnings.flatMap((one) => (one.code === 'also-wrong' ? one.posts : []));
    expect(accounts.map(({ account }) => account).sort()).toEqual(['menden-mastodon', 'menden-x']);
  });

  test('the mode, facts and an announcement become true together, and only what is announced is approved', async () => {
    await using given = await openChanges(
      fileOf({ mode: 'draft' }, FACTS, { id: 'outage', kind: 'outage', post_as: ['hemer'] }),
    );
    const app = await given.open();
    const { change, digest, plan, approves } = await prepare(app, {
      ...LIVE,
      facts: [{ who: 'all', assignments: [{ path: ['reach', 'website'], value: 'down' }] }],
      announcement: { kind: 'outage', post_as: ['menden'] },
    });
    const told = plan.posts.filter(({ intent }) => intent.municipality === 'menden');
    expect(told.map(({ intent }) => intent.text)).toEqual([
      expect.stringContaining('Website'),
      expect.stringContaining('Website'),
    ]);
    expect(plan.posts.length).toBeGreaterThan(told.length);
    expect(approves).toEqual(['outage-menden']);
    await apply(app, change, digest, ACTOR, SILENTLY);
    const approved = (await given.posts()).filter(({ approvedBy }) => approvedBy.length > 0);
    expect(approved.map(({ text }) => text).sort()).toEqual(told.map(({ intent }) => intent.text).sort());
  });

  test('what a town says with its facts shows what else of hers these set free, and is no matter of its district', async () => {
    const clear = { kind: 'all-clear', about: ['hemer'] };
    await using given = await openChanges(
      file(FACTS, { ...clear, id: 'own', post_as: ['hemer'] }, { ...clear, id: 'of-mk', post_as: ['mk'] }),
    );
    await given.edit('config.yaml', (text) => text.replace('needed: 1', 'needed: 0'));
    const assignments = ['reach.phone=up', 'phase=resolved'].map(parseAssignment);
    const { plan } = await prepare(await given.open(), {
      facts: [{ who: 'hemer', assignments }],
      announcement: { kind: 'notice', post_as: ['hemer'], text: { de: 'Danke.', en: 'Thank you.' } },
    });
    expect([...new Set(plan.posts.map(({ intent }) => intent.announcement))].toSorted()).toEqual([
      'notice-hemer',
      'own',
    ]);
  });

  const AT_NOON = { kind: 'outage', post_as: ['hemer'], at: '2026-11-24 12:00' };
  test.each<[string, Change, object]>([
    ['the published posts that nothing can correct any more', OUTAGE, { published: 3, waiting: 0 }],
    [
      'the approved posts that wait and never go out under it',
      { ...LIVE, announcement: AT_NOON },
      { published: 0, waiting: 3 },
    ],
  ])('a new id of the incident asks, and counts %s', async (_, first, counted) => {
    await using given = await openChanges(file(FACTS));
    const app = await given.open();
    const { change, digest } = await prepare(app, first);
    await apply(app, change, digest, ACTOR, SILENTLY);
    const id: Change = { incident: [{ path: ['id'], value: 'it-2027' }] };
    expect(await prepare(await given.open(), id)).toMatchObject({
      asks: true,
      leaves: { incident: 'it-2026', ...counted },
    });
  });

  test.each([
    ['after all', ['all', 'hemer'], 'reach'],
    ['before all', ['hemer', 'all'], 'reach'],
    ['by itself', ['all', 'hemer'], 'reach.phone'],
  ])(
    'a fact that was cleared for one town %s hides nothing that is said of all later',
    async (_, order, path) => {
      await using given = await openChanges(
        file({ all: { reach: { phone: 'down' }, confirmed: '2026-11-24 08:00' }, ...FACTS }),
      );
      const set = async (who: string, ...values: readonly string[]) => {
        const app = await given.open();
        const { change, digest } = await prepare(app, {
          facts: [{ who, assignments: values.map(parseAssignment) }],
        });
        await apply(app, change, digest, ACTOR, SILENTLY);
      };
      for (const who of order) await set(who, `${path}=null`, 'services=null', 'appointments=null');
      expect(await given.state()).not.toContain('null');
      await set('all', 'reach.phone=down', 'appointments.policy=cancelled');
      const { region, state } = await readConfiguration(await given.open());
      const hemer = region.municipalities.get('hemer');
      expect(hemer && factsOf(region, state, hemer)).toMatchObject({
        reach: { phone: 'down' },
        appointments: { policy: 'cancelled' },
      });
    },
  );

  test.each([
    ['all says it', 'reach.phone', { all: { reach: { phone: 'down' } } }],
    ['its district says it of its towns', 'reach', { 'towns-of/mk': { reach: { phone: 'down' } } }],
    ['it was prepared', 'instruction', {}],
    ['the incident says it', 'phase', {}],
    ['all says it of one of its fields', 'contacts.hotline.hours', { all: hotline(RIGHT) }],
  ])('a fact that is cleared for one town stays cleared there where %s', async (_, path, facts) => {
    await using given = await openChanges(file(facts));
    const cleared = { facts: [{ who: 'hemer', assignments: [parseAssignment(`${path}=null`)] }] };
    const app = await given.open();
    const { change, digest } = await prepare(app, cleared);
    await apply(app, change, digest, ACTOR, SILENTLY);
    const leaf = path.split('.').at(-1);
    expect(await given.state()).toMatch(new RegExp(`"?${leaf}"?: null`));
  });

  test('who confirms the facts of several confirms all that are dated by themselves, unless they were confirmed since', async () => {
    const dated = (time: string) => ({ confirmed: `2026-11-24 ${time}`, reach: { phone: 'down' } });
    const facts = { mk: dated('07:00'), hemer: dated('07:30'), menden: { reach: { website: 'down' } } };
    const towns = { 'towns-of/mk': dated('07:00') };
    await using given = await openChanges(file({ ...facts, ...towns }));
    const confirm = async (who: string, time: string) => {
      const app = await given.open();
      const assignments = [parseAssignment(`confirmed=${time}`)];
      const { change, digest } = await prepare(app, { facts: [{ who, assignments }] });
      await apply(app, change, digest, ACTOR, SILENTLY);
      const { state } = await readConfiguration(await given.open());
      return [...state.facts].map(([of, { confirmed }]) => [of, confirmed]);
    };
    expect(await confirm('towns-of/mk', 'now')).toEqual([
      ['mk', at('07:00')],
      ['hemer', at('09:00')],
      ['menden', undefined],
      ['towns-of/mk', at('09:00')],
    ]);
    expect(await confirm('all', '2026-11-24 08:00')).toEqual([
      ['mk', at('08:00')],
      ['hemer', at('09:00')],
      ['menden', undefined],
      ['towns-of/mk', at('09:00')],
      ['all', at('08:00')],
    ]);
  });

  test('a fact that changes no text asks nobody', async () => {
    await using given = await openChanges(file(FACTS));
    const change: Change = {
      facts: [{ who: 'menden', assignments: [{ path: ['reach', 'phone'], value: 'up' }] }],
    };
    expect(await prepare(await given.open(), change)).toMatchObject({ asks: false, goesLive: false });
  });
});
