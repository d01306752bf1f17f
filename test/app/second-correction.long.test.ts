import { expect, test } from 'vitest';
import {
  at,
  FIX,
  file,
  HOTLINE,
  hotline,
  OUTAGE,
  openDay,
  openDayWith,
  RIGHT,
  type TestDay,
  WRONG,
} from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { regionOf } from '../fixtures/towns.ts';

/** Another stranger's number. */
const OTHER = '+49 221 4710155';
const SECOND = { ...FIX, id: 'fix2' };
/** Another town repeats the other number. */
const TIP = {
  ...{ id: 'tip', kind: 'notice', post_as: ['menden'], at: '2026-11-24 10:10' },
  text: { de: 'Sandsäcke: 0221 4710155.' },
};

/** The correction that was wrong can be named in place of what it corrected. */
const NAMED = [['the original'], ['the correction before it']] as const;
type Names = (typeof NAMED)[number][0];
const naming = (names: Names, before: string) => (names === 'the original' ? FIX.corrects : before);

const correctionsOn = (day: TestDay, account: string) =>
  day.published(account).filter((text) => text.startsWith('KORREKTUR'));

test.each(NAMED)(
  'a correction that names %s takes back an earlier one where the first number was right after all',
  async (names) => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(RIGHT) }, HOTLINE));
    await day.step('10:00', file({ hemer: hotline(WRONG) }, HOTLINE, FIX));
    const second = { ...SECOND, corrects: naming(names, FIX.id) };
    const back = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, second);
    for (const time of ['11:00', '12:00']) {
      await day.step(time, back);
      expect(await day.held(back)).toEqual([]);
      expect((await day.plan(back)).warnings).toEqual([]);
      expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
      expect(day.published('hemer-mastodon').join()).not.toContain('4710191');
    }
    // On X the post of 9 o'clock is gone. On Mastodon it was right, until the correction of 10 o'clock edited it.
    for (const account of ['hemer-x', 'hemer-mastodon'])
      expect(correctionsOn(day, account).at(-1)).toContain('10 Uhr, nannte eine falsche Nummer');
  },
);

test('a correction changes the wrong post also where an edition said since is wrong by now', async () => {
  const fix = { ...FIX, at: '2026-11-24 10:00' };
  await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
  await day.step('09:30', file({ hemer: hotline(RIGHT) }, { ...HOTLINE, edition: 2 }, fix));
  expect(day.published('hemer-x')).toHaveLength(2);
  const right = file({ hemer: hotline(OTHER) }, { ...HOTLINE, edition: 2 }, fix);
  for (const time of ['09:50', '10:00', '10:10']) await day.step(time, right);
  for (const account of ['hemer-x', 'hemer-mastodon'])
    expect(day.published(account).filter((text) => !text.includes('4710155'))).toEqual([]);
});

test.each(NAMED)(
  'a third correction that names %s judges by all that the two before it said',
  async (names) => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    await day.step('10:00', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX));
    const second = { ...SECOND, corrects: naming(names, FIX.id) };
    await day.step('11:00', file({ hemer: hotline(WRONG) }, HOTLINE, FIX, second));
    const last = { ...FIX, id: 'fix3', corrects: naming(names, SECOND.id) };
    const third = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, second, last);
    for (const time of ['12:00', '12:30']) await day.step(time, third);
    expect(await day.held(third)).toEqual([]);
    for (const account of ['hemer-x', 'hemer-mastodon']) {
      expect(day.reads(account)).toContain(`${account}: correction, right`);
      expect(day.published(account).join()).not.toContain('4710191');
    }
  },
);

test('a second correction tells people not to call the number of the first, and names the posts that repeat it', async () => {
  const other = { hemer: hotline(OTHER) };
  await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
  await day.step('10:00', file(other, HOTLINE, FIX));
  await day.step('10:10', file(other, HOTLINE, FIX, TIP));
  const again = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, TIP, SECOND);
  for (const time of ['11:00', '11:30']) {
    await day.step(time, again);
    const newest = correctionsOn(day, 'hemer-mastodon');
    expect(newest.at(-1)).toContain('Bitte rufen Sie dort nicht an');
    expect(JSON.stringify((await day.plan(again)).warnings)).toContain('tip.1/menden-x/de');
  }
});

