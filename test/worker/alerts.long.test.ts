import { readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type VirtualClock, virtualClock } from '../../src/app/virtual-clock.ts';
import { MINUTE } from '../../src/core/domain/clock.ts';
import { alertMessages, type StoredAlert } from '../../src/core/ledger/alert.ts';
import { bareSocket } from '../fixtures/bare-server.ts';
import { at, file, hotline } from '../fixtures/day.ts';
import { openProgram, openProgramAt, phonesDown, type TestProgram } from '../fixtures/program.ts';
import { openStaffWebhook, type StaffWebhook } from '../fixtures/staff-webhook.ts';
import { regionOf } from '../fixtures/towns.ts';

const MORNING = Date.parse('2023-10-30T06:30+01:00');

interface Given {
  readonly staff: StaffWebhook;
  readonly program: TestProgram;
  readonly clock: VirtualClock;
  /** Minutes pass, the file is perhaps another, and the worker has a round: what staff were told in it. */
  round(minutes: number, state?: string): Promise<readonly string[]>;
}

async function open(
  state: string,
  config = 'approvals: {needed: 0}\n',
  region?: string,
): Promise<Given & AsyncDisposable> {
  const staff = await openStaffWebhook();
  const clock = virtualClock(MORNING);
  const program = await openProgram({
    clock,
    state,
    ...(region !== undefined && { region }),
    config: `${config}alerts: {webhook: "${staff.origin}/hook?room=1", ping: "${staff.origin}/ping"}\n`,
  });
  return {
    staff,
    program,
    clock,
    async round(minutes, next) {
      clock.advanceTo(clock.now() + minutes * MINUTE);
      if (next !== undefined) await program.write('incident.yaml', next);
      const before = staff.messages.length;
      await program.run('run', '--once');
      return staff.messages.slice(before).map((message) => `${message.kind} ${message.code}`);
    },
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await staff[Symbol.asyncDispose]();
    },
  };
}

/** A live incident with these facts and announcements, each as a line of YAML. */
function state(facts: string, ...announcements: readonly string[]): string {
  return promising('', facts, ...announcements);
}

/** The same, with a promised next update. */
function promising(time: string, facts: string, ...announcements: readonly string[]): string {
  const next = time === '' ? '' : `, next_update: "2023-10-30 ${time}"`;
  return phonesDown('2023-10-30 01:01', announcements)
    .replace('identified}', `identified${next}}`)
    .replace(DOWN, facts);
}

const DOWN = '{all: {reach: {phone: down}}}';
const UP = '{all: {reach: {phone: up}}}';
const OUTAGE = '{id: outage, kind: outage, post_as: [siegen]}';
const told = state(DOWN, OUTAGE);

