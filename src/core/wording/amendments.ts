import { isAmending, type Kind } from '../domain/announcement.ts';
import { changedFacts, entriesOf, type Facts, mistakenFacts, sayAnything } from '../domain/facts.ts';
import type { SaidPart } from '../domain/layout.ts';
import { dialled, mentions } from '../domain/mention.ts';
import type { ContentSnapshot } from '../domain/message.ts';
import { EMERGENCY_CALLS } from '../domain/municipal-service.ts';
import { contactAnnounced, contactOf, namedContact, otherContacts } from './contacts.ts';
import { isSaidOver } from './reach.ts';
import {
  causeArgs,
  formsOf,
  holdingNothing,
  ownSaid,
  plain,
  presentEstimate,
  type Scene,
  type Statement,
  stated,
  whoOf,
  words,
} from './scene.ts';
import {
  emergencyCalls,
  possible,
  serviceIds,
  serviceNotes,
  servicesImpaired,
  servicesSaid,
} from './services.ts';
import { isEnding, time } from './times.ts';

/** The statements of ordinary posts: how each kind begins, and what each part says. */
interface Telling {
  headline(scene: Scene, kind: Kind): readonly Statement[];
  readonly parts: Readonly<Record<SaidPart, (scene: Scene) => readonly Statement[]>>;
}

/**
 * States what is right first. Then follow what was wrong and what not to do with the post; these are the last to give way.
 * Nothing where there is nothing right to say.
 */
export function correctionOf(scene: Scene, telling: Telling): readonly Statement[] {
  const { original } = scene.snapshot;
  if (original === null) return [];
  const right = rightOf(scene, telling, original.kind, original.facts ?? null);
  if (right.length === 0) return [];
  const isNumber = right.every(isContact);
  const isGiven = right.some((one) => one.extra === undefined && isContact(one));
  // It may replace the only post that says that it is over. It comes last: elsewhere "over" would read as what was wrong.
  const isOver = original.stillOver === true && isSaidOver(scene);
  const over = isOver ? [stated('is-over', causeArgs(scene), { mayGo: true })] : [];
  return [stated('correction'), ...right, ...wrongOf(scene, { isNumber, isGiven }), ...over];
}

/** Words of its own say what is right; which post was wrong follows, and gives way where they leave no room. */
export function ownCorrectionOf(scene: Scene, text: string): readonly Statement[] {
  const wrong = wrongOf(scene, { isNumber: false, isGiven: givesRightNumber(scene, text) });
  const isOpen = wrong.length > 0 && /[\p{L}\p{N})]$/u.test(text);
  return [stated('correction'), ownSaid(scene, isOpen ? `${text}.` : text), ...wrong];
}

/** Whether a text gives the number of a contact for which the original gave another. */
function givesRightNumber({ snapshot: { original, facts } }: Scene, text: string): boolean {
  const before = original?.facts?.contacts ?? {};
  return Object.entries(facts.contacts).some(
    ([id, { phone }]) =>
      phone !== null && mentions(text, phone) && before[id]?.phone && !mentions(phone, before[id].phone),
  );
}

/** The content of the correct statements: a number alone, or a number among others. */
interface Right {
  readonly isNumber: boolean;
  readonly isGiven: boolean;
}

/** States what was wrong in the original, and what not to do with it. */
function wrongOf(scene: Scene, { isNumber, isGiven }: Right): readonly Statement[] {
  const { original, announcement, facts } = scene.snapshot;
  if (original === null) return [];
  const posted = time(scene, 'at', original.postedAt);
  const what = announcement.what === null ? 'none' : plain(words(scene, announcement.what, 'what'));
  const wrong = stated('wrong', { what, ...posted }, { mayGo: 'atLast' });
  // The mistake that somebody described need not be the number.
  const isOfNumber = announcement.contact !== null || isNumber || (isGiven && what === 'none');
  if (!original.wrongNumber) return [wrong];
  // If there is no right number to call instead, people still call the wrong one.
  const isGone = scene.text === null && Object.values(facts.contacts).every(({ phone }) => phone === null);
  if (!isOfNumber) return isGone ? [wrong, withdrawnNumber(scene)] : [wrong];
  // The advice not to call it is given even if the description of the mistake has no room, or no words in this language.
  const instead = what === 'none' ? undefined : stated('wrong-number', { what: 'none', ...posted });
  const atLast = () => stated('number-was-wrong', posted);
  return [
    stated('wrong-number', { what, ...posted }, { mayGo: 'atLast', atLast, ...(instead && { instead }) }),
  ];
}

