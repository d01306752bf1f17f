import { expect } from 'vitest';
import type { Kind } from '../src/announcement.ts';
import type { Instant } from '../src/clock.ts';
import type { Plan } from '../src/plan.ts';
import type { Sandbox } from '../src/sandbox/sandbox.ts';
import { openWorld, type TestWorld, type WorldOptions } from './world.ts';

/** A town with two languages, a town with one, and their district, which is on Mastodon only. */
export const REGION = `municipalities:
  mk:
    name: {de: Märkischer Kreis, en: Märkischer Kreis district}
    kind: kreis
    ags: "05962"
    languages: [de]
    speaks_for: [mk, hemer, menden]
    facts: {instruction: {de: "Notfälle: Info-Schalter im Kreishaus."}}
    accounts:
      - {id: mk-mastodon, channel: mastodon, server: https://social.example.org, handle: kreis_mk}
  hemer:
    name: {de: Stadt Hemer, en: Town of Hemer}
    kind: stadt
    ags: "05962016"
    part_of: mk
    languages: [de, en]
    facts: {instruction: {de: "Notfälle: Anlaufstelle in der Feuerwache.", en: "Emergencies: desk at the fire station."}}
    accounts:
      - {id: hemer-x, channel: x, handle: stadt_hemer, languages: [de]}
      - {id: hemer-mastodon, channel: mastodon, server: https://social.example.org, handle: stadt_hemer}
  menden:
    name: {de: Stadt Menden, en: Town of Menden}
    kind: stadt
    ags: "05962040"
    part_of: mk
    languages: [de]
    facts: {instruction: {de: "Bürgerbüro im Neuen Rathaus geöffnet, nur Barzahlung."}}
    accounts:
      - {id: menden-x, channel: x, handle: stadt_menden}
      - {id: menden-mastodon, channel: mastodon, server: https://social.example.org, handle: stadt_menden}
`;

export const RIGHT = '+49 221 4710119';
export const WRONG = '+49 221 4710191';

/** A time of the incident's first day, a Tuesday, or of a later one: `'08:00'`, `'08:00 +1'`. */
export function at(time: string): Instant {
  const [clock = '', days = '0'] = time.split(' +');
  return Date.parse(`2026-11-24T${clock}+01:00`) + Number(days) * 24 * 60 * 60 * 1000;
}

type Written = Readonly<Record<string, unknown>>;

/** A state file: facts by whom they are of, and what is to be said. */
export function file(facts: Written, ...say: readonly Written[]): string {
  return fileOf({}, facts, ...say);
}

/** The same, with something else about the incident itself. */
export function fileOf(incident: Written, facts: Written, ...say: readonly Written[]): string {
  const common = {
    id: 'it-2026',
    mode: 'live',
    title: { de: 'IT-Ausfall', en: 'IT outage' },
    started: '2026-11-24 01:40',
    phase: 'investigating',
  };
  return JSON.stringify({ incident: { ...common, ...incident }, facts, announcements: say }, null, 1);
}

/** Facts of a town whose hotline has this number. */
export function hotline(phone: string | null): Written {
  return { contacts: { hotline: { phone, hours: 'Mo-Fr 08:00-16:00', verified_by: 'press-hemer' } } };
}

/** A small region's life: the file changes, time passes, and the timelines can be read. */
export interface Life extends TestWorld {
  /** From this time on the file says this. All that can go out does, and then nothing more is due. */
  step(time: string, file: string): Promise<Plan>;
  /** The worker goes on: a tick with this file every five minutes up to this time. */
  work(until: string, file: string): Promise<void>;
  /** What can be read now, `account: gist`, each account's oldest first. */
  reads(...accounts: readonly string[]): readonly string[];
  /** What could still be sent now: nothing, after each step. */
  dueNow(file: string): Promise<readonly string[]>;
  /** When what is still to come is due. */
  dueAt(file: string): Promise<readonly Instant[]>;
  /** Somebody signs in to the platform and deletes all that stands on the account. */
  deleteByHand(account: string): Promise<void>;
  /** Somebody signs in to the platform and changes all that stands on the account to these words. */
  editByHand(account: string, text: string): Promise<void>;
  /** Somebody approves every text of an announcement, as the plan shows them now. Returns how many. */
  approve(announcement: string, file: string, by: string): Promise<number>;
  /** Somebody approves the wording of a standing kind. */
  approveWording(kind: Kind, by: string): Promise<void>;
  /** `announcement/account/language because` of what is held. */
  held(file: string): Promise<readonly string[]>;
}

