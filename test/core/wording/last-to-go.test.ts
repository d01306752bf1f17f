import { describe, expect, test } from 'vitest';
import { file, OUTAGE, openDay, REGION } from '../../fixtures/day.ts';

/** Hemer speaks two languages on X, where the room is least. */
const ON_X = REGION.replace('handle: stadt_hemer, languages: [de]', 'handle: stadt_hemer');
const LONG = ON_X.replace(
  '{de: Stadt Hemer, en: Town of Hemer}',
  '{de: Verbandsgemeinde Lambrecht-Neidenfels-Weidenthal-Frankenstein und Umgebung, en: Union of the Municipalities of the Hills of Lambrecht-Neidenfels-Weidenthal-Frankenstein and Surroundings}',
);

describe('what goes last for want of room', () => {
  /** What Hemer says on X of these facts, ten minutes after an outage with those before. */
  async function saidOnX(before: object, now: object, announced: object, region = ON_X) {
    await using day = await openDay('09:00', undefined, { region });
    const known = { unaffected: ['emergency-calls'], reach: { phone: 'down' } };
    await day.step('09:00', file({ hemer: { ...known, ...before } }, OUTAGE));
    await day.step('09:10', file({ hemer: { ...known, ...now } }, OUTAGE, announced));
    return day.published('hemer-x').slice(-2);
  }

  test('of a correction: not to call the wrong number', async () => {
    const facts = (phone: string, until: string) => ({
      appointments: { policy: 'cancelled', from: '2026-11-24', until },
      contacts: { hotline: { phone, hours: 'Mo-Fr 08:00-16:00', verified_by: 'press-hemer' } },
    });
    const texts = await saidOnX(
      facts('+49 221 4710191', '2026-11-25'),
      facts('+49 221 4710119', '2026-11-27'),
      { id: 'fix', kind: 'correction', corrects: 'outage' },
      LONG,
    );
    expect(texts).toEqual([
      expect.stringMatching(
        /^KORREKTUR .* 0221 4710119.* Falsche Nummer im Beitrag von Di\., 24\.11\., 9 Uhr: bitte nicht anrufen\.\s+Notruf/,
      ),
      expect.stringMatching(
        /^CORRECTION .* \+49 221 4710119.* Our post of Tue 24 Nov, 9 am gave a wrong number\. Do not call it\.\s+110/,
      ),
    ]);
  });
});
