import { cp, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logAsCsv } from '../../src/app/people/log.ts';
import { ROLES } from '../../src/core/domain/rights.ts';
import { openPeopleStore } from '../../src/sql/people/store.ts';
import { file, OUTAGE } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

const CONFIG = 'approvals: {needed: 0}\nconsole: {origin: https://lage.example.org, port: 0}\n';

const ONE_APPROVES = CONFIG.replace('needed: 0', 'needed: 1, standing: []');

/** The program with a console. */
async function open(config = CONFIG) {
  const program = await openProgramAt('09:00', file({}), { config });
  return {
    program,
    run: (...words: readonly string[]) => program.run(...words),
    /** Approves an announcement as the plan shows it. */
    async approve(id: string, by: string) {
      return program.run('approve', id, '--digest', await program.digestOf(id), '--by', by);
    },
    /** The log of the console. */
    async log() {
      const place = { kind: 'file', file: join(program.folder, 'data/people.sqlite') } as const;
      await using store = await openPeopleStore(place, 0);
      return await store.log();
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

test('the first admin is invited by a link that only the terminal shows, and is listed', async () => {
  await using given = await open();
  const none = await given.run('people');
  expect(none.err).toMatch(/ausrufer --config .* people invite NAME --role admin/);
  const { status, out, err } = await given.run('people', 'invite', 'Yilmaz', '--role', 'admin');
  expect([status, out]).toEqual([
    0,
    expect.stringMatching(/^https:\/\/lage\.example\.org\/einladung\/[\w-]{43}\n$/),
  ]);
  expect(err).toContain('Yilmaz is invited until Fri 27 Nov 09:00');
  expect((await given.run('people', 'list')).out).toMatch(/Yilmaz +admin all +no passkey +not signed in/);
  expect((await stat(join(given.program.folder, 'data/people.sqlite'))).mode & 0o777).toBe(0o600);
});

test('rights are for a place, are replaced, and a role or place that does not exist is refused', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Krause', '--role', 'writer=hemer', 'approver');
  expect((await given.run('people')).out).toContain('approver all, writer hemer');
  await given.run('people', 'rights', 'krause', '--role', 'writer=menden');
  expect((await given.run('people')).out).toMatch(/Krause +writer menden /);
  for (const [role, code] of [
    ['chief', 'There is no role chief'],
    ['writer=nowhere', 'No municipality or group is called nowhere'],
  ] as const) {
    const { status, err } = await given.run('people', 'rights', 'Krause', '--role', role);
    expect([status, err]).toEqual([1, expect.stringContaining(code)]);
  }
  expect((await given.run('people', 'rights', 'Niemand')).err).toContain('Nobody called Niemand has access');
  expect((await given.run('people', 'remove', 'Krause')).status).toBe(0);
  expect((await given.run('people')).err).toContain('Nobody has access');
});

test('a right that is given twice is one right, and a place with more behind it is refused', async () => {
  await using given = await open();
  const twice = ['--role', 'writer=hemer', '--role', 'approver', '--role', 'writer=hemer'];
  expect(await given.run('people', 'invite', 'Krause', ...twice)).toMatchObject({ status: 0 });
  expect((await given.run('people')).out).toContain('approver all, writer hemer ');
  expect(await given.run('people', 'rights', 'Krause', ...twice)).toMatchObject({ status: 0 });
  const { status, err } = await given.run('people', 'rights', 'Krause', '--role', 'writer=hemer=menden');
  expect([status, err]).toEqual([1, expect.stringContaining('is called hemer=menden')]);
});

test('a command about rights that names no role takes none away', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Krause', '--role', 'writer=hemer');
  const { status, err } = await given.run('people', 'rights', 'Krause', '--reason', 'new post');
  expect([status, err]).toEqual([1, expect.stringContaining('Krause would lose every right (unknown-word)')]);
  expect(err).toContain('--role stopper');
  expect((await given.run('people')).out).toMatch(/Krause +writer hemer /);
  await given.run('people', 'rights', 'Krause', '--role', 'stopper');
  expect((await given.run('people')).out).toMatch(/Krause +stopper all /);
});

test('the help, the advice and the handbook name the roles that there are', async () => {
  await using given = await open();
  const { out } = await given.run('people', '--help');
  const { err } = await given.run('people', 'invite', 'Krause', '--role', 'chief');
  const handbook = await readFile(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const [, table = ''] = handbook.split('| role | may |');
  for (const role of ROLES) {
    expect(out).toContain(`${role} (`);
    expect(err).toContain(role);
    expect(table).toContain(`\n| \`${role}\``);
  }
});

test('once there is an admin the command line needs a reason, and everyone is told of it', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Yilmaz', '--role', 'admin');
  const refused = await given.run('people', 'invite', 'Brandt', '--role', 'admin');
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('alone must give a reason')]);
  const reason = ['--reason', 'Yilmaz has lost the phone', '--by', 'IT'];
  const { err } = await given.run('people', 'invite', 'Brandt', '--role', 'admin', ...reason);
  expect(err).toContain('Everyone is told');
  const once = await given.run('run', '--once');
  expect(once.err).toMatch(
    /"alert-raised","code":"alone".*IT changes rights alone, Brandt: .*Yilmaz has lost the phone/,
  );
});

