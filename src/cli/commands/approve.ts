import { type Approved, approve, type ToApprove } from '../../app/approve.ts';
import { type App, readConfiguration } from '../../app/load.ts';
import { inTheNameOf } from '../../app/people/by-name.ts';
import { refuseUnlessMayApprove } from '../../app/people/who-may-approve.ts';
import { say } from '../../staff-words/say.ts';
import { ending } from '../reports/ending.ts';
import { targetNamed, targetOf } from '../reports/target.ts';
import { showBoard } from '../show-board.ts';

interface Given {
  readonly digest?: string | null;
  readonly standing?: boolean;
  readonly olderFile?: boolean;
  readonly by: string;
}

export const usage = '[announcement] [--digest <digest>] [--standing] [--older-file] --by <name>';

export async function onFiles(
  app: App,
  what: string | undefined,
  { digest = null, standing, olderFile, by }: Given,
) {
  const given: ToApprove = olderFile
    ? { kind: 'older-file' }
    : standing
      ? { kind: 'wording', of: what ?? '', digest }
      : { kind: 'texts', announcement: what ?? '', digest };
  const announced = async () => {
    if (given.kind !== 'texts') return null;
    const { announcements } = (await readConfiguration(app)).state;
    return announcements.find(({ id }) => id === given.announcement) ?? null;
  };
  const approved = await inTheNameOf(
    app,
    by,
    { what: 'approved', about: `${what ?? given.kind} ${digest ?? ''}`.trim() },
    async (asker, people) => refuseUnlessMayApprove(app, asker, people, given.kind, await announced()),
    (actor, _, _settled, keep) => approve(app, given, [actor], keep),
  );
  const target = targetOf(app, approved.mode);
  const said = `${described(given, approved, by)}\n${missing(approved, by)}`;
  app.runtime.err(`${targetNamed(target)}: ${said}`);
  const keys = approved.approvals.flatMap(({ subject }) => ('post' in subject ? [subject.post] : []));
  if (approved.mode !== 'draft') await showBoard(app, { mode: approved.mode, keys });
  const { texts } = approved.mode === 'draft' ? { texts: 0 } : approved.missing;
  const end = ending(target, texts === 0 ? [] : [say('staff-unapproved', { n: texts, names: what ?? '' })]);
  app.runtime.err(end.line);
  return end.status;
}

function described(given: ToApprove, { approvals }: Approved, by: string): string {
  switch (given.kind) {
    case 'older-file':
      return say('approve-older-file', { by });
    case 'wording':
      return say('approve-wording', { by, of: given.of });
    case 'texts': {
      const n = approvals.filter(({ subject }) => 'post' in subject).length;
      return say('approve-texts', { by, texts: say('texts', { n }), of: given.announcement });
    }
    default:
      return given satisfies never;
  }
}

function missing({ missing: { texts, approvedBy } }: Approved, by: string): string {
  if (texts === 0) return '';
  const others = approvedBy.length === 0 ? by : approvedBy.join(', ');
  return `${say('approve-missing', { n: texts, others })}\n`;
}
