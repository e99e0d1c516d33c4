/** Whether a word is a name that Linux, udev and administrators give to interfaces, and to little else: `eth0`, `enp3s0f1`, `bond0.100`, `lo`. */
export function looksLikeInterface(word: string): boolean {
  return NAME.test(word);
}

const NAME = /^(?:(?:eth|en[opsx]|bond|br|team|vlan|wlan|wl[psx]|dummy)\d\w*(?:[.:]\d+)?|lo(?::\d+)?)$/;
