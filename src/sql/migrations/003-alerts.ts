import type { Migration } from './migration.ts';

/** What staff are told: a row until they were, and heard that it is over. */
export const alerts: Migration = {
  version: 3,
  name: 'alerts',
  statements({ text, numbered, strict }) {
    return [
      `create table alerts (
         number ${numbered},
         concern ${text} not null,
         topic ${text} not null,
         concern_group ${text} not null,
         code ${text} not null,
         about ${text} not null,
         what ${text} not null,
         advice ${text} not null,
         since ${text} not null,
         due_at ${text} not null,
         telling_at ${text},
         told_at ${text},
         over_at ${text},
         over_told_at ${text}
       ) ${strict}`,
      // The same concern is one alert as long as it lasts.
      `create unique index alerts_open on alerts (concern) where over_at is null`,
      `create index alerts_over on alerts (over_at, over_told_at)`,
    ];
  },
};
