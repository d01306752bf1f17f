import { z } from 'zod';
import { keptIn, recent } from '../../core/domain/cache.ts';
import { mistake } from '../../core/domain/errors.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { objection, readChecked, shown } from '../yaml/check.ts';
import { object } from '../yaml/complete.ts';
import { id, localized, textMatching } from '../yaml/fields.ts';
import { decodedText } from '../yaml/yaml.ts';

const leika = textMatching(/^\d{14}$/, '99036008000000', (written) =>
  mistake('bad-leika.here', { written: shown(written) }),
);

/** The object has one pair of braces around it: what else is in braces would go out as it is. */
const PHRASE = /^[^{}]*(?:\{[^{}]*[^{}\s][^{}]*\}[^{}]*)?$/;

const phrases = localized.check(({ value, issues }) => {
  for (const [language, written] of Object.entries(value))
    if (!PHRASE.test(written))
      issues.push(objection(mistake('bad-phrase.here', { written: shown(written) }), written, [language]));
});

const service = object({
  name: localized,
  phrase: phrases
    .nullish()
    .describe('What people do there, with its object in braces: {de: "{Personalausweise} beantragen"}.'),
  leika: leika.nullish().describe('Number in the German catalogue of services (LeiKa), in quotes.'),
});

/** `services.yaml` as written: the catalogue of municipal services. */
export const servicesSchema = z
  .strictObject({ services: z.record(id, service) })
  .meta({ title: 'Catalogue of municipal services' });

/** The newest catalogues by their texts: what is made for a catalogue, such as a schema, serves each reading of the same. */
const known = recent<string, Services>(1);

/** Throws an OperatorError with everything that is wrong with the file. */
export function readServices(content: Uint8Array | string, name: string): Services {
  const text = decodedText(content, name);
  return keptIn(known, text, () => servicesIn(text, name));
}

function servicesIn(text: string, name: string): Services {
  const checked = readChecked(servicesSchema, text, name);
  return new Map(Object.entries(checked.services).map(([id, one]) => [id, { id, ...one }]));
}
