import type { Kind } from '../domain/announcement.ts';
import { type Args, type Catalogue, isMissing, type Join, type Missing } from '../domain/catalogue.ts';
import type { ChannelId } from '../domain/channel.ts';
import type { Day, Instant } from '../domain/clock.ts';
import {
  type Appointments,
  type Contact,
  type Facts,
  type Hours,
  REACH_WAYS,
  type ReachLevel,
  type ReachWay,
  type ServiceFact,
  type ServiceStatus,
} from '../domain/facts.ts';
import { iso639, type Language, type Localized } from '../domain/language.ts';
import type { Part } from '../domain/layout.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import type { Services } from '../domain/municipal-service.ts';
import type { Calendar } from '../domain/time-zone.ts';
import { capitalised } from './catalogue.ts';
import { joinedPhrases } from './phrases.ts';

/** One sentence that the facts allow, by its name in the catalogues. */
export interface Statement {
  readonly id: string;
  readonly args: Args;
  /** Said instead where there is no room even for the shortest form. */
  readonly instead?: Statement;
  /** It is only said with the longest form of its part. */
  readonly isExtra?: boolean;
}

/** Everything that one text is made from. */
export interface Scene {
  readonly snapshot: ContentSnapshot;
  readonly services: Services;
  readonly catalogue: Catalogue;
  readonly channel: {
    readonly id: ChannelId;
    /** Whether the platform is told in which language a post is. */
    readonly carriesLanguage: boolean;
    /** Whether a post with a link costs more than one without. */
    readonly linksCost: boolean;
  };
  /** The language that the others are translations of. */
  readonly authoritative: Language;
  readonly calendar: Calendar;
  readonly now: Instant;
  /** Own words of the announcement, filled in; null where it has none. */
  readonly text: string | null;
  /** Whether something is left unsaid because this language has no words for it. */
  readonly isIncomplete: boolean;
  /** Whether everybody whom the text is about is named; else only whose facts it states. */
  readonly namesAll: boolean;
}

/** Where the emergency numbers 110 and 112 are among the services. */
const EMERGENCY_CALLS = 'emergency-calls';

