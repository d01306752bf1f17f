import type { Kind } from '../domain/announcement.ts';
import type { Args } from '../domain/catalogue.ts';
import type { Contact, ServiceStatus } from '../domain/facts.ts';
import { iso639, SOURCE } from '../domain/language.ts';
import type { SaidPart } from '../domain/layout.ts';
import { EMERGENCY_CALLS } from '../domain/municipal-service.ts';
import {
  areAppointmentsUnchanged,
  begun,
  correctionOf,
  ownCorrectionOf,
  putsRightAppointmentsAlone,
  retractionOf,
  withFacts,
} from './amendments.ts';
import {
  appointmentStatements,
  appointmentsOf,
  asksToStayAwayBeside,
  importantPolicies,
  OTHERWISE,
  presentAppointments,
} from './appointments.ts';
import { causeStatements } from './cause.ts';
import { contactAnnounced, contactOf, firstToCall, namedContact, otherContacts } from './contacts.ts';
import { instructionIn, instructionOf, instructionRight } from './instruction.ts';
import {
  closedDesks,
  isSaidOver,
  lacksServices,
  reachOf,
  reachRestored,
  servicesInHeadline,
  situation,
  waysAt,
  waysWorking,
} from './reach.ts';
import {
  causeArgs,
  formsOf,
  holdingNothing,
  isAmendment,
  isOld,
  isPresent,
  isSituation,
  listed,
  noteOf,
  ownSaid,
  presentEstimate,
  type Scene,
  type Statement,
  stated,
  whoOf,
} from './scene.ts';
import {
  emergencyCalls,
  emergencyStatus,
  possible,
  serviceIds,
  serviceNames,
  servicesImpaired,
  servicesInDetail,
  servicesNamed,
  servicesOff,
  servicesWorking,
  unaffectedServices,
} from './services.ts';
import { dayAt, time } from './times.ts';

