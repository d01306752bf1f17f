import type { Written } from '../stories/writer.ts';

/**
 * Reads a post as a citizen would, and holds it against what the files say. It knows nothing of the program: neither the
 * ledger nor its types nor how texts are made, only the words on the timelines and what people wrote.
 */

/** What a text can say. `fact` names what it speaks of: `reach.phone`, `services.id-cards`, `phone`. */
export interface Claim {
  readonly fact: string;
  readonly says: string;
}

/** A post on a timeline. */
export interface Standing {
  readonly account: string;
  readonly text: string;
  readonly postedAt: number;
}

/** Who speaks on an account, and what the files say about whom. */
export interface Files {
  readonly posterOf: ReadonlyMap<string, string>;
  /** In German and in English, by municipality. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** From the most general to the most specific, by municipality. */
  readonly facts: ReadonlyMap<string, readonly Written[]>;
  readonly phase: string;
}

/** Names of ways to reach somebody, in German and English; mail alone is mail in both directions. */
const WAYS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Telefon|phone/, ['phone']],
  [/website/i, ['website']],
  [/Online-Dienste|online services/i, ['online_services']],
  [/E-Mail-Empfang|incoming email/i, ['email_in']],
  [/E-Mail-Versand|outgoing email/i, ['email_out']],
  [/E-Mail(?!-[EV])|(?<!incoming |outgoing )email/i, ['email_in', 'email_out']],
];
/** What services are called, and what people do there. */
const SERVICES: Readonly<Record<string, RegExp>> = {
  'vehicle-registration': /Kfz-Zulassung|vehicle registration|Fahrzeuge|vehicles/i,
  'id-cards': /Personalausweis|ID cards/i,
  'registry-office': /Standesamt|registry office/i,
  passports: /Reisepass|Reisepässe|passports/i,
  'card-payment': /Kartenzahlung|mit Karte|card payment|by card/i,
  'tax-debits': /Abbuchung von Steuern und Gebühren|direct debits of taxes and fees/i,
};
/** Sentences about ways to reach somebody, and what they say of them. */
const REACH: readonly (readonly [RegExp, string])[] = [
  [/([^.:\n]+?) (?:(?:ist|sind) (?:zurzeit )?)?ausgefallen\./g, 'down'],
  [/([^.:\n]+?) (?:(?:is|are) )?not working(?: at the moment)?\./g, 'down'],
  [/([^.:\n]+?) funktionier(?:t|en) (?:zurzeit |wieder, aber )?nur eingeschränkt\./g, 'limited'],
  [
    /([^.:\n]+?) (?:is|are) (?:only partly working(?: at the moment)?|working again, but only partly)\./g,
    'limited',
  ],
  [/Ob ([^.:\n]+?) funktionier(?:t|en), ist noch nicht bekannt\./g, 'unknown'],
  [/whether ([^.:\n]+?) (?:is|are) working\./g, 'unknown'],
  [/([^.:\n]+?) funktionier(?:t|en)(?: zurzeit)?\./g, 'up'],
  [
    /(?<!whether [^.:\n]*)(?<=^|[.:\n] ?)((?:(?!whether)[^.:\n])+?) (?:is|are) working(?: at the moment)?\./g,
    'up',
  ],
];
const COUNTER: readonly (readonly [RegExp, string])[] = [
  [/Unsere Schalter sind (?:zurzeit )?geschlossen|Our front desks are closed/, 'down'],
  [
    /Schalter (?:sind )?(?:(?:zurzeit )?nur eingeschränkt|eingeschränkt wieder|teils wieder) geöffnet|ront desks (?:are open only|only partly open|are open again to|partly open)/,
    'limited',
  ],
  [/Schalter (?:sind )?(?:wieder )?geöffnet|ront desks (?:are )?open/, 'up'],
  [/Ob unsere Schalter|whether our front desks/, 'unknown'],
];
const CUT_OFF = [
  /nicht per ([^.:\n]+?) erreichbar/g,
  /: (keine? [^.:\n]+?)\./g,
  /cannot be reached by ([^.:\n]+?)(?: until further notice| at the moment)?\./g,
  /: no ([^.:\n]+?)\./g,
];
const STATUSES: readonly (readonly [RegExp, string])[] = [
  [/(?:[Nn]icht möglich|[Nn]ot available(?: at the moment)?): ([^.]+)\./g, 'unavailable'],
  [/(?:[Nn]ur eingeschränkt möglich|[Oo]nly partly available(?: at the moment)?): ([^.–]+)[.–]/g, 'limited'],
  [
    /(?:(?:[Ee]ingeschränkt wieder|[Tt]eils(?: wieder)?) möglich|[Pp]artly available(?: again)?): ([^.]+)\./g,
    'limited',
  ],
  [
    /(?:Noch unklar ist, ob Folgendes möglich ist:|We do not yet know if we can offer:) ([^.]+)\./g,
    'unknown',
  ],
  [/(?:Sie können|You can) ([^.]+)\./g, 'available'],
  [
    /(?<=^|: |, |\n|\. )(?:[Ww]ieder möglich|[Mm]öglich|[Aa]vailable again|[Aa]vailable): ([^.]+)\./g,
    'available',
  ],
];
const APPOINTMENTS: readonly (readonly [RegExp, string])[] = [
  [
    /Termine (?:[^\n]*?,? )?fallen aus|Keine Termine|ppointments (?:[^\n]*? )?are cancelled|No appointments/,
    'cancelled',
  ],
  [/Termine (?:[^\n]*?,? )?(?:finden )?nur zum Teil|Only some appointments/, 'limited'],
  [/Ob Termine|whether appointments/, 'unknown'],
  [/Termine (?:[^\n]*?,? )?finden statt|ppointments (?:[^\n]*? )?will go ahead/, 'take-place'],
];
const EMERGENCY: readonly (readonly [RegExp, string])[] = [
  [/Notruf 110\/112 (?:funktioniert|geht)|110\/112 (?:calls )?work/, 'available'],
  [/Notruf 110\/112 (?:ist )?gestört|110\/112 (?:are )?disrupted/, 'limited'],
  [/Notruf 110\/112 (?:ist )?ausgefallen|110\/112 do not work/, 'unavailable'],
];
const CANNOT_WORK = /können (?:zurzeit )?nicht arbeiten|nicht arbeitsfähig|e cannot work/;
const ALL_CLEAR =
  /^(?:WIEDER ERREICHBAR|BACK IN SERVICE)|^[^:\n]+: (?:Die Störung ist behoben|The disruption is over)\./;

