import { expect, test } from 'vitest';
import { settable } from '../../src/files/incident/settable.ts';
import { file, OUTAGE, REGION } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { shippedServices } from '../fixtures/system.ts';

const BY = ['--by', 'press-hemer'];

/** The facts of a town, as `facts` prints them. */
const nowIn = ({ out }: { readonly out: string }) =>
  [...(out.split('\n\n')[0] ?? '').matchAll(/^ {3}(\S+?)=(.*?) +from ([\w/-]+)(, prepared)? /gm)].map(
    ([, path = '', value = '', from = '', prepared]) => ({
      path,
      value,
      from,
      prepared: prepared !== undefined,
    }),
  );

/** The ids that `who` prints: the first word of each row. */
function idsIn({ out }: { readonly out: string }) {
  const [municipalities = [], accounts = [], words = []] = out
    .split('\n\n')
    .map((part) => [...part.matchAll(/^ {3}(\S+)/gm)].map(([, id = '']) => id));
  return { municipalities, accounts, words };
}

/** Facts that exclude each other, and the short forms of facts that are set in their long form here. */
const OTHERWISE = /^(estimate\.(at|from|to)|services\.ID|instruction\.(LANGUAGE|text\.LANGUAGE))$/;

test('`set` takes everything that `facts` names, and `facts` of a town then shows it', async () => {
  await using program = await openProgramAt('02:10', file({}));
  const { out } = await program.run('facts');
  const meant = settable().facts.filter(({ path }) => !OTHERWISE.test(path));
  for (const { path } of meant) expect(out).toContain(`   ${path}=`);
  const assigned = meant.map(({ path, values, example }) => {
    const id = path.startsWith('services') ? 'id-cards' : 'hotline';
    const name = path.replace('ID', id).replace('LANGUAGE', 'de');
    const value = values[0] ?? example?.replaceAll('"', '').replace('…', 'emergency-calls') ?? '';
    return [name, name.endsWith('until') ? value.replace('2023', '2027') : value] as const;
  });
  expect(assigned.length).toBeGreaterThan(35);
  const set = await program.run('set', 'hemer', ...assigned.map((one) => one.join('=')), ...BY, '--yes');
  expect(set.err).not.toContain('→');
  const own = nowIn(await program.run('facts', 'hemer')).filter(
    ({ from, prepared }) => from === 'hemer' && !prepared,
  );
  expect(own.map(({ path }) => path).sort()).toEqual(assigned.map(([name]) => name).sort());
});

const SAID = { de: 'Wort', en: 'word' };
const UNTIL = '2026-12-20';
const ALL_SET = {
  phase: 'identified',
  next_update: '2026-11-25 12:00',
  estimate: { kind: 'expected', at: '2026-12-24' },
  reach: { phone: 'down', work: 'none' },
  appointments: { policy: 'cancelled', from: '2026-11-20', until: UNTIL, note: SAID },
  services: {
    'id-cards': { status: 'limited', since: '2026-11-20', until: UNTIL, alternative: SAID, note: SAID },
  },
  contacts: {
    hotline: { phone: '+49 221 4710119', email: 'a@example.org', hours: 'Mo-Fr 08:00-16:00', name: SAID },
  },
  email: { lost_since: '2026-11-20 10:00', lost_until: '2026-11-21 10:00', action: 'resend', note: SAID },
  instruction: { text: SAID, until: UNTIL },
  unaffected: ['emergency-calls'],
  info_url: 'https://example.org/lage',
};
/** Without these nothing is said of the rest. */
const NEEDED = /^(confirmed|estimate\.\w+|appointments\.policy|services\.[\w-]+\.status)$/;

test.each([
  ['only for all', { all: ALL_SET }],
  ['for all and for the town', { all: ALL_SET, hemer: ALL_SET }],
])(
  '`null` clears everything that `facts` shows of a town, and nothing else: written %s',
  async (_, facts) => {
    const before = file(facts);
    await using program = await openProgramAt('02:10', before, {
      region: REGION.replace(/ +facts: .*/g, ''),
    });
    const shown = async () => nowIn(await program.run('facts', 'hemer')).map(({ path }) => path);
    const all = (await shown()).filter((path) => path !== 'confirmed');
    expect(all.length).toBeGreaterThan(25);
    for (const path of all.filter((one) => !NEEDED.test(one))) {
      await program.write('incident.yaml', before);
      const { status, err } = await program.run('set', 'hemer', `${path}=null`, ...BY, '--yes');
      expect([path, status, err.includes('→')]).toEqual([path, 0, false]);
      const left = (await shown()).filter((one) => one !== 'confirmed');
      // Words alone are shown in short.
      const inShort = (paths: readonly string[]) => paths.map((one) => one.replace('.text', '')).toSorted();
      expect(inShort(left)).toEqual(inShort(all.filter((one) => one !== path)));
    }
  },
);