test('where nothing is deleted, posts that repeat the wrong number are named as long as they stand', async () => {
  const said = { ...HOTLINE, post_as: ['mk'] };
  const fix = { ...FIX, post_as: ['mk'] };
  await using day = await openDayWith('09:00', file({ mk: hotline(WRONG) }, said));
  await day.step('10:00', file({ mk: hotline(OTHER) }, said, fix));
  await day.step('10:10', file({ mk: hotline(OTHER) }, said, fix, TIP));
  const again = file({ mk: hotline(RIGHT) }, said, fix, TIP, { ...SECOND, post_as: ['mk'] });
  for (const time of ['11:00', '11:30', '12:30']) {
    await day.step(time, again);
    expect(JSON.stringify((await day.plan(again)).warnings)).toContain('tip.1/menden-x/de');
  }
});

test('a number that only an edit said is called wrong by the correction, before and after it is published', async () => {
  const kept = { ...HOTLINE, keep_current: true };
  await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, kept));
  for (const time of ['10:00', '10:06']) await day.step(time, file({ hemer: hotline(OTHER) }, kept));
  await day.step('10:10', file({ hemer: hotline(OTHER) }, kept, TIP));
  const fixed = file({ hemer: hotline(RIGHT) }, kept, TIP, FIX);
  for (const time of ['11:00', '11:30']) {
    expect(JSON.stringify((await day.plan(fixed)).warnings)).toContain('tip.1/menden-x/de');
    await day.step(time, fixed);
  }
  expect(day.published('hemer-mastodon').join()).toContain('Bitte rufen Sie dort nicht an');
});

test('a correction of a correction puts right the post that the first had edited, in the towns of the first alone', async () => {
  const both = { ...HOTLINE, post_as: ['hemer', 'menden'] };
  const fix = { ...FIX, post_as: ['hemer'] };
  const numbers = (hemer: string) => ({ hemer: hotline(hemer), menden: hotline('+49 2373 903101') });
  await using day = await openDayWith('09:00', file(numbers(WRONG), both));
  await day.step('10:00', file(numbers(OTHER), both, fix));
  const again = file(numbers(RIGHT), both, fix, { ...SECOND, corrects: FIX.id });
  await day.step('11:00', again);
  for (const account of ['hemer-x', 'hemer-mastodon'])
    expect(day.published(account).filter((text) => !text.includes('4710119'))).toEqual([]);
  expect(correctionsOn(day, 'menden-mastodon')).toEqual([]);
  expect((await day.plan(again)).warnings).toEqual([]);
});

test.each(
  NAMED.flatMap(([names]) =>
    (['refused-before', 'accepted-then-cut'] as const).map((kind) => [kind, names] as const),
  ),
)(
  'a wrong correction whose answer was lost (%s) no longer goes out after one that names %s, and no account shows it',
  async (kind, names) => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    day.clock.advanceTo(at('10:00'));
    for (const account of ['hemer-x', 'hemer-mastodon']) day.sandbox.arrange(account, { kind });
    await day.tick(file({ hemer: hotline(OTHER) }, HOTLINE, FIX));
    day.clock.advanceTo(at('10:01'));
    const named = { ...SECOND, corrects: naming(names, FIX.id) };
    const second = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, named);
    await day.work('10:40', second);
    for (const account of ['hemer-x', 'hemer-mastodon']) {
      const texts = day.published(account);
      expect(texts.filter((text) => !text.includes('4710119'))).toEqual([]);
      expect(texts.some((text) => text.startsWith('KORREKTUR'))).toBe(true);
    }
    expect(await day.held(second)).toEqual([]);
  },
);

test.each(NAMED)(
  'a correction that waits is not said beside one that names %s and says the same',
  async (names) => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    day.clock.advanceTo(at('10:00'));
    await day.takeOver(file({ hemer: hotline(OTHER) }, HOTLINE, FIX));
    day.clock.advanceTo(at('10:01'));
    const last = { ...SECOND, corrects: naming(names, FIX.id) };
    await day.work('10:30', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, last));
    for (const account of ['hemer-x', 'hemer-mastodon']) expect(correctionsOn(day, account)).toHaveLength(1);
  },
);