/** What each part of a text says. A part of which nothing is known says nothing. */
export const STATEMENTS: Readonly<Record<Exclude<Part, 'about'>, (scene: Scene) => readonly Statement[]>> = {
  'emergency-affected': ({ snapshot: { facts } }) => {
    const status = facts.services[EMERGENCY_CALLS]?.status;
    return status === 'unavailable' || status === 'limited'
      ? [say('emergency-calls-affected', { status })]
      : [];
  },
  headline: (scene) =>
    scene.text === null ? headline(scene, scene.snapshot.announcement.kind) : ownHeadline(scene, scene.text),
  appointments: (scene) => appointmentsOf(scene, ['cancelled', 'limited']),
  'appointments-otherwise': (scene) => appointmentsOf(scene, ['take-place', 'unknown']),
  'emergency-calls': ({ snapshot: { facts } }) => {
    const works =
      facts.unaffected.includes(EMERGENCY_CALLS) || facts.services[EMERGENCY_CALLS]?.status === 'available';
    const isAffected = ['unavailable', 'limited'].includes(facts.services[EMERGENCY_CALLS]?.status ?? '');
    return works && !isAffected ? [say('emergency-calls-work')] : [];
  },
  instruction: instructionOf,
  mail: mailOf,
  contacts: (scene) =>
    otherContacts(scene).flatMap(([id, one]) => (one.phone ? contactOf(scene, id, one) : [])),
  'other-contacts': (scene) =>
    otherContacts(scene).flatMap(([id, one]) => (one.phone ? [] : contactOf(scene, id, one))),
  age: (scene) =>
    isOld(scene) && scene.snapshot.facts.confirmed !== null
      ? [say('facts-from', time(scene, 'at', scene.snapshot.facts.confirmed))]
      : [],
  next: (scene) => {
    const { nextUpdate } = scene.snapshot.facts;
    return nextUpdate !== null && nextUpdate > scene.now ? [say('next', time(scene, 'at', nextUpdate))] : [];
  },
  language: ({ channel, catalogue, authoritative }) => {
    // A platform knows German, but not Leichte Sprache.
    const isTold = channel.carriesLanguage && iso639(catalogue.language) !== iso639(authoritative);
    return isTold || catalogue.language === authoritative ? [] : [say('language-name')];
  },
  services: (scene) => servicesOff(scene),
  'services-limited': (scene) => {
    const { kind, services } = scene.snapshot.announcement;
    const told = kind === 'restoration' ? services : [];
    return [
      ...(kind === 'services' ? [] : servicesSaid(scene, 'limited', 'services-limited', {}, told)),
      ...servicesSaid(scene, 'unknown', 'services-unclear'),
      ...serviceNotes(scene),
    ];
  },
  'services-working': (scene) => {
    const isHeadline =
      scene.snapshot.announcement.kind === 'services' &&
      serviceIds(scene, 'unavailable').length + serviceIds(scene, 'limited').length === 0;
    return isHeadline ? [] : possible(scene, serviceIds(scene, 'available'), 'services-possible');
  },
  cause: ({ snapshot: { cause, facts, announcement } }) => {
    const isSituation = announcement.kind === 'outage' || announcement.kind === 'status';
    // Who cannot work says why, all of it where the cause has no more to it.
    const isTold =
      isSituation && facts.work === 'none' && ['power-outage', 'disaster'].includes(cause?.kind ?? '');
    return cause === null || cause.kind === 'unknown' || isTold
      ? []
      : [say('cause', { cause: cause.kind, supplier: cause.supplier ?? 'none' })];
  },
  phase: ({ snapshot: { facts, cause } }) => {
    if (facts.phase === null || facts.phase === 'resolved') return [];
    if (facts.phase === 'investigating' && cause !== null && cause.kind !== 'unknown') return [];
    return [say('phase', { phase: facts.phase })];
  },
  estimate: estimateOf,
  reach: reachOf,
  unaffected: (scene) => {
    const { unaffected } = scene.snapshot.facts;
    const others = unaffected.filter((id) => id !== EMERGENCY_CALLS);
    return others.length === 0
      ? []
      : [say('unaffected', { services: listed(scene, serviceNames(scene, others), 'conjunction') })];
  },
  link: ({ snapshot: { facts }, channel }) =>
    facts.infoUrl === null || channel.linksCost ? [] : [say('link', { url: facts.infoUrl })],
  hashtags: ({ snapshot: { hashtags } }) =>
    hashtags.length === 0 ? [] : [say('hashtags', { tags: hashtags.map((tag) => `#${tag}`).join(' ') })],
  authority: (scene) => {
    const { catalogue, authoritative, isIncomplete, snapshot, channel } = scene;
    if (catalogue.language === authoritative) return [];
    const { infoUrl } = snapshot.facts;
    const url = infoUrl === null || channel.linksCost ? 'none' : infoUrl;
    return isIncomplete
      ? [say('more-in-german', { url, account: `@${snapshot.poster.id}` }), say('authority')]
      : [say('authority')];
  },
  stand: (scene) => {
    const { confirmed } = scene.snapshot.facts;
    return confirmed === null || confirmed > scene.now || isOld(scene)
      ? []
      : [say('stand', time(scene, 'at', confirmed))];
  },
};

function say(id: string, args: Args = {}, more: Omit<Statement, 'id' | 'args'> = {}): Statement {
  return { id, args, ...more };
}

