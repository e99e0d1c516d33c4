/** Letters of other alphabets that look like a Latin one, and these in the same order. */
const LOOK_ALIKES = [
  { alphabet: 'Cyrillic', letters: 'аеорсухіјѕАВЕКМНОРСТУХІЈЅ', latin: 'aeopcyxijsABEKMHOPCTYXIJS' },
  { alphabet: 'Greek', letters: 'ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', latin: 'ovABEZHIKMNOPTYX' },
];

/** A word with Latin letters in the place of those that only look like them. */
export function inLatin(word: string): string {
  if (ONLY_ASCII.test(word)) return word;
  return [...word].map((letter) => lookAlike(letter)?.latin ?? letter).join('');
}

const ONLY_ASCII = /^[ -~]*$/;

/** Says which letter of a word is not the Latin one that it looks like, for on the screen both are the same; null where there is none. */
export function lookAlikeNote(word: string): string | null {
  const letter = [...word].find((each) => lookAlike(each));
  return letter === undefined ? null : `Its '${letter}' is a ${lookAlike(letter)?.alphabet} letter that only looks like a Latin one.`;
}

function lookAlike(letter: string): { alphabet: string; latin: string } | null {
  for (const { alphabet, letters, latin } of LOOK_ALIKES) {
    const index = letters.indexOf(letter);
    if (index >= 0) return { alphabet, latin: latin.charAt(index) };
  }
  return null;
}