/** The statements of each part of a text: none if the facts say nothing about it. */
export const STATEMENTS: Readonly<Record<SaidPart, (scene: Scene) => readonly Statement[]>> = {
  'emergency-affected': (scene) => emergencyCalls(scene, 'emergency-calls-affected'),
  headline: (scene) =>
    scene.text === null ? headline(scene, scene.snapshot.announcement.kind) : ownHeadline(scene, scene.text),
  appointments: (scene) => {
    if (isOfAppointments(scene)) return [];
    const said = appointmentsOf(scene, importantPolicies(scene));
    const isOver = scene.snapshot.announcement.kind === 'all-clear';
    return isOver ? said.map((one) => holdingNothing(scene, one)) : yielding(scene, said);
  },
  'appointments-otherwise': (scene) => appointmentsOf(scene, OTHERWISE),
  'emergency-calls': (scene) => yielding(scene, emergencyCalls(scene, 'emergency-calls-work')),
  instruction: (scene) => {
    const { kind } = scene.snapshot.announcement;
    const said = instructionOf(scene);
    // The wrong post is described at length if there is room for both.
    if (kind === 'retraction') return said.map((one): Statement => ({ extra: 'headline', ...one }));
    if (kind !== 'correction') return said;
    return asksToStayAwayBeside(scene) ? yielding(scene, said) : [];
  },
  mail: mailOf,
  contacts: phonesOf,
  'other-contacts': (scene) =>
    otherContacts(scene).flatMap(([id, one]) =>
      one.phone || isTheLink(scene, one) || id === onlyPlace(scene)?.[0] ? [] : contactOf(scene, id, one),
    ),
  age: (scene) =>
    isOld(scene) && scene.snapshot.facts.confirmed !== null
      ? [stated('facts-from', time(scene, 'at', scene.snapshot.facts.confirmed))]
      : [],
  next: (scene) => {
    const { nextUpdate } = scene.snapshot.facts;
    return nextUpdate !== null && nextUpdate > scene.now
      ? yielding(scene, [stated('next', time(scene, 'at', nextUpdate))])
      : [];
  },
  language: ({ channel, catalogue, german }) => {
    // A platform knows German, but not Leichte Sprache.
    const isTold = channel.carriesLanguage && iso639(catalogue.language) !== iso639(SOURCE);
    // Before a post is held, its words say themselves in which language they are.
    const name = stated('language-name', {}, { mayGo: true });
    return isTold || german === null ? [] : [name];
  },
  services: (scene) => {
    // A municipality that cannot work offers none of these services.
    const isTold = isSituation(scene) && scene.snapshot.facts.work === 'none';
    return isTold || servicesInHeadline(scene) === 'unavailable' ? [] : servicesOff(scene, null);
  },
  'services-limited': (scene) => {
    const { kind, services } = scene.snapshot.announcement;
    const told = kind === 'restoration' ? services : [];
    const isTold = kind === 'services' || servicesInHeadline(scene) === 'limited';
    const limited = serviceIds(scene, 'limited').filter((id) => !told.includes(id));
    const said = servicesInDetail(scene, isTold ? [] : limited);
    // In a text about services nothing else that may be left out is worth as much.
    return kind === 'services' ? said.map((one): Statement => ({ extra: 'services', ...one })) : said;
  },
  'services-working': (scene) => {
    const isTold =
      (isSituation(scene) && scene.snapshot.facts.work === 'none') ||
      (scene.snapshot.announcement.kind === 'services' && !lacksServices(scene));
    return isTold ? [] : possible(scene, servicesWorking(scene), 'services-possible');
  },
  cause: causeStatements,
  phase: ({ snapshot: { facts, cause } }) => {
    if (facts.phase === null || facts.phase === 'resolved') return [];
    if (facts.phase === 'investigating' && cause !== null && cause.kind !== 'unknown') return [];
    return [stated('phase', { phase: facts.phase })];
  },
  estimate: (scene) =>
    presentEstimate(scene) === null || isSaidOver(scene) ? [] : [stated('estimate', estimateArgs(scene))],
  reach: reachOf,
  unaffected: (scene) => {
    const others = unaffectedServices(scene);
    return others.length === 0
      ? []
      : [stated('unaffected', { services: listed(scene, serviceNames(scene, others), 'conjunction') })];
  },
  link: ({ snapshot: { facts }, channel, text }) =>
    facts.infoUrl === null || channel.linksCost || isGivenIn(text ?? '', facts.infoUrl)
      ? []
      : [stated('link', { url: facts.infoUrl })],
  hashtags: ({ snapshot: { hashtags } }) =>
    hashtags.length === 0 ? [] : [stated('hashtags', { tags: hashtags.map((tag) => `#${tag}`).join(' ') })],
  authority: ({ german, isIncomplete, snapshot, channel }) => {
    if (german === null) return [];
    const { infoUrl } = snapshot.facts;
    const url = infoUrl === null || channel.linksCost ? 'none' : infoUrl;
    const isMore = isIncomplete && (url !== 'none' || german === 'on-this-account');
    return isMore ? [stated('more-in-german', { url }), stated('authority')] : [stated('authority')];
  },
  stand: (scene) => {
    const { facts, newest, original, announcement } = scene.snapshot;
    // Own words are as new as their post, whenever somebody confirmed the facts.
    const at = facts.confirmed === null || scene.text !== null ? null : (newest ?? facts.confirmed);
    // Before the wrong post nobody knew better, nor on an earlier day that it is over by now: no such time is given.
    const isEarly =
      at !== null &&
      (announcement.kind === 'all-clear'
        ? dayAt(scene, at) < dayAt(scene, scene.now)
        : isAmendment(scene) && at < (original?.postedAt ?? at));
    return at === null || at > scene.now || isOld(scene) || isEarly
      ? []
      : [stated('stand', time(scene, 'at', at))];
  },
};

/** The further statements of an amendment: held for want of room, it would leave the wrong post where it is. */
function yielding(scene: Scene, said: readonly Statement[]): readonly Statement[] {
  return isAmendment(scene) ? said.map((one) => holdingNothing(scene, one)) : said;
}

/** Whether a correction begins with appointments, or nobody has changed what a withdrawn post about them said. */
function isOfAppointments(scene: Scene): boolean {
  const { announcement, original } = scene.snapshot;
  if (announcement.kind === 'correction')
    return (
      scene.text === null &&
      headline(scene, 'correction').some(({ id }) => id.startsWith('headline-appointments-'))
    );
  return (
    announcement.kind === 'retraction' &&
    (original?.kind === 'appointments' || putsRightAppointmentsAlone(scene.snapshot)) &&
    areAppointmentsUnchanged(scene.snapshot)
  );
}

