import { lookOfName } from '../domain/actor.ts';
import type { Kind } from '../domain/announcement.ts';
import type { Settings } from '../domain/settings.ts';
import type { Approval } from './ledger.ts';

/** The part of a post that an approval is about. */
export interface ApprovalSubject {
  readonly digest: string;
  readonly kind: Kind;
}

/**
 * The names of those who approved exactly this text, or, for a pre-approved kind, its messages as they are today. Names
 * that look the same are one person.
 */
export function approversOf(
  post: ApprovalSubject,
  approvals: readonly Approval[],
  messages: Readonly<Record<Kind, string>>,
  settings: Settings,
): readonly string[] {
  const names = approvals
    .filter((approval) => isFor(approval, post, messages, settings))
    .map((approval) => approval.by.trim())
    .filter((name) => name !== '');
  return [...new Map(names.map((name) => [lookOfName(name), name])).values()];
}

export function isApproved(
  post: ApprovalSubject,
  approvals: readonly Approval[],
  messages: Readonly<Record<Kind, string>>,
  settings: Settings,
): boolean {
  return approversOf(post, approvals, messages, settings).length >= settings.approvals.needed;
}

function isFor(
  approval: Approval,
  post: ApprovalSubject,
  messages: Readonly<Record<Kind, string>>,
  settings: Settings,
): boolean {
  if ('post' in approval.subject) return approval.digest === post.digest;
  if ('file' in approval.subject) return false;
  const { kind } = approval.subject;
  return kind === post.kind && settings.approvals.preApproved.has(kind) && approval.digest === messages[kind];
}