/** What the text is about, first: who, and what it means for the reader. Nothing where the facts hold nothing of it. */
function headline(scene: Scene, kind: Kind): readonly Statement[] {
  const { snapshot } = scene;
  const { announcement, facts } = snapshot;
  const who = { who: whoOf(scene) };
  switch (kind) {
    case 'outage':
    case 'status':
      return situation(scene, kind);
    case 'appointments': {
      const known = presentAppointments(scene);
      return known === null ? [] : appointmentStatements(scene, known, 'headline-appointments', who);
    }
    case 'contacts': {
      const contact = namedContact(scene);
      return contact === null ? [] : contactAnnounced(scene, contact);
    }
    case 'services': {
      const off = servicesImpaired(scene, who);
      return off.length > 0
        ? off
        : possible(scene, serviceIds(scene, 'available'), 'headline-services-possible', who);
    }
    case 'estimate':
      return [say('headline-estimate', { ...estimateArgs(scene), ...who })];
    case 'restoration': {
      const named = (status: ServiceStatus) =>
        serviceIds(scene, status).filter((id) => announcement.services.includes(id));
      const [back, partly] = [named('available'), named('limited')];
      return [
        ...possible(scene, back, 'headline-restored', who),
        ...(partly.length === 0
          ? []
          : [
              say(back.length > 0 ? 'restored-in-part' : 'headline-restored-in-part', {
                ...who,
                services: listed(scene, serviceNames(scene, partly), 'conjunction'),
              }),
            ]),
      ];
    }
    case 'correction':
      return correctionOf(scene);
    case 'retraction':
      return retractionOf(scene);
    case 'all-clear': {
      const up = waysAt(facts, 'up').filter((way) => way !== 'counter');
      const reachable =
        up.length === 0 ? { ways: 'none', 'ways-by': 'none', number: 'many' } : waysWorking(scene, up);
      return [say('all-clear', { ...who, ...reachable })];
    }
    case 'notice':
      return [];
    default:
      return kind satisfies never;
  }
}

/** Own words say whose they are, and whether they correct something. */
function ownHeadline(scene: Scene, text: string): readonly Statement[] {
  const { poster, announcement } = scene.snapshot;
  if (text === '') return [];
  return [
    ...(announcement.kind === 'correction' ? [say('correction')] : []),
    say('own-words', { who: nameOf(scene, poster), text }),
  ];
}

/** How the municipality can be reached and what it can do, in one sentence. The details follow in other parts. */
function situation(scene: Scene, kind: 'outage' | 'status'): readonly Statement[] {
  const { cause, title } = scene.snapshot;
  const { id, ways } = situationOf(scene);
  const others = ways.filter((way) => way !== 'counter');
  const args = { who: whoOf(scene), kind, cause: cause?.kind ?? 'unknown' };
  if (id === 'affected') return [say(id, { ...args, title: words(scene, title, 'incident.title') })];
  if (others.length === 0) return [say(id, args)];
  const said = id === 'unreachable' ? waysSaid(scene, ways, 'disjunction', 'by') : waysWorking(scene, others);
  return [say(id, { ...args, ...said })];
}

/** The sentence that says the worst that is known, and the ways to reach the municipality that it speaks of. */
function situationOf(scene: Scene): { readonly id: string; readonly ways: readonly ReachWay[] } {
  const { facts } = scene.snapshot;
  const at = (level: ReachLevel) => waysAt(facts, level).filter((way) => way !== 'counter');
  if (facts.work === 'none') return { id: 'cannot-work', ways: [] };
  const cut = cutOff(facts);
  if (cut.length > 0) return { id: 'unreachable', ways: cut };
  if (at('down').length > 0) return { id: 'out-of-order', ways: at('down') };
  if (facts.reach.counter === 'down') return { id: 'closed', ways: ['counter'] };
  if (serviceIds(scene, 'unavailable').length + serviceIds(scene, 'limited').length > 0)
    return { id: 'not-all-services', ways: [] };
  if (at('limited').length > 0) return { id: 'partly-reachable', ways: at('limited') };
  if (facts.reach.counter === 'limited') return { id: 'partly-open', ways: ['counter'] };
  const up = at('up');
  const isKnown = up.includes('phone') || up.includes('email_in');
  if (isKnown && waysAt(facts, 'unknown').length === 0) return { id: 'reachable', ways: up };
  return { id: facts.phase === 'resolved' ? 'over' : 'affected', ways: [] };
}

/** The ways by which citizens would first try, where they are down. */
function cutOff({ reach }: Facts): readonly ReachWay[] {
  const noMail = reach.email_out === 'down' && reach.email_in !== 'up' && reach.email_in !== 'limited';
  return [
    ...(reach.phone === 'down' ? (['phone'] as const) : []),
    ...(noMail || reach.email_in === 'down' ? (['email_in', 'email_out'] as const) : []),
  ];
}