/** Whether nobody has changed the appointments since the original said them. */
export function areAppointmentsUnchanged({ original, facts }: ContentSnapshot): boolean {
  return JSON.stringify(original?.facts?.appointments) === JSON.stringify(facts.appointments);
}

/** Whether the original is a correction of the appointment policy, and of nothing else. */
export function putsRightAppointmentsAlone({ original }: ContentSnapshot): boolean {
  if (original?.kind !== 'correction' || !original.facts) return false;
  const { appointments, confirmed: _, nextUpdate: __, ...others } = original.facts;
  return appointments !== null && !sayAnything(others);
}

/** Whether the original said that appointments are cancelled, or take place only in part. */
export function tookAppointments({ original }: ContentSnapshot): boolean {
  const policy = original?.facts?.appointments?.policy;
  return policy === 'cancelled' || policy === 'limited';
}

function isContact({ id, extra }: Statement): boolean {
  return extra !== undefined || id === 'headline-contact' || id === 'contact';
}

export function retractionOf(scene: Scene): readonly Statement[] {
  const { original } = scene.snapshot;
  if (original === null) return [];
  const { what: named } = scene.snapshot.announcement;
  const what = named === null ? 'none' : plain(words(scene, named, 'what'));
  const posted = time(scene, 'at', original.postedAt);
  const id = original.several ? 'retraction-several' : 'retraction';
  const said = stated(id, { who: whoOf(scene), kind: original.kind, ...causeArgs(scene), what, ...posted });
  if (!original.wrongNumber) return [said];
  return [said, withdrawnNumber(scene)];
}

function withdrawnNumber(scene: Scene): Statement {
  return holdingNothing(scene, stated('number-withdrawn'));
}

/**
 * States what is right: what the announcement names; else what differs from the facts of the original; else what a post of its
 * kind says. Nothing if the original said the same, or if the contact that it names no longer applies.
 */
function rightOf(scene: Scene, telling: Telling, kind: Kind, before: Facts | null): readonly Statement[] {
  const { announcement } = scene.snapshot;
  const { services } = announcement;
  const differing = (state: (scene: Scene) => readonly Statement[]) =>
    newIn(state(scene), before === null ? [] : state(withFacts(scene, before)));
  if (namedContact(scene) !== null) return differing((one) => ASPECTS.contacts(one, telling));
  // One that ended with the number that the original gave was wrong itself: what else is right is said.
  const [then, today] = [before, scene.snapshot.facts].map((one) => {
    const phone = one?.contacts[announcement.contact ?? '']?.phone;
    return phone && dialled(phone);
  });
  if (announcement.contact !== null && then !== today) return [];
  if (services.length > 0) {
    const said = differing((one) => {
      const { facts } = one.snapshot;
      return ASPECTS.services(
        withFacts(one, { ...facts, services: entriesOf(facts.services, services) }),
        telling,
      );
    });
    // 110/112 have a line of their own, below or above the others.
    return said.length > 0 || !services.includes(EMERGENCY_CALLS) ? said : differing(ASPECTS.emergency);
  }
  if (isAmending(kind) || kind === 'notice') return [];
  // Other statements of an all-clear may be wrong although the incident is still over.
  if (before !== null && (kind !== 'all-clear' || isSaidOver(scene))) {
    const changed = changedSince(scene, telling, kind, before);
    // If the facts are as they were, and nobody wrote what was wrong, there is nothing to correct.
    if (changed.length > 0 || announcement.what === null) return changed;
  }
  if (kind === 'contacts') return [];
  // An all-clear is mostly wrong because it is not over, so a status is right: but none that says the same once more.
  const said = telling.headline(scene, kind === 'all-clear' ? 'status' : kind);
  const empty = kind === 'all-clear' ? ['affected', 'over', 'reachable'] : ['affected'];
  return said.some(({ id }) => empty.includes(id)) ? [] : said;
}

