import type { Kind } from '../../src/core/domain/announcement.ts';
import { type Instant, isoOf, MINUTE } from '../../src/core/domain/clock.ts';
import type { Random } from './random.ts';

/** A part of a file as people write it. */
export type Written = Readonly<Record<string, unknown>>;

/** The state file as people write it. */
export interface Draft {
  incident: Written;
  facts: Readonly<Record<string, Written>>;
  announcements: readonly Written[];
}

/** One thing that people do to it. */
export type Edit =
  | 'facts'
  | 'say something'
  | 'own words'
  | 'answer'
  | 'say again'
  | 'recurring'
  | 'correct'
  | 'withdraw'
  | 'take out'
  | 'all-clear';

/** Press officers who change a state file, one thing at a time. */
export interface Writer {
  readonly draft: Draft;
  /** Whether the file can be read after it; where it cannot, nothing is changed. */
  edit(edit: Edit, at: Instant): boolean;
}

export interface WriterOptions {
  readonly random: Random;
  /** Ids of the municipalities. */
  readonly towns: readonly string[];
  readonly draft: Draft;
  /** What can be announced by its kind alone. */
  readonly kinds: readonly Kind[];
  /** What else an announcement of this kind says. `count` is another for each announcement. */
  readonly given: (kind: Kind, count: number, at: Instant) => Written;
  /** Own words. */
  readonly words: (count: number) => Written;
  /** The facts, after something has changed in a town. */
  readonly changed: (facts: Draft['facts'], town: string) => Draft['facts'];
  /** A town's facts once all is over. Default: without what contradicts that. */
  readonly cleared?: (facts: Written, town: string) => Written;
  readonly isReadable: (draft: Draft) => boolean;
}

export function writerOf(options: WriterOptions): Writer {
  const { random, towns, kinds, changed, isReadable } = options;
  const { cleared = (one) => ({ ...one, ...CLEARED }) } = options;
  let { incident, facts, announcements } = options.draft;
  let count = 0;

  const changeFacts = (of: readonly string[]) => {
    for (const town of of) facts = changed(facts, town);
  };
  const add = (kind: Kind, given: Written) => {
    announcements = [...announcements, { id: `${kind}${++count}`, kind, ...given }];
  };
  const replace = (one: Written, by: readonly Written[]) => {
    announcements = announcements.flatMap((other) => (other === one ? by : [other]));
  };

  function some(): readonly string[] {
    const chosen = towns.filter(() => random.next(0.6));
    return chosen.length > 0 ? chosen : [random.one(towns)];
  }

  /** `post_as` may be a word. */
  function postersOf({ post_as: posters }: Written): readonly string[] {
    return Array.isArray(posters) ? posters : towns;
  }

  /** What may be corrected, withdrawn or answered: nobody amends the same thing twice. */
  function original(): Written | null {
    const amended = new Set(announcements.map((one) => one.corrects ?? one.withdraws));
    const open = announcements.filter((one) => !AMENDING.has(one.kind) && !amended.has(one.id));
    return open.length === 0 ? null : random.one(open);
  }

  function saidOnce(): Written | null {
    const one = original();
    return one?.every === undefined ? one : null;
  }

  const what = () => ({ de: `Angabe ${count}`, en: `Detail ${count}` });

  const edits: Readonly<Record<Edit, (at: Instant) => void>> = {
    facts: () => changeFacts(some()),
    'say something': (at) => {
      const kind = random.one(kinds);
      add(kind, { post_as: some(), ...options.given(kind, count, at), keep_current: random.next(0.4) });
    },
    'own words': () => add('notice', { post_as: some(), text: options.words(count) }),
    answer: () => {
      const one = saidOnce();
      if (one) add('notice', { updates: one.id, post_as: one.post_as, text: options.words(count) });
    },
    'say again': () => {
      const one = saidOnce();
      if (!one) return;
      const again = postersOf(one).filter(() => random.next(0.7));
      changeFacts(again);
      const edition = { ...(one.edition as Record<string, number> | undefined) };
      for (const town of again) edition[town] = (edition[town] ?? 1) + 1;
      replace(one, [again.length === 0 ? one : { ...one, edition }]);
    },
    recurring: (at) => {
      if (!announcements.some((one) => one.every !== undefined))
        add('status', { post_as: some(), every: '0 * * * *', at: isoOf(at) });
    },
    correct: () => {
      const one = saidOnce();
      if (!one) return;
      changeFacts(postersOf(one));
      // What somebody said in own words is put right in own words.
      const text = one.text === undefined ? {} : { text: options.words(count) };
      add('correction', { corrects: one.id, what: what(), ...text });
    },
    withdraw: () => {
      const one = original();
      if (one) add('retraction', { withdraws: one.id, what: what() });
    },
    'take out': () => {
      const one = original();
      if (one) replace(one, []);
    },
    'all-clear': () => {
      incident = { ...incident, phase: 'resolved' };
      facts = Object.fromEntries(Object.entries(facts).map(([who, one]) => [who, cleared(one, who)]));
      add('all-clear', { post_as: towns });
    },
  };

  return {
    get draft() {
      return { incident, facts, announcements };
    },
    edit(edit, at) {
      const before = { incident, facts, announcements };
      edits[edit](at);
      if (isReadable({ incident, facts, announcements })) return true;
      ({ incident, facts, announcements } = before);
      return false;
    },
  };
}

const AMENDING: ReadonlySet<unknown> = new Set(['correction', 'retraction']);
const CLEARED = { reach: null, services: null, appointments: null, instruction: null };

/** Announcements may be for later, or end. */
export function timesFrom(random: Random, at: Instant): Written {
  const later = random.next(0.25) ? minutes(random.span(MINUTE, 90 * MINUTE)) : null;
  const ends = random.next(0.6);
  return {
    ...(later !== null && { at: isoOf(at + later) }),
    ...(ends && { until: isoOf(at + (later ?? 0) + minutes(random.span(3 * MINUTE, 600 * MINUTE))) }),
  };
}

/** Files say times to the minute. */
export function minutes(ms: number): number {
  return Math.round(ms / MINUTE) * MINUTE;
}
