import { writeSync } from 'node:fs';

/*
 * Loaded into each measured process before its program. Tells what the process has used so far whenever its parent asks,
 * and writes it to the pipe with number 3 when the process ends.
 */

/** What a process has used since its start. */
export interface Used {
  /** CPU time of all its threads, in milliseconds. */
  readonly cpuMs: number;
  /** The most memory that it ever had (resident), in bytes. */
  readonly peakBytes: number;
}

function used(): Used {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuMs: (userCPUTime + systemCPUTime) / 1_000, peakBytes: maxRSS * 1_024 };
}

if (process.send !== undefined) {
  process.on('message', (asked) => {
    if (asked === 'used') process.send?.(used());
  });
  // Nobody waits for a question.
  process.channel?.unref();
  process.on('exit', () => writeSync(3, JSON.stringify(used())));
}
