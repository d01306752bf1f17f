import { OperatorError } from '../src/errors.ts';
import { readRegion } from '../src/files/region.ts';
import { readServices } from '../src/files/services.ts';
import { readSettings } from '../src/files/settings.ts';
import { readState } from '../src/files/state.ts';
import type { State } from '../src/incident.ts';

/** A small world of files: each test changes one line of it. */
export const MUNICIPALITIES = `municipalities:
  siegen:
    name: {de: Stadt Siegen, en: City of Siegen}
    kind: stadt
    ags: "05970040"
    part_of: kreis-siwi
    languages: [de, en]
    speaks_for: [kreis-siwi, rathaeuser]
    info_url: https://example.org/siegen
    accounts:
      - {id: siegen-x, channel: x, handle: stadt_siegen, languages: [de]}
      - {id: siegen-mastodon, channel: mastodon, server: "https://social.example.org/", handle: stadt_siegen}
  burbach:
    name: {de: Gemeinde Burbach}
    kind: gemeinde
    ags: "05970008"
    part_of: kreis-siwi
    languages: [de]
    facts: {contacts: {desk: {place: {de: Rathaus}}}}
  kreis-siwi:
    name: {de: Kreis Siegen-Wittgenstein}
    kind: kreis
    ags: "05970"
    languages: [de]
    accounts: [{id: siwi-mastodon, channel: mastodon, server: https://social.example.org, handle: kreis_siwi}]
  hsk:
    name: {de: Hochsauerlandkreis}
    kind: kreis
    ags: "05958"
    languages: [de]
    accounts: [{id: hsk-x, channel: x, handle: hsk}]
groups:
  rathaeuser: {name: {de: weitere Rathäuser}, members: [burbach]}
  nachbarn: {name: {de: Nachbarn}}
`;

export const SERVICES = `services:
  vehicle-registration: {name: {de: Kfz-Zulassung, en: vehicle registration}, leika: "99036008000000"}
  emergency-calls: {name: {de: Notrufe}}
`;

export const STATE = `incident:
  id: sit-2023-10
  mode: live
  title: {de: IT-Ausfall, en: IT outage}
  started: "2023-10-30 01:01"
  updated: "2023-10-30 06:30"
  affects: [towns-of/kreis-siwi, kreis-siwi]
facts:
  all:
    unaffected: [emergency-calls]
  siegen:
    reach: {phone: down}
  kreis-siwi:
    contacts:
      hotline: {phone: "+49 221 4710119", verified_by: presse}
announcements:
  - id: outage
    kind: outage
    post_as: [siegen, kreis-siwi]
    about: [kreis-siwi]
    at: "2023-10-30 06:30"
`;

export const settings = readSettings('time_zone: Europe/Berlin\n', 'config.yaml');
export const services = readServices(SERVICES, 'services.yaml');
export const region = readRegion(MUNICIPALITIES, 'municipalities.yaml', services, settings);

export function stateOf(text: string): State {
  return readState(text, 'incident.yaml', region, services, settings);
}

/** What an operator is told: `line:column code: message → advice`, a line for each mistake. */
export function complaints(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return error.mistakes.map(
      ({ place, code, message, advice }) => `${place?.line}:${place?.column} ${code}: ${message} → ${advice}`,
    );
  }
  return [];
}