/** The statements about each thing, beginning with whose facts they are. The most important thing comes first. */
const ASPECTS = {
  emergency: (scene: Scene) => begun(scene, emergencyCalls(scene)),
  appointments: (scene: Scene, { headline }: Telling) => headline(scene, 'appointments'),
  reach: (scene: Scene, { headline, parts }: Telling) =>
    scene.snapshot.facts.work === 'none' ? headline(scene, 'status') : begun(scene, parts.reach(scene)),
  instruction: (scene: Scene, { parts }: Telling) => begun(scene, parts.instruction(scene)),
  contacts: (scene: Scene, _: Telling) => {
    const named = namedContact(scene);
    const [first, ...others] = named === null ? otherContacts(scene) : [named];
    return [
      ...(first ? contactAnnounced(scene, first) : []),
      ...others.flatMap((one) => contactOf(scene, ...one).map((each) => ({ ...each, mayGo: true }))),
    ];
  },
  services: (scene: Scene, _: Telling) => {
    const who = { who: whoOf(scene), kind: 'status' };
    const impaired = servicesImpaired(scene, who);
    const available = serviceIds(scene, 'available');
    const statuses =
      impaired.length === 0
        ? possible(scene, available, 'headline-services-possible', who)
        : [
            ...impaired,
            ...possible(scene, available, 'services-possible').map((one) => ({ ...one, mayGo: true })),
          ];
    const unclear = servicesSaid(scene, 'unknown', 'services-unclear');
    // Right behind the only service a note need not name it.
    const isOnly = Object.keys(scene.snapshot.facts.services).length === 1;
    const notes = serviceNotes(scene).map(({ id, args: { text, ...args } }) =>
      stated(isOnly ? 'own-sentence' : id, isOnly ? { text } : { ...args, text }, {
        extra: 'services-limited',
      }),
    );
    return statuses.length === 0
      ? begun(scene, unclear)
      : [...statuses, ...unclear.map((one) => ({ ...one, mayGo: true })), ...notes];
  },
  mail: (scene: Scene, { parts }: Telling) => begun(scene, parts.mail(scene)),
  estimate: (scene: Scene, { headline }: Telling) =>
    presentEstimate(scene) === null ? [] : headline(scene, 'estimate'),
  next: (scene: Scene, { parts }: Telling) => begun(scene, parts.next(scene)),
} satisfies Record<string, (scene: Scene, telling: Telling) => readonly Statement[]>;

/**
 * The parts of a text that say the same without whose facts they are; 110/112, appointments that are cancelled or limited, and
 * the next update have a line of their own in a correction.
 */
const PARTS_OF: Readonly<Record<keyof typeof ASPECTS, readonly SaidPart[]>> = {
  emergency: [],
  appointments: ['appointments-otherwise'],
  reach: ['reach'],
  instruction: ['instruction'],
  contacts: ['contacts', 'other-contacts'],
  services: ['services', 'services-limited', 'services-working'],
  mail: ['mail'],
  estimate: ['estimate'],
  next: [],
};
const OF_KIND: Readonly<Partial<Record<Kind, keyof typeof ASPECTS & keyof Facts>>> = {
  appointments: 'appointments',
  contacts: 'contacts',
  estimate: 'estimate',
  services: 'services',
};

