import { afterAll, describe, expect, test } from 'vitest';
import { factsOf } from '../../src/core/domain/incident.ts';
import { mistakeWords } from '../../src/staff-words/say.ts';
import { openSystem } from '../fixtures/system.ts';

const REGION = `municipalities:
  siegen: {name: {de: Stadt Siegen, en: City of Siegen}, kind: stadt, ags: "05970040", languages: [de, en], accounts: [{id: m, channel: mastodon, server: https://social.example.org, handle: siegen}]}
`;
const NOW = Date.parse('2023-10-30T16:52+01:00');
const system = await openSystem({ at: NOW, region: REGION });

afterAll(() => system[Symbol.asyncDispose]());

function stateWith(hours: unknown): string {
  return JSON.stringify({
    incident: { id: 'i', mode: 'live', title: { de: 'i', en: 'i' }, started: '2023-10-30 01:01' },
    facts: { siegen: { contacts: { hotline: { phone: '+49 221 4710119', verified_by: 'presse', hours } } } },
    announcements: [{ id: 'c', kind: 'contacts', post_as: ['siegen'], contact: 'hotline' }],
  });
}

describe('hours, however they are written, are the same hours in every language', () => {
  const WRITTEN: readonly (readonly [unknown, german: string, english: string])[] = [
    ['Mo-Fr 08:00-16:00', 'Montag bis Freitag 8 bis 16 Uhr', 'Monday to Friday 8 am to 4 pm'],
    [
      { days: 'mo-fr', from: '08:00', to: '16:00' },
      'Montag bis Freitag 8 bis 16 Uhr',
      'Monday to Friday 8 am to 4 pm',
    ],
    [
      'Tue-Thu 9:00 – 12:30',
      'Dienstag bis Donnerstag 9 bis 12:30 Uhr',
      'Tuesday to Thursday 9 am to 12:30 pm',
    ],
    [
      'Mo–Fr 8–16 Uhr, Sa 9–12 Uhr',
      'Montag bis Freitag 8 bis 16 Uhr, Samstag 9 bis 12 Uhr',
      'Monday to Friday 8 am to 4 pm, Saturday 9 am to 12 noon',
    ],
    [
      'Mo-Do 7:30-12 Uhr und 14-16:30 Uhr, Fr 08:00 bis 12:00 Uhr',
      'Montag bis Donnerstag 7:30 bis 12 Uhr und 14 bis 16:30 Uhr, Freitag 8 bis 12 Uhr',
      'Monday to Thursday 7:30 am to 12 noon and 2 pm to 4:30 pm, Friday 8 am to 12 noon',
    ],
    ['Mo bis Fr 8 Uhr bis 16 Uhr', 'Montag bis Freitag 8 bis 16 Uhr', 'Monday to Friday 8 am to 4 pm'],
    ['sa 09:00-12:00', 'Samstag 9 bis 12 Uhr', 'Saturday 9 am to 12 noon'],
    ['Sa-So 10:00-12:00', 'Samstag und Sonntag 10 bis 12 Uhr', 'Saturday and Sunday 10 am to 12 noon'],
    ['08:00-20:00', 'täglich 8 bis 20 Uhr', 'daily 8 am to 8 pm'],
    ['24/7', 'rund um die Uhr', 'round the clock'],
    [
      'Mo-Fr 20:00-24:00, 00:00-06:00',
      'Montag bis Freitag 20 bis 24 Uhr und 0 bis 6 Uhr',
      'Monday to Friday 8 pm to midnight and midnight to 6 am',
    ],
    [
      'Mo-Do 07:30-17:00, Fr 08:00-12:00',
      'Montag bis Donnerstag 7:30 bis 17 Uhr, Freitag 8 bis 12 Uhr',
      'Monday to Thursday 7:30 am to 5 pm, Friday 8 am to 12 noon',
    ],
    [
      'Mo-Fr 08:00-12:00, 14:00-16:00; Sa 09:00-12:00',
      'Montag bis Freitag 8 bis 12 Uhr und 14 bis 16 Uhr, Samstag 9 bis 12 Uhr',
      'Monday to Friday 8 am to 12 noon and 2 pm to 4 pm, Saturday 9 am to 12 noon',
    ],
    [
      '08:00-12:00, 14:00-16:00',
      'täglich 8 bis 12 Uhr und 14 bis 16 Uhr',
      'daily 8 am to 12 noon and 2 pm to 4 pm',
    ],
    ['Di, Do 08:00-12:00', 'Dienstag und Donnerstag 8 bis 12 Uhr', 'Tuesday and Thursday 8 am to 12 noon'],
    [
      'Mo, Mi, Fr 08:00-12:00, 14:00-16:00',
      'Montag, Mittwoch und Freitag 8 bis 12 Uhr und 14 bis 16 Uhr',
      'Monday, Wednesday and Friday 8 am to 12 noon and 2 pm to 4 pm',
    ],
    [
      'Mo-Mi und Fr 08:00-12:00, 14:00-16:00',
      'Montag bis Mittwoch 8 bis 12 Uhr und 14 bis 16 Uhr, Freitag 8 bis 12 Uhr und 14 bis 16 Uhr',
      'Monday to Wednesday 8 am to 12 noon and 2 pm to 4 pm, Friday 8 am to 12 noon and 2 pm to 4 pm',
    ],
    ['täglich 08:00-20:00', 'täglich 8 bis 20 Uhr', 'daily 8 am to 8 pm'],
    [
      'Mo-Fr 8-12, 14-16',
      'Montag bis Freitag 8 bis 12 Uhr und 14 bis 16 Uhr',
      'Monday to Friday 8 am to 12 noon and 2 pm to 4 pm',
    ],
    [
      'Mo-Fr 20:00-24:00, Di-Sa 00:00-06:00',
      'Montag bis Freitag 20 bis 24 Uhr, Dienstag bis Samstag 0 bis 6 Uhr',
      'Monday to Friday 8 pm to midnight, Tuesday to Saturday midnight to 6 am',
    ],
    [
      { spans: 'Mo 08:00-12:00', note: { de: 'außer an Feiertagen.', en: 'except on holidays' } },
      'Montag 8 bis 12 Uhr, außer an Feiertagen',
      'Monday 8 am to 12 noon, except on holidays',
    ],
  ];
  for (const [hours, german, english] of WRITTEN)
    test(JSON.stringify(hours), async () => {
      const { posts } = await system.plan(stateWith(hours));
      const texts = posts.map(({ intent }) => intent.text);
      expect(texts[0]).toContain(`Nothotline 0221 4710119, ${german}.`);
      expect(texts[1]).toContain(`Helpline +49 221 4710119, ${english}.`);
    });
});

