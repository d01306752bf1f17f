import type { Announcement, Kind } from '../../src/core/domain/announcement.ts';
import { HOUR, type Instant, MINUTE } from '../../src/core/domain/clock.ts';
import type { FactsPatch } from '../../src/core/domain/facts.ts';
import type { Mode, State } from '../../src/core/domain/incident.ts';
import type { Account, Municipality, Region } from '../../src/core/domain/municipality.ts';
import type { PauseScope } from '../../src/core/domain/pause.ts';
import { sha256 } from '../../src/core/domain/post-key.ts';
import type { Random } from './random.ts';

/** The state file as it stands from `at` on. Null: it is broken. */
export interface Version {
  readonly at: Instant;
  readonly state: State | null;
}

/** What people want of one day: the files they write, and when they stop everything. */
export interface Story {
  readonly start: Instant;
  /** From then on nothing new happens and nothing goes wrong any more. */
  readonly calmFrom: Instant;
  readonly end: Instant;
  readonly region: Region;
  /** Oldest first; the first is there at the start. */
  readonly versions: readonly Version[];
  readonly pauses: readonly { readonly scope: PauseScope; readonly from: Instant; readonly to: Instant }[];
  /** The state of a municipality's facts as of each version, by number: greater is newer. */
  factsAt(digest: string, municipality: string): number;
}

export const INCIDENT = 'sim';
/** How long things have to come to rest. */
const CALM_MS = HOUR;
const MORNING = Date.UTC(2023, 9, 30, 5, 30);
const SAID_ONCE: readonly Kind[] = ['appointments', 'contacts', 'services', 'estimate', 'restoration'];
const HOURLY = '0 * * * *';

export function storyFrom(random: Random): Story {
  const start = MORNING;
  const calmFrom = start + Math.round(random.between(2, 6) * HOUR);
  const region = regionFrom(random);
  const writer = writerOf(region, random, start);
  const writes = Array.from({ length: random.whole(6, 14) }, () => ({
    at: Math.round(random.between(start + MINUTE, calmFrom - MINUTE)),
    write: writer.change,
  }));
  // Before each full hour somebody makes sure: so no hourly post repeats the one before it word for word.
  for (let at = start + 15 * MINUTE; at < calmFrom; at += HOUR) writes.push({ at, write: writer.confirm });
  for (const { at, write } of writes.sort((a, b) => a.at - b.at)) write(at);
  writer.finish(calmFrom);
  return {
    start,
    calmFrom,
    end: calmFrom + CALM_MS,
    region,
    versions: writer.versions,
    pauses: pausesFrom(random, region, start, calmFrom),
    factsAt: (digest, municipality) => writer.facts.get(digest)?.get(municipality) ?? 0,
  };
}

function regionFrom(random: Random): Region {
  const municipalities = Array.from({ length: random.whole(2, 4) }, (_, index) => townOf(index, random));
  return {
    municipalities: new Map(municipalities.map((one) => [one.id, one])),
    groups: new Map(),
    accounts: new Map(municipalities.flatMap((one) => one.accounts.map((account) => [account.id, account]))),
  };
}

function townOf(index: number, random: Random): Municipality {
  const id = `town${index + 1}`;
  const bilingual = random.next(0.2);
  const account = (channel: Account['channel']): Account => ({
    id: `${id}-${channel}`,
    municipality: id,
    channel,
    handle: id,
    server: channel === 'x' ? null : 'https://social.example.org',
    languages: bilingual && channel === 'mastodon' ? ['de', 'en'] : ['de'],
    publicExercises: false,
  });
  return {
    id,
    name: { de: id, en: id },
    kind: 'stadt',
    ags: `0597000${index}`,
    partOf: null,
    languages: ['de', 'en'],
    speaksFor: new Set([id]),
    infoUrl: null,
    facts: {},
    accounts: [account('x'), account('mastodon')],
  };
}

function namedBy({ corrects, withdraws, updates }: Announcement): readonly (string | null)[] {
  return [corrects, withdraws, updates];
}

function pausesFrom(random: Random, region: Region, start: Instant, calmFrom: Instant): Story['pauses'] {
  return Array.from({ length: random.whole(0, 3) }, () => {
    const from = Math.round(random.between(start, calmFrom - MINUTE));
    const to = Math.min(calmFrom, from + random.span(MINUTE, 90 * MINUTE));
    const scope: PauseScope = random.one([
      { of: 'everything' },
      { of: 'account', account: random.one([...region.accounts.keys()]) },
      { of: 'channel', channel: random.one(['x', 'mastodon'] as const) },
    ]);
    return { scope, from, to };
  });
}

