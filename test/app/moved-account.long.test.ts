import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { deliverNow } from '../../src/app/deliver-now.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { placesOf } from '../../src/core/planning/renamed-accounts.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { at, FIX, file, fileOf, HOTLINE, hotline, OUTAGE, openDay, RIGHT, WRONG } from '../fixtures/day.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { openProgram, openProgramAt, type ProgramOptions, type TestProgram } from '../fixtures/program.ts';
import { openStaffWebhook } from '../fixtures/staff-webhook.ts';
import { regionOf } from '../fixtures/towns.ts';

const ACCOUNT = { id: 'hemer-mastodon', channel: 'mastodon', handle: 'hemer' } as const;
const REGION = regionOf([{ id: 'hemer', channels: ['mastodon'] }]);
const TOKEN = `token-of-hemer-mastodon-${'k3y'.repeat(5)}`;
const FACTS = { hemer: { reach: { phone: 'down', website: 'down', email_in: 'down' } } };
const MORE = {
  id: 'more',
  kind: 'notice',
  post_as: ['hemer'],
  text: { de: 'Das Rathaus ist bis 20 Uhr geöffnet.' },
};
const WITHDRAWN = { id: 'oops', kind: 'retraction', withdraws: 'outage' };

/** An outage is published, and then the account on X is taken out of the file. */
async function openWithoutX() {
  const opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { region: regionOf([{ id: 'hemer' }]) });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  await opened.edit('municipalities.yaml', /\{"id":"hemer-x"[^}]*\},/, '');
  return opened;
}

/** The accounts of Hemer and Menden get the ids of each other. */
async function exchangeIds({ edit }: TestProgram): Promise<void> {
  await edit('municipalities.yaml', '"id":"hemer-mastodon"', '"id":"-"');
  await edit('municipalities.yaml', '"id":"menden-mastodon"', '"id":"hemer-mastodon"');
  await edit('municipalities.yaml', '"id":"-"', '"id":"menden-mastodon"');
}

test('an account whose id is corrected in the file gets nothing a second time', async () => {
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
    region: REGION,
    env: { STADT_HEMER_MASTODON_ACCESS_TOKEN: TOKEN },
  });
  await opened.run('run', '--once');
  await opened.step('09:05', file(FACTS, OUTAGE, MORE));
  expect(opened.published()).toHaveLength(2);
  opened.advanceTo(at('10:10'));
  await opened.edit('municipalities.yaml', '"hemer-mastodon"', '"stadt-hemer-mastodon"');
  await opened.run('run', '--once');
  expect(opened.published()).toHaveLength(2);
  await opened.reads(file(FACTS, OUTAGE, MORE, { ...MORE, id: 'new', text: { de: 'Neues.' } }));
  expect(opened.published()).toHaveLength(3);
});

