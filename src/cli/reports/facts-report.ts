import type { FactsKnown } from '../../app/facts.ts';
import type { Zone } from '../../core/domain/clock.ts';
import type { Settable } from '../../files/incident/settable.ts';
import { writtenMinute } from '../../files/validation/times.ts';
import { fieldWords, say } from '../../staff-words/say.ts';
import { columns } from './words.ts';

/** The fields that can be set, one line each; before them the facts of a town now, each as `set` takes it. */
export function factsReport(
  { facts, incident, services, languages, now: set }: FactsKnown,
  town: string | null,
  stateFile: string,
  zone: Zone,
): string {
  const rows = (set ?? []).map((fact) => [
    `${fact.path}=${typeof fact.value === 'number' && fact.isInstant ? writtenMinute(fact.value, zone) : fact.value}`,
    fact.prepared
      ? say('facts-prepared', { who: fact.from })
      : say('facts-from', { who: fact.from, file: stateFile }),
  ]);
  const known = set === null ? [] : [say('facts-now', { town: town ?? '' }), ...columns(rows), ''];
  return [
    ...known,
    say('facts-settable', { who: town ?? say('facts-who') }),
    ...columns(facts.map((one) => settableRow('facts', one))),
    '',
    say('facts-incident'),
    ...columns(incident.map((one) => settableRow('incident', one))),
    '',
    say('facts-services', { ids: services.join(', ') }),
    say('facts-contacts', { languages: languages.join(', ') }),
    '',
  ].join('\n');
}

function settableRow(of: 'facts' | 'incident', one: Settable): readonly string[] {
  return [
    `${one.path.replace('LANGUAGE', say('facts-language'))}=${one.example ?? one.values.join(' | ')}`,
    fieldWords(of, one),
  ];
}
