import type { Localized } from './language.ts';

/** A municipal service, as the catalogue names it. */
export interface Service {
  readonly id: string;
  readonly name: Localized;
  /** The action that people take there, its object in braces: `{Personalausweise} beantragen`. Null: only the name is used. */
  readonly phrase: Localized | null;
  /** LeiKa key, 14 digits, or null. */
  readonly leika: string | null;
}

/** The id of the emergency numbers 110 and 112 in the catalogue of services. */
export const EMERGENCY_CALLS = 'emergency-calls';

/** The catalogue, by id, in the order of the file. */
export type Services = ReadonlyMap<string, Service>;