describe('an account that gets another id', () => {
  /** What the file says is published, and then the account has another id there. */
  async function renamed(state: string, before: readonly (readonly string[])[] = []) {
    const opened = await openProgramAt('09:00', state, {
      region: REGION,
      env: { STADT_HEMER_MASTODON_ACCESS_TOKEN: TOKEN, THIRD_MASTODON_ACCESS_TOKEN: TOKEN },
    });
    await opened.run('run', '--once');
    for (const words of before) await opened.run(...words);
    opened.advanceTo(at('10:10'));
    await opened.edit('municipalities.yaml', '"hemer-mastodon"', '"stadt-hemer-mastodon"');
    return opened;
  }

  test('is told nothing a second time where the facts have changed, and its post is outdated', async () => {
    await using opened = await renamed(file(FACTS, OUTAGE));
    await opened.write('incident.yaml', file({ hemer: { reach: { phone: 'up', website: 'down' } } }, OUTAGE));
    const planned = JSON.parse((await opened.run('plan', '--json')).out);
    expect(planned).toMatchObject({ posts: [], held: [], outdated: [{}], warnings: [] });
    await opened.run('run', '--once');
    expect(await opened.states()).toEqual(['outage stadt-hemer-mastodon posted']);
    expect(opened.published()).toHaveLength(1);
  });

  test('and changed once more before anything is sent is followed again', async () => {
    await using opened = await renamed(file(FACTS, OUTAGE));
    await opened.run('run', '--once');
    await opened.edit('municipalities.yaml', '"stadt-hemer-mastodon"', '"third-mastodon"');
    await opened.write('incident.yaml', file({ hemer: { reach: { phone: 'up', website: 'down' } } }, OUTAGE));
    await opened.run('run', '--once');
    expect(await opened.states()).toEqual(['outage third-mastodon posted']);
    expect(opened.published()).toHaveLength(1);
  });

  test('has its posts corrected, and staff are not asked to delete the right one by hand', async () => {
    await using opened = await renamed(file({ hemer: hotline(WRONG) }, HOTLINE));
    await opened.run('run', '--once');
    await opened.write('incident.yaml', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
    expect(await opened.run('run', '--once')).toMatchObject({ status: 0 });
    const { held, warnings } = JSON.parse((await opened.run('plan', '--json')).out);
    expect({ held, warnings }).toEqual({ held: [], warnings: [] });
    expect(opened.published().filter((text) => text.includes(WRONG.slice(-7)))).toEqual([]);
    expect(opened.published()).toHaveLength(2);
  });

  test('stays paused', async () => {
    const pause = ['pause', '--account', 'hemer-mastodon', '--by', 'press-hemer'];
    await using opened = await renamed(file(FACTS, OUTAGE), [pause]);
    await opened.reads(file(FACTS, OUTAGE, MORE));
    await opened.run('run', '--once');
    expect(opened.published()).toHaveLength(1);
    const resume = ['resume', '--account', 'stadt-hemer-mastodon', '--by', 'press-hemer', '--yes'];
    expect((await opened.run(...resume)).status).toBe(0);
    await opened.run('run', '--once');
    expect(opened.published()).toHaveLength(2);
  });

  test('is looked at for a post whose answer was lost before', async () => {
    await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
      region: REGION,
      env: { STADT_HEMER_MASTODON_ACCESS_TOKEN: TOKEN },
    });
    opened.sandbox.arrange(ACCOUNT.id, { kind: 'accepted-then-cut' });
    await opened.run('run', '--once');
    await opened.edit('municipalities.yaml', '"hemer-mastodon"', '"stadt-hemer-mastodon"');
    opened.advanceTo(at('09:04'));
    await opened.run('run', '--once');
    expect(await opened.states()).toEqual(['outage stadt-hemer-mastodon posted']);
    expect(opened.published()).toHaveLength(1);
  });

  test('stays paused also where nothing was ever said on it', async () => {
    const pause = ['pause', '--account', 'hemer-mastodon', '--by', 'press-hemer'];
    await using opened = await renamed(file(FACTS), [pause]);
    await opened.reads(file(FACTS, MORE));
    expect(opened.published()).toEqual([]);
    expect((await opened.run('plan')).out).toMatch(/stadt-hemer-mastodon: paused/);
  });

  test.each([
    ['before the first announcement is live', fileOf({ mode: 'draft' }, FACTS, OUTAGE)],
    ['between two incidents', fileOf({ id: 'earlier' }, FACTS)],
  ])('%s stays paused, and goes on under its new id', async (_, before) => {
    await using opened = await renamed(before, [
      ['pause', '--account', 'hemer-mastodon', '--by', 'press-hemer'],
    ]);
    await opened.reads(file(FACTS, OUTAGE));
    await opened.run('run', '--once');
    expect(opened.published()).toEqual([]);
    const resume = ['resume', '--account', 'stadt-hemer-mastodon', '--by', 'press-hemer', '--yes'];
    expect((await opened.run(...resume)).out).not.toMatch(/No such pause/);
    await opened.run('run', '--once');
    expect(opened.published()).toHaveLength(1);
  });

  test('together with the version that keeps what accounts are stays paused, and nothing is said twice', async () => {
    const pause = ['pause', '--account', 'hemer-mastodon', '--by', 'press-hemer'];
    await using opened = await renamed(file(FACTS, OUTAGE), [pause]);
    const database = new DatabaseSync(join(opened.folder, 'data/live.sqlite'));
    database.exec(`alter table accounts drop column place`);
    database.exec(`drop index approvals_unpublished`);
    database.exec(`drop table witnesses`);
    database.exec(`alter table ledger drop column set_back`);
    database.exec(`alter table approvals drop column published_at`);
    database.exec(`alter table approvals add column told text`);
    database.exec(
      `delete from migrations where version >= (select version from migrations where name = 'account-places')`,
    );
    database.close();
    await opened.reads(file({ hemer: { reach: { phone: 'up', website: 'down' } } }, OUTAGE, MORE));
    expect(await opened.states()).toEqual([
      'outage stadt-hemer-mastodon posted',
      'more stadt-hemer-mastodon waiting',
    ]);
    expect(opened.published()).toHaveLength(1);
  });

  test('keeps the approval of what waits', async () => {
    await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
      region: REGION,
      config: 'approvals: {needed: 1}\n',
      env: { STADT_HEMER_MASTODON_ACCESS_TOKEN: TOKEN },
    });
    await opened.run('run', '--once');
    await opened.approve('outage', 'press-hemer');
    await opened.edit('municipalities.yaml', '"hemer-mastodon"', '"stadt-hemer-mastodon"');
    expect((await opened.run('run', '--once')).status).toBe(0);
    expect(opened.published()).toHaveLength(1);
  });

  test('says what it is asked for though its old id is that of a new account', async () => {
    await using opened = await renamed(file(FACTS, OUTAGE));
    await opened.run('run', '--once');
    const { origin: server } = opened.sandbox;
    const other = { id: 'hemer-mastodon', channel: 'mastodon', handle: 'hemer_neu', server };
    await opened.edit(
      'municipalities.yaml',
      '{"id":"stadt-hemer-mastodon"',
      `${JSON.stringify(other)},{"id":"stadt-hemer-mastodon"`,
    );
    const planned = JSON.parse((await opened.run('plan', '--json')).out);
    expect(planned.held).toMatchObject([{ account: 'hemer-mastodon', because: 'no-credential' }]);
  });

  test('and its old id again says nothing twice', async () => {
    await using opened = await renamed(file(FACTS, { ...OUTAGE, edition: 2 }));
    await opened.reads(file(FACTS, { ...OUTAGE, edition: 2 }, MORE));
    opened.advanceTo(at('11:10'));
    await opened.edit('municipalities.yaml', '"stadt-hemer-mastodon"', '"hemer-mastodon"');
    await opened.run('run', '--once');
    expect(opened.published()).toHaveLength(2);
    await opened.reads(file(FACTS, { ...OUTAGE, edition: 2 }, MORE, WITHDRAWN));
    expect(opened.published().filter((text) => text.includes('gelöscht'))).toHaveLength(1);
  });
});

test('an account that gets the id of one that is gone says nothing twice, stays paused, and has its own posts', async () => {
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
    region: regionOf([{ id: 'hemer' }]),
  });
  await opened.run('run', '--once');
  await opened.run('pause', '--account', 'hemer-mastodon', '--by', 'press-hemer');
  opened.advanceTo(at('09:10'));
  await opened.edit('municipalities.yaml', /\{"id":"hemer-x"[^}]*\},/, '');
  await opened.edit('municipalities.yaml', '"hemer-mastodon"', '"hemer-x"');
  const { posts, held } = JSON.parse((await opened.run('plan', '--json')).out);
  expect({ posts, held }).toEqual({ posts: [], held: [] });
  await opened.write('incident.yaml', file(FACTS, OUTAGE, MORE, WITHDRAWN));
  expect((await opened.run('plan')).out).toMatch(/hemer-x: paused/);
  await opened.run('run', '--once');
  const next = JSON.parse((await opened.run('plan', '--json')).out);
  expect(next.held).toMatchObject([{ because: 'account-gone', account: 'hemer-x+' }]);
  expect(next.posts.filter(({ action }: { action: string }) => action === 'delete')).toMatchObject([
    { account: 'hemer-x', target: 'it-2026/outage.1/hemer-mastodon/de' },
  ]);
});