describe('alerts to staff', () => {
  test('staff hear once in each exercise that something of the live incident waits', async () => {
    const live = state(DOWN, OUTAGE);
    await using given = await open(live);
    const exercise = state('{}').replace('mode: live', 'mode: exercise').replace('id: i-1', 'id: uebung');
    await given.program.run('pause', '--by', 'press');
    expect(await given.round(0)).toEqual(['raised paused']);
    expect(await given.round(1, exercise)).toEqual(['raised live-open']);
    expect(given.staff.messages.at(-1)?.text).toContain('live incident i-1: 3 actions wait (due: 3)');
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(1, live)).toEqual([]);
    expect(await given.round(1, exercise)).toEqual(['raised live-open', 'over live-open']);
    await given.program.run('resume', '--by', 'press', '--yes');
    expect(await given.round(1, live)).toEqual(['over paused']);
    expect(await given.round(1, exercise)).toEqual(['over live-open']);
  });

  test('staff hear once in the sandbox that something of the live incident waits or is unknown, but not beside its worker', async () => {
    const later = '{id: more, kind: status, post_as: [siegen], at: "2023-10-30 08:00"}';
    await using given = await open(state(DOWN, OUTAGE, later));
    const { program } = given;
    await program.edit('config.yaml', 'web: {port: 0}', 'web: {port: 0, sandbox_port: 0}');
    program.sandbox.arrange('siegen-mastodon', { kind: 'accepted-then-cut' });
    expect(await given.round(0)).toEqual([]);
    await program.edit('config.yaml', 'sandbox: false', 'sandbox: true');
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(5)).toEqual(['raised live-open']);
    expect(given.staff.messages.at(-1)?.text).toMatch(
      /goes to the sandbox, nobody works on the live incident i-1: 3 actions wait \(due: 0\), unknown: 1 → .*once config\.yaml says `sandbox: false`/,
    );
    expect((await program.run('plan')).err).toContain('nobody works on the live incident i-1');
    expect(await given.round(1)).toEqual([]);
    await program.edit('config.yaml', 'sandbox: true', 'sandbox: false');
    await given.round(100);
    expect(await program.states()).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/waiting|unknown/)]),
    );
    await program.edit('config.yaml', 'sandbox: false', 'sandbox: true');
    expect(await given.round(10)).toEqual(['over live-open']);
  });

  test('staff hear once that approved posts of an incident wait while the file is of another, and not of the others', async () => {
    const of = (kind: string) => `{id: ${kind}, kind: ${kind}, post_as: [siegen], at: "2023-10-30 08:00"}`;
    const before = state(DOWN, of('outage'), of('status'));
    const next = state('{}').replace('i-1', 'i-2');
    await using given = await open(before, 'approvals: {needed: 1}\n');
    expect(await given.round(0)).toEqual([]);
    await given.program.approve('outage', 'press');
    expect(await given.round(1, next)).toEqual(['raised live-open']);
    expect(given.staff.messages.at(-1)?.text).toMatch(
      /approved of i-1 does not go out: 3 actions wait \(due: 0\).* set incident id=i-1 --by NAME`/,
    );
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(1, before)).toEqual(['over live-open']);
    expect(await given.round(1, next)).toEqual(['raised live-open']);
    expect(await given.round(1, next.replace('mode: live', 'mode: draft'))).toEqual(['over live-open']);
  });

  test('staff hear nothing of a live incident in a sandbox that was never left', async () => {
    await using given = await open(state(DOWN, OUTAGE));
    const { program } = given;
    await program.edit('config.yaml', /sandbox: false\nweb: {port: 0}/, 'web: {port: 0, sandbox_port: 0}');
    for (let round = 0; round < 3; round++) expect(await given.round(10)).toEqual([]);
    expect(await readdir(join(program.folder, 'data'))).not.toContain('live.sqlite');
  });

  test('staff are told once that something is held, on which accounts, what to do, and that it is over', async () => {
    const notice = (en: string) =>
      state(DOWN, `{id: n, kind: notice, post_as: [siegen], text: {de: "Das Rathaus ist offen."${en}}}`);
    await using given = await open(notice(''));
    expect(await given.round(0)).toEqual(['raised held']);
    expect(given.staff.messages[0]?.text).toMatch(/^ALERT: n is held on \d accounts?: .* → .*live, since/s);
    expect(given.staff.messages[0]?.about).toContain('siegen-mastodon (en)');
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(1, notice(', en: "The town hall is open."'))).toEqual(['over held']);
    expect(await given.round(1)).toEqual([]);
  });

  test('staff hear how much too long a text is, and read the text in `plan` only', async () => {
    const words = `Das Rathaus ist offen. ${'Bitte warten. '.repeat(20)}`;
    await using given = await open(
      state(DOWN, `{id: n, kind: notice, post_as: [siegen], text: {de: "${words}"}}`),
    );
    expect(await given.round(0)).toContain('raised held');
    const told = JSON.stringify(given.staff.messages);
    expect(told).toMatch(/has \d{3} of 280 characters/);
    expect(told).not.toContain('Rathaus');
    expect((await given.program.run('plan')).out).toContain(words.trim());
  });

  test('staff are told of an unknown outcome only where it does not settle by itself', async () => {
    await using given = await open(state(DOWN));
    await given.round(0);
    given.program.sandbox.arrange('siegen-mastodon', { kind: 'accepted-then-cut' });
    given.program.sandbox.arrange('siegen-x', { kind: 'accepted-then-cut' });
    given.program.sandbox.arrange('siegen-x', { kind: 'timeline-unavailable' }, 50);
    await given.round(0, told);
    for (const minutes of [1, 2, 2]) expect(await given.round(minutes)).toEqual([]);
    expect(await given.round(5)).toEqual(['raised unknown']);
    expect(given.staff.messages[0]?.text).toContain('resolve i-1/outage.1/siegen-x/de');
    given.program.sandbox.clear('siegen-x');
    expect(await given.round(6)).toEqual(['over unknown']);
  });

  test('staff do not hear that the public sees nothing of a post that was refused, sent again, and lost', async () => {
    await using given = await open(state(DOWN));
    await given.round(0);
    const { staff, program } = given;
    const { sandbox } = program;
    sandbox.arrange('siegen-x', { kind: 'unavailable', on: 'publish' });
    sandbox.arrange('siegen-x', { kind: 'accepted-then-cut', on: 'publish' });
    const isThere = () => program.published().some((text) => text.startsWith('siegen-x'));
    await given.round(0, told);
    for (let minutes = 0; !isThere() && minutes < 10; minutes++) await given.round(1);
    expect(isThere()).toBe(true);
    expect(staff.told()).toEqual([]);
    sandbox.arrange('siegen-x', { kind: 'timeline-unavailable' }, Number.POSITIVE_INFINITY);
    for (const minutes of [1, 2, 3, 5, 5]) await given.round(minutes);
    expect(staff.told()).toEqual(['raised undone']);
    expect(staff.messages[0]?.text).toMatch(
      /may or may not see it.*Look at the account before you say it by hand/s,
    );
    sandbox.clear('siegen-x');
    expect(await given.round(6)).toEqual(['over undone']);
  });

  test('staff are told within a quarter of an hour of a published post that is no longer true', async () => {
    await using given = await open(told);
    await given.round(0);
    const now = state(UP, OUTAGE);
    expect(await given.round(1, now)).toEqual([]);
    expect(await given.round(5)).toEqual([]);
    expect(await given.round(5)).toEqual(['raised outdated']);
    expect(given.staff.messages[0]?.about).toHaveLength(3);
    expect(await given.round(1, told)).toEqual(['over outdated']);
  });

  test.each([
    ['a newer edition of it is published', [OUTAGE.replace('}', ', edition: 2}')]],
    ['a newer status says what is right', [OUTAGE, '{id: s, kind: status, post_as: [siegen]}']],
  ])(
    'staff are told that an outdated post needs nobody any more once %s, and of the newer one when that is wrong',
    async (_, said) => {
      await using given = await open(told);
      await given.round(0);
      expect(await given.round(1, state(UP, OUTAGE))).toEqual([]);
      expect(await given.round(11)).toEqual(['raised outdated']);
      expect(await given.round(1, state(UP, ...said))).toEqual(['over outdated']);
      expect(await given.round(30)).toEqual([]);
      const worse = '{all: {reach: {phone: limited, website: down}}}';
      await given.round(1, state(worse, ...said));
      expect(await given.round(11)).toContain('raised outdated');
    },
  );

  test('staff are told that a text waits for approval, with the command that gives it', async () => {
    await using given = await open(told, 'approvals: {needed: 1, standing: []}\n');
    expect(await given.round(0)).toEqual([]);
    expect(await given.round(1)).toEqual(['raised approval']);
    await given.program.approve('outage', 'press-siegen');
    await given.round(1);
    expect(await given.round(1)).toEqual([]);
    expect(given.staff.messages.at(-1)?.kind).toBe('over');
  });

  test('staff are told that the state file is broken, and when it is mended', async () => {
    await using given = await open(told);
    expect(await given.round(0, 'incident: [')).toEqual(['raised files-broken']);
    expect(await given.round(1)).toEqual([]);
    expect(given.staff.pings).toBe(0);
    expect(await given.round(1, told)).toEqual(['over files-broken']);
    expect(given.staff.pings).toBe(1);
  });

  test('staff are told of a next update that is due soon or overdue, as promised in posts, not in the file', async () => {
    await using given = await open(promising('07:30', DOWN, OUTAGE));
    expect(await given.round(0)).toEqual([]);
    expect(await given.round(40, promising('12:00', DOWN, OUTAGE))).toEqual([]);
    expect(await given.round(6)).toContain('raised promise-due');
    expect(await given.round(15)).toEqual(['over promise-due']);
    expect(await given.round(1)).toEqual(['raised promise-broken']);
    const said = promising('12:00', DOWN, OUTAGE, '{id: s, kind: status, post_as: [siegen]}');
    expect(await given.round(1, said)).toContain('over promise-broken');
  });

  test('staff are not told that a promise was broken while the status of that very minute goes out', async () => {
    const daily = '{id: s, kind: status, post_as: [siegen], every: "30 7 * * *"}';
    const config = 'approvals: {needed: 0}\nconfirmed: null\n';
    await using given = await open(promising('07:30', DOWN, OUTAGE, daily), config);
    await given.round(0);
    const { program, staff, clock } = given;
    const worker = program.begin('run');
    for (const minutes of [0, 50, 10, 3]) {
      clock.advanceTo(clock.now() + minutes * MINUTE);
      await worker.round();
    }
    await worker.end();
    expect(staff.told()).toEqual(['raised promise-due', 'over promise-due']);
  });

  test('staff are told of no promise of a town that has left the incident, which can keep none', async () => {
    const left = (file: string) => file.replace('mode: live', 'mode: live, affects: [siegen]');
    await using given = await open(
      promising('07:30', DOWN, '{id: outage, kind: outage, post_as: [siegen, hsk]}'),
    );
    await given.round(0);
    expect(await given.round(50, left(promising('07:30', DOWN, OUTAGE)))).toEqual(['raised promise-due']);
    expect(new Set(given.staff.messages.at(-1)?.about)).toEqual(new Set(['siegen']));
    const said = promising('12:00', DOWN, OUTAGE, '{id: s, kind: status, post_as: [siegen]}');
    expect(await given.round(1, left(said))).toEqual(['over promise-due']);
  });

  test('staff are told that a pause holds what is due, and that a wrong post is still published behind it', async () => {
    await using given = await open(told);
    await given.round(0);
    await given.program.run('pause', '--by', 'press-siegen');
    const withdrawn = state(DOWN, OUTAGE, '{id: oops, kind: retraction, withdraws: outage}');
    expect(await given.round(1, withdrawn)).toEqual(['raised paused']);
    expect(given.staff.messages[0]?.text).toContain('edits and deletions of posts that are wrong');
    await given.program.run('resume', '--yes', '--by', 'press-siegen');
    await given.round(1);
    expect(given.staff.messages.map((message) => message.kind)).toEqual(['raised', 'over']);
  });

  test('where nothing is to be sent to X any more, staff are no longer told that it takes nothing', async () => {
    await using given = await open(told);
    given.program.sandbox.arrange('siegen-x', { kind: 'no-credit' }, 99);
    expect(await given.round(0)).toEqual(['raised breaker']);
    expect(await given.round(1)).toEqual([]);
    expect([...(await given.round(1, state(DOWN)))].sort()).toEqual(['over breaker', 'raised held']);
  });

  test('words that somebody wrote call nobody in the chat that staff read, and addresses stay whole', async () => {
    await using given = await open(told);
    await given.program.run('pause', '--by', 'press <!channel> @All @here https://social.example.org/@all/1');
    expect(await given.round(0)).toEqual(['raised paused']);
    const text = given.staff.messages.at(-1)?.text;
    expect(text).not.toMatch(/<!|@(all|here)(?!\/)/i);
    expect(text).toContain('https://social.example.org/@all/1');
    expect(text?.replaceAll('\u2060', '')).toContain('press <!channel> @All @here');
  });

  test('staff are told that an account was stopped, and that X takes nothing without credit', async () => {
    await using given = await open(told);
    given.program.sandbox.arrange('siegen-mastodon', { kind: 'locked' });
    given.program.sandbox.arrange('siegen-x', { kind: 'no-credit' }, 9);
    expect([...(await given.round(0))].sort()).toEqual(['raised breaker', 'raised stopped']);
    given.program.sandbox.clear();
    await given.program.run('resume', '--yes', '--account', 'siegen-mastodon', '--by', 'press-siegen');
    expect([...(await given.round(6))].sort()).toEqual(['over breaker', 'over stopped']);
  });

  test.each([
    ['its next edition is published', state(DOWN, OUTAGE.replace('outage,', 'outage, edition: 2,'))],
    ['it is withdrawn', state(DOWN, OUTAGE, '{id: oops, kind: retraction, withdraws: outage}')],
  ])('a refusal is over once %s, and all is well again', async (_, next) => {
    await using given = await open(told);
    given.program.sandbox.arrange('siegen-x', { kind: 'automated' });
    expect(await given.round(0)).toEqual(['raised refused']);
    expect(await given.round(30, next)).toEqual(['over refused']);
    const ended = [await given.program.run('run', '--once'), await given.program.run('history')];
    expect(ended.map(({ status }) => status)).toEqual([0, 0]);
  });

  test('a refused post that somebody says by hand is settled by its address, and the refusal is over', async () => {
    await using given = await open(told);
    given.program.sandbox.arrange('siegen-x', { kind: 'automated' });
    expect(await given.round(0)).toEqual(['raised refused']);
    const { origin } = given.program.sandbox;
    const token = `token-of-siegen-x-${'k3y'.repeat(5)}`;
    const made = await fetch(`${origin}/2/tweets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'Das Rathaus ist nicht per Telefon erreichbar.' }),
    });
    const { data } = (await made.json()) as { data: { id: string } };
    const settle = (...how: readonly string[]) =>
      given.program.run('resolve', 'i-1/outage.1/siegen-x/de', ...how, '--by', 'press-siegen');
    expect((await settle('--absent')).err).toContain('not-resolvable');
    expect(await settle('--posted', `${origin}/stadt_siegen/status/${data.id}`)).toMatchObject({ status: 0 });
    expect(await given.round(1)).toEqual(['over refused']);
    expect((await given.program.run('history')).status).toBe(0);
  });

  test('staff are told that a post came too late', async () => {
    const late = state(
      DOWN,
      '{id: outage, kind: outage, post_as: [siegen], at: "2023-10-30 06:00", until: "2023-10-30 06:10"}',
    );
    await using given = await open(late);
    expect(await given.round(0)).toEqual(['raised expired']);
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(24 * 60 + 5)).toEqual([]);
  });

  test('staff are told of a mistake in the facts of a municipality where nothing is due', async () => {
    await using given = await open(told);
    await given.round(0);
    const broken = state('{all: {reach: {phone: down}}, hsk: {reach: {phone: broken}}}', OUTAGE);
    expect(await given.round(1, broken)).toEqual(['raised facts-broken']);
    expect(given.staff.messages[0]?.text).toMatch(/The facts of hsk have a mistake in line 2:/);
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(1, told)).toEqual(['over facts-broken']);
  });

  test('staff are not told that a post is true again while its facts cannot be read', async () => {
    await using given = await open(told);
    await given.round(0);
    const facts = (own: string) => state(`{all: {reach: {phone: down}}, siegen: {reach: {${own}}}}`, OUTAGE);
    await given.round(1, facts('phone: up'));
    expect(await given.round(11)).toEqual(['raised outdated']);
    expect(await given.round(1, facts('phone: broken'))).toEqual(['raised facts-broken']);
    expect(await given.round(1, facts('phone: up'))).toEqual(['over facts-broken']);
    expect(await given.round(1, told)).toEqual(['over outdated']);
  });

  test('staff are told of a promised next update although a later post promises nothing', async () => {
    await using given = await open(promising('12:00', DOWN, OUTAGE));
    await given.round(0);
    const own =
      '{id: n, kind: notice, post_as: [siegen], text: {de: "Das Rathaus ist offen.", en: "The town hall is open."}}';
    expect(await given.round(60, promising('12:00', DOWN, OUTAGE, own))).toEqual([]);
    expect(await given.round(4 * 60 + 20)).toEqual(['raised promise-due']);
    expect(await given.round(20)).toEqual(['raised promise-broken', 'over promise-due']);
  });
});

