import type { ChannelId } from '../../src/core/domain/channel.ts';
import type { SandboxPost } from '../../src/sandbox/sandbox.ts';
import { regionOf } from '../fixtures/towns.ts';

/** A hotline that is made known, and perhaps corrected or withdrawn later. Its numbers are nobody else's. */
export interface Thread {
  readonly id: string;
  readonly town: Town;
  /** As people dial it after 0221. */
  readonly wrong: string;
  readonly right: string;
  end: 'open' | 'corrected' | 'withdrawn';
}

export interface Town {
  readonly id: string;
  readonly channels: readonly ChannelId[];
}

const BOTH = ['x', 'mastodon'] as const;
/** Those on one channel withdraw: what is said then is the same every time, which X would refuse. */
export const TOWNS: readonly Town[] = [
  { id: 'hemer', channels: BOTH },
  { id: 'siegen', channels: BOTH },
  { id: 'burbach', channels: ['mastodon'] },
  { id: 'iserlohn', channels: BOTH },
  { id: 'menden', channels: BOTH },
  { id: 'altena', channels: BOTH },
  { id: 'wilnsdorf', channels: ['mastodon'] },
  { id: 'hilchenbach', channels: BOTH },
  { id: 'netphen', channels: BOTH },
  { id: 'meschede', channels: BOTH },
  { id: 'brilon', channels: BOTH },
  { id: 'kreuztal', channels: BOTH },
  { id: 'plettenberg', channels: BOTH },
  { id: 'neunkirchen', channels: ['mastodon'] },
];
/** Says nothing, and has facts with a mistake now and then: staff are told. */
const WATCHED = 'lennestadt';
/** Numbers for fiction end here. */
const THREADS_MAX = 500;

export function accountOf(town: Town, channel: ChannelId): string {
  return `${town.id}-${channel}`;
}

export const REGION = regionOf([
  ...TOWNS.map((town) => ({ ...town, info_url: `https://example.org/${town.id}/notfall` })),
  { id: WATCHED, channels: ['mastodon'] },
]);

/** All that people write down in one proof, and what must have become of it. */
export class Story {
  readonly threads: Thread[] = [];
  readonly #started = new Date().toISOString();
  /** Whether a town's facts have a mistake now, and how often they had one. */
  isMistaken = false;
  mistakes = 0;
  #turns = 0;

  /** A new hotline for a town. */
  begin(town: Town): Thread {
    const index = this.threads.length;
    if (index >= THREADS_MAX) throw new RangeError('there are no more numbers for fiction');
    const number = (offset: number) => `4710${String(2 * index + offset).padStart(3, '0')}`;
    const thread: Thread = { id: `h${index}`, town, wrong: number(0), right: number(1), end: 'open' };
    this.threads.push(thread);
    return thread;
  }

  /** Corrected where both channels are, else withdrawn. */
  end(thread: Thread): void {
    thread.end = thread.town.channels.length > 1 ? 'corrected' : 'withdrawn';
  }

  mistake(isMistaken: boolean): void {
    if (isMistaken !== this.isMistaken) this.#turns++;
    if (isMistaken && !this.isMistaken) this.mistakes++;
    this.isMistaken = isMistaken;
  }

  /** The state file as it is now. */
  state(): string {
    const facts = TOWNS.map((town) => {
      const contacts = this.threads
        .filter((thread) => thread.town === town)
        .map(({ id, wrong, right, end }) => {
          return `${id}: {phone: "+49 221 ${end === 'corrected' ? right : wrong}", hours: Mo-Fr 08:00-16:00}`;
        });
      return `  ${town.id}: {contacts: {${contacts.join(', ')}}}\n`;
    });
    const announcements = this.threads.flatMap(({ id, town, end }) => [
      `  - {id: ${id}, kind: contacts, post_as: [${town.id}], contact: ${id}}\n`,
      ...(end === 'corrected'
        ? [
            `  - {id: ${id}-end, kind: correction, corrects: ${id}, contact: ${id}, what: {de: Die Nummer der Hotline}}\n`,
          ]
        : []),
      ...(end === 'withdrawn' ? [`  - {id: ${id}-end, kind: retraction, withdraws: ${id}}\n`] : []),
    ]);
    return `incident:
  id: crash
  mode: live
  title: {de: IT-Ausfall}
  started: "${this.#started}"
  phase: investigating
facts:
${facts.join('')}  ${WATCHED}: {reach: {phone: ${this.isMistaken ? 'broken' : 'down'}}}
# Never twice the same file: an older one would hold all edits.
# ${this.#turns}
announcements:${announcements.length === 0 ? ' []' : ''}
${announcements.join('')}`;
  }

  /** Compares what is published with what was written down, without asking the ledger. */
  reckon(timeline: (account: string) => readonly SandboxPost[]): Reckoning {
    const reckoning = { posts: 0, duplicates: [] as string[], losses: [] as string[] };
    for (const town of TOWNS) {
      const own = this.threads.filter((thread) => thread.town === town);
      for (const channel of town.channels) {
        const account = accountOf(town, channel);
        const posts = timeline(account);
        reckoning.posts += posts.length;
        const once = (what: string, found: number, wanted: number) => {
          if (found > wanted) reckoning.duplicates.push(`${account}: ${what} ${found - wanted} too many`);
          if (found < wanted) reckoning.losses.push(`${account}: ${what} ${wanted - found} too few`);
        };
        for (const thread of own) {
          const originals = posts.filter((post) => numberIn(firstText(post)) === thread.wrong);
          const corrections = posts.filter((post) => numberIn(firstText(post)) === thread.right);
          once(`${thread.id}`, originals.length, 1);
          once(`the correction of ${thread.id}`, corrections.length, thread.end === 'corrected' ? 1 : 0);
          if (originals.some((post) => !isAsItShould(post, thread, channel)))
            reckoning.losses.push(`${account}: ${thread.id} was not changed as it should`);
        }
        const numbered = posts.filter((post) => numberIn(firstText(post)) !== null).length;
        const withdrawn = own.filter((thread) => thread.end === 'withdrawn').length;
        once('retractions', posts.length - numbered, withdrawn);
      }
    }
    return reckoning;
  }
}

export interface Reckoning {
  readonly posts: number;
  readonly duplicates: readonly string[];
  readonly losses: readonly string[];
}

function firstText(post: SandboxPost): string {
  return post.edits[0] ?? post.text;
}

/** The number that a post makes known is its first; those of the town's other hotlines may follow. */
function numberIn(text: string): string | null {
  return /4710\d{3}/.exec(text)?.[0] ?? null;
}

function isAsItShould(post: SandboxPost, thread: Thread, channel: ChannelId): boolean {
  switch (thread.end) {
    case 'open':
      return post.deletedAt === null && post.edits.length === 0;
    case 'withdrawn':
      return post.deletedAt !== null;
    case 'corrected':
      if (channel === 'x') return post.deletedAt !== null;
      return post.deletedAt === null && numberIn(post.text) === thread.right;
    default:
      return thread.end satisfies never;
  }
}
