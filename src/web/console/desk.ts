import { history, type PostHistory } from '../../app/history.ts';
import { type App, type Loaded, loader } from '../../app/load.ts';
import type { People } from '../../app/people/people.ts';

/** Everything that the pages of a console work on. */
export interface Desk {
  readonly people: People;
  /** Address of the timelines where this is a practice: nothing that is done here leaves the machine. */
  readonly timelines: string | null;
  /** Everything that people wrote, as it is now. Parses only what changed. */
  read(): Promise<Written>;
  /** The posts of the incident in the order in which they were made, with what became of each. */
  posts(): Promise<readonly PostHistory[]>;
}

export interface Written {
  readonly app: App;
  readonly reading: Loaded['reading'];
}

export function deskOf(first: App, own: Pick<Desk, 'people' | 'timelines'>): Desk {
  const { runtime, options } = first;
  const load = loader(first);
  return {
    ...own,
    async read() {
      const { files, reading } = await load();
      return { app: { runtime, options, files }, reading };
    },
    async posts() {
      const everything = { incident: null, municipality: null, announcement: null, key: null };
      return (await history({ runtime, options }, everything)).posts;
    },
  };
}
