import type { App } from '../../app/load.ts';
import { exists } from '../../app/locate-ledgers.ts';
import { changeRights, type RightsChanged, rightsLine } from '../../app/people/change-rights.ts';
import { type Invited, invite, inviteAgain } from '../../app/people/invitations.ts';
import { type Asker, type People, peopleOf, peoplePlace, personNamed } from '../../app/people/people.ts';
import { endSessions } from '../../app/people/sign-in.ts';
import { nameOfPerson } from '../../core/domain/actor.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { onOneLine } from '../../core/domain/invisible-characters.ts';
import { ALL, isName, type Region } from '../../core/domain/municipality.ts';
import { type Right, ROLES } from '../../core/domain/rights.ts';
import { say, shownTime } from '../../staff-words/say.ts';
import { actorNamed, shellUser, type Typed } from '../command.ts';
import { columns } from '../reports/words.ts';

const ACTIONS = ['list', 'invite', 'invite-again', 'rights', 'remove', 'end-sessions'] as const;

interface Given {
  readonly role?: readonly string[];
  readonly reason?: string;
  readonly by?: string;
}

export const usage = '[action] [name] [--role <role...>] [--reason <reason>] [--by <name>]';

export function refine({ argument, option }: Typed): void {
  argument('action').choices(ACTIONS).default('list');
  const role = option('role');
  const all = ROLES.map((one) => `${one} (${say(`console-role-${one}`)})`);
  role.description = `${role.description}: ${all.join(', ')}`;
}

export async function onFiles(
  app: App,
  action: (typeof ACTIONS)[number],
  name: string | undefined,
  given: Given,
) {
  await using people = await consolePeople(app);
  if (action === 'list') await list(app, people);
  else await change(app, people, action, name, given);
}

/** The people of the console that the files name. Makes the store where there is none. Throws `no-console`. */
export function consolePeople(app: App): Promise<People> {
  const { console: at } = app.files.settings;
  if (at === null) throw operatorError('no-console');
  return peopleOf(app, at);
}

/** Whether somebody has ever been invited. */
export function hasPeople({ files, options }: App): boolean {
  return exists(peoplePlace(files.settings, options.data));
}

async function change(
  app: App,
  people: People,
  action: Exclude<(typeof ACTIONS)[number], 'list'>,
  written: string | undefined,
  given: Given,
): Promise<void> {
  const { region } = app.files;
  const asker: Asker = { actor: actorNamed(given.by ?? shellUser()), person: null };
  const office = { people, asker, region };
  const name = nameOfPerson(written ?? '');
  const alone = onOneLine(given.reason ?? '') || null;
  const rights = (given.role ?? []).map((one) => rightIn(one, region));
  const told = (changed: RightsChanged) => {
    if (changed === 'alone') app.runtime.err(`${say('people-told')}\n`);
  };
  switch (action) {
    case 'invite':
    case 'invite-again': {
      const invited = await (action === 'invite'
        ? invite(office, { name, rights, alone })
        : inviteAgain(office, { name, alone }));
      told(invited.rights);
      if (action === 'invite-again') app.runtime.err(`${say('people-approvals-end', { name })}\n`);
      await showInvitation(app, invited);
      return;
    }
    case 'rights':
    case 'remove': {
      const { id } = await personNamed(people, name);
      if (action === 'rights' && rights.length === 0)
        throw operatorError('unknown-word.no-role', { name, roles: [...ROLES] });
      const asked = { person: id, rights: action === 'remove' ? null : rights, alone };
      told(await changeRights(office, asked));
      const shown = rightsLine(rights);
      app.runtime.err(
        `${action === 'remove' ? say('people-removed', { name }) : say('people-rights', { name, rights: shown })}\n`,
      );
      if (action === 'remove') app.runtime.err(`${say('people-approvals-end', { name })}\n`);
      return;
    }
    case 'end-sessions': {
      const n = await endSessions(people, asker, await personNamed(people, name), 'all');
      app.runtime.err(
        `${say('people-sessions-ended', { name, n })}\n${say('people-approvals-end', { name })}\n`,
      );
      return;
    }
    default:
      action satisfies never;
  }
}

/** `writer`, or `writer=hemer` for less than all. */
function rightIn(written: string, region: Region): Right {
  const [name = '', ...place] = written.split('=');
  const who = place.length === 0 ? ALL : place.join('=');
  const role = ROLES.find((one) => one === name);
  if (!role) throw operatorError('unknown-word.role', { name, roles: [...ROLES] });
  if (isName(region, who)) return { role, who };
  throw operatorError('unknown-municipality.who', { name: who });
}

async function showInvitation({ runtime, files }: App, { person, link, expiresAt }: Invited): Promise<void> {
  const { renderUnicodeCompact } = await import('uqr');
  const time = shownTime(expiresAt, files.settings.zone, runtime.clock.now());
  runtime.err(`${say('people-invited', { name: person.name, time })}\n\n`);
  runtime.out(`${link}\n`);
  if (runtime.interactive) runtime.err(`\n${renderUnicodeCompact(link, { border: 2 })}\n`);
}

async function list({ runtime, files }: App, people: People): Promise<void> {
  const { store, clock } = people;
  const all = await store.people();
  const rows: (readonly string[])[] = [];
  for (const { id, name, rights, isRemoved } of all) {
    if (isRemoved) continue;
    const ways = [
      say('people-passkeys', { n: (await store.passkeysOf(id)).length }),
      ...((await store.secondWayOf(id)) === null ? [] : [say('people-second-way')]),
    ];
    const sessions = say('people-sessions', { n: (await store.sessionsOf(id, clock.now())).length });
    rows.push([name, rightsLine(rights), ways.join(', '), sessions]);
  }
  if (rows.length === 0) runtime.err(`${say('people-none')}\n`);
  else runtime.out(`${columns(rows).join('\n')}\n`);
  const named = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  for (const { person, by, rights, at } of await store.rightChanges()) {
    const time = shownTime(at, files.settings.zone, clock.now());
    const asked = {
      name: named(person),
      by: named(by),
      time,
      rights: rights === null ? '-' : rightsLine(rights),
    };
    runtime.err(`${say('people-waits', asked)}\n`);
  }
}
