import { z } from 'zod';
import { KINDS } from '../../core/domain/announcement.ts';
import type { Zone } from '../../core/domain/clock.ts';
import { REACH_WAYS } from '../../core/domain/facts.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { object } from '../yaml/complete.ts';
import { cron, id, localized, rememberingSchema, timeFields, who, whos } from '../yaml/fields.ts';
import type { Path } from '../yaml/mistake.ts';
import { serviceId } from './facts.ts';

const edition = z.int().min(1).max(9_999);
const editions = z.union([edition, z.record(who, edition)]).meta({
  description: 'Raise it to say it again with the facts of today: for all, or per municipality.',
  examples: [2, { burbach: 2 }],
});

/** One announcement of the file: municipalities are still named by words, and nothing that it refers to is checked. */
export type AnnouncementEntry = z.output<ReturnType<typeof announcementSchema>>;

/** An announcement and its path in the file. */
export interface Listed {
  readonly path: Path;
  readonly entry: AnnouncementEntry;
}

export const announcementSchema = rememberingSchema((zone: Zone, catalogue: Services | null) => {
  const { instant } = timeFields(zone);
  const optional = z.object({
    post_as: whos.describe('Who says it: each of their accounts in each of its languages.'),
    about: whos.describe('Whom it is about. Default: each about itself.'),
    at: instant.describe('When. Default: as soon as it is read.'),
    until: instant.describe('Never posted after this.'),
    every: cron.describe('Again and again: cron in the configured time zone. Ended by the all-clear.'),
    edition: editions,
    keep_current: z.boolean().describe('Edit the post in place when facts change, where the platform can.'),
    services: z.array(serviceId(catalogue)).max(100).describe('The services it is about.'),
    reach: z.array(z.enum(REACH_WAYS)).describe('Ways to reach somebody that work again.'),
    contact: id.describe('The contact it is about, by its id in the facts.'),
    corrects: id.describe('Id of the announcement that was wrong.'),
    withdraws: id.describe('Id of the announcement that is taken back.'),
    updates: id.describe('Id of the announcement that this one continues.'),
    what: localized.describe('What was wrong: `The hotline number`. Never the wrong words themselves.'),
    text: localized.describe('Own words; names in braces are filled in.'),
  });
  return object({
    id: id.describe('Names the announcement for ever, within the incident.'),
    kind: z.enum(KINDS).describe('Which messages word it.'),
    ...optional.partial().shape,
  });
});
