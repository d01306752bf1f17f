import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPeopleStore } from '../../src/sql/people/store.ts';
import { lockWorker } from '../../src/sql/sqlite/worker-lock.ts';
import { at, REGION } from '../fixtures/day.ts';
import { openProgramAt, type ProgramOptions, type TestProgram } from '../fixtures/program.ts';
import { openStaffWebhook } from '../fixtures/staff-webhook.ts';

const CALM = `incident: {id: i-1, mode: draft, title: {de: IT-Ausfall, en: IT outage}, started: "2026-11-24 01:00"}
announcements: []
`;
const CONFIG = 'approvals: {needed: 1, standing: [outage, status]}\n';
/** Every town has a number and a page too. */
const PREPARED = REGION.replaceAll(
  '    facts: {',
  '    info_url: https://example.org/notfall\n    facts: {contacts: {emergency: {phone: "+49 221 4710119", verified_by: wache}}, ',
);

function open(options: Partial<ProgramOptions> = {}): Promise<TestProgram> {
  return openProgramAt('09:00', CALM, { region: PREPARED, config: CONFIG, ...options });
}

/** What is answered so, each with what to do. */
async function answers(
  program: TestProgram,
  answer: string,
): Promise<{ status: number | null; lines: readonly string[] }> {
  const { status, out, err } = await program.run('ready');
  expect(err).toBe('');
  const lines = out.split('\n').filter((line) => line !== '');
  const found = lines.flatMap((line, n) => {
    if (!line.startsWith(answer)) return [];
    const next = lines[n + 1]?.trim() ?? '';
    return `${line.slice(answer.length).trim()}${next.startsWith('→') ? ` ${next}` : ''}`;
  });
  return { status, lines: found };
}

async function approveBeforehand(program: TestProgram, ...kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) {
    const approve = ['approve', kind, '--standing', '--by', 'press-hemer'];
    const digest = /--digest ([0-9a-f]+)/.exec((await program.run(...approve)).err)?.[1] ?? '';
    expect(await program.run(...approve, '--digest', digest)).toMatchObject({ status: 0 });
  }
}

test('where all is prepared and a worker runs, all would work tonight, and what nobody knows is said to be open', async () => {
  await using staff = await openStaffWebhook();
  const env = { ALERTS_WEBHOOK: `${staff.origin}/alerts`, ALERTS_PING: `${staff.origin}/ping` };
  await using program = await open({ env });
  await approveBeforehand(program, 'outage', 'status');
  const worker = program.begin('run');
  try {
    await worker.round();
    expect(await answers(program, '✗ no')).toEqual({ status: 0, lines: [] });
    const { lines } = await answers(program, '? open');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['Alerts', 'Sign of life', 'Console', 'Credit']);
    expect((await answers(program, '✓ yes')).lines).toContain('Platforms: asked about 5 accounts.');
    await program.write('incident.yaml', 'incident: [');
    await worker.round();
    await expect.poll(() => staff.told()).toContain('raised files-broken');
    await program.write('incident.yaml', CALM);
    expect((await answers(program, '? open')).lines.join('\n')).toMatch(
      /Alerts: one was last taken on Tue 24 Nov 09:00\. Whether the address .* is not known\. → /,
    );
  } finally {
    await worker.end();
  }
});

test('a worker that is silent and alerts that nobody took need somebody', async () => {
  await using staff = await openStaffWebhook();
  staff.fails = (response) => response.writeHead(500).end();
  await using program = await open({ env: { ALERTS_WEBHOOK: `${staff.origin}/alerts` } });
  await program.run('run', '--once');
  await program.reads('incident: [');
  await program.write('incident.yaml', CALM);
  program.advanceTo(at('09:06'));
  const before = (await answers(program, '✗ no')).lines.join('\n');
  expect(before).toMatch(/Alerts that last: 1\. files-broken \(1\) → /);
  expect(before).toMatch(/Worker: none runs on this ledger/);
  expect(before).toMatch(/Alerts: not accepted yet: 1, the oldest from Tue 24 Nov 09:00\./);
  using _ = lockWorker(join(program.folder, 'data/live.sqlite'));
  expect((await answers(program, '✗ no')).lines.join('\n')).toContain(
    'Worker: it has not worked since Tue 24 Nov 09:00.',
  );
});

test('a worker that runs and has not worked yet is not one that does not run', async () => {
  await using program = await open();
  using _ = lockWorker(join(program.folder, 'data/live.sqlite'));
  expect((await answers(program, '✗ no')).lines.join('\n')).toMatch(
    /Worker: one runs on this ledger, but has not worked yet\. → /,
  );
});

