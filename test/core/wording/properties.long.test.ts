import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Announcement, KINDS, type Kind } from '../../../src/core/domain/announcement.ts';
import { type Cache, newCache, recent } from '../../../src/core/domain/cache.ts';
import { DAY, forEachTime, HOUR, type Instant } from '../../../src/core/domain/clock.ts';
import { type Configuration, currentSnapshot, rulesOf } from '../../../src/core/domain/configuration.ts';
import type { Language, Localized } from '../../../src/core/domain/language.ts';
import type { Part } from '../../../src/core/domain/layout.ts';
import type { ContentSnapshot, Unworded } from '../../../src/core/domain/message.ts';
import type { Account } from '../../../src/core/domain/municipality.ts';
import { calendarIn, dayOf, endOf } from '../../../src/core/domain/time-zone.ts';
import { type Fitting, wordingFor } from '../../../src/core/wording/fill.ts';
import type { Scene, Statement } from '../../../src/core/wording/scene.ts';
import { SENTENCES } from '../../../src/core/wording/sentences.ts';
import { STATEMENTS } from '../../../src/core/wording/statements.ts';
import { limitedTo } from '../../fixtures/fact-sets.ts';
import { both, READ_AT, stateFiles, TOWNS, UNSIGNED } from '../../fixtures/state-files.ts';
import { openSystem } from '../../fixtures/system.ts';
import { claimsIn, isSo } from '../../published/reader.ts';
import type { Written } from '../../stories/writer.ts';

/** Others: AUSRUFER_SEED=4711 AUSRUFER_RUNS=2000 npx vitest run test/core/wording/properties.long.test.ts */
const SEED = Number(process.env.AUSRUFER_SEED ?? 1);
const RUNS = Number(process.env.AUSRUFER_RUNS ?? 30);
const LIMITS = { x: [280, 5_000], mastodon: [300, 500, 5_000] };
/** At these, texts are worded in all eight languages; at all limits in those of the reader. */
const SHOWN = { x: 280, mastodon: 500 };
/** The languages that the reader of texts knows. */
const READ: readonly Language[] = ['de', 'en'];

await using system = await openSystem({ at: READ_AT, region: TOWNS });
const empty = system.configuration(
  JSON.stringify({
    incident: { id: 'i', mode: 'live', title: { de: 'i' }, started: '2023-10-28 01:01' },
    announcements: [],
  }),
);
const calendar = calendarIn(empty.settings.zone);

/** A text, or that there is none, and everything that it was made from. */
interface Case {
  readonly kind: Kind;
  readonly language: Language;
  readonly account: Account;
  readonly limit: number;
  /** As somebody wrote them. */
  readonly facts: Written;
  readonly snapshot: ContentSnapshot;
  readonly configuration: Configuration;
  readonly fit: Fitting | Unworded;
}

type State = typeof stateFiles extends fc.Arbitrary<infer Value> ? Value : never;

/** What chance seldom brings: with these, every sentence of the catalogues is said. */
const SELDOM = [
  { phase: 'resolved' },
  { phase: 'resolved', contacts: { desk: { place: { de: 'Rathaus, Foyer', en: 'Town hall, foyer' } } } },
  { reach: { website: 'down' }, instruction: { say: 'wait' }, email: { action: 'delivered-later' } },
  { reach: { counter: 'limited' }, instruction: { say: 'call' }, email: { lost_until: '2023-10-30 12:00' } },
  { reach: { phone: 'up', email_in: 'up' }, services: { 'tax-debits': 'available' } },
  { reach: { counter: 'down' }, instruction: { say: 'do-not-come', place: 'Rathaus' } },
  { services: { 'id-cards': 'unavailable', 'emergency-calls': 'limited' } },
  { services: { 'emergency-calls': { status: 'unavailable', until: '2023-10-31' } } },
  { services: { 'id-cards': 'available', passports: 'limited' } },
  { services: { 'id-cards': 'available', passports: 'available' } },
  { services: { 'id-cards': 'available' }, appointments: { policy: 'unknown' } },
  {
    ...{ reach: { phone: 'up' }, services: { 'id-cards': { status: 'available', until: '2023-10-29' } } },
    appointments: { policy: 'cancelled' },
  },
].map((facts): [State] => {
  const title = both('IT-Ausfall', 'IT outage');
  const incident = { id: 'i', mode: 'live', title, started: '2023-10-28 01:01', phase: 'identified' };
  return [{ town: 'soest', incident, facts } as unknown as State];
});

