import { z } from 'zod';
import type { ChannelModule } from '../../core/domain/channel-module.ts';
import { factsSchema } from '../incident/facts.ts';
import { stateSchema } from '../incident/state.ts';
import { regionForm } from '../municipalities/municipalities.ts';
import { servicesSchema } from '../services/services.ts';
import { settingsForm } from '../settings/settings.ts';

/** Its rules about times are the same in every zone. */
const ANY_ZONE = 'UTC';

/** Which schema belongs to which of the files that ship: what an editor completes and checks with while typing. */
export const SCHEMA_OF: Readonly<Record<string, string>> = {
  'municipalities.yaml': 'municipalities.schema.json',
  'config.yaml': 'config.schema.json',
  'services.yaml': 'services.schema.json',
  'incident.yaml': 'incident.schema.json',
};

/** All JSON Schemas by file name, as text. They are made from what reads the files. */
export function jsonSchemas(channels: readonly ChannelModule[]): ReadonlyMap<string, string> {
  const forms: readonly [string, z.ZodType][] = [
    ['municipalities.schema.json', regionForm(factsSchema(ANY_ZONE, null), channels)],
    ['config.schema.json', settingsForm(channels)],
    ['services.schema.json', servicesSchema],
    ['incident.schema.json', stateSchema(ANY_ZONE, null)],
  ];
  return new Map(
    forms.map(([name, form]) => {
      // Draft 7 is what the YAML extensions of editors know best.
      const schema = z.toJSONSchema(form, { io: 'input', target: 'draft-07' });
      return [name, `${JSON.stringify(schema, null, 2)}\n`];
    }),
  );
}

/** Writes all JSON Schemas into a folder. */
export async function writeJsonSchemas(
  folder: string,
  channels: readonly ChannelModule[],
  write: (path: string, text: string) => Promise<void>,
): Promise<void> {
  for (const [name, text] of jsonSchemas(channels)) await write(`${folder}/${name}`, text);
}
