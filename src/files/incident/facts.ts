import { z } from 'zod';
import type { Day, Instant, Zone } from '../../core/domain/clock.ts';
import {
  APPOINTMENT_POLICIES,
  ESTIMATE_KINDS,
  type Estimate,
  type FactsPatch,
  MAIL_ACTIONS,
  PHASES,
  REACH_LEVELS,
  SERVICE_STATUSES,
  type ServiceFact,
} from '../../core/domain/facts.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { dayOf } from '../../core/domain/time-zone.ts';
import { nearest } from '../validation/nearest.ts';
import { didYouMean, objection, shown, type Words } from '../yaml/explain.ts';
import { email, id, line, localized, phone, type TimeForms, timeForms, url } from '../yaml/fields.ts';

/** The catalogue that service ids are checked against; null where any will do. */
type Catalogue = Services | null;

/** `facts` as written for one municipality, a group or all. Absent inherits, null clears. */
export function factsForm(zone: Zone, catalogue: Catalogue): z.ZodType<FactsPatch> {
  const times = timeForms(zone);
  const service = serviceId(catalogue);
  return z
    .strictObject({
      confirmed: times.instant
        .nullable()
        .optional()
        .describe('When somebody last made sure: the "Stand" in the text.'),
      phase: z.enum(PHASES).nullable().optional().describe('As in the incident, where it differs here.'),
      next_update: times.instant.nullable().optional().describe('When there will be more to hear here.'),
      estimate: estimateForm(zone, times).nullable().optional(),
      reach: reachForm.nullable().optional(),
      appointments: appointmentsForm(times).nullable().optional(),
      services: z
        .record(service, serviceForm(zone, times).nullable())
        .nullable()
        .optional()
        .describe('How services stand, by their id in services.yaml.'),
      contacts: z
        .record(id, contactForm(times).nullable())
        .nullable()
        .optional()
        .describe('Ways to reach somebody, by an id that announcements name: hotline, info-desk.'),
      email: mailForm(times).nullable().optional(),
      instruction: instructionForm(times).nullable().optional(),
      unaffected: z
        .array(service)
        .max(100)
        .nullable()
        .optional()
        .describe('Ids of services that go on as ever: [emergency-calls].'),
      info_url: url.nullable().optional().describe('Where there is more to read.'),
    })
    .describe('What is true now. What is left out is inherited, null clears it.')
    .transform(
      ({ next_update, email: mail, info_url, ...same }): FactsPatch =>
        present({ ...same, nextUpdate: next_update, mail, infoUrl: info_url }),
    );
}

/** A typed, dated estimate. */
export function estimateForm(zone: Zone, times: TimeForms) {
  return z
    .strictObject({
      kind: z.enum(ESTIMATE_KINDS),
      at: times.instantOrDay.optional().describe('Of not-before and expected.'),
      from: times.instantOrDay.optional().describe('Of expected-between.'),
      to: times.instantOrDay.optional().describe('Of expected-between.'),
    })
    .meta({
      description: 'When things work again, as far as anybody knows.',
      examples: [{ kind: 'not-before', at: '2023-11-06' }],
    })
    .transform((written, context): Estimate => {
      const between = written.kind === 'expected-between';
      const wanted =
        written.kind === 'unknown' ? [] : between ? (['from', 'to'] as const) : (['at'] as const);
      for (const key of ['at', 'from', 'to'] as const) {
        const isWanted = wanted.some((one) => one === key);
        if (isWanted === (written[key] !== undefined)) continue;
        context.issues.push(
          objection(wantedWords(written.kind, key, isWanted), written, isWanted ? [] : [key]),
        );
      }
      if (between) inOrder(context, written, written.from, 'from', written.to, 'to', zone);
      return {
        kind: written.kind,
        at: (between ? written.from : written.at) ?? null,
        to: written.to ?? null,
      };
    });
}

function wantedWords(kind: string, key: string, isWanted: boolean): Words {
  return isWanted
    ? {
        code: 'missing-key',
        message: `an estimate \`${kind}\` needs \`${key}\``,
        advice: `Add \`${key}: 2023-11-06\`, or write \`kind: unknown\`.`,
      }
    : {
        code: 'unknown-key',
        message: `an estimate \`${kind}\` has no \`${key}\``,
        advice: `Remove \`${key}\`, or choose another kind.`,
      };
}

const reachLevel = z.enum(REACH_LEVELS).nullable().optional();
const reachForm = z
  .strictObject({
    counter: reachLevel,
    phone: reachLevel,
    website: reachLevel,
    online_services: reachLevel,
    email_in: reachLevel,
    email_out: reachLevel,
  })
  .meta({
    description: 'How the municipality can be reached.',
    examples: [{ counter: 'limited', phone: 'down' }],
  })
  .transform(present);

function appointmentsForm(times: TimeForms) {
  return z
    .strictObject({
      policy: z.enum(APPOINTMENT_POLICIES),
      from: times.day.optional(),
      until: times.day.optional().describe('The last day on which this holds.'),
      note: localized.optional(),
    })
    .meta({
      description: 'What becomes of booked appointments.',
      examples: [{ policy: 'cancelled', from: '2023-10-30' }],
    })
    .transform(({ policy, from, until, note }, context) => {
      inOrder(context, { from, until }, from, 'from', until, 'until', 'UTC');
      return { policy, from: from ?? null, until: until ?? null, note: note ?? null };
    });
}

