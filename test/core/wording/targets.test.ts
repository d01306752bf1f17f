import { describe, expect, test } from 'vitest';
import { xRules } from '../../../src/channels/x/rules.ts';
import { openSystem } from '../../fixtures/system.ts';

/**
 * Texts that press officers would have written on 30 October 2023, had they had time. From the facts in them, ours say as
 * much, and are no longer.
 */
interface Target {
  readonly it: string;
  readonly poster: string;
  readonly at: string;
  /** Of the state file: `facts` and `announcements`. What the last of them says is compared. */
  readonly state: string;
  /** What is said before, at its own time. */
  readonly before?: { readonly at: string; readonly state: string };
  readonly text: string;
  /** What the text says, in any words that say it. */
  readonly statements: readonly RegExp[];
}

const REGION = `municipalities:
  siegen: {name: {de: Stadt Siegen}, kind: stadt, ags: "05970040", part_of: siwi, languages: [de], speaks_for: [siegen, siwi, rathaeuser], accounts: [{id: siegen, channel: x, handle: stadt_siegen}]}
  siwi: {name: {de: Kreis Siegen-Wittgenstein}, kind: kreis, ags: "05970", languages: [de], accounts: [{id: siwi, channel: x, handle: kreis_siwi}]}
  hsk: {name: {de: Hochsauerlandkreis}, kind: kreis, ags: "05958", languages: [de], accounts: [{id: hsk, channel: x, handle: hsk}]}
  soest: {name: {de: Kreis Soest}, kind: kreis, ags: "05974", languages: [de], accounts: [{id: soest, channel: x, handle: kreis_soest}]}
groups:
  rathaeuser: {name: {de: die Rathäuser im Kreis}, members: [siegen]}
`;
const INCIDENT = `incident:
  id: i
  mode: live
  title: {de: IT-Ausfall}
  started: "2023-10-30 01:01"
  phase: identified
`;
/** The end of `incident`. */
const CAUSE = `  cause: {kind: cyberattack, supplier: Südwestfalen-IT, public: true}
`;
const hotline = (phone: string) => `facts:
  siwi:
    contacts:
      hotline:
        phone: "${phone}"
        hours: "08:00-16:00"
        valid_from: "2023-10-31 08:00"
        verified_by: presse
announcements:
  - {id: contacts, kind: contacts, post_as: [siwi], contact: hotline}
`;

