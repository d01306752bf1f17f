import { isDeepStrictEqual } from 'node:util';
import type { Files } from '../../app/files.ts';
import type { Session } from '../../app/session.ts';
import type { Municipality, Region } from '../../core/domain/municipality.ts';
import { names, say } from '../../staff-words/say.ts';
import { targetNamed } from './target.ts';

const NAMES_MAX = 6;
const REGION_FILE = 'municipalities.yaml';

/** One line: what the worker works from now on, and what changed for it. */
export function sessionLine(session: Session, before: Session | null): string {
  const { files, mode } = session;
  const what = {
    target: targetNamed({ mode, sandbox: files.settings.sandbox }),
    municipalities: say('municipalities', { n: files.region.municipalities.size }),
    accounts: say('accounts', { n: files.region.accounts.size }),
  };
  if (before === null) return say('session-runs', what);
  const changes = changesOf(before, session).join(' ') || say('session-again');
  return `${say('session-changed', what)} ${changes}`;
}

/** States what changed from one session to the next, a sentence each. */
function changesOf(before: Session, now: Session): readonly string[] {
  const changes: string[] = [];
  if (before.mode !== now.mode) changes.push(say('session-mode', { now: now.mode, before: before.mode }));
  const [was, is] = [before.files, now.files];
  if (was.settings.sandbox !== is.settings.sandbox)
    changes.push(say('session-sandbox', { now: String(is.settings.sandbox) }));
  const [old, entries] = [entriesOf(was.region), entriesOf(is.region)];
  const added = [...entries.keys()].filter((id) => !old.has(id));
  const removed = [...old.keys()].filter((id) => !entries.has(id));
  const edited = [...entries].filter(([id, one]) => old.has(id) && !isDeepStrictEqual(old.get(id), one));
  if (added.length > 0) changes.push(say('session-added', { names: names(added, NAMES_MAX) }));
  if (removed.length > 0) changes.push(say('session-removed', { names: names(removed, NAMES_MAX) }));
  const isNamed = added.length + removed.length + edited.length > 0;
  const files = changedFiles(was, is).filter((file) => file !== REGION_FILE || !isNamed);
  const changed = [...edited.map(([id]) => id), ...files];
  if (changed.length > 0) changes.push(say('session-edited', { names: names(changed, NAMES_MAX) }));
  return changes;
}

/** Municipalities, groups and accounts by id. A municipality has the ids of its accounts. */
function entriesOf({ municipalities, groups, accounts }: Region): ReadonlyMap<string, unknown> {
  const withIds = (one: Municipality) => ({ ...one, accounts: one.accounts.map(({ id }) => id) });
  return new Map<string, unknown>([
    ...[...municipalities].map(([id, one]) => [id, withIds(one)] as const),
    ...groups,
    ...accounts,
  ]);
}

function changedFiles(
  { texts: was, environment: env }: Files,
  { texts: is, environment }: Files,
): readonly string[] {
  const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
  return [
    ...(same(was.config, is.config) ? [] : ['config.yaml']),
    ...(same(was.municipalities, is.municipalities) ? [] : [REGION_FILE]),
    ...(same(was.services, is.services) ? [] : ['services.yaml']),
    ...(JSON.stringify([...was.messages]) === JSON.stringify([...is.messages]) ? [] : ['messages']),
    ...(JSON.stringify(env) === JSON.stringify(environment) ? [] : [say('session-environment')]),
  ];
}
