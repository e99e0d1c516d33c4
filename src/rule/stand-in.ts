/** `VIP_ADDRESS`, `<VIP>`, `__VIP__`: what a person or a script is to replace before keepalived reads it. */
export function isStandIn(word: string): boolean {
  return /^(?:<.*>|__\w+__|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:\/\w*)?$/.test(word);
}
