import fc from 'fast-check';
import { DAY } from '../../src/core/domain/clock.ts';
import {
  APPOINTMENT_POLICIES,
  MAIL_ACTIONS,
  PHASES,
  REACH_LEVELS,
  REACH_WAYS,
  SERVICE_STATUSES,
} from '../../src/core/domain/facts.ts';
import type { Random } from './random.ts';
import type { Draft } from './writer.ts';

export const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
export const pick = <Value>(values: readonly Value[]) => fc.constantFrom(...values);

export const phase = pick(PHASES);

/** Whatever a town can write down about itself, as the state file has it. */
export function factsFrom({
  today,
  text,
}: {
  /** `2026-11-24`: what times there are lies around it. */
  readonly today: string;
  /** Free words in German and English, with some usual ones. */
  readonly text: (...usual: readonly (readonly [de: string, en: string])[]) => fc.Arbitrary<unknown>;
}) {
  const day = (offset: number) => new Date(Date.parse(today) + offset * DAY).toISOString().slice(0, 10);
  const days = (...offsets: readonly number[]) => pick(offsets.map(day));
  const times = (...given: readonly (readonly [offset: number, clock: string])[]) =>
    pick(given.map(([offset, clock]) => `${day(offset)} ${clock}`));
  const note = text(
    ['Bitte haben Sie Geduld.', 'Please be patient.'],
    ['Bringen Sie Zeit mit', 'Allow time'],
  );
  const hours = fc.oneof(
    pick<unknown>([
      'Mo-Fr 08:00-16:00',
      '24/7',
      'Mo-Do 07:30-17:00, Fr 08:00-12:30',
      { days: 'sa', from: '09:00', to: '12:00' },
    ]),
    fc.record({
      spans: fc.constant('Mo-So 00:00-24:00'),
      note: text(['außer an Feiertagen', 'except on public holidays']),
    }),
  );
  const phone = fc.integer({ min: 0, max: 999 }).map((nth) => `+49 221 471${String(nth).padStart(4, '0')}`);
  const dialled = {
    phone,
    hours: some(hours),
    for: some(
      text(
        ['nur für äußerst Dringendes', 'for very urgent matters only'],
        ['bei Fragen zu Terminen', 'for questions about appointments'],
      ),
    ),
    note: some(note),
    lines: some(pick([1, 2, 8])),
    verified_by: some(fc.constant('press')),
  };
  const validity = pick([
    {},
    { valid_from: `${day(1)} 08:00` },
    { valid_from: `${day(1)} 08:00`, until: `${day(11)} 16:00` },
    { valid_from: `${day(0)} 06:00`, until: `${day(0)} 12:00` },
  ]);
  const valid = <Value extends object>(one: fc.Arbitrary<Value>) =>
    fc.tuple(one, validity).map(([contact, times]) => ({ ...contact, ...times }));
  const until = some(days(-1, 6));
  const service = fc.oneof(
    pick<unknown>(SERVICE_STATUSES),
    fc.record({
      status: pick(SERVICE_STATUSES),
      alternative: some(text(['per Brief', 'by letter'])),
      note: some(text(['Das dauert länger', 'This takes longer'])),
      until,
    }),
  );
  const instruction = fc.oneof(
    fc
      .integer({ min: 1, max: 99 })
      .chain((desk) =>
        text([`Dringendes: Schalter ${desk} im Rathaus`, `Urgent matters: Desk ${desk} at the town hall.`]),
      ),
    fc.record({
      say: fc.constant('urgent-at'),
      place: fc.constant('Info-Schalter im Rathaus'),
      until,
    }),
    fc.record({ say: pick(['stay-home', 'do-not-come', 'wait', 'call']), until }),
  );
  return fc.record({
    confirmed: some(times([0, '16:20'], [-5, '08:00'])),
    next_update: some(times([0, '18:00'], [7, '10:30'], [0, '09:00'])),
    estimate: some(
      pick([
        { kind: 'unknown' },
        { kind: 'not-before', at: day(7) },
        { kind: 'expected', at: `${day(3)} 08:00` },
        { kind: 'expected-between', from: day(49), to: day(74) },
      ]),
    ),
    reach: some(
      fc.record({
        ...Object.fromEntries(REACH_WAYS.map((way) => [way, some(pick(REACH_LEVELS))])),
        work: pick(['none', ...Array.from({ length: 9 }, () => undefined)]),
      }),
    ),
    appointments: some(
      fc.record({
        policy: pick(APPOINTMENT_POLICIES),
        from: some(days(-1, 0, 1)),
        until: some(days(1, 4)),
        note: some(note),
      }),
    ),
    services: some(
      fc.record(
        Object.fromEntries(
          [
            ...['vehicle-registration', 'id-cards', 'registry-office', 'passports', 'card-payment'],
            ...['tax-debits', 'emergency-calls'],
          ].map((id) => [id, some(service)]),
        ),
      ),
    ),
    contacts: some(
      fc.record({
        hotline: some(valid(fc.record(dialled))),
        emergency: some(
          valid(fc.record({ ...dialled, name: some(text(['Bürgerbüro Mitte', 'Citizens’ office'])) })),
        ),
        desk: some(
          fc.record({ place: text(['Rathaus, Eingang A', 'Rathaus, entrance A']), hours: some(hours) }),
        ),
        mailbox: some(
          fc.record({
            name: text(['Ersatz-Postfach', 'Substitute mailbox']),
            email: fc.constant('info@example.org'),
          }),
        ),
      }),
    ),
    email: some(
      fc.record({
        action: some(pick(MAIL_ACTIONS)),
        lost_since: some(times([-2, '22:00'])),
        note: some(note),
      }),
    ),
    instruction: some(instruction),
    unaffected: some(fc.subarray(['emergency-calls', 'water-supply', 'waste-collection'])),
  });
}

type FactsArbitrary = ReturnType<typeof factsFrom>;

/** One of these, drawn by chance that repeats itself. */
export function drawn<Value>(from: fc.Arbitrary<Value>, random: Random): Value {
  return fc.sample(from, { numRuns: 1, seed: random.whole(0, 2 ** 31 - 1) })[0] as Value;
}

/** The facts after somebody wrote down something else in one of these fields, or took it away. */
export function changedFacts(
  random: Random,
  all: Draft['facts'],
  who: string,
  { from, fields }: { readonly from: FactsArbitrary; readonly fields: readonly string[] },
): Draft['facts'] {
  const field = random.one(fields);
  const value: unknown = random.next(0.1) ? null : Reflect.get(drawn(from, random), field);
  // As a file has it: without what is undefined.
  return { ...all, [who]: { ...all[who], [field]: JSON.parse(JSON.stringify(value ?? null)) } };
}