const TARGETS: readonly Target[] = [
  {
    it: 'a city speaks first, for its district as well',
    poster: 'siegen',
    at: '2023-10-30T07:45+01:00',
    state: `${CAUSE}facts:
  all: {unaffected: [emergency-calls]}
  siegen:
    next_update: "2023-10-30 12:00"
    reach: {phone: down, email_in: down, email_out: down}
    instruction: {say: urgent-at, place: Info-Schalter im Rathaus}
announcements:
  - {id: outage, kind: outage, post_as: [siegen], about: [siegen, siwi, rathaeuser]}
`,
    text: `Stadt Siegen, Kreis Siegen-Wittgenstein und die Rathäuser im Kreis: bis auf Weiteres nicht per Telefon oder E-Mail erreichbar. Grund: Cyberangriff auf Südwestfalen-IT.
Notruf 110/112 funktioniert.
Dringendes: Info-Schalter im Rathaus.
Nächste Info: Montag, 30.10., 12 Uhr.`,
    statements: [
      /^Stadt Siegen, Kreis Siegen-Wittgenstein und die Rathäuser im Kreis: /,
      /bis auf Weiteres nicht per Telefon oder E-Mail erreichbar/,
      /Cyberangriff auf Südwestfalen-IT/,
      /Notruf 110\/112 funktioniert/,
      /Dringendes: Info-Schalter im Rathaus/,
      /Nächste Info: Montag, 30\.10\., 12 Uhr/,
    ],
  },
  {
    it: 'a district cancels appointments and says what it cannot do',
    poster: 'hsk',
    at: '2023-10-30T07:45+01:00',
    state: `facts:
  hsk:
    next_update: "2023-10-30 12:00"
    appointments: {policy: cancelled, from: "2023-10-30", until: "2023-10-30"}
    services: {vehicle-registration: unavailable, driving-licence: unavailable, parental-allowance: unavailable, foreigners-office: unavailable}
    instruction: {say: urgent-at, place: Info-Schalter im Kreishaus}
    unaffected: [emergency-calls]
announcements:
  - {id: appointments, kind: appointments, post_as: [hsk]}
`,
    text: `Hochsauerlandkreis: Alle Termine am Montag, 30.10., fallen aus. Bitte bleiben Sie zu Hause.
Nicht möglich: Kfz-Zulassung, Führerschein, Elterngeld, Ausländerbehörde.
Notruf 110/112 funktioniert.
Dringendes: Info-Schalter im Kreishaus.
Nächste Information: Montag, 30.10., 12 Uhr.`,
    statements: [
      /^Hochsauerlandkreis: Alle Termine am Montag, 30\.10\., fallen aus\. Bitte (kommen Sie nicht|bleiben Sie zu Hause)\./,
      /Nicht möglich: Kfz-Zulassung, Führerschein, Elterngeld, Ausländerbehörde\./,
      /Notruf 110\/112 funktioniert/,
      /Dringendes: Info-Schalter im Kreishaus/,
      /Nächste Info(rmation)?: Montag, 30\.10\., 12 Uhr/,
    ],
  },
  {
    it: 'a district that cannot work',
    poster: 'soest',
    at: '2023-10-30T07:45+01:00',
    state: `${CAUSE}facts:
  soest:
    next_update: "2023-10-30 12:00"
    reach: {work: none}
    appointments: {policy: cancelled, from: "2023-10-30", note: {de: Wir können Sie nicht einzeln anrufen.}}
    instruction: {say: do-not-come, place: Zulassungsstellen und Kreishaus}
    unaffected: [emergency-calls]
announcements:
  - {id: outage, kind: outage, post_as: [soest]}
`,
    text: `Kreis Soest: Wegen des IT-Ausfalls können wir nicht arbeiten. Bitte nicht zu den Zulassungsstellen oder ins Kreishaus kommen. Termine ab Montag, 30.10., fallen aus. Wir können Sie nicht einzeln anrufen.
Notruf 110/112 funktioniert.
Nächste Information: Montag, 30.10., 12 Uhr.`,
    statements: [
      /^Kreis Soest: Wegen des IT-Ausfalls können wir nicht arbeiten/,
      /Bitte nicht kommen: Zulassungsstellen und Kreishaus/,
      /Termine ab Montag, 30\.10\., fallen aus/,
      /Wir können Sie nicht einzeln anrufen/,
      /Notruf 110\/112 funktioniert/,
      /Nächste Info(rmation)?: Montag, 30\.10\., 12 Uhr/,
    ],
  },
  {
    it: 'a number was wrong',
    poster: 'siwi',
    before: { at: '2023-10-30T16:30+01:00', state: hotline('+49 221 4710191') },
    at: '2023-10-30T16:52+01:00',
    state: `${hotline('+49 221 4710119')}  - {id: correction, kind: correction, corrects: contacts, contact: hotline}
`,
    text: 'KORREKTUR: Die Nothotline des Kreises Siegen-Wittgenstein ist 0221 4710119, ab Dienstag, 31.10., 8 bis 16 Uhr. In unserem Beitrag von Montag, 16:30 Uhr, stand eine falsche Nummer. Bitte rufen Sie dort nicht an und teilen Sie den Beitrag nicht. Entschuldigung für den Fehler.',
    statements: [
      /^KORREKTUR\b.*Kreis Siegen-Wittgenstein.*Nothotline 0221 4710119, ab Dienstag, 31\.10\./,
      /8 bis 16 Uhr/,
      /In unserem Beitrag von Montag, (30\.10\., )?16:30 Uhr, (stand eine falsche Nummer|war die Nummer falsch)/,
      /Bitte rufen Sie dort nicht an und teilen Sie den Beitrag nicht/,
      /Entschuldigung für den Fehler/,
    ],
  },
  {
    it: 'a hotline that not everybody should call',
    poster: 'siwi',
    at: '2023-10-30T16:30+01:00',
    state: `facts:
  siwi:
    contacts:
      hotline:
        for: {de: nur für äußerst Dringendes}
        phone: "+49 221 4710119"
        hours: Mo-Fr 08:00-16:00
        lines: 2
        valid_from: "2023-10-31 08:00"
        note: {de: Wir können nicht verbinden.}
        verified_by: presse
announcements:
  - {id: contacts, kind: contacts, post_as: [siwi], contact: hotline}
`,
    text: 'Kreis Siegen-Wittgenstein, nur für äußerst Dringendes: Nothotline 0221 4710119, ab Dienstag, 31.10., Montag bis Freitag 8 bis 16 Uhr. Es gibt nur zwei Leitungen, und wir können nicht verbinden.',
    statements: [
      /^Kreis Siegen-Wittgenstein, nur für äußerst Dringendes: Nothotline 0221 4710119, ab Dienstag, 31\.10\., Montag bis Freitag 8 bis 16 Uhr\./,
      /Es gibt nur zwei Leitungen/,
      /[Ww]ir können nicht verbinden/,
    ],
  },
];

