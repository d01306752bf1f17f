/** The options of all commands. */
export interface Options {
  /** The folder of `config.yaml`, `municipalities.yaml` and `services.yaml`. */
  readonly config: string;
  readonly messages: string;
  /** The incident state file: a path or an https address. */
  readonly state: string;
  /** The folder of the ledgers. */
  readonly data: string;
}

/** What commander hands over, completed: the state file lies with the configuration unless told otherwise. */
export function optionsFrom(given: {
  config?: string;
  messages?: string;
  state?: string;
  data?: string;
}): Options {
  const config = given.config ?? 'config';
  return {
    config,
    messages: given.messages ?? 'messages',
    state: given.state ?? `${config}/incident.yaml`,
    data: given.data ?? 'data',
  };
}