const TICKS_APART_MS = 5 * 60_000;

export async function openLife(
  time: string,
  settings = 'approvals: {needed: 0}\n',
  options: Partial<WorldOptions> = {},
): Promise<Life> {
  const world = await openWorld({ at: at(time), region: REGION, settings, ...options });
  return {
    ...world,
    async step(time, file) {
      world.clock.advanceTo(at(time));
      const planned = await world.tick(file);
      expect(await due(world, file)).toEqual([]);
      return planned;
    },
    dueNow: (file) => due(world, file),
    dueAt: async (file) => [...new Set((await world.plan(file)).posts.map((post) => post.intent.due))],
    async deleteByHand(account) {
      const found = world.region.accounts.get(account);
      const channel = found && world.courier.channel(found);
      for (const post of world.sandbox.timeline(account))
        if (post.deletedAt === null) await channel?.delete(post.id, new AbortController().signal);
    },
    async editByHand(account, text) {
      const found = world.region.accounts.get(account);
      const channel = found && world.courier.channel(found);
      for (const post of world.sandbox.timeline(account))
        if (post.deletedAt === null)
          await channel?.edit(
            post.id,
            { text, language: post.language ?? 'de', replyTo: null, idempotencyKey: '' },
            new AbortController().signal,
          );
    },
    async work(until, file) {
      while (world.clock.now() < at(until)) {
        await world.tick(file);
        await world.pass(Math.min(world.clock.now() + TICKS_APART_MS, at(until)));
      }
      await world.tick(file);
    },
    reads: (...accounts) => readable(world.sandbox, accounts.length > 0 ? accounts : ALL_ACCOUNTS),
    async approve(announcement, file, by) {
      const planned = await world.plan(file);
      const meant = planned.posts.filter(({ intent }) => intent.announcement === announcement);
      const at = world.clock.now();
      await world.ledger.record(planned.recording, at, await world.ledger.versionAccepted());
      await world.ledger.approve(
        meant.map(({ intent }) => ({ digest: intent.digest, subject: { post: intent.key }, by, at })),
      );
      return meant.length;
    },
    approveWording: (kind, by) => {
      const digest = world.world(file({})).messages.digests[kind];
      return world.ledger.approve([{ digest, subject: { kind }, by, at: world.clock.now() }]);
    },
    held: async (file) =>
      (await world.plan(file)).held.map(
        ({ announcement, account, language, because }) => `${announcement}/${account}/${language} ${because}`,
      ),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const ALL_ACCOUNTS = ['mk-mastodon', 'hemer-x', 'hemer-mastodon', 'menden-x', 'menden-mastodon'];

/** What is due, approved, and waits for nothing but a worker. */
async function due(world: TestWorld, file: string): Promise<readonly string[]> {
  const { posts } = await world.plan(file);
  const waiting = new Set((await world.ledger.chances()).filter((one) => one.at <= world.clock.now()));
  return waiting.size === 0 ? [] : posts.map((post) => `${post.intent.action} ${post.intent.key}`);
}

/** What can be read on these accounts, each post as its gist. */
export function readable(sandbox: Sandbox, accounts: readonly string[]): readonly string[] {
  return accounts.flatMap((account) =>
    sandbox
      .timeline(account)
      .filter((post) => post.deletedAt === null)
      .map((post) => {
        const language = account.endsWith('-x') || post.language === 'de' ? '' : `/${post.language}`;
        return `${account}${language}: ${gistOf(post.text)}`;
      }),
  );
}

const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^(ÜBUNG|EXERCISE)/, 'exercise'],
  [/^(KORREKTUR|CORRECTION)/, 'correction'],
  [/^(ZURÜCKGEZOGEN|WITHDRAWN)/, 'retraction'],
  [/^(ENTWARNUNG|ALL[- ]CLEAR)/i, 'all-clear'],
  [/^[^–]+ – (Nothotline|Emergency hotline):/, 'hotline'],
  [/^[^–]+ – (die aktuelle )?(Lage|current situation)[.:]/, 'status'],
  [/^IT[- ](Ausfall|outage)/, 'outage'],
];

/** What a post is, and which of the two numbers stands in it: `correction, right`. */
function gistOf(text: string): string {
  const kind = BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1] ?? text;
  if (text.includes(WRONG)) return `${kind}, wrong`;
  return text.includes(RIGHT) ? `${kind}, right` : kind;
}