test.each([ALL_SET.estimate, { kind: 'expected-between', from: '2026-12-20', to: '2026-12-24' }])(
  '`set` takes every path and value that `facts` shows of a town: %j',
  async (estimate) => {
    await using program = await openProgramAt('02:10', file({ hemer: { ...ALL_SET, estimate } }));
    const own = nowIn(await program.run('facts', 'hemer')).filter(
      ({ from, path }) => from === 'hemer' && path !== 'confirmed',
    );
    const again = own.map(({ path, value }) => `${path}=${value}`);
    expect(again.length).toBeGreaterThan(25);
    const { status, err } = await program.run('set', 'hemer', ...again, ...BY, '--yes');
    expect([status, err]).toEqual([0, expect.not.stringContaining('→')]);
    expect(again).toContain('next_update=2026-11-25T12:00+01:00');
    const { out } = await program.run('--lang', 'de', 'facts', 'hemer');
    for (const one of again) expect(out).toContain(`   ${one} `);
  },
);

const MAIL = { lost_since: '2026-11-20 10:00', action: 'resend', note: SAID };
const LATER = 'until=2026-12-24';

test.each([
  ['hemer', { email: MAIL }, 'email.lost_until=2026-11-24T01:00+01:00', 'email.action=resend'],
  ['towns-of/mk', { email: MAIL }, 'email.lost_until=2026-11-24T01:00+01:00', 'email.action=resend'],
  ['hemer', { estimate: ALL_SET.estimate }, 'estimate.at=2026-12-27', 'estimate.kind=expected'],
  [
    'hemer',
    { appointments: { policy: 'cancelled' } },
    `appointments.${LATER}`,
    'appointments.policy=cancelled',
  ],
  [
    ...['hemer', { services: { 'id-cards': 'limited' } }, 'services.id-cards.note.de=Wort'],
    'services.id-cards.status=limited',
  ],
  [
    ...['hemer', { instruction: { say: 'urgent-at', place: 'Rathaus' } }, 'instruction.place=Schule'],
    'instruction.say=urgent-at',
  ],
  ['hemer', { instruction: SAID }, `instruction.${LATER}`, 'instruction.text.de=Wort'],
] as [string, object, string, string][])(
  'to `set` for %s a part of what is said of all (%j) keeps the rest of it: %s',
  async (who, all, part, rest) => {
    await using program = await openProgramAt('02:10', file({ all }), {
      region: REGION.replace(/ +facts: .*/g, ''),
    });
    const { status, err } = await program.run('set', who, part, ...BY, '--yes');
    expect([status, err]).toEqual([0, expect.not.stringContaining('→')]);
    const own = nowIn(await program.run('facts', 'hemer')).filter(({ from }) => from === who);
    expect(own.map(({ path, value }) => `${path}=${value}`)).toEqual(expect.arrayContaining([part, rest]));
  },
);

test.each([
  ['words', { email: MAIL }, 'email.note.de=Neu', ['email.note.de', 'email.lost_since', 'email.action']],
  ['an estimate', { estimate: ALL_SET.estimate }, 'estimate.kind=unknown', ['estimate.kind']],
  ['an instruction', { instruction: { say: 'call' } }, 'instruction.de=Neu', ['instruction.de']],
])(
  'new words in one language keep none in another, and what begins a fact again keeps none of the old: %s',
  async (_, all, part, paths) => {
    await using program = await openProgramAt('02:10', file({ all }), {
      region: REGION.replace(/ +facts: .*/g, ''),
    });
    expect(await program.run('set', 'hemer', part, ...BY, '--yes')).toMatchObject({ status: 0 });
    const own = nowIn(await program.run('facts', 'hemer')).filter(
      ({ from, path, prepared }) => from === 'hemer' && !prepared && path !== 'confirmed',
    );
    expect(own.map(({ path }) => path).sort()).toEqual(paths.sort());
  },
);