describe('a municipality whose id is corrected in the files', () => {
  const HOURLY = { id: 'hourly', kind: 'status', post_as: ['hemer'], every: '0 * * * *' };
  const confirmed = '2026-11-24 08:55';
  const DOWN = { reach: { phone: 'down', website: 'down' }, confirmed };

  /** The state file says this under the corrected id. */
  async function corrected(opened: TestProgram, facts: object, ...say: readonly object[]) {
    await opened.edit('municipalities.yaml', '"hemer":{', '"stadt-hemer":{');
    const of = { post_as: ['stadt-hemer'] };
    await opened.write(
      'incident.yaml',
      file({ 'stadt-hemer': facts }, ...say.map((one) => ({ ...one, ...of }))),
    );
  }

  test('is told nothing of what its all-clear ended', async () => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const up = { reach: { phone: 'up', website: 'up' }, phase: 'resolved', confirmed: '2026-11-24 10:05' };
    await using opened = await openProgramAt('09:00', file({ hemer: DOWN }, HOURLY), { region: REGION });
    await opened.run('run', '--once');
    await opened.step('10:00');
    await opened.step('10:10', file({ hemer: up }, HOURLY, clear));
    expect(opened.published()).toHaveLength(2);
    opened.advanceTo(at('11:10'));
    await corrected(opened, up, HOURLY, clear);
    await opened.step('11:20');
    await opened.step('12:00');
    expect(opened.published()).toHaveLength(2);
  });

  test('has its posts withdrawn on its accounts', async () => {
    await using opened = await openProgramAt('09:00', file({ hemer: DOWN }, OUTAGE), { region: REGION });
    await opened.run('run', '--once');
    opened.advanceTo(at('09:10'));
    await corrected(opened, DOWN, OUTAGE, WITHDRAWN);
    await opened.run('run', '--once');
    expect(opened.published()).toEqual([expect.stringContaining('gelöscht')]);
  });

  test('still has its posts compared with its facts', async () => {
    await using opened = await openProgramAt('09:00', file({ hemer: DOWN }, OUTAGE), { region: REGION });
    await opened.run('run', '--once');
    opened.advanceTo(at('09:10'));
    await corrected(opened, { ...DOWN, reach: { phone: 'up', website: 'down' } }, OUTAGE);
    const { posts, outdated } = JSON.parse((await opened.run('plan', '--json')).out);
    expect({ posts, outdated }).toMatchObject({
      posts: [],
      outdated: [{ key: 'it-2026/outage.1/hemer-mastodon/de' }],
    });
  });
});

describe('handles that were entered the wrong way round, so that a town spoke for another, and then put right', () => {
  const facts = { ...FACTS, menden: { reach: { phone: 'down' } } };
  const both = { ...OUTAGE, post_as: ['hemer', 'menden'] };

  async function open(options: Partial<ProgramOptions> = {}) {
    const env: Record<string, string | null> = { ...options.env };
    const towns = (hemer: string, menden: string) =>
      regionOf([
        { id: 'hemer', channels: ['mastodon'], handle: hemer },
        { id: 'menden', channels: ['mastodon'], handle: menden },
      ]);
    const region = towns('menden', 'hemer');
    const opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { ...options, region, env });
    await opened.run('run', '--once');
    opened.advanceTo(at('09:10'));
    const { origin } = opened.sandbox;
    const corrected = towns('hemer', 'menden').replaceAll('https://social.example.org', origin);
    await opened.write('municipalities.yaml', corrected);
    await opened.write('incident.yaml', file(facts, both));
    env.MENDEN_MASTODON_ACCESS_TOKEN = TOKEN;
    env.HEMER_MASTODON_ACCESS_TOKEN = TOKEN.replace('hemer', 'menden');
    await opened.run('run', '--once');
    return opened;
  }

  test('each says what it is asked for, and both are withdrawn', async () => {
    await using opened = await open();
    const began = () => opened.published().map((text) => text.split(':')[0]);
    // The platform's accounts keep the names by which the file had them first.
    const said = ['hemer-mastodon Stadt hemer', 'hemer-mastodon Stadt menden', 'menden-mastodon Stadt hemer'];
    expect(began()).toEqual(said);
    await opened.run('run', '--once');
    expect(began()).toEqual(said);
    await opened.reads(file(facts, both, WITHDRAWN));
    await opened.run('run', '--once');
    expect(began()).toEqual([
      'hemer-mastodon ZURÜCKGEZOGEN – Stadt menden',
      'menden-mastodon ZURÜCKGEZOGEN – Stadt hemer',
    ]);
  });

  test('staff are told of what stays on the account of another town, until somebody has deleted it', async () => {
    await using staff = await openStaffWebhook();
    await using opened = await open({ env: { ALERTS_WEBHOOK: staff.origin } });
    const told = async (time: string) => {
      await opened.step(time);
      return staff.messages.flatMap(({ kind, text }) =>
        /hemer is on the account of another town/.test(text) ? kind : [],
      );
    };
    expect(await told('09:30')).toEqual(['raised']);
    await opened.deleteByHand('hemer-mastodon', 'Stadt hemer');
    await opened.run('resolve', 'it-2026/outage.1/hemer-mastodon/de', '--absent', '--by', 'press-hemer');
    expect(await told('09:35')).toEqual(['raised', 'over']);
  });
});

