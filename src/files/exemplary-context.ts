import type { Context } from '../context.ts';

const TIME = { weekday: 'Mo', day: 30, month: 10, month_name: 'Okt', year: 2023, other_year: true, time: '6:30' };
const SERVICE = { id: 'id-cards', name: 'Ausweise', status: 'limited', since: TIME, until: TIME, alternative: 'im Rathaus', note: 'ein Hinweis' };
const CONTACT = {
  id: 'hotline',
  name: 'Nothotline',
  phone: '+49 221 4710119',
  email: 'notfall@example.org',
  url: 'https://example.org/notfall',
  place: 'im Rathaus',
  hours: 'Mo-Fr 08:00-16:00',
  lines: 2,
  valid_from: TIME,
  until: TIME,
};

/** A context in which everything is there: every name that a message may use, and nothing else. */
export const EXEMPLARY_CONTEXT: Context = {
  title: 'IT-Ausfall',
  cause: { kind: 'cyberattack', supplier: 'Rechenzentrum' },
  started: TIME,
  hashtags: ['Stichwort'],
  poster: 'Stadt Siegen',
  subject: 'Stadt Siegen',
  about: ['Stadt Siegen', 'Kreis Siegen-Wittgenstein'],
  phase: 'investigating',
  next_update: TIME,
  confirmed: TIME,
  estimate: { kind: 'expected-between', at: TIME, to: TIME },
  reach: { counter: 'limited', phone: 'down', website: 'down', online_services: 'down', email_in: 'unknown', email_out: 'down' },
  reach_down: ['phone', 'website', 'online_services', 'email_out'],
  reach_limited: ['counter'],
  reach_unknown: ['email_in'],
  reach_up: ['counter'],
  appointments: { policy: 'cancelled', from: TIME, until: TIME, one_day: false, note: 'ein Hinweis' },
  services: [SERVICE],
  services_unavailable: [SERVICE],
  services_limited: [SERVICE],
  services_unknown: [SERVICE],
  services_available: [SERVICE],
  named_services: [SERVICE],
  contacts: [CONTACT],
  contact: CONTACT,
  mail: { lost_since: TIME, lost_until: TIME, action: 'resend', note: 'ein Hinweis' },
  instruction: 'Info-Schalter im Rathaus.',
  unaffected: ['Notruf 110/112'],
  info_url: 'https://example.org/notfall',
  until: TIME,
  what: 'Die Nummer',
  original: { kind: 'contacts', posted_at: TIME },
  text: 'eigene Worte',
};