test('the only admin is not told of a second one where the command line asks for a reason, but of the page that needs none', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Yilmaz', '--role', 'admin');
  const { err } = await given.run('people', 'invite', 'Brandt', '--role', 'admin', '--by', 'Yilmaz');
  expect(err).toContain('Nobody can confirm this here: somebody who does it alone must give a reason');
  expect(err).toMatch(/--reason.*On the page \/leute the only admin needs none/);
});

test('the log is proven whole, also from a copy, until a byte of it changes', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Yilmaz', '--role', 'admin', '--by', 'IT');
  const { out } = await given.run('audit', 'verify');
  expect(out).toMatch(
    /^The log is whole: 2 lines, 0 signatures\. The last line has the hash [0-9a-f]{64}\n$/,
  );
  const copy = join(given.program.folder, 'copy.csv');
  const csv = logAsCsv(await given.log());
  await given.program.write('copy.csv', csv);
  expect((await given.run('audit', 'verify', copy)).status).toBe(0);
  await given.program.write('copy.csv', csv.replace(',IT,', ',Yt,'));
  const broken = await given.run('audit', 'verify', copy);
  expect([broken.status, broken.err]).toEqual([1, expect.stringContaining('Line 1 of the log')]);
});

test('a copy of the log that does not exist is told as a mistake in the command', async () => {
  await using given = await open();
  const { status, err } = await given.run('audit', 'verify', '/nonexist.csv');
  expect([status, err]).toEqual([1, expect.stringContaining('/nonexist.csv does not exist (unreadable)')]);
});

test('a log is not called whole where there is no console that keeps one', async () => {
  await using given = await open('approvals: {needed: 0}\n');
  const none = await given.run('audit', 'verify');
  expect([none.status, none.err]).toEqual([1, expect.stringContaining('no-console')]);
});

test('a person of the console may do no more on the command line, and the log has it', async () => {
  await using given = await open(ONE_APPROVES);
  await given.run('people', 'invite', 'Krause', '--role', 'writer=hemer');
  const announce = (by: string, as: string) =>
    given.run('announce', 'notice', '--as', as, '--text', 'Das Rathaus ist offen.', '--by', by, '--yes');
  expect((await announce('krause', 'menden')).err).toContain('Krause may not write everywhere here: menden');
  const own = await announce('krause', 'hemer');
  expect(own.status).toBe(2);
  expect((await given.approve('notice-hemer', 'Krause')).err).toContain('may not approve');
  expect((await given.approve('notice-hemer', 'press-hemer')).status).toBe(0);
  expect((await given.run('resume', '--by', 'Krause', '--yes')).err).toContain('may not resume');
  expect((await given.run('audit', 'verify')).out).toContain('The log is whole: 4 lines');
});

