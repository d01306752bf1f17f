import { cp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, file, fileOf, hotline, RIGHT, readable, WRONG } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

const BY = ['--by', 'press-night'];

const openNight = (state: string) => openProgramAt('02:10', state);

describe('what the commands say at night', () => {
  test('`announce` says what a confirmation approves, and who else must; `approve` who is missing', async () => {
    await using program = await openProgramAt('02:10', file({}), {
      config: 'approvals: {needed: 2, standing: []}\n',
    });
    const announced = await program.run('announce', 'outage', '--as', 'hemer', '--id', 'o', ...BY, '--yes');
    expect(announced.out).toContain('This command approves it as press-night. Then somebody else');
    expect(announced.err).toContain('0 of 3 published, 3 wait: approval is missing.');
    expect(announced.status).toBe(2);
    expect((await program.run('plan')).out).toContain('(2 needed, press-night did)');
    const digest = await program.digestOf('o');
    const again = await program.run('approve', 'o', '--digest', digest, ...BY);
    expect(again.err).toContain('3 texts wait for another approval, by somebody other than press-night.');
    expect(again.err).toContain('LIVE on the real platforms. Exit status 2: 3 texts wait for approval (o)');
    expect(again.status).toBe(2);
    const enough = await program.run('approve', 'o', '--digest', digest, '--by', 'mayor');
    expect(enough.err).toBe(
      [
        'LIVE on the real platforms: mayor approved 3 texts of o.',
        '0 of 3 published, 3 wait: in line for the worker (`run`).',
        '   hemer-x (de) waits: in line for the worker (`run`)',
        '   hemer-mastodon (de) waits: in line for the worker (`run`)',
        '   hemer-mastodon (en) waits: in line for the worker (`run`)',
        'LIVE on the real platforms.\n',
      ].join('\n'),
    );
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(3);
  });

  test('a printed command names the files that were named, so that typed as it is it changes that file and no other', async () => {
    const draft = fileOf({ mode: 'draft' }, {});
    await using program = await openProgramAt('02:10', draft, {
      config: 'approvals: {needed: 1, standing: []}\n',
    });
    const copy = join(program.folder, 'copy of it.yaml');
    const facts = { hemer: { reach: { phone: 'down' } } };
    const outage = { id: 'o', kind: 'outage', post_as: ['hemer'] };
    await program.write('copy of it.yaml', file(facts, outage));
    const { out } = await program.run('--state', copy, 'plan');
    const commands = out.match(/\bausrufer .*?(?= --by )/g) ?? [];
    expect(commands.map((one) => one.split(' ').find((word) => /^(?:approve|set)$/.test(word)))).toEqual([
      'approve',
      'set',
    ]);
    for (const command of commands) {
      const time = command.replace('"…"', '"2026-11-24 12:00"');
      const words = [...time.matchAll(/'([^']*)'|((?:"[^"]*"|[^\s"])+)/g)].map(
        ([, quoted, plain = '']) => quoted ?? plain.replaceAll('"', ''),
      );
      const typed = await program.run(...words.slice(1), ...BY, ...(words.includes('set') ? ['--yes'] : []));
      expect(typed.err).not.toMatch(/→/);
    }
    expect(await program.read('incident.yaml')).toBe(draft);
    expect(await program.read('copy of it.yaml')).toContain('"next_update": "2026-11-24 12:00"');
    expect((await program.run('--state', copy, 'history')).out).toContain('o.1/hemer-x/de');
  });

  test('what recurs is announced by one command; `plan` shows its next occurrence, which can be approved beforehand', async () => {
    await using program = await openProgramAt('02:10', file({ hemer: { reach: { phone: 'down' } } }), {
      config: 'approvals: {needed: 1, standing: [status]}\nconfirmed: null\n',
    });
    const daily = ['announce', 'status', '--as', 'hemer', '--every', '0 8,16 * * *', '--id', 'daily'];
    const announced = await program.run(...daily, ...BY, '--yes');
    expect(announced).toMatchObject({
      status: 2,
      out: expect.stringContaining('daily, next on Tue 24 Nov 08:00'),
      err: expect.stringMatching(/Exit status 2: what recurs next waits for approval \(daily\)\.\n$/),
    });
    const { out, status } = await program.run('plan');
    expect(status).toBe(2);
    expect(out).toMatch(
      /── daily, next on Tue 24 Nov 08:00 · status · 3 actions[\s\S]*on Tue 24 Nov 08:00:\n {3}│ /,
    );
    expect(out).toMatch(/^ {3}ausrufer --config .*approve status --standing --by YOUR-NAME$/m);
    const approve = ['approve', 'status', '--standing', ...BY];
    const [, digest = ''] = /--digest (\w+)/.exec((await program.run(...approve)).err) ?? [];
    expect(await program.run(...approve, '--digest', digest)).toMatchObject({ status: 0 });
    expect(await program.run('plan')).toMatchObject({
      status: 0,
      out: expect.stringContaining('Approved beforehand, as wording.'),
    });
    program.advanceTo(at('08:00'));
    expect((await program.run('run', '--once')).status).toBe(0);
    expect(program.published()).toHaveLength(3);
    expect((await program.run('plan')).out).toMatch(
      /daily, next on Tue 24 Nov 16:00.*\n {3}Would not be said: the newest post says the same/,
    );
  });

  test('`set` of another number says what was said of the earlier one and is no longer said', async () => {
    await using program = await openNight(file({ all: hotline(WRONG) }));
    const number = ['set', 'hemer', `contacts.hotline.phone=${RIGHT}`, 'contacts.hotline.verified_by=press'];
    const { err } = await program.run(...number, ...BY);
    expect(err).toContain('no longer said with the new one: contacts.hotline.hours="Mo-Fr 08:00-16:00". ');
    const again = await program.run('set', 'hemer', 'contacts.hotline.hours=Mo-Fr 08:00-16:00', ...BY);
    expect(again.err).not.toContain('no longer said');
    expect((await program.run('facts', 'hemer')).out).toContain('contacts.hotline.hours=Mo-Fr 08:00-16:00');
  });

  test('`announce` while everything is paused says that nothing went out, and why', async () => {
    await using program = await openNight(file({}));
    await program.run('pause', ...BY);
    const { out, err } = await program.run('announce', 'outage', '--as', 'hemer', ...BY, '--yes');
    expect(out).toContain('everything: paused since Tue 24 Nov 02:10 by press-night: nothing goes out there');
    expect(err).toContain('0 of 3 published, 3 wait: paused.');
    expect(program.published()).toEqual([]);
  });

  test('`run --once` ends with 0 after a first 401, with 2 while the credential is refused and staff are told, and with 0 once it works', async () => {
    const down = { hemer: { reach: { phone: 'down' } } };
    await using program = await openNight(file(down));
    await program.run('run', '--once');
    await program.write('incident.yaml', file(down, { id: 'o', kind: 'outage', post_as: ['hemer'] }));
    program.sandbox.arrange('hemer-x', { kind: 'unauthorized', on: 'any' }, Number.POSITIVE_INFINITY);
    const round = async (time: string) => {
      program.advanceTo(at(time));
      const { status, err } = await program.run('run', '--once');
      return [status, /what is approved does not get out/.test(err)];
    };
    expect(await round('02:10')).toEqual([0, false]);
    for (const time of ['02:11', '02:12']) await round(time);
    for (const time of ['02:14', '02:20']) expect(await round(time)).toEqual([2, true]);
    program.sandbox.clear();
    await round('02:30');
    expect(await round('02:31')).toEqual([0, false]);
    expect(program.published().filter((text) => text.startsWith('hemer-x'))).toHaveLength(1);
  });

  test('`set` says that nothing is posted because of it, or what it sets free', async () => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const off = { services: { 'id-cards': 'unavailable' } };
    await using program = await openNight(fileOf({ phase: 'resolved' }, { hemer: off }, clear));
    const other = await program.run('set', 'menden', 'unaffected=[emergency-calls]', ...BY);
    expect(other.out).toBe('LIVE on the real platforms: nothing is posted because of this.\n');
    expect(program.published()).toEqual([]);
    // The all-clear was in the file before this ledger began, so it is looked for first.
    program.advanceTo(at('02:16'));
    const set = ['set', 'hemer', 'services.id-cards=available', ...BY];
    const refused = await program.run(...set);
    expect(refused.err).toContain('(not-confirmed)');
    expect(program.published()).toEqual([]);
    const back = await program.run(...set, '--yes');
    expect(back.out).toContain('── clear · all-clear · 3 actions');
    expect(readable(program.sandbox, ['hemer-x'])).toEqual(['hemer-x: all-clear']);
  });

  test('the same announcement typed twice within minutes is not said again unless that is meant', async () => {
    await using program = await openNight(file({}));
    const announce = (...more: readonly string[]) =>
      program.run('announce', 'outage', '--as', 'hemer', ...more, ...BY, '--yes');
    expect((await announce()).status).toBe(0);
    expect(program.published()).toHaveLength(3);
    program.advanceTo(at('02:11'));
    expect(await announce()).toMatchObject({ status: 1, err: expect.stringContaining('said-already') });
    expect(program.published()).toHaveLength(3);
    expect((await announce('--id', 'once-more')).err).toContain('once-more is in');
    program.advanceTo(at('03:30'));
    expect((await announce()).err).toContain('outage-hemer-2 is in');
  });

  test('what was said minutes ago in one town alone is not taken for typed twice where another said it longer ago', async () => {
    await using program = await openNight(file({}));
    const announce = (who: string) =>
      program.run('announce', 'notice', '--as', who, '--text', 'Das Rathaus bleibt zu.', ...BY, '--yes');
    await announce('menden');
    await program.write('incident.yaml', file({}));
    program.advanceTo(at('02:40'));
    await announce('hemer');
    const both = await announce('menden,hemer');
    expect(both.err).not.toContain('said-already');
    expect(both.out).toContain('is no longer in the state file');
  });

  test('`set` refuses what the facts of one town cannot mean, and lets them be mended one by one', async () => {
    const state = file({ hemer: { reach: { phone: 'up' } } });
    await using program = await openNight(state);
    const set = (fact: string) => program.run('set', 'hemer', fact, ...BY, '--yes');
    expect(await set('reach.phone=dwon')).toMatchObject({
      status: 1,
      err: expect.stringContaining('Did you mean `down`'),
    });
    expect(await program.read('incident.yaml')).toBe(state);
    await program.write('incident.yaml', file({ hemer: { reach: { phone: 'dwon', counter: 'opne' } } }));
    expect((await set('reach.website=dwon')).status).toBe(1);
    expect((await set('reach.phone=down')).status).toBe(0);
    expect(await program.read('incident.yaml')).toContain('opne');
  });

  test('`set` of the mode says what going live sets free, and asks', async () => {
    const outage = { id: 'o', kind: 'outage', post_as: ['hemer'] };
    await using program = await openNight(fileOf({ mode: 'draft' }, {}, outage));
    const asked = await program.run('set', 'incident', 'mode=live', ...BY);
    expect({ status: asked.status, err: asked.err }).toEqual({
      status: 1,
      err: expect.stringContaining('(not-confirmed)'),
    });
    expect(await program.read('incident.yaml')).toContain('draft');
    const live = await program.run('set', 'incident', 'mode=live', ...BY, '--yes');
    expect(live.out).toContain('LIVE on the real platforms: 3 to publish.');
    expect(program.published()).toHaveLength(3);
  });

  test('`set … --tell` shows only what it says; typed twice it raises no edition and says nothing again', async () => {
    await using program = await openNight(file({ hemer: { reach: { phone: 'down' } } }));
    await program.run('announce', 'outage', '--as', 'hemer', '--id', 'o', ...BY, '--yes');
    program.advanceTo(at('03:00'));
    const tell = ['set', 'hemer', 'reach.phone=limited', '--tell', ...BY, '--yes'];
    const told = await program.run(...tell);
    expect(told.out).toContain('── o, edition 2 · outage · 3 actions');
    expect(told.out).not.toContain('OUTDATED');
    expect(program.published()).toHaveLength(6);
    program.advanceTo(at('03:30'));
    expect((await program.run(...tell)).out).toContain('nothing is posted because of this.');
    expect(await program.read('incident.yaml')).toMatch(/edition"?: \{"hemer": 2\}/);
    expect(program.published()).toHaveLength(6);
  });

  test('`resume` without an account tries every stopped account again', async () => {
    const said = file({}, { id: 'o', kind: 'outage', post_as: ['hemer', 'menden'] });
    await using program = await openNight(said);
    const accounts = ['hemer-x', 'menden-x'];
    for (const account of accounts) program.sandbox.arrange(account, { kind: 'suspended' });
    await program.run('run', '--once');
    const { err } = await program.run('resume', '--yes', ...BY);
    for (const account of accounts) expect(err).toContain(`${account} was stopped, and is tried again`);
    await program.run('run', '--once');
    expect(readable(program.sandbox, accounts)).toEqual(accounts.map((account) => `${account}: outage`));
  });

  test('`resume` of an account that was stopped says what will go out there', async () => {
    await using program = await openNight(
      file({}, { id: 'o', kind: 'outage', post_as: ['hemer', 'menden'] }),
    );
    program.sandbox.arrange('menden-x', { kind: 'suspended' });
    await program.run('run', '--once');
    const { err } = await program.run('resume', '--yes', '--account', 'menden-x', ...BY);
    expect(err).toContain('Once the account menden-x goes on, 1 post, edit or deletion goes out:');
    expect(err).toMatch(/menden-x was stopped, and is tried again: .*suspended/);
    await program.run('run', '--once');
    expect(readable(program.sandbox, ['menden-x'])).toEqual(['menden-x: outage']);
    const none = await program.run('resume', '--yes', '--account', 'menden-x', ...BY);
    expect(none.err).toBe(
      'LIVE on the real platforms: Nothing that is approved is due on the account menden-x.\nNo such pause was on.\nLIVE on the real platforms.\n',
    );
  });

  test('a post that its stopped account holds is one on the board, and after `resume` no longer said to be stopped', async () => {
    await using program = await openNight(file({}, { id: 'o', kind: 'outage', post_as: ['menden'] }));
    program.sandbox.arrange('menden-x', { kind: 'suspended' }, Number.POSITIVE_INFINITY);
    const { err } = await program.run('run', '--once');
    expect(err).toMatch(
      /^1 of 2 published, 1 held: X answered 403: [^,]*suspended[^,]*\n {3}menden-x .*\nLIVE/m,
    );
    program.sandbox.clear('menden-x');
    const resumed = await program.run('resume', '--yes', '--account', 'menden-x', ...BY);
    expect(resumed.err).toContain(
      '   menden-x (de) held: its account is no longer stopped, and the worker decides next\n',
    );
    const done = await program.run('run', '--once');
    expect(done.err).toMatch(/^2 of 2 published\.\nLIVE/m);
  });

  test('the board and the history say of a held post that it is held, with one full stop after what the platform said', async () => {
    await using program = await openNight(file({}, { id: 'o', kind: 'outage', post_as: ['menden'] }));
    program.sandbox.arrange('menden-x', { kind: 'suspended' }, Number.POSITIVE_INFINITY);
    const { err } = await program.run('run', '--once');
    expect(err).toMatch(/1 held: X answered 403: [^,\n]*feature\.\n/);
    expect((await program.run('history')).out).toMatch(/1 held: X answered 403: [^,\n]*feature\.\n/);
    expect((await program.run('history', '--all')).out).toMatch(/^ {3}held: X answered 403: .*feature$/m);
  });

  test('the log calls refused only what stays refused, and no post that goes out alone because its parent is gone', async () => {
    const outage = { id: 'o', kind: 'outage', post_as: ['hemer', 'menden'] };
    await using program = await openNight(file({}, outage));
    await program.run('run', '--once');
    await program.write(
      'incident.yaml',
      file({ all: { reach: { phone: 'down' } } }, { ...outage, edition: 2 }),
    );
    program.advanceTo(at('02:20'));
    program.sandbox.arrange('hemer-x', { kind: 'reply-refused' });
    program.sandbox.arrange('menden-x', { kind: 'automated' });
    const { err } = await program.run('run', '--once');
    const words = (account: string) =>
      err.split('\n').filter((line) => line.includes('"event":"sent"') && line.includes(`/o.2/${account}`));
    expect(words('hemer-x')).toEqual([
      expect.stringMatching(/^\{"level":30,.*"msg":"later /),
      expect.stringMatching(/^\{"level":30,.*"msg":"posted /),
    ]);
    expect(words('menden-x')).toEqual([expect.stringMatching(/^\{"level":50,.*"msg":"REFUSED /)]);
  });

  test('`resume` says which wrong posts of the earlier incident are deleted, as far as that was approved', async () => {
    const said = [
      { hemer: { reach: { phone: 'down' } } },
      { id: 'o', kind: 'outage', post_as: ['hemer'] },
    ] as const;
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'o' };
    await using program = await openNight(file(...said));
    await program.run('run', '--once');
    await program.run('pause', '--channel', 'x', ...BY);
    await program.reads(file(...said, oops));
    await program.reads(fileOf({ id: 'next' }, {}));
    const { err } = await program.run('resume', '--yes', ...BY);
    expect(err).toContain('1 post, edit or deletion goes out:\n   delete oops: hemer-x\n');
    await program.run('run', '--once');
    expect(readable(program.sandbox, ['hemer-x'])).toEqual([]);
  });

  test('`resume` of a channel counts nothing that a wider pause still holds', async () => {
    await using program = await openNight(file({}, { id: 'o', kind: 'outage', post_as: ['hemer'] }));
    await program.run('pause', ...BY);
    await program.run('pause', '--channel', 'x', ...BY);
    const { err } = await program.run('resume', '--yes', '--channel', 'x', ...BY);
    expect(err).toContain('Nothing that is approved is due');
    expect(err).toContain('It stays paused');
  });

  test('`resolve` says what follows, and why a key cannot be settled', async () => {
    await using program = await openNight(file({}, { id: 'o', kind: 'outage', post_as: ['hemer'] }));
    program.sandbox.arrange('hemer-x', { kind: 'unavailable' });
    await program.run('run', '--once');
    const resolve = (key: string) => program.run('resolve', key, '--absent', ...BY);
    expect((await resolve('it-2026/o.1/hemer-x/de')).err).toContain('it will be sent again');
    await program.run('run', '--once');
    expect(await resolve('it-2026/o.1/hemer-x/de')).toMatchObject({
      status: 1,
      err: expect.stringContaining('it-2026/o.1/hemer-x/de is posted already'),
    });
    expect((await resolve('it-2026/o.1/hemer-x')).err).toContain(
      'There is no it-2026/o.1/hemer-x in the ledger',
    );
    expect(readable(program.sandbox, ['hemer-x'])).toEqual(['hemer-x: outage']);
  });
});

test.each([
  [
    'UTF-16, as Windows may save it',
    Buffer.from('\ufeffDATABASE_URL=postgres://n@127.0.0.1:1/x\r\n', 'utf16le'),
    'UTF-8',
  ],
  [
    'the name of a file that is missing',
    Buffer.from('DATABASE_URL_FILE=secrets/database_url\n'),
    'secrets/database_url with DATABASE_URL',
  ],
])(
  'no command says that all is paused while .env, with %s, hides the database',
  async (_, written, named) => {
    await using program = await openNight(file({}));
    await writeFile(join(program.folder, '.env'), written);
    const { status, err } = await program.start('pause', '--by', 'press').ended;
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('ledger-elsewhere') });
    expect(err).toContain(named);
    const run = await program.start('run', '--once').ended;
    expect({ ...run, err: run.err }).toMatchObject({
      status: 1,
      err: expect.stringContaining('env-unreadable'),
    });
  },
);

test('what an editor keeps beside the messages while somebody types changes nothing', async () => {
  await using program = await openNight(
    file({ hemer: { reach: { phone: 'down' } } }, { id: 'o', kind: 'outage', post_as: ['hemer'] }),
  );
  const messages = join(program.folder, 'messages');
  await cp(join(import.meta.dirname, '../../messages'), messages, { recursive: true });
  await symlink('press@desk.4711:17', join(messages, '.#de.ftl'));
  await program.run('--messages', messages, 'run', '--once');
  expect((await program.run('history')).out).toContain('hemer-x');
});

test('`set … --tell` also shows what else goes out by it, as the all-clear that waited for these facts', async () => {
  const facts = { hemer: { reach: { phone: 'down' }, services: { passports: 'unavailable' } } };
  const outage = { id: 'o', kind: 'outage', post_as: ['hemer'] };
  await using program = await openProgramAt('02:10', file(facts, outage), {
    config: 'approvals: {needed: 1, standing: [outage, restoration, all-clear]}\ngap_minutes: 0\n',
  });
  for (const kind of ['outage', 'restoration', 'all-clear']) {
    const approve = ['approve', kind, '--standing', ...BY];
    const [, digest = ''] = /--digest (\w+)/.exec((await program.run(...approve)).err) ?? [];
    await program.run(...approve, '--digest', digest);
  }
  await program.run('run', '--once');
  program.advanceTo(at('02:20'));
  const restored = ['announce', 'restoration', '--as', 'hemer', '--services', 'passports', '--id', 'back'];
  await program.run(...restored, ...BY, '--yes');
  const clear = ['announce', 'all-clear', '--as', 'hemer', '--id', 'over', ...BY, '--yes'];
  expect((await program.run(...clear)).status).toBe(2);
  const set = (...facts: readonly string[]) =>
    program.run('set', 'hemer', ...facts, '--tell', ...BY, '--yes');
  const back = await set('services.passports=available');
  expect(back.out).toMatch(/── back · restoration · 3 actions\n {3}Approved by press-night\./);
  expect(back.out).toContain('You can apply for passports again.');
  program.advanceTo(at('02:30'));
  const over = await set('reach.phone=up', 'phase=resolved');
  expect(over.out).toContain('LIVE on the real platforms: 3 to publish.');
  expect(over.out).toContain('── over · all-clear · 3 actions');
  expect(program.published().filter((text) => text.includes('BACK IN SERVICE'))).toHaveLength(1);
});

test('after the all-clear `set --tell` of what has failed again says no all-clear once more, and the plan says what to do', async () => {
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
  await using program = await openProgramAt('02:10', fileOf({ phase: 'resolved' }, {}, clear), {
    config: 'approvals: {needed: 0}\n',
  });
  await program.run('run', '--once');
  program.advanceTo(at('10:00'));
  const set = ['set', 'hemer', 'phase=identified', 'reach.phone=down', '--tell', '--yes', ...BY];
  const { out } = await program.run(...set);
  expect(out).toContain('if it has failed again, announce the outage');
  expect(await program.read('incident.yaml')).not.toContain('edition');
  expect((await program.run('plan')).out).not.toContain('HELD');
});
