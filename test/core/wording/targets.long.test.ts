import { describe, expect, test } from 'vitest';
import { xRules } from '../../../src/channels/x/rules.ts';
import { shownPhone } from '../../../src/core/wording/contacts.ts';
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
const ON_MASTODON = REGION.replace(
  '{id: siwi, channel: x, handle: kreis_siwi}',
  '{id: siwi, channel: mastodon, server: https://social.example.org, handle: siwi}',
);
const PAGE = 'https://example.org/kreis/notfall';
const WITH_PAGE = ON_MASTODON.replace('name: {de: Kreis Siegen-Wittgenstein}', `$&, info_url: ${PAGE}`);
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
      /Beitrag von Montag, (30\.10\., )?16:30 Uhr, (stand|nannte) eine falsche Nummer/,
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
  const others = Array.from({ length: 20 }, (_, nth) => `c${nth}: {phone: "+49 221 47101${nth + 10}"}`);
  const facts = `contacts: {${others.join(', ')}, hotline: {${NUMBER}, hours: Mo-Fr 08:00-16:00}}`;
  const said = '  - {id: contacts, kind: contacts, post_as: [siwi], contact: hotline}\n';
  expect(await textsOf(facts, { said })).toEqual([expect.stringMatching(/0221 4710119/)]);
});

test('"stay at home" that is over does not take the place of "do not come"', async () => {
  const facts = `appointments: {policy: cancelled, until: 2023-11-03},
    instruction: {say: stay-home, until: 2023-10-30}`;
  const said = '  - {id: off, kind: appointments, post_as: [siwi]}\n';
  expect(await textsOf(facts, { said, at: '2023-10-31T08:00+01:00' })).toEqual([
    expect.stringMatching(/fallen aus\. Bitte kommen Sie nicht\./),
  ]);
});

test('where all appointments are cancelled and one office is closed, nobody is to come to any of it', async () => {
  const facts = `appointments: {policy: cancelled, from: "2023-10-30", until: "2023-10-30"},
    instruction: {say: do-not-come, place: Zulassungsstelle}`;
  const [text] = await textsOf(facts);
  expect(text).toMatch(/fallen aus\. Bitte kommen Sie nicht\./);
  expect(text).toContain('Bitte nicht kommen: Zulassungsstelle.');
});

test('who has an appointment today is not asked to stay away because those of a later day are cancelled', async () => {
  const cancelled = (days: string) => `reach: {phone: down}, appointments: {policy: cancelled, ${days}}`;
  for (const later of [
    'from: 2023-10-31',
    'from: 2023-11-02, until: 2023-11-03',
    'from: 2023-11-02, until: 2023-11-02',
  ])
    expect(await textsOf(cancelled(later))).toEqual([
      expect.stringMatching(/ fallen aus\. Bitte kommen Sie dann nicht\./),
    ]);
  for (const begun of ['from: 2023-10-30', 'from: 2023-10-30, until: 2023-10-30', 'until: 2023-11-02'])
    expect(await textsOf(cancelled(begun))).toEqual([
      expect.stringMatching(/ fallen aus\. Bitte kommen Sie nicht\./),
    ]);
});

test('nobody is asked to stay away from desks that are open because appointments are cancelled', async () => {
  const [text] = await textsOf('reach: {phone: down, counter: up}, appointments: {policy: cancelled}');
  expect(text).toContain('Alle Termine fallen aus.');
  expect(text).toContain('Unsere Schalter sind geöffnet.');
  expect(text).not.toContain('nicht kommen');
  expect(text).not.toContain('kommen Sie nicht');
});

test('a post about services keeps what was noted with a service rather than the cause', async () => {
  const note = 'Zahlungen für Dezember kommen voraussichtlich erst am 3.12.';
  const facts = `next_update: "2023-10-30 18:00", reach: {phone: down, email_in: down, email_out: down},
    appointments: {policy: cancelled, until: 2023-11-03}, unaffected: [emergency-calls],
    services: {housing-benefit: {status: limited, note: {de: "${note}"}}}`;
  const cause = 'cause: {kind: technical-fault, public: true}';
  const said = '  - {id: a, kind: services, post_as: [siwi]}\n';
  const [text] = await textsOf(facts, { said, incident: `${INCIDENT}  ${cause}\n` });
  expect(text).toContain(`Wohngeld: ${note}`);
  expect(text).not.toContain('Grund:');
});

test('the only place to go to is not the first to give way where nobody answers a number', async () => {
  const place = 'Foyer im Kreishaus, Koblenzer Straße 73, Eingang an der Seite';
  const facts = `next_update: "2023-10-30 18:00", unaffected: [emergency-calls],
    reach: {counter: down, phone: down, website: down, online_services: down, email_in: down, email_out: down},
    appointments: {policy: cancelled, until: 2023-11-03},
    services: {passports: unavailable, id-cards: unavailable, driving-licence: unavailable},
    contacts: {desk: {place: {de: "${place}"}, hours: "Mo-Fr 08:00-16:00"}}`;
  const [text] = await textsOf(facts);
  expect(text).toContain(`Info-Schalter: ${place}`);
});

test.each([
  ['limited', '"2023-11-06"', 'möglich: Müllabfuhr (bis Montag, 6.11.).'],
  ['unavailable', '"2023-10-31 12:00"', 'icht möglich: Müllabfuhr (bis Dienstag, 31.10., 12 Uhr).'],
  ['available', '"2023-11-06"', 'öglich: Müllabfuhr (bis Montag, 6.11.).'],
])(
  'until when a service is %s is said where there is room, and after what was noted',
  async (status, until, words) => {
    const facts = (note: string) =>
      `reach: {phone: down}, services: {waste-collection: {status: ${status}, until: ${until}${note}}}`;
    for (const kind of ['outage', 'services']) {
      const said = `  - {id: a, kind: ${kind}, post_as: [siwi]}\n`;
      const [alone] = await textsOf(facts(''), { said });
      expect(alone).toContain(words);
    }
    const more =
      status === 'available' ? 'Säcke gibt es in allen Rathäusern im Kreis.' : 'Holen Sie sie bitte dort.';
    const long = `${'Säcke gibt es in allen Rathäusern im Kreis. '.repeat(2)}${more}`;
    const [noted] = await textsOf(facts(`, note: {de: "${long}"}`));
    expect(noted).toContain(`Müllabfuhr${status === 'limited' ? ' –' : ':'} Säcke gibt es`);
    expect(noted).not.toMatch(/bis (?:Montag|Dienstag|Mo\.|Di\.)/);
  },
);

test('no line names a service twice, whatever is known of it', async () => {
  const waste =
    'waste-collection: {status: limited, until: 2023-11-06, note: {de: "Nur Restmüll"}, alternative: {de: "Bauhof"}}';
  const line = 'Nur eingeschränkt möglich: Müllabfuhr (bis Montag, 6.11.)';
  const [alone] = await textsOf(`reach: {phone: down}, services: {${waste}}`);
  expect(alone).toMatch(new RegExp(`^${line.replace(/[()]/g, '.')} – Bauhof\\. Nur Restmüll\\.$`, 'm'));
  const [first] = await textsOf(`services: {${waste}}`, {
    said: '  - {id: a, kind: services, post_as: [siwi]}\n',
  });
  expect(first).toMatch(/möglich: Müllabfuhr \(bis Montag, 6\.11\.\)\./);
  const can = 'services: {id-cards: {status: available, until: 2023-11-06}, passports: available}';
  const [possible] = await textsOf(`reach: {phone: down}, ${can}`);
  expect(possible).toContain('Sie können Personalausweise (bis Montag, 6.11.) und Reisepässe beantragen.');
});

test('beside a warning of 110 and 112 nothing is called possible that nobody does', async () => {
  const services = (calls: string) =>
    `reach: {phone: down}, services: {emergency-calls: ${calls}, hospitals: available, id-cards: available}`;
  const [warned] = await textsOf(services('unavailable'));
  expect(warned).toContain('Sie können Personalausweise beantragen.');
  expect(warned).not.toContain('Krankenhäuser');
  const [usual] = await textsOf(services('available'));
  expect(usual).toContain('Möglich: Krankenhäuser und Personalausweis.');
});

