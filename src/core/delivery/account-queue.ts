/**
 * Wakes accounts. It carries names, not truth: the ledger decides what happens, so a queue may lose or repeat a
 * wake-up, and the next tick makes good.
 */
export interface Queue {
  /** Has the account looked at, soon. A name that waits already is not queued again. */
  wake(account: string): void;
  /** Resolves once nothing waits and nobody works. */
  idle(): Promise<void>;
  /** Takes no more wake-ups, and resolves once nobody works. */
  close(): Promise<void>;
}