test('`set` writes no facts for a group without members, which nobody would say', async () => {
  const region = `${REGION.trimEnd()}\ngroups:\n  nachbarn: {name: {de: Nachbarn, en: Neighbours}}\n`;
  const before = file({});
  await using program = await openProgramAt('02:10', before, { region });
  const { status, err } = await program.run('set', 'nachbarn', 'reach.phone=down', ...BY, '--yes');
  expect([status, err]).toEqual([
    1,
    expect.stringContaining("nobody belongs to `nachbarn`: these facts are nobody's"),
  ]);
  expect(await program.read('incident.yaml')).toBe(before);
});

test.each([
  ['everybody and the town', { all: true, hemer: true }],
  ['everybody', { all: true, hemer: false }],
])(
  'a service that works again, and whose note is cleared, keeps nothing of its outage (said of %s)',
  async (_, of) => {
    const limited = {
      ...{ status: 'limited', since: '2023-10-30', until: '2023-11-30' },
      ...{ alternative: { de: 'Bitte in Menden.' }, note: { de: 'Nur mit Termin.' } },
    };
    const said = { services: { 'id-cards': limited } };
    const state = file({ ...(of.all && { all: said }), ...(of.hemer && { hemer: said }) });
    await using program = await openProgramAt('02:10', state);
    const card = 'services.id-cards';
    const set = ['set', 'hemer', `${card}.status=available`, `${card}.note=null`, ...BY, '--yes'];
    expect(await program.run(...set)).toMatchObject({ status: 0 });
    const { out } = await program.run('facts', 'hemer');
    expect(out.match(/services\.id-cards\S*=\S+/g)).toEqual([`${card}=available`]);
  },
);

test('`set` refuses one path with two values, and writes neither', async () => {
  const before = file({});
  await using program = await openProgramAt('02:10', before);
  const set = await program.run('set', 'hemer', 'reach.phone=down', 'reach.phone=up', ...BY, '--yes');
  expect(set).toMatchObject({ status: 1, err: expect.stringContaining('there are two keys `reach.phone`') });
  for (const whole of ['reach', 'reach.phone']) {
    const both = await program.run('set', 'hemer', 'reach.phone.x=down', `${whole}=null`, ...BY, '--yes');
    expect(both).toMatchObject({
      status: 1,
      err: expect.stringContaining(`\`reach.phone.x\` is part of \`${whole}\``),
    });
  }
  const card = 'services.id-cards';
  const noted = await program.run('set', 'hemer', `${card}=limited`, `${card}.note.de=Wort`, ...BY, '--yes');
  expect(noted.err).toMatch(/is part of `services\.id-cards`.*\n.*give the status as `services\.ID\.status`/);
  expect(await program.read('incident.yaml')).toBe(before);
});

test('to `set` what becomes of appointments ends the time for which the former word held, and says so', async () => {
  const appointments = (policy: string, until: string, from = '2026-11-20') =>
    file({ hemer: { appointments: { policy, from, until } } });
  const timesAfter = async (before: string, ...assigned: readonly string[]) => {
    await using program = await openProgramAt('02:10', before);
    const { err } = await program.run('set', 'hemer', ...assigned, ...BY, '--yes');
    const own = nowIn(await program.run('facts', 'hemer')).filter(({ path }) => /(from|until)$/.test(path));
    const isTold = err.includes('With the new policy or status these days are gone');
    return [...own.map(({ path, value }) => `${path}=${value}`), err.includes('appointments={'), isTold];
  };
  const over = appointments('cancelled', '2026-11-22');
  const ahead = appointments('cancelled', '2026-11-27');
  const [from, until] = ['appointments.from=2026-11-20', 'appointments.until=2026-11-27'];
  expect(await timesAfter(over, 'appointments.policy=limited')).toEqual([true, false]);
  expect(await timesAfter(ahead, 'appointments.policy=take-place')).toEqual([true, false]);
  expect(await timesAfter(over, 'appointments.policy=cancelled')).toEqual([from, true, false]);
  expect(await timesAfter(ahead, 'appointments.policy=cancelled')).toEqual([from, until, false, false]);
  expect(await timesAfter(over, 'appointments.policy=limited', until)).toEqual([until, true, false]);
  // They may hold still, and the text would say that there is no end.
  expect(await timesAfter(ahead, 'appointments.policy=limited')).toEqual([true, true]);
  const later = appointments('cancelled', '2026-11-27', '2026-11-25');
  expect(await timesAfter(later, 'appointments.policy=limited')).toEqual([true, true]);
});

