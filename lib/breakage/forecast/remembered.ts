/** The same function, which works each answer out once and keeps it for as long as somebody else keeps the key. */
export function remembered<Key extends object, Answer extends object>(
  answerTo: (key: Key) => Answer,
): (key: Key) => Answer {
  const known = new WeakMap<Key, Answer>();
  return (key) => {
    const found = known.get(key) ?? answerTo(key);
    known.set(key, found);
    return found;
  };
}
