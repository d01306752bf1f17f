import { z } from 'zod';
import { mistake } from '../../core/domain/errors.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { object } from '../yaml/complete.ts';
import { readChecked, shown } from '../yaml/explain.ts';
import { id, localized, textMatching } from '../yaml/fields.ts';

const leika = textMatching(/^\d{14}$/, '99036008000000', (written) =>
  mistake('bad-leika.here', { written: shown(written) }),
);

const service = object({
  name: localized,
  phrase: localized
    .nullish()
    .describe('What people do there, with its object in braces: {de: "{Personalausweise} beantragen"}.'),
  leika: leika.nullish().describe('Number in the German catalogue of services (LeiKa), in quotes.'),
});

/** `services.yaml` as written: the catalogue of municipal services. */
export const servicesSchema = z
  .strictObject({ services: z.record(id, service) })
  .meta({ title: 'Catalogue of municipal services' });

/** Throws an OperatorError with everything that is wrong with the file. */
export function readServices(content: Uint8Array | string, name: string): Services {
  const checked = readChecked(servicesSchema, content, name);
  return new Map(Object.entries(checked.services).map(([id, one]) => [id, { id, ...one }]));
}