test('a post about services begins with no such thing there either', async () => {
  const said = '  - {id: a, kind: services, post_as: [siwi]}\n';
  const of = (others: string) =>
    textsOf(`reach: {phone: down}, services: {emergency-calls: limited, ${others}}`, { said });
  const [warned] = await of('hospitals: available');
  expect(warned).toMatch(/ACHTUNG: Der Notruf 110\/112 ist gestört\./);
  expect(warned).toContain('Kreis Siegen-Wittgenstein');
  expect(warned).not.toContain('Krankenhäuser');
  const [possible] = await of('hospitals: available, id-cards: available');
  expect(possible).toContain('Kreis Siegen-Wittgenstein: Sie können Personalausweise beantragen.');
  const services = 'services: {emergency-calls: limited, hospitals: available}';
  const [named] = await textsOf(services, { said: said.replace('}', ', services: [hospitals]}') });
  expect(named).toContain('Kreis Siegen-Wittgenstein, möglich: Krankenhäuser.');
});

test('payments that come late have a service of their own, which is not that of payments already made', async () => {
  const [text] = await textsOf('services: {benefit-payments: limited}');
  expect(text).toMatch(/nur eingeschränkt möglich: Auszahlung von Leistungen\./);
});

test('one page is named once, although it is a contact and the link of its town', async () => {
  const pages = async (url: string) => {
    const facts = `reach: {phone: down}, contacts: {page: {url: "${url}"}}`;
    const [text] = await textsOf(facts, { region: WITH_PAGE });
    return text?.match(/Notfallseite: https:\S+/g);
  };
  expect(await pages(PAGE)).toEqual([`Notfallseite: ${PAGE}`]);
  expect(await pages(`${PAGE}/2`)).toHaveLength(2);
});

test('where a list of services has no room, the page that has all of them is named, and not some of them', async () => {
  const off = ['vehicle-registration', 'driving-licence', 'parental-allowance', 'id-cards', 'passports'];
  const facts = (services: readonly string[]) => `next_update: "2023-10-30 18:00",
    reach: {phone: down, email_in: down, email_out: down}, appointments: {policy: cancelled, until: 2023-11-03},
    instruction: {say: urgent-at, place: "${'Info-Schalter im Kreishaus, Eingang Nord, '.repeat(4)}Raum 12"},
    services: {${services.map((id) => `${id}: unavailable`).join(', ')}},
    contacts: {hotline: {${NUMBER}, hours: "Mo-Fr 08:00-16:00", for: {de: nur für äußerst Dringendes}}}`;
  const said = async (services: readonly string[]) => {
    const [text] = await textsOf(facts(services), { region: WITH_PAGE });
    return text?.match(/.*icht möglich.*/g);
  };
  expect(await said(off.slice(0, 2))).toEqual(['Nicht möglich: Kfz-Zulassung, Führerschein.']);
  expect(await said(off)).toEqual([`Was nicht möglich ist: ${PAGE}`]);
});

describe('what would be held for its length says less instead', () => {
  const phones = ['hotline', 'youth', 'vet']
    .map((id, nth) => `${id}: {name: {de: Bereitschaft ${id}}, phone: "+49 221 471011${nth}"}`)
    .join(', ');
  const services = ['vehicle-registration', 'driving-licence', 'parental-allowance', 'id-cards', 'passports'];
  const FACTS = `next_update: "2023-10-30 18:00",
    reach: {phone: down, email_in: down, email_out: down}, appointments: {policy: cancelled, until: 2023-11-03},
    instruction: {say: urgent-at, place: Info-Schalter im Kreishaus}, unaffected: [emergency-calls],
    email: {lost_since: "2023-10-29 22:00", action: resend-by-post-or-phone},
    services: {${services.map((id) => `${id}: unavailable`).join(', ')}, housing-benefit: available, social-assistance: limited},
    contacts: {${phones}}`;
  const EXERCISE = INCIDENT.replace('mode: live', 'mode: exercise');
  const said = async (kind: string, { facts = FACTS, ...more }: Said & { facts?: string } = {}) => {
    const [text = ''] = await textsOf(facts, {
      said: `  - {id: a, kind: ${kind}, post_as: [siwi]}\n`,
      ...more,
    });
    return text;
  };

  test('one number is said of three, and of lost mail what to do', async () => {
    const text = await said('outage');
    expect(text.match(/0221 47101\d\d/g)).toEqual(['0221 4710110']);
    expect(text).toMatch(/E-Mails erneut per Brief\./);
    for (const needed of [
      /^Kreis Siegen-Wittgenstein: /,
      /Termine/,
      /kommen Sie nicht/,
      /110\/112/,
      /Kreishaus/,
    ])
      expect(text).toMatch(needed);
  });

  test('a number that holds already comes before one that does not yet', async () => {
    const later = FACTS.replace('phone: "+49 221 4710110"', '$&, valid_from: "2023-10-31 08:00"');
    expect((await said('outage', { facts: later })).match(/0221 47101\d\d/g)).toEqual(['0221 4710111']);
  });

  test('a list of services names the first, and how many more there are', async () => {
    expect(await said('services')).toMatch(/nicht möglich: Kfz-Zulassung und 4 weitere\./);
    expect(await said('services', { incident: EXERCISE })).toMatch(
      /\nKreis Siegen-Wittgenstein: nicht alle Leistungen möglich\./,
    );
  });

  test('what works again comes before what does so in part', async () => {
    const restoration = 'restoration, services: [housing-benefit, social-assistance]';
    const text = await said(restoration, { incident: EXERCISE });
    expect(text).toMatch(/\nKreis Siegen-Wittgenstein(: Sie können wieder|, wieder möglich:) Wohngeld/);
    // The shorter form: "Eingeschränkt wieder möglich" gave way.
    expect(text).toContain('. Teils möglich: Sozialhilfe.');
  });

  test('nothing of it is left out where there is room', async () => {
    const text = await said('outage', { region: ON_MASTODON });
    expect(text.match(/0221 47101\d\d/g)).toHaveLength(3);
    expect(text).toMatch(/E-Mails .* kommen nicht an\. Bitte /);
  });
});

test('a town with services that are off names them in its first line, and once', async () => {
  const text = async (services: string) => {
    const [one = ''] = await textsOf(`reach: {phone: up, email_in: up}, services: {${services}}`);
    return one;
  };
  const one = await text('id-cards: unavailable, passports: limited');
  expect(one).toMatch(/^Kreis Siegen-Wittgenstein, nicht möglich: Personalausweis\.\n/);
  expect(one.match(/Personalausweis/g)).toHaveLength(1);
  expect(one).toMatch(/Nur eingeschränkt möglich: Reisepass\./);
  expect(await text('passports: limited')).toMatch(
    /^Kreis Siegen-Wittgenstein, nur eingeschränkt möglich: Reisepass\.\n/,
  );
  const ids = ['id-cards', 'passports', 'registry-office', 'housing-benefit'];
  expect(await text(ids.map((id) => `${id}: unavailable`).join(', '))).toMatch(
    /^Kreis Siegen-Wittgenstein, nicht möglich: Personalausweis, Reisepass, Standesamt, Wohngeld\.\n/,
  );
});

test('mail is said to be lost until when, also where nobody knows since when', async () => {
  const facts = 'reach: {website: down}, email: {lost_until: "2023-10-30 18:00", action: resend}';
  const [text] = await textsOf(facts, { at: '2023-10-31T08:00+01:00' });
  expect(text).toMatch(
    /E-Mails an uns bis Montag, 30\.10\., 18 Uhr, sind verloren\. Bitte senden Sie sie erneut\./,
  );
});

test('mail that was lost between two times is not said to be lost ever since, however little room there is', async () => {
  const facts = (place: string) => `reach: {phone: down, email_in: up}, unaffected: [emergency-calls],
    next_update: "2023-10-31 12:00", appointments: {policy: cancelled, from: 2023-10-31, until: 2023-11-03},
    email: {lost_since: "2023-10-29 18:00", lost_until: "2023-10-30 06:30"},
    instruction: {de: "${place}"}, contacts: {hotline: {${NUMBER}}}`;
  for (const place of [
    'Dringendes: Info-Schalter.',
    'Dringendes: Info-Schalter im Kreishaus, Markt 2, Raum 12.',
  ]) {
    const [text] = await textsOf(facts(place));
    expect(text).toMatch(/ Einige E-Mails sind verloren\.\n/);
    expect(text).not.toMatch(/E-Mails (ab|seit) /);
  }
});

