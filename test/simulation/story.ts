import { CHANNELS } from '../../src/channels/registry.ts';
import type { Kind } from '../../src/core/domain/announcement.ts';
import { HOUR, type Instant, isoOf, MINUTE } from '../../src/core/domain/clock.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import type { Mode, State } from '../../src/core/domain/incident.ts';
import type { Services } from '../../src/core/domain/municipal-service.ts';
import type { Region } from '../../src/core/domain/municipality.ts';
import type { PauseScope } from '../../src/core/domain/pause.ts';
import { readState } from '../../src/files/incident/state.ts';
import { readRegion } from '../../src/files/municipalities/region.ts';
import { readServices } from '../../src/files/services/services.ts';
import { districtOf, type Town } from '../fixtures/towns.ts';
import type { Random } from '../stories/random.ts';
import { weighted } from '../stories/story.ts';
import { type Draft, type Edit, minutes, timesFrom, type Writer, writerOf } from '../stories/writer.ts';
import { SETTINGS } from './settings.ts';
import { signedByOwner, signedByStranger } from './signing.ts';

/** The state file from `at` on, and what it says to who knows all towns. Null: it is broken, or false. */
export interface Version {
  readonly at: Instant;
  readonly text: string;
  readonly state: State | null;
  /** It is not what the press office wrote: the server shows an older file, or one that a stranger wrote. */
  readonly isFalse?: true;
}

/** What the settings and the region say from `at` on. Null: one of these files is broken. */
export interface Rewrite {
  readonly at: Instant;
  readonly files: {
    readonly sandbox: boolean;
    readonly accountsAtOnce: number;
    readonly region: Region;
  } | null;
}

/** What people want of one day: the files they write, and when they stop everything. */
export interface Story {
  readonly start: Instant;
  /** From then on nothing new happens and nothing goes wrong any more. */
  readonly calmFrom: Instant;
  readonly end: Instant;
  /** With all accounts. */
  readonly region: Region;
  readonly services: Services;
  /** Oldest first; the first is there at the start. */
  readonly versions: readonly Version[];
  /** The other files, from the start on. With each change every worker begins a new session. */
  readonly rewrites: readonly Rewrite[];
  /** Whether nobody but the press office is believed, which signs what it writes. */
  readonly isSigned: boolean;
  /** When somebody writes that all is over. */
  readonly overAt: Instant;
  /** When all ledgers are lost. */
  readonly losses: readonly Instant[];
  readonly pauses: readonly { readonly scope: PauseScope; readonly from: Instant; readonly to: Instant }[];
  /** The state of a municipality's facts as of each version, by number: greater is newer. */
  factsAt(digest: string, municipality: string): number;
}

export const INCIDENT = 'sim';
/** How long things have to come to rest. */
const CALM_MS = HOUR;
const MORNING = Date.UTC(2023, 9, 30, 5, 30);
/** Each names what is its own, so that no two say the same. */
const SAID_ONCE: readonly Kind[] = ['contacts', 'restoration'];
const WISHES = weighted<Edit>({
  ...{ facts: 2, 'say something': 3, 'say again': 2, 'own words': 1, answer: 1, recurring: 1 },
  ...{ correct: 2, withdraw: 2 },
});
/** After the all-clear, which nobody takes back. */
const WISHES_AFTERWARDS = weighted<Edit>({ facts: 1, 'say something': 1, 'own words': 1 });
/** One for each announcement that a day can have. */
const numbered = <Value>(of: string, value: (nth: number) => Value) =>
  Object.fromEntries(Array.from({ length: 20 }, (_, nth) => [`${of}-${nth}`, value(nth)]));
const SERVICES = readServices(
  JSON.stringify({
    services: numbered('service', (nth) => ({ name: { de: `Dienst ${nth}`, en: `Service ${nth}` } })),
  }),
  'services.yaml',
);

