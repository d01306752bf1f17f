import { ALL } from '../../../core/domain/municipality.ts';
import type { Right } from '../../../core/domain/rights.ts';
import { say } from '../../../staff-words/say.ts';
import { townName } from '../parts.ts';
import type { Asked } from '../route.ts';

/** `Schreiben: überall; Freigeben: Stadt Hemer`. */
export function rightsWords(asked: Pick<Asked, 'app'>, rights: readonly Right[]): string {
  if (rights.length === 0) return say('console-no-rights');
  return rights.map((right) => rightWords(asked, right)).join('; ');
}

export function rightWords({ app }: Pick<Asked, 'app'>, { role, who }: Right): string {
  const where = who === ALL ? say('console-everywhere') : townName(app.files, who);
  return say('console-right', { role: say(`console-role-${role}`), where });
}