test('who cannot work says once why', async () => {
  const text = async (cause: string) => {
    const incident = `${INCIDENT}  cause: {kind: network-outage, public: true${cause}}\n`;
    return (await textsOf('reach: {work: none}', { incident }))[0];
  };
  expect(await text('')).toMatch(/^Kreis Siegen-W\S+: Wegen des Netzausfalls können wir nicht arbeiten\.\n/);
  expect(await text(', supplier: Nordnetz')).toMatch(
    /^Kreis Siegen-W\S+: Wegen einer Störung können wir nicht arbeiten\. Grund: Netzausfall \(Nordnetz\)\.\n/,
  );
});

const OUTAGE = '  - {id: a, kind: outage, post_as: [siwi]}\n';

/** What is seldom other than an outage of the district, said for the first time. */
interface Said {
  /** Announcements. */
  readonly said?: string;
  /** Facts from which an outage was said an hour before. */
  readonly before?: string;
  readonly region?: string;
  readonly incident?: string;
  readonly at?: string;
}

/** The texts of the district with these facts. */
async function textsOf(
  facts: string,
  { said = OUTAGE, before, region = REGION, incident = INCIDENT, at = '2023-10-30T08:00+01:00' }: Said = {},
): Promise<readonly string[]> {
  const start = Date.parse(at);
  await using system = await openSystem({ at: start, region });
  const outage = '  - {id: outage, kind: outage, post_as: [siwi]}\n';
  const stateOf = (one: string, announcements: string) =>
    `${incident}facts: {siwi: {${one}}}\nannouncements:\n${announcements}`;
  if (before) {
    await system.tick(stateOf(before, outage));
    system.clock.advanceTo(start + 60 * 60_000);
  }
  const { posts, held } = await system.plan(stateOf(facts, (before ? outage : '') + said));
  expect(held).toEqual([]);
  return posts.flatMap(({ intent }) => (intent.action === 'publish' ? [intent.text ?? ''] : []));
}

const NUMBER = 'phone: "+49 221 4710119"';

describe('the text beside a number that is answered', () => {
  const down = 'reach: {phone: down, email_in: down, email_out: down}';
  const mail = 'email: {action: resend-by-post-or-phone}';

  test('nobody is said not to be reached by phone there, and nobody is advised to phone lines that are down', async () => {
    const [text] = await textsOf(`${down}, ${mail}, contacts: {hotline: {${NUMBER}}}`);
    expect(text).toMatch(/^Kreis Siegen-Wittgenstein: Telefon und E-Mail sind ausgefallen\./);
    expect(text).toMatch(/Bitte wiederholen Sie Ihre E-Mails per Brief\.\n/);
  });

  test('but it is where the number is answered from tomorrow on only, or there is none', async () => {
    const later = `contacts: {hotline: {${NUMBER}, valid_from: "2023-10-31 08:00"}}`;
    for (const contacts of [later, 'contacts: {}']) {
      const [text] = await textsOf(`${down}, ${contacts}`);
      expect(text).toMatch(/nicht per Telefon oder E-Mail erreichbar/);
    }
  });

  test('nor not to be reached by mail beside an address that is for everybody', async () => {
    const first = async (reach: string, more = '') =>
      (
        await textsOf(
          `${reach}, contacts: {box: {name: {de: Ersatz-Postfach}, email: stadt@example.org${more}}}`,
        )
      )[0]?.split('\n')[0];
    const mailDown = 'reach: {email_in: down, email_out: down}';
    expect(await first(mailDown)).toBe('Kreis Siegen-Wittgenstein: Der E-Mail-Verkehr ist ausgefallen.');
    expect(await first(down)).toBe('Kreis Siegen-Wittgenstein: Telefon und E-Mail sind ausgefallen.');
    expect(await first(mailDown, ', for: {de: Kinder in Gefahr}')).toContain('nicht per E-Mail erreichbar');
    expect(await first(mailDown, ', valid_from: "2023-10-31 08:00"')).toContain(
      'nicht per E-Mail erreichbar',
    );
    expect(await first('reach: {phone: down}')).toContain('nicht per Telefon erreichbar');
  });

  test('and letters or calls are advised where the phone works', async () => {
    const [text] = await textsOf(`reach: {email_in: down}, ${mail}`);
    expect(text).toMatch(/Bitte wiederholen Sie Ihre E-Mails per Brief oder Telefon\./);
  });
});

test('a number to which an instruction sends people by its name is given in the instruction, and once', async () => {
  const contacts = `contacts: {repairs: {name: {de: Entstörungsdienst}, ${NUMBER}, hours: 24/7}}`;
  const [text] = await textsOf(
    `reach: {website: down}, instruction: {de: "Bei Rohrbrüchen: Entstörungsdienst."}, ${contacts}`,
  );
  expect(text).toMatch(/\nBei Rohrbrüchen: Entstörungsdienst, 0221 4710119, rund um die Uhr\.\n/);
  expect(text?.match(/Entstörungsdienst/g)).toHaveLength(1);
});

test('what a number is for is said where there is no room for its hours, and goes only where the post would be held', async () => {
  const facts = (
    purpose: string,
  ) => `reach: {phone: down, email_in: down, email_out: down}, unaffected: [emergency-calls],
    next_update: "2023-10-31 12:00", appointments: {policy: cancelled, until: 2023-11-03},
    email: {action: resend-by-post-or-phone}, instruction: {say: urgent-at, place: Info-Schalter im Kreishaus},
    contacts: {hotline: {${NUMBER}, for: {de: "${purpose}"}, hours: "Mo-Fr 07:30-19:00, Sa 10:00-14:00"}}`;
  const contact = '  - {id: a, kind: contacts, post_as: [siwi], contact: hotline}\n';
  expect(
    await textsOf(facts('nur für Anträge auf Wohngeld, deren Frist abläuft'), { said: contact }),
  ).toEqual([
    expect.stringMatching(
      /^Kreis Siegen-Wittgenstein, nur für Anträge auf Wohngeld, deren Frist abläuft: Nothotline 0221 4710119\.\n/,
    ),
  ]);
  const longer =
    'nur für Anträge auf Sozialhilfe, Wohngeld, Elterngeld und Unterhalt, deren Frist in dieser Woche abläuft';
  expect(await textsOf(facts(longer), { said: contact })).toEqual([
    expect.stringMatching(/^Kreis Siegen-Wittgenstein: Nothotline 0221 4710119/),
  ]);
});

test('what each of three numbers is for is said with all of them where there is room for one line each', async () => {
  const of = (nth: number, purpose: string) =>
    `{phone: "+49 221 471012${nth}", for: {de: ${purpose}}, hours: "Mo-Fr 08:00-18:00, Sa 10:00-14:00"}`;
  const facts = `reach: {phone: down, website: down, email_in: down, email_out: down}, unaffected: [emergency-calls],
    next_update: "2023-10-31 12:00", appointments: {policy: cancelled, until: 2023-11-03},
    email: {lost_since: "2023-10-29 23:30", lost_until: "2023-10-30 05:15", action: resend-by-post-or-phone},
    instruction: {de: "Bitte kommen Sie nur mit bestätigtem Termin, und bringen Sie Ihren Ausweis mit."},
    contacts: {hotline: ${of(1, 'Fragen zu Sozialleistungen')}, emergency: ${of(2, 'Sterbefälle')}, number: ${of(3, 'Fundtiere')}}`;
  const [text] = await textsOf(facts, { region: ON_MASTODON });
  for (const purpose of ['Fragen zu Sozialleistungen', 'Sterbefälle', 'Fundtiere'])
    expect(text).toMatch(new RegExp(`, ${purpose}: 0221 471012`));
});

test('hours on the same days, and times of midnight, are said as people say them', async () => {
  const contacts = `contacts: {hotline: {${NUMBER}, hours: "Mo-Mi 08:00-12:00, Do 08:00-12:00, Do 14:00-18:00"},
    youth: {name: {de: Jugendamt}, phone: "+49 221 4710120", valid_from: "2023-11-01 00:00", until: "2023-11-04 00:00"}}`;
  const [text] = await textsOf(`reach: {website: down}, ${contacts}`);
  expect(text).toMatch(/, Montag bis Mittwoch 8 bis 12 Uhr, Donnerstag 8 bis 12 Uhr und 14 bis 18 Uhr\.\n/);
  expect(text).toMatch(/, ab Mittwoch, 1\.11\., bis Freitag, 3\.11\.\n/);
  const day =
    'contacts: {hotline: {phone: "+49 221 4710120", valid_from: "2023-11-01 00:00", until: "2023-11-02 00:00"}}';
  const [one] = await textsOf(`reach: {website: down}, ${day}`);
  expect(one).toMatch(/0221 4710120, nur am Mittwoch, 1\.11\.\n/);
});

