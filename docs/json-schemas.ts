import { z } from 'zod';
import type { ChannelModule } from '../src/core/domain/channel-module.ts';
import { factsSchema } from '../src/files/incident/facts.ts';
import { stateSchema } from '../src/files/incident/state.ts';
import { groupSchema, municipalitySchema, regionSchema } from '../src/files/municipalities/municipalities.ts';
import { servicesSchema } from '../src/files/services/services.ts';
import { settingsSchema } from '../src/files/settings/settings.ts';

/** The JSON Schemas of all files, as text by file name, made from the schemas that read the files. */
export function jsonSchemas(channels: readonly ChannelModule[]): ReadonlyMap<string, string> {
  // The schemas of times are the same in every zone.
  const zone = 'UTC';
  const schemas: Readonly<Record<string, z.ZodType>> = {
    municipalities: regionSchema(municipalitySchema(factsSchema(zone, null, false), channels), groupSchema),
    config: settingsSchema(channels),
    services: servicesSchema,
    incident: stateSchema(zone, null),
  };
  return new Map(
    Object.entries(schemas).map(([name, schema]) => {
      // Draft 7 is what the YAML extensions of editors know best.
      const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-07' });
      return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
    }),
  );
}
