/** A settings file that cannot be used: where, what is wrong, and what may have been meant. */
export class SettingsError extends Error {
  constructor(
    /** `file:line:column`, or the file alone. */
    readonly place: string,
    readonly reason: string,
    /** A name that does not exist, and those that do. */
    readonly unknown: { readonly key: string; readonly known: readonly string[] } | null = null,
  ) {
    super(`${place}: ${reason}`);
    this.name = 'SettingsError';
  }
}