describe('alerts while the files are broken', () => {
  const BROKEN = 'incident: [';
  const later = state(DOWN, OUTAGE, '{id: s, kind: status, post_as: [siegen], at: "2023-10-30 07:00"}');

  test('while the files are broken, staff are told of refusals and stopped accounts, and that they are over', async () => {
    await using given = await open(later);
    await given.round(0);
    expect(await given.round(1, BROKEN)).toEqual(['raised files-broken']);
    given.program.sandbox.arrange('siegen-x', { kind: 'automated' });
    given.program.sandbox.arrange('siegen-mastodon', { kind: 'locked' });
    expect([...(await given.round(30))].sort()).toEqual(['raised refused', 'raised stopped']);
    given.program.sandbox.clear();
    await given.program.run('resume', '--yes', '--account', 'siegen-mastodon', '--by', 'press-siegen');
    expect(await given.round(1)).toEqual(['over stopped']);
    expect(await given.round(1)).toEqual([]);
  });

  test('while the files are broken, staff are told of unknown outcomes and of what came too late', async () => {
    await using given = await open(
      state(
        DOWN,
        '{id: s, kind: status, post_as: [siegen], at: "2023-10-30 07:00"}',
        '{id: outage, kind: outage, post_as: [siegen], at: "2023-10-30 08:30", until: "2023-10-30 09:00"}',
      ),
    );
    await given.round(0);
    await given.round(1, BROKEN);
    given.program.sandbox.arrange('siegen-x', { kind: 'accepted-then-cut' });
    given.program.sandbox.arrange('siegen-x', { kind: 'timeline-unavailable' }, 50);
    expect(await given.round(30)).toEqual([]);
    for (const minutes of [1, 5]) expect(await given.round(minutes)).toEqual([]);
    expect(await given.round(5)).toEqual(['raised unknown']);
    expect(await given.round(120)).toEqual(['raised expired']);
  });

  test('while the files are broken, staff are told that a pause holds what is due', async () => {
    await using given = await open(later);
    await given.round(0);
    await given.round(1, BROKEN);
    await given.program.run('pause', '--by', 'press-siegen');
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(30)).toEqual(['raised paused']);
    await given.program.run('resume', '--yes', '--by', 'press-siegen');
    expect(await given.round(1)).toEqual(['over paused']);
  });

  test('while the files are broken, staff are told nothing that only the files can tell, nor that it is over', async () => {
    await using given = await open(told);
    await given.round(0);
    await given.round(1, state(UP, OUTAGE));
    expect(await given.round(11)).toEqual(['raised outdated']);
    expect(await given.round(1, BROKEN)).toEqual(['raised files-broken']);
    expect(await given.round(1)).toEqual([]);
    expect(await given.round(1, told)).toEqual(['over outdated', 'over files-broken']);
  });
});