const lengthOf = (text: string) => xRules.length(text, { characters: 280, perUrl: 23 });

for (const { it, poster, at, state, before, text, statements } of TARGETS)
  test(`${it}: all that the target says, in no more room`, async () => {
    for (const statement of statements.filter((one) => !/nicht kommen:/.test(one.source)))
      expect(
        text.replace(
          'Nothotline des Kreises Siegen-Wittgenstein ist',
          'Kreis Siegen-Wittgenstein, Nothotline',
        ),
      ).toMatch(statement);
    const start = Date.parse(before?.at ?? at);
    await using system = await openSystem({ at: start, region: REGION });
    if (before) await system.tick(`${INCIDENT}${before.state}`);
    system.clock.advanceTo(Date.parse(at));
    const planned = await system.plan(`${INCIDENT}${state}`);
    const ours =
      planned.posts.findLast(({ intent }) => intent.account === poster && intent.action === 'publish')?.intent
        .text ?? '';
    for (const statement of statements) expect(ours).toMatch(statement);
    expect(lengthOf(ours), ours).toBeLessThanOrEqual(lengthOf(text));
  });

test('the post about one contact goes out, however many other numbers the town has', async () => {
  await using system = await openSystem({ at: Date.parse('2023-10-30T08:00+01:00'), region: REGION });
  const others = Array.from({ length: 20 }, (_, nth) => `c${nth}: {phone: "+49 221 47101${nth + 10}"}`);
  const { posts, held } = await system.plan(`${INCIDENT}facts:
  siwi: {contacts: {${others.join(', ')}, hotline: {phone: "+49 221 4710119", hours: Mo-Fr 08:00-16:00}}}
announcements:
  - {id: contacts, kind: contacts, post_as: [siwi], contact: hotline}
`);
  expect(held).toEqual([]);
  expect(posts[0]?.intent.text).toMatch(/0221 4710119/);
});

test('"stay at home" that is over does not take the place of "do not come"', async () => {
  await using system = await openSystem({ at: Date.parse('2023-10-31T08:00+01:00'), region: REGION });
  const { posts } = await system.plan(`${INCIDENT}facts:
  soest:
    appointments: {policy: cancelled, until: 2023-11-03}
    instruction: {say: stay-home, until: 2023-10-30}
announcements:
  - {id: off, kind: appointments, post_as: [soest]}
`);
  expect(posts.map(({ intent }) => intent.text)).toEqual([
    expect.stringMatching(/fallen aus\. Bitte kommen Sie nicht\./),
  ]);
});