export function claimsIn(text: string): readonly Claim[] {
  const lists = (patterns: readonly RegExp[]) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, list = '']) => list));
  const waysIn = (list: string) => WAYS.flatMap(([name, ways]) => (name.test(list) ? ways : []));
  const about = (fact: string, sentences: readonly (readonly [RegExp, string])[]): readonly Claim[] => {
    const [, says] = sentences.find(([pattern]) => pattern.test(text)) ?? [];
    return says === undefined ? [] : [{ fact, says }];
  };
  const reach = REACH.flatMap(([pattern, says]) =>
    lists([pattern]).flatMap((list) => waysIn(list).map((way): Claim => ({ fact: `reach.${way}`, says }))),
  );
  const cutOff = lists(CUT_OFF).flatMap((list) =>
    waysIn(list)
      .filter((way) => way !== 'email_out')
      .map((way): Claim => ({ fact: `reach.${way}`, says: 'cut off' })),
  );
  const services = STATUSES.flatMap(([pattern, says]) =>
    lists([pattern]).flatMap((list) =>
      Object.entries(SERVICES).flatMap(([id, name]) =>
        name.test(list) ? [{ fact: `services.${id}`, says }] : [],
      ),
    ),
  );
  const phones = [...text.matchAll(/(?:\+49 |\b0)(221 471\d{4})/g)].map(
    ([, number]): Claim => ({ fact: 'phone', says: `+49 ${number}` }),
  );
  const desks = [...text.matchAll(/(?:Schalter|Desk) \d+ /g)].map(
    ([found]): Claim => ({ fact: 'instruction', says: found.replace(/\D/g, '') }),
  );
  return [
    ...reach,
    ...about('reach.counter', COUNTER),
    ...cutOff,
    ...services,
    ...phones,
    ...desks,
    ...about('appointments', APPOINTMENTS),
    ...about('services.emergency-calls', EMERGENCY),
    ...(CANNOT_WORK.test(text) ? [{ fact: 'reach.work', says: 'none' }] : []),
    ...(ALL_CLEAR.test(text) ? [{ fact: 'phase', says: 'over' }] : []),
  ];
}

