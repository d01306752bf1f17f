import { expect, test } from 'vitest';
import { at, file, fileOf, OUTAGE, REGION } from '../../../fixtures/day.ts';
import { openProgramAt } from '../../../fixtures/program.ts';
import { openSystem } from '../../../fixtures/system.ts';

const hotline = (phone: string, more: object = {}) => ({
  hemer: { contacts: { hotline: { phone, verified_by: 'press', ...more } } },
});

test.each<[phone: string, isTold: boolean, more?: object]>([
  ['0900 4710119', true],
  ['+49 900 4710119', true],
  ['+49 (0)137/4710', true],
  ['0180 6 4710119', true],
  ['012-4710119', true],
  ['11 8 33', true],
  ['0180 6 4710119', false, { for: { de: 'Fragen, 20 Cent je Anruf' } }],
  ['0900 4710119', false, { note: { de: 'Ein Anruf kostet 1,99 €.' } }],
  ['0180 6 4710119', false, { note: { de: '20Cent pro Anruf, mobil 14ct/min' } }],
  ['0180 6 4710119', true, { note: { de: 'Nur Dringendes, im Center' } }],
  ['0800 4710119', false],
  ['+49 221 4710118', false],
  ['0906 4710119', false],
  ['+43 900 4710119', false],
  ['116117', false],
  ['115', false],
])(
  'of a number that costs who calls it staff are told, unless its price is given: %s, %j',
  async (phone, isTold, more) => {
    await using system = await openSystem({ at: at('09:00'), region: REGION });
    const { warnings } = await system.plan(file(hotline(phone, more), OUTAGE));
    const told = warnings.flatMap((one) => (one.code === 'costly-number' ? [one] : []));
    expect(told).toMatchObject(isTold ? [{ who: 'hemer', contact: 'hotline', phone }] : []);
  },
);

test.each([
  ['Fragen: 0900 4710119.', '0900 4710119'],
  ['Rufen Sie an: (0180) 6/471 01 19', '(0180) 6/471 01 19'],
  ['Fragen: +49 900 4710119', '+49 900 4710119'],
  ['Fragen: 0900 4710119 (1,99 € je Anruf)', null],
  ['Fragen: 0221 0900 4711, Az. 10900 4710119', null],
])('of a number that costs who calls it staff are told also in own words: %s', async (words, phone) => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const notice = { ...OUTAGE, id: 'words', kind: 'notice', text: { de: words } };
  const { warnings } = await system.plan(file({ hemer: { instruction: { de: words } } }, notice));
  const told = warnings.flatMap((one) => (one.code === 'costly-number' ? [one] : []));
  const expected = ['hemer', 'words'].map((who) => ({ who, contact: null, phone }));
  expect(told).toMatchObject(phone === null ? [] : expected);
});

test.each([
  ['next_update', '2027-01-20 12:00', []],
  ['next_update', '2027-11-24 12:00', ['hemer far']],
  ['at', '2027-01-20 12:00', []],
  ['at', '2027-11-24 12:00', ['outage at']],
])('of a %s of %s staff are told where it is months ahead', async (of, written, expected) => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const facts = { hemer: of === 'at' ? {} : { next_update: written } };
  const outage = of === 'at' ? { ...OUTAGE, at: written } : OUTAGE;
  const { warnings } = await system.plan(fileOf({}, facts, outage));
  expect(warnings.flatMap((one) => (one.code === 'odd-time' ? [`${one.who} ${one.of}`] : []))).toEqual(
    expected,
  );
});

test('what is oddly written is asked about before it is written, once', async () => {
  await using program = await openProgramAt('09:00', file({}, OUTAGE));
  const set = (...words: readonly string[]) => program.run('set', 'hemer', ...words, '--by', 'presse-a');
  for (const words of ['next_update=2027-11-24 12:00', 'contacts.hotline.phone=0900 4710119']) {
    const asked = await set(words);
    expect(asked).toMatchObject({ status: 1, out: expect.stringMatching(/WARNINGS\n {3}hemer: /) });
    expect(await set(words, '--yes')).toMatchObject({ status: 0 });
    expect(await set(words)).toMatchObject({ status: 0 });
  }
});