test('a contact without a number is named before where it is', async () => {
  const contacts = 'contacts: {post: {name: {de: Poststelle}, place: {de: Hintereingang}}}';
  const announced = '  - {id: a, kind: contacts, post_as: [siwi], contact: post}\n';
  expect(await textsOf(contacts, { said: announced })).toEqual([
    expect.stringMatching(/^Kreis Siegen-Wittgenstein, Poststelle: Hintereingang\./),
  ]);
});

test.each([
  ['02:30+02:00', '2:30 Uhr (Sommerzeit)'],
  ['02:30+01:00', '2:30 Uhr (Winterzeit)'],
  ['01:59+02:00', '1:59 Uhr'],
  ['03:00+01:00', '3 Uhr'],
])('of the hour that comes twice when clocks go back, which one is meant is said: %s', async (next, said) => {
  const [text] = await textsOf(`reach: {website: down}, next_update: "2023-10-29 ${next}"`, {
    incident: INCIDENT.replaceAll('2023-10-30', '2023-10-28'),
    at: '2023-10-28T22:00+02:00',
  });
  expect(text).toContain(`Nächste Info: Sonntag, 29.10., ${said}.`);
});

test('a date of the coming month is said without its year, one of later years with it', async () => {
  const facts = `reach: {website: down}, estimate: {kind: not-before, at: 2024-03-01},
    next_update: "2024-01-02 09:30"`;
  const [text] = await textsOf(facts, { at: '2023-12-30T08:00+01:00' });
  expect(text).toMatch(/Nächste Info: Dienstag, 2\.1\., 9:30 Uhr\./);
  expect(text).toMatch(/Vor Freitag, 1\.3\.2024, /);
});

test('a list of services that does not fit names as many as there is room for', async () => {
  const off = [
    'vehicle-registration',
    'driving-licence',
    'parental-allowance',
    'id-cards',
    'passports',
    'housing-benefit',
    'social-assistance',
    'registry-office',
  ];
  const facts = `reach: {phone: down, email_in: down, email_out: down}, next_update: "2023-10-31 12:00",
    unaffected: [emergency-calls], services: {${off.map((id) => `${id}: unavailable`).join(', ')}}`;
  const [text] = await textsOf(`${facts}, instruction: {say: urgent-at, place: Bürgerbüro im Kreishaus}`);
  expect(text).toMatch(
    /Nicht möglich: Kfz-Zulassung, Führerschein, Elterngeld, Personalausweis und 4 weitere\./,
  );
});

test('a number is never called by the name of another desk', async () => {
  const name = 'name: {de: Bürgertelefon der gemeinsamen Kreis- und Stadtverwaltung}';
  const facts = `reach: {phone: down, email_in: down, email_out: down}, unaffected: [emergency-calls],
    next_update: "2023-10-31 12:00", appointments: {policy: cancelled, until: 2023-11-03},
    email: {action: resend}, instruction: {say: urgent-at, place: "Info-Schalter im Kreishaus, Eingang B, Erdgeschoss"}`;
  const [text] = await textsOf(`${facts}, contacts: {hotline: {${name}, ${NUMBER}}}`);
  expect(text).toMatch(/\nTelefon: 0221 4710119\./);
});

test('the number of another body is not given as that of the town where there is no room for its name', async () => {
  const name = 'name: {de: "Entstörungsdienst der Stadtwerke für Gas, Wasser und Strom"}';
  const facts = (place: string, purpose: string) => `reach: {phone: down, email_in: down, email_out: down},
    unaffected: [emergency-calls], next_update: "2023-10-31 12:00", appointments: {policy: cancelled, until: 2023-11-03},
    email: {action: resend}, instruction: {say: urgent-at, place: "Info-Schalter im Kreishaus, Eingang ${place}"},
    contacts: {water: {${name}, ${NUMBER}${purpose}}}`;
  for (const place of ['B', 'B, Erdgeschoss'])
    for (const purpose of ['', ', for: {de: bei Rohrbrüchen}']) {
      const [text = ''] = await textsOf(facts(place, purpose));
      expect(text).not.toMatch(/Unsere Nummer/);
      if (purpose !== '')
        expect(/0221 4710119/.test(text)).toBe(/\nEntstörungsdienst der Stadtwerke /.test(text));
    }
});

test('services about which nothing is known yet are named as they are called, in no other grammatical case', async () => {
  const services = 'services: {hospitals: unknown, vehicle-registration: unknown}';
  const [text] = await textsOf(`reach: {website: down}, ${services}`);
  expect(text).toContain('Noch unklar ist, ob Folgendes möglich ist: Krankenhäuser und Kfz-Zulassung.');
});

test('notes give way before the list of services does', async () => {
  const off = ['vehicle-registration', 'driving-licence', 'parental-allowance', 'id-cards'];
  const [text] =
    await textsOf(`reach: {website: down}, services: {${off.map((id) => `${id}: unavailable`).join(', ')}},
    contacts: {hotline: {${NUMBER}, lines: 2, note: {de: Halten Sie bitte Ihr Aktenzeichen und eine Anschrift bereit.}}},
    unaffected: [emergency-calls], next_update: "2023-10-31 12:00"`);
  expect(text).toMatch(/Nicht möglich: Kfz-Zulassung, Führerschein, Elterngeld, Personalausweis\./);
  expect(text).not.toMatch(/Aktenzeichen/);
});

test.each([
  ['13:00', '17:00', '', 'ab Dienstag, 31.10., 13 Uhr, bis 17 Uhr'],
  ['08:00', '12:00', ', hours: "Mo-Fr 08:00-16:00"', 'ab Dienstag, 31.10., 8 Uhr, bis 12 Uhr.'],
  ['13:00', '16:00', ', hours: "Mo-Fr 08:00-16:00"', 'ab Dienstag, 31.10., 13 Uhr, bis 16 Uhr.'],
  ['08:00', '16:00', ', hours: "Mo-Fr 08:00-16:00"', 'nur am Dienstag, 31.10., 8 bis 16 Uhr.'],
  [
    '08:00',
    '16:00',
    ', hours: "Mo-Mi 08:00-16:00, Do 08:00-12:00"',
    'nur am Dienstag, 31.10., 8 bis 16 Uhr.',
  ],
  [
    '08:00',
    '16:00',
    ', hours: "Fr-Di 08:00-12:00, Di 14:00-16:00"',
    'nur am Dienstag, 31.10., 8 bis 12 Uhr und 14 bis 16 Uhr.',
  ],
  ['08:00', '16:00', ', hours: "Mo 08:00-16:00"', 'ab Dienstag, 31.10., 8 Uhr, bis 16 Uhr.'],
])(
  'a number that is there from %s to %s of one day names the day once, and no other day%s',
  async (from, until, hours, said) => {
    const times = `valid_from: "2023-10-31 ${from}", until: "2023-10-31 ${until}"`;
    const contacts = `contacts: {hotline: {${NUMBER}, ${times}${hours}}}`;
    const [text] = await textsOf(`reach: {website: down}, ${contacts}`);
    expect(text).toContain(`0221 4710119, ${said}`);
  },
);

test.each([
  ['2023-10-31 08:00', '2023-10-31 16:00', 'nur am Dienstag, 31.10., 8 bis 16 Uhr'],
  ['2023-10-30 00:00', '2023-10-31 00:00', 'nur am Montag, 30.10., 8 bis 16 Uhr'],
  ['2023-10-30 00:00', '2023-11-01 00:00', 'bis Dienstag, 31.10., täglich 8 bis 16 Uhr'],
])(
  'the hours of a number from %s to %s are daily only where there are several days',
  async (from, until, said) => {
    const contact = `{${NUMBER}, valid_from: "${from}", until: "${until}", hours: "08:00-16:00"}`;
    const [text] = await textsOf(`reach: {website: down}, contacts: {hotline: ${contact}}`);
    expect(text).toContain(`0221 4710119, ${said}`);
  },
);

test('a number that is there on one day within its hours says when it ends, and no hours after that', async () => {
  const contact = `{${NUMBER}, valid_from: "2023-10-30 08:00", until: "2023-10-30 18:00", hours: "06:00-22:00"}`;
  const [text] = await textsOf(`reach: {website: down}, contacts: {hotline: ${contact}}`);
  expect(text).toContain('0221 4710119, bis Montag, 30.10., 18 Uhr.');
});