describe('alerts while the incident is a draft', () => {
  const draftOf = (live: string) => live.replace('mode: live', 'mode: draft');

  test('a draft ends no alert about published posts or refusals', async () => {
    await using given = await open(told);
    given.program.sandbox.arrange('siegen-x', { kind: 'automated' });
    expect(await given.round(0)).toEqual(['raised refused']);
    const outdated = state(UP, OUTAGE);
    expect(await given.round(1, draftOf(outdated))).toEqual([]);
    expect(await given.round(11)).toEqual(['raised outdated']);
    expect(await given.round(1, outdated)).toEqual([]);
    expect(await given.round(1, draftOf(told))).toEqual(['over outdated']);
  });

  test('a draft ends no alert about a stopped account, and a promised next update still counts', async () => {
    const promised = promising('07:30', DOWN, OUTAGE);
    await using given = await open(promised);
    given.program.sandbox.arrange('siegen-mastodon', { kind: 'locked' });
    expect(await given.round(0)).toEqual(['raised stopped']);
    expect(await given.round(1, draftOf(promised))).toEqual([]);
    expect(await given.round(45)).toEqual(['raised promise-due']);
  });

  test('a draft asks nobody to approve, mend or resume', async () => {
    const waiting = state(
      DOWN,
      OUTAGE,
      '{id: n, kind: notice, post_as: [siegen], text: {de: "Das Rathaus ist offen."}}',
    );
    await using given = await open(draftOf(waiting), 'approvals: {needed: 1, standing: []}\n');
    await given.program.run('pause', '--by', 'press-siegen');
    for (const minutes of [0, 5]) expect(await given.round(minutes)).toEqual([]);
  });
});