describe('accounts that were listed under the wrong towns for a while, and then put right', () => {
  const both = { ...OUTAGE, post_as: ['hemer', 'menden'] };
  const facts = { ...FACTS, menden: { reach: { phone: 'down' } } };
  const limited = { ...facts, hemer: { reach: { ...FACTS.hemer.reach, phone: 'limited' } } };
  const PHONE = { id: 'fix', kind: 'correction', corrects: 'outage', what: { de: 'Das Telefon' } };

  /** Each town said its outage on its own accounts, and then on those of the other, where it says more `meanwhile`. */
  async function open(meanwhile: string | null = null) {
    const opened = await openProgramAt('09:00', file(facts, both), {
      region: regionOf([{ id: 'hemer' }, { id: 'menden' }]),
    });
    await opened.run('run', '--once');
    await exchange(opened);
    await opened.step('09:10');
    expect(began(opened)).toHaveLength(8);
    if (meanwhile !== null) await opened.step('09:12', meanwhile);
    await exchange(opened);
    await opened.step('09:20');
    return opened;
  }

  async function exchange(opened: TestProgram) {
    const listed = JSON.parse(await opened.read('municipalities.yaml'));
    const { hemer, menden } = listed.municipalities;
    [hemer.accounts, menden.accounts] = [menden.accounts, hemer.accounts];
    await opened.write('municipalities.yaml', JSON.stringify(listed));
  }

  /** Somebody deletes what each said on the account of the other, and says so. */
  async function deleteWrong(opened: TestProgram) {
    for (const { account, key, text } of JSON.parse((await opened.run('history', '--json')).out)) {
      const town = /Stadt (\w+)/.exec(text)?.[1];
      if (account.startsWith(`${town}-`)) continue;
      await opened.deleteByHand(account, `Stadt ${town}`);
      await opened.run('resolve', key, '--absent', '--by', 'press-hemer');
    }
    const { posts, held, warnings } = JSON.parse((await opened.run('plan', '--json')).out);
    expect({ posts, held, warnings }).toEqual({ posts: [], held: [], warnings: [] });
  }

  const began = (opened: TestProgram) => opened.published().map((text) => text.split(':')[0]);
  const OWN = ['hemer', 'menden'].flatMap((id) => [`${id}-x Stadt ${id}`, `${id}-mastodon Stadt ${id}`]);
  const corrected = (id: string) => [
    `${id}-x KORREKTUR – Stadt ${id}`,
    `${id}-mastodon Stadt ${id}`,
    `${id}-mastodon KORREKTUR – Stadt ${id}`,
  ];
  const withdrawn = (id: string) => ['x', 'mastodon'].map((on) => `${id}-${on} ZURÜCKGEZOGEN – Stadt ${id}`);
  /** Of whom it is, and what the other town's accounts show then. */
  const CORRECTIONS: readonly (readonly [string, object, readonly string[]])[] = [
    ['of one town', { post_as: ['hemer'] }, OWN.slice(2)],
    ['of all', {}, corrected('menden')],
  ];

  test.each(CORRECTIONS)(
    'a correction %s is said by each town on its own accounts, and leaves the other its posts',
    async (_, of, others) => {
      await using opened = await open();
      await deleteWrong(opened);
      expect(began(opened)).toEqual(OWN);
      await opened.step('09:40', file(limited, both, { ...PHONE, ...of }));
      await opened.step('09:50');
      expect(began(opened)).toEqual([...corrected('hemer'), ...others]);
      expect(opened.published().join()).not.toContain('9:10 Uhr');
    },
  );

  test.each(CORRECTIONS)(
    'a correction %s that was said on the accounts of the other meanwhile is said on its own, too',
    async (_, of, others) => {
      await using opened = await open(file(limited, both, { ...PHONE, ...of }));
      await opened.step('09:30');
      const own = began(opened).filter((text) => /^(\w+)-.* \1$/.test(text ?? ''));
      expect(own).toEqual([...corrected('hemer'), ...others]);
    },
  );

  test.each([
    ['of one town', { post_as: ['hemer'] }, OWN.slice(2)],
    ['of all', {}, withdrawn('menden')],
  ])(
    'a retraction %s is said by each town on its own accounts, and leaves the other its posts',
    async (_, of, others) => {
      await using opened = await open();
      await deleteWrong(opened);
      await opened.step('09:40', file(facts, both, { ...WITHDRAWN, ...of }));
      await opened.step('09:50');
      expect(began(opened)).toEqual([...withdrawn('hemer'), ...others]);
      expect(opened.published().join()).not.toMatch(/Mehrere|9:10 Uhr/);
    },
  );

  test('what a town said on accounts of another is no copy of what it says on its own and, once deleted by hand, is not withdrawn there', async () => {
    await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
      region: regionOf([{ id: 'hemer' }, { id: 'menden' }]),
    });
    await exchange(opened);
    await opened.run('run', '--once');
    await exchange(opened);
    expect((await opened.run('plan')).out).not.toContain('near-duplicate');
    await opened.step('09:10');
    await deleteWrong(opened);
    await opened.step('09:40', file(FACTS, OUTAGE, WITHDRAWN));
    expect(began(opened)).toEqual(withdrawn('hemer'));
  });
});

describe('a handle that was that of another account, and is put right', () => {
  /** Hemer said its outage as @hemer_schule; now the file has @stadt_hemer, which no file had before, and its token. */
  async function putRight(
    fault: 'accepted-then-cut' | null,
    act: (opened: TestProgram) => Promise<unknown>,
    env: Record<string, string> = {},
  ) {
    const of = (handle: string) => regionOf([{ id: 'hemer', channels: ['mastodon'], handle }]);
    // The sandbox has the accounts of the first files.
    const region = regionOf([
      { id: 'hemer', channels: ['mastodon'], handle: 'hemer_schule' },
      { id: 'menden', channels: ['mastodon'], handle: 'stadt_hemer' },
    ]);
    const opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { region, env });
    const write = (handle: string) =>
      opened.write(
        'municipalities.yaml',
        of(handle).replaceAll('https://social.example.org', opened.sandbox.origin),
      );
    await write('hemer_schule');
    if (fault !== null) opened.sandbox.arrange('hemer-mastodon', { kind: fault });
    await opened.run('run', '--once');
    opened.advanceTo(at('09:05'));
    env.HEMER_MASTODON_ACCESS_TOKEN = TOKEN.replace('hemer', 'menden');
    await write('stadt_hemer');
    await act(opened);
    return opened;
  }
  const began = (opened: TestProgram) => opened.published().map((text) => text.split(':')[0]);
  const BOTH = ['hemer-mastodon Stadt hemer', 'menden-mastodon Stadt hemer'];

  test.each([['a lasting worker'], ['a single round']])(
    'says what it is asked for, and does not take what the other said for its own: %s',
    async (how) => {
      await using opened = await putRight(null, async (program) => {
        if (how === 'a single round') return program.run('run', '--once');
        const worker = program.begin('run');
        await expect.poll(() => began(program)).toEqual(BOTH);
        return worker.end();
      });
      expect(began(opened)).toEqual(BOTH);
      await opened.reads(file(FACTS, OUTAGE, WITHDRAWN));
      expect(began(opened)).toEqual([BOTH[0], 'menden-mastodon ZURÜCKGEZOGEN – Stadt hemer']);
      const { held } = JSON.parse((await opened.run('plan', '--json')).out);
      expect(held).toMatchObject([{ because: 'account-gone', account: 'hemer-mastodon+' }]);
    },
  );

  test('sends what is due just then, and takes nothing of it for lost', async () => {
    await using opened = await putRight(null, async (program) => {
      await program.write('incident.yaml', file(FACTS, OUTAGE, MORE));
      const worker = program.begin('run');
      await expect.poll(() => began(program)).toHaveLength(3);
      return worker.end();
    });
    expect((await opened.states()).toSorted()).toEqual([
      'more hemer-mastodon posted',
      'outage hemer-mastodon posted',
      'outage hemer-mastodon+ posted',
    ]);
  });

  test('leaves to staff what was lost there, who can say where it is', async () => {
    await using staff = await openStaffWebhook();
    const env = { ALERTS_WEBHOOK: staff.origin };
    await using opened = await putRight('accepted-then-cut', (program) => program.step('09:10'), env);
    await opened.step('09:12');
    expect(began(opened)).toEqual(BOTH);
    const [lost] = staff.messages.filter(({ text }) => text.includes('the outcome is unknown'));
    expect(lost?.text).toMatch(/@hemer_schule.*Look at the account/s);
    const address = `${opened.sandbox.origin}/@hemer_schule/${opened.sandbox.timeline('hemer-mastodon')[0]?.id}`;
    const key = 'it-2026/outage.1/hemer-mastodon/de';
    expect(await opened.run('resolve', key, '--posted', address, '--by', 'press-hemer')).toMatchObject({
      status: 0,
    });
    expect(await opened.states()).toContain('outage hemer-mastodon+ posted');
  });

  test('keeps its posts where the platform renamed it', async () => {
    await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { region: REGION });
    await opened.run('run', '--once');
    // As if the files and the platform had had another handle until now.
    const database = new DatabaseSync(join(opened.folder, 'data/live.sqlite'));
    database.exec(
      `update accounts set owner_handle = 'hemer_alt', place = replace(place, 'hemer', 'hemer_alt')`,
    );
    database.close();
    await opened.reads(file(FACTS, OUTAGE, MORE));
    expect(opened.published()).toHaveLength(2);
    const states = (await opened.states()).toSorted();
    expect(states).toEqual(['more hemer-mastodon posted', 'outage hemer-mastodon posted']);
  });
});