test.each([
  [
    '2023-11-01 08:00',
    '2023-11-02 16:00',
    'ab Mittwoch, 1.11., bis Donnerstag, 2.11., Montag bis Freitag 8 bis 16 Uhr.',
  ],
  [
    '2023-11-03 08:00',
    '2023-11-04 12:00',
    'ab Freitag, 3.11., bis Samstag, 4.11., Montag bis Freitag 8 bis 16 Uhr, Samstag 9 bis 12 Uhr.',
  ],
  [
    '2023-11-04 09:00',
    '2023-11-05 18:00',
    'ab Samstag, 4.11., bis Sonntag, 5.11., 18 Uhr, Samstag 9 bis 12 Uhr.',
  ],
  ['2023-11-05 09:00', '2023-11-05 12:00', 'ab Sonntag, 5.11., 9 Uhr, bis 12 Uhr.'],
  [
    '2023-11-01 08:00',
    '2023-11-30 16:00',
    'ab Mittwoch, 1.11., bis Donnerstag, 30.11., Montag bis Freitag 8 bis 16 Uhr, Samstag 9 bis 12 Uhr.',
  ],
])('a number that holds from %s to %s says no hours of other days', async (from, until, said) => {
  const hours = 'hours: "Mo-Fr 08:00-16:00, Sa 09:00-12:00"';
  const contact = `{${NUMBER}, valid_from: "${from}", until: "${until}", ${hours}}`;
  const [text] = await textsOf(`reach: {website: down}, contacts: {hotline: ${contact}}`);
  expect(text).toContain(`0221 4710119, ${said}`);
});

test.each([
  [
    120,
    /E-Mails an uns bis Montag, 30\.10\., 7 Uhr, sind noch nicht angekommen\. Sie werden später zugestellt\./,
  ],
  [133, /E-Mails bis Mo\., 30\.10\., 7 Uhr, sind noch nicht da\. Sie kommen später an\./],
  [152, /Einige E-Mails sind noch nicht da\. Sie kommen später an\./],
  [185, /E-Mails kommen später an\./],
])('of mail that comes late says once that it does, beside %i characters', async (room, said) => {
  const asked = `instruction: {de: "${'Bitte warten Sie. '.repeat(12).slice(0, room)}"}`;
  const [text = ''] = await textsOf(
    `reach: {website: down}, ${asked}, email: {lost_until: "2023-10-30 07:00", action: delivered-later}`,
  );
  expect(text).toMatch(said);
});

test.each([
  ['2023-11-04 08:00', 'Mo-Fr 08:00-16:00', 'ab Montag, 6.11., Montag bis Freitag 8 bis 16 Uhr.'],
  ['2023-11-06 08:00', 'Mo-Fr 08:00-16:00', 'ab Montag, 6.11., Montag bis Freitag 8 bis 16 Uhr.'],
  ['2023-10-31 00:00', 'Sa-So 10:00-12:00', 'ab Samstag, 4.11., Samstag und Sonntag 10 bis 12 Uhr.'],
  ['2023-11-03 15:00', 'Mo-Fr 08:00-16:00', 'ab Freitag, 3.11., 15 Uhr, Montag bis Freitag 8 bis 16 Uhr.'],
  ['2023-11-03 16:00', 'Mo-Fr 08:00-16:00', 'ab Montag, 6.11., Montag bis Freitag 8 bis 16 Uhr.'],
  ['2023-11-04 18:00', 'Sa 08:00-12:00', 'ab Samstag, 11.11., Samstag 8 bis 12 Uhr.'],
  [
    '2023-11-04 10:00", until: "2023-11-06 12:00',
    'Mo-Fr 08:00-16:00',
    'ab Samstag, 4.11., 10 Uhr, bis Montag, 6.11., 12 Uhr, Montag',
  ],
])(
  'a number that holds from %s, answered %s, names the first day on which somebody answers',
  async (from, hours, said) => {
    const contact = `{${NUMBER}, valid_from: "${from}", hours: "${hours}"}`;
    const [text] = await textsOf(`reach: {website: down}, contacts: {hotline: ${contact}}`);
    expect(text).toContain(`0221 4710119, ${said}`);
  },
);

test.each([
  ['2023-10-31', '2023-11-02', 'zwischen Dienstag, 31.10., und Donnerstag, 2.11.'],
  ['2023-10-30', '2023-11-02', 'zwischen Montag, 30.10., und Donnerstag, 2.11.'],
  ['2023-10-29', '2023-11-02', 'Spätestens ab Donnerstag, 2.11., rechnen wir'],
  ['2023-10-30 07:00', '2023-10-30 12:00', 'Spätestens ab Montag, 30.10., 12 Uhr, rechnen wir'],
  ['2023-10-31', '2023-10-31 18:00', 'Spätestens ab Dienstag, 31.10., 18 Uhr, rechnen wir'],
  ['2023-10-31 13:00', '2023-10-31', 'Ab Dienstag, 31.10., 13 Uhr, rechnen wir'],
  ['2023-10-31', '2023-10-31', 'Ab Dienstag, 31.10., rechnen wir'],
  ['2023-10-31 13:00', '2023-10-31 17:00', 'zwischen Dienstag, 31.10., 13 Uhr, und 17 Uhr'],
])(
  'an estimate from %s to %s names no day that has passed, none twice, and its end as the latest time',
  async (from, to, said) => {
    const estimate = `estimate: {kind: expected-between, from: "${from}", to: "${to}"}`;
    const [text] = await textsOf(estimate, { said: '  - {id: a, kind: estimate, post_as: [siwi]}\n' });
    expect(text).toContain(said);
  },
);

test.each([
  ['IT-Ausfall.', /: IT-Ausfall\. Was das/],
  ['IT-Ausfall!', /: IT-Ausfall! Was das/],
  ['Nichts geht mehr...', /: Nichts geht mehr\.\.\. Was das/],
])('no sentence ends twice, whatever its last word ends with: %s', async (title, begins) => {
  const supplier = '  cause: {kind: cyberattack, supplier: "SIT e.V.", public: true}\n';
  const incident = INCIDENT.replace('IT-Ausfall', title) + supplier;
  const place = 'instruction: {say: urgent-at, place: "Rathaus, 1. OG."}';
  const [text] = await textsOf(place, { incident });
  expect(text).toMatch(begins);
  expect(text).toMatch(/ SIT e\.V\.(?!\.)/);
  expect(text).toMatch(/Rathaus, 1\. OG\.(?!\.)/);
});

test('nobody says that 110 and 112 work because the time has passed until which they were known not to', async () => {
  const out = (until: string) =>
    `reach: {phone: down}, unaffected: [emergency-calls], services: {emergency-calls: {status: unavailable, until: "2023-10-30 ${until}"}}`;
  expect(await textsOf(out('09:30'))).toEqual([expect.stringMatching(/^ACHTUNG: Der Notruf/)]);
  expect(await textsOf(out('07:30'))).toEqual([expect.not.stringMatching(/110/)]);
});

test.each([
  ['restoration, services: [emergency-calls]', 'available', ': Notruf 110/112 funktioniert wieder.'],
  ['restoration, services: [emergency-calls]', 'limited', '. ACHTUNG: Der Notruf 110/112 ist gestört.'],
  ['services', 'available', ': Notruf 110/112 funktioniert.'],
  ['services', 'unavailable', '. ACHTUNG: Der Notruf 110/112 ist ausgefallen.'],
])('a post of kind %s says alone of 110 and 112 that they are %s, and once', async (kind, status, said) => {
  const [text] = await textsOf(`reach: {phone: down}, services: {emergency-calls: ${status}}`, {
    said: `  - {id: a, kind: ${kind}, post_as: [siwi]}\n`,
  });
  expect(text?.startsWith(`Kreis Siegen-Wittgenstein${said}`)).toBe(true);
  expect(text?.match(/110/g)).toHaveLength(1);
});

test('110 and 112 that were never affected do not work again', async () => {
  const [text] = await textsOf('unaffected: [emergency-calls], services: {id-cards: available}', {
    said: '  - {id: a, kind: restoration, post_as: [siwi], services: [id-cards, emergency-calls]}\n',
  });
  expect(text).toMatch(/wieder.*\n(?:.*\n)*Notruf 110\/112 funktioniert\./);
});

