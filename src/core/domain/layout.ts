import { type Announcement, isAmending, type Kind } from './announcement.ts';

/** The parts of a text. Each says something of its own; docs/messages.md explains them. */
export const PARTS = [
  'emergency-affected',
  'headline',
  'appointments',
  'appointments-otherwise',
  'emergency-calls',
  'instruction',
  'mail',
  'contacts',
  'age',
  'next',
  'language',
  'services',
  'about',
  'cause',
  'phase',
  'services-limited',
  'estimate',
  'services-working',
  'notes',
  'reach',
  'unaffected',
  'other-contacts',
  'link',
  'hashtags',
  'authority',
  'stand',
] as const;
export type Part = (typeof PARTS)[number];
/** A part with sentences of its own. `about` and `notes` mark what sentences of other parts say besides. */
export type SaidPart = Exclude<Part, 'about' | 'notes'>;

/** How texts are put together: `messages/layout.yaml`, the same for all languages. */
export interface Layout {
  /** Parts that are never left out and only become shorter, the most important first. */
  readonly neverDropped: readonly Part[];
  /** All other parts; the last gives way first. */
  readonly droppable: readonly Part[];
  readonly kinds: Readonly<Record<Kind, Outline>>;
}

/** One kind of text: paragraphs of lines of parts, in reading order. */
export type Outline = readonly (readonly (readonly PartPlace[])[])[];

/** A part in its place. `mayGo`: in this kind it gives way, although it is never left out elsewhere. */
interface PartPlace {
  readonly part: Part;
  readonly mayGo: boolean;
}

/** How the text of an announcement is put together: own words like a notice, unless they correct or withdraw something. */
export function outlineOf({ kinds }: Layout, { kind, text }: Pick<Announcement, 'kind' | 'text'>): Outline {
  return kinds[text === null || isAmending(kind) ? kind : 'notice'];
}

/** The parts that the text of an announcement can have. */
export function partsOf(
  layout: Layout,
  announcement: Pick<Announcement, 'kind' | 'text'>,
): ReadonlySet<Part> {
  return new Set(
    outlineOf(layout, announcement)
      .flat(2)
      .map(({ part }) => part),
  );
}

/** Whether the text of an announcement can have this part. */
export function hasPart(
  layout: Layout,
  announcement: Pick<Announcement, 'kind' | 'text'>,
  part: Part,
): boolean {
  return outlineOf(layout, announcement).some((lines) =>
    lines.some((places) => places.some((place) => place.part === part)),
  );
}
