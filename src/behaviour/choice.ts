/**
 * What the configurations do not decide. A simulation makes each choice one way and notes that it did; where it matters is found by playing
 * again with the other way.
 * - `tie`: which of several routers comes first whose timers run out in the same moment.
 * - `start`: which of several routers that start together takes over first, where only milliseconds lie between them and the first one stays.
 * - `silence`: whether backups hear a master that puts its adverts off, because it refuses those of another master.
 * - `meeting`: which of several masters is heard first when they meet again.
 * - `checks`: on which of several nodes a check ends first that fails on all of them.
 * - `interval`: whether an advert of a master that sends few reaches a backup before its timer runs out.
 * - `address`: which of two source addresses is higher, where one of them is not known.
 * - `network`: whether two interfaces are on one network, where their names differ and their addresses are not known.
 * - `receiver`: whether an address in a list of peers is that of a node whose own addresses are not known.
 * - `source`: which of two hosts has the address that both send from.
 * - `macvlan`: whether unicast adverts get to a macvlan, which has no address of its own (without vmac_xmit_base; scenario strict-unicast-vmac).
 */
export const CHOICES = [
  'tie',
  'start',
  'silence',
  'meeting',
  'checks',
  'interval',
  'address',
  'network',
  'receiver',
  'source',
  'macvlan',
] as const;

export type Choice = (typeof CHOICES)[number];

/** The choices of one simulation. */
export class Choices {
  /** The one that is made the other way; null for none. */
  readonly turned: Choice | null;
  /** What had to be chosen, with the two nodes (or interfaces) it was about. */
  readonly made = new Map<Choice, readonly [string, string]>();

  constructor(turned: Choice | null) {
    this.turned = turned;
  }

  /** Makes a choice: true for the one way, false for the other. */
  make(choice: Choice, a: string, b: string): boolean {
    if (!this.made.has(choice)) this.made.set(choice, [a, b]);
    return this.turned !== choice;
  }
}

/** Why nobody can say who holds an address: a sentence. */
export function explainChoice(choice: Choice, [a, b]: readonly [string, string]): string {
  switch (choice) {
    case 'tie':
      return `'${a}' and '${b}' come to take over in the same moment, and it is a race who does.`;
    case 'start':
      return `'${a}' and '${b}' start together and come to take over within milliseconds of each other; who is first keeps the addresses.`;
    case 'silence':
      return `'${a}' puts off its own adverts whenever it refuses one of '${b}', and it is chance whether its backups hear it in time.`;
    case 'meeting':
      return `'${a}' and '${b}' are both master when they hear each other again, and it is chance who hears the other first.`;
    case 'checks':
      return `It is chance whether the check of '${a}' or that of '${b}' ends first.`;
    case 'interval':
      return `Adverts of '${a}' are so rare that it is chance whether one reaches '${b}' before it takes over.`;
    case 'address':
      return `The higher source address of '${a}' and '${b}' decides, and it is not known; facts about the hosts would tell it.`;
    case 'network':
      return `It is not known whether ${a} and ${b} are on one network; facts about the hosts would tell it.`;
    case 'macvlan':
      return `'${a}' listens on a macvlan without 'vmac_xmit_base', and it is not known whether unicast adverts of '${b}' get there.`;
    case 'source':
      return `'${a}' and '${b}' send from one address, and it is not known which of them has it; facts about the hosts would tell it.`;
    case 'receiver':
      return `It is not known which addresses '${a}' has, and so whether it hears '${b}'; facts about the hosts would tell it.`;
  }
}
