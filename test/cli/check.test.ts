import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lacksNumber } from '../../src/core/wording/services.ts';
import { file, fileOf, REGION } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

const NOTICE = { kind: 'notice', post_as: ['menden'], text: { de: 'Wir sind von 9 bis 12 Uhr da.' } };

test('`check` finds emergencies without 110 or 112 wherever words stand, names that are one, and a text said twice', async () => {
  await using program = await openProgramAt('09:00', file({}, { ...NOTICE, id: 'said' }));
  const messages = join(program.folder, 'messages');
  await cp(join(import.meta.dirname, '../../messages'), messages, { recursive: true });
  const check = async () => (await program.run('--messages', messages, 'check')).err;
  expect(await check()).not.toMatch(/emergency-words|same-first-line|said-twice/);

  await program.run('run', '--once');
  const contacts = {
    hotline: { name: { de: 'Notfallschalter' }, phone: '+49 221 4710119', verified_by: 'presse' },
    help: { name: { de: 'Notfälle: 112' }, place: { de: 'Feuerwache' } },
  };
  const facts = { hemer: { contacts, info_url: 'https://example.org/notfall' } };
  const own = {
    ...NOTICE,
    id: 'own',
    post_as: ['hemer'],
    text: { de: 'Nur Notfälle: 0221 4711299.', en: 'Only emergencies.' },
  };
  await program.write(
    'incident.yaml',
    file(facts, { ...NOTICE, id: 'said' }, { ...NOTICE, id: 'again', at: '2026-11-24 09:30' }, own),
  );
  await program.edit('municipalities.yaml', 'de: Stadt Hemer,', 'de: Stadt Menden,');
  await program.edit('municipalities.yaml', 'Dringendes: Info', 'Notfälle: Info');
  await program.edit('messages/de.ftl', 'Notfallseite: {', 'Im Notfall: {');

  const told = await check();
  expect(told.match(/.*\(emergency-words\)/g)).toEqual([
    'municipalities.mk.facts.instruction.text.de: "Notfälle: Info-Schalter im Kreishaus." (emergency-words)',
    'facts.hemer.contacts.hotline.name.de: "Notfallschalter" (emergency-words)',
    'announcements.own.text.de: "Nur Notfälle: 0221 4711299." (emergency-words)',
    'announcements.own.text.en: "Only emergencies." (emergency-words)',
    'messages/de.ftl: link: "Im Notfall: nnnnnnnnnn" (emergency-words)',
  ]);
  expect(told).toMatch(/^hemer, menden begin alike in outage, .*: ".*Stadt Menden.*" \(same-first-line\)$/m);
  expect(told).toMatch(
    /^again on menden-x \(de\): would be held \(said-twice\)\n.*\/said\.1\/menden-x\/de says/m,
  );
  expect(told).toMatch(/^again: the account says the same already: \S+ on menden-mastodon /m);
});

test('`check` finds a sentence that is too long, though it must never be dropped, and names where', async () => {
  await using program = await openProgramAt('09:00', file({}));
  const messages = join(program.folder, 'messages');
  await cp(join(import.meta.dirname, '../../messages'), messages, { recursive: true });
  const check = () => program.run('--messages', messages, 'check');
  expect((await check()).status).toBe(0);
  await program.edit(
    'messages/de.ftl',
    /110\/112 (funktioniert|geht)\./g,
    `$& ${'Bitte warten. '.repeat(10)}`,
  );
  const { status, err } = await check();
  expect(status).toBe(1);
  expect(err).toMatch(
    /^The shortest outage in de of hemer has \d+ of 280 characters on hemer-x \(too-long\)$/m,
  );
  expect(err).toMatch(/^ {3}→ .*: "ÜBUNG – nicht echt\. .* Bitte warten\. .*"$/m);
  expect(err).not.toMatch(/on hemer-mastodon \(too-long\)/);
});