describe('a webhook that does not take an alert', () => {
  const refusals = [
    [
      'answers 500',
      'HTTP 500',
      (response: ServerResponse) => void response.writeHead(500).end('{"error": "no"}'),
    ],
    [
      'redirects',
      'HTTP 302',
      (response: ServerResponse) => void response.writeHead(302, { location: '/ping' }).end(),
    ],
    [
      'shows a page that asks to sign in',
      'HTTP 200, text/html',
      (response: ServerResponse) =>
        void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!DOCTYPE html><title>Sign in</title>'),
    ],
    ['cuts the line', 'other side closed', (response: ServerResponse) => void response.destroy()],
  ] as const;

  test.each(refusals)(
    'an alert to a webhook that %s is sent again with the same id until it is taken, with no ping and with %s in the log',
    async (_, why, fails) => {
      await using given = await open(told);
      given.program.sandbox.arrange('siegen-x', { kind: 'automated' });
      given.staff.fails = fails;
      for (const minutes of [0, 1, 1]) expect(await given.round(minutes)).toEqual([]);
      expect(given.staff.pings).toBe(0);
      given.staff.fails = null;
      expect(await given.round(1)).toEqual(['raised refused']);
      expect(await given.round(1)).toEqual([]);
      expect(new Set(given.staff.arrived.map(({ id }) => id)).size).toBe(1);
      expect(given.staff.pings).toBe(2);
      expect(given.program.printed.join('')).not.toMatch(/^\s+at /m);
      expect(given.program.printed.join('')).toMatch(
        new RegExp(`does not accept the alerts \\([^)]*${why}\\)`),
      );
    },
  );

  test.each([
    ['is packed wrongly', { 'content-encoding': 'gzip' }],
    ['is cut off', { 'content-length': '100', connection: 'close' }],
  ])(
    'an alert that a webhook took is not sent again, though the rest of its answer %s',
    async (_, headers) => {
      await using given = await open(told);
      given.program.sandbox.arrange('siegen-x', { kind: 'automated' });
      given.staff.fails = (response) => {
        response.writeHead(200, headers).write('ok', () => response.destroy());
      };
      for (const minutes of [0, 1, 1]) await given.round(minutes);
      expect(given.staff.arrived).toHaveLength(1);
      expect(given.staff.pings).toBeGreaterThan(0);
    },
  );

  test('the end of an alert that certainly did not arrive is not told', async () => {
    await using given = await open(told);
    given.staff.fails = (response) => void response.writeHead(500).end();
    await given.round(0, 'incident: [');
    given.staff.fails = null;
    expect(await given.round(1, told)).toEqual([]);
  });

  test('the end of an alert that may have arrived is told', async () => {
    await using given = await open(told);
    given.staff.fails = (response) => void response.destroy();
    await given.round(0, 'incident: [');
    given.staff.fails = null;
    expect(await given.round(1, told)).toEqual(['over files-broken']);
    expect(await given.round(1)).toEqual([]);
  });

  test('an alert to a webhook to which no connection opens certainly did not arrive, and a round tries one alone', async () => {
    await using given = await open(told);
    const { program, staff } = given;
    let tries = 0;
    await using deaf = await bareSocket((socket) => void socket.destroy(void tries++));
    const away = deaf.url.replace('http:', 'https:');
    await program.edit('config.yaml', `webhook: "${staff.origin}`, `webhook: "${away}`);
    await given.round(0, 'incident: [');
    expect(tries).toBe(1);
    program.sandbox.arrange('siegen-x', { kind: 'automated' });
    program.sandbox.arrange('siegen-mastodon', { kind: 'locked' });
    for (const minutes of [1, 1]) await given.round(minutes, told);
    expect(tries).toBe(3);
    await program.edit('config.yaml', `webhook: "${away}`, `webhook: "${staff.origin}`);
    expect([...(await given.round(1))].sort()).toEqual(['raised refused', 'raised stopped']);
  });

  test('a webhook that never answers holds up no post and no end', async () => {
    await using given = await open(told);
    const { program, staff, clock } = given;
    const waiting: ServerResponse[] = [];
    staff.fails = (response) => void waiting.push(response);
    program.sandbox.arrange('siegen-x', { kind: 'automated' });
    const worker = program.begin('run');
    await expect.poll(() => program.published().length).toBe(2);
    await worker.round();
    await expect.poll(() => waiting.length).toBe(1);
    clock.advanceTo(clock.now() + 10 * MINUTE);
    await program.write('incident.yaml', state(DOWN, OUTAGE, '{id: more, kind: estimate, post_as: [hsk]}'));
    await expect.poll(() => program.published().length).toBe(4);
    expect(waiting).toHaveLength(1);
    const ended = worker.end();
    for (const response of waiting) response.writeHead(204).end();
    await ended;
  });

  test('an alert that may have arrived is sent again ever more rarely, and soon once the webhook takes it, however often it was refused', async () => {
    await using given = await open(told);
    const { program, staff, clock } = given;
    program.sandbox.arrange('siegen-x', { kind: 'automated' });
    const tries = { refused: 0, lost: 0 };
    const refuses: typeof staff.fails = (response) => {
      tries.refused++;
      response.writeHead(503).end();
    };
    const loses: typeof staff.fails = (response) => {
      tries.lost++;
      response.destroy();
    };
    staff.fails = refuses;
    const worker = program.begin('run');
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute++) {
        await worker.round();
        clock.advanceTo(clock.now() + MINUTE);
      }
    };
    await minutes(10);
    expect(tries.refused).toBeGreaterThanOrEqual(9);
    staff.fails = loses;
    await minutes(20);
    // After one minute, two, and then every four; a request may arrive when the next minute has begun.
    expect(tries.lost).toBeGreaterThanOrEqual(5);
    expect(tries.lost).toBeLessThanOrEqual(8);
    staff.fails = null;
    await minutes(5);
    await expect.poll(() => staff.told()).toEqual(['raised refused']);
    await worker.end();
  });

  test('a webhook that refuses one alert gets the others', async () => {
    await using given = await open(told);
    given.program.sandbox.arrange('siegen-x', { kind: 'automated' });
    given.program.sandbox.arrange('siegen-mastodon', { kind: 'locked' });
    given.staff.fails = (response) => {
      const isRefusal = given.staff.arrived.at(-1)?.code === 'refused';
      if (!isRefusal) given.staff.messages.push(...given.staff.arrived.slice(-1));
      response.writeHead(isRefusal ? 400 : 204).end();
    };
    expect(await given.round(0)).toEqual(['raised stopped']);
  });

  test('the address of the webhook is never shown', async () => {
    await using given = await open(told);
    const hook = `${given.staff.origin}/services/T0K3N/hook-of-the-desk`;
    await given.program.edit('config.yaml', /webhook: "[^"]*"/, `webhook: "${hook}"`);
    given.staff.fails = (response) => void response.writeHead(500).end();
    const leaking = state(
      DOWN,
      OUTAGE,
      `{id: n, kind: notice, post_as: [siegen], text: {de: "${hook}", en: "x"}}`,
    );
    await given.round(0, leaking);
    await given.program.run('plan');
    await given.program.run('check');
    expect(given.staff.arrived.map(({ code }) => code)).toContain('files-broken');
    const shown = given.program.printed.join('') + JSON.stringify(given.staff.arrived);
    expect(shown).not.toContain('T0K3N');
  });
});

