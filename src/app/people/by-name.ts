import type { Actor } from '../../core/domain/actor.ts';
import { nameOfPerson } from '../../core/domain/actor.ts';
import type { Person } from '../../core/domain/rights.ts';
import type { Logged } from '../../core/domain/signed-log.ts';
import type { KeepApprovals } from '../deliver-change.ts';
import type { App } from '../load.ts';
import { exists } from '../locate-ledgers.ts';
import type { Prepared } from '../prepared.ts';
import {
  type Asker,
  entry,
  logged,
  type People,
  peopleOf,
  peoplePlace,
  personIfNamed,
  removedPersonNamed,
} from './people.ts';
import { whileAllowed } from './proof.ts';
import { writtenBy } from './who-may-approve.ts';

/**
 * Acts in the name that somebody typed, and writes the act into the log of the console. A person of the console may do here
 * exactly what they may do there; one who was removed may do nothing. Any other name is that of a desk or a script, which may do
 * everything that the shell allows. `allowed` throws `no-right` and `own-text`.
 */
export async function inTheNameOf<Result>(
  app: App,
  written: string,
  { what, about, wrote = [] }: Said,
  allowed: (asker: Asker, people: People) => void | Promise<void>,
  work: (actor: Actor, person: Person | null, settled: () => void, keep: KeepApprovals) => Promise<Result>,
): Promise<Result> {
  const name = nameOfPerson(written);
  const { settings } = app.files;
  const place = peoplePlace(settings, app.options.data);
  const typed: Actor = { id: name, name, via: 'command-line' };
  if (settings.console === null || !exists(place))
    return work(
      typed,
      null,
      () => {},
      (write) => write(),
    );
  await using people = await peopleOf(app, settings.console);
  const person = (await personIfNamed(people, name)) ?? (await removedPersonNamed(people, name));
  const actor: Actor = person ? { id: person.id, name: person.name, via: 'command-line' } : typed;
  await allowed({ actor, person }, people);
  const own = person === null ? [] : writtenBy([person.id], wrote, people);
  const entries = [about].flat().map((one) => entry(people, actor, what, one));
  const doing = { entries, wrote: own };
  return await logged(people, doing, (settled) =>
    work(actor, person, settled, async (write) => {
      await (person === null ? write() : whileAllowed(people, { person }, write));
      settled();
    }),
  );
}

/** Whether a name that somebody typed is that of a person of the console. */
export async function isPerson(app: App, written: string): Promise<boolean> {
  const { settings } = app.files;
  if (settings.console === null || !exists(peoplePlace(settings, app.options.data))) return false;
  await using people = await peopleOf(app, settings.console);
  return (await personIfNamed(people, nameOfPerson(written))) !== null;
}

interface Said {
  readonly what: Logged;
  /** Several lines of the log where it is about several announcements. */
  readonly about: string | readonly string[];
  /** Free words that it writes into facts. */
  readonly wrote?: Prepared['wrote'];
}
