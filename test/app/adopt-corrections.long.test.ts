import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, FIX, file, HOTLINE, hotline, OUTAGE, RIGHT, WRONG } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

const BY = ['--by', 'press-hemer'];
const FREE = { config: 'approvals: {needed: 0}\n' };
/** As `announce` writes it. */
const { contact: _, ...MUTE } = FIX;
const TWICE = '+49 221 4710155';
const FIX_AGAIN = { ...FIX, id: 'fix-again' };
const FIX_OUTAGE = {
  id: 'fix',
  kind: 'correction',
  corrects: 'outage',
  what: { de: 'Website', en: 'Website' },
};
const phoneDown = (website: string) => ({ hemer: { reach: { phone: 'down', website } } });

/** After an announcement of Hemer was published with wrong facts at 02:10 and corrected at 02:40, the ledger is lost at 04:40. */
async function openLost(wrong: string, right: string) {
  const program = await openProgramAt('02:10', wrong, FREE);
  const work = async (...times: readonly string[]) => {
    for (const time of times) await program.step(time);
  };
  await work('02:10');
  await program.write('incident.yaml', right);
  await work('02:40', '02:50');
  const before = program.published();
  program.advanceTo(at('04:40'));
  await rm(join(program.folder, 'data'), { recursive: true });
  return { program, work, before, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

const openHotline = () =>
  openLost(file({ hemer: hotline(WRONG) }, HOTLINE), file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
/** Nobody knows the words of this correction any more: they tell what differed. */
const openOutage = () => openLost(file(phoneDown('down'), OUTAGE), file(phoneDown('up'), OUTAGE, FIX_OUTAGE));

describe('a lost ledger of an incident with a correction', () => {
  test('what a correction deleted is not said again, and neither is the correction', async () => {
    await using given = await openHotline();
    const { program, work, before } = given;
    const { err } = await program.run('run', '--once', '--adopt');
    expect(err).toContain('5 posts taken over; 0 held');
    await work('04:50', '05:00');
    expect(program.published()).toEqual(before);
    expect(await program.states()).toContain('hotline hemer-x superseded');
  });

  test('what a correction deleted that names no contact is not said again', async () => {
    await using given = await openLost(
      file({ hemer: hotline(WRONG) }, HOTLINE),
      file({ hemer: hotline(RIGHT) }, HOTLINE, MUTE),
    );
    const { program, work, before } = given;
    expect(before).toContainEqual(expect.stringMatching(/^hemer-x KORREKTUR .*nannte eine falsche Nummer/));
    const { err } = await program.run('run', '--once', '--adopt');
    expect(err).toContain('5 posts taken over; 0 held');
    await work('04:50', '05:00');
    expect(program.published()).toEqual(before);
  });

  test('what was deleted by a correction of something that it did not announce is not said again', async () => {
    const works = (more: object) => ({ hemer: { reach: { phone: 'up' }, ...more } });
    const said = { id: 'works', kind: 'restoration', post_as: ['hemer'], reach: ['phone'] };
    const come = { de: 'Bitte kommen Sie persönlich.', en: 'Please come in person.' };
    await using given = await openLost(
      file(works({}), said),
      file(works({ instruction: { text: come } }), said, { ...MUTE, corrects: 'works' }),
    );
    const { program, work, before } = given;
    expect(before).toContainEqual(expect.stringMatching(/^hemer-x KORREKTUR .*persönlich/));
    await program.run('run', '--once', '--adopt');
    await work('04:50', '05:00');
    expect(program.published()).toEqual(before);
  });

  test('a number that was wrong twice is on no account any more once it is corrected again', async () => {
    await using given = await openHotline();
    const { program, work, before } = given;
    await program.run('run', '--once', '--adopt');
    await program.write('incident.yaml', file({ hemer: hotline(TWICE) }, HOTLINE, FIX, FIX_AGAIN));
    await work('05:00', '05:10', '05:20');
    expect(before.filter((text) => text.includes('4710119'))).toHaveLength(5);
    expect(program.published().filter((text) => text.includes('4710119'))).toEqual([]);
    expect(program.published().filter((text) => text.startsWith('hemer-x'))).toEqual([
      expect.stringMatching(/KORREKTUR.*4710155/),
    ]);
    expect((await program.run('plan')).out).toContain('Nothing is due');
  });

  test('a post that was edited by its correction is edited no more because the facts change', async () => {
    await using given = await openHotline();
    const { program, work, before } = given;
    await program.run('run', '--once', '--adopt');
    await program.write('incident.yaml', file({ hemer: hotline(TWICE) }, HOTLINE, FIX));
    await work('05:00', '05:10');
    expect(program.published()).toEqual(before);
    expect((await program.run('plan')).out).toContain('OUTDATED');
  });

  test('an edition that is raised after a correction was taken over is said', async () => {
    await using given = await openHotline();
    const { program, work, before } = given;
    await program.run('run', '--once', '--adopt');
    await program.write('incident.yaml', file({ hemer: hotline(TWICE) }, { ...HOTLINE, edition: 2 }, FIX));
    await work('05:00', '05:10');
    const more = program.published().filter((text) => !before.includes(text));
    expect(more.map((text) => text.split(' ')[0])).toContain('hemer-x');
  });

  test('a correction in words that nobody knows any more is held until a person has looked, and what it deleted is not said again', async () => {
    await using given = await openOutage();
    const { program, work, before } = given;
    const { err } = await program.run('run', '--once', '--adopt');
    const [, key = '', url = ''] = /(\S*fix\.1\/hemer-x\/de): .* at (\S+)\. Look/.exec(err) ?? [];
    await work('04:50', '05:00');
    expect(program.published()).toEqual(before);
    expect((await program.run('plan')).out).toMatch(/HELD.*fix on hemer-x/s);
    expect((await program.run('resolve', key, '--posted', url, ...BY)).status).toBe(0);
    await work('05:10', '05:20');
    expect(program.published()).toEqual(before);
    expect(await program.states()).toEqual(
      expect.arrayContaining(['outage hemer-x superseded', 'fix hemer-x posted']),
    );
  });

  test('what its correction was thought to have deleted is said once a person has found no correction', async () => {
    await using given = await openOutage();
    const { program, work, before } = given;
    const { err } = await program.run('run', '--once', '--adopt');
    const [, key = ''] = /(\S*fix\.1\/hemer-x\/de): .* Look/.exec(err) ?? [];
    expect((await program.run('resolve', key, '--absent', ...BY)).status).toBe(0);
    await work('04:50', '05:00');
    const more = program.published().filter((text) => !before.includes(text));
    expect(more).toEqual([expect.stringMatching(/^hemer-x Stadt Hemer/)]);
  });

  const AGAIN = { ...FIX_OUTAGE, id: 'fix-again' };
  const again = file(phoneDown('limited'), OUTAGE, FIX_OUTAGE, AGAIN);

  test('a correction waits where nobody knows yet whether an earlier one is published', async () => {
    await using given = await openOutage();
    const { program, work } = given;
    await program.run('run', '--once', '--adopt');
    const onX = () => program.published().filter((text) => text.startsWith('hemer-x'));
    const before = onX();
    await program.write('incident.yaml', again);
    await work('05:00', '05:10');
    expect((await program.run('plan')).out).toMatch(/HELD.*fix on hemer-x/s);
    expect(onX()).toEqual(before);
  });

  test('a correction takes the place of an earlier one that a person found in words that nobody knows any more', async () => {
    await using given = await openOutage();
    const { program, work } = given;
    const { err } = await program.run('run', '--once', '--adopt');
    for (const [, key = '', url = ''] of err.matchAll(/(\S*fix\.1\/\S*): .* at (\S+)\. Look/g))
      expect((await program.run('resolve', key, '--posted', url, ...BY)).status).toBe(0);
    await program.write('incident.yaml', again);
    await work('05:00', '05:10');
    const onX = program.published().filter((text) => text.startsWith('hemer-x'));
    expect(onX).toEqual([expect.stringMatching(/KORREKTUR.*nicht per Telefon/)]);
    expect(
      program.published().filter((text) => /Die Website funktioniert\.|website works/.test(text)),
    ).toEqual([]);
    expect((await program.run('plan')).out).toContain('Nothing is due');
  });

  test('a similar post that a person found is corrected where it says something else than the facts', async () => {
    await using given = await openLost(
      file({ hemer: hotline(WRONG) }, HOTLINE),
      file({ hemer: hotline(WRONG) }, HOTLINE),
    );
    const { program, work } = given;
    await program.write('incident.yaml', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
    const { err } = await program.run('run', '--once', '--adopt');
    for (const [, key = '', url = ''] of err.matchAll(/(\S*hotline\.1\/\S*): .* at (\S+)\. Look/g))
      expect((await program.run('resolve', key, '--posted', url, ...BY)).status).toBe(0);
    await work('04:50', '05:00');
    const onMastodon = program.published().filter((text) => text.startsWith('hemer-mastodon'));
    expect(onMastodon.filter((text) => text.includes('4710191'))).toEqual([]);
    expect(onMastodon.filter((text) => /KORREKTUR|CORRECTION/.test(text))).toHaveLength(2);
  });

  test('on an account that could not be read a correction is looked for, and never sent where nothing is wrong', async () => {
    await using given = await openHotline();
    const { program, work, before } = given;
    for (const account of ['hemer-x', 'hemer-mastodon'])
      program.sandbox.arrange(account, { kind: 'timeline-unavailable' }, 3);
    await program.run('run', '--once', '--adopt');
    await work('04:50', '05:00', '05:10', '05:20', '05:30');
    expect(program.published()).toEqual(before);
  });

  test('a correction that an earlier ledger never said is not said where its original is right', async () => {
    await using given = await openLost(
      file({ hemer: hotline(RIGHT) }, HOTLINE),
      file({ hemer: hotline(RIGHT) }, HOTLINE),
    );
    const { program, work, before } = given;
    program.sandbox.arrange('hemer-mastodon', { kind: 'timeline-unavailable' }, 3);
    await program.write('incident.yaml', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
    await program.run('run', '--once', '--adopt');
    await work('04:50', '05:00', '05:10', '05:20', '05:30');
    expect(program.published()).toEqual(before);
    expect((await program.run('plan')).status).toBe(0);
  });
});