test('an approved correction that waits is said though a later one says all of it and waits for its approval, and that one says nothing again', async () => {
  await using day = await openDay('09:00', 'approvals: {needed: 1}\nconfirmed: null\n');
  const wrong = file({ hemer: hotline(WRONG) }, HOTLINE);
  await day.approve('hotline', wrong, 'press');
  await day.step('09:00', wrong);
  const fixed = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX);
  const later = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, SECOND);
  const waiting = async () => new Set((await day.plan(later)).posts.map(({ intent }) => intent.announcement));
  day.clock.advanceTo(at('10:00'));
  await day.ledger.pause({ scope: { of: 'everything' }, by: 'press', at: at('10:00') });
  await day.takeOver(fixed);
  day.clock.advanceTo(at('10:01'));
  expect(await waiting()).toEqual(new Set(['fix2']));
  await day.approve('fix', fixed, 'press');
  await day.work('10:10', later);
  expect(await waiting()).toEqual(new Set(['fix', 'fix2']));
  await day.ledger.resume({ of: 'everything' }, 'press', at('10:10'));
  await day.work('10:20', later);
  await day.approve('fix2', later, 'press');
  await day.work('10:30', later);
  for (const account of ['hemer-x', 'hemer-mastodon']) {
    expect(day.published(account).join()).not.toContain('4710191');
    expect(day.reads(account)).toContain(`${account}: correction, right`);
    expect(correctionsOn(day, account)).toHaveLength(1);
  }
});

test('a correction that waits is not said beside the one that corrects it, in words of its own or by the facts', async () => {
  const own = { ...FIX, id: 'own', text: { de: 'Die Nummer ist 0221 4710155.', en: 'Call 0221 4710155.' } };
  await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
  day.clock.advanceTo(at('10:00'));
  await day.takeOver(file({ hemer: hotline(OTHER) }, HOTLINE, FIX, { ...own, corrects: FIX.id }));
  day.clock.advanceTo(at('10:01'));
  const last = { ...SECOND, corrects: own.id };
  await day.work('10:30', file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, { ...own, corrects: FIX.id }, last));
  for (const account of ['hemer-x', 'hemer-mastodon']) {
    const texts = day.published(account);
    expect(texts.filter((text) => !text.includes('4710119'))).toEqual([]);
    const inGerman = texts.filter((text) => text.startsWith('KORREKTUR'));
    expect(inGerman).toHaveLength(1);
  }
});

test('a correction says nothing again in a town where an earlier one said all that is right', async () => {
  const both = { ...HOTLINE, post_as: ['hemer', 'menden'] };
  const numbers = (menden: string, hemer = RIGHT) => ({ hemer: hotline(hemer), menden: hotline(menden) });
  await using day = await openDayWith('09:00', file(numbers('+49 2373 903101', WRONG), both));
  await day.step('10:00', file(numbers('+49 2373 903102'), both, FIX));
  const again = file(numbers('+49 2373 903103'), both, FIX, SECOND);
  await day.step('11:00', again);
  expect(correctionsOn(day, 'hemer-mastodon')).toHaveLength(1);
  expect(correctionsOn(day, 'menden-mastodon').at(-1)).toContain('903103');
  expect(correctionsOn(day, 'menden-x')).toEqual([expect.stringContaining('903103')]);
  expect(await day.held(again)).toEqual([]);
});

test('the other post with a wrong number is named also where the corrected one is gone', async () => {
  const tip = { id: 'tip', kind: 'notice', post_as: ['hemer'], text: { de: 'Sandsäcke: 0221 4710191.' } };
  const fixed = file({ hemer: hotline(RIGHT) }, tip, HOTLINE, FIX);
  await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, tip, HOTLINE));
  await day.step('10:00', fixed);
  // Only X deletes what it cannot edit; without the account on Mastodon nothing else knows the number.
  const warnings = (await day.plan(fixed)).warnings.filter(({ code }) => code === 'also-wrong');
  expect(JSON.stringify(warnings)).toContain('tip.1/hemer-x/de');
});