test('to `set` the status of a service ends the time of the former one, and its alternative once it is available, and says so', async () => {
  const service = (status: string, until: string) =>
    file({
      hemer: {
        services: {
          'id-cards': { status, since: '2026-11-20', until, alternative: { de: 'Bürgerbüro Menden' } },
        },
      },
    });
  const left = async (before: string, ...assigned: readonly string[]) => {
    await using program = await openProgramAt('02:10', before);
    const { err } = await program.run('set', 'hemer', ...assigned, ...BY, '--yes');
    const own = nowIn(await program.run('facts', 'hemer')).filter(({ path }) => path.startsWith('services'));
    return [...own.map(({ path }) => path.split('.')[2] ?? 'alone'), err.includes('services.id-cards={')];
  };
  const [over, ahead] = ['2026-11-22', '2026-11-27'].map((until) => service('unavailable', until));
  const alone = file({ hemer: { services: { 'id-cards': { status: 'unavailable', until: '2026-11-27' } } } });
  await using program = await openProgramAt('02:10', alone);
  const { err } = await program.run('set', 'hemer', 'services.id-cards=limited', ...BY, '--yes');
  expect(err).toContain('these days are gone: services.id-cards.until=2026-11-27. ');
  await using shared = await openProgramAt('02:10', alone.replace('"hemer"', '"all"'));
  const own = await shared.run('set', 'hemer', 'services.id-cards.status=limited', ...BY, '--yes');
  expect(own.err).toContain('these days are gone: services.id-cards.until=2026-11-27. ');
  const [status, until] = ['services.id-cards.status', 'services.id-cards.until=2026-11-30'];
  expect(await left(ahead ?? '', `${status}=limited`)).toEqual(['status', 'alternative', true]);
  expect(await left(ahead ?? '', `${status}=available`)).toEqual(['alone', true]);
  expect(await left(over ?? '', `${status}=unavailable`)).toEqual(['status', 'since', 'alternative', true]);
  expect(await left(service('unavailable', '2026-11-24 01:00'), `${status}=unavailable`)).toEqual([
    ...['status', 'since', 'alternative'],
    true,
  ]);
  expect(await left(ahead ?? '', `${status}=unavailable`)).toEqual([
    ...['status', 'since', 'until', 'alternative'],
    false,
  ]);
  expect(await left(ahead ?? '', until, `${status}=limited`)).toEqual([
    ...['status', 'until', 'alternative'],
    true,
  ]);
});

test('to `set` one field of a prepared contact keeps the others, and who verified a number has not verified another', async () => {
  const desk = 'desk: {place: {de: Rathaus}, phone: "+49 221 4710119", verified_by: press-menden}';
  const region = REGION.replace('nur Barzahlung."}}', `nur Barzahlung."}, contacts: {${desk}}}`);
  await using program = await openProgramAt('02:10', file({}), { region });
  const set = async (...assigned: readonly string[]) => {
    expect((await program.run('set', 'menden', ...assigned, ...BY)).status).toBe(0);
    return nowIn(await program.run('facts', 'menden')).flatMap(({ path, value }) =>
      path.startsWith('contacts.desk.') ? `${path.slice(14)}=${value}` : [],
    );
  };
  const kept = ['place.de=Rathaus', 'phone=+49 221 4710119', 'verified_by=press-menden'];
  const changed = ['hours=Mo-Fr 08:00-12:00', 'place.de=Rathaus', 'phone=+49 221 4710120'];
  expect((await set('contacts.desk.hours=Mo-Fr 08:00-12:00')).sort()).toEqual([changed[0], ...kept].sort());
  expect((await set('contacts.desk.phone=+49 221 4710120')).sort()).toEqual([...changed].sort());
  const again = ['contacts.desk.phone=+49 221 4710119', 'contacts.desk.verified_by=press-mk'];
  expect((await set(...again, 'contacts.desk.hours=null')).sort()).toEqual(
    ['phone=+49 221 4710119', 'place.de=Rathaus', 'verified_by=press-mk'].sort(),
  );
  expect((await set('contacts.desk.phone=+49 221 4710121')).join()).not.toContain('verified_by');
});