test('accounts that get the ids of each other keep their posts', async () => {
  const towns = ['hemer', 'menden'].map((id) => ({ id, channels: ['mastodon'] as const }));
  const both = { ...OUTAGE, post_as: ['hemer', 'menden'] };
  const facts = { ...FACTS, menden: { reach: { phone: 'down' } } };
  await using opened = await openProgramAt('09:00', file(facts, both), { region: regionOf(towns) });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  await exchangeIds(opened);
  const withdrawn = { ...WITHDRAWN, post_as: ['hemer'] };
  await opened.write('incident.yaml', file(facts, both, withdrawn));
  const { posts } = JSON.parse((await opened.run('plan', '--json')).out);
  expect(posts).toMatchObject([
    { action: 'publish', municipality: 'hemer', account: 'menden-mastodon' },
    { action: 'delete', account: 'menden-mastodon', target: 'it-2026/outage.1/hemer-mastodon/de' },
  ]);
});

test('accounts that get the ids of each other while the state file is broken say only what is theirs', async () => {
  const env: Record<string, string> = {};
  const towns = ['hemer', 'menden'].map((id) => ({ id, channels: ['mastodon'] as const }));
  const later = { ...MORE, at: '2026-11-24 09:12' };
  await using opened = await openProgramAt('09:00', file(FACTS, later), { region: regionOf(towns), env });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  await exchangeIds(opened);
  env.MENDEN_MASTODON_ACCESS_TOKEN = TOKEN;
  env.HEMER_MASTODON_ACCESS_TOKEN = TOKEN.replace('hemer', 'menden');
  await opened.write('incident.yaml', 'incident: [');
  opened.advanceTo(at('09:12'));
  await opened.run('run', '--once');
  const published = ['hemer', 'menden'].map((id) => opened.sandbox.timeline(`${id}-mastodon`).length);
  expect(published).toEqual([1, 0]);
});

test('a session of files from before sends nothing on an account whose id is that of another one by now', async () => {
  await using day = await openDay('09:00');
  const said = file(FACTS, OUTAGE);
  await day.ledger.record((await day.plan(said)).writes, at('09:00'), 0);
  const places = placesOf(day.configuration(said));
  const exchanged = { 'hemer-x': 'menden-x', 'menden-x': 'hemer-x' };
  await day.ledger.knowAccounts(
    new Map([
      ...places,
      ...Object.entries(exchanged).map(([id, before]) => [id, places.get(before) ?? ''] as const),
    ]),
  );
  await deliverNow(day.delivery, new AbortController().signal);
  expect(day.reads('hemer-x', 'menden-x')).toEqual([]);
  await day.ledger.knowAccounts(places);
  await deliverNow(day.delivery, new AbortController().signal);
  expect(day.reads('hemer-x', 'menden-x')).toEqual(['hemer-x: outage']);
});

test('staff are told that nobody compares the posts of a town that left the files with facts', async () => {
  const towns = ['hemer', 'menden'].map((id) => ({ id, channels: ['mastodon'] as const }));
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { region: regionOf(towns) });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  const others = regionOf(towns.slice(1)).replaceAll('https://social.example.org', opened.sandbox.origin);
  await opened.write('municipalities.yaml', others);
  const told = async (time: string) => {
    await opened.write('incident.yaml', file({ menden: FACTS.hemer }));
    opened.advanceTo(at(time));
    const { err } = await opened.run('run', '--once');
    return /(ALERT|OVER)[^"\\]*nobody compares[^"\\]*/.exec(err)?.[0];
  };
  expect(await told('09:11')).toBeUndefined();
  expect(await told('10:00')).toMatch(/^ALERT.* of hemer .*is no longer in the files/);
  expect((await opened.run('plan')).out).toMatch(/published posts? of hemer /);
});

test('a lost post on an account that was taken out of the file is for staff, who can say where it is', async () => {
  await using staff = await openStaffWebhook();
  const towns = [{ id: 'hemer', channels: ['mastodon'] }, { id: 'menden' }];
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
    region: regionOf(towns),
    env: { ALERTS_WEBHOOK: staff.origin },
  });
  opened.sandbox.arrange(ACCOUNT.id, { kind: 'accepted-then-cut' });
  await opened.run('run', '--once');
  await opened.edit('municipalities.yaml', /\{"id":"hemer-mastodon"[^}]*\}/, '');
  await opened.step('09:02');
  const [lost] = staff.messages.filter(({ text }) => text.includes('the outcome is unknown'));
  expect(lost?.text).toContain('Look at the account');
  const { origin } = opened.sandbox;
  const key = 'it-2026/outage.1/hemer-mastodon/de';
  const settle = (handle: string) =>
    opened.run('resolve', key, '--posted', `${origin}/@${handle}/117`, '--by', 'press-hemer');
  expect((await settle('menden')).err).toContain('bad-address');
  expect((await settle('hemer')).status).toBe(0);
  expect(await opened.states()).toEqual(['outage hemer-mastodon posted']);
});