test('closed front desks are said before services, a cause and the other ways, in the first line', async () => {
  const services = ['vehicle-registration', 'driving-licence', 'id-cards'].map((id) => `${id}: unavailable`);
  const [text] = await textsOf(
    `reach: {counter: down, phone: down, email_in: down, email_out: down, website: down},
    services: {${services.join(', ')}}, unaffected: [emergency-calls], next_update: "2023-10-30 12:00"`,
    { incident: INCIDENT + CAUSE },
  );
  expect(text).toMatch(/^Kreis Siegen-Wittgenstein: .* erreichbar\. Unsere Schalter sind geschlossen\./);
  expect(text?.match(/Schalter/g)).toHaveLength(1);
});

test.each(['cancelled', 'limited'])(
  'closed front desks are said right after appointments that are %s, before the other ways, and once',
  async (policy) => {
    const [text] = await textsOf(
      `reach: {counter: down, phone: down}, appointments: {policy: ${policy}}, next_update: "2023-10-30 12:00"`,
      { said: '  - {id: a, kind: appointments, post_as: [siwi]}\n' },
    );
    expect(text).toMatch(
      /^Kreis Siegen-Wittgenstein: [^\n]*Termine [^\n]* Unsere Schalter sind geschlossen\.\n/,
    );
    expect(text?.match(/Schalter/g)).toHaveLength(1);
  },
);

test('what began and ended on one day names the day once', async () => {
  const [text] = await textsOf(
    'reach: {website: down}, email: {lost_since: "2023-10-30 02:00", lost_until: "2023-10-30 06:30", action: resend}',
  );
  expect(text).toMatch(/Verloren sind E-Mails an uns von Montag, 30\.10\., 2 Uhr, bis 6:30 Uhr\. /);
});

test('of what a restoration is about it says that it works again, also in part, and that desks are open again', async () => {
  const [text] = await textsOf('reach: {phone: up, website: limited, counter: up}', {
    said: '  - {id: a, kind: restoration, post_as: [siwi], reach: [phone, website, counter]}\n',
  });
  expect(text).toMatch(
    /: Das Telefon funktioniert wieder\. Die Website funktioniert wieder, aber nur eingeschränkt\. Unsere Schalter sind wieder geöffnet\./,
  );
});

