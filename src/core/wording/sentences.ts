import { KINDS } from '../domain/announcement.ts';
import { ESTIMATE_KINDS, PHASES, REACH_LEVELS, SERVICE_STATUSES } from '../domain/facts.ts';
import { CAUSE_KINDS } from '../domain/incident.ts';

const WHEN = ['period', 'from', 'from-short', 'until', 'until-short'];
const DATE = ['weekday', 'weekday-short', 'day', 'month', 'month-name', 'month-short', 'year', 'other-year'];
const CLOCK = ['hour', 'minute', 'minutes', 'hour12', 'half'];
const AT = ['at', 'at-short'];
const SITUATION = ['who', 'kind', 'cause'];
const WAYS = ['ways', 'number'];
const WAY = ['use'];
const CONTACT = ['name', 'purpose', 'ways', 'ways-short'];
const ESTIMATE = ['estimate', 'cause', 'at', 'at-short', 'to', 'to-short'];

/** Every sentence that a catalogue may have words for, and what it may name as `{ $name }`. */
export const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  exercise: [],
  'language-name': [],
  day: DATE,
  time: [...DATE, 'clock'],
  clock: CLOCK,
  'clock-twice': ['clock', 'season'],
  hour: CLOCK,
  hours: ['days', 'first', 'last', 'always', 'opens', 'closes'],
  'way-phone': WAY,
  'way-website': WAY,
  'way-online-services': WAY,
  'way-email-in': WAY,
  'way-email-out': WAY,
  'way-email': WAY,
  'contact-name': ['contact'],
  'next-update': [],
  'contact-on': ['at'],
  'contact-from': ['at'],
  'contact-until': ['at'],

  'cannot-work': SITUATION,
  unreachable: [...SITUATION, ...WAYS, 'ways-none'],
  'out-of-order': [...SITUATION, ...WAYS, 'ways-by'],
  closed: SITUATION,
  'partly-open': SITUATION,
  'not-all-services': SITUATION,
  'partly-reachable': [...SITUATION, ...WAYS, 'ways-by'],
  reachable: [...SITUATION, ...WAYS, 'ways-by'],
  over: SITUATION,
  affected: [...SITUATION, 'title', 'more'],
  'own-words': ['who', 'text', 'colon'],

  'appointments-cancelled': WHEN,
  'do-not-come': ['later'],
  'appointments-limited': WHEN,
  'appointments-take-place': WHEN,
  'appointments-unknown': WHEN,
  'headline-appointments-cancelled': ['who', ...WHEN],
  'headline-appointments-limited': ['who', ...WHEN],
  'headline-appointments-take-place': ['who', ...WHEN],
  'headline-appointments-unknown': ['who', ...WHEN],

  'emergency-calls-work': ['again'],
  'emergency-calls-affected': ['status'],
  'emergency-until': ['whole-day', ...AT],

  'say-urgent-at': ['place'],
  'say-stay-home': [],
  'say-do-not-come': ['place'],
  'say-wait': [],
  'say-call': [],
  'instruction-until': ['whole-day', ...AT],
  'own-sentence': ['text'],
  'mail-lost': ['period', 'later', 'since', 'since-short', 'until', 'until-short'],
  'mail-resend': ['lost'],
  'mail-resend-by-post-or-phone': ['lost', 'phone'],
  'mail-use-post-or-phone': ['lost', 'phone'],
  'mail-delivered-later': ['lost'],

  contact: CONTACT,
  'headline-contact': ['who', ...CONTACT],
  'headline-contact-place': ['who', ...CONTACT],
  'contact-lines': ['lines'],

  next: AT,
  'facts-from': AT,
  stand: AT,

  'services-off': ['services'],
  'services-off-link': ['url'],
  'services-more': ['count'],
  'services-limited': ['services'],
  'services-unclear': ['services'],
  'service-note': ['service', 'text'],
  'service-noted': ['services', 'text'],
  'services-possible': ['phrases'],
  'services-possible-names': ['services'],
  'headline-services-off': ['who', 'kind', 'services'],
  'headline-services-off-link': ['who', 'kind', 'url'],
  'headline-services-limited': ['who', 'kind', 'services'],
  'headline-services-possible': ['who', 'phrases'],
  'headline-services-possible-names': ['who', 'services'],
  'headline-restored': ['who', 'phrases'],
  'headline-restored-names': ['who', 'services'],
  'headline-restored-in-part': ['who', 'services'],
  'headline-restored-some': ['who'],
  'restored-in-part': ['services'],
  unaffected: ['services'],

  cause: ['cause', 'supplier', 'title'],
  phase: ['phase'],
  'is-over': ['cause'],
  estimate: ESTIMATE,
  'headline-estimate': ['who', ...ESTIMATE],

  'reach-down': WAYS,
  'reach-limited': WAYS,
  'reach-unknown': WAYS,
  'reach-up': WAYS,
  'restored-reach': WAYS,
  'restored-reach-in-part': WAYS,
  'restored-counter': ['level'],
  counter: ['level'],

  correction: [],
  'wrong-number': ['what', ...AT],
  'number-was-wrong': AT,
  wrong: ['what', ...AT],
  retraction: ['who', 'kind', 'cause', 'what', ...AT],
  'retraction-several': ['who', 'kind', 'what', ...AT],
  'number-withdrawn': [],
  'all-clear': ['who', 'cause', ...WAYS, 'ways-by'],

  link: ['url'],
  hashtags: ['tags'],
  authority: [],
  'more-in-german': ['url'],
};

/** Names of what a sentence is said for: each of its forms shows those that it may name, at least in one alternative. */
export const SAID: ReadonlySet<string> = new Set([
  ...['who', 'text', 'title', 'at', 'from', 'services', 'service', 'phrases'],
  ...['url', 'tags', 'ways', 'name', 'place', 'count'],
]);

/** The values of a name by which an alternative is chosen. Names that are words or numbers may have any value. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  kind: KINDS,
  cause: CAUSE_KINDS,
  phase: PHASES,
  status: SERVICE_STATUSES,
  level: REACH_LEVELS,
  estimate: [...ESTIMATE_KINDS, 'by', 'resolved'],
  period: ['day', 'between', 'from', 'until', 'open', 'since'],
  days: ['span', 'day', 'daily', 'same'],
  use: ['subject', 'by', 'none', 'alone'],
  number: ['one', 'many'],
  contact: ['hotline', 'emergency', 'desk', 'page', 'number', 'phone', 'other'],
  phone: ['down', 'up'],
  half: ['am', 'pm'],
  season: ['summer', 'winter'],
  ...Object.fromEntries(
    ['again', 'always', 'later', 'lost', 'more', 'other-year', 'whole-day'].map((name) => [
      name,
      ['yes', 'no'],
    ]),
  ),
};