/** The press officers: they change the state file, one thing at a time. */
function writerOf(region: Region, random: Random, start: Instant) {
  const towns = [...region.municipalities.keys()];
  const numbers = new Map(towns.map((town) => [town, 1]));
  const facts = new Map<string, ReadonlyMap<string, number>>();
  const versions: Version[] = [];
  let announcements: readonly Announcement[] = [];
  let hidden: string | null = null;
  let mode: Mode = 'live';
  let confirmed = start;
  let count = 0;

  function keep(at: Instant): void {
    const listed = announcements.filter((one) => one.id !== hidden);
    const digest = sha256(`version ${versions.length}`);
    facts.set(digest, new Map(numbers));
    // A file in which something names what is not there is refused.
    const isRefused = listed.some((one) => hidden !== null && namedBy(one).includes(hidden));
    versions.push({
      at,
      state: isRefused ? null : stateOf(digest, mode, listed, factsOf(numbers, confirmed), start, towns),
    });
  }

  function changeFacts(of: readonly string[]): void {
    for (const town of of) numbers.set(town, (numbers.get(town) ?? 0) + 1);
  }

  function some(): readonly string[] {
    const chosen = towns.filter(() => random.next(0.6));
    return chosen.length > 0 ? chosen : [random.one(towns)];
  }

  function add(kind: Kind, given: Partial<Announcement>): void {
    const one: Announcement = { ...BLANK, id: `${kind}${++count}`, kind, ...given };
    announcements = [...announcements, one];
  }

  /** What may be corrected, withdrawn or answered: nobody amends the same thing twice. */
  function original(): Announcement | null {
    const amended = new Set(announcements.flatMap((one) => [one.corrects, one.withdraws]));
    const open = announcements.filter((one) => !AMENDING.has(one.kind) && !amended.has(one.id));
    return open.length === 0 ? null : random.one(open);
  }

  const edits: Record<string, (at: Instant) => void> = {
    facts: () => changeFacts(some()),
    'say something': (at) => {
      const kind = random.one(SAID_ONCE);
      // One of both tells it from others of its kind; only those without a topic overtake each other.
      const topic = random.next(0.5) ? [`service${count}`] : [];
      const expires = topic.length === 0 || random.next(0.4);
      const later = random.next(0.25) ? random.span(MINUTE, 90 * MINUTE) : null;
      add(kind, {
        postAs: some(),
        services: topic,
        at: later === null ? null : at + later,
        until: expires ? at + (later ?? 0) + random.span(3 * MINUTE, 600 * MINUTE) : null,
        keepCurrent: random.next(0.4),
      });
    },
    'own words': () => {
      const words = `notiz${count}`;
      add('notice', { postAs: some(), text: { de: words, en: words } });
    },
    answer: () => {
      const one = original();
      const words = `antwort${count}`;
      if (one && one.every === null)
        add('notice', { updates: one.id, postAs: one.postAs, text: { de: words, en: words } });
    },
    'say again': () => {
      const one = original();
      if (!one?.postAs || one.every !== null) return;
      const again = one.postAs.filter(() => random.next(0.7));
      changeFacts(again);
      const of = new Map(one.edition.of);
      for (const town of again) of.set(town, (of.get(town) ?? one.edition.all) + 1);
      announcements = announcements.map((other) =>
        other === one ? { ...one, edition: { ...one.edition, of } } : other,
      );
    },
    recurring: (at) => {
      if (!announcements.some((one) => one.every !== null))
        add('status', { postAs: some(), every: HOURLY, at });
    },
    correct: () => {
      const one = original();
      if (!one || one.every !== null) return;
      changeFacts(one.postAs ?? towns);
      add('correction', { corrects: one.id, what: { de: `angabe${count}`, en: `detail${count}` } });
    },
    withdraw: () => {
      const one = original();
      if (one) add('retraction', { withdraws: one.id });
    },
  };
  const wishes = [
    ...['facts', 'facts', 'say something', 'say something', 'say something', 'say again', 'say again'],
    ...['own words', 'answer', 'recurring', 'correct', 'correct', 'withdraw', 'withdraw'],
  ];

  add('outage', { postAs: towns, at: start, keepCurrent: random.next(0.5) });
  keep(start);
  return {
    versions,
    facts,
    confirm(at: Instant): void {
      confirmed = at;
      keep(at);
    },
    change(at: Instant): void {
      confirmed = at;
      const mishap = random.unit();
      if (mishap < 0.06) {
        versions.push({ at, state: null });
        return;
      }
      mode = mishap < 0.12 ? 'draft' : 'live';
      hidden = mishap > 0.9 ? random.one(announcements).id : null;
      edits[random.one(wishes)]?.(at);
      keep(at);
    },
    finish(at: Instant): void {
      confirmed = at;
      mode = 'live';
      hidden = null;
      keep(at);
    },
  };
}

const AMENDING: ReadonlySet<Kind> = new Set(['correction', 'retraction']);

const BLANK: Omit<Announcement, 'id' | 'kind'> = {
  postAs: null,
  about: null,
  at: null,
  until: null,
  every: null,
  edition: { all: 1, of: new Map() },
  keepCurrent: null,
  services: [],
  contact: null,
  corrects: null,
  withdraws: null,
  updates: null,
  what: null,
  text: null,
};

function factsOf(numbers: ReadonlyMap<string, number>, confirmed: Instant): Map<string, FactsPatch> {
  return new Map(
    [...numbers].map(([town, number]) => [
      town,
      { confirmed, instruction: { text: { de: `f${number}`, en: `f${number}` }, until: null } },
    ]),
  );
}

function stateOf(
  digest: string,
  mode: Mode,
  announcements: readonly Announcement[],
  facts: ReadonlyMap<string, FactsPatch>,
  started: Instant,
  towns: readonly string[],
): State {
  return {
    incident: {
      id: INCIDENT,
      mode,
      title: { de: 'Ausfall', en: 'Outage' },
      cause: null,
      started,
      updated: null,
      phase: 'investigating',
      nextUpdate: null,
      estimate: null,
      affects: new Set(towns),
      hashtags: [],
    },
    facts,
    announcements,
    broken: new Map(),
    warnings: [],
    digest,
  };
}
