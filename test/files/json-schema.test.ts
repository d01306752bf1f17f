import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonSchemas } from '../../docs/json-schemas.ts';
import { CHANNELS } from '../../src/channels/registry.ts';

const schemas = jsonSchemas(CHANNELS);

describe('The JSON Schemas', () => {
  it('the JSON Schemas are those that ship, made from the schemas that read the files (--update writes them)', async () => {
    const names = readdirSync('config').filter((name) => name.endsWith('.schema.json'));
    expect(names.sort()).toEqual([...schemas.keys()].sort());
    for (const [name, text] of schemas) await expect(text).toMatchFileSnapshot(`../../config/${name}`);
  });

  it.each([...schemas.keys()])(
    '%s is named in its file, so that an editor checks while one types',
    (name) => {
      const file = name.replace('.schema.json', '.yaml');
      expect(readFileSync(`config/${file}`, 'utf8')).toContain(`# yaml-language-server: $schema=./${name}`);
    },
  );

  it('the JSON Schemas name every key, its words, and what it is for', () => {
    const incident = JSON.parse(schemas.get('incident.schema.json') ?? '');
    const { mode, title } = incident.properties.incident.properties;
    expect(mode).toMatchObject({ enum: ['draft', 'exercise', 'live'], default: 'draft' });
    expect(title).toMatchObject({
      description:
        'What the public calls it. If the cause is a disaster, texts name this title as the cause.',
      propertyNames: { pattern: '^(?:[a-z]{2}|de-simple)$' },
    });
    expect(incident.required).toEqual(['incident', 'announcements']);
    expect(incident.properties.incident.required).toEqual(['id', 'title', 'started']);
    expect(incident.properties.announcements.items.additionalProperties).toBe(false);
  });

  it('the JSON Schemas take a key of a municipality only as text', () => {
    const { properties } = JSON.parse(schemas.get('municipalities.schema.json') ?? '');
    expect(properties.municipalities.additionalProperties.properties.ags).toMatchObject({
      type: 'string',
      pattern: '^(\\d{5}|\\d{8,9})$',
    });
  });

  it('the JSON Schemas have patterns that editors can read', () => {
    for (const [, pattern] of [...schemas.values()].join().matchAll(/"pattern": (".*")/g))
      expect(() => new RegExp(JSON.parse(pattern ?? ''), 'u')).not.toThrow();
  });
});