function waysAt({ reach }: Facts, level: ReachLevel): readonly ReachWay[] {
  return REACH_WAYS.filter((way) => reach[way] === level);
}

/**
 * Ways to reach somebody as a list: incoming and outgoing mail together are mail. `number` is that of the verb. `use` is
 * `by` where somebody is reached by them, `subject` where one of them alone begins a sentence: languages with cases or
 * articles word them otherwise.
 */
function waysSaid(
  scene: Scene,
  ways: readonly ReachWay[],
  join: Join,
  use: 'alone' | 'by' | 'subject' = 'alone',
): Args {
  const isAllMail = ways.includes('email_in') && ways.includes('email_out');
  const names = [
    ...ways.filter((way) => !isAllMail || (way !== 'email_in' && way !== 'email_out')),
    ...(isAllMail ? ['email'] : []),
  ];
  const isPlural = names.length > 1 || names.includes('online_services');
  const form = use === 'subject' && names.length > 1 ? 'alone' : use;
  return {
    ways: listed(
      scene,
      names.map((way) => scene.catalogue.word(`way-${way.replace('_', '-')}`, { use: form })),
      join,
    ),
    number: isPlural ? 'many' : 'one',
  };
}

/** Ways as the beginning of a sentence that says whether they work. */
function waysWorking(scene: Scene, ways: readonly ReachWay[]): Args {
  const { ways: list, number } = waysSaid(scene, ways, 'conjunction', 'subject');
  return {
    ways: typeof list === 'string' ? capitalised(list, scene.catalogue.language) : list,
    'ways-by': waysSaid(scene, ways, 'conjunction', 'by').ways,
    number,
  };
}

/** What is known of each way to reach the municipality and not yet in the headline. */
function reachOf(scene: Scene): readonly Statement[] {
  const { facts, announcement } = scene.snapshot;
  const isSituation = announcement.kind === 'outage' || announcement.kind === 'status';
  const told: readonly ReachWay[] = isSituation ? situationOf(scene).ways : [];
  const of = (level: ReachLevel, id: string): Statement[] => {
    const ways = waysAt(facts, level).filter((way) => way !== 'counter' && !told.includes(way));
    if (ways.length === 0) return [];
    return [say(id, waysSaid(scene, ways, level === 'unknown' ? 'disjunction' : 'conjunction', 'subject'))];
  };
  const { counter } = facts.reach;
  return [
    ...of('down', 'reach-down'),
    ...of('limited', 'reach-limited'),
    ...(counter == null || told.includes('counter') ? [] : [say('counter', { level: counter })]),
    ...of('unknown', 'reach-unknown'),
    ...of('up', 'reach-up'),
  ];
}

function presentAppointments(scene: Scene): Appointments | null {
  const { appointments } = scene.snapshot.facts;
  return appointments !== null && isPresent(scene, appointments.until) ? appointments : null;
}

function appointmentsOf(scene: Scene, policies: readonly Appointments['policy'][]): readonly Statement[] {
  const known = presentAppointments(scene);
  return known !== null && policies.includes(known.policy)
    ? appointmentStatements(scene, known, 'appointments', {})
    : [];
}

function appointmentStatements(
  scene: Scene,
  { policy, from, until, note }: Appointments,
  id: string,
  args: Args,
): readonly Statement[] {
  const today = dayAt(scene, scene.now);
  const period = periodOf(from, until, today);
  return [
    say(`${id}-${policy}`, {
      ...args,
      period,
      ...time(scene, 'from', period === 'day' ? until : from),
      ...time(scene, 'until', until),
    }),
    ...(policy === 'cancelled' && !asksToStayAway(scene) ? [say('do-not-come')] : []),
    ...noteOf(scene, note, 'appointments.note'),
  ];
}

/** Whether the text asks people to stay away in other words. */
function asksToStayAway({ snapshot: { facts, announcement } }: Scene): boolean {
  return (
    announcement.kind !== 'correction' && ['stay-home', 'do-not-come'].includes(facts.instruction?.say ?? '')
  );
}

