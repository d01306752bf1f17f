import { HOUR, MINUTE } from '../../src/clock.ts';
import { readSettings } from '../../src/files/settings.ts';
import type { Settings } from '../../src/settings.ts';

/** What ships, but for spans that a single day would hardly show. */
export const SETTINGS: Settings = {
  ...readSettings('approvals: {needed: 1, standing: [outage, status]}\n', 'config.yaml'),
  freshForMs: 4 * HOUR,
  gapMs: 5 * MINUTE,
  confirmed: null,
};
