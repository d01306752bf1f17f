import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lacksNumber } from '../../src/core/wording/services.ts';
import { file } from '../fixtures/day.ts';
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
    file(facts, { ...NOTICE, id: 'said' }, { ...NOTICE, id: 'again' }, own),
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
  expect(err).not.toMatch(/on hemer-mastodon \(too-long\)/);
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