export function storyFrom(random: Random): Story {
  const start = MORNING;
  const calmFrom = start + random.whole(120, 360) * MINUTE;
  const region = regionFrom(random);
  const versions: Version[] = [];
  const numbers = new Map<string, ReadonlyMap<string, number>>();
  const press = pressOf(region, random, start);
  const signing = random.branch('signing');
  const isSigned = signing.next(0.3);
  const textAt = (mode: Mode, hidden: string | null, at: Instant) => {
    const text = press.text(mode, hidden, at);
    return isSigned ? signedByOwner(text) : text;
  };
  const exercise = textAt('exercise', null, start - HOUR);
  const keep = (at: Instant, mode: Mode, hidden: string | null) => {
    const text = textAt(mode, hidden, at);
    const state = readOrNull(text, region);
    if (state !== null) numbers.set(state.digest, new Map(press.numbers));
    versions.push({ at, text, state });
  };
  const overAt =
    start + Math.round(((calmFrom - start) * random.branch('over').between(0.4, 0.95)) / MINUTE) * MINUTE;
  const change = (at: Instant) => {
    const mishap = random.unit();
    if (mishap < 0.06) {
      versions.push({ at, text: '{', state: null });
      return;
    }
    const hidden = mishap > 0.9 ? String(random.one(press.writer.draft.announcements).id) : null;
    press.writer.edit(random.one(at < overAt ? WISHES : WISHES_AFTERWARDS), at);
    keep(at, mishap < 0.12 ? 'draft' : mishap < 0.18 ? 'exercise' : 'live', hidden);
  };
  // Before each full hour somebody makes sure: so no hourly post repeats the one before it word for word.
  const writes = Array.from({ length: random.whole(6, 14) }, () => ({
    at: start + random.whole(1, (calmFrom - start) / MINUTE - 1) * MINUTE,
    write: change,
  }));
  for (let at = start + 15 * MINUTE; at < calmFrom; at += HOUR)
    writes.push({ at, write: (at) => keep(at, 'live', null) });
  writes.push({
    at: overAt,
    write: (at) => {
      press.writer.edit('all-clear', at);
      keep(at, 'live', null);
    },
  });
  keep(start, 'live', null);
  for (const { at, write } of writes.sort((a, b) => a.at - b.at)) write(at);
  keep(calmFrom, 'live', null);
  return {
    start,
    calmFrom,
    end: calmFrom + CALM_MS,
    region,
    services: SERVICES,
    versions: isSigned ? withFalse(versions, exercise, signing, calmFrom) : versions,
    isSigned,
    rewrites: rewritesFrom(random, region, start, calmFrom),
    overAt,
    // With the ledgers it is lost which file was signed last.
    losses: isSigned ? [] : lossesFrom(random.branch('losses'), start, overAt, calmFrom),
    pauses: pausesFrom(random, region, start, calmFrom),
    factsAt: (digest, municipality) => numbers.get(digest)?.get(municipality) ?? 0,
  };
}

/**
 * Now and then the server shows another file for some minutes: an older one, an exercise from before, one that a stranger
 * signed, or nobody.
 */
function withFalse(
  versions: readonly Version[],
  exercise: string,
  random: Random,
  calmFrom: Instant,
): readonly Version[] {
  return versions.flatMap((version, index) => {
    const next = versions[index + 1]?.at ?? calmFrom;
    if (version.state === null || next > calmFrom || !random.next(0.3)) return [version];
    const from = Math.round(random.between(version.at, next));
    const until = Math.min(next, from + random.span(MINUTE, 15 * MINUTE));
    const [plain = ''] = version.text.split('\n');
    const text = random.one([
      random.one(versions.slice(0, index + 1)).text,
      exercise,
      plain,
      signedByStranger(plain),
    ]);
    if (text === version.text || from >= until) return [version];
    const isFalse = true as const;
    const back = { ...version, at: until };
    return [version, { at: from, text, state: null, isFalse }, ...(until < next ? [back] : [])];
  });
}

/** Something to say for every kind. */
const SAYABLE = {
  reach: { phone: 'down' },
  services: numbered('service', () => 'available'),
  contacts: numbered('contact', (nth) => ({
    name: { de: `c${nth}`, en: `c${nth}` },
    phone: '+49 221 4710119',
  })),
};

function regionFrom(random: Random): Region {
  const towns = Array.from({ length: random.whole(2, 4) }, (_, index): Town => {
    const id = `town${index + 1}`;
    return { id, name: { de: id, en: id }, languages: random.next(0.2) ? ['de', 'en'] : ['de'] };
  });
  return readRegion(districtOf(towns), 'municipalities.yaml', SERVICES, SETTINGS, CHANNELS);
}