test('a withdrawn post on an account that was taken out of the file is held up to staff, who are told', async () => {
  await using opened = await openWithoutX();
  await opened.write('incident.yaml', file(FACTS, OUTAGE, WITHDRAWN));
  const { status, err } = await opened.run('run', '--once');
  expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(/account-gone/) });
  const { held } = JSON.parse((await opened.run('plan', '--json')).out);
  expect(held).toEqual([expect.objectContaining({ account: 'hemer-x', because: 'account-gone' })]);
  const settled = ['resolve', 'it-2026/outage.1/hemer-x/de', '--absent', '--by', 'press-hemer'];
  expect((await opened.run(...settled)).status).toBe(0);
  expect((await opened.run('run', '--once')).status).toBe(0);
});

test('an outdated post on an account that was taken out of the file is in the plan until somebody has deleted it', async () => {
  await using opened = await openWithoutX();
  const gone = async () =>
    /outage: the post \S+ on (\S+), an account.*/.exec((await opened.run('plan')).out)?.[1];
  expect(await gone()).toBeUndefined();
  await opened.write('incident.yaml', file({ hemer: { reach: { phone: 'up', website: 'down' } } }, OUTAGE));
  const key = 'it-2026/outage.1/hemer-x/de';
  expect(await gone()).toBe('hemer-x');
  expect((await opened.run('plan')).out).toContain(`resolve ${key} --absent --by NAME`);
  expect((await opened.run('resolve', key, '--absent', '--by', 'press-hemer')).status).toBe(0);
  expect(await gone()).toBeUndefined();
});

test('staff are told of an outdated post on an account that was taken out of the file, and that somebody has deleted it', async () => {
  await using opened = await openWithoutX();
  const told = async (time: string) => {
    opened.advanceTo(at(time));
    const { err } = await opened.run('run', '--once');
    return /(ALERT|OVER)[^"\\]*no longer in `municipalities.yaml`[^"\\]*/.exec(err)?.[0];
  };
  const key = 'it-2026/outage.1/hemer-x/de';
  await opened.write('incident.yaml', file({ hemer: { reach: { phone: 'up', website: 'down' } } }, OUTAGE));
  expect(await told('09:11')).toBeUndefined();
  expect(await told('10:00')).toMatch(new RegExp(`^ALERT.* on hemer-x.*resolve ${key} --absent --by NAME`));
  expect(await told('10:10')).toBeUndefined();
  await opened.run('resolve', key, '--absent', '--by', 'press-hemer');
  expect(await told('10:20')).toMatch(/^OVER.* on hemer-x/);
});

test('an outdated post on an account that was taken out of the file needs nobody once a later post there had said otherwise', async () => {
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), {
    region: regionOf([{ id: 'hemer' }]),
  });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:30'));
  const status = { id: 'later', kind: 'status', post_as: ['hemer'] };
  const up = { hemer: { reach: { phone: 'up', website: 'down', email_in: 'down' } } };
  await opened.reads(file(up, OUTAGE, status));
  opened.advanceTo(at('09:40'));
  await opened.edit('municipalities.yaml', /\{"id":"hemer-x"[^}]*\},/, '');
  expect((await opened.run('plan')).out).not.toContain('no longer in `municipalities.yaml`');
});

test('a post that was put right is held up to nobody once its account is taken out of the file', async () => {
  const region = regionOf([{ id: 'hemer' }]);
  await using opened = await openProgramAt('09:00', file(FACTS, OUTAGE), { region });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage' };
  const right = file({ hemer: { reach: { phone: 'up', website: 'down' } } }, OUTAGE, fix);
  await opened.reads(right);
  opened.advanceTo(at('11:00'));
  await opened.edit('municipalities.yaml', /,?\{"id":"hemer-mastodon"[^}]*\}/, '');
  expect((await opened.run('run', '--once')).status).toBe(0);
});

test('a town whose id is corrected goes on with what updates its posts, and with what they promise', async () => {
  const promising = (town: string, ...more: readonly object[]) =>
    fileOf(
      { next_update: '2026-11-24 12:00' },
      { [town]: FACTS.hemer },
      { ...OUTAGE, post_as: [town] },
      ...(more as never[]),
    );
  await using opened = await openProgramAt('09:00', promising('hemer'), { region: REGION });
  await opened.run('run', '--once');
  opened.advanceTo(at('09:10'));
  await opened.edit('municipalities.yaml', '"hemer":{', '"stadt-hemer":{');
  const update = { id: 'more', kind: 'notice', updates: 'outage', text: { de: 'Das Rathaus ist offen.' } };
  await opened.reads(promising('stadt-hemer', update));
  expect(opened.published().at(-1)).toContain('Das Rathaus ist offen.');
  opened.advanceTo(at('13:30'));
  expect((await opened.run('run', '--once')).err).toContain('promise-broken');
});