const status = z.enum(SERVICE_STATUSES);
function serviceForm(zone: Zone, times: TimeForms) {
  const only = status.transform(
    (one): ServiceFact => ({ status: one, since: null, until: null, alternative: null, note: null }),
  );
  const full = z
    .strictObject({
      status,
      since: times.instantOrDay.optional(),
      until: times.instantOrDay.optional(),
      alternative: localized.optional().describe('Where or how else the service can be had.'),
      note: localized.optional(),
    })
    .transform(({ since, until, alternative, note, ...same }, context): ServiceFact => {
      inOrder(context, { since, until }, since, 'since', until, 'until', zone);
      return {
        ...same,
        since: since ?? null,
        until: until ?? null,
        alternative: alternative ?? null,
        note: note ?? null,
      };
    });
  return z.union([only, full]).meta({ examples: ['unavailable'] });
}

function contactForm(times: TimeForms) {
  return z
    .strictObject({
      name: localized.optional(),
      phone: phone.optional(),
      email: email.optional(),
      url: url.optional(),
      place: localized.optional().describe('Of a desk or counter: where it is.'),
      hours: line.optional().describe('As people read it: Mo-Fr 08:00-16:00'),
      lines: z.int().min(1).max(10_000).optional().describe('How many can call at once.'),
      valid_from: times.instant.optional(),
      until: times.instant.optional(),
      verified_by: line.optional().describe('Who has tried the number or address.'),
    })
    .meta({ examples: [{ phone: '+49 221 4710119', hours: 'Mo-Fr 08:00-16:00', verified_by: 'presse' }] })
    .transform((written, context) => {
      const { name, place, hours, lines, valid_from: validFrom, until } = written;
      if (!written.phone && !written.email && !written.url && !place)
        context.issues.push(
          objection(
            {
              code: 'no-way',
              message: 'this contact has no way to reach anybody',
              advice: 'Add `phone`, `email`, `url` or `place`.',
            },
            written,
          ),
        );
      inOrder(context, written, validFrom, 'valid_from', until, 'until', 'UTC');
      return {
        name: name ?? null,
        phone: written.phone ?? null,
        email: written.email ?? null,
        url: written.url ?? null,
        place: place ?? null,
        hours: hours ?? null,
        lines: lines ?? null,
        validFrom: validFrom ?? null,
        until: until ?? null,
        verifiedBy: written.verified_by ?? null,
      };
    });
}

function mailForm(times: TimeForms) {
  return z
    .strictObject({
      lost_since: times.instant.optional(),
      lost_until: times.instant.optional(),
      action: z.enum(MAIL_ACTIONS).optional().describe('What senders should do.'),
      note: localized.optional(),
    })
    .meta({
      description: 'What became of mail sent to the municipality.',
      examples: [{ lost_since: '2023-10-29 22:00', action: 'resend' }],
    })
    .transform(({ lost_since: since, lost_until: until, action, note }, context) => {
      inOrder(context, { since, until }, since, 'lost_since', until, 'lost_until', 'UTC');
      return {
        lostSince: since ?? null,
        lostUntil: until ?? null,
        action: action ?? null,
        note: note ?? null,
      };
    });
}

function instructionForm(times: TimeForms) {
  return z
    .union([
      localized.transform((text) => ({ text, until: null })),
      z
        .strictObject({ text: localized, until: times.instantOrDay.optional() })
        .transform(({ text, until }) => ({ text, until: until ?? null })),
    ])
    .meta({
      description: 'What to do. Gone after its `until`.',
      examples: [{ de: 'Notfälle: Info-Schalter im Rathaus.' }],
    });
}

/** The id of a service in the catalogue. */
export function serviceId(catalogue: Catalogue) {
  if (catalogue === null) return id;
  return id.check((context) => {
    const written = context.value;
    if (catalogue.has(written) || context.issues.length > 0) return;
    const advice = `${didYouMean(nearest(written, catalogue.keys()))}Services are listed in services.yaml: add it there, with its name, if it is missing.`;
    context.issues.push(
      objection(
        { code: 'unknown-service', message: `nobody knows the service ${shown(written)}`, advice },
        written,
      ),
    );
  });
}

/** Objects where the second time does not come after the first. Where one is a day, the same day is in order. */
export function inOrder(
  context: z.RefinementCtx,
  input: unknown,
  first: Instant | Day | undefined,
  firstKey: string,
  second: Instant | Day | undefined,
  secondKey: string,
  zone: Zone,
): void {
  if (first === undefined || second === undefined) return;
  const day = (time: Instant | Day) => (typeof time === 'number' ? dayOf(time, zone) : time);
  const bothTimes = typeof first === 'number' && typeof second === 'number';
  if (bothTimes ? first < second : day(first) <= day(second)) return;
  context.issues.push(
    objection(
      {
        code: 'wrong-order',
        message: `\`${secondKey}\` is not after \`${firstKey}\``,
        advice: `Check both: \`${firstKey}\` comes first.`,
      },
      input,
      [secondKey],
    ),
  );
}

/** Without what was not written. */
function present<Written extends object>(
  written: Written,
): { [Key in keyof Written]?: Exclude<Written[Key], undefined> } {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Written]?: Exclude<Written[Key], undefined>;
  };
}
