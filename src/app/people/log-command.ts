import { nameOfStopper } from '../../core/domain/actor.ts';
import { type Mistake, mistakesIn } from '../../core/domain/errors.ts';
import type { Logged } from '../../core/domain/signed-log.ts';
import { openPeopleStore } from '../../sql/people/store.ts';
import { locateLedgers } from '../locate-ledgers.ts';
import type { AppContext } from '../pause.ts';
import { personIfNamed } from './people.ts';

/**
 * Writes into the log of the console what a command does that must work whatever is broken: it reads no file that may have
 * mistakes, and asks for no right. Returns why it could not.
 */
export async function logCommand(
  { runtime, options }: AppContext,
  written: string,
  what: Logged,
  about: string,
): Promise<readonly Mistake[]> {
  const { people: place } = locateLedgers(runtime, options);
  if (place === null) return [];
  const at = runtime.clock.now();
  try {
    await using store = await openPeopleStore(place, at);
    const person = await personIfNamed({ store }, written);
    const name = person?.name ?? nameOfStopper(written);
    await store.record({
      entries: [{ at, actor: { id: person?.id ?? name, name, via: 'command-line' }, what, about }],
    });
    return [];
  } catch (error) {
    return mistakesIn(error);
  }
}