/** What has begun needs no beginning: it holds until its end. */
function periodOf(from: Day | null, until: Day | null, today: Day): string {
  if (until === null) return from === null || from < today ? 'open' : 'from';
  if (from === until || (from !== null && from < today && until === today)) return 'day';
  return from === null || from <= today ? 'until' : 'between';
}

function instructionOf(scene: Scene): readonly Statement[] {
  const { instruction } = scene.snapshot.facts;
  if (instruction === null || !isPresent(scene, instruction.until)) return [];
  const { say: coded, place, text } = instruction;
  if (coded !== null) return [say(`say-${coded}`, { place: place ?? 'none' })];
  return [say('own-sentence', { text: sentence(words(scene, text, 'instruction')) })];
}

function noteOf(scene: Scene, note: Localized | null, field: string): readonly Statement[] {
  if (note === null) return [];
  return [say('own-sentence', { text: sentence(words(scene, note, field)) }, { isExtra: true })];
}

function mailOf(scene: Scene): readonly Statement[] {
  const { mail } = scene.snapshot.facts;
  if (mail === null) return [];
  const { lostSince, lostUntil, action, note } = mail;
  const lost =
    lostSince === null
      ? []
      : [
          say('mail-lost', {
            period: lostUntil === null ? 'since' : 'between',
            later: action === 'delivered-later' ? 'yes' : 'no',
            ...time(scene, 'since', lostSince),
            ...time(scene, 'until', lostUntil),
          }),
        ];
  return [
    ...lost,
    ...(action === null ? [] : [say(`mail-${action}`, { lost: lostSince === null ? 'no' : 'yes' })]),
    ...noteOf(scene, note, 'email.note'),
  ];
}

/** Contacts that still hold; the one that the announcement names is in its headline. */
function otherContacts(scene: Scene): readonly (readonly [string, Contact])[] {
  const { facts, announcement } = scene.snapshot;
  const isNamed = announcement.kind === 'contacts' || announcement.kind === 'correction';
  return Object.entries(facts.contacts).filter(
    ([id, one]) => isPresent(scene, one.until) && !(isNamed && id === announcement.contact),
  );
}

function namedContact(scene: Scene): readonly [string, Contact] | null {
  const { facts, announcement } = scene.snapshot;
  const contact = facts.contacts[announcement.contact ?? ''];
  if (announcement.contact === null || !contact || !isPresent(scene, contact.until)) return null;
  return [announcement.contact, contact];
}

function contactAnnounced(scene: Scene, [id, contact]: readonly [string, Contact]): readonly Statement[] {
  return [
    say('headline-contact', { who: whoOf(scene), ...contactArgs(scene, id, contact) }),
    ...(contact.lines !== null && contact.lines <= 5
      ? [say('contact-lines', { lines: contact.lines }, { isExtra: true })]
      : []),
    ...noteOf(scene, contact.note, `contacts.${id}.note`),
  ];
}

function contactOf(scene: Scene, id: string, contact: Contact): readonly Statement[] {
  return [
    say('contact', contactArgs(scene, id, contact)),
    ...noteOf(scene, contact.note, `contacts.${id}.note`),
  ];
}