test('what cannot be read as hours is a mistake with its place, never printed', () => {
  const WRONG: readonly unknown[] = [
    'morgens',
    // Without "Uhr" it may be meant as in the afternoon.
    'Mo-Fr 1-5',
    'Mo-Fr 8-12',
    'Mo-Fr 1-5 pm',
    'Di, Do',
    'Mon-Fri 09:00-12:00, 1-4',
    'Mo 1-5, Di 08:00-12:00',
    'Mo 08:00-12:00, Do 6-8',
    'Mo-Fr 08:00-12:00, 2-5:30',
    'Mo-Fr 08:00-12:00, 1:30-4',
    'Mo-Fr 08:00-12:00, 2-10',
    'Mo-Fr 08:00-12:00, 6-8:30',
    'Di, Do 08:00-12:00, Fr',
    'Di, Xx 08:00-12:00',
    'Mo-Fr 16-8 Uhr',
    'Mo-Fr 8-25 Uhr',
    'Mo-Fr 8-24:30 Uhr',
    'Mo-Fr 8 Uhr-12',
    'Mo-Fr-Sa 08:00-16:00',
    'Mo-Fr-Sa, So 08:00-16:00',
    'Mo-Fr 8-16 Uhr und',
    'Montag bis Donnerstag 08:00-16:00',
    'Mo-Fr 16:00-08:00',
    'Mo-Fr 08:00-25:00',
    'Mo-Xx 08:00-16:00',
    { days: 'werktags', from: '08:00', to: '16:00' },
    { days: 'mo', from: '8 Uhr', to: '16:00' },
    { days: 'mo', from: '16:00', to: '08:00' },
    [],
  ];
  for (const hours of WRONG) {
    const { state } = system.configuration(stateWith(hours));
    const told = state.broken.get('siegen')?.map(({ code, place }) => `${code} at ${place?.line}`) ?? [];
    expect(told.join(), JSON.stringify(hours)).toMatch(/ at 1$/);
    const municipality = system.region.municipalities.get('siegen');
    expect(municipality && factsOf(system.region, state, municipality).contacts).toEqual({});
  }
});

test.each([
  'Mo-Fr 20:00-06:00',
  'Mo-Fr 08:00-12:00, Sa 20-6 Uhr',
  { days: 'mo-fr', from: '20:00', to: '06:00' },
])('who writes hours past midnight as %j reads how to write them', (hours) => {
  const { state } = system.configuration(stateWith(hours));
  const [found] = state.broken.get('siegen') ?? [];
  expect(found && mistakeWords(found).advice).toMatch(/Mo-Fr 20:00-24:00, Di-Sa 00:00-06:00/);
});
