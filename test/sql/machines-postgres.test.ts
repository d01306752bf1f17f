import os from 'node:os';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parsedFiles, readTexts } from '../../src/app/files.ts';
import { optionsFrom } from '../../src/app/options.ts';
import { MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { mistake } from '../../src/core/domain/errors.ts';
import { alertMessages } from '../../src/core/ledger/alert.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { alertsWithoutFiles, clockAlerts } from '../../src/core/monitoring/alert-rules.ts';
import { wordAlert } from '../../src/staff-words/alert.ts';
import { INCIDENT, MORNING, SETTINGS } from '../fixtures/ledger-fixtures.ts';
import { smallRegion } from '../fixtures/people.ts';
import { DATABASE, schemaOfTest } from '../fixtures/postgres.ts';
import { openerOf } from './ledger-suite.ts';

/** The machine that a worker of this process is on. */
const machine = { name: '' };

describe.skipIf(DATABASE === '')('two machines on one PostgreSQL server', () => {
  let ledger: Ledger;
  let now = MORNING;
  beforeEach(async () => {
    const named = vi.spyOn(os, 'hostname').mockImplementation(() => machine.name);
    ledger = await openerOf(schemaOfTest())(SETTINGS);
    return async () => {
      named.mockRestore();
      await ledger.close();
    };
  });

  /** A round of the worker there: what staff are told in it. */
  async function round(on: string, isWell: boolean, after = 30 * SECOND): Promise<readonly string[]> {
    machine.name = on;
    now += after;
    const found = [
      alertsWithoutFiles([mistake('changed-meanwhile.read')], null, now),
      clockAlerts(mistake('changed-meanwhile.read')),
    ];
    const well = {
      alerts: [],
      topics: ['plan', 'ledger', 'files', 'machine'],
      undecided: new Set<string>(),
    } as const;
    for (const findings of isWell ? [well] : found) await ledger.recordAlerts(findings, now);
    const told = await ledger.alertsDue(now);
    for (const { number, overAt } of told)
      await ledger.recordTold([number], overAt === null ? 'raised' : 'over', now);
    return told.map(
      ({ reason, about, overAt }) => `${overAt === null ? 'raised' : 'over'} ${reason.code} ${about}`,
    );
  }

  test('what is wrong with the files or the clock of one is told once, with its name, and is over once that one is well', async () => {
    expect(await round('site-a', true)).toEqual([]);
    expect(await round('site-b', false)).toEqual(['raised files-broken site-b', 'raised clock-wrong site-b']);
    for (let rounds = 0; rounds < 20; rounds++) {
      expect(await round('site-a', true)).toEqual([]);
      expect(await round('site-b', false)).toEqual([]);
    }
    expect(await round('site-a', false)).toEqual(['raised files-broken site-a', 'raised clock-wrong site-a']);
    expect(await round('site-b', true)).toEqual(['over files-broken site-b', 'over clock-wrong site-b']);
  });

  /** Gives a worker on this machine a turn with changed settings. Returns what staff are then told of files that differ. */
  async function turn(
    on: string,
    put: (config: string) => string,
    after = MINUTE,
  ): Promise<readonly string[]> {
    machine.name = on;
    now += after;
    const texts = await readTexts(optionsFrom({}));
    const config = Buffer.from(put(Buffer.from(texts.config).toString()));
    const { digest: inputs, decides } = parsedFiles({ ...texts, config }, optionsFrom({}), {});
    const planning = { inputs, decides, changes: await ledger.changes(), since: MORNING, by: on };
    await ledger.takeTurn(planning, now);
    await ledger.recordAlerts(alertsWithoutFiles([], await ledger.view(INCIDENT), now), now);
    const told = (await ledger.alertsDue(now)).filter(({ reason }) => reason.code === 'machines-differ');
    const messages = alertMessages(told, []);
    for (const { alerts, kind } of messages) await ledger.recordTold(alerts, kind, now);
    const named = { where: 'live', region: await smallRegion(), origin: null, zone: 'Europe/Berlin', now };
    return messages.map((message) => wordAlert(message, named).line.replace(/ → .*/, ''));
  }
  const asShipped = (config: string) => config;
  const unapproved = (config: string) =>
    config.replace('  needed: 1', '  needed: 0').replace('gap_minutes: 5', 'gap_minutes: 6');
  const onOtherPort = (config: string) => config.replace('port: 8080', 'port: 9090');

  test('staff are told of two machines whose settings ask for different approvals, with both names and what differs', async () => {
    for (let rounds = 0; rounds < 5; rounds++) {
      expect(await turn('site-a', asShipped, 30 * SECOND)).toEqual([]);
      expect(await turn('site-b', unapproved, 30 * SECOND)).toEqual([]);
    }
    const differ = 'site-a and site-b work on one ledger with different files [approvals, gap]';
    expect([await turn('site-a', asShipped), await turn('site-b', unapproved)]).toEqual([
      [`ALERT: ${differ}`],
      [],
    ]);
    expect(await turn('site-b', asShipped)).toEqual([`OVER, no longer so: ${differ}`]);
  });

  test('nobody is told of machines that differ in ports only, nor while files are changed on one after the other', async () => {
    for (let rounds = 0; rounds < 10; rounds++) {
      expect(await turn('site-a', asShipped)).toEqual([]);
      expect(await turn('site-b', onOtherPort)).toEqual([]);
    }
    for (let rounds = 0; rounds < 10; rounds++) expect(await turn('site-a', unapproved)).toEqual([]);
  });

  test('staff are told only once of machines that differ where, for a moment, more differs', async () => {
    const gapsToo = (config: string) => config.replace('gap_minutes: 5', 'gap_minutes: 6');
    const alsoOther = (config: string) => gapsToo(config).replace('  needed: 1', '  needed: 0');
    const told: string[] = [];
    for (let rounds = 0; rounds < 30; rounds++) {
      told.push(...(await turn('site-a', asShipped, 30 * SECOND)));
      told.push(...(await turn('site-b', rounds === 15 ? alsoOther : gapsToo, 30 * SECOND)));
    }
    expect(told).toEqual(['ALERT: site-a and site-b work on one ledger with different files [gap]']);
  });

  test('nobody is told of a machine that is gone while the files of the other have mistakes', async () => {
    await turn('site-a', asShipped);
    await turn('site-b', unapproved);
    for (let rounds = 0; rounds < 20; rounds++) {
      now += MINUTE;
      await ledger.recordAlerts(
        alertsWithoutFiles([mistake('changed-meanwhile.read')], await ledger.view(INCIDENT), now),
        now,
      );
      const told = await ledger.alertsDue(now);
      expect(told.filter(({ reason }) => reason.code === 'machines-differ')).toEqual([]);
    }
  });

  test('what was wrong with a machine that is gone is over after five minutes of another', async () => {
    await round('site-b', false);
    for (let rounds = 0; rounds < 10; rounds++) expect(await round('site-a', true)).toEqual([]);
    expect(await round('site-a', true)).toEqual(['over files-broken site-b', 'over clock-wrong site-b']);
  });

  test('however often people act at one within a minute, what is wrong with the other lasts, and nobody plans again for it', async () => {
    await round('site-b', false);
    await round('site-a', true);
    const before = await ledger.changes();
    for (let acts = 0; acts < 20; acts++) expect(await round('site-a', true, SECOND)).toEqual([]);
    expect(await ledger.changes()).toBe(before);
  });
});