test('`set --tell` says again what an edit had made something else of', async () => {
  const outage = { id: 'outage', kind: 'outage', post_as: ['hemer'], keep_current: true };
  await using program = await openProgramAt('09:00', file({ hemer: { reach: { phone: 'down' } } }, outage));
  await program.run('run', '--once');
  await program.write('incident.yaml', file({ hemer: { reach: { phone: 'limited' } } }, outage));
  for (const time of ['10:00', '10:06']) await program.step(time);
  program.advanceTo(at('10:20'));
  const { err } = await program.run('set', 'hemer', 'reach.phone=down', '--tell', '--by', 'press', '--yes');
  expect(err).not.toContain('Nothing of outage goes out');
  const said = program.published().filter((text) => /hemer-mastodon.*nicht per Telefon/.test(text));
  expect(said).toHaveLength(1);
});

const WHAT = { what: { de: 'Die Nummer', en: 'The number' } };
const LATER = { at: '2026-11-24 09:00' };

test.each([
  ['named', 'saved at once', {}, {}, '08:20'],
  ['unnamed', 'saved at once', {}, {}, '08:20'],
  ['named', 'planned, with one saved since that goes out at once', LATER, {}, '08:30'],
  ['unnamed', 'planned, with one saved since that goes out at once', LATER, {}, '08:30'],
  ['named', 'both planned for one time, saved apart', LATER, LATER, '08:30'],
  ['named', 'saved at once, the second for later', {}, LATER, '08:20'],
] as const)(
  'of two corrections of one original that say the same (what was wrong is %s), one is said: %s',
  async (named, _, first, second, savedAt) => {
    const fix = { ...FIX, ...(named === 'named' && WHAT), ...first };
    await using day = await openDayWith('08:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    if (savedAt === '08:30') await day.step('08:10', file({ hemer: hotline(RIGHT) }, HOTLINE, fix));
    const both = file({ hemer: hotline(RIGHT) }, HOTLINE, fix, {
      ...fix,
      at: undefined,
      ...second,
      id: 'fix2',
    });
    await day.step(savedAt, both);
    await day.work('09:20', both);
    expect(await day.held(both)).toEqual([]);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
    for (const account of ['hemer-x', 'hemer-mastodon']) {
      const corrections = correctionsOn(day, account);
      expect(corrections).toEqual([expect.stringContaining(', 8 Uhr')]);
    }
  },
);

test('a planned correction waits for no approval once another has said all of it', async () => {
  await using day = await openDay('08:00', 'approvals: {needed: 1}\nconfirmed: null\n');
  const wrong = file({ hemer: hotline(WRONG) }, HOTLINE);
  await day.approve('hotline', wrong, 'press');
  await day.step('08:00', wrong);
  const fix = { ...FIX, ...WHAT, ...LATER };
  await day.step('08:10', file({ hemer: hotline(RIGHT) }, HOTLINE, fix));
  const both = file({ hemer: hotline(RIGHT) }, HOTLINE, fix, { ...FIX, ...WHAT, id: 'fix2' });
  await day.step('08:30', both);
  await day.approve('fix2', both, 'press');
  for (const time of ['08:40', '09:00', '09:30']) await day.step(time, both);
  const { posts } = await day.plan(both);
  expect(posts.map(({ intent }) => intent.key)).toEqual([]);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
});

test('a correction that waits for its approval is asked for again once the other that said all of it is gone', async () => {
  await using day = await openDay('08:00', 'approvals: {needed: 1}\nconfirmed: null\n');
  const step = async (time: string, ...say: readonly { readonly id: string }[]) => {
    const text = file({ hemer: hotline(say.length > 1 ? RIGHT : WRONG) }, ...say);
    day.clock.advanceTo(at(time));
    await day.approve(say.at(-1)?.id ?? '', text, 'press');
    await day.step(time, text);
  };
  const oops = { id: 'oops', kind: 'retraction', withdraws: SECOND.id };
  await step('08:00', HOTLINE);
  await step('08:30', HOTLINE, FIX, SECOND);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
  await step('09:00', HOTLINE, FIX, SECOND, oops);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: retraction']);
  const { posts } = await day.plan(file({ hemer: hotline(RIGHT) }, HOTLINE, FIX, SECOND));
  expect(posts.map(({ intent }) => intent.key)).toContain('it-2026/fix.1/hemer-x/de');
});

test('a correction that calls something else wrong names the first post, not the correction that is right', async () => {
  const second = { ...FIX, what: { de: 'Die Uhrzeit', en: 'The hours' }, id: 'fix2' };
  await using day = await openDayWith('08:00', file({ hemer: hotline(WRONG) }, HOTLINE));
  const both = file({ hemer: hotline(RIGHT) }, HOTLINE, { ...FIX, ...WHAT }, second);
  await day.step('08:20', both);
  await day.work('08:40', both);
  const corrections = correctionsOn(day, 'hemer-x');
  expect(corrections).toHaveLength(2);
  for (const text of corrections) expect(text).toContain(', 8 Uhr');
});

const ALL = { id: 'all', kind: 'correction', corrects: 'hotline' };

const SERVICES = { id: 'services', kind: 'services', post_as: ['hemer'] };
const MORE = { ...ALL, corrects: 'services' };
const LESS = { ...MORE, id: 'less', services: ['vehicle-registration'] };

test.each([
  ['is first in the file', [MORE, LESS], ['all']],
  ['is last in the file', [LESS, MORE], ['all']],
  ['is planned for later, after the other', [{ ...MORE, ...LATER }, LESS], ['less', 'all']],
] as const)(
  'if one of two corrections says more, the other is not said beside it: that one %s',
  async (_, two, said) => {
    await using day = await openDay('08:00');
    const facts = (status: 'unavailable' | 'limited') => ({
      hemer: { services: { 'vehicle-registration': status, 'id-cards': status } },
    });
    await day.step('08:00', file(facts('unavailable'), SERVICES));
    const both = file(facts('limited'), SERVICES, ...two);
    day.clock.advanceTo(at('08:20'));
    expect(await day.held(both)).toEqual([]);
    await day.work('09:20', both);
    expect(await day.held(both)).toEqual([]);
    const sent = (await day.entries())
      .filter(
        ({ account, kind, language }) => `${account}/${language} ${kind}` === 'hemer-mastodon/de correction',
      )
      .filter(({ state, action }) => state === 'posted' && action === 'publish')
      .toSorted((a, b) => (a.postedAt ?? 0) - (b.postedAt ?? 0));
    expect(sent.map(({ announcement }) => announcement)).toEqual(said);
  },
);

test('a correction that says no more than another said since it was planned is not said', async () => {
  await using day = await openDayWith('08:00', file({ hemer: hotline(WRONG) }, HOTLINE));
  const both = file({ hemer: hotline(RIGHT) }, HOTLINE, { ...ALL, ...LATER }, FIX);
  await day.step('08:20', both);
  await day.work('09:20', both);
  expect(await day.held(both)).toEqual([]);
  for (const account of ['hemer-x', 'hemer-mastodon']) expect(correctionsOn(day, account)).toHaveLength(1);
});

test.each([
  ['is withdrawn', [FIX, SECOND], [FIX, SECOND, { id: 'oops', kind: 'retraction', withdraws: 'fix2' }]],
  ['is too late by now', [FIX, { ...SECOND, until: '2026-11-24 10:00' }], []],
  ['names less', [FIX], [FIX, ALL]],
] as const)(
  'a correction waits until it is known whether another that %s said the same, and then the right text is published',
  async (_, before, since) => {
    await using day = await openDayWith('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    day.clock.advanceTo(at('09:58'));
    for (const account of ['hemer-x', 'hemer-mastodon'])
      day.sandbox.arrange(account, { kind: 'accepted-then-cut' });
    await day.tick(file({ hemer: hotline(RIGHT) }, HOTLINE, ...before));
    day.clock.advanceTo(at('10:01'));
    const after = file({ hemer: hotline(RIGHT) }, HOTLINE, ...(since.length > 0 ? since : before));
    await day.work('10:40', after);
    expect(await day.held(after)).toEqual([]);
    for (const account of ['hemer-x', 'hemer-mastodon']) {
      const corrections = correctionsOn(day, account);
      expect(corrections).toEqual([expect.stringContaining('4710119')]);
      expect(day.published(account).join()).not.toContain('4710191');
    }
  },
);

test.each([{}, { what: { de: 'Die Nummer', en: 'The number' } }])(
  'a correction of a number that no longer applies (%o) is not said again when something else changes',
  async (what) => {
    const fix = { id: 'fix', kind: 'correction', corrects: 'outage', contact: 'hotline', ...what };
    const facts = (phone: string) => ({ hemer: { reach: { phone: 'down' }, ...hotline(phone) } });
    await using program = await openProgramAt('09:00', file(facts(WRONG), OUTAGE));
    await program.run('run', '--once');
    await program.step('09:10', file(facts(RIGHT), OUTAGE, fix));
    const corrections = () => program.published().filter((text) => /KORREKTUR|CORRECTION/.test(text));
    const before = corrections();
    expect(before).toHaveLength(3);
    program.advanceTo(at('09:20'));
    const set = (...words: readonly string[]) => program.run('set', ...words, '--yes', '--by', 'press');
    await set('hemer', 'contacts.hotline.until=2026-11-24 09:21');
    program.advanceTo(at('09:30'));
    await set('incident', 'estimate.kind=not-before', 'estimate.at=2026-11-25 14:00', '--tell');
    await program.run('run', '--once');
    expect(corrections()).toEqual(before);
    expect(program.published().filter((text) => /25\.11\./.test(text))).toHaveLength(2);
    const { out } = await program.run('plan');
    expect(out).not.toContain('HELD');
    expect(out).toContain('Nothing is left to say of it.');
  },
);

test.each([{ contact: 'hotline' }, {}])(
  'a correction (%o) that still holds is not said again when something else changes: what it corrected is',
  async (named) => {
    const fix = { id: 'fix', kind: 'correction', corrects: 'outage', ...named };
    const facts = (phone: string) => ({ hemer: { reach: { phone: 'down' }, ...hotline(phone) } });
    await using program = await openProgramAt('09:00', file(facts(WRONG), OUTAGE));
    await program.run('run', '--once');
    await program.step('09:10', file(facts(RIGHT), OUTAGE, fix));
    const corrections = () => program.published().filter((text) => /KORREKTUR|CORRECTION/.test(text));
    const before = corrections();
    const tell = async (...words: readonly string[]) => {
      await program.run('set', 'hemer', ...words, '--tell', '--yes', '--by', 'press');
      const { out } = await program.run('plan');
      expect(out).toContain('Nothing is due.');
      expect(out).not.toContain('no longer match');
    };
    program.advanceTo(at('09:30'));
    await tell('appointments.policy=cancelled', 'next_update=2026-11-24 15:00');
    program.advanceTo(at('10:30'));
    await tell('appointments.policy=take-place', 'reach.email_in=down');
    expect(corrections()).toEqual(before);
    for (const account of ['hemer-x', 'hemer-mastodon']) {
      const said = program.published().filter((text) => text.startsWith(`${account} Stadt Hemer: `));
      expect(said.at(-1)).toMatch(/E-Mail[\s\S]*0221 4710119/);
    }
    program.advanceTo(at('11:30'));
    await tell(`contacts.hotline.phone=${OTHER}`);
    expect(corrections().join()).toContain('KORREKTUR – Stadt Hemer: Nothotline 0221 4710155');
  },
);

test('what a correction of a hotline corrected is said again once, and then nothing is left to say again', async () => {
  const facts = (phone: string) => ({ hemer: { reach: { phone: 'down' }, ...hotline(phone) } });
  await using program = await openProgramAt('09:00', file(facts(WRONG), HOTLINE));
  await program.run('run', '--once');
  await program.step('09:10', file(facts(RIGHT), HOTLINE, FIX));
  for (const [time, fact] of [
    ['10:30', 'appointments.policy=cancelled'],
    ['11:30', 'reach.email_in=down'],
  ] as const) {
    program.advanceTo(at(time));
    const { status } = await program.run('set', 'hemer', fact, '--tell', '--yes', '--by', 'press');
    expect(status).toBe(0);
    expect((await program.run('plan')).out).not.toContain('no longer match');
  }
});

test('a number that a correction called wrong, and that is right after all, is said by the correction', async () => {
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage', ...WHAT };
  const down = { reach: { phone: 'down' } };
  await using program = await openProgramAt('09:00', file({ hemer: { ...down, ...hotline(RIGHT) } }, OUTAGE));
  await program.run('run', '--once');
  await program.step('09:10', file({ hemer: down }, OUTAGE, fix));
  program.advanceTo(at('10:30'));
  const number = `contacts.hotline.phone=${RIGHT}`;
  await program.run('set', 'hemer', number, '--tell', '--yes', '--by', 'press');
  const corrections = program.published().filter((text) => text.includes('KORREKTUR'));
  expect(corrections.filter((text) => !text.includes('4710119'))).toEqual([]);
});

test('what a later correction calls wrong is not said once it is too late for that one', async () => {
  const wrong = { ...FIX, text: { de: 'Richtig ist 0221 4710222.', en: '0221 4710222 is right.' } };
  const words = { de: 'Auch 0221 4710222 war falsch.', en: '0221 4710222 was wrong too.' };
  const right = { ...FIX, id: 'fix2', corrects: 'fix', text: words, until: '2026-11-24 09:00' };
  const scope = { of: 'account', account: 'hemer-x' } as const;
  await using day = await openDay('07:00');
  await day.work('07:30', file({ hemer: hotline(WRONG) }, HOTLINE));
  await day.ledger.pause({ scope, by: 'anna', at: day.clock.now() });
  await day.work('08:00', file({ hemer: hotline(WRONG) }, HOTLINE, wrong));
  const state = file({ hemer: hotline(RIGHT) }, HOTLINE, wrong, right);
  await day.work('09:30', state);
  await day.ledger.resume(scope, 'anna', day.clock.now());
  await day.work('10:30', state);
  expect(day.published('hemer-x').join()).not.toContain('4710222');
  const raised = file({ hemer: hotline(RIGHT) }, HOTLINE, { ...wrong, edition: 2 }, right);
  const { warnings } = await day.plan(raised);
  expect(warnings).toContainEqual(expect.objectContaining({ code: 'dropped', announcement: 'fix' }));
  const said = { ...right, until: '2026-11-24 12:00' };
  const later = file({ hemer: hotline(RIGHT) }, HOTLINE, { ...wrong, edition: 2 }, said);
  expect((await day.plan(later)).warnings).not.toContainEqual(
    expect.objectContaining({ code: 'dropped', announcement: 'fix' }),
  );
});

test('a correction of a number that has ended, as nothing takes its place, leaves it on no account', async () => {
  const what = { de: 'Die Nummer', en: 'The number' };
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage', contact: 'hotline', what };
  const down = { reach: { phone: 'down' } };
  await using day = await openDayWith('09:00', file({ hemer: { ...down, ...hotline(WRONG) } }, OUTAGE));
  const ended = { phone: WRONG, verified_by: 'press-hemer', until: '2026-11-24 09:25' };
  const next = file({ hemer: { ...down, contacts: { hotline: ended } } }, OUTAGE, fix);
  await day.step('09:30', next);
  expect(await day.held(next)).toEqual([]);
  expect(day.reads('hemer-x')).toEqual(['hemer-x: correction']);
  expect(day.published('hemer-mastodon').join()).not.toContain(WRONG.slice(-7));
});

test('`set --tell` raises the edition also where a translation is missing, and the post is held until it is there', async () => {
  const name = { de: 'Stadt Hemer', en: 'Town of Hemer' };
  const region = regionOf([{ id: 'hemer', name, channels: ['x'], languages: ['en'] }]);
  await using program = await openProgramAt('09:00', file({ hemer: { reach: { phone: 'down' } } }, OUTAGE), {
    region,
  });
  await program.run('run', '--once');
  program.advanceTo(at('09:30'));
  const set = (...words: readonly string[]) =>
    program.run('set', 'hemer', ...words, '--yes', '--by', 'press');
  const { status } = await set('reach.email_in=down', 'instruction.de=Info-Schalter im Rathaus.', '--tell');
  expect(status).toBe(2);
  await set('instruction.en=Come to the town hall.');
  await program.run('run', '--once');
  expect(program.published().join()).toContain('Come to the town hall');
});
