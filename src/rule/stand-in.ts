/**
 * `VIP_ADDRESS`, `<VIP>`, `<the` of `<the address>`, `**VIP**`, `__VIP__`, `%VIP%`, `@VIP@`, `--VIP--`, `X.X.X.10`, `10.xx.1.xxx`: what a person or a script is to
 * replace before keepalived reads it.
 */
export function isStandIn(word: string): boolean {
  return STAND_IN.test(word);
}

/** The same in the place of an address, where no name may stand: also `VIP`, `my_ip`, `PEERS`, `[peer]`. A name with points may be that of a host. */
export function isStandInForAddress(word: string): boolean {
  return isStandIn(word) || isNameInBrackets(word) || /^(?:[A-Z][A-Z0-9]+|[A-Za-z]\w*_\w+)(?:\/\w*)?$/.test(word);
}

/** `[peer]`, `[virtual_ip]/24`: without its brackets it is still a name, and only where a name may stand that is what was meant. */
export function isNameInBrackets(word: string): boolean {
  return /^\[[A-Za-z][\w-]*\](?:\/\w*)?$/.test(word);
}

/** The first `$NAME` or `${NAME}` in a word that keepalived has read as it stands, because nothing above defines it; null where there is none. */
export function undefinedNameIn(word: string): string | null {
  return /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})/.exec(word)?.[0] ?? null;
}

const STAND_IN =
  /^(?:<.*|\*\*.*|__\w+__|%\w+%|@\w+@|--[A-Za-z]\w*--|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?=\S*[xX])[xX\d]+(?:\.[xX\d]+){3})(?:\/(?:\w*|--\w+--))?$/;