/** Press officers whose facts are a number, which grows with each change and is the place of a contact. */
function pressOf(region: Region, random: Random, start: Instant) {
  const towns = [...region.municipalities.keys()];
  const numbers = new Map(towns.map((town) => [town, 1]));
  let isOver = false;
  const facts = (town: string) => {
    const words = `f${numbers.get(town)} ${town}`;
    const place = { de: words, en: words };
    const contacts = { ...SAYABLE.contacts, number: { name: { de: 'number', en: 'number' }, place } };
    return {
      ...{ ...SAYABLE, contacts },
      // An instruction has free words, which somebody has to see. Both would contradict the all-clear.
      ...(isOver ? { reach: { phone: 'up' } } : { instruction: place }),
    };
  };
  const renewed = (town: string) => {
    numbers.set(town, (numbers.get(town) ?? 0) + 1);
    return facts(town);
  };
  const outage = {
    id: 'outage0',
    kind: 'outage',
    post_as: towns,
    at: isoOf(start),
    keep_current: random.next(0.5),
  };
  const textOf = ({ incident, facts, announcements }: Draft, hidden: string | null, confirmed: Instant) => {
    const all = Object.fromEntries(
      Object.entries(facts).map(([who, one]) => [who, { ...one, confirmed: isoOf(confirmed) }]),
    );
    const shown = announcements.filter((one) => one.id !== hidden);
    const updated = isoOf(confirmed);
    return JSON.stringify({ incident: { ...incident, updated }, facts: all, announcements: shown });
  };
  const writer: Writer = writerOf({
    random,
    towns,
    draft: {
      incident: {
        id: INCIDENT,
        mode: 'live',
        title: { de: 'Ausfall', en: 'Outage' },
        started: isoOf(start),
        phase: 'investigating',
      },
      facts: Object.fromEntries(towns.map((town) => [town, facts(town)])),
      announcements: [outage],
    },
    kinds: SAID_ONCE,
    given: (kind, count, at) => ({
      ...(kind === 'restoration' && { services: [`service-${count}`] }),
      ...(kind === 'contacts' && { contact: `contact-${count}` }),
      ...timesFrom(random, at),
    }),
    words: (count) => ({ de: `notiz${count}`, en: `notiz${count}` }),
    changed: (all, town) => ({ ...all, [town]: renewed(town) }),
    cleared(_, town) {
      isOver = true;
      return renewed(town);
    },
    isReadable: (draft) => readOrNull(textOf(draft, null, start), region) !== null,
  });
  return {
    writer,
    numbers,
    /** A file in which something names what is hidden is refused. */
    text: (mode: Mode, hidden: string | null, confirmed: Instant) =>
      textOf({ ...writer.draft, incident: { ...writer.draft.incident, mode } }, hidden, confirmed),
  };
}

function readOrNull(text: string, region: Region): State | null {
  try {
    return readState(text, 'incident.yaml', region, SERVICES, SETTINGS, Number.POSITIVE_INFINITY);
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}

/** On some days an account or a whole town comes later than the others; now and then a file is broken, or says `sandbox: true`. */
function rewritesFrom(random: Random, region: Region, start: Instant, calmFrom: Instant): readonly Rewrite[] {
  const [late, lateTown] = [random.next(0.5), random.next(0.3)];
  const account = late ? random.one([...region.accounts.keys()]) : null;
  const town = lateTown ? random.one([...region.municipalities.keys()].slice(1)) : null;
  const files = (sandbox: boolean, of: Region) => ({
    sandbox,
    accountsAtOnce: random.whole(1, 10),
    region: of,
  });
  const times = Array.from({ length: random.whole(1, 4) }, () => random.whole(1, 95)).sort((a, b) => a - b);
  const at = (percent: number) => start + minutes(((calmFrom - start) * percent) / 100);
  return [
    { at: start, files: files(false, without(region, account, town)) },
    // The state file names the town from the start, so it cannot be read before the town is there.
    ...(town === null
      ? []
      : [{ at: start + random.whole(1, 20) * MINUTE, files: files(false, without(region, account, null)) }]),
    ...times.map((percent) => ({
      at: Math.max(at(percent), start + 21 * MINUTE),
      files: random.next(0.2) ? null : files(random.next(0.3), region),
    })),
    { at: calmFrom, files: files(false, region) },
  ];
}

function without(
  { municipalities, groups, accounts }: Region,
  account: string | null,
  town: string | null,
): Region {
  const others = [...municipalities.values()]
    .filter(({ id }) => id !== town)
    .map((one) => ({ ...one, accounts: one.accounts.filter(({ id }) => id !== account) }));
  return {
    municipalities: new Map(others.map((one) => [one.id, one])),
    groups,
    accounts: new Map(
      [...accounts].filter(([id, { municipality }]) => id !== account && municipality !== town),
    ),
  };
}

/** On some days the disk is lost: in the first hour, later, or after the all-clear. */
function lossesFrom(random: Random, start: Instant, overAt: Instant, calmFrom: Instant): readonly Instant[] {
  if (!random.next(0.4)) return [];
  const [from, to] = random.one([
    [start + 2 * MINUTE, start + 55 * MINUTE],
    [start + HOUR, overAt],
    [overAt + MINUTE, calmFrom - MINUTE],
  ]);
  return [Math.round(random.between(from, Math.max(from, to)))];
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