/**
 * States phone numbers. One must be in a text, if possible one that already holds; the others only if there is room. If there is
 * no number, the first place to go to takes its place, unless the text would be held for it.
 */
function phonesOf(scene: Scene): readonly Statement[] {
  const place = onlyPlace(scene);
  if (place !== null) {
    const [said, ...notes] = contactOf(scene, ...place);
    if (!said) return [];
    // A number without words in this language holds no post.
    const isUnsayable = formsOf(scene, said).length === 0;
    return isUnsayable ? [{ ...said, extra: 'other-contacts' }] : [{ ...said, mayGo: true }, ...notes];
  }
  const named = instructionIn(scene)?.contact ?? null;
  const phones = otherContacts(scene).filter(([, { phone }]) => phone);
  const first = firstToCall(scene) ?? phones[0];
  const isSaid = named !== null && first?.[1] === named[1];
  return phones.flatMap((one) => {
    const [said, ...notes] = contactOf(scene, ...one);
    if (!said || one[1] === named?.[1]) return [];
    return [{ ...said, mayGo: said.mayGo || isSaid || one[1] !== first?.[1] }, ...notes];
  });
}

/** The first place to go to; null where there is a number, or no place. */
function onlyPlace(scene: Scene): readonly [string, Contact] | null {
  const isNumbered = [...otherContacts(scene), namedContact(scene)].some((one) => one?.[1].phone);
  return isNumbered ? null : (otherContacts(scene).find(([, { place }]) => place) ?? null);
}

/** Whether a contact is nothing but the page that the link gives. */
function isTheLink({ snapshot: { facts }, channel }: Scene, { url, email, place }: Contact): boolean {
  return url !== null && url === facts.infoUrl && email === null && place === null && !channel.linksCost;
}