describe('a correction', () => {
  const FIX = '  - {id: fix, kind: correction, corrects: outage}\n';
  const GONE = '  - {id: gone, kind: retraction, withdraws: outage}\n';
  const corrected = async (before: string, now: string, said = FIX) =>
    (await textsOf(now, { before, said })).at(-1) ?? '';

  test('names 110 and 112 once', async () => {
    const text = await corrected(
      'reach: {phone: down}, unaffected: [emergency-calls]',
      'reach: {phone: down}, services: {emergency-calls: unavailable}',
    );
    expect(text).toMatch(
      /^KORREKTUR – Kreis Siegen-Wittgenstein\. ACHTUNG: Der Notruf 110\/112 ist ausgefallen\./,
    );
    expect(text.match(/110\/112/g)).toHaveLength(1);
  });

  test.each([
    ['instruction: {say: urgent-at, place: Feuerwache}', 'Dringendes: Feuerwache.'],
    ['instruction: {say: do-not-come, place: Zulassungsstelle}', 'Bitte nicht kommen: Zulassungsstelle.'],
    [
      'instruction: {de: "Dringendes: Info-Schalter im Kreishaus."}',
      'Dringendes: Info-Schalter im Kreishaus.',
    ],
  ])('of an instruction has no sentence with two colons: %s', async (now, said) => {
    const text = await corrected('instruction: {say: urgent-at, place: Bürgerbüro}', now);
    expect(text).toContain(`KORREKTUR – Kreis Siegen-Wittgenstein. ${said} Unser Beitrag `);
  });

  test('says of its post, and of nothing else, not to share it', async () => {
    const fix = FIX.replace('}', ', what: {de: Der Ort der Anlaufstelle}}');
    const at = (place: string) => `instruction: {say: urgent-at, place: ${place}}`;
    const text = await corrected(at('Bürgerbüro'), at('Feuerwache'), fix);
    expect(text).toContain(': Der Ort der Anlaufstelle. Bitte teilen Sie den Beitrag nicht.');
  });

  test('of a note says the note, behind what it belongs to', async () => {
    const off = (note: string) => `appointments: {policy: limited, from: 2023-10-30, note: {de: ${note}}}`;
    const text = await corrected(off('Trauungen finden statt.'), off('Auch Trauungen fallen aus.'));
    expect(text).toMatch(/nur zum Teil statt\. Auch Trauungen fallen aus\. Unser Beitrag /);
  });

  test('of what a service is had by instead says that, and names the service once', async () => {
    const limited = (instead: string) =>
      `reach: {phone: down}, services: {id-cards: {status: limited, alternative: {de: ${instead}}}}`;
    const text = await corrected(limited('nur Abholung'), limited('Abholung bis 12 Uhr'));
    expect(text).toMatch(/möglich: Personalausweis\. Abholung bis 12 Uhr\. Unser Beitrag /);
    expect(text).not.toMatch(/nur Abholung/);
  });

  test.each(['', ', also where that was wrong'])(
    'that asks people to call gives the number that can be called, once, where the phone is down%s',
    async (isWrong) => {
      const hotline = (nth: number) =>
        `contacts: {hotline: {phone: "+49 221 471011${nth}", hours: Mo-Fr 08:00-16:00}}`;
      const text = await corrected(
        `reach: {phone: down}, instruction: {say: stay-home}, ${hotline(isWrong ? 8 : 9)}`,
        `reach: {phone: down}, instruction: {say: call}, ${hotline(9)}`,
      );
      expect(text).toMatch(
        /Wittgenstein\. Bitte rufen Sie an, statt zu kommen\. Nothotline: 0221 4710119, Montag bis Freitag 8 bis 16 Uhr\. Unser/,
      );
      expect(text.match(/4710119/g)).toHaveLength(1);
    },
  );

  test.each(['reach: {phone: down}', 'reach: {work: none}'])(
    'of what to do with mail sends nobody to a telephone that is down: %s',
    async (reach) => {
      const text = await corrected(
        `${reach}, email: {action: delivered-later}`,
        `${reach}, email: {action: resend-by-post-or-phone}`,
      );
      expect(text).toMatch(/Bitte wiederholen Sie Ihre E-Mails per Brief\. Unser Beitrag /);
    },
  );

  test('that asks people to call gives no number for one thing of another body, where there is another', async () => {
    const contacts = `contacts: {youth: {name: {de: Jugendamt}, for: {de: Kinder in Gefahr}, ${NUMBER}},
      hotline: {phone: "+49 221 4710120"}}`;
    const says = (say: string) => `reach: {phone: down}, instruction: {say: ${say}}, ${contacts}`;
    const text = await corrected(says('stay-home'), says('call'));
    expect(text).toMatch(/statt zu kommen\. Nothotline: 0221 4710120\. Unser Beitrag /);
  });

  test('says not to call a number that is gone where no other is right', async () => {
    const text = await corrected(
      `reach: {phone: down}, contacts: {hotline: {${NUMBER}}}`,
      'reach: {phone: down}, contacts: {desk: {place: {de: Rathaus Markt}}}',
    );
    expect(text).toMatch(
      /Info-Schalter: Rathaus Markt\. .* Eine Nummer dort gilt nicht\. Bitte nicht anrufen\./,
    );
    expect(text).not.toContain('4710119');
  });

  test('asks nobody to call where the phone is down and there is no number', async () => {
    const says = (website: string, say: string) =>
      `reach: {phone: down, website: ${website}}, instruction: {say: ${say}}`;
    const text = await corrected(says('up', 'stay-home'), says('down', 'call'));
    expect(text).toMatch(/Die Website ist ausgefallen\. Unser Beitrag /);
  });

  test('of who can work after all says how they are reached', async () => {
    const text = await corrected('reach: {work: none, phone: down}', 'reach: {phone: down, counter: up}');
    expect(text).toMatch(/Das Telefon ist ausgefallen\. Unsere Schalter sind geöffnet\. Unser Beitrag /);
  });

  test('of a number says not to call the wrong one, also where nobody named the contact, and beside other things unless somebody wrote what was wrong', async () => {
    const hotline = (phone: string) => `contacts: {hotline: {phone: "${phone}"}}`;
    const [wrong, right] = [hotline('+49 221 4710118'), hotline('+49 221 4710119')];
    expect(await corrected(`reach: {phone: down}, ${wrong}`, `reach: {phone: down}, ${right}`)).toMatch(
      /Nothotline 0221 4710119\. .* nannte eine falsche Nummer\. Bitte rufen Sie dort nicht an/,
    );
    expect(await corrected(`reach: {phone: down}, ${wrong}`, `reach: {phone: up}, ${right}`)).toMatch(
      /Nothotline 0221 4710119\. Das Telefon funktioniert\. Unser Beitrag .* Nummer\. Bitte rufen Sie dort nicht an und teilen/,
    );
    const named = FIX.replace('}', ', what: {de: Was wir vom Telefon sagten}}');
    for (const now of ['reach: {phone: up}', `reach: {phone: up}, ${right}`])
      expect(await corrected(`reach: {phone: down}, ${wrong}`, now, named)).toMatch(
        /: Was wir vom Telefon sagten\. Bitte teilen Sie den Beitrag nicht/,
      );
    const off = (status: string) => `services: {passports: ${status}}`;
    expect(
      await corrected(
        `${off('unavailable')}, ${wrong}`,
        `${off('limited')}, ${right}`,
        FIX.replace('}', ', services: [passports]}'),
      ),
    ).toMatch(/möglich: Reisepass\. Unser Beitrag .* falsch\. Bitte teilen Sie ihn nicht/);
  });

  describe('of a number in a text without room', () => {
    const full = (phone: string, { email = 'down', until = '2023-11-03', place = 'Kreishaus' } = {}) =>
      `unaffected: [emergency-calls], next_update: "2023-10-30 18:00", reach: {phone: down, email_in: ${email}}, appointments: {policy: cancelled, until: ${until}}, instruction: {say: urgent-at, place: ${place}}, contacts: {hotline: {phone: "${phone}", hours: Mo-Fr 08:00-16:00}}`;
    const [wrong, right] = ['+49 221 4710118', '+49 221 4710119'];

    test.each([
      ['another way to reach somebody', { email: 'up' }, /Wittgenstein: Nothotline/],
      ['an instruction', { email: 'up', place: 'Feuerwache' }, /Wittgenstein. Dringendes: Feuerwache\./],
      ['appointments', { email: 'up', until: '2023-11-06' }, /Wittgenstein: Termine bis Mo\., 6\.11\./],
    ])('gives the right one and says not to call the wrong one, beside %s', async (_, other, first) => {
      const text = await corrected(full(wrong), full(right, other));
      expect(text).toMatch(first);
      expect(text).toMatch(/ 0221 4710119.* nannte eine falsche Nummer\. Bitte dort nicht anrufen, /);
      expect(text).toContain('Termine bis');
    });

    test('says in words of its own that give the right one not to call the wrong one', async () => {
      const own = (text: string, what = '') => FIX.replace('}', `, text: {de: "${text}"}${what}}`);
      const says = (fix: string) => corrected(full(wrong), full(right), fix);
      expect(await says(own('Richtig ist 0221 471-0119'))).toMatch(
        /0119\. .* nannte eine falsche Nummer\. Bitte dort nicht anrufen, [\s\S]*Termine bis .*\nNotruf 110\/112/,
      );
      for (const other of [own('Die Website geht'), own('Richtig ist 0221 4710119', ', what: {de: Der Ort}')])
        expect(await says(other)).not.toMatch(/anrufen/);
    });
  });

  test('calls no number wrong that another contact has now', async () => {
    const of = (id: string) => `reach: {phone: down}, contacts: {${id}: {phone: "+49 221 4710119"}}`;
    for (const said of [FIX, GONE])
      expect(
        await corrected(of('hotline'), `${of('desk')}, unaffected: [emergency-calls]`, said),
      ).not.toMatch(/falsche Nummer|Nummer dort/);
  });

  test('of one of two numbers does not call the other one wrong', async () => {
    const numbers = (phone: string) =>
      `reach: {phone: down}, contacts: {hotline: {phone: "${phone}"}, desk: {phone: "+49 221 4710159"}}`;
    const text = await corrected(numbers('+49 221 4710118'), numbers('+49 221 4710119'));
    expect(text).toMatch(/: Nothotline 0221 4710119\. Unser Beitrag von .*, nannte eine falsche Nummer\./);
    expect(text).not.toContain('4710159');
  });

  test('of a number says not to call the wrong one, and forbids no right one, also where somebody wrote what was wrong', async () => {
    const hotline = (phone: string) => `reach: {phone: down}, contacts: {hotline: {phone: "${phone}"}}`;
    const says = (more: string) => FIX.replace('}', `, what: {de: Die Nummer der Hotline.}${more}}`);
    for (const more of ['', ', contact: hotline']) {
      const text = await corrected(hotline('+49 221 4710118'), hotline('+49 221 4710119'), says(more));
      expect(text).toMatch(
        /Falsch in unserem Beitrag von .*: Die Nummer der Hotline\. Bitte rufen Sie die falsche Nummer nicht an und teilen/,
      );
    }
  });

  test('says not to call the wrong number before it says what the right one is for, when it is answered and that 110/112 work', async () => {
    const purpose = 'nur bei Rohrbruch, Druckabfall oder trübem Wasser in einem der Orte des Kreises';
    const hotline = (phone: string) =>
      `unaffected: [emergency-calls], next_update: "2023-10-30 18:00", contacts: {hotline: {phone: "${phone}", for: {de: "${purpose}"}, hours: Mo-Fr 08:00-16:00}}`;
    const said = '  - {id: fix, kind: correction, corrects: outage, contact: hotline}\n';
    const before = hotline('+49 221 4710118');
    const text = (await textsOf(hotline('+49 221 4710119'), { said, before })).at(-1) ?? '';
    expect(text).toMatch(/^KORREKTUR – Kreis Siegen-Wittgenstein: Nothotline 0221 4710119\./);
    expect(text).toMatch(/nannte eine falsche Nummer/);
    expect(text).toMatch(/nicht an(?:rufen)?.*Entschuldigung/);
    expect(text).toContain('18 Uhr');
  });

  describe('that withdraws a post', () => {
    const hotline = (phone: string) => `reach: {phone: down}, contacts: {hotline: {phone: "${phone}"}}`;
    const [wrong, right] = ['+49 221 4710118', '+49 221 4710119'].map(hotline) as [string, string];
    const DO_NOT_CALL = / Eine Nummer dort gilt nicht\. Bitte nicht anrufen\./;

    test.each([
      ['that is another one now', right],
      ['that nobody has any more', 'reach: {phone: down}'],
      ['that has ended', wrong.replace('"}}', '", until: "2023-10-30 08:00"}}')],
    ])('says not to call a number in it %s', async (_, now) => {
      expect(await corrected(wrong, now, GONE)).toMatch(DO_NOT_CALL);
    });

    test('says so beside what it was about, and words of its own', async () => {
      const about = GONE.replace('}', ', what: {de: Die Nummer der Hotline}}');
      expect(await corrected(wrong, right, about)).toMatch(
        /Es ging um: Die Nummer der Hotline\. .* Eine Nummer dort gilt nicht\./,
      );
      const own = GONE.replace('}', ', text: {de: Richtig ist 0221 4710119.}}');
      expect(await corrected(wrong, right, own)).toMatch(/nicht anrufen\. Richtig ist 0221 4710119\.$/);
    });

    test('says nothing of numbers where all hold', async () => {
      expect(await corrected(wrong, wrong.replace('down', 'up'), GONE)).not.toMatch(/Nummer/);
    });
  });

  describe('where appointments are cancelled', () => {
    const CANCELLED = 'appointments: {policy: cancelled, until: 2023-11-03}, unaffected: [emergency-calls]';
    const hotline = (phone: string, more = '') =>
      `${CANCELLED}, next_update: "2023-10-30 18:00", contacts: {hotline: {phone: "${phone}"${more}}}`;
    const [wrong, right] = ['+49 221 4710118', '+49 221 4710119'];
    const STAY_AWAY =
      /\n(?:Alle |Keine )?Termine bis .*[Bb]itte (?:kommen Sie nicht|nicht kommen)\.\nNotruf 110\/112 /;

    test('asks people not to come after the right number, and says that 110 and 112 work', async () => {
      const text = await corrected(hotline(wrong), hotline(right));
      expect(text).toMatch(/^KORREKTUR .* 0221 4710119\..*Entschuldigung/);
      expect(text).toMatch(STAY_AWAY);
    });

    test('asks it also where an instruction, which a correction does not give, says to stay at home', async () => {
      const home = ', instruction: {say: stay-home}';
      expect(await corrected(hotline(wrong) + home, hotline(right) + home)).toMatch(STAY_AWAY);
    });

    test.each([
      ['take-place', /Alle Termine am Montag, 30\.10\., finden statt\./],
      ['unknown', /Ob Termine am Montag, 30\.10\., stattfinden, ist noch nicht bekannt\./],
    ])('a withdrawal of that says what holds now: %s', async (policy, said) => {
      const day = (of: string) => `appointments: {policy: ${of}, from: 2023-10-30, until: 2023-10-30}`;
      const withdrawn = async (before: string) =>
        (await textsOf(day(policy), { before: `reach: {phone: down}${before}`, said: GONE })).at(-1);
      expect(await withdrawn(`, ${day('cancelled')}`)).toMatch(said);
      expect(await withdrawn('')).not.toMatch(said);
    });

    test('asks it after a withdrawal too', async () => {
      const text = await corrected(hotline(wrong), hotline(right), GONE);
      expect(text).toMatch(/^ZURÜCKGEZOGEN /);
      expect(text).toMatch(STAY_AWAY);
    });

    test.each([
      ['2023-11-03', 'nothing'],
      ['2023-11-06', 'until when they are now'],
    ])(
      'a withdrawn post that said they are until Friday, of facts that now say %s, repeats %s',
      async (day) => {
        await using system = await openSystem({ at: Date.parse('2023-10-30T08:00+01:00'), region: REGION });
        const state = (until: string, more = '') =>
          `${INCIDENT}facts: {siwi: {appointments: {policy: cancelled, until: ${until}}}}\nannouncements:\n  - {id: off, kind: appointments, post_as: [siwi]}\n${more}`;
        await system.tick(state('2023-11-03'));
        system.clock.advanceTo(Date.parse('2023-10-30T09:00+01:00'));
        const { posts } = await system.plan(state(day, '  - {id: gone, kind: retraction, withdraws: off}\n'));
        const text = posts.flatMap(({ intent }) => (intent.action === 'publish' ? [intent.text] : [])).at(-1);
        expect(text).toMatch(/^ZURÜCKGEZOGEN/);
        if (day === '2023-11-03') expect(text).not.toContain('Bitte kommen Sie nicht');
        else expect(text).toMatch(/Alle Termine bis Montag, 6\.11\., fallen aus\. Bitte kommen Sie nicht/);
      },
    );

    test('says once, and first, what is right about them', async () => {
      const until = (day: string) => hotline(right).replace('2023-11-03', day);
      const text = await corrected(until('2023-11-02'), until('2023-11-03'));
      expect(text).toMatch(/^KORREKTUR .*: Alle Termine bis Freitag.* fallen aus\. Bitte kommen Sie nicht\./);
      expect(text.match(/Termine/g)).toHaveLength(1);
    });

    test('is published without asking it, rather than held, where there is no room at all', async () => {
      const what = `, what: {de: "Die Nummer, ${'die wir am Morgen genannt haben, '.repeat(3)}war falsch"}`;
      const far = `, for: {de: "${'nur bei Rohrbruch oder trübem Wasser, '.repeat(4)}rund um die Uhr"}`;
      const text = await corrected(hotline(wrong), hotline(right, far), FIX.replace('}', `${what}}`));
      expect(text).toMatch(/^KORREKTUR .* 0221 4710119/);
    });
  });

  test('of the next update begins with the right time', async () => {
    const next = (time: string) => `reach: {phone: down}, next_update: "2023-10-30 ${time}"`;
    const fix = FIX.replace('}', ', what: {de: Die Uhrzeit der nächsten Info}}');
    const text = await corrected(next('12:00'), next('18:00'), fix);
    expect(text).toMatch(
      /^KORREKTUR – Kreis Siegen-Wittgenstein\. Nächste Info: Montag, 30\.10\., 18 Uhr\. Falsch in unserem Beitrag /,
    );
    expect(text.match(/Nächste Info/g)).toHaveLength(1);
  });

  test('does not begin with the next update where the time that was said has passed', async () => {
    const next = (time: string) => `reach: {phone: down}, next_update: "2023-10-30 ${time}"`;
    const fix = FIX.replace('}', ', what: {de: Der Name unserer Stadt}}');
    const text = await corrected(next('08:30'), next('18:00'), fix);
    expect(text).toMatch(/^KORREKTUR – Kreis Siegen-Wittgenstein: bis auf Weiteres nicht per Telefon/);
  });

  test('about several bodies names all of them, on X as well', async () => {
    await using system = await openSystem({ at: Date.parse('2023-10-30T08:00+01:00'), region: REGION });
    const state = (from: string, more = '') => `${INCIDENT}facts:
  siegen: {appointments: {policy: cancelled, from: "${from}", until: "2023-11-05"}}
announcements:
  - {id: off, kind: appointments, post_as: [siegen], about: [siegen, siwi, rathaeuser]}
${more}`;
    await system.tick(state('2023-10-31'));
    system.clock.advanceTo(Date.parse('2023-10-30T09:00+01:00'));
    const { posts } = await system.plan(
      state('2023-11-02', '  - {id: fix, kind: correction, corrects: off}\n'),
    );
    expect(posts.find(({ intent }) => intent.announcement === 'fix')?.intent.text).toMatch(
      /^KORREKTUR – Stadt Siegen, Kreis Siegen-Wittgenstein und die Rathäuser im Kreis: Alle Termine /,
    );
  });
});