describe('an account that moves to another server', () => {
  const STATUS = { id: 'daily', kind: 'status', post_as: ['hemer'] };
  /** Hemer's account, on one server at first and then on another. */
  async function moving(most: { readonly before: number; readonly after: number }, state: string) {
    const taking = (charactersMax: number, idsBegin = '') =>
      PLATFORMS.map((one) =>
        one.channel === 'mastodon'
          ? {
              ...one,
              charactersMax,
              postId: (...made: Parameters<typeof one.postId>) => idsBegin + one.postId(...made),
            }
          : one,
      );
    const clock = virtualClock(at('09:00'));
    const opened = await openProgram({
      region: REGION,
      state,
      clock,
      steady: () => clock.now(),
      // Ids of a server that is left may sort after all those of the next.
      platforms: taking(most.before, '9'),
    });
    const accounts = [{ ...ACCOUNT, name: 'hemer', group: 'hemer', token: TOKEN }];
    const next = await startSandbox({ platforms: taking(most.after), accounts, clock, requestsMax: 1_000 });
    return {
      opened,
      next,
      clock,
      async move(time: string, state: string) {
        clock.advanceTo(at(time));
        await opened.edit('municipalities.yaml', opened.sandbox.origin, next.origin);
        await opened.write('incident.yaml', state);
        return opened.run('run', '--once');
      },
      async work(...times: readonly string[]) {
        for (const time of times) {
          clock.advanceTo(at(time));
          await opened.run('run', '--once');
        }
      },
      /** Texts that are published on the server to which it moves. */
      published: () =>
        next
          .timeline(ACCOUNT.id)
          .filter((post) => post.deletedAt === null)
          .map((post) => post.text),
      async [Symbol.asyncDispose]() {
        await next.close();
        await opened[Symbol.asyncDispose]();
      },
    };
  }

  test('what it published on the server that it left does not count as deleted, and staff are told', async () => {
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
    await moved.opened.run('run', '--once');
    const { status, err } = await moved.move('09:20', file(FACTS, OUTAGE, WITHDRAWN));
    expect(moved.opened.published()).toHaveLength(1);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(moved.opened.sandbox.origin) });
    const { out } = await moved.opened.run('history', '--json');
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ action: 'delete', state: 'refused' }));
  });

  test('what it published on the server that it left is not over by an all-clear on the next', async () => {
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
    await moved.opened.run('run', '--once');
    const clear = { id: 'over', kind: 'all-clear', post_as: ['hemer'] };
    await moved.move('09:20', fileOf({ phase: 'resolved' }, {}, OUTAGE, clear));
    expect(moved.published().at(-1)).toContain('behoben');
    const { out } = await moved.opened.run('plan', '--json');
    const key = 'it-2026/outage.1/hemer-mastodon/de';
    expect(JSON.parse(out)).toMatchObject({ outdated: [{ key }] });
    // Somebody deletes it there by hand.
    await moved.opened.run('resolve', key, '--absent', '--by', 'press-hemer');
    expect(JSON.parse((await moved.opened.run('plan', '--json')).out)).toMatchObject({ outdated: [] });
  });

  test('staff are told that the outage is announced only on the server that it left, until something about it is published on the next', async () => {
    const [said, update] = [file(FACTS, OUTAGE), file(FACTS, OUTAGE, { ...STATUS, id: 'now' })];
    await using moved = await moving({ before: 500, after: 500 }, said);
    const warned = async () =>
      JSON.parse((await moved.opened.run('plan', '--json')).out).warnings.map(
        ({ because }: { because: string }) => because,
      );
    await moved.opened.run('run', '--once');
    expect(await warned()).toEqual([]);
    await moved.move('09:20', said);
    expect(await warned()).toEqual([
      expect.stringContaining('only on a server that its account has left: 1 post'),
    ]);
    await moved.opened.write('incident.yaml', update);
    await moved.work('09:30');
    expect(moved.published()).toHaveLength(1);
    expect(await warned()).toEqual([]);
  });

  test('an all-clear on the next server is enough, too', async () => {
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
    await moved.opened.run('run', '--once');
    const clear = { id: 'over', kind: 'all-clear', post_as: ['hemer'] };
    await moved.move('09:20', fileOf({ phase: 'resolved' }, {}, OUTAGE, clear));
    expect(moved.published()).toHaveLength(1);
    expect((await moved.opened.run('plan')).out).not.toContain('a server that its account has left');
  });

  test('its texts fit there, though those of the other server could be longer', async () => {
    const instruction = { de: 'Dringendes: Anlaufstelle in der Feuerwache. '.repeat(5).trim() };
    const facts = { hemer: { ...FACTS.hemer, instruction } };
    await using moved = await moving({ before: 5_000, after: 300 }, file(facts));
    await moved.opened.run('run', '--once');
    await moved.move('12:00', file(facts, OUTAGE));
    expect(moved.next.timeline(ACCOUNT.id)).toHaveLength(1);
  });

  test('a post whose answer is lost there is looked for among those there, whatever the ids on the other server, and answers none of it', async () => {
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
    await moved.opened.run('run', '--once');
    // Its first post there would be refused as an answer, and sent once more.
    moved.next.arrange(ACCOUNT.id, { kind: 'delay', ms: 0 });
    moved.next.arrange(ACCOUNT.id, { kind: 'accepted-then-cut' });
    moved.next.arrange(ACCOUNT.id, { kind: 'key-ignored' }, Number.POSITIVE_INFINITY);
    await moved.move('09:20', file(FACTS, OUTAGE, MORE));
    await moved.work('09:21', '09:24', '09:27', '09:40');
    const next = { ...MORE, id: 'next', text: { de: 'Das Bürgerbüro ist geschlossen.' } };
    await moved.opened.write('incident.yaml', file(FACTS, OUTAGE, MORE, next));
    await moved.work('09:50', '09:51', '09:54', '09:57', '10:10');
    const [first, ...more] = moved.next.timeline(ACCOUNT.id);
    expect(first?.replyTo).toBeNull();
    expect(more.map(({ replyTo }) => replyTo)).toEqual([first?.id]);
    expect(await moved.opened.states()).toContain('next hemer-mastodon posted');
  });

  describe('and leaves a post whose answer was lost', () => {
    const KEY = 'it-2026/outage.1/hemer-mastodon/de';
    async function leaving() {
      const moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
      moved.opened.sandbox.arrange(ACCOUNT.id, { kind: 'accepted-then-cut' });
      await moved.opened.run('run', '--once');
      await moved.move('09:00:10', file(FACTS, OUTAGE));
      return moved;
    }

    test('the other server says nothing about it: it is not sent there, and staff are told', async () => {
      await using moved = await leaving();
      await moved.work('09:01', '09:04', '09:08');
      moved.clock.advanceTo(at('09:30'));
      const { status, err } = await moved.opened.run('run', '--once');
      expect({ status, err }).toEqual({
        status: 2,
        err: expect.stringContaining(moved.opened.sandbox.origin),
      });
      expect(moved.published()).toEqual([]);
    });

    test('a person decides about it, and once the account has gone back it is looked for again', async () => {
      await using moved = await leaving();
      await moved.work('09:01', '09:04');
      const advice = async () => JSON.parse((await moved.opened.run('plan', '--json')).out).held[0]?.advice;
      expect(await advice()).toContain('Look at the account');
      const told = moved.opened.printed.join('');
      expect(told).toMatch(/Look at the account, then: ausrufer .*resolve \S+ --posted URL, or --absent/);
      await moved.opened.edit('municipalities.yaml', moved.next.origin, moved.opened.sandbox.origin);
      await moved.work('09:20');
      expect(await moved.opened.states()).toEqual(['outage hemer-mastodon posted']);
      expect(moved.published()).toEqual([]);
    });

    test('a person decides about it also where it had been sent twice', async () => {
      await using moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
      for (const kind of ['refused-before', 'accepted-then-cut'] as const)
        moved.opened.sandbox.arrange(ACCOUNT.id, { kind });
      moved.opened.sandbox.arrange(ACCOUNT.id, { kind: 'key-ignored' }, Number.POSITIVE_INFINITY);
      await moved.work('09:00', '09:01', '09:04');
      expect(moved.opened.published()).toHaveLength(1);
      await moved.move('09:04:10', file(FACTS, OUTAGE));
      await moved.work('09:05', '09:08', '09:30');
      const told = moved.opened.printed.join('');
      expect(told).toMatch(/Look at the account, then: ausrufer .*resolve \S+ --posted URL, or --absent/);
      expect(told).not.toContain('"code":"undone"');
    });

    test('a newer edition does not wait for it', async () => {
      await using moved = await leaving();
      const more = { hemer: { reach: { ...FACTS.hemer.reach, counter: 'down' } } };
      await moved.opened.write('incident.yaml', file(more, { ...OUTAGE, edition: 2 }));
      await moved.work('09:20', '09:40');
      expect(moved.published()).toHaveLength(1);
    });

    test('a person who sees it settles it by its address there', async () => {
      await using moved = await leaving();
      const [post] = moved.opened.sandbox.timeline(ACCOUNT.id);
      const resolve = (origin: string) =>
        moved.opened.run('resolve', KEY, '--posted', `${origin}/@hemer/${post?.id}`, '--by', 'press-hemer');
      expect((await resolve(moved.next.origin)).err).toContain('bad-address');
      expect(await resolve(moved.opened.sandbox.origin)).toMatchObject({ status: 0 });
      await moved.work('09:20');
      expect(await moved.opened.states()).toEqual(['outage hemer-mastodon posted']);
    });

    test('once a person says that it is absent, it goes out on the new server, and can be withdrawn there', async () => {
      await using moved = await leaving();
      await moved.opened.run('resolve', KEY, '--absent', '--by', 'press-hemer');
      await moved.work('09:10');
      expect(moved.published()).toHaveLength(1);
      await moved.opened.write('incident.yaml', file(FACTS, OUTAGE, WITHDRAWN));
      await moved.work('09:20');
      expect(moved.published()).toEqual([expect.stringContaining('gelöscht')]);
    });
  });

  test('a post that was absent on the server that it left, and is sent again, is known on the new one', async () => {
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, OUTAGE));
    moved.opened.sandbox.arrange(ACCOUNT.id, { kind: 'refused-before' });
    await moved.opened.run('run', '--once');
    moved.opened.sandbox.arrange(ACCOUNT.id, { kind: 'rate-limited' }, Number.POSITIVE_INFINITY);
    await moved.work('09:01', '09:04', '09:08');
    await moved.move('09:40', file(FACTS, OUTAGE));
    await moved.work('10:20');
    expect(moved.published()).toHaveLength(1);
    await moved.opened.write('incident.yaml', file(FACTS, OUTAGE, WITHDRAWN));
    await moved.work('10:30');
    expect(moved.published()).toEqual([expect.stringContaining('gelöscht')]);
  });

  test('what it published on the server that it left is not kept current', async () => {
    const kept = { ...OUTAGE, keep_current: true };
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, kept));
    await moved.opened.run('run', '--once');
    await moved.move('09:20', file({ hemer: { reach: { phone: 'up', website: 'down' } } }, kept));
    await moved.work('09:30', '10:40');
    expect(await moved.opened.states()).toEqual(['outage hemer-mastodon posted']);
  });

  test.each([
    ['an edition that is raised', OUTAGE, file(FACTS, { ...OUTAGE, edition: 2 })],
    ['an outage under another id', OUTAGE, file(FACTS, { ...OUTAGE, id: 'again' })],
    ['an outage in another incident', OUTAGE, fileOf({ id: 'it-b' }, FACTS, OUTAGE)],
    ['a status', STATUS, file(FACTS, STATUS, { ...STATUS, id: 'later' })],
  ])('%s is said there once, though the server that it left says the same', async (_, before, after) => {
    await using moved = await moving({ before: 500, after: 500 }, file(FACTS, before));
    await moved.opened.run('run', '--once');
    await moved.move('09:40', after);
    expect(moved.published()).toHaveLength(1);
    await moved.work('10:40');
    expect(moved.published()).toHaveLength(1);
  });
});

