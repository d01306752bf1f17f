import { z } from 'zod';
import type { Day, Instant, Zone } from '../../core/domain/clock.ts';
import { mistake } from '../../core/domain/errors.ts';
import {
  APPOINTMENT_POLICIES,
  type Appointments,
  type Contact,
  ESTIMATE_KINDS,
  type Estimate,
  type Facts,
  type FactsPatch,
  hasWay,
  type Instruction,
  MAIL_ACTIONS,
  type Mail,
  PHASES,
  REACH_LEVELS,
  REACH_WAYS,
  type ReachWay,
  SAYINGS,
  SERVICE_STATUSES,
  type ServiceFact,
} from '../../core/domain/facts.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { dayOf } from '../../core/domain/time-zone.ts';
import { nearest } from '../nearest.ts';
import { objection, shown } from '../yaml/check.ts';
import { asWritten, complete } from '../yaml/complete.ts';
import { email, id, line, localized, phone, rememberingSchema, timeFields, url } from '../yaml/fields.ts';
import { hours } from './hours.ts';

/** The catalogue that service ids are checked against; null where any id will do. */
type Catalogue = Services | null;

/**
 * `facts` as written for one municipality, a group or all: absent inherits, null clears. The types of the schemas below
 * are those of the core, so that a field which is missing here or there does not compile. `isPrepared`: a contact inherits
 * nothing, and must say how somebody is reached.
 */
export const factsSchema = rememberingSchema(makeFactsSchema);

function makeFactsSchema(zone: Zone, catalogue: Catalogue, isPrepared: boolean): z.ZodType<FactsPatch> {
  const { instant, day, instantOrDay } = timeFields(zone);
  const service = serviceId(catalogue);

  const appointments: z.ZodType<Appointments> = section(
    { policy: z.enum(APPOINTMENT_POLICIES) },
    { from: day, until: day.describe('The last day on which this holds.'), note: localized },
    'What becomes of booked appointments.',
    { policy: 'cancelled', from: '2023-10-30' },
    inOrder('from', 'until', zone),
  );

  const status = z.enum(SERVICE_STATUSES);
  const alternative = localized.describe('Where or how else the service can be had.');
  const serviceFact: z.ZodType<ServiceFact> = z.union([
    status.transform((only) => ({ status: only, since: null, until: null, alternative: null, note: null })),
    section(
      { status },
      { since: instantOrDay, until: instantOrDay, alternative, note: localized },
      'The status of a service, alone or with more about it.',
      { status: 'unavailable' },
      inOrder('since', 'until', zone),
    ),
  ]);

  const contact: z.ZodType<Partial<Contact>> = asWritten(
    z
      .strictObject({
        name: localized.nullish(),
        phone: phone.nullish(),
        email: email.nullish(),
        url: url.nullish(),
        place: localized.nullish().describe('Of a desk or counter: where it is.'),
        for: localized.nullish().describe('What it is for: {de: nur für äußerst Dringendes}.'),
        hours: hours.nullish().describe('When somebody answers: Mo-Fr 08:00-16:00, or typed days and times.'),
        lines: z.int().min(1).max(10_000).nullish().describe('How many can call at once.'),
        valid_from: instant.nullish(),
        until: instant.nullish(),
        verified_by: line.nullish().describe('Who has tried the number or address; null: nobody.'),
        note: localized.nullish().describe('What else callers should know.'),
      })
      .check(
        ({ value, issues }) => {
          if (isPrepared && !hasWay(value as Partial<Contact>))
            issues.push(objection(mistake('no-way'), value));
        },
        inOrder('valid_from', 'until', zone),
      )
      .meta({
        description: 'A way to reach somebody. What is left out is inherited, null clears it.',
        examples: [{ phone: '+49 221 4710119', hours: 'Mo-Fr 08:00-16:00', verified_by: 'presse' }],
      }),
  );

  const mail: z.ZodType<Mail> = section(
    {},
    {
      lost_since: instant,
      lost_until: instant,
      action: z.enum(MAIL_ACTIONS).describe('What senders should do.'),
      note: localized,
    },
    'What became of mail sent to the municipality.',
    { lost_since: '2023-10-29 22:00', action: 'resend' },
    inOrder('lost_since', 'lost_until', zone),
  );

  const saying = z
    .enum(SAYINGS)
    .describe(
      'What to do, in words that every language has; urgent-at with a place, do-not-come also without.',
    );
  const instruction: z.ZodType<Instruction> = z
    .union([
      localized.transform((text) => ({ text, say: null, place: null, until: null })),
      section(
        {},
        {
          text: localized,
          say: saying,
          place: line.describe('Of urgent-at and do-not-come: where, as the sign says it.'),
          until: instantOrDay,
        },
        'What to do, in own words or as a saying. Gone after its `until`.',
        { say: 'urgent-at', place: 'Info-Schalter im Rathaus' },
        ({ value, issues }) => {
          const { say, place } = value as { say?: string; place?: string };
          if ('text' in value === 'say' in value)
            issues.push(objection(mistake('no-words.instruction'), value));
          if (say === 'urgent-at' && place === undefined)
            issues.push(objection(mistake('missing-key.place'), value));
        },
      ),
    ])
    .meta({ examples: [{ say: 'urgent-at', place: 'Info-Schalter im Rathaus' }] });

  return z
    .strictObject({
      confirmed: instant.nullish().describe('When somebody last made sure: the "Stand" in the text.'),
      phase: z.enum(PHASES).nullish().describe('As in the incident, where it differs here.'),
      next_update: instant.nullish().describe('When there will be more to hear here.'),
      estimate: estimateSchema(zone).nullish(),
      reach: reachSchema.nullish(),
      appointments: appointments.nullish(),
      services: z
        .record(service, serviceFact.nullable())
        .nullish()
        .describe('The status of services, by their id in services.yaml.'),
      contacts: z
        .record(id, contact.nullable())
        .nullish()
        .describe('Ways to reach somebody, by an id that announcements name: hotline, info-desk.'),
      email: mail.nullish(),
      instruction: instruction.nullish(),
      unaffected: z
        .array(service)
        .max(100)
        .nullish()
        .describe('Ids of services that go on as ever: [emergency-calls].'),
      info_url: url.nullish().describe('Where there is more to read.'),
    })
    .describe('What is true now. What is left out is inherited, null clears it.')
    .transform(({ next_update, email: mail, info_url, reach: written, ...same }): FactsPatch => {
      const { work, ...ways } = written ?? { work: written };
      const reach = written && ways;
      const facts = { ...same, reach, work, nextUpdate: next_update, mail, infoUrl: info_url };
      return present(facts satisfies Record<Exclude<keyof Facts, keyof typeof facts>, unknown>);
    });
}