function contactArgs(scene: Scene, id: string, contact: Contact): Args {
  const { catalogue } = scene;
  const { name, for: purpose, phone, email, url, place, hours, validFrom, until } = contact;
  const number = phone === null ? null : shownPhone(phone, catalogue.language);
  const where = place === null ? null : words(scene, place, `contacts.${id}.place`);
  const way = number ?? email ?? url ?? where ?? '';
  const isLater = validFrom !== null && validFrom > scene.now;
  const opens = isLater && hours !== null && opensAt(scene, hours, validFrom);
  const from = isLater ? time(scene, 'at', opens ? dayAt(scene, validFrom) : validFrom) : null;
  const ending = until === null ? null : time(scene, 'at', until);
  const list = (short: boolean) => {
    const dated = (id: string, at: Args | null) =>
      at === null ? [] : [catalogue.word(id, { at: short ? at['at-short'] : at.at })];
    return listed(
      scene,
      [
        way,
        ...dated('contact-from', from),
        ...dated('contact-until', ending),
        ...(hours === null ? [] : [shownHours(scene, hours, short)]),
        ...(short
          ? []
          : [where, email, url].flatMap((other) => (other === null || other === way ? [] : [other]))),
      ],
      'commas',
    );
  };
  const isGeneric = ['hotline', 'emergency', 'desk', 'page'].includes(id);
  return {
    name:
      name === null
        ? catalogue.word('contact-name', { contact: isGeneric ? id : 'other' })
        : words(scene, name, `contacts.${id}.name`),
    purpose: purpose === null ? 'none' : words(scene, purpose, `contacts.${id}.for`),
    way,
    'way-from': listed(
      scene,
      [...(from === null ? [] : [catalogue.word('contact-from', { at: from['at-short'] })]), way],
      'commas',
    ),
    ways: list(false),
    'ways-short': list(true),
  };
}

/** Whether the time is the one at which the hours begin on that day: then the day is enough. */
function opensAt({ calendar }: Scene, { spans }: Hours, at: Instant): boolean {
  const { hour, minute } = calendar.wallTimeOf(at);
  const shown = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return spans.some(({ opens }) => opens === shown);
}

function shownHours(scene: Scene, { spans, note }: Hours, short: boolean): string | Missing | undefined {
  const { catalogue } = scene;
  const form = short ? '.short' : '';
  const texts = spans.map(({ from, to, opens, closes }) => {
    const isWeek = from === 1 && to === 7;
    const [first, last] = [weekday(scene, from, short), weekday(scene, to, short)];
    return catalogue.word(`hours${form}`, {
      days: isWeek ? 'daily' : from === to ? 'day' : 'span',
      first,
      last,
      always: isWeek && opens === '00:00' && closes === '24:00' ? 'yes' : 'no',
      opens: catalogue.word(`hour${form}`, clockArgs(opens)),
      closes: catalogue.word(`clock${form}`, clockArgs(closes)),
    });
  });
  const noted = note === null || short ? [] : [plain(words(scene, note, 'hours.note'))];
  return listed(scene, [...texts, ...noted], 'commas');
}

function clockArgs(time: string): Args {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return clock(hour, minute);
}

function clock(hour: number, minute: number): Args {
  return {
    hour,
    minute,
    minutes: String(minute).padStart(2, '0'),
    hour12: hour % 12 === 0 ? 12 : hour % 12,
    half: hour % 24 < 12 ? 'am' : 'pm',
  };
}

/** In German as it is dialled at home; in every other language with the code of the country. */
export function shownPhone(phone: string, language: Language): string {
  return iso639(language) === 'de' ? phone.replace(/^\+49[ -]?(?:\(0\))?/, '0') : phone;
}

function serviceIds(scene: Scene, status: ServiceStatus): readonly string[] {
  return presentServices(scene)
    .filter(([id, fact]) => fact.status === status && id !== EMERGENCY_CALLS)
    .map(([id]) => id);
}

function presentServices(scene: Scene): readonly (readonly [string, ServiceFact])[] {
  return Object.entries(scene.snapshot.facts.services).filter(([, fact]) => isPresent(scene, fact.until));
}

function serviceNames(scene: Scene, ids: readonly string[]): readonly (string | Missing | undefined)[] {
  return ids.map((id) => {
    const service = scene.services.get(id);
    return service === undefined ? id : words(scene, service.name, `services.${id}.name`);
  });
}

function servicesOff(scene: Scene, id = 'services-off', args: Args = {}): readonly Statement[] {
  const off = serviceIds(scene, 'unavailable');
  if (off.length === 0) return [];
  const url = scene.snapshot.facts.infoUrl;
  const link = url === null ? {} : { instead: say(`${id}-link`, { ...args, url }) };
  return [say(id, { ...args, services: listed(scene, serviceNames(scene, off), 'commas') }, link)];
}

