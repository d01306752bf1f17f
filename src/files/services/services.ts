import { z } from 'zod';
import type { Service, Services } from '../../core/domain/municipal-service.ts';
import { check, shown } from '../yaml/explain.ts';
import { form, id, localized } from '../yaml/fields.ts';
import { readYaml, refusal } from '../yaml/yaml.ts';

const leika = form(
  /^\d{14}$/,
  (written) => ({
    code: 'bad-leika',
    message: `${shown(written)} is no LeiKa key`,
    advice: 'A LeiKa key has 14 digits. Leave the line out where it is not known.',
  }),
  '99036008000000',
);

/** `services.yaml` as written: the catalogue of municipal services. */
export const servicesForm = z
  .strictObject({
    services: z.record(
      id,
      z.strictObject({
        name: localized,
        leika: leika.nullish().describe('Number in the German catalogue of services (LeiKa), in quotes.'),
      }),
    ),
  })
  .meta({ title: 'Catalogue of municipal services' });

/** Throws an OperatorError with everything that is wrong with the file. */
export function readServices(content: Uint8Array | string, file: string): Services {
  const written = readYaml(content, file);
  const checked = check(servicesForm, written, written.value, []);
  if (!checked.ok) throw refusal(written, [...written.flaws, ...checked.flaws]);
  if (written.flaws.length > 0) throw refusal(written, written.flaws);
  const services = Object.entries(checked.value.services).map(
    ([id, { name, leika }]): Service => ({ id, name, leika: leika ?? null }),
  );
  return new Map(services.map((service) => [service.id, service]));
}
