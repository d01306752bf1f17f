/** Who does something: a person, or a script in somebody's name. */
export interface Actor {
  /** Names the person for ever: the name given with `--by`, or the id of somebody with an account in the console. */
  readonly id: string;
  /** The name that colleagues read. */
  readonly name: string;
  readonly via: 'command-line' | 'console' | 'script';
}
