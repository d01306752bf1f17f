import { mistake } from '../domain/errors.ts';
import type { Localized } from '../domain/language.ts';
import type { Unworded } from '../domain/message.ts';
import { firstToCall, shownPhone } from './contacts.ts';
import { type Scene, subjectOf } from './scene.ts';
import { STATEMENTS } from './statements.ts';

/** The slots that own words may use, as `{ $phone }`. */
const SLOTS = ['who', 'next', 'phone', 'link'] as const;
type Slot = (typeof SLOTS)[number];

/** Text in braces, or a single brace: nobody means the public to read one. */
const BRACED = /\{(?:\s*\$(\w+)\s*|[^{}]*)\}|[{}]/g;

/** The words between the slots, which are the same in every text that has them. */
export function wordsBetweenSlots(written: string): readonly string[] {
  return written.replace(BRACED, '{').split('{');
}

/** Words that staff wrote into the state file, with their slots filled in. They keep their line breaks. */
export function ownWords(
  scene: Scene,
  text: Localized,
): { readonly kind: 'words'; readonly text: string } | Unworded {
  const { language } = scene.catalogue;
  const written = text[language];
  if (written === undefined)
    return { kind: 'unworded', because: 'missing-translation', field: null, language };
  const broken: string[] = [];
  const filled = written.replace(BRACED, (slot, name?: Slot) => {
    const value = name && SLOTS.includes(name) ? slotValue(scene, name) : null;
    if (value === null) broken.push(slot);
    return value ?? '';
  });
  if (broken.length > 0) {
    const told = mistake('unknown-name.own', { unknown: broken, names: SLOTS.map((one) => `{ $${one} }`) });
    return { kind: 'unworded', because: 'message-broken', language, mistake: told };
  }
  const lines = filled.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const said = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  // The name begins the text anyway: a text of only the name says nothing.
  const isName = said.replace(/\P{L}+$/u, '') === slotValue(scene, 'who');
  return { kind: 'words', text: isName ? '' : said };
}

function slotValue(scene: Scene, slot: Slot): string | null {
  const { facts } = scene.snapshot;
  switch (slot) {
    case 'who':
      return subjectOf(scene.snapshot).name[scene.catalogue.language] ?? null;
    case 'next':
      return nextIn(scene);
    case 'phone':
      return numberIn(scene);
    case 'link':
      return facts.infoUrl;
    default:
      return slot satisfies never;
  }
}

function nextIn(scene: Scene): string | null {
  const [next] = STATEMENTS.next(scene);
  return next ? (scene.catalogue.forms(next.id, next.args, scene.channel.id)[0] ?? null) : null;
}

/** A number that is not answered yet would need its date. */
function numberIn(scene: Scene): string | null {
  const [, contact] = firstToCall(scene) ?? [];
  return contact?.phone ? shownPhone(contact.phone, scene.catalogue.language) : null;
}
