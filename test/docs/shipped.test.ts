import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProgram } from '../fixtures/program.ts';
import { openSystem } from '../fixtures/system.ts';

const shipped = (name: string) => readFile(join(import.meta.dirname, '../../config', name), 'utf8');

test('the files as they ship have no mistakes', async () => {
  const [region, state] = [await shipped('municipalities.yaml'), await shipped('incident.yaml')];
  await using program = await openProgram({ at: Date.parse('2026-11-24T02:10+01:00'), region, state });
  expect(await program.run('check')).toMatchObject({ status: 0, out: expect.stringMatching(/^No mistakes/) });
});

test('the first announcement with the files as they ship says that 110/112 work, and of the cause nothing that nobody wrote', async () => {
  const [region, state] = [await shipped('municipalities.yaml'), await shipped('incident.yaml')];
  await using program = await openProgram({ at: Date.parse('2026-11-24T02:10+01:00'), region, state });
  const by = ['--by', 'press-hemer', '--yes'];
  await program.run('set', 'incident', 'mode=live', ...by);
  await program.run('set', 'hemer', 'reach.phone=down', ...by);
  await program.run('announce', 'outage', '--as', 'hemer', ...by);
  expect(program.published()).toHaveLength(3);
  for (const text of program.published()) {
    expect(text).toContain('110/112');
    expect(text).not.toMatch(/Ursache|[Cc]ause/);
  }
});

/** What the accounts on X are to say by one version of the drill, the first at 06:30 on 30 October 2023. */
async function dayOfDrill(time: string): Promise<Map<string, string | null>> {
  const at = Date.parse(`2023-10-30T${time}+01:00`);
  await using system = await openSystem({ at, region: await shipped('municipalities.yaml') });
  const { posts } = await system.plan(await shipped(`drill/2023-10-30T${time.replace(':', '')}.yaml`));
  return new Map(posts.map(({ intent }) => [intent.account, intent.text]));
}

test('on the first day of the drill Siegen says what Siegen said, and the two districts what they said', async () => {
  expect(
    (await dayOfDrill('06:30')).get('siegen-x'),
  ).toBe(`Stadt Siegen, Kreis Siegen-Wittgenstein und die Rathäuser im Kreis: bis auf Weiteres nicht per Telefon oder E-Mail erreichbar. Grund: Cyberangriff auf Südwestfalen-IT.
Notruf 110/112 funktioniert.
Dringendes: Info-Schalter im Rathaus.
Nächste Info: Montag, 30.10., 12 Uhr.`);
  const morning = await dayOfDrill('07:45');
  expect(
    morning.get('hsk-x'),
  ).toBe(`Hochsauerlandkreis: Alle Termine am Montag, 30.10., fallen aus. Bitte kommen Sie nicht.
Nicht möglich: Kfz-Zulassung, Führerschein, Elterngeld, Ausländerbehörde.
Notruf 110/112 funktioniert.
Dringendes: Info-Schalter im Kreishaus Meschede.
Nächste Info: Montag, 30.10., 12 Uhr.`);
  expect(morning.get('soest-x')).toBe(`Kreis Soest: Wegen des IT-Ausfalls können wir nicht arbeiten.
Alle Termine ab Montag, 30.10., fallen aus. Wir können Sie nicht einzeln anrufen.
Notruf 110/112 funktioniert.
Bitte nicht kommen: Zulassungsstellen und Kreishaus.
Nächste Info: Montag, 30.10., 12 Uhr.
#CyberangriffSWF`);
});
