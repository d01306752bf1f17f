import { shownLocation } from '../files/incident/source.ts';
import { atHome, messagesAtHome } from './home.ts';

/** The options of all commands. */
export interface Options {
  /** The folder of `config.yaml`, `municipalities.yaml` and `services.yaml`. */
  readonly config: string;
  readonly messages: string;
  /** The incident state file: a path or an https address. */
  readonly state: string;
  /** The same as it is named to people, and written down: without what may open it. */
  readonly stateShown: string;
  /** The folder of the ledgers. */
  readonly data: string;
}

/** The options that commander hands over, completed: the state file lies with the configuration unless told otherwise. */
export function optionsFrom(given: {
  config?: string;
  messages?: string;
  state?: string;
  data?: string;
}): Options {
  const config = given.config ?? atHome('config');
  const state = given.state?.trim() ?? `${config}/incident.yaml`;
  return {
    config,
    messages: given.messages ?? messagesAtHome(),
    state,
    stateShown: shownLocation(state),
    data: given.data ?? atHome('data'),
  };
}
