import { history, type PostHistory } from '../../app/history.ts';
import { type App, type Loaded, loader, viewNow, type Waits } from '../../app/load.ts';
import type { People } from '../../app/people/people.ts';
import { type Instant, SECOND } from '../../core/domain/clock.ts';
import type { LedgerView } from '../../core/ledger/ledger.ts';
import type { Essentials } from '../../files/settings/essentials.ts';
import { bugWords } from '../../staff-words/say.ts';

/** Everything that the pages of a console work on. */
export interface Desk {
  readonly people: People;
  /** Address of the timelines where this is a practice: nothing that is done here leaves the machine. */
  readonly timelines: string | null;
  /** Blacks out the secrets of the console beside which this is a practice: a practice loads none itself. */
  readonly redact?: (text: string) => string;
  /** Prints a bug for the person who runs the program. */
  bug(error: unknown): void;
  /** Everything that people wrote, as it is now; a state file at an address maybe as it was read last. */
  read(waits?: Waits): Promise<LoadedApp>;
  /** The posts of the incident in the order in which they were made, with what became of each. */
  posts(): Promise<readonly PostHistory[]>;
}

export interface LoadedApp {
  readonly app: App;
  readonly reading: Loaded['reading'];
}

/** How long everybody who follows a delivery is shown the same: why a post waits may change without a change in the ledger. */
const KEPT_MS = SECOND;

export function deskOf(first: App, own: Pick<Desk, 'people' | 'timelines' | 'redact'>): Desk {
  const { runtime, options } = first;
  const load = loader(first);
  let last: {
    readonly view: LedgerView;
    readonly posts: readonly PostHistory[];
    readonly until: Instant;
  } | null = null;
  return {
    ...own,
    bug: (error) => runtime.err(bugWords(error)),
    async read(waits) {
      const { files, reading } = await load(waits);
      return { app: { runtime, options, files }, reading };
    },
    async posts() {
      const now = runtime.clock.now();
      const { files, reading } = await load('briefly');
      const isBroken = reading.kind === 'broken';
      const view = isBroken ? null : await viewNow({ runtime, options, files }, reading.configuration);
      if (view !== null && last?.view === view && now < last.until) return last.posts;
      const { posts } = await history({ runtime, options }, {}, essentialsOf(reading));
      const waits = posts.some(({ pending, soon }) => pending !== null || soon);
      last = view && { view, posts, until: waits ? now + KEPT_MS : Number.POSITIVE_INFINITY };
      return posts;
    },
  };
}

/** A server that hangs is not asked again. Undefined where only the text of a broken file can say it. */
function essentialsOf(reading: Loaded['reading']): Essentials | null | undefined {
  if (reading.kind === 'broken')
    return reading.mistakes.some(({ code }) => code === 'state-unreachable') ? null : undefined;
  const { settings, state } = reading.configuration;
  return { ...settings, incident: state.incident.id, mode: state.incident.mode };
}
