interface LookAlike {
  readonly latin: string;
  readonly alphabet: string;
}

/** Letters of other alphabets that look like a Latin one, in the same order as these. */
const LOOK_ALIKES: ReadonlyMap<string, LookAlike> = new Map([
  ...alphabet('Cyrillic', 'аеорсухіјѕАВЕКМНОРСТУХІЈЅ', 'aeopcyxijsABEKMHOPCTYXIJS'),
  ...alphabet('Greek', 'ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ovABEZHIKMNOPTYX'),
]);

function alphabet(name: string, letters: string, latin: string): [string, LookAlike][] {
  return [...letters].map((letter, index) => [letter, { latin: latin.charAt(index), alphabet: name }]);
}

/** A word with Latin letters in the place of those that only look like them. */
export function inLatin(word: string): string {
  return [...word].map((letter) => LOOK_ALIKES.get(letter)?.latin ?? letter).join('');
}

/** Says which letter of a word is not the Latin one that it looks like, for on the screen both are the same; null where there is none. */
export function lookAlikeNote(word: string): string | null {
  const letter = [...word].find((each) => LOOK_ALIKES.has(each));
  return letter === undefined ? null : `Its '${letter}' is a ${LOOK_ALIKES.get(letter)?.alphabet} letter that only looks like a Latin one.`;
}