test('a person who may write for one town cannot correct, withdraw or update what another is to say', async () => {
  const plan = (id: string, who: string) => ({ id, kind: 'outage', post_as: [who], at: '2026-11-25 10:00' });
  const state = file({}, plan('plan-mk', 'mk'), plan('plan-hemer', 'hemer'));
  await using program = await openProgramAt('09:00', state, { config: CONFIG.replace('0', '1') });
  await program.run('people', 'invite', 'Krause', '--role', 'writer=hemer');
  const answer = (...words: readonly string[]) =>
    program.run('announce', ...words, '--by', 'Krause', '--yes');
  const refused = 'Krause may not write everywhere here: mk';
  expect((await answer('retraction', '--withdraws', 'plan-mk')).err).toContain(refused);
  expect((await answer('correction', '--corrects', 'plan-mk', '--what', 'Telefon')).err).toContain(refused);
  expect((await answer('notice', '--updates', 'plan-mk', '--text', 'Neu.')).err).toContain(refused);
  expect(await program.read('incident.yaml')).toBe(state);
  const own = await answer('retraction', '--withdraws', 'plan-mk', '--as', 'hemer');
  expect(own.err).not.toContain('may not write');
  expect((await answer('retraction', '--withdraws', 'plan-hemer')).err).not.toContain('may not write');
});

test('a pause and a resume by a command stand in the log of the console, also while the files are broken', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Anna Krause', '--role', 'writer');
  expect((await given.run('pause', '--channel', 'x', '--by', 'ANNA KRAUSE')).status).toBe(0);
  expect((await given.run('pause', '--by', 'night-script')).status).toBe(0);
  await writeFile(join(given.program.folder, 'municipalities.yaml'), 'municipalities: [');
  expect((await given.run('resume', '--yes', '--by', 'night-script')).status).toBe(0);
  const lines = (await given.log()).slice(-3);
  expect(lines.map(({ actor, what, about }) => [actor.name, actor.via, what, about])).toEqual([
    ['Anna Krause', 'command-line', 'paused', '{"of":"channel","channel":"x"}'],
    ['night-script', 'command-line', 'paused', '{"of":"everything"}'],
    ['night-script', 'command-line', 'resumed', '{"of":"everything"}'],
  ]);
});

test('an archived incident, a signed translation and an adoption stand in the log of the console, and are allowed as there', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Krause', '--role', 'writer');
  const messages = join(given.program.folder, 'messages');
  await cp(join(import.meta.dirname, '../../messages'), messages, { recursive: true });
  const sign = (by: string) =>
    given.run(
      ...['translations', 'en', '--sign', '--translator', 'maintainers', '--by', by, '--messages', messages],
    );
  const archive = (by: string) => given.run('archive', 'it-2025', '--by', by);
  expect((await sign('Krause')).err).toContain('may not approve');
  expect((await archive('Krause')).err).toContain('may not decide about accounts');
  expect((await sign('english-editor')).status).toBe(0);
  expect((await archive('press-hemer')).err).toContain('it-2025');
  await given.run('run', '--once', '--adopt', '--by', 'night-operator');
  const lines = (await given.log()).slice(-4);
  expect(lines.map(({ actor, what, about }) => [actor.name, what, about])).toEqual([
    ['english-editor', 'translations-signed', 'en: maintainers'],
    ['press-hemer', 'archived', 'it-2025'],
    ['press-hemer', 'not-done', 'archived it-2025'],
    ['night-operator', 'adopted', ''],
  ]);
});

test('a pause holds although the log of the console cannot be written, and says both', async () => {
  await using given = await open();
  await given.run('people', 'invite', 'Krause');
  await writeFile(
    join(given.program.folder, 'data/people.sqlite'),
    'not a database, but longer than a hundred bytes'.repeat(9),
  );
  const { status, err } = await given.run('pause', '--by', 'Krause');
  expect([status, err]).toEqual([1, expect.stringMatching(/damaged.*Paused everything/s)]);
  expect((await given.run('plan')).err + (await given.run('plan')).out).toContain('paused');
});

test('nobody approves by a command what they wrote by one: an announcement, or the words of a fact', async () => {
  await using given = await open(ONE_APPROVES);
  for (const name of ['Krause', 'Brandt', 'Celik'])
    await given.run('people', 'invite', name, '--role', 'writer', 'approver', '--reason', 'x');
  const announce = ['announce', 'notice', '--as', 'hemer', '--text', 'Das Rathaus ist offen.', '--yes'];
  await given.run(...announce, '--by', 'Krause');
  const facts = ['reach.phone=down', 'instruction.de=Zur Feuerwache.'];
  await given.run('set', 'hemer', ...facts, '--by', 'Brandt', '--yes');
  await given.run('announce', 'outage', '--as', 'hemer', '--yes', '--by', 'Krause');
  const approve = async (id: string, by: string) => (await given.approve(id, by)).err;
  const own = 'wrote this text, or may not approve it';
  expect(await approve('notice-hemer', 'Krause')).toContain(`Krause ${own}`);
  expect(await approve('outage-hemer', 'Krause')).toContain(`Krause ${own}`);
  expect(await approve('outage-hemer', 'Brandt')).toContain(`Brandt ${own}`);
  expect(await approve('outage-hemer', 'Celik')).toContain('Celik');
  expect(await approve('outage-hemer', 'Celik')).not.toContain(own);
});

