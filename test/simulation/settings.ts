import { CHANNELS } from '../../src/channels/registry.ts';
import { HOUR, MINUTE } from '../../src/core/domain/clock.ts';
import type { Settings } from '../../src/core/domain/settings.ts';
import { readSettings } from '../../src/files/settings/settings.ts';

/** What ships, but for spans that a single day would hardly show. */
export const SETTINGS: Settings = {
  ...readSettings('approvals: {needed: 1, standing: [outage, status]}\n', 'config.yaml', CHANNELS),
  freshnessMs: 4 * HOUR,
  gapMs: 5 * MINUTE,
  confirmed: null,
  sandbox: false,
};