/** A service with its English name for every language that has none. */
function inAllLanguages<Service extends { readonly name: Localized }>(service: Service): Service {
  const { de = '', en = '' } = service.name;
  return { ...service, name: both(de, en) };
}

/** More than a sample has. */
const STATES_KEPT = 50;
const kept = recent<string, readonly Case[]>(STATES_KEPT);

/**
 * Every kind on every channel, at every limit, from one state file; as if all languages were signed, or as they are. The tests
 * look at the same state files: each is worded once.
 */
function casesOf(state: State, isSigned = true): readonly Case[] {
  const id = JSON.stringify([state, isSigned]);
  const cases = kept.get(id) ?? casesIn(state, isSigned);
  kept.set(id, cases);
  return cases;
}

function casesIn(state: State, isSigned: boolean): readonly Case[] {
  const { town, incident, facts } = JSON.parse(JSON.stringify(state));
  const read = system.configuration(
    JSON.stringify({ incident, facts: { [town]: facts }, announcements: [] }),
  );
  const services = new Map([...read.services].map(([id, one]) => [id, inAllLanguages(one)]));
  const messages = isSigned ? { ...read.messages, unsigned: new Map() } : read.messages;
  const configuration = { ...read, services, messages };
  if (configuration.state.broken.size > 0) throw new Error('the generated facts cannot be read');
  const poster = configuration.region.municipalities.get(town);
  if (!poster) throw new Error(`there is no ${town}`);
  const kinds = KINDS.filter((kind) => kind !== 'all-clear' || incident.phase === 'resolved');
  return kinds.flatMap((kind) => {
    const original = originalOf(kind, town === 'soest', facts.phase === 'resolved');
    const current = currentSnapshot(configuration, announcementOf(kind, facts), poster, original);
    const confirmedWithinMs = recurs(kind) ? DAY : null;
    const snapshot = { ...current, announcement: { ...current.announcement, confirmedWithinMs } };
    return poster.accounts.flatMap((account) =>
      LIMITS[account.channel as keyof typeof LIMITS].flatMap((limit) => {
        const limits = limitedTo(configuration, account, limit);
        const wording = wordingFor({ ...configuration, limits }, READ_AT);
        const languages =
          limit === SHOWN[account.channel as keyof typeof LIMITS] ? [...READ, ...UNSIGNED] : READ;
        return languages.map((language): Case => {
          const fit = wording.fit(snapshot, account, language);
          return { kind, language, account, limit, facts, snapshot, configuration, fit };
        });
      }),
    );
  });
}

function announcementOf(kind: Kind, { services = {}, contacts = {} }: Written): Announcement {
  const named = kind === 'contacts' || kind === 'correction';
  return {
    ...({
      id: 'a',
      kind,
      postAs: [],
      about: null,
      at: null,
      until: null,
      every: null,
    } as unknown as Announcement),
    services: kind === 'restoration' ? Object.keys(services as object).slice(0, 2) : [],
    reach: kind === 'restoration' ? ['phone', 'website', 'counter'] : [],
    contact: named ? (Object.keys(contacts as object)[0] ?? null) : null,
    what: kind === 'retraction' ? both('Die Öffnungszeiten.', 'The opening hours') : null,
    text: kind === 'notice' ? both('Wir sind für Sie da.\nFragen Sie uns!', 'We are here for you.') : null,
  };
}

function originalOf(kind: Kind, wrongNumber: boolean, isOver: boolean): ContentSnapshot['original'] {
  const postedAt = Date.parse('2023-10-30T16:30+01:00');
  const isOfSeveral = kind === 'retraction' && wrongNumber;
  const original = {
    ...{
      kind: isOver ? ('all-clear' as const) : ('contacts' as const),
      ...(isOver && { stillOver: true as const }),
      postedAt,
      wrongNumber,
    },
    ...(isOfSeveral && { several: true as const }),
  };
  return kind === 'correction' || kind === 'retraction' ? original : null;
}

function each(
  check: (one: Case & { readonly text: string }) => void,
  also?: (one: Case) => void,
  isSigned = true,
): void {
  fc.assert(
    fc.property(stateFiles, (state) => {
      for (const one of casesOf(state, isSigned)) {
        also?.(one);
        if (one.fit.kind === 'fitting') check({ ...one, text: one.fit.text });
      }
    }),
    { seed: SEED, numRuns: RUNS + SELDOM.length, examples: SELDOM },
  );
}

