/** `VIP_ADDRESS`, `<VIP>`, `__VIP__`, `X.X.X.10`: what a person or a script is to replace before keepalived reads it. */
export function isStandIn(word: string): boolean {
  return STAND_IN.test(word);
}

const STAND_IN = /^(?:<.*>|__\w+__|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|x+\.[x\d]+\.[x\d]+\.[x\d]+|X+\.[X\d]+\.[X\d]+\.[X\d]+)(?:\/\w*)?$/;
