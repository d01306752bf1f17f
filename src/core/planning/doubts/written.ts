import type { Warning } from '../../domain/advice.ts';
import { DAY, type Instant, type Zone } from '../../domain/clock.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { type Contact, estimateUntil } from '../../domain/facts.ts';
import type { State } from '../../domain/incident.ts';
import type { Region } from '../../domain/municipality.ts';
import { overFrom } from '../../domain/time-zone.ts';

/** Warns of entries in the files that can hardly be meant, whatever is said about them. */
export function oddlyWritten(
  { region, state, settings: { zone } }: Configuration,
  now: Instant,
): readonly Warning[] {
  return [...oddTimes(state, zone, now), ...costlyNumbers(region, state)];
}

/** Nobody promises news, or waits with an announcement, for longer. */
const AHEAD_MAX_MS = 60 * DAY;

/**
 * Times in the state file that are probably mistyped or forgotten: a next update or an estimate that has passed, which no
 * text names any more, a next update or an announcement that is months ahead, and an incident that begins more than a day ahead.
 */
function oddTimes({ incident, facts, announcements }: State, zone: Zone, now: Instant): readonly Warning[] {
  return [
    ...[...facts, ['incident', incident] as const].flatMap(([who, { nextUpdate, estimate }]) => {
      const estimated = estimate ? estimateUntil(estimate) : null;
      const times = {
        next_update: nextUpdate ?? null,
        estimate: estimated === null ? null : overFrom(estimated, zone),
      };
      return (['next_update', 'estimate'] as const).flatMap((of): readonly Warning[] => {
        const at = times[of];
        if (at === null) return [];
        if (of === 'next_update' && at > now + AHEAD_MAX_MS)
          return [{ code: 'odd-time', who, of: 'far', path: of, at }];
        const path = of === 'estimate' ? `estimate.${estimate?.to ? 'to' : 'at'}` : of;
        return at > now ? [] : [{ code: 'odd-time', who, of, path, at }];
      });
    }),
    ...announcements.flatMap(({ id, at }): readonly Warning[] =>
      at === null || at <= now + AHEAD_MAX_MS
        ? []
        : [{ code: 'odd-time', who: id, of: 'at', path: 'at', at }],
    ),
    ...(incident.started > now + DAY
      ? [{ code: 'odd-time', who: 'incident', of: 'started', path: 'started', at: incident.started } as const]
      : []),
  ];
}

/** Numbers for which the Telekommunikationsgesetz (§ 109) wants the price beside them: 0900, 0137, 0180, 012 and 118. */
const COSTLY = /^(?:(?:\+|00)490?|0)(?:900|137|180|12)|^(?:(?:\+|00)49)?118\d{2,3}$/;
const PRICE =
  /€|(?<!\p{L})(?:Euro|EUR|Cents?|ct|pence|kostenlos|kostenfrei|gebührenfrei|free of charge|toll-free)(?!\p{L})/iu;

/** The same within words. Short numbers, which begin with 118, may be anything there. */
const COSTLY_IN_WORDS =
  /(?<![\p{L}\p{N}+/.:-]|\d )(?:(?:\+|00)49[\s/-]*(?:\(0\)\s*)?|\(?0)(?:900|137|180)\)?(?:[\s/\u2013-]*\d){4,}/u;

/** Numbers that cost who calls them, without a price in the words beside them. */
function costlyNumbers(region: Region, { facts, announcements }: State): readonly Warning[] {
  const prepared = [...region.municipalities].map(([id, one]) => [id, one.facts] as const);
  const all = [...prepared, ...facts];
  const words = [
    ...all.map(([who, { instruction }]) => [who, instruction?.text] as const),
    ...announcements.map(({ id, text }) => [id, text] as const),
  ];
  const inContacts = all.flatMap(([who, { contacts }]) =>
    Object.entries(contacts ?? {}).flatMap(([contact, one]): readonly Warning[] => {
      const phone = one?.phone ?? null;
      return phone === null || !COSTLY.test(phone.replace(/[^\d+]/g, '')) || hasPrice(one)
        ? []
        : [{ code: 'costly-number', who, contact, phone }];
    }),
  );
  const inWords = words.flatMap(([who, text]): readonly Warning[] => {
    const unpriced = Object.values(text ?? {}).filter((one) => !PRICE.test(one));
    const [phone] = unpriced.flatMap((one) => COSTLY_IN_WORDS.exec(one)?.[0] ?? []);
    return phone === undefined ? [] : [{ code: 'costly-number', who, contact: null, phone }];
  });
  return [...inContacts, ...inWords];
}

function hasPrice(contact: Partial<Contact> | null | undefined): boolean {
  const words = [contact?.name, contact?.for, contact?.note, contact?.hours?.note];
  return words.some((one) => Object.values(one ?? {}).some((text) => PRICE.test(text)));
}