/** Twelve towns on X, and one on another platform, which confirms the clock. */
const TWELVE_TOWNS = regionOf(
  Array.from({ length: 13 }, (_, n) => ({ id: `ort-${n}`, channels: [n === 0 ? 'mastodon' : 'x'] })),
);

describe('alerts while a platform is out', () => {
  const all = state(DOWN, '{id: outage, kind: outage, post_as: all}');
  const ON_X = '[Hochsauerlandkreis district on X, City of Siegen on X, District of Soest on X]';
  const LIMITED = { kind: 'answer', on: 'publish', status: 429, headers: {}, body: '{}' } as const;

  test('posts that a platform keeps refusing for two minutes are told in one message, by count, and that it is over once', async () => {
    await using given = await open(all);
    const { sandbox } = given.program;
    const accounts = ['siegen-x', 'hsk-x', 'soest-x'];
    for (const account of accounts) sandbox.arrange(account, LIMITED, 50);
    expect(await given.round(0)).toEqual([]);
    for (const minutes of [0.5, 1]) expect(await given.round(minutes)).toEqual([]);
    expect(await given.round(0.6)).toEqual(['raised undone']);
    const [told] = given.staff.messages;
    expect(told?.text).toContain('3 posts');
    expect(told?.text).toMatch(/"Hochsauerlandkreis.*The public does not see it/s);
    expect(told?.text).toContain(ON_X);
    expect(told?.text).toMatch(/History: ausrufer --config \S+ .*history$/);
    expect(await given.round(1)).toEqual([]);
    for (const account of accounts) sandbox.clear(account);
    expect(await given.round(6)).toEqual(['over undone']);
    expect(given.staff.messages.at(-1)?.text).toMatch(/^OVER, no longer so:/);
    expect(await given.round(1)).toEqual([]);
  });

  test.each([
    { cause: 'refuses connections', away: 'http://127.0.0.1:9', reason: /ECONNREFUSED/, ledger: 'new' },
    { cause: 'has no address', away: 'https://x.invalid', reason: /ENOTFOUND|EAI_AGAIN/, ledger: 'old' },
  ])(
    'twelve posts to a platform that $cause, in a ledger that is $ledger, are told in one message after two minutes, and that it is over',
    async (row) => {
      await using given = await open(state(DOWN), undefined, TWELVE_TOWNS);
      const { program, staff } = given;
      if (row.ledger === 'old') await given.round(0);
      await program.edit('config.yaml', program.sandbox.origin, row.away);
      await given.round(0, all);
      for (const minutes of [0.5, 0.5, 0.8]) await given.round(minutes);
      expect(staff.told()).toEqual([]);
      for (const minutes of [0.3, 1.2]) await given.round(minutes);
      const code = row.ledger === 'old' ? 'undone' : 'unknown';
      expect(staff.told()).toEqual([`raised ${code}`]);
      expect(staff.messages[0]?.text).toMatch(row.reason);
      expect(staff.messages[0]?.text).toContain('12');
      expect(staff.messages[0]?.about).toHaveLength(12);
      await program.edit('config.yaml', row.away, program.sandbox.origin);
      for (const minutes of [2, 2, 1]) await given.round(minutes);
      expect(staff.told()).toEqual([`raised ${code}`, `over ${code}`]);
      expect(program.published().filter((text) => text.includes('-x'))).toHaveLength(12);
    },
  );

  test('refusals of one cause are one message, though each names a request of its own', async () => {
    await using given = await open(all);
    ['siegen-mastodon', 'hsk-mastodon', 'soest-mastodon'].forEach((account, n) => {
      const body = JSON.stringify({ error: `Validation failed, request 7f3${n}-0a` });
      const headers = { 'content-type': 'application/json' };
      given.program.sandbox.arrange(account, { kind: 'answer', on: 'publish', status: 422, headers, body });
    });
    expect(await given.round(0)).toEqual(['raised refused']);
    expect(given.staff.messages[0]?.about).toHaveLength(3);
  });

  test('refusals with 403 and 422 are two messages, though the platform words them alike', async () => {
    await using given = await open(all);
    const answers = [
      ['siegen-mastodon', 403],
      ['hsk-mastodon', 422],
      ['soest-mastodon', 422],
    ] as const;
    for (const [account, status] of answers) {
      const body = JSON.stringify({ error: 'This action is not allowed' });
      const headers = { 'content-type': 'application/json' };
      given.program.sandbox.arrange(account, { kind: 'answer', on: 'publish', status, headers, body });
    }
    await given.round(0);
    const told = given.staff.messages.map(({ about }) => about.length);
    expect(told.toSorted()).toEqual([1, 2]);
  });

  test('a platform that is asked too often without saying until when is asked again after a minute, then two', async () => {
    await using given = await open(told);
    const { sandbox } = given.program;
    sandbox.arrange('siegen-x', LIMITED, 2);
    await given.round(0);
    await given.round(1.1);
    await given.round(2.1);
    expect(sandbox.timeline('siegen-x')).toHaveLength(1);
  });

  test('unknown outcomes of one server are told in one message, growing, after what is refused or stopped', async () => {
    await using given = await open(state(DOWN));
    await given.round(0);
    const { sandbox } = given.program;
    for (const account of ['siegen-x', 'hsk-x', 'soest-x']) {
      sandbox.arrange(account, { kind: 'accepted-then-cut' });
      sandbox.arrange(account, { kind: 'timeline-unavailable' }, 50);
    }
    await given.round(0, all);
    for (const minutes of [1, 2, 2]) expect(await given.round(minutes)).toEqual([]);
    sandbox.arrange('siegen-mastodon', { kind: 'invalid' }, 2);
    const more = state(
      DOWN,
      '{id: outage, kind: outage, post_as: all}',
      '{id: s, kind: status, post_as: [siegen]}',
    );
    expect(await given.round(5, more)).toEqual(['raised refused', 'raised unknown']);
    const text = given.staff.messages.at(-1)?.text ?? '';
    expect(text).toContain(ON_X);
    expect(text).not.toContain('--absent');
  });
});

test('a group of alerts that grows in an outage is told again once it has doubled, with all that are in it', () => {
  const stored = (number: number, isTold: boolean): StoredAlert => ({
    ...{ id: `a${number}`, topic: 'ledger', group: 'unknown/x', about: `post-${number}`, number },
    ...{ since: MORNING, dueAt: MORNING, loggedAt: null, tellingAt: null },
    ...{ toldAt: isTold ? MORNING : null, overAt: null },
    reason: {
      ...{ code: 'unknown', announcement: 'outage', account: 'hemer-x', key: 'k', reason: null },
      ...{ words: null, decides: 'program' },
    },
  });
  const told = [1, 2, 3].map((n) => stored(n, true));
  const more = [4, 5, 6].map((n) => stored(n, false));
  expect(alertMessages(more.slice(0, 2), told)).toEqual([]);
  const [message] = alertMessages(more, told);
  expect(message?.about).toEqual(['post-1', 'post-2', 'post-3', 'post-4', 'post-5', 'post-6']);
  expect(message?.alerts).toEqual([4, 5, 6]);
});

describe('a worker without a webhook', () => {
  const NOTICE = '{id: n, kind: notice, post_as: [siegen], text: {de: "Das Rathaus ist offen."}}';

  /** The codes in the log of one round, which a worker without a webhook has beside another that has one. */
  async function logged({ program, clock }: Given, next?: string): Promise<readonly string[]> {
    const config = await program.read('config.yaml');
    await program.edit('config.yaml', /webhook: "[^"]*"/, 'webhook: null');
    if (next !== undefined) await program.write('incident.yaml', next);
    clock.advanceTo(clock.now() + MINUTE);
    const { err } = await program.run('run', '--once');
    await program.write('config.yaml', config);
    return [...err.matchAll(/"(alert-\w+)","code":"([\w-]+)"/g)].map(([, kind, code]) => `${kind} ${code}`);
  }

  test('it logs an alert once, and leaves it to a worker that has a webhook to tell staff of it, and that it is over', async () => {
    await using given = await open(state(DOWN, NOTICE));
    expect(await logged(given)).toEqual(['alert-raised held']);
    expect(await logged(given)).toEqual([]);
    expect(await given.round(1)).toEqual(['raised held']);
    expect(await logged(given, told)).toEqual([]);
    expect(await given.round(1)).toEqual(['over held']);
  });

  test('it logs the end of an alert that staff never heard of, and does not send it', async () => {
    await using given = await open(state(DOWN, NOTICE));
    expect(await logged(given)).toEqual(['alert-raised held']);
    expect(await logged(given, told)).toEqual(['alert-over held']);
    expect(await logged(given)).toEqual([]);
    expect(await given.round(1)).toEqual([]);
  });

  test('staff who heard no beginning hear no end, though a worker that has a webhook finds it first', async () => {
    await using given = await open(state(DOWN, NOTICE));
    expect(await logged(given)).toEqual(['alert-raised held']);
    expect(await given.round(1, told)).toEqual([]);
    expect(await logged(given)).toEqual([]);
  });

  test('it leaves the end of what staff may have heard to a worker that has a webhook', async () => {
    await using given = await open(state(DOWN, NOTICE));
    given.staff.fails = (response) => void response.destroy();
    await given.round(0);
    given.staff.fails = null;
    expect(given.staff.arrived.map(({ kind }) => kind)).toEqual(['raised']);
    expect(await logged(given, told)).toEqual([]);
    expect(await given.round(1)).toEqual(['over held']);
  });
});

describe('the ping', () => {
  test('without a webhook there is a ping only while there is nothing to tell', async () => {
    await using given = await open(told);
    await given.program.edit('config.yaml', /webhook: "[^"]*"/, 'webhook: null');
    await given.round(0);
    expect(given.staff.pings).toBe(1);
    await given.program.run('pause', '--by', 'press-siegen');
    await given.round(1, state(DOWN, OUTAGE, '{id: s, kind: status, post_as: [siegen]}'));
    expect(given.program.printed.join('')).toContain('press-siegen paused');
    expect(given.staff.pings).toBe(1);
    await given.program.run('resume', '--yes', '--by', 'press-siegen');
    await given.round(1);
    await given.round(1);
    expect(given.staff.pings).toBeGreaterThan(1);
  });
});

test('a post that waits for an approval is not said to be tried again, though the platform did not publish its text of before', async () => {
  await using staff = await openStaffWebhook();
  await using program = await openProgramAt('02:10', file({ hemer: hotline('+49 221 4710191') }), {
    config: `alerts: {webhook: "${staff.origin}/hook"}\n`,
  });
  const by = ['--by', 'press', '--yes'];
  program.sandbox.arrange('hemer-mastodon', { kind: 'unavailable', status: 503 }, Number.POSITIVE_INFINITY);
  await program.run(
    'announce',
    'contacts',
    '--as',
    'hemer',
    '--contact',
    'hotline',
    '--id',
    'hotline',
    ...by,
  );
  program.advanceTo(at('02:20'));
  await program.run('set', 'hemer', 'contacts.hotline.phone=+49 221 4710119', ...by);
  await program.run('announce', 'correction', '--corrects', 'hotline', '--contact', 'hotline', ...by);
  program.sandbox.clear('hemer-mastodon');
  for (const time of ['02:30', '02:40', '03:00', '04:00']) await program.step(time);
  expect(staff.told()).toContain('raised approval');
  expect(staff.told()).not.toContain('raised undone');
  expect((await program.run('who', '--now')).out).toMatch(/hemer-mastodon .*ready/);
});