const WANTED_TIMES = { unknown: '', 'not-before': 'at', expected: 'at', 'expected-between': 'from to' };

/** A typed, dated estimate. */
export function estimateSchema(zone: Zone): z.ZodType<Estimate> {
  const { instantOrDay } = timeFields(zone);
  return z
    .strictObject({
      kind: z.enum(ESTIMATE_KINDS),
      at: instantOrDay.optional().describe('Of not-before and expected.'),
      from: instantOrDay.optional().describe('Of expected-between.'),
      to: instantOrDay.optional().describe('Of expected-between.'),
    })
    .check(
      ({ value, issues }) => {
        const { kind } = value;
        const wanted = WANTED_TIMES[kind].split(' ');
        for (const key of ['at', 'from', 'to'] as const) {
          const isWanted = wanted.includes(key);
          if (isWanted === (value[key] !== undefined)) continue;
          const told = mistake(isWanted ? 'missing-key.estimate' : 'unknown-key.estimate', { kind, key });
          issues.push(objection(told, value, isWanted ? [] : [key]));
        }
      },
      inOrder('from', 'to', zone),
    )
    .meta({
      description: 'When things work again, as far as anybody knows.',
      examples: [{ kind: 'not-before', at: '2023-11-06' }],
    })
    .transform(({ kind, at, from, to }) => ({ kind, at: at ?? from ?? null, to: to ?? null }));
}

type Check = (payload: z.core.ParsePayload<object>) => void;

/** A part of the facts with keys that must be written and keys that may be absent, in the shape of the core. */
function section<Required extends z.ZodRawShape, Optional extends z.ZodRawShape>(
  required: Required,
  optional: Optional,
  description: string,
  example: object,
  ...checks: Check[]
) {
  const shape = { ...required, ...z.object(optional).partial().shape };
  return complete(
    z
      .strictObject(shape)
      .check(...checks)
      .meta({ description, examples: [example] }),
  );
}

const level = z.enum(REACH_LEVELS).nullish();
const reachSchema = z
  .strictObject({
    ...(Object.fromEntries(REACH_WAYS.map((way) => [way, level])) as Record<ReachWay, typeof level>),
    work: z.enum(['none']).nullish().describe('none: it cannot work at all.'),
  })
  .meta({
    description: 'How the municipality can be reached.',
    examples: [{ counter: 'limited', phone: 'down' }],
  })
  .transform(present);

/** The id of a service in the catalogue. */
export function serviceId(catalogue: Catalogue) {
  if (catalogue === null) return id;
  return id.check(({ value, issues }) => {
    if (catalogue.has(value) || issues.length > 0) return;
    const names = new Map(
      [...catalogue].flatMap(([id, { name }]) =>
        [id, ...Object.values(name)].map((word) => [word, id] as const),
      ),
    );
    const meant = names.get(nearest(value, names.keys()) ?? '') ?? null;
    issues.push(objection(mistake('unknown-service.here', { written: shown(value), meant }), value));
  });
}

/** Checks that the second time comes after the first. If one of them is a day, the same day is in order. */
function inOrder(firstKey: string, secondKey: string, zone: Zone): Check {
  const day = (time: Instant | Day) => (typeof time === 'number' ? dayOf(time, zone) : time);
  return ({ value, issues }) => {
    const times = value as Record<string, Instant | Day | null | undefined>;
    const [first, second] = [times[firstKey], times[secondKey]];
    if (first == null || second == null) return;
    const areInstants = typeof first === 'number' && typeof second === 'number';
    if (areInstants ? first < second : day(first) <= day(second)) return;
    const told = mistake('wrong-order.here', { first: firstKey, second: secondKey });
    issues.push(objection(told, value, [secondKey]));
  };
}

type Present<Written> = { [Key in keyof Written]?: Exclude<Written[Key], undefined> };

function present<Written extends object>(written: Written): Present<Written> {
  const entries = Object.entries(written).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Present<Written>;
}
