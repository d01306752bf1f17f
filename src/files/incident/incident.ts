import { z } from 'zod';
import type { Zone } from '../../core/domain/clock.ts';
import { mistake } from '../../core/domain/errors.ts';
import { PHASES } from '../../core/domain/facts.ts';
import { CAUSE_KINDS, type Incident, MODES } from '../../core/domain/incident.ts';
import { shown } from '../yaml/check.ts';
import { object } from '../yaml/complete.ts';
import {
  distinct,
  id,
  line,
  localized,
  rememberingSchema,
  textMatching,
  timeFields,
  whos,
} from '../yaml/fields.ts';
import { estimateSchema } from './facts.ts';

const HASHTAGS_MAX = 5;

const hashtag = textMatching(/^\p{Lu}[\p{L}\p{N}]{0,49}$/u, 'CyberangriffSWF', (written) =>
  mistake('bad-hashtag.here', { written: shown(written), meant: hashtagLike(written) }),
);

const cause = object(
  {
    kind: z.enum(CAUSE_KINDS),
    supplier: line.optional().describe('Who was hit, where it was not the municipality itself.'),
    public: z
      .boolean()
      .default(false)
      .describe('Whether investigators agree that date and manner may be named. Default: false.'),
  },
  { examples: [{ kind: 'cyberattack', public: false }] },
);

/** An incident whose `affects` still has the words of the file. */
type IncidentEntry = Omit<Incident, 'affects'> & { readonly affects: readonly string[] | null };

/** `incident` as written. */
export const incidentSchema = rememberingSchema((zone: Zone): z.ZodType<IncidentEntry> => {
  const { instant } = timeFields(zone);
  return object({
    id: id.meta({
      description: 'Names the incident for ever: it is part of the key of each post.',
      examples: ['it-2026-11-24'],
    }),
    mode: z
      .enum(MODES)
      .default('draft')
      .describe('draft: nothing is posted. exercise: marked as one. live: for real. Default: draft.'),
    title: localized.describe(
      'What the public calls it. If the cause is a disaster, texts name this title as the cause.',
    ),
    cause: cause.nullish(),
    started: instant.describe('When it began.'),
    updated: instant
      .nullish()
      .describe('When this file was last brought up to date: replaces `confirmed` in facts that have none.'),
    phase: z.enum(PHASES).nullish().describe('How far the repair is. If it is missing, no text says.'),
    next_update: instant.nullish().describe('When there will be more to hear.'),
    estimate: estimateSchema(zone).nullish(),
    affects: whos.optional().describe('Whom it affects. Nobody else can be made to speak. Default: all.'),
    hashtags: distinct(hashtag, HASHTAGS_MAX).default([]).describe('Without #.'),
  });
});

function hashtagLike(written: string): string | null {
  const words = written.split(/[^\p{L}\p{N}]+/u);
  const candidate = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return candidate === '' || candidate === written ? null : candidate;
}