test('while an exercise is on, a real incident would not go out tonight', async () => {
  await using program = await open();
  await program.edit('incident.yaml', 'mode: draft', 'mode: exercise');
  const { status, lines } = await answers(program, '✗ no');
  expect((await program.run('ready')).out).toContain('(incident i-1, mode: exercise):');
  expect([status, lines[0]]).toEqual([2, expect.stringMatching(/^Exercise: one is on \(i-1\)\. .* → /)]);
});

test('without approvals, worker and alerts each is named with what to do', async () => {
  await using program = await open();
  const { status, lines } = await answers(program, '✗ no');
  expect(status).toBe(2);
  expect(lines.map((line) => line.split(':')[0])).toEqual(['Approvals', 'Worker', 'Alerts', 'Sign of life']);
  expect(lines[0]).toMatch(/outage, status\. → ausrufer .*approve outage --standing --by NAME$/);
});

test('a wording that was changed since it was approved would wait tonight', async () => {
  await using program = await open();
  await approveBeforehand(program, 'outage', 'status');
  await program.write(
    'config.yaml',
    (await program.read('config.yaml')).replace('standing: [outage, status]', 'standing: [outage]'),
  );
  expect((await answers(program, '✓ yes')).lines).toContain(
    'Approvals: the wording is approved beforehand: outage.',
  );
  await program.edit('incident.yaml', 'de: IT-Ausfall', 'de: IT-Ausfall in der Region');
  expect((await answers(program, '✗ no')).lines.join('\n')).toMatch(
    /Approvals: free words in the facts that nobody approved: 1\..*approve outage --standing/,
  );
  await program.edit('municipalities.yaml', /languages: \[de\]$/m, 'languages: [de, tr]');
  const { lines } = await answers(program, '✗ no');
  expect(lines.join('\n')).toMatch(/Approvals: the wording was changed .*: outage\./);
  expect(lines.join('\n')).toMatch(/Translations: .*: Turkish\. → .*translations tr/);
});

test('what `check --online` finds is counted by town, and ends with 1 where it is a mistake', async () => {
  await using program = await open({ env: { HEMER_X_ACCESS_TOKEN: '', HEMER_X_ACCESS_SECRET: '' } });
  const { status, lines } = await answers(program, '✗ no');
  expect(status).toBe(1);
  expect(lines[0]).toMatch(
    /^Files and credentials: 2 mistakes\. About: Town of Hemer \(2\)\. → .*check --online/,
  );
  expect(lines[1]).toMatch(
    /^Accounts: on one the program cannot post now\. About: Town of Hemer\. → .*who --now/,
  );
});

test('a pause, a sandbox, and what is not prepared are named, by town', async () => {
  await using program = await open({ region: REGION.replace(/^ +facts: .*Bürgerbüro.*\n/m, '') });
  await program.run('pause', '--account', 'mk-mastodon', '--by', 'press-mk');
  const { lines } = await answers(program, '✗ no');
  expect(lines.join('\n')).toMatch(/on one the program cannot post now\. About: Märkischer Kreis district/);
  expect(lines.join('\n')).toMatch(/Desks: .* About: Town of Menden\./);
  const { lines: open_ } = await answers(program, '? open');
  expect(open_.join('\n')).toMatch(
    /Numbers: 3 municipalities .* About: .*\n.*Pages: 3 municipalities .* About/,
  );
  await program.edit('config.yaml', 'sandbox: false', 'sandbox: true');
  expect((await answers(program, '✗ no')).lines.join('\n')).toMatch(/Everything would go to the sandbox/);
});

test('people who can approve count for a town once they can sign in', async () => {
  const config = `${CONFIG}console: {origin: https://lage.example.org, port: 0}\n`;
  await using program = await open({ config });
  const few = async () => (await answers(program, '✗ no')).lines.find((line) => line.startsWith('Console'));
  expect(await few()).toMatch(
    /Needed for each municipality: 1\. About: Märkischer Kreis district, Town of Hemer/,
  );
  await program.run('people', 'invite', 'Krause', '--role', 'approver=hemer', '--by', 'Yilmaz');
  expect(await few()).toContain('Town of Hemer');
  {
    const place = { kind: 'file', file: join(program.folder, 'data/people.sqlite') } as const;
    await using store = await openPeopleStore(place, 0);
    const [krause] = await store.people();
    const person = krause?.id ?? '';
    const entry = {
      at: 0,
      actor: { id: person, name: 'Krause', via: 'console' },
      what: 'joined',
      about: '',
    } as const;
    const passkey = {
      id: 'key',
      person,
      publicKey: '',
      counter: 0,
      transports: '',
      label: '',
      addedAt: 0,
      usedAt: null,
    };
    await store.addWay({ kind: 'passkey', passkey }, null, 0, entry);
  }
  expect(await few()).toMatch(/About: Märkischer Kreis district, Town of Menden\./);
});
