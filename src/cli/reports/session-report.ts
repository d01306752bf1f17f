import type { Files } from '../../app/files.ts';
import type { Session } from '../../app/session.ts';
import { names, say } from '../../words/say.ts';
import { targetNamed } from './target.ts';

const NAMES_MAX = 6;

/** One line: what the worker works from now on, and what changed for it. */
export function sessionLine(session: Session, before: Session | null): string {
  const { files, mode } = session;
  const what = {
    target: targetNamed({ mode, sandbox: files.settings.sandbox }),
    municipalities: say('municipalities', { n: files.region.municipalities.size }),
    accounts: say('accounts', { n: files.region.accounts.size }),
  };
  if (before === null) return say('session-runs', what);
  const changes = changesOf(before, session).join('; ') || say('session-again');
  return say('session-changed', { ...what, changes });
}

function changesOf(before: Session, now: Session): readonly string[] {
  const changes: string[] = [];
  if (before.mode !== now.mode) changes.push(say('session-mode', { now: now.mode, before: before.mode }));
  const [was, is] = [before.files, now.files];
  if (was.settings.sandbox !== is.settings.sandbox)
    changes.push(say('session-sandbox', { now: String(is.settings.sandbox) }));
  const added = accountsOf(is).filter((id) => !was.region.accounts.has(id));
  const removed = accountsOf(was).filter((id) => !is.region.accounts.has(id));
  if (added.length > 0) changes.push(say('session-added', { names: names(added, NAMES_MAX) }));
  if (removed.length > 0) changes.push(say('session-removed', { names: names(removed, NAMES_MAX) }));
  const changed = changedFiles(was, is);
  if (changed.length > 0) changes.push(say('session-files', { names: changed.join(', ') }));
  return changes;
}

function accountsOf({ region }: Files): readonly string[] {
  return [...region.accounts.keys()];
}

function changedFiles(
  { texts: was, environment: env }: Files,
  { texts: is, environment }: Files,
): readonly string[] {
  const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
  return [
    ...(same(was.config, is.config) ? [] : ['config.yaml']),
    ...(same(was.municipalities, is.municipalities) ? [] : ['municipalities.yaml']),
    ...(same(was.services, is.services) ? [] : ['services.yaml']),
    ...(JSON.stringify([...was.messages]) === JSON.stringify([...is.messages]) ? [] : ['messages']),
    ...(JSON.stringify(env) === JSON.stringify(environment) ? [] : [say('session-environment')]),
  ];
}