function servicesSaid(
  scene: Scene,
  status: ServiceStatus,
  id: string,
  args: Args = {},
  told: readonly string[] = [],
): readonly Statement[] {
  const ids = serviceIds(scene, status).filter((id) => !told.includes(id));
  return ids.length === 0
    ? []
    : [say(id, { ...args, services: listed(scene, serviceNames(scene, ids), 'conjunction') })];
}

/** What does not work and what does so in part, the name of the municipality once before it. */
function servicesImpaired(scene: Scene, who: Args): readonly Statement[] {
  const off = servicesOff(scene, 'headline-services-off', who);
  return off.length > 0
    ? [
        ...off,
        ...servicesSaid(scene, 'limited', 'services-limited').map((one) => ({ ...one, isExtra: true })),
      ]
    : servicesSaid(scene, 'limited', 'headline-services-limited', who);
}

/** What can be done, as phrases (`Personalausweise beantragen`) where the services have them, else as names. */
function possible(scene: Scene, ids: readonly string[], id: string, args: Args = {}): readonly Statement[] {
  if (ids.length === 0) return [];
  const phrases = ids.map((one) => scene.services.get(one)?.phrase?.[scene.catalogue.language]);
  if (phrases.every((phrase) => phrase !== undefined))
    return [
      say(id, {
        ...args,
        phrases: joinedPhrases(phrases, (list) => scene.catalogue.list(list, 'conjunction')),
      }),
    ];
  return [say(`${id}-names`, { ...args, services: listed(scene, serviceNames(scene, ids), 'conjunction') })];
}

function serviceNotes(scene: Scene): readonly Statement[] {
  return presentServices(scene).flatMap(([id, { alternative, note, status }]) => {
    const [service] = serviceNames(scene, [id]);
    const told = [
      ...(alternative === null || status === 'available' ? [] : [[alternative, 'alternative'] as const]),
      ...(note === null ? [] : [[note, 'note'] as const]),
    ];
    return told.map(([text, field]) =>
      say('service-note', { service, text: sentence(words(scene, text, `services.${id}.${field}`)) }),
    );
  });
}

function estimateOf(scene: Scene): readonly Statement[] {
  return scene.snapshot.facts.estimate === null ? [] : [say('estimate', estimateArgs(scene))];
}

function estimateArgs(scene: Scene): Args {
  const { estimate, phase } = scene.snapshot.facts;
  if (estimate === null) return { estimate: phase === 'resolved' ? 'resolved' : 'unknown' };
  return { estimate: estimate.kind, ...time(scene, 'at', estimate.at), ...time(scene, 'to', estimate.to) };
}

/** What is right comes first, then what was wrong and what not to do with it. Nothing where there is nothing right to say. */
function correctionOf(scene: Scene): readonly Statement[] {
  const { original, announcement } = scene.snapshot;
  if (original === null) return [];
  const right = rightOf(scene, original.kind);
  if (right.length === 0) return [];
  const posted = time(scene, 'at', original.postedAt);
  if (original.wrongNumber && announcement.contact !== null)
    return [say('correction'), ...right, say('wrong-number', posted)];
  const what = announcement.what === null ? 'none' : plain(words(scene, announcement.what, 'what'));
  return [say('correction'), ...right, say('wrong', { what, ...posted })];
}

function rightOf(scene: Scene, kind: Kind): readonly Statement[] {
  const { announcement, facts } = scene.snapshot;
  const contact = namedContact(scene);
  if (contact !== null) return contactAnnounced(scene, contact).filter(({ isExtra }) => !isExtra);
  if (announcement.services.length > 0) {
    const who = { who: whoOf(scene) };
    const only = {
      ...facts,
      services: Object.fromEntries(
        presentServices(scene).filter(([id]) => announcement.services.includes(id)),
      ),
    };
    const narrowed = { ...scene, snapshot: { ...scene.snapshot, facts: only } };
    const impaired = servicesImpaired(narrowed, who);
    const available = serviceIds(narrowed, 'available');
    return impaired.length > 0
      ? [...impaired, ...possible(narrowed, available, 'services-possible')]
      : possible(narrowed, available, 'headline-services-possible', who);
  }
  if (kind === 'correction' || kind === 'retraction' || kind === 'notice' || kind === 'contacts') return [];
  const said = headline(scene, kind);
  return said.some(({ id }) => id === 'affected') ? [] : said;
}