/** States what today's facts say otherwise: first what a post of the kind is about, or what is most important. */
function changedSince(scene: Scene, telling: Telling, kind: Kind, before: Facts): readonly Statement[] {
  const { facts } = scene.snapshot;
  // A municipality that can work after all has to say how it is reached.
  const reach = facts.work === before.work ? {} : { work: facts.work, reach: facts.reach };
  const told = OF_KIND[kind];
  const own = kind === 'restoration' ? (scene.snapshot.original?.restored ?? 'services') : told;
  // A post about one subject says nothing else of it, so that an omission is its mistake too.
  const about = told === undefined ? {} : { [told]: changedFacts(facts, before)[told] };
  // Whether it is over, only all facts together say.
  const phase = isSaidOver(scene) ? {} : { phase: null };
  const changed = withFacts(scene, { ...mistakenFacts(facts, before), ...about, ...reach, ...phase });
  const wrong = withFacts(scene, changedFacts(before, facts));
  // Two facts together say whether 110/112 work, and one of them may be unchanged.
  const [calls, callsBefore] = [facts, before].map((one) => said(emergencyCalls(withFacts(scene, one))));
  const saidOf = (name: keyof typeof ASPECTS) => {
    if (name === 'emergency')
      return calls === callsBefore || callsBefore === said([]) ? [] : ASPECTS.emergency(scene);
    // It moves all day: a time that has passed was no mistake, nor is one that nobody calls wrong.
    const { what } = scene.snapshot.announcement;
    if (name === 'next' && (what === null || ASPECTS.next(wrong, telling).length === 0)) return [];
    return newIn(ASPECTS[name](changed, telling), ASPECTS[name](wrong, telling));
  };
  const { wrongNumber = false } = scene.snapshot.original ?? {};
  const aspects = Object.keys(ASPECTS) as (keyof typeof ASPECTS)[];
  // People who call a wrong number call a stranger: the number comes first, and other ways to reach the municipality follow.
  const names =
    wrongNumber && facts.work === before.work
      ? aspects.flatMap((name) =>
          name === 'reach' ? [] : name === 'contacts' ? [name, 'reach' as const] : [name],
        )
      : aspects;
  const order = own === undefined ? names : [own, ...names.filter((name) => name !== own)];
  const first = order.find((name) => saidOf(name).length > 0);
  if (first === undefined) return [];
  const others = order.filter((name) => name !== first).flatMap((name) => PARTS_OF[name]);
  const more = others.flatMap((part) => {
    const [today, before] = [telling.parts[part](changed), telling.parts[part](wrong)];
    // A note on a service names the service, and needs no list before it.
    const known = part === 'services-limited' ? said(before) : '';
    const isNeeded = wrongNumber && part === 'contacts';
    return newIn(today, before)
      .filter((one) => !known.includes(said([one]).slice(1, -1)))
      .map((one): Statement => ({ ...one, mayGo: isNeeded && !one.mayGo ? 'atLast' : true }));
  });
  const all = [...saidOf(first), ...more];
  // A number to call comes after what people are asked to do, and only there: that then gives way no sooner than the number.
  const worded = all.map((one) => ({ one, words: formsOf(scene, one)[0]?.words ?? '' }));
  const isWithin = (words: string, other: string) => words !== '' && other !== words && other.includes(words);
  return worded
    .filter(({ words }) => !worded.some((other) => isWithin(words, other.words)))
    .map(({ one, words }) => {
      const needed = worded.find((other) => !other.one.mayGo && isWithin(other.words, words));
      return needed ? { ...one, mayGo: false } : one;
    });
}

/**
 * Returns the statements of now; none if all were made before in the same words. A note that has not changed is not repeated,
 * except for the end of a new instruction. If only a note has changed, the correction is about it: it follows the sentence it
 * belongs to, and is needed.
 */
function newIn(today: readonly Statement[], before: readonly Statement[]): readonly Statement[] {
  const known = new Set(before.map((one) => said([one])));
  const isOld = (one: Statement) => known.has(said([one]));
  if (today.every(isOld)) return [];
  const isNote = today.every((one) => one.extra !== undefined || isOld(one));
  return today
    .filter((one) => one.extra === undefined || isEnding(one) || !isOld(one))
    .map(({ extra, ...one }) => (isNote || extra === undefined ? one : { ...one, extra }));
}

function said(statements: readonly Statement[]): string {
  return JSON.stringify(statements.map(({ id, args, with: more }) => [id, args, more?.args]));
}

/** The same sentences; the first now says whose facts they are. */
export function begun(scene: Scene, [first, ...others]: readonly Statement[]): readonly Statement[] {
  if (!first) return [];
  const whole = formsOf(scene, first).reduceRight<Statement | undefined>(
    (shorter, { words }) =>
      stated(
        'own-words',
        { who: whoOf(scene), text: words, colon: words.includes(': ') ? 'yes' : 'no' },
        shorter && { instead: shorter },
      ),
    undefined,
  );
  return [whole ?? first, ...others];
}

export function withFacts(scene: Scene, facts: Facts): Scene {
  return { ...scene, snapshot: { ...scene.snapshot, facts } };
}
