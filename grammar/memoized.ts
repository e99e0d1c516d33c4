/**
 * A function that does its work once for each object that it is asked about, and keeps the answer as long as the object lives. What else it is
 * handed must follow from that object.
 */
export function memoized<K extends object, A extends readonly unknown[], V>(compute: (key: K, ...rest: A) => V): (key: K, ...rest: A) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key, ...rest) => {
    const entry = known.get(key);
    if (entry) return entry.value;
    const value = compute(key, ...rest);
    known.set(key, { value });
    return value;
  };
}