test.each([
  ['+49 221 4710119', '0221 4710119', '+49 221 4710119'],
  ['0221 4710119', '0221 4710119', '+49 221 4710119'],
  ['0049 221 4710119', '0221 4710119', '+49 221 4710119'],
  ['+49 (0) 221 4710119', '0221 4710119', '+49 221 4710119'],
  ['00 49 221 4710119', '0221 4710119', '+49 221 4710119'],
  ['+49 (221) 4710119', '0221 4710119', '+49 221 4710119'],
  ['+49 (0221) 4710119', '0221 4710119', '+49 221 4710119'],
  ['(+49) 221 4710119', '0221 4710119', '+49 221 4710119'],
  ['(0221) 4710119', '0221 4710119', '+49 221 4710119'],
  ['(0221)4710119', '0221 4710119', '+49 221 4710119'],
  ['(0221) / 471-0119', '0221 / 471-0119', '+49 221 / 471-0119'],
  ['(0)221 4710119', '0221 4710119', '+49 221 4710119'],
  ['0(221) 4710119', '0221 4710119', '+49 221 4710119'],
  ['0 (221) 4710119', '0221 4710119', '+49 221 4710119'],
  ['(0) (221) 4710119', '0221 4710119', '+49 221 4710119'],
  ['(0221 4710119)', '0221 4710119', '+49 221 4710119'],
  ['(+49 221/4710119)', '0221/4710119', '+49 221/4710119'],
  ['0221/471-0119', '0221/471-0119', '+49 221/471-0119'],
  ['+49/221/4710119', '0221/4710119', '+49 221/4710119'],
  ['+49 - 221 / 4710119', '0221 / 4710119', '+49 221 / 4710119'],
  ['0 2 21 / 47 - 10119', '0 2 21 / 47 - 10119', '+49 2 21 / 47 - 10119'],
  ['0 800 / 1200', '0 800 / 1200', '+49 800 / 1200'],
  ['110', '110', '110'],
  ['112', '112', '112'],
  ['115', '115', '115'],
  ['116117', '116117', '116117'],
  ['+49 115', '+49 115', '+49 115'],
  ['+49 116117', '+49 116117', '+49 116117'],
  ['+43 (0) 1 4710119', '+43 (0) 1 4710119', '+43 (0) 1 4710119'],
  ['(+43) 1 4710119', '(+43) 1 4710119', '(+43) 1 4710119'],
  ['0043 1 4710119', '0043 1 4710119', '0043 1 4710119'],
  ['+43 1 4710119', '+43 1 4710119', '+43 1 4710119'],
])(
  '%s is shown as it is dialled at home, and in other languages with the code of the country',
  (phone, home, abroad) => {
    expect([shownPhone(phone, 'de'), shownPhone(phone, 'en')]).toEqual([home, abroad]);
  },
);