export function isAllClear({ text }: Standing): boolean {
  return ALL_CLEAR.test(text);
}

/**
 * Posts that say something that the files do not say, or no longer; posts from before an all-clear are the past, earlier all-clears
 * too. `corrected`: all-clears that a correction removed, which brings nothing back.
 */
export function contradictions(
  posts: readonly Standing[],
  files: Files,
  corrected: readonly Standing[] = [],
): readonly { readonly post: Standing; readonly claim: Claim }[] {
  return posts.flatMap((post) => {
    const poster = files.posterOf.get(post.account) ?? '';
    const cleared = [...posts.filter(isAllClear), ...corrected].filter(
      (one) => files.posterOf.get(one.account) === poster,
    );
    const isPast = cleared.some(({ postedAt }) =>
      isAllClear(post) ? postedAt > post.postedAt : postedAt >= post.postedAt,
    );
    if (isPast) return [];
    const facts = files.facts.get(subjectOf(post, poster, files)) ?? [];
    return claimsIn(post.text)
      .filter((claim) => !isSo(claim, facts, files.phase))
      .map((claim) => ({ post, claim }));
  });
}

/** Whom a text is about: whose name is in it, first of all the poster. */
function subjectOf({ text }: Standing, poster: string, { names }: Files): string {
  const named = [...names].filter(([, ways]) => ways.some((name) => text.includes(name))).map(([id]) => id);
  return named.length === 0 || named.includes(poster) ? poster : (named[0] ?? poster);
}

/** Whether the facts, from the most general to the most specific, say this. */
export function isSo({ fact, says }: Claim, facts: readonly Written[], phase: string): boolean {
  const [part = '', entry = ''] = fact.split('.');
  switch (part) {
    case 'reach': {
      const reach = mapIn(facts, 'reach');
      if (says !== 'cut off' || entry === 'phone')
        return reach[entry] === (says === 'cut off' ? 'down' : says);
      // Who cannot answer mail cannot be reached by it, unless it is known to arrive.
      const arrives = reach.email_in === 'up' || reach.email_in === 'limited';
      return reach.email_in === 'down' || (reach.email_out === 'down' && !arrives);
    }
    case 'services': {
      const isUnaffected = [newest(facts, 'unaffected')].flat().includes(entry);
      const status = mapIn(facts, 'services')[entry];
      return (isWritten(status) ? status.status : status) === says || (isUnaffected && says === 'available');
    }
    case 'phone':
      return Object.values(mapIn(facts, 'contacts')).some((one) => isWritten(one) && one.phone === says);
    case 'instruction':
      return String(JSON.stringify(newest(facts, 'instruction'))).includes(`Schalter ${says} `);
    case 'appointments': {
      const appointments = newest(facts, 'appointments');
      return isWritten(appointments) && appointments.policy === says;
    }
    default: {
      const reach = Object.values(mapIn(facts, 'reach'));
      const services = Object.values(mapIn(facts, 'services')).map((one) =>
        isWritten(one) ? one.status : one,
      );
      const isOff =
        reach.some((level) => level === 'down' || level === 'none') ||
        services.some((level) => level === 'unavailable');
      return phase === 'resolved' && !isOff;
    }
  }
}

/** Entry by entry, the more specific over the more general; null takes away. */
function mapIn(facts: readonly Written[], field: string): Readonly<Record<string, unknown>> {
  const layers = facts.map((layer) => layer[field]);
  const from = layers.lastIndexOf(null);
  return Object.assign({}, ...layers.slice(from + 1).filter(isWritten));
}

function newest(facts: readonly Written[], field: string): unknown {
  return facts.filter((layer) => field in layer).at(-1)?.[field];
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null;
}