test('staff who are told that words are too long read them with their length, and whether only the banner of an exercise is in the way', async () => {
  const text = {
    de: `${'Bitte bringen Sie Decken mit. '.repeat(8)}Vielen Dank dafür.`,
    en: 'Bring blankets.',
  };
  const notice = { id: 'n', kind: 'notice', post_as: 'hemer', text };
  const told = async (mode: string, before: string) => {
    const state = fileOf({ mode }, {}, { ...notice, text: { ...text, de: before + text.de } });
    await using program = await openProgramAt('08:00', state);
    await program.edit('municipalities.yaml', 'stadt_hemer,', 'stadt_hemer, public_exercises: true,');
    return (await program.run('check')).err.match(/(?<=^n on hemer-x .*\n {3}→ ).*$/m)?.[0];
  };
  const shorten = 'Shorten your own words, or the facts. The text:';
  expect(await told('live', '')).toBeUndefined();
  expect(await told('exercise', '')).toBe(
    `What must not be left out has 291 of 280 characters, without the exercise banner 271: it is too long only in the exercise. ${shorten} "ÜBUNG – nicht echt. Stadt Hemer: ${text.de}"`,
  );
  expect(await told('exercise', 'Bitte warten. ')).toBe(
    `What must not be left out has 305 of 280 characters. ${shorten} "ÜBUNG – nicht echt. Stadt Hemer: Bitte warten. ${text.de}"`,
  );
});

test.each([
  ['message-broken', { de: 'Mehr um { $nxt }.', en: 'More at { $nxt }.' }],
  ['too-long', { de: 'Bitte bringen Sie Decken mit. '.repeat(12), en: 'Bring blankets.' }],
  ['missing-translation', { de: 'Die Wärmestube ist offen.' }],
])(
  '`check` says of own words that they would be held, also where they are said later (%s)',
  async (code, text) => {
    const notice = { id: 'n', kind: 'notice', post_as: 'hemer', text };
    await using program = await openProgramAt('08:00', file({}, notice));
    const check = async () => {
      const { status, err } = await program.run('check');
      return [status, err.match(/^n on .*$/gm)];
    };
    const held = [
      expect.stringMatching(new RegExp(`^n on hemer-\\w+ \\(\\w+\\): would be held \\(${code}\\)$`)),
    ];
    expect((await check())[1]).toEqual(expect.arrayContaining(held));
    await program.write(
      'incident.yaml',
      file({ hemer: { confirmed: '2026-11-24 07:00' } }, { ...notice, every: '0 18 * * *' }),
    );
    expect(await check()).toEqual([2, expect.arrayContaining(held)]);
    await program.write(
      'incident.yaml',
      file({}, { ...notice, text: { de: 'Wir sind da.', en: 'We are here.' } }),
    );
    expect((await check())[1]).toBeNull();
  },
);

test('`check` names what a language of an account lacks, and ends with 2', async () => {
  await using program = await openProgramAt('08:00', file({}));
  const before = await program.run('check');
  expect(before.err).not.toContain('missing-translation');
  await program.edit(
    'municipalities.yaml',
    'name: {de: Stadt Hemer, en: Town of Hemer}',
    'name: {de: Stadt Hemer}',
  );
  expect(await program.run('check')).toMatchObject({
    status: 2,
    err: expect.stringContaining('In en words are missing, without which posts are held: hemer.name'),
  });
});

test('an emergency is found in every language of the catalogues, its numbers only by themselves', () => {
  const lacking = [
    ...[
      'Nur Notfälle: 0221 4711299.',
      'Nur für Not-Fälle.',
      'Emergencies only.',
      'Yalnızca acil durumlar için.',
    ],
    ...['Лише екстрені випадки.', 'Только для экстренных случаев.', 'Tylko w nagłych wypadkach.'],
    'لحالات الطوارئ فقط.',
  ];
  for (const text of lacking) {
    expect(lacksNumber(text), text).toBe(true);
    expect(lacksNumber(`${text} 112`), text).toBe(false);
  }
  for (const text of ['Notfallseite: https://example.org/notfall', 'Not-Fall-Seite', 'Dringendes: Rathaus'])
    expect(lacksNumber(text), text).toBe(false);
});

test('`check` names every file that is missing at once', async () => {
  await using program = await openProgramAt('09:00', file({}));
  const missing = ['config.yaml', 'services.yaml', 'municipalities.yaml'];
  for (const name of missing) await rm(join(program.folder, name));
  const { err } = await program.run('--messages', join(program.folder, 'nowhere'), 'check');
  for (const name of [...missing, 'nowhere']) expect(err).toContain(join(program.folder, name));
});

test('`check` names the municipalities without an account, which say nothing', async () => {
  const balve =
    '  balve: {name: {de: Stadt Balve}, kind: stadt, ags: "05962008", part_of: mk, languages: [de], accounts: []}\n';
  const region = `${REGION}${balve}`;
  await using program = await openProgramAt('09:00', file({}), { region });
  const { out } = await program.run('check');
  expect(out.split('\n').at(-2)).toMatch(/has no account.*: balve\./);
});