const BOTH = { ...HOTLINE, post_as: ['hemer', 'menden'] };
const NUMBER_WITHDRAWN = { id: 'oops', kind: 'retraction', withdraws: 'hotline', post_as: BOTH.post_as };

test.each([
  ['correction', 'mastodon', 'x', FIX, RIGHT],
  ['correction', 'x', 'mastodon', FIX, RIGHT],
  ['retraction', 'mastodon', 'x', NUMBER_WITHDRAWN, WRONG],
  ['retraction', 'x', 'mastodon', NUMBER_WITHDRAWN, WRONG],
] as const)(
  'a %s on %s is said once, though its account is listed as that of another town since',
  async (_, channel, other, amendment, number) => {
    const says = (phone: string, ...more: readonly object[]) =>
      file({ hemer: hotline(phone), menden: hotline(phone) }, BOTH, ...more);
    const region = regionOf([
      { id: 'hemer', channels: [channel] },
      { id: 'menden', channels: [other] },
    ]);
    await using opened = await openProgramAt('08:00', says(WRONG), { region });
    await opened.run('run', '--once');
    await opened.step('09:30', says(number, amendment));
    const listed = JSON.parse(await opened.read('municipalities.yaml'));
    const { hemer, menden } = listed.municipalities;
    menden.accounts.push(...hemer.accounts.splice(0));
    await opened.write('municipalities.yaml', JSON.stringify(listed));
    await opened.step('12:00');
    await opened.step('12:10');
    const there = opened.published().filter((post) => post.startsWith(`hemer-${channel} `));
    expect(there.filter((post) => /KORREKTUR|ZURÜCKGEZOGEN/.test(post))).toHaveLength(1);
    expect(new Set(there).size).toBe(there.length);
  },
);
