import { mistake, operatorError } from '../core/domain/errors.ts';

/** The error of a server that cannot listen, in words for operators where something else listens already. */
export function portError(port: number, cause: Error): Error {
  if (!('code' in cause) || cause.code !== 'EADDRINUSE') return cause;
  return operatorError(mistake('port-in-use.web', { port }), { cause });
}