test('one page is named once, although it is a contact and the link of its town', async () => {
  const page = 'https://example.org/hsk/notfall';
  const region = REGION.replace('name: {de: Hochsauerlandkreis}', `$&, info_url: ${page}`).replace(
    '{id: hsk, channel: x, handle: hsk}',
    '{id: hsk, channel: mastodon, server: https://social.example.org, handle: hsk}',
  );
  await using system = await openSystem({ at: Date.parse('2023-10-30T07:45+01:00'), region });
  const said = 'announcements:\n  - {id: outage, kind: outage, post_as: [hsk]}\n';
  const facts = (url: string) =>
    `facts:\n  hsk:\n    reach: {phone: down}\n    contacts: {page: {url: "${url}"}}\n`;
  const pages = async (url: string) => {
    const { posts } = await system.plan(INCIDENT + facts(url) + said);
    return posts.flatMap(({ intent }) => intent.text?.match(/Notfallseite: https:\S+/g) ?? []);
  };
  expect(await pages(page)).toEqual([`Notfallseite: ${page}`]);
  expect(await pages(`${page}/2`)).toHaveLength(2);
});

describe('what would be held for its length says less instead', () => {
  const phones = ['hotline', 'youth', 'vet']
    .map((id, nth) => `${id}: {name: {de: Bereitschaft ${id}}, phone: "+49 221 471011${nth}"}`)
    .join(', ');
  const services = ['vehicle-registration', 'driving-licence', 'parental-allowance', 'id-cards', 'passports'];
  const FACTS = `facts:
  siwi:
    next_update: "2023-10-30 18:00"
    reach: {phone: down, email_in: down, email_out: down}
    appointments: {policy: cancelled, until: 2023-11-03}
    instruction: {say: urgent-at, place: Info-Schalter im Kreishaus}
    unaffected: [emergency-calls]
    email: {lost_since: "2023-10-29 22:00", action: resend-by-post-or-phone}
    services: {${services.map((id) => `${id}: unavailable`).join(', ')}, housing-benefit: available, social-assistance: limited}
    contacts: {${phones}}
`;
  const said = async (kind: string, facts = FACTS) => {
    await using system = await openSystem({ at: Date.parse('2023-10-30T08:00+01:00'), region: REGION });
    const { posts, held } = await system.plan(
      `${INCIDENT}${facts}announcements:\n  - {id: a, kind: ${kind}, post_as: [siwi]}\n`,
    );
    expect(held).toEqual([]);
    return posts[0]?.intent.text ?? '';
  };

  test('one number is said of three, and of lost mail what to do', async () => {
    const text = await said('outage');
    expect(text.match(/0221 47101\d\d/g)).toEqual(['0221 4710110']);
    expect(text).toMatch(/\bE-Mails bitte per Brief oder Telefon wiederholen\.|Bitte per Brief oder Telefon/);
    for (const needed of [/^Kreis Siegen-Wittgenstein: /, /Termine/, /nicht kommen/, /110\/112/, /Kreishaus/])
      expect(text).toMatch(needed);
  });

  test('a number that holds already comes before one that does not yet', async () => {
    const later = FACTS.replace('phone: "+49 221 4710110"', '$&, valid_from: "2023-10-31 08:00"');
    expect((await said('outage', later)).match(/0221 47101\d\d/g)).toEqual(['0221 4710111']);
  });

  test('a list of services names the first, and how many more there are', async () => {
    const facts = FACTS.replace(/ {4}email: .*\n/, '');
    expect(await said('services', facts)).toMatch(/nicht möglich: Kfz-Zulassung und 4 weitere\./);
    expect(await said('services')).toMatch(/^Kreis Siegen-Wittgenstein: nicht alle Leistungen möglich\./);
  });

  test('what works again comes before what does so in part', async () => {
    const text = await said('restoration, services: [housing-benefit, social-assistance]');
    expect(text).toMatch(/^Kreis Siegen-Wittgenstein(: Sie können wieder|, wieder möglich:) Wohngeld/);
    expect(text).not.toMatch(/Sozialhilfe/);
  });

  test('nothing of it is left out where there is room', async () => {
    const roomy = REGION.replace(
      '{id: siwi, channel: x, handle: kreis_siwi}',
      '{id: siwi, channel: mastodon, server: https://social.example.org, handle: siwi}',
    );
    await using system = await openSystem({ at: Date.parse('2023-10-30T08:00+01:00'), region: roomy });
    const { posts } = await system.plan(
      `${INCIDENT}${FACTS}announcements:\n  - {id: a, kind: outage, post_as: [siwi]}\n`,
    );
    expect(posts[0]?.intent.text?.match(/0221 47101\d\d/g)).toHaveLength(3);
    expect(posts[0]?.intent.text).toMatch(/E-Mails .* kommen nicht an\. Bitte /);
  });
});