/** Whether own words give this page itself, not one below it. */
function isGivenIn(text: string, url: string): boolean {
  return text.split(/[\s()"„“]+/).some((word) => word.replace(/[.,;:!?]+$/, '') === url);
}

/** Begins a text: who, and what it means for the reader. Empty if the facts say nothing about it. */
function headline(scene: Scene, kind: Kind): readonly Statement[] {
  const { snapshot } = scene;
  const { announcement, facts } = snapshot;
  const who = { who: whoOf(scene) };
  switch (kind) {
    case 'outage':
    case 'status':
      return situation(scene, kind);
    case 'appointments': {
      const known = presentAppointments(scene);
      if (known === null) return [];
      const said = appointmentStatements(scene, known, 'headline-appointments', who);
      // They follow what they are about, and give way like every other way to reach somebody.
      const closed = closedDesks(scene).map((one): Statement => ({ ...one, extra: 'reach' }));
      return announcement.kind === kind ? [...said, ...closed] : said;
    }
    case 'contacts': {
      const contact = namedContact(scene);
      return contact === null ? [] : contactAnnounced(scene, contact);
    }
    case 'services': {
      const { services } = announcement;
      const isOfCalls = services.length === 0 || services.includes(EMERGENCY_CALLS);
      const off = servicesImpaired(scene, { ...who, kind });
      const working = isOfCalls ? servicesWorking(scene) : serviceIds(scene, 'available');
      const said = off.length > 0 ? off : possible(scene, working, 'headline-services-possible', who);
      return said.length > 0 || !isOfCalls || emergencyStatus(scene) === undefined
        ? said
        : begun(scene, emergencyCalls(scene));
    }
    case 'estimate':
      return [stated('headline-estimate', { ...estimateArgs(scene), ...who })];
    case 'restoration': {
      const named = (status: ServiceStatus) =>
        serviceIds(scene, status).filter((id) => announcement.services.includes(id));
      const [back, partly] = [named('available'), named('limited')];
      const reach = reachRestored(scene).map((one): Statement => ({ ...one, mayGo: 'atLast' }));
      const calls = announcement.services.includes(EMERGENCY_CALLS) ? emergencyStatus(scene) : undefined;
      const isCalls = calls === 'available' || calls === 'limited';
      if (back.length + partly.length === 0)
        return begun(scene, [...(isCalls ? emergencyCalls(scene) : []), ...reach]);
      return [
        ...possible(scene, back, 'headline-restored', who).map((one) =>
          back.length > 1 ? { ...one, lastly: () => stated('headline-restored-some', who) } : one,
        ),
        ...(partly.length === 0
          ? []
          : [
              servicesNamed(
                scene,
                partly,
                back.length > 0 ? 'restored-in-part' : 'headline-restored-in-part',
                who,
                { mayGo: back.length > 0 },
              ),
            ]),
        ...reach,
      ];
    }
    case 'correction':
      // Reachable phones and open desks decide what people are asked to do, even if they are no part of the mistake.
      return correctionOf(scene, {
        headline: (one, kind) => {
          const { appointments } = one.snapshot.facts;
          return headline(kind === 'appointments' ? withFacts(scene, { ...facts, appointments }) : one, kind);
        },
        parts: {
          ...STATEMENTS,
          instruction: ({ snapshot: { facts: part } }) =>
            instructionRight(withFacts(scene, { ...facts, instruction: part.instruction })),
          mail: ({ snapshot: { facts: part } }) => mailOf(withFacts(scene, { ...facts, mail: part.mail })),
        },
      });
    case 'retraction':
      return retractionOf(scene);
    case 'all-clear': {
      const up = waysAt(facts, 'up').filter((way) => way !== 'counter');
      const reachable =
        up.length === 0 ? { ways: 'none', 'ways-by': 'none', number: 'many' } : waysWorking(scene, up);
      return [stated('all-clear', { ...who, ...causeArgs(scene), ...reachable })];
    }
    case 'notice':
      return [];
    default:
      return kind satisfies never;
  }
}

/** Own words say whose they are, and whether they correct or withdraw something. */
function ownHeadline(scene: Scene, text: string): readonly Statement[] {
  const { announcement } = scene.snapshot;
  if (text === '') return [];
  if (announcement.kind === 'correction') return ownCorrectionOf(scene, text);
  if (announcement.kind === 'retraction') return [...retractionOf(scene), stated('own-sentence', { text })];
  return [ownSaid(scene, text)];
}

function mailOf(scene: Scene): readonly Statement[] {
  const { facts } = scene.snapshot;
  const { mail } = facts;
  if (mail === null) return [];
  const { lostSince, lostUntil, action, note } = mail;
  const isLost = lostSince !== null || lostUntil !== null;
  const { phone: level = 'up', email_in: receives } = facts.reach;
  // People who can write emails again are not asked for letters.
  if (!isLost && action === 'use-post-or-phone' && receives === 'up')
    return noteOf(scene, note, 'email.note');
  const phone = facts.work === null && (level === 'up' || level === 'limited') ? 'up' : 'down';
  const toDo = (lost: string) => (action === null ? undefined : stated(`mail-${action}`, { lost, phone }));
  const [after, alone] = [toDo('yes'), toDo('no')];
  const lost = stated(
    'mail-lost',
    {
      period: lostUntil === null ? 'since' : lostSince === null ? 'until' : 'between',
      later: action === 'delivered-later' ? 'yes' : 'no',
      ...time(scene, 'since', lostSince),
      ...time(scene, 'until', lostUntil, lostSince),
    },
    // The advice alone says enough.
    { ...(after && { with: after }), ...(alone && { instead: alone }) },
  );
  const said = isLost ? lost : alone;
  return [...(said ? [said] : []), ...noteOf(scene, note, 'email.note')];
}

function estimateArgs(scene: Scene): Args {
  const estimate = presentEstimate(scene);
  if (isSaidOver(scene)) return { estimate: 'resolved', ...causeArgs(scene) };
  if (estimate === null) return { estimate: 'unknown' };
  const { kind, at, to } = estimate;
  const isOneDay = at !== null && to !== null && dayAt(scene, at) === dayAt(scene, to);
  // No time that has passed is said, nor a day twice.
  if (to !== null && (!isPresent(scene, at) || (isOneDay && typeof at === 'string' && at !== to)))
    return { estimate: 'by', ...time(scene, 'at', to) };
  if (isOneDay && typeof to === 'string') return { estimate: 'expected', ...time(scene, 'at', at) };
  return { estimate: kind, ...time(scene, 'at', at), ...time(scene, 'to', to, at) };
}
