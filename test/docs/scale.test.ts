import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scaleDocument } from '../../docs/scale.ts';

test('docs/scale.md says what the limits and prices that are shipped make of a day', () => {
  const shown = readFileSync(join(import.meta.dirname, '../../docs/scale.md'), 'utf8');
  expect(shown).toBe(scaleDocument());
});
