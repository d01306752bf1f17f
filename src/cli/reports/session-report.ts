import type { Files } from '../../app/files.ts';
import type { Session } from '../../app/session.ts';
import { say } from '../../staff-words/say.ts';
import { targetNamed, targetOf } from './target.ts';

/** One line: what the worker works from now on, and what changed for it. */
export function sessionLine(session: Session, before: Session | null): string {
  const { files } = session;
  const what = {
    target: targetNamed(targetOf(session, session.mode)),
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
  const files = changedFiles(was, is);
  if (files.length > 0) changes.push(say('session-edited', { names: files.join(', ') }));
  return changes;
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