function retractionOf(scene: Scene): readonly Statement[] {
  const { original } = scene.snapshot;
  if (original === null) return [];
  const { what: named } = scene.snapshot.announcement;
  const what = named === null ? 'none' : plain(words(scene, named, 'what'));
  const posted = time(scene, 'at', original.postedAt);
  return [say('retraction', { who: whoOf(scene), kind: original.kind, what, ...posted })];
}

function isOld({ snapshot: { facts, announcement }, now }: Scene): boolean {
  const { confirmedWithinMs } = announcement;
  return confirmedWithinMs != null && facts.confirmed !== null && now - facts.confirmed > confirmedWithinMs;
}

/** Whom the facts are about: the poster where it is among them, else the first. */
export function subjectOf({ about, poster }: ContentSnapshot): ContentSnapshot['poster'] {
  return about.find(({ id }) => id === poster.id) ?? about[0] ?? poster;
}

function whoOf(scene: Scene): string | Missing | undefined {
  if (!scene.namesAll) return nameOf(scene, subjectOf(scene.snapshot));
  return listed(
    scene,
    scene.snapshot.about.map((one) => nameOf(scene, one)),
    'conjunction',
  );
}

function nameOf(scene: Scene, { id, name }: ContentSnapshot['poster']): string | Missing {
  return words(scene, name, `${id}.name`);
}

/** The words in the language of the text. No other language replaces one that is absent. */
function words({ catalogue }: Scene, localized: Localized | null, field: string): string | Missing {
  return localized?.[catalogue.language] ?? { missing: field };
}

/** Words that somebody wrote, as a whole sentence. */
function sentence(text: string | Missing): string | Missing {
  if (isMissing(text)) return text;
  const trimmed = text.trim();
  return /(?:[.!?…:)"“”»]|https?:\S+|#\S+)$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Words that somebody wrote, for the end of a sentence. */
function plain(text: string | Missing): string | Missing {
  return isMissing(text) ? text : text.trim().replace(/[.!]$/, '');
}

function listed(
  { catalogue }: Scene,
  entries: readonly (string | Missing | undefined)[],
  join: Join,
): string | Missing | undefined {
  const gap = entries.find((entry) => typeof entry !== 'string');
  const known = entries.filter((entry) => typeof entry === 'string');
  return known.length < entries.length ? gap : catalogue.list(known, join);
}

function isPresent({ calendar, now }: Scene, until: Instant | Day | null): boolean {
  return until === null || calendar.overFrom(until) > now;
}

/** A time or a day in words, as `name` and in the shorter form as `name-short`. */
function time({ catalogue, calendar, now }: Scene, name: string, at: Instant | Day | null): Args {
  if (at === null) return {};
  const wall = typeof at === 'string' ? null : calendar.wallTimeOf(at);
  // A date without a time is read and named in UTC, whatever the zone.
  const date = new Date(wall === null ? at : Date.UTC(wall.year, wall.month - 1, wall.day));
  const year = date.getUTCFullYear();
  const args: Args = {
    ...catalogue.dateNames(date),
    day: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    year: year === calendar.wallTimeOf(now).year ? '' : String(year),
    'other-year': year === calendar.wallTimeOf(now).year ? 'no' : 'yes',
  };
  const shown = (form: string) =>
    wall === null
      ? catalogue.word(`day${form}`, args)
      : catalogue.word(`time${form}`, {
          ...args,
          clock: catalogue.word(`clock${form}`, clock(wall.hour, wall.minute)),
        });
  return { [name]: shown(''), [`${name}-short`]: shown('.short') };
}

function dayAt({ calendar }: Scene, at: Instant): Day {
  const { year, month, day } = calendar.wallTimeOf(at);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function weekday({ catalogue }: Scene, day: number, short: boolean): string {
  // 1 January 2024 was a Monday.
  const names = catalogue.dateNames(new Date(Date.UTC(2024, 0, day)));
  return short ? names['weekday-short'] : names.weekday;
}
