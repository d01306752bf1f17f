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

const WAYS: Readonly<Record<string, string>> = {
  Schalter: 'counter',
  counters: 'counter',
  Telefon: 'phone',
  phone: 'phone',
  Website: 'website',
  website: 'website',
  'Online-Dienste': 'online_services',
  'online services': 'online_services',
  'E-Mail-Empfang': 'email_in',
  'incoming email': 'email_in',
  'E-Mail-Versand': 'email_out',
  'outgoing email': 'email_out',
};
const SERVICES: Readonly<Record<string, string>> = {
  'Kfz-Zulassung': 'vehicle-registration',
  'vehicle registration': 'vehicle-registration',
  Personalausweis: 'id-cards',
  'ID cards': 'id-cards',
  Standesamt: 'registry-office',
  'registry office': 'registry-office',
};
/** What a list after a colon says of what is in it: of a way to reach somebody, and of a service. */
const LISTS: readonly (readonly [RegExp, string, string])[] = [
  [/(?:Ausgefallen|Not working): ([^.]+)\./g, 'down', ''],
  [/(?:In Betrieb|Working): ([^.]+)\./g, 'up', ''],
  [/(?<!Nur |Only partly )(?:Eingeschränkt|Limited): ([^.]+)\./g, 'limited', 'limited'],
  [/(?:Noch unklar|Not yet known): ([^.]+)\./g, 'unknown', 'unknown'],
  [/(?:Nicht möglich|Not available): ([^.]+)\./g, '', 'unavailable'],
  [/(?:Nur eingeschränkt(?: möglich)?|Only partly available): ([^.]+)\./g, '', 'limited'],
  [/(?:Eingeschränkt wieder möglich|Partly available again): ([^.]+)\./g, '', 'limited'],
  [/(?:Noch unklar, ob möglich|Not yet known whether available): ([^.]+)\./g, '', 'unknown'],
  [/(?<![\p{L}] )(?:Wieder möglich|Möglich|Available again|Available): ([^.]+)\./gu, '', 'available'],
];
const APPOINTMENTS: readonly (readonly [RegExp, string])[] = [
  [/Termine [^.]*fallen|ppointments [^.]*are cancelled/, 'cancelled'],
  [/Termine [^.]*nur zum Teil statt|Only some appointments/, 'limited'],
  [/Ob Termine|whether appointments/, 'unknown'],
  [
    /(?<!Ob )Termine (?![^.]*(?:nur zum Teil|ist noch unklar))[^.]*finden [^.]*statt|(?<!whether |some )(?:A|a)ppointments [^.]*will go ahead/,
    'take-place',
  ],
];
const UNREACHABLE = /nicht erreichbar|annot be reached/;
const IN_PERSON = /nur vor Ort erreichbar|an only be reached in person/;
const ALL_CLEAR = /^(?:ENTWARNUNG|ALL CLEAR):/;

export function claimsIn(text: string): readonly Claim[] {
  const lists = LISTS.flatMap(([pattern, way, service]) =>
    [...text.matchAll(pattern)].flatMap(([, list = '']) =>
      list.split(', ').flatMap((name): Claim[] => {
        if (way !== '' && WAYS[name]) return [{ fact: `reach.${WAYS[name]}`, says: way }];
        if (service !== '' && SERVICES[name]) return [{ fact: `services.${SERVICES[name]}`, says: service }];
        return [];
      }),
    ),
  );
  const phones = [...text.matchAll(/\+49 221 471\d{4}/g)].map(([says]): Claim => ({ fact: 'phone', says }));
  const desks = [...text.matchAll(/(?:Schalter|Desk) \d+ /g)].map(
    ([found]): Claim => ({ fact: 'instruction', says: found.replace(/\D/g, '') }),
  );
  const policy = APPOINTMENTS.find(([pattern]) => pattern.test(text));
  return [
    ...lists,
    ...phones,
    ...desks,
    ...(policy ? [{ fact: 'appointments', says: policy[1] }] : []),
    ...(UNREACHABLE.test(text) ? [{ fact: 'reach', says: 'none' }] : []),
    ...(IN_PERSON.test(text) ? [{ fact: 'reach', says: 'counter' }] : []),
    ...(ALL_CLEAR.test(text) ? [{ fact: 'phase', says: 'over' }] : []),
  ];
}

/** Posts that say something that the files do not say, or no longer; posts from before an all-clear are the past. */
export function contradictions(
  posts: readonly Standing[],
  files: Files,
): readonly { readonly post: Standing; readonly claim: Claim }[] {
  return posts.flatMap((post) => {
    const poster = files.posterOf.get(post.account) ?? '';
    const cleared = posts.filter(
      (one) => ALL_CLEAR.test(one.text) && files.posterOf.get(one.account) === poster,
    );
    const isPast = !ALL_CLEAR.test(post.text) && cleared.some(({ postedAt }) => postedAt >= post.postedAt);
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

function isSo({ fact, says }: Claim, facts: readonly Written[], phase: string): boolean {
  const [part = '', entry = ''] = fact.split('.');
  switch (part) {
    case 'reach': {
      const reach = mapIn(facts, 'reach');
      if (entry !== '') return reach[entry] === says;
      const off = reach.phone === 'down' && reach.website === 'down' && reach.email_out === 'down';
      const inPerson = reach.counter === 'up';
      return off && reach.email_in !== 'up' && inPerson === (says === 'counter');
    }
    case 'services':
      return mapIn(facts, 'services')[entry] === says;
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
      const services = Object.values(mapIn(facts, 'services'));
      const isOff =
        reach.some((level) => level === 'down') || services.some((level) => level === 'unavailable');
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
