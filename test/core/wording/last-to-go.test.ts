import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../src/core/domain/announcement.ts';
import { file, fileOf, OUTAGE, openDay, REGION } from '../../fixtures/day.ts';

/** Hemer speaks two languages on X, where the room is least. */
const ON_X = REGION.replace('handle: stadt_hemer, languages: [de]', 'handle: stadt_hemer');
const LONG = ON_X.replace(
  '{de: Stadt Hemer, en: Town of Hemer}',
  '{de: Verbandsgemeinde Lambrecht-Neidenfels-Weidenthal-Frankenstein und Umgebung, en: Union of the Municipalities of the Hills of Lambrecht-Neidenfels-Weidenthal-Frankenstein and Surroundings}',
);

describe('what goes last for want of room', () => {
  interface Announced {
    readonly id: string;
    readonly kind: Kind;
    readonly [field: string]: unknown;
  }

  /** What Hemer says on X of these facts, ten minutes after an outage with those before. */
  async function saidOnX(before: object, now: object, announced: Announced, region = ON_X) {
    await using day = await openDay('09:00', undefined, { region });
    const known = { unaffected: ['emergency-calls'], reach: { phone: 'down' } };
    await day.step('09:00', file({ hemer: { ...known, ...before } }, OUTAGE));
    const phase = announced.kind === 'all-clear' ? 'resolved' : 'investigating';
    await day.step('09:10', fileOf({ phase }, { hemer: { ...known, ...now } }, OUTAGE, announced));
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

  test('of an all-clear: that appointments take place, after the details of lost mail', async () => {
    const over = {
      reach: { phone: 'up', website: 'up', online_services: 'up', email_in: 'up', email_out: 'up' },
      appointments: { policy: 'take-place' },
      email: {
        lost_since: '2026-11-23 22:30',
        lost_until: '2026-11-24 08:30',
        action: 'resend-by-post-or-phone',
      },
    };
    const cancelled = { appointments: { policy: 'cancelled' } };
    const texts = await saidOnX(cancelled, over, { id: 'ok', kind: 'all-clear', post_as: ['hemer'] });
    expect(texts).toEqual([
      expect.stringMatching(
        /^WIEDER ERREICHBAR .* Alle Termine finden statt\.\n.*E-Mails.* Brief oder Telefon/,
      ),
      expect.stringMatching(/BACK IN SERVICE .* All appointments will go ahead\.\n.*mails.* post or phone/),
    ]);
  });

  test('of lost mail: that people have to say again what they wrote', async () => {
    await using day = await openDay('09:00', undefined, { region: ON_X });
    const hemer = {
      unaffected: ['emergency-calls'],
      reach: { phone: 'limited', email_in: 'limited', email_out: 'down', online_services: 'down' },
      email: { lost_since: '2026-11-23 22:00', action: 'resend-by-post-or-phone' },
      instruction: { say: 'call' },
      contacts: {
        line: {
          ...{
            name: { de: 'Bürgertelefon', en: 'Information line' },
            hours: '24/7',
            verified_by: 'press-hemer',
          },
          phone: '+49 221 4710119',
        },
      },
      next_update: '2026-11-25 12:00',
    };
    await day.step('09:00', file({ hemer }, OUTAGE));
    expect(day.published('hemer-x')).toEqual([
      expect.stringContaining('E-Mails kommen nicht an. Bitte erneut per Brief oder Telefon.'),
      expect.stringContaining('Emails are not arriving. Repeat by post or phone.'),
    ]);
  });

  describe('of a withdrawal: what people are asked to do', () => {
    const withdrawn = async (instruction: object) => {
      await using day = await openDay('09:00', undefined, { region: ON_X });
      const facts = (more: object) => ({ hemer: { unaffected: ['emergency-calls'], ...more } });
      const over = { id: 'ok', kind: 'all-clear', post_as: ['hemer'] };
      await day.step('09:00', fileOf({ phase: 'resolved' }, facts({}), over));
      const gone = { id: 'gone', kind: 'retraction', withdraws: 'ok' };
      await day.step(
        '09:10',
        file(facts({ appointments: { policy: 'cancelled' }, instruction }), over, gone),
      );
      return day.published('hemer-x').slice(-2);
    };

    test('after the longer words for what was wrong', async () => {
      expect(await withdrawn({ say: 'stay-home' })).toEqual([
        expect.stringMatching(/^ZURÜCKGEZOGEN .* Entschuldigung[\s\S]* Bitte bleiben Sie zu Hause\./),
        expect.stringMatching(/WITHDRAWN .* We apologise [\s\S]* Please stay at home\./),
      ]);
    });

    test('and no wrong post stays because that has no words in its language', async () => {
      expect(await withdrawn({ de: 'Verlassen Sie das Gebiet um den Bahnhof.' })).toEqual([
        expect.stringMatching(/^ZURÜCKGEZOGEN [\s\S]*Verlassen Sie das Gebiet/),
        expect.stringMatching(/WITHDRAWN [\s\S]*110\/112 calls work\./),
      ]);
    });
  });
});

describe('a note is never said without what it is about', () => {
  const known = {
    reach: { phone: 'limited', website: 'down' },
    unaffected: ['emergency-calls'],
  };
  /** What is said on X beside an instruction of each of these lengths: there is less and less room. */
  async function withLessRoom(facts: object): Promise<readonly string[]> {
    const texts: string[] = [];
    for (let room = 0; room < 140; room += 20) {
      await using day = await openDay('09:00');
      const instruction = { de: `Bringen Sie Ihre Akte mit ${'und Zeit '.repeat(room / 10)}` };
      await day.step('09:00', file({ hemer: { ...known, instruction, ...facts } }, OUTAGE));
      texts.push(...day.published('hemer-x'));
    }
    return texts;
  }
  const isSaid = (words: string) => (text: string) => text.includes(words);

  test('of another contact, whose note would be taken for that of the first', async () => {
    const texts = await withLessRoom({
      contacts: {
        hotline: { phone: '+49 221 4710191', verified_by: 'press-hemer' },
        gas: {
          name: { de: 'Stadtwerke' },
          email: 'stadtwerke@example.org',
          note: { de: 'Nur für Notfälle.' },
        },
      },
    });
    const [withIt, without] = [texts.filter(isSaid('stadtwerke@')), texts.filter(isSaid('Notfälle'))];
    expect(without.every(isSaid('stadtwerke@'))).toBe(true);
    expect([withIt.length, texts.length - withIt.length]).not.toContain(0);
  });

  test('of appointments that take place', async () => {
    const texts = await withLessRoom({
      appointments: { policy: 'take-place', note: { de: 'Nur mit Ausweis.' } },
    });
    const noted = texts.filter(isSaid('Ausweis'));
    expect(noted.every(isSaid('Alle Termine finden statt. Nur mit Ausweis.'))).toBe(true);
    expect([noted.length, texts.length - noted.length]).not.toContain(0);
  });

  test('of the only place to go to, in a language that has no words for it', async () => {
    await using day = await openDay('09:00');
    const desk = { place: { de: 'Rathaus, Eingang A' }, note: { de: 'Nur bar.', en: 'Cash only.' } };
    await day.step('09:00', file({ hemer: { ...known, contacts: { desk } } }, OUTAGE));
    const texts = day.published('hemer-mastodon');
    expect(texts.filter(isSaid('Eingang A')).every(isSaid('Nur bar.'))).toBe(true);
    expect(texts).toEqual(expect.arrayContaining([expect.stringContaining('Nur bar.')]));
    expect(texts.join()).not.toContain('Cash only.');
  });
});
