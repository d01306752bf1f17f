import type { Actor } from '../../core/domain/actor.ts';
import { nameOfPerson } from '../../core/domain/actor.ts';
import type { Person } from '../../core/domain/rights.ts';
import type { Logged } from '../../core/domain/signed-log.ts';
import type { App } from '../load.ts';
import { exists } from '../locate-ledgers.ts';
import { type Asker, openPeople, type People, peoplePlace, personIfNamed, record } from './people.ts';

/**
 * Does something in the name that somebody typed, and writes it into the log of the console. Whoever has access to the console
 * may do here what they may there, and no more. Any other name is that of a desk or a script: the shell belongs to whoever
 * holds the machine. `allowed` throws `no-right` and `own-text`.
 */
export async function inTheNameOf<Result>(
  app: App,
  written: string,
  allowed: (asker: Asker, people: People) => void | Promise<void>,
  work: (
    actor: Actor,
    person: Person | null,
  ) => Promise<{ readonly result: Result; readonly said: Said | null }>,
): Promise<Result> {
  const name = nameOfPerson(written);
  const { settings } = app.files;
  const place = peoplePlace(settings, app.options.data);
  const typed: Actor = { id: name, name, via: 'command-line' };
  if (settings.console === null || !exists(place)) return (await work(typed, null)).result;
  const people = await openPeople(place, settings.console.origin, app.runtime.clock);
  try {
    const person = await personIfNamed(people, name);
    const actor: Actor = person ? { id: person.id, name: person.name, via: 'command-line' } : typed;
    await allowed({ actor, person }, people);
    const { result, said } = await work(actor, person);
    if (said !== null) await record(people, actor, said.what, said.about);
    return result;
  } finally {
    await people.store.close();
  }
}

export interface Said {
  readonly what: Logged;
  readonly about: string;
}