test('without a console nobody can be invited', async () => {
  await using given = await open('approvals: {needed: 0}\n');
  const { status, err } = await given.run('people', 'invite', 'Yilmaz', '--role', 'admin');
  expect([status, err]).toEqual([1, expect.stringContaining('config.yaml has no console')]);
});

test('a worker serves the console that config.yaml names', async () => {
  await using given = await open();
  const worker = given.program.begin('run');
  await worker.origin();
  await expect.poll(() => given.program.printed.join('')).toContain('Console: https://lage.example.org');
  expect((await worker.end()).status).toBe(0);
});

const SAY = ['announce', 'notice', '--text', 'Das Rathaus ist offen.', '--yes', '--by', 'Krause'] as const;

test('a person who was removed may do nothing by the name that they had', async () => {
  await using given = await open(ONE_APPROVES);
  await given.run('people', 'invite', 'Krause', '--role', 'writer=hemer');
  await given.run(...SAY, '--as', 'hemer');
  await given.run('people', 'remove', 'Krause', '--reason', 'left');
  expect((await given.run(...SAY, '--as', 'menden')).err).toContain('no-right');
  expect((await given.approve('notice-hemer', 'Krause')).err).toContain(
    'Krause may not approve everywhere here: hemer (no-right)',
  );
  expect((await given.run('pause', '--by', 'Krause')).status).toBe(0);
});

test('a person who was removed and invited again does not approve what they wrote before', async () => {
  await using given = await open(ONE_APPROVES);
  const invite = ['people', 'invite', 'Krause', '--role', 'writer', 'approver', '--reason', 'x'] as const;
  await given.run(...invite);
  await given.run(...SAY, '--as', 'hemer');
  await given.run('people', 'remove', 'Krause', '--reason', 'left');
  await given.run(...invite);
  const { status, err } = await given.approve('notice-hemer', 'krause');
  expect([status, err]).toEqual([1, expect.stringContaining('own-text')]);
});

test('who says facts again by `set --tell` does not approve that edition, and is not told that they do', async () => {
  await using given = await open(ONE_APPROVES);
  const { program, run } = given;
  await run('people', 'invite', 'Krause', '--role', 'writer', 'approver', '--reason', 'x');
  await program.write('incident.yaml', file({ hemer: { reach: { phone: 'down' } } }, OUTAGE));
  await program.approve('outage', 'press');
  await run('run', '--once');
  const set = await run('set', 'hemer', 'reach.phone=limited', '--tell', '--yes', '--by', 'Krause');
  expect(set.out).not.toContain('Krause');
  expect(set.err).toContain('3 texts wait for approval (outage)');
  const { status, err } = await given.approve('outage', 'Krause');
  expect([status, err]).toEqual([1, expect.stringContaining('own-text')]);
  expect((await given.approve('outage', 'press')).status).toBe(0);
});

test('who approves for one town approves a retraction of what only that town said', async () => {
  await using given = await open(ONE_APPROVES);
  const { program, run } = given;
  await run('people', 'invite', 'Celik', '--role', 'approver=hemer');
  await run('people', 'invite', 'Brandt', '--role', 'approver=menden', '--reason', 'x');
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'outage' };
  const facts = { hemer: { reach: { phone: 'down' } } };
  await program.write('incident.yaml', file(facts, OUTAGE));
  await program.approve('outage', 'press');
  await run('run', '--once');
  await program.write('incident.yaml', file(facts, OUTAGE, oops));
  expect((await given.approve('oops', 'Brandt')).err).toContain(
    'Brandt may not approve everywhere here: hemer (no-right)',
  );
  expect((await given.approve('oops', 'Celik')).status).toBe(0);
});
