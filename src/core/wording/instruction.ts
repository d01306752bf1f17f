import type { Missing } from '../domain/catalogue.ts';
import { contactNamedIn, contactOf, firstToCall, withNumber } from './contacts.ts';
import { isAnsweredForAll, isUnanswered } from './reach.ts';
import {
  isAmendment,
  isPresent,
  noteOf,
  plain,
  type Scene,
  type Statement,
  sentence,
  stated,
  words,
} from './scene.ts';
import { endingOf } from './times.ts';

/** The instruction, and the contact that its words name. Null where it asks nobody to do anything now. */
export function instructionIn(scene: Scene) {
  const { facts, announcement } = scene.snapshot;
  const { instruction } = facts;
  if (instruction === null || !isPresent(scene, instruction.until)) return null;
  const { say: coded, place, text } = instruction;
  // Nobody is asked to call where nobody answers, nor by a withdrawal: the number may be what was wrong.
  if (
    coded === 'call' &&
    isUnanswered(facts) &&
    (announcement.kind === 'retraction' || !isAnsweredForAll(facts, scene.now))
  )
    return null;
  const said = coded === null ? plain(words(scene, text, 'instruction')) : place;
  const isWhere = coded === null || coded === 'urgent-at';
  const contact = isWhere && typeof said === 'string' ? contactNamedIn(scene, said) : null;
  return { coded, said: said ?? 'none', whole: text, contact };
}

/** The end goes before anything that was asked for, and never stays without it. */
export function instructionOf(scene: Scene): readonly Statement[] {
  const [asked, ...more] = askedOf(scene);
  const end = endingOf(scene, scene.snapshot.facts.instruction?.until);
  if (asked === undefined || end === null) return asked ? [asked, ...more] : [];
  return [{ ...asked, with: { ...end, ...(asked.with && { with: asked.with }) }, instead: asked }, ...more];
}

/** The instruction as what is right now. Its end may be all that a correction puts right, and has a statement of its own. */
export function instructionRight(scene: Scene): readonly Statement[] {
  const [asked, ...more] = askedOf(scene);
  const end = endingOf(scene, scene.snapshot.facts.instruction?.until);
  return asked ? [asked, ...more, ...(end ? [{ ...end, extra: 'notes' as const }] : [])] : [];
}

function askedOf(scene: Scene): readonly Statement[] {
  const instruction = instructionIn(scene);
  if (instruction === null) return [];
  const { coded, said, whole, contact } = instruction;
  const told = (where: string | Missing | undefined, instead?: Statement) =>
    coded === null
      ? stated('own-sentence', { text: where && sentence(where) }, instead && { instead })
      : stated(`say-${coded}`, { place: where }, instead && { instead });
  if (contact === null || typeof said !== 'string') {
    const asked = told(coded === null ? words(scene, whole, 'instruction') : said);
    // A correction has no part for numbers.
    const isNumberless = coded === 'call' && isAmendment(scene) && isUnanswered(scene.snapshot.facts);
    const number = isNumberless ? firstToCall(scene) : undefined;
    const [call] = number ? contactOf(scene, ...number) : [];
    return [{ ...asked, ...(call && { with: call }) }];
  }
  const [id, { note }] = contact;
  const numbered = withNumber(scene, said, contact).reduceRight<Statement | undefined>(
    (shorter, where) => told(where, shorter),
    undefined,
  );
  return [...(numbered ? [numbered] : []), ...noteOf(scene, note, `contacts.${id}.note`)];
}