const recurs = (kind: Kind) => !['correction', 'retraction', 'all-clear'].includes(kind);
const where = ({ kind, language, account, limit }: Case) =>
  `${kind} in ${language} on ${account.channel}, ${limit}`;
const until = (one: Written) =>
  Date.parse(
    `${String(one.until ?? '2099-01-01 00:00').replace(' ', 'T')}${String(one.until).length === 10 ? 'T23:59' : ''}+01:00`,
  );
const isOver = (one: Written | undefined) => one?.until !== undefined && until(one) <= READ_AT;
const has = (value: unknown): value is Written => value !== undefined;

describe('what must be said', () => {
  const EVERYTHING: readonly Kind[] = [
    'outage',
    'status',
    'appointments',
    'contacts',
    'services',
    'estimate',
    'restoration',
  ];
  const STAY_AWAY = /kommen Sie (?:dann )?nicht|nicht kommen|zu Hause|not come|at home/;
  /** What a saying without a place comes out as, in German and English. */
  const SAYINGS: Readonly<Record<string, RegExp>> = {
    'stay-home': /zu Hause|at home/,
    'do-not-come': /nicht kommen|kommen Sie nicht|not come/,
    wait: /warten Sie|wait|leave anything/,
    call: /rufen Sie|phone/,
  };
  const MAIL =
    /erneut|Brief|später|verspätet|keine E-Mails|again|[Rr]epeat|esend|post or phone|later|not email|instead of email/;

  /** Numbers, names and places are the same in all languages; how a statement is worded is known in two. */
  const IN_EVERY_LANGUAGE: ReadonlySet<string> = new Set(['who', 'what to do', 'phone', 'emergency calls']);

  /** What the facts hold that is never left out, each with how to see whether it is there. Written apart from the layout. */
  function needed({
    kind,
    language,
    facts,
    snapshot,
  }: Case): readonly (readonly [string, (text: string) => boolean])[] {
    const says = (fact: string, wanted: string) => (text: string) => {
      if (READ.includes(language))
        return claimsIn(text).some((claim) => claim.fact === fact && claim.says === wanted);
      return fact === 'phone'
        ? text.includes(wanted) || text.includes(wanted.replace('+49 ', '0'))
        : text.includes('110/112');
    };
    const {
      appointments,
      instruction,
      email,
      unaffected = [],
      services = {},
      contacts = {},
      reach = {},
      next_update: next,
    } = facts as Record<string, Written>;
    // Once a stated status has run out, nobody knows how it is.
    const isStated = has((services as Written)['emergency-calls']);
    const emergency = ((services as Written)['emergency-calls'] ?? 'none') as
      | string
      | { status: string; until?: string };
    const written = typeof emergency === 'string' ? { status: emergency } : emergency;
    const status = isOver(written as Written) ? 'none' : written.status;
    const isAll = EVERYTHING.includes(kind);
    // Where a text says what works at an office again, or where one is, others may come.
    const invites = (text: string) =>
      (kind === 'restoration' && `${reach.counter}` === 'limited') ||
      (kind === 'restoration' &&
        /können wieder |wieder geöffnet|(?<!eingeschränkt )wieder möglich|You can |open again|(?<!partly )available again/i.test(
          text,
        )) ||
      (kind === 'contacts' && has(Object.values(contacts as Record<string, Written>)[0]?.place));
    const isAmendment = kind === 'correction' || kind === 'retraction';
    // What makes a contact known is about that one: the numbers of the others may give way there.
    const phones = Object.values(contacts as Record<string, Written>)
      .slice(0, kind === 'contacts' ? 1 : undefined)
      .filter((one) => has(one.phone) && !isOver(one));
    const own = instruction?.[language] ?? (instruction?.text as Written | undefined)?.[language];
    // Nobody is asked to call where nobody answers.
    const holds = ({ valid_from: from }: Written) => !has(from) || until({ until: from }) <= READ_AT;
    const canCall = (one: Written) => has(one.phone) && !has(one.for) && holds(one);
    const isUnanswered =
      (`${reach.phone}` === 'down' || `${reach.work}` === 'none') &&
      !Object.values(contacts as Record<string, Written>).some((one) => canCall(one) && !isOver(one));
    const words = own ?? instruction?.place ?? SAYINGS[String(instruction?.say)];
    return [
      ['who', (text) => text.toLowerCase().includes(String(snapshot.poster.name[language]).toLowerCase())],
      ...(isAll &&
      has(appointments) &&
      ['cancelled', 'limited'].includes(String(appointments.policy)) &&
      !isOver(appointments)
        ? [['appointments', says('appointments', String(appointments.policy))] as const]
        : []),
      ...(isAll &&
      has(appointments) &&
      appointments.policy === 'cancelled' &&
      !isOver(appointments) &&
      reach.counter !== 'up' &&
      READ.includes(language)
        ? [['stay away', (text: string) => STAY_AWAY.test(text) || invites(text)] as const]
        : []),
      ...(status === 'unavailable' || status === 'limited'
        ? [['emergency calls', says('services.emergency-calls', status)] as const]
        : isAll &&
            (status === 'available' ||
              (!isStated && (unaffected as unknown as string[]).includes('emergency-calls')))
          ? [['emergency calls', says('services.emergency-calls', 'available')] as const]
          : []),
      ...(isAll &&
      has(instruction) &&
      !isOver(instruction) &&
      !(isUnanswered && instruction.say === 'call') &&
      (READ.includes(language) || own)
        ? [
            [
              'what to do',
              (text: string) => (words instanceof RegExp ? words.test(text) : text.includes(String(words))),
            ] as const,
          ]
        : []),
      // Who can write emails again is not asked for letters.
      ...((isAll || kind === 'all-clear') &&
      has(email?.action) &&
      (`${email.action}` !== 'use-post-or-phone' ||
        has(email.lost_since ?? email.lost_until) ||
        `${reach.email_in}` !== 'up')
        ? [['mail', (text: string) => MAIL.test(text)] as const]
        : []),
      // One number always, unless each that holds already is for one thing; of the others, how a text is filled tells.
      ...(isAll && (phones.some(holds) ? phones.filter(holds) : phones).some((one) => !has(one.for))
        ? [['phone', (text: string) => phones.some((one) => says('phone', String(one.phone))(text))] as const]
        : []),
      ...(recurs(kind) && snapshot.facts.confirmed !== null && READ_AT - snapshot.facts.confirmed > DAY
        ? [
            [
              'age',
              (text: string) =>
                /Angaben (?:sind )?von |Stand \p{L}|nformation (?:is )?from |As of /u.test(text),
            ] as const,
          ]
        : []),
      // A correction or withdrawal without room asks people not to come instead.
      ...(has(next) && !isAmendment && Date.parse(`${String(next).replace(' ', 'T')}+01:00`) > READ_AT
        ? [
            [
              'next',
              (text: string) =>
                /(?:(?:Nächste Info|Next update):|Mehr am|More on) \p{L}+.* (?:(?:30\.10|6\.11)\.|30 Oct|6 Nov)/u.test(
                  text,
                ),
            ] as const,
          ]
        : []),
    ];
  }

  test('what must be said is in every text, however short, or the post is held as too long', () => {
    let cramped = 0;
    each(
      (one) => {
        if (one.fit.kind === 'fitting' && one.fit.shortened.length > 0) cramped++;
        for (const [part, isIn] of needed(one))
          if (READ.includes(one.language) || IN_EVERY_LANGUAGE.has(part))
            expect(isIn(one.text), `${part} in ${where(one)}:\n${one.text}`).toBe(true);
      },
      (one) =>
        expect(
          one.limit === 5_000 && one.fit.kind === 'unworded' && one.fit.because === 'too-long',
          where(one),
        ).toBe(false),
    );
    expect(cramped).toBeGreaterThan(RUNS * 10);
  });

  test('what must be said is all that is said of reach, services, appointments, numbers and dates: nothing that the facts do not say', () => {
    let claims = 0;
    each((one) => {
      const { text, facts, snapshot } = one;
      for (const claim of READ.includes(one.language) ? claimsIn(text) : []) {
        claims++;
        const isTrue =
          claim.fact === 'phase' ? snapshot.facts.phase === 'resolved' : isSo(claim, [facts], '');
        expect(isTrue, `${claim.fact} ${claim.says} in ${where(one)}:\n${text}`).toBe(true);
      }
      const days = new Set(
        JSON.stringify([facts, '2023-10-30'])
          .match(/\d{4}-\d\d-\d\d/g)
          ?.map((day) => `${Number(day.slice(8))}.${Number(day.slice(5, 7))}`),
      );
      // A number with hours is there from its first open day.
      for (const { valid_from: from, hours } of Object.values(facts.contacts ?? {}) as Written[])
        for (let day = 1; day < 7 && from !== undefined && hours !== undefined; day++) {
          const opens = new Date(Date.parse(String(from).slice(0, 10)) + day * DAY);
          days.add(`${opens.getUTCDate()}.${opens.getUTCMonth() + 1}`);
        }
      const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
      const said = [
        ...[...text.matchAll(/(\d{1,2})\.(\d{1,2})\./g)].map(([, d, m]) => `${d}.${m}`),
        ...[...text.matchAll(/(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/g)].map(
          ([, d, m = '']) => `${d}.${MONTHS.indexOf(m) + 1}`,
        ),
      ];
      for (const day of said) expect([...days], `${where(one)}:\n${text}`).toContain(day);
    });
    expect(claims).toBeGreaterThan(RUNS * 50);
  });
});

describe('how a text is filled', () => {
  /** A sentence in its forms, the longest first, each with the part of the layout that has to give way for it. */
  interface Unit {
    readonly part: Part;
    readonly forms: readonly { readonly words: string; readonly at: Part }[];
    /** It is left out only where the shortest text would have no room. */
    readonly isNeeded: boolean;
    /** What a note is about: it is said only where that is. */
    readonly noteOf: Unit | null;
  }

  const longest = ({ forms }: Unit) => forms[0]?.words ?? '';

  /** What was reached: kinds in languages, and sentences. */
  const reached = new Set<string>();

  function reach({ id, instead, lastly, atLast, with: next }: Statement): void {
    reached.add(id);
    for (const other of [instead, lastly?.(), atLast?.(), next]) if (other) reach(other);
  }

  /** Each sentence that this text could have, apart from how it was filled. */
  function unitsOf({ configuration, snapshot, account, language, kind }: Case): readonly Unit[] {
    const { messages, services } = configuration;
    const catalogue = messages.catalogues.get(language);
    if (!catalogue) throw new Error(`no ${language}`);
    const { carriesLanguage } = rulesOf(configuration, account);
    const scene: Scene = {
      ...{
        snapshot,
        services,
        prepared: {},
        catalogue,
        times: new Map(),
        calendar,
        now: READ_AT,
        german: language === 'de' ? null : 'on-this-account',
        isIncomplete: false,
        namesAll: false,
      },
      channel: { id: account.channel, carriesLanguage, linksCost: account.channel === 'x' },
      text: snapshot.announcement.text?.[language] ?? null,
    };
    const formsOf = (one: Statement, of: Part): Unit['forms'] => {
      const sentences = catalogue.forms(one.id, one.args, account.channel);
      const next = one.with ? catalogue.forms(one.with.id, one.with.args, account.channel) : null;
      const most = Math.max(sentences.length, next?.length ?? 0);
      const whole =
        next === null
          ? sentences
          : Array.from({ length: most }, (_, nth) =>
              [sentences, next].map((forms) => forms[nth] ?? forms.at(-1)).join(' '),
            );
      const own = whole.map((words) => ({ words, at: one.at ?? of }));
      return [...own, ...(one.instead ? formsOf(one.instead, of) : [])];
    };
    const { kinds, neverDropped, droppable } = messages.layout;
    const order = [...neverDropped, ...droppable];
    return kinds[kind].flat(2).flatMap(({ part, mayGo }) => {
      // The words in place of an omission depend on what was omitted.
      if (part === 'about' || part === 'notes') return [];
      if (part === 'authority' && !READ.includes(language)) return [];
      let noted: Unit | null = null;
      const units = STATEMENTS[part](scene).map((one): Unit => {
        reach(one);
        const { extra } = one;
        const isNeeded = neverDropped.includes(part) && !mayGo && extra === undefined;
        // A note gives way with what it is about, or before.
        const noteOf: Unit | null = extra === 'notes' ? noted : null;
        const isLater = noteOf !== null && order.indexOf(noteOf.part) > order.indexOf('notes');
        const of = isLater ? noteOf.part : (extra ?? part);
        const unit = { part: of, forms: formsOf(one, of), isNeeded, noteOf };
        if (extra !== 'notes') noted = unit;
        return unit;
      });
      // A part without words in this language is left out.
      const isLeftOut = units.some((unit) => unit.part === part && unit.forms.length === 0);
      return isLeftOut ? [] : units.filter(({ forms }) => forms.length > 0);
    });
  }

  /** Words within sentences, and the words in place of an omission. */
  const WORDS =
    /^(?:day|time|clock(?:-twice)?|hours?|exercise|way-.*|contact-(?:name|on|from|until)|next-update|services-more|service-noted|more-in-german)$/;

  /** Every kind in every language, and every sentence. */
  function all(): readonly string[] {
    const languages = [...READ, ...UNSIGNED];
    return [
      ...KINDS.flatMap((kind) => languages.map((language) => `${kind} in ${language}`)),
      ...Object.keys(SENTENCES).filter((id) => !WORDS.test(id)),
    ];
  }

  test('nothing less important is said, or said at length, while what is more important would have fitted in its place', () => {
    let given = 0;
    each((one) => {
      const { layout } = one.configuration.messages;
      const rules = rulesOf(one.configuration, one.account);
      const lengthOf = (text: string) => rules.length(text, { characters: one.limit, perUrl: 23 });
      expect(one.fit.kind === 'fitting' && lengthOf(one.text), where(one)).toBeLessThanOrEqual(one.limit);
      reached.add(`${one.kind} in ${one.language}`);
      // An empty line is no more than a line break.
      const said = one.text.replaceAll('\n\n', '\n');
      const order = [...layout.neverDropped, ...layout.droppable];
      const flat = (words: string) => words.replaceAll('\n', ' ');
      const sizeOf = (words: string | undefined) => (words === undefined ? 0 : lengthOf(words) + 1);
      const isSaid = (words: string) => flat(said).includes(flat(words));
      const all = unitsOf(one);
      // What the first line says already is said once.
      const isFirst = ({ part, isNeeded }: Unit) => part === 'headline' && isNeeded;
      const first =
        one.snapshot.announcement.text?.[one.language] ?? all.filter(isFirst).map(longest).join(' ');
      const isNew = (unit: Unit) => isFirst(unit) || !unit.forms.some(({ words }) => first.includes(words));
      const units = all.filter(isNew).map(({ part, forms, isNeeded, noteOf }) => {
        const isAlone = noteOf !== null && !noteOf.forms.some(({ words }) => isSaid(words));
        const form = isAlone ? -1 : forms.findIndex(({ words }) => isSaid(words));
        const { words, at } = forms[form] ?? { at: part };
        const size = sizeOf(words);
        // What it needs at least; of words that another part made room for, what it had without them.
        const own = forms.filter((other) => other.at === part).map((other) => sizeOf(other.words));
        const least = at === part ? Math.min(...own) : Math.max(...own.filter((less) => less <= size));
        const yields = [
          { at, room: Math.max(0, size - least) },
          { at: part, room: isNeeded ? 0 : Math.min(size, least) },
        ];
        return { words, forms: isAlone ? [] : forms, form, size, yields };
      });
      // Of two in the same words nobody can tell which is said.
      const seen = units.filter(({ words }) => units.filter((other) => other.words === words).length === 1);
      for (const unit of units) {
        const { forms, form, size } = unit;
        for (const { words, at } of forms.slice(0, form < 0 ? undefined : form)) {
          const more = sizeOf(words) - size;
          if (more < 0) continue;
          const lower = seen
            .filter((other) => other !== unit)
            .flatMap(({ yields }) => yields)
            .filter((other) => order.indexOf(other.at) > order.indexOf(at));
          const room = one.limit - lengthOf(said) + lower.reduce((sum, yielded) => sum + yielded.room, 0);
          expect(more, `${at} in ${where(one)}: ${words}\n\n${said}`).toBeGreaterThan(room);
          given++;
        }
      }
    });
    expect(given).toBeGreaterThan(RUNS * 10);
    expect(all().filter((one) => !reached.has(one))).toEqual([]);
  });
});

describe('how a text reads', () => {
  const IN_ALL: readonly (readonly [it: string, never: RegExp])[] = [
    ['no word is made of pieces of others', /Monn|Thun|null|undefined|\[object|NaN/],
    ['no doubled blanks or line breaks, none at an end', / {2}|\n{3}| \n|\n |^\s|\s$/],
    ['nothing is left to fill in', /[{}]|\$[a-z]/],
  ];
  /** And of the languages that are signed. */
  const RULES: typeof IN_ALL = [
    ...IN_ALL,
    ['no doubled or lost punctuation', /\.\.|,,|::|[,;:] ?[.,;:)]|\( ?\)|\( | [.,;:)]|[:,–-]$|:\n(?!.*:)/],
    ['it begins with no small letter', /^\p{Ll}/u],
    ['no line and no sentence begins with a small letter', /(?:\n|(?<!\b\p{L}{1,3}|\d)[.!?] )\p{Ll}/u],
    ['it never says that nobody has confirmed something', /bestätigt|confirmed/],
    [
      'an emergency is only one of 110 and 112',
      /Notf[aä]ll(?!seite)|[Ee]mergenc(?!y page|y calls [(to ]*110\/112)|Notruf(?! 110\/112)/,
    ],
    ['nobody is just not reachable', /nicht erreichbar|unreachable|cannot be reached(?! by \p{L})/u],
    ['no hour is written twice', /Uhr,? Uhr|[ap]m,? [ap]m/],
  ];
  test('as whole sentences of a press office, whatever the facts', () => {
    each((one) => {
      const { text } = one;
      const shown = text.replace(/[\u2066-\u2069]/g, '');
      for (const [it, never] of READ.includes(one.language) ? RULES : IN_ALL)
        expect(shown, `${it}, ${where(one)}`).not.toMatch(never);
      expect(shown, where(one)).toMatch(/[.!?]$|https:\S+$|#\S+$/);
    });
  });

  test('without a "Stand" that is yet to come', () => {
    fc.assert(
      fc.property(stateFiles, (state) => {
        const [one] = casesOf(state);
        if (!one) return;
        const { snapshot, account, configuration } = one;
        const later = { ...snapshot, facts: { ...snapshot.facts, confirmed: READ_AT + 60_000 } };
        const fit = wordingFor(configuration, READ_AT).fit(later, account, 'de');
        if (fit.kind === 'fitting') expect(fit.text).not.toContain('Stand:');
      }),
      { seed: SEED, numRuns: 20 },
    );
  });

  test('a correction with nothing to correct with is held, never empty', () => {
    each(
      () => {},
      ({ kind, fit, facts, language }) => {
        const isPlain =
          !has(facts.contacts) || Object.values(facts.contacts as Record<string, Written>).every(isOver);
        if (kind === 'correction' && isPlain && READ.includes(language))
          expect(fit).toMatchObject({ kind: 'unworded', because: 'nothing-to-say' });
      },
    );
  });
});

test('a text that was worded before says at every later time what it would say if it had not been', () => {
  const times = ({ facts, announcement }: ContentSnapshot): readonly Instant[] => {
    const all = [READ_AT, endOf(dayOf(READ_AT, empty.settings.zone), empty.settings.zone)];
    forEachTime([facts, announcement], (at) => all.push(at));
    if (facts.confirmed !== null) all.push(facts.confirmed + DAY);
    // Also times at which nothing is known to pass: the code that is tested knows no others either.
    const others = Array.from({ length: 20 }, (_, nth) => READ_AT + (1 + 3 * nth) * HOUR);
    return [...new Set([...all.flatMap((at) => [at - 1, at, at + 1]), ...others])]
      .filter((at) => at >= READ_AT)
      .sort((a, b) => a - b);
  };
  fc.assert(
    fc.property(stateFiles, (state) => {
      for (const { snapshot, account, language, limit, configuration } of casesOf(state)) {
        if (limit !== SHOWN[account.channel as keyof typeof SHOWN] || language !== 'de') continue;
        for (const now of times(snapshot)) {
          const worded = (cache: Cache) =>
            wordingFor({ ...configuration, cache }, now).fit(snapshot, account, 'de');
          expect(worded(configuration.cache), new Date(now).toISOString()).toEqual(worded(newCache()));
        }
      }
    }),
    { seed: SEED, numRuns: Math.ceil(RUNS / 3) },
  );
});

test('what nobody has signed is not said live, in any language but the German and the English', () => {
  each(
    () => {},
    ({ language, snapshot, fit }) => {
      if (READ.includes(language) || snapshot.mode !== 'live') return;
      expect(fit.kind, language).toBe('unworded');
    },
    false,
  );
});