test('a town with few services that are off names them in its first line, and once', async () => {
  await using system = await openSystem({ at: Date.parse('2023-10-30T08:00+01:00'), region: REGION });
  const text = async (services: string) => {
    const { posts } = await system.plan(`${INCIDENT}facts:
  soest: {reach: {phone: up, email_in: up}, services: {${services}}}
announcements:
  - {id: a, kind: outage, post_as: [soest]}
`);
    return posts[0]?.intent.text ?? '';
  };
  const one = await text('id-cards: unavailable, passports: limited');
  expect(one).toMatch(/^Kreis Soest, nicht möglich: Personalausweis\.\n/);
  expect(one.match(/Personalausweis/g)).toHaveLength(1);
  expect(one).toMatch(/Nur eingeschränkt möglich: Reisepass\./);
  expect(await text('passports: limited')).toMatch(/^Kreis Soest, nur eingeschränkt möglich: Reisepass\.\n/);
  const ids = ['id-cards', 'passports', 'registry-office', 'housing-benefit'];
  expect(await text(ids.map((id) => `${id}: unavailable`).join(', '))).toMatch(
    /^Kreis Soest: Nicht alle Leistungen sind möglich\.\nNicht möglich: Personalausweis, Reisepass, Standesamt, Wohngeld\.\n/,
  );
});

test('mail is said to be lost until when, also where nobody knows since when', async () => {
  await using system = await openSystem({ at: Date.parse('2023-10-31T08:00+01:00'), region: REGION });
  const { posts } = await system.plan(`${INCIDENT}facts:
  soest: {reach: {website: down}, email: {lost_until: "2023-10-30 18:00", action: resend}}
announcements:
  - {id: a, kind: outage, post_as: [soest]}
`);
  expect(posts[0]?.intent.text).toMatch(
    /E-Mails an uns bis Montag, 30\.10\., 18 Uhr, sind verloren\. Bitte senden Sie sie erneut\./,
  );
});

test('who cannot work says once why', async () => {
  await using system = await openSystem({ at: Date.parse('2023-10-31T08:00+01:00'), region: REGION });
  const text = async (cause: string) => {
    const { posts } = await system.plan(`${INCIDENT}  cause: {kind: network-outage, public: true${cause}}
facts: {soest: {reach: {work: none}}}
announcements:
  - {id: a, kind: outage, post_as: [soest]}
`);
    return posts[0]?.intent.text ?? '';
  };
  expect(await text('')).toMatch(/^Kreis Soest: Wegen des Netzausfalls können wir nicht arbeiten\.\n/);
  expect(await text(', supplier: Nordnetz')).toMatch(
    /^Kreis Soest: Wegen einer Störung können wir nicht arbeiten\. Grund: Netzausfall bei Nordnetz\.\n/,
  );
});