test('`facts` of a town, and of every word that `who` lists, says what is set now and where it comes from', async () => {
  const state = file({
    all: { reach: { phone: 'down', website: 'down' }, services: { 'id-cards': 'unavailable' } },
    hemer: { reach: { website: 'up' } },
  });
  await using program = await openProgramAt('02:10', state);
  const { out, status } = await program.run('facts', 'hemer');
  expect(status).toBe(0);
  expect(out).toMatch(/^ {3}reach\.phone=down +from all in .*incident\.yaml$/m);
  expect(out).toMatch(/^ {3}reach\.website=up +from hemer in .*incident\.yaml$/m);
  expect(out).toMatch(/^ {3}services\.id-cards=unavailable +from all in/m);
  expect(out).toMatch(
    /^ {3}instruction\.de=Dringendes: Anlaufstelle.* from hemer, prepared in municipalities\.yaml$/m,
  );
  expect(out).toMatch(/^ {3}phase=investigating +from incident in/m);
  expect(out).toContain('reach.phone=up | limited | down | unknown');
  const services = [...(await shippedServices()).keys()];
  expect(out).toContain(`The ID of a service is one of: ${services.join(', ')}.`);
  const { words } = idsIn(await program.run('who'));
  for (const word of words) expect((await program.run('facts', word)).err).toBe('');
  expect((await program.run('facts', 'all')).out).toMatch(/^ {3}reach\.website=down +from all in/m);
  const unknown = await program.run('facts', 'Stadt Hemer');
  expect(unknown).toMatchObject({ status: 1, err: expect.stringContaining('Did you mean `hemer`?') });
});

test('`facts` names the languages in which the municipalities speak', async () => {
  const region = REGION.replace('[de, en]', '[de, en, tr]').replace(
    'en: Town of Hemer',
    'en: Town of Hemer, tr: Hemer',
  );
  await using program = await openProgramAt('02:10', file({}), { region });
  expect((await program.run('facts')).out).toContain('LANGUAGE is one of: de, en, tr.');
});

test('`who` lists towns, groups and accounts with the ids that commands take', async () => {
  await using program = await openProgramAt('02:10', file({}));
  const { out } = await program.run('who');
  expect(out).toMatch(/^ {3}hemer +Stadt Hemer +in mk$/m);
  expect(out).toMatch(/^ {3}hemer-x +X @stadt_hemer +de$/m);
  expect(out).toMatch(/^ {3}hemer-mastodon +Mastodon @stadt_hemer@\S+ +de, en$/m);
  expect(out).toMatch(/^ {3}towns-of\/mk +all that are part of mk$/m);
  const { municipalities, accounts, words } = idsIn({ out });
  expect([municipalities.length, accounts.length, words.length]).toEqual([3, 5, 2]);
  for (const word of [...municipalities, ...words])
    expect((await program.run('set', word, 'reach.phone=down', ...BY, '--yes')).status).toBe(0);
  for (const id of accounts) expect((await program.run('pause', '--account', id, ...BY)).status).toBe(0);
});

test('`who --now` says on which accounts the program can post now, and since when a platform takes nothing, as the console does', async () => {
  await using program = await openProgramAt('02:10', file({ hemer: { reach: { phone: 'down' } } }, OUTAGE));
  program.sandbox.arrange('hemer-x', { kind: 'unauthorized', on: 'any' });
  await program.run('run', '--once');
  await program.run('pause', '--account', 'menden-x', ...BY);
  const { out } = await program.run('who', '--now');
  expect(out).toMatch(
    /^ {3}hemer-x +takes nothing +Since Tue 24 Nov 02:10 the platform has taken nothing\. The program tries again: Tue 24 Nov 02:1\d\. .*X does not accept .*401/m,
  );
  expect(out).toMatch(
    /^ {3}hemer-mastodon +ready +Last post: Tue 24 Nov 02:10\. Access checked: Tue 24 Nov 02:10\.$/m,
  );
  expect(out).toMatch(/^ {3}menden-x +paused +No post in this incident yet\./m);
});
